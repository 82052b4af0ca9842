"""One actor while it is being put together, and when a description speaks of it again.

Deliberately no name is compared here: `names` does that.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from bluf.analysis.actors.lexicon import lexicon
from bluf.analysis.actors.mention import Mention
from bluf.analysis.nlp import Parse
from bluf.model import ActorKind

BODIES = frozenset((ActorKind.ORGANIZATION, ActorKind.GOVERNMENT, ActorKind.MEDIA, ActorKind.GROUP))
SAME_FORCES = {"military": "force", "troop": "force", "unit": "force"}
_FORCES = frozenset("military armed force forces troop troops unit units".split())
BARE = frozenset(
    "police army navy military government parliament congress senate authority force".split()
)  # need no article
_SHARED = frozenset(
    "member people person part section group organization team company band".split()
)  # heads that tell nothing alone
RECENT = 6  # candidates looked at for a description: the last ones of its noun


@dataclass(slots=True)
class Entity:
    """One actor while it is being put together.

    Attributes:
        kind: its kind; `named` is False for one that is only described.
        mentions: in the order they were joined; sorted by `merge` at the end.
        roles: token ranges of its titles and functions.
        described: mentions that describe a named actor ("the minister"); they are no aliases.
    """

    kind: ActorKind
    named: bool
    mentions: list[Mention] = field(default_factory=list)
    described: list[Mention] = field(default_factory=list)
    roles: list[tuple[int, int]] = field(default_factory=list)
    country: str | None = None
    starts: list[int] = field(default_factory=list)

    def last_before(self, i: int) -> int:
        """Token at which it was last mentioned before token `i`, -1 where it was not."""
        at = bisect_left(self.starts, i)
        return self.starts[at - 1] if at else -1


def forms(entity: Entity) -> dict[tuple[str, ...], None]:
    """The distinct word forms an entity has so far; the first ones are the fullest."""
    return dict.fromkeys(m.words for m in entity.mentions[:RECENT])


def compatible(entity: Entity, description: Mention) -> bool:
    """True where a description may describe an entity of this kind."""
    if entity.kind is ActorKind.PERSON:
        return description.kind is ActorKind.UNNAMED
    return description.kind in BODIES and description.kind is not None


def again(parse: Parse, m: Mention, entity: Entity) -> bool:
    """True where a definite phrase can only mean the one entity of its noun: "the injured sailors" after "16 Soviet sailors"."""
    first = entity.mentions[0]
    if (
        not m.definite
        or m.indefinite
        or m.plural != first.plural
        or (m.country and entity.country and m.country != entity.country)
    ):
        return False
    mine, theirs = set(m.words), set(first.words)
    if (m.noun in _SHARED or m.kind is ActorKind.UNNAMED) and not mine <= theirs:
        return False
    if m.kind in BODIES and m.kind is not ActorKind.GROUP:  # "the tourist office" is no "local government office"
        nouns = {m.noun, f"{m.noun}s", first.noun, f"{first.noun}s"}
        numbered = any(w.isdecimal() for w in theirs)
        if not mine <= theirs and (numbered or (mine - nouns and theirs - nouns)):
            return False
    return not any(
        parse.pos[k] == "NUM" or parse.lower[k] in ("other", "new", "second", "first") for k in range(m.i, m.head)
    )


def same_description(m: Mention, entity: Entity) -> bool:
    """True where `m` speaks of the same people or body again."""
    first = entity.mentions[0]
    if m.plural != first.plural or (m.country and entity.country and m.country != entity.country):
        return False
    mine = set(m.words)
    body = m.kind in (ActorKind.GOVERNMENT, ActorKind.ORGANIZATION) and not m.plural
    if m.noun in SAME_FORCES or m.noun in SAME_FORCES.values():
        if m.country != entity.country and not (m.country is None and m.definite):
            return False
        known = lexicon()
        kept = {w for w in mine - _FORCES if known.country(w) is None}
        return any(kept == {w for w in set(x.words) - _FORCES if known.country(w) is None} for x in entity.mentions[:3])
    if m.definite and not m.indefinite:
        return any(mine <= set(x.words) or (body and set(x.words) <= mine) for x in entity.mentions[:3])
    if m.noun in BARE or m.noun == "ministry":
        if m.noun == "authority" and len(m.words) == 1:
            return m.words == first.words  # of this place or another
        return any(mine <= set(x.words) or set(x.words) <= mine for x in entity.mentions[:3])
    return not m.indefinite and any(m.words == x.words for x in entity.mentions[:3])
