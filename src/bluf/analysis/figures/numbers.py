"""Numerals of a text, in digits and words: str → `Numeral`s with their values.

"12,34,567", "1.5 million", "two hundred and six", "a quarter of a million", "½", "１２３", "dozens". A numeral that cannot be read
with certainty ("1,2,3", "10.0.0.1", a run of 5,000 digits, "1e309", "1/0") is passed over whole: no value is better than a wrong
one. Deliberately says nothing about what a number means: dates, identifiers and clock times are numerals here.

Source: MeasEval 2021 guidelines (Quantity); CLDR number patterns for grouping; the Indian numbering system.
"""

from __future__ import annotations

from collections.abc import Iterable

from bluf.analysis.figures.digits import in_digits
from bluf.analysis.figures.number_words import Word, in_words
from bluf.analysis.figures.numeral import NUMBER_WORDS, Numeral, NumeralKind, tidy

__all__ = ["NUMBER_WORDS", "Numeral", "NumeralKind", "find_numerals", "tidy"]


def find_numerals(text: str, words: Iterable[Word]) -> tuple[Numeral, ...]:
    """All numerals of `text` that can be read with certainty, in order, disjoint.

    "1.5 million" is 1500000. "10.0.0.1" and "1e309" are none.

    Args:
        text: where to look.
        words: those of its words that are in `NUMBER_WORDS`, in order.
    """
    found = sorted((*in_digits(text), *in_words(text, words)), key=lambda n: (n.start, -n.end))
    out: list[Numeral] = []
    for numeral in found:
        if not out or numeral.start >= out[-1].end:
            out.append(numeral)
    return tuple(out)
