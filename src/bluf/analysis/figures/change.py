"""Rises and falls, and the verb and subject of a number's clause: tokens → "up", "down", or the tokens asked for.

"rose 5 %", "a 5 % cut", "an increase of 29 %" are sizes of a change; "rose to 5 %" is a level and has none. Deliberately no
change where the verb only may mean one ("moved 5 %").

Source: MeasEval 2021 (MeasuredProperty); guidelines of the figures set (change).
"""

from __future__ import annotations

import re

from bluf.analysis.figures.bounds import Quantity
from bluf.analysis.figures.counted import NOUNS, Phrase, first_noun, noun_phrase
from bluf.analysis.figures.numbers import NumeralKind
from bluf.analysis.figures.units import UnitKind
from bluf.analysis.nlp import Parse

_TAKES = frozenset(
    "raise add lose gain accelerate lift boost swell shed".split()
)  # of money: who lost it, not what fell
MOST_CHILDREN = 64  # of a verb looked at; a "sentence" of ten thousand tokens is a list
_MOVES = frozenset("go be move send push drive pull bring edge tick inch creep".split())
UP = frozenset(
    "rise increase jump gain grow climb surge soar advance add swell expand improve rally spike rebound "
    "accelerate lift boost raise hike growth up".split()
)
DOWN = frozenset(
    "fall decrease drop decline lose slump slide plunge plummet sink tumble shrink cut reduce shed ease dip slip "
    "lower retreat crash shave slash loss reduction down".split()
)
_LEVEL = frozenset("to at from of near above below for in".split())
_CHANGE_NOUN = re.compile(
    r"[^\S\r\n-]?[ -](?:[^\W\d]+ )?(rise|increase|gain|jump|growth|hike|surge|drop|decline|decrease|fall|"
    r"cut|loss|reduction|slump|dip|plunge)\b",
    re.IGNORECASE,
)


def verb_of(parse: Parse, i: int) -> int | None:
    """The verb that governs token `i`, at most six steps up."""
    k = i
    for _ in range(6):
        if parse.pos[k] in ("VERB", "AUX"):
            return k
        if parse.head[k] == k:
            return None
        k = parse.head[k]
    return None


def subject_of(parse: Parse, i: int) -> int | None:
    """The noun that is subject of the clause of token `i`, None for pronouns and where the quantity itself is in it."""
    verb = verb_of(parse, i)
    for _ in range(4):
        if verb is None:
            return None
        subjects = [c for c in parse.children[verb][:MOST_CHILDREN] if parse.dep[c] in ("nsubj", "nsubjpass")]
        if len(subjects) > 1:  # the parser has taken two clauses for one
            return None
        if subjects:
            return _meant(parse, subjects[0], verb, i)
        if parse.head[verb] == verb or parse.dep[verb] not in ("conj", "xcomp", "acl", "advcl", "pcomp", "relcl"):
            return None
        if parse.dep[verb] in ("acl", "relcl") and parse.pos[parse.head[verb]] in NOUNS:
            return parse.head[verb]
        verb = parse.head[verb]
    return None


def _meant(parse: Parse, subject: int, verb: int, i: int) -> int | None:
    """The noun that a subject is or stands for: "country" for "that" in "a country that is 90 miles wide"."""
    left, right = parse.edges[subject]
    if left <= i <= right:
        return None
    if parse.pos[subject] in NOUNS:
        doing = parse.tag[subject] == "VBG" or (
            parse.text[subject].islower() and parse.text[subject].endswith("ing") and parse.pos[subject - 1] == "PROPN"
        )
        return None if doing else subject
    head = parse.head[verb]
    relative = parse.lower[subject] in ("that", "which", "who") and parse.dep[verb] == "relcl"
    return head if relative and parse.pos[head] in NOUNS else None


def change_before(parse: Parse, a: int) -> int | None:
    """The rise or fall that the quantity at token `a` is the size of: "increase" in "an increase of 29%"."""
    if a < 2 or parse.lower[a - 1] != "of":
        return None
    noun = parse.head[a - 1]
    return noun if noun < a and (parse.lower[noun] in UP or parse.lower[noun] in DOWN) else None


def _is_counted_or_money(quantity: Quantity) -> bool:
    return quantity.unit is None or quantity.unit.kind is UnitKind.MONEY


def _is_beside(parse: Parse, i: int, verb: int) -> bool:
    """True where the number is in an adjunct of the verb and not its size: "lower taxes despite a $6 billion deficit"."""
    k = i
    while k != verb and parse.head[k] != k:
        k = parse.head[k]
        if parse.pos[k] in ("ADP", "SCONJ") and parse.lower[k] not in (
            "by",
            "of",
            "about",
            "around",
            "than",
            "over",
            "under",
            "up",
        ):
            return True
    return False


def change_of(parse: Parse, text: str, quantity: Quantity, i: int, a: int) -> str | None:
    """Up or down, where the quantity is the size of a rise or fall; None for levels ("rose to 5 %")."""
    last = parse.lower[a - 1] if a else ""
    before_last = parse.lower[a - 2] if a > 1 else ""
    if last in ("by", "some", "just"):
        last_but, at = before_last, a - 2
    else:
        last_but, at = last, a - 1
    if last_but in ("up", "down") and not (parse.dep[at] == "prt" and parse.lemma[parse.head[at]] not in _MOVES):
        return last_but
    named = change_before(parse, a)
    if named is not None and not (
        _is_counted_or_money(quantity) and parse.lower[named] == "loss"
    ):  # "the loss of 16 students"
        return "up" if parse.lower[named] in UP else "down"
    noun = _CHANGE_NOUN.match(text, quantity.end)
    if noun is not None and quantity.unit is not None:
        return "up" if noun[1].lower() in UP else "down"
    sized = (quantity.unit is not None and quantity.unit.kind in (UnitKind.PERCENT, UnitKind.MONEY)) or last == "by"
    if quantity.unit is not None and quantity.unit.name in (
        "percentage point",
        "basis point",
        "celsius",
        "degree",
        "fahrenheit",
    ):
        sized = True
    if (
        quantity.unit is None
        and quantity.kind is not NumeralKind.VAGUE
        and parse.lower[min(a + 1, len(parse) - 1)].startswith("point")
    ):
        sized = True
    if not sized or last in _LEVEL:
        return None
    verb = verb_of(parse, i)
    if verb is None or abs(verb - i) > 10 or _is_beside(parse, i, verb):
        return None
    lemma = parse.lemma[verb]
    if lemma in _TAKES and quantity.unit is not None and quantity.unit.kind is UnitKind.MONEY:
        return None
    return "up" if lemma in UP else "down" if lemma in DOWN else None


def changed(parse: Parse, k: int) -> Phrase | None:
    """What rose or fell, told by the words from token `k` on: "seizures" of "in seizures"."""
    noun = first_noun(parse, k + 1, far=True) if parse.lower[k : k + 1] == ["in"] else None
    return noun_phrase(parse, noun, k + 1) if noun is not None and parse.ent[noun] not in ("DATE", "TIME") else None
