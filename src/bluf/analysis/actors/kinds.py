"""What kind of actor a name or description is: words, context and the whole document's evidence → kind and country.

The model's label is one vote among others: what the words say ("Ministry", "Radio") and what stands before and after
them (a title, a first name elsewhere in the document) outweigh it, and one name has one kind through the document.
Deliberately nothing is merged here.
"""

from __future__ import annotations

import re
from collections import Counter

from bluf.analysis.actors.evidence import TITLE_VOTE, TOPONYM_VOTE, Evidence
from bluf.analysis.actors.lexicon import Lexicon, fold, singular
from bluf.analysis.actors.mention import Mention
from bluf.analysis.actors.names import is_acronym
from bluf.analysis.actors.nature import is_event, is_thing, kind_by_words
from bluf.analysis.actors.roles import title_before
from bluf.analysis.actors.states import is_state_word
from bluf.analysis.actors.syntax import relation
from bluf.analysis.nlp import Parse
from bluf.analysis.truecase import is_small_word
from bluf.model import ActorKind, Place

_LOCATIVE = frozenset("in near into toward towards around outside inside throughout".split())
_WORD_VOTE, _LOCATIVE_VOTE, _GIVEN_VOTE = 20, 2, 3
_LABEL_KINDS = {"PERSON": ActorKind.PERSON, "ORG": ActorKind.ORGANIZATION, "NORP": ActorKind.GROUP,
                "GPE": ActorKind.PLACE, "LOC": ActorKind.PLACE, "FAC": ActorKind.PLACE}  # fmt: skip
_OF_A_STATE = frozenset("us national federal state u.s the new full".split())
_OPPOSED = frozenset("opposition separatist houthi islamist anti resistance tribal".split())
_STATE_GUARDS = frozenset("national civil coast revolutionary presidential republican border royal".split())
_MANY = frozenset("hundred thousand million billion dozen hundreds thousands millions dozens".split())
_SETTLEMENTS = frozenset("city town village province region island port district municipality department".split())
_OTHER_LANDS = frozenset("New South North East West".split())
_BUSINESSES = frozenset(
    "publisher producer maker manufacturer retailer provider operator insurer lender distributor carrier supplier developer "
    "broadcaster brewer builder".split()
)
_PRESS = frozenset("newspaper magazine tv television radio daily weekly channel broadcaster tabloid".split())
_LEARNED = frozenset("studies history literature language club cuisine food open".split())
_ALLIED = frozenset("backed led based born style made trained funded aligned allied supported sponsored".split())
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-TV)?")  # of American stations
_FEW = frozenset("two three four both couple pair one single".split())


def kind_of_description(mention: Mention, lexicon: Lexicon) -> ActorKind:
    """Kind by the head noun: "the army" → government, "two men" → unnamed, "15 peasants" → group."""
    noun = mention.noun
    if noun in lexicon.government and not _is_counted(mention) and not _is_of_rebels(mention, lexicon):
        return ActorKind.GOVERNMENT
    if noun in lexicon.media:
        return ActorKind.MEDIA
    if noun == "maker" and mention.words[0] in ("policy", "decision", "law", "film"):
        return ActorKind.GROUP
    if noun == "team" and mention.words[1:2] == ("of",):
        return ActorKind.GROUP  # "team of journalists"
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
    evidence = Evidence(parse, mentions, votes, toponyms, lexicon)
    for m in mentions:
        if m.named:
            m.kind = evidence.kind(m)
        first, last = (m.title or (m.i, m.i)) if m.kind is ActorKind.PERSON else (m.title[0] if m.title else m.i, m.j)
        m.country = m.country or country_of(parse, first, last, lexicon)


def _place_votes(parse: Parse, m: Mention, toponyms: dict[int, int]) -> int:
    """Votes for a place: the gazetteer knows the name here, or it stands behind "in", "near", "toward"."""
    known = toponyms.get(parse.start[m.i]) == parse.end[m.j - 1]
    locative = relation(parse, m.head)[0] in _LOCATIVE
    return TOPONYM_VOTE * known + _LOCATIVE_VOTE * locative


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
    if any("&" in w for w in parse.text[m.i : m.j]) and not is_event(m.words):
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
    if _is_outlet(parse, m, lexicon):
        vote[ActorKind.MEDIA] += _WORD_VOTE
    elif _follows_business(parse, m):
        vote[ActorKind.ORGANIZATION] += TITLE_VOTE  # "the music publisher EMI"
    elif m.title or title_before(parse, m, lexicon):
        vote[ActorKind.PERSON] += TITLE_VOTE
    elif m.i > 0 and parse.pos[m.i - 1] == "NOUN" and singular(parse.lower[m.i - 1]) in lexicon.group - lexicon.person:
        vote[ActorKind.GROUP] += TITLE_VOTE  # "the militant group Boko Haram"
    if m.i > 1 and parse.lower[m.i - 1] == "of" and parse.lower[m.i - 2] in _SETTLEMENTS:
        vote[ActorKind.PLACE] += TITLE_VOTE  # "the ancient city of Nimrud"
    _vote_by_apposition(parse, m, vote, lexicon)
    if m.j < len(parse) and parse.pos[m.j] == "NOUN" and singular(parse.lower[m.j]) in lexicon.perpetrator:
        vote[ActorKind.GROUP] += TITLE_VOTE  # "Boko Haram extremists"
    if (
        m.label == "ORG"
        and m.j - m.i == 2
        and _is_listed_with_persons(parse, m)
        and not kind_by_words(m.words, lexicon)
    ):
        vote[ActorKind.PERSON] += _LOCATIVE_VOTE
    if any(w in ("who", "whose") for w in parse.lower[m.j : m.j + 2]) and parse.lower[m.j : m.j + 1] in (
        [","],
        ["who"],
        ["whose"],
    ):
        vote[ActorKind.PERSON] += _LOCATIVE_VOTE  # "Graeme Wood, who"


def _is_outlet(parse: Parse, m: Mention, lexicon: Lexicon) -> bool:
    """True for "the newspaper Bild", "CNN affiliate WSB", "the news agency Telam" and "Le Parisien newspaper"."""
    if m.j - m.i == 1 and _CALL_SIGN.fullmatch(parse.text[m.i]) and "affiliate" in parse.lower:
        return True
    if parse.lower[m.j : m.j + 1] and parse.lower[m.j] in _PRESS and parse.head[m.head] == m.j:
        return True
    if m.i == 0 or parse.pos[m.i - 1] not in ("NOUN", "PROPN"):
        return False
    before = parse.lower[m.i - 1]
    return (
        singular(before) in lexicon.media or before == "affiliate" or parse.lower[m.i - 2 : m.i] == ["news", "agency"]
    )


def _follows_business(parse: Parse, m: Mention) -> bool:
    """True for an acronym or a body's name behind a noun for persons and companies: "the retailer Tesco"."""
    body = m.label == "ORG" and (m.j - m.i == 1 or is_acronym(parse.text[m.i]))
    return body and m.i > 0 and m.title is None and parse.lower[m.i - 1] in _BUSINESSES


def _vote_by_apposition(parse: Parse, m: Mention, vote: Counter[ActorKind], lexicon: Lexicon) -> None:
    """Add what a description behind a comma says: "Germanwings, a subsidiary of", "Candida Moss, a professor at"."""
    if parse.lower[m.j : m.j + 1] != [","] or kind_by_words(m.words, lexicon):
        return
    for c in parse.children[m.head]:
        if parse.dep[c] != "appos" or c <= m.j + 1 or parse.tag[c] != "NN" or parse.lower[c] in _BUSINESSES:
            continue
        noun = parse.lower[c]
        if noun in lexicon.person and noun not in lexicon.organization:
            vote[ActorKind.PERSON] += TITLE_VOTE
        elif noun in lexicon.media:
            vote[ActorKind.MEDIA] += TITLE_VOTE
        elif noun in lexicon.organization or noun in ("group", "club", "band"):
            vote[ActorKind.ORGANIZATION] += TITLE_VOTE


def _is_listed_with_persons(parse: Parse, m: Mention) -> bool:
    """True between persons in a list: "Chuck Close, Walker Evans, Robert Mapplethorpe"."""
    if m.i < 2 or m.j + 1 >= len(parse):
        return False
    return parse.text[m.i - 1] == "," == parse.text[m.j] and parse.ent[m.i - 2] == "PERSON" == parse.ent[m.j + 1]


def country_of(parse: Parse, i: int, j: int, lexicon: Lexicon) -> str | None:
    """ISO code of the one state that words of tokens `i` to `j` name, or whose people; None where they name none or several."""
    if "other" in parse.lower[i:j] and "and" in parse.lower[i:j]:
        return None  # "German and other banks"
    if "to" in parse.lower[i:j] and "ambassador" in parse.lower[i:j]:
        j = i + parse.lower[i:j].index("to")  # "U.S. Ambassador to South Korea"
    found = {code for k in range(i, j) if (code := _code(parse, k, j, lexicon))}
    return found.pop() if len(found) == 1 else None


def _code(parse: Parse, k: int, j: int, lexicon: Lexicon) -> str | None:
    """ISO code for the state word that begins at token `k`."""
    if not parse.text[k][:1].isupper() or parse.text[k] == "Us":
        return None
    if parse.lower[k + 1 : k + 2] and parse.lower[k + 1] in _LEARNED:
        return None  # "American studies", "French Club"
    if parse.text[k + 1 : k + 2] == ["-"] and parse.lower[k + 2 : k + 3] and parse.lower[k + 2] in _ALLIED:
        return None  # "Iranian-backed"
    word = parse.lower[k].rstrip(".")
    if word == "georgia" and "georgian" not in parse.lower and "tbilisi" not in parse.lower:
        return None  # the American one
    code = lexicon.country(f"{word} {parse.lower[k + 1]}") if k + 1 < j else None
    if code is None and k and (lexicon.country(f"{parse.lower[k - 1]} {word}") or parse.text[k - 1] in _OTHER_LANDS):
        return None  # the second word of "South Korean", "New Jersey"
    return code or lexicon.demonyms.get(word) or lexicon.state_names.get(word)
