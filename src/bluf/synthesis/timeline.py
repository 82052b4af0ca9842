"""Timeline and places over all documents: Analyses → entries in order.

Only expressions that name days enter the timeline; undated events are not forced in. Deliberately nothing is dated by guess: what
was inferred from a document's date is marked by `TimeExpression.inferred`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bluf.model import Analysis, Place, PlaceEntry, Quote, Span, Statement, TimeExpression, TimelineEntry, TimeType
from bluf.synthesis.register import Register
from bluf.synthesis.words import fold, jaccard, keys

_MOST = 16
_SAME = 0.4
_LEAST_WEIGHT = 0.2
_LEAST_TOLD = 0.04  # salience of a sentence that tells so little that its date is not worth a line
# A date that something is only measured against dates nothing: "6 percent more than in 2010", "since 2010".
_COMPARED = re.compile(
    r"\b(?:than|compared (?:with|to)|since|until|till|over the same \w+)(?: (?:in|on|of|a|the|that|mid|early|late))*[ -]$"
)
_RANGE = re.compile(r"\s*(?:and|to|until|through|-|–|—)\s*")
_WIDEST_DAYS = 3700  # a period longer than ten years dates no event


def build_timeline(register: Register) -> tuple[TimelineEntry, ...]:
    """Dated sentences in calendar order, each event once, the weightiest where there are too many."""
    found: list[tuple[float, TimelineEntry, frozenset[str]]] = []
    for analysis in register.analyses:
        points = {(k.document_id, register.sentence(k).start): k.salience for k in analysis.key_points}
        for sentence, times in _by_sentence(register, analysis).items():
            told = points.get((sentence.document_id, sentence.start), 0.0)
            entry = _dated(analysis, sentence, times) if told >= _LEAST_TOLD else None
            if entry:
                found.append((told + register.topicality(sentence.text), entry, keys(sentence.text)))
    chosen: list[tuple[TimelineEntry, frozenset[str]]] = []
    for weight, entry, mine in sorted(found, key=lambda f: (-f[0], register.order(f[1].time))):
        if (
            len(chosen) < _MOST
            and weight >= _LEAST_WEIGHT
            and not any(_is_same(entry, mine, other, theirs) for other, theirs in chosen)
        ):
            chosen.append((entry, mine))
    return tuple(sorted((e for e, _ in chosen), key=lambda e: (*_days(e.time), register.order(e.time))))


def _by_sentence(register: Register, analysis: Analysis) -> dict[Span, list[TimeExpression]]:
    """The dates of each sentence that can date an event; a range of two days is one."""
    found: dict[Span, list[TimeExpression]] = {}
    for time in analysis.dates:
        before = register.document(time).text[max(0, time.start - 40) : time.start]
        if not _is_datable(time) or _is_heading(register, time) or _COMPARED.search(before):
            continue
        times = found.setdefault(register.sentence(time), [])
        if times and _RANGE.fullmatch(register.document(time).text[times[-1].end : time.start]):
            times[-1] = _joined(register, times[-1], time)
        else:
            times.append(time)
    return found


def _joined(register: Register, first: TimeExpression, last: TimeExpression) -> TimeExpression:
    """Two days that bound a period, as one expression."""
    span = register.document(first).span(first.start, last.end)
    return replace(
        first,
        end=span.end,
        text=span.text,
        value=f"{first.value}/{last.value}",
        last=last.last,
        inferred=first.inferred or last.inferred,
    )


def _dated(analysis: Analysis, sentence: Span, times: list[TimeExpression]) -> TimelineEntry | None:
    """The event of a sentence: the sentence with its one date; of several dates, the clause that holds just one."""
    if len(times) == 1:
        return _event(times[0], sentence)
    for act in analysis.acts:
        inside = [t for t in times if act.covers(t)]
        if sentence.covers(act) and len(inside) == 1 and act.subject:
            return _event(inside[0], act.span)
    return None


def _event(time: TimeExpression, span: Span) -> TimelineEntry:
    return TimelineEntry(time=time, statement=Statement(parts=(Quote(span=span, capital=True),), support=(time.span,)))


def _is_datable(time: TimeExpression) -> bool:
    if time.type not in (TimeType.DATE, TimeType.TIME) or time.first is None or time.last is None:
        return False
    return (time.last - time.first).days <= _WIDEST_DAYS


def _is_heading(register: Register, time: TimeExpression) -> bool:
    document = register.document(time)
    return any(b.kind.value == "heading" and b.start <= time.start < b.end for b in document.blocks)


def _days(time: TimeExpression) -> tuple[int, int]:
    first, last = time.first, time.last
    return (first.toordinal(), last.toordinal()) if first and last else (0, 0)


def _is_same(a: TimelineEntry, mine: frozenset[str], b: TimelineEntry, theirs: frozenset[str]) -> bool:
    """One event told twice: the days meet and the words are shared."""
    first_a, last_a = _days(a.time)
    first_b, last_b = _days(b.time)
    return first_a <= last_b and first_b <= last_a and jaccard(mine, theirs) >= _SAME


def merge_places(register: Register) -> tuple[PlaceEntry, ...]:
    """One entry a place, the most mentioned first."""
    entries: dict[tuple[str, str | None, str], PlaceEntry] = {}
    for analysis in register.analyses:
        for place in analysis.places:
            key = (fold(place.name), place.country, place.level.value)
            known = entries.get(key)
            entries[key] = replace(known, mentions=(*known.mentions, place.span)) if known else _entry(place)
    return tuple(sorted(entries.values(), key=lambda p: (-len(p.mentions), register.order(p))))


def _entry(place: Place) -> PlaceEntry:
    return PlaceEntry(
        document_id=place.document_id,
        start=place.start,
        end=place.end,
        text=place.text,
        name=place.name,
        country=place.country,
        level=place.level,
        lat=place.lat,
        lon=place.lon,
        mentions=(_plain(place),),
    )


def _plain(place: Place) -> Span:
    return place.span
