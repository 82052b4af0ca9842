"""Names in a text: parse → mentions that name.

Entities of the model, runs of proper nouns outside of them, and acronyms in brackets, trimmed and parted from their
titles. Not a name: "Prime Minister", "Police", "Tuesday", "R-Texas".
"""

from __future__ import annotations

import re

from bluf.analysis.actors.lexicon import Lexicon, singular
from bluf.analysis.actors.mention import Mention
from bluf.analysis.actors.names import head, is_acronym, words
from bluf.analysis.actors.nature import kind_by_words
from bluf.analysis.actors.ranges import TIMES
from bluf.analysis.actors.syntax import acts
from bluf.analysis.nlp import Parse
from bluf.analysis.truecase import is_small_word

LABELS = frozenset(("PERSON", "ORG", "NORP", "GPE", "LOC", "FAC"))
_ARTICLES = frozenset("the a an its his her their".split())
_NOT_IN_PERSONS = frozenset("for to at from in on and with".split())
_CHIEFS = frozenset("chief minister president secretary commissioner commander director spokesman spokeswoman".split())
_LETTERS_AFTER = frozenset("mp mps mep phd obe cbe frs qc md jp".split())
_QUOTES = frozenset(('"', "“", "”", "``", "''"))
_NO_NAMES_AFTER = frozenset(("#", "@", "USS", "CSS", "HMS", "SS", "MV"))  # tags, accounts and ships
_HEADLINE = frozenset("meet ask see watch photos opinion remembering introducing".split())
_CALLED = frozenset("alias called named nicknamed dubbed known as codenamed newspaper daily magazine weekly".split())
_MISTAKEN = frozenset(("LAW",))  # labels that the model gives bodies, too
_CREEDS = frozenset("shiite shi'ite shia sunni maoist islamist jihadist".split())
_ORDER = frozenset("first second then next later meanwhile".split())
_BELIEVERS = frozenset("muslim muslims arab arabs cleric clerics islam endowment waqf".split())
_PARTY_STATE = re.compile(r"[DRI]-[A-Z]")


def named_mention(parse: Parse, i: int, j: int, label: str, lexicon: Lexicon) -> Mention | None:
    """The mention for a name's range, trimmed and with its title parted off; None where it names no possible actor."""
    taken = label in _MISTAKEN or (label == "PRODUCT" and _is_full_name(parse, i, j))
    label = "" if taken and acts(parse, i, _head(parse, i, j)) else label
    if (label and label not in LABELS) or _PARTY_STATE.match(parse.words(i, j)):
        return None
    i, j = _trimmed(parse, i, j)
    i = _with_given_names(parse, i, j, lexicon) if label == "PERSON" and i < j else i
    j = _person_end(parse, i, j) if label == "PERSON" or "at" in parse.lower[i + 1 : j] else j
    if (
        i >= j
        or parse.lower[j - 1] in TIMES
        or (i > 0 and parse.text[i - 1] == "-" and parse.start[i - 1] == parse.end[i - 2])
    ):
        return None
    i = _after_creed(parse, _after_office(parse, i, j, label, lexicon), j)
    title = None
    k = _after_titles(parse, i, j, lexicon) if label in ("PERSON", "", "ORG") else i
    if k > i:
        title, i = (i, k), k
    if _names_no_actor(parse, i, j, label, lexicon):
        return None
    if i > 0 and parse.lower[i - 1] == "radio" and parse.head[i - 1] == _head(parse, i, j):
        i -= 1
    while label == "PERSON" and j - i > 1 and parse.lower[j - 1] in _LETTERS_AFTER:
        j -= 1
    people = label == "NORP" or (j - i == 1 and parse.lower[i] in lexicon.demonyms)
    if people and parse.tag[j - 1] == "NNPS" and i > 0 and _is_counted(parse, i, j):
        return _people(parse, i, j)
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


def _is_full_name(parse: Parse, i: int, j: int) -> bool:
    """True for two words without an article of which the last is in no dictionary: "Dries Mertens", not "Galaxy Note"."""
    titled = j - i == 2 and all(parse.text[k].istitle() and parse.text[k].isalpha() for k in (i, i + 1))
    return titled and not is_small_word(parse.lower[i + 1]) and parse.lower[max(i - 1, 0)] not in _ARTICLES


def _is_counted(parse: Parse, i: int, j: int) -> bool:
    """True behind a number that counts the people: "19 Palestinians", "52 other Filipinos"."""
    k = i - 2 if parse.lower[i - 1] in ("other", "more") and i > 1 else i - 1
    return parse.pos[k] == "NUM" and parse.sent[k] == parse.sent[i] and parse.head[k] < j


def _people(parse: Parse, i: int, j: int) -> Mention:
    """People by number, who are described: "100,000 Greeks" are not the Greeks."""
    start = i - 1 - (parse.pos[i - 1] != "NUM")
    while start > 0 and parse.pos[start - 1] == "NUM" and parse.sent[start - 1] == parse.sent[i]:
        start -= 1
    parts = words(parse.words(start, j))
    return Mention(
        start, j, j - 1, named=False, label="", kind=None, words=parts, noun="people", indefinite=True, plural=True
    )


def _person_end(parse: Parse, i: int, j: int) -> int:
    """Where a person's name ends: before "for", "from", "and", or a figure of the next table cell."""
    ends = (k for k in range(i + 1, j) if parse.lower[k] in _NOT_IN_PERSONS or parse.text[k].isdecimal())
    return next(ends, j)


def _names_no_actor(parse: Parse, i: int, j: int, label: str, lexicon: Lexicon) -> bool:
    """True for adjectives of names, nicknames, titles of works, products, and what is written small ("joss sticks")."""
    if not any(c.isupper() for w in parse.text[i:j] for c in w) or parse.tag[j - 1] in ("JJ", "AFX"):
        return True
    if i > 0 and parse.text[i - 1] in _NO_NAMES_AFTER:
        return True
    if (
        j - i > 2
        and "-" in parse.text[i:j]
        and parse.lower[i] in lexicon.demonyms
        and parse.lower[j - 1] in lexicon.demonyms
    ):
        return True  # "Iranian-Polish-American"
    modifies = parse.dep[_head(parse, i, j)]
    if modifies in ("amod", "nmod") and label in ("NORP", "GPE", ""):
        return True
    if modifies == "compound" and j - i == 1 and label == "NORP" and parse.lower[i] in lexicon.demonyms:
        return not parse.lower[i].endswith("s")  # "the Honduran border"
    return _is_nickname(parse, i, j, lexicon) or _is_work(parse, i, j, label) or _is_one_of_many(parse, i, j, label)


def _is_work(parse: Parse, i: int, j: int, label: str) -> bool:
    """True for the title of a work: all that stands between quotation marks ("Fallen Star"), and no alias."""
    if label not in ("PERSON", "") or i == 0 or j >= len(parse) or parse.text[i - 1] not in _QUOTES:
        return False
    k = j + (parse.text[j] in (",", ".") and j + 1 < len(parse))
    if i > 1 and (parse.lower[i - 2] in _CALLED or parse.pos[i - 2] == "PROPN"):
        return False
    return parse.text[k] in _QUOTES


def _is_one_of_many(parse: Parse, i: int, j: int, label: str) -> bool:
    """True for a product behind an indefinite article: "a silver Audi", "an iPhone"."""
    if label != "ORG" or j - i > 1 or is_acronym(parse.text[i]):
        return False
    return any(parse.lower[c] in ("a", "an") and parse.dep[c] == "det" for c in parse.children[i])


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
    if last in _CHIEFS and len(parts) > 1 and label != "PERSON" and head(parts) == parts[-1]:
        return True  # "Madison Police Chief"
    if (last not in lexicon.title and last not in lexicon.person) or kind_by_words(parts, lexicon):
        return False
    return label != "PERSON" or all(is_small_word(w) or singular(w) in lexicon.title for w in parts)


def _is_common(parse: Parse, i: int, j: int, lexicon: Lexicon) -> bool:
    """True for capitalized common nouns ("Police", "Officials"), which are described, not named."""
    plural = len(parse.text[i]) > 2 and parse.text[i][:-1].isupper() and parse.text[i].endswith("s")  # "MPs"
    return j - i == 1 and singular(parse.lower[i]) in lexicon.heads and (plural or not is_acronym(parse.text[i]))


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
    if j - i > 1 and lower[j - 1] in ("hq", "headquarters"):  # the building for who sits in it
        j -= 1
    for k in range(i + 1, j):  # brackets, semicolons and line ends inside part two names
        spaced = lower[k] in ("-", "–", "—") and parse.end[k - 1] < parse.start[k]
        if spaced or lower[k] in ("(", "[", ")", "]", "--", ";", "/", "|") or pos[k] == "SPACE":
            return _trimmed(parse, i, k)
    return i, j


def _with_given_names(parse: Parse, i: int, j: int, lexicon: Lexicon) -> int:
    """Where a person's name begins with the names before it that the model left out: "Mehmet" + "Selim Kiraz"."""
    while (
        i > 0
        and parse.lower[i - 1] != "tempore"
        and parse.pos[i - 1] == "PROPN"
        and parse.ent[i - 1] == ""
        and parse.dep[i - 1] == "compound"
    ):
        word = parse.lower[i - 1].rstrip(".")
        known = any(word in words_ for words_ in (lexicon.title, lexicon.heads, lexicon.companies, lexicon.outlets))
        if not i <= parse.head[i - 1] < j or known or is_small_word(word) or lexicon.country(word):
            break
        if not parse.text[i - 1].isalpha() or parse.text[i - 1].isupper() or not parse.text[i - 1][:1].isupper():
            break
        i -= 1
    return i


def _after_office(parse: Parse, i: int, j: int, label: str, lexicon: Lexicon) -> int:
    """Where a person's name begins behind the end of an office: "Minister of" + "Housing Mostafa Madbouly"."""
    if label != "PERSON" or i < 2 or parse.lower[i - 1] not in ("of", "for") or parse.lower[i - 2] not in lexicon.title:
        return i
    while j - i > 2 and parse.lower[i] not in lexicon.given and is_small_word(parse.lower[i]):
        i += 1
    return i


def _after_creed(parse: Parse, i: int, j: int) -> int:
    """Where a name begins behind what its bearers believe: "Shi'ite Houthi", "Maoist Shining Path"; not "Sunni Muslims"."""
    opens = j - i == 2 and i == parse.sents[parse.sent[i]][0] and parse.lower[i] in _ORDER
    if opens and not is_small_word(parse.lower[i + 1]):
        return i + 1  # "First Fabianski made a save"
    while (
        j - i > 1
        and parse.lower[i] in _CREEDS
        and parse.text[i + 1][:1].isupper()
        and parse.lower[i + 1] not in _BELIEVERS
    ):
        i += 1
    return i


def _is_called(word: str, lexicon: Lexicon) -> bool:
    """True for a word that says what somebody is: "Olympian", "Stars", "Briton", "Londoner"."""
    townsman = word.removesuffix("er")
    return singular(word) in lexicon.person or word in lexicon.demonyms or townsman in lexicon.capitals


def _after_titles(parse: Parse, i: int, j: int, lexicon: Lexicon) -> int:
    """Where the name itself begins behind titles that the entity includes ("President Barack Obama"); `i` where it has none."""
    k = i
    while k < j - 1 and parse.lower[k].rstrip(".") in lexicon.title and parse.text[k + 1][:1].isupper():
        k += 1
    if k == i and j - i > 2 and _is_called(parse.lower[i], lexicon) and parse.lower[i + 1] in lexicon.given:
        k += 1  # "Olympian Bruce Jenner"
    if k == i and j - i > 2 and parse.lower[i + 1] in lexicon.given and parse.lower[i] not in lexicon.given:
        k += is_small_word(parse.lower[i])  # "Stars David Duchovny"
    if k == i and j - i == 2 and parse.lower[i] in lexicon.person and parse.lower[i] not in lexicon.given:
        k += not is_small_word(parse.lower[i + 1])  # "Boxer Vastine"
    if k == i and j - i == 3 and parse.lower[i] in _HEADLINE:
        return i + 1
    for inner in range(j - 2, k, -1):  # "Florida Gov. Jeb Bush"
        word = parse.lower[inner]
        if word.rstrip(".") in lexicon.title and word not in lexicon.given and (word.endswith(".") or inner < j - 2):
            k = inner + 1
            break
    return k if kind_by_words(words(parse.words(i, j)), lexicon) is None else i


def _head(parse: Parse, i: int, j: int) -> int:
    """The token of `i`..`j` whose head lies outside; the last one where several do."""
    for k in range(j - 1, i - 1, -1):
        h = parse.head[k]
        if h == k or not i <= h < j:
            return k
    return j - 1
