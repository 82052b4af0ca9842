"""What a whole document says about the kinds of its names: mentions and their votes → one kind a name.

"Holguin" tagged as an organization becomes a person where "Maria Angela Holguin" stands elsewhere, "England" a team
where it plays, "Photographs" nobody where only the opening of a sentence raised it. Deliberately no vote is cast here but
those that need the whole document.
"""

from __future__ import annotations

from collections import Counter

from bluf.analysis.actors.lexicon import Lexicon, fold, singular
from bluf.analysis.actors.mention import Mention
from bluf.analysis.actors.names import SURNAMES_FIRST, is_acronym
from bluf.analysis.actors.nature import is_thing, kind_by_words
from bluf.analysis.actors.roles import title_before
from bluf.analysis.actors.states import acting_places, is_sports, is_state_word
from bluf.analysis.actors.syntax import acts, is_verb, relation
from bluf.analysis.nlp import Parse
from bluf.analysis.truecase import is_small_word
from bluf.model import ActorKind

TITLE_VOTE, _SURNAME_VOTE, TOPONYM_VOTE = 4, 12, 3
_BODIES = frozenset((ActorKind.ORGANIZATION, ActorKind.GROUP))
_LONG = 6  # letters of the longest usual acronym
_PEOPLES = frozenset("arabs muslims christians jews kurds hindus buddhists sikhs".split())
_MEN_OF = ("irishman", "englishman", "frenchman", "dutchman", "scotsman", "welshman")  # described, not named


class Evidence:
    """What the whole document says about the kinds of its names."""

    def __init__(
        self,
        parse: Parse,
        mentions: list[Mention],
        votes: dict[tuple[str, ...], Counter[ActorKind]],
        toponyms: dict[int, int],
        lexicon: Lexicon,
    ) -> None:
        self.parse, self.lexicon, self.votes = parse, lexicon, votes
        self.busy = {m.words for m in mentions if m.named and acts(parse, m.i, m.head)}
        self.strangers = _acting_strangers(parse, mentions, toponyms, lexicon)
        self.acting = acting_places(parse, mentions, lexicon)
        self.team = ActorKind.ORGANIZATION if is_sports(parse) else ActorKind.GOVERNMENT
        self.written = set(parse.text)
        self.inside = _seen_inside(parse)
        self.acronyms = {p[0] for p in votes if len(p) == 1 and len(p[0]) > 2 and p[0].upper() in self.written}
        _vote_for_initials(votes, lexicon)
        _vote_for_surnames(votes, lexicon)
        self.tails, self.fronts = _surnames(votes), _short_bodies(votes, lexicon)
        self.given = {p[:1] for p, vote in votes.items() if 1 < len(p) < 4 and winner(vote) is ActorKind.PERSON}

    def kind(self, m: Mention) -> ActorKind | None:
        """The kind of one named mention; None for what names nobody."""
        parse, lexicon = self.parse, self.lexicon
        if (
            m.words[-1].endswith(_MEN_OF)
            or _written_small(parse, m, self.written)
            or _is_common_word(parse, m, self.inside, lexicon)
        ):
            return None
        guess = None if _only_opens(parse, m, self.inside) else _guess(parse, m, lexicon)
        kind = winner(self._votes_for(m)) or guess
        if (
            kind is ActorKind.PERSON
            and m.words[-1].endswith("s")
            and m.words[-1] in _PEOPLES | lexicon.demonyms.keys()
            and not m.title
        ):
            return ActorKind.GROUP  # "Sunni Arabs"
        if (
            kind is ActorKind.PERSON
            and parse.tag[m.j - 1] == "NNPS"
            and m.words[-1].endswith(("ers", "ans"))
            and not self._may_be(m)
        ):
            return ActorKind.GROUP  # "Hong Kongers"
        if kind is ActorKind.PERSON and self._is_plural(m):
            return ActorKind.GROUP
        if kind is ActorKind.PERSON and self._is_called_the(m):
            return ActorKind.ORGANIZATION
        if kind is ActorKind.PERSON and not self._has_surname(m) and _is_common_phrase(parse, m, lexicon):
            return ActorKind.ORGANIZATION if m.words in self.busy else None
        if kind is not ActorKind.PLACE:
            return kind
        if m.words in self.strangers:
            return ActorKind.ORGANIZATION
        return self.team if m.words in self.acting and not is_thing(m.words) else kind

    def _has_surname(self, m: Mention) -> bool:
        """True for a surname, and for a name whose last word alone is a person's in this text: "Tiger Woods", "Woods"."""
        alone = self.votes.get(m.words[-1:])
        return m.words in self.tails or (
            len(m.words) == 2 and alone is not None and winner(alone) in (ActorKind.PERSON, None)
        )

    def _may_be(self, m: Mention) -> bool:
        """True where something speaks for one person: a title, a given name."""
        return m.title is not None or fold(self.parse.text[m.i]) in self.lexicon.given

    def _is_called_the(self, m: Mention) -> bool:
        """True for a common word behind an article that is a name here: "The Lift"."""
        word = m.words[0]
        common = (
            len(m.words) == 1 and is_small_word(word) and word not in self.lexicon.given and m.words not in self.tails
        )
        return common and not m.title and self.parse.lower[max(m.i - 1, 0)] == "the"

    def _is_plural(self, m: Mention) -> bool:
        """True for a family or a people: "the Russos" beside "Anthony Russo", "Houthis" beside "Houthi"."""
        word = m.words[0]
        if len(m.words) != 1 or not word.endswith("s") or m.title:
            return False
        alone = self.votes.get((word[:-1],))
        return (word[:-1],) in self.tails or (alone is not None and winner(alone) is ActorKind.GROUP)

    def _is_relative(self, m: Mention) -> bool:
        """True for two words of which the last is a person's surname in this text: "Ozgecan Aslan", "Mehmet Aslan"."""
        if len(m.words) != 2 or m.words[1:] not in self.tails or m.label not in ("ORG", "NORP", "GPE", ""):
            return False
        return not is_small_word(m.words[0]) and kind_by_words(m.words, self.lexicon) is None

    def _is_given_name(self, m: Mention) -> bool:
        """True for the first word of a person's full name in this text: "Valentina" beside "Valentina Maureira"."""
        if m.words not in self.given or m.label not in ("ORG", "NORP", "GPE", "") or is_acronym(self.parse.text[m.i]):
            return False
        name = m.words[0]
        if name in SURNAMES_FIRST:
            return True  # "Wang" beside "Wang Wenlan"
        if self.votes[m.words][ActorKind.PLACE] >= TOPONYM_VOTE and name not in self.lexicon.given:
            return False
        return self.lexicon.country(name) is None and name not in self.lexicon.companies and not is_small_word(name)

    def _votes_for(self, m: Mention) -> Counter[ActorKind]:
        """The votes for its name, with what full names and acronyms elsewhere add."""
        vote, text = self.votes[m.words], self.parse.text
        if len(m.words) > 2 and "".join(w[0] for w in m.words) in self.acronyms:
            vote = vote + Counter({ActorKind.ORGANIZATION: _SURNAME_VOTE})
        if m.words in self.tails and not is_acronym(text[m.i]) and self.parse.lower[max(m.i - 1, 0)] != "the":
            # a surname that is also a country's or a thing's name ("Park", "Montenegro") follows its full name
            others = vote[ActorKind.PLACE] + vote[ActorKind.GROUP] + vote[ActorKind.MEDIA]
            if " ".join(m.words) not in self.lexicon.companies:
                others += vote[ActorKind.ORGANIZATION]
            return vote + Counter({ActorKind.PERSON: _SURNAME_VOTE + others})
        if self._is_relative(m) or self._is_given_name(m):
            return vote + Counter({ActorKind.PERSON: _SURNAME_VOTE})
        if (
            m.words in self.fronts
            and m.label != "NORP"
            and not vote[ActorKind.PLACE]
            and vote[ActorKind.PERSON] < TITLE_VOTE
        ):
            return vote + Counter({ActorKind.ORGANIZATION: TITLE_VOTE})
        return vote


def _acting_strangers(
    parse: Parse, mentions: list[Mention], toponyms: dict[int, int], lexicon: Lexicon
) -> set[tuple[str, ...]]:
    """Names that the model takes for places, that no gazetteer knows, and that act: bodies ("Hospira said")."""
    strangers = {
        m.words
        for m in mentions
        if m.named
        and m.label == "GPE"
        and acts(parse, m.i, m.head)
        and not is_thing(m.words)
        and not is_state_word(m, lexicon)
    }
    return strangers - {m.words for m in mentions if m.named and toponyms.get(parse.start[m.i]) == parse.end[m.j - 1]}


def _surnames(votes: dict[tuple[str, ...], Counter[ActorKind]]) -> set[tuple[str, ...]]:
    """The last words of all full names of persons: {("ochoa", "perez"), ("perez",)}."""
    persons = [parts for parts, vote in votes.items() if 1 < len(parts) < 6 and winner(vote) is ActorKind.PERSON]
    return {parts[k:] for parts in persons for k in range(1, len(parts)) if len(parts[-1]) > 2}


def _vote_for_initials(votes: dict[tuple[str, ...], Counter[ActorKind]], lexicon: Lexicon) -> None:
    """Initials without dots are a person's where the surname alone is one: "CC Sabathia", "Sabathia"."""
    for parts, vote in votes.items():
        if len(parts) == 2 and len(parts[0]) == 2 and lexicon.country(parts[0]) is None:
            alone = votes.get(parts[1:])
            if alone and winner(alone) is ActorKind.PERSON:
                vote[ActorKind.PERSON] += _SURNAME_VOTE


def _vote_for_surnames(votes: dict[tuple[str, ...], Counter[ActorKind]], lexicon: Lexicon) -> None:
    """A name that the text shortens to its last word is a person's: "Muhammadu Buhari", "Buhari".."""
    for parts, vote in votes.items():
        if not 1 < len(parts) < 4 or winner(vote) is not ActorKind.ORGANIZATION or kind_by_words(parts, lexicon):
            continue
        alone = votes.get(parts[-1:])
        if alone is None or alone[ActorKind.PLACE] or parts[:1] in votes or not all(w.isalpha() for w in parts):
            continue
        if not any(is_small_word(w) for w in (parts[0], parts[-1])):
            vote[ActorKind.PERSON] += _SURNAME_VOTE


def _short_bodies(votes: dict[tuple[str, ...], Counter[ActorKind]], lexicon: Lexicon) -> set[tuple[str, ...]]:
    """First words of the names of bodies, which can stand for them: "Dugway" of "Dugway Proving Ground"; no given names."""
    bodies = [parts for parts, vote in votes.items() if len(parts) > 1 and winner(vote) in _BODIES]
    return {parts[:1] for parts in bodies if parts[0] not in lexicon.given and lexicon.country(parts[0]) is None}


def _seen_inside(parse: Parse) -> set[str]:
    """Capitalized words that stand somewhere else than at the opening of a sentence: there a capital says nothing."""
    openings = {first for first, _ in parse.sents}
    return {w for k, w in enumerate(parse.text) if w[:1].isupper() and k not in openings}


def _only_opens(parse: Parse, m: Mention, inside: set[str]) -> bool:
    """True for a lone word that no list or label knows and that only ever opens sentences ("Steak", "Vehicles")."""
    word = parse.text[m.i]
    return m.j - m.i == 1 and m.label == "" and not m.title and not is_acronym(word) and word not in inside


def _is_common_word(parse: Parse, m: Mention, inside: set[str], lexicon: Lexicon) -> bool:
    """True for a word of the language that the model takes for a name because it opens a sentence ("Photographs", "Check")."""
    word = parse.lower[m.i]
    if m.j - m.i != 1 or m.title or m.label not in ("PERSON", "ORG", "GPE", "NORP", ""):
        return False
    if is_acronym(parse.text[m.i]):
        return len(word) > _LONG and word.isalpha() and is_small_word(word)  # "TRANSCRIPT"
    shouted = parse.document.text[parse.start[m.i] : parse.end[m.i]].isupper()  # truecased: capitals are a guess
    if word in lexicon.given or (parse.text[m.i] in inside and not (shouted and m.label == "PERSON")):
        return False
    return is_small_word(word) or (singular(word) != word and is_small_word(singular(word)))


def _is_common_phrase(parse: Parse, m: Mention, lexicon: Lexicon) -> bool:
    """True for common words in capitals ("Security Fix", "Fallen Star"): they are a title, if a name at all, and no person."""
    if m.label not in ("PERSON", "") or m.j - m.i < 2 or m.title or title_before(parse, m, lexicon):
        return False
    return fold(parse.text[m.i]) not in lexicon.given and all(is_small_word(w) for w in parse.lower[m.i : m.j])


def _written_small(parse: Parse, m: Mention, written: set[str]) -> bool:
    """True for a capitalized common word that the text writes small elsewhere ("Communique", "communique")."""
    if m.j - m.i != 1 or m.title or is_acronym(parse.text[m.i]):
        return False
    return parse.lower[m.i] in written and is_small_word(parse.lower[m.i])


def _guess(parse: Parse, m: Mention, lexicon: Lexicon) -> ActorKind | None:
    """Kind of a name that nothing else tells: bodies take an article, persons act without one; common words name nobody."""
    if m.j - m.i == 1 and is_small_word(parse.lower[m.i]):
        return None
    if fold(parse.text[m.i]) in lexicon.given:
        return ActorKind.PERSON
    if m.i > 0 and parse.lower[m.i - 1] == "the":
        return ActorKind.ORGANIZATION
    rel, gov = relation(parse, m.head)
    alone = m.j - m.i == 1  # who is named by one word only was named in full before, or is a team, a company, a brand
    if not alone and ((rel in ("nsubj", "poss", "nsubjpass") and is_verb(parse, gov)) or rel == "poss"):
        return ActorKind.PERSON
    return ActorKind.ORGANIZATION


def winner(vote: Counter[ActorKind]) -> ActorKind | None:
    """The kind with most votes; ties by the order of `ActorKind`."""
    order = list(ActorKind)
    best = min(vote, key=lambda kind: (-vote[kind], order.index(kind)), default=None)
    return best if best and vote[best] else None
