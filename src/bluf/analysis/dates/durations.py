"""Read durations and repeated times: match → reading.

"the last 10 years" is P10Y, and a period that ends today where today is known; "ten years" is P10Y alone; "every
Friday" is a SET. Deliberately no start or end is given to a duration that the words do not tie to a day.

Source: TimeML 1.2.1, TIMEX3 types DURATION and SET.
"""

from __future__ import annotations

from bluf.analysis.dates.calendar import duration, move
from bluf.analysis.dates.grammar import Match
from bluf.analysis.dates.reading import PART_CODE, Reader, Reading, amount_of, unit_of
from bluf.model import TimeType


def read_period(r: Reader, unit: str, n: float | None, way: int) -> Reading:
    """A stretch that ends or begins today: "the last 10 years"."""
    today = r.context.anchor if r.context.narrative else r.context.today
    moved = move(today, unit, way * n) if today and n is not None else None
    stretch = None
    if today and moved:
        stretch = (moved, today) if way < 0 else (today, moved)
    return Reading(TimeType.DURATION, duration(unit, n), stretch, inferred=stretch is not None)


def read_anchored_duration(r: Reader, match: Match) -> Reading:
    """Such as "the past two years", "the next few days"."""
    unit, n = unit_of(match), amount_of(match)
    word = next(letter for letter in match.letters if letter != "T")
    if word == "t" and n is None:
        return Reading(TimeType.DATE, "PRESENT_REF")
    if word in "lp":
        return read_period(r, unit, n, -1)
    if word == "x":
        return read_period(r, unit, n, 1)
    return Reading(TimeType.DURATION, duration(unit, n))


def read_duration(r: Reader, match: Match) -> Reading:
    """Such as "ten years", "a two-hour battle"; "3,000 a day" is a rate, and so a SET."""
    before = r.parse.lower[match.i - 1] if match.i else ""
    if match.letters in ("au", "aJ", "ac") and (before in ("times", "once", "twice") or _is_rate(r, match)):
        return Reading(TimeType.SET, duration(unit_of(match), 1))
    return Reading(TimeType.DURATION, duration(unit_of(match), amount_of(match)))


def _is_rate(r: Reader, match: Match) -> bool:
    """Such as "3,000 barrels a day", "$5 a day"."""
    i = match.i - 1
    return i >= 1 and (r.parse.pos[i] == "NUM" or (r.parse.tag[i] in ("NNS", "NN") and r.parse.pos[i - 1] == "NUM"))


def read_set(_r: Reader, match: Match) -> Reading:
    """Such as "every Friday", "annually"."""
    last, payload = match.letters[-1], match.payloads[-1]
    if last == "I":
        return Reading(TimeType.SET, str(payload))
    if last == "W" and isinstance(payload, int):
        return Reading(TimeType.SET, f"XXXX-WXX-{payload + 1}")
    if last == "M" and isinstance(payload, int):
        return Reading(TimeType.SET, f"XXXX-{payload:02d}")
    if last == "S":
        return Reading(TimeType.SET, f"XXXX-{payload}")
    if last == "P":
        return Reading(TimeType.SET, "XXXX-XX-XX" + PART_CODE.get(str(payload), ""))
    return Reading(TimeType.SET, duration(str(payload), amount_of(match)))
