"""Names in a text: parse → mentions that name.

Entities of the model, runs of proper nouns outside of them, and acronyms in brackets, trimmed and parted from their
titles. Not a name: "Prime Minister", "Police", "Tuesday", "R-Texas".
"""

from __future__ import annotations

import re

from bluf.analysis.actors.lexicon import Lexicon, fold, singular
from bluf.analysis.actors.mention import Mention
from bluf.analysis.actors.names import is_acronym, makes_acronym, words
from bluf.analysis.actors.nature import kind_by_words
from bluf.analysis.nlp import Parse
from bluf.analysis.truecase import is_small_word

LABELS = frozenset(("PERSON", "ORG", "NORP", "GPE", "LOC", "FAC"))
_NO_ACRONYMS = frozenset("sic text i ii iii iv".split())
_ARTICLES = frozenset("the a an its his her their".split())
_NOT_IN_PERSONS = frozenset("for at from in on and with".split())
_LETTERS_AFTER = frozenset("mp mps mep phd obe cbe frs qc md jp".split())
_MISTAKEN = frozenset(("GPE", "ORG", "", "PERSON", "NORP"))
_PARTY_STATE = re.compile(r"[DRI]-[A-Z]")
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov "
    "dec gmt am pm est edt utc".split()
)


def name_ranges(parse: Parse, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Ranges of the model's entities, of runs of proper nouns outside of them, and of acronyms the text explains; in order."""
    ranges = [part for e in parse.doc.ents for part in _parted(parse, e.start, e.end, e.label_, lexicon)]
    covered = bytearray(len(parse))
    for i, j, _ in ranges:
        covered[i:j] = b"\x01" * (j - i)
    explained: set[str] = set()
    i, n, text = 0, len(parse), parse.text
    while i < n:
        if text[i] in "([" and i + 2 < n and text[i + 2] in ")]":
            inside = _bracketed(parse, i, covered)
            explained |= {text[i + 1]} if inside or (covered[i + 1] and is_acronym(text[i + 1])) else set()
            ranges += inside
            i += 3
        elif covered[i] or not _is_name_token(parse, i, lexicon):
            i += 1
        else:
            j = i + 1
            while j < n and not covered[j] and _is_name_token(parse, j, lexicon):
                j += 1
            ranges.append((i, j, ""))
            covered[i:j] = b"\x01" * (j - i)
            i = j
    if explained:
        ranges += [
            (k, k + 1, "ORG") for k in range(n) if text[k] in explained and not covered[k] and text[k - 1] not in "(["
        ]
    ranges.sort()
    return _hyphenated(parse, _with_surnames(parse, ranges))


def _is_name_token(parse: Parse, i: int, lexicon: Lexicon) -> bool:
    """True for capitalized proper nouns that name no time, and for capitalized nouns that no list knows ("Wikileaks")."""
    word = parse.lower[i]
    if not parse.text[i][:1].isupper() or word in _TIMES:
        return False
    if parse.pos[i] == "NOUN":
        return (
            len(word) > 4
            and not is_small_word(word)
            and not is_small_word(singular(word))
            and singular(word) not in lexicon.heads
        )
    return parse.pos[i] == "PROPN"


def _parted(parse: Parse, i: int, j: int, label: str, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """An entity as its parts, where it runs over brackets ("World Health Organization (WHO") or into a person's name."""
    for k in range(i + 1, j - 1):
        if parse.text[k] in "([":
            return [
                (i, k, label),
                *_parted(parse, k + 1, j, "ORG" if is_acronym(parse.text[k + 1]) else label, lexicon),
            ]
        if parse.lower[k] == "and" and label in ("ORG", "PERSON") and _is_known(parse, i, k, lexicon):
            return [(i, k, label), *_parted(parse, k + 1, j, label, lexicon)]
        if parse.text[k] == "," and label in ("ORG", "GPE") and fold(parse.text[k + 1]) in lexicon.given:
            return [(i, k, label), *_parted(parse, k + 1, j, "PERSON", lexicon)]
    return [(i, j, label)]


def _is_known(parse: Parse, i: int, j: int, lexicon: Lexicon) -> bool:
    """True where a list of names has the words of the range."""
    form = " ".join(words(parse.words(i, j)))
    return form in lexicon.armed_groups or form in lexicon.companies or form in lexicon.outlets


def _with_surnames(parse: Parse, ranges: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The ranges, with persons' names joined to surnames that the model took for something else ("Hernan" + "Errazuriz")."""
    out: list[tuple[int, int, str]] = []
    for i, j, label in ranges:
        person = bool(out) and out[-1][2] == "PERSON" and out[-1][1] == i and parse.dep[i - 1] == "compound"
        if person and i <= parse.head[i - 1] < j and parse.pos[i] == "PROPN" and label in _MISTAKEN:
            out[-1] = (out[-1][0], j, "PERSON")
        else:
            out.append((i, j, label))
    return out


def _bracketed(parse: Parse, i: int, covered: bytearray) -> list[tuple[int, int, str]]:
    """The acronym in the brackets that open at `i`, and the name before them where the model saw none."""
    if not is_acronym(parse.text[i + 1]) or parse.lower[i + 1] in _NO_ACRONYMS:
        return []
    ranges = [(i + 1, i + 2, "ORG")]
    last = i - 1
    if last >= 0 and parse.pos[last] in ("NOUN", "PROPN") and not covered[last]:
        first = last
        while (
            first > 0
            and first - 1 > last - 8
            and parse.pos[first - 1] in ("NOUN", "PROPN", "ADJ")
            and not covered[first - 1]
        ):
            first -= 1
        if makes_acronym(parse.lower[i + 1], words(parse.words(first, last + 1))):
            ranges.insert(0, (first, last + 1, "ORG"))
    return ranges


def _hyphenated(parse: Parse, ranges: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The ranges, with the parts of a hyphenated name ("Acan-Efe") as one."""
    out: list[tuple[int, int, str]] = []
    for i, j, label in ranges:
        if out and out[-1][1] == i - 1 and parse.text[i - 1] == "-" and parse.end[i - 2] + 1 == parse.start[i]:
            out[-1] = (out[-1][0], j, out[-1][2] or label)
        else:
            out.append((i, j, label))
    return out


def named_mention(parse: Parse, i: int, j: int, label: str, lexicon: Lexicon) -> Mention | None:
    """The mention for a name's range, trimmed and with its title parted off; None where it names no possible actor."""
    if (label and label not in LABELS) or _PARTY_STATE.match(parse.words(i, j)):
        return None
    i, j = _trimmed(parse, i, j)
    j = _person_end(parse, i, j) if label == "PERSON" else j
    if (
        i >= j
        or parse.lower[j - 1] in _TIMES
        or (i > 0 and parse.text[i - 1] == "-" and parse.start[i - 1] == parse.end[i - 2])
    ):
        return None
    title = None
    k = _after_titles(parse, i, j, lexicon) if label in ("PERSON", "", "ORG") else i
    if k > i:
        title, i = (i, k), k
    if _is_nickname(parse, i, j, lexicon):
        return None
    if parse.tag[j - 1] in ("JJ", "AFX") or (
        parse.dep[_head(parse, i, j)] in ("amod", "nmod") and label in ("NORP", "GPE", "")
    ):
        return None
    if i > 0 and parse.lower[i - 1] == "radio" and parse.head[i - 1] == _head(parse, i, j):
        i -= 1
    while label == "PERSON" and j - i > 1 and parse.lower[j - 1] in _LETTERS_AFTER:
        j -= 1
    parts = words(parse.words(i, j))
    if parts and label != "NORP" and _is_function(parts, label, lexicon):
        return None
    if not parts or not any(c.isalpha() for c in parts[-1]) or (label != "PERSON" and _is_common(parse, i, j, lexicon)):
        return None
    return Mention(
        i,
        j,
        _head(parse, i, j),
        named=True,
        label=label,
        kind=None,
        words=parts,
        noun=parts[-1],
        title=title,
        definite=True,
    )


def _person_end(parse: Parse, i: int, j: int) -> int:
    """Where a person's name ends: before "for", "from", "and", or a figure of the next table cell."""
    ends = (k for k in range(i + 1, j) if parse.lower[k] in _NOT_IN_PERSONS or parse.text[k].isdecimal())
    return next(ends, j)


def _is_nickname(parse: Parse, i: int, j: int, lexicon: Lexicon) -> bool:
    """True for a country's name behind a title: "Captain America" names a character, no state."""
    if i == 0 or j - i != 1 or lexicon.country(parse.lower[i]) is None:
        return False
    before = parse.text[i - 1]
    return (
        before[:1].isupper()
        and before.lower() in lexicon.title
        and parse.dep[i - 1] == "compound"
        and (parse.head[i - 1] == i and parse.lower[i] in lexicon.state_names)
    )


def _is_function(parts: tuple[str, ...], label: str, lexicon: Lexicon) -> bool:
    """True for a function in capitals ("Prime Minister", "UN Special Representative"): it is described, not named."""
    last = singular(parts[-1])
    if (last not in lexicon.title and last not in lexicon.person) or kind_by_words(parts, lexicon):
        return False
    return label != "PERSON" or all(is_small_word(w) or w in lexicon.title for w in parts)


def _is_common(parse: Parse, i: int, j: int, lexicon: Lexicon) -> bool:
    """True for capitalized common nouns ("Police", "Officials"), which are described, not named."""
    return j - i == 1 and singular(parse.lower[i]) in lexicon.heads and not is_acronym(parse.text[i])


def _trimmed(parse: Parse, i: int, j: int) -> tuple[int, int]:
    """A name's range without article, possessive ending and punctuation at its ends."""
    lower, pos = parse.lower, parse.pos
    while i < j and (lower[i] in _ARTICLES or lower[i] in ("of", "for", "and", "in") or not lower[i][:1].isalnum()):
        i += 1
    while j > i and (
        lower[j - 1] in ("'s", "'", "’s", "’", "the", "of", "and", "for", "in")
        or (pos[j - 1] in ("PUNCT", "SPACE") and lower[j - 1] != ".")
    ):
        j -= 1
    for k in range(i + 1, j):  # brackets, semicolons and line ends inside part two names
        if lower[k] in ("(", "[", ")", "]", "--", ";", "/", "|") or pos[k] == "SPACE":
            return _trimmed(parse, i, k)
    return i, j


def _after_titles(parse: Parse, i: int, j: int, lexicon: Lexicon) -> int:
    """Where the name itself begins behind titles that the entity includes ("President Barack Obama"); `i` where it has none."""
    k = i
    while k < j - 1 and parse.lower[k].rstrip(".") in lexicon.title and parse.text[k + 1][:1].isupper():
        k += 1
    return k if kind_by_words(words(parse.words(i, j)), lexicon) is None else i


def _head(parse: Parse, i: int, j: int) -> int:
    """The token of `i`..`j` whose head lies outside; the last one where several do."""
    for k in range(j - 1, i - 1, -1):
        h = parse.head[k]
        if h == k or not i <= h < j:
            return k
    return j - 1
