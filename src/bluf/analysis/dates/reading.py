"""What readers of time expressions share: the reading they make, and where they stand in the text.

In: a parse and a context. Out: the `Reader` that the rules of `absolute`, `relative` and
`durations` are handed, and the `Reading` that they return. Deliberately no rule here.

Source: TimeML 1.2.1, TIMEX3.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bluf.analysis.dates.calendar import Bounds, bounds
from bluf.analysis.dates.context import Context, direction
from bluf.analysis.dates.grammar import Match
from bluf.analysis.nlp import Parse
from bluf.model import TimeType

CLOCK_UNITS = ("TH", "TM", "TS")
STEPS = {"l": -1, "p": -1, "v": -1, "x": 1, "g": 1, "t": 0, "h": 0, "s": 0}
FROM_TOLD = frozenset("vghs")  # these count from the last date told; "last", "next" and "this" from today
PART_CODE = {"MO": "TMO", "AF": "TAF", "EV": "TEV", "NI": "TNI", "MI": "TMI", "12:00": "T12:00", "00:00": "T00:00"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one expression means; `value` is "" where it cannot be said. `explicit` where the words alone give the year."""

    type: TimeType
    value: str
    bounds: Bounds | None = None
    inferred: bool = False
    explicit: bool = False


NOTHING = Reading(TimeType.DATE, "")


@dataclass(slots=True)
class Reader:
    """Where reading stands.

    Attributes:
        parse: the document.
        context: what dates are reckoned from here.
        after: the match after the one being read.
    """

    parse: Parse
    context: Context
    after: Match | None = None
    _tense: dict[int, int] = field(default_factory=dict)

    def word_before(self, match: Match) -> str:
        """Lower-case word before a match, "" at the start."""
        return self.parse.lower[match.i - 1] if match.i else ""

    def direction(self, match: Match) -> int:
        """See `context.direction`; remembered, since many expressions ask more than once."""
        if match.i not in self._tense:
            self._tense[match.i] = direction(self.parse, match)
        return self._tense[match.i]

    def day(self, value: str, *, inferred: bool, explicit: bool = False, part_code: str = "") -> Reading:
        """A reading of the calendar value, or nothing where there is no such day (30 February)."""
        found = bounds(value)
        if not found and "X" not in value:
            return NOTHING
        kind = TimeType.TIME if part_code else TimeType.DATE
        return Reading(kind, value + part_code, found, inferred, explicit)


def mod_of(match: Match) -> str:
    """Such as "early", "mid" or "late" where a match begins with such words, else ""."""
    mod = match.get("EB")
    return str(mod) if isinstance(mod, str) and match.letters[0] in "TEBolL" else ""


def unit_of(match: Match) -> str:
    """Code of the unit that a match counts in."""
    return str(match.get("uUcJ"))


def amount_of(match: Match) -> float | None:
    """The number of units; None where the words do not say ("several", a bare plural)."""
    words = [
        (letter, payload)
        for letter, payload in zip(match.letters, match.payloads, strict=True)
        if letter in "#nNYaqZ" and not isinstance(payload, str)
    ]
    numbers = [float(p) for letter, p in words if letter in "#nNY" and isinstance(p, int | float)]
    if numbers:
        return _compose(numbers)
    letters = "".join(letter for letter, _ in words)
    if "q" in letters:
        return 2.0 if "aqf" in match.letters else None
    if "Z" in letters:
        return 0.5
    return 1.0 if "a" in letters or not match.has("U") else None


def _compose(numbers: list[float]) -> float:
    """Number words put together: [20, 5] → 25; [3, 100] → 300."""
    total = 0.0
    for n in numbers:
        total = max(total, 1) * n if n in (12, 100, 1000) and total else total + n
    return total


def year_of_relative(r: Reader, match: Match) -> int | None:
    """The year in "July 25 of that year"."""
    tail = match.letters[-2:]
    if match.letters[-1:] != "u" or match.payloads[-1] != "Y" or tail[0] not in STEPS:
        return None
    base = r.context.anchor if tail[0] in FROM_TOLD else r.context.today
    return base.year + STEPS[tail[0]] if base else None
