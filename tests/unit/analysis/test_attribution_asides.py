"""What only looks like an attribution (asides, deeds), and nouns, sources and relays as they are to be read."""

from __future__ import annotations

import pytest

from bluf.analysis import load_model_once, parse_document
from bluf.analysis.attribution import find_attributions
from bluf.model import Attribution, Document


def find(text: str) -> tuple[Attribution, ...]:
    return find_attributions(parse_document(Document(id="d", text=text), load_model_once()), ())


def rows(text: str) -> list[tuple[str, str | None, str]]:
    """Stance, source and content of each attribution."""
    return [
        (str(a.stance), a.source.text if a.source else None, " … ".join(c.text for c in a.content)) for a in find(text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        # the writer's own voice
        "It should be noted that the road is long.",
        "It is worth noting that most names were clear.",
        "The agents have roles and skills (as described above).",
        # what nobody has said yet, or holds to be so
        "Some losses might have been reported.",
        "A report is screened out without a reason to believe that the child is threatened.",
        "Sales were lower than expected.",
        "Thinking that it is safe to play outside can harm children.",
        "The tax can be considered an act of theft.",
        "Countries around the world will soon be saying that we ban films.",
        # deeds, thoughts and evidence without words
        "A draining match convinced the coach to draft in the younger player.",
        "The team of journalists considers the state standards when producing the show.",
        "The hospital reported the theft to the police.",
        "The magazine also offers subscriptions for companies.",
        "Chelsea claimed the first trophy of the season.",
        "Two men pointed rifles at the students.",
        "The champion saw her comeback attempt come to an end.",
        "Confidential documents are supposed to be stored in cabinets.",
        "A boy was admitted to the hospital with head injuries.",
        "The Union-Leader backed Klobuchar.",
        "The newcomers threaten and the shortfall added more than 1,500 dollars a year.",
        "Files are sorted according to their size.",
        "It is doubtful that the minister believes sanctions would work.",
    ],
)
def test_nothing_is_attributed(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It is believed that the army has fled.",
            [("assesses", None, "the army has fled")],
        ),
        (
            "The rebels claimed responsibility for the attack.",
            [("states", "The rebels", "responsibility for the attack")],
        ),
        (
            "The company offered to pay for the damage.",
            [("promises", "The company", "to pay for the damage")],
        ),
        (
            "Ann Lee voiced doubts that the talks would help.",
            [("denies", "Ann Lee", "the talks would help")],
        ),
        ("No group has claimed responsibility for the attack.", []),
        (
            "The minister could neither confirm nor deny that the plane had crashed.",
            [],
        ),
    ],
)
def test_near_misses_are_told_apart(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Another reason for the traffickers to move is pressure at home, as Holguin suggested.",
            ("states", "Holguin", "pressure at home"),
        ),
        (
            "Another reason for the move, as Holguin suggested, is pressure from the security forces.",
            ("states", "Holguin", "pressure from the security forces"),
        ),
        ("The bridge was closed, as the minister said.", ("states", "the minister", "The bridge was closed")),
        (
            "Colombian groups are present in the country, Holguin confirmed during a visit.",
            ("confirms", "Holguin", "Colombian groups are present in the country"),
        ),
        (
            "More than 500 people joined the sect, the group that holds the north, experts have told Congress.",
            ("states", "experts", "More than 500 people joined the sect, the group that holds the north"),
        ),
        (
            "Authorities rescued 167 people, according to the information ministry for Burma, a small body.",
            ("states", "the information ministry for Burma, a small body", "Authorities rescued 167 people"),
        ),
        (
            "According to the mayor's office in Oslo, the diplomat has left the country.",
            ("states", "the mayor's office in Oslo", "the diplomat has left the country"),
        ),
        (
            "A news report at the time quoted ADL National Director Abraham Foxman as noting that the trend was new.",
            ("states", "ADL National Director Abraham Foxman", "the trend was new"),
        ),
        (
            "On Monday, a judge ruled that the woman is innocent and dismissed all charges.",
            ("assesses", "a judge", "the woman is innocent"),
        ),
    ],
)
def test_source_and_content_end_where_they_should(text: str, expected: tuple[str, str | None, str]) -> None:
    assert expected in rows(text)


def test_a_quotation_between_two_cues_belongs_to_the_nearer_one() -> None:
    found = rows(
        'Mcgrath, who described the crime as "Monstrous," pointed out that "it is the duty of all to try them."'
    )
    assert ("states", "who", 'the crime as "Monstrous,"') in found or (
        "states",
        "who",
        'the crime as "Monstrous',
    ) in found


def test_who_only_relays_is_no_part_of_what_is_said() -> None:
    found = find('He paused. The minister added, according to the Daily News, "The crime must be solved at once."')
    added = next(a for a in found if a.cue is not None and a.cue.text == "added")
    assert [c.text for c in added.content] == ['"The crime must be solved at once."']
    assert [v.text for v in added.via] == ["the Daily News"]


def test_what_follows_a_colon_is_said_where_it_is_set_out() -> None:
    text = 'The front stated the following:\n\n"We condemn this cowardly attack on the village."'
    assert rows(text)[0] == ("states", "The front", '"We condemn this cowardly attack on the village."')


def test_after_a_colon_without_quotation_the_writer_goes_on() -> None:
    found = rows("He went on to address the refugees:\n\nHowever, the rebels fired back on Tuesday in the north.")
    assert all("fired back" not in content for _, _, content in found)
