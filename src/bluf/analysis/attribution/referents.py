"""Who a source can mean: actors, or the names of a text, with what their mentions show of them: sex, number, nouns.

In: a parse and its actors; out: `Referents`, which knows every mention and who is named at a token. "Carla Ruiz, the
minister" is "f" and a minister; "two men" are plural. Deliberately nobody is looked for here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bluf.analysis.attribution.names import is_plural, sex_of
from bluf.analysis.nlp import Parse
from bluf.model import Actor, ActorKind

_MENTION_TOKENS = 40
_ENTITY_KINDS = {
    "PERSON": ActorKind.PERSON,
    "ORG": ActorKind.ORGANIZATION,
    "GPE": ActorKind.PLACE,
    "NORP": ActorKind.GROUP,
}


@dataclass(slots=True)
class Referent:
    """Someone a source can mean: an actor, or a name of the text where no actors were given."""

    name: str
    kind: ActorKind
    id: str | None = None
    sex: str = ""
    plural: bool = False
    nouns: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)


class Referents:
    """All mentions of one text, in order: `mentions` holds their tokens and referents, `at` who is named at a token."""

    def __init__(self, parse: Parse, actors: tuple[Actor, ...]) -> None:
        self.parse = parse
        self.mentions: list[tuple[int, int, Referent]] = []
        self.at: dict[int, Referent] = {}
        if actors:
            self._take(actors)
        else:
            self._take_entities()
        self.mentions.sort(key=lambda m: (m[0], m[1]))
        for i, j, referent in sorted(self.mentions, key=lambda m: m[0] - m[1]):
            for k in range(i, min(j, i + _MENTION_TOKENS)):
                self.at[k] = referent

    def _take(self, actors: tuple[Actor, ...]) -> None:
        for actor in actors:
            words = f"{actor.role or ''} {actor.name}".lower().split()
            roles = set((actor.role or "").lower().split())
            sex = sex_of(words, given=given_name(actor.name) if actor.kind is ActorKind.PERSON else "")
            referent = Referent(actor.name, actor.kind, actor.id, sex=sex, nouns=roles, words=set(words))
            for mention in actor.mentions:
                i, j = self.parse.tokens_of(mention.start, mention.end)
                if i < j:
                    self.mentions.append((i, j, referent))
                    self._learn(referent, i, j)

    def _learn(self, referent: Referent, i: int, j: int) -> None:
        """Sex, number and nouns that a mention shows."""
        parse = self.parse
        head = head_of(parse, i, j)
        referent.words.update(parse.lower[i:j])
        words = (
            parse.lower[max(0, i - 1) : j]
            if i and parse.lower[i - 1].rstrip(".") in ("mr", "mrs", "ms", "sir")
            else parse.lower[i:j]
        )
        referent.sex = referent.sex or (sex_of(words) if referent.kind in (ActorKind.PERSON, ActorKind.UNNAMED) else "")
        if parse.pos[head] == "NOUN":
            referent.nouns.add(parse.lemma[head])
            referent.plural = referent.plural or (is_plural(parse.tag[head]) and referent.kind is ActorKind.UNNAMED)
        for k in range(i, j):
            if parse.pos[k] == "NOUN":
                referent.nouns.add(parse.lemma[k])
        for c in parse.children[head]:
            if parse.dep[c] in ("appos", "compound", "nmod") and parse.pos[c] in ("NOUN", "PROPN"):
                referent.nouns.add(parse.lemma[c])
        if parse.dep[head] == "appos":
            referent.nouns.add(parse.lemma[parse.head[head]])

    def _take_entities(self) -> None:
        """Names of the text as referents, a surname with the full name that ends in it."""
        ents = [e for e in self.parse.doc.ents if e.label_ in _ENTITY_KINDS]
        full: dict[str, str] = {}
        for e in ents:
            name = bare_name(e.text)
            if e.label_ == "PERSON" and name and len(name) > len(full.get(name.split()[-1].lower(), "")):
                full[name.split()[-1].lower()] = name
        known: dict[str, Referent] = {}
        for e in ents:
            name = bare_name(e.text)
            if not name:
                continue
            if e.label_ == "PERSON":
                name = full[name.split()[-1].lower()]
            referent = known.setdefault(name, Referent(name, _ENTITY_KINDS[e.label_]))
            self.mentions.append((e.start, e.end, referent))
            if referent.kind is ActorKind.PERSON:
                self._learn(referent, e.start, e.end)


def head_of(parse: Parse, i: int, j: int) -> int:
    """The token of `i`..`j` whose head lies outside."""
    for k in range(i, j):
        if not i <= parse.head[k] < j or parse.head[k] == k:
            return k
    return j - 1


def given_name(name: str) -> str:
    """The first word of a name of two or more, lower case."""
    words = name.lower().split()
    return words[0] if len(words) > 1 else ""


def bare_name(name: str) -> str:
    """A name without a possessive."""
    name = name.strip()
    return name[:-2].strip() if name.endswith(("'s", "’s")) else name
