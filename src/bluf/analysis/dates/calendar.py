"""Calendar arithmetic over TIMEX3 values: pure functions on strings and dates, no text.

`bounds("2012-Q2")` gives its first and last day; `shift(date, unit, n)` moves by calendar units at the unit's own
granularity, so that "two months later" is a month and never a day.

Source: ISO 8601 and TimeML 1.2.1, TIMEX3 value (Q1, SP, H1, -WE, decades as three digits, centuries as two).
"""

from __future__ import annotations

import calendar
import re
from datetime import MAXYEAR, MINYEAR, date, timedelta

Bounds = tuple[date, date]

_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_VALUE = re.compile(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|W(\d\d)(-WE)?|Q([1-4])|H([12])|(SP|SU|FA|WI)))?(?:T.*)?\Z")


def add_months(day: date, n: int) -> date:
    """The same day `n` months on, or the month's last one."""
    month = day.year * 12 + day.month - 1 + n
    year = min(max(month // 12, MINYEAR), MAXYEAR)
    return date(year, month % 12 + 1, min(day.day, calendar.monthrange(year, month % 12 + 1)[1]))


def add_days(day: date, n: int) -> date:
    """The day `n` days on, within what a calendar holds."""
    try:
        return day + timedelta(n)
    except OverflowError:
        return date.max if n > 0 else date.min


def _months(year: int, month: int, n: int) -> Bounds:
    first = date(year, month, 1)
    return first, add_days(add_months(first, n), -1)


def bounds(value: str) -> Bounds | None:
    """First and last calendar day of a TIMEX3 date value, None for values that are no date.

    "2012-02" → 1 to 29 February 2012; "198" → 1980 to 1989; "19" → 1900 to 1999; "P1Y" → None.
    """
    if value.isdigit() and len(value) in (2, 3):
        years = 10 ** (4 - len(value))
        first = int(value) * years
        return (date(first, 1, 1), date(first + years - 1, 12, 31)) if first >= MINYEAR else None
    match = _VALUE.match(value)
    if not match:
        return None
    try:
        return _bounds(match)
    except ValueError:
        return None


def _bounds(match: re.Match[str]) -> Bounds:
    year = int(match[1])
    if match[3]:
        day = date(year, int(match[2]), int(match[3]))
        return day, day
    if match[2]:
        return _months(year, int(match[2]), 1)
    if match[4]:
        monday = date.fromisocalendar(year, int(match[4]), 1)
        return (add_days(monday, 5) if match[5] else monday), add_days(monday, 6)
    if match[6]:
        return _months(year, 3 * int(match[6]) - 2, 3)
    if match[7]:
        return _months(year, 6 * int(match[7]) - 5, 6)
    if match[8]:
        return _months(year, _SEASON_START[match[8]], 3)
    return _months(year, 1, 12)


def part(first: date, last: date, which: str) -> Bounds:
    """The early, mid or late third of a stretch of days (whole months where it is half a year or longer)."""
    days = (last - first).days + 1
    if days < 3:  # "early Wednesday" is still Wednesday
        return first, last
    third = {"early": 0, "mid": 1, "late": 2}[which]
    if days > 150:  # half a year
        months = round(days / 30.44)
        start = add_months(first, third * months // 3)
        return start, add_days(add_months(first, (third + 1) * months // 3), -1)
    start = add_days(first, third * days // 3)
    return start, (last if third == 2 else add_days(first, (third + 1) * days // 3 - 1))  # the last third


def week_of(day: date) -> str:
    """ISO week of a day: "2012-W29"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_of(day: date) -> str:
    """Quarter of a day: "2012-Q3"."""
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


_MONTHS_IN = {"Y": 12, "M": 1, "Q": 3, "DE": 120, "CE": 1200, "ML": 12000}
_DAYS_IN = {"W": 7, "D": 1, "WE": 7, "NI": 1, "FN": 14}


def move(day: date, unit: str, n: float) -> date | None:
    """The day `n` units on, None for units of clock time or parts of a day. Years out of the calendar stop at its ends."""
    if unit in _MONTHS_IN:
        months = round(_MONTHS_IN[unit] * n)
        return add_months(day, months) if abs(months) < 12 * MAXYEAR and 0 < day.year + months // 12 < MAXYEAR else None
    if unit in _DAYS_IN:
        return add_days(day, round(_DAYS_IN[unit] * n))
    return None


def at_granularity(day: date, unit: str) -> str:
    """`day` as a value no finer than `unit`."""
    return {
        "Y": f"{day.year:04d}",
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": quarter_of(day),
        "W": week_of(day),
        "FN": week_of(day),
        "WE": f"{week_of(day)}-WE",
        "DE": f"{day.year // 10:03d}",
        "CE": f"{day.year // 100:02d}",
        "ML": f"{day.year // 100:02d}",
    }.get(unit, day.isoformat())


def shift(day: date, unit: str, n: float) -> str:
    """`day` moved by `n` units, at the unit's granularity; "" where that cannot be said."""
    moved = move(day, unit, n)
    if moved is None or (n != int(n) and unit not in ("DE", "CE")):
        return ""
    return at_granularity(moved, unit)


def duration(unit: str, n: float | None) -> str:
    """TIMEX3 duration: `duration("Y", 10)` → "P10Y"; X where the number is not known ("PXD", "PTXH")."""
    amount = "X" if n is None else f"{n:g}" if n < 1e6 else str(int(n))  # %g turns to exponents there
    if unit[0] == "T":
        return f"PT{amount}{unit[1]}"
    if unit == "FN":
        return "PXW" if n is None else f"P{2 * n:g}W"
    return f"P{amount}{'D' if unit == 'NI' else unit}"


def easter(year: int) -> date:
    """Western Easter Sunday (anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    return date(year, (h + k - 7 * m + 114) // 31, (h + k - 7 * m + 114) % 31 + 1)
