"""Numerals of a text, in digits and words: str → `Numeral`s with their values.

"12,34,567", "1.5 million", "two hundred and six", "a quarter of a million", "½", "１２３", "dozens". A numeral that cannot be read with
certainty ("1,2,3", "10.0.0.1", a run of 5,000 digits, "1e309", "1/0") is passed over whole: no value is better than a wrong one.
Deliberately says nothing about what a number means: dates, identifiers and clock times are numerals here.

Source: MeasEval 2021 guidelines (Quantity); CLDR number patterns for grouping; the Indian numbering system.
"""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bluf.model import Number

_MOST_WORDS = 40  # of one numeral; a longer run is noise
_MOST_DIGITS = 18  # a longer run is an identifier or noise; nobody reads it as a quantity

_UNITS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
} | {"naught": 0, "nought": 0}
_TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALES |= {"lakh": 10**5, "lac": 10**5, "crore": 10**7, "dozen": 12}
_SHORT = {"k": 1000, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "t": 10**12, "tn": 10**12, "trn": 10**12}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9}
_PARTS |= {"tenth": 10, "twentieth": 20, "hundredth": 100, "thousandth": 1000}
_VAGUE = {"dozens": 24, "scores": 40, "tens": 20} | {f"{s}s": 2 * _SCALES[s] for s in ("hundred", "thousand", "million", "billion", "trillion")}


class NumeralKind(StrEnum):
    """How a numeral is written."""

    DIGITS = "digits"
    WORDS = "words"
    FRACTION = "fraction"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it stands in the text.

    Attributes:
        start, end: code points, with sign and scale word, without currency.
        value: finite; for a vague numeral ("dozens") the least it can mean.
        kind: see `NumeralKind`.
        scale: factor of its scale word or letter, 1 where there is none.
        short: the scale letter that may as well be a unit ("m", "b", "k", "t"), "" where there is none. It is not part of `value`, and `end`
            stands before it, until a currency or a unit decides (see `scaled`).
        several: "several hundred" and the like.
    """

    start: int
    end: int
    value: Number
    kind: NumeralKind
    scale: int = 1
    short: str = ""
    several: bool = False

    def scaled(self) -> Numeral:
        """The same with its scale letter read as one: "90m" is 90 million."""
        factor = _SHORT[self.short.strip().lower()]
        return replace(self, value=tidy(self.value * factor), scale=factor, end=self.end + len(self.short), short="")


def tidy(value: float) -> Number:
    """`value` without the noise of binary fractions; integral values as `int`."""
    if isinstance(value, int):
        return value
    rounded = round(value, 10) if abs(value) < 1e5 else round(value, 4)
    return int(rounded) if rounded == int(rounded) and abs(rounded) < 10**_MOST_DIGITS else rounded


_SP = r"[^\S\r\n]"
_VULGAR = "".join(c for c in map(chr, [*range(0xBC, 0xBF), *range(0x2150, 0x215F), 0x2189]))
_DIGITS = re.compile(
    r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d,])(?:\.\d+)?"  # 1 234 567.89
    r"|\d{1,3}(?:,[ \u00a0]\d{3})*,[ \u00a0]0\d\d(?:,[ \u00a0]\d{3})*(?!\d)"  # "80, 000": what tokenizers leave
    r"|\.\d+(?:[.,]\d+)*|\d+(?:[.,'’٫٬]\d+)*"
    rf"|[{_VULGAR}]"
)
_PLAIN = re.compile(r"\d+|\d*\.\d+")
_GROUPED = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:['’]\d{3})+|\d{1,3}(?:,[ \u00a0]\d{3})+|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+)(?:\.\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_COMMA = re.compile(r"\d+,\d{1,2}")
_EXPONENT = re.compile(r"[eE]([+−-]?\d{1,4})(?![\w.])|" + rf"{_SP}?[x×]{_SP}?10\^?([−-]?\d{{1,3}})(?![\w.])")
_MIXED = re.compile(rf"{_SP}?([{_VULGAR}])|{_SP}(?:and{_SP})?(\d{{1,2}})[/⁄](\d{{1,2}})(?![\d/⁄])|{_SP}and{_SP}a{_SP}(half|quarter)\b")
_RATIO = re.compile(r"[/⁄](\d+)(?![\d/⁄])")
_POWER = re.compile(r"\^[+−-]*\d*")
_POINT = re.compile(rf"{_SP}point((?:{_SP}(?:zero|nought|oh|one|two|three|four|five|six|seven|eight|nine))+)\b(?!-)", re.IGNORECASE)
_BIG = r"(?:hundred|thousand|million|billion|trillion|lakh|lac|crore|dozen)s?"
_SCALE = re.compile(rf"(?:{_SP}?-?{_BIG}\b)+", re.IGNORECASE)
_BIG_WORD = re.compile(_BIG, re.IGNORECASE)
_LETTERS = re.compile(rf"{_SP}?(mn|mln|bn|tn|trn)\b|{_SP}?([kKmMbBT])(?![\w²³/^'’-])", re.ASCII)

_MINUS = re.compile(rf"(?:\b(?:minus|negative)(?:{_SP}|-)|(?<![\w.,%)’'-])[-−–])$", re.IGNORECASE)

NUMBER_WORDS = frozenset({*_UNITS, *_TENS, *_SCALES, *_VAGUE, *_PARTS, *(p + "s" for p in _PARTS), "lakhs", "crores", "halves", "couple", "twice", "thrice"})
"""The words that `find_numerals` wants to know of, in lower case."""
_LONE = {"couple": 2, "twice": 2, "thrice": 3}
_GAP = re.compile(rf"{_SP}?-{_SP}?|{_SP}{{1,3}}(?:(?:and|of)(?:{_SP}an?)?{_SP}{{1,3}}|an?{_SP})?", re.IGNORECASE)
_ARTICLE = re.compile(rf"\ban?{_SP}$", re.IGNORECASE)
_SEVERAL = re.compile(rf"\b(?:several|a{_SP}few){_SP}$", re.IGNORECASE)
_SHARE_AFTER = re.compile(rf"(?:{_SP}of\b|{_SP}?[.,;:)!?]|{_SP}?$)", re.IGNORECASE)
_HALF_AFTER = re.compile(rf"{_SP}(?:of|the|an?|its|his|her|their|our|your|my|those|these|that|all)\b|-(?:a-)?(?:dozen|million|hour|mile|billion)\b", re.IGNORECASE)
_HALF_BEFORE = re.compile(
    rf"\b(?:about|around|almost|nearly|roughly|approximately|over|than|least|most|by|just|only|some|or|estimated|to){_SP}(?:an?{_SP}|one{_SP})?$",
    re.IGNORECASE,
)
_PERIOD_BEFORE = re.compile(rf"\b(?:first|second|third|fourth|latter|last|next|this|other|each|either|better|early|per|every){_SP}$", re.IGNORECASE)


Word = tuple[int, int, str]
"""Start, end and lower-case text of a word."""


def find_numerals(text: str, words: Iterable[Word]) -> tuple[Numeral, ...]:
    """All numerals of `text` that can be read with certainty, in order, disjoint.

    "1.5 million" is 1500000. "10.0.0.1" and "1e309" are none.

    Args:
        text: where to look.
        words: those of its words that are in `NUMBER_WORDS`, in order.
    """
    found = sorted((*_in_digits(text), *_in_words(text, words)), key=lambda n: (n.start, -n.end))
    out: list[Numeral] = []
    for numeral in found:
        if not out or numeral.start >= out[-1].end:
            out.append(numeral)
    return tuple(out)


# --- digits ---------------------------------------------------------------------------------------------------------


def _in_digits(text: str) -> Iterator[Numeral]:
    end = 0
    for match in _DIGITS.finditer(text):
        if match.start() < end:
            continue
        numeral, end = _read_digits(text, match)
        if numeral is not None:
            yield numeral


def _read_digits(text: str, match: re.Match[str]) -> tuple[Numeral | None, int]:
    """The numeral at `match`, or None where it cannot be read, and where to go on."""
    raw, start, end = match[0], match.start(), match.end()
    value = _digits_value(raw)
    power = _POWER.match(text, end)
    if value is None or power is not None:
        return None, power.end() if power is not None else end
    kind = NumeralKind.FRACTION if raw in _VULGAR or _RATIO.match(text, end) else NumeralKind.DIGITS
    exponent = _EXPONENT.match(text, end)
    if exponent is not None:
        power = int((exponent[1] or exponent[2]).replace("−", "-"))
        value, end = _shift(value, power), exponent.end()
    else:
        value, end = _with_fraction(text, value, end)
    if value is None or not math.isfinite(value):
        return None, end
    factor, end, short = _read_scale(text, end)
    minus = _MINUS.search(text, max(0, start - 9), start)
    if minus is not None and not text[max(0, minus.start() - 2) : minus.start()].rstrip().endswith(tuple("0123456789")):
        value, start = -value, minus.start()
    return Numeral(start=start, end=end, value=tidy(value * factor), kind=kind, scale=factor, short=short), end


def _read_scale(text: str, end: int) -> tuple[int, int, str]:
    """The factor of the scale words at `end`, where they end, and the scale letter that stands there instead."""
    scale = _SCALE.match(text, end)
    if scale is None:
        letters = _LETTERS.match(text, end)
        return 1, end, letters[0] if letters is not None else ""
    factor = 1
    for word in _BIG_WORD.finditer(scale[0]):
        factor *= _SCALES[word[0].lower().removesuffix("s")]
    return factor, scale.end(), ""


def _digits_value(raw: str) -> Number | None:
    if raw in _VULGAR:
        return unicodedata.numeric(raw)
    if len(raw) > _MOST_DIGITS + 8 or sum(c.isdigit() for c in raw) > _MOST_DIGITS:
        return None
    if _PLAIN.fullmatch(raw):
        return int(raw) if "." not in raw else float(raw)
    if _GROUPED.fullmatch(raw):
        raw = re.sub(r"[,'’ \u00a0\u2009\u202f]", "", raw)
        return int(raw) if "." not in raw else float(raw)
    if _DOTTED.fullmatch(raw):
        raw = raw.replace(".", "").replace(",", ".")
        return int(raw) if "." not in raw else float(raw)
    return float(raw.replace(",", ".")) if _COMMA.fullmatch(raw) else None


def _shift(value: float, power: int) -> float | None:
    """`value` times ten to the `power`, None where no float can hold it."""
    if abs(power) > 300:
        return None
    return value * 10**power if power >= 0 else value / 10**-power


def _with_fraction(text: str, value: Number, end: int) -> tuple[Number | None, int]:
    """`value` with what may follow: "2 1/2", "2½", "2 and a half"; "1/40" itself. (None, end) for a ratio that is no number."""
    ratio = _RATIO.match(text, end)
    if ratio is not None:
        below = _digits_value(ratio[1])
        return (value / below if below and 0 < value < below else None), ratio.end()
    mixed = _MIXED.match(text, end)
    if mixed is None or not isinstance(value, int):
        return value, end
    if mixed[1]:
        return value + unicodedata.numeric(mixed[1]), mixed.end()
    if mixed[4]:
        return value + 1 / _PARTS[mixed[4].lower()], mixed.end()
    over, below = int(mixed[2]), int(mixed[3])
    return (value + over / below, mixed.end()) if 0 < over < below else (value, end)


# --- words ----------------------------------------------------------------------------------------------------------


def _in_words(text: str, words: Iterable[Word]) -> Iterator[Numeral]:
    group: list[Word] = []
    for word in words:
        start, end, name = word
        if name in _LONE:
            if name != "couple" or text[end : end + 4] == " of ":
                yield Numeral(start=start, end=end, value=_LONE[name], kind=NumeralKind.WORDS)
            continue
        if group and not _GAP.fullmatch(text, group[-1][1], start):
            yield from _read_group(text, group)
            group = []
        group.append(word)
    if group:
        yield from _read_group(text, group)


def _read_group(text: str, group: list[Word]) -> Iterator[Numeral]:
    """The numerals of a run of number words: "two hundred and six", or two: "twenty thirty"."""
    words = [word[2] for word in group]
    gaps = [re.sub(r"[\s-]+", " ", text[a[1] : b[0]]).strip().replace(" an", " a") for a, b in itertools.pairwise(group)]
    i = 0
    while i < len(words):
        used, value, kind = _read_words(words[i : i + _MOST_WORDS], gaps[i : i + _MOST_WORDS])
        start, end = group[i][0], group[i + used - 1][1]
        point = _POINT.match(text, end) if kind is NumeralKind.WORDS else None
        if point is not None:
            digits = "".join(str(_UNITS.get(w, 0)) for w in point[1].lower().split())
            yield Numeral(start=start, end=point.end(), value=tidy(value + int(digits) / 10 ** len(digits)), kind=kind)
        elif value >= 0:
            scale = _SCALES.get(words[i + used - 1], 1)
            numeral = Numeral(start=start, end=end, value=value, kind=kind, scale=scale if scale >= 1000 else 1)
            checked = _checked(text, numeral, words[i : i + used])
            if checked is not None:
                yield checked
        i += used


def _checked(text: str, numeral: Numeral, words: list[str]) -> Numeral | None:
    """The numeral with the article or "several" before it; None where the words are none here ("the third man", "half-time")."""
    start, end = numeral.start, numeral.end
    before = max(0, start - 12)
    article = _ARTICLE.search(text, before, start)
    several = _SEVERAL.search(text, before, start)
    value = numeral.value
    if len(words) == 1 and words[0].removesuffix("s") in _PARTS and words[0] not in _VAGUE:
        if not _is_share(text, start, end, words[0], article=article is not None):
            return None
    elif len(words) == 1 and words[0].removesuffix("s") in _SCALES and words[0] not in _VAGUE:
        if several is not None:
            return Numeral(start=several.start(), end=end, value=2 * value, kind=NumeralKind.VAGUE, scale=int(value), several=True)
        if article is None:
            return None
    head = words[0].removesuffix("s")
    if article is not None and (head in _SCALES or head in _PARTS) and numeral.kind is not NumeralKind.VAGUE:
        start = article.start()
    minus = _MINUS.search(text, max(0, start - 9), start) if numeral.kind is NumeralKind.WORDS else None
    if minus is not None and len(minus[0]) > 1:
        start, value = minus.start(), -value
    return replace(numeral, start=start, end=end, value=tidy(value))


def _is_share(text: str, start: int, end: int, word: str, *, article: bool) -> bool:
    if _PERIOD_BEFORE.search(text, max(0, start - 12), start):
        return False
    if word == "half":
        after = _HALF_AFTER.match(text, end)
        return after is not None or (_HALF_BEFORE.search(text, max(0, start - 20), start) is not None and text[end : end + 1] != "-")
    return article and not word.endswith("s") and _SHARE_AFTER.match(text, end) is not None


def _read_words(words: list[str], gaps: list[str]) -> tuple[int, Number, NumeralKind]:
    """How many of `words` make the first number, and which. `gaps` are the words between them ("", "and", "of a")."""
    first = words[0]
    if first in _VAGUE:  # "scores" and "tens" alone are a verb's or nobody's
        return _read_vague(words, gaps)
    if first.removesuffix("s") in _PARTS or first == "halves":
        part = 1 / _PARTS.get(first.removesuffix("s"), 2)
        if len(words) > 1 and gaps[0] in ("a", "of a", "") and words[1] in _SCALES:
            return 2, part * _SCALES[words[1]], NumeralKind.WORDS
        return 1, part, NumeralKind.FRACTION
    used, value = _read_cardinal(words, gaps)
    if used >= len(words):
        return used, value, NumeralKind.WORDS
    return _read_tail(words, gaps, used, value)


def _read_tail(words: list[str], gaps: list[str], used: int, value: Number) -> tuple[int, Number, NumeralKind]:
    """A fraction after a cardinal: "two thirds", "two and a half million", "one hundred and three quarters".

    A negative value says that the words are a number, but not which ("one hundred thirty-fifths").
    """
    part, gap = words[used], gaps[used - 1]
    below = 2 if part == "halves" else _PARTS.get(part.removesuffix("s"))
    if below is None:
        return used, value, NumeralKind.WORDS
    if gap == "and a" or (gap == "and" and part in ("half", "quarter")):
        scale = _SCALES.get(words[used + 1], 1) if used + 1 < len(words) and gaps[used] in ("", "of a") else 1
        whole = value * scale if value < 1000 else value
        return used + (1 if scale == 1 else 2), whole + scale / below, NumeralKind.WORDS
    if gap != "" or part == "quarters" and value == 2 or not (part.endswith("s") or part == "halves" or value == 1):
        return (used, value, NumeralKind.WORDS) if gap else (used + 1, -1, NumeralKind.WORDS)
    over = value
    if value >= 20:
        rest = value % 100
        if "and" not in gaps[:used] or not 0 < rest < 20:
            return used + 1, -1, NumeralKind.WORDS
        return used + 1, value - rest + rest / below, NumeralKind.WORDS
    if used + 1 < len(words) and gaps[used] in ("", "of a") and words[used + 1] in _SCALES:
        return used + 2, over / below * _SCALES[words[used + 1]], NumeralKind.WORDS
    return used + 1, over / below, NumeralKind.FRACTION


def _read_vague(words: list[str], gaps: list[str]) -> tuple[int, Number, NumeralKind]:
    value, used = _VAGUE[words[0]], 1
    while used < len(words) and gaps[used - 1] == "of" and words[used] in _VAGUE and words[used].removesuffix("s") in _SCALES:
        value, used = value * _SCALES[words[used].removesuffix("s")], used + 1
    return used, value, NumeralKind.VAGUE


def _read_cardinal(words: list[str], gaps: list[str]) -> tuple[int, Number]:
    """The longest cardinal that `words` begin with."""
    total, current, room, used = 0, 0, 100, 0
    for k, word in enumerate(words):
        gap = gaps[k - 1] if k else ""
        if gap not in ("", "and") or (gap == "and" and words[k - 1] not in _SCALES):
            break
        small = _UNITS.get(word, _TENS.get(word))
        scale = _SCALES.get(word, _SCALES.get(word.removesuffix("s")))
        if small is not None:
            if small >= room:
                break
            current += small
            room = 10 if word in _TENS else 0
        elif scale is None or gap == "and" or (k and room == 0 and current == 0):
            break
        elif scale <= 100:
            if current >= 100 and scale == 100:
                break
            current, room = (current or 1) * scale, 100
        else:
            current, total, room = 0, _scaled(total, current, scale), 100
        used = k + 1
    return used, total + current


def _scaled(total: int, current: int, scale: int) -> int:
    """"two million" after nothing, "five thousand" after millions, "thousand million"."""
    if current == 0 and total:
        return total * scale
    return total + (current or 1) * scale
