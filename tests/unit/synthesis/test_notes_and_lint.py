"""The analyst's own words: what they cite, and which rules of tradecraft they break."""

from __future__ import annotations

import pytest

from bluf.errors import UsageError
from bluf.model import ActorKind, Desk, LintRule, MadeWith, Note, Stance
from bluf.standards import Scale
from bluf.synthesis import synthesize
from bluf.synthesis.lint import describe
from tests.unit.synthesis.conftest import Story

MADE = MadeWith(bluf="0", model="m")


def noted(text: str, *, scale: Scale = Scale.ICD203):
    stories = (
        Story("The dam broke. Nobody lived below it. It was new.", uri="a", publisher="A"),
        Story("A bridge fell into the river.", uri="b", publisher="B"),
    )
    return synthesize(
        [s.analysis() for s in stories], made_with=MADE, desk=Desk(note=Note(text=text, name="n.md"), scale=scale)
    )


def cited(text: str):
    briefing = noted(text)
    return [(c.source, tuple(s.text for s in c.spans)) for c in briefing.note.citations]


def broken(text: str, **more) -> list[tuple[LintRule, str]]:
    return [(f.rule, f.where) for f in noted(text, **more).lint if f.refuses]


# --- citations ----------------------------------------------------------------------------------------------------------


def test_sentences_stretches_and_whole_sources():
    assert cited("It broke [1:1]. Both fell [1:2-3, 2:1]. See [2].") == [
        (1, ("The dam broke.",)),
        (1, ("Nobody lived below it.", "It was new.")),
        (2, ("A bridge fell into the river.",)),
        (2, ()),
    ]


@pytest.mark.parametrize(
    "text", [r"\[1:1] is escaped", "[9](https://a.example)", "[9]: https://a.example", "x[9]", "[^9]"]
)
def test_what_only_looks_like_a_citation(text):
    assert cited(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("One.\n\nIt broke [12].", "n.md, line 3: [12] cites no source: there are 2, numbered from 1"),
        ("It broke [1:9].", "n.md, line 1: [1:9] cites no sentence: source 1 has 3, numbered from 1"),
        ("It broke [1:3-2].", "n.md, line 1: [1:3-2] cites no sentence: source 1 has 3, numbered from 1"),
        ("It broke [0].", "n.md, line 1: [0] cites no source: there are 2, numbered from 1"),
    ],
)
def test_a_number_that_is_none_of_ours_stops_the_run(text, told):
    with pytest.raises(UsageError) as caught:
        noted(text)
    assert str(caught.value) == told


# --- the note's rules ---------------------------------------------------------------------------------------------------


def test_a_clean_note_breaks_nothing():
    text = (
        "# What it means\n\nWe judge that the dam is likely to be rebuilt [1:1, 2:1].\n\n- According to A alone, nobody\n"
        "  lived there [1:2].\n- On 3 May 2024 nothing was known.\n"
    )
    assert broken(text) == []


def test_likelihood_and_confidence_in_one_sentence():
    assert broken("It is likely, with high confidence, that it falls.") == [
        (LintRule.LIKELIHOOD_WITH_CONFIDENCE, "n.md, line 1")
    ]
    assert broken("It is likely that it falls. Our confidence is high: high confidence.") == []


def test_words_of_two_scales_or_of_both_rows():
    assert broken("It is a realistic possibility that it falls.") == [(LintRule.MIXED_SCALES, "n.md, line 1")]
    assert broken("It is a realistic possibility that it falls.", scale=Scale.PHIA) == []
    assert broken("It is likely to fall.\n\nA flood is probable.") == [(LintRule.MIXED_SCALES, "n.md, line 3")]


def test_a_figure_needs_a_citation():
    assert broken("About 3,000 people left.") == [(LintRule.FIGURE_WITHOUT_HOLDER, "n.md, line 1")]
    assert broken("About 3,000 people left, by both counts [1:1, 2:1].") == []
    assert broken("In 2024 one of 2 dams fell.") == []


def test_a_claim_of_one_source_is_flagged():
    assert broken("The dam is new [1:3].") == [(LintRule.SINGLE_SOURCE_UNFLAGGED, "n.md, line 1")]
    assert broken("The dam is new (single source) [1:3].") == []
    assert broken("The dam is new. [1:3]") == [(LintRule.SINGLE_SOURCE_UNFLAGGED, "n.md, line 1")]


def test_refusing_findings_are_caveats_and_a_note_that_cites_nothing_is_a_remark():
    briefing = noted("It is likely, with high confidence, that it falls.")
    assert [c.message for c in briefing.caveats] == [
        "A likelihood and a level of confidence in one sentence: “It is likely, with high confidence, that it falls.” (n.md, line 1)"
    ]
    assert [f.rule for f in briefing.lint if not f.refuses] == [LintRule.NO_EVIDENCE]
    assert describe(briefing.lint[-1]) == "A statement without evidence (n.md)"


# --- the briefing's own rules -------------------------------------------------------------------------------------------


def _alleged(text: str, *, said: bool = False):
    story = Story(text)
    ana = story.actor("Ana Cruz")
    if said:
        story.says(story.actor("Pedro Lima"), text.split("that ")[1].rstrip("."), Stance.ALLEGES)
    return [
        f
        for f in synthesize([story.analysis()], made_with=MADE).lint
        if f.rule is LintRule.ALLEGATION_UNATTRIBUTED and ana
    ]


def test_a_bare_allegation_against_a_named_person_refuses():
    found = _alleged("Ana Cruz embezzled the money of the dam.")
    assert found
    assert all(f.refuses and f.evidence[0].text.startswith("Ana Cruz embezzled") for f in found)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Cruz was killed by the flood on Monday.",
        "Ana Cruz allegedly embezzled the money of the dam.",
        "Ana Cruz was convicted of fraud on Monday.",
        "Ana Cruz built the dam and smuggled nothing.".replace(" and smuggled nothing", ""),
        "The mayor embezzled the money, and Ana Cruz left.",
    ],
)
def test_what_accuses_no_named_person_without_a_word_for_it(text):
    assert _alleged(text) == []


def test_a_figure_without_a_holder_is_a_remark_only():
    story = Story("Forty men left the valley.")
    story.figure("Forty", 40, "man", "men")
    (finding,) = synthesize([story.analysis()], made_with=MADE).lint
    assert (finding.rule, finding.refuses, finding.where) == (LintRule.FIGURE_WITHOUT_HOLDER, False, "figure 1")


def test_a_plain_story_breaks_nothing():
    story = Story("Ana Cruz said the dam broke.")
    story.says(story.actor("Ana Cruz", ActorKind.PERSON), "the dam broke")
    briefing = synthesize([story.analysis()], made_with=MADE)
    assert briefing.lint == ()
    assert briefing.caveats == ()
