"""What a briefing prints of the actors: whole names, right kinds, who is accused and who did it, and what is too unsure to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bluf.analysis.actors import find_actors
from bluf.analysis.places import find_places
from bluf.model import Actor, ActorKind, EventRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from bluf.analysis import Parse

SURE = 0.6  # from which a briefing prints


@pytest.fixture(scope="session")
def actors(parse: Callable[..., Parse]) -> Callable[[str], dict[str, Actor]]:
    """Actors by every form of their names."""

    def find(text: str) -> dict[str, Actor]:
        parsed = parse(text)
        return {form: a for a in find_actors(parsed, find_places(parsed)) for form in (a.name, *a.aliases)}

    return find


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "Yesterday the Four Hills Police released the names of the dead. Police said so.",
            "Four Hills Police",
            ActorKind.GOVERNMENT,
        ),
        (
            "The Coral Air and Marine Branch seized the boat. The Coral Air and Marine Branch said it was empty.",
            "Coral Air and Marine Branch",
            ActorKind.ORGANIZATION,
        ),
        (
            "The General People's Congress said that the army should stay out.",
            "General People's Congress",
            ActorKind.ORGANIZATION,
        ),
        (
            "Gov. Hartley said on Monday that Judge Jay Hartley will serve. Gov. Hartley left.",
            "Jay Hartley",
            ActorKind.PERSON,
        ),
        ("Le Matin newspaper reported on Friday that the minister resigned.", "Le Matin", ActorKind.MEDIA),
        ("CNN affiliate WSB reported on Friday that he was missing.", "WSB", ActorKind.MEDIA),
        (
            "Martese Johnson, a student, was arrested. Johnson said on Monday that he was hurt.",
            "Martese Johnson",
            ActorKind.PERSON,
        ),
        ("A string of Tory MPs said on Monday that the ministers should act.", "Tory MPs", ActorKind.GROUP),
        (
            "U.S. CUSTOMS AND BORDER PROTECTION sued. Customs and Border Protection said on Monday that it won.",
            "Customs and Border Protection",
            ActorKind.ORGANIZATION,
        ),
        (
            "The plane was operated by Germanwings, a subsidiary of Lufthansa, on Monday.",
            "Germanwings",
            ActorKind.ORGANIZATION,
        ),
        ("The Shiite government of Iran condemned the raid. Iran said so on Monday.", "Iran", ActorKind.GOVERNMENT),
    ],
)
def test_names_are_whole_and_kinds_right(actors, text, name, kind):
    found = actors(text)
    assert found[name].name == name
    assert found[name].kind is kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Four Hills Police released the names of the dead on Monday.", "Hills Police"),
        ("The Iranian-Polish-American said on Monday that she was proud of it.", "Iranian-Polish-American"),
        ("Google HQ denied on Monday that it sold the shop.", "Google HQ"),
        ("Arnold Palmer won the Arnold Palmer Invitational in May, and Palmer left.", "Arnold Palmer Invitational"),
        ("The Fox News Poll said on Monday that she leads. Voters were asked.", "Fox News Poll"),
        ("Beatle George Harrison was ordered to pay on Monday. Harrison refused.", "Beatle George Harrison"),
    ],
)
def test_no_actor_of_that_name(actors, text, name):
    assert name not in actors(text)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "After a less than gracious welcome billionaire Mike Rowe entered the race on Monday. Rowe said so.",
            "Mike Rowe",
            "billionaire",
        ),
        ("His counterpart Louis van Gaal said on Monday that the team won.", "Louis van Gaal", None),
        ("Police shot black teen Michael Brown in August, and Brown died.", "Michael Brown", None),
        (
            "One Houthi spokesman, Ali Imad, said that the army left. A Houthi spokesman Ali Imad left.",
            "Ali Imad",
            "Houthi spokesman",
        ),
    ],
)
def test_a_role_is_a_function(actors, text, name, role):
    assert actors(text)[name].role == role


def test_two_titles_before_a_name(actors):
    found = actors("Coral Aquarium Chairman and CEO Mike Leven issued a statement on Monday that denied it.")
    assert "Coral Aquarium Chairman" not in found or found["Coral Aquarium Chairman"].score < SURE


def test_the_next_of_a_list_describes_nobody_before_it(actors):
    found = actors("Mr. Gross, his wife, Judy, his attorney and three congressmen flew from Havana on Monday.")
    assert "Judy" not in found or found["Judy"].role is None


def test_an_age_tells_who_is_meant(actors):
    found = actors(
        "A jury indicted a 19-year-old man on Monday. Erich Nowsch, 19, lives nearby. Police arrested Nowsch for murder."
    )
    assert "19-year-old man" not in found


def test_an_age_of_two_tells_nothing(actors):
    found = actors(
        "Police arrested a 19-year-old man. Erich Nowsch, 19, lives nearby. Bob Miller, 19, killed the man and left."
    )
    assert "19-year-old man" in found


@pytest.mark.parametrize(
    ("text", "name", "accused"),
    [
        (
            "Police charged Bob Miller with murder. The murder shocked the town. The killing was on Monday.",
            "Bob Miller",
            True,
        ),
        ("Bob Miller killed two men on Monday and shot a third. The murder shocked the town.", "Bob Miller", False),
        (
            "Bob Miller allegedly killed two men. The murder shocked the town. Police arrested Miller.",
            "Bob Miller",
            True,
        ),
        (
            "A court convicted Bob Miller of murder on Monday. The killing shocked the town. He shot them.",
            "Bob Miller",
            False,
        ),
        ("Police say Bob Miller shot two men on Monday. The killing shocked the town.", "Bob Miller", True),
    ],
)
def test_who_is_accused_is_no_fact(actors, text, name, accused):
    found = actors(text)[name]
    assert EventRole.PERP_INDIVIDUAL in found.roles
    assert found.accused is accused


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Senator Ann Bell accused Mike Rowe of arguing for banks. The murder and the killing were long ago. Rowe left.",
            "Mike Rowe",
        ),
        (
            "The Missouri State Highway Patrol took command on Monday after the shooting and the murder.",
            "Missouri State Highway Patrol",
        ),
        ("The shop charged Mike Rowe $20 on Monday, after the murder and the killing. Rowe paid.", "Mike Rowe"),
    ],
)
def test_not_every_charge_is_of_a_crime(actors, text, name):
    found = actors(text)[name]
    assert not {EventRole.PERP_INDIVIDUAL, EventRole.PERP_ORGANIZATION} & set(found.roles)
    assert not found.accused


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("People said on Monday that they like it. Voters want change, and voters will decide.", "Voters"),
        (
            "Silvia Moro won the race. Moro said so. Moro left, and Moro smiled. The former mayor boasted of it.",
            "former mayor",
        ),
        (
            "Bob Miller shot two men on Monday. Police caught Miller after the killing. The gunman said he was sorry.",
            "gunman",
        ),
        ("The Brazilian scored on Monday. He left.", "Brazilian"),
        ("The company said on Monday that it will sell. It is a company of the town.", "company"),
        ("No more than 500 Colombians work there, an official said on Monday.", "500 Colombians"),
        ("Up to 300 students fled on Monday. They hid in the woods.", "300 students"),
    ],
)
def test_who_may_be_anybody_or_somebody_named_is_unsure(actors, text, name):
    found = actors(text)
    assert name not in found or found[name].score < SURE


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Silvia Moro won the race on Monday. Moro said so.", "Silvia Moro"),
        ("Two gunmen killed the mayor on Monday and fled. The murder shocked the town.", "Two gunmen"),
        ("A spokesman for the army said on Monday that the road was open.", "spokesman for the army"),
        ("Protesters blocked the road on Monday. Police removed them.", "Protesters"),
        ("The police gave water to 300 students who fled the fire on Monday.", "300 students"),
        ("Bolivia denied the charge on Monday.", "Bolivia"),
        ("The Ministry of Health said on Monday that the flu is gone.", "Ministry of Health"),
    ],
)
def test_who_is_surely_somebody(actors, text, name):
    assert actors(text)[name].score >= SURE


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Mullah Fazlullah spoke on Monday. Fuzlullah said that the army left.", ("Fazlullah", "Fuzlullah")),
        (
            "The U.S. Justice Department sued on Monday. The Department of Justice said so.",
            ("U.S. Justice Department", "Department of Justice"),
        ),
        (
            "Prime Minister Rishi Sunak spoke on Monday. The Prime Minister said he would stay.",
            ("Rishi Sunak", "Prime Minister"),
        ),
        ("FMLN guerrillas killed two men on Monday. The rebels bombed a house. The FMLN said so.", ("FMLN", "rebels")),
        ("The Republican Party lost on Monday. The GOP said so.", ("Republican Party", "GOP")),
    ],
)
def test_other_forms_are_one_actor(actors, text, forms):
    found = actors(text)
    assert found[forms[0]] is found[forms[1]]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        (
            "Bob Miller spoke on Monday. Tom Muller said that the army left. Miller left. Muller stayed.",
            ("Bob Miller", "Tom Muller"),
        ),
        (
            "The campus police came first. Then the city police came on Monday. Police said nothing.",
            ("campus police", "city police"),
        ),
        (
            "At least 19 Palestinians were killed on Monday. Palestinians protested in Gaza.",
            ("19 Palestinians", "Palestinians"),
        ),
        (
            "The Shining Path bombed it. The groups Shining Path and Tupac Amaru Movement fled.",
            ("Shining Path", "Tupac Amaru Movement"),
        ),
    ],
)
def test_two_actors_stay_two(actors, text, forms):
    found = actors(text)
    assert all(form in found for form in forms)
    assert found[forms[0]] is not found[forms[1]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Bell, director of the Turkish Friendship Hospital, said on Monday that it closed.", "Ann Bell"),
        ("Ann Bell, an American studies professor, said on Monday that it closed.", "Ann Bell"),
        ("Iranian-backed Houthi rebels took the city on Monday, and Houthi rebels left.", "Houthi"),
    ],
)
def test_a_country_of_something_else_is_nobodys(actors, text, name):
    found = actors(text)
    assert name not in found or found[name].country is None


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "The man was not injured. Bob Miller was not killed in the attack. The murder shocked the town.",
            "Bob Miller",
            EventRole.VICTIM,
        ),
        (
            "Bob Miller, whose hand was wounded, took pictures. The murder and the killing shocked him.",
            "Bob Miller",
            EventRole.VICTIM,
        ),
        (
            "Critic Bob Miller was arrested for speaking. The murder and the killing shocked him.",
            "Bob Miller",
            EventRole.PERP_INDIVIDUAL,
        ),
    ],
)
def test_no_part_where_none_is_told(actors, text, name, role):
    assert role not in actors(text)[name].roles


def test_one_mention_of_many_does_not_make_a_thing_of_a_person(actors):
    found = actors(
        "Ann Bell won on Monday. Party elites reject Bell, which is why the Bell campaign failed. Bell left, and Bell wept."
    )
    assert found["Ann Bell"].score >= SURE


def test_a_ship_is_no_person(actors):
    found = actors("The Reagan will sail on Monday. Sailors like the Reagan. The crew of the Reagan left.")
    assert "Reagan" not in found or found["Reagan"].score < SURE
