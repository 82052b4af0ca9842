import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluf.errors import SourceError
from bluf.sources.media_type import DOCX, FEED, HTML, MAIL, MARKDOWN, MBOX, PDF, TEXT, sniff_media_type

from .makers import STORY, check_one_line, make_docx, make_mail, make_page, make_pdf, paragraph

FEED_BYTES = b'<?xml version="1.0"?>\n<!-- a feed -->\n<rss version="2.0"><channel/></rss>'


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (make_pdf("BT ET"), PDF),
        (b"\n\n" + make_pdf("BT ET"), PDF),
        (make_docx(paragraph(STORY)), DOCX),
        (make_page("<p>x"), HTML),
        (b"<!-- saved --><html><body>x", HTML),
        ("<!doctype html><p>x".encode("utf-16"), HTML),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', HTML),
        (FEED_BYTES, FEED),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', FEED),
        (make_mail("x"), MAIL),
        ("From: a@b.example\nSubject: x\n\ny".encode("utf-16"), MAIL),
        (b"From jane Mon Jul 16 2012\n" + make_mail("x"), MBOX),
        (STORY.encode(), TEXT),
        (b"# Title\n\nText", MARKDOWN),
    ],
)
def test_bytes_decide_whatever_the_name_says(data: bytes, kind: str) -> None:
    assert sniff_media_type(data) == kind
    if kind not in {TEXT, MARKDOWN}:
        assert sniff_media_type(data, name="misnamed.txt", declared="text/plain") == kind


@pytest.mark.parametrize(
    ("name", "declared", "kind"),
    [
        ("a.md", None, MARKDOWN),
        ("A.MARKDOWN", None, MARKDOWN),
        ("a.txt", None, TEXT),
        ("a.html", None, HTML),
        ("", "text/html; charset=utf-8", HTML),
        ("https://x.example/a.md?b=c.txt", None, MARKDOWN),
        ("a.txt", "text/html", TEXT),
        ("", None, TEXT),
    ],
)
def test_the_name_breaks_ties(name: str, declared: str | None, kind: str) -> None:
    assert sniff_media_type(STORY.encode(), name=name, declared=declared) == kind


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "password"),
        (b"{\\rtf1 x}", "Rich Text"),
        (b"\x1f\x8b\x08", "compressed"),
        (_zip("xl/workbook.xml"), "Excel"),
        (_zip("ppt/presentation.xml"), "presentation"),
        (_zip("META-INF/container.xml"), "EPUB"),
        (_zip("a.txt"), "ZIP archive"),
        (make_docx(paragraph(STORY))[:300], "damaged"),
        (b'<?xml version="1.0"?><invoice/>', "neither"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        sniff_media_type(data)


@pytest.mark.parametrize(
    "text",
    [
        "From: the beginning, it was clear.",
        "Subject: none\n\nx",
        "Date: 5 May\nTitle: x",
        "< 5 percent",
        "#hashtag",
        "From here\n\nx",
    ],
)
def test_plain_text_is_no_mail_and_no_markup(text: str) -> None:
    assert sniff_media_type(text.encode()) == TEXT


@given(st.binary(max_size=300))
def test_any_bytes_have_a_type_or_an_error(data: bytes) -> None:
    try:
        assert sniff_media_type(data)
    except SourceError as error:
        check_one_line(error)


def test_a_mail_file_needs_only_one_header() -> None:
    assert sniff_media_type(b"Subject: x\n\ny", name="a.eml") == MAIL


def test_json_is_no_document() -> None:
    with pytest.raises(SourceError, match="JSON"):
        sniff_media_type(b'{"a": 1}', name="old/briefing.json")
    assert sniff_media_type(b'{"a": 1}', name="a.txt") == TEXT
