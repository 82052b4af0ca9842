"""Check that a briefing bears out itself: Briefing → Problems.

The grounding check reads spans; this one reads what is printed beside them: a name must be that of the actor it points to or
stand in the source, a figure's numbers must stand in its words, a stance must be that of an attribution, a grade must be what the
originators count. What only the analysis can tell (a qualifier, a kind of actor) is deliberately not judged.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from bluf.citing import outlet_name
from bluf.consistency.changes import check_changes
from bluf.consistency.product import check_product
from bluf.grounding import Problem, walk
from bluf.model import (
    ActorEntry,
    AttributionEntry,
    AttributionSource,
    Briefing,
    EvidenceGrade,
    Figure,
    FigureEntry,
    GapKind,
    KeyPointEntry,
    Phrase,
    Quote,
    Source,
    Span,
    Stance,
    Statement,
    TimeExpression,
    TimelineEntry,
    collapse,
)

_GRADES = {0: EvidenceGrade.THIN, 1: EvidenceGrade.THIN, 2: EvidenceGrade.PARTIAL}
_RANKS = (EvidenceGrade.THIN, EvidenceGrade.PARTIAL, EvidenceGrade.STRONG)
_NUMERAL = re.compile(r"[0-9](?:[0-9.,\u00a0\u202f' ]*[0-9])?")
_NOT_DECIMAL = re.compile(
    r"(?i)[/½¼¾⅓⅔⅛]|dozen|score|gross|half|halves|third|quarter|fifth|eighth|tenth"
    r"|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty\w*)\b"
)
_CALENDAR = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def check_consistency(briefing: Briefing) -> tuple[Problem, ...]:
    """All places where `briefing` says something of a finding that the rest of it does not bear; none for one that bluf made."""
    known = _Known(briefing)
    problems = [*_of_whole(briefing), *check_product(briefing), *check_changes(briefing)]
    for path, value in walk(briefing, "briefing"):
        problems += [Problem(where=path, what=what) for what in _of_finding(value, known)]
    return tuple(dict.fromkeys(problems))


class _Known:
    """What the rules look up."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing
        self.names = {actor.id: actor.name for actor in briefing.actors}
        self.said = [s for entry in briefing.attributions for s in (entry, *entry.repeats)]

    @cached_property
    def texts(self) -> dict[str, str]:
        """Each document's words, folded and with single spaces."""
        return {s.document.id: _fold(s.document.text) for s in self.briefing.sources}

    @cached_property
    def stances(self) -> set[tuple[str | None, Stance, tuple[Span, ...]]]:
        """(actor id, stance, content) of every attribution."""
        return {(s.source.actor_id if s.source else None, s.stance, s.content) for s in self.said}

    @cached_property
    def dates(self) -> set[TimeExpression]:
        """Every time expression of the sources."""
        return set(self.briefing.dates)

    @cached_property
    def places(self) -> set[tuple[str, str | None, str]]:
        """(name, country, level) of every place."""
        return {(_fold(p.name), p.country, p.level.value) for p in self.briefing.places}

    def stands(self, words: str, document_id: str) -> bool:
        """Whether a source has these words."""
        text, sought = self.texts.get(document_id, ""), _fold(words)
        # No border is asked for beside a character that is none of a word: "the union�at" holds "the union�".
        before, after = (
            (r"(?<!\w)" if re.match(r"\w", sought) else ""),
            (r"(?!\w)" if re.search(r"\w\Z", sought) else ""),
        )
        return sought in text and re.search(f"{before}{re.escape(sought)}{after}", text) is not None

    def names_it(self, name: str | None, actor_id: str | None, document_id: str) -> bool:
        """Whether `name` is that of the actor, or without one stands in the source."""
        if actor_id is not None:
            return self.names.get(actor_id) == name
        return name is None or name in self.names.values() or self.stands(name, document_id)


def _fold(text: str) -> str:
    return collapse(text).casefold()


def _of_whole(briefing: Briefing) -> Iterator[Problem]:
    grade = _GRADES.get(len(briefing.originators), EvidenceGrade.STRONG)
    # Less than their number is caution: several outlets may share one text.
    if _RANKS.index(briefing.evidence_grade) > _RANKS.index(grade):
        yield Problem(where="evidence grade", what=f"is {grade.value} at most by the originators that are named")
    tellers = {a.name for a in briefing.actors} | {s.document.publisher for s in briefing.sources}
    tellers |= {name for s in briefing.sources for name in (outlet_name(s.document, s.number), f"source {s.number}")}
    if not tellers.issuperset(briefing.originators):
        yield Problem(where="originators", what="one is no actor, no publisher and no source")
    for number, (actor, source) in enumerate(_aligned(briefing), 1):
        if actor is not None and actor.id != f"A{number}":
            yield Problem(where=f"actors {number}", what="has another number than its place")
        if source is not None and source.number != number:
            yield Problem(where=f"sources {number}", what="has another number than its place")
    for name, entries in (
        ("actors", briefing.actors),
        ("figures", briefing.figures),
        ("attributions", briefing.attributions),
    ):
        if not 0 <= (getattr(briefing, f"leading_{name}") or 0) <= len(entries):
            yield Problem(where=f"leading {name}", what="is more than there are")
    yield from _of_gaps(briefing)
    yield from _of_disagreements(briefing)


def _aligned(briefing: Briefing) -> Iterator[tuple[ActorEntry | None, Source | None]]:
    for n in range(max(len(briefing.actors), len(briefing.sources))):
        yield (
            briefing.actors[n] if n < len(briefing.actors) else None,
            briefing.sources[n] if n < len(briefing.sources) else None,
        )


def _of_gaps(briefing: Briefing) -> Iterator[Problem]:
    undated = [s.document.id for s in briefing.sources if s.document.published_on is None]
    said = [g.document_id for g in briefing.gaps if g.kind is GapKind.UNDATED_SOURCE]
    if sorted(undated) != sorted(i or "" for i in said):
        yield Problem(where="gaps", what="do not name the sources without a date")
    for number, gap in enumerate(briefing.gaps, 1):
        if gap.statement is None and gap.kind is not GapKind.UNDATED_SOURCE:
            yield Problem(where=f"gaps {number}", what="is borne by nothing")


def _of_disagreements(briefing: Briefing) -> Iterator[Problem]:
    for number, disagreement in enumerate(briefing.disagreements, 1):
        sides = disagreement.sides
        stances = [briefing.attributions[i].stance for i in sides if 0 <= i < len(briefing.attributions)]
        opposed = stances[:1] != [Stance.DENIES] and set(stances[1:]) == {Stance.DENIES}
        if len(stances) != len(sides) or len(set(sides)) != len(sides) or not opposed:
            yield Problem(where=f"disagreements {number}", what="its sides do not oppose one another")


def _of_finding(value: object, known: _Known) -> Iterator[str]:
    match value:
        case ActorEntry():
            yield from _of_actor(value, known)
        case AttributionEntry():
            yield from _of_attribution(value)
        case AttributionSource():
            yield from _of_source(value, known)
        case KeyPointEntry():
            yield from _of_key_point(value, known)
        case Figure():
            yield from _of_figure(value, known)
        case TimelineEntry():
            yield from _of_timeline(value, known)
        case TimeExpression():
            yield from _of_time(value)


def _of_actor(actor: ActorEntry, known: _Known) -> Iterator[str]:
    for number, line in enumerate(actor.lines, 1):
        stance = line.parts[0]
        if isinstance(stance, Phrase) and (actor.id, Stance[stance.name], _quoted(line)) not in known.stances:
            yield f"line {number}: no attribution has this actor say it so"


def _of_attribution(entry: AttributionEntry) -> Iterator[str]:
    if _quoted(entry.statement) != entry.content:
        yield "the statement does not quote what is said"


def _of_source(source: AttributionSource, known: _Known) -> Iterator[str]:
    if not known.names_it(source.actor, source.actor_id, source.document_id):
        yield "the name of the speaker is not that of the actor"


def _of_key_point(point: KeyPointEntry, known: _Known) -> Iterator[str]:
    if not any(span.overlaps(point) for span in point.statement.evidence):
        yield "the statement is not from its sentence"
    if (point.holder is None) != (point.stance is None) or (point.holder is None) != (point.holder_evidence is None):
        yield "a holder, a stance and the words that name the holder go together"
    if point.stance is not None and not any(
        s.stance is point.stance and any(span.overlaps(point) for span in s.content) and _is_holder(s.source, point)
        for s in known.said
    ):
        yield "no attribution has this holder take this stance"


def _is_holder(source: AttributionSource | None, point: KeyPointEntry) -> bool:
    return source is not None and point.holder == (source.actor or collapse(source.text))


def _of_figure(figure: Figure, known: _Known) -> Iterator[str]:
    places = (
        figure,
        *(figure.repeats if isinstance(figure, FigureEntry) else ()),
    )  # the best told of several has the holder
    if not any(known.names_it(figure.holder, figure.holder_id, place.document_id) for place in places):
        yield "the holder is not the actor it points to"
    # Without regard for where words end: "%" and "-3 gutsy innings" are measured too.
    if figure.measured is not None and _fold(figure.measured) not in known.texts.get(figure.document_id, ""):
        span = figure.measured_span
        if span is None or collapse(span.text) != figure.measured:
            yield "what is measured does not stand in the source"
    if figure.concept is not None and not known.stands(figure.concept, figure.document_id):
        yield "what it is about does not stand in the source"
    numerals = [_significant(m.group()) for m in _NUMERAL.finditer(figure.text)]
    if numerals and not _NOT_DECIMAL.search(figure.text):
        wrong = [n for n in (figure.low, figure.high, figure.value) if n is not None and _digits(n) not in numerals]
        if wrong:
            yield f"the number {wrong[0]:g} does not stand in its words"
    if figure.place is not None:
        place = figure.place
        if (_fold(place.name), place.country, place.level.value) not in known.places:
            yield "its place is not among the places"
    if figure.period is not None and figure.period not in known.dates and not _is_range(figure.period, known.dates):
        yield "its period is not among the dates"


def _is_range(time: TimeExpression, dates: set[TimeExpression]) -> bool:
    """True where the expression is two of the dates, joined: "April 1 and June 30"."""
    first = next((d for d in dates if d.document_id == time.document_id and d.start == time.start), None)
    last = next((d for d in dates if d.document_id == time.document_id and d.end == time.end), None)
    if first is None or last is None or first == last:
        return False
    days = (first.first, last.last)
    return (time.first, time.last) == days and time.value == f"{first.value}/{last.value}"


def _of_timeline(entry: TimelineEntry, known: _Known) -> Iterator[str]:
    if entry.time not in known.dates and not _is_range(entry.time, known.dates):
        yield "its time is not among the dates"
    if not any(span.covers(entry.time) for span in entry.statement.evidence):
        yield "its statement does not hold its time"


def _of_time(time: TimeExpression) -> Iterator[str]:
    match = _CALENDAR.fullmatch(time.value)
    if match is None or time.first is None or time.last is None:
        return
    year, month, day = (int(part) if part else None for part in match.groups())
    period = _days(year, month, day) if year else None
    if (
        period is None or not period[0] <= time.first <= time.last <= period[1]
    ):  # within: "late March" is its last third
        yield "its days are not those of its value"


def _days(year: int, month: int | None, day: int | None) -> tuple[date, date] | None:
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        return date(year, month, day or 1), date(year, month, day or monthrange(year, month)[1])
    except ValueError:
        return None


def _quoted(statement: Statement) -> tuple[Span, ...]:
    return tuple(part.span for part in statement.parts if isinstance(part, Quote))


def _significant(numeral: str) -> str:
    """The digits without separators and zeros at the ends: "3,000" and "0.003" both give "3"."""
    return re.sub("[^0-9]", "", numeral).strip("0")


def _digits(number: float) -> str:
    return _significant(format(number, "f") if isinstance(number, int) else repr(number).partition("e")[0])
