"""Timeline and places over all documents: Analyses → entries in order.

Only expressions that name days enter the timeline; undated events are not forced in. Deliberately nothing is dated by guess: what
was inferred from a document's date is marked by `TimeExpression.inferred`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bluf.model import Place, PlaceEntry, Quote, Span, Statement, TimeExpression, TimelineEntry, TimeType
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
_WIDEST_DAYS = 3700  # a period longer than ten years dates no event


def build_timeline(register: Register) -> tuple[TimelineEntry, ...]:
    """Dated sentences in calendar order, each event once, the weightiest where there are too many."""
    found: list[tuple[float, TimelineEntry, frozenset[str]]] = []
    for analysis in register.analyses:
        points = {(k.document_id, register.sentence(k).start): k.salience for k in analysis.key_points}
        taken: set[int] = set()
        for time in analysis.dates:
            sentence = register.sentence(time)
            if not _is_datable(time) or sentence.start in taken or _is_heading(register, time):
                continue
            if points.get((time.document_id, sentence.start), 0.0) < _LEAST_TOLD:
                continue
            if _COMPARED.search(register.document(time).text[max(0, time.start - 40) : time.start]):
                continue
            taken.add(sentence.start)
            entry = TimelineEntry(
                time=time, statement=Statement(parts=(Quote(span=sentence, capital=True),), support=(time.span,))
            )
            told = points.get((time.document_id, sentence.start), 0.0)
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
