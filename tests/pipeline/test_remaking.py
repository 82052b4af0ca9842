"""Every way to alter what the analysis said, in a briefing whose spans, words and digest are all in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path

import pytest

from bluf import pipeline
from bluf.analysis import analyze_many, load_model_once
from bluf.model import (
    ActorKind,
    Analysis,
    Briefing,
    Desk,
    Document,
    MadeWith,
    Note,
    Qualifier,
    SourceProfile,
    Span,
    Stance,
)
from bluf.remaking import find_differences
from bluf.rendering import render
from bluf.sources import read_sources
from bluf.standards import Reliability, Tlp
from bluf.synthesis import synthesize

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def analyses() -> dict[str, Analysis]:
    documents = read_sources([str(SEEDS)]).documents
    found = analyze_many(documents, nlp=load_model_once())
    return {analysis.document.id: analysis for analysis in found}


@pytest.fixture(scope="module")
def again(analyses: dict[str, Analysis]) -> Callable[[Sequence[Document], date | None], tuple[Analysis, ...]]:
    return lambda documents, _as_of: tuple(analyses[document.id] for document in documents)


@pytest.fixture(scope="module")
def briefing(analyses: dict[str, Analysis]) -> Briefing:
    return synthesize(tuple(analyses.values()), made_with=MadeWith(bluf=pipeline.__version__, model="m"))


def test_what_was_not_altered_does_not_differ(briefing, again):
    assert find_differences(briefing, again) == ()


def test_the_words_of_the_desk_are_no_differences(analyses, again):
    publisher = next(a.document.publisher for a in analyses.values() if a.document.publisher)
    desk = Desk(
        profiles=(SourceProfile(name=publisher, reliability=Reliability.B),),
        mark=Tlp.GREEN,
        note=Note(text="As [1] says.", name="note.md"),
        heading="Weekly",
        serial="7",
        prepared_by="The desk",
    )
    made = synthesize(tuple(analyses.values()), made_with=MadeWith(bluf="0", model="m"), desk=desk)
    assert find_differences(made, again) == ()


ALTERED = {
    "a bound": lambda b: first(
        b, "figures", lambda f: f.high is not None, low=1, high=None, value=None, qualifier=Qualifier.AT_LEAST
    ),
    "a unit": lambda b: first(b, "figures", lambda f: f.unit, unit="tonne"),
    "a direction": lambda b: first(b, "figures", lambda _: True, change="down"),
    "a number": lambda b: first(b, "figures", lambda f: f.value is not None, value=7),
    "a kind": lambda b: first(b, "actors", lambda a: a.kind is ActorKind.PERSON, kind=ActorKind.GROUP),
    "a country": lambda b: first(b, "actors", lambda a: a.country, country="FR"),
    "coordinates": lambda b: first(b, "places", lambda p: p.lat is not None, lat=0.5),
    "a stance": lambda b: first(b, "attributions", lambda a: a.stance is Stance.DENIES, stance=Stance.CONFIRMS),
    "a weight": lambda b: first(b, "actors", lambda _: True, salience=0.01),
    "an order": lambda b: replace(b, key_points=b.key_points[::-1]),
    "a missing line": lambda b: replace(b, gaps=b.gaps[1:]),
    "a date's value": lambda b: first(b, "dates", lambda d: d.value, value="1999-01-01"),
    "a hidden disagreement": lambda b: replace(b, disagreements=()),
    "a grade": lambda b: replace(b, evidence_base=None),
    "a mark below its sources'": lambda b: replace(b, leading_figures=1),
}


def first(briefing: Briefing, name: str, fits: Callable[[object], object], **altered: object) -> Briefing:
    """`briefing` with the first entry that fits altered."""
    entries = list(getattr(briefing, name))
    at = next(i for i, entry in enumerate(entries) if fits(entry))
    entries[at] = replace(entries[at], **altered)
    return replace(briefing, **{name: tuple(entries)})


@pytest.mark.parametrize("what", ALTERED)
def test_an_alteration_is_found(what, briefing, again):
    altered = ALTERED[what](briefing)
    assert altered != briefing
    problems = find_differences(altered, again)
    assert problems
    assert all("\n" not in problem.what for problem in problems)


def test_every_number_and_every_word_of_ours_is_watched(briefing, again):
    """Each leaf of the first entries of each list, altered one by one."""
    missed = []
    for field in fields(Briefing):
        if field.name in {
            "as_of",
            "made_with",
            "mark",
            "changes",
            "lint",
            "sources",
            "caveats",
            "note",
            "heading",
            "serial",
            "prepared_by",
            "scale",
        }:
            continue  # given from outside, or of the sources, which `check_grounding` compares
        for path, altered in _mutants(getattr(briefing, field.name), field.name):
            if not find_differences(replace(briefing, **{field.name: altered}), again):
                missed.append(path)
    assert missed == []


def _mutants(value: object, path: str, depth: int = 0) -> list[tuple[str, object]]:
    if isinstance(value, tuple):
        inner = _mutants(value[0], f"{path}[0]", depth + 1) if value else []
        return [(path, value[1:]), *((p, (m, *value[1:])) for p, m in inner)] if value else []
    if is_dataclass(value) and not isinstance(value, type) and depth < 4:
        found = []
        for field in fields(value):
            if isinstance(value, Span) and field.name in {"document_id", "start", "end", "text"}:
                continue  # a span that no longer fits its text cannot be built, or is found by `check_grounding`
            for where, mutant in _mutants(getattr(value, field.name), f"{path}.{field.name}", depth + 1):
                try:
                    found.append((where, replace(value, **{field.name: mutant})))
                except ValueError:
                    continue
        return found
    return [(path, mutant) for mutant in _leaf(value)]


def _leaf(value: object) -> list[object]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, Enum):
        return [other for other in type(value) if other is not value][:1]
    if isinstance(value, int | float):
        return [value + 1]
    if isinstance(value, str):
        return [value + "x"]
    return []


@pytest.mark.parametrize(
    "change", [{"id": "0" * 12}, {"heading": "Ours"}, {"serial": "8"}, {"prepared_by": "Somebody"}]
)
def test_words_of_a_desk_that_was_not_there_are_found(change, briefing, again):
    assert [problem.where for problem in find_differences(replace(briefing, **change), again)] == ["briefing.id"]


def test_verify_finds_what_a_new_digest_hides():
    made = pipeline.brief([str(SEEDS / "2011-12-09-cordillera-monitor.txt")], formats=("json",)).briefing
    assert pipeline.verify(render(made, "json").body) == ()
    altered = first(made, "figures", lambda _: True, change="down")
    problems = pipeline.verify(render(altered, "json").body)
    assert [problem.where for problem in problems] == ["briefing.figures[1].change"]


def test_what_another_version_made_is_not_made_again():
    made = pipeline.brief([str(SEEDS / "2011-12-09-cordillera-monitor.txt")], formats=("json",)).briefing
    other = replace(made, made_with=MadeWith(bluf="0.0.9", model=made.made_with.model))
    assert pipeline.is_made_again(made)
    assert not pipeline.is_made_again(other)
