"""How sure it is that an actor is one, and is what it is said to be: entity → 0 to 1.

A person with a title, an age or a full name that the text shortens is sure, "Aston Villa" that the model took for a person is
not; "two gunmen" are somebody, bare "people" nobody, "the former mayor" most likely somebody who is named. What is unsure still
stands in the JSON: only the briefing leaves it out. Deliberately nothing is said of how much an actor matters.
"""

from __future__ import annotations

from collections.abc import Sequence

from bluf.analysis.actors.entity import Entity
from bluf.analysis.actors.events import Parts
from bluf.analysis.actors.lexicon import Lexicon, fold
from bluf.analysis.actors.mention import Mention
from bluf.analysis.actors.names import initials, is_acronym
from bluf.analysis.actors.nature import is_case, is_event, is_figure, is_thing, kind_by_words
from bluf.analysis.actors.roles import is_function
from bluf.analysis.actors.states import is_sports
from bluf.analysis.actors.syntax import predicates, relation, speaks
from bluf.analysis.nlp import Parse
from bluf.analysis.truecase import is_small_word
from bluf.model import ActorKind, EventRole

_SURE, _LIKELY, _UNSURE, _DOUBTFUL = 0.9, 0.7, 0.5, 0.3
_PERPS = frozenset((EventRole.PERP_INDIVIDUAL, EventRole.PERP_ORGANIZATION))
_HURT = _PERPS | {EventRole.VICTIM}
_SPOKEN_FOR = frozenset(
    "spokesman spokeswoman spokesperson source representative lawyer attorney witness diplomat".split()
)
_CROWDS = frozenset("protester demonstrator striker migrant refugee hostage prisoner villager".split())
_SITES = frozenset(
    "monastery museum hospital school hotel restaurant church mosque temple studio park stadium club casino shop workshop party "
    "campaign".split()
)
_BODILY = frozenset((ActorKind.ORGANIZATION, ActorKind.GROUP, ActorKind.MEDIA))
_FIGHTERS = frozenset(
    "militant extremist terrorist insurgent rebel jihadist islamist fighter guerrilla attacker".split()
)
_BOUNDS = frozenset("than least most as about around nearly almost some roughly approximately over under".split())
_INSIDE = frozenset("on in at to with from for".split())
_ANYBODY = frozenset("man woman person officer boy girl official individual".split())
_OTHER_LABELS = frozenset(("ORG", "GPE", "FAC", "NORP", "LOC"))
_OFTEN, _SEVERAL = 4, 3
_SHORT = 2  # letters
_MARKS = frozenset((",", "("))


class Rater:
    """Rates the entities of one text, each in the light of the others."""

    def __init__(self, parse: Parse, lexicon: Lexicon, company: Sequence[tuple[Entity, Parts]]) -> None:
        """Note who else is there: `company` are all entities with their parts in events."""
        self.parse, self.lexicon = parse, lexicon
        self.sports = is_sports(parse)
        self.armed = any(e.named and e.kind is ActorKind.GROUP for e, _ in company)
        self.firsts = {
            m.words[:1] for e, _ in company if e.kind is ActorKind.PERSON for m in e.mentions if len(m.words) > 1
        }
        persons = [(e, p) for e, p in company if e.named and e.kind is ActorKind.PERSON]
        self.charged = any(not _PERPS.isdisjoint(p.roles) for _, p in persons)
        self.hurt = any(EventRole.VICTIM in p.roles for _, p in persons)
        self.leading = max((len(e.mentions) + len(e.described) for e, _ in persons), default=0)

    def rate(self, entity: Entity, parts: Parts) -> float:
        """Confidence of one entity with its parts in events."""
        if not entity.named:
            return self._of_description(entity, parts)
        return self._of_person(entity) if entity.kind is ActorKind.PERSON else self._of_body(entity)

    # --- names ------------------------------------------------------------------------------------------------------

    def _of_person(self, entity: Entity) -> float:
        parse, lexicon = self.parse, self.lexicon
        full = max(entity.mentions, key=lambda m: len(m.words))
        bodily = kind_by_words(full.words, lexicon) and not full.title
        owned = (
            "'s" in parse.lower[full.i : full.j] or "’s" in parse.lower[full.i : full.j]
        )  # "Paget Brewster's Frankie"
        plural = parse.tag[full.j - 1] == "NNPS"
        several = plural and (len(full.words) == 1 or full.words[-1].endswith("ers"))  # "Bruins", "Hong Kongers"
        things = sum(_is_thinglike(parse, m) for m in entity.mentions)
        garbled = (
            owned or several or things * 2 > len(entity.mentions) or not _INSIDE.isdisjoint(full.words)
        )  # "Pam on Vanuatu"
        if is_event(full.words) or is_figure(full.words) or bodily or garbled or is_acronym(parse.text[full.i]):
            return _DOUBTFUL
        if entity.roles or any(m.title or _has_age(parse, m) or _is_who(parse, m) for m in entity.mentions):
            return _SURE
        if len(full.words) == 1:
            often = len(entity.mentions) > 1 and full.words[0] in lexicon.given
            return _LIKELY if often and not self._is_mixed(entity) else _UNSURE
        if fold(parse.text[full.i]) in lexicon.given or _has_initial(parse, full):
            return _LIKELY if is_thing(full.words) else _SURE
        if any(len(m.words) < len(full.words) and m.label == "PERSON" for m in entity.mentions):
            return _SURE
        if self._is_mixed(entity):
            return _DOUBTFUL
        common = any(is_small_word(w) for w in full.words)
        return _LIKELY if len(entity.mentions) > 1 and not common else _UNSURE

    def _is_mixed(self, entity: Entity) -> bool:
        """True where the model took a mention of a person for something else."""
        return any(m.label in _OTHER_LABELS for m in entity.mentions)

    def _of_body(self, entity: Entity) -> float:
        lexicon, kind = self.lexicon, entity.kind
        full = max(entity.mentions, key=lambda m: len(m.words))
        if kind is ActorKind.GOVERNMENT and entity.country:
            return _SURE
        if kind is ActorKind.GROUP and all(_is_adjective(m, lexicon) for m in entity.mentions):
            return _DOUBTFUL
        if is_case(full.words):
            return _DOUBTFUL
        if any(kind_by_words(m.words, lexicon) is kind for m in entity.mentions) or kind is ActorKind.MEDIA:
            return _SURE
        if len(full.words) > 1 and any(
            len(m.words) == 1 and m.words[0] in initials(full.words) for m in entity.mentions
        ):
            return _SURE
        return self._of_unknown_body(entity, full)

    def _of_unknown_body(self, entity: Entity, full: Mention) -> float:
        """A body that neither a list nor its words tell: the model's label, and how often it is named."""
        lexicon, kind = self.lexicon, entity.kind
        if full.words in self.firsts:
            return _DOUBTFUL  # somebody's first name
        labels = [m.label for m in entity.mentions]
        fitting = sum(label in ("ORG", "NORP") for label in labels)
        if fitting * 2 <= len(labels) or is_thing(full.words) or self._may_be_a_person(full):
            return _UNSURE
        if kind is ActorKind.GROUP:
            people = any(w in lexicon.demonyms or w.endswith(("ers", "ans")) for w in full.words)
            return _LIKELY if people and not self.sports else _UNSURE
        word = self.parse.text[full.i]
        if full.j - full.i == 1 and is_acronym(word):
            return _LIKELY if len(entity.mentions) >= _SEVERAL and len(word) > _SHORT else _UNSURE
        often = len(entity.mentions) >= _OFTEN and not is_small_word(word.lower())
        return _LIKELY if often or (len(entity.mentions) > 1 and self._speaks(entity)) else _UNSURE

    def _may_be_a_person(self, m: Mention) -> bool:
        """True for a given name and a word: "Britney Spears" that the model took for a body."""
        return m.j - m.i == 2 and fold(self.parse.text[m.i]) in self.lexicon.given

    # --- descriptions -----------------------------------------------------------------------------------------------

    def _of_description(self, entity: Entity, parts: Parts) -> float:
        first, lexicon = entity.mentions[0], self.lexicon
        official = first.noun in lexicon.official or first.noun in lexicon.government
        if first.plural and entity.kind in (ActorKind.GROUP, ActorKind.UNNAMED):
            return self._of_people(entity, parts, official=official)
        if entity.kind is ActorKind.UNNAMED:
            return self._of_somebody(entity, parts, official=official)
        speaks_ = self._speaks(entity)
        if first.noun == "leadership" or (not speaks_ and first.noun in _SITES):
            return _DOUBTFUL
        if not speaks_ and (first.noun == "group" and not first.plural):
            return _DOUBTFUL
        told_apart = first.plural or first.noun == "jury" or first.indefinite or _owned(self.parse, first)
        if entity.kind in _BODILY and not told_apart:
            return _UNSURE  # "the company" is most likely one that is named
        if first.noun in ("force", "troop") and not entity.country:
            return _UNSURE
        if official or entity.kind is ActorKind.MEDIA:
            return _LIKELY
        if len(first.words) == 1 and not speaks_:
            return _DOUBTFUL
        acting = any(does for m in entity.mentions for _, does in predicates(self.parse, m.head))
        return _LIKELY if acting or any(relation(self.parse, m.head)[0] == "by" for m in entity.mentions) else _UNSURE

    def _of_people(self, entity: Entity, parts: Parts, *, official: bool) -> float:
        """Several people without names: "two gunmen" are somebody, bare "voters" nobody."""
        first, lexicon = entity.mentions[0], self.lexicon
        hurt = not _HURT.isdisjoint(parts.roles) or first.noun in lexicon.perpetrator or first.noun in _CROWDS
        if first.noun == "inhabitant" or any(_repeats_names(self.parse, m) for m in entity.mentions):
            return _DOUBTFUL
        if any(_is_bounded(self.parse, m) for m in entity.mentions):
            return _UNSURE  # without its "no more than" it would be another count; the figures tell it whole
        if len(first.words) == 1 and not official and EventRole.VICTIM in parts.roles and first.noun not in _CROWDS:
            return _UNSURE  # "communities" that words hurt
        if len(first.words) == 1 and first.noun in _FIGHTERS and self.armed:
            return _UNSURE  # "militants" of a group that is named
        if not hurt and not self._takes_part(entity):
            return _UNSURE  # "groups of more than six" that bans prevent
        if first.words == ("people",) and len(entity.mentions) > 1:
            return _UNSURE  # not always the same
        if entity.kind is ActorKind.UNNAMED and first.definite and not hurt:
            return _UNSURE  # "the two candidates" are named
        if len(first.words) > 1 or official or hurt:
            return _LIKELY
        return _UNSURE if all(m.definite for m in entity.mentions) else _DOUBTFUL

    def _of_somebody(self, entity: Entity, parts: Parts, *, official: bool) -> float:
        """One or a few people without a name: who may be one that is named is unsure."""
        first = entity.mentions[0]
        if first.noun in _SPOKEN_FOR:
            return _LIKELY
        if len(first.words) == 1 and first.noun in _ANYBODY:
            return _UNSURE
        if not _PERPS.isdisjoint(parts.roles):
            return _UNSURE if self.charged and not first.plural else _LIKELY
        if EventRole.VICTIM in parts.roles and not is_function(first, self.lexicon):
            return _UNSURE if self.hurt and not first.plural and not first.indefinite else _LIKELY
        if not (official and self._speaks(entity)):
            return _UNSURE
        named = not first.indefinite and self.leading >= _OFTEN and is_function(first, self.lexicon)
        return _UNSURE if named else _LIKELY

    def _takes_part(self, entity: Entity) -> bool:
        """True where they do or say something, or something is done to them."""
        return (
            any(
                does or self.parse.dep[verb] in ("ROOT", "conj", "ccomp", "relcl", "advcl")
                for m in entity.mentions
                for verb, does in predicates(self.parse, m.head)
            )
            or any(relation(self.parse, m.head)[0] in ("by", "against") for m in entity.mentions)
            or self._speaks(entity)
        )

    def _speaks(self, entity: Entity) -> bool:
        return any(speaks(self.parse, m.head) for m in entity.mentions)


def _is_thinglike(parse: Parse, m: Mention) -> bool:
    """True for "the Reagan", a ship, and "George Mason, which", a university; not for "the Biden campaign"."""
    articled = (
        m.title is None
        and parse.lower[m.i - 1 : m.i] == ["the"]
        and parse.dep[m.head] not in ("compound", "poss", "nmod")
    )
    return articled or parse.lower[m.j : m.j + 2] == [",", "which"]


def _is_adjective(m: Mention, lexicon: Lexicon) -> bool:
    """True for the singular of a people ("Brazilian"): one person, or a word cut off its noun."""
    return len(m.words) == 1 and m.words[0] in lexicon.demonyms and m.words[0].endswith(("an", "i", "er"))


def _repeats_names(parse: Parse, m: Mention) -> bool:
    """True for "Russia and North Korea, two historical allies"."""
    return parse.dep[m.head] == "appos" and parse.pos[parse.head[m.head]] == "PROPN" and parse.head[m.head] < m.i


def _is_bounded(parse: Parse, m: Mention) -> bool:
    """True for "500 Colombians" in "no more than 500 Colombians"; not in "among 500 Colombians"."""
    before = parse.lower[max(m.i - 2, 0) : m.i]
    return parse.pos[m.i] == "NUM" and (before == ["up", "to"] or (before[-1:] != [] and before[-1] in _BOUNDS))


def _owned(parse: Parse, m: Mention) -> bool:
    """True for "Bloomberg's campaign"."""
    return "'s" in parse.lower[m.i : m.j] or "’s" in parse.lower[m.i : m.j]


def _has_initial(parse: Parse, m: Mention) -> bool:
    """True for "J. Smith", "Robert J. Smith"."""
    return any(len(w.rstrip(".")) == 1 and w[:1].isupper() for w in parse.text[m.i : m.j - 1])


def _has_age(parse: Parse, m: Mention) -> bool:
    """True for "Tammy Meyers, 44,"."""
    after = parse.text[m.j : m.j + 2]
    return len(after) == 2 and after[0] in _MARKS and after[1].isdecimal() and len(after[1]) < 3


def _is_who(parse: Parse, m: Mention) -> bool:
    """True for "X, who", "X whose"."""
    return any(w in ("who", "whose", "whom") for w in parse.lower[m.j : m.j + 2])
