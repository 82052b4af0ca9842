from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluf.sources.dates import find_date, read_date


@pytest.mark.parametrize(
    "text",
    [
        "19 July 2012",
        "19th of July, 2012",
        "July 19, 2012",
        "Thursday, 19 July 2012",
        "Thu, 19 Jul 2012 23:30:00 -0500",
        "2012-07-19T23:30:00-05:00",
        "2012-07-19",
        "2012/07/19",
        "19-Jul-2012",
        "Jul. 19, 2012 | Bogota",
    ],
)
def test_the_day_is_as_stated(text: str) -> None:
    assert read_date(text) == date(2012, 7, 19)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "Tuesday",
        "July 19",
        "07/19/2012",
        "31 February 2024",
        "Tue, 31 Feb 2024 25:61:00 +9900",
        "0000-00-00",
        "2012-13-01",
        "1 January 9999",
        "version 2012-07-19-3",
        "July 2012",
        "in 2012",
        "120 July 2012",
    ],
)
def test_no_whole_date_is_none(text: str | None) -> None:
    assert read_date(text) is None


def test_an_impossible_date_is_unknown_and_not_the_next_one() -> None:
    assert find_date("31 February 2024 or 1 March 2024") is None
    assert find_date("31 February 2024 or March 1, 2024") is None


@given(st.text(alphabet="0123456789 -/.,:TZJulyMarch"))
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = find_date(text)
    assert found is None or 0 <= found[1] < found[2] <= len(text)
