"""Numerals in digits: str → `Numeral`s. "12,34,567", "1.5 million", "２１", "½", "2 1/2", "−5".

A numeral that cannot be read with certainty ("1,2,3", "10.0.0.1", "1e309", "1/0") is passed over whole.
Deliberately no number words.

Source: CLDR number patterns for grouping; the Indian numbering system.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator

from bluf.analysis.figures.numeral import MINUS, MOST_DIGITS, PARTS, SCALES, SPACE, Numeral, NumeralKind, tidy
from bluf.model import Number

_VULGAR = "".join(c for c in map(chr, [*range(0xBC, 0xBF), *range(0x2150, 0x215F), 0x2189]))
_DIGITS = re.compile(
    r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d,])(?:\.\d+)?"  # 1 234 567.89
    r"|\d{1,3}(?:,[ \u00a0]\d{3})*,[ \u00a0]0\d\d(?:,[ \u00a0]\d{3})*(?!\d)"  # "80, 000": what tokenizers leave
    r"|\d{1,3}(?:,[ \u00a0]\d{3})+(?![\d,])(?=[ -](?!and\b|or\b|to\b)[a-z])"  # "1, 500 kilometers"
    r"|\.\d+(?:[.,]\d+)*|\d+(?:[.,'’٫٬]\d+)*"
    rf"|[{_VULGAR}]"
)
_PLAIN = re.compile(r"\d+|\d*\.\d+")
_GROUPED = re.compile(
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:['’]\d{3})+|\d{1,3}(?:,[ \u00a0]\d{3})+|"
    r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+)(?:\.\d+)?"
)
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_COMMA = re.compile(r"\d+,\d{1,2}")
_EXPONENT = re.compile(r"[eE]([+−-]?\d{1,4})(?![\w.])|" + rf"{SPACE}?[x×]{SPACE}?10\^?([−-]?\d{{1,3}})(?![\w.])")
_MIXED = re.compile(
    rf"{SPACE}?([{_VULGAR}])|{SPACE}(?:and{SPACE})?(\d{{1,2}})[/⁄](\d{{1,2}})(?![\d/⁄])|{SPACE}and{SPACE}a{SPACE}(half|"
    rf"quarter)\b"
)
_RATIO = re.compile(r"[/⁄](\d+)(?![\d/⁄])")
_POWER = re.compile(r"\^[+−-]*\d*")
_BIG = r"(?:hundred|thousand|million|billion|trillion|lakh|lac|crore|dozen)s?"
_SCALE = re.compile(rf"(?:{SPACE}?-?{_BIG}\b)+", re.IGNORECASE)
_BIG_WORD = re.compile(_BIG, re.IGNORECASE)
_LETTERS = re.compile(rf"{SPACE}?(mn|mln|bn|tn|trn)\b|{SPACE}?([kKmMbBT])(?![\w²³/^'’-])", re.ASCII)


def in_digits(text: str) -> Iterator[Numeral]:
    """The numerals of `text` in digits, in order."""
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
    raised = _POWER.match(text, end)
    if value is None or raised is not None:
        return None, raised.end() if raised is not None else end
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
    minus = MINUS.search(text, max(0, start - 9), start)
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
        factor *= SCALES[word[0].lower().removesuffix("s")]
    return factor, scale.end(), ""


def _digits_value(raw: str) -> Number | None:
    if raw in _VULGAR:
        return unicodedata.numeric(raw)
    if len(raw) > MOST_DIGITS + 8 or sum(c.isdigit() for c in raw) > MOST_DIGITS:
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
    return value * float(10**power) if power >= 0 else value / float(10**-power)


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
        return value + 1 / PARTS[mixed[4].lower()], mixed.end()
    over, below = int(mixed[2]), int(mixed[3])
    return (value + over / below, mixed.end()) if 0 < over < below else (value, end)
