"""What functions named persons bear, and who is meant by one: titles, appositions, predicates → roles of entities.

"Colombian Foreign Minister Maria Holguin", "Ricardo Castellar, mayor of Achi," and "the minister" after them speak of the
same people; "a 19-year-old man" is "Erich Nowsch, 19,". Deliberately a function that two persons bear joins neither.
"""

from __future__ import annotations

from collections import defaultdict

from bluf.analysis.actors.entity import Entity, compatible
from bluf.analysis.actors.kinds import country_of
from bluf.analysis.actors.mention import Mention
from bluf.analysis.actors.names import words
from bluf.analysis.actors.naming import NameMerger
from bluf.analysis.actors.roles import is_function, joined, title_before, without_opening
from bluf.analysis.nlp import Parse
from bluf.model import ActorKind

_TITLE = 6  # tokens


def _age(parse: Parse, m: Mention) -> str:
    """The age that a name ("Erich Nowsch, 19,") or description ("19-year-old man") is given; "" where none."""
    if m.named:
        after = parse.text[m.j : m.j + 3]
        return after[1] if len(after) == 3 and after[0] == after[2] == "," and after[1].isdecimal() else ""
    words_ = m.words
    return words_[0] if words_[1:3] == ("year", "old") and words_[0].isdecimal() else ""


class FunctionMerger(NameMerger):
    """Gives persons their functions and joins who is described by one."""

    def _read_titles(self, named: list[Mention]) -> None:
        """Titles right before the names of persons."""
        for m in named:
            entity = self.of_mention.get((m.i, m.j))
            if entity is None or entity.kind is not ActorKind.PERSON:
                continue
            title = title_before(self.parse, m, self.lexicon)
            if title:
                self._give_role(entity, title, self.parse.lower[title[1] - 1])

    def _before_body(self, i: int, j: int) -> int:
        """Where a function ends before the name of a body: "director of the Indonesian Hospital" is nobody of Indonesia."""
        of = next((k for k in range(i, j) if self.parse.lower[k] == "of"), j)
        return of if any(self.parse.ent[k] == "ORG" for k in range(of, j)) else j

    def _give_role(self, entity: Entity, span: tuple[int, int], noun: str) -> None:
        entity.roles.append(span)
        entity.country = entity.country or country_of(self.parse, span[0], self._before_body(*span), self.lexicon)
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
            doubled = self._titled_after(m, starts)
            if doubled and self._describe(doubled, m):
                continue
            if after and joined(self.parse, m, after) and self._describe(after, m):
                continue
            if before and joined(self.parse, before, m) and not self._is_listed(before, m):
                self._describe(before, m)

    def _join_ages(self, mentions: list[Mention]) -> None:
        """Unite "a 19-year-old man" with "Erich Nowsch, 19," where nobody else of the text has that age."""
        ages: dict[str, set[int]] = defaultdict(set)
        aged: dict[str, Entity] = {}
        for m in mentions:
            entity, age = self.of_mention.get((m.i, m.j)), _age(self.parse, m)
            if age and entity:
                ages[age].add(id(entity))
                if entity.kind is ActorKind.PERSON:
                    aged[age] = entity
        for m in mentions:
            entity, age = self.of_mention.get((m.i, m.j)), _age(self.parse, m)
            person = aged.get(age) if age else None
            if not person or not entity or entity.named or m.plural or entity.kind is not ActorKind.UNNAMED:
                continue
            if len(ages[age]) == 2 and len(entity.mentions) == 1:  # the one and the other
                person.described.append(m)
                self.of_mention[m.i, m.j] = person
                entity.mentions = []

    def _titled_after(self, m: Mention, starts: dict[int, Mention]) -> Mention | None:
        """The name behind the second of two titles: "Georgia Aquarium Chairman and CEO Mike Leven"."""
        parse = self.parse
        if parse.lower[m.j : m.j + 1] != ["and"] or m.plural or parse.pos[m.head] != "PROPN":
            return None
        k = m.j + 1
        while k < len(parse) and k < m.j + _TITLE and k not in starts and parse.text[k][:1].isupper():
            k += 1
        name = starts.get(k)
        title = title_before(parse, name, self.lexicon) if name and name.kind is ActorKind.PERSON else None
        return name if title and title[0] == m.j + 1 else None

    def _is_listed(self, name: Mention, m: Mention) -> bool:
        """True where a description is the next in a list: "his wife, Judy, his attorney and three congressmen flew"."""
        parse = self.parse
        own = parse.lower[m.i - 1] in ("his", "her", "their", "its")
        return own and parse.text[name.i - 1 : name.i] == [","] and parse.lower[m.j : m.j + 1] == ["and"]

    def _join_predicates(self, mentions: list[Mention]) -> None:
        """What a named subject is said to be describes it: "Commanders for Peace is a group of veterans"."""
        parse = self.parse
        subjects = {m.head: m for m in mentions if m.named}
        for m in mentions:
            verb = parse.head[m.head]
            if m.named or parse.dep[m.head] != "attr" or (m.i, m.j) in self.of_mention or parse.lemma[verb] != "be":
                continue
            if any(parse.dep[c] == "neg" or parse.tag[c] == "MD" for c in parse.children[verb]):
                continue
            name = next((subjects[c] for c in parse.children[verb] if parse.dep[c] == "nsubj" and c in subjects), None)
            entity = self.of_mention.get((name.i, name.j)) if name else None
            if entity and compatible(entity, m) and not m.plural:
                entity.described.append(m)
                self.of_mention[m.i, m.j] = entity

    def _join_subjects(self, mentions: list[Mention]) -> None:
        """Who goes on as the subject under another word: "Hodgson loves Italy, but the former Inter coach must be quick"."""
        parse = self.parse
        subjects = {parse.head[m.head]: m for m in mentions if m.named and parse.dep[m.head] == "nsubj"}
        for m in mentions:
            if m.named or not m.definite or m.plural or len(m.words) < 2 or (m.i, m.j) in self.of_mention:
                continue
            verb = parse.head[m.head]
            if m.kind is not ActorKind.UNNAMED or parse.dep[m.head] != "nsubj" or parse.dep[verb] != "conj":
                continue
            name = subjects.get(parse.head[verb])
            entity = self.of_mention.get((name.i, name.j)) if name and name.i < m.i else None
            if entity and entity.kind is ActorKind.PERSON and is_function(m, self.lexicon) and self._agrees(entity, m):
                entity.described.append(m)
                self.of_mention[m.i, m.j] = entity

    def _agrees(self, person: Entity, m: Mention) -> bool:
        """True where nothing known of the person speaks against a function: another state, the same noun of another body."""
        if m.country and person.country and m.country != person.country:
            return False
        bearers = [e for e in self._functions.get(m.noun, ()) if e is not person]
        return not any(
            self._function_words(m.i, m.j) <= self._function_words(i, j) for e in bearers for i, j in e.roles
        )

    def _describe(self, name: Mention, description: Mention) -> bool:
        """Let `description` describe the actor called `name`; False where it does not."""
        entity = self.of_mention.get((name.i, name.j))
        if entity is None or not self._is_apposition(name, description) or not compatible(entity, description):
            return False
        entity.described.append(description)
        self.of_mention[description.i, description.j] = entity
        if entity.kind is not ActorKind.PERSON or self._before_body(description.i, description.j) == description.j:
            entity.country = entity.country or description.country
        if entity.kind is ActorKind.PERSON and is_function(description, self.lexicon):
            start = min(without_opening(self.parse, description.i, description.head + 1), description.head)
            if start > 1 and self.parse.text[start - 1] == "-":
                start -= 2  # "co-author"
            if self.parse.lower[description.j - 1] not in (
                "mr.",
                "mrs.",
                "ms.",
                "dr.",
            ):  # "attorney for Mr." + "Thicke"
                self._give_role(entity, (start, description.j), description.noun)
        return True

    def _is_apposition(self, name: Mention, description: Mention) -> bool:
        """True where the parse says so, or where a comma closes what a comma opened."""
        if (
            description.indefinite
            and description.i < name.i
            and self.parse.lower[name.j : name.j + 1] in (["("], ["and"])
        ):
            return False  # "who have endorsed a candidate, Amy Klobuchar (17) and Elizabeth Warren (12) lead"
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
