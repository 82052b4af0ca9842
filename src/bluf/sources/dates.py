"""Read the date a source gives for itself. In: a string that is or holds a date. Out: a `datetime.date` or None.

Only whole, unambiguous calendar dates count: "19 July 2012", "July 19, 2012", "2012-07-19T23:10:00-05:00" (the day as
stated there, never shifted to another time zone), RFC 2822 dates. An impossible date ("31 February 2024") is unknown,
never another date. It does not resolve "Tuesday": that is the analysis' work.

Sources: ISO 8601, RFC 2822 section 3.3, RFC 3339.
"""

from __future__ import annotations

import re
from datetime import date

FIRST_YEAR, LAST_YEAR = 1800, 2100

_MONTHS = ("january february march april may june july august september october november december").split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3})?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_ISO = (
    r"(?P<year>\d{4})[-/](?P<month>\d{2})[-/](?P<day>\d{2})"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_PATTERNS = tuple(
    re.compile(rf"(?<![\w/.-]){_WEEKDAY}{form}(?![\w/]|-\d)", re.IGNORECASE)
    for form in (
        rf"{_DAY}\s{{1,3}}(?:of\s)?{_MONTH},?\s{{1,3}}{_YEAR}",
        rf"{_MONTH}\s{{1,3}}{_DAY},?\s{{1,3}}{_YEAR}",
        rf"{_DAY}-{_MONTH}-{_YEAR}",
        _ISO,
    )
)


def find_date(text: str) -> tuple[date, int, int] | None:
    """The first whole date in `text` with its start and end (end exclusive, weekday included); None where it is impossible.

    "Thursday, 19 July 2012, Bogota" gives 2012-07-19 and 0..22. "July 19" and "07/19/2012" (month or day first?) give
    nothing.
    """
    found = [match for pattern in _PATTERNS if (match := pattern.search(text))]
    if not found:
        return None
    first = min(found, key=lambda match: match.start())
    day = _to_date(first)
    return (day, first.start(), first.end()) if day else None


def read_date(text: str | None) -> date | None:
    """The date that a metadata value states, or None where there is none that exists in the calendar."""
    found = find_date(text[:200]) if text else None
    return found[0] if found else None


def _to_date(match: re.Match[str]) -> date | None:
    name = match["month"].lower()
    month = int(name) if name.isdecimal() else next(n for n, full in enumerate(_MONTHS, 1) if full.startswith(name[:3]))
    year, day = int(match["year"]), int(match["day"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:  # the thirty-first of February
        return None
