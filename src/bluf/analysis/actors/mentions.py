"""Where actors are named or described: parse → mentions.

In: a `Parse`. Out: `Mention`s in text order, one a noun phrase, each a name (entities of the model and runs of proper nouns) or a
description (phrases headed by a noun for persons, groups or bodies). Deliberately pronouns are left out, and nothing is merged.

"two unidentified men attacked the office of the AFP" gives "two unidentified men" and "AFP". Not a mention: "the attack".
Source: MUC-4 fill rules (string fills), ACE entity guidelines (PER, ORG, GPE; names and nominals).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bluf.analysis.actors.lexicon import Lexicon, fold, singular
from bluf.analysis.actors.names import is_acronym, makes_acronym, words
from bluf.analysis.actors.nature import DEPARTMENTS, kind_by_words
from bluf.analysis.nlp import Parse
from bluf.analysis.truecase import is_small_word
from bluf.model import ActorKind

_LABELS = frozenset(("PERSON", "ORG", "NORP", "GPE", "LOC", "FAC"))
_INNER = frozenset(("compound", "amod", "nummod", "nmod", "quantmod", "det", "poss", "advmod", "case", "punct", "predet", "npadvmod", "neg"))  # fmt: skip
_MODIFIER = frozenset(("compound", "amod", "nmod", "nummod"))
_OPENERS = frozenset(
    "the a an this that these those some any all both each every such no many several few most more other another his her its "
    "their our my your only even also least at about around nearly almost approximately over than up to as much well".split()
)
_INDEFINITE = frozenset("a an some another several many few".split())
_DEFINITE = frozenset("the this that these those his her its their both".split())
_NOMINAL_ADJECTIVES = frozenset(
    "injured wounded dead missing homeless accused detained disappeared kidnapped poor unemployed elderly".split()
)
_OF_HEADS = frozenset(
    "member leader group official relative representative supporter follower resident inhabitant citizen family victim survivor "
    "chief head director president mayor governor minister commander ambassador secretary spokesman spokeswoman spokesperson "
    "chairman number thousand hundred dozen crowd team unit column gang band majority delegation coalition force government "
    "regime mastermind perpetrator owner employee friend son daughter wife husband brother sister mother father student "
    "opponent critic army ministry party front union alliance association council court author manager captain officer".split()
)
_TO_HEADS = frozenset("ambassador envoy adviser advisor aide delegate representative successor heir spokesman spokeswoman "
                      "spokesperson lawyer attorney coordinator candidate minister secretary correspondent negotiator".split())  # fmt: skip
_IN_HEADS = frozenset("official leader resident authority officer correspondent ambassador analyst".split())
_QUANTITIES = frozenset("number thousand hundred dozen score majority handful rest remainder lot million couple pair".split())
_NO_ACRONYMS = frozenset("sic text ap-no i ii iii iv".split())
_ARTICLES = frozenset("the a an its his her their".split())
_BROADCAST = frozenset("radio television tv news".split())
_QUALIFIED = {  # nouns that head an actor's description only behind certain words
    "front": frozenset(("liberation", "popular")),
    "department": DEPARTMENTS,
    "station": _BROADCAST,
    "network": _BROADCAST | {"terrorist", "terror"},
    "channel": _BROADCAST,
    "paper": frozenset(("daily", "weekly", "local")),
    "following": frozenset(("his", "her")),
}
_LETTERS_AFTER = frozenset("mp mps mep phd obe cbe frs qc md jp".split())
_PARTY_STATE = re.compile(r"[DRI]-[A-Z]")
_MAX_INNER = 14
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october "
    "november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec gmt am pm est edt utc".split()
)


@dataclass(slots=True)
class Mention:
    """A noun phrase that may name or describe an actor. Token offsets `i`, `j` are end-exclusive; `head` is the syntactic head.

    Attributes:
        named: a name, not a description.
        label: the model's entity label; "" where it gave none.
        kind: what the words themselves say, None where they say nothing.
        words: comparison words of the text.
        noun: singular head noun of a description; folded head word of a name.
        definite, indefinite: how the phrase is determined (both False for a bare plural).
        plural: more than one.
        country: ISO code that its words give.
        title: token range of a title before a name ("Foreign Minister"), or None.
    """

    i: int
    j: int
    head: int
    named: bool
    label: str
    kind: ActorKind | None
    words: tuple[str, ...]
    noun: str
    definite: bool = False
    indefinite: bool = False
    plural: bool = False
    country: str | None = None
    title: tuple[int, int] | None = None


def find_mentions(parse: Parse, lexicon: Lexicon) -> list[Mention]:
    """All mentions of `parse`, in text order, disjoint but for a phrase inside another's "of ..."."""
    taken = bytearray(len(parse))
    found: list[Mention] = []
    for i, j, label in _name_ranges(parse):
        mention = _named(parse, i, j, label, lexicon)
        if mention:
            found.append(mention)
            taken[mention.i : mention.j] = b"\x01" * (mention.j - mention.i)
        elif label not in _LABELS:
            taken[i:j] = b"\x02" * (j - i)
    pos, dep = parse.pos, parse.dep
    for i, at in enumerate(pos):
        if at in ("NOUN", "PROPN", "ADJ", "NUM", "VERB") and taken[i] != 1 and (dep[i] not in _MODIFIER or _loose(parse, i)):
            mention = _described(parse, i, taken, lexicon)
            if mention:
                found.append(mention)
    found.sort(key=lambda m: (m.i, -m.j))
    return _without_parts(parse, found, lexicon)


def _without_parts(parse: Parse, found: list[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions without names that are only a part of a body's name: "Farabundo Marti" in "Farabundo Marti liberation front"."""
    bodies = lexicon.group | lexicon.organization | lexicon.government
    out: list[Mention] = []
    for m in found:
        before = out[-1] if out else None
        if not m.named and m.noun in bodies and not m.definite and before and before.named and before.j == m.i and before.label in ("PERSON", "ORG", "", "FAC"):  # fmt: skip
            if parse.sent[before.i] == parse.sent[m.i] and parse.pos[m.i] in ("NOUN", "ADJ", "PROPN", "VERB"):
                m.i = before.i
                m.words = words(parse.words(m.i, m.j))
                out.pop()
        elif m.named and before and not before.named and before.i <= m.i and m.j <= before.head and before.noun in bodies and not before.plural:  # fmt: skip
            if m.label in ("PERSON", "GPE", "LOC", "FAC", "NORP"):
                continue
        out.append(m)
    return out


def _loose(parse: Parse, i: int) -> bool:
    """True where a modifier's head lies before it: a parse slip, so the word stands for itself."""
    return parse.head[i] < i


def _name_ranges(parse: Parse) -> list[tuple[int, int, str]]:
    """Ranges of the model's entities and of runs of proper nouns outside of them, in order."""
    ranges = [(e.start, e.end, e.label_) for e in parse.doc.ents]
    covered = bytearray(len(parse))
    for i, j, _ in ranges:
        covered[i:j] = b"\x01" * (j - i)
    i, n, pos, text = 0, len(parse), parse.pos, parse.text
    while i < n:
        if text[i] in "([" and i + 2 < n and text[i + 2] in ")]" and not covered[i + 1]:
            ranges += _bracketed(parse, i, covered)
            i += 3
            continue
        if pos[i] != "PROPN" or covered[i] or not text[i][:1].isupper() or parse.lower[i] in _TIMES:
            i += 1
            continue
        j = i + 1
        while j < n and pos[j] == "PROPN" and not covered[j] and text[j][:1].isupper():
            j += 1
        ranges.append((i, j, ""))
        i = j
    ranges.sort()
    return _hyphenated(parse, _with_surnames(parse, ranges))


def _with_surnames(parse: Parse, ranges: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The ranges, with a person's name joined to the surname that the model took for something else ("Hernan Felipe" + "Errazuriz")."""
    out: list[tuple[int, int, str]] = []
    for i, j, label in ranges:
        if out and out[-1][2] == "PERSON" and out[-1][1] == i and parse.dep[i - 1] == "compound" and i <= parse.head[i - 1] < j:
            if parse.pos[i] == "PROPN" and label in ("GPE", "ORG", "", "PERSON", "NORP"):
                out[-1] = (out[-1][0], j, "PERSON")
                continue
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
        while first > 0 and first - 1 > last - 8 and parse.pos[first - 1] in ("NOUN", "PROPN", "ADJ") and not covered[first - 1]:
            first -= 1
        if makes_acronym(parse.lower[i + 1], words(parse.words(first, last + 1))):
            ranges.insert(0, (first, last + 1, "ORG"))
    return ranges


def _hyphenated(parse: Parse, ranges: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The ranges, with the parts of a hyphenated name ("Acan-Efe") as one."""
    out: list[tuple[int, int, str]] = []
    for i, j, label in ranges:
        if out and out[-1][1] == i - 1 and parse.text[i - 1] == "-" and parse.end[i - 1] == parse.start[i] and parse.start[i - 1] == parse.end[i - 2]:  # fmt: skip
            out[-1] = (out[-1][0], j, out[-1][2] or label)
        else:
            out.append((i, j, label))
    return out


def _named(parse: Parse, i: int, j: int, label: str, lexicon: Lexicon) -> Mention | None:
    """The mention for a name's range, trimmed and with its title parted off; None where it names no possible actor."""
    if label and label not in _LABELS or _PARTY_STATE.match(parse.words(i, j)):
        return None
    i, j = _trimmed(parse, i, j)
    if label == "PERSON":
        j = next((k for k in range(i + 1, j) if parse.lower[k] in ("for", "at", "from", "in", "on", "and", "with")), j)
    if i >= j or parse.lower[j - 1] in _TIMES or (i > 0 and parse.text[i - 1] == "-" and parse.start[i - 1] == parse.end[i - 2]):
        return None
    title = None
    k = _after_titles(parse, i, j, lexicon) if label in ("PERSON", "", "ORG") else i
    if k > i:
        title, i = (i, k), k
    if parse.tag[j - 1] in ("JJ", "AFX") or parse.dep[_head(parse, i, j)] in ("amod", "nmod") and label in ("NORP", "GPE", ""):
        return None
    if i > 0 and parse.lower[i - 1] == "radio" and parse.head[i - 1] == _head(parse, i, j):
        i -= 1
    while label == "PERSON" and j - i > 1 and parse.lower[j - 1] in _LETTERS_AFTER:
        j -= 1
    parts = words(parse.words(i, j))
    if parts and label != "NORP" and _is_function(parts, label, lexicon):
        return None
    if not parts or not any(c.isalpha() for c in parts[-1]) or label != "PERSON" and _is_common(parse, i, j, lexicon):
        return None
    return Mention(
        i, j, _head(parse, i, j), named=True, label=label, kind=None, words=parts, noun=parts[-1], title=title, definite=True
    )


def _is_function(parts: tuple[str, ...], label: str, lexicon: Lexicon) -> bool:
    """True for a function in capitals ("Prime Minister", "UN Special Representative"): it is described, not named."""
    last = singular(parts[-1])
    if last not in lexicon.title and last not in lexicon.person or kind_by_words(parts, lexicon):
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
    while j > i and (lower[j - 1] in ("'s", "'", "’s", "’", "the", "of", "and", "for", "in") or pos[j - 1] in ("PUNCT", "SPACE") and lower[j - 1] != "."):
        j -= 1
    for k in range(i + 1, j):  # brackets, semicolons and line ends inside part two names
        if lower[k] in ("(", "[", ")", "]", "--", ";", "/") or pos[k] == "SPACE":
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


def _described(parse: Parse, i: int, taken: bytearray, lexicon: Lexicon) -> Mention | None:
    """The description headed by token `i`, or None where its noun is no actor's."""
    noun = _noun(parse, i, lexicon)
    if noun is None:
        return None
    start = _left(parse, i, taken)
    definite = indefinite = False
    while start < i and parse.lower[start] in _OPENERS:
        definite |= parse.lower[start] in _DEFINITE
        indefinite |= parse.lower[start] in _INDEFINITE
        start += 1
    while start < i and (parse.pos[start] == "PUNCT" or parse.lower[start] in ("'s", "and", "of", "than")):
        start += 1
    end, core = _right(parse, i, noun, lexicon)
    if noun in _QUANTITIES and core is None:
        return None
    parts = words(parse.words(start, end))
    if not parts:
        return None
    plural = parse.tag[i] in ("NNS", "NNPS") or parse.lower[i] in ("people", "police") or parse.pos[i] in ("ADJ", "VERB", "NUM")
    return Mention(
        start, end, i, named=False, label="", kind=None, words=parts, noun=core or noun, definite=definite, indefinite=indefinite,
        plural=plural,
    )  # fmt: skip


def _noun(parse: Parse, i: int, lexicon: Lexicon) -> str | None:
    """The singular noun of token `i` where it can head an actor's description."""
    lower, pos = parse.lower[i], parse.pos[i]
    if pos in ("ADJ", "VERB", "NUM"):
        is_people = lower in _NOMINAL_ADJECTIVES and i > 0 and (parse.lower[i - 1] == "the" or parse.pos[i - 1] == "NUM")
        return lower if is_people and parse.dep[i] not in _MODIFIER else None
    noun = singular(lower)
    if noun in _QUALIFIED:
        return noun if i > 0 and (parse.lower[i - 1] in _QUALIFIED[noun] or noun == "front" and _is_premodified(parse, i)) else None
    if noun in lexicon.heads or noun in _QUANTITIES:
        return noun
    if "-" in noun and noun.rsplit("-", 1)[1] in lexicon.heads:
        return noun.rsplit("-", 1)[1]
    return noun if pos == "NOUN" and noun.endswith(("woman", "sman", "ologist")) else None


def _is_premodified(parse: Parse, i: int) -> bool:
    """True where an adjective or noun right before token `i` modifies it."""
    return parse.head[i - 1] == i and parse.pos[i - 1] in ("NOUN", "PROPN", "ADJ")


def _left(parse: Parse, i: int, taken: bytearray) -> int:
    """Leftmost token of the noun phrase headed by `i`: the contiguous premodifiers."""
    k, head, dep = i, parse.head, parse.dep
    while k > 0 and i - k < _MAX_INNER:
        left = k - 1
        if parse.text[left] in "()[]" or parse.pos[left] in ("PUNCT", "X", "SYM") and parse.text[left] not in "-–'\"":
            break
        if dep[left] in _INNER and (left < head[left] <= i or dep[left] == "case"):
            k = left
        elif dep[left] == "conj" and left - 4 <= head[left] < left and dep[head[left]] in _MODIFIER and left < head[head[left]] <= i:
            k = head[left]  # "national and international agencies"
        else:
            break
    return k


def _right(parse: Parse, i: int, noun: str, lexicon: Lexicon) -> tuple[int, str | None]:
    """End of the phrase with an "of ..." that it needs, and the noun of what a quantity counts ("hundreds of people")."""
    k = i + 1
    if k + 1 >= len(parse) or parse.head[k] != i or parse.dep[k] != "prep":
        return k, None
    prep = parse.lower[k]
    wanted = (prep == "of" and noun in _OF_HEADS | _QUANTITIES) or (prep in ("to", "for") and noun in _TO_HEADS) or (prep == "in" and noun in _IN_HEADS)  # fmt: skip
    obj = next((c for c in parse.children[k] if parse.dep[c] == "pobj"), None)
    if not wanted or obj is None or obj - k > 8 or (prep == "in" and parse.ent[obj] not in ("GPE", "LOC")):
        return k, None
    end = obj + 1
    if noun in lexicon.title and parse.ent[obj] == "PERSON":  # "minister of foreign affairs Maxime Verhagen"
        first = next(p for p in range(k + 1, obj + 1) if parse.ent[p] == "PERSON")
        if first > k + 1 and singular(parse.lower[first - 1]) not in lexicon.title:
            return first, None
    while end < len(parse) and parse.pos[end] == "PROPN" and parse.ent[end] == parse.ent[obj] != "" and parse.head[end] <= end:
        end += 1
    core = _noun(parse, obj, lexicon) if noun in _QUANTITIES else None
    return (end, core) if noun not in _QUANTITIES or core else (k, None)
