"""What a numeral is, and the tables of number words that its readers share.

Deliberately holds no reading: digits are read in `digits`, words in `number_words`, both together in `numbers`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from bluf.model import Number

MOST_DIGITS = 18  # a longer run is an identifier or noise; nobody reads it as a quantity
SPACE = r"[^\S\r\n]"
"""A white space character that ends no line, for regular expressions."""

UNITS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen "
        "eighteen nineteen".split()
    )
} | {"naught": 0, "nought": 0}
TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALES |= {"lakh": 10**5, "lac": 10**5, "crore": 10**7, "dozen": 12}
_SHORT = {
    "k": 1000,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "t": 10**12,
    "tn": 10**12,
    "trn": 10**12,
}
PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
}
PARTS |= {"tenth": 10, "twentieth": 20, "hundredth": 100, "thousandth": 1000}
VAGUE = {"dozens": 24, "scores": 40, "tens": 20} | {
    f"{s}s": 2 * SCALES[s] for s in ("hundred", "thousand", "million", "billion", "trillion")
}


MINUS = re.compile(rf"(?:\b(?:minus|negative)(?:{SPACE}|-)|(?<![\w.,%)’'-])[-−–])$", re.IGNORECASE)

NUMBER_WORDS = frozenset(
    {
        *UNITS,
        *TENS,
        *SCALES,
        *VAGUE,
        *PARTS,
        *(p + "s" for p in PARTS),
        "lakhs",
        "crores",
        "halves",
        "couple",
        "twice",
        "thrice",
    }
)
"""The words that `find_numerals` wants to know of, in lower case."""


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
        short: the scale letter that may as well be a unit ("m", "b", "k", "t"), "" where there is none. It is not part of
            `value`, and `end` stands before it, until a currency or a unit decides (see `scaled`).
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
    if 0 < abs(value) < 1e-4:
        return float(f"{value:.10g}")
    rounded = round(value, 10) if abs(value) < 1e5 else round(value, 4)
    return int(rounded) if rounded == int(rounded) and abs(rounded) < 10**MOST_DIGITS else rounded
