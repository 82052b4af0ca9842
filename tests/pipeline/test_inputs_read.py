"""Real files and hostile files: each gives documents, or one clear error.

The files lie beside the repository and are no part of it. The floors are what was measured when this was written; plain
trafilatura is read along as the measure for main text.
"""

from __future__ import annotations

import json
import logging
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bluf.errors import SourceError
from bluf.model import Document
from bluf.sources import read_document, read_sources

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
_READ = frozenset("input size html svg css xml feed docx pdf eml mail unicode name hidden llm md number".split())
_REFUSED = {"encrypted": "password", "scanned": "OCR"}


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


INPUTS = _lines(SHARED / "inputs" / "manifest.jsonl")
HOSTILE = [
    case
    for case in _lines(SHARED / "hostile" / "cases.dev.jsonl")
    if case["class"].split(".")[0] in _READ and case.get("stored", True) and not case.get("setup")
]
PAGES = [record for record in INPUTS if record.get("with")]


@cache
def _read(path: Path) -> tuple[Document, ...] | SourceError:
    try:
        return read_document(path.read_bytes(), uri=path.name)
    except SourceError as error:
        return error


def _check_whole(documents: tuple[Document, ...]) -> None:
    assert len({document.id for document in documents}) == len(documents)
    for document in documents:
        assert any(map(str.isalnum, document.text))
        document.text.encode("utf-8")
        assert not set(document.text) & {"\x00", "\ufeff", "\u200b", "\u202e", "\r"}
        covered = "".join(document.text[block.start : block.end] for block in document.blocks)
        assert "".join(covered.split()) == "".join(document.text.split())
        assert document.title is None or document.title in " ".join(document.text.split())


def test_the_files_are_there(shared: Path) -> None:
    assert len(INPUTS) >= 80, shared
    assert len(HOSTILE) >= 70


@pytest.mark.parametrize("record", INPUTS, ids=lambda record: Path(record["file"]).name)
def test_each_file_gives_documents_or_one_clear_error(record: dict[str, Any]) -> None:
    found = _read(SHARED / "inputs" / record["file"])
    if isinstance(found, SourceError):
        assert str(found).isprintable()
        assert found.uri
        assert record["tag"] in {"encrypted", "scanned", "odd", "real"}, str(found)
    else:
        _check_whole(found)
    if record["tag"] in _REFUSED:
        assert _REFUSED[record["tag"]] in str(found)


@pytest.mark.parametrize(
    "record", [r for r in INPUTS if r["tag"] in {"news", "usgov"}], ids=lambda record: Path(record["file"]).name
)
def test_news_and_reports_are_always_read(record: dict[str, Any]) -> None:
    assert not isinstance(_read(SHARED / "inputs" / record["file"]), SourceError)


def _hits(texts: list[str]) -> tuple[int, int]:
    """Snippets of the story that are there, and snippets of page furniture that are not."""
    there = gone = 0
    for record, text in zip(PAGES, texts, strict=True):
        there += sum(" ".join(snippet.split()) in text for snippet in record["with"])
        gone += sum(" ".join(snippet.split()) not in text for snippet in record["without"])
    return there, gone


def test_main_text_is_at_least_as_good_as_plain_trafilatura(shared: Path) -> None:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    ours, plain = [], []
    for record in PAGES:
        path = shared / "inputs" / record["file"]
        found = _read(path)
        ours.append("" if isinstance(found, SourceError) else " ".join(found[0].text.split()))
        plain.append(" ".join((trafilatura.extract(path.read_bytes()) or "").split()))
    there, gone = _hits(ours)
    base_there, base_gone = _hits(plain)
    assert there >= max(base_there, 55)
    assert gone >= max(base_gone, 54)


def test_dates_of_pages_are_right_or_unknown() -> None:
    wrong = []
    for record in PAGES:
        found = _read(SHARED / "inputs" / record["file"])
        if record.get("date") and not isinstance(found, SourceError):
            day = found[0].published_on
            if day is not None and day.isoformat() != record["date"]:
                wrong.append((record["file"], day))
    assert wrong == []


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case["id"])
def test_hostile_files_do_no_harm(case: dict[str, Any], tmp_path: Path) -> None:
    name = case.get("as_name") or case.get("name") or Path(case["file"]).name
    path = tmp_path / Path(name).name
    shutil.copyfile(SHARED / "hostile" / "files" / "dev" / Path(case["file"]).name, path)
    reading = read_sources([str(path)])
    expect = case["expect"]
    text = "\n\n".join(document.text for document in reading.documents)
    for canary in expect.get("absent", ()):
        assert canary not in text
    if expect["outcome"] == "ok":
        assert reading.failures == ()
        assert any(word in text for word in expect.get("present_any", ("",)))
    if expect["outcome"] == "error" or not reading.documents:
        (failure,) = reading.failures
        assert str(failure).isprintable()
        mentions = expect.get("error_mentions_any", ())
        assert not mentions or any(word in str(failure).lower() for word in mentions)
    if reading.documents:
        _check_whole(reading.documents)
