"""Which names are one actor: named mentions → entities.

Names are joined by surname, initials, acronym and short form; states with their demonyms and capitals where they act.
Every lookup goes through an index by words, so the work does not grow with the square of the number of actors.
Deliberately no spelling distance is used, and a short form that fits two bodies joins neither.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable

from bluf.analysis.actors.entity import (
    BODIES,
    RECENT,
    Entity,
    forms,
)
from bluf.analysis.actors.lexicon import Lexicon
from bluf.analysis.actors.mention import Mention
from bluf.analysis.actors.names import (
    NATIONS,
    SURNAMES_FIRST,
    bracketed_acronym,
    canonical,
    head,
    initials,
    is_acronym,
    is_slip,
    makes_acronym,
    office,
    same_body,
    same_person,
    spelled,
)
from bluf.analysis.actors.states import GOVERNMENT_NOUNS, is_sports, is_state_word
from bluf.analysis.actors.syntax import acts, relation
from bluf.analysis.nlp import Parse
from bluf.model import ActorKind

_PLAY = frozenset("face beat defeat play attempt lead goal win victory draw score side team squad defense shot".split())
_NAMESAKES = 20
_COMMON = frozenset(
    "national united american international federal central general first royal new the state supreme world north "
    "south east west northern southern eastern western democratic republican christian social".split()
)


KOREA = ("korea",)  # the one of the two that the text names in full
_OFTEN = 3
_BRANDED = frozenset("news radio tv television online international group inc corp plc ltd company sports".split())


def _is_brand(short: str, names: Iterable[tuple[str, ...]]) -> bool:
    """True where a name is the acronym with common words behind it: "CBC News", not "NATO Maritime Group"."""
    return any(parts[0] == short and len(parts) > 1 and _BRANDED.issuperset(parts[1:]) for parts in names)


class NameMerger:
    """Joins the names of one document into entities; used once, by `entities.Merger`."""

    def __init__(self, parse: Parse, lexicon: Lexicon) -> None:
        """Start with no entity."""
        self.parse, self.lexicon = parse, lexicon
        self.entities: list[Entity] = []
        self.of_mention: dict[tuple[int, int], Entity] = {}  # by token range
        self._persons: dict[str, list[Entity]] = defaultdict(list)
        self._given: dict[str, list[Entity]] = defaultdict(list)
        self._surname_first: dict[str, list[Entity]] = defaultdict(list)
        self._canonical: dict[frozenset[str], Entity] = {}
        self._bodies: dict[str, list[Entity]] = defaultdict(list)
        self._offices: dict[frozenset[str], list[Entity]] = defaultdict(list)
        self._armed: list[Entity] | None = None
        self._described_so_far: list[Mention] = []
        self._states: dict[str, Entity] = {}
        self._team = ActorKind.ORGANIZATION if is_sports(parse) else None
        self._nouns: dict[str, list[Entity]] = defaultdict(list)
        self._functions: dict[str, list[Entity]] = defaultdict(list)

    # --- names ------------------------------------------------------------------------------------------------------

    def _add(self, kind: ActorKind, m: Mention, *, named: bool = True) -> Entity:
        entity = Entity(kind=kind, named=named)
        self.entities.append(entity)
        self._attach(entity, m)
        return entity

    def _attach(self, entity: Entity, m: Mention) -> None:
        entity.mentions.append(m)
        insort(entity.starts, m.i)
        entity.country = entity.country or m.country
        self.of_mention[m.i, m.j] = entity

    def _join_persons(self, mentions: list[Mention]) -> None:
        """Full names first; a short form goes to the person of that name who was mentioned last before it."""
        for m in sorted(mentions, key=lambda m: (-len(m.words), m.i)):
            fitting = [
                e
                for e in self._persons.get(m.words[-1], ())[:_NAMESAKES]
                if any(same_person(m.words, x) for x in forms(e))
            ]
            if not fitting and len(m.words) == 1:
                fitting = [e for e in self._surname_first.get(m.words[0], ()) if e.last_before(m.i) >= 0]
            if not fitting and len(m.words) == 1:
                called = self._given.get(m.words[0], [])
                known = len(called) == 1 and (called[0].last_before(m.i) >= 0 or self._has_relatives(called[0]))
                fitting = called if known else []
            if len(fitting) > 1:
                exact = [e for e in fitting if m.words in forms(e)]
                fitting = exact or fitting
            if fitting:
                self._attach(max(fitting, key=lambda e: e.last_before(m.i)) if len(fitting) > 1 else fitting[0], m)
            else:
                entity = self._add(ActorKind.PERSON, m)
                if len(m.words) > 1:
                    self._given[m.words[0]].append(entity)
                if len(m.words) == 3 and m.words[0] in SURNAMES_FIRST:
                    self._surname_first[m.words[0]].append(entity)
                for word in dict.fromkeys(m.words if len(m.words) == 1 else m.words[1:]):
                    self._persons[word].append(entity)

    def _join_spellings(self) -> None:
        """Make one of a name and a lone slip or transliteration of it: "Mullah Fazlullah", "Fuzlullah".

        Only vowels and doubled letters may differ, and the slip has no given name, or the same one or surname.
        """
        full: dict[tuple[str, ...], list[Entity]] = defaultdict(list)
        for entity in self.entities:
            parts = entity.mentions[0].words if entity.kind is ActorKind.PERSON and entity.mentions else ()
            if len(parts) > 1 or (parts and entity.roles):
                full[spelled(parts[-1])].append(entity)
        for entity in self.entities:
            if entity.kind is not ActorKind.PERSON or not entity.mentions or len(forms(entity)) > 1:
                continue
            parts = entity.mentions[0].words
            same = [e for e in full.get(spelled(parts[-1]), ()) if e is not entity and e.mentions]
            if len(same) == 1 and is_slip(parts, same[0].mentions[0].words):
                first, second = sorted((entity, same[0]), key=lambda e: (-len(e.mentions), e.starts[0]))
                self._unite(first, second)

    def _has_relatives(self, person: Entity) -> bool:
        """True where another person of the text has the same surname: a first name alone then means one of the family."""
        return len(self._persons.get(person.mentions[0].words[-1], ())) > 1

    def _join_bodies(self, mentions: list[Mention]) -> None:
        """Full names first; equal names, spelled-out acronyms and short forms that fit exactly one body."""
        for m in sorted(mentions, key=lambda m: (-len(m.words), m.i)):
            code = self._government_named(m)
            if code:
                self._state(code, m)
                continue
            entity = self._fitting_body(m)
            if entity:
                if m.words not in forms(entity) and len(m.words) > 1:
                    for short in sorted(initials(m.words)):
                        self._bodies[f"#{short}"].append(entity)
                self._attach(entity, m)
                continue
            entity = self._add(m.kind or ActorKind.ORGANIZATION, m)
            keys = {*m.words, "=" + " ".join(m.words)} | {f"#{x}" for x in initials(m.words) if len(m.words) > 1}
            for key in sorted(keys):
                self._bodies[key].append(entity)
            self._canonical.setdefault(canonical(m.words), entity)
            if m.kind is ActorKind.GOVERNMENT:
                self._offices[office(m.words)].append(entity)

    def _same_office(self, m: Mention) -> list[Entity]:
        """The one office of a state that is named with and without it: "the U.S. Justice Department", "Department of Justice"."""
        alike = self._offices.get(office(m.words), []) if m.kind is ActorKind.GOVERNMENT else []
        fits = len(alike) == 1 and not (m.country and alike[0].country and m.country != alike[0].country)
        return alike if fits else []

    def _fitting_body(self, m: Mention) -> Entity | None:
        same = (
            self._same_office(m)
            or self._bodies.get("=" + " ".join(m.words))
            or [e for e in (self._canonical.get(canonical(m.words)),) if e]
        )
        if same:
            return same[0]
        if len(m.words) == 1 and m.kind is ActorKind.GROUP:  # "Houthi", "Houthis"
            word = m.words[0]
            same = self._bodies.get(f"={word}s", []) or self._bodies.get(f"={word.removesuffix('s')}", [])
            if same:
                return same[0]
        if len(m.words) == 1 and m.words[0].endswith("s"):  # "Republicans", "Democrats" and their party
            party = [
                e
                for e in self._bodies.get("party", ())[:RECENT]
                if any(w.startswith(m.words[0][:-1]) for w in e.mentions[0].words)
            ]
            if len(party) == 1 and len(m.words[0]) > 5:
                return party[0]
        if len(m.words) == 1 and is_acronym(self.parse.words(m.i, m.j)):
            full = list({id(e): e for e in self._bodies.get(f"#{m.words[0]}", ())}.values())
            if len(full) == 1 and any(makes_acronym(m.words[0], x) for x in forms(full[0])):
                return full[0]
            longer = [e for e in self._bodies.get(m.words[0], ())[:RECENT] if _is_brand(m.words[0], forms(e))]
            return longer[0] if len(longer) == 1 else None
        if len(m.words) == 1 and (
            m.words[0] in _COMMON or m.words[0] in self.lexicon.demonyms or m.words[0] in NATIONS or len(m.words[0]) < 4
        ):
            return None
        near = self._bodies.get(m.words[-1], ())[:RECENT] or self._bodies.get(head(m.words), ())[:RECENT]
        fitting = [e for e in near if any(same_body(m.words, x) for x in forms(e))]
        fitting = [e for e in fitting if not (e.country and m.country and e.country != m.country)]
        if len(fitting) > 1:  # one that the text is about, and one named once
            fitting = [e for e in fitting if len(e.mentions) >= _OFTEN] or fitting
        return fitting[0] if len(fitting) == 1 else None

    def _government_named(self, m: Mention) -> str | None:
        """ISO code where a name is that of a state's government ("Venezuelan Government")."""
        return m.country if m.words[-1] in GOVERNMENT_NOUNS and m.kind is ActorKind.GOVERNMENT else None

    def _join_states(self, mentions: list[Mention]) -> None:
        """States and capitals where they act."""
        only_korea = {code for m in mentions if (code := is_state_word(m, self.lexicon)) in ("KR", "KP")}
        for m in mentions:
            code = is_state_word(m, self.lexicon)
            if m.words == KOREA and len(only_korea) == 1:
                code = next(iter(only_korea))
            if code and (acts(self.parse, m.i, m.head) or (self._team and self._plays(m))):
                self._state(code, m)

    def _join_players(self, mentions: list[Mention]) -> None:
        """A people in the plural is its team in a match: "the Belgians"."""
        for m in mentions:
            code = self.lexicon.demonyms.get(m.words[0]) if len(m.words) == 1 and m.words[0].endswith("s") else None
            entity = self.of_mention.get((m.i, m.j))
            if self._team and code in self._states and entity:
                self._unite(self._states[code], entity)

    def _plays(self, m: Mention) -> bool:
        """True for an opponent in a match: "faced Panama", "Panama's attempt", "against Panama"."""
        rel, gov = relation(self.parse, m.head)
        return rel == "against" or (rel in ("dobj", "poss") and self.parse.lemma[gov] in _PLAY)

    def _state(self, code: str, m: Mention) -> None:
        m.country = code
        entity = self._states.get(code)
        if entity:
            self._attach(entity, m)
        else:
            self._states[code] = self._add(self._team or ActorKind.GOVERNMENT, m)

    def _join_acronyms(self, mentions: list[Mention]) -> None:
        """Make one of "X (ACR)", and of "ACR (X)"."""
        text, ends = self.parse.text, {m.j: m for m in mentions}
        for right in mentions:
            left = ends.get(right.i - 1)
            if left is None or text[left.j] not in "([" or right.j >= len(text) or text[right.j] not in ")]":
                continue
            short, full = sorted((left, right), key=lambda m: len(m.words))
            if len(short.words) == 1 and short.named and bracketed_acronym(short.words[0], full.words):
                self._unite(self.of_mention.get((full.i, full.j)), self.of_mention.get((short.i, short.j)))

    def _join_other_names(self, mentions: list[Mention]) -> None:
        """Make one of "X, known as the Y"."""
        lower, starts = self.parse.lower, {m.i: m for m in mentions if m.named}
        for m in mentions:
            k = m.j + (lower[m.j : m.j + 1] == [","])
            k += lower[k : k + 1] in (["also"], ["better"], ["widely"], ["formerly"])
            if lower[k : k + 2] != ["known", "as"] or (not m.named and m.kind not in BODIES):
                continue
            k += 2 + (lower[k + 2 : k + 3] == ["the"])
            other = starts.get(k)
            entities = (self.of_mention.get((m.i, m.j)), self.of_mention.get((other.i, other.j)) if other else None)
            if (
                entities[0]
                and entities[1]
                and (entities[0].kind is ActorKind.PERSON) == (entities[1].kind is ActorKind.PERSON)
            ):
                described = [] if m.named else list(entities[0].mentions)
                self._unite(*entities)
                entities[0].described += described
                entities[0].mentions = [x for x in entities[0].mentions if not any(x is d for d in described)]

    def _unite(self, kept: Entity | None, gone: Entity | None) -> None:
        """Move all that `gone` has to `kept`."""
        if kept is None or gone is None or kept is gone or not gone.mentions:
            return
        for m in gone.mentions:
            kept.mentions.append(m)
            self.of_mention[m.i, m.j] = kept
        if gone.named and not kept.named:
            kept.kind = gone.kind
        kept.country = kept.country or gone.country
        kept.named = kept.named or gone.named
        kept.described += gone.described
        gone.mentions = []
