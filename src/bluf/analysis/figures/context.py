"""Who says a figure, and when and where it holds: findings of the other finders → what belongs to a place in the text.

The holder is the source of the innermost attribution whose content covers the figure. Time and place come from the figure's own
clause (`clause`). Deliberately no holder from a neighbouring sentence.

Source: PolNeAR (content spans); MeasEval 2021 (Qualifies); guidelines of the figures set (holder, period, place).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from bluf.analysis.figures.clause import own_period, own_place
from bluf.analysis.figures.numbers import NUMBER_WORDS
from bluf.analysis.figures.tables import Tables
from bluf.analysis.figures.units import DOLLAR, dollar_of
from bluf.analysis.nlp import Parse
from bluf.model import Actor, Attribution, Place, Stance, TimeExpression, TimeType


@dataclass(frozen=True, slots=True)
class Holder:
    """Who says so: `index` into the attributions; name and actor id where the source is named."""

    index: int
    name: str | None
    actor_id: str | None


class Context:
    """Attributions, dates and places of a document, ready to ask by offset."""

    def __init__(
        self,
        parse: Parse,
        actors: tuple[Actor, ...],
        attributions: tuple[Attribution, ...],
        dates: tuple[TimeExpression, ...],
        places: tuple[Place, ...],
    ) -> None:
        """Sort once; every question then takes the logarithm of the text's length and the findings of one sentence."""
        self._parse = parse
        self._names = {actor.id: actor.name for actor in actors}
        self._known = _known(actors)
        self._attributions = attributions
        self._contents = _innermost(attributions)
        self._content_starts = [c[0] for c in self._contents]
        self._dates = sorted(dates, key=lambda d: d.start)
        self._date_starts = [d.start for d in self._dates]
        self._places = sorted(places, key=lambda p: p.start)
        self._place_starts = [p.start for p in self._places]
        self._dollar = dollar_of([p.country for p in places if p.country])
        self.tables = Tables(parse, self._dollar)

    @property
    def dollar(self) -> str:
        """What a bare "$" means here."""
        return self._dollar

    def holder(self, at: int) -> Holder | None:
        """Whose statement covers the code point `at`, None where nobody's does. Figures and reports that "say" so are nobody."""
        k = bisect_right(self._content_starts, at) - 1
        if k < 0 or self._contents[k][1] <= at:
            return None
        index = self._contents[k][2]
        source = self._attributions[index].source
        asked = self._attributions[index].stance is Stance.ASKS  # who asks for a figure does not hold it
        asked = asked or _claims_deed(self._attributions[index])
        if source is None or asked or source.start <= at < source.end:
            return Holder(index, None, None)
        name = source.actor or (self._names.get(source.actor_id) if source.actor_id else None)
        if name is not None:
            return Holder(index, name, source.actor_id)
        words = source.text.split()
        bare = words[1:] if words[:1] and words[0].lower() in ("the", "a", "an") else words
        known = self._known.get(" ".join(bare).lower())
        if known is not None:
            return Holder(index, known[0], known[1])
        return Holder(index, None if _is_paper(bare) or _is_nobody(bare) else _short(" ".join(words)), None)

    def demands(self, holder: Holder) -> bool:
        """True where the holder does not state but wants what the statement tells of."""
        return self._attributions[holder.index].stance is Stance.DEMANDS

    def is_date(self, start: int, end: int) -> bool:
        """True where a date or time of day covers `start`..`end`."""
        k = bisect_right(self._date_starts, start) - 1
        return k >= 0 and self._dates[k].end >= end and self._dates[k].type in (TimeType.DATE, TimeType.TIME)

    def period(self, start: int, end: int, i: int, sentence: tuple[int, int]) -> TimeExpression | None:
        """The time of the clause of the number at token `i`, which takes `start`..`end`; None where it has none or several."""
        lo, hi = _near(self._date_starts, start, sentence)
        own = [
            d
            for d in self._dates[lo:hi]
            if d.type in (TimeType.DATE, TimeType.TIME)
            and not d.value.endswith("_REF")
            and (d.end <= start or d.start >= end)
        ]
        return own_period(self._parse, i, own)

    def place(self, start: int, end: int, i: int, sentence: tuple[int, int]) -> Place | None:
        """The place of the clause of the number at token `i`, which takes `start`..`end`; None where it has none or several."""
        lo, hi = _near(self._place_starts, start, sentence)
        j = self._parse.tokens_of(start, end)[1]
        return own_place(self._parse, i, j, [p for p in self._places[lo:hi] if p.end <= start or p.start >= end])


_NEAREST = 16
_LONG = 12  # words; a longer description tells more than who it is
_PRONOUNS = frozenset(
    "he she it they we i you who which that this these those him her them us me one others some many both all "
    "whoever whatever another someone everyone anyone somebody everybody none nobody".split()
)
_PAPERS = frozenset(
    "figure figures report reports number numbers data statistics message statement alert email e-mail "
    "document documents results parameters criteria standards rules terms law laws conditions circumstances plan plans "
    "schedule estimates polls surveys posts tweets rumors rumours charges complaint indictment lawsuit".split()
)


def _claims_deed(attribution: Attribution) -> bool:
    """True for "claimed responsibility for the attack that killed 10": the number is the text's."""
    return attribution.content[0].text.lower().startswith("responsibility")


def _short(name: str) -> str:
    """A description without what is told about it at length behind a comma."""
    first = name.partition(",")[0]
    return first if len(name.split()) > _LONG and len(first.split()) > 1 else name


def _is_paper(words: list[str]) -> bool:
    """True for "new figures", "these reports", "new data on Friday": they hold nothing. "A report by the UN" names its author."""
    lower = [w.lower() for w in words]
    if any(w in ("by", "from", "of") for w in lower):
        return False
    return bool(lower) and ((lower[-1] in _PAPERS and len(lower) <= 3) or not _PAPERS.isdisjoint(lower[:2]))


def _is_nobody(words: list[str]) -> bool:
    """True for a bare pronoun, a bare number and "the number of victims", which name nobody."""
    if not words or words[0].lower() in ("number", "total", "rate"):
        return True
    last = words[-1].lower()
    return last in NUMBER_WORDS or last.isdigit() or (len(words) == 1 and last in _PRONOUNS)


def _known(actors: tuple[Actor, ...]) -> dict[str, tuple[str, str]]:
    """Names and aliases in lower case that mean one actor only → its name and id."""
    known: dict[str, tuple[str, str]] = {}
    shared: set[str] = set()
    for actor in actors:
        for form in {actor.name.lower(), *(alias.lower() for alias in actor.aliases)}:
            if known.setdefault(form, (actor.name, actor.id))[1] != actor.id:
                shared.add(form)
    return {form: actor for form, actor in known.items() if form not in shared}


def _near(starts: list[int], at: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """Range of the findings of a sentence around `at`; of a "sentence" with hundreds only the nearest."""
    k = bisect_left(starts, at)
    return max(bisect_left(starts, sentence[0]), k - _NEAREST), min(bisect_left(starts, sentence[1]), k + _NEAREST)


def _innermost(attributions: tuple[Attribution, ...]) -> list[tuple[int, int, int]]:
    """Stretches of text with the innermost attribution that covers them: (start, end, index), disjoint, in order."""
    spans = sorted(
        ((c.start, -c.end, k) for k, a in enumerate(attributions) for c in a.content if c.end > c.start),
        key=lambda s: (s[0], s[1], s[2]),
    )
    out: list[tuple[int, int, int]] = []
    stack: list[tuple[int, int]] = []  # (end, index) of the contents open here, the innermost last
    at = 0

    def close(until: int) -> None:
        nonlocal at
        while stack and stack[-1][0] <= until:
            end, index = stack.pop()
            if end > at:
                out.append((at, end, index))
                at = end

    for start, minus_end, index in spans:
        close(start)
        if stack and start > at:
            out.append((at, start, stack[-1][1]))
        at = max(at, start)
        stack.append((-minus_end, index))
        if len(stack) > 1 and stack[-1][0] > stack[-2][0]:
            stack.sort(key=lambda s: -s[0])
    close(1 << 62)
    return out


__all__ = ["DOLLAR", "Context", "Holder"]
