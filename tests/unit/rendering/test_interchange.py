"""The JSON edge: a briefing survives the round trip, and nonsense is refused in one line."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluf.errors import RenderError
from bluf.model import Briefing
from bluf.rendering import digest_holds, dump_briefing, load_briefing, render
from bluf.rendering.interchange import SCHEMA, json_schema

from .hostile import ATTACKS, make_hostile_briefing

SCHEMA_FILE = Path(__file__).parents[3] / "docs" / "briefing.schema.json"


def test_round_trip(briefing: Briefing, large_briefing: Briefing, empty_briefing: Briefing) -> None:
    for original in (briefing, large_briefing, empty_briefing):
        assert load_briefing(dump_briefing(original)) == original
        assert load_briefing(render(original, "html").body) == original


def test_the_top_of_the_file(briefing: Briefing) -> None:
    data = dump_briefing(briefing)
    record = json.loads(data)
    assert list(record)[:4] == ["schema", "digest", "id", "title"]
    assert record["schema"] == SCHEMA
    assert data.endswith(b"\n")
    assert digest_holds(data)
    assert digest_holds(render(briefing, "html").body)


def test_records_have_the_shape_of_the_contract(briefing: Briefing) -> None:
    record = json.loads(dump_briefing(briefing))
    figure = record["figures"][0]
    assert {
        "start",
        "end",
        "text",
        "low",
        "high",
        "value",
        "qualifier",
        "unit",
        "measured",
        "concept",
        "change",
        "holder",
        "salience",
    } <= set(figure)
    assert (figure["qualifier"], figure["low"], figure["high"]) == ("<=", None, 300)
    assert record["attributions"][0]["source"]["actor"] == "Łucja Śliwińska"
    assert "actor" not in record["attributions"][2]["source"]
    assert record["attributions"][10]["source"] is None
    assert record["key_points"][1]["statement"]["text"] == "The company had kept phosphine tablets in silo 4"
    assert record["key_points"][1]["statement"]["cites"] == ["1:5"]
    for source in record["sources"]:
        text = source["document"]["text"]
        assert all(text[s["start"] : s["end"]] == s["text"] for s in source["sentences"])


def test_a_special_span_is_written_as_what_the_field_declares(briefing: Briefing) -> None:
    figure = replace(briefing.figures[0], place=briefing.places[0])
    data = dump_briefing(replace(briefing, figures=(figure,)))
    assert "mentions" not in json.loads(data)["figures"][0]["place"]
    assert dump_briefing(load_briefing(data)) == data


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_strings_are_carried(attack: str) -> None:
    data = dump_briefing(make_hostile_briefing(attack))
    json.loads(data, parse_constant=pytest.fail)
    assert load_briefing(data).sources[0].document.text


def test_lone_surrogates_and_controls_are_replaced_one_for_one() -> None:
    data = dump_briefing(make_hostile_briefing("a\udcffb\x1bc"))
    assert "a\ufffdb\ufffdc" in data.decode("utf-8")
    load_briefing(data)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"hello", b"<html></html>", b"{", b"{}", b"[]", b"null", b'{"schema": "bluf.briefing/1"}', b'{"schema": "other"}', b"\xff\xfe{",
        b"{" * 100_000, b'{"schema":"bluf.briefing/1","a":' + b"[" * 100_000, b'{"schema":"bluf.briefing/1","id":NaN}',
        b'<data id="bluf-briefing" value="AAAA" hidden></data>', b'<data id="bluf-briefing" value="A" hidden></data>',
        b'<data id="bluf-briefing" value="' + base64.b64encode(zlib.compress(b"[]")) + b'" hidden></data>',
    ],
)  # fmt: skip
def test_nonsense_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(RenderError) as caught:
        load_briefing(data)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


@given(st.binary(max_size=80))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(RenderError):
        load_briefing(data)


def test_a_broken_span_is_refused(briefing: Briefing) -> None:
    record = json.loads(dump_briefing(briefing))
    record["key_points"][0]["end"] += 1
    with pytest.raises(RenderError, match="key_points"):
        load_briefing(json.dumps(record).encode())


def test_infinity_is_refused(briefing: Briefing) -> None:
    data = dump_briefing(briefing).replace(b'"salience": 1.0', b'"salience": 1e999', 1)
    with pytest.raises(RenderError, match="out of range"):
        load_briefing(data)


def test_an_integer_beyond_any_float_is_refused(briefing: Briefing) -> None:
    record = json.loads(dump_briefing(briefing))
    record["figures"][0]["value"] = 10**400
    with pytest.raises(RenderError, match="out of range"):
        load_briefing(json.dumps(record).encode())


def test_millions_of_empty_objects_are_refused_unread() -> None:
    with pytest.raises(RenderError, match="more than 1,000,000 objects"):
        load_briefing(b'{"schema": "bluf.briefing/1", "sources": [' + b"{}," * 1_000_000 + b"{}]}")


def test_the_published_schema_is_in_step() -> None:
    fresh = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    assert SCHEMA_FILE.read_text("utf-8") == fresh, (
        "run: python -m bluf.rendering.interchange > docs/briefing.schema.json"
    )


def test_the_schema_knows_every_field_of_a_real_file(briefing: Briefing) -> None:
    schema = json_schema()

    def check(value: object, rule: dict[str, object], path: str) -> None:
        if "$ref" in rule:
            rule = schema["$defs"][str(rule["$ref"]).rsplit("/", 1)[-1]]
        options = rule.get("anyOf")
        if isinstance(options, list):
            kind = next((o for o in options if ("$ref" in o) == isinstance(value, dict)), None)
            if isinstance(value, dict) and kind:
                check(value, kind, path)
            return
        if isinstance(value, dict):
            properties = rule.get("properties")
            assert isinstance(properties, dict), path
            for key, item in value.items():
                assert key in properties, f"{path}.{key}"
                check(item, properties[key], f"{path}.{key}")
        elif isinstance(value, list):
            items = rule.get("items")
            assert isinstance(items, dict), path
            for item in value:
                check(item, items, path)

    check(json.loads(dump_briefing(briefing)), schema, "")
