"""Where actors are named or described: parse → mentions.

In: a `Parse`. Out: `Mention`s in text order, one a noun phrase, each a name or a description. Deliberately pronouns
are left out, and nothing is merged.

"two unidentified men attacked the office of the AFP" gives "two unidentified men", "office" and "AFP". Not a mention:
"attacked".

Source: MUC-4 fill rules (string fills), ACE entity guidelines (PER, ORG, GPE; names and nominals).
"""

from __future__ import annotations

from bluf.analysis.actors.described import MODIFIER, described_mention
from bluf.analysis.actors.lexicon import Lexicon
from bluf.analysis.actors.mention import Mention
from bluf.analysis.actors.named import LABELS, named_mention
from bluf.analysis.actors.names import words
from bluf.analysis.actors.ranges import name_ranges
from bluf.analysis.nlp import Parse

_NAME, _OTHER = 1, 2  # what a token is part of: a name, or another entity ("Tuesday", "5 km")

_LONGEST = 300  # characters: what is longer is no name, but a run of a million letters


def find_mentions(parse: Parse, lexicon: Lexicon) -> list[Mention]:
    """All mentions of `parse`, in text order, disjoint but for a phrase inside another's "of ..."."""
    taken = bytearray(len(parse))
    found: list[Mention] = []
    for i, j, label in name_ranges(parse, lexicon):
        mention = named_mention(parse, i, j, label, lexicon)
        if mention:
            found.append(mention)
            taken[mention.i : mention.j] = bytes([_NAME]) * (mention.j - mention.i)
        elif label not in LABELS:
            taken[i:j] = bytes([_OTHER]) * (j - i)
    for i, pos in enumerate(parse.pos):
        if pos in ("NOUN", "PROPN", "ADJ", "NUM", "VERB") and taken[i] != _NAME and not _modifies(parse, i):
            mention = described_mention(parse, i, lexicon)
            if mention:
                found.append(mention)
    found.sort(key=lambda m: (m.i, -m.j))
    return [m for m in _without_parts(parse, found, lexicon) if parse.end[m.j - 1] - parse.start[m.i] <= _LONGEST]


def _modifies(parse: Parse, i: int) -> bool:
    """True where token `i` modifies a later noun; a modifier whose head lies before it is a parse slip."""
    return parse.dep[i] in MODIFIER and parse.head[i] >= i


def _without_parts(parse: Parse, found: list[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions without names that are only a part of a body's name: "Marti" in "Marti liberation front"."""
    bodies = lexicon.group | lexicon.organization | lexicon.government
    out: list[Mention] = []
    for m in found:
        before = out[-1] if out else None
        if before and before.named and _continues(parse, before, m, bodies):
            m.i = before.i
            m.words = words(parse.words(m.i, m.j))
            out.pop()
        elif before and m.named and _is_part(before, m, bodies):
            continue
        out.append(m)
    return out


def _continues(parse: Parse, name: Mention, m: Mention, bodies: frozenset[str]) -> bool:
    """True where a body's description goes on right behind a name that begins it."""
    if m.named or m.definite or m.noun not in bodies or name.j != m.i or name.label not in ("PERSON", "ORG", "", "FAC"):
        return False
    return parse.sent[name.i] == parse.sent[m.i] and parse.pos[m.i] in ("NOUN", "ADJ", "PROPN", "VERB")


def _is_part(body: Mention, name: Mention, bodies: frozenset[str]) -> bool:
    """True where a person's or place's name stands inside the description of one body."""
    inside = not body.named and body.i <= name.i and name.j <= body.head
    return inside and body.noun in bodies and not body.plural and name.label in ("PERSON", "GPE", "LOC", "FAC", "NORP")
