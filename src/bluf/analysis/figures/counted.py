"""What is counted: tokens of a numeral → noun and noun phrase.

"up to 3,000 Colombian drug traffickers": the noun "traffickers", the phrase "Colombian drug traffickers".
Deliberately nothing about quantities with a unit (see `measured`) nor about bare numbers (see `ellipsis`).

Source: MeasEval 2021 (MeasuredEntity).
"""

from __future__ import annotations

from bluf.analysis.figures.nouns import singular_of
from bluf.analysis.figures.units import is_unit_word
from bluf.analysis.nlp import Parse

Phrase = tuple[int, int]
"""Tokens of a phrase, end-exclusive."""

NOUNS = frozenset(("NOUN", "PROPN"))
_NUMBER_DEPS = frozenset(
    ("nummod", "quantmod", "compound", "amod", "nmod", "npadvmod", "advmod", "det", "predet", "poss")
)
_SKIPPED = frozenset("more fewer less other further additional - , confirmed".split())
_PERSONS = frozenset(
    "person man woman boy girl child teenager teen adult baby infant adolescent youth youngster student pupil patient "
    "victim suspect passenger worker employee member voter viewer resident citizen player driver son daughter brother "
    "sister father mother mom mum dad parent wife husband widow soldier officer".split()
)
_ATTRIBUTIVE = frozenset(
    "rights sports arms weapons drugs women savings sales goods forces systems operations honours singles doubles".split()
)
_STATES = frozenset("u.s u.s. u.k u.k. u.n u.n.".split())
_QUOTES = frozenset(("“", "‘", '"', "``", "'"))
_SIZED = frozenset("- old year years".split())
_COLLECTIVE = frozenset("staff crew police cattle personnel force infantry livestock poultry".split())
_SOME = frozenset("number lot couple variety series group pair".split())
_CUT = frozenset((",", ";", ":", "(", ")", "--", "–", "—", '"', "“", "”", ".", "and", "or", "but"))


def counted_noun(parse: Parse, i: int, j: int) -> int | None:
    """The token of the noun that the numerals in tokens `i`..`j` count, None where there is none.

    "five confirmed cases", "hundreds of people", "11 of Turkey's 81 provinces". None in "the toll rose to 18".
    """
    if j + 1 < len(parse) and parse.lower[j] in _QUOTES:  # four "elements"
        j += 1
    if j >= len(parse) or parse.lower[j] in _CUT:
        return None
    if (
        i > 1 and parse.lower[i - 1] == "of" and parse.tag[j] == "VBG" and parse.tag[i - 2] == "NN"
    ):  # "a family of four holding hands"
        return None
    if parse.lower[j] == "of" or (parse.lower[j] == "out" and parse.lower[min(j + 1, len(parse) - 1)] == "of"):
        first = j + (1 if parse.lower[j] == "of" else 2)
        noun = first_noun(parse, first, far=True)
        owners = [k for k in range(first, noun or first) if parse.lower[k + 1] == "'" and parse.tag[k] == "NNS"]
        return owners[0] if owners and parse.tag[j - 1] == "NNS" else noun  # "millions of fans' favorite things"
    if parse.lower[j] in ("times", "people"):
        return j
    for t in range(j - 1, i - 1, -1):
        head = parse.head[t]
        if (
            head >= j
            and parse.dep[t] in _NUMBER_DEPS
            and parse.pos[head] in NOUNS
            and head - j < 8
            and parse.sent[head] == parse.sent[t]
        ):
            noun = _last_of_run(parse, head)
            return noun if parse.lower[j - 1] in ("one", "1") else _plural_behind(parse, noun)
    return first_noun(parse, j, far=False)


def sized_by(parse: Parse, j: int, noun: int, *, one: bool) -> int | None:
    """The noun of a compound of measure that the numerals before token `j` belong to, None where they count `noun` itself.

    "page" in "a 12-page document", "person" in "a six-person crew"; none in "five race horses".
    """
    hyphen = parse.lower[j] == "-"
    k = j + 1 if hyphen else j
    if one or k >= noun or parse.pos[k] != "NOUN" or parse.tag[k] != "NN":
        return None
    if hyphen:
        return k
    return k if k == noun - 1 and parse.tag[noun] == "NN" and parse.lower[noun] not in _COLLECTIVE else None


def is_person(noun: str) -> bool:
    """True for the common nouns of people whose age is told: "boys", "victim"."""
    return singular_of(noun) in _PERSONS


def _plural_behind(parse: Parse, noun: int) -> int:
    """The plural that a singular the parser took for the counted noun belongs to: "two influenza A viruses"."""
    if parse.tag[noun] not in ("NN", "NNP"):
        return noun
    for k in range(noun + 1, min(noun + 4, len(parse))):
        if parse.pos[k] not in NOUNS or parse.sent[k] != parse.sent[noun]:
            return noun
        if parse.tag[k] in ("NNS", "NNPS"):
            return k
    return noun


def _last_of_run(parse: Parse, head: int) -> int:
    """The parser at times takes the first noun of a compound, or the owner in "18 children's deaths", for its head."""
    k, n = _behind_hyphen(parse, head), len(parse)
    while k + 1 < n and k - head < 6:
        owner = parse.lower[k + 1] in ("'s", "'") and parse.dep[k] == "poss"
        if (
            parse.lower[k + 1] == "-"
            and k + 2 < n
            and parse.pos[k + 2] in NOUNS
            and parse.end[k] == parse.start[k + 2] - 1
        ):
            k += 2
            continue
        compound = (
            parse.pos[k + 1] in NOUNS
            and parse.head[k] > k
            and (parse.tag[k] not in ("NNS", "NNPS") or parse.lower[k] in _ATTRIBUTIVE)
            and parse.dep[k] in ("compound", "nmod", "amod", "nummod")
        )
        if not owner and not compound:
            break
        if owner and parse.tag[k] == "NNS" and parse.lower[k + 1] == "'" and parse.tag[parse.head[k]] == "NN":
            break  # "the two billionaires' strategy"
        k = parse.head[k] if owner and k < parse.head[k] < k + 6 else k + 1
    return k if parse.pos[k] in NOUNS else head


def _behind_hyphen(parse: Parse, k: int) -> int:
    """The noun that a compound adjective begun by the noun at `k` belongs to: "Teals" in "Green-winged Teals"."""
    hyphen = k + 3 < len(parse) and parse.lower[k + 1] == "-" and parse.end[k] == parse.start[k + 1]
    return k + 3 if hyphen and parse.tag[k + 2] in ("VBN", "VBD", "JJ") and parse.pos[k + 3] in NOUNS else k


def _is_adjective(parse: Parse, k: int) -> bool:
    """True for the noun at `k` that begins an adjective: "law-abiding"."""
    glued = k + 2 < len(parse) and parse.lower[k + 1] == "-" and parse.end[k] == parse.start[k + 1]
    return glued and parse.tag[k + 2] in ("VBG", "VBN", "JJ")


def first_noun(parse: Parse, start: int, *, far: bool, numbers: bool = False) -> int | None:
    """The head of the noun phrase that begins at token `start`.

    With `far`, determiners, numbers and owners may stand before it, with `numbers` only those.
    """
    last, owned, behind = None, False, start
    for k in range(start, min(len(parse), start + 10)):
        pos, lower = parse.pos[k], parse.lower[k]
        if lower in _STATES or (lower == "." and parse.lower[k - 1] in _STATES):
            continue
        if k < behind:
            continue
        if not far and parse.tag[k] == "NNP" and parse.ent[k] in ("DATE", "TIME"):  # "from 1 to 5 Tuesday night"
            break
        if pos in NOUNS and parse.text[k][0].isalpha():
            behind = _behind_hyphen(parse, k)
            if behind == k and _is_adjective(parse, k):  # "millions of law-abiding, tolerant Indians"
                behind = k + 3
                continue
            last, owned = behind, False
        elif last is not None and far and lower in ("'s", "'"):
            owned = True
        elif (last is not None and not owned and lower != "-") or not (
            pos == "ADJ"
            or lower in _SKIPPED
            or parse.tag[k] == "VBN"
            or (parse.tag[k] == "VBG" and parse.dep[k] in ("amod", "compound"))
            or (far and pos in ("DET", "PRON", "NUM"))
            or (
                pos == "CCONJ"
                and last is None
                and k > start
                and parse.tag[k - 1] in ("VBN", "JJ")
                and parse.tag[k + 1] in ("VBN", "JJ")
            )
            or (far and pos == "ADV" and k + 1 < len(parse) and parse.pos[k + 1] == "ADJ")
            or (numbers and pos == "NUM")
        ):
            break
    return None if owned else last


def singular(parse: Parse, k: int) -> str:
    """The noun at token `k` in the singular: "traffickers" is "trafficker", "people" "person"; names keep their capital."""
    lower = parse.lower[k]
    if parse.text[k].isupper() and len(lower) > 1:
        return parse.text[k]
    if parse.tag[k] in ("NNP", "NNPS"):
        word = parse.text[k]
        return (
            singular_of(lower).capitalize()
            if word.endswith("s") and word[0].isupper() and word[1:].islower() and len(word) > 3
            else word
        )
    return singular_of(lower) if parse.tag[k] == "NNS" or lower in ("people", "police") else lower


def noun_phrase(parse: Parse, noun: int, first: int) -> Phrase:
    """Tokens (end-exclusive) of the phrase of `noun` from `first` on, with an "of" phrase behind it."""
    start = first
    while (
        start < noun
        and not _is_aged(parse, start)
        and (
            parse.pos[start] in ("DET", "PUNCT", "NUM", "ADP", "PRON", "CCONJ", "PART")
            or parse.lower[start] in ("more", "fewer", "less", "other", "such", "about", "strong")
        )
    ):
        start += 1
    end = _with_other(parse, noun)
    if end + 1 < len(parse) and parse.lower[end] == "of" and parse.sent[end] == parse.sent[noun]:
        last = first_noun(parse, end + 1, far=True)
        if last is not None:
            end = last + 1
            named = parse.tag[last] == "NNP" or parse.lower[last] in _SOME
            if parse.lower[end : end + 1] == ["of"] and named:  # "one section of the Misuse of Drugs Act"
                last = first_noun(parse, end + 1, far=True)
                end = last + 1 if last is not None else end
    return start, end


def _with_other(parse: Parse, noun: int) -> int:
    """The token behind `noun`, or behind the second of two nouns that one number counts: "2,000 men and women"."""
    k = noun + 2
    if k >= len(parse) or parse.lower[k - 1] != "and" or parse.dep[k] != "conj" or parse.head[k] != noun:
        return noun + 1
    return k + 1 if parse.tag[noun] == parse.tag[k] == "NNS" and parse.edges[k][0] == k else noun + 1


def _is_aged(parse: Parse, k: int) -> bool:
    """True for the number of "15-year-old boy", which is a part of the description."""
    if parse.pos[k] != "NUM":
        return False
    spanned = parse.tag[k + 1] == "NN" and is_unit_word(parse.lower[k + 1])  # "the 15 year deal"
    return spanned or (parse.lower[k + 1] == "-" and parse.end[k] == parse.start[k + 1])


def phrase_of(parse: Parse, noun: int) -> Phrase:
    """Tokens of the noun phrase around `noun`: its modifiers to the left, an "of" phrase to the right."""
    left = min(parse.edges[noun][0], noun)
    start = noun
    for k in range(noun - 1, max(left, noun - 8) - 1, -1):
        if parse.lower[k] in _CUT or parse.pos[k] in ("VERB", "ADP", "SCONJ"):
            break
        if parse.pos[k] == "NUM":
            while start < noun and parse.lower[start] in _SIZED:
                start += 2 if parse.lower[start] == "-" and parse.lower[start + 1] != "old" and start + 2 <= noun else 1
            break
        start = k
    numbered = start > 0 and parse.pos[start - 1] == "NUM"  # "a 35 hectare park", "a 5 per cent penalty"
    while start < noun and (
        parse.lower[start] in ("cent", "percent", "%") or (numbered and is_unit_word(parse.lower[start]))
    ):
        start, numbered = start + 1, False
    return noun_phrase(parse, noun, start)
