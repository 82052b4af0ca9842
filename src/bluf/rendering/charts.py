"""Geometry of the small pictures: the timeline and the bounds of figures. In: entries of a briefing. Out: numbers to draw.

No drawing here (templates draw) and no words: what a picture shows also stands in the text beside it. A picture that would show
nothing (one date, one exact number) is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bluf.model import Figure, FigureEntry, Number, Qualifier, TimelineEntry
from bluf.rendering.wording import MONTHS


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One or more lines of the timeline at about the same time.

    Attributes:
        x: middle, in drawing units.
        width: of the mark with its label.
        lane: 0 at the axis, then upward.
        label: numbers of the lines it stands for, "3" or "7–9, 12".
        inferred: True where the date of each of them is inferred.
        stretches: (from, to) of those that last longer than a point.
    """

    x: float
    width: float
    lane: int
    label: str
    inferred: bool
    stretches: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A label on the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineChart:
    """The strip above the timeline: numbered marks in lanes, ticks below. Units are CSS pixels at full width."""

    width: int
    lanes: int
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]


_WIDTH = 720
_EDGE = 22.0
_MARK = 18.0
_LETTER = 6.5  # width of a digit in the label's size, rounded up


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    row: int
    first: date
    last: date
    inferred: bool

    def middle(self) -> float:
        return (self.first.toordinal() + self.last.toordinal()) / 2


def timeline_chart(entries: Sequence[TimelineEntry]) -> TimelineChart | None:
    """Where each dated entry lies on a linear scale; None where there are not two different times to tell apart.

    Entries too near to each other for a mark each share one.
    """
    dated = [
        _Dated(row=row, first=time.first, last=max(time.last or time.first, time.first), inferred=time.inferred)
        for row, time in enumerate((entry.time for entry in entries), 1)
        if time.first
    ]
    if len({(item.first, item.last) for item in dated}) < 2:
        return None
    start, end = min(item.first for item in dated), max(item.last for item in dated)
    scale = (_WIDTH - 2 * _EDGE) / (end - start).days
    origin = start.toordinal() - _EDGE / scale
    clusters: list[list[_Dated]] = []
    for item in sorted(dated, key=lambda item: (item.middle(), item.row)):
        if clusters and (item.middle() - clusters[-1][-1].middle()) * scale < _MARK:
            clusters[-1].append(item)
        else:
            clusters.append([item])
    marks: list[Mark] = []
    lanes: list[float] = []
    for cluster in clusters:
        mark = _mark(cluster, origin, scale)
        lane = next((i for i, taken in enumerate(lanes) if taken <= mark.x - mark.width / 2), len(lanes))
        lanes[lane : lane + 1] = [mark.x + mark.width / 2 + 2]
        marks.append(replace(mark, lane=lane))
    return TimelineChart(width=_WIDTH, lanes=len(lanes), marks=tuple(marks), ticks=_ticks(start, end, scale))


def _mark(cluster: Sequence[_Dated], origin: float, scale: float) -> Mark:
    label = _numbers(sorted(item.row for item in cluster))
    width = max(_MARK, len(label) * _LETTER + 9)
    middle = sum(item.middle() for item in cluster) / len(cluster)
    spans = (((item.first.toordinal() - origin) * scale, (item.last.toordinal() - origin) * scale) for item in cluster)
    return Mark(
        x=round(min(max((middle - origin) * scale, width / 2), _WIDTH - width / 2), 1),
        width=round(width, 1),
        lane=0,
        label=label,
        inferred=all(item.inferred for item in cluster),
        stretches=tuple((round(x1, 1), round(x2, 1)) for x1, x2 in spans if x2 - x1 > 4),
    )


def _numbers(rows: Sequence[int]) -> str:
    """3, 4, 5, 9 gives "3–5, 9"."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)


def _ticks(start: date, end: date, scale: float) -> tuple[Tick, ...]:
    days = (end - start).days
    ticks: list[Tick] = []
    if days > 3 * 365:
        step = max(1, round((end.year - start.year) / 8))
        moments = [(date(y, 1, 1), str(y)) for y in range(start.year + 1, end.year + 1) if (y - start.year) % step == 0]
    elif days > 75:
        months = [(y, m) for y in range(start.year, end.year + 1) for m in range(1, 13)]
        step = max(1, days // 30 // 8)
        moments = [
            (date(y, m, 1), f"{MONTHS[m - 1][:3]} {y}")
            for i, (y, m) in enumerate(months)
            if (m - 1) % step == 0 and i % 1 == 0
        ]
    else:
        moments = []
    for moment, label in moments:
        x = _EDGE + (moment - start).days * scale
        if _EDGE + 108 <= x <= _WIDTH - _EDGE - 108 and (not ticks or x - ticks[-1].x >= 56):
            ticks.append(Tick(x=round(x, 1), label=label))
    return (Tick(x=_EDGE, label=_day(start)), *ticks, Tick(x=_WIDTH - _EDGE, label=_day(end)))


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One quantity on its scale: from `x1` to `x2`; `open_low`, `open_high` where the text gives no bound on that side."""

    x1: float
    x2: float
    open_low: bool
    open_high: bool
    about: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundsChart:
    """A figure between its bounds, and the values that others give for the same thing."""

    width: int
    zero: float
    main: Bar
    others: tuple[Bar, ...]


_BOUNDS_WIDTH = 150
_BOUNDS_EDGE = 8.0


def bounds_chart(figure: FigureEntry) -> BoundsChart | None:
    """The bounds of `figure`, and the values that others give for the same thing, on a scale of their own from zero.

    None for an exact number that nobody disputes, and where a number is below zero.
    """
    shown = (figure, *figure.discrepancies)
    if figure.qualifier is Qualifier.EQUAL and not figure.discrepancies:
        return None
    values = [n for f in shown for n in (f.low, f.high, f.value) if n is not None]
    if not values or min(values) < 0 or max(values) <= 0 or any(f.low is f.high is f.value is None for f in shown):
        return None
    top = float(max(values))
    main, *others = (_bar(f, top) for f in shown)
    return BoundsChart(width=_BOUNDS_WIDTH, zero=_BOUNDS_EDGE, main=main, others=tuple(others))


def _bar(figure: Figure, top: float) -> Bar:
    point = next(n for n in (figure.value, figure.high, figure.low) if n is not None)
    low, high = figure.low, figure.high
    open_low = figure.qualifier in (Qualifier.AT_MOST, Qualifier.LESS) and low is None
    open_high = figure.qualifier in (Qualifier.AT_LEAST, Qualifier.MORE) and high is None
    x1 = _BOUNDS_EDGE if open_low else _along(point if low is None else low, top)
    x2 = _BOUNDS_WIDTH - _BOUNDS_EDGE if open_high else _along(point if high is None else high, top)
    return Bar(
        x1=min(x1, x2),
        x2=max(x1, x2),
        open_low=open_low,
        open_high=open_high,
        about=figure.qualifier is Qualifier.ABOUT,
    )


def _along(number: Number, top: float) -> float:
    """Where `number` lies when `top` lies at five sixths of the width."""
    return round(_BOUNDS_EDGE + number / top * (_BOUNDS_WIDTH - 2 * _BOUNDS_EDGE) / 1.2, 1)
