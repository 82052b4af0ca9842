"""Which mentions are one actor: mentions → entities.

In: mentions with their kinds. Out: `Entity`s, each with all its mentions. Names are joined by surname, initials,
acronym, short form and apposition, states with their demonyms, capitals and leaders' governments; descriptions by
noun and modifiers. Every lookup goes through an index by words, so the work does not grow with the square of the
number of actors. Deliberately no spelling distance is used, and a description that fits two actors joins neither.
"""

from __future__ import annotations

from bisect import insort

from bluf.analysis.actors.entity import (
    BARE,
    BODIES,
    RECENT,
    SAME_FORCES,
    Entity,
    again,
    forms,
    same_description,
)
from bluf.analysis.actors.functions import FunctionMerger
from bluf.analysis.actors.mention import Mention
from bluf.analysis.actors.names import canonical, head
from bluf.analysis.actors.naming import KOREA
from bluf.analysis.actors.states import GOVERNMENT_NOUNS, government_key
from bluf.analysis.actors.syntax import relation
from bluf.model import ActorKind

_CLASSES = frozenset(
    "group organization party movement militia guerrilla guerilla rebel militant insurgent fighter troop soldier "
    "terrorist patrol commando network company cartel gang magazine newspaper force".split()
)
_IRREGULARS = frozenset("guerrilla guerilla rebel insurgent militant fighter subversive".split())
_ARMED = frozenset(
    "front army forces guerrillas guerrilla rebels militia brigade brigades movement fmln eln farc fsln mrta".split()
)
_NEAR = 80  # tokens: about three sentences
_LEADS = frozenset("president premier prime minister chancellor leader supreme".split())
_DIPLOMAT = frozenset(("foreign", "diplomat", "state", "external"))
_DIPLOMATS = frozenset(("minister", "secretary"))
_SYNONYMS: dict[tuple[str, ...], frozenset[str]] = {("top", "diplomat"): _DIPLOMAT, ("chief", "diplomat"): _DIPLOMAT}
_EQUALS = {"diplomat": ("minister", "secretary")}


_DEMONSTRATIVES = frozenset("this that these those".split())
_GENERAL = frozenset(
    "group organization people person man woman individual criminal force body company actor unit".split()
)
_MANY = frozenset((ActorKind.GROUP, ActorKind.UNNAMED, ActorKind.ORGANIZATION))


class Merger(FunctionMerger):
    """Joins the mentions of one document into entities; used once."""

    def merge(self, mentions: list[Mention]) -> list[Entity]:
        """The entities of `mentions` (in text order), in order of their first mention."""
        named = [m for m in mentions if m.named]
        self._join_persons([m for m in named if m.kind is ActorKind.PERSON])
        self._join_bodies([m for m in named if m.kind in BODIES and m.words != KOREA])
        self._join_states([m for m in named if m.kind is ActorKind.PLACE or m.words == KOREA])
        self._join_players(named)
        self._read_titles(named)
        self._join_spellings()
        self._join_appositions(mentions)
        self._join_predicates(mentions)
        self._join_subjects(mentions)
        for m in mentions:
            if not m.named and (m.i, m.j) not in self.of_mention:
                self._join_description(m)
            if not m.named:
                self._described_so_far.append(m)
        self._join_acronyms(mentions)
        self._join_other_names(mentions)
        self._join_functions()
        self._join_ages(mentions)
        for entity in self.entities:
            entity.mentions.sort(key=lambda m: m.i)
        live = [e for e in self.entities if e.mentions]
        return sorted(live, key=lambda e: e.mentions[0].i)

    # --- descriptions -----------------------------------------------------------------------------------------------

    def _join_description(self, m: Mention) -> None:
        if self.parse.lower[max(m.i - 1, 0)] in _DEMONSTRATIVES and len(m.words) == 1:
            self._join_pointer(m)
            return
        if m.kind is ActorKind.GOVERNMENT and self._join_government(m):
            return
        short = self.lexicon.acronyms.get(" ".join(m.words))
        body = self._canonical.get(canonical(m.words)) if short else None
        if body:
            self._attach(body, m)
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

    def _join_pointer(self, m: Mention) -> None:
        """Join "these groups" to the last ones of their number in this sentence or the one before.

        Where none fits but the text has others of this noun, it joins nobody: they may be meant or not.
        """
        antecedent = self._antecedent(m)
        if antecedent:
            antecedent.described.append(m)
            self.of_mention[m.i, m.j] = antecedent
        elif not self._nouns[SAME_FORCES.get(m.noun, m.noun)]:
            self._join_namesake(m)

    def _antecedent(self, m: Mention) -> Entity | None:
        """Who was described last before `m`, not further back than one sentence, in its number and with a noun that fits."""
        parse, sentence = self.parse, self.parse.sent[m.head]
        for before in reversed(self._described_so_far):
            if before.i >= m.i:
                continue
            if parse.sent[before.head] < sentence - 1:
                return None
            entity = self.of_mention.get((before.i, before.j))
            same_sort = (m.kind in _MANY) == (before.kind in _MANY) and before.plural == m.plural
            if entity and same_sort and (m.noun == before.noun or m.noun in _GENERAL):
                return entity
        return None

    def _join_namesake(self, m: Mention) -> None:
        """Join a description to one with the same noun that means the same, or let it begin an actor."""
        noun = m.noun if m.noun == "unit" and m.country is None else SAME_FORCES.get(m.noun, m.noun)
        namesakes = self._nouns[noun][-RECENT:]
        if m.definite and m.words == ("group",) and self._has_group():
            return  # which group is not said
        if len(m.words) == 1 and m.noun in BARE:  # "police" of one of two towns: nobody's, rather than a guess
            several = sum(len(e.mentions[0].words) > 1 for e in namesakes) > 1
            namesakes = [e for e in namesakes if len(e.mentions[0].words) == 1] if several else namesakes
        if m.country is None and noun == "force":  # "the army" of one of two states: nobody's, rather than a guess
            fitting = {e.country for e in namesakes if same_description(m, e)} - {None}
            namesakes = [e for e in namesakes if e.country is None] if len(fitting) > 1 else namesakes
        for entity in reversed(namesakes):
            if same_description(m, entity) or (len(namesakes) == 1 and again(self.parse, m, entity)):
                self._attach(entity, m)
                return
        self._nouns[noun].append(self._add(m.kind or ActorKind.UNNAMED, m, named=False))

    def _has_group(self) -> bool:
        """True where the text names a group."""
        return any(e.named and e.mentions and e.kind is ActorKind.GROUP for e in self.entities)

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
                    and entity.kind in (ActorKind.ORGANIZATION, ActorKind.GROUP, ActorKind.MEDIA)
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
        owned = m.country is not None and "'s" in self.parse.lower[m.i : m.j]  # "Colombia's top diplomat"
        if not (m.definite or owned) or m.plural or relation(self.parse, m.head)[0] == "attr":
            return None
        wanted = _SYNONYMS.get(m.words[-2:]) or self._function_words(m.i, m.j)
        bearers = [e for noun in (m.noun, *_EQUALS.get(m.noun, ())) for e in self._functions.get(noun, ())]
        leader = self._leader(m)
        if leader:
            return leader
        before = {id(e): e for e in bearers if e.mentions and min(e.starts) < m.i and self._may_bear(e, m, wanted)}
        return next(iter(before.values())) if len(before) == 1 else None

    def _leader(self, m: Mention) -> Entity | None:
        """The one person of the text who led the state whose leader is meant: "China's premier" is Li Keqiang."""
        if m.country is None or m.noun not in _LEADS or not _LEADS.issuperset(self._function_words(m.i, m.j)):
            return None
        codes = self.lexicon.leaders
        persons = [
            e for e in self.entities if e.kind is ActorKind.PERSON and e.mentions and len(e.mentions[0].words) > 1
        ]
        fitting = [e for e in persons if any(m.country in codes.get(w, ()) for w in e.mentions[0].words)]
        return fitting[0] if len(fitting) == 1 else None

    def _may_bear(self, person: Entity, m: Mention, wanted: frozenset[str]) -> bool:
        """True where one of a person's functions has all the words that a description of a function has, and no other state's."""
        if m.country and person.country and m.country != person.country:
            return False
        for i, j in person.roles:
            mine = self._function_words(i, j)
            if wanted <= mine or (wanted <= _DIPLOMAT and mine & _DIPLOMAT and mine & _DIPLOMATS):
                return True
        return False

    def _meant_by_head(self, m: Mention) -> Entity | None:
        """The one body whose name has the noun of a definite description as its head ("the party", "police").

        "the newspaper", "the British broadcaster" is the one outlet that the text has named.
        """
        if m.kind is ActorKind.MEDIA and m.definite and not m.plural and len(m.words) < 3:
            outlets = [e for e in self.entities if e.named and e.mentions and e.kind is ActorKind.MEDIA]
            return outlets[0] if len(outlets) == 1 and min(outlets[0].starts) < m.i else None
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
