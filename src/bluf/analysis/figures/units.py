"""Units of measure and currencies beside a numeral: text and `Numeral` → `Unit`.

Names are singular ("kilometre"), "%" for percent, ISO 4217 for money wherever the words decide: "£", "euros", "Australian
dollars", "US$". A bare "$" or "dollars" is `DOLLAR`, which the caller settles by the document's country. "tons" stay tons,
"pounds" stay pounds where neither weight nor money is clear. Deliberately no conversion, and no counted nouns.

Source: SI brochure (9th edition), ISO 4217, UCUM for symbols. The forms stand in `data/figures_units.json`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files

from bluf.analysis.figures.numbers import Numeral, NumeralKind

DOLLAR = "dollar"
_BARE = frozenset(("AUD", "CAD", "NZD"))  # whose countries' papers write "$"; in Hong Kong it may be anybody's
_CLEAR = 3  # mentions of the one country that make its dollars clear


class UnitKind(StrEnum):
    """What sort of quantity a unit makes."""

    PERCENT = "percent"
    MONEY = "money"
    MEASURE = "measure"
    DURATION = "duration"
    AGE = "age"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit beside a numeral.

    Attributes:
        name: singular; an ISO 4217 code for money wherever it is known.
        kind: see `UnitKind`.
        start, end: the code points that numeral and unit take together.
        rate: what the unit is per ("hour"), "" where it is none; not part of `name`.
    """

    name: str
    kind: UnitKind
    start: int
    end: int
    rate: str = ""

    @property
    def full_name(self) -> str:
        """With the rate: "kilometre per hour"."""
        return f"{self.name} per {self.rate}" if self.rate else self.name


@dataclass(frozen=True, slots=True)
class _Forms:
    """The lexicon, ready to look up: written forms in lower case; symbols and signs as written."""

    words: dict[str, tuple[str, UnitKind]]
    symbols: dict[str, str]
    signs: dict[str, str]
    dollars: dict[str, str]
    codes: frozenset[str]
    per: dict[str, str]
    countries: dict[str, str]


def _plural(form: str) -> str:
    head, _, last = form.rpartition(" ")
    if last.endswith(("s", "x", "ch")):
        last += "es"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        last = last[:-1] + "ies"
    else:
        last += "s"
    return f"{head} {last}".strip()


@cache
def _forms() -> _Forms:
    data = json.loads(files("bluf.analysis").joinpath("data/figures_units.json").read_text(encoding="utf-8"))
    words: dict[str, tuple[str, UnitKind]] = {}
    for kind in (UnitKind.DURATION, UnitKind.MEASURE, UnitKind.MONEY):
        for name, others in data[str(kind)].items():
            own = [] if name.isupper() else [name]
            for form in (*own, *others):
                words.setdefault(form, (name, kind))
                if len(form) > 3:
                    words.setdefault(_plural(form), (name, kind))
                if " per " in form:
                    unit, _, per = form.partition(" per ")
                    words.setdefault(f"{_plural(unit)} per {per}", (name, kind))
    per = {form: name for name, others in data["per"].items() for form in (name, *others)}
    codes = frozenset(data["codes"])
    return _Forms(words, data["symbols"], data["signs"], data["dollars"], codes, per, data["dollar_countries"])


_SP = r"[^\S\r\n]"
_MARKS = tuple(
    (re.compile(rf"{_SP}?-?(?:{pattern})".replace("~", f"{_SP}?"), re.IGNORECASE), name)
    for pattern, name in (
        (r"(?:%|percentage|per~cent)~-?points?\b", "percentage point"),
        (r"[%％]|per~cent(?:age)?\b|pct\b|pc\b", "%"),
        (r"‰", "part per thousand"),
        (r"[°º]~(?:C\b|Celsius\b)|℃", "celsius"),
        (r"[°º]~(?:F\b|Fahrenheit\b)|℉", "fahrenheit"),
        (r"[°º]", "degree"),
        (r"km/hr?\b", "kilometre per hour"),
        (r"mi/h\b", "mile per hour"),
        (r"m/s\b", "metre per second"),
        (r"(?:km|kilomet(?:re|er)s?)(?:²|\^2|2\b|~squared\b)", "square kilometre"),
        (r"m(?:²|\^2|2\b)", "square metre"),
        (r"cm(?:²|\^2|2\b)", "square centimetre"),
        (r"ft(?:²|\^2|2\b)", "square foot"),
        (r"km(?:³|\^3|3\b)", "cubic kilometre"),
        (r"m(?:³|\^3|3\b)", "cubic metre"),
        (r"cm(?:³|\^3|3\b)", "cubic centimetre"),
        (r"ft(?:³|\^3|3\b)", "cubic foot"),
        (r"[μµ]m\b", "micrometre"),
        (r"[μµ]g\b", "microgram"),
        (r"″|''|\"(?![\w$])", "inch"),
        (r"lb-ft\b", "pound-foot"),
    )
)
_NEXT = re.compile(rf"(?:{_SP}{{1,2}}|-{_SP}?|{_SP}-{_SP})?([^\W\d_]+(?:\.(?=[^\W\d_])[^\W\d_]+)*)")
_MORE = re.compile(rf"(?:{_SP}|-|\.{_SP})([^\W\d_]+)")
_FRACTION_GAP = re.compile(rf"(?:{_SP}of)?{_SP}an?{_SP}", re.IGNORECASE)
_RATE = re.compile(
    rf"{_SP}?(?:/{_SP}?|per{_SP}|an?{_SP}|-a-|-an-)((?:square{_SP})?[^\W\d_]+)\b(?!{_SP}(?:earlier|ago|before|later|after|old|from{_SP}(?:now|then|today))\b)",
    re.IGNORECASE,
)
_OLD = re.compile(rf"(?:{_SP}|-)(?:olds?\b|of{_SP}age\b)", re.IGNORECASE)
_SIGN_BEFORE = re.compile(rf"([^\W\d_.]{{1,3}}|U\.S\.|Rs\.)?{_SP}?(\$)?{_SP}?$")
_MONEY_AFTER = re.compile(rf"{_SP}?(?:([£€¥₹₩₪₽₺₱฿₫₦₡₭₴₿¢])|(\$)(?!\d)|([A-Z]{{3}})(?![\w$]))")
_MILLIONS_OF = re.compile(
    rf"{_SP}(?:people|tonnes|tons|barrels|[a-z]+ers|jobs|homes|shares|votes|doses|households|euros?|pounds|"
    rf"dollars|yen|litres|liters|gallons|acres|hectares)\b"
)
_MASS_AFTER = re.compile(
    rf"{_SP}\([\d.,]+{_SP}?k|{_SP}(?:of|heavier|lighter|in{_SP}weight|overweight)\b", re.IGNORECASE
)
_SECOND_NOUN = re.compile(r"seconds?\b", re.IGNORECASE)


def read_unit(text: str, numeral: Numeral) -> tuple[Numeral, Unit | None]:
    """The unit before or behind `numeral`, None where there is none, and the numeral with its scale letter settled.

    "US$42 million", "£90m", "3km", "15-year-old", "175 miles per hour", "470 pence a share". Not one: "five yardsticks".
    """
    before = _money_before(text, numeral)
    if numeral.short and not _letter_is_unit(text, numeral, money=before is not None):
        numeral = numeral.scaled()
    if before is None:
        after = _unit_after(text, numeral.end, numeral)
        return numeral, _rated(text, after) if after is not None else None
    unit = replace(before, end=numeral.end)
    if unit.name == DOLLAR:
        code = _MONEY_AFTER.match(text, unit.end)
        if code is not None and (code[3] or "") in _forms().codes:
            unit = replace(unit, name=code[3], end=code.end())
    return numeral, _rated(text, unit)


def _letter_is_unit(text: str, numeral: Numeral, *, money: bool) -> bool:
    """True where the "m", "b", "k" or "t" behind `numeral` does not make it larger ("100m" are metres, "100K" are thousands)."""
    letter = numeral.short.strip()
    if money or len(letter) > 1 or (letter in "kKMB" and len(letter) == len(numeral.short)):
        return False
    end = numeral.end + len(numeral.short)
    return _MONEY_AFTER.match(text, end) is None and _MILLIONS_OF.match(text, end) is None


def is_unit_word(word: str) -> bool:
    """True for a lower-case word that is a unit of measure, of time or of money by itself: "litre", "years"."""
    return word in _forms().words


def dollar_of(countries: list[str]) -> str:
    """The code of a bare "$" in a text whose places lie in `countries` (one entry a mention); `DOLLAR` unless it is clear."""
    codes = [_forms().countries[c] for c in countries if c in _forms().countries]
    if not codes:
        return DOLLAR
    best = max(sorted(set(codes)), key=codes.count)
    unclear = "USD" in codes or codes.count(best) < _CLEAR or codes.count(best) * 4 < len(countries) * 3
    if best != "USD" and (unclear or best not in _BARE):  # a man from Hong Kong told of by an American paper
        return DOLLAR
    return best if codes.count(best) * 4 > len(codes) * 3 else DOLLAR


def _money_before(text: str, numeral: Numeral) -> Unit | None:
    start = numeral.start
    window = text[max(0, start - 6) : start]
    if not window or not (window[-1] in "$£€¥₹₩₪₽₺₱฿₫₦₡₭₴₿" or window[-1].isalpha() or window[-1] in " .=-\u00a0"):
        return None
    forms = _forms()
    bare = window.rstrip()
    if bare.endswith("Y=") or (
        window.endswith("PS") and not window[-3:-2].isalnum() and numeral.kind is NumeralKind.DIGITS
    ):
        return Unit(
            "JPY" if bare.endswith("Y=") else "GBP", UnitKind.MONEY, start - (len(window) - len(bare)) - 2, numeral.end
        )
    if bare[-1:] in forms.signs:
        return Unit(forms.signs[bare[-1]], UnitKind.MONEY, start - (len(window) - len(bare) + 1), numeral.end)
    match = _SIGN_BEFORE.search(window)
    if match is None or not match[0].strip():
        return None
    word = match[1] or ""
    if match[2]:
        apart = match[0][len(word) :].startswith((" ", "\u00a0"))
        code = forms.dollars.get(_DOLLAR_APART.get(word, "") if (apart and len(word) < 2) or word.islower() else word)
        at = match.start() if code else match.start(2)
        return Unit(code or DOLLAR, UnitKind.MONEY, start - len(window) + at, numeral.end)
    left = text[max(0, start - 7) : start - len(match[0])][-1:]
    if left.isalpha() or numeral.kind is not NumeralKind.DIGITS:
        return None
    code = (
        "CNY"
        if word.upper() == "RMB"
        else word.upper()
        if word.upper() in forms.codes and (word.isupper() or word in ("usd", "rmb"))
        else forms.signs.get(word, "")
    )
    if not code or (code == "ZAR" and match[0] != "R"):
        return None
    return Unit(code, UnitKind.MONEY, start - len(window) + match.start(), numeral.end)


_DOLLAR_APART = {"c": "C", "us": "US"}  # "c $ 16.4 million" is Canadian, but "a $2.5 million flat" not Australian


def _unit_after(text: str, end: int, numeral: Numeral) -> Unit | None:
    head = text[end : end + 1]
    if not head or head in ".,;:)!?\n":
        return None
    marked = head not in "\"'″" or _is_inch(text, end, numeral)
    for pattern, name in (
        _MARKS
        if marked and not (head == " " and text[end + 1 : end + 2].isalpha() and text[end + 1] not in "kKmMcCfFpPμµlu")
        else ()
    ):
        mark = pattern.match(text, end)
        if mark is not None:
            kind = UnitKind.PERCENT if name == "%" else UnitKind.MEASURE
            return Unit(name, kind, numeral.start, mark.end())
    money = _MONEY_AFTER.match(text, end)
    if money is not None and numeral.kind is not NumeralKind.WORDS:
        code = _forms().signs.get(money[1] or "", "cent" if money[1] else "") or (DOLLAR if money[2] else money[3])
        if code == DOLLAR or money[1] or code in _forms().codes:
            return Unit("CNY" if code == "RMB" else code, UnitKind.MONEY, numeral.start, money.end())
    return _word_after(text, end, numeral)


def _is_inch(text: str, end: int, numeral: Numeral) -> bool:
    """True where the mark behind `numeral` is no closing quotation mark."""
    opened = text.count('"', max(0, numeral.start - 80), numeral.start)
    return numeral.kind is not NumeralKind.WORDS and numeral.value < 200 and (text[end] != '"' or opened % 2 == 0)


def _word_after(text: str, end: int, numeral: Numeral) -> Unit | None:
    """The longest unit of up to three words at `end`."""
    gap = _FRACTION_GAP.match(text, end) if numeral.kind is NumeralKind.FRACTION else None
    first = _NEXT.match(text, gap.end() - 1 if gap is not None else end)
    if first is None:
        return None
    glued = first.start(1) == end
    ends, form = [first.end()], first[1]
    while len(ends) < 3 and (more := _MORE.match(text, ends[-1])):
        form += " " + more[1]
        ends.append(more.end())
    parts = form.lower().split(" ")
    words = _forms().words
    if first[1] in _CASED and numeral.kind is not NumeralKind.WORDS:
        return Unit(_CASED[first[1]], UnitKind.MEASURE, numeral.start, first.end())
    for n in range(len(ends), 0, -1):
        known = words.get(" ".join(parts[:n]))
        if n == 1 and first[1].isupper() and 2 <= len(first[1]) <= 4 and first[1] not in _CAPITALS:
            continue
        if known is not None and not (
            n == 1 and len(first[1]) <= 2 and not _plausible(text, first, glued=glued, numeral=numeral)
        ):
            return _word_unit(text, numeral, known, ends[n - 1])
    symbol = _forms().symbols.get(first[1]) if numeral.kind is not NumeralKind.WORDS else None
    if symbol is not None and _plausible(text, first, glued=glued, numeral=numeral):
        kind = (
            UnitKind.DURATION
            if symbol in ("second", "hour")
            else UnitKind.MONEY
            if symbol in ("cent", "penny")
            else UnitKind.MEASURE
        )
        return Unit(symbol, kind, numeral.start, first.end())
    return None


_INCH_AFTER = re.compile(rf"{_SP}?(?:[.,;)]|$|(?:long|wide|thick|tall|high|deep|of{_SP}(?:rain|snow))\b)")
_LETTERS_THAT_ARE_WORDS = frozenset("A a s h F C K N V W J B b c p t L".split())
_CASED = {
    "Nm": "newton metre",
    "MW": "megawatt",
    "mW": "milliwatt",
    "PS": "horsepower",
    "Mb": "megabit",
    "Gb": "gigabit",
    "hPa": "hectopascal",
}
_CAPITALS = frozenset(
    "KM KG MPH KPH PSI RPM FT LB LBS MM CM KMS KW MW GW HP KB MB GB TB RMB YEN DAY DAYS TON TONS MILE MI "
    "YEAR WEEK HOUR".split()
)
_STREET = re.compile(
    rf"\.?{_SP}[A-Z0-9]\w+{_SP}(?:[A-Z]\w+{_SP})?(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Dr|Drive)\b"
)
_NEVER_APART = frozenset("A a s t p b B".split())


def _plausible(text: str, word: re.Match[str], *, glued: bool, numeral: Numeral) -> bool:
    """True where a short symbol ("in", "m", "am") is a unit and no word of the sentence."""
    symbol, end = word[1], word.end()
    if (
        numeral.kind is NumeralKind.WORDS
        or text[end : end + 1] in ("'", "’", "-", "&")
        or (glued and text[end : end + 1].isalnum())
        or (glued and symbol == "s")
    ):
        return False
    if symbol == "p" and numeral.value in (240, 360, 480, 720, 1080, 1440, 2160, 4320):  # lines of a picture
        return False
    if symbol in "NSEW" and not glued and _STREET.match(text, end):  # "200 W. Main Street"
        return False
    if symbol in ("am", "pm"):
        return symbol == "pm" and not glued and "." in text[numeral.start : numeral.end] and numeral.value > 12
    if symbol == "in":
        return _INCH_AFTER.match(text, end, end + 16) is not None
    return (
        glued
        or symbol not in _LETTERS_THAT_ARE_WORDS
        or (symbol not in _NEVER_APART and not text[end : end + 1].isalnum())
    )


def _word_unit(text: str, numeral: Numeral, known: tuple[str, UnitKind], end: int) -> Unit:
    name, kind = known
    if kind is UnitKind.DURATION:
        old = _OLD.match(text, end)
        if old is not None:
            return Unit(name, UnitKind.AGE, numeral.start, end if old[0][0] == " " else old.end())
    if name == "pound" and _MASS_AFTER.match(text, end) and numeral.value < 10**6:
        return Unit("pound-mass", UnitKind.MEASURE, numeral.start, end)
    return Unit(name, kind, numeral.start, end)


def _rated(text: str, unit: Unit) -> Unit:
    rate = _RATE.match(text, unit.end)
    if rate is None:
        return unit
    words = " ".join(rate[1].lower().split())
    per = _forms().per.get(words)
    return replace(unit, end=rate.end(), rate=per) if per is not None else unit
