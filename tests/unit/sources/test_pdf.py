import time
from datetime import date

import pytest

from bluf.errors import SourceError
from bluf.model import BlockKind, Document
from bluf.sources import Limits, read_document

from .makers import line, lines, make_pdf

FIRST = lines(
    "Port officials in Valmora said on Tuesday that 412 kilograms of cocaine were seized",
    "from a container at the terminal. Interior Minister Lena Ortiz told report-",
    "ers that nine people were arrested.",
)
FIRST_TEXT = (
    "Port officials in Valmora said on Tuesday that 412 kilograms of cocaine were seized from a container at the terminal."
    " Interior Minister Lena Ortiz told reporters that nine people were arrested."
)


def read(*pages: str, info: str = "", limits: Limits | None = None) -> Document:
    (document,) = read_document(make_pdf(*pages, info=info), uri="note.pdf", limits=limits)
    return document


def shown(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def test_lines_become_paragraphs_and_broken_words_whole() -> None:
    page = (
        line("Port seizure in Valmora", y=740, size=18)
        + FIRST
        + lines("A second paragraph is further down the page,", "over two lines.", top=640)
    )
    document = read(page)
    assert shown(document) == [
        ("heading", "Port seizure in Valmora"),
        ("paragraph", FIRST_TEXT),
        ("paragraph", "A second paragraph is further down the page, over two lines."),
    ]
    assert document.title == "Port seizure in Valmora"


def test_pages_are_numbered_and_a_paragraph_may_cross_them() -> None:
    first = lines(
        "The ministry said that the port was closed, and that all ships",
        "would be searched by the customs service before",
        top=200,
    )
    second = lines("they were allowed to leave.", top=740) + lines(
        "On the second page a new paragraph begins.", top=600
    )
    document = read(first, second)
    assert [(block.page, document.text[block.start : block.end]) for block in document.blocks] == [
        (
            1,
            "The ministry said that the port was closed, and that all ships would be searched by the customs service before they were allowed to leave.",
        ),
        (2, "On the second page a new paragraph begins."),
    ]


def test_running_heads_and_page_numbers_go() -> None:
    pages = [
        line(f"Quarterly report {n}", y=770, size=8)
        + lines(f"Text number {n} of the report says that all was quiet in the port.", top=500)
        + line(f"Page {n} of 4", y=30, size=8)
        for n in range(1, 5)
    ]
    document = read(*pages)
    assert "Quarterly" not in document.text
    assert "Page" not in document.text
    assert document.text.count("all was quiet") == 4


def test_a_head_that_stands_once_stays() -> None:
    assert (
        "Annex to the report"
        in read(line("Annex to the report", y=770) + FIRST, lines("Another page of text, with no head.")).text
    )


@pytest.mark.parametrize(
    "hidden",
    [
        line("CANARY invisible mode", y=500, before="3 Tr"),
        line("CANARY white", y=500, before="1 1 1 rg"),
        line("CANARY tiny", y=500, size=0.5),
        line("CANARY off the page", x=5000, y=500),
        line("CANARY below the page", y=-400),
    ],
)
def test_what_a_reader_cannot_see_is_no_text(hidden: str) -> None:
    document = read(FIRST + hidden)
    assert "CANARY" not in document.text
    assert document.text == FIRST_TEXT


def test_white_letters_on_a_dark_bar_are_read() -> None:
    assert (
        "White on blue"
        in read("q 0 0 0.5 rg 60 480 400 40 re f Q\n" + line("White on blue", y=495, before="1 1 1 rg") + FIRST).text
    )


def test_only_hidden_text_is_an_error() -> None:
    with pytest.raises(SourceError, match="invisible"):
        read(line("CANARY all of this is hidden", before="3 Tr"))


def test_columns_keep_their_order() -> None:
    left = lines(
        "In the left column a sentence begins, and it",
        "goes on down to its end over there, in the",
        "right column.",
        x=60,
    )
    left = lines("In the left column a sentence begins and then", "goes on down the column to the end of it and", x=60)
    right = lines("is continued in the right column of the page", "where it ends.", x=330)
    text = read(left + right).text
    assert text.index("goes on") < text.index("is continued") < text.index("where it ends")


def test_cells_become_a_table() -> None:
    rows = "".join(
        line(a, y=y, x=72) + line(b, y=y, x=300)
        for a, b, y in [("Month", "kg", 500), ("May", "1,240", 486), ("June", "535", 472)]
    )
    assert ("table", "Month | kg\nMay | 1,240\nJune | 535") in shown(read(FIRST + rows))


def test_list_items_lose_their_bullets() -> None:
    document = read(FIRST + lines("• nine arrests", "• 412 kilograms of cocaine", top=500))
    assert shown(document)[1:] == [("list_item", "nine arrests"), ("list_item", "412 kilograms of cocaine")]


def test_properties_are_believed_where_they_are_sane() -> None:
    info = "/Title (Port seizure in Valmora) /Author (Jane Doe) /CreationDate (D:20120718120000Z) /ModDate (D:20120719120000Z)"
    document = read(FIRST, info=info)
    assert (document.title, document.authors, document.published_on) == (
        "Port seizure in Valmora",
        ("Jane Doe",),
        date(2012, 7, 19),
    )
    assert document.blocks[0].kind is BlockKind.HEADING
    document = read(FIRST, info="/Title (Microsoft Word - x.doc) /Author (JDOE7)")
    assert (document.title, document.authors) == (None, ())


def test_a_date_line_is_stronger_than_the_file_date() -> None:
    document = read(lines("19 July 2012", top=740) + FIRST, info="/CreationDate (D:20200101000000Z)")
    assert document.published_on == date(2012, 7, 19)
    assert document.text == FIRST_TEXT


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.4\nnoise", "damaged"),
        (make_pdf(FIRST)[:400], "damaged"),
        (make_pdf(""), "no text"),
        (make_pdf("q 612 0 0 792 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"), "scan"),
    ],
)
def test_bad_files_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read_document(data)


def test_limits_hold() -> None:
    with pytest.raises(SourceError, match="3 pages"):
        read(FIRST, FIRST, FIRST, limits=Limits(pages=2))
    with pytest.raises(SourceError, match="too long"):
        read(FIRST, FIRST, limits=Limits(characters=50))
    with pytest.raises(SourceError, match="memory"):
        read(FIRST, limits=Limits(memory_bytes=30_000_000))
    start = time.monotonic()
    many = "".join(
        line(f"Line {n} of very many lines with a lot of words in each of them.", y=n % 790, size=3 + n % 7)
        for n in range(90_000)
    )
    with pytest.raises(SourceError, match=r"time|limit"):
        read(many, limits=Limits(seconds=1))
    assert time.monotonic() - start < 10


def test_scripts_and_links_are_not_text() -> None:
    assert "CANARY" not in read(FIRST, info="/Trapped /CANARY").text
