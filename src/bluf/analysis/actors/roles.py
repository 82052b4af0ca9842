"""What function a named person bears: parse → token ranges of titles and appositions.

"Colombian Foreign Minister Maria Holguin", "the mayor of Achi, Ricardo Castellar", "Ricardo Castellar, mayor of
Achi," and "Holguin is the foreign minister" give the function without its article. Not a role: "a 15-year-old girl",
"my brother John".
"""

from __future__ import annotations

from bluf.analysis.actors.lexicon import Lexicon, singular
from bluf.analysis.actors.mention import Mention
from bluf.analysis.nlp import Parse

_COURTESY = frozenset("mr mr. mrs mrs. ms ms. miss sir dr dr. madam lady lord st st. don dona".split())
_ARTICLES = frozenset("the a an his her its their our my that this".split())
_NOT_FIRST = frozenset(
    "'s and - of one former- year years old year-old time once visibly the a an then now also currently only just".split()
)
_NO_TITLES = frozenset(  # what people are called that is no function
    "other individual person one accused elder younger youth sunni shiite shia muslim christian jew catholic hindu counterpart "
    "colleague teammate teen teenager man woman boy girl guy rival opponent compatriot hero heroine brother sister "
    "conservative liberal centrist moderate".split()
)
_OPINIONS = frozenset("welcome great good bad big young old new own beloved black white fellow".split())
_MAX_OFFICE = 6  # tokens of "of Foreign Affairs and Trade"
_PREMODIFIERS = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))
_MAX_TITLE = 12


def title_before(parse: Parse, mention: Mention, lexicon: Lexicon) -> tuple[int, int] | None:
    """The title that stands right before a name, or inside the model's entity, with its premodifiers; None where there is none."""
    end = mention.i
    k = end
    if k == 0 or parse.sent[k - 1] != parse.sent[k]:
        return None
    k = _office(parse, k, lexicon) or k
    last = parse.lower[k - 1].rstrip(".")
    if not (singular(last) in lexicon.title or last in lexicon.person) or parse.tag[k - 1] in ("NNS", "NNPS"):
        return None
    if last in _NO_TITLES or (last in lexicon.kin and last not in lexicon.title):
        return None
    k -= 1
    if parse.lower[k - 2 : k] in (["editor", "in"], ["commander", "in"]):
        k -= 2  # "Editor in Chief"
    while k > 0 and end - k < _MAX_TITLE and _belongs(parse, k - 1):
        k -= 1
    k = without_opening(parse, k, end)
    if k >= end or (end - k == 1 and parse.lower[k] in _COURTESY):
        return None
    return k, end


def _office(parse: Parse, end: int, lexicon: Lexicon) -> int | None:
    """The end of the noun in "Secretary of State", "Minister of Foreign Affairs" that stand right before `end`; else None."""
    if parse.lower[end - 1] in ("of", "for"):
        return None
    for k in range(end - 1, max(end - _MAX_OFFICE, 1), -1):
        if parse.lower[k] in ("of", "for") and parse.sent[k] == parse.sent[end]:
            return k if parse.lower[k - 1] in lexicon.title and parse.text[k - 1][:1].isupper() else None
        if not parse.text[k][:1].isupper() and parse.lower[k] not in ("and", "the", "&"):
            return None
    return None


def without_opening(parse: Parse, k: int, end: int) -> int:
    """Where a title begins without numbers, ages and adverbs: "12-year department veteran", "once a Real player"."""
    owner = next((p for p in range(end - 1, k, -1) if parse.lower[p] in ("'s", "’s")), k)
    if owner > k and parse.pos[owner - 1] == "PROPN":  # "a through ball Swansea's Spanish defender Amat"
        first = owner - 1
        while first > k and parse.pos[first - 1] == "PROPN":
            first -= 1
        k = first
    opinions = [p for p in range(k, end - 1) if parse.text[p].islower() and _is_opinion(parse, p)]
    k = opinions[-1] + 1 if opinions else k
    while k < end and (
        parse.pos[k] == "NUM" or ")" in parse.text[k] or parse.lower[k] in _NOT_FIRST or parse.lower[k].isdecimal()
    ):
        k += 1
    return k


def _is_opinion(parse: Parse, p: int) -> bool:
    """True for adjectives that belong to no title: "a less than gracious welcome billionaire"."""
    return parse.lower[p] in _OPINIONS or (
        parse.pos[p] == "ADJ" and parse.lower[p].endswith(("ous", "ful", "less", "able"))
    )


def _belongs(parse: Parse, k: int) -> bool:
    """True where token `k` can stand inside a title."""
    if parse.lower[k] in _ARTICLES or parse.sent[k] != parse.sent[k + 1] or parse.ent[k] == "PERSON":
        return False
    if parse.lower[k] in ("'s", "-", "vice", "co", "ex", "and"):
        return (
            parse.lower[k] != "and" or (parse.dep[k] == "cc" and parse.dep[k - 1] in ("compound", "amod", "nmod"))
            if k
            else False
        )
    return parse.pos[k] in _PREMODIFIERS and parse.dep[k] in ("compound", "amod", "nmod", "poss", "nummod", "conj")


def is_function(mention: Mention, lexicon: Lexicon) -> bool:
    """True where a description names a function ("mayor of Achi") and no kinship, age or part in an event."""
    if mention.noun in _NO_TITLES:
        return False
    return mention.noun in lexicon.person and mention.noun not in lexicon.kin and not mention.plural


def joined(parse: Parse, left: Mention, right: Mention) -> bool:
    """True where two neighboring phrases are in apposition: side by side, or parted by one comma or dash, in one sentence."""
    gap = right.i - left.j
    if gap < 0 or gap > 3 or parse.sent[left.head] != parse.sent[right.head]:
        return False
    between = [parse.lower[k] for k in range(left.j, right.i)]
    marks = [w for w in between if w not in _ARTICLES and w not in _COURTESY]
    if not marks:
        return gap == 0 or False
    return marks in ([","], ["--"], ["–"], ["—"], ["("])
