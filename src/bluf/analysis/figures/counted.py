"""What is counted or measured: tokens of a quantity → noun, noun phrase, change.

"up to 3,000 Colombian drug traffickers": the noun "traffickers", the phrase "Colombian drug traffickers". "a deficit of 5 %": the phrase
"deficit". Deliberately no phrase where the parse shows none: a guess would be printed as the source's words.

Source: MeasEval 2021 (MeasuredEntity, MeasuredProperty).
"""

from __future__ import annotations

import re

from bluf.analysis.figures.bounds import Quantity
from bluf.analysis.figures.numbers import NumeralKind
from bluf.analysis.figures.units import UnitKind
from bluf.analysis.nlp import Parse

_NOUNS = frozenset(("NOUN", "PROPN"))
_MODIFIERS = frozenset(("ADJ", "NOUN", "PROPN"))
_NUMBER_DEPS = frozenset(("nummod", "quantmod", "compound", "amod", "nmod", "npadvmod", "advmod", "det", "predet", "poss"))
_SKIPPED = frozenset("more other further additional - , confirmed".split())
_CUT = frozenset((",", ";", ":", "(", ")", "--", "–", "—", '"', "“", "”", ".", "and", "or", "but"))
_IRREGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child", "others": "person", "lives": "life", "police": "police",
    "troops": "troop", "crew": "crew", "staff": "staff", "dead": "person", "wounded": "person", "injured": "person", "missing": "person", "policemen": "policeman", "times": "time",
}  # fmt: skip
_UP = frozenset(
    "rise increase jump gain grow climb surge soar advance add swell expand improve rally spike rebound accelerate lift boost raise hike growth up".split()
)
_DOWN = frozenset(
    "fall decrease drop decline lose slump slide plunge plummet sink tumble shrink cut reduce shed ease dip slip lower retreat crash shave slash loss reduction down".split()
)
_LEVEL = frozenset("to at from of near above below for in".split())
_CHANGE_NOUN = re.compile(r"[^\S\r\n-]?[ -](?:[^\W\d]+ )?(rise|increase|gain|jump|growth|hike|surge|drop|decline|decrease|fall|cut|loss|reduction|slump|dip|plunge)\b", re.IGNORECASE)


def counted_noun(parse: Parse, i: int, j: int) -> int | None:
    """The token of the noun that the numerals in tokens `i`..`j` count, None where there is none.

    "five confirmed cases", "hundreds of people", "11 of Turkey's 81 provinces". None in "the toll rose to 18".
    """
    for t in range(j - 1, i - 1, -1):
        head = parse.head[t]
        if head >= j and parse.dep[t] in _NUMBER_DEPS and parse.pos[head] in _NOUNS and head - j < 8 and parse.sent[head] == parse.sent[t]:
            if parse.lower[j] not in _CUT:
                return _last_of_run(parse, head)
    if j < len(parse) and parse.lower[j] == "of":
        return _first_noun(parse, j + 1, far=True)
    return _first_noun(parse, j, far=False)


def _last_of_run(parse: Parse, head: int) -> int:
    """The parser at times takes the first noun of a compound for its head."""
    k = head
    while k + 1 < len(parse) and parse.pos[k + 1] in _NOUNS and parse.head[k] == k + 1 and parse.dep[k] in ("compound", "nmod"):
        k += 1
    return k


def _first_noun(parse: Parse, k: int, *, far: bool) -> int | None:
    """The head of the noun phrase that begins at token `k`; with `far`, determiners and owners may stand before it."""
    n, last = len(parse), None
    limit = min(n, k + 10)
    while k < limit:
        pos = parse.pos[k]
        if pos in _NOUNS:
            last = k
        elif last is not None and not (parse.lower[k] == "-" or (parse.lower[k] in ("'s", "'") and far)):
            break
        elif last is None and not (pos == "ADJ" or parse.lower[k] in _SKIPPED or parse.tag[k] in ("VBN", "VBG") or (far and pos in ("DET", "PRON", "NUM"))):
            break
        k += 1
    if last is not None and parse.lower[last] in ("-", "'s"):
        return None
    return last


def singular(parse: Parse, k: int) -> str:
    """The noun at token `k` in the singular: "traffickers" is "trafficker", "people" "person"; names keep their capital."""
    lower = parse.lower[k]
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if parse.tag[k] in ("NNP", "NNPS"):
        word = parse.text[k]
        return word[:-1] if word.endswith("s") and not word.endswith("ss") and (parse.tag[k] == "NNPS" or len(word) > 3) else word
    lemma = parse.lemma[k]
    if lemma == lower and parse.tag[k] == "NNS" and lower.endswith("s") and not lower.endswith(("ss", "us", "is", "ies", "news")):
        return lower[:-1]
    return lemma


def noun_phrase(parse: Parse, noun: int, first: int) -> tuple[int, int]:
    """Tokens (end-exclusive) of the phrase of `noun` from `first` on, with an "of" phrase behind it."""
    start = first
    while start < noun and (parse.pos[start] in ("DET", "PUNCT", "NUM", "ADP", "PRON", "CCONJ", "PART") or parse.lower[start] in ("more", "other", "such", "about")):
        start += 1
    end = noun + 1
    if end + 1 < len(parse) and parse.lower[end] == "of" and parse.sent[end] == parse.sent[noun]:
        last = _first_noun(parse, end + 1, far=True)
        if last is not None:
            end = last + 1
    return start, end


def phrase_of(parse: Parse, noun: int) -> tuple[int, int]:
    """Tokens of the noun phrase around `noun`: its modifiers to the left, an "of" phrase to the right."""
    left = min(parse.edges[noun][0], noun)
    start = noun
    for k in range(noun - 1, max(left, noun - 8) - 1, -1):
        if parse.lower[k] in _CUT or parse.pos[k] in ("VERB", "ADP", "SCONJ"):
            break
        start = k
    return noun_phrase(parse, noun, start)


# --- what units measure ---------------------------------------------------------------------------------------------


def measured_by_unit(parse: Parse, quantity: Quantity, i: int, j: int, a: int, b: int) -> tuple[int, int] | None:
    """Tokens of what a quantity with a unit (tokens `a`..`b`, numerals `i`..`j`) measures.

    "75 percent of polio cases", "a 15-year-old girl", "$65 million in revenue", "fines of up to $44,000", "the deficit is 5 %".
    """
    behind = _behind(parse, quantity, b)
    if behind is not None:
        return behind
    before = _before(parse, a)
    if before is not None:
        return before
    return _subject_phrase(parse, i, j)


def _behind(parse: Parse, quantity: Quantity, b: int) -> tuple[int, int] | None:
    if b >= len(parse):
        return None
    k = b
    while k < len(parse) and parse.lower[k] in ("-", "old") and k - b < 4:
        k += 1
    word = parse.lower[k] if k < len(parse) else ""
    money = quantity.unit is not None and quantity.unit.kind is UnitKind.MONEY
    if word == "of" or (word in ("in", "worth") and money):
        k += 1 if not (word == "worth" and k + 1 < len(parse) and parse.lower[k + 1] == "of") else 2
        noun = _first_noun(parse, k, far=True)
        if noun is not None and parse.ent[noun] not in ("DATE", "GPE", "TIME") and parse.lower[noun] not in ("year", "month", "week", "age"):
            return noun_phrase(parse, noun, k)
        return None
    if k < len(parse) and (parse.pos[k] in _MODIFIERS or parse.tag[k] == "VBN") and parse.sent[k] == parse.sent[b - 1]:
        noun = _first_noun(parse, k, far=False)
        if noun is not None and parse.ent[noun] not in ("DATE", "TIME") and not (k == b and parse.pos[k] == "PROPN" and not money):
            return noun_phrase(parse, noun, k)
    return None


def _before(parse: Parse, a: int) -> tuple[int, int] | None:
    """The noun that a preposition before the quantity hangs on, or the object of its verb."""
    k = a - 1
    while k >= 0 and k > a - 4 and parse.pos[k] in ("DET", "ADV", "ADJ"):
        k -= 1
    if k < 1 or parse.sent[k] != parse.sent[a] or parse.pos[k] != "ADP" or parse.lower[k] in ("by",):
        return None
    head = parse.head[k]
    if head < k and parse.pos[head] in _NOUNS and parse.ent[head] not in ("DATE", "TIME"):
        return phrase_of(parse, head)
    if head < k and parse.lower[k] in ("for", "at") and parse.pos[head] == "VERB":
        for c in parse.children[head]:
            if parse.dep[c] == "dobj" and parse.pos[c] in _NOUNS:
                return phrase_of(parse, c)
    return None


def _subject_phrase(parse: Parse, i: int, j: int) -> tuple[int, int] | None:
    subject = subject_of(parse, i, j)
    return phrase_of(parse, subject) if subject is not None else None


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


def subject_of(parse: Parse, i: int, j: int) -> int | None:
    """The noun that is subject of the clause of tokens `i`..`j`, None for pronouns and where the quantity itself is in it."""
    verb = verb_of(parse, i)
    for _ in range(4):
        if verb is None:
            return None
        for c in parse.children[verb]:
            if parse.dep[c] in ("nsubj", "nsubjpass"):
                left, right = parse.edges[c]
                if left <= i <= right or parse.pos[c] not in _NOUNS:
                    return None
                return c
        if parse.head[verb] == verb or parse.dep[verb] not in ("conj", "xcomp", "acl", "advcl", "pcomp", "relcl"):
            return None
        if parse.dep[verb] in ("acl", "relcl") and parse.pos[parse.head[verb]] in _NOUNS:
            return parse.head[verb]
        verb = parse.head[verb]
    return None


def change_of(parse: Parse, text: str, quantity: Quantity, i: int, a: int) -> str | None:
    """ "up" or "down" where the quantity is the size of a rise or fall; None for levels ("rose to 5 %")."""
    last = parse.lower[a - 1] if a else ""
    before_last = parse.lower[a - 2] if a > 1 else ""
    for word in (last, before_last if last in ("by", "some", "just") else ""):
        if word in ("up", "down") and not text[quantity.start :].lower().startswith("up to"):
            return word
    noun = _CHANGE_NOUN.match(text, quantity.end)
    if noun is not None and quantity.unit is not None:
        return "up" if noun[1].lower() in _UP else "down"
    sized = quantity.unit is not None and quantity.unit.kind in (UnitKind.PERCENT, UnitKind.MONEY) or last == "by"
    if quantity.unit is not None and quantity.unit.name in ("percentage point", "basis point", "celsius", "degree", "fahrenheit"):
        sized = True
    if quantity.unit is None and quantity.kind is not NumeralKind.VAGUE and parse.lower[min(a + 1, len(parse) - 1)].startswith("point"):
        sized = True
    if not sized or last in _LEVEL:
        return None
    verb = verb_of(parse, i)
    if verb is None or abs(verb - i) > 10:
        return None
    lemma = parse.lemma[verb]
    return "up" if lemma in _UP else "down" if lemma in _DOWN else None
