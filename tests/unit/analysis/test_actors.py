"""Actors: who is found, under which name, as what; and where nobody must be found."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluf.analysis.actors import find_actors, find_acts, rank_actors
from bluf.analysis.places import find_places
from bluf.model import Actor, ActorKind, EventRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from bluf.analysis import Parse

SEED = """Colombia’s government has confirmed the presence of Colombian gangs in Bolivia.

Speaking in the city of Tiquipaya, Colombian Foreign Minister Maria Angela Holguin said that her government knew of groups in \
Bolivia, reports AFP. Holguin would not name them.

Bolivia’s government has repeatedly denied this. Last year, an anonymous Colombian intelligence official claimed that there were \
up to 3,000 drug traffickers in the country. The US has accused the Morales government of failing to fight the trade."""


@pytest.fixture(scope="session")
def actors(parse: Callable[..., Parse]) -> Callable[[str], tuple[Actor, ...]]:
    """The ranked actors of a text."""

    def find(text: str) -> tuple[Actor, ...]:
        parsed = parse(text)
        found = find_actors(parsed, find_places(parsed))
        return rank_actors(parsed, found, (), find_acts(parsed, found))

    return find


def called(found: tuple[Actor, ...], form: str) -> Actor | None:
    """The actor that has `form` as its name or alias."""
    return next((a for a in found if form in (a.name, *a.aliases)), None)


def check_found(found: tuple[Actor, ...], form: str, kind: ActorKind) -> Actor:
    actor = called(found, form)
    assert actor is not None, f"{form!r} is not among {[a.name for a in found]}"
    assert actor.kind is kind
    return actor


def check_nothing(found: tuple[Actor, ...], form: str) -> None:
    assert called(found, form) is None, f"{form!r} should not be found"


def test_the_seed(actors):
    found = actors(SEED)
    holguin = check_found(found, "Maria Angela Holguin", ActorKind.PERSON)
    assert holguin.role == "Colombian Foreign Minister"
    assert holguin.aliases == ("Holguin",)
    assert holguin.country == "CO"
    bolivia = check_found(found, "Bolivia’s government", ActorKind.GOVERNMENT)
    assert "Morales government" in bolivia.aliases
    assert bolivia.country == "BO"
    assert check_found(found, "Colombia’s government", ActorKind.GOVERNMENT).country == "CO"
    assert check_found(found, "US", ActorKind.GOVERNMENT).country == "US"
    check_found(found, "AFP", ActorKind.MEDIA)
    check_found(found, "anonymous Colombian intelligence official", ActorKind.UNNAMED)
    check_nothing(found, "Tiquipaya")
    check_nothing(found, "Colombian")
    check_nothing(found, "Morales")


def test_every_field_stands_in_the_text(actors):
    for actor in actors(SEED):
        assert actor.name in {m.text for m in actor.mentions}
        assert all(SEED[m.start : m.end] == m.text for m in actor.mentions)
        assert list(actor.mentions) == sorted(actor.mentions, key=lambda m: m.start)
        assert not {actor.name} & set(actor.aliases)
        assert (actor.role is None) == (actor.role_span is None)
        assert 0 <= actor.salience <= 1
    ids = [a.id for a in actors(SEED)]
    assert len(ids) == len(set(ids))


def test_ranked_best_first(actors):
    salience = [a.salience for a in actors(SEED)]
    assert salience == sorted(salience, reverse=True)


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("Two unidentified men killed the mayor of Achi on Monday.", "Two unidentified men", ActorKind.UNNAMED),
        ("Fifteen peasants were murdered near the town, police said.", "Fifteen peasants", ActorKind.GROUP),
        ("The Colombian Army said that it had attacked the camp.", "Colombian Army", ActorKind.GOVERNMENT),
        (
            "The United Nations said that it would send observers to the region.",
            "United Nations",
            ActorKind.ORGANIZATION,
        ),
        ("Israel said on Monday that it would not attend the talks.", "Israel", ActorKind.GOVERNMENT),
        ("The Bolivian newspaper La Razon reported the arrest on Sunday.", "La Razon", ActorKind.MEDIA),
        ("Officials in Lima said that the road would be closed.", "Officials in Lima", ActorKind.GROUP),
    ],
)
def test_kinds(actors, text, form, kind):
    check_found(actors(text), form, kind)


def test_acronym_both_ways(actors):
    found = actors(
        "The World Health Organization (WHO) sent doctors. WHO said the FDA (Food and Drug Administration) had agreed. "
        "The Food and Drug Administration confirmed this."
    )
    assert "WHO" in check_found(found, "World Health Organization", ActorKind.ORGANIZATION).aliases
    assert called(found, "FDA") is called(found, "Food and Drug Administration")


def test_acronym_in_square_brackets(actors):
    found = actors(
        "The leaders of the Christian Democratic Party [PDC] met on Monday. The PDC said that it would vote."
    )
    assert "PDC" in check_found(found, "Christian Democratic Party", ActorKind.ORGANIZATION).aliases


def test_surname_initials_and_accents(actors):
    found = actors(
        "President Álvaro Uribe said he would go. Uribe met George W. Bush. A. Uribe and Alvaro Uribe are one, Bush said."
    )
    uribe = check_found(found, "Álvaro Uribe", ActorKind.PERSON)
    assert {"Uribe", "Alvaro Uribe"} <= set(uribe.aliases)
    assert uribe.role == "President"
    assert "Bush" in check_found(found, "George W. Bush", ActorKind.PERSON).aliases


def test_two_who_share_a_surname_stay_two(actors):
    found = actors(
        "Bill Clinton met reporters in Boston. Hillary Clinton stayed in New York. Bill Clinton said he was glad."
    )
    assert called(found, "Bill Clinton") is not called(found, "Hillary Clinton")
    assert {"Bill Clinton", "Hillary Clinton"} <= {a.name for a in found}


def test_capital_and_demonym_for_the_government(actors):
    found = actors(
        "The Colombian government denied the report. Bogota said it would sue. Colombia accused its neighbor of lying. "
        "The rebels were seen in Bogota."
    )
    government = check_found(found, "Colombian government", ActorKind.GOVERNMENT)
    assert {"Bogota", "Colombia"} <= set(government.aliases)
    assert sum(m.text == "Bogota" for m in government.mentions) == 1  # not the place


def test_roles_before_and_after_the_name(actors):
    found = actors(
        "Ricardo Castellar, mayor of Achi, was kidnapped on Friday. The minister of justice, Carlos Lemos, condemned the kidnapping. "
        "Police chief Juan Ruiz said that two men had been arrested."
    )
    assert check_found(found, "Ricardo Castellar", ActorKind.PERSON).role == "mayor of Achi"
    assert check_found(found, "Carlos Lemos", ActorKind.PERSON).role == "minister of justice"
    assert check_found(found, "Juan Ruiz", ActorKind.PERSON).role == "Police chief"


def test_one_name_has_one_kind(actors):
    found = actors(
        "Maria Angela Holguin spoke first. Holguin then left. The delegates thanked Holguin for her patience."
    )
    assert check_found(found, "Holguin", ActorKind.PERSON).name == "Maria Angela Holguin"


def test_parts_in_an_event(actors):
    found = actors(
        "Two gunmen shot and killed Judge Pedro Diaz outside his home in Cali on Monday. Three bystanders were wounded in the attack. "
        "The police said that they were investigating the murder."
    )
    assert check_found(found, "Two gunmen", ActorKind.UNNAMED).roles == (EventRole.PERP_INDIVIDUAL,)
    assert check_found(found, "Pedro Diaz", ActorKind.PERSON).roles == (EventRole.VICTIM,)
    assert check_found(found, "Three bystanders", ActorKind.UNNAMED).roles == (EventRole.VICTIM,)
    assert check_found(found, "police", ActorKind.GOVERNMENT).roles == (EventRole.OFFICIAL,)


def test_no_parts_without_violence(actors):
    found = actors(
        "The team attacked from the wings. Ana Ruiz scored twice for Chile. The coach said that he was happy."
    )
    assert all(a.roles == () for a in found)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The first case of Avian Flu was found in the valley.", "Avian Flu"),
        ("Rebels live in Bolivia and in Peru.", "Bolivia"),
        ("The road leads to Cochabamba.", "Cochabamba"),
        ("The Treaty of Lisbon was signed there.", "Treaty of Lisbon"),
        ("The witness spoke on Tuesday.", "Tuesday"),
        ("She is Colombian.", "Colombian"),
        ("They met in front of the church.", "front of the church"),
        ("The border between Colombia and Brazil is long.", "Brazil"),
        ("He said that others might follow.", "others"),
        ("Prime Minister Tony Blair said no.", "Prime Minister"),
        ("They were seen at the police station.", "police station"),
        ("The gangs may have “representatives” there.", "representatives"),
        ("CNN's Ben Wedeman contributed to this report.", "Ben Wedeman"),
    ],
)
def test_not_an_actor(actors, text, form):
    check_nothing(actors(text), form)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "1 2 3", "It rained all night.", "Prices rose by 3 % in May.", "(((([[[["]
)
def test_nobody(actors, text):
    assert actors(text) == ()


def test_acts_are_clauses_with_the_actor(parse):
    parsed = parse("Rebels seized the port on Monday, the army said. The mayor was kidnapped by two men.")
    found = find_actors(parsed, ())
    acts = {
        (next(a.name for a in found if a.id == act.actor_id), act.text, act.subject) for act in find_acts(parsed, found)
    }
    assert ("Rebels", "Rebels seized the port on Monday", True) in acts
    assert ("two men", "The mayor was kidnapped by two men", True) in acts
    assert not any(text.endswith("army said") for _, text, _ in acts)


@pytest.mark.parametrize(
    "text",
    ["The army said so.", "Colombia is a country.", "The minister was happy.", "It is time for the rebels to leave."],
)
def test_no_act(parse, text):
    parsed = parse(text)
    assert find_acts(parsed, find_actors(parsed, ())) == ()


def test_capitals_keep_the_words_of_the_text(actors):
    found = actors(
        "GUERRILLAS OF THE ARMY OF NATIONAL LIBERATION (ELN) KILLED THE MAYOR OF ACHI, RICARDO CASTELLAR, ON FRIDAY."
    )
    assert any(a.name == "RICARDO CASTELLAR" for a in found)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            "The U.S. Maria Lopez ( ) [ ] ELN said 's , . army Bolivia , and of two men - “ ” \u0301 ß x".split(" ")
        ),
        max_size=40,
    )
)
def test_ugly_text_never_raises(actors, pieces):
    text = " ".join(pieces)
    for actor in actors(text):
        assert all(text[m.start : m.end] == m.text for m in actor.mentions)


def test_same_text_same_actors(actors):
    assert actors(SEED) == actors(SEED)


def test_work_grows_with_the_text_only(parse):
    unit = "Minister Juan Lopez{0} said the Party of Peace{0} would vote. Lopez{0} met 12 rebels. The government of Chile agreed.\n\n"
    small, large = (
        parse("".join(unit.format(chr(97 + n % 26) + chr(97 + n // 26 % 26)) for n in range(size)))
        for size in (40, 320)
    )

    def seconds(parsed: Parse) -> float:
        find_actors(parsed, ())
        start = time.perf_counter()
        find_acts(parsed, find_actors(parsed, ()))
        return time.perf_counter() - start

    assert seconds(large) < 8 * seconds(small) * 4  # eight times the text; the factor of four is for a busy machine
