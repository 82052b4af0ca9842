"""Findings of several documents become one briefing."""

from __future__ import annotations

import random
from datetime import date

import pytest

from bluf.grounding import check_grounding
from bluf.model import ActorKind, Analysis, Document, EvidenceGrade, GapKind, MadeWith, Qualifier, Stance
from bluf.synthesis import synthesize
from tests.unit.synthesis.conftest import Story

MADE = MadeWith(bluf="0", model="m")


def brief(*stories: Story, **more):
    briefing = synthesize([s.analysis() for s in stories], made_with=MADE, **more)
    assert check_grounding(briefing) == ()
    return briefing


def _dam(uri="a.txt", **more) -> Story:
    return Story("The Sela dam may fail within days, engineers warned. Nobody lives below it.", uri=uri, **more)


# --- actors -----------------------------------------------------------------------------------------------------------


def _named(text: str, *actors: tuple[str, dict], uri: str) -> Story:
    story = Story(text, uri=uri)
    for name, more in actors:
        story.actor(name, **more)
    return story


def _merged(*stories: Story) -> list[list[str]]:
    return [[e.name, *e.aliases] for e in brief(*stories).actors]


def test_accents_and_first_names_make_no_other_person():
    a = _named("Maria Ruiz Cano spoke.", ("Maria Ruiz Cano", {}), uri="a")
    b = _named("María Ruiz Cano left. Cano was tired.", ("María Ruiz Cano", {"aliases": ("Cano",)}), uri="b")
    c = _named("Ruiz Cano came.", ("Ruiz Cano", {}), uri="c")
    assert _merged(a, b, c) == [["María Ruiz Cano", "Cano", "Ruiz Cano"]]


def test_two_people_of_one_surname_stay_two():
    a = _named("Maria Ruiz spoke.", ("Maria Ruiz", {}), uri="a")
    b = _named("Pedro Ruiz left.", ("Pedro Ruiz", {}), uri="b")
    c = _named("Ruiz came.", ("Ruiz", {}), uri="c")
    assert sorted(map(len, _merged(a, b, c))) == [1, 1, 1]


def test_an_office_that_one_person_has_is_that_person():
    a = _named(
        "Peruvian Interior Minister Ana Cruz spoke.",
        ("Ana Cruz", {"role": "Peruvian Interior Minister", "country": "PE"}),
        uri="a",
    )
    b = _named(
        "Peru's interior minister left.",
        ("Peru's interior minister", {"kind": ActorKind.UNNAMED, "country": "PE"}),
        uri="b",
    )
    (actor,) = brief(a, b).actors
    assert actor.name == "Ana Cruz"
    assert actor.kind is ActorKind.PERSON
    assert len(actor.mentions) == 2


def test_an_office_of_another_country_is_somebody_else():
    a = _named(
        "Peruvian Interior Minister Ana Cruz spoke.",
        ("Ana Cruz", {"role": "Peruvian Interior Minister", "country": "PE"}),
        uri="a",
    )
    b = _named(
        "Chile's interior minister left.",
        ("Chile's interior minister", {"kind": ActorKind.UNNAMED, "country": "CL"}),
        uri="b",
    )
    assert len(brief(a, b).actors) == 2


def test_a_government_is_one_under_all_its_names_and_its_ministry_another():
    state = {"kind": ActorKind.GOVERNMENT, "country": "PE"}
    a = _named("Peru's government agreed.", ("Peru's government", state), uri="a")
    b = _named("The Ruiz administration agreed.", ("Ruiz administration", state), uri="b")
    c = _named("The Interior Ministry agreed.", ("Interior Ministry", state), uri="c")
    assert [len(names) for names in sorted(_merged(a, b, c), key=len)] == [1, 2]


def test_nameless_sources_of_two_documents_are_not_one():
    one = {"kind": ActorKind.UNNAMED}
    a = _named("An official spoke.", ("official", one), uri="a")
    b = _named("An official left.", ("official", one), uri="b")
    assert len(brief(a, b).actors) == 2


def test_an_actor_says_what_it_said_and_did_once():
    story = Story(
        "Ana Cruz denied that the dam was unsafe. Cruz said the dam was not unsafe. Cruz ordered a new survey of the valley."
    )
    ana = story.actor("Ana Cruz", aliases=("Cruz",))
    story.says(ana, "the dam was unsafe", Stance.DENIES)
    story.says(ana, "the dam was not unsafe")
    story.acted(ana, "Cruz ordered a new survey of the valley")
    (entry,) = brief(story).actors
    assert [line.text for line in entry.lines] == [
        "denies: the dam was unsafe",
        "Cruz ordered a new survey of the valley",
    ]


# --- figures ----------------------------------------------------------------------------------------------------------


def _dead(uri: str, value: int, holder: str | None = None, **more) -> Story:
    story = Story(f"The flood killed {value} people in the valley, {holder or 'nobody'} said.", uri=uri)
    story.figure(str(value), value, "person", "people killed in the flood", holder=holder, **more)
    return story


def test_the_same_figure_is_one_entry():
    (figure,) = brief(_dead("a", 40, "police"), _dead("b", 40)).figures
    assert figure.holder == "police"
    assert [r.document_id for r in figure.repeats] == ["b"]
    assert figure.discrepancies == ()


def test_another_value_for_the_same_thing_is_a_discrepancy_on_both():
    first, second = brief(_dead("a", 40, "police"), _dead("b", 62, "the army")).figures
    assert [d.value for d in first.discrepancies] == [second.value]
    assert [d.value for d in second.discrepancies] == [first.value]


def test_another_bound_is_not_the_same_figure():
    bound = {"low": None, "qualifier": Qualifier.AT_MOST}
    assert len(brief(_dead("a", 40, "police"), _dead("b", 40, "police", **bound)).figures) == 2


@pytest.mark.parametrize("change", [{"unit": "house"}, {"measured": "cattle lost to drought"}])
def test_figures_of_different_things_do_not_meet(change):
    a = _dead("a", 40, "police")
    b = Story("In all 62 things were counted.", uri="b")
    b.figure("62", 62, **{"unit": "person", "measured": "people killed in the flood", **change})
    assert [f.discrepancies for f in brief(a, b).figures] == [(), ()]


# --- who says what ----------------------------------------------------------------------------------------------------


def _denial() -> tuple[Story, Story]:
    a = Story("Peru's army said that armed rebel groups operate inside the northern valley.", uri="a")
    a.says(
        a.actor("Peru's army", ActorKind.GOVERNMENT),
        "armed rebel groups operate inside the northern valley",
        Stance.CONFIRMS,
    )
    b = Story("Ana Cruz denied that rebel groups operate in the northern valley.", uri="b")
    b.says(b.actor("Ana Cruz"), "rebel groups operate in the northern valley", Stance.DENIES)
    return a, b


def test_a_denial_meets_what_it_denies():
    briefing = brief(*_denial())
    (disagreement,) = briefing.disagreements
    assert [briefing.attributions[i].stance for i in disagreement.sides] == [Stance.CONFIRMS, Stance.DENIES]


def test_a_denial_of_something_else_meets_nothing():
    a, _ = _denial()
    b = Story("Ana Cruz denied that the budget of the northern port had been cut.", uri="b")
    b.says(b.actor("Ana Cruz"), "the budget of the northern port had been cut", Stance.DENIES)
    assert brief(a, b).disagreements == ()


def test_one_holder_does_not_disagree_with_himself():
    story = Story(
        "Cruz denied that rebel groups operate in the valley. Cruz said that rebel groups operate in the valley."
    )
    cruz = story.actor("Cruz")
    story.says(cruz, "rebel groups operate in the valley", Stance.DENIES)
    story.says(cruz, "rebel groups operate in the valley")
    assert brief(story).disagreements == ()


def test_the_same_said_again_is_one_entry_with_its_repeat():
    stories = []
    for uri in "ab":
        story = Story("Ana Cruz said that the dam will hold until the autumn.", uri=uri)
        story.says(story.actor("Ana Cruz"), "the dam will hold until the autumn")
        stories.append(story)
    (entry,) = brief(*stories).attributions
    assert len(entry.repeats) == 1


def test_a_bare_pronoun_is_no_holder():
    story = Story("He said that the dam will hold until the autumn.")
    story.says("He", "the dam will hold until the autumn")
    (point,) = brief(story).key_points
    assert point.holder is None
    assert point.stance is None


# --- key points, bottom line, title -----------------------------------------------------------------------------------


def test_a_key_point_shows_whose_it_is():
    story = Story("Health Minister Ana Cruz denied that cholera had reached the capital, Radio Uno reported.")
    ana = story.actor("Ana Cruz", role="Health Minister")
    radio = story.actor("Radio Uno", ActorKind.MEDIA)
    story.says(ana, "cholera had reached the capital", Stance.DENIES, via=radio)
    (point,) = brief(story).key_points
    assert (point.stance, point.holder) == (Stance.DENIES, "Ana Cruz")
    assert [n.text for n in point.notes] == ["Health Minister", "via Radio Uno"]


def test_a_sentence_that_is_mostly_the_documents_own_has_no_holder():
    story = Story(
        "The bridge over the Sela fell on Monday and cut off four villages for a week, as Ruiz said it would."
    )
    story.says(story.actor("Ruiz"), "it would")
    (point,) = brief(story).key_points
    assert point.holder is None


def test_the_same_point_is_told_once():
    points = brief(_dam("a"), _dam("b")).key_points
    assert [len(p.repeats) for p in points] == [1, 1]


def test_what_several_sources_share_comes_before_what_one_tells():
    shared = [
        Story("Rebels seized the port of Sela on Monday.", uri="a"),
        Story("The port of Sela is in the hands of rebels, ships report.", uri="b"),
        Story("A cat show opened in Lima to much applause.", uri="c"),
    ]
    assert "Sela" in brief(*shared).key_points[0].text


def test_news_comes_before_background():
    new = Story("Rebels seized the port of Sela.", uri="a")
    old = Story("Rebels left the port of Sela.", uri="b", published_on=date(2022, 1, 1))
    assert brief(old, new).key_points[0].document_id == "a"


def test_the_bottom_line_is_at_most_two_sentences_and_names_the_other_side():
    a, b = _denial()
    briefing = brief(a, b, Story("Rain fell on the northern valley again.", uri="c"))
    assert [s.evidence[0].document_id for s in briefing.bottom_line] in (["a", "b"], ["b", "a"])


def test_the_title_is_a_headline_on_the_same_matter():
    a = Story(
        "Sela dam near failure. The Sela dam may fail within days.", title="Sela dam near failure", weights=(0, 1.0)
    )
    briefing = brief(a)
    assert briefing.title is not None
    assert briefing.title.text == "Sela dam near failure"


def test_without_headlines_the_title_is_a_whole_clause_of_the_bottom_line():
    story = _dam()
    story.acted(story.actor("Sela dam", ActorKind.ORGANIZATION), "The Sela dam may fail within days")
    briefing = brief(story)
    assert briefing.title is not None
    assert briefing.title.text == "The Sela dam may fail within days"


def test_a_long_first_sentence_is_cut_where_the_title_says_so():
    words = "The engineers who had been sent to the valley of the upper Sela by the ministry in the spring of that year and "
    briefing = brief(Story(words + "who had stayed there until the autumn found a crack in the wall of the old dam."))
    assert briefing.title is not None
    assert briefing.title.text.endswith(" […]")
    assert len(briefing.title.text) < 120


def test_words_of_nobody_are_no_key_point():
    story = Story(
        "We saw the wall of the dam break in the night. The wall of the dam broke in the night, the mayor said."
    )
    assert [p.text[:8] for p in brief(story).key_points] == ["The wall"]
    opened = Story("“The wall of the dam broke in the night. Rain fell on the valley for a week in May.")
    assert [p.text[:4] for p in brief(opened).key_points] == ["Rain"]


def test_a_denial_is_not_the_same_point_as_what_it_denies():
    assert len(brief(*_denial()).key_points) == 2


def test_a_title_that_does_not_stand_in_the_text_is_not_quoted():
    briefing = brief(_dam(title="Quite another title"))
    assert briefing.title is not None
    assert briefing.title.text.startswith("The Sela dam")


# --- timeline, places, gaps, evidence ---------------------------------------------------------------------------------


def test_the_timeline_is_in_order_and_leaves_comparisons_out():
    story = Story(
        "The army left Sela on 3 May. Rebels took Sela on 1 May. Attacks on Sela rose compared with 2 May.",
        weights=(0.5, 0.4, 0.3),
    )
    for words, day in (("3 May", 3), ("1 May", 1), ("2 May", 2)):
        story.dated(words, date(2024, 5, day))
    assert [t.time.text for t in brief(story).timeline] == ["1 May", "3 May"]


def test_two_days_that_bound_a_period_are_one_date():
    story = Story("Police seized nine boats between 1 April and 30 June on the lake.")
    story.dated("1 April", date(2024, 4, 1))
    story.dated("30 June", date(2024, 6, 30))
    (entry,) = brief(story).timeline
    assert (entry.time.text, entry.time.value) == ("1 April and 30 June", "2024-04-01/2024-06-30")
    assert (entry.time.first, entry.time.last) == (date(2024, 4, 1), date(2024, 6, 30))


def test_of_two_dates_each_goes_with_its_own_clause_or_not_at_all():
    story = Story("Their song of 1984 sold well and Ruiz joined the band in 1982.")
    for year in (1984, 1982):
        story.dated(str(year), date(year, 1, 1), date(year, 12, 31))
    assert brief(story).timeline == ()
    story.acted(story.actor("Ruiz"), "Ruiz joined the band in 1982")
    (entry,) = brief(story).timeline
    assert (entry.time.text, entry.statement.text) == ("1982", "Ruiz joined the band in 1982")


def test_a_decade_dates_no_event():
    story = Story("Trade through Sela grew in that century.")
    story.dated("that century", date(1900, 1, 1), date(1999, 12, 31))
    assert brief(story).timeline == ()


def test_a_place_is_one_with_all_its_mentions():
    a, b = Story("Sela is wet.", uri="a"), Story("Sela is dry.", uri="b")
    a.place("Sela", "PE")
    b.place("Sela", "PE")
    (place,) = brief(a, b).places
    assert len(place.mentions) == 2


def test_gaps_say_where():
    story = Story("A diplomat said the talks would fail. It is not known who will follow him.", published_on=None)
    story.says(story.actor("diplomat", ActorKind.UNNAMED), "the talks would fail")
    gaps = {g.kind: g for g in brief(story).gaps}
    assert set(gaps) == {GapKind.SAID_UNKNOWN, GapKind.UNNAMED_SOURCE, GapKind.UNDATED_SOURCE}
    assert gaps[GapKind.SAID_UNKNOWN].statement.text == "It is not known who will follow him."
    assert gaps[GapKind.UNNAMED_SOURCE].statement.text == "Diplomat"


def test_a_told_audience_is_no_relay_and_a_medium_that_was_read_is_no_gap():
    story = Story("Ana Cruz told lawmakers that the talks would fail.", publisher="Radio Uno", uri="b")
    story.says(story.actor("Ana Cruz"), "the talks would fail", via=story.actor("lawmakers", ActorKind.GROUP))
    assert brief(story).gaps == ()


def test_copies_of_one_text_are_one_originator():
    text = "The Sela dam may fail within days, for its wall has cracked along the whole of the western side."
    copies = [Story(text, uri=u, publisher=f"Outlet {u}") for u in "abc"]
    assert brief(*copies).evidence_grade is EvidenceGrade.THIN
    own = Story("The Sela dam has cracked and may fail within days.", uri="d", publisher="Outlet d")
    assert brief(*copies, own).evidence_grade is EvidenceGrade.PARTIAL


def test_outlets_that_quote_one_speaker_are_one_originator():
    stories = []
    for uri, text in (("a", "Ana Cruz said the Sela dam may fail."), ("b", "The dam at Sela may fail, Ana Cruz said.")):
        story = Story(text, uri=uri, publisher=f"Outlet {uri}")
        story.says(story.actor("Ana Cruz"), "the Sela dam may fail" if uri == "a" else "The dam at Sela may fail")
        stories.append(story)
    briefing = brief(*stories)
    assert briefing.originators == ("Ana Cruz",)
    assert briefing.evidence_grade is EvidenceGrade.THIN


# --- the whole --------------------------------------------------------------------------------------------------------


def test_nothing_in_gives_a_briefing_with_a_caveat():
    empty = Analysis(document=Document(id="d", text="Hm", uri="a.txt"))
    briefing = synthesize([empty], made_with=MADE)
    assert briefing.bottom_line == ()
    assert briefing.title is None
    assert [c.message for c in briefing.caveats] == [
        "Nothing in the sources could be made into a key point; their texts are annexed."
    ]


def test_the_order_of_the_sources_does_not_matter():
    stories = [*_denial(), _dam("c"), _dead("d", 40, "police"), _dead("e", 62, "the army")]
    analyses = [s.analysis() for s in stories]
    first = synthesize(analyses, made_with=MADE)
    for seed in range(5):
        random.Random(seed).shuffle(analyses)
        assert synthesize(analyses, made_with=MADE) == first


def test_as_of_is_the_newest_source_unless_given():
    assert brief(_dam("a"), _dam("b", published_on=date(2024, 5, 9))).as_of == date(2024, 5, 9)
    assert brief(_dam("a"), as_of=date(2025, 1, 1)).as_of == date(2025, 1, 1)
    assert brief(_dam("a", published_on=None)).as_of is None
