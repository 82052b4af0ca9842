"""Which mentions are one actor: mentions → entities.

In: mentions with their kinds. Out: `Entity`s, each with all its mentions. Names are joined by surname, initials,
acronym, short form and apposition, states with their demonyms, capitals and leaders' governments; descriptions by
noun and modifiers. Every lookup goes through an index by words, so the work does not grow with the square of the
number of actors. Deliberately no spelling distance is used, and a description that fits two actors joins neither.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict

from bluf.analysis.actors.entity import (
    BARE,
    BODIES,
    RECENT,
    SAME_FORCES,
    Entity,
    again,
    compatible,
    forms,
    same_description,
)
from bluf.analysis.actors.kinds import country_of
from bluf.analysis.actors.lexicon import Lexicon
from bluf.analysis.actors.mention import Mention
from bluf.analysis.actors.names import (
    bracketed_acronym,
    canonical,
    head,
    initials,
    is_acronym,
    makes_acronym,
    same_body,
    same_person,
    words,
)
from bluf.analysis.actors.roles import is_function, joined, title_before
from bluf.analysis.actors.states import GOVERNMENT_NOUNS, government_key, is_state_word
from bluf.analysis.actors.syntax import acts, relation
from bluf.analysis.nlp import Parse
from bluf.model import ActorKind

_CLASSES = frozenset(
    "group organization party movement militia guerrilla guerilla rebel militant insurgent fighter troop soldier "
    "terrorist patrol commando network company cartel gang".split()
)
_IRREGULARS = frozenset("guerrilla guerilla rebel insurgent militant fighter subversive".split())
_ARMED = frozenset(
    "front army forces guerrillas guerrilla rebels militia brigade brigades movement fmln eln farc fsln mrta".split()
)
_NEAR = 80  # tokens: about three sentences
_NAMESAKES = 20
_COMMON = frozenset(
    "national united american international federal central general first royal new the state supreme world north "
    "south east west northern southern eastern western democratic republican christian social".split()
)


class Merger:
    """Joins the mentions of one document into entities; used once."""

    def __init__(self, parse: Parse, lexicon: Lexicon) -> None:
        """Start with no entity."""
        self.parse, self.lexicon = parse, lexicon
        self.entities: list[Entity] = []
        self.of_mention: dict[tuple[int, int], Entity] = {}  # by token range
        self._persons: dict[str, list[Entity]] = defaultdict(list)
        self._given: dict[str, list[Entity]] = defaultdict(list)
        self._canonical: dict[frozenset[str], Entity] = {}
        self._bodies: dict[str, list[Entity]] = defaultdict(list)
        self._armed: list[Entity] | None = None
        self._states: dict[str, Entity] = {}
        self._nouns: dict[str, list[Entity]] = defaultdict(list)
        self._functions: dict[str, list[Entity]] = defaultdict(list)

    def merge(self, mentions: list[Mention]) -> list[Entity]:
        """The entities of `mentions` (in text order), in order of their first mention."""
        named = [m for m in mentions if m.named]
        self._join_persons([m for m in named if m.kind is ActorKind.PERSON])
        self._join_bodies([m for m in named if m.kind in BODIES])
        self._join_states([m for m in named if m.kind is ActorKind.PLACE])
        self._read_titles(named)
        self._join_appositions(mentions)
        for m in mentions:
            if not m.named and (m.i, m.j) not in self.of_mention:
                self._join_description(m)
        self._join_acronyms(mentions)
        self._join_functions()
        for entity in self.entities:
            entity.mentions.sort(key=lambda m: m.i)
        live = [e for e in self.entities if e.mentions]
        return sorted(live, key=lambda e: e.mentions[0].i)

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
                called = self._given.get(m.words[0], [])
                fitting = called if len(called) == 1 and called[0].last_before(m.i) >= 0 else []
            if len(fitting) > 1:
                exact = [e for e in fitting if m.words in forms(e)]
                fitting = exact or fitting
            if fitting:
                self._attach(max(fitting, key=lambda e: e.last_before(m.i)) if len(fitting) > 1 else fitting[0], m)
            else:
                entity = self._add(ActorKind.PERSON, m)
                if len(m.words) > 1:
                    self._given[m.words[0]].append(entity)
                for word in dict.fromkeys(m.words if len(m.words) == 1 else m.words[1:]):
                    self._persons[word].append(entity)

    def _join_bodies(self, mentions: list[Mention]) -> None:
        """Full names first; equal names, spelled-out acronyms and short forms that fit exactly one body."""
        for m in sorted(mentions, key=lambda m: (-len(m.words), m.i)):
            code = self._government_named(m)
            if code:
                self._state(code, m)
                continue
            entity = self._fitting_body(m)
            if entity:
                self._attach(entity, m)
                continue
            entity = self._add(m.kind or ActorKind.ORGANIZATION, m)
            keys = {*m.words, " ".join(m.words)} | {f"#{x}" for x in initials(m.words) if len(m.words) > 1}
            for key in sorted(keys):
                self._bodies[key].append(entity)
            self._canonical.setdefault(canonical(m.words), entity)

    def _fitting_body(self, m: Mention) -> Entity | None:
        same = self._bodies.get(" ".join(m.words)) or [e for e in (self._canonical.get(canonical(m.words)),) if e]
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
            spelled = self._bodies.get(f"#{m.words[0]}", ())
            return spelled[0] if len(spelled) == 1 and makes_acronym(m.words[0], spelled[0].mentions[0].words) else None
        if len(m.words) == 1 and (m.words[0] in _COMMON or m.words[0] in self.lexicon.demonyms or len(m.words[0]) < 4):
            return None
        near = self._bodies.get(m.words[-1], ())[:RECENT] or self._bodies.get(head(m.words), ())[:RECENT]
        fitting = [e for e in near if any(same_body(m.words, x) for x in forms(e))]
        fitting = [e for e in fitting if not (e.country and m.country and e.country != m.country)]
        return fitting[0] if len(fitting) == 1 else None

    def _government_named(self, m: Mention) -> str | None:
        """ISO code where a name is that of a state's government ("Venezuelan Government")."""
        return m.country if m.words[-1] in GOVERNMENT_NOUNS and m.kind is ActorKind.GOVERNMENT else None

    def _join_states(self, mentions: list[Mention]) -> None:
        """States and capitals where they act."""
        for m in mentions:
            code = is_state_word(m, self.lexicon)
            if code and acts(self.parse, m.i, m.head):
                self._state(code, m)

    def _state(self, code: str, m: Mention) -> None:
        m.country = code
        entity = self._states.get(code)
        if entity:
            self._attach(entity, m)
        else:
            self._states[code] = self._add(ActorKind.GOVERNMENT, m)

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

    def _unite(self, kept: Entity | None, gone: Entity | None) -> None:
        """Move all that `gone` has to `kept`."""
        if kept is None or gone is None or kept is gone or not gone.mentions:
            return
        for m in gone.mentions:
            kept.mentions.append(m)
            self.of_mention[m.i, m.j] = kept
        kept.country = kept.country or gone.country
        kept.named = kept.named or gone.named
        kept.described += gone.described
        gone.mentions = []

    # --- functions --------------------------------------------------------------------------------------------------

    def _read_titles(self, named: list[Mention]) -> None:
        """Titles right before the names of persons."""
        for m in named:
            entity = self.of_mention.get((m.i, m.j))
            if entity is None or entity.kind is not ActorKind.PERSON:
                continue
            title = title_before(self.parse, m, self.lexicon)
            if title:
                self._give_role(entity, title, self.parse.lower[title[1] - 1])

    def _give_role(self, entity: Entity, span: tuple[int, int], noun: str) -> None:
        entity.roles.append(span)
        entity.country = entity.country or country_of(self.parse, *span, self.lexicon)
        self._functions[noun].append(entity)

    def _join_appositions(self, mentions: list[Mention]) -> None:
        """A description beside a name describes it: "Ricardo Castellar, mayor of Achi,"."""
        starts = {m.i: m for m in mentions if m.named}
        ends = {m.j: m for m in mentions if m.named}
        for m in mentions:
            if m.named or (m.i, m.j) in self.of_mention:
                continue
            after = next((starts[k] for k in range(m.j, m.j + 3) if k in starts), None)
            before = next((ends[k] for k in range(m.i, max(m.i - 3, 0), -1) if k in ends), None)
            if after and joined(self.parse, m, after) and self._describe(after, m):
                continue
            if before and joined(self.parse, before, m):
                self._describe(before, m)

    def _describe(self, name: Mention, description: Mention) -> bool:
        """Let `description` describe the actor called `name`; False where it does not."""
        entity = self.of_mention.get((name.i, name.j))
        if entity is None or not self._is_apposition(name, description) or not compatible(entity, description):
            return False
        entity.described.append(description)
        self.of_mention[description.i, description.j] = entity
        entity.country = entity.country or description.country
        if entity.kind is ActorKind.PERSON and is_function(description, self.lexicon):
            self._give_role(entity, (description.i, description.j), description.noun)
        return True

    def _is_apposition(self, name: Mention, description: Mention) -> bool:
        """True where the parse says so, or where a comma closes what a comma opened."""
        parse = self.parse
        first, second = (name, description) if name.i < description.i else (description, name)
        if parse.dep[second.head] == "appos" or first.j == second.i:
            return True
        if parse.dep[second.head] == "conj" or second.j >= len(parse):
            return False
        return parse.lower[second.j] in (",", ".", ")", "--", "who", "whose", "of", "for", "from", "in", "at")

    def _join_functions(self) -> None:
        """Unite who is only described by a function with the one person who bears it: "Norway's foreign minister"."""
        for entity in self.entities:
            if entity.named or entity.kind is not ActorKind.UNNAMED or not entity.mentions:
                continue
            first = entity.mentions[0]
            if first.indefinite or first.plural or first.noun not in self.lexicon.title:
                continue
            bearers = {id(e): e for e in self._functions.get(first.noun, ()) if e.mentions and self._bears(e, first)}
            if len(bearers) == 1:
                kept = next(iter(bearers.values()))
                kept.described += entity.mentions
                kept.country = kept.country or entity.country
                self.of_mention.update({(m.i, m.j): kept for m in entity.mentions})
                entity.mentions = []

    def _bears(self, person: Entity, m: Mention) -> bool:
        """True where one of a person's functions is the one described, with all its words but the state's, and no other state."""
        if m.country and person.country and m.country != person.country:
            return False
        wanted = self._function_words(m.i, m.j)
        return len(wanted) > 1 and any(self._function_words(i, j) == wanted for i, j in person.roles)

    def _function_words(self, i: int, j: int) -> frozenset[str]:
        """The words of a function without states and peoples: "Norwegian foreign minister", "Norway's foreign minister"."""
        return frozenset(w for w in words(self.parse.words(i, j)) if self.lexicon.country(w) is None)

    # --- descriptions -----------------------------------------------------------------------------------------------

    def _join_description(self, m: Mention) -> None:
        if m.kind is ActorKind.GOVERNMENT and self._join_government(m):
            return
        body = self._meant_by_head(m)
        if body and self.parse.pos[m.head] == "PROPN":  # "the Church" is a short name, "the church" a description
            self._attach(body, m)
            return
        bearer = self._bearer(m)
        described = self._meant_by_function(m) or body or (None if bearer else self._armed_group(m))
        if described:
            described.described.append(m)
            self.of_mention[m.i, m.j] = described
        elif bearer:
            if m.noun in self.lexicon.perpetrator and bearer.kind is ActorKind.ORGANIZATION:
                bearer.kind = ActorKind.GROUP
            self._attach(bearer, m)
        else:
            self._join_namesake(m)

    def _join_namesake(self, m: Mention) -> None:
        """Join a description to one with the same noun that means the same, or let it begin an actor."""
        noun = SAME_FORCES.get(m.noun, m.noun)
        namesakes = self._nouns[noun][-RECENT:]
        for entity in reversed(namesakes):
            if same_description(m, entity) or (len(namesakes) == 1 and again(self.parse, m, entity)):
                self._attach(entity, m)
                return
        self._nouns[noun].append(self._add(m.kind or ActorKind.UNNAMED, m, named=False))

    def _bearer(self, m: Mention) -> Entity | None:
        """The named body that a description only classifies: "Shining Path group", "FMLN guerrillas"; not "two FMLN guerrillas"."""
        if (
            m.noun not in _CLASSES
            or (m.noun in self.lexicon.person and not m.plural)
            or (m.plural and any(self.parse.pos[k] == "NUM" for k in range(m.i, m.head)))
        ):
            return None
        for k in range(m.i, m.head):
            for j in range(m.head, k, -1):
                entity = self.of_mention.get((k, j))
                if (
                    entity
                    and entity.named
                    and entity.kind in (ActorKind.ORGANIZATION, ActorKind.GROUP)
                    and self.parse.lower[j] != "'s"
                ):
                    return entity
        return None

    def _armed_group(self, m: Mention) -> Entity | None:
        """The only named armed group so far, where a definite plural speaks of its people ("the rebels")."""
        if not (m.definite and m.plural and len(m.words) == 1 and m.noun in _IRREGULARS):
            return None
        if self._armed is None:
            named = [e for e in self.entities if e.named and e.mentions and e.kind is ActorKind.GROUP]
            self._armed = [e for e in named if any(w in _ARMED for x in e.mentions[:RECENT] for w in x.words)]
        return self._armed[0] if len(self._armed) == 1 else None

    def _join_government(self, m: Mention) -> bool:
        """Give a government's description to its state; False where it is no state's.

        "the government" is the one state's that was named in the last sentences; where there are several, it is left out.
        """
        code = government_key(self.parse, m, self.lexicon, self._states)
        if code:
            self._state(code, m)
            return True
        if m.noun not in GOVERNMENT_NOUNS or not m.definite or not self._states:
            return False
        near = [e for e in self._states.values() if 0 <= e.last_before(m.i) > m.i - _NEAR]
        if len(m.words) == 1 and (len(near) == 1 or len(self._states) == 1):
            entity = near[0] if len(near) == 1 else next(iter(self._states.values()))
            entity.described.append(m)
            insort(entity.starts, m.i)
            self.of_mention[m.i, m.j] = entity
        return True

    def _meant_by_function(self, m: Mention) -> Entity | None:
        """The person last mentioned before a definite description of its function ("the minister")."""
        if not m.definite or m.plural or relation(self.parse, m.head)[0] == "attr":
            return None
        before = [e for e in self._functions.get(m.noun, ())[-RECENT:] if e.mentions and e.mentions[0].i < m.i]
        before = [e for e in before if not (m.country and e.country and m.country != e.country)]
        return before[-1] if before and all(e is before[0] for e in before) else None

    def _meant_by_head(self, m: Mention) -> Entity | None:
        """The one body whose name has the noun of a definite description as its head ("the party", "police")."""
        if (m.plural and m.kind is not ActorKind.GOVERNMENT) or not (m.definite or m.noun in BARE):
            return None
        mine = set(m.words)
        fitting = [
            e
            for e in self._bodies.get(m.noun, ())[:RECENT]
            if e.mentions and any(head(f) == m.noun and mine <= set(f) for f in forms(e))
            and not (m.country and e.country and m.country != e.country)
        ]  # fmt: skip
        return fitting[0] if len(fitting) == 1 else None
