"""Calendar arithmetic of TIMEX3 values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluf.analysis.dates.calendar import add_months, bounds, duration, easter, move, part, shift


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2012-Q4", date(2012, 10, 1), date(2012, 12, 31)),
        ("2012-W29", date(2012, 7, 16), date(2012, 7, 22)),
        ("2012-W29-WE", date(2012, 7, 21), date(2012, 7, 22)),
        ("2012-H2", date(2012, 7, 1), date(2012, 12, 31)),
        ("2012-WI", date(2012, 12, 1), date(2013, 2, 28)),
        ("2012-07-17TMO", date(2012, 7, 17), date(2012, 7, 17)),
        ("198", date(1980, 1, 1), date(1989, 12, 31)),
        ("18", date(1800, 1, 1), date(1899, 12, 31)),
    ],
)
def test_bounds(value, first, last):
    assert bounds(value) == (first, last)


@pytest.mark.parametrize(
    "value", ["", "P1Y", "PRESENT_REF", "XXXX-07", "2011-02-30", "2011-13", "2011-W54", "0000", "00"]
)
def test_no_bounds(value):
    assert bounds(value) is None


def test_shift_keeps_the_granularity_of_the_unit():
    day = date(2012, 7, 19)
    assert [shift(day, unit, -1) for unit in ("Y", "M", "W", "D", "Q", "DE")] == [
        "2011",
        "2012-06",
        "2012-W28",
        "2012-07-18",
        "2012-Q2",
        "200",
    ]


def test_no_shift_by_halves_or_hours():
    assert shift(date(2012, 7, 19), "M", 1.5) == ""
    assert move(date(2012, 7, 19), "TH", 2) is None
    assert move(date(2012, 7, 19), "Y", 10**9) is None


def test_last_day_of_a_shorter_month():
    assert add_months(date(2012, 1, 31), 1) == date(2012, 2, 29)


def test_parts_of_a_month_cover_it():
    first, last = date(2012, 6, 1), date(2012, 6, 30)
    parts = [part(first, last, which) for which in ("early", "mid", "late")]
    assert parts == [(first, date(2012, 6, 10)), (date(2012, 6, 11), date(2012, 6, 20)), (date(2012, 6, 21), last)]


@pytest.mark.parametrize(
    ("unit", "n", "value"),
    [
        ("Y", 10, "P10Y"),
        ("TH", None, "PTXH"),
        ("M", 1.5, "P1.5M"),
        ("FN", 1, "P2W"),
        ("NI", 2, "P2D"),
        ("Y", 2e6, "P2000000Y"),
    ],
)
def test_duration(unit, n, value):
    assert duration(unit, n) == value


def test_easter():
    assert [easter(year) for year in (1916, 2000, 2012)] == [date(1916, 4, 23), date(2000, 4, 23), date(2012, 4, 8)]


@given(st.text(alphabet="0123456789-WQHSPUFAIETX:", max_size=14))
def test_any_value_has_bounds_or_none(value):
    found = bounds(value)
    assert found is None or found[0] <= found[1]


@pytest.mark.parametrize("which", ["early", "mid", "late"])
def test_a_part_of_a_day_is_that_day(which):
    day = date(2013, 11, 27)
    assert part(day, day, which) == (day, day)
