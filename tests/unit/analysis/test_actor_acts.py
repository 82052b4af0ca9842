"""Acts: clauses that are told as done, with their subject inside; and what was only asked for, feared or denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bluf.analysis.actors import find_actors, find_acts
from bluf.analysis.places import find_places

if TYPE_CHECKING:
    from collections.abc import Callable

    from bluf.analysis import Parse


@pytest.fixture(scope="session")
def acts(parse: Callable[..., Parse]) -> Callable[[str], dict[str, set[str]]]:
    """Clauses by the name of their actor."""

    def find(text: str) -> dict[str, set[str]]:
        parsed = parse(text)
        actors = find_actors(parsed, find_places(parsed))
        names = {a.id: a.name for a in actors}
        found: dict[str, set[str]] = {name: set() for name in names.values()}
        for act in find_acts(parsed, actors):
            found[names[act.actor_id]].add(act.text)
        return found

    return find


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Rebels seized the port on Monday, the army said.", "Rebels seized the port on Monday"),
        ("Police did not arrest the two men on Sunday.", "Police did not arrest the two men on Sunday"),
        ("The rebels never attacked the village.", "The rebels never attacked the village"),
        (
            "The ministry closed two schools and had passed the files to prosecutors.",
            "The ministry closed two schools and had passed the files to prosecutors",
        ),
        (
            "Minister Clara Benitez, who signed the decree in May, arrived on Monday.",
            "Clara Benitez, who signed the decree in May",
        ),
        ("The army plans to withdraw its troops in June.", "The army plans to withdraw its troops in June"),
    ],
)
def test_what_is_told(acts, text, clause):
    found = acts(text)
    assert any(clause in clauses for clauses in found.values()), found


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Lawyer Hana Novak demanded that the ministry publish the lists within a week.", "ministry"),
        ("Hana Novak asked that the authorities pick her up and drive her home.", "authorities"),
        ("It is an open question whether Norway asks for arrests by name.", "Norway"),
        ("If the rebels attack the town, schools will close.", "rebels"),
        ("The rebels could attack the town next week.", "rebels"),
        ("Unless the army withdraws its troops, talks will fail.", "army"),
        ("Hana Novak denied that the police arrested two men.", "police"),
        ("The minister stopped short of saying that the rebels had settled in the valley.", "rebels"),
        ("The club considered Marco Bellini replacing Jonas Lind at left back.", "Marco Bellini"),
        ("Did the police arrest the two men?", "police"),
    ],
)
def test_what_is_not_told(acts, text, actor):
    clauses = [c for name, found in acts(text).items() if name == actor for c in found]
    assert not any(c.startswith((actor, f"the {actor}", "Lawyer")) for c in clauses), clauses


def test_every_act_has_its_subject(acts):
    found = acts(
        "The band was founded in Lyon and was scheduled to play tonight. Traffickers who come to buy coca paid the guards. "
        "The strain, which officials traced to a farm, already has been used to attack web sites."
    )
    clauses = {c for each in found.values() for c in each}
    assert not any(c.split()[0] in ("was", "who", "which", "already", "that", "paid") for c in clauses), clauses


def test_quotation_is_closed_or_nothing(acts):
    found = acts('Police called it "a sad day. Officers arrested two men in the park.')
    assert all(c.count('"') % 2 == 0 for each in found.values() for c in each)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("The US has accused the ministry of failing to act.", "The US has accused the ministry of failing to act"),
        ("Talks stopped, as the US has accused the ministry of fraud.", "the US has accused the ministry of fraud"),
        ('Police Chief Ann Bell called the attack "an extreme tragedy." She left.', "extreme tragedy."),
        ("Rebels fought against the army for two days.", "Rebels fought against the army for two days"),
    ],
)
def test_told_of_somebody(acts, text, clause):
    assert any(clause in c for found in acts(text).values() for c in found), acts(text)


def test_no_fragment_of_a_relative_clause(acts):
    found = acts("Hundreds came, most of whom support the rebels. The camp in which refugees lived was closed.")
    assert not any("whom" in c or c.startswith("in which") for each in found.values() for c in each)
