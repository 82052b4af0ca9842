"""Quantities: numerals with their units, joined to ranges and bounded by what the text says: str → `Quantity`s.

"up to 3,000", "$1.2 to 1.5 million", "between 40 and 50", "94+", "no fewer than five", "50-90%". The direction of a bound is
never guessed: words that are not in the table leave the value unqualified. Deliberately does not ask what is counted, nor whether
it is a figure at all: "5" in "May 5" is a quantity here.

Source: MeasEval 2021 (Modifier); the qualifier table is our own (guidelines of the figures set).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bluf.analysis.figures.numbers import Numeral, NumeralKind, tidy
from bluf.analysis.figures.units import DOLLAR, Unit, UnitKind, read_unit
from bluf.model import Number, Qualifier

_PHRASES = {
    Qualifier.MORE: "more than|over|above|exceeding|exceeds|exceeded|exceed|in excess of|upwards of|upward of|north of|"
    "greater than|larger than|bigger than"
    "|higher than|surpassing|surpasses|surpassed|surpass|topped|topping|longer than|older than|heavier than|"
    "faster than|>",
    Qualifier.AT_LEAST: "at least|no fewer than|no less than|not less than|not fewer than|minimum of|a minimum of|not under|"
    "not below|greater than or equal to"
    "|more than or equal to|bigger or equal than|greater or equal than|higher or equal than|larger or equal than|"
    "at least or equal to|>=|≥|⩾|> =",
    Qualifier.LESS: "less than|fewer than|under|below|lower than|smaller than|short of|shy of|within|shorter than|"
    "younger than|lighter than|sub|<",
    Qualifier.AT_MOST: "up to|at most|no more than|not more than|as many as|as much as|maximum of|a maximum of|no greater "
    "than|no higher than|no longer than"
    "|not exceeding|not over|not above|as high as|n't more than|less than or equal to|smaller or equal than|"
    "lower or equal than|less or equal than|<=|≤|⩽|< =",
    Qualifier.ABOUT: "about|around|approximately|approx|approx.|roughly|nearly|almost|some|estimated|an estimated|close "
    "to|circa|ca.|c.|in the region of|near"
    "|on the order of|somewhere around|somewhere between|reported estimated|as near as|~|≈|±|in the neighborhood of",
}
_BEFORE = {phrase: qualifier for qualifier, phrases in _PHRASES.items() for phrase in phrases.split("|")}
_PASS = frozenset(
    "additional|further|another|extra|a total of|total of|a combined|a record|an average of|average of|the "
    "equivalent of|the age of|age of|the ages of|ages of"
    "|just|only|the sum of|a staggering|some other|other|an additional|a further|an extra|mere|a mere|as|a "
    "whopping|a reported|reported|possibly|perhaps|well".split("|")
)
_LONGEST = 5
_SP = r"[^\S\r\n]"
_AFTER = re.compile(
    rf"(?P<plus>{_SP}?\+(?!\d)|-plus\b)|(?:{_SP}[^\W\d]+)?{_SP}(?:or|and){_SP}(?:(?P<least>more|above|over|up|"
    rf"upwards?|older|higher|greater|better|longer|larger)(?:{_SP}than)?"
    rf"|(?P<most>less|below|under|fewer|lower|younger|shorter|smaller)|(?P<so>so))\b",
    re.IGNORECASE,
)
_JOIN = re.compile(
    rf"{_SP}?[-–—−]{_SP}?(?P<about>~)?|(?:{_SP}|-)(?P<word>to|or|and|through|till)(?:{_SP}(?:about|around|almost|"
    rf"nearly|up to))?(?:{_SP}|-)(?:an?{_SP})?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"\bbetween{_SP}(?:the{_SP}ages{_SP}of{_SP}|about{_SP}|around{_SP}|[$£€])?$", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom{_SP}(?:about{_SP}|around{_SP}|[$£€])?$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:rose|risen|rise|rising|rises|fell|fall|fallen|falling|grew|grow|grown|up|down|drop\w*|jump\w*|"
    r"increas\w+|decreas\w+|declin\w+|climb\w*|cut|reduc\w+|rais\w+|lower\w*|"
    r"chang\w+|shrink\w*|shrunk|slid\w*|plummet\w*|soar\w*|slump\w*|surg\w+|improv\w+|expand\w*|went|gone|moved|"
    r"share|gain\w*|lost|advanc\w+)\b[^.;]*$",
    re.IGNORECASE,
)
_ALSO = re.compile(rf"(?:{_SP}?-)?(?:,?{_SP}(?:and|or|to){_SP}|,{_SP})")
_SPEAKS_OF = re.compile(
    rf"\b(?:talk\w*|speak\w*|spoke|spoken|thinking|think|thought|learn\w*|know|knows|knew|hear|heard|worr\w+|complain\w*|"
    rf"testif\w+|inform\w*|warn\w*|read|asked|told|story|stories|book|film|concerns?|debate|questions?|care|cares){_SP}about{_SP}$|"
    rf"\b(?:rul\w+|control|power|reign\w*|authority|sovereignty|victory|wins?|win|won|lead|disput\w*|fight\w*|fought|war|argu\w+|"
    rf"row|debate|protest\w*|charged?|anger|outrage|concerns?|worries|watch){_SP}over{_SP}$",
    re.IGNORECASE,
)
_RANGING = re.compile(r"\b(?:rang\w+|var\w+|anywhere)\s$", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:rose|risen|raised|increased|grew|fell|fallen|cut|reduced|lowered|dropped|boosted|doubled)\b[^.;]*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_OPEN = re.compile(rf",?{_SP}(?:and|but){_SP}$|,{_SP}$", re.IGNORECASE)
_SPELLS = re.compile(
    rf"{_SP}(?:seasons|terms|sessions|generations|weekends|rounds|phases|stages|quarters)\b", re.IGNORECASE
)
_DURING_OVER = frozenset(
    "for of took take takes taking lasted lasting last after just well spent is was were be been a "
    "little slightly has have had with".split()
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or range as the text bounds it.

    Attributes:
        start, end: code points with qualifier and unit.
        core: start and end of the numeral alone (of a range: from the first to the last).
        low, high, value, qualifier: as in `Figure`.
        unit: None where only a noun can tell what is counted.
        kind: how the (last) numeral is written.
        joined: for a range what joins it ("-", "to"), else "".
        whole: the number of which the words themselves make it a part and where it stands ("five" of "one in five").
    """

    start: int
    end: int
    core: tuple[int, int]
    low: Number | None
    high: Number | None
    value: Number | None
    qualifier: Qualifier
    unit: Unit | None
    kind: NumeralKind
    joined: str = ""
    whole: tuple[Number, tuple[int, int]] | None = None

    def times(self, factor: int) -> Quantity:
        """The same with all its numbers multiplied."""
        if factor == 1:
            return self
        low, high, value = (None if n is None else tidy(n * factor) for n in (self.low, self.high, self.value))
        return replace(self, low=low, high=high, value=value)


@dataclass(frozen=True, slots=True)
class _Part:
    """A numeral with its unit."""

    numeral: Numeral
    unit: Unit | None

    @property
    def start(self) -> int:
        return self.unit.start if self.unit is not None else self.numeral.start

    @property
    def end(self) -> int:
        return self.unit.end if self.unit is not None else self.numeral.end


def find_quantities(text: str, numerals: tuple[Numeral, ...]) -> list[Quantity]:
    """Quantities of `text` in order, disjoint, from its numerals.

    "from 16 million to 22 million kilometres" is one, "rose from 24.9 % to 38.6 %" two.
    """
    parts = [_Part(*read_unit(text, numeral)) for numeral in numerals]
    out: list[Quantity] = []
    i = 0
    while i < len(parts):
        joined = _join(text, parts[i], parts[i + 1]) if i + 1 < len(parts) else None
        quantity = joined if joined is not None else _single(text, parts[i])
        i += 2 if joined is not None else 1
        for k in range(len(out) - 1, max(-1, len(out) - 6), -1):
            shared = _with_shared_unit(text, out[k], quantity if k == len(out) - 1 else out[k + 1])
            if shared is out[k]:
                break
            out[k] = shared
        if out and quantity.core[0] < out[-1].end:  # the "2" of "4 km^2"
            continue
        if out and quantity.start < out[-1].end:
            quantity = _after(text, out[-1].end, quantity)
        merged = _meet(text, out[-1], quantity) if out else None
        if merged is not None:
            out[-1] = merged
        else:
            out.append(quantity)
    return out


def _after(text: str, end: int, quantity: Quantity) -> Quantity:
    """`quantity` without what belongs to the one before it, which ends at `end`."""
    start = end
    while start < quantity.core[0] and text[start].isspace():
        start += 1
    unit = quantity.unit if quantity.unit is None or quantity.unit.start >= end else None
    return replace(quantity, start=start, unit=unit)


def _with_shared_unit(text: str, a: Quantity, b: Quantity) -> Quantity:
    """`a` with the unit that stands behind `b` only: "45 and 50 mg"."""
    unit = b.unit
    if (
        a.unit is not None
        or a.joined
        or unit is None
        or unit.kind is UnitKind.MONEY
        or (unit.start < b.core[0] and b.qualifier is Qualifier.EQUAL)
    ):
        return a
    if not _ALSO.fullmatch(text, a.end, b.core[0]) or _YEAR.fullmatch(text, *a.core):
        return a
    return replace(a, unit=Unit(unit.name, unit.kind, a.start, a.end, unit.rate))


# --- one numeral ----------------------------------------------------------------------------------------------------


def _single(text: str, part: _Part) -> Quantity:
    numeral = part.numeral
    value = numeral.value
    qualifier, start, end = Qualifier.EQUAL, part.start, part.end
    found = qualifier_before(text, part.start)
    if found is not None and not (
        _is_period(text, found[1], part.end, part.unit) and text[found[1] : found[1] + 4].lower() == "over"
    ):
        qualifier, start = found
        if part.unit is None and text[start : start + 6].lower() == "within":  # "within three basic factors"
            qualifier, start = Qualifier.EQUAL, part.start
    after = _AFTER.match(text, end)
    if after is not None and qualifier in (Qualifier.EQUAL, Qualifier.ABOUT):
        qualifier, end = _qualifier_after(after, end)
    if numeral.kind is NumeralKind.VAGUE and qualifier in (Qualifier.EQUAL, Qualifier.ABOUT):
        qualifier = Qualifier.AT_LEAST
    if qualifier is Qualifier.EQUAL and text[numeral.start : numeral.end].lower().startswith("couple"):
        qualifier = Qualifier.ABOUT
    low = None if qualifier in (Qualifier.LESS, Qualifier.AT_MOST) else value
    high = None if qualifier in (Qualifier.MORE, Qualifier.AT_LEAST) else value
    return Quantity(start, end, (numeral.start, numeral.end), low, high, value, qualifier, part.unit, numeral.kind)


def _is_period(text: str, start: int, end: int, unit: Unit | None) -> bool:
    """True for "over three years", a period, against "for over three years", a bound."""
    if unit is None:
        return _SPELLS.match(text, end) is not None
    if unit.kind is not UnitKind.DURATION:
        return False
    words = text[max(0, start - 12) : start].lower().split()
    return not words or words[-1] not in _DURING_OVER


def _qualifier_after(after: re.Match[str], end: int) -> tuple[Qualifier, int]:
    if after["plus"] or after["least"]:
        return Qualifier.AT_LEAST, after.end()
    if after["most"]:
        return Qualifier.AT_MOST, after.end()
    return Qualifier.ABOUT, after.end() if " " not in after[0].strip().replace("or so", "") else end


def qualifier_before(text: str, start: int) -> tuple[Qualifier, int] | None:
    """The qualifier in the words right before `start` and where it begins. Of "up to about" the bound counts, not the "about"."""
    window = text[max(0, start - 48) : start]
    if _SPEAKS_OF.search(window):
        return None
    if window.lower().endswith("sub-") and not window[-5:-4].isalnum():
        return Qualifier.LESS, start - 4
    words = list(re.finditer(r"[<>≤≥⩽⩾~≈±]|[^\s<>≤≥⩽⩾~≈±()\[\]“\"]+", window.lower()))
    end, found, steps = len(words), None, 0
    if words and words[-1].end() < len(window.rstrip(" -\u00a0")):
        return None
    while end and steps < 4:
        steps += 1
        taken = 0
        for n in range(min(_LONGEST, end), 0, -1):
            phrase = " ".join(w[0].replace("’", "'") for w in words[end - n : end])
            qualifier = _BEFORE.get(phrase)
            if qualifier is not None or phrase in _PASS:
                taken = n
                if qualifier is not None and (found is None or found[0] is Qualifier.ABOUT):
                    found = (qualifier, start - len(window) + words[end - n].start())
                break
        if not taken or (found is not None and found[0] is not Qualifier.ABOUT):
            break
        end -= taken
    return found


# --- two numerals ---------------------------------------------------------------------------------------------------


def _join(text: str, a: _Part, b: _Part) -> Quantity | None:
    """The range that two neighbouring numerals make, None where they make none."""
    if b.start - a.end > 16:
        return None
    gap = _JOIN.fullmatch(text, a.end, b.start)
    if gap is None and a.unit is not None and a.unit.end > a.numeral.end and not a.unit.rate:
        return None
    if gap is None or not _units_fit(a, b):
        return None
    word = (gap["word"] or "-").lower()
    between = _BETWEEN.search(text, max(0, a.start - 24), a.start)
    origin = _FROM.search(text, max(0, a.start - 12), a.start) if word in ("to", "through", "till") else None
    if word == "and" and between is None:
        return None
    low, high = _shared_scale(a, b)
    if (low > high and not (between or origin)) or low == high:
        return None
    if word == "to" and between is None and _is_change(text, a, b, has_from=origin is not None):
        return None
    unit = (
        b.unit
        if b.unit is not None and (a.unit is None or a.unit.name == b.unit.name or b.unit.name != DOLLAR)
        else a.unit
    )
    lead = between or origin
    start = lead.start() if lead is not None else a.start
    found = qualifier_before(text, start)
    if (found is not None and found[0] is Qualifier.ABOUT) or (
        found is not None and found[0] is Qualifier.AT_MOST and lead is None
    ):
        start = found[1]
    core = (a.numeral.start, b.numeral.end)
    return Quantity(
        start,
        max(b.end, a.end),
        core,
        min(low, high),
        max(low, high),
        None,
        Qualifier.RANGE,
        unit,
        b.numeral.kind,
        word,
    )


def _units_fit(a: _Part, b: _Part) -> bool:
    """True where both have one unit, or one that can serve both."""
    if a.unit is None:
        return b.unit is None or b.unit.start >= b.numeral.start
    if b.unit is None:
        return a.unit.kind is UnitKind.MONEY and a.unit.start < a.numeral.start
    if DOLLAR in (a.unit.name, b.unit.name) and a.unit.kind is b.unit.kind:
        return True
    return a.unit.name == b.unit.name


def _shared_scale(a: _Part, b: _Part) -> tuple[Number, Number]:
    """Both values, the first with the second one's scale where it is given once: "1.2 to 1.5 million"."""
    low, high = a.numeral.value, b.numeral.value
    if b.numeral.scale > 1 and a.numeral.scale == 1 and low < 1000 and low * b.numeral.scale <= high:
        low = tidy(low * b.numeral.scale)
    return low, high


def _is_change(text: str, a: _Part, b: _Part, *, has_from: bool) -> bool:
    """True where "X to Y" are levels before and after ("fell from 5 to 3"), or a size and a level ("rose 5 % to 8 %")."""
    before = text[max(0, a.start - 60) : a.start]
    if has_from and _RANGING.search(before):
        return False
    if has_from:
        far = text[max(0, a.start - 160) : a.start]
        return a.numeral.value > b.numeral.value or any(p.search(w) for p, w in ((_CHANGE, before), (_CHANGED, far)))
    sized = a.unit is not None and (a.unit.end > a.numeral.end or (b.unit is None and b.numeral.scale == 1))
    return sized and _CHANGE.search(before[-24:]) is not None


def _meet(text: str, a: Quantity, b: Quantity) -> Quantity | None:
    """One range of two bounds that face each other: "greater than 100 and smaller than 300"."""
    if not _OPEN.fullmatch(text, a.end, b.start):
        return None
    lower, upper = (Qualifier.MORE, Qualifier.AT_LEAST), (Qualifier.LESS, Qualifier.AT_MOST)
    if not (a.qualifier in lower and b.qualifier in upper) or a.value is None or b.value is None or a.value >= b.value:
        return None
    if a.unit is not None and (b.unit is None or a.unit.name != b.unit.name):
        return None
    return replace(
        b,
        start=a.start,
        core=(a.core[0], b.core[1]),
        low=a.value,
        high=b.value,
        value=None,
        qualifier=Qualifier.RANGE,
        joined="and",
    )
