"""The figures ledger over all documents: Analyses → one entry a figure, with what contradicts it.

Equal figures for the same thing merge; unequal ones are shown side by side with their holders. Deliberately no mean is taken and no
unit converted.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields, replace

from bluf.model import Analysis, Figure, FigureEntry
from bluf.synthesis.actors import MergedActors
from bluf.synthesis.register import Register
from bluf.synthesis.words import containment, keys, stem, words

_SAME_THING = 0.6  # containment of the words for what is measured
_FIELDS = tuple(f.name for f in fields(Figure))


def merge_figures(register: Register, actors: MergedActors) -> tuple[FigureEntry, ...]:
    """One entry a figure, the weightiest first."""
    entries: list[FigureEntry] = []
    by_unit: dict[str, list[int]] = defaultdict(list)
    for analysis in register.analyses:
        for found in analysis.figures:
            figure = _resolve(found, analysis, actors)
            unit = stem(figure.unit.casefold()) if figure.unit else ""
            same = next((i for i in by_unit[unit] if _is_same(entries[i], figure)), None)
            if same is not None:
                entries[same] = _repeat(entries[same], figure)
            else:
                by_unit[unit].append(len(entries))
                entries.append(FigureEntry(**{name: getattr(figure, name) for name in _FIELDS}))
    with_others = [_with_discrepancies(i, entries, by_unit) for i in range(len(entries))]
    return tuple(sorted(with_others, key=lambda f: (-_weight(f), register.order(f))))


def _resolve(figure: Figure, analysis: Analysis, actors: MergedActors) -> Figure:
    """`figure` with its holder named as in the briefing."""
    entry = actors.entry_id(analysis.document.id, figure.holder_id)
    name = next((e.name for e in actors.entries if e.id == entry), figure.holder) if entry else figure.holder
    return replace(figure, holder=name, holder_id=entry, attribution=None)


def _about(figure: Figure) -> frozenset[str]:
    return keys(f"{figure.measured or ''} {figure.concept or ''}")


def _value(figure: Figure) -> tuple[object, ...]:
    return (figure.low, figure.high, figure.value)


def _is_same(a: Figure, b: Figure) -> bool:
    """Equal in value and bound, and about the same thing."""
    if _value(a) != _value(b) or a.qualifier is not b.qualifier:
        return False
    if a.document_id == b.document_id and not _about(a):
        return False
    return containment(_about(a), _about(b)) >= _SAME_THING and not _apart(a, b)


def _apart(a: Figure, b: Figure) -> bool:
    """True where the two are said of different places or periods."""
    if a.place and b.place and words(a.place.name) != words(b.place.name):
        return True
    if a.period and b.period and a.period.first and b.period.first and a.period.last and b.period.last:
        return a.period.last < b.period.first or b.period.last < a.period.first
    return False


def _repeat(entry: FigureEntry, figure: Figure) -> FigureEntry:
    return replace(
        entry,
        repeats=(*entry.repeats, figure),
        holder=entry.holder or figure.holder,
        holder_id=entry.holder_id if entry.holder else figure.holder_id,
        place=entry.place or figure.place,
        period=entry.period or figure.period,
        salience=max(entry.salience, figure.salience),
    )


def _with_discrepancies(i: int, entries: list[FigureEntry], by_unit: dict[str, list[int]]) -> FigureEntry:
    """The entry with the figures that other sources or holders give for the same thing."""
    entry = entries[i]
    others = []
    for j in by_unit[stem(entry.unit.casefold()) if entry.unit else ""]:
        other = entries[j]
        apart = other.document_id == entry.document_id and other.holder == entry.holder
        if j == i or apart or _value(other) == _value(entry) or not entry.unit or not _tells_the_same(entry, other):
            continue
        others.append(Figure(**{name: getattr(other, name) for name in _FIELDS}))
    return replace(entry, discrepancies=tuple(others))


def _tells_the_same(a: Figure, b: Figure) -> bool:
    """About the same thing by at least two words, with nothing that sets them apart."""
    shared = _about(a) & _about(b)
    return (
        len(shared) >= 2
        and containment(_about(a), _about(b)) >= _SAME_THING
        and not _apart(a, b)
        and a.change == b.change
    )


def _weight(figure: FigureEntry) -> float:
    documents = len({figure.document_id, *(r.document_id for r in figure.repeats)})
    return figure.salience + 0.1 * (documents - 1) + 0.1 * bool(figure.discrepancies)
