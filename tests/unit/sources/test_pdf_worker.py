"""The worker's reading, called in this process: its command line is tested through `read_pdf`."""

from typing import Any

import pytest

from bluf.sources.pdf_worker import read_lines

from .makers import line, lines, make_pdf


def read(*pages: str) -> dict[str, Any]:
    return read_lines(make_pdf(*pages), max_pages=10, max_characters=10_000)


def test_a_line_has_its_text_box_size_and_weight() -> None:
    (page,) = read(line("Port seizure", x=72, y=700, size=18, font="F2"))["pages"]
    ((text, left, bottom, right, top, _size, bold, hyphen),) = page["lines"]
    assert (text, bold, hyphen) == ("Port seizure", True, False)
    assert 70 < left < 75
    assert left < right < 300
    assert 690 < bottom < 700 < top < 720


def test_a_broken_word_is_marked() -> None:
    (page,) = read(lines("told report-", "ers that nine"))["pages"]
    assert [(row[0], row[7]) for row in page["lines"]] == [("told report-", True), ("ers that nine", False)]


def test_wide_gaps_are_tabs() -> None:
    (page,) = read(line("Month", x=72) + line("kg", x=300))["pages"]
    assert [row[0] for row in page["lines"]] in (["Month\tkg"], ["Month", "kg"])


@pytest.mark.parametrize(
    ("hidden", "count"),
    [
        (line("gone", before="3 Tr"), 4),
        (line("gone", before="1 1 1 rg"), 4),
        (line("gone", x=9000), 0),
        (line("gone", size=0.5), 4),
    ],
)
def test_hidden_letters_are_counted_and_left_out(hidden: str, count: int) -> None:
    (page,) = read(line("seen", y=300) + hidden)["pages"]
    assert [row[0] for row in page["lines"]] == ["seen"]
    assert page["hidden"] >= count


def test_a_picture_with_an_invisible_layer_is_a_scan() -> None:
    picture = "q 612 0 0 792 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q\n"
    (page,) = read(picture + line("the words of the scan", before="3 Tr"))["pages"]
    assert page["ocr"]
    assert [row[0] for row in page["lines"]] == ["the words of the scan"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"%PDF-1.4 noise", "damaged"),
        (make_pdf(*["BT ET"] * 11), "pages"),
        (make_pdf(lines(*["x" * 90] * 40), lines(*["x" * 90] * 40)), "characters"),
    ],
)
def test_errors_are_named(data: bytes, error: str) -> None:
    assert read_lines(data, max_pages=10, max_characters=1_000)["error"] == error
