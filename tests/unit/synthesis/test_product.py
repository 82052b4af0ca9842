"""Sources, marks, matrix, relations, hedges and gaps of a briefing."""

from __future__ import annotations

import pytest

from bluf.citing import summary_text
from bluf.consistency import check_consistency
from bluf.grounding import check_grounding
from bluf.model import ActorKind, Desk, GapKind, LintRule, MadeWith, RelationKind, SourceProfile, Stance
from bluf.standards import Reliability, Scale, Tlp
from bluf.synthesis import synthesize
from bluf.synthesis.hedges import find_hedge_words
from bluf.synthesis.sourcing import find_profile
from tests.unit.synthesis.conftest import Story

MADE = MadeWith(bluf="0", model="m")


def brief(*stories: Story, **more):
    briefing = synthesize([s.analysis() for s in stories], made_with=MADE, **more)
    assert check_grounding(briefing) == ()
    assert check_consistency(briefing) == ()
    return briefing


# --- sources and marks --------------------------------------------------------------------------------------------------


def test_the_letter_comes_from_the_register_and_is_f_without():
    known, unknown = (
        Story("The dam broke.", uri="a", publisher="Norte"),
        Story("A bridge fell.", uri="b", publisher="Sur"),
    )
    profiles = (SourceProfile(name="norte", reliability=Reliability.B, kind="news agency"),)
    briefing = brief(known, unknown, desk=Desk(profiles=profiles))
    assert [s.reliability.value for s in briefing.sources] == ["B", "F"]
    assert "1 of 2 stand in the source register: 1 × B (usually reliable); 1 × news agency" in summary_text(
        briefing.summary
    )


@pytest.mark.parametrize(
    ("match", "uri", "found"),
    [
        ("norte.example", "https://news.norte.example/a", True),
        ("norte.example", "https://notnorte.example/a", False),
        ("wires/*.html", "wires/a.html", True),
        ("wires/*.html", "desk/a.html", False),
        ("Norte", "norte.txt", False),
    ],
)
def test_hosts_and_patterns_of_addresses(match, uri, found):
    profile = SourceProfile(name="El Norte", match=(match,))
    assert (find_profile(Story("x.", uri=uri).document, (profile,)) is profile) is found


def test_a_product_takes_the_strictest_mark_of_its_sources():
    marked = Story("TLP:AMBER\n\nThe dam broke.", uri="a")
    briefing = brief(marked, Story("A bridge fell.", uri="b"), desk=Desk(mark=Tlp.GREEN))
    assert briefing.mark is Tlp.AMBER
    assert briefing.sources[0].mark_evidence.text == "TLP:AMBER"
    assert LintRule.MARK_RAISED in {f.rule for f in briefing.lint}


def test_the_subject_of_a_mail_marks_it():
    briefing = brief(Story("The dam broke.", title="[TLP:AMBER+STRICT] Dam"))
    assert briefing.mark is Tlp.AMBER_STRICT
    assert briefing.sources[0].mark_evidence is None


def test_unmarked_sources_beside_marked_ones_are_told():
    briefing = brief(Story("TLP:GREEN\n\nThe dam broke.", uri="a"), Story("A bridge fell.", uri="b"))
    assert briefing.mark is Tlp.GREEN
    assert [(f.rule, f.where) for f in briefing.lint if f.refuses] == [(LintRule.MARK_MISSING, "source 2")]


def test_a_label_within_a_long_text_marks_nothing():
    filler = "The river rose and fell and rose again in the valley below the dam. " * 12
    briefing = brief(Story(f"{filler}A report marked TLP:RED was found on a bench in the park. {filler}"))
    assert briefing.mark is Tlp.CLEAR
    assert briefing.lint == ()


# --- matrix -------------------------------------------------------------------------------------------------------------


def _dispute() -> tuple[Story, Story]:
    a = Story("Ana Cruz confirmed that armed groups hold the northern valley.", uri="a")
    a.says(a.actor("Ana Cruz"), "armed groups hold the northern valley", Stance.CONFIRMS)
    b = Story("Peru denied that armed groups hold the northern valley.", uri="b")
    b.says(b.actor("Peru", ActorKind.GOVERNMENT), "armed groups hold the northern valley", Stance.DENIES)
    return a, b


def test_holders_and_their_stances_on_one_matter():
    (row,) = brief(*_dispute()).propositions
    assert row.disputed
    assert {(s.holder, s.stance) for s in row.stands} == {("Ana Cruz", Stance.CONFIRMS), ("Peru", Stance.DENIES)}


def test_a_quotation_within_another_opposes_nothing():
    story = Story("Ana Cruz denied the reports that armed groups hold the northern valley, Peru said.")
    story.says(story.actor("Ana Cruz"), "the reports that armed groups hold the northern valley", Stance.DENIES)
    story.says(story.actor("Peru", ActorKind.GOVERNMENT), "armed groups hold the northern valley")
    briefing = brief(story)
    assert briefing.disagreements == ()
    assert briefing.propositions == ()


def test_a_body_that_only_another_text_introduces_is_the_same_holder():
    a = Story("The United States, which Washington leads, warned that armed groups hold the northern valley.", uri="a")
    a.says(
        a.actor("United States", ActorKind.GOVERNMENT, aliases=("Washington",)), "armed groups hold the northern valley"
    )
    b = Story("Washington said that armed groups now hold the northern valley.", uri="b")
    b.says("Washington", "armed groups now hold the northern valley")
    (entry,) = brief(a, b).attributions
    assert (entry.source.actor, len(entry.repeats)) == ("United States", 1)


def test_a_description_or_a_person_is_nobody_of_another_text():
    a = Story("Ana Cruz and the police warned that armed groups hold the northern valley.", uri="a")
    a.actor("Ana Cruz", aliases=("Cruz",))
    a.says(a.actor("police", ActorKind.GOVERNMENT), "armed groups hold the northern valley")
    b = Story("The police said that armed groups now hold the northern valley, and Cruz that rain fell there.", uri="b")
    b.says("police", "armed groups now hold the northern valley")
    b.says("Cruz", "rain fell there")
    said = [s.source for e in brief(a, b).attributions for s in (e, *e.repeats)]
    assert [s.actor for s in said if s.document_id == "b"] == [None, None]


def test_a_holder_with_two_stances_has_two_stands_each_with_its_own_evidence():
    a, b = _dispute()
    c = Story("Ana Cruz said earlier that armed groups try to hold the northern valley.", uri="c")
    c.says(c.actor("Ana Cruz"), "armed groups try to hold the northern valley", Stance.STATES)
    briefing = brief(a, b, c)
    (row,) = briefing.propositions
    ana = [s for s in row.stands if s.holder == "Ana Cruz"]
    assert [s.stance for s in ana] == [Stance.CONFIRMS, Stance.STATES]
    assert all({briefing.attributions[i].stance for i in s.attributions} == {s.stance} for s in row.stands)


def test_what_one_holder_alone_says_is_no_row():
    assert brief(_dispute()[0]).propositions == ()


def test_an_officer_and_a_naval_officer_may_be_one():
    stories = []
    for uri, who in (("a", "naval officer"), ("b", "officer")):
        story = Story(f"The {who} said the pirate boats reversed course and tried to flee.", uri=uri)
        story.says(story.actor(who, ActorKind.UNNAMED), "the pirate boats reversed course and tried to flee")
        stories.append(story)
    assert brief(*stories).propositions == ()


# --- relations ----------------------------------------------------------------------------------------------------------


def related(text: str, *actors: tuple[str, ActorKind], **more):
    story = Story(text)
    for name, kind in actors:
        story.actor(name, kind, **more.get(name, {}))
    briefing = brief(story)
    names = {a.id: a.name for a in briefing.actors}
    return [(names[r.subject_id], r.kind, names[r.object_id]) for r in briefing.relations]


PERSON, STATE, BODY = ActorKind.PERSON, ActorKind.GOVERNMENT, ActorKind.ORGANIZATION


@pytest.mark.parametrize(
    "text",
    [
        "Peru has accused Chile of closing the border.",
        "Chile was accused by Peru of closing the border.",
        "Peru, which met nobody, again blamed Chile for it.",
    ],
)
def test_accusations(text):
    assert related(text, ("Peru", STATE), ("Chile", STATE)) == [("Peru", RelationKind.ACCUSED, "Chile")]


@pytest.mark.parametrize(
    "text", ["Peru and Chile signed an accord on Monday.", "Peru signed a defense accord with Chile on Monday."]
)
def test_signatures(text):
    assert related(text, ("Peru", STATE), ("Chile", STATE)) == [("Peru", RelationKind.SIGNED_WITH, "Chile")]


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile met on Monday.",
        "Peru and Chile have not signed an accord.",
        "Peru will sign an accord with Chile.",
        "Peru has never accused Chile of it.",
        "Peru said that the paper accused Chile of it.",
        "Peru could accuse Chile of it.",
    ],
)
def test_what_is_not_done_or_not_theirs_binds_nobody(text):
    assert related(text, ("Peru", STATE), ("Chile", STATE)) == []


def test_offices_and_memberships():
    assert related("Ana Cruz, head of the Water Board, left.", ("Ana Cruz", PERSON), ("Water Board", BODY)) == [
        ("Ana Cruz", RelationKind.WORKS_FOR, "Water Board")
    ]
    assert related("Ana Cruz, a member of the Water Board, left.", ("Ana Cruz", PERSON), ("Water Board", BODY)) == [
        ("Ana Cruz", RelationKind.MEMBER_OF, "Water Board")
    ]
    office = {"Ana Cruz": {"role": "spokeswoman for the Water Board"}}
    assert related(
        "Ana Cruz, spokeswoman for the Water Board, left.", ("Ana Cruz", PERSON), ("Water Board", BODY), **office
    ) == [("Ana Cruz", RelationKind.WORKS_FOR, "Water Board")]


def test_a_former_office_and_an_envoy_bind_nobody():
    for office in ("former head of the Water Board", "ambassador to the Water Board"):
        text = f"Ana Cruz, {office}, left."
        assert related(text, ("Ana Cruz", PERSON), ("Water Board", BODY), **{"Ana Cruz": {"role": office}}) == []


# --- hedges -------------------------------------------------------------------------------------------------------------


def test_a_hedge_is_quoted_with_the_band_of_the_scale():
    story = Story("Ana Cruz said the groups were very likely drawn by the price of coca.")
    story.says(story.actor("Ana Cruz"), "the groups were very likely drawn by the price of coca")
    (hedge,) = brief(story).hedges
    assert (hedge.text, hedge.percent, hedge.holder) == ("very likely", "80–95", "Ana Cruz")
    (hedge,) = brief(story, desk=Desk(scale=Scale.PHIA)).hedges
    assert (hedge.text, hedge.terms, hedge.percent) == ("very likely", (), "")


@pytest.mark.parametrize(
    "text",
    ["likely voters", "probable cause", "it is more likely than that", "as likely as not", "Likely it is not said"],
)
def test_words_that_are_no_hedge_or_stand_at_the_head(text):
    assert len(find_hedge_words(text)) == (1 if text[0] == "L" else 0)


def test_a_negated_hedge_has_no_band():
    (hedge,) = brief(Story("The talks are not likely to end before the summer comes.")).hedges
    assert hedge.percent == ""


# --- actors and gaps ----------------------------------------------------------------------------------------------------


def test_a_denial_and_the_clause_that_holds_it_are_one_line():
    story = Story("Peru has repeatedly denied that armed groups hold the northern valley.")
    peru = story.actor("Peru", ActorKind.GOVERNMENT)
    story.says(peru, "armed groups hold the northern valley", Stance.DENIES)
    story.acted(peru, "Peru has repeatedly denied that armed groups hold the northern valley")
    (line,) = brief(story).actors[0].lines
    assert line.text == "denies: armed groups hold the northern valley"


def _accused(*more: Story):
    story = Story("Peru has accused Chile of closing the border.", uri="a")
    story.actor("Peru", ActorKind.GOVERNMENT, country="PE")
    story.actor("Chile", ActorKind.GOVERNMENT, country="CL")
    return [g for g in brief(story, *more).gaps if g.kind is GapKind.NO_REPLY]


def test_an_accusation_without_a_reply_is_a_gap():
    (gap,) = _accused()
    assert gap.statement.text == "Peru has accused Chile of closing the border."


def test_a_reply_by_an_official_of_the_accused_side_closes_it():
    reply = Story("Chilean Minister Ana Cruz said the border was open.", uri="b")
    reply.says(reply.actor("Ana Cruz", role="Chilean Minister", country="CL"), "the border was open")
    assert _accused(reply) == []


def test_that_nobody_showed_a_wrong_is_a_finding_and_no_gap():
    story = Story("There is no evidence Ana Cruz has broken a law. No evidence has been published for that number.")
    assert [g.statement.text for g in brief(story).gaps] == ["No evidence has been published for that number."]


def test_the_names_beside_the_evidence_base_follow_the_originators_and_not_the_contradiction():
    a = Story("Armed groups hold the northern valley, Ana Cruz said.", uri="a")
    a.says(a.actor("Ana Cruz"), "Armed groups hold the northern valley", Stance.CONFIRMS)
    b = Story("Luis Rey denied that armed groups hold the northern valley.", uri="b", weights=(0.1,))
    b.says(b.actor("Luis Rey"), "armed groups hold the northern valley", Stance.DENIES)
    text = brief(a, b).evidence_base.text
    assert text.index("contradicted") < text.index("originator")


def test_who_was_asked_and_did_not_reply_is_a_gap_and_a_reply_is_none():
    story = Story("The ministry did not reply to a request for comment. The army replied that the valley was calm.")
    (gap,) = brief(story).gaps
    assert (gap.kind, gap.statement.text) == (
        GapKind.NO_ANSWER,
        "The ministry did not reply to a request for comment.",
    )


@pytest.mark.parametrize("lead", ["(CNN)", "GENEVA (CNN) - "])
def test_a_text_that_an_outlet_signs_is_its_own(lead):
    def gaps(opening: str) -> list[GapKind]:
        story = Story(f"{opening}Ana Cruz told CNN that nine people were hurt in the fire on Monday.")
        story.says(
            story.actor("Ana Cruz"), "nine people were hurt in the fire", via=story.actor("CNN", ActorKind.MEDIA)
        )
        return [gap.kind for gap in brief(story).gaps]

    assert GapKind.ORIGINAL_NOT_SEEN in gaps("")
    assert GapKind.ORIGINAL_NOT_SEEN in gaps("(Reuters) ")
    assert GapKind.ORIGINAL_NOT_SEEN not in gaps(lead)
