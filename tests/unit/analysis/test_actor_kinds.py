"""What kind of actor a name is by the evidence of its whole text, and what is no actor at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bluf.analysis.actors import find_actors, find_acts
from bluf.analysis.places import find_places
from bluf.model import Actor, ActorKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from bluf.analysis import Parse


@pytest.fixture(scope="session")
def actors(parse: Callable[..., Parse]) -> Callable[[str], dict[str, Actor]]:
    """Actors by every form of their names."""

    def find(text: str) -> dict[str, Actor]:
        parsed = parse(text)
        return {form: a for a in find_actors(parsed, find_places(parsed)) for form in (a.name, *a.aliases)}

    return find


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        (
            'Muhammadu Obari won the vote. Obari thanked voters. "Obari is ready," his aide said.',
            "Obari",
            ActorKind.PERSON,
        ),
        (
            "Erich Nowak Jr. faces charges. Police say Nowak shot a neighbor. Nowak was arrested on Monday.",
            "Nowak",
            ActorKind.PERSON,
        ),
        ("Rebel forces seized the airport. The army retook it on Monday.", "Rebel forces", ActorKind.GROUP),
        ("Rebel forces seized the airport. The army retook it on Monday.", "army", ActorKind.GOVERNMENT),
        (
            (
                "England started the match well and England opened the scoring. The coach praised the goalkeeper. The league "
                "and the season end in May; a late goal and a penalty decided the match."
            ),
            "England",
            ActorKind.ORGANIZATION,
        ),
    ],
)
def test_kind(actors, text, form, kind):
    found = actors(text)
    assert form in found, list(found)
    assert found[form].kind is kind


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        (
            "The officers of the Air and Marine Office (AMO) found the boat. The AMO said so.",
            ("Air and Marine Office", "AMO"),
        ),
        (
            "FARC rebels freed two soldiers. The Revolutionary Armed Forces of Colombia said it would free more.",
            ("FARC", "Revolutionary Armed Forces of Colombia"),
        ),
        (
            "The United Front of Workers, known as the UFW, called a strike. The UFW blocked a road.",
            ("United Front of Workers", "UFW"),
        ),
    ],
)
def test_one_body(actors, text, forms):
    found = actors(text)
    assert all(form in found for form in forms), list(found)
    assert len({found[form].id for form in forms}) == 1


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("U.S. Secretary of State John Kerry praised the deal. Kerry left on Monday.", "U.S. Secretary of State"),
        (
            "Steve Cowan, a spokesman for the Pennsylvania Department of Transportation, said roads were clear.",
            "spokesman for the Pennsylvania Department of Transportation",
        ),
    ],
)
def test_offices_are_whole(actors, text, role):
    assert role in {a.role for a in actors(text).values()}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Steak is served at noon. Photographs posted online showed the plant.", "Steak"),
        ("Steak is served at noon. Photographs posted online showed the plant.", "Photographs"),
        ('In May he saw "Fallen Star," a film of 2013, and left. Director Anna Weiss praised the crew.', "Fallen Star"),
        ("The CSS Georgia sank in 1864. Divers found a cannon.", "Georgia"),
        ("The CSS Georgia sank in 1864. Divers found a cannon.", "CSS Georgia"),
        ("The sculpture stands in the Museum of Flight. Visitors like it.", "Museum of Flight"),
        ("The rules came into force on Monday. Shops reopened.", "force"),
        ("Any persons who breach the peace will be tried.", "persons"),
    ],
)
def test_none(actors, text, form):
    assert form not in actors(text)


def test_a_word_of_a_name_is_not_the_body(actors):
    found = actors("The Standing NATO Maritime Group sailed north. NATO said the drill was routine.")
    assert found["NATO"].id != found["Standing NATO Maritime Group"].id


def test_the_diplomat_is_the_minister(actors):
    found = actors(
        "Colombian Foreign Minister Maria Holguin arrived on Monday. Colombia's top diplomat signed a deal with Peru. "
        "The foreign minister left on Tuesday."
    )
    assert [m.text for m in found["Maria Holguin"].mentions][1:] == ["Colombia's top diplomat", "foreign minister"]


def test_two_ministers_leave_the_minister_to_nobody(actors):
    found = actors(
        "British Foreign Minister Philip Hammond met Russian Foreign Minister Sergey Lavrov. The foreign minister left."
    )
    assert all("foreign minister" not in [m.text for m in a.mentions] for a in found.values() if a.role)


def test_the_premier_is_who_led_the_state(actors):
    found = actors("Li Keqiang spoke on Sunday. China's premier promised reforms.")
    assert "China's premier" in [m.text for m in found["Li Keqiang"].mentions]


def _doers(parse: Callable[..., Parse], text: str, clause: str) -> set[str]:
    parsed = parse(text)
    actors = find_actors(parsed, find_places(parsed))
    names = {a.id: a.name for a in actors}
    return {names[act.actor_id] for act in find_acts(parsed, actors) if act.subject and act.text.startswith(clause)}


def test_these_groups_are_the_last_ones(parse):
    text = "Foreign traffickers left. Colombian traffickers crossed the river. These groups pay the guards."
    assert _doers(parse, text, "These groups") == {"Colombian traffickers"}


def test_these_groups_are_nobody_where_none_is_near(parse):
    text = (
        "Foreign drug groups left the city. On Monday the ministry opened an office. The office has ten rooms and a yard. "
        "These groups pay the guards."
    )
    assert _doers(parse, text, "These groups") == set()
