from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bluf.model import Document
from bluf.stories import Grouping, ItemNovelty, StoryState, group_stories
from tests.unit.stories.makers import BLAST, ODD_TEXTS, OTHER_BLAST, VOTE, article, tellings

MONDAY = date(2026, 3, 2)


def partition(grouping: Grouping) -> set[frozenset[str]]:
    stories: dict[str, set[str]] = {}
    for assignment in grouping.assignments:
        stories.setdefault(assignment.story, set()).add(assignment.document_id)
    return {frozenset(members) for members in stories.values()}


def three_events() -> list[Document]:
    return [*tellings("blast", BLAST), *tellings("other", OTHER_BLAST), *tellings("vote", VOTE)]


# --- one batch --------------------------------------------------------------------------------------------------------


def test_articles_of_one_event_are_one_story_and_twin_events_are_two():
    assert partition(group_stories(three_events())) == {
        frozenset({"blast1", "blast2", "blast3"}),
        frozenset({"other1", "other2", "other3"}),
        frozenset({"vote1", "vote2", "vote3"}),
    }


def test_two_articles_of_twin_events_are_two_stories():
    grouping = group_stories([article("a", *BLAST[:4]), article("b", *OTHER_BLAST[:4])])
    assert len(partition(grouping)) == 2


def test_two_articles_of_one_event_are_one_story():
    grouping = group_stories([article("a", *BLAST[:3]), article("b", BLAST[4], BLAST[0], BLAST[3])])
    assert len(partition(grouping)) == 1
    assert all(a.duplicate_of is None for a in grouping.assignments)


def test_long_silence_parts_stories():
    """The anniversary of an event, told in the same words, is another story."""
    near = [article("a", *BLAST[:3], on=MONDAY), article("b", *BLAST[2:], on=MONDAY + timedelta(days=20))]
    far = [article("a", *BLAST[:3], on=MONDAY), article("b", *BLAST[2:], on=MONDAY + timedelta(days=365))]
    assert len(partition(group_stories(near))) == 1
    assert len(partition(group_stories(far))) == 2


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_documents_does_not_matter(chance: random.Random):
    documents = [
        *three_events(),
        article("copy", BLAST[0], BLAST[1], BLAST[4]),
        *(article(f"o{k}", t) for k, t in enumerate(ODD_TEXTS)),
    ]
    expected = {a.document_id: a for a in group_stories(documents).assignments}
    shuffled = documents[:]
    chance.shuffle(shuffled)
    grouping = group_stories(shuffled)
    assert [a.document_id for a in grouping.assignments] == [d.id for d in shuffled]
    assert {a.document_id: a for a in grouping.assignments} == expected


def test_the_title_counts():
    titled = Document(id="b", title="Port Calder bakery explosion: Okoye blames gas pipe", text="Four people died.")
    assert len(partition(group_stories([article("a", *BLAST), titled]))) == 1


@pytest.mark.parametrize("change", [str.upper, str.lower], ids=["capitals", "no capitals"])
def test_names_part_twin_events_in_texts_whose_case_says_nothing(change):
    documents = [article(d.id, change(d.text)) for d in three_events()]
    assert partition(group_stories(documents)) == partition(group_stories(three_events()))


def test_a_text_in_capitals_joins_its_story():
    documents = [article(d.id, d.text.upper() if d.id.endswith("2") else d.text) for d in three_events()]
    assert partition(group_stories(documents)) == partition(group_stories(three_events()))


def test_nothing_gives_nothing():
    assert group_stories([]) == Grouping(assignments=(), state=StoryState())


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_texts_are_stories_of_their_own(text):
    grouping = group_stories([article("odd", text), *three_events()])
    assert {"odd"} in partition(grouping)
    assert grouping.assignments[0].duplicate_of is None


def test_texts_without_words_are_not_reprints_of_each_other():
    grouping = group_stories([article("a", ""), article("b", ""), article("c", "…")])
    assert len(partition(grouping)) == 3


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        (
            "Cuatro muertos en una explosión en una panadería de Puerto Calder. El jefe de bomberos, Amaro Okoye, culpa a una tubería.",
            "La explosión de la panadería de Puerto Calder: Okoye dice que la tubería de gas tenía una fuga.",
            "El Parlamento de Tarvania rechaza la ley de pensiones. La primera ministra Helmi Aalto seguirá en el cargo.",
        ),
        (
            "Взрыв газа в пекарне в Порт-Калдере: погибли четыре человека, сообщил глава пожарной службы Окойе.",
            "Окойе: причиной взрыва в пекарне в Порт-Калдере стала утечка газа из трубы.",
            "Парламент Тарвании отклонил пенсионный закон. Премьер-министр Аалто остаётся на посту.",
        ),
        (
            "港町カルダーのパン工場でガス爆発、四人死亡。消防署長オコイエ氏が発表した。",
            "カルダーのパン工場爆発、オコイエ氏は配管のガス漏れが原因と説明。",
            "タルヴァニア議会、年金法案を否決。アールト首相は続投の意向。",
        ),
    ],
    ids=["Spanish", "Russian", "Japanese"],
)
def test_other_languages(one, two, apart):
    assert {"c"} in partition(group_stories([article("a", one), article("b", two), article("c", apart)]))
    assert frozenset({"a", "b"}) in partition(
        group_stories([article("a", one), article("b", two), article("c", apart)])
    )


def test_texts_of_one_language_are_not_one_story_for_its_function_words():
    texts = [
        "El ministro de la industria dice que no hay planes para una nueva ley sobre los puertos.",
        "La cantante que ganó el festival no va a dar más conciertos por una lesión en la mano.",
        "Los científicos que estudian el lago dicen que hay menos peces que en los años de la sequía.",
        "El equipo de la ciudad ganó por dos goles y se va a jugar la final con los campeones.",
    ]
    assert len(partition(group_stories([article(str(k), text) for k, text in enumerate(texts)]))) == 4


@given(st.lists(st.text(max_size=200), max_size=8))
def test_any_text_gets_a_story(texts):
    grouping = group_stories([article(str(k), text) for k, text in enumerate(texts)])
    assert [a.document_id for a in grouping.assignments] == [str(k) for k in range(len(texts))]
    assert all(a.story for a in grouping.assignments)


def test_one_id_twice_is_one_document():
    grouping = group_stories([article("a", *BLAST), article("a", *VOTE), article("b", *BLAST[:5])])
    assert grouping.assignments[0] == grouping.assignments[1]
    assert len(grouping.state.articles) == 2


# --- reprints ---------------------------------------------------------------------------------------------------------


def test_a_reprint_names_the_earlier_article():
    copy = article("copy", *BLAST[:5], on=MONDAY + timedelta(days=1))
    grouping = group_stories([copy, article("wire", *BLAST, on=MONDAY)])
    assert grouping.assignments[0].duplicate_of == "wire"
    assert grouping.assignments[0].novelty is ItemNovelty.REPRINT
    assert grouping.assignments[1].duplicate_of is None
    assert grouping.assignments[0].story == grouping.assignments[1].story


def test_reprints_of_a_reprint_name_the_original():
    copies = [article(f"copy{k}", *BLAST[: 6 - k], on=MONDAY + timedelta(days=k)) for k in (0, 1)]
    grouping = group_stories([article("wire", *BLAST, on=MONDAY - timedelta(days=1)), *copies])
    assert [a.duplicate_of for a in grouping.assignments] == [None, "wire", "wire"]


def test_a_new_toll_in_the_same_words_is_no_reprint():
    update = [sentence.replace("killed four", "killed six") for sentence in BLAST]
    grouping = group_stories([article("a", *BLAST, on=MONDAY), article("b", *update, on=MONDAY + timedelta(days=1))])
    assert [a.duplicate_of for a in grouping.assignments] == [None, None]
    assert len(partition(grouping)) == 1


# --- over days --------------------------------------------------------------------------------------------------------


def days(*batches: list[Document], **options: object) -> list[Grouping]:
    """Batches one after another, a day apart, each with the state of the one before."""
    groupings: list[Grouping] = []
    state = StoryState()
    for k, batch in enumerate(batches):
        groupings.append(group_stories(batch, state=state, today=MONDAY + timedelta(days=k), **options))
        state = groupings[-1].state
    return groupings


def test_a_story_goes_on_under_its_id():
    first, second = days(tellings("blast", BLAST)[:2], [*tellings("blast", BLAST)[2:], *tellings("vote", VOTE)])
    blast, vote = second.assignments[0], second.assignments[1]
    assert blast.story == first.assignments[0].story
    assert blast.novelty is ItemNovelty.ARTICLE
    assert vote.novelty is ItemNovelty.STORY
    assert [a.novelty for a in first.assignments] == [ItemNovelty.STORY] * 2


def test_a_twin_event_the_next_day_is_a_new_story():
    first, second = days(tellings("blast", BLAST), tellings("other", OTHER_BLAST))
    assert {a.story for a in first.assignments}.isdisjoint(a.story for a in second.assignments)


def test_known_stories_are_never_joined():
    apart = days([article("a", *BLAST[:2])], [article("b", *OTHER_BLAST[:2])], [article("c", *BLAST, *OTHER_BLAST)])
    ids = {grouping.assignments[0].story for grouping in apart[:2]}
    assert len(ids) == 2
    assert {story.id for story in apart[2].state.stories} >= ids


def test_an_edited_article_is_a_revision_and_no_news():
    link = "https://example.org/blast"
    before = article("v1", *BLAST[:4], link=link)
    edited = article("v2", *BLAST[:4], "Correction: the fire chief's name was misspelled.", link=link)
    third = article("v3", *VOTE, link=link)
    first, second, last = days([before], [edited], [third])
    assert second.assignments[0].novelty is ItemNovelty.REVISION
    assert second.assignments[0].revision_of == "v1"
    assert second.assignments[0].story == first.assignments[0].story
    assert last.assignments[0].revision_of == "v2"


def test_the_store_may_name_the_items():
    first, second = days([article("v1", *BLAST)], [article("v2", *VOTE)], items={"v1": "guid", "v2": "guid"})
    assert second.assignments[0].revision_of == first.assignments[0].document_id


def test_files_without_an_address_are_no_revisions_of_each_other():
    documents = [Document(id=f"f{k}", text=" ".join(BLAST[k:]), uri="news/today.txt") for k in range(2)]
    assert [a.revision_of for a in group_stories(documents).assignments] == [None, None]


def test_a_reprint_of_yesterdays_article_is_seen():
    _, second = days([article("wire", *BLAST)], [article("copy", *BLAST[:5])])
    assert second.assignments[0].duplicate_of == "wire"


def test_a_run_may_be_repeated():
    (first,) = days(three_events())
    again = group_stories(three_events(), state=first.state, today=MONDAY)
    assert again == first


def test_what_was_not_given_for_long_is_forgotten():
    batches: list[list[Document]] = [tellings("blast", BLAST), *([] for _ in range(4)), tellings("vote", VOTE)]
    kept = days(*batches, keep_days=5)[-1].state
    assert {mark.assignment.document_id[:4] for mark in kept.articles} == {"blas", "vote"}
    forgotten = days(*batches, keep_days=4)[-1].state
    assert {mark.assignment.document_id[:4] for mark in forgotten.articles} == {"vote"}
    assert len(forgotten.stories) == 1


def test_what_stands_in_the_feed_every_day_is_remembered():
    batches = [tellings("blast", BLAST)] * 6
    last = days(*batches, keep_days=2)[-1]
    assert {a.novelty for a in last.assignments} == {ItemNovelty.STORY}
    assert len(last.state.articles) == 3


def test_the_state_survives_json():
    adapter = TypeAdapter(StoryState)
    state = days(three_events(), tellings("vote", VOTE))[-1].state
    assert adapter.validate_json(adapter.dump_json(state)) == state


def test_the_state_holds_no_text():
    state = TypeAdapter(StoryState).dump_json(days(three_events())[-1].state).decode()
    assert "tore the roof off" not in state
    assert len(state) < 9 * 6000
