"""The STIX bundle: the library of the standard reads it, every reference resolves, every note has its evidence."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
import stix2

from bluf.model import Briefing
from bluf.rendering import render
from bluf.rendering.stix.objects import identifier
from bluf.standards import Tlp

from .hostile import ATTACKS, make_hostile_briefing


def bundle(briefing: Briefing) -> dict[str, Any]:
    made = json.loads(render(briefing, "stix").body)
    assert isinstance(made, dict)
    return made


def of_type(made: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [o for o in made["objects"] if o["type"] == kind]


def test_the_library_reads_it(briefing: Briefing, large_briefing: Briefing, empty_briefing: Briefing) -> None:
    for made in (briefing, large_briefing, empty_briefing):
        read = stix2.parse(render(made, "stix").body.decode(), allow_custom=False)
        assert len(read.objects) == len(bundle(made)["objects"])


def test_every_reference_resolves_and_no_id_comes_twice(briefing: Briefing) -> None:
    objects = bundle(briefing)["objects"]
    ids = Counter(o["id"] for o in objects)
    assert set(ids.values()) == {1}
    for o in objects:
        used = [*o.get("object_refs", []), *o.get("object_marking_refs", [])]
        used += [o[key] for key in ("created_by_ref", "source_ref", "target_ref") if key in o]
        assert set(used) <= set(ids)


def test_the_report_holds_title_bottom_line_and_sources(briefing: Briefing) -> None:
    (report,) = of_type(bundle(briefing), "report")
    assert report["name"] == "Two inspectors missing after fire at Gdynia grain terminal"
    assert "Two cargo inspectors are missing" in report["description"]
    assert report["published"] == "2031-03-14T00:00:00.000Z"
    assert [r["source_name"][:3] for r in report["external_references"]] == ["[1]", "[2]", "[3]"]
    assert report["external_references"][0]["url"].startswith("https://courier.example/")


def test_actors_and_places(briefing: Briefing) -> None:
    made = bundle(briefing)
    identities = {o["name"]: o for o in of_type(made, "identity")}
    assert identities["Łucja Śliwińska"]["identity_class"] == "individual"
    assert identities["Łucja Śliwińska"]["roles"] == ["Harbor master"]
    assert identities["Port of Gdynia Authority"]["sectors"] == ["government"]
    places = {o["name"]: o for o in of_type(made, "location")}
    assert (places["Gdynia"]["country"], places["Gdynia"]["city"]) == ("PL", "Gdynia")
    assert places["Poland"]["country"] == "PL"
    assert {o["relationship_type"] for o in of_type(made, "relationship")} >= {"located-at"}


def test_notes_say_who_how_and_where(briefing: Briefing) -> None:
    notes = {o["abstract"]: o for o in of_type(bundle(briefing), "note")}
    note = notes["key point 2: denies"]
    assert note["authors"] == ["Zdeněk Dvořáček"]
    assert note["external_references"][0]["source_name"] == "[1:5]"
    assert "#char=" in note["external_references"][0]["external_id"]
    assert notes["figure 1"]["content"].startswith("≤ 300 canisters")
    assert any(name.startswith("gap") for name in notes)


def test_no_confidence_is_ever_set(briefing: Briefing) -> None:
    assert all("confidence" not in o for o in bundle(briefing)["objects"])


@pytest.mark.parametrize("mark", list(Tlp))
def test_every_object_bears_the_mark(briefing: Briefing, mark: Tlp) -> None:
    made = bundle(replace(briefing, mark=mark))
    (marking,) = of_type(made, "marking-definition")
    assert marking["name"] == mark.value
    assert all(o["object_marking_refs"] == [marking["id"]] for o in made["objects"] if o is not marking)
    assert stix2.parse(made)


def test_the_same_bytes_each_time(briefing: Briefing) -> None:
    assert render(briefing, "stix").body == render(briefing, "stix").body
    assert render(briefing, "stix").filename == "briefing.stix.json"


def test_ids_follow_content() -> None:
    assert identifier("note", "a", "b") != identifier("note", "ab")
    assert identifier("note", "a") == identifier("note", "a")


def test_the_validator_of_oasis_finds_no_error(briefing: Briefing, full_briefing: Briefing) -> None:
    """Its remarks are on what STIX allows: identifiers that are not random, relations of our own, abstracts as they are."""
    validator = pytest.importorskip("stix2validator", reason="one of its packages is LGPL: pip install stix2-validator")
    for made in (briefing, full_briefing):
        options = validator.ValidationOptions(version="2.1")
        found = validator.validate_string(render(made, "stix").body.decode(), options)
        assert found.is_valid, found.errors


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_strings_are_data(attack: str) -> None:
    assert stix2.parse(render(make_hostile_briefing(attack), "stix").body.decode())
