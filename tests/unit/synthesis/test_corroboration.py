"""Who stands behind a claim is counted by who tells it, not by who prints it."""

from __future__ import annotations

from bluf.model import ActorKind, EvidenceGrade, EvidenceReason, MadeWith, OriginatorKind, Stance
from bluf.standards import Credibility
from bluf.synthesis import synthesize
from tests.unit.synthesis.conftest import Story

MADE = MadeWith(bluf="0", model="m")
CLAIM = "the Sela dam cracked along its western wall"


def brief(*stories: Story, **more):
    return synthesize([s.analysis() for s in stories], made_with=MADE, **more)


def first(*stories: Story):
    """(name, kind, sources) of each originator of the first key point, and its digit."""
    found = brief(*stories).key_points[0].corroboration
    return {(o.name, o.kind, tuple(c.source for c in o.carriers)) for o in found.originators}, found.credibility


def said(uri: str, name: str, tail: str = "on Monday", kind=ActorKind.PERSON, via: str | None = None, **more) -> Story:
    """A story in which somebody says the claim; the tails keep the texts from being copies of one another."""
    through = f", {via} reported" if via else ""
    story = Story(f"{name} said {CLAIM} {tail}{through}.", uri=uri, publisher=f"Outlet {uri}")
    relay = story.actor(via, ActorKind.MEDIA) if via else None
    story.says(story.actor(name, kind, **more), CLAIM, via=relay)
    return story


def test_five_outlets_that_relay_one_agency_are_one_originator_with_its_chain():
    tails = ("on Monday", "after rain", "before noon", "in the night", "without a sound")
    stories = [said(uri, "Ana Cruz", tail, via="Norte News Agency") for uri, tail in zip("abcde", tails, strict=True)]
    found = brief(*stories).key_points[0].corroboration
    (originator,) = found.originators
    assert originator.name == "Ana Cruz"
    assert [c.source for c in originator.carriers] == [1, 2, 3, 4, 5]
    assert {v.actor for c in originator.carriers for v in c.via} == {"Norte News Agency"}
    assert found.credibility is Credibility.CANNOT_BE_JUDGED
    assert found.single_source


def test_two_named_speakers_confirm_one_another():
    found, digit = first(said("a", "Ana Cruz"), said("b", "Pedro Lima", "after days of rain"))
    assert found == {("Ana Cruz", OriginatorKind.SPEAKER, (1,)), ("Pedro Lima", OriginatorKind.SPEAKER, (2,))}
    assert digit is Credibility.CONFIRMED


def test_two_voices_of_one_government_are_one_originator():
    office = {"country": "PE"}
    a = Story(f"Interior Minister Ana Cruz said {CLAIM} on Monday.", uri="a", publisher="A")
    a.says(a.actor("Ana Cruz", role="Interior Minister", **office), CLAIM)
    b = said("b", "Peru's government", "after days of rain", ActorKind.GOVERNMENT, **office)
    found, digit = first(a, b)
    assert len(found) == 1
    assert digit is Credibility.CANNOT_BE_JUDGED


def test_a_body_and_who_works_for_it_are_one_originator():
    body = said("a", "Water Board", kind=ActorKind.ORGANIZATION)
    man = Story(f"Pedro Lima, spokesman for the Water Board, said {CLAIM} after days of rain.", uri="b", publisher="B")
    man.actor("Water Board", ActorKind.ORGANIZATION)
    man.says(man.actor("Pedro Lima", role="spokesman for the Water Board"), CLAIM)
    found, digit = first(body, man)
    assert len(found) == 1
    assert digit is Credibility.CANNOT_BE_JUDGED


def test_the_same_speaker_elsewhere_is_on_the_chain_and_what_only_may_be_is_not():
    a = said("a", "Ana Cruz")
    b = Story("Cracks run through the Sela dam and its western wall, Ana Cruz told us.", uri="b", publisher="B")
    b.says(b.actor("Ana Cruz"), "Cracks run through the Sela dam and its western wall")
    c = Story("The western wall of the Sela dam may crack, Ana Cruz told them.", uri="c", publisher="C", weights=(0.0,))
    c.says(c.actor("Ana Cruz"), "The western wall of the Sela dam may crack")
    point = next(p for p in brief(a, b, c).key_points if p.document_id == "a")
    (originator,) = point.corroboration.originators
    assert [k.source for k in originator.carriers] == [1, 2]


def test_outlets_in_their_own_voice_never_confirm():
    texts = (
        "The Sela dam cracked along its western wall on Monday.",
        "After days of rain the western wall of the Sela dam has cracked.",
        "Cracked in the night: Sela's dam, at the whole western wall of it.",
    )
    stories = [Story(text, uri=uri, publisher=f"Outlet {uri}") for uri, text in zip("abc", texts, strict=True)]
    found, digit = first(*stories)
    assert {kind for _, kind, _ in found} == {OriginatorKind.OUTLET}
    assert digit is Credibility.CANNOT_BE_JUDGED
    briefing = brief(*stories)
    assert briefing.evidence_grade is EvidenceGrade.PARTIAL
    assert (EvidenceReason.OWN_VOICE, 3) in briefing.evidence_base.reasons


def test_speech_whose_speaker_was_not_made_out_counts_once():
    texts = (f"Engineers said {CLAIM} on Monday.", f"Sources told us {CLAIM} after rain.")
    stories = [Story(text, uri=uri, publisher=f"Outlet {uri}") for uri, text in zip("ab", texts, strict=True)]
    found, digit = first(*stories)
    assert {kind for _, kind, _ in found} == {OriginatorKind.NAMELESS}
    assert digit is Credibility.CANNOT_BE_JUDGED
    assert brief(*stories).evidence_grade is EvidenceGrade.THIN


def test_two_outlets_that_tell_what_one_witness_testified_are_not_two():
    texts = (f"An agent has testified that {CLAIM} on Monday.", f"An engineer testified in May that {CLAIM}.")
    stories = [Story(text, uri=uri, publisher=f"Outlet {uri}") for uri, text in zip("ab", texts, strict=True)]
    assert {kind for _, kind, _ in first(*stories)[0]} == {OriginatorKind.NAMELESS}


def test_a_description_is_no_named_speaker():
    stories = [
        said("a", "cable operator", kind=ActorKind.ORGANIZATION),
        said("b", "Seacom", "after days of rain", ActorKind.ORGANIZATION),
    ]
    assert first(*stories)[1] is Credibility.CANNOT_BE_JUDGED


def test_a_negation_confirms_nothing():
    other = Story("Pedro Lima said the Sela dam never cracked along its western wall.", uri="b", publisher="B")
    other.says(other.actor("Pedro Lima"), "the Sela dam never cracked along its western wall")
    found, digit = first(said("a", "Ana Cruz"), other)
    assert len(found) == 1
    assert digit is Credibility.CANNOT_BE_JUDGED


def test_a_denial_flags_and_takes_no_digit_away():
    denial = Story("Pedro Lima denied that the Sela dam cracked along its western wall.", uri="b", publisher="B")
    denial.says(denial.actor("Pedro Lima"), CLAIM, Stance.DENIES)
    claim = said("a", "Ana Cruz")
    points = {p.document_id: p.corroboration for p in brief(claim, denial).key_points}
    assert points["a"].contradicted
    assert points["a"].credibility is Credibility.CANNOT_BE_JUDGED


def test_names_in_common_make_no_common_claim():
    other = Story("Ana Cruz visited the Sela dam and its western valley on Monday.", uri="b", publisher="B")
    for point in brief(said("a", "Ana Cruz"), other).key_points:
        assert len(point.corroboration.originators) == 1


def test_a_speaker_right_before_the_verb_is_seen_without_an_attribution():
    story = Story(f"Ana Cruz confirmed {CLAIM}.", publisher="A")
    story.actor("Ana Cruz")
    assert first(story)[0] == {("Ana Cruz", OriginatorKind.SPEAKER, (1,))}


def test_a_figure_told_elsewhere_of_another_matter_is_not_confirmed():
    a = Story("Ana Cruz said a patient dies three times.", uri="a", publisher="A")
    a.says(a.actor("Ana Cruz"), "a patient dies three times")
    a.figure("three times", 3, "time", "times", holder="Ana Cruz", holder_id="a0")
    b = Story("Pedro Lima said the mayor ran three times.", uri="b", publisher="B")
    b.says(b.actor("Pedro Lima"), "the mayor ran three times")
    b.figure("three times", 3, "time", "times", holder="Pedro Lima", holder_id="a0")
    for figure in brief(a, b).figures:
        assert figure.corroboration.credibility is Credibility.CANNOT_BE_JUDGED


def test_nothing_told_is_thin_with_its_reason():
    base = brief(Story("Hm.", weights=(0.0,))).evidence_base
    assert base.grade is EvidenceGrade.THIN
    assert base.text == "no key point could be made"
