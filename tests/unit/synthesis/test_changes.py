"""What changed between two briefings, each row with its evidence in one or both."""

from __future__ import annotations

from datetime import date

from bluf.consistency import check_consistency
from bluf.grounding import check_grounding
from bluf.model import ActorKind, ChangeKind, Desk, MadeWith, Stance
from bluf.synthesis import synthesize
from tests.unit.synthesis.conftest import Story

MADE = MadeWith(bluf="0", model="m")


def brief(*stories: Story, **more):
    briefing = synthesize([s.analysis() for s in stories], made_with=MADE, **more)
    assert check_grounding(briefing) == ()
    assert check_consistency(briefing) == ()
    return briefing


def changes(earlier: Story, new: Story):
    return brief(new, desk=Desk(earlier=brief(earlier))).changes


def said(uri: str, what: str, stance: Stance = Stance.STATES, name: str = "Ana Cruz") -> Story:
    story = Story(f"{name} has {stance.value} that {what}.", uri=uri, weights=(0.0,))
    story.says(story.actor(name), what, stance)
    return story


def counted(uri: str, value: int, more: str = "", name: str = "Ana Cruz") -> Story:
    story = Story(f"{name} put armed men in the valley at up to {value}{more}.", uri=uri, weights=(0.0,))
    story.actor(name)
    story.figure(f"up to {value}", value, "man", "armed men", holder=name, holder_id="a0")
    return story


def test_the_same_claim_by_the_same_holder_is_repeated():
    (row,) = changes(said("a", "armed groups hold the northern valley"), said("b", "armed groups hold the valley")).rows
    assert row.kind is ChangeKind.REPEATED
    assert row.now.text == "armed groups hold the valley"
    assert row.before.text == "armed groups hold the northern valley"


def test_a_stance_that_turned_is_a_reversal():
    (row,) = changes(
        said("a", "armed groups hold the northern valley", Stance.DENIES),
        said("b", "armed groups hold the northern valley", Stance.CONFIRMS),
    ).rows
    assert (row.kind, row.before_stance, row.now_stance) == (ChangeKind.STANCE_REVERSED, Stance.DENIES, Stance.CONFIRMS)


def test_what_was_only_stated_and_is_confirmed_now_is_hardened():
    (row,) = changes(
        said("a", "armed groups try to hold the northern valley"),
        said("b", "armed groups hold the northern valley", Stance.CONFIRMS),
    ).rows
    assert (row.kind, row.before_stance, row.now_stance) == (ChangeKind.STANCE_HARDENED, Stance.STATES, Stance.CONFIRMS)
    (row,) = changes(
        said("a", "armed groups hold the northern valley", Stance.CONFIRMS),
        said("b", "armed groups hold the northern valley", Stance.CONFIRMS),
    ).rows
    assert row.kind is ChangeKind.REPEATED


def test_another_holder_reverses_nothing():
    rows = changes(
        said("a", "armed groups hold the northern valley", Stance.DENIES, "Pedro Lima"),
        said("b", "armed groups hold the northern valley", Stance.CONFIRMS),
    ).rows
    assert [r.kind for r in rows] == [ChangeKind.NEW, ChangeKind.DROPPED]


def test_a_shorter_name_is_the_same_holder():
    rows = changes(
        said("a", "armed groups hold the northern valley"),
        said("b", "armed groups hold the northern valley", name="Cruz"),
    ).rows
    assert [r.kind for r in rows] == [ChangeKind.REPEATED]


def test_a_holder_is_known_again_by_another_form_of_the_name():
    old = Story(
        "Colombia's foreign minister has stated that armed groups hold the northern valley.", uri="a", weights=(0.0,)
    )
    old.says(old.actor("Colombia's foreign minister", ActorKind.UNNAMED), "armed groups hold the northern valley")
    new = Story(
        "Colombian Foreign Minister Ana Cruz has stated that armed groups hold the northern valley.",
        uri="b",
        weights=(0.0,),
    )
    new.says(new.actor("Ana Cruz", aliases=("Colombian Foreign Minister",)), "armed groups hold the northern valley")
    assert [r.kind for r in changes(old, new).rows] == [ChangeKind.REPEATED]


def test_a_figure_that_its_holder_changed():
    (row,) = (r for r in changes(counted("a", 300), counted("b", 500)).rows if r.now_value)
    assert row.kind is ChangeKind.FIGURE_CHANGED
    assert (row.before_value.text, row.now_value.text, row.holder) == ("up to 300", "up to 500", "Ana Cruz")


def test_another_holder_changes_no_figure_and_the_old_value_beside_the_new_is_none():
    assert not [r for r in changes(counted("a", 300), counted("b", 500, name="Pedro Lima")).rows if r.now_value]
    assert not [r for r in changes(counted("a", 300), counted("b", 300)).rows if r.now_value]


def test_only_earlier_sources_that_a_row_cites_and_that_are_not_ours_are_annexed():
    old, kept = said("a", "armed groups hold the northern valley"), said("b", "the harvest of coffee will fail")
    earlier = brief(old, kept)
    found = brief(kept, desk=Desk(earlier=earlier)).changes
    assert [s.document.id for s in found.sources] == ["a"]
    assert {(r.kind, r.before.evidence[0].document_id) for r in found.rows} == {
        (ChangeKind.DROPPED, "a"),
        (ChangeKind.REPEATED, "b"),
    }


def test_the_same_briefing_again_is_all_repeated():
    story = said("a", "armed groups hold the northern valley")
    assert {r.kind for r in changes(story, story).rows} == {ChangeKind.REPEATED}
    assert changes(story, story).earlier_as_of == date(2024, 5, 2)
