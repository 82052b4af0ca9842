"""Which sentences tell most."""

from __future__ import annotations

from datetime import date

import pytest

from bluf.analysis.key_points import rank_key_points
from bluf.model import Actor, ActorKind, Attribution, AttributionSource, Figure, Qualifier, TimeExpression, TimeType

NEWS = """Rebels seize port of Sela

Rebels seized the port of Sela on Monday, killing at least 12 soldiers and cutting the only road to the capital.

It was the third attack on the port this year. Why did the garrison not see it coming?

"We are hungry," said a fisherman in the harbor. But the army promised to retake the port of Sela before the rains begin.

Photo: archive
"""


def _rank(parse, **found):
    given = {"actors": (), "figures": (), "attributions": (), "dates": (), **found}
    return rank_key_points(parse, given["actors"], given["figures"], given["attributions"], given["dates"])


def test_the_lead_comes_first_and_every_point_quotes_the_text(parse):
    points = _rank(parse(NEWS))
    assert points[0].text.startswith("Rebels seized the port")
    assert points[0].salience == 1.0
    assert all(NEWS[p.start : p.end] == p.text for p in points)
    assert [p.salience for p in points] == sorted((p.salience for p in points), reverse=True)


def test_headings_and_captions_are_no_key_points(parse):
    texts = [p.text for p in _rank(parse(NEWS))]
    assert not any("Photo" in t or t == "Rebels seize port of Sela" for t in texts)


def test_a_question_ranks_under_a_statement(parse):
    texts = [p.text for p in _rank(parse(NEWS))]
    assert texts.index("Why did the garrison not see it coming?") > texts.index(
        "But the army promised to retake the port of Sela before the rains begin."
    )


def test_a_dateline_is_left_out(parse):
    points = _rank(parse("SELA, May 5 (RNA) – Rebels seized the port on Monday and closed the road."))
    assert points[0].text.startswith("Rebels")


@pytest.mark.parametrize("text", ["", "\n\n", "Too short.", "A Heading Only\n\nTwo words."])
def test_nothing_where_nothing_is_told(parse, text):
    assert _rank(parse(text)) == ()


def test_findings_raise_a_sentence(parse):
    text = (
        "The council met in the old hall for three hours. Mayor Cruz said on 5 May that 40 houses would be torn down."
    )
    plain = {p.text[:3]: p.salience for p in _rank(parse(text))}
    document = parse(text).document
    cruz = document.span(text.index("Cruz"), text.index("Cruz") + 4)
    day = document.span(text.index("5 May"), text.index("5 May") + 5)
    forty = document.span(text.index("40"), text.index("40") + 2)
    where = {"document_id": cruz.document_id, "start": cruz.start, "end": cruz.end, "text": cruz.text}
    raised = _rank(
        parse(text),
        actors=(Actor(id="a", name="Cruz", kind=ActorKind.PERSON, mentions=(cruz,)),),
        figures=(
            Figure(
                document_id="t",
                start=forty.start,
                end=forty.end,
                text="40",
                low=40,
                high=40,
                value=40,
                qualifier=Qualifier.EQUAL,
                salience=0.9,
            ),
        ),
        attributions=(
            Attribution(source=AttributionSource(**where, actor="Cruz", actor_id="a"), cue=None, content=(forty,)),
        ),
        dates=(
            TimeExpression(
                document_id="t",
                start=day.start,
                end=day.end,
                text="5 May",
                type=TimeType.DATE,
                value="2024-05-05",
                first=date(2024, 5, 5),
                last=date(2024, 5, 5),
            ),
        ),
    )
    ratio = {p.text[:3]: p.salience for p in raised}
    assert ratio["May"] / ratio["The"] > plain["May"] / plain["The"]
