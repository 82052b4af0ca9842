"""Figures that changed since an earlier briefing: two briefings → rows with the values now and before.

A row says that one thing was counted anew, so it takes more than one noun: the same thing measured by the same holder, a word in
common beside both numbers ("*hurt* at least 12 people", "*hurt* at least 30 people"), sentences on one matter, and values that
cannot both hold. What lies weeks before its text is background and no news. A missed change is one line less; a false one tells
staff that something happened.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bluf.model import Briefing, Change, ChangeKind, FigureEntry, Qualifier, Quote, Source, Span, Statement
from bluf.synthesis.words import concepts, containment, keys, stem, words

_THING = 0.6  # of the words for what is measured
_MATTER, _MATTER_WORDS = 0.3, 2  # of the concepts of both sentences
_BESIDE = 6  # words on each side of a number that say what became of what is counted
_BACKGROUND = timedelta(days=8)
_SLACK = 0.25  # by which a vague or rounded value may miss another that means the same
_OTHERS = frozenset(
    "another also other separate separately further additional elsewhere previous previously earlier".split()
)
_FATES = tuple(
    concepts(family)
    for family in (
        "killed dead died deaths bodies fatalities perished",
        "hurt injured wounded injuries casualties",
        "arrested detained captured held custody charged",
        "missing",
        "displaced evacuated homeless fled evacuees refugees",
        "rescued saved freed released",
        "infected cases sick ill",
        "lost fell dropped cut",
        "gained won rose grew",
    )
)
"""What becomes of those who are counted: who was hurt is not who was killed."""
_ROUND = re.compile(r"(?i)\b(?:dozens|scores|hundreds|thousands|millions|billions|several|many|few)\b")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with its sentence, and the content words beside the number that are not what is measured.

    `matter` are the concepts of the sentence; `others` is True where it is about another of the kind ("another strike").
    """

    figure: FigureEntry
    sentence: Span
    beside: frozenset[str]
    matter: frozenset[str]
    others: bool


def find_changed_figures(new: Briefing, earlier: Briefing) -> list[Change]:
    """Leading figures whose holder gave another value for the same thing before, and does not repeat it now."""
    now = [_told(figure, new) for figure in new.figures]
    before = [told for figure in earlier.figures if not _is_background((told := _told(figure, earlier)), earlier)]
    rows: list[Change] = []
    spent: list[_Told] = []
    for told in now[: new.leading_figures]:
        if _is_background(told, new):
            continue
        rivals = [old for old in before if _is_one_thing(told, old)]
        if not rivals or any(not _excludes(told.figure, old.figure) for old in rivals):
            continue
        old = max(rivals, key=lambda one: len(one.matter & told.matter))
        if any(old is one for one in spent):
            continue
        if any(not _excludes(f.figure, old.figure) and _is_one_thing(f, old) for f in now):
            continue
        spent.append(old)
        rows.append(
            Change(
                kind=ChangeKind.FIGURE_CHANGED,
                holder=told.figure.holder,
                now=_statement(told.sentence),
                before=_statement(old.sentence),
                now_value=Statement(parts=(Quote(span=told.figure.span),)),
                before_value=Statement(parts=(Quote(span=old.figure.span),)),
            )
        )
    return rows


def _told(figure: FigureEntry, briefing: Briefing) -> _Told:
    source = _sources(briefing)[figure.document_id]
    sentence = next((s for s in source.sentences if s.start <= figure.start < s.end), figure.span)
    before = words(source.document.text[sentence.start : figure.start])[-_BESIDE:]
    after = words(source.document.text[figure.end : sentence.end])[: _BESIDE + len(words(figure.measured or ""))]
    measured = keys(figure.measured or "") | {stem((figure.unit or "").casefold())}
    beside = concepts(" ".join((*before, *after))) - concepts(" ".join(measured)) - measured
    return _Told(
        figure=figure,
        sentence=sentence,
        beside=frozenset(word for word in beside if not _DIGIT.search(word)),
        matter=concepts(sentence.text) - measured,
        others=not _OTHERS.isdisjoint(words(sentence.text)),
    )


def _sources(briefing: Briefing) -> Mapping[str, Source]:
    return {source.document.id: source for source in briefing.sources}


def _is_background(told: _Told, briefing: Briefing) -> bool:
    """Whether the figure holds for a time long before its text, or its text was told by an earlier day."""
    period, written = told.figure.period, _sources(briefing)[told.figure.document_id].document.published_on
    today = written or briefing.as_of
    return period is not None and period.last is not None and today is not None and today - period.last > _BACKGROUND


def _is_one_thing(a: _Told, b: _Told) -> bool:
    """The same thing measured by the same holder in the same place, in sentences on one matter."""
    one, other = a.figure, b.figure
    if (
        a.others != b.others
        or not _is_one_name(one.holder, other.holder)
        or one.change != other.change
        or one.concept != other.concept
    ):
        return False
    if stem((one.unit or "").casefold()) != stem((other.unit or "").casefold()) or one.rate != other.rate:
        return False
    if one.place and other.place and words(one.place.name) != words(other.place.name):
        return False
    if not a.beside & b.beside or len(a.matter & b.matter) < _MATTER_WORDS or _fates(a) != _fates(b):
        return False
    if containment(a.matter, b.matter) < _MATTER:
        return False
    about, theirs = keys(one.measured or ""), keys(other.measured or "")
    if not about and not theirs:  # an amount: it is told by the words beside it alone, so there must be more of them
        return one.holder is not None and one.unit is not None and len(a.beside & b.beside) >= 2
    return containment(about, theirs) >= _THING


def _fates(told: _Told) -> frozenset[int]:
    return frozenset(k for k, words_ in enumerate(_FATES) if told.beside & words_)


def _is_one_name(a: str | None, b: str | None) -> bool:
    """Equal, or one the shorter form of the other with the same last word: "Holguín" and "María Ángela Holguín"."""
    mine, theirs = words(a or ""), words(b or "")
    short, long = sorted((mine, theirs), key=len)
    return mine == theirs or (bool(short) and short[-1] == long[-1] and set(short) <= set(long))


def _excludes(a: FigureEntry, b: FigureEntry) -> bool:
    """Whether two values of one thing differ, and not only in how they are rounded or how vaguely they are told."""
    first, second = (f.value if f.value is not None else f.high if f.high is not None else f.low for f in (a, b))
    if first is None or second is None or first == second or _ROUND.search(a.text) or _ROUND.search(b.text):
        return False
    vague = any(f.qualifier is Qualifier.ABOUT or not _DIGIT.search(f.text) for f in (a, b))
    overlap = a.qualifier is not b.qualifier and _overlap(a, b)
    near = abs(first - second) <= _SLACK * max(abs(first), abs(second))
    return not ((vague or overlap) and near)


def _overlap(a: FigureEntry, b: FigureEntry) -> bool:
    """Whether a bound of one leaves room for the other."""
    bounds = (Qualifier.LESS, Qualifier.AT_MOST, Qualifier.MORE, Qualifier.AT_LEAST, Qualifier.RANGE)
    return a.qualifier in bounds or b.qualifier in bounds


def _statement(sentence: Span) -> Statement:
    return Statement(parts=(Quote(span=sentence, capital=True),))
