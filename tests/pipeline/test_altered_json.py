"""Whoever alters any value of a finished JSON file, and puts the right digest under it, is found by `bluf verify`."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bluf import pipeline
from bluf.analysis import analyze_many, load_model_once
from bluf.errors import BlufError
from bluf.grounding import check_grounding
from bluf.model import Analysis, Document
from bluf.rendering import load_briefing
from bluf.rendering.interchange import _digest

SEED = Path(__file__).parents[2] / "seeds" / "2011-12-09-cordillera-monitor.txt"
EVERY = 9  # of the alterations; which ones changes with the length of the file
OF_THE_SOURCE = {"media_type", "language", "identifier", "blocks", "sha256"}
"""What a file says of its source and only the source itself can bear: found where that is given again."""

Path_ = tuple[str | int, ...]
Alteration = tuple[Path_, object]


def alterations(value: object, path: Path_ = ()) -> Iterator[Alteration]:
    """Every value in another form: a letter more, a number more, nothing, the first entry gone, two swapped."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from alterations(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from alterations(inner, (*path, number))
        if value:
            yield path, value[1:]
            yield path, [*value, value[-1]]
        if len(value) > 1:
            yield path, [value[1], value[0], *value[2:]]
    elif isinstance(value, bool):
        yield path, not value
    elif isinstance(value, int | float):
        yield path, value + 1
        yield path, None
    elif isinstance(value, str):
        yield path, value + "x"
        yield path, ""
    else:
        yield path, "x"


def altered(record: dict[str, object], path: Path_, value: object) -> bytes:
    """The file with one value altered and the digest that it then has."""
    made = copy.deepcopy(record)
    inner = made
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    return json.dumps({**made, "digest": _digest(made)}).encode()


@pytest.fixture(scope="module")
def record() -> dict[str, object]:
    return json.loads(pipeline.brief([str(SEED)], formats=("json",)).rendered[0].body)


@pytest.fixture
def known(monkeypatch):
    """The analysis of a text is made once; what is altered in its words or date is analyzed anew."""
    found: dict[tuple[str, str, date | None], Analysis] = {}

    def analyze(documents: Sequence[Document], as_of: date | None, *_rest: object) -> tuple[Analysis, ...]:
        made = []
        for document in documents:
            key = (document.id, document.text, document.published_on or as_of)
            if key not in found:
                (found[key],) = analyze_many([replace(document, published_on=key[2])], nlp=load_model_once())
            made.append(replace(found[key], document=document))
        return tuple(made)

    monkeypatch.setattr(pipeline, "_analyze_all", analyze)


@pytest.fixture
def is_found(known) -> Callable[[bytes], bool]:
    def found(data: bytes) -> bool:
        try:
            return bool(pipeline.verify(data))
        except BlufError:  # refused: no briefing of ours any more
            return True

    return found


def test_what_was_not_altered_is_grounded(record, is_found):
    assert not is_found(json.dumps(record).encode())


def test_every_alteration_is_found(record, is_found):
    missed = [
        path
        for path, value in list(alterations(record))[::EVERY]
        if path != ("digest",) and not OF_THE_SOURCE & set(path) and not is_found(altered(record, path, value))
    ]
    assert missed == []


def test_what_is_said_of_a_source_is_found_beside_it(record):
    document = load_briefing(json.dumps(record).encode()).sources[0].document
    for path, value in alterations(record["sources"][0]["document"], ("sources", 0, "document")):
        if not OF_THE_SOURCE & set(path):
            continue
        try:
            briefing = load_briefing(altered(record, path, value))
        except BlufError:
            continue
        assert check_grounding(briefing, [document]), path
