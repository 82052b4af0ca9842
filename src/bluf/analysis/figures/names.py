"""Tell numbers in names from figures: "Flight 4590", "S&P 500", "Boeing 737", "30 Rock", "COVID-19". `Quantity` → yes or no.

Deliberately errs on the side of a name where a number without a qualifier stands inside one.

Source: guidelines of the figures set ("names and numbers in names"); MeasEval 2021 (what is no Quantity).
"""

from __future__ import annotations

import re
from functools import lru_cache

from bluf.analysis.figures.bounds import Quantity
from bluf.analysis.figures.numbers import NumeralKind
from bluf.analysis.nlp import Parse
from bluf.model import Qualifier

_SP = r"[^\S\r\n]"
NAMED_BEFORE = frozenset(
    "no no. nos nos. nr nr. number numbers page pages chapter section sections article articles paragraph para "
    "para. verse item rule version channel route highway "
    "interstate flight room gate line step part volume vol vol. figure fig fig. table phase stage type category "
    "class grade level tier day week year season episode "
    "round game match lap lane lot block building ward district division pool zone bus train platform terminal "
    "exhibit resolution bill amendment title form model mark "
    "unit chromosome minute row seat group team scene act lesson module apollo quarter inning hole bin code "
    "item turn corner stage phase protocol form size directive order proposition question deck marker markers exit pier "
    "dock".split()
)
_PARTS_OF_WORKS = frozenset("season episode chapter part volume act scene phase round week day game".split())
_LISTED = frozenset(
    "big fortune forbes nasdaq ftse dax top s&p catch formula xbox playstation windows iphone galaxy "
    "mach euro cac nikkei stoxx russell dow".split()
)
_GROUP_OF = re.compile(rf"\b(?:Group|Gang|House|Council|Committee){_SP}of{_SP}(?:the{_SP})?$")
_NUMBER_SIGN = re.compile(rf"(?:\bno\.?{_SP}?|\bnr\.?{_SP}?|[#№]{_SP}?)$", re.IGNORECASE)
_NAME_ENTITIES = frozenset(("PRODUCT", "LAW", "WORK_OF_ART", "EVENT", "FAC"))
_STAGES = (4, 8, 16, 32)
_SCALE_BEFORE = re.compile(rf"\bscale(?:{_SP}of)?{_SP}$")
_MODEL = re.compile(r"\b[A-Z][a-z]+ (\d{3})\b")
_MODELS = 1000  # of aircraft, cars and telephones have lower numbers


def is_named(parse: Parse, quantity: Quantity, before: str, i: int, j: int, noun: int | None) -> bool:
    """A number in a name: "Flight 4590", "Big Four", "Group of 20", "the 407 Express Toll Route"."""
    if _GROUP_OF.search(before) or before.endswith("best of ") or _NUMBER_SIGN.search(before):
        return True
    if i == 0:
        return False
    if _is_title(parse, quantity, i, j, noun):
        return True
    last = parse.lower[i - 1]
    counted = noun is not None and noun >= j and parse.head[i] == noun
    if last in NAMED_BEFORE and not counted and not before.endswith(", "):
        return (
            quantity.kind is NumeralKind.DIGITS
            or parse.text[i][0].isupper()
            or last in ("number", "page", "chapter", "type")
            or parse.text[i - 1].istitle()
        )
    if last in _LISTED and parse.text[i - 1][0].isupper() and not before.endswith(", "):
        return last != "top" or not counted
    if _is_rank_or_model(parse, quantity, before, i, j, noun):
        return True
    if last == "&" or (last == "p" and i > 1 and parse.lower[i - 2] in ("s", "&")):
        return True
    person = noun is not None and parse.ent[noun] == "PERSON" and parse.tag[noun] == "NNP"
    if quantity.kind is NumeralKind.WORDS and not parse.text[i][0].isupper() and not person:
        return False
    return _is_in_name(parse, quantity, before, i, j, noun)


def _is_title(parse: Parse, quantity: Quantity, i: int, j: int, noun: int | None) -> bool:
    """As in "season six", "First Four", "One Direction": words that are written as parts of a name."""
    if quantity.kind is not NumeralKind.WORDS:
        return False
    if noun is None and parse.lower[i - 1] in _PARTS_OF_WORKS:
        return True
    if not parse.text[i][0].isupper() or parse.sents[parse.sent[i]][0] == i or parse.in_heading(i):
        return False
    before, after = parse.text[i - 1], parse.text[j] if j < len(parse) else ""
    opened = before in (":", ";", "-", "--", "–", "—", '"', "“", "``", "(", ".", "!", "?", "•", "|")
    return (not opened or before in ('"', "“", "``")) and (
        before.istitle() or (after[:1].isupper() and not after.isupper())
    )


@lru_cache(maxsize=4)
def _models(text: str) -> frozenset[str]:
    """The numbers that follow a capitalized word somewhere in the text; found once a text."""
    return frozenset(_MODEL.findall(text))


def _is_rank_or_model(parse: Parse, quantity: Quantity, before: str, i: int, j: int, noun: int | None) -> bool:
    """As in "the bottom three", "a last four clash", "Boeing's 737", "30 Rock"."""
    last = parse.lower[i - 1]
    if last in ("top", "bottom"):
        return noun is None and i > 1 and parse.lower[i - 2] == "the"
    if last in ("last", "final"):
        stage = noun is None and quantity.value in _STAGES  # "reached the last 16"
        return stage or (noun is not None and parse.tag[noun] in ("NN", "NNP"))
    if last == "'s" and noun is None:
        size = quantity.low or 0
        return quantity.kind is NumeralKind.DIGITS and quantity.qualifier is Qualifier.EQUAL and size < _MODELS
    text = parse.document.text
    if (
        last in ("the", "a")
        and noun is None
        and quantity.kind is NumeralKind.DIGITS
        and quantity.core[1] - quantity.core[0] == 3
    ):
        return text[slice(*quantity.core)] in _models(text)  # "the 777" of a text about a Boeing 777
    if text[quantity.core[1] : quantity.core[1] + 1] in ('"', "”") and text[quantity.core[0] - 1] == " ":  # "Furious 7"
        return parse.text[i - 1][0].isupper() and quantity.kind is NumeralKind.DIGITS
    return before.endswith(('"', "“")) and noun == j and parse.tag[j] == "NNP"


def _is_in_name(parse: Parse, quantity: Quantity, before: str, i: int, j: int, noun: int | None) -> bool:
    """Part of a proper name by the parse: "Boeing 737 aircraft", "RSS 1.0", "the Big Five"."""
    counted = noun is not None and noun >= j and parse.head[i] == noun
    entity = parse.ent[i]
    if (
        entity in _NAME_ENTITIES
        and not counted
        and entity in (parse.ent[i - 1], parse.ent[j] if j < len(parse) else "")
    ):
        return True
    if noun is not None and any(c.isdigit() for c in parse.text[noun]):
        return True
    in_person = noun is not None and parse.ent[noun] == "PERSON" and parse.tag[noun] == "NNP"
    if in_person and (quantity.low or 2) > 1 and parse.tag[i - 1] == "NNP":
        return True  # Pieter ten Hoopen
    if quantity.kind is NumeralKind.WORDS:  # "the Four Paths Police"
        return noun is not None and parse.tag[noun] == "NNP" and parse.lower[i - 1] == "the" and not parse.in_heading(i)
    capital = parse.text[i - 1][0].isupper() and parse.sents[parse.sent[i]][0] != i - 1
    named = parse.tag[i - 1] in ("NNP", "NNPS") or (capital and parse.pos[i - 1] == "NOUN")
    if named and before.endswith((" ", "\u00a0")) and quantity.qualifier is Qualifier.EQUAL:
        if parse.head[i] == i - 1:  # "HIV 2 drug regimen"
            return True
        if noun is None or noun < j:
            return True
        plural = parse.tag[noun] in ("NNS", "NNPS") and quantity.low != 1  # "Ligue 1 clubs" are no count
        return not (plural or (quantity.low == 1 and parse.tag[noun] == "NN"))
    if not counted or noun is None or quantity.kind is not NumeralKind.DIGITS:
        return False
    return parse.tag[noun] == "NNP" and parse.lower[i - 1] in ("the", "a", "this")


def is_odd(text: str, parse: Parse, quantity: Quantity, after: str, i: int, j: int) -> bool:
    """As in "COVID -19", "+972 Magazine", "scores" and "tens" of nothing, "9/11"."""
    words = text[slice(*quantity.core)]
    if words[0] in "-–−" and i > 0 and (parse.pos[i - 1] == "PROPN" or parse.text[i - 1].isupper()):
        return True
    if text[quantity.core[0] - 1 : quantity.core[0]] == "+" and j < len(parse) and parse.tag[j] == "NNP":
        return True
    if quantity.qualifier is Qualifier.RANGE and _SCALE_BEFORE.search(text, max(0, quantity.start - 9), quantity.start):
        return True  # "on a scale from 1 to 5"
    bare = quantity.kind is NumeralKind.VAGUE and words.lower() in ("scores", "tens")
    return (bare or (quantity.kind is NumeralKind.FRACTION and "/" in words)) and not after.startswith(" of ")
