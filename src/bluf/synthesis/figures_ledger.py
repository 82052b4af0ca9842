"""Which figures the ledger prints, and which first: a figure and its sentence → how far it can stand there.

An analysis keeps every quantity; a table of them is read row by row, without the text. First come those that say of what they
are so much and carry a story; small counts of things ("two bills") after them; what says nothing by itself (a bare number, an age,
"twice", "four days after") last, outside of the table. Deliberately nothing is thrown away: the JSON holds all.

Source: guidelines of the figures set (importance 3, 2 and 1).
"""

from __future__ import annotations

import re
from enum import IntEnum

from bluf.model import Figure, FigureEntry, Qualifier
from bluf.synthesis.register import Register
from bluf.synthesis.words import words

_LEADING, _LEADING_SHARE = 16, 0.2
_LEAST_ROWS = 6  # of a table, where there is as much to tell
_FEW = 3  # small counts that are printed where a text has nothing else
_SMALL = 10  # "two countries" carries no story
_TIMES = frozenset("second minute hour day night week fortnight month quarter year decade century".split())
_LENGTHS = frozenset(
    "metre kilometre centimetre millimetre mile foot inch yard degree kilogram gram tonne ton pound-mass ounce litre "
    "gallon hectare acre point celsius fahrenheit magnitude megawatt".split()
)
_REPEATED = frozenset(("time", "fold"))
_SAYS_NOTHING = frozenset(
    "way thing one other lot time side part kind type item half them those these whom dollar euro pound ruble "
    "second minute hour day night week month year decade century".split()
)
_NAMED = frozenset((("state", "solution"), ("party", "system"), ("child", "policy")))
_EMPTY = _SAYS_NOTHING | _LENGTHS | {"the", "of", "a", "an", "several", "other", "more", "another"}
_PEOPLE = frozenset(
    "person man woman boy girl child baby infant teenager youth adult civilian soldier troop officer police policeman "
    "trooper marine passenger victim student pupil worker miner refugee migrant prisoner inmate protester patient "
    "individual resident villager guerrilla rebel militant insurgent gunman attacker assailant bomber suspect "
    "terrorist trafficker demonstrator hostage national citizen tourist official journalist reporter farmer peasant "
    "crew driver pilot sailor fisherman doctor nurse teacher activist aide death case fatality body other".split()
)
_HARM = re.compile(
    r"\b(?:kill|died?\b|dies\b|dying|dead|death|injur|wound|casualt|fatal|murder|massacre|execut|behead|slain|missing|hostage|"
    r"kidnap|abduct|arrest|detain|jailed|displac|evacuat|rescu|infect|hospitali|shot\b|shoot|gunned|stab|drown|perish|bomb|"
    r"surviv)",
    re.IGNORECASE,
)


class Standing(IntEnum):
    """Where in the ledger a figure may stand."""

    LEADS = 0
    MINOR = 1
    BARE = 2


def standing(figure: Figure, sentence: str) -> Standing:
    """How far `figure`, read without its `sentence`, tells a reader something.

    "3,000 Colombian traffickers", "$1.4 million for the bridge", "two killed" lead; "two bills" is minor; "the two bonded",
    "Fahie, 51" and "four days after" are bare.
    """
    if figure.low is None and figure.high is None:  # a numeral without a value: that it stands there is to be seen
        return Standing.MINOR
    if _is_bare(figure, sentence):
        return Standing.BARE
    size = figure.value if figure.qualifier is Qualifier.EQUAL else None
    small = size is not None and abs(size) < _SMALL and _is_count(figure)
    return Standing.MINOR if small and not _is_harm(figure, sentence) else Standing.LEADS


def count_leading(entries: tuple[FigureEntry, ...], register: Register) -> int:
    """How many figures, from the first, the table prints: not far under the weightiest, with all that are contradicted.

    Small counts only where a text has nothing else, bare numbers never.
    """
    told = [standing_of(entry, register) for entry in entries]
    leading = [f for f, place in zip(entries, told, strict=True) if place is Standing.LEADS]
    if not leading:
        return min(told.count(Standing.MINOR), _FEW)
    least = _LEADING_SHARE * max(f.salience for f in leading)
    weighty = [i for i, f in enumerate(leading) if f.salience >= least or f.discrepancies]
    return min(max(weighty[-1] + 1, min(_LEAST_ROWS, len(leading))), _LEADING)


def count_telling(entries: tuple[FigureEntry, ...], register: Register) -> int:
    """How many figures, from the first, say something without their sentence."""
    return sum(standing_of(entry, register) is not Standing.BARE for entry in entries)


def standing_of(entry: FigureEntry, register: Register) -> Standing:
    """The best standing of an entry among its tellings; what is contradicted is never minor."""
    best = min(standing(f, register.sentence(f).text) for f in (entry, *entry.repeats[:_LEADING]))
    return Standing.LEADS if entry.discrepancies and best is Standing.MINOR else best


def importance(figure: Figure, sentence: str) -> float:
    """What a figure weighs by its kind: casualties and money before other quantities, lengths of time after them."""
    if _is_harm(figure, sentence):
        return 1.5
    unit = (figure.unit or "").partition(" ")[0]
    money = unit == "dollar" or (len(unit) == 3 and unit.isupper())
    return 1.3 if money else 0.6 if unit in _TIMES else 1.0


def _is_bare(figure: Figure, sentence: str) -> bool:
    if figure.is_age or figure.unit in _REPEATED:
        return True
    share = figure.unit is None and figure.in_words  # "half of all cases"
    if (figure.unit is None and not share) or (figure.unit, figure.measured) in _NAMED:
        return True
    if figure.value == 1 and _is_count(figure) and not _is_harm(figure, sentence):  # "one student said"
        return True
    if _says(figure.measured):
        return False
    if figure.unit in _TIMES:  # whose time it is stands in the text alone
        return True
    return not (_is_harm(figure, sentence) or (figure.concept is not None and not _is_count(figure)))


def _says(measured: str | None) -> bool:
    """True where what is measured tells something; not "ways", nor the "miles" of "hundreds of miles"."""
    singular = (word.removesuffix("s").replace("feet", "foot") for word in words(measured or ""))
    return any(word not in _EMPTY and not word.isdigit() for word in singular)


def _is_count(figure: Figure) -> bool:
    """True for a number of people or things: no share, no money, no measure."""
    unit = figure.unit or "%"  # "half of all cases"
    head = unit.partition(" ")[0]
    return not (
        unit == "%" or head in _TIMES or head in _LENGTHS or head == "dollar" or (len(head) == 3 and head.isupper())
    )


def _is_harm(figure: Figure, sentence: str) -> bool:
    """True for people in a sentence of deaths, wounds, arrests or rescue."""
    return figure.unit in _PEOPLE and _HARM.search(sentence) is not None
