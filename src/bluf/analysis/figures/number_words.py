"""Numerals in words: text and its number words → `Numeral`s. "two hundred and six", "a quarter of a million", "dozens".

What is a number but not clear which ("one hundred thirty-fifths") is passed over. Deliberately no digits.

Source: Quirk et al., A Comprehensive Grammar of the English Language (1985), 6.63-6.69.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bluf.analysis.figures.numeral import MINUS, PARTS, SCALES, SPACE, TENS, UNITS, VAGUE, Numeral, NumeralKind, tidy
from bluf.model import Number

_MOST_WORDS = 40  # of one numeral; a longer run is noise
_POINT = re.compile(
    rf"(?:{SPACE}|-)point((?:(?:{SPACE}|-)(?:zero|nought|oh|one|two|three|four|five|six|seven|eight|nine))+)\b(?!-)",
    re.IGNORECASE,
)
_COUPLE_OF = re.compile(rf"{SPACE}of{SPACE}(hundred|thousand|million|billion|dozen)\b", re.IGNORECASE)
_LONE = {"couple": 2, "twice": 2, "thrice": 3}
_GAP = re.compile(
    rf"-and-(?:an?-)?|{SPACE}?-{SPACE}?|{SPACE}{{1,3}}(?:(?:and|of)(?:{SPACE}an?)?{SPACE}{{1,3}}|an?{SPACE})?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(rf"\ban?{SPACE}$", re.IGNORECASE)
_SEVERAL = re.compile(rf"\b(?:several|a{SPACE}few){SPACE}$", re.IGNORECASE)
_SHARE_AFTER = re.compile(rf"(?:{SPACE}of\b|{SPACE}?[.,;:)!?]|{SPACE}?$)", re.IGNORECASE)
_HALF_AFTER = re.compile(
    rf"{SPACE}(?:of|the|an?|its|his|her|their|our|your|my|those|these|that|all)\b|-(?:a-)?(?:dozen|million|"
    rf"hour|mile|billion)\b",
    re.IGNORECASE,
)
_HALF_BEFORE = re.compile(
    rf"\b(?:about|around|almost|nearly|roughly|approximately|over|than|least|most|by|just|only|some|or|estimated|"
    rf"to){SPACE}(?:an?{SPACE}|one{SPACE})?$",
    re.IGNORECASE,
)
_PERIOD_BEFORE = re.compile(
    rf"\b(?:first|second|third|fourth|latter|last|next|this|other|each|either|better|early|per|every){SPACE}$",
    re.IGNORECASE,
)


Word = tuple[int, int, str]
"""Start, end and lower-case text of a word."""


def in_words(text: str, words: Iterable[Word]) -> Iterator[Numeral]:
    """The numerals of `text` in words, from those of its words that are in `NUMBER_WORDS`, in order."""
    group: list[Word] = []
    for word in words:
        start, end, name = word
        if name in _LONE:
            if name != "couple" or text[end : end + 4] == " of ":
                scale = _COUPLE_OF.match(text, end) if name == "couple" else None
                factor = SCALES[scale[1].lower()] if scale is not None else 1
                last = scale.end() if scale is not None else end
                yield Numeral(start=start, end=last, value=_LONE[name] * factor, kind=NumeralKind.WORDS, scale=factor)
            continue
        if (
            name == "half"
            and text[end : end + 1] == "-"
            and text[start - 1] != "-"
            and not _HALF_AFTER.match(text, end)
        ):
            continue  # "two half-brothers"
        if group and not _GAP.fullmatch(text, group[-1][1], start):
            yield from _read_group(text, group)
            group = []
        group.append(word)
    if group:
        yield from _read_group(text, group)


def _read_group(text: str, group: list[Word]) -> Iterator[Numeral]:
    """The numerals of a run of number words: "two hundred and six", or two: "twenty thirty"."""
    words = [word[2] for word in group]
    gaps = [
        re.sub(r"[\s-]+", " ", text[a[1] : b[0]]).strip().replace(" an", " a") for a, b in itertools.pairwise(group)
    ]
    i = 0
    while i < len(words):
        used, value, kind = _read_words(words[i : i + _MOST_WORDS], gaps[i : i + _MOST_WORDS])
        start, end = group[i][0], group[i + used - 1][1]
        point = _POINT.match(text, end) if kind is NumeralKind.WORDS else None
        if point is not None:
            digits = "".join(str(UNITS.get(w, 0)) for w in point[1].lower().replace("-", " ").split())
            value = tidy(value + int(digits) / 10 ** len(digits))
            yield _signed(text, Numeral(start=start, end=point.end(), value=value, kind=kind))
        elif value >= 0:
            scale = SCALES.get(words[i + used - 1], 1)
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
    if len(words) == 1 and words[0].removesuffix("s") in PARTS and words[0] not in VAGUE:
        if not _is_share(text, start, end, words[0], article=article is not None):
            return None
    elif len(words) == 1 and words[0].removesuffix("s") in SCALES and words[0] not in VAGUE:
        if several is not None:
            return Numeral(
                start=several.start(), end=end, value=2 * value, kind=NumeralKind.VAGUE, scale=int(value), several=True
            )
        if article is None:
            return None
    head = words[0].removesuffix("s")
    if article is not None and (head in SCALES or head in PARTS) and numeral.kind is not NumeralKind.VAGUE:
        start = article.start()
    whole = replace(numeral, start=start, end=end, value=tidy(value))
    return _signed(text, whole) if numeral.kind is NumeralKind.WORDS else whole


def _signed(text: str, numeral: Numeral) -> Numeral:
    """The numeral with the "minus" or "negative" before it."""
    minus = MINUS.search(text, max(0, numeral.start - 9), numeral.start)
    if minus is None or len(minus[0]) == 1:
        return numeral
    return replace(numeral, start=minus.start(), value=tidy(-numeral.value))


def _is_share(text: str, start: int, end: int, word: str, *, article: bool) -> bool:
    if _PERIOD_BEFORE.search(text, max(0, start - 12), start):
        return False
    if word == "half":
        after = _HALF_AFTER.match(text, end)
        return after is not None or (
            _HALF_BEFORE.search(text, max(0, start - 20), start) is not None and text[end : end + 1] != "-"
        )
    return article and not word.endswith("s") and _SHARE_AFTER.match(text, end) is not None


def _read_words(words: list[str], gaps: list[str]) -> tuple[int, Number, NumeralKind]:
    """How many of `words` make the first number, and which. `gaps` are the words between them ("", "and", "of a")."""
    first = words[0]
    if first in VAGUE:  # "scores" and "tens" alone are a verb's or nobody's
        return _read_vague(words, gaps)
    if first.removesuffix("s") in PARTS or first == "halves":
        part = 1 / PARTS.get(first.removesuffix("s"), 2)
        if len(words) > 1 and gaps[0] in ("a", "of a", "") and words[1] in SCALES:
            return 2, part * SCALES[words[1]], NumeralKind.WORDS
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
    below = 2 if part == "halves" else PARTS.get(part.removesuffix("s"))
    if below is None:
        return used, value, NumeralKind.WORDS
    if gap == "and a" or (gap == "and" and part in ("half", "quarter")):
        scale = SCALES.get(words[used + 1], 1) if used + 1 < len(words) and gaps[used] in ("", "of a") else 1
        whole = value * scale if value < 1000 else value
        return used + (1 if scale == 1 else 2), whole + scale / below, NumeralKind.WORDS
    if gap != "" or (part == "quarters" and value == 2) or not (part.endswith("s") or part == "halves" or value == 1):
        return (used, value, NumeralKind.WORDS) if gap else (used + 1, -1, NumeralKind.WORDS)
    over = value
    if value >= 20:
        rest = value % 100
        if "and" not in gaps[:used] or not 0 < rest < 20:
            return used + 1, -1, NumeralKind.WORDS
        return used + 1, value - rest + rest / below, NumeralKind.WORDS
    if used + 1 < len(words) and gaps[used] in ("", "of a") and words[used + 1] in SCALES:
        return used + 2, over / below * SCALES[words[used + 1]], NumeralKind.WORDS
    return used + 1, over / below, NumeralKind.FRACTION


def _read_vague(words: list[str], gaps: list[str]) -> tuple[int, Number, NumeralKind]:
    value, used = VAGUE[words[0]], 1
    while (
        used < len(words)
        and gaps[used - 1] == "of"
        and words[used] in VAGUE
        and words[used].removesuffix("s") in SCALES
    ):
        value, used = value * SCALES[words[used].removesuffix("s")], used + 1
    return used, value, NumeralKind.VAGUE


def _read_cardinal(words: list[str], gaps: list[str]) -> tuple[int, Number]:
    """The longest cardinal that `words` begin with."""
    total, current, room, used = 0, 0, 100, 0
    for k, word in enumerate(words):
        gap = gaps[k - 1] if k else ""
        if gap not in ("", "and") or (gap == "and" and words[k - 1] not in SCALES):
            break
        small = UNITS.get(word, TENS.get(word))
        scale = SCALES.get(word, SCALES.get(word.removesuffix("s")))
        if small is not None:
            if small >= room:
                break
            current += small
            room = 10 if word in TENS else 0
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
    """As in "two million" after nothing, "five thousand" after millions, "thousand million"."""
    if current == 0 and total:
        return total * scale
    return total + (current or 1) * scale
