"""Which figures the ledger prints, and which first: a figure and its sentence → how far it can stand there.

An analysis keeps every quantity; a table of them is read row by row, without the text. First come those that say of what they
are so much and carry a story; small counts of things ("two bills") after them; what says nothing by itself (a bare number, an age,
"twice", "four days after") last, outside of the table. Deliberately nothing is thrown away: the JSON holds all.

Source: guidelines of the figures set (importance 3, 2 and 1).
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import IntEnum

from bluf.model import Attribution, Figure, FigureEntry, Qualifier, Stance, TimeType
from bluf.synthesis.register import Register
from bluf.synthesis.words import words

_LEADING, _LEADING_SHARE = 16, 0.2
_LEAST_ROWS = 6  # of a table, where there is as much to tell
_SURE_HOLDER = 0.6  # score of an attribution; below, every second holder was wrong (bench/precision)
_FEW = 3  # small counts that are printed where a text has nothing else
_SMALL = 10  # "two countries" carries no story
_TIMES = frozenset("second minute hour day night week fortnight month quarter year decade century".split())
_LENGTHS = frozenset(
    "metre kilometre centimetre millimetre mile foot inch yard degree kilogram gram tonne ton pound-mass ounce litre "
    "gallon hectare acre point celsius fahrenheit magnitude megawatt".split()
)
_REPEATED = frozenset(("time", "fold"))
_TURNS = ("points of ", "corners of the ")  # "within two points of the leaders", "the four corners of the earth"
_SAYS_NOTHING = frozenset(
    "high low peak record way thing one other lot time side part kind type item half them those these whom dollar euro pound ruble "
    "second minute hour day night week month year decade century".split()
)
_NAMED = frozenset((("state", "solution"), ("party", "system"), ("child", "policy"), (None, "step")))
_SMALLER = frozenset("inch ounce minute second month day".split())
_LARGER = re.compile(r"\d[\s-](?:feet|foot|pounds?|hours?|minutes?|years?|months?),?\s(?:and\s)?$")
_RANGING = re.compile(r"\b(?:rang(?:e|es|ed|ing)|vary|varies|start(?:s|ed|ing)?) (?:from|at) $", re.IGNORECASE)
_RANK = re.compile(r"\b(?:top|bottom|richest|poorest) $", re.IGNORECASE)
_SPAN_BEFORE = re.compile(
    r"\b(?:in|last|past|next|these|those|(?:\w{3,}est|first|worst|best|most|least|time) in) $", re.IGNORECASE
)
_AWAY = re.compile(
    r"\)?\s*(?:\([^)]*\)\s*)?(?:away|outside|from|north|south|east|west|north-?east|north-?west|south-?east|south-?west|off|inland|down|above|below|under)\b"
)
_COMPARED = re.compile(r"\s(?:lower|higher|colder|cooler|warmer|less|more|fewer|faster|slower|longer|shorter|taller)\b")
_BESIDE_PLAN = re.compile(r"\s(?:over budget|under budget|behind schedule|ahead of schedule|late\b|overdue\b)")
_UNHARMED = re.compile(r"\s(?:were|was|are|is|had|have|did|do)(?: not|n['’]t)\b")
_POLL = re.compile(r"\b(?:poll|survey|study|report|estimate|census)s?$", re.IGNORECASE)
_UP_TO = re.compile(r"\brang(?:e|es|ed|ing) from \S+ (?:for|on|in) [^.;]{1,60} to $", re.IGNORECASE)
_BREAK = re.compile(r"[,;:—]|--|\bwhat\b|\b(?:who|which|that|whose|where|when|with|to)\b|\b\w+ing\b")
_CLOCK = re.compile(r"T\d")
_CHANGES = frozenset(
    "increase rise jump gain growth surge hike decrease fall drop decline loss cut slump dip reduction".split()
)
_EMPTY = _CHANGES | _SAYS_NOTHING | _LENGTHS | {"the", "of", "a", "an", "several", "other", "more", "another"}
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


def standing(figure: Figure, before: str, after: str) -> Standing:
    """How far `figure`, read without the words `before` and `after` it in its sentence, tells a reader something.

    "3,000 Colombian traffickers", "$1.4 million for the bridge", "two killed" lead; "two bills" is minor; "the two bonded",
    "Fahie, 51" and "four days after" are bare.
    """
    if figure.low is None and figure.high is None:  # a numeral without a value: that it stands there is to be seen
        return Standing.MINOR
    sentence = f"{before} {after}"
    if _is_bare(figure, sentence) or _is_part(figure, before) or _is_told_around(figure, before, after):
        return Standing.BARE
    if not _says(figure.measured) and figure.concept and not _holds(figure.concept, before):
        return Standing.BARE
    size = figure.value if figure.qualifier is Qualifier.EQUAL else None
    small = size is not None and abs(size) < _SMALL and _is_count(figure)
    return Standing.MINOR if small and not _is_harm(figure, sentence) else Standing.LEADS


class Ledger:
    """Where the figures of a register may stand."""

    def __init__(self, register: Register) -> None:
        """Note the figures whose holder was read without being sure: a wrong one is worse than a missing row."""
        self._register = register
        self._unsure = {
            (figure.document_id, figure.start)
            for analysis in register.analyses
            for figure in analysis.figures
            if figure.attribution is not None
            and figure.holder
            and _is_unsure(analysis.attributions[figure.attribution])
        }

    def standing(self, entry: FigureEntry) -> Standing:
        """See `Standing`; what is contradicted is never minor."""
        if (entry.document_id, entry.start) in self._unsure:
            return Standing.BARE
        sentence = self._register.sentence(entry)
        at = entry.start - sentence.start
        found = standing(entry, sentence.text[:at], sentence.text[at + len(entry.text) :])
        return Standing.LEADS if entry.discrepancies and found is Standing.MINOR else found

    def count_leading(self, entries: tuple[FigureEntry, ...]) -> int:
        """How many figures, from the first, the table prints: not far under the weightiest, with all that are contradicted.

        Small counts only where a text has nothing else, bare numbers never.
        """
        told = [self.standing(entry) for entry in entries]
        leading = [f for f, place in zip(entries, told, strict=True) if place is Standing.LEADS]
        if not leading:
            return min(told.count(Standing.MINOR), _FEW)
        least = _LEADING_SHARE * max(f.salience for f in leading)
        weighty = [i for i, f in enumerate(leading) if f.salience >= least or f.discrepancies]
        return min(max(weighty[-1] + 1, min(_LEAST_ROWS, len(leading))), _LEADING)

    def count_telling(self, entries: tuple[FigureEntry, ...]) -> int:
        """How many figures, from the first, say something without their sentence."""
        return sum(self.standing(entry) is not Standing.BARE for entry in entries)


def _is_unsure(attribution: Attribution) -> bool:
    """True for a doubtful reading, and for promises and demands: "promised to cut taxes despite a $6 billion deficit"."""
    return attribution.score < _SURE_HOLDER or attribution.stance in (Stance.PROMISES, Stance.DEMANDS)


def importance(figure: Figure, sentence: str) -> float:
    """What a figure weighs by its kind: casualties and money before other quantities, lengths of time after them."""
    if _is_harm(figure, sentence):
        return 1.5
    if _is_money(figure):
        return 1.3
    return 0.6 if (figure.unit or "").partition(" ")[0] in _TIMES else 1.0


def _is_bare(figure: Figure, sentence: str) -> bool:
    if figure.is_age or figure.unit in _REPEATED:
        return True
    share = figure.unit is None and figure.in_words  # "half of all cases"
    if (figure.unit is None and not share) or (figure.unit, figure.measured) in _NAMED:
        return True
    if (figure.measured or "").startswith(_TURNS):
        return True
    if figure.value == 1 and _is_count(figure) and not _is_harm(figure, sentence):  # "one student said"
        return True
    if _says(figure.measured):
        return False
    if figure.unit in _TIMES:  # whose time it is stands in the text alone
        return True
    return not (_is_harm(figure, sentence) or (figure.concept is not None and _is_money(figure)))


def _is_part(figure: Figure, before: str) -> bool:
    """True for a part of a larger quantity or of a title: "5 feet [9 inches]", "from [$24] for a shirt", "15 Best Photos"."""
    if figure.unit in _SMALLER and _LARGER.search(before):
        return True
    if figure.qualifier is not Qualifier.RANGE and (_RANGING.search(before) or _UP_TO.search(before)):
        return True
    last = (figure.measured or "").rpartition(" ")[2]
    unit = figure.unit or ""
    return last.istitle() and unit.islower() and unit[:3] == last[:3].lower() and len(last) > len(unit)


def _is_told_around(figure: Figure, before: str, after: str) -> bool:
    """True where the words beside the figure make another thing of it: "the top 1%", "30 years old", "two degrees lower"."""
    if _RANK.search(before) or (figure.value in (10, 100, 1000) and before.endswith("out of ")):
        return True
    if figure.unit in _TIMES and (_SPAN_BEFORE.search(before) or after.startswith((" old", "-old"))):
        return True
    head = (figure.unit or "").partition(" ")[0]
    if (head in _LENGTHS and _AWAY.match(after)) or _BESIDE_PLAN.match(after) or _UNHARMED.match(after):
        return True
    return figure.change is None and not _is_count(figure) and _COMPARED.match(after) is not None


def settled(figure: Figure, before: str) -> Figure:
    """`figure` without an owner or a time that the words `before` it in its sentence do not bear out."""
    clock = figure.period is not None and figure.period.type is TimeType.TIME and _CLOCK.search(figure.period.value)
    owned = figure.concept is None or _holds(figure.concept, before)
    return replace(figure, concept=figure.concept if owned else None, period=None if clock else figure.period)


def _holds(concept: str, before: str) -> bool:
    """True where nothing but a verb stands between who has a sum and the sum: "Boeing donated $900,000"; a poll has none."""
    if _POLL.search(concept):
        return False
    at = before.rfind(concept)
    return at >= 0 and _BREAK.search(before, at + len(concept)) is None


def _is_money(figure: Figure) -> bool:
    head = (figure.unit or "").partition(" ")[0]
    return head == "dollar" or (len(head) == 3 and head.isupper())


def _says(measured: str | None) -> bool:
    """True where what is measured tells something; not "ways", nor the "miles" of "hundreds of miles"."""
    singular = (word.removesuffix("s").replace("feet", "foot") for word in words(measured or ""))
    return any(word not in _EMPTY and not word.isdigit() for word in singular)


def _is_count(figure: Figure) -> bool:
    """True for a number of people or things: no share, no money, no measure."""
    unit = figure.unit or "%"  # "half of all cases"
    head = unit.partition(" ")[0]
    return not (unit == "%" or head in _TIMES or head in _LENGTHS or _is_money(figure))


def _is_harm(figure: Figure, sentence: str) -> bool:
    """True for people in a sentence of deaths, wounds, arrests or rescue."""
    return figure.unit in _PEOPLE and _HARM.search(sentence) is not None
