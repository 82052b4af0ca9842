"""The JSON Lines edge."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bluf.errors import UsageError
from bluf.model import (
    Actor,
    ActorKind,
    Analysis,
    Attribution,
    AttributionSource,
    Document,
    Figure,
    Qualifier,
)
from bluf.records import FIELDS, RecordError, analysis_record, check_fields, error_record, read_record, write_record


def test_a_line_becomes_a_document():
    line = '{"id": "a", "text": "T", "date": "2012-07-19", "title": "H", "publisher": "P", "uri": "u", "more": 1}'
    document = read_record(line)
    assert (document.id, document.text, document.title, document.publisher, document.uri) == ("a", "T", "H", "P", "u")
    assert document.published_on == date(2012, 7, 19)


@pytest.mark.parametrize(
    ("line", "what", "record_id"),
    [
        ("{", "not JSON", None),
        ("[]", "not a JSON object", None),
        ('{"text": "x"}', 'no string "id"', None),
        ('{"id": 7, "text": "x"}', 'no string "id"', None),
        ('{"id": "a"}', 'no string "text"', "a"),
        ('{"id": "a", "text": 3}', 'no string "text"', "a"),
        ('{"id": "a", "text": "x", "date": "Tuesday"}', '"date" is not YYYY-MM-DD', "a"),
        ('{"id": "a", "text": "x", "title": []}', '"title" is not a string', "a"),
        ("[" * 100_000, "not JSON", None),
    ],
)
def test_an_unusable_line_says_why_and_keeps_its_id(line, what, record_id):
    with pytest.raises(RecordError, match=what) as caught:
        read_record(line)
    assert error_record(caught.value)["id"] == record_id


def test_null_fields_are_absent_fields():
    document = read_record('{"id": "a", "text": "x", "date": null, "title": null}')
    assert document.published_on is None
    assert document.title is None


def _analysis() -> Analysis:
    document = Document(id="a", text="Ana said 3 ships sank.")
    ana = document.span(0, 3)
    return Analysis(
        document=document,
        actors=(Actor(id="a1", name="Ana", kind=ActorKind.PERSON, mentions=(ana,)),),
        attributions=(
            Attribution(
                source=AttributionSource(document_id="a", start=0, end=3, text="Ana", actor="Ana", actor_id="a1"),
                cue=document.span(4, 8),
                content=(document.span(9, 21),),
            ),
            Attribution(
                source=AttributionSource(document_id="a", start=0, end=3, text="Ana"),
                cue=None,
                content=(document.span(9, 21),),
            ),
        ),
        figures=(
            Figure(
                document_id="a",
                start=9,
                end=10,
                text="3",
                low=3,
                high=3,
                value=3,
                qualifier=Qualifier.EQUAL,
                unit="ship",
            ),
        ),
    )


def test_a_record_has_the_shape_of_the_contract():
    record = json.loads(write_record(analysis_record(_analysis())))
    assert list(record) == ["id", *FIELDS]
    assert record["actors"][0]["mentions"] == [{"start": 0, "end": 3, "text": "Ana"}]
    assert record["attributions"][0]["source"]["actor"] == "Ana"
    assert "actor" not in record["attributions"][1]["source"]
    assert record["figures"][0]["value"] == 3
    assert record["figures"][0]["qualifier"] == "="
    assert "document_id" not in json.dumps(record)


def test_only_the_lists_asked_for():
    assert list(analysis_record(_analysis(), ("figures",))) == ["id", "figures"]
    assert check_fields(["dates", "actors"]) == ("actors", "dates")
    with pytest.raises(UsageError, match="choose from"):
        check_fields(["actors", "verbs"])


@given(st.text(max_size=50))
@example("a \udc80 b")
def test_any_text_can_be_written(text):
    write_record({"id": text, "error": text}).encode("utf-8")


@pytest.mark.parametrize(
    "sign", ["\x1b[2J", "\x9b2J", "\u202e", "\u200b", "\u2028", "\ufeff", "\U000e0041", "\ud800", "\x7f"]
)
def test_what_steers_a_terminal_is_written_as_an_escape(sign):
    line = write_record({"id": f"a{sign}b"})
    assert line.isprintable()
    line.encode("utf-8")
    assert json.loads(line) == {"id": f"a{sign}b"}


def test_letters_of_every_script_stay_as_they_are():
    assert write_record({"id": "Müller, Лена, 大臣, می‌خواهم"}) == '{"id": "Müller, Лена, 大臣, می‌خواهم"}'
