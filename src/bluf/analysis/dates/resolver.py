"""What a time expression means: match + context → TIMEX3 type, value, calendar bounds.

In: `Match`es in text order and a `Reader`, whose context this module moves along. Out: `Reading`s. A value is never
finer than the words ("last year" is a year), and never guessed: what rests on a date the text does not have stays ""
or has X in the place of what is unknown ("XXXX-07-17"). The rules are in `absolute`, `relative` and
`durations`; deliberately none is here.
"""

from __future__ import annotations

from collections.abc import Callable

from bluf.analysis.dates import absolute, durations, relative
from bluf.analysis.dates.calendar import bounds, part
from bluf.analysis.dates.grammar import Match
from bluf.analysis.dates.reading import Reader, Reading, mod_of
from bluf.model import TimeType

_ASIDE_YEARS = 12  # measured on WikiWars


def read(r: Reader, match: Match, after: Match | None = None) -> Reading:
    """What `match` means where reading stands, `after` being the next match; moves the context on."""
    r.after = after
    reading = _RULES[match.rule](r, match)
    if reading.type not in (TimeType.DATE, TimeType.TIME):
        return reading
    mod = mod_of(match)
    found = reading.bounds or bounds(reading.value)
    if found and mod:
        found = part(*found, mod)
    reading = Reading(reading.type, reading.value, found, reading.inferred, reading.explicit)
    if _tells(r, match, reading):
        r.context.tell(reading.value, sentence=r.parse.sent[match.i], explicit=reading.explicit, modified=bool(mod))
    return reading


def _tells(r: Reader, match: Match, reading: Reading) -> bool:
    """True where the story moves to this date. An aside to a far year does not move it, until a second date is near that year."""
    c, first = r.context, reading.bounds
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


_RULES: dict[str, Callable[[Reader, Match], Reading]] = {
    "iso": absolute.read_iso,
    "part_of": relative.read_part_of,
    "day": absolute.read_day,
    "month": absolute.read_month,
    "quarter": absolute.read_quarter,
    "century": absolute.read_century,
    "era": absolute.read_era,
    "decade": absolute.read_decade,
    "season": absolute.read_season,
    "dur_anchored": durations.read_anchored_duration,
    "rel": relative.read_relative,
    "in_the": absolute.read_in_the,
    "beside": relative.read_beside,
    "ago": relative.read_ago,
    "set": durations.read_set,
    "dur": durations.read_duration,
    "deictic": relative.read_deictic,
    "weekday": relative.read_weekday,
    "clock": relative.read_clock,
    "recent": relative.read_vague,
    "holiday": absolute.read_holiday,
    "month_alone": absolute.read_month,
    "season_alone": absolute.read_season,
    "year": absolute.read_year,
    "year_tail": absolute.read_year_tail,
}
