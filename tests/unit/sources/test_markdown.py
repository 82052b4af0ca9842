import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluf.errors import SourceError
from bluf.model import Document
from bluf.sources import read_document

from .makers import STORY, check_one_line


def read(text: str) -> Document:
    (document,) = read_document(text.encode(), uri="note.md")
    return document


def test_markdown_is_read_as_what_it_shows() -> None:
    document = read(
        f"# Port *seizure*\n\nBy Jane Doe\n\n19 July 2012\n\n{STORY}\n\n## Seizures\n\n- nine [arrests](https://x.example)\n- 412 kg\n\n"
        "> No, she said.\n\n| Month | kg |\n|---|---|\n| May | 3 |\n"
    )
    assert (document.title, document.authors, document.published_on) == (
        "Port seizure",
        ("Jane Doe",),
        date(2012, 7, 19),
    )
    assert (
        document.text
        == f"Port seizure\n\n{STORY}\n\nSeizures\n\nnine arrests\n\n412 kg\n\nNo, she said.\n\nMonth | kg\nMay | 3"
    )
    assert [block.kind.value for block in document.blocks] == [
        "heading",
        "paragraph",
        "heading",
        "list_item",
        "list_item",
        "quote",
        "table",
    ]


def test_front_matter_is_no_text() -> None:
    document = read(f"---\ntitle: Port seizure\ndate: 2012-07-19\n---\n\n{STORY}")
    assert document.text == f"Port seizure\n\n{STORY}"
    assert document.published_on == date(2012, 7, 19)


@pytest.mark.parametrize(
    "active",
    [
        "<script>CANARY</script>",
        "<p style='display:none'>CANARY</p>",
        "<!-- CANARY -->",
        "<iframe src=CANARY></iframe>",
        "[x](javascript:CANARY)",
    ],
)
def test_active_and_hidden_markup_is_no_text(active: str) -> None:
    assert "CANARY" not in read(f"{STORY}\n\n{active}\n\n{STORY}").text


@pytest.mark.parametrize(
    "text", ["[" * 50_000, "*a " * 50_000, "`" * 50_000, "> " * 50_000, "<" * 50_000, "[a](b " * 30_000, "* " * 20_000]
)
def test_hostile_markup_is_read_in_no_time(text: str) -> None:
    start = time.monotonic()
    assert STORY in read(f"{STORY}\n\n{text}").text
    assert time.monotonic() - start < 10


def test_smart_quotes_stay() -> None:
    assert "“Nobody” – she said…" in read("“Nobody” – she said…\n\nThe port was closed.").text


@given(st.text(alphabet="#*_[]()<>`>-+|!&\\\n 1.ab", max_size=200))
@settings(max_examples=60)
def test_any_markdown_is_read_or_refused(text: str) -> None:
    try:
        assert read(text).text
    except SourceError as error:
        check_one_line(error)
