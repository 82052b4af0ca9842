"""When two name forms are one name."""

from __future__ import annotations

import pytest

from bluf.analysis.actors.lexicon import fold, lexicon, singular
from bluf.analysis.actors.names import (
    bracketed_acronym,
    canonical,
    head,
    is_acronym,
    makes_acronym,
    same_body,
    same_person,
    words,
)
from bluf.analysis.actors.nature import is_thing, kind_by_words
from bluf.model import ActorKind


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("María Ángela Holguín", ("maria", "angela", "holguin")),
        ("The U.S. Army's", ("us", "army")),
        ("Mr. Smith", ("smith",)),
        ("World Health Organisation", ("world", "health", "organization")),
        ("--", ()),
    ],
)
def test_words(name, expected):
    assert words(name) == expected


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Holguin", "Maria Angela Holguin"),
        ("Ochoa", "Sigifredo Ochoa Perez"),
        ("G. W. Bush", "George W. Bush"),
        ("George Bush", "George W. Bush"),
        ("Maza Marquez", "Miguel Alfredo Maza Marquez"),
    ],
)
def test_same_person(short, full):
    assert same_person(words(short), words(full))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Hillary Clinton", "Bill Clinton"),
        ("Maria Lopez", "Maria Angela Holguin"),
        ("Maria", "Maria Angela Holguin"),  # a given name alone is decided elsewhere
        ("", "Maria Holguin"),
        ("George Walker Bush Senior", "George Bush"),
    ],
)
def test_not_the_same_person(short, full):
    assert not same_person(words(short), words(full))


def test_bodies():
    assert same_body(words("Dugway"), words("Dugway Proving Ground"))
    assert same_body(words("Supreme Court"), words("Supreme Court of Bolivia"))
    assert not same_body(words("Labor Party"), words("Socialist Party"))
    assert not same_body(words("Austria"), words("Australia"))
    assert canonical(words("Georgian Interior Ministry")) == canonical(words("Interior Ministry of Georgia"))
    assert canonical(words("UN General Assembly")) == canonical(words("United Nations General Assembly"))
    assert canonical(words("Bolivian Congress")) != canonical(words("Colombian Congress"))


def test_acronyms():
    assert makes_acronym("un", words("United Nations"))
    assert makes_acronym("cia", words("Central Intelligence Agency"))
    assert bracketed_acronym("eln", words("Army of National Liberation"))
    assert not makes_acronym("eln", words("Army of National Liberation"))
    assert not bracketed_acronym("2009", words("Army of National Liberation"))
    assert is_acronym("FARC")
    assert is_acronym("M-19")
    assert is_acronym("LeT")
    assert not is_acronym("Reuters")
    assert not is_acronym("A")


def test_words_of_the_lexicon():
    assert fold("Defence Organisation") == "defense organization"
    assert [singular(w) for w in ("gunmen", "parties", "police", "congress", "churches", "men")] == [
        "gunman",
        "party",
        "police",
        "congress",
        "church",
        "man",
    ]
    assert lexicon().country("south korean") == "KR"
    assert lexicon().country("la paz") == "BO"
    assert lexicon().country("atlantis") is None
    assert head(words("Bank of America")) == "bank"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Agence France-Presse", ActorKind.MEDIA),
        ("Washington Post", ActorKind.MEDIA),
        ("Ministry of Defense", ActorKind.GOVERNMENT),
        ("Justice Department", ActorKind.GOVERNMENT),
        ("Colombian Army", ActorKind.GOVERNMENT),
        ("Medellin Cartel", ActorKind.GROUP),
        ("Christian Democratic Party", ActorKind.ORGANIZATION),
        ("Maria Holguin", None),
        ("Arauca Department", None),
        ("West Bank", None),
    ],
)
def test_kind_by_words(name, kind):
    assert kind_by_words(words(name), lexicon()) is kind


@pytest.mark.parametrize(
    "name", ["Avian Flu", "H5N1", "Treaty of Lisbon", "Hurricane Otto", "Arauca Department", "Gaza Strip"]
)
def test_things_are_no_actors(name):
    assert is_thing(words(name))


@pytest.mark.parametrize("name", ["Colombian Army", "M-19", "G8", "Maria Holguin", "Fatah al-Islam"])
def test_actors_are_no_things(name):
    assert not is_thing(words(name))
