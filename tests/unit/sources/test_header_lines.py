from datetime import date

import pytest

from bluf.sources.header_lines import read_byline, read_date_line, read_dateline, read_header_lines

DAY = date(2012, 7, 19)


def test_front_matter_is_read() -> None:
    lines = [
        "---",
        'title: "Port seizure"',
        "authors: [Jane Doe, Ana Ruiz]",
        "date: 2012-07-19",
        "layout: post",
        "---",
        "",
        "Text.",
    ]
    header = read_header_lines(lines)
    assert (header.title, header.authors, header.published_on, header.body) == (
        "Port seizure",
        ("Jane Doe", "Ana Ruiz"),
        DAY,
        6,
    )


def test_header_lines_are_read() -> None:
    lines = [
        "Title: Port seizure",
        "Publisher: The Wire",
        "Author: Jane Doe and Ana Ruiz",
        "Date: 19 July 2012",
        "",
        "Text.",
    ]
    header = read_header_lines(lines)
    assert (header.title, header.publisher, header.authors) == ("Port seizure", "The Wire", ("Jane Doe", "Ana Ruiz"))
    assert (header.published_on, lines[header.body]) == (DAY, "")


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["Warning: the port is closed."],
        ["Colombia: nine arrested", "", "Text."],
        ["---", "Text between rules.", "---"],
        ["---"],
        ["Tags: a, b", "", "Text."],
        ["The minister said: no."],
    ],
)
def test_text_is_no_header(lines: list[str]) -> None:
    assert read_header_lines(lines).body == 0


@pytest.mark.parametrize(
    ("line", "authors", "day"),
    [
        ("By Jane Doe", ("Jane Doe",), None),
        ("BY JANE DOE", ("JANE DOE",), None),
        ("Written by Jane Doe, Thursday, 19 July 2012", ("Jane Doe",), DAY),
        ("Written by Jane Doe Thursday, 19 July 2012", ("Jane Doe",), DAY),
        ("By Jane Doe and María de la Cruz | 19 July 2012", ("Jane Doe", "María de la Cruz"), DAY),
        ("By Jane Doe, Staff Writer", ("Jane Doe",), None),
        ("By Jane Doe, BBC News, New York", ("Jane Doe",), None),
        ("19 July 2012", (), DAY),
        ("Thursday, July 19, 2012 10:30 AM", (), DAY),
        ("Published: July 19, 2012", (), DAY),
        ("*By Jane Doe*", ("Jane Doe",), None),
    ],
)
def test_bylines_and_date_lines(line: str, authors: tuple[str, ...], day: date | None) -> None:
    found = read_byline(line)
    assert found is not None
    assert (found.authors, found.published_on) == (authors, day)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("By Jane Doe, Chaco Policy Review, 20 July 2012", "Chaco Policy Review"),
        ("By Jane Doe, The Guardian", "The Guardian"),
        ("By Jane Doe", None),
        ("By Jane Times and Ana Post", None),
    ],
)
def test_the_outlet_of_a_byline_is_the_publisher(line: str, outlet: str | None) -> None:
    found = read_byline(line)
    assert found is not None
    assert found.publisher == outlet


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the port was closed.",
        "By the end of July 19, 2012 nine people were held.",
        "By land and by sea",
        "On 19 July 2012 the minister spoke.",
        "The minister spoke on 19 July 2012",
        "",
        "By",
        "Bypass road opened",
        "x" * 500,
    ],
)
def test_sentences_are_no_bylines(line: str) -> None:
    assert read_byline(line) is None


def test_a_dateline_with_a_year_dates_the_text() -> None:
    assert read_dateline("BOGOTA, July 19, 2012 (AFP) - The minister said no.") == DAY


@pytest.mark.parametrize(
    "text",
    ["BOGOTA (AFP) - The minister.", "The accord of July 19, 2012, was signed in Bogota by both.", "", "July 19 — x"],
)
def test_no_full_date_in_the_dateline(text: str) -> None:
    assert read_dateline(text) is None


@pytest.mark.parametrize("line", ["Sunday, July 21, 2013", "September 27, 2013", "21 July 2013"])
def test_a_line_that_is_nothing_but_a_date_dates_the_text(line: str) -> None:
    assert read_date_line(["Fire at a market", line]) is not None


@pytest.mark.parametrize(
    "lines",
    [
        ["Fire at a market", "On July 21, 2013, the market burned down."],
        ["July 21, 2013", "September 27, 2013"],
        ["July 21", "Sunday"],
        [],
    ],
)
def test_sentences_and_lists_of_dates_do_not(lines: list[str]) -> None:
    assert read_date_line(lines) is None
