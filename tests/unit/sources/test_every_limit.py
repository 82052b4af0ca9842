"""Each ceiling of `Limits` at its own: met, it is named in one line; not met, the source is read."""

from __future__ import annotations

import io
import re
from dataclasses import fields
from pathlib import Path

import pytest

from bluf import pipeline
from bluf.errors import BlufError, SourceError
from bluf.sources import Limits, read_document, read_limits, read_sources

from .makers import make_docx, paragraph

ROOT = Path(__file__).parents[3]
TEXT = "Officials in Valmora said on Tuesday that nine people were hurt. " * 4
DEEP = b"<html><body>" + b"<div>" * 30 + b"<p>" + TEXT.encode() + b"</p></body></html>"
PARTS = (
    b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=q\n\n"
    + b"".join(b"--q\nContent-Type: text/plain\n\nPart %d of the text said so.\n" % n for n in range(9))
    + b"--q--\n"
)
FEED = (
    b"<?xml version='1.0'?><rss version='2.0'><channel><title>News</title>"
    + b"".join(
        b"<item><guid>%d</guid><title>T</title><description>%s</description></item>" % (n, TEXT.encode())
        for n in range(5)
    )
    + b"</channel></rss>"
)


def read(data: bytes, name: str, *words: str) -> object:
    return read_document(data, uri=name, limits=read_limits(words))


@pytest.mark.parametrize(
    ("data", "name", "limit", "told"),
    [
        (TEXT.encode(), "a.txt", "file_bytes=100", "bytes, the limit"),
        (make_docx(paragraph(TEXT * 200)), "a.docx", "unpacked_bytes=5000", "unpacks to more than 5,000 bytes"),
        (
            make_docx("".join(paragraph(f"{n} {TEXT}") for n in range(6000))),
            "a.docx",
            "ratio=3",
            "3 times its size, the limit",
        ),
        (make_docx(paragraph(TEXT) * 50), "a.docx", "elements=20", "more than 20 elements"),
        (DEEP, "a.html", "elements=10", "33, the limit is 10"),
        (TEXT.encode(), "a.txt", "characters=50", "the limit is 50"),
    ],
)
def test_a_ceiling_that_is_met_is_named(data, name, limit, told):
    assert read(data, name)
    with pytest.raises(SourceError, match=re.escape(told)) as caught:
        read(data, name, limit)
    assert "\n" not in str(caught.value)


def test_a_page_that_is_nested_too_deep_is_read_flat():
    (deep,) = read(DEEP, "a.html", "nesting=10")
    assert "nine people were hurt" in deep.text


def test_parts_beyond_the_ceiling_are_named_in_a_caveat():
    assert "Part 8" in read(PARTS, "a.eml")[0].text
    (mail,) = read(PARTS, "a.eml", "parts=3")
    assert "Part 2" in mail.text
    assert "Part 3" not in mail.text
    assert [caveat.message for caveat in mail.caveats] == ["only the first 3 parts of the message were read"]


def test_items_beyond_the_ceiling_are_named_in_a_caveat():
    documents = read(FEED, "a.rss", "items=2")
    assert len(documents) == 2
    assert any("2" in caveat.message for document in documents for caveat in document.caveats)


def test_files_beyond_the_ceiling_are_not_read(tmp_path):
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"{TEXT} {number}")
    assert len(read_sources([str(tmp_path)], limits=Limits(files=2)).documents) == 2


@pytest.mark.parametrize("limit", ["render_seconds=0.01", "render_memory_bytes=1000000"])
def test_a_rendering_over_its_ceiling_is_one_line_and_no_file(limit):
    with pytest.raises(BlufError, match="PDF: ") as caught:
        pipeline.brief(["-"], formats=("pdf",), stdin=io.BytesIO(TEXT.encode()), limits=read_limits([limit]))
    assert "\n" not in str(caught.value)


def test_every_ceiling_is_documented_with_its_default():
    told = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    for field in fields(Limits):
        row = re.search(rf"^\| `{field.name}` \| ([^|]+) \|", told, re.MULTILINE)
        assert row, field.name
        number = float(re.sub(r"[^\d.]", "", row[1])) * (1e6 if "MB" in row[1] else 1e9 if "GB" in row[1] else 1)
        assert number == getattr(Limits(), field.name), field.name
