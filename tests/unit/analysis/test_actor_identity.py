"""Who is one actor and who is two, and what is none: initials, namesakes, counts, parts of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bluf.analysis.actors import find_actors
from bluf.analysis.places import find_places
from bluf.model import Actor, ActorKind, EventRole

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
    ("text", "forms"),
    [
        (
            "Prosecutor Silvia Montenegro opened the case on Monday. Montenegro said the six men will be tried in May.",
            ("Silvia Montenegro", "Montenegro"),
        ),
        ("Sgt. Kenny Park found the car on Friday. Park said the driver had fled.", ("Kenny Park", "Park")),
        (
            "Maria Lake runs the shop. Lake sold it in May. Lake told reporters that Lake will retire, and Lake left.",
            ("Maria Lake", "Lake"),
        ),
        (
            "The singer T.J. Marlow died on Friday. Thomas James Marlow sang for the band for years, Marlow's agent said.",
            ("T.J. Marlow", "Thomas James Marlow"),
        ),
        (
            "The US Department of Agriculture tested the birds. The USDA said that no virus was found.",
            ("US Department of Agriculture", "USDA"),
        ),
    ],
)
def test_one(actors, text, forms):
    found = actors(text)
    assert all(form in found for form in forms), list(found)
    assert len({found[form].id for form in forms}) == 1


def test_a_function_is_its_bearer(actors):
    text = (
        "Norway's foreign minister opened the talks. The Norwegian foreign minister, Astrid Lunde, met reporters on Monday. "
        "Lunde left early."
    )
    found = actors(text)
    assert found["Astrid Lunde"].mentions[0].text.endswith("foreign minister")
    assert sum("minister" in a.name for a in found.values()) == 0


def test_a_function_of_two_is_nobody(actors):
    found = actors(
        "A foreign minister called for calm. Foreign Minister Astrid Lunde met Foreign Minister Jorge Vela. "
        "The finance minister stayed away."
    )
    assert found["Astrid Lunde"].id != found["Jorge Vela"].id
    assert all("finance" not in m.text for name in ("Astrid Lunde", "Jorge Vela") for m in found[name].mentions)


def test_a_first_name_does_not_join_a_later_stranger(actors):
    found = actors(
        "Her father, Pavel, made an appeal on television. Pavel asked the kidnappers to call. "
        "The bank said that Pavel Lindqvist will lead its office."
    )
    assert "Pavel" not in found or found["Pavel"].name != "Pavel Lindqvist"


def test_credits_name_nobody(actors):
    found = actors(
        "Police arrested two men in the park.\n\nThe Gazette's Elena Falk and Omar Reyes contributed to this story."
    )
    assert "Elena Falk" not in found


def test_shared_head_is_not_enough(actors):
    found = actors("Members of our community were shaken. The family members thanked the officers.")
    assert not {"Members of our community", "family members"} <= {
        form for a in found.values() for form in (a.name, *a.aliases) if a.aliases
    }


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("In the film Captain America fought the villains, the critic Hugo Lenz wrote.", "America"),
        ("The number of victims was increasing daily, police said.", "number of victims"),
        ("Officials said the subtype H5 was found in five ducks.", "H5"),
        ("At 8am crews asked for a water unit from the next town.", "8am crews"),
        ("Steak would still be served, the manager said.", "Steak"),
        ("An officer said that there were up to 3,000 drug traffickers in the country.", "3,000 drug traffickers"),
        (
            "Flames destroyed a large section of the store and fire crews are still on the scene.",
            "store and fire crews",
        ),
    ],
)
def test_none(actors, text, form):
    assert form not in actors(text)


def test_outlets_are_no_media(actors):
    found = actors("The company closed 107 chicken outlets on Monday. Its outlets sold soup.")
    assert not any(a.kind is ActorKind.MEDIA for a in found.values())


def test_no_victim_of_an_illness(actors):
    found = actors(
        "Drummer Leo Brandt died of a heart attack on Friday. The heart attack came in his sleep, his agent said."
    )
    assert all(EventRole.VICTIM not in a.roles for a in found.values())


def test_us_is_a_pronoun(actors):
    found = actors("According to Us magazine, the singer Tara Voss has left the band.")
    assert all(a.country != "US" for a in found.values())


def test_surname_gives_no_country(actors):
    found = actors("The guitarist Jay Jay French told reporters that the tour was over. French thanked the fans.")
    assert all(a.country != "FR" for a in found.values())
