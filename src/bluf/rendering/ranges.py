"""Geometry of rival figures: values that sources give for the same thing → bars with their bounds on one scale.

No drawing and no words here but the labels of the model; every value also stands in the table of figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bluf.model import Figure, FigureEntry, Qualifier
from bluf.rendering.text import one_line, shorten
from bluf.rendering.wording import figure_words, number_words

_MOST = 3  # pictures
_ROWS = 6
_WIDTH = 720
_LEFT, _RIGHT = 10.0, 670.0  # where the scale begins and where the largest value lies


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeRow:
    """One value: who gives it, its words, and the bar; `open_low`, `open_high` where the text gives no bound on that side."""

    holder: str
    words: str
    x1: float
    x2: float
    open_low: bool
    open_high: bool
    about: bool
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeChart:
    """Rival values of one thing, from zero to the largest (`top`)."""

    measured: str
    number: int
    width: int
    zero: float
    end: float
    top: str
    rows: tuple[RangeRow, ...]


def range_charts(figures: Sequence[FigureEntry]) -> tuple[RangeChart, ...]:
    """A chart for each figure that others give otherwise; the same set of values is drawn once."""
    made: list[RangeChart] = []
    seen: set[frozenset[tuple[int, str]]] = set()
    for number, figure in enumerate(figures, 1):
        values = (figure, *figure.discrepancies)[:_ROWS]
        same = frozenset((f.start, f.document_id) for f in values)
        if len(values) < 2 or any(same <= other or other <= same for other in seen) or not _drawable(values):
            continue
        seen.add(same)
        made.append(_chart(number, figure, values))
    return tuple(made[:_MOST])


def _numbers(figure: Figure) -> list[float]:
    return [float(n) for n in (figure.low, figure.high, figure.value) if n is not None]


def _drawable(values: Sequence[Figure]) -> bool:
    """All counts or all in one unit of measure, none below zero."""
    numbers = [n for figure in values for n in _numbers(figure)]
    one_unit = len({(figure.unit or "").casefold() for figure in values}) == 1 or all(map(_is_count, values))
    return all(_numbers(f) for f in values) and min(numbers) >= 0 and max(numbers) > 0 and one_unit


def _is_count(figure: Figure) -> bool:
    """True where the unit is the noun that is counted, "trafficker" in "traffickers", and no measure."""
    return figure.unit is None or figure.unit.casefold()[:5] in (figure.measured or "").casefold()


def _chart(number: int, figure: FigureEntry, values: Sequence[Figure]) -> RangeChart:
    top = max(n for f in values for n in _numbers(f))
    rows = tuple(_row(f, top, first=f is figure) for f in values)
    return RangeChart(
        measured=one_line(figure.measured or figure.concept or figure.unit or ""),
        number=number,
        width=_WIDTH,
        zero=_LEFT,
        end=_RIGHT,
        top=number_words(int(top) if top.is_integer() else top),
        rows=rows,
    )


def _row(figure: Figure, top: float, *, first: bool) -> RangeRow:
    point = _numbers(figure)[-1]
    low = point if figure.low is None else float(figure.low)
    high = point if figure.high is None else float(figure.high)
    open_low = figure.qualifier in (Qualifier.AT_MOST, Qualifier.LESS) and figure.low is None
    open_high = figure.qualifier in (Qualifier.AT_LEAST, Qualifier.MORE) and figure.high is None
    x1 = _LEFT if open_low else _along(low, top)
    x2 = _RIGHT + 14 if open_high else _along(high, top)
    return RangeRow(
        holder=shorten(figure.holder or "the source itself", 56),
        words=figure_words(figure),
        x1=min(x1, x2),
        x2=max(x1, x2),
        open_low=open_low,
        open_high=open_high,
        about=figure.qualifier is Qualifier.ABOUT,
        first=first,
    )


def _along(number: float, top: float) -> float:
    return round(_LEFT + number / top * (_RIGHT - _LEFT), 1)
