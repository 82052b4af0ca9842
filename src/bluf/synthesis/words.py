"""Compare short texts by their content words: text → keys.

Used to see that two sentences, propositions or names say the same. Deliberately crude (case, accents, plural) and safe: callers
ask for high overlap.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
STOP_WORDS = frozenset(
    """a an the this that these those of in on at to for from by with and or but as is are was were be been being has have had
    do does did not no it its he she his her him they them their we our us i my you your which who whom whose what when where
    while there here than then so such also would could should may might can will shall must said says say saying s t after
    before over under into out about up more most some any all both other one two own same very just only new last
    year years""".split()
)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case, without accents: "María" and "Maria" are one."""
    return _folded(text)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """Folded words and numbers in order."""
    return _WORD.findall(fold(text))


def stem(word: str) -> str:
    """A word without the commonest endings: "traffickers" meets "trafficking", "Bolivian" meets "Bolivia"."""
    for ending in ("ians", "ian", "ia", "ies", "ing", "ers", "er", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def content_words(text: str) -> frozenset[str]:
    """Stems of the content words; for whole documents."""
    return frozenset(stem(w) for w in _WORD.findall(_folded(text)) if w not in STOP_WORDS)


@lru_cache(maxsize=4096)
def keys(text: str) -> frozenset[str]:
    """Stems of the content words; for sentences, which are compared again and again."""
    return content_words(text)


_CONCEPTS = {
    stem(word): family.split()[0]
    for family in (
        "group organization organisation gang cartel network faction militia band mafia",
        "presence present active activity operate operating exist settle settled established establish base based",
        "kill killed killing death dead die died murder murdered slain",
        "attack attacked assault raid strike bombing offensive",
        "accord agreement deal pact treaty sign signed agree agreed",
        "government administration cabinet state",
        "force troop soldier army military",
        "vote voting ballot election poll",
        "fraud rigging rigged irregularity manipulation",
        "seize seized seizure capture captured confiscate confiscated",
        "arrest arrested detain detained detention custody",
        "weapon arm missile rocket",
        "talk negotiation dialogue",
    )
    for word in family.split()
}


@lru_cache(maxsize=4096)
def concepts(text: str) -> frozenset[str]:
    """Content words with near-synonyms of news as one ("cartels operate", "groups are present"): for what opposes what.

    Only for pairing what sources said on one matter; what is printed stays their words.
    """
    return frozenset(_CONCEPTS.get(key, key) for key in content_words(text))


def containment(a: Collection[str], b: Collection[str]) -> float:
    """Share of the smaller set that stands in the larger, 0 to 1; 0 where one is empty."""
    if not a or not b:
        return 0.0
    return len(set(a) & set(b)) / min(len(a), len(b))


def jaccard(a: Collection[str], b: Collection[str]) -> float:
    """Shared part of both sets together, 0 to 1; 0 where both are empty."""
    union = set(a) | set(b)
    return len(set(a) & set(b)) / len(union) if union else 0.0
