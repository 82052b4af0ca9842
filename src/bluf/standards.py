"""The published standards that a briefing names, as tables: marks, scales, grades. Nothing is read and nothing is judged here.

A leaf below the model, so that synthesis, rendering and the checks print and compare the same words. Deliberately without any rule
on when a grade or a mark is given: those stand in synthesis.

Source: TLP 2.0 (FIRST, 2022); ICD 203 (2015), table of likelihood terms; PHIA probability yardstick (2025); NATO AJP-2.1
(Admiralty code).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Tlp(StrEnum):
    """TLP 2.0 labels, the strictest first. Never translated."""

    RED = "TLP:RED"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    AMBER = "TLP:AMBER"
    GREEN = "TLP:GREEN"
    CLEAR = "TLP:CLEAR"

    @property
    def audience(self) -> str:
        """Who may receive it."""
        return _AUDIENCES[self]


_AUDIENCES = {
    Tlp.RED: "named recipients only",
    Tlp.AMBER_STRICT: "the recipient's own organization, need to know",
    Tlp.AMBER: "the recipient's own organization and its clients, need to know",
    Tlp.GREEN: "the community, not public channels",
    Tlp.CLEAR: "anyone",
}


_LABEL = re.compile(r"(?<![\w:])TLP: ?(RED|AMBER\+STRICT|AMBER|GREEN|CLEAR|WHITE)(?![\w+])")


def find_labels(text: str) -> list[tuple[int, int, Tlp]]:
    """(start, end, label) of every TLP label in `text`; WHITE of TLP 1.0 is CLEAR.

    >>> find_labels("TLP:WHITE, not TLP:PINK")
    [(0, 9, <Tlp.CLEAR: 'TLP:CLEAR'>)]
    """
    return [(m.start(), m.end(), Tlp.CLEAR if m[1] == "WHITE" else Tlp(f"TLP:{m[1]}")) for m in _LABEL.finditer(text)]


def strictest(marks: list[Tlp]) -> Tlp:
    """The mark that a product of parts so marked takes.

    >>> strictest([Tlp.CLEAR, Tlp.AMBER, Tlp.GREEN]).value
    'TLP:AMBER'
    """
    order = list(Tlp)
    return min(marks, key=order.index)


class Reliability(StrEnum):
    """Admiralty letter of a source: only from the user's register, F without."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"

    @property
    def words(self) -> str:
        """What the letter means."""
        return _RELIABILITIES[self]


_RELIABILITIES = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "cannot be judged",
}


class Credibility(StrEnum):
    """Admiralty digit of an item of information. A machine gives 1 or 6: what lies between is an analyst's judgment."""

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    CANNOT_BE_JUDGED = "6"

    @property
    def words(self) -> str:
        """What the digit means."""
        return _CREDIBILITIES[self]


_CREDIBILITIES = {
    Credibility.CONFIRMED: "confirmed by independent sources",
    Credibility.PROBABLY_TRUE: "probably true",
    Credibility.POSSIBLY_TRUE: "possibly true",
    Credibility.DOUBTFUL: "doubtful",
    Credibility.IMPROBABLE: "improbable",
    Credibility.CANNOT_BE_JUDGED: "cannot be judged",
}


class Scale(StrEnum):
    """Scale of likelihood words whose legend a product prints; one a product."""

    ICD203 = "icd203"
    PHIA = "phia"

    @property
    def label(self) -> str:
        """Its name in print."""
        return "ICD 203" if self is Scale.ICD203 else "PHIA probability yardstick"

    @property
    def bands(self) -> tuple[Band, ...]:
        """Its rows, the least likely first."""
        return _BANDS[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A row of a scale.

    Attributes:
        terms: its words, the plain one first; for ICD 203 one of each of the two rows that must not be mixed.
        percent: the range as the standard prints it ("55–80"); PHIA's are approximate and leave gaps on purpose.
    """

    terms: tuple[str, ...]
    percent: str


def _bands(rows: str) -> tuple[Band, ...]:
    found = (row.strip().rpartition(" ") for row in rows.strip().splitlines())
    return tuple(Band(terms=tuple(t.strip() for t in terms.split("/")), percent=percent) for terms, _, percent in found)


_BANDS = {
    Scale.ICD203: _bands(
        """
        almost no chance / remote 1–5
        very unlikely / highly improbable 5–20
        unlikely / improbable 20–45
        roughly even chance / roughly even odds 45–55
        likely / probable 55–80
        very likely / highly probable 80–95
        almost certain / nearly certain 95–99
        """
    ),
    Scale.PHIA: _bands(
        """
        remote chance >0–5
        highly unlikely 10–20
        unlikely 25–35
        realistic possibility 40–<50
        likely / probable 55–75
        highly likely 80–90
        almost certain 95–<100
        """
    ),
}

_PLAIN = {
    "probably": "probable",
    "almost certainly": "almost certain",
    "nearly certainly": "nearly certain",
    "remote possibility": "remote chance",
    "even chance": "roughly even chance",
    "even odds": "roughly even odds",
    "about even chance": "roughly even chance",
    "about even odds": "roughly even odds",
}


def find_band(word: str, scale: Scale) -> tuple[tuple[str, ...], str]:
    """The terms and the percentages of the row that holds `word`; empty where the scale does not have it.

    >>> find_band("very likely", Scale.ICD203)[1], find_band("very likely", Scale.PHIA)[1]
    ('80–95', '')
    """
    plain = " ".join(word.casefold().split())
    plain = _PLAIN.get(plain, plain)
    if plain == "remote chance" and scale is Scale.ICD203:
        plain = "remote"
    return next(((b.terms, b.percent) for b in scale.bands if plain in b.terms), ((), ""))
