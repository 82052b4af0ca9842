"""The whole way with the real model, through the Python API."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

import bluf
from bluf.errors import RenderError, SourceError, UsageError
from bluf.grounding import check_grounding
from bluf.model import ActorKind, Qualifier, Stance

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def seeds() -> bluf.Result:
    return bluf.brief([str(SEEDS)], formats=("json", "html", "md"))


def test_every_seed_is_read(seeds):
    assert not seeds.failures
    assert len(seeds.briefing.sources) >= 8
    assert {s.document.media_type for s in seeds.briefing.sources} >= {"text/plain", "text/html", "application/pdf"}


def test_the_seeds_briefing_is_grounded(seeds):
    assert check_grounding(seeds.briefing) == ()
    assert seeds.briefing.bottom_line
    assert seeds.briefing.title


def test_the_seeds_briefing_tells_the_matter(seeds):
    briefing = seeds.briefing
    minister = next(a for a in briefing.actors if "Holguín" in a.name)
    assert minister.kind is ActorKind.PERSON
    assert "Foreign Minister" in (minister.role or "").title()
    assert any(a.kind is ActorKind.GOVERNMENT and a.country == "BO" for a in briefing.actors[:6])
    bound = next(f for f in briefing.figures if f.high == 3000)
    assert bound.qualifier is Qualifier.AT_MOST
    assert bound.low is None
    assert bound.holder
    assert any(a.stance is Stance.DENIES for a in briefing.attributions)
    assert briefing.disagreements


def test_same_input_same_bytes(seeds):
    again = bluf.brief([str(SEEDS)], formats=("json", "html", "md"))
    assert [r.body for r in again.rendered] == [r.body for r in seeds.rendered]


@pytest.mark.parametrize("form", [0, 1])
def test_what_was_made_verifies_and_one_changed_character_does_not(seeds, form):
    body = seeds.rendered[form].body
    assert bluf.verify(body) == ()
    assert bluf.verify(body, [str(SEEDS)]) == ()
    for old, new in ((b"3,000", b"3,001"), (b"Tiquipaya", b"Tiquipaye"), (b"denie", b"defie")):
        for at in _places(body, old):
            altered = body[:at] + new + body[at + len(old) :]
            assert _is_refused(altered), f"{old!r} → {new!r} at {at}"


def _is_refused(body: bytes) -> bool:
    """True where it is found wanting, or is no whole briefing any more."""
    try:
        return bool(bluf.verify(body))
    except RenderError:
        return True


def _places(body: bytes, old: bytes) -> list[int]:
    """Up to ten places where `old` stands, spread over the file."""
    found, at = [], body.find(old)
    while at >= 0:
        found.append(at)
        at = body.find(old, at + 1)
    assert found
    return found[:: max(1, len(found) // 10)]


def test_a_changed_source_does_not_verify(seeds, tmp_path):
    source = next(SEEDS.glob("*.txt"))
    body = bluf.brief([str(source)], formats=("json",)).rendered[0].body
    copy = tmp_path / source.name
    copy.write_bytes(source.read_bytes())
    assert bluf.verify(body, [str(copy)]) == ()
    copy.write_bytes(source.read_bytes().replace(b"a", b"e", 1))
    assert bluf.verify(body, [str(copy)])


def test_the_sample_source(shared):
    """What issue 2 asks of it."""
    sample = str(shared / "seed" / "colombia-bolivia.txt")
    briefing = bluf.brief([sample], formats=("md",), as_of=date(2012, 7, 19)).briefing
    actors = {a.name: a for a in briefing.actors}
    assert actors["Maria Angela Holguin"].role == "Colombian Foreign Minister"
    assert any(a.kind is ActorKind.GOVERNMENT and a.country == "CO" for a in briefing.actors)
    bolivia = next(a for a in briefing.actors if a.kind is ActorKind.GOVERNMENT and a.country == "BO")
    denials = [a for a in briefing.attributions if a.stance is Stance.DENIES and a.source]
    assert any(a.source.actor_id == bolivia.id and "presence" in a.statement.text for a in denials)
    figure = next(f for f in briefing.figures if f.high == 3000)
    assert (figure.low, figure.value, figure.qualifier) == (None, 3000, Qualifier.AT_MOST)
    assert figure.measured == "Colombian drug traffickers"
    assert figure.holder == "anonymous Colombian intelligence official"
    assert figure.place is not None
    assert figure.place.name.startswith("Santa Cruz")
    accord = next(t for t in briefing.timeline if "signed an agreement" in t.statement.text)
    assert accord.time.value == "2012-07-17"
    lead, against = briefing.bottom_line
    assert lead.text.startswith("Colombia’s government has confirmed the presence")
    assert against.text.startswith("Bolivia’s government has repeatedly denied")
    points = " ".join(point.text for point in briefing.key_points)
    assert all(told in points for told in ("signed an agreement", "up to 3,000", "could not name", "Senate testimony"))
    (relayed,) = (a for a in briefing.attributions if a.via and a.via[0].actor == "AFP")
    assert relayed.source
    assert relayed.source.actor == "Maria Angela Holguin"
    assert not any(a.source and a.source.actor == "AFP" for a in briefing.attributions)
    assert accord.time.inferred
    assert not any(s.document.published_on for s in briefing.sources)


def test_an_undated_source_stays_undated_and_its_weekdays_unresolved(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("The two ministers signed a long accord on Tuesday in the capital, officials said.\n", "utf-8")
    assert bluf.brief([str(source)], formats=("md",)).briefing.timeline == ()
    (entry,) = bluf.brief([str(source)], formats=("md",), as_of=date(2012, 7, 19)).briefing.timeline
    assert entry.time.value == "2012-07-17"


def test_standard_input(tmp_path):
    stream = io.BytesIO(b"The army said on Monday that 40 people had left the valley since the flood began.")
    briefing = bluf.brief(["-"], formats=("md",), stdin=stream).briefing
    assert briefing.bottom_line


def test_one_bad_source_is_a_caveat_and_all_bad_an_error(tmp_path):
    good = tmp_path / "a.txt"
    good.write_text("The army said on Monday that 40 people had left the valley since the flood began.\n", "utf-8")
    bad = tmp_path / "b.pdf"
    bad.write_bytes(b"%PDF-1.7\nnothing")
    result = bluf.brief([str(tmp_path)], formats=("md",))
    assert len(result.failures) == 1
    assert any("b.pdf" in c.message for c in result.briefing.caveats)
    with pytest.raises(SourceError, match=r"b\.pdf"):
        bluf.brief([str(tmp_path)], formats=("md",), strict=True)
    with pytest.raises(SourceError, match=r"b\.pdf"):
        bluf.brief([str(bad)], formats=("md",))


def test_wrong_calls():
    with pytest.raises(UsageError, match="unknown format 'doc'"):
        bluf.brief(["x"], formats=("doc",))
    with pytest.raises(UsageError, match="no format"):
        bluf.brief(["x"], formats=())


def test_extract_keeps_order_and_goes_on_after_bad_lines():
    lines = [
        '{"id": "a", "text": "The army said 40 people left."}',
        "nonsense",
        '{"id": "b", "text": ""}',
        '{"id": "c"}',
    ]
    rows = [(json.loads(line), ok) for line, ok in bluf.extract(lines)]
    assert [(row["id"], ok) for row, ok in rows] == [("a", True), (None, False), ("b", True), ("c", False)]
    assert rows[0][0]["figures"][0]["value"] == 40


def test_extract_with_two_processes_gives_the_same():
    lines = [json.dumps({"id": str(n), "text": f"The army said {n} people left the town of Sela."}) for n in range(150)]
    assert list(bluf.extract(lines, jobs=2)) == list(bluf.extract(lines))


def test_a_period_of_two_dates_in_the_timeline_verifies(tmp_path):
    source = tmp_path / "a.txt"
    text = "Police seized nine boats between April 1 and June 30 on the lake of Sela, the army said on Friday."
    source.write_text(f"Date: 2024-07-20\n\n{text}\n", "utf-8")
    result = bluf.brief([str(source)], formats=("json",))
    assert [t.time.value for t in result.briefing.timeline] == ["2024-04-01/2024-06-30"]
    assert bluf.verify(result.rendered[0].body) == ()
