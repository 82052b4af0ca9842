"""Which entities are actors: entity → yes or no.

A name or a description is not yet an actor: generic words that point back ("the group"), predicate nouns ("he is a
teacher") and time-worn phrases are left out. Deliberately nothing is ranked here.
"""

from __future__ import annotations

from bluf.analysis.actors.entity import Entity
from bluf.analysis.actors.events import HARM
from bluf.analysis.actors.mention import Mention
from bluf.analysis.actors.names import head
from bluf.analysis.actors.syntax import predicates, relation, speaks
from bluf.analysis.nlp import Parse
from bluf.model import ActorKind

_VAGUE = frozenset(
    "other following personnel class majority individual person member nation institution guy author source element".split()
)
_SEATS = frozenset(("capitol hill", "white house", "kremlin", "pentagon", "downing street", "10 downing street"))
_SITES = frozenset(
    "museum center planetarium factory mosque temple memorial hall hotel hospital stadium theater cathedral church school "
    "park restaurant club resort mall".split()
)
_AT = frozenset("on in at near outside around to from".split())
_FOUND = frozenset("fatality victim casualty suspect attacker assailant gunman killer dead".split())
_DATELINE = 16  # tokens
_CREDITED = frozenset(("report", "story", "article"))
_ANAPHORIC = frozenset(
    "group organization organisation company firm agency party movement team club union pair couple duo trio "
    "victim suspect man woman girl boy child leader people person individual official unit body board office "
    "network paper newspaper court country nation state side league channel".split()
)


def find_credits(parse: Parse) -> frozenset[int]:
    """Sentences that only say who made the text ("CNN's Ben Wedeman contributed to this report")."""
    found = set()
    for k, lemma in enumerate(parse.lemma):
        if lemma == "contribute" and not _CREDITED.isdisjoint(parse.lemma[k : k + 6]):
            found.add(parse.sent[k])
    return frozenset(found)


def without_credits(parse: Parse, mentions: list[Mention], credits_: frozenset[int]) -> list[Mention]:
    """The mentions without those of people who only made the text: they share first names with people in it."""
    kept = {m.words for m in mentions if parse.sent[m.head] not in credits_}
    return [m for m in mentions if m.words in kept] if credits_ else mentions


def is_actor(parse: Parse, entity: Entity, credits_: frozenset[int]) -> bool:
    """True where the entity acts, is acted upon or speaks somewhere, or is named."""
    if credits_ and all(parse.sent[m.head] in credits_ for m in entity.mentions):
        return False
    if entity.kind is ActorKind.MEDIA and entity.named and all(_is_credit(parse, m) for m in entity.mentions):
        return False
    if entity.named:
        return entity.kind is not ActorKind.PLACE and not _is_seat(parse, entity) and not _is_site(parse, entity)
    if all(
        len(m.words) == 1 and ((m.noun in _VAGUE and not _is_busy(parse, m)) or (m.definite and m.noun in _ANAPHORIC))
        for m in entity.mentions
    ):
        return False
    return not all(_is_idle(parse, m) for m in entity.mentions)


def _is_credit(parse: Parse, m: Mention) -> bool:
    """True for an outlet in a dateline or before its own people: "(CNN)", "CNN meteorologist Todd Borek", "CNN's Jim Acosta"."""
    before, after = parse.text[max(m.i - 1, 0)], parse.text[m.j : m.j + 1]
    if before == "(" and after == [")"]:
        return m.i < _DATELINE and parse.end[m.j] == parse.start[min(m.j + 1, len(parse) - 1)]  # "(CNN)Police said"
    return parse.dep[m.head] in ("compound", "poss", "nmod") and parse.ent[parse.head[m.head]] != "ORG"


def _is_site(parse: Parse, entity: Entity) -> bool:
    """True for a museum, hotel or school that is only where something is or goes: "displayed at the Museum of Flight"."""
    if entity.kind is not ActorKind.ORGANIZATION or head(entity.mentions[0].words) not in _SITES:
        return False
    return all(relation(parse, m.head)[0] in _AT for m in (*entity.mentions, *entity.described))


def _is_busy(parse: Parse, m: Mention) -> bool:
    """True where the mention harms, is harmed or speaks: "killed by individuals", "members said"."""
    return (
        speaks(parse, m.head)
        or relation(parse, m.head)[0] == "by"
        or any(parse.lemma[v] in HARM for v, _ in predicates(parse, m.head))
    )


def _is_seat(parse: Parse, entity: Entity) -> bool:
    """True for a building that stands for who works in it, where it is only a place: "on Capitol Hill"."""
    if any(" ".join(m.words) not in _SEATS for m in entity.mentions):
        return False
    return all(relation(parse, m.head)[0] in _AT for m in entity.mentions)


def _is_idle(parse: Parse, m: Mention) -> bool:
    """True for predicate nouns and modifiers, and for what is only counted ("there were up to 3,000 traffickers")."""
    rel, gov = relation(parse, m.head)
    if rel == "attr" and any(parse.lemma[c] in _FOUND for c in parse.children[gov] if parse.dep[c] == "nsubj"):
        return False  # "the fatality was an unidentified woman"
    if rel == "of" and parse.lower[gov] in ("one", "some", "part") and relation(parse, gov)[0] == "attr":
        return True  # "he is one of the longest-held citizens"
    counted = rel == "there" and any(parse.pos[k] == "NUM" and "000" in parse.text[k] for k in range(m.i, m.head))
    return counted or rel in ("attr", "compound", "amod", "nmod", "as", "oprd")
