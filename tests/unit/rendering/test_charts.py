"""Pictures show what the text says, in proportion, or are left out."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bluf.model import (
    Figure,
    FigureEntry,
    Number,
    Qualifier,
    Quote,
    Span,
    Statement,
    TimeExpression,
    TimelineEntry,
    TimeType,
)
from bluf.rendering.charts import bounds_chart, timeline_chart


def entry(first: date | None, last: date | None = None, inferred: bool = False) -> TimelineEntry:
    span = {"document_id": "d", "start": 0, "end": 4, "text": "then"}
    time = TimeExpression(**span, type=TimeType.DATE, value="", first=first, last=last or first, inferred=inferred)  # type: ignore[arg-type]
    return TimelineEntry(time=time, statement=Statement(parts=(Quote(span=Span(**span)),)))  # type: ignore[arg-type]


def figure(
    low: Number | None, high: Number | None, value: Number | None, qualifier: Qualifier, **more: object
) -> FigureEntry:
    return FigureEntry(
        document_id="d", start=0, end=1, text="x", low=low, high=high, value=value, qualifier=qualifier, **more
    )  # type: ignore[arg-type]


def test_one_day_makes_no_timeline() -> None:
    day = date(2012, 7, 17)
    assert timeline_chart([]) is None
    assert timeline_chart([entry(day)]) is None
    assert timeline_chart([entry(day), entry(day)]) is None
    assert timeline_chart([entry(None), entry(day)]) is None
    assert timeline_chart([entry(date(2012, 1, 1), date(2012, 12, 31))]) is None


def test_days_lie_in_proportion() -> None:
    start = date(2012, 7, 1)
    chart = timeline_chart([entry(start), entry(start + timedelta(5), inferred=True), entry(start + timedelta(10))])
    assert chart is not None
    xs = [mark.x for mark in chart.marks]
    assert xs[1] - xs[0] == xs[2] - xs[1]
    assert [mark.label for mark in chart.marks] == ["1", "2", "3"]
    assert [mark.inferred for mark in chart.marks] == [False, True, False]
    assert [tick.label for tick in chart.ticks] == ["1 Jul 2012", "11 Jul 2012"]


def test_neighbors_share_a_mark_that_names_them_all() -> None:
    start = date(2012, 7, 1)
    near = [entry(start, inferred=True), entry(start, inferred=True), entry(start + timedelta(1))]
    chart = timeline_chart([*near, entry(start + timedelta(400))])
    assert chart is not None
    assert [(mark.label, mark.inferred) for mark in chart.marks] == [("1–3", False), ("4", False)]


def test_a_stretch_is_drawn_as_one() -> None:
    chart = timeline_chart([entry(date(2011, 1, 1), date(2011, 12, 31)), entry(date(2012, 7, 17))])
    assert chart is not None
    ((x1, x2),) = chart.marks[0].stretches
    assert x1 < chart.marks[0].x < x2 < chart.marks[1].x
    assert chart.marks[1].stretches == ()


@given(st.lists(st.tuples(st.dates(), st.dates()), max_size=30))
def test_marks_never_cover_each_other_and_lose_nobody(days: list[tuple[date, date]]) -> None:
    chart = timeline_chart([entry(first, last) for first, last in days])
    if chart is None:
        return
    for a in chart.marks:
        assert a.width / 2 - 0.1 <= a.x <= chart.width - a.width / 2 + 0.1
        for b in chart.marks:
            assert a is b or a.lane != b.lane or abs(a.x - b.x) >= (a.width + b.width) / 2 - 0.1
    named: list[int] = []
    for mark in chart.marks:
        for run in mark.label.split(", "):
            first, _, last = run.partition("–")
            named += range(int(first), int(last or first) + 1)
    assert sorted(named) == list(range(1, len(days) + 1))


def test_an_exact_number_has_no_bounds_to_show() -> None:
    assert bounds_chart(figure(5, 5, 5, Qualifier.EQUAL)) is None
    assert bounds_chart(figure(None, None, None, Qualifier.ABOUT)) is None
    assert bounds_chart(figure(-5, -3, None, Qualifier.RANGE)) is None
    assert bounds_chart(figure(0, 0, 0, Qualifier.AT_MOST)) is None


def test_up_to_is_open_below() -> None:
    chart = bounds_chart(figure(None, 3000, 3000, Qualifier.AT_MOST))
    assert chart is not None
    assert (chart.main.open_low, chart.main.open_high, chart.main.x1) == (True, False, chart.zero)


def test_at_least_is_open_above() -> None:
    chart = bounds_chart(figure(40, None, 40, Qualifier.AT_LEAST))
    assert chart is not None
    assert (chart.main.open_low, chart.main.open_high) == (False, True)


def test_numbers_of_any_size_are_drawn() -> None:
    chart = bounds_chart(figure(1e308, 1.7e308, None, Qualifier.RANGE))
    assert chart is not None
    assert chart.zero < chart.main.x1 < chart.main.x2 < chart.width


def test_other_values_for_the_same_thing_are_drawn_beside_it() -> None:
    other = Figure(document_id="d", start=0, end=1, text="x", low=340, high=340, value=340, qualifier=Qualifier.EQUAL)
    chart = bounds_chart(figure(300, 300, 300, Qualifier.EQUAL, discrepancies=(other,)))
    assert chart is not None
    assert chart.others[0].x1 > chart.main.x1
