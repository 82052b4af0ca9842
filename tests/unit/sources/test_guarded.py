"""Readers in a child process: what one source may cost, and that the next one is read all the same."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from bluf.errors import SourceError
from bluf.sources import Limits, read_document, read_sources
from bluf.sources.guarded import GuardedReader

PAGE = b"<html><head><title>Port</title></head><body><p>The port of Arica was closed on Monday, officials said.</p></body></html>"


def test_the_child_reads_what_the_reader_reads() -> None:
    with GuardedReader(Limits()) as reader:
        assert reader.read(PAGE, uri="a.html") == read_document(PAGE, uri="a.html")
        assert reader.read(b"A plain text of one line.", uri="a.txt") == read_document(
            b"A plain text of one line.", uri="a.txt"
        )


def test_a_plain_text_starts_no_child() -> None:
    with GuardedReader(Limits()) as reader:
        reader.read(b"A plain text of one line.", uri="a.txt")
        assert reader._child is None


def test_a_refusal_names_its_source_once() -> None:
    with GuardedReader(Limits()) as reader, pytest.raises(SourceError) as caught:
        reader.read(b"<html><body></body></html>", uri="empty.html")
    assert str(caught.value).count("empty.html") == 1
    assert caught.value.uri == "empty.html"


def test_a_source_that_takes_too_long_is_killed_and_the_next_one_read() -> None:
    with GuardedReader(replace(Limits(), seconds=0.0)) as reader:
        with pytest.raises(SourceError, match=r"a\.html: took longer than 0 seconds"):
            reader.read(PAGE, uri="a.html")
        reader._limits = Limits()
        assert reader.read(PAGE, uri="a.html")


def test_a_memory_bomb_is_killed_and_the_next_one_read(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w:p/>" * 20_000_000)
    (tmp_path / "bomb.docx").write_bytes(packed.getvalue())
    (tmp_path / "good.html").write_bytes(PAGE)
    limits = replace(Limits(), unpacked_bytes=1 << 40, elements=1 << 40, memory_bytes=400 << 20)
    reading = read_sources([str(tmp_path)], limits=limits)
    assert [document.title for document in reading.documents] == ["Port"]
    assert [Path(failure.uri).name for failure in reading.failures] == ["bomb.docx"]


def test_what_all_sources_spend_together_does_not_kill_the_last() -> None:
    with GuardedReader(Limits()) as reader:
        reader.read(PAGE, uri="a.html")
        first = reader._child
        reader._spent = 1000.0
        assert reader.read(PAGE, uri="b.html")
        assert reader._child is not first
