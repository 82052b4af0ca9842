"""Quantities whose unit is not beside them: ages, magnitudes, "one in five", "in his 40s". `Quantity` → `Quantity`.

Deliberately only patterns that leave no doubt: "Campbell, 42, was" is an age, "Campbell, 42 dollars" is not.

Source: guidelines of the figures set (ages, shares, multiples).
"""

from __future__ import annotations

import re
from dataclasses import replace

from bluf.analysis.figures.bounds import Quantity
from bluf.analysis.figures.numbers import NumeralKind, tidy
from bluf.analysis.figures.units import Unit, UnitKind
from bluf.analysis.nlp import Parse
from bluf.model import Qualifier

_SP = r"[^\S\r\n]"
_AGE_BEFORE = re.compile(
    rf"\b(?:as{_SP}young{_SP}as|as{_SP}old{_SP}as|aged|age|ages|age{_SP}of|ages{_SP}of|aged{_SP}between|age{_SP}is|age{_SP}was)(?:{_SP}(?:just|"
    rf"only|about|around))?,?{_SP}$",
    re.IGNORECASE,
)
_AGES_BEFORE = re.compile(rf"\baged?{_SP}(?:\d{{1,3}}(?:,{_SP}|,?{_SP}and{_SP}))+$")
_AGE_AFTER = re.compile(
    rf"[,)]|{_SP}?(?:[.;]|$)|{_SP}and{_SP}(?:[A-Z]|his|her|the)|{_SP}(?:by|in|on|when|next|this|last|every|before){_SP}"
)
_OR_TWO = re.compile(rf"\b(?:an?|another){_SP}([a-z]+){_SP}or{_SP}$", re.IGNORECASE)
_DECADE = re.compile(
    rf"\b(?:his|her|their|aged){_SP}(?:early{_SP}|mid-?{_SP}?|late{_SP}|mid-to-late{_SP})?$", re.IGNORECASE
)
_IN_FIVE = re.compile(rf"{_SP}(?:in|out{_SP}of){_SP}(?:every{_SP})?$", re.IGNORECASE)
_MAGNITUDE = re.compile(
    rf"\b(?:magnitude|magnitude{_SP}of|measuring|measured)(?:{_SP}(?:about|around))?[- \u00a0]$", re.IGNORECASE
)
_RICHTER = re.compile(
    rf"(?:{_SP}|-)(?:(?:on|at){_SP}the{_SP}(?:open-ended{_SP})?(?:Richter|moment)|magnitude\b|Mw?\b|MW\b)"
)
_PERSON = re.compile(r"\b(?:he|she|i|who)\s(?:was|is|will\s(?:be|turn)|would\s(?:be|turn))\s$", re.IGNORECASE)
_NOW = re.compile(r"(?:,\s|^|[.!?]\s|\n)(?:[Nn]ow|[Tt]hen|[Jj]ust|[Oo]nly)\s$")
_REACHED = re.compile(
    rf"\b(?:turn(?:s|ed|ing)?|liv(?:e|es|ed|ing){_SP}to(?:{_SP}be)?)(?:{_SP}(?:about|around|nearly|almost|over|past))?{_SP}$"
)
_OLDER = re.compile(rf"{_SP}(?:or|and){_SP}(?:older|younger)$")
_WAS_AGED = re.compile(r"\b(?:girl|boy|man|woman|son|daughter|child|victim|suspect)\s(?:is|was)\s$", re.IGNORECASE)
_AROUND = 40  # tokens
_GROWN = 16  # whose ages stand in brackets; smaller numbers there are seats and votes
_LARGEST_SHARE = 1_000_000  # "one in a million"
_PERSONS = frozenset(
    "man woman boy girl son daughter wife husband father mother brother sister driver officer drummer singer actor "
    "actress teacher student victim suspect farmer player pilot widow father-in-law stepson stepdaughter friend "
    "nephew niece uncle aunt cousin grandfather grandmother partner girlfriend boyfriend musician guitarist".split()
)
_AUDIENCES = frozenset("adults women men people viewers voters girls boys children teens females males persons".split())
_TIMES = frozenset("second minute hour day week month year decade century".split())
_TURNED = frozenset("turned turns turning".split())


def special(text: str, parse: Parse, quantity: Quantity, i: int) -> Quantity:
    """The quantity with the unit its wording implies, or itself."""
    if quantity.unit is not None and quantity.unit.name != "megawatt":
        return quantity
    before = text[max(0, quantity.start - 24) : quantity.start]
    after = text[quantity.core[1] : quantity.core[1] + 24]
    if text[quantity.core[0] : quantity.core[1]].lower() in ("twice", "thrice"):
        return _with(quantity, "time", UnitKind.MEASURE)
    magnitude = _MAGNITUDE.search(before)
    richter = _RICHTER.match(after)
    if (magnitude or richter) and 0 < (quantity.low or quantity.high or 0) < 10 and quantity.kind is NumeralKind.DIGITS:
        word = before.lower().rfind("magnitude")
        start = quantity.start - len(before) + word if magnitude and word >= 0 else quantity.start
        return replace(_with(quantity, "magnitude", UnitKind.MEASURE), start=start)
    either = _OR_TWO.search(before) if quantity.value == 2 and quantity.end == quantity.core[1] else None
    if either is not None and parse.pos[i - 2] == "NOUN":
        return _either(quantity, either, parse.lower[i - 2])
    if _is_decade(text, quantity, before):
        return _decade(quantity)
    if _is_age(text, parse, quantity, before, i):
        return _with(quantity, "year", UnitKind.AGE)
    return quantity


def in_n(text: str, a: Quantity, b: Quantity) -> Quantity | None:
    """The share that two quantities make: "one in five" is 0.2."""
    x, y = a.value, b.value
    if (
        a.unit is not None
        or a.joined
        or b.joined
        or b.unit is not None
        or x is None
        or y is None
        or not 0 < x < y <= _LARGEST_SHARE
        or b.start - a.core[1] > 20
    ):
        return None
    between = text[a.core[1] : b.core[0]]
    every = "every" in between or (
        x == 1 and a.kind is NumeralKind.WORDS and ("," in text[slice(*b.core)] or y >= 1000)
    )  # "one in 5,000"
    if b.qualifier is not Qualifier.EQUAL or not _IN_FIVE.fullmatch(between) or (a.kind is not b.kind and not every):
        return None
    if (
        x > 9
        or (not every and y not in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 50, 100, 200, 250, 500, 1000))
        or ("out" in text[a.core[1] : b.core[0]] and a.kind is NumeralKind.DIGITS)
    ):
        return None
    value = tidy(x / y)
    low, high = (None if a.low is None else value), (None if a.high is None else value)
    core = (a.core[0], b.core[1])
    kind = NumeralKind.FRACTION
    return replace(a, end=b.end, core=core, low=low, high=high, value=value, kind=kind, whole=(y, b.core))


def _with(quantity: Quantity, name: str, kind: UnitKind) -> Quantity:
    return replace(quantity, unit=Unit(name, kind, quantity.start, quantity.end))


def _either(quantity: Quantity, before: re.Match[str], noun: str) -> Quantity:
    """The range of "a week or two"."""
    kind = UnitKind.DURATION if noun in _TIMES else UnitKind.MEASURE
    start = quantity.start - len(before.string) + before.start()
    unit = Unit(noun, kind, start, quantity.end)
    return replace(quantity, start=start, low=1, high=2, value=None, qualifier=Qualifier.RANGE, unit=unit)


def _is_decade(text: str, quantity: Quantity, before: str) -> bool:
    value = quantity.value
    raw = text[quantity.core[1] : quantity.core[1] + 2]
    return (
        value in (20, 30, 40, 50, 60, 70, 80, 90)
        and quantity.kind is NumeralKind.DIGITS
        and raw[:1] == "s"
        and not raw[1:].isalpha()
        and _DECADE.search(before) is not None
    )


def _decade(quantity: Quantity) -> Quantity:
    low = quantity.value or 0
    unit = Unit("year", UnitKind.AGE, quantity.core[0], quantity.core[1] + 1)
    return replace(
        quantity, end=quantity.core[1] + 1, low=low, high=low + 9, value=None, qualifier=Qualifier.RANGE, unit=unit
    )


def _is_age(text: str, parse: Parse, quantity: Quantity, before: str, i: int) -> bool:
    values = [v for v in (quantity.low, quantity.high) if v is not None]
    if not all(isinstance(v, int) and 0 < v < 120 for v in values):
        return False
    window = max(0, quantity.core[0] - 24)
    if any(p.search(text, window, quantity.core[0]) for p in (_AGE_BEFORE, _AGES_BEFORE)):
        return True
    if _OLDER.search(text, quantity.core[1], quantity.end):  # "among those 60 or older"
        return True
    if quantity.joined == "-" and i and parse.lower[i - 1] in _AUDIENCES:  # "adults 18-49"
        return True
    after = text[quantity.core[1] : quantity.core[1] + 8]
    if _REACHED.search(text, window, quantity.core[0]) and _AGE_AFTER.match(after):
        return True
    if not _AGE_AFTER.match(after) or quantity.qualifier is not Qualifier.EQUAL:
        return False
    if _NOW.search(before) and after[:1] in (",", ".") and quantity.kind is NumeralKind.DIGITS:
        return True
    if i < 2:
        return False
    if quantity.kind is not NumeralKind.DIGITS:
        return parse.lower[i - 1] in ("was", "is", "be", "turn") and _PERSON.search(before) is not None
    return _is_told_age(parse, before, after, i) or _is_apposed_age(parse, before, after, i)


def _is_told_age(parse: Parse, before: str, after: str, i: int) -> bool:
    """As in "he was 42", "the girl was 14", "Campbell turned 42", "who, now 42, was"."""
    ends = after[:1] in (".", ",", ";")
    if parse.lower[i - 1] in ("was", "is", "be", "turn") and _PERSON.search(before):
        return True
    if ends and _WAS_AGED.search(before):
        return True
    if parse.lower[i - 1] in _TURNED and parse.pos[i - 2] in ("PRON", "PROPN"):
        return True
    return parse.lower[i - 1] in ("was", "is") and parse.ent[i - 2] == "PERSON" and after[:1] == "."


def _is_apposed_age(parse: Parse, before: str, after: str, i: int) -> bool:
    """As in "Campbell, 42, was", "the driver, 42, was", "Campbell (42)"."""
    entity = parse.ent[i - 2]
    if before.endswith("(") and after.startswith(")"):  # "Ann Campbell (42)", but "Biden (11), Warren (12)" are counts
        near = range(max(1, i - _AROUND), min(len(parse), i + _AROUND))
        told = [int(parse.text[k]) for k in near if parse.text[k].isdecimal() and parse.text[k - 1] == "("]
        if min(told, default=_GROWN) < _GROWN:
            return False
        return entity == "PERSON" and i > 2 and parse.ent[i - 3] == "PERSON" and parse.start[i] - parse.end[i - 3] < 30
    described = parse.lower[i - 2] in _PERSONS and parse.pos[i - 2] == "NOUN" and after[:1] == ","
    person = described or parse.pos[i - 2] == "PROPN" or entity == "PERSON" or (i == 2 and parse.text[0].istitle())
    if not person or not before.endswith(", ") or after[:1] not in (",", ".", ";"):
        return False
    word = parse.lower[i + 2] if i + 2 < len(parse) else ""
    acts = word in ("who", "of", "from") or (word != "" and parse.pos[i + 2] in ("AUX", "VERB"))
    if entity in ("DATE", "GPE", "EVENT", "LAW") and not (acts and entity != "LAW"):
        return False
    return after[:1] == "," or entity == "PERSON"


def shares(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """The quantities with "one in five" as one."""
    out: list[Quantity] = []
    for quantity in quantities:
        share = in_n(text, out[-1], quantity) if out else None
        if share is not None:
            out[-1] = share
        else:
            out.append(quantity)
    return out
