"""The figures ledger over all documents: Analyses → one entry a figure, with what contradicts it.

Equal figures for the same thing merge; unequal ones are shown side by side with their holders. Deliberately no mean is taken and no
unit converted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from bluf.model import Analysis, Block, BlockKind, Figure, FigureEntry, PlaceLevel, Qualifier
from bluf.synthesis.actors import MergedActors
from bluf.synthesis.figures_ledger import Ledger, importance, settled
from bluf.synthesis.register import Register
from bluf.synthesis.words import containment, keys, stem, words

_SAME_THING = 0.6  # containment of the words for what is measured
_SAME_CONTEXT = 0.5  # containment of the words of the sentences
_CONTEXT_WORDS = 4  # that the sentences share at least
_TELLING = 3  # significant digits that make a number known again wherever it stands: "5,630" but not "5,000"
_ROUND = 2  # those that do so among large sums and counts: "$5.4 billion"
_LARGE = 1000
_SHARED = 2  # content words that the sentences of two equal telling numbers share at least
_COUNT = 20  # a smaller count is too common to be known again by its sentence
_COMPARED = 200  # the weightiest figures are compared with one another
_RIVALS = 100  # unlike figures of one value that another is held against: a stranger's text may hold ten thousand
_VOICES = 16  # of those that were found to be one figure, likewise
_EXACT = {PlaceLevel.CITY: 0, PlaceLevel.ADM1: 1, PlaceLevel.COUNTRY: 3, PlaceLevel.CONTINENT: 4}
_OWN_TOPIC = 0.25  # what a figure on a matter that no other source touches still weighs
_FIELDS = tuple(f.name for f in fields(Figure))


def merge_figures(register: Register, actors: MergedActors) -> tuple[FigureEntry, ...]:
    """One entry a figure: those that a table can hold first, the weightiest of them first."""
    groups: list[list[_Known]] = []
    by_value: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for analysis in register.analyses:
        for found in analysis.figures:
            sentence = register.sentence(found)
            told = settled(found, sentence.text[: found.start - sentence.start])
            known = _Known.of(_resolve(told, analysis, actors), register)
            near = by_value[known.value][-_RIVALS:]
            same = next((i for i in near if any(_is_same(k, known) for k in groups[i][:_VOICES])), None)
            if same is not None:
                groups[same].append(known)
            else:
                by_value[known.value].append(len(groups))
                groups.append([known])
    merged = [(_merge(group), group) for group in groups]
    ledger = Ledger(register)
    merged.sort(key=lambda m: (ledger.standing(m[0]), -_weight(m[0], register), register.order(m[0])))
    compared = merged[:_COMPARED]
    entries = [
        replace(entry, discrepancies=_discrepancies(group, compared)) if n < _COMPARED else entry
        for n, (entry, group) in enumerate(merged)
    ]
    return tuple(sorted(entries, key=ledger.standing))  # what is contradicted has moved up


@dataclass(frozen=True, slots=True)
class _Known:
    """A figure with what it is known again by."""

    figure: Figure
    value: tuple[object, ...]
    unit: str
    about: frozenset[str]
    context: frozenset[str]
    numbers: frozenset[str]
    tabular: bool
    size: float
    """The figure's largest number."""
    telling: bool
    """True for a number that is hardly met twice by chance: "5,630", "$5.4 billion"."""

    @classmethod
    def of(cls, figure: Figure, register: Register) -> _Known:
        sentence = register.sentence(figure).text
        size = max(abs(n) for n in (figure.low, figure.high, figure.value, 0) if n is not None)
        exact = figure.qualifier in (Qualifier.EQUAL, Qualifier.ABOUT)  # "about 40" and "40" are one account
        return cls(
            figure=figure,
            value=(figure.low, figure.high, figure.value, None if exact else figure.qualifier),
            unit=_unit(figure),
            about=keys(f"{figure.measured or ''} {figure.concept or ''}"),
            context=_context_of(sentence),
            numbers=_numbers_of(sentence),
            tabular=_in_table(figure, register.document(figure).blocks),
            size=size,
            telling=_is_telling(size),
        )

    @property
    def said(self) -> frozenset[str]:
        """The numbers of its own words."""
        return _numbers_of(self.figure.text)


def _is_telling(size: float) -> bool:
    digits = len(f"{size:.6g}".replace(".", "").partition("e")[0].strip("0"))
    return digits >= _TELLING or (digits >= _ROUND and size >= _LARGE)


@lru_cache(maxsize=1024)
def _context_of(sentence: str) -> frozenset[str]:
    """Its content words; many figures may stand in one sentence."""
    return frozenset(k for k in keys(sentence) if not k[0].isdigit())


@lru_cache(maxsize=1024)
def _numbers_of(text: str) -> frozenset[str]:
    return frozenset(k for k in words(text) if k in _NUMBERS or k[0].isdigit())


def _in_table(figure: Figure, blocks: tuple[Block, ...]) -> bool:
    at = bisect_right(blocks, figure.start, key=lambda b: b.start) - 1
    return at >= 0 and blocks[at].kind is BlockKind.TABLE and figure.start < blocks[at].end


def _resolve(figure: Figure, analysis: Analysis, actors: MergedActors) -> Figure:
    """`figure` with its holder named as in the briefing."""
    entry = actors.entry_id(analysis.document.id, figure.holder_id)
    name = actors.name(entry) or figure.holder
    return replace(figure, holder=name, holder_id=entry, attribution=None)


def _is_same(a: _Known, b: _Known) -> bool:
    """Of two figures equal in value and bound: about the same thing, or told by the same sentence."""
    if _apart(a.figure, b.figure) or (a.unit != b.unit and a.unit and b.unit and not _counts_the_same(a, b)):
        return False
    if a.about and b.about and a.unit == b.unit and containment(a.about, b.about) >= _SAME_THING:
        return True
    if a.telling and a.unit == b.unit and len(a.context & b.context) >= _SHARED:
        return True
    return a.size >= _COUNT and _same_context(a, b)


def _contradicts(a: _Known, b: _Known) -> bool:
    """Another value for the same thing, by another holder or another document."""
    if a.tabular or b.tabular:  # the rows of a table are parts of one whole, not rival accounts
        return False
    one_voice = a.figure.document_id == b.figure.document_id and a.figure.holder == b.figure.holder
    if one_voice or a.value[:3] == b.value[:3] or a.figure.change != b.figure.change or _apart(a.figure, b.figure):
        return False
    if a.said & b.numbers or b.said & a.numbers:  # who tells both tells of two things
        return False
    same = len(a.about & b.about)
    if a.unit and a.unit == b.unit and same >= 2 and containment(a.about, b.about) >= _SAME_THING:
        return True
    alike = same >= 1 or (_is_count(a) and _is_count(b) and not (a.about and b.about))
    return alike and min(a.size, b.size) >= _COUNT and _counts_the_same(a, b) and _same_context(a, b)


def _is_count(known: _Known) -> bool:
    """True for a number of people or things, which its sentence alone can make known; ages, spans, sums and shares are many."""
    return known.unit not in _MEASURES and known.unit != "%" and not known.unit.isupper()


def _unit(figure: Figure) -> str:
    """The unit to compare by: dollars of unknown country are dollars of any."""
    if not figure.unit:
        return ""
    if figure.unit in _DOLLARS or figure.unit.isupper():
        return "DOLLAR" if figure.unit in _DOLLARS else figure.unit
    return stem(figure.unit.casefold())


_DOLLARS = frozenset(("dollar", "USD"))
_MEASURES = frozenset(
    stem(unit)
    for unit in "second minute hour day week month year decade century metre kilometre mile foot inch yard degree".split()
)
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands".split()
)


def _counts_the_same(a: _Known, b: _Known) -> bool:
    """The same unit, or a count whose noun the other's sentence holds ("500 Colombians", "Colombian traffickers ... 3,000")."""
    return a.unit == b.unit or a.unit in b.context or b.unit in a.context or (not a.unit) != (not b.unit)


def _same_context(a: _Known, b: _Known) -> bool:
    return len(a.context & b.context) >= _CONTEXT_WORDS and containment(a.context, b.context) >= _SAME_CONTEXT


def _apart(a: Figure, b: Figure) -> bool:
    """True where the two are said of different places or periods."""
    if a.place and b.place and words(a.place.name) != words(b.place.name):
        return True
    if a.period and b.period and a.period.first and b.period.first and a.period.last and b.period.last:
        return a.period.last < b.period.first or b.period.last < a.period.first
    return False


def _merge(group: list[_Known]) -> FigureEntry:
    """The best told of equal figures, with what the others add."""
    figures = [known.figure for known in group]
    first = max(figures, key=lambda f: (bool(f.holder) + bool(f.measured) + bool(f.place) + bool(f.period), f.salience))
    holder = first if first.holder else next((f for f in figures if f.holder), first)
    found = {name: getattr(first, name) for name in _FIELDS} | {
        "holder": holder.holder,
        "holder_id": holder.holder_id,
        "place": min((f.place for f in figures if f.place), key=lambda p: _EXACT.get(p.level, 2), default=None),
        "period": first.period or next((f.period for f in figures if f.period), None),
        "salience": max(f.salience for f in figures),
    }
    return FigureEntry(**found, repeats=tuple(f for f in figures if f is not first))


def _discrepancies(group: list[_Known], others: list[tuple[FigureEntry, list[_Known]]]) -> tuple[Figure, ...]:
    """The figures that other holders or documents give for the same thing: each rival value once, by who is named for it."""
    rivals: dict[tuple[object, ...], FigureEntry] = {}
    for entry, theirs in others:
        if theirs is not group and any(_contradicts(a, b) for a in group[:_VOICES] for b in theirs[:_VOICES]):
            value = (entry.low, entry.high, entry.value, entry.qualifier)
            if value not in rivals or (rivals[value].holder is None and entry.holder is not None):
                rivals[value] = entry
    return tuple(Figure(**{name: getattr(entry, name) for name in _FIELDS}) for entry in rivals.values())


def _weight(figure: FigureEntry, register: Register) -> float:
    """Salience, more where its sentence is about what the sources share and several documents have it, less for bare numbers."""
    documents = len({figure.document_id, *(r.document_id for r in figure.repeats)})
    weight = figure.salience * (_OWN_TOPIC + register.topicality(register.sentence(figure).text)) + 0.1 * (
        documents - 1
    )
    return weight * importance(figure, register.sentence(figure).text) * (1.0 if figure.measured else 0.5)
