"""Descriptions in a text: parse → mentions that describe.

Noun phrases headed by a noun for persons, groups or bodies: "two unidentified men", "members of the armed forces",
"the injured". Not a description of an actor: "the attack", "in front of", "a police station".

Source: ACE entity guidelines, nominal mentions.
"""

from __future__ import annotations

import re

from bluf.analysis.actors.lexicon import Lexicon, singular
from bluf.analysis.actors.mention import Mention
from bluf.analysis.actors.names import words
from bluf.analysis.actors.nature import DEPARTMENTS
from bluf.analysis.nlp import Parse

_INNER = frozenset("compound amod nummod nmod quantmod det poss advmod case punct predet npadvmod neg".split())
MODIFIER = frozenset(("compound", "amod", "nmod", "nummod"))
_OPENERS = frozenset(
    "the a an this that these those some any all both each every such no many several few most more other another "
    "his her its their our my your only even also least at about around nearly almost approximately over than up "
    "multiple various numerous not enough "
    "to as much well what which why when where while whose own so how fewer less either neither".split()
)
_INDEFINITE = frozenset("a an some another several many few".split())
_DEFINITE = frozenset("the this that these those his her its their both".split())
_SOME = frozenset("many several some few hundreds dozens thousands".split())
_NOBODY = frozenset("any no every lot".split())
_INTO = frozenset("into in by of with".split())
_NOMINAL_ADJECTIVES = frozenset(
    "injured wounded dead missing homeless accused detained disappeared kidnapped poor unemployed elderly".split()
)
_OF_HEADS = frozenset(
    "member leader group official relative representative supporter follower resident inhabitant citizen family "
    "victim survivor chief head director president mayor governor minister commander ambassador secretary "
    "spokesman spokeswoman spokesperson chairman number thousand hundred dozen crowd team unit column gang band "
    "majority delegation coalition force government regime mastermind perpetrator owner employee friend son "
    "daughter wife husband brother sister mother father student opponent critic army ministry party front union "
    "alliance association council court author manager captain officer".split()
)
_TO_HEADS = frozenset(
    "ambassador envoy adviser advisor aide delegate representative successor heir spokesman spokeswoman "
    "spokesperson lawyer attorney coordinator candidate minister secretary correspondent negotiator".split()
)
_IN_HEADS = frozenset("official leader resident authority officer correspondent ambassador analyst".split())
_QUANTITIES = frozenset(
    "number thousand hundred dozen score majority handful rest remainder lot million couple pair".split()
)
_BROADCAST = frozenset("radio television tv news".split())
_QUALIFIED = {  # nouns that head an actor's description only behind certain words
    "outlet": frozenset(("media", "news")),
    "front": frozenset(("liberation", "popular")),
    "department": DEPARTMENTS,
    "station": _BROADCAST,
    "network": _BROADCAST | {"terrorist", "terror"},
    "channel": _BROADCAST,
    "website": frozenset(("news",)),
    "class": frozenset(("working", "middle", "ruling", "political", "upper")),
    "conference": frozenset(("episcopal", "bishops", "bishops'")),
    "paper": frozenset(("daily", "weekly", "local")),
    "following": frozenset(("his", "her")),
}
_CAPITAL_OF = frozenset(
    "university school college institute museum academy office bureau board society center hospital church".split()
)
_CLOCK = re.compile(r"\d{1,2}(?:[.:]\d\d)?[ap]m")
_WHEN = frozenset("soon enough now then later today once again already often always sometimes".split())
_FOCUS = frozenset("especially mostly now particularly mainly largely further just even only chiefly primarily".split())
_SHIPS = frozenset("ranger king queen prince angel hunter warrior".split())
_PLAIN_PERSONS = frozenset("man woman boy girl sister brother soldier widow".split()) | _SHIPS
_QUOTES = frozenset(('"', "“", "”", "``", "''"))
_BRACKETS = frozenset("()[]{}")
_INSIDE = 1  # spaCy's code for a token that goes on with an entity
_MAX_INNER, _MAX_OBJECT = 14, 8  # tokens


def described_mention(parse: Parse, i: int, lexicon: Lexicon) -> Mention | None:
    """The description headed by token `i`, or None where its noun is no actor's."""
    noun = _noun(parse, i, lexicon)
    if noun is None or _is_quoted(parse, i) or ("-" in parse.text[i] and parse.text[i][:1].isupper() and i > 0):
        return None
    start = _left(parse, i)
    definite = indefinite = False
    while start < i and parse.ent[start] == "DATE":
        start += 1  # "last year more than a hundred thousand refugees"
    while start < i and parse.lower[start] in _OPENERS:
        definite |= parse.lower[start] in _DEFINITE
        indefinite |= parse.lower[start] in _INDEFINITE
        start += 1
    while start < i and (parse.pos[start] == "PUNCT" or parse.lower[start] in ("'s", "and", "of", "than")):
        start += 1
    start = _without_adverb(parse, _without_clock(parse, start, i), i)
    if _is_generic(parse, i, noun, start):
        return None
    end, core = _right(parse, i, noun, lexicon)
    if noun in _QUANTITIES and (core is None or noun == "lot" or (noun == "number" and definite)):
        return None
    if _is_title_of_work(parse, start, i, noun):
        return None
    parts = words(parse.words(start, end))
    if not parts:
        return None
    plural = (
        parse.tag[i] in ("NNS", "NNPS")
        or (parse.tag[i] == "NNP" and noun != parse.lower[i])  # "Guerrillas", which truecasing or a headline raised
        or parse.lower[i] in ("people", "police")
        or (core is not None and noun in _QUANTITIES)
        or parse.pos[i] in ("ADJ", "VERB", "NUM")
    )
    return Mention(
        start, end, i, named=False, label="", kind=None, words=parts, noun=core or noun, definite=definite, indefinite=indefinite,
        plural=plural,
    )  # fmt: skip


def _without_adverb(parse: Parse, start: int, i: int) -> int:
    """Where the phrase begins without an adverb that modifies the clause ("once a player") and a stray quotation mark."""
    while start + 1 < i and parse.lower[start] in ("first", "second") and parse.lower[start + 1] == "the":
        start += 2  # "first the Department of Justice"
    while start < i and (parse.lower[start] in _FOCUS or _is_outside(parse, start)):
        start += 1
    while (
        start < i and parse.pos[start] == "ADV" and parse.pos[start + 1] not in ("ADJ", "VERB", "NUM", "ADV", "PUNCT")
    ):
        start += 1
        while start < i and parse.lower[start] in ("a", "an", "the"):
            start += 1
    marks = [k for k in range(start, i) if parse.text[k] in _QUOTES]
    if len(marks) == 1 and marks[0] < i:
        start = marks[0] + 1
    return start


def _is_outside(parse: Parse, k: int) -> bool:
    """True for an adverb of time that belongs to the verb: "soon enough reporters move on"."""
    return parse.lower[k] in _WHEN and parse.dep[k] in ("advmod", "npadvmod")


def _is_generic(parse: Parse, i: int, noun: str, start: int) -> bool:
    """True for "any persons", "the following organizations", "into force": nobody in particular."""
    opening = parse.lower[max(start - 1, 0)]
    if opening in _NOBODY and start > 0:
        return True
    if noun == "force" and parse.lemma[i - 1] == "join":
        return True  # "they joined forces"
    if parse.lower[start] == "following" or (noun == "group" and parse.lower[i + 1 : i + 3] == ["of", "people"]):
        return True
    return noun == "force" and parse.tag[i] == "NN" and start == i and opening in _INTO


def _without_clock(parse: Parse, start: int, i: int) -> int:
    """Where the phrase begins behind clock times ("8am crews")."""
    k = start
    while k < i and _CLOCK.fullmatch(parse.lower[k]):
        k += 1
    while (
        start < i
        and parse.pos[start] == "NUM"
        and k == start
        and parse.lower[start + 1] in ("am", "pm", "a.m.", "p.m.")
    ):
        k = start = start + 2
    return min(k, i)


def _is_title_of_work(parse: Parse, start: int, i: int, noun: str) -> bool:
    """True for "Iron Man", "Twisted Sister": a noun for persons as the last word of a name in capitals describes nobody."""
    if noun not in _PLAIN_PERSONS or parse.tag[i] != "NNP":
        return False
    if i == start:
        return noun in _SHIPS and i != parse.sents[parse.sent[i]][0]
    return all(w[:1].isupper() for w in parse.text[i - 1 : i + 1]) and parse.pos[i - 1] == "PROPN"


def _is_quoted(parse: Parse, i: int) -> bool:
    """True for a lone word in quotation marks ("they have “representatives”"): it is someone's word for something."""
    return 0 < i < len(parse) - 1 and parse.text[i - 1] in _QUOTES and parse.text[i + 1] in _QUOTES


def _noun(parse: Parse, i: int, lexicon: Lexicon) -> str | None:
    """The singular noun of token `i` where it can head an actor's description."""
    lower, pos = parse.lower[i], parse.pos[i]
    if pos in ("ADJ", "VERB", "NUM"):
        is_people = (
            lower in _NOMINAL_ADJECTIVES and i > 0 and (parse.lower[i - 1] == "the" or parse.pos[i - 1] == "NUM")
        )
        return lower if is_people and parse.dep[i] not in MODIFIER else None
    noun = singular(lower)
    if (
        (noun == "trust" and pos != "PROPN")
        or (lower == "media" and i > 0 and parse.lower[i - 1] == "social")
        or (lower == "others" and (i == 0 or parse.pos[i - 1] != "NUM") and parse.lower[max(i - 1, 0)] not in _SOME)
    ):
        return None
    if (
        (noun == "nation" and lower == noun)
        or lower in ("offices", "funds", "riches")
        or (noun == "bomber" and i > 0 and parse.lower[i - 1] in ("dive", "stealth", "fighter", "heavy"))
        or (noun == "carrier" and i > 0 and parse.lower[i - 1] == "aircraft")
    ):
        return None
    if noun in _QUALIFIED:
        return (
            noun
            if i > 0 and (parse.lower[i - 1] in _QUALIFIED[noun] or (noun == "front" and _is_premodified(parse, i)))
            else None
        )
    if noun in lexicon.heads or noun in _QUANTITIES:
        return noun
    if "-" in noun and noun.rsplit("-", 1)[1] in lexicon.heads:
        return noun.rsplit("-", 1)[1]
    return noun if pos == "NOUN" and noun.endswith(("woman", "sman", "ologist")) else None


def _is_premodified(parse: Parse, i: int) -> bool:
    """True where an adjective or noun right before token `i` modifies it."""
    return parse.head[i - 1] == i and parse.pos[i - 1] in ("NOUN", "PROPN", "ADJ")


def _left(parse: Parse, i: int) -> int:
    """Leftmost token of the noun phrase headed by `i`: the contiguous premodifiers."""
    k, head, dep = i, parse.head, parse.dep
    while k > 0 and i - k < _MAX_INNER:
        left = k - 1
        if not _BRACKETS.isdisjoint(parse.text[left]) or (
            parse.pos[left] in ("PUNCT", "X", "SYM") and parse.text[left] not in "-–'\""
        ):
            break
        if dep[left] in _INNER and (left < head[left] <= i or dep[left] == "case"):
            k = left
        elif (
            dep[left] == "conj"
            and left - 4 <= head[left] < left
            and dep[head[left]] in MODIFIER
            and not (dep[i] == "pobj" and _is_other_noun(parse, head[left]))
            and left < head[head[left]] <= i
        ):
            k = head[left]  # "national and international agencies"
        else:
            break
    return k


def _is_other_noun(parse: Parse, k: int) -> bool:
    """True for a noun with an article, which is a phrase of its own: "the store and fire crews"; not "the old and new mayors"."""
    return parse.pos[k] == "NOUN" and parse.lower[max(k - 1, 0)] in ("the", "a", "an")


def _needs(parse: Parse, i: int, noun: str, prep: str, obj: int) -> bool:
    """True where a noun is not told apart without what follows: "members of", "ambassador to", "officials in Lima"."""
    if prep == "of":
        return (
            noun in _OF_HEADS
            or noun in _QUANTITIES
            or (noun in _CAPITAL_OF and parse.pos[i] == parse.pos[obj] == "PROPN")
        )
    if prep in ("to", "for"):
        return noun in _TO_HEADS
    return prep == "in" and noun in _IN_HEADS and parse.ent[obj] in ("GPE", "LOC")


def _with_second(parse: Parse, i: int, obj: int, end: int) -> int:
    """End of an office with two objects: "manager of government and public affairs"; not "owner of the shop and a neighbor"."""
    after = next((c for c in parse.children[obj] if parse.dep[c] == "conj" and obj + 1 < c <= obj + 3), None)
    if (
        after is None
        or parse.lower[obj + 1] != "and"
        or parse.tag[i] not in ("NN", "NNP")
        or parse.pos[after] != "NOUN"
    ):
        return end
    return end if parse.pos[obj + 2] in ("DET", "PRON", "NUM") else after + 1


def _to_last(parse: Parse, obj: int, end: int) -> int:
    """End of a list of names that begins at `obj`: "representatives of Egypt, Sudan and Ethiopia"."""
    last = obj
    for _ in range(_MAX_OBJECT):
        after = next((c for c in parse.children[last] if parse.dep[c] == "conj" and c > last), None)
        if after is None or parse.pos[after] != "PROPN" or parse.ent[after] != parse.ent[obj]:
            break
        last = after
    return end if last == obj else last + 1


def _right(parse: Parse, i: int, noun: str, lexicon: Lexicon) -> tuple[int, str | None]:
    """End of the phrase with an "of ..." that it needs, and the noun of what a quantity counts ("hundreds of people")."""
    k = i + 1
    if k + 1 >= len(parse) or parse.head[k] != i or parse.dep[k] != "prep":
        return k, None
    obj = next((c for c in parse.children[k] if parse.dep[c] == "pobj"), None)
    if obj is None or obj - k > _MAX_OBJECT or not _needs(parse, i, noun, parse.lower[k], obj):
        return k, None
    if noun in lexicon.title and parse.lower[k + 1] in ("a", "an"):
        return k, None  # "leader of a strong and proud country"
    end = obj + 1
    if noun in lexicon.title and parse.ent[obj] == "PERSON":  # "minister of foreign affairs Maxime Verhagen"
        first = next(p for p in range(k + 1, obj + 1) if parse.ent[p] == "PERSON")
        if (
            first > k + 1
            and parse.pos[first - 1] in ("NOUN", "PROPN")
            and singular(parse.lower[first - 1]) not in lexicon.title
        ):
            return first, None
    while (
        end < len(parse)
        and parse.pos[end] == "PROPN"
        and parse.ent[end] == parse.ent[obj] != ""
        and parse.head[end] <= end
    ):
        end += 1
    while end < len(parse) and parse.ent[obj] == "ORG" and parse.doc[end].ent_iob == _INSIDE:
        end += 1  # "the Department of Transportation"
    if parse.pos[obj] in ("ADJ", "NOUN") and parse.lower[obj] == "elite":  # "commander of the elite" + "Quds Force"
        while (
            end < len(parse)
            and (parse.text[end][:1].isupper() or parse.text[end] == "-")
            and parse.sent[end] == parse.sent[i]
        ):
            end += 1
    end = _to_last(parse, obj, end) if parse.pos[obj] == "PROPN" else _with_second(parse, i, obj, end)
    core = _noun(parse, obj, lexicon) if noun in _QUANTITIES else None
    return (end, core) if noun not in _QUANTITIES or core else (k, None)
