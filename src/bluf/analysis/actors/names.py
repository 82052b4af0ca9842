"""When two name forms are one name: words → comparison keys and tests.

Deliberately no distance between spellings is used: "Austria" and "Australia" are near, and two. What is compared are
whole words, without accents, articles, courtesy titles and punctuation.

Source: BSNLP and TAC entity-linking guidelines on name variants (surname, initials, acronym, subset).
"""

from __future__ import annotations

import re
from functools import lru_cache

from bluf.analysis.actors.lexicon import fold, lexicon

_WORD = re.compile(r"[^\W_]+(?:'(?!s\b)[^\W_]+)*")
_DOTTED = re.compile(r"(?:\b[a-z]\.){2,}")
_DROPPED = frozenset("the a an mr mrs ms miss dr sir sr jr s".split())
_UNIONS = {"united nations": "UN", "un": "UN", "european union": "EU", "eu": "EU", "african union": "AU", "au": "AU"}
NATIONS = frozenset(("english", "scottish", "welsh"))
_SHORT_STATES = frozenset(("us", "un", "uk", "eu"))
SURNAMES_FIRST = frozenset(  # of Chinese, Korean and Vietnamese names: "Lee Kuan Yew" is "Lee"
    "lee li kim park pak choi jung jeong kang cho yoon jang lim han shin seo kwon hwang moon roh wang zhang liu chen yang "
    "huang zhao wu zhou xu sun ma zhu hu guo he lin luo gao zheng liang xie tang deng feng peng zeng tsai wen jiang xi "
    "bo hua tan goh lam leung chan cheung wong ho tran nguyen pham le hau chiang ban".split()
)
_LEAST_CONSONANTS, _LEAST_LETTERS = 2, 4
_SMALL = frozenset("of for and the in on de del la las los el y e do da di du des le".split())


@lru_cache(maxsize=20_000)
def words(name: str) -> tuple[str, ...]:
    """Words that tell names apart: "The U.S. Army's" → ("us", "army"). Empty for pure punctuation."""
    text = _DOTTED.sub(lambda m: m[0].replace(".", ""), fold(name))
    text = text.removesuffix("'s")
    return tuple(w for w in _WORD.findall(text.replace("'s ", " ").replace("-", " ")) if w not in _DROPPED)


def content(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The words without "of", "for", "de", ...: what an acronym is made of."""
    return tuple(w for w in parts if w not in _SMALL)


def is_acronym(text: str) -> bool:
    """True for "FARC", "U.N.", "M-19": capitals and digits, short, at least two letters."""
    upper = sum(c.isupper() for c in text)
    lower = sum(c.islower() for c in text)
    return (
        2 <= len(text) <= 12
        and " " not in text
        and upper >= 1
        and (lower == 0 or (upper >= 2 and lower <= 2 and len(text) <= 6))
    )


def makes_acronym(short: str, parts: tuple[str, ...]) -> bool:
    """True where `short` (folded, one word) is made of the initials of `parts`, small words counted or not."""
    return len(parts) > 1 and len(short) > 1 and short in initials(parts)


def initials(parts: tuple[str, ...]) -> frozenset[str]:
    """The acronyms that words can make, "of", "for" and the like counted or not; "us department of agriculture" → "usda", ..."""
    forms = (parts, content(parts))
    short = {"".join(w[0] for w in form) for form in forms}
    if len(parts) > 2 and (
        parts[0] in lexicon().demonyms or parts[0] in NATIONS
    ):  # "FA" of "English Football Association"
        short |= {"".join(w[0] for w in form[1:]) for form in forms}
    if parts and parts[0] in _SHORT_STATES:
        short |= {parts[0] + "".join(w[0] for w in form[1:]) for form in forms}
    return frozenset(short)


def bracketed_acronym(short: str, parts: tuple[str, ...]) -> bool:
    """True where `short`, which stands in brackets after a name, may abbreviate it.

    "(ELN)" after "Army of National Liberation" is the acronym of the Spanish name: other languages change the order,
    so it is
    enough that some initial of the name stands in it. "(2009)" and "(R)" are none.
    """
    initials = {w[0] for w in content(parts)}
    return len(short) >= 2 and sum(c in initials for c in short) * 2 >= len(short)


def same_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """True where `short` may name the person `full`: equal; surname(s); first and last name; initials for given names.

    ("obama",) and ("barack", "obama"); ("g", "w", "bush") and ("george", "w", "bush"); ("ochoa",) and ("sigifredo",
    "ochoa", "perez").
    Not ("hillary", "clinton") and ("bill", "clinton").
    """
    if not short or len(short) > len(full):
        return False
    if short == full:
        return True
    if len(short) == 1:
        return len(short[0]) > 1 and short[0] in full[1:]
    if len(short) == 2 and len(full) > 2 and short[0] == "".join(w[0] for w in full[:-1]) and short[1] == full[-1]:
        return True  # "A.J. Pero", "Anthony Jude Pero"
    at = 0
    for word in short:  # in order, an initial standing for a given name
        while at < len(full) and not (
            full[at] == word or ((len(word) == 1 or len(full[at]) == 1) and full[at][0] == word[0])
        ):
            at += 1
        if at == len(full):
            return False
        at += 1
    return short[-1] in full[-2:] and (short[0][0] == full[0][0] or short[0] in full[1:])


def same_body(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """True where `short` may be a short name of the organization `full`: a leading part, or the words with the same head.

    ("dugway",) and ("dugway", "proving", "ground"); ("supreme", "court") and ("supreme", "court", "of", "bolivia");
    ("scientology",) and ("church", "of", "scientology").
    Not ("national",) and ("national", "party"): the caller refuses such common words.
    """
    if not short or len(short) >= len(full):
        return False
    if full[: len(short)] == short or (len(short) == 1 and full[1:] == ("of", *short)):
        return True
    return len(short) >= 2 and head(short) == head(full) and set(content(short)) <= set(full)


@lru_cache(maxsize=20_000)
def canonical(parts: tuple[str, ...]) -> frozenset[str]:
    """The content words with state words as codes: "Georgian Interior Ministry" and "Interior Ministry of Georgia" are equal."""
    lexicon_ = lexicon()
    short = lexicon_.acronyms.get(" ".join(parts))
    if short:
        return frozenset((f"={short.upper()}",))
    out: list[str] = []
    main = list(content(parts))
    while main:
        for size in (3, 2, 1):
            form = " ".join(main[:size])
            code = _UNIONS.get(form) or lexicon_.state_names.get(form) or lexicon_.demonyms.get(form)
            if code and size <= len(main):
                out.append(f"={code}")
                del main[:size]
                break
        else:
            out.append(main.pop(0))
    return frozenset(out)


def office(parts: tuple[str, ...]) -> frozenset[str]:
    """The words of an office without its state, two at least: equal for "U.S. Justice Department", "Department of Justice"."""
    found = frozenset(w for w in canonical(parts) if not w.startswith("="))
    return found if len(found) > 1 else frozenset(parts)


def head(parts: tuple[str, ...]) -> str:
    """The head word: the last before "of", "for", "in", ... ("bank" of "bank of america")."""
    last = ""
    for word in parts:
        if word in _SMALL and last:
            break
        last = word
    return last


def spelled(word: str) -> tuple[str, ...]:
    """What different spellings of a name share: its first letter and its consonants, doubled ones once; its letters if few."""
    found = [word[:1]]
    for c in word[1:]:
        if c not in "aeiouy" and c != found[-1]:
            found.append(c)
    return tuple(found) if len(found) > _LEAST_CONSONANTS and len(word) > _LEAST_LETTERS else tuple(word)


def is_slip(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """True where `short` may be another spelling of the person `full`: ("fuzlullah",), ("mullah", "fazlullah").

    Not ("tom", "muller") and ("bob", "miller"): the given name must be the same, or be the one that is spelled differently.
    """
    if short[-1] == full[-1]:
        return len(short) == len(full) == 2 and short[0] != full[0] and spelled(short[0]) == spelled(full[0])
    if spelled(short[-1]) != spelled(full[-1]):
        return False
    return len(short) == 1 or short[:-1] == full[:-1]
