"""What kind of actor a name or description is: words, context and the whole document's evidence → kind and country.

The model's label is one vote among others: what the words say ("Ministry", "Radio") and what stands before and after
them (a title, a first name elsewhere in the document) outweigh it, and one name has one kind through the document.
Deliberately nothing is merged here.
"""

from __future__ import annotations

from collections import Counter

from bluf.analysis.actors.lexicon import Lexicon, fold, singular
from bluf.analysis.actors.mention import Mention
from bluf.analysis.actors.names import is_acronym
from bluf.analysis.actors.nature import is_event, is_thing, kind_by_words
from bluf.analysis.actors.roles import title_before
from bluf.analysis.actors.states import acting_places, is_sports, is_state_word
from bluf.analysis.actors.syntax import acts, is_verb, relation
from bluf.analysis.nlp import Parse
from bluf.analysis.truecase import is_small_word
from bluf.model import ActorKind, Place

_LOCATIVE = frozenset("in near into toward towards around outside inside throughout".split())
_TITLE_VOTE, _WORD_VOTE, _SURNAME_VOTE, _TOPONYM_VOTE, _LOCATIVE_VOTE, _GIVEN_VOTE = 4, 20, 12, 3, 2, 3
_LABEL_KINDS = {"PERSON": ActorKind.PERSON, "ORG": ActorKind.ORGANIZATION, "NORP": ActorKind.GROUP,
                "GPE": ActorKind.PLACE, "LOC": ActorKind.PLACE, "FAC": ActorKind.PLACE}  # fmt: skip
_OF_A_STATE = frozenset("us national federal state u.s the new full".split())
_OPPOSED = frozenset("opposition separatist houthi islamist anti resistance tribal".split())
_STATE_GUARDS = frozenset("national civil coast revolutionary presidential republican border royal".split())
_MANY = frozenset("hundred thousand million billion dozen hundreds thousands millions dozens".split())
_MEN_OF = ("irishman", "englishman", "frenchman", "dutchman", "scotsman", "welshman")  # described, not named
_SETTLEMENTS = frozenset("city town village province region island port district municipality department".split())
_OTHER_LANDS = frozenset("New South North East West".split())
_FEW = frozenset("two three four both couple pair one single".split())


def kind_of_description(mention: Mention, lexicon: Lexicon) -> ActorKind:
    """Kind by the head noun: "the army" → government, "two men" → unnamed, "15 peasants" → group."""
    noun = mention.noun
    if noun in lexicon.government and not _is_counted(mention) and not _is_of_rebels(mention, lexicon):
        return ActorKind.GOVERNMENT
    if noun in lexicon.media:
        return ActorKind.MEDIA
    if noun in lexicon.organization or noun in ("congress", "senate"):
        return ActorKind.ORGANIZATION
    if (
        (noun in lexicon.group and noun not in lexicon.person)
        or _is_counted(mention)
        or _is_of_rebels(mention, lexicon)
    ):
        return ActorKind.GROUP
    many = any(w in _MANY for w in mention.words[:4])
    few = not mention.plural or (not many and any(w in _FEW for w in mention.words[:2]))
    return ActorKind.UNNAMED if few else ActorKind.GROUP


def _is_of_rebels(mention: Mention, lexicon: Lexicon) -> bool:
    """True for forces and bodies that are no state's: "rebel forces", "the FIFA congress"."""
    if mention.noun in ("congress", "senate") and len(mention.words) == 2:
        owner = mention.words[0]
        return owner not in _OF_A_STATE and lexicon.country(owner) is None
    return mention.noun in ("force", "army", "troop") and any(
        w in lexicon.perpetrator or singular(w) in lexicon.perpetrator or w in _OPPOSED for w in mention.words[:-1]
    )


def _is_counted(mention: Mention) -> bool:
    """True for soldiers by number and guards of nobody's state ("38,000 troops", "private security guards"): people."""
    if mention.noun == "guard":
        return mention.plural and not any(w in _STATE_GUARDS for w in mention.words)
    return mention.noun == "troop" and any(w.isdecimal() for w in mention.words)


def settle_kinds(parse: Parse, mentions: list[Mention], lexicon: Lexicon, places: tuple[Place, ...] = ()) -> None:
    """Give every mention its kind: descriptions by their noun, names by one vote of the whole document.

    "Holguin" tagged as an organization becomes a person where "Maria Angela Holguin" or "Minister Holguin" stands
    elsewhere.
    """
    votes: dict[tuple[str, ...], Counter[ActorKind]] = {}
    toponyms = {place.start: place.end for place in places}
    for m in mentions:
        if m.named:
            vote = votes.setdefault(m.words, Counter())
            _vote(parse, m, vote, lexicon)
            if not is_acronym(parse.text[m.i]):
                vote[ActorKind.PLACE] += _place_votes(parse, m, toponyms)
        else:
            m.kind = kind_of_description(m, lexicon)
    evidence = _Evidence(parse, mentions, votes, toponyms, lexicon)
    for m in mentions:
        if m.named:
            m.kind = evidence.kind(m)
        first, last = (m.title or (m.i, m.i)) if m.kind is ActorKind.PERSON else (m.title[0] if m.title else m.i, m.j)
        m.country = m.country or country_of(parse, first, last, lexicon)


class _Evidence:
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
        self.given = {p[:1] for p, vote in votes.items() if 1 < len(p) < 4 and _winner(vote) is ActorKind.PERSON}

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
        kind = _winner(self._votes_for(m)) or guess
        if kind is ActorKind.PERSON and self._is_plural(m):
            return ActorKind.GROUP
        if kind is ActorKind.PERSON and m.words not in self.tails and _is_common_phrase(parse, m, lexicon):
            return ActorKind.ORGANIZATION if m.words in self.busy else None
        if kind is not ActorKind.PLACE:
            return kind
        if m.words in self.strangers:
            return ActorKind.ORGANIZATION
        return self.team if m.words in self.acting and not is_thing(m.words) else kind

    def _is_plural(self, m: Mention) -> bool:
        """True for a family or a people: "the Russos" beside "Anthony Russo", "Houthis" beside "Houthi"."""
        word = m.words[0]
        if len(m.words) != 1 or not word.endswith("s") or m.title:
            return False
        alone = self.votes.get((word[:-1],))
        return (word[:-1],) in self.tails or (alone is not None and _winner(alone) is ActorKind.GROUP)

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
        if self.votes[m.words][ActorKind.PLACE] >= _TOPONYM_VOTE and name not in self.lexicon.given:
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
            and vote[ActorKind.PERSON] < _TITLE_VOTE
        ):
            return vote + Counter({ActorKind.ORGANIZATION: _TITLE_VOTE})
        return vote


def _place_votes(parse: Parse, m: Mention, toponyms: dict[int, int]) -> int:
    """Votes for a place: the gazetteer knows the name here, or it stands behind "in", "near", "toward"."""
    known = toponyms.get(parse.start[m.i]) == parse.end[m.j - 1]
    locative = relation(parse, m.head)[0] in _LOCATIVE
    return _TOPONYM_VOTE * known + _LOCATIVE_VOTE * locative


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
    persons = [parts for parts, vote in votes.items() if 1 < len(parts) < 6 and _winner(vote) is ActorKind.PERSON]
    return {parts[k:] for parts in persons for k in range(1, len(parts)) if len(parts[-1]) > 2}


def _vote_for_initials(votes: dict[tuple[str, ...], Counter[ActorKind]], lexicon: Lexicon) -> None:
    """Initials without dots are a person's where the surname alone is one: "CC Sabathia", "Sabathia"."""
    for parts, vote in votes.items():
        if len(parts) == 2 and len(parts[0]) == 2 and lexicon.country(parts[0]) is None:
            alone = votes.get(parts[1:])
            if alone and _winner(alone) is ActorKind.PERSON:
                vote[ActorKind.PERSON] += _SURNAME_VOTE


def _vote_for_surnames(votes: dict[tuple[str, ...], Counter[ActorKind]], lexicon: Lexicon) -> None:
    """A name that the text shortens to its last word is a person's: "Muhammadu Buhari", "Buhari".."""
    for parts, vote in votes.items():
        if not 1 < len(parts) < 4 or _winner(vote) is not ActorKind.ORGANIZATION or kind_by_words(parts, lexicon):
            continue
        alone = votes.get(parts[-1:])
        if alone is None or alone[ActorKind.PLACE] or parts[:1] in votes or not all(w.isalpha() for w in parts):
            continue
        if not any(is_small_word(w) for w in (parts[0], parts[-1])):
            vote[ActorKind.PERSON] += _SURNAME_VOTE


def _short_bodies(votes: dict[tuple[str, ...], Counter[ActorKind]], lexicon: Lexicon) -> set[tuple[str, ...]]:
    """First words of the names of bodies, which can stand for them: "Dugway" of "Dugway Proving Ground"; no given names."""
    bodies = [parts for parts, vote in votes.items() if len(parts) > 1 and _winner(vote) is ActorKind.ORGANIZATION]
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
    if m.j - m.i != 1 or m.title or m.label not in ("PERSON", "ORG", "GPE", "NORP", "") or is_acronym(parse.text[m.i]):
        return False
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


def _is_full_name(parse: Parse, m: Mention, lexicon: Lexicon) -> bool:
    """True where a name begins with a given name and goes on like a person's: "Walker Evans", "K.C. Maurer"; not "Paris Club"."""
    if not 2 <= m.j - m.i <= 6 or not all(
        w[:1].isupper() or w in ("de", "la", "del", "al", "bin", "-") for w in parse.text[m.i : m.j]
    ):
        return False
    first, last = fold(parse.text[m.i]), parse.lower[m.j - 1]
    initials = len(first) <= 4 and first.endswith(".") and first.count(".") >= 1
    if m.label == "NORP" and first in lexicon.given:
        return True
    return ((first in lexicon.given or initials) and not is_small_word(last)) or (
        first in lexicon.given and last in lexicon.given
    )


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


def _winner(vote: Counter[ActorKind]) -> ActorKind | None:
    """The kind with most votes; ties by the order of `ActorKind`."""
    order = list(ActorKind)
    best = min(vote, key=lambda kind: (-vote[kind], order.index(kind)), default=None)
    return best if best and vote[best] else None


def _vote(parse: Parse, m: Mention, vote: Counter[ActorKind], lexicon: Lexicon) -> None:
    """Add what one mention says about its name."""
    said = kind_by_words(m.words, lexicon)
    name = " ".join(m.words)
    if said:
        vote[said] += _WORD_VOTE
    if is_state_word(m, lexicon):
        vote[ActorKind.PLACE] += _WORD_VOTE
    elif name in lexicon.demonyms:
        vote[ActorKind.GROUP] += _WORD_VOTE
    elif (
        not said
        and is_thing(m.words)
        and not (not is_event(m.words) and m.label == "PERSON" and _is_person_like(parse, m, lexicon))
    ):
        vote[ActorKind.PLACE] += _WORD_VOTE
    _vote_by_neighbors(parse, m, vote, lexicon)
    if m.label != "PERSON" and not said and _is_full_name(parse, m, lexicon):
        vote[ActorKind.PERSON] += _GIVEN_VOTE
    if any("&" in w for w in parse.text[m.i : m.j]):
        vote[ActorKind.ORGANIZATION] += _WORD_VOTE
    if m.label == "PERSON" and m.j - m.i == 1 and parse.text[m.i].isupper() and len(parse.text[m.i]) > 3:
        vote[ActorKind.ORGANIZATION] += 1
    elif m.label in _LABEL_KINDS:
        vote[_LABEL_KINDS[m.label]] += 1
    elif is_acronym(parse.text[m.i]) and m.j - m.i == 1:
        vote[ActorKind.ORGANIZATION] += 1


def _is_person_like(parse: Parse, m: Mention, lexicon: Lexicon) -> bool:
    """True for a given name before a thing's word that is a surname here: "Kenny Park", "Helen Lake"."""
    return m.j - m.i > 1 and (fold(parse.text[m.i]) in lexicon.given or m.title is not None)


def _vote_by_neighbors(parse: Parse, m: Mention, vote: Counter[ActorKind], lexicon: Lexicon) -> None:
    """Add what the words around a name say: "the newspaper X", "Minister X", "X, who"."""
    if m.i > 0 and singular(parse.lower[m.i - 1]) in lexicon.media and parse.pos[m.i - 1] in ("NOUN", "PROPN"):
        vote[ActorKind.MEDIA] += _WORD_VOTE
    elif m.title or title_before(parse, m, lexicon):
        vote[ActorKind.PERSON] += _TITLE_VOTE
    elif m.i > 0 and parse.pos[m.i - 1] == "NOUN" and singular(parse.lower[m.i - 1]) in lexicon.group - lexicon.person:
        vote[ActorKind.GROUP] += _TITLE_VOTE  # "the militant group Boko Haram"
    if m.i > 1 and parse.lower[m.i - 1] == "of" and parse.lower[m.i - 2] in _SETTLEMENTS:
        vote[ActorKind.PLACE] += _TITLE_VOTE  # "the ancient city of Nimrud"
    if m.i > 1 and parse.lower[m.i - 2 : m.i] == ["news", "agency"]:
        vote[ActorKind.MEDIA] += _WORD_VOTE
    if m.j < len(parse) and parse.pos[m.j] == "NOUN" and singular(parse.lower[m.j]) in lexicon.perpetrator:
        vote[ActorKind.GROUP] += _TITLE_VOTE  # "Boko Haram extremists"
    if (
        m.label == "ORG"
        and m.j - m.i == 2
        and _is_listed_with_persons(parse, m)
        and not kind_by_words(m.words, lexicon)
    ):
        vote[ActorKind.PERSON] += _LOCATIVE_VOTE
    if m.j < len(parse) and parse.lower[m.j] in ("who", "whose"):
        vote[ActorKind.PERSON] += 1


def _is_listed_with_persons(parse: Parse, m: Mention) -> bool:
    """True between persons in a list: "Chuck Close, Walker Evans, Robert Mapplethorpe"."""
    if m.i < 2 or m.j + 1 >= len(parse):
        return False
    return parse.text[m.i - 1] == "," == parse.text[m.j] and parse.ent[m.i - 2] == "PERSON" == parse.ent[m.j + 1]


def country_of(parse: Parse, i: int, j: int, lexicon: Lexicon) -> str | None:
    """ISO code of the one state that words of tokens `i` to `j` name, or whose people; None where they name none or several."""
    found = {code for k in range(i, j) if (code := _code(parse, k, j, lexicon))}
    return found.pop() if len(found) == 1 else None


def _code(parse: Parse, k: int, j: int, lexicon: Lexicon) -> str | None:
    """ISO code for the state word that begins at token `k`."""
    if not parse.text[k][:1].isupper() or parse.text[k] == "Us":
        return None
    word = parse.lower[k].rstrip(".")
    code = lexicon.country(f"{word} {parse.lower[k + 1]}") if k + 1 < j else None
    if code is None and k and (lexicon.country(f"{parse.lower[k - 1]} {word}") or parse.text[k - 1] in _OTHER_LANDS):
        return None  # the second word of "South Korean", "New Jersey"
    return code or lexicon.demonyms.get(word) or lexicon.state_names.get(word)
