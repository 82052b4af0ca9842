"""Timeline and places over all documents: Analyses → entries in order.

Only expressions that name days enter the timeline; undated events are not forced in. Deliberately nothing is dated by guess: what
was inferred from a document's date is marked by `TimeExpression.inferred`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from bluf.model import (
    Analysis,
    BlockKind,
    Place,
    PlaceEntry,
    Quote,
    Span,
    Statement,
    TimeExpression,
    TimelineEntry,
    TimeType,
)
from bluf.synthesis.register import Register
from bluf.synthesis.words import concepts, fold, jaccard

_MOST = 16
_SAME = 0.4  # Jaccard of concepts
# Shares of the shorter telling's concepts:
_SAME_CONTAINED, _SAME_IN_ONE_PERIOD, _SAME_ON_ONE_DAY, _SAME_LATER = 0.6, 0.5, 0.35, 0.8
_LAG_DAYS, _LEAST_TO_LAG = 1, 8
_LEAST_SHARED = 3
_LEAST_WEIGHT = 0.2
_LEAST_TOLD = 0.04  # salience of a sentence that tells so little that its date is not worth a line
# A date that something is only measured against dates nothing: "6 percent more than in 2010", "since 2010".
_COMPARED = re.compile(
    r"\b(?:than|compared (?:with|to)|since|until|till|over the same \w+|as (?:recently|late|early|far back) as|"
    r"ahead of|before|prior to|after)"
    r"(?: (?:in|on|of|a|the|that|mid|early|late))*[ -]$",
    re.IGNORECASE,
)
# Nor does the date of a thing: "the 2020 process", "a 2008 video", "who, born in 1999, won".
_OF_A_THING = re.compile(
    r"(?:\b(?:the|a|an|this|that|its|his|her|their|of|\w+(?:ed|ing|al|ous|ive|ic))|['’]s)\s$", re.IGNORECASE
)
_THING = re.compile(
    r"\s(?!(?:and|or|in|on|at|to|by|for|with|from|that|when|while|where|which|who|but|as|after|before|until|through|said|was|"
    r"were|is|are|has|had|have|will|would|it|he|she|they|the|a|an|his|her|its|their)\b)[a-z]"
)
# Words without an event: "Explaining why he argued as recently as 2015."
_FRAGMENT = re.compile(r"\W*[A-Z]\w+ing (?:why|that|how|what|whether|if|about|his|her|their|its|him|them|to)\b")
_ASIDE = re.compile(r",\s(?:where|which|who|whose|when)\s[^,;:]*$")
_MONTH_DAYS = 31
_RANGE = re.compile(r"\s*(?:and|to|until|through|-|–|—)\s*")
_WIDEST_DAYS = 3700  # a period longer than ten years dates no event


@dataclass(frozen=True, slots=True)
class _Told:
    """An event as one sentence tells it; `about` are the concepts of its words without those of the date."""

    entry: TimelineEntry
    weight: float
    about: frozenset[str]


def build_timeline(register: Register) -> tuple[TimelineEntry, ...]:
    """Dated sentences in calendar order, each event once with where it is repeated, the weightiest where there are too many."""
    found: list[_Told] = []
    for analysis in register.analyses:
        points = {(k.document_id, register.sentence(k).start): k.salience for k in analysis.key_points if k.alone}
        for sentence, times in _by_sentence(register, analysis).items():
            told = points.get((sentence.document_id, sentence.start), 0.0)
            entry = _dated(register, analysis, sentence, times) if told >= _LEAST_TOLD else None
            if entry:
                weight = told + register.topicality(sentence.text)
                found.append(_Told(entry, weight, _about(entry, sentence)))
    events: list[list[_Told]] = []
    for told_again in sorted(found, key=lambda t: (-t.weight, register.order(t.entry.time))):
        same = next((e for e in events if _is_same(told_again, e[0])), None)
        if same is not None:
            same.append(told_again)
        elif len(events) < _MOST and told_again.weight >= _LEAST_WEIGHT:
            events.append([told_again])
    entries = [_event_of(event, register) for event in events]
    return tuple(sorted(entries, key=lambda e: (*_days(e.time), register.order(e.time))))


def _about(entry: TimelineEntry, sentence: Span) -> frozenset[str]:
    return concepts(sentence.text) - concepts(entry.time.text)


def _event_of(event: list[_Told], register: Register) -> TimelineEntry:
    """The telling that dates the event most finely, the weightiest of such, with the others as repeats."""
    best = min(event, key=lambda t: (_width(t.entry.time), -t.weight, register.order(t.entry.time)))
    others = [t.entry.statement.evidence[0] for t in event if t is not best]
    return replace(best.entry, repeats=tuple(sorted(others, key=register.order)))


def _width(time: TimeExpression) -> int:
    first, last = _days(time)
    return last - first


def _by_sentence(register: Register, analysis: Analysis) -> dict[Span, list[TimeExpression]]:
    """The dates of each sentence that can date an event; a range of two days is one."""
    found: dict[Span, list[TimeExpression]] = {}
    for time in analysis.dates:
        sentence = register.sentence(time)
        if not _is_datable(time) or _is_heading(register, time) or _dates_no_event(register, time, sentence):
            continue
        times = found.setdefault(sentence, [])
        if times and _RANGE.fullmatch(register.document(time).text[times[-1].end : time.start]):
            times[-1] = _joined(register, times[-1], time)
        else:
            times.append(time)
    return found


def _dates_no_event(register: Register, time: TimeExpression, sentence: Span) -> bool:
    """True where the sentence tells no event of this date: "before Tuesday", a fragment."""
    before = register.document(time).text[max(sentence.start, time.start - 40) : time.start]
    return _COMPARED.search(before) is not None or _FRAGMENT.match(sentence.text) is not None


def _dates_a_thing(register: Register, time: TimeExpression, sentence: Span) -> bool:
    """True for a year that dates a thing or an aside and not the event: "a 2008 video", "China, where it emerged in 2019"."""
    text = register.document(time).text
    first, last = _days(time)
    if last - first <= _MONTH_DAYS:
        return False
    before, after = text[max(sentence.start, time.start - 40) : time.start], text[time.end : time.end + 16]
    thing = time.text.isdigit() and _OF_A_THING.search(before) is not None and _THING.match(after) is not None
    return thing or _ASIDE.search(text, max(sentence.start, time.start - 120), time.start) is not None


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


def _dated(register: Register, analysis: Analysis, sentence: Span, times: list[TimeExpression]) -> TimelineEntry | None:
    """The event of a sentence: the sentence with its one date; of several dates, the clause that holds just one."""
    if len(times) == 1:
        return None if _dates_a_thing(register, times[0], sentence) else _event(times[0], sentence)
    for act in analysis.acts:
        inside = [t for t in times if act.covers(t)]
        told = sentence.covers(act) and len(inside) == 1 and act.subject
        if told and not _dates_a_thing(register, inside[0], sentence):
            return _event(inside[0], act.span)
    return None


def _event(time: TimeExpression, span: Span) -> TimelineEntry:
    return TimelineEntry(time=time, statement=Statement(parts=(Quote(span=span, capital=True),), support=(time.span,)))


def _is_datable(time: TimeExpression) -> bool:
    if time.type not in (TimeType.DATE, TimeType.TIME) or time.first is None or time.last is None:
        return False
    return (time.last - time.first).days <= _WIDEST_DAYS


def _is_heading(register: Register, time: TimeExpression) -> bool:
    blocks = register.document(time).blocks
    at = bisect_right(blocks, time.start, key=lambda b: b.start) - 1
    return at >= 0 and blocks[at].kind is BlockKind.HEADING and time.start < blocks[at].end


def _days(time: TimeExpression) -> tuple[int, int]:
    first, last = time.first, time.last
    return (first.toordinal(), last.toordinal()) if first and last else (0, 0)


def _is_same(a: _Told, b: _Told) -> bool:
    """One event told twice: the days meet and what is told is shared, less of it where both name one day or period."""
    first_a, last_a = _days(a.entry.time)
    first_b, last_b = _days(b.entry.time)
    shared, least = len(a.about & b.about), min(len(a.about), len(b.about))
    if first_a > last_b or first_b > last_a:
        lag = max(first_a, first_b) - min(last_a, last_b)
        return lag <= _LAG_DAYS and least >= _LEAST_TO_LAG and shared >= _SAME_LATER * least  # reported a day later
    if jaccard(a.about, b.about) >= _SAME:
        return True
    enough = _SAME_CONTAINED
    if (first_a, last_a) == (first_b, last_b):
        enough = _SAME_ON_ONE_DAY if first_a == last_a else _SAME_IN_ONE_PERIOD
    return shared >= _LEAST_SHARED and shared >= enough * least


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
        basis=place.basis,
        mentions=(_plain(place),),
    )


def _plain(place: Place) -> Span:
    return place.span
