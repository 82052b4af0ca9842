"""Put originators together: groups of carriers → those that count, the surest first.

Here is decided what counts beside what: a named speaker, a relayed medium, an outlet's own voice, a source without a name. Who
belongs into which group is decided in `corroboration`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise

from bluf.model import ActorEntry, ActorKind, Carrier, OriginatorKind
from bluf.synthesis.words import words

OFFICE = frozenset(
    """ambassador attorney chancellor chief commander commissioner consul deputy envoy general government minister ministry
    official president premier prime secretary spokesman spokesperson spokeswoman vice""".split()
)


class Rank(IntEnum):
    """How much an originator is one, the surest first."""

    SPEAKER = 0
    RELAYED = 1
    OWN_VOICE = 2
    NAMELESS = 3


KINDS = {Rank.SPEAKER: OriginatorKind.SPEAKER, Rank.NAMELESS: OriginatorKind.NAMELESS}


@dataclass(slots=True)
class Group:
    """An originator that is being put together."""

    name: str
    rank: Rank
    actor_id: str | None = None
    carriers: list[Carrier] = field(default_factory=list)
    firm: bool = False
    claim: bool = False
    names: frozenset[tuple[str, str]] = frozenset()


def proper_names(entry: ActorEntry) -> frozenset[tuple[str, str]]:
    """Pairs of words that name a body, in an actor's own name or in the office of a person."""
    named = () if entry.kind is ActorKind.PERSON else (entry.name, *entry.aliases)
    found = (words(form) for form in (*named, entry.role or "") if any(w[:1].isupper() for w in form.split()))
    return frozenset(pair for form in found for pair in pairwise(form) if OFFICE.isdisjoint(pair) and "of" not in pair)


def join_speakers(groups: Iterable[Group]) -> list[Group]:
    """Speakers whose names share that of a body are one: "the United Nations" and "the United Nations' director"."""
    joined: list[Group] = []
    for group in groups:
        home = next((g for g in joined if g.names & group.names), None)
        if home is None:
            joined.append(group)
            continue
        home.carriers += group.carriers
        home.names |= group.names
        home.firm, home.claim = home.firm or group.firm, home.claim or group.claim
    return joined


def choose_counted(groups: list[Group]) -> list[Group]:
    """Those that stand for themselves: what somebody is quoted with, an outlet or a nameless source only repeats.

    Who tells the claim as it is printed always stands. A text that carries somebody counts for that one alone, and a source
    without a name that the text describes stands before one that could not be made out.
    """
    best = min((g.rank for g in groups), default=Rank.NAMELESS)
    last = {Rank.SPEAKER: Rank.RELAYED, Rank.RELAYED: Rank.OWN_VOICE}.get(best, best)
    if best is Rank.NAMELESS and any(g.actor_id for g in groups):
        groups = [g for g in groups if g.actor_id or g.claim]
    counted: list[Group] = []
    carried: set[int] = set()
    for group in sorted((g for g in groups if g.rank <= last or g.claim), key=lambda g: (not g.claim, g.rank)):
        origins = {c.copy_of or c.source for c in group.carriers}
        if group.claim or group.rank is Rank.SPEAKER or not origins <= carried:
            counted.append(group)
        carried |= origins
    return [g for g in groups if any(g is c for c in counted)]


def each_source_once(carriers: Sequence[Carrier]) -> list[Carrier]:
    """Each source once, at its first place."""
    found: dict[int, Carrier] = {}
    for carrier in carriers:
        found.setdefault(carrier.source, carrier)
    return list(found.values())
