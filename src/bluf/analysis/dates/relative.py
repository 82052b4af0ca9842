"""Read dates that count from another day: match → reading.

"yesterday", "on Tuesday" and "last year" count from the document's date; "the next day", "that year" and "two days
later" from the last date told. Deliberately "" where there is no such day, and never a value finer than what it
counts from.

Source: TimeML 1.2.1, TIMEX3; HeidelTime (Strötgen & Gertz 2013).
"""

from __future__ import annotations

import re
from datetime import date

from bluf.analysis.dates.absolute import read_day
from bluf.analysis.dates.calendar import add_days, duration, shift
from bluf.analysis.dates.context import FUTURE, PAST
from bluf.analysis.dates.durations import read_period
from bluf.analysis.dates.grammar import Match
from bluf.analysis.dates.lexicon import classify, clock
from bluf.analysis.dates.present import is_present
from bluf.analysis.dates.reading import (
    CLOCK_UNITS,
    FROM_TOLD,
    NOTHING,
    PART_CODE,
    STEPS,
    Reader,
    Reading,
    amount_of,
    unit_of,
)
from bluf.model import TimeType

_FRIDAY = 4
_NEAR = 20  # tokens
_LATELY = 5  # sentences for which the day told last is the day of "11:20 a.m."
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def read_relative(r: Reader, match: Match) -> Reading:
    """Such as "last year", "this week", "that day", "next March"."""
    at = next(k for k, letter in enumerate(match.letters) if letter in "lxthsvgp")
    word, last, payload = match.letters[at], match.letters[-1], match.payloads[-1]
    steps = STEPS[word]
    told = word in FROM_TOLD or (word == "x" and "T" in match.letters[:at] and last in "uP")
    base = r.context.anchor if told or (r.context.narrative and word != "t") else r.context.today
    if word in "vhs" and r.context.first is None and last in "WSP2M":
        return NOTHING  # "that weekend", of which nothing was told
    if last in "ucJ":
        return _relative_unit(r, match, base, word, str(payload), steps)
    if base is None:
        return NOTHING
    if last == "W" and isinstance(payload, int):
        return _relative_weekday(r, match, base, word, payload)
    if last == "M" and isinstance(payload, int):
        return r.day(f"{_relative_year(r, match, base, payload, steps):04d}-{payload:02d}", inferred=True)
    if last == "S":
        start = _SEASON_MONTH[str(payload)]
        return r.day(f"{_relative_year(r, match, base, start, steps):04d}-{payload}", inferred=True)
    if last == "P":
        day = add_days(base, -1 if steps < 0 and payload == "NI" else steps)
        return r.day(day.isoformat(), inferred=True, part_code=PART_CODE.get(str(payload), ""))
    return NOTHING


def _relative_unit(r: Reader, match: Match, base: date | None, word: str, unit: str, steps: int) -> Reading:
    definite = match.letters[0] == "T"
    if definite and word == "l" and match.j < len(r.parse) and r.parse.lower[match.j] == "of":
        return Reading(TimeType.DURATION, duration(unit, 1))  # "the last week of February"
    if (word == "p" or (word == "l" and definite)) and unit not in ("W", "D"):
        return read_period(r, unit, 1, -1)
    before = r.parse.lower[match.i - 1] if match.i else ""
    if word in "xg" and definite and unit != "D" and before in ("for", "over", "throughout", "within"):
        return read_period(r, unit, 1, 1)
    if word == "t" and unit in CLOCK_UNITS:
        return Reading(TimeType.DATE, "PRESENT_REF")
    if base is r.context.anchor:
        base = r.context.anchor_for(unit)
    if base is None or unit in CLOCK_UNITS:
        return NOTHING
    if unit == "WE" and word == "t" and base.weekday() < _FRIDAY and r.direction(match) == PAST:
        steps = -1  # "thousands marched this weekend", read on a Monday
    return r.day(shift(base, unit, steps), inferred=True)


def _relative_year(r: Reader, match: Match, base: date, month: int, steps: int) -> int:
    if steps > 0:
        return base.year + (month <= base.month)
    if steps < 0:
        return base.year - (month >= base.month)
    return base.year - (month > base.month + 1 and r.direction(match) == PAST)


def _relative_weekday(r: Reader, match: Match, base: date, word: str, weekday: int) -> Reading:
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


def read_beside(r: Reader, match: Match) -> Reading:
    """Such as "the day before", "the year after"."""
    steps, unit = -1 if match.letters[-1] == "b" else 1, str(match.payloads[1])
    if match.j < len(r.parse) and r.parse.pos[match.j] in ("DET", "PRON", "PROPN"):
        return NOTHING  # "the day before the final": when that is, is not said
    base = r.context.anchor_for(unit)
    return r.day(shift(base, unit, steps), inferred=True) if base and unit not in CLOCK_UNITS else NOTHING


_CLAUSE_AHEAD = frozenset(("DET", "PRON", "PROPN", "NOUN", "VERB", "ADJ", "NUM", "AUX"))


def read_ago(r: Reader, match: Match) -> Reading:
    """Such as "two years ago", "three days later", "a week before"."""
    last = match.letters[-1]
    n, unit = amount_of(match), unit_of(match)
    parse, j = r.parse, match.j
    if last in "br" and j < len(parse) and (parse.pos[j] in _CLAUSE_AHEAD):
        return Reading(TimeType.DURATION, duration(unit, n))
    if last == "L" and j < len(parse) and parse.lower[j] == "than":
        return Reading(TimeType.DURATION, duration(unit, n))
    back = last in "Ab" or (last == "L" and parse.lower[match.j - 1] == "earlier")
    if unit in CLOCK_UNITS:
        return Reading(TimeType.DURATION, duration(unit, n))
    if n is None:
        return Reading(TimeType.DATE, "PAST_REF" if back else "FUTURE_REF")
    base = r.context.today if last in "AC" and not r.context.narrative else r.context.anchor
    if last == "L" and not r.context.narrative and unit in ("Y", "Q", "M"):
        base = r.context.today if back else base
    if base is r.context.anchor:
        base = r.context.anchor_for(unit)
    if base is None:
        return NOTHING
    return r.day(shift(base, unit, -n if back else n), inferred=True)


def read_deictic(r: Reader, match: Match) -> Reading:
    """Such as "today", "yesterday evening"."""
    steps, code = match.get("D"), PART_CODE.get(str(match.get("P")), "")
    word = r.parse.lower[match.i if match.letters[0] == "D" else match.i + 1]
    if word == "tonight":
        code = "TNI"
    if word == "today" and (r.context.narrative or is_present(r.parse, match.i, match.j)):
        return Reading(TimeType.DATE, "PRESENT_REF")
    if r.context.today is None or r.context.narrative or not isinstance(steps, int):
        return NOTHING
    return r.day(add_days(r.context.today, steps).isoformat(), inferred=True, part_code=code)


_HOURS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day ?[-–] ?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE
)


def _is_opening_hours(r: Reader, match: Match) -> bool:
    """True in "Monday-Thursday noon-3 p.m., Friday noon-11 p.m."."""
    i, j = r.parse.sents[r.parse.sent[match.i]]
    i, j = max(i, match.i - _NEAR), min(j, match.j + _NEAR)
    return _HOURS.search(r.parse.words(i, j)) is not None and any(classify(w)[0] in "mOk" for w in r.parse.lower[i:j])


def read_weekday(r: Reader, match: Match) -> Reading:
    """Such as "Friday", "Monday night"; "Fridays" is a SET."""
    weekday, code = match.get("W"), PART_CODE.get(str(match.get("P")), "")
    at = match.letters.index("W")
    word = r.parse.lower[match.i : match.j][at] if at < match.j - match.i else ""
    if isinstance(weekday, int) and (word.endswith("days") or _is_opening_hours(r, match)):
        return Reading(TimeType.SET, f"XXXX-WXX-{weekday + 1}")
    base = r.context.today
    if r.context.narrative and r.context.first:
        base = r.context.anchor_for("D") or base
    if base is None or not isinstance(weekday, int):
        return NOTHING
    back = (base.weekday() - weekday) % 7
    ahead = back and r.direction(match) == FUTURE
    return r.day(add_days(base, 7 - back if ahead else -back).isoformat(), inferred=True, part_code=code)


def read_part_of(r: Reader, match: Match) -> Reading:
    """Such as "the morning of 31 January 1965"."""
    at = match.letters.index("f") + 1
    rest = Match(
        "weekday" if match.has("W") and not match.has("My") else "day",
        match.i,
        match.j,
        match.letters[at:],
        match.payloads[at:],
    )
    reading = (read_weekday if rest.rule == "weekday" else read_day)(r, rest)
    code = PART_CODE.get(str(match.get("P")), "")
    if not reading.value or "T" in reading.value:
        return reading
    return Reading(TimeType.TIME, reading.value + code, reading.bounds, reading.inferred, reading.explicit)


def read_clock(r: Reader, match: Match) -> Reading:
    """Such as "3 p.m.", "11:30": a time of the day being told."""
    first, half = match.payloads[0], ""
    if match.has("m"):
        half = r.parse.lower[match.j - 1][:1]
    if isinstance(first, str):
        hour, _, minute = first.rstrip("!").partition(":")
        time = clock(int(hour), int(minute) if minute else None, half if int(hour) <= 12 else "")
    elif isinstance(first, int) and first <= 24:  # hours of a day
        time = clock(first, None, half if first <= 12 else "")
    else:
        return Reading(TimeType.TIME, "")
    day = _day_of_clock(r, match)
    if day:
        return r.day(day, inferred=True, part_code=f"T{time}")
    return Reading(TimeType.TIME, f"XXXX-XX-XXT{time}")


_DAY_RULES = {"weekday": read_weekday, "day": read_day, "deictic": read_deictic}


def _day_of_clock(r: Reader, match: Match) -> str:
    """The day of a clock time: the one beside it or told before it in the sentence, else today; "" where there is none."""
    c, beside = r.context, r.after
    if beside and beside.rule in _DAY_RULES and beside.i - match.j <= 1:
        value = _DAY_RULES[beside.rule](r, beside).value
        return value[:10] if len(value) >= 10 else ""
    lately = c.told_in >= r.parse.sent[match.i] - _LATELY and (c.today is None or c.first is None or c.first <= c.today)
    if c.first and len(c.value) >= 10 and (c.narrative or lately):
        return c.first.isoformat()
    if _is_any_day(r, match):
        return ""
    return c.today.isoformat() if c.today and not c.narrative else ""


_ANY_DAY = frozenset(
    "one some any every each most usually typically often always hours recent recently mornings nights evenings".split()
)


def _is_any_day(r: Reader, match: Match) -> bool:
    """True in "one recent morning at 5 a.m." and "between the hours of 7 a.m. and 7 p.m.": of a day that is not said."""
    i = r.parse.sents[r.parse.sent[match.i]][0]
    return not _ANY_DAY.isdisjoint(r.parse.lower[i : match.i])


def read_vague(_r: Reader, match: Match) -> Reading:
    """Such as "now", "recently", "the future"."""
    if match.has("C"):
        return Reading(TimeType.DATE, "PRESENT_REF")
    return Reading(TimeType.DATE, "FUTURE_REF" if match.has("1") else "PAST_REF")
