"""What a figure is about where that is not what it counts: tokens → a phrase. "Boeing" in "Boeing delivered 11 jets".

Deliberately not whoever does something to what is counted: "the bomb killed 11 people" is not about the bomb.

Source: contract of the figures (concept); MeasEval 2021 (MeasuredEntity beside MeasuredProperty).
"""

from __future__ import annotations

from bluf.analysis.figures.bounds import Quantity
from bluf.analysis.figures.change import subject_of, verb_of
from bluf.analysis.figures.counted import Phrase, phrase_of
from bluf.analysis.figures.measured import WHEN
from bluf.analysis.figures.units import UnitKind
from bluf.analysis.nlp import Parse

_OWNS = frozenset(
    "have own hold employ deliver sell ship produce make build offer score earn buy acquire operate run order "
    "post report lose gain win publish release open close launch "
    "recall serve carry manufacture supply handle move raise hire fire lay cut eliminate create add net gross "
    "generate donate invest spend charge owe record store "
    "host issue receive get need use include contain feature boast comprise".split()
)
_ABOUT = frozenset(("ORG", "PERSON", "PRODUCT", "FAC", "WORK_OF_ART"))

_SHARES = frozenset("make account constitute comprise represent".split())

_PUNISHES = frozenset("sentence jail imprison condemn suspend ban bar give hand fine".split())


def concept_of(parse: Parse, i: int, b: int, *, counted: int | None, timed: bool = False) -> Phrase | None:
    """What the figure is about where that is not what it counts or measures: "Boeing" in "Boeing delivered 11 jets".

    For a count (`counted` is its noun) only a named maker, owner or player of it; "the bomb killed 11 people" is not about the
    bomb. For "six months later" (`b` is the token behind) nothing: it says when; nor for a time (`timed`) that
    opens its clause.
    """
    subject = subject_of(parse, i)
    verb = verb_of(parse, i)
    if subject is None or verb is None or (b < len(parse) and parse.lower[b] in WHEN):
        return None
    if timed and (
        i < verb or (i > 0 and parse.lower[i - 1] == "in")
    ):  # "the first title in 44 years"; "in the past eight months, ISIS has seeded itself"
        return None
    if timed and parse.lemma[verb] in _PUNISHES and parse.dep[subject] == "nsubj":  # the court is not 20 years
        return None
    owned = parse.lemma[verb] in _OWNS and parse.ent[subject] in _ABOUT
    if counted is not None and not (owned and parse.dep[counted] in ("dobj", "attr", "conj")):
        return None
    phrase = phrase_of(parse, subject)
    return phrase if parse.text[phrase[0]][0].isalnum() else None  # "% of the project"


def is_share_of(parse: Parse, quantity: Quantity, i: int) -> bool:
    """True where somebody is the share: "voters who make up 60 % of Democrats". The percentage's numeral is at token `i`."""
    if quantity.unit is None or quantity.unit.kind is not UnitKind.PERCENT:
        return False
    verb = verb_of(parse, i)
    return verb is not None and verb < i and parse.lemma[verb] in _SHARES
