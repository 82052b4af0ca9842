"""Fold the spellings of place names into one: text → key of the gazetteer.

"São Paulo", "SAO PAULO" and "Sao Paulo's" are one key; "St. Louis" and "Saint Louis" too. Deliberately no guess at
misspellings. The gazetteer's builder and its reader share this module, so keys always fit.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPECIAL = str.maketrans(
    {
        **dict.fromkeys("øØ", "o"),
        **dict.fromkeys("łŁ", "l"),
        **dict.fromkeys("đĐðÐ", "d"),
        **dict.fromkeys("æÆ", "ae"),
        **dict.fromkeys("œŒ", "oe"),
        **dict.fromkeys("þÞ", "th"),
        **dict.fromkeys("əƏ", "a"),
        **dict.fromkeys("-–—‐", " "),
        **dict.fromkeys("’‘ʻʼ`", "'"),
        "ß": "ss",
        "ı": "i",
    }
)
_DROPPED = re.compile(r"['.]")
_SPACES = re.compile(r"\s+")
_POSSESSIVE = re.compile(r"'s$")
_SAINT = re.compile(r"\b(?:saint|sainte)\b")


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Key of a place name: lower case, without accents, points, hyphens, article and possessive.

    `fold("the U.S.")` → "us"; `fold("Port-au-Prince")` → "port au prince".
    """
    text = name.translate(_SPECIAL)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = _POSSESSIVE.sub("", text.strip().lower())
    text = _SAINT.sub("st", _DROPPED.sub("", text))
    return _SPACES.sub(" ", text).removeprefix("the ").strip(" ,")
