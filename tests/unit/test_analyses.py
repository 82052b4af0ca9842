"""Analyses of many documents: the same from any number of processes, and from where they were kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bluf import analyses
from bluf.analyses import analysis_key, analyze_documents
from bluf.executor import open_executor
from bluf.model import Analysis, Caveat, Document
from bluf.pipeline import DEFAULT_MODEL
from bluf.store.packing import pack, unpack

DOCUMENTS = tuple(
    Document(id=f"d{k}", text=f"At least {k} people were hurt in Tarva on Tuesday, Mayor Helmi Aalto said.")
    for k in (3, 5, 8, 13)
)
DAY = date(2026, 3, 5)


@pytest.fixture(autouse=True)
def small_tasks(monkeypatch):
    """Two documents a task."""
    monkeypatch.setattr(analyses, "_CHARS_AT_ONCE", 2 * len(DOCUMENTS[0].text) + 2)


def run(documents=DOCUMENTS, jobs: int = 1, **options) -> tuple[Analysis, ...]:
    with open_executor(jobs) as workers:
        return tuple(analyze_documents(documents, model=DEFAULT_MODEL, workers=workers, **options))


def test_order_and_findings():
    found = run()
    assert [a.document for a in found] == list(DOCUMENTS)
    assert [a.figures[0].value for a in found] == [3, 5, 8, 13]


def test_processes_find_the_same():
    assert run(jobs=2) == run()


def test_undated_documents_are_read_as_of_a_day_and_stay_undated():
    found = run(DOCUMENTS[:1], as_of=DAY)[0]
    assert found.dates[0].value == "2026-03-03"
    assert found.document.published_on is None


def test_nothing_is_nothing():
    assert run(()) == ()


def test_what_was_kept_is_not_looked_for_again(monkeypatch):
    kept: dict[str, bytes] = {}
    first = run(keep=lambda key, found: kept.update({key: pack(found)}))
    monkeypatch.setattr(analyses, "_analyze", lambda task: pytest.fail(f"worked again: {task}"))
    again = run(find=lambda key, _document: unpack(Analysis, kept[key]) if key in kept else None)
    assert again == first


def test_a_run_that_died_goes_on_from_what_was_kept():
    """The third document ends the run; what was done before it is kept, and the next run does the rest."""
    kept: dict[str, Analysis] = {}
    read: list[str] = []

    def keep(key: str, found: Analysis) -> None:
        if found.document.id == "d8" and not read:
            raise KeyboardInterrupt
        kept[key] = found

    with pytest.raises(KeyboardInterrupt):
        run(keep=keep)
    assert [found.document.id for found in kept.values()] == ["d3", "d5"]

    def find(key: str, document: Document) -> Analysis | None:
        read.append(document.id)
        return kept.get(key)

    found = run(find=find, keep=keep)
    assert read == ["d3", "d5", "d8", "d13"]
    assert [a.document.id for a in found] == read
    assert len(kept) == 4


def test_kept_and_new_ones_come_in_order():
    kept = {analysis_key(d, DEFAULT_MODEL): a for d, a in zip(DOCUMENTS, run(), strict=True) if d.id in {"d3", "d8"}}
    assert run(find=lambda key, _document: kept.get(key)) == run()


@pytest.mark.parametrize(
    "change",
    [
        {"id": "other"},
        {"text": "Other."},
        {"title": "T"},
        {"publisher": "P"},
        {"language": "es"},
        {"published_on": DAY},
        {"uri": "other.txt"},
    ],
    ids=str,
)
def test_the_key_changes_with_what_is_found(change):
    assert analysis_key(replace(DOCUMENTS[0], **change), DEFAULT_MODEL) != analysis_key(DOCUMENTS[0], DEFAULT_MODEL)


def test_the_key_changes_with_model_and_day():
    key = analysis_key(DOCUMENTS[0], DEFAULT_MODEL)
    assert analysis_key(DOCUMENTS[0], "en_other") != key
    assert analysis_key(DOCUMENTS[0], DEFAULT_MODEL, DAY) != key


def test_the_key_does_not_change_with_when_it_was_downloaded():
    again = replace(DOCUMENTS[0], retrieved_at=datetime(2026, 3, 5, tzinfo=UTC), caveats=(Caveat(message="m"),))
    assert analysis_key(again, DEFAULT_MODEL) == analysis_key(DOCUMENTS[0], DEFAULT_MODEL)
    dated = replace(DOCUMENTS[0], published_on=DAY)
    assert analysis_key(dated, DEFAULT_MODEL) == analysis_key(dated, DEFAULT_MODEL, date(2020, 1, 1))


def test_odd_texts_have_keys():
    assert (
        len({analysis_key(Document(id="a", text=text), DEFAULT_MODEL) for text in ("", "\ud800", "大", "a" * 100_000)})
        == 4
    )
