"""Read dates whose words give a day, a month, a year or a larger stretch: match → reading.

"17 July 2012" needs nothing else; "17 July" and "July" take their year from the text around, from the story or from
the document's date, and are marked as inferred then. Deliberately XXXX for the year where nothing gives it.

Source: TimeML 1.2.1, TIMEX3; HeidelTime (Strötgen & Gertz 2013) for under-specified dates.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date

from bluf.analysis.dates.calendar import add_days, at_granularity, bounds, easter, part, shift
from bluf.analysis.dates.context import FUTURE, PAST, UNKNOWN, Context, stated_value, stated_year
from bluf.analysis.dates.grammar import Match
from bluf.analysis.dates.reading import CLOCK_UNITS, NOTHING, Reader, Reading, mod_of, year_of_relative
from bluf.model import TimeType


def read_iso(r: Reader, match: Match) -> Reading:
    """A date in digits: "2012-07-17"."""
    return r.day(stated_value(match), inferred=False, explicit=True)


def year_for(r: Reader, match: Match, month: int, day: int | None) -> int | None:
    """The year of a month or day that is told without one; None where nothing says."""
    c = r.context
    if year := _year_of_next(r, match, month):
        return year
    if c.first and len(c.value) >= 10 and (c.first.month, c.first.day) == (month, day):  # "yesterday, 21 January"
        return c.first.year
    if c.year and c.sentence == r.parse.sent[match.i] and not (c.today and c.year == c.today.year):
        return c.year + (c.first is not None and c.first.year == c.year and _wraps(c, month))
    if (year := _year_of_story(r, match)) is not None:
        return year + _wraps(c, month)
    if c.narrative and c.first:
        return _continued(c, month, day) or c.first.year + _wraps(c, month)
    return year_near(c.today, month, day, r.direction(match)) if c.today else None


def _year_of_story(r: Reader, match: Match) -> int | None:
    """The far year that the sentence before told and that this one, in the past, goes on with: "In 1965 ... In late March they"."""
    c = r.context
    goes_on = c.sentence == r.parse.sent[match.i] - 1 and c.first is not None and c.first.year == c.year
    far = c.today is not None and 0 < c.year < c.today.year - 1
    return c.year if goes_on and far and not c.narrative and r.direction(match) == PAST else None


_JOINS = frozenset(("and", "to", "-", "–", "/", ",", "until", "through", "or", "and"))


def _year_of_next(r: Reader, match: Match, month: int) -> int | None:
    """The year that "April and June 1955" gives once for both."""
    other = r.after
    if other is None or other.rule not in ("month", "day") or not 0 <= other.i - match.j <= 1:
        return None
    year, last = other.get("Y"), other.get("My")
    if not isinstance(year, int) or not isinstance(last, int):
        return None
    if other.i > match.j and r.parse.lower[match.j] not in _JOINS:
        return None
    return year - (month > last)


def _continued(c: Context, month: int, day: int | None) -> int | None:
    """The year in which this date follows closely on the last day or month told, though a bare year was named in between."""
    told = c.month
    if told is None or c.first is None or not c.loose or len(c.value) > 4:  # a bare year was told last
        return None
    months = (month - told.month) % 12
    near = months <= 1 if day else months <= 2  # measured on WikiWars
    return told.year + (month < told.month) if near else None


def _wraps(c: Context, month: int) -> int:
    """1 where a story in its last months comes to a first month, and so to the next year."""
    told = c.first
    return int(told is not None and len(c.value) > 4 and told.month >= 10 and month <= 2)  # October; a bare year


def year_near(today: date, month: int, day: int | None, way: int) -> int:
    """The year that puts month and day next to today, on the side the clause looks to."""
    then, now = (month, day or 0), (today.month, today.day if day else 0)
    if way == FUTURE:
        return today.year + (then < now)
    if way == PAST:
        return today.year - (then > now)
    months = month - today.month
    return today.year - (months > 3) + (months < -9)  # the nearest, but the past is likelier


def read_day(r: Reader, match: Match) -> Reading:
    """Such as "17 July 2012", "July 17"."""
    month, day, year = match.get("My"), match.get("Nd"), stated_year(match)
    if not isinstance(month, int) or not isinstance(day, int):
        return NOTHING
    if isinstance(year, int):
        return r.day(f"{year:04d}-{month:02d}-{day:02d}", inferred=False, explicit=True)
    found = year_of_relative(r, match) or year_for(r, match, month, day)
    if found is None:
        return r.day(f"XXXX-{month:02d}-{day:02d}", inferred=False)
    return r.day(f"{found:04d}-{month:02d}-{day:02d}", inferred=True)


def read_month(r: Reader, match: Match) -> Reading:
    """Such as "July 2012", "early July"."""
    month, year = match.get("My"), match.get("Y")
    if not isinstance(month, int):
        return NOTHING
    if isinstance(year, int):
        return r.day(f"{year:04d}-{month:02d}", inferred=False, explicit=True)
    found = year_of_relative(r, match) or year_for(r, match, month, None)
    if found is None:
        return r.day(f"XXXX-{month:02d}", inferred=False)
    return r.day(f"{found:04d}-{month:02d}", inferred=True)


def read_year(r: Reader, match: Match) -> Reading:
    """Such as "2012", "the first half of 2012"."""
    year = match.get("Y")
    half = match.letters.find("Z")
    value = f"{year:04d}"
    if half > 0 and match.letters[half - 1] in "ol":
        which = match.payloads[half - 1] if match.letters[half - 1] == "o" else 2
        value += f"-H{which}" if which in (1, 2) else ""
    return r.day(value, inferred=False, explicit=True)


def read_year_tail(r: Reader, match: Match) -> Reading:
    """The "60" of "1957-60"."""
    century = r.parse.text[match.i - 2][:2]
    return r.day(f"{century}{r.parse.text[match.i]}", inferred=False, explicit=True)


def read_decade(r: Reader, match: Match) -> Reading:
    """Such as "the 1990s"."""
    return r.day(str(match.get("K")), inferred=False)


def read_century(r: Reader, match: Match) -> Reading:
    """Such as "the 19th century"."""
    n = match.get("do")
    if isinstance(n, int) and match.has("4"):
        return Reading(TimeType.DATE, f"BC{n - 1:02d}", explicit=True)
    return r.day(f"{n - 1:02d}", inferred=False) if isinstance(n, int) and 10 < n <= 22 else NOTHING


def read_era(r: Reader, match: Match) -> Reading:
    """Such as "264 BC", "AD 70": years that a calendar of four digits holds have bounds, those before Christ have none."""
    year = match.get("YNn")
    if match.has("4"):
        return Reading(TimeType.DATE, f"BC{year:04d}", explicit=True)
    return r.day(f"{year:04d}", inferred=False, explicit=True)


def read_quarter(r: Reader, match: Match) -> Reading:
    """Such as "the second quarter", "Q2 2012"."""
    n, year = match.get("Gdo"), match.get("Y")
    if not isinstance(n, int) or not 1 <= n <= 4:  # four quarters
        return NOTHING
    if isinstance(year, int):
        return r.day(f"{year:04d}-Q{n}", inferred=False, explicit=True)
    found = year_of_relative(r, match)
    if found is None:
        base = r.context.anchor if r.context.narrative else r.context.today
        if base is None:
            return r.day(f"XXXX-Q{n}", inferred=False)
        now = (base.month + 2) // 3
        way = UNKNOWN if r.context.narrative else r.direction(match)
        found = base.year + (n < now if way == FUTURE else -(n > now if way == PAST else n - now > 1))
    return r.day(f"{found:04d}-Q{n}", inferred=True)


_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def read_season(r: Reader, match: Match) -> Reading:
    """Such as "the summer of 2012", "last winter"."""
    season, year = match.get("S"), match.get("Y")
    if isinstance(year, int):
        return r.day(f"{year:04d}-{season}", inferred=False, explicit=True)
    found = year_of_relative(r, match)
    if found is None:
        start = _SEASON_MONTH[str(season)]
        c = r.context
        if c.narrative and c.first:
            found = c.first.year
        elif c.today:
            found = year_near(c.today, start, None, r.direction(match))
    if found is None:
        return r.day(f"XXXX-{season}", inferred=False)
    return r.day(f"{found:04d}-{season}", inferred=True)


def read_in_the(r: Reader, match: Match) -> Reading:
    """Such as "later in the year", "the end of the month": a stretch of the period being told."""
    unit = str(match.payloads[-1])
    base = r.context.anchor if r.context.narrative else r.context.today
    if base is None or unit in CLOCK_UNITS:
        return NOTHING
    value = at_granularity(base, unit)
    stretch = bounds(value)
    if (
        stretch
        and not r.context.narrative
        and unit == "Y"
        and mod_of(match) == "late"
        and part(*stretch, "late")[0] > base
    ):
        value = shift(base, "Y", -(r.direction(match) == PAST))  # "peaked by the end of the year", read in March
    return r.day(value, inferred=True)


_FIXED_HOLIDAYS = {"christmas": (12, 25), "halloween": (10, 31)}


def _holiday(name: str, year: int) -> date:
    if name == "easter":
        return easter(year)
    if name == "thanksgiving":
        return date(year, 11, 22 + (3 - date(year, 11, 22).weekday()) % 7)
    return date(year, *_FIXED_HOLIDAYS[name])


def read_holiday(r: Reader, match: Match) -> Reading:
    """Such as "Christmas", "Easter 1916"."""
    name, year, explicit = r.parse.lower[match.i], match.get("Y"), True
    if not isinstance(year, int):
        base = r.context.first if r.context.narrative else r.context.today
        usual = _holiday(name, base.year) if base else None
        year = year_for(r, match, usual.month, usual.day) if usual else None
        explicit = False
    if year is None or not MINYEAR <= year <= MAXYEAR:
        return NOTHING
    day = _holiday(name, year)
    return r.day(add_days(day, -1 if match.has("3") else 0).isoformat(), inferred=not explicit, explicit=explicit)
