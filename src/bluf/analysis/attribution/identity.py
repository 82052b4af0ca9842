"""Where a source's own words speak against the actor that it is taken for: source phrase and actor → yes or no.

"the rights group" is no militant group, "al Qaeda in the Arabian Peninsula" not al Qaeda, "Airservices Australia" not
Australia, and "police" in one town need not be those of another. "Johnson" where two Johnsons act is neither. "Cruz" is Ana
Cruz. Deliberately nobody else is looked for here: the text's own words stand then.
Source: Bagga and Baldwin 1998 (wrong merges cost more than missed ones).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from bluf.analysis.attribution.referents import Referent
from bluf.analysis.attribution.syntax import Range
from bluf.analysis.nlp import Parse
from bluf.model import ActorKind

_ARTICLES = frozenset(("the", "this", "that"))
_PLACES = frozenset((ActorKind.PLACE, ActorKind.GOVERNMENT))
_GOVERNING = frozenset("government administration state authorities officials ministry army police".split())
_EVERYWHERE = frozenset("police authorities officials prosecutors investigators officers".split())
_BRANCHED = frozenset((ActorKind.ORGANIZATION, ActorKind.GROUP))


def differs(parse: Parse, referent: Referent, head: int, source: Range) -> bool:
    """True where the words of `source`, headed by token `head`, speak against `referent`."""
    if parse.pos[head] == "PRON":
        return False
    mine = {w for w in parse.lower[source[0] : source[1]] if w not in _ARTICLES}
    theirs = set(referent.name.lower().split())
    if parse.lower[head] in _EVERYWHERE and len(mine) == 1 and theirs - mine:
        return True
    if referent.kind in _PLACES and len(theirs) == 1 and theirs < mine and _is_part_of_name(parse, head):
        return not any(parse.pos[k] == "PART" or parse.lower[k] in _GOVERNING for k in range(*source))
    if referent.kind in _BRANCHED and theirs < mine and _is_branch(parse, head, source):
        return True
    if referent.kind is ActorKind.UNNAMED:
        noun = parse.lower[head]
        short = source[1] - source[0] <= 4 and noun in theirs
        return short and bool(mine - {noun}) and bool(theirs - {noun}) and not (mine & theirs) - {noun}
    long = len(theirs) > 2 and referent.kind is ActorKind.ORGANIZATION and len(mine) == 1
    last = referent.name.lower().split()[-1]
    return long and bool(mine & theirs) and last not in mine  # "Palmer" is no "Palmer Invitational"


def _is_part_of_name(parse: Parse, head: int) -> bool:
    """True for the head of "Airservices Australia"."""
    return any(parse.dep[c] == "compound" and parse.pos[c] == "PROPN" and c == head - 1 for c in parse.children[head])


def _is_branch(parse: Parse, head: int, source: Range) -> bool:
    """True for "al Qaeda in the Arabian Peninsula", which is not al Qaeda."""
    for k in range(head + 1, source[1]):
        if parse.lower[k] == "in" and parse.pos[k] == "ADP" and parse.pos[k - 1] == "PROPN":
            return any(parse.pos[o] == "PROPN" for o in range(k + 1, source[1]))
    return False


def shared_names(people: Iterable[Referent]) -> frozenset[str]:
    """Surnames, in lower case, that two people of the text bear: "johnson" of Dwayne and Rocky Johnson."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for person in people:
        words = person.name.lower().split()
        if person.kind is ActorKind.PERSON and len(words) > 1:
            bearers[words[-1]].add(person.name)
    return frozenset(surname for surname, names in bearers.items() if len(names) > 1)
