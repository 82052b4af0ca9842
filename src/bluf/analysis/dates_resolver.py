"""What a time expression means: match + context → TIMEX3 type, value, calendar bounds.

In: `Match`es in text order and the `Context` they are reckoned from, which this module moves along. Out: `Reading`s. A value is never
finer than the words ("last year" is a year), and never guessed: what rests on a date the text does not have stays "" or has X in the
place of what is unknown ("XXXX-07-17"). Deliberately no look at the document beyond tense and context.

Source: TimeML 1.2.1, TIMEX3; HeidelTime (Strötgen & Gertz 2013) for under-specified expressions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from bluf.analysis.dates_calendar import (
    Bounds,
    add_days,
    add_months,
    at_granularity,
    bounds,
    duration,
    easter,
    move,
    part,
    shift,
)
from bluf.analysis.dates_context import FUTURE, PAST, UNKNOWN, Context, direction, stated_value, stated_year
from bluf.analysis.dates_grammar import Match
from bluf.analysis.dates_lexicon import clock
from bluf.analysis.nlp import Parse
from bluf.model import TimeType

_ASIDE_YEARS = 12  # measured on WikiWars
_CLOCK_UNITS = ("TH", "TM", "TS")
_SINCE = {"l": -1, "p": -1, "v": -1, "x": 1, "g": 1, "t": 0, "h": 0, "s": 0}
_TOLD = frozenset("vghs")  # these count from the last date told; "last", "next" and "this" from today
_PART_CODE = {"MO": "TMO", "AF": "TAF", "EV": "TEV", "NI": "TNI", "MI": "TMI", "12:00": "T12:00", "00:00": "T00:00"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one expression means; `value` is "" where it cannot be said. `explicit` where the words alone give the year."""

    type: TimeType
    value: str
    bounds: Bounds | None = None
    inferred: bool = False
    explicit: bool = False


_NOTHING = Reading(TimeType.DATE, "")


@dataclass(slots=True)
class Resolver:
    """Reads matches one after another, in text order."""

    parse: Parse
    context: Context
    after: Match | None = None
    _tense: dict[int, int] = field(default_factory=dict)

    def read(self, match: Match, after: Match | None = None) -> Reading:
        """What `match` means here, `after` being the next one; moves the context on."""
        self.after = after
        reading = _RULES[match.rule](self, match)
        if reading.type in (TimeType.DATE, TimeType.TIME):
            mod = _mod(match)
            found = reading.bounds or bounds(reading.value)
            if found and mod:
                found = part(*found, mod)
            reading = Reading(reading.type, reading.value, found, reading.inferred, reading.explicit)
            if self._tells(match, reading):
                self.context.tell(reading.value, sentence=self.parse.sent[match.i], explicit=reading.explicit, modified=bool(mod))
        return reading

    def _tells(self, match: Match, reading: Reading) -> bool:
        """True where the story moves to this date. An aside to a far year does not move it, until a second date is near that year."""
        c, first = self.context, reading.bounds
        if c.narrative and match.rule in ("rel", "ago") and first and c.first and first[0].year < c.first.year:
            return False  # "the previous year" looks back and goes on from where it was
        if not c.narrative or not first or not c.first or (reading.explicit and match.rule != "year"):
            return True
        year = first[0].year
        if abs(year - c.first.year) <= _ASIDE_YEARS or (c.aside and abs(year - c.aside) <= _ASIDE_YEARS):
            c.aside = 0
            return True
        c.aside = year
        return False

    def direction(self, match: Match) -> int:
        """See `dates_context.direction`; remembered, since many expressions ask more than once."""
        if match.i not in self._tense:
            self._tense[match.i] = direction(self.parse, match)
        return self._tense[match.i]

    def day(self, value: str, *, inferred: bool, explicit: bool = False, part_code: str = "") -> Reading:
        """A reading of the calendar value, or nothing where there is no such day (30 February)."""
        found = bounds(value)
        if not found and "X" not in value:
            return _NOTHING
        kind = TimeType.TIME if part_code else TimeType.DATE
        return Reading(kind, value + part_code, found, inferred, explicit)


def _mod(match: Match) -> str:
    mod = match.get("EB")
    return str(mod) if isinstance(mod, str) and match.letters[0] in "TEBolL" else ""


# --- dates whose words give day or month ----------------------------------------------------------------------------------


def _iso(r: Resolver, match: Match) -> Reading:
    return r.day(stated_value(match), inferred=False, explicit=True)


def _year_for(r: Resolver, match: Match, month: int, day: int | None) -> int | None:
    """The year of a month or day that is told without one; None where nothing says."""
    c = r.context
    if year := _year_of_next(r, match, month):
        return year
    if c.first and len(c.value) >= 10 and (c.first.month, c.first.day) == (month, day):  # noqa: PLR2004 - "yesterday, 21 January"
        return c.first.year
    if c.year and c.sentence == r.parse.sent[match.i] and not (c.today and c.year == c.today.year):
        return c.year + (c.first is not None and c.first.year == c.year and _wraps(c, month))
    if c.narrative and c.first:
        return _continued(c, month, day) or c.first.year + _wraps(c, month)
    return _year_near(c.today, month, day, r.direction(match)) if c.today else None


_JOINS = frozenset(("and", "to", "-", "–", "/", ",", "until", "through", "or", "and"))


def _year_of_next(r: Resolver, match: Match, month: int) -> int | None:
    """The year that "April and June 1955" gives once for both."""
    other = r.after
    if other is None or other.rule not in ("month", "day") or not 0 <= other.i - match.j <= 1:  # noqa: PLR2004
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
    if told is None or c.first is None or not c.loose or len(c.value) > 4:  # noqa: PLR2004 - a bare year was told last
        return None
    months = (month - told.month) % 12
    near = months <= 1 if day else months <= 2  # noqa: PLR2004 - measured on WikiWars
    return told.year + (month < told.month) if near else None


def _wraps(c: Context, month: int) -> int:
    """1 where a story in its last months comes to a first month, and so to the next year."""
    told = c.first
    return int(told is not None and len(c.value) > 4 and told.month >= 10 and month <= 2)  # noqa: PLR2004 - October; a bare year


def _year_near(today: date, month: int, day: int | None, way: int) -> int:
    """The year that puts month and day next to today, on the side the clause looks to."""
    then, now = (month, day or 0), (today.month, today.day if day else 0)
    if way == FUTURE:
        return today.year + (then < now)
    if way == PAST:
        return today.year - (then > now)
    months = month - today.month
    return today.year - (months > 3) + (months < -9)  # noqa: PLR2004 - the nearest, but the past is likelier


def _day(r: Resolver, match: Match) -> Reading:
    month, day, year = match.get("My"), match.get("Nd"), stated_year(match)
    if not isinstance(month, int) or not isinstance(day, int):
        return _NOTHING
    if isinstance(year, int):
        return r.day(f"{year:04d}-{month:02d}-{day:02d}", inferred=False, explicit=True)
    found = _year_of_relative(r, match) or _year_for(r, match, month, day)
    if found is None:
        return r.day(f"XXXX-{month:02d}-{day:02d}", inferred=False)
    return r.day(f"{found:04d}-{month:02d}-{day:02d}", inferred=True)


def _year_of_relative(r: Resolver, match: Match) -> int | None:
    """The year in "July 25 of that year"."""
    tail = match.letters[-2:]
    if match.letters[-1:] != "u" or match.payloads[-1] != "Y" or tail[0] not in _SINCE:
        return None
    base = r.context.anchor if tail[0] in _TOLD else r.context.today
    return base.year + _SINCE[tail[0]] if base else None


def _month(r: Resolver, match: Match) -> Reading:
    month, year = match.get("My"), match.get("Y")
    if not isinstance(month, int):
        return _NOTHING
    if isinstance(year, int):
        return r.day(f"{year:04d}-{month:02d}", inferred=False, explicit=True)
    found = _year_of_relative(r, match) or _year_for(r, match, month, None)
    if found is None:
        return r.day(f"XXXX-{month:02d}", inferred=False)
    return r.day(f"{found:04d}-{month:02d}", inferred=True)


def _part_of(r: Resolver, match: Match) -> Reading:
    """"the morning of 31 January 1965"."""
    at = match.letters.index("f") + 1
    rest = Match("weekday" if match.has("W") and not match.has("My") else "day", match.i, match.j, match.letters[at:], match.payloads[at:])
    reading = _RULES[rest.rule](r, rest)
    code = _PART_CODE.get(str(match.get("P")), "")
    if not reading.value or "T" in reading.value:
        return reading
    return Reading(TimeType.TIME, reading.value + code, reading.bounds, reading.inferred, reading.explicit)


# --- larger stretches ---------------------------------------------------------------------------------------------------


def _year(r: Resolver, match: Match) -> Reading:
    year = match.get("Y")
    half = match.letters.find("Z")
    value = f"{year:04d}"
    if half > 0 and match.letters[half - 1] in "ol":
        which = match.payloads[half - 1] if match.letters[half - 1] == "o" else 2
        value += f"-H{which}" if which in (1, 2) else ""
    return r.day(value, inferred=False, explicit=True)


def _year_tail(r: Resolver, match: Match) -> Reading:
    """The "60" of "1957-60"."""
    century = r.parse.text[match.i - 2][:2]
    return r.day(f"{century}{r.parse.text[match.i]}", inferred=False, explicit=True)


def _decade(r: Resolver, match: Match) -> Reading:
    return r.day(str(match.get("K")), inferred=False)


def _century(r: Resolver, match: Match) -> Reading:
    n = match.get("do")
    return r.day(f"{n - 1:02d}", inferred=False) if isinstance(n, int) and 10 < n <= 22 else _NOTHING  # noqa: PLR2004


def _quarter(r: Resolver, match: Match) -> Reading:
    n, year = match.get("Gdo"), match.get("Y")
    if not isinstance(n, int) or not 1 <= n <= 4:  # noqa: PLR2004 - four quarters
        return _NOTHING
    if isinstance(year, int):
        return r.day(f"{year:04d}-Q{n}", inferred=False, explicit=True)
    found = _year_of_relative(r, match)
    if found is None:
        base = r.context.anchor if r.context.narrative else r.context.today
        if base is None:
            return r.day(f"XXXX-Q{n}", inferred=False)
        now = (base.month + 2) // 3
        way = UNKNOWN if r.context.narrative else r.direction(match)
        found = base.year + (n < now if way == FUTURE else -(n > now if way == PAST else n - now > 1))
    return r.day(f"{found:04d}-Q{n}", inferred=True)


def _season(r: Resolver, match: Match) -> Reading:
    season, year = match.get("S"), match.get("Y")
    if isinstance(year, int):
        return r.day(f"{year:04d}-{season}", inferred=False, explicit=True)
    found = _year_of_relative(r, match)
    if found is None:
        start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[str(season)]
        c = r.context
        if c.narrative and c.first:
            found = c.first.year
        elif c.today:
            found = _year_near(c.today, start, None, r.direction(match))
    if found is None:
        return r.day(f"XXXX-{season}", inferred=False)
    return r.day(f"{found:04d}-{season}", inferred=True)


def _in_the(r: Resolver, match: Match) -> Reading:
    """"later in the year", "the end of the month": a stretch of the period being told."""
    unit = str(match.payloads[-1])
    base = r.context.anchor if r.context.narrative else r.context.today
    if base is None or unit in _CLOCK_UNITS:
        return _NOTHING
    value = at_granularity(base, unit)
    stretch = bounds(value)
    if stretch and not r.context.narrative and unit == "Y" and _mod(match) == "late" and part(*stretch, "late")[0] > base:
        value = shift(base, "Y", -(r.direction(match) == PAST))  # "peaked by the end of the year", read in March
    return r.day(value, inferred=True)


# --- relative to today or to the last date told -------------------------------------------------------------------------


def _relative(r: Resolver, match: Match) -> Reading:
    at = next(k for k, letter in enumerate(match.letters) if letter in "lxthsvgp")
    word, last, payload = match.letters[at], match.letters[-1], match.payloads[-1]
    steps = _SINCE[word]
    told = word in _TOLD or (word == "x" and "T" in match.letters[:at] and last in "uP")
    base = r.context.anchor if told or r.context.narrative else r.context.today
    if last in "ucJ":
        return _relative_unit(r, match, base, word, str(payload), steps)
    if base is None:
        return _NOTHING
    if last == "W" and isinstance(payload, int):
        return _relative_weekday(r, match, base, word, payload)
    if last == "M" and isinstance(payload, int):
        return r.day(f"{_relative_year(r, match, base, payload, steps):04d}-{payload:02d}", inferred=True)
    if last == "S":
        start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[str(payload)]
        return r.day(f"{_relative_year(r, match, base, start, steps):04d}-{payload}", inferred=True)
    if last == "P":
        day = add_days(base, -1 if steps < 0 and payload == "NI" else steps)
        return r.day(day.isoformat(), inferred=True, part_code=_PART_CODE.get(str(payload), ""))
    return _NOTHING


def _relative_unit(r: Resolver, match: Match, base: date | None, word: str, unit: str, steps: int) -> Reading:
    definite = match.letters[0] == "T"
    if (word == "p" or (word == "l" and definite)) and unit not in ("W", "D"):
        return _period(r, unit, 1, -1)
    before = r.parse.lower[match.i - 1] if match.i else ""
    if word in "xg" and definite and unit != "D" and before in ("for", "over", "throughout", "within"):
        return _period(r, unit, 1, 1)
    if word == "t" and unit in _CLOCK_UNITS:
        return Reading(TimeType.DATE, "PRESENT_REF")
    if base is r.context.anchor:
        base = r.context.anchor_for(unit)
    if base is None or unit in _CLOCK_UNITS:
        return _NOTHING
    return r.day(shift(base, unit, steps), inferred=True)


def _relative_year(r: Resolver, match: Match, base: date, month: int, steps: int) -> int:
    if steps > 0:
        return base.year + (month <= base.month)
    if steps < 0:
        return base.year - (month >= base.month)
    return base.year - (month > base.month + 1 and r.direction(match) == PAST)


def _relative_weekday(r: Resolver, match: Match, base: date, word: str, weekday: int) -> Reading:
    back = (base.weekday() - weekday) % 7
    if word in "lvp":
        day = add_days(base, -(back or 7))
    elif word in "xg":
        day = add_days(base, 7 - back)
    elif word == "t" and r.direction(match) != PAST:
        day = add_days(base, -back if back == 0 else 7 - back)
    else:
        day = add_days(base, -back)
    return r.day(day.isoformat(), inferred=True)


def _beside(r: Resolver, match: Match) -> Reading:
    """"the day before", "the year after"."""
    steps, unit = -1 if match.letters[-1] == "b" else 1, str(match.payloads[1])
    base = r.context.anchor_for(unit)
    return r.day(shift(base, unit, steps), inferred=True) if base and unit not in _CLOCK_UNITS else _NOTHING


_CLAUSE_AHEAD = frozenset(("DET", "PRON", "PROPN", "NOUN", "VERB", "ADJ", "NUM", "AUX"))


def _ago(r: Resolver, match: Match) -> Reading:
    last = match.letters[-1]
    n, unit = _amount(match), _unit(match)
    parse, j = r.parse, match.j
    if last in "br" and j < len(parse) and (parse.pos[j] in _CLAUSE_AHEAD):
        return Reading(TimeType.DURATION, duration(unit, n))
    if last == "L" and j < len(parse) and parse.lower[j] == "than":
        return Reading(TimeType.DURATION, duration(unit, n))
    back = last in "Ab" or (last == "L" and parse.lower[match.j - 1] == "earlier")
    if unit in _CLOCK_UNITS:
        return Reading(TimeType.DURATION, duration(unit, n))
    if n is None:
        return Reading(TimeType.DATE, "PAST_REF" if back else "FUTURE_REF")
    base = r.context.today if last in "AC" and not r.context.narrative else r.context.anchor
    if last == "L" and not r.context.narrative and unit in ("Y", "Q", "M"):
        base = r.context.today if back else base
    if base is r.context.anchor:
        base = r.context.anchor_for(unit)
    if base is None:
        return _NOTHING
    return r.day(shift(base, unit, -n if back else n), inferred=True)


# --- durations ---------------------------------------------------------------------------------------------------------


def _unit(match: Match) -> str:
    return str(match.get("uUcJ"))


def _amount(match: Match) -> float | None:
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


def _period(r: Resolver, unit: str, n: float | None, way: int) -> Reading:
    """A stretch that ends or begins today: "the last 10 years"."""
    today = r.context.anchor if r.context.narrative else r.context.today
    moved = move(today, unit, way * n) if today and n is not None else None
    stretch = None
    if today and moved:
        stretch = (moved, today) if way < 0 else (today, moved)
    return Reading(TimeType.DURATION, duration(unit, n), stretch, inferred=stretch is not None)


def _duration_anchored(r: Resolver, match: Match) -> Reading:
    unit, n = _unit(match), _amount(match)
    word = next(letter for letter in match.letters if letter != "T")
    if word == "t" and n is None:
        return Reading(TimeType.DATE, "PRESENT_REF")
    if word in "lp":
        return _period(r, unit, n, -1)
    if word == "x":
        return _period(r, unit, n, 1)
    return Reading(TimeType.DURATION, duration(unit, n))


def _duration(r: Resolver, match: Match) -> Reading:
    before = r.parse.lower[match.i - 1] if match.i else ""
    if match.letters in ("au", "aJ", "ac") and (before in ("times", "once", "twice") or _is_rate(r, match)):
        return Reading(TimeType.SET, duration(_unit(match), 1))
    return Reading(TimeType.DURATION, duration(_unit(match), _amount(match)))


def _is_rate(r: Resolver, match: Match) -> bool:
    """"3,000 barrels a day", "$5 a day"."""
    i = match.i - 1
    return i >= 1 and (r.parse.pos[i] == "NUM" or (r.parse.tag[i] in ("NNS", "NN") and r.parse.pos[i - 1] == "NUM"))


def _set(r: Resolver, match: Match) -> Reading:
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
        return Reading(TimeType.SET, "XXXX-XX-XX" + _PART_CODE.get(str(payload), ""))
    return Reading(TimeType.SET, duration(str(payload), _amount(match)))


# --- days near today, clock times --------------------------------------------------------------------------------------


def _deictic(r: Resolver, match: Match) -> Reading:
    steps, code = match.get("D"), _PART_CODE.get(str(match.get("P")), "")
    word = r.parse.lower[match.i if match.letters[0] == "D" else match.i + 1]
    if word == "tonight":
        code = "TNI"
    if word == "today" and r.context.narrative:
        return Reading(TimeType.DATE, "PRESENT_REF")
    if r.context.today is None or r.context.narrative or not isinstance(steps, int):
        return _NOTHING
    return r.day(add_days(r.context.today, steps).isoformat(), inferred=True, part_code=code)


def _weekday(r: Resolver, match: Match) -> Reading:
    weekday, code = match.get("W"), _PART_CODE.get(str(match.get("P")), "")
    at = match.letters.index("W")
    word = r.parse.lower[match.i : match.j][at] if at < match.j - match.i else ""
    if word.endswith("days") and isinstance(weekday, int):
        return Reading(TimeType.SET, f"XXXX-WXX-{weekday + 1}")
    base = r.context.today
    if r.context.narrative and r.context.first:
        base = r.context.anchor_for("D") or base
    if base is None or not isinstance(weekday, int):
        return _NOTHING
    back = (base.weekday() - weekday) % 7
    ahead = back and r.direction(match) == FUTURE
    return r.day(add_days(base, 7 - back if ahead else -back).isoformat(), inferred=True, part_code=code)


def _clock(r: Resolver, match: Match) -> Reading:
    first, half = match.payloads[0], ""
    if match.has("m"):
        half = r.parse.lower[match.j - 1][:1]
    if isinstance(first, str):
        hour, _, minute = first.rstrip("!").partition(":")
        time = clock(int(hour), int(minute) if minute else None, half if int(hour) <= 12 else "")  # noqa: PLR2004
    elif isinstance(first, int) and first <= 24:  # noqa: PLR2004 - hours of a day
        time = clock(first, None, half if first <= 12 else "")  # noqa: PLR2004
    else:
        return Reading(TimeType.TIME, "")
    base = r.context.anchor if r.context.narrative or r.context.sentence == r.parse.sent[match.i] else r.context.today
    if r.context.first and len(r.context.value) >= 10 and base is r.context.first:  # noqa: PLR2004 - a day was told
        return r.day(base.isoformat(), inferred=True, part_code=f"T{time}")
    if r.context.today and not r.context.narrative:
        return r.day(r.context.today.isoformat(), inferred=True, part_code=f"T{time}")
    return Reading(TimeType.TIME, f"XXXX-XX-XXT{time}")


def _vague(r: Resolver, match: Match) -> Reading:
    if match.has("C"):
        return Reading(TimeType.DATE, "PRESENT_REF")
    return Reading(TimeType.DATE, "FUTURE_REF" if match.has("1") else "PAST_REF")


_FIXED_HOLIDAYS = {"christmas": (12, 25), "halloween": (10, 31)}


def _holiday(r: Resolver, match: Match) -> Reading:
    name, year, explicit = r.parse.lower[match.i], match.get("Y"), True
    if not isinstance(year, int):
        month = {"easter": 4, "thanksgiving": 11}.get(name) or _FIXED_HOLIDAYS[name][0]
        year, explicit = _year_for(r, match, month, 15), False
    if year is None:
        return _NOTHING
    if name == "easter":
        day = easter(year)
    elif name == "thanksgiving":
        day = date(year, 11, 22 + (3 - date(year, 11, 22).weekday()) % 7)
    else:
        day = date(year, *_FIXED_HOLIDAYS[name])
    return r.day(add_days(day, -1 if match.has("3") else 0).isoformat(), inferred=not explicit, explicit=explicit)


_RULES: dict[str, Callable[[Resolver, Match], Reading]] = {
    "iso": _iso,
    "part_of": _part_of,
    "day": _day,
    "month": _month,
    "quarter": _quarter,
    "century": _century,
    "decade": _decade,
    "season": _season,
    "dur_anchored": _duration_anchored,
    "rel": _relative,
    "in_the": _in_the,
    "beside": _beside,
    "ago": _ago,
    "set": _set,
    "dur": _duration,
    "deictic": _deictic,
    "weekday": _weekday,
    "clock": _clock,
    "recent": _vague,
    "holiday": _holiday,
    "month_alone": _month,
    "season_alone": _season,
    "year": _year,
    "year_tail": _year_tail,
}
