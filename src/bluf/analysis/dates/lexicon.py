"""Words of time: token → class letter and what it means.

In: the tokens of a parse. Out: for each one a letter of the alphabet that `grammar` is written in ("M" a month,
"U" a unit, "." anything else) and, for words that carry one, a payload (the month's number, the unit's code).
Deliberately no pattern and no date arithmetic here.
"""

from __future__ import annotations

import re

Payload = int | float | str | tuple[str, bool] | None
"""What a word of time means: a number, a code, or for units the code and whether it is plural."""

OTHER, BREAK = ".", "|"
_LONGEST = 32  # no date is longer

_MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
).split()
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()

_COUNTED: tuple[tuple[str, list[str], int], ...] = (  # letter, words, payload of the first one
    ("M", _MONTHS, 1),
    ("W", _WEEKDAYS, 0),
    ("W", [day + "s" for day in _WEEKDAYS], 0),
    ("#", _SMALL, 0),
    ("o", _ORDINALS, 0),
)
_CODED: dict[str, dict[str, Payload]] = {  # letter → word → payload; several words may share one
    "y": {
        "jan": 1,
        "feb": 2,
        "mar": 3,
        "apr": 4,
        "jun": 6,
        "jul": 7,
        "aug": 8,
        "sep sept": 9,
        "oct": 10,
        "nov": 11,
        "dec": 12,
    },
    "w": {"mon": 0, "tue tues": 1, "wed": 2, "thu thur thurs": 3, "fri": 4, "sat": 5, "sun": 6},
    "#": {
        "twenty": 20,
        "thirty": 30,
        "forty": 40,
        "fifty": 50,
        "sixty": 60,
        "seventy": 70,
        "eighty": 80,
        "ninety": 90,
        "hundred": 100,
        "dozen": 12,
        "thousand": 1000,
    },
    "u": {
        "year": "Y",
        "month": "M",
        "week": "W",
        "day": "D",
        "decade": "DE",
        "weekend": "WE",
        "fortnight": "FN",
        "hour": "TH",
        "minute": "TM",  # not "second", which is nearly always the ordinal
    },
    "c": {"quarter": "Q"},
    "J": {"century": "CE"},
    "U": {
        "years": "Y",
        "months": "M",
        "weeks": "W",
        "days": "D",
        "decades": "DE",
        "centuries": "CE",
        "weekends": "WE",
        "fortnights": "FN",
        "nights": "NI",
        "quarters": "Q",
        "hours": "TH",
        "minutes": "TM",
        "seconds": "TS",
        "millennia": "ML",
    },
    "P": {
        "morning mornings": "MO",
        "afternoon afternoons": "AF",
        "evening evenings": "EV",
        "night": "NI",
        "midday": "MI",
        "noon": "12:00",
        "midnight": "00:00",
    },
    "S": {"spring": "SP", "summer": "SU", "autumn fall": "FA", "winter": "WI"},
    "D": {"today tonight": 0, "yesterday": -1, "tomorrow": 1},
    "E": {"early": "early", "late": "late", "mid mid-": "mid"},
    "B": {
        "beginning start outset opening dawn onset": "early",
        "end close ending": "late",
        "middle midst mid-point": "mid",
    },
    "I": {
        "daily nightly": "P1D",
        "weekly": "P1W",
        "monthly": "P1M",
        "quarterly": "P3M",
        "annually yearly": "P1Y",
        "hourly": "PT1H",
    },
    "K": {word: f"19{n}" for n, word in enumerate(_DECADES, 2)},
}
_BARE = {  # letter → words without a payload
    "T": "the", "a": "a an", "f": "of", "i": "in on", "e": "each every per", "&": "and or", "F": "from", ",": ",", "A": "ago",
    "l": "last", "p": "past", "x": "next coming upcoming", "t": "this current present", "h": "that those", "s": "same",
    "v": "previous prior preceding", "g": "following ensuing subsequent succeeding", "L": "earlier later", "b": "before",
    "r": "after afterwards afterward", "q": "few several many couple", "+": "more less fewer at up", "^": "than least most to",
    "Q": "about around nearly almost over roughly approximately some just only under exactly merely mere another full ~",
    "R": "recently", "V": "recent", "C": "now currently nowadays presently", "1": "future", "X": "fiscal financial", "Z": "half",
    "-": "- – — / −", "'": "'s ' ’s", "m": "a.m. p.m. am pm a.m p.m", "O": "o'clock",
    "2": "christmas easter thanksgiving halloween",
    "3": "eve", "4": "bc b.c. bce b.c.e. b.c", "5": "ad a.d. ce c.e. a.d",
    "$": "$ £ € us$ ¥ # no. nos. flight page pp. p. section article resolution route chapter paragraph vol. room",
}  # fmt: skip


def _classes() -> dict[str, tuple[str, Payload]]:
    classes: dict[str, tuple[str, Payload]] = {}
    for letter, words in _BARE.items():
        classes.update(dict.fromkeys(words.split(), (letter, None)))
    for letter, numbered, first in _COUNTED:
        classes.update({word: (letter, n) for n, word in enumerate(numbered, first)})
    for letter, coded in _CODED.items():
        classes.update({word: (letter, payload) for words, payload in coded.items() for word in words.split()})
    classes.update({f"{word}.": ("M", n) for word, (letter, n) in classes.items() if letter == "y"})
    classes.update({f"{word}.": ("w", n) for word, (letter, n) in classes.items() if letter == "w"})
    return classes


CLASSES = _classes()
"""Lower-case word → class letter and payload."""

_PLAIN = re.compile(r"\d+(?:\.\d+)?\Z")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+\Z")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)\Z")
_DECADE = re.compile(r"'?(?:(1[0-9]|20)(\d)0|([2-9])0)'?s\Z")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.h]([0-5]\d)(?::[0-5]\d)?((?:[ap])\.?m\.?)?\Z")
_CLOCK_SHORT = re.compile(r"(1[0-2]|[1-9])([ap])\.?m\.?\Z")
_FULL = re.compile(
    r"(?:(\d{4})-(\d\d)-(\d\d)(?:T\S*)?|(\d{4})/(\d\d)/(\d\d)|(\d\d?)/(\d\d?)/((?:19|20)\d\d)|(\d\d?)\.(\d\d?)\.((?:19|20)\d\d))\Z"
)
_QUARTER = re.compile(r"q([1-4])\Z")
_YEAR_MIN, _YEAR_MAX, _DAYS_MAX = 1000, 2100, 31


def classify(word: str) -> tuple[str, Payload]:
    """Class and payload of a lower-case token.

    "july" → ("M", 7); "1990s" → ("K", "199"); "2012" → ("Y", 2012); "3,000" → ("n", 3000); "house" → (".", None).
    """
    known = CLASSES.get(word)
    if known:
        return known
    if word[0].isdigit() or word[0] in "'q":
        return _classify_digits(word) if word.isascii() and len(word) <= _LONGEST else (OTHER, None)
    if word.isspace():
        return (BREAK if "\n" in word or "\r" in word else "_", None)
    return (OTHER, None)


def _classify_digits(word: str) -> tuple[str, Payload]:
    if _PLAIN.match(word):
        return _classify_number(word)
    if _GROUPED.match(word):
        return ("n", int(word.replace(",", "")))
    if match := _ORDINAL.match(word):
        n = int(match[1])
        return ("d" if 1 <= n <= _DAYS_MAX else "o", n)
    if match := _DECADE.match(word):
        return ("K", match[1] + match[2] if match[1] else "19" + match[3])
    if match := _QUARTER.match(word):
        return ("G", int(match[1]))
    return _classify_mixed(word)


def _classify_number(word: str) -> tuple[str, Payload]:
    if "." in word:
        return ("n", float(word))
    n = int(word) if len(word) < 16 else 0  # longer runs of digits are identifiers
    if len(word) == 4 and _YEAR_MIN <= n < _YEAR_MAX:  # a year has four digits
        return ("Y", n)
    if len(word) <= 2 and 1 <= n <= _DAYS_MAX:  # a day has two
        return ("N", n)
    return ("n", n)


def _classify_mixed(word: str) -> tuple[str, Payload]:
    if match := _CLOCK.match(word):
        hour, half = int(match[1]), (match[3] or "")[:1]
        return ("k", clock(hour, int(match[2]), half) + ("!" if half else ""))
    if match := _CLOCK_SHORT.match(word):
        return ("k", clock(int(match[1]), None, match[2]) + "!")
    if match := _FULL.match(word):
        return ("j", _full_date(*match.groups()))
    return (OTHER, None)


def clock(hour: int, minute: int | None, half: str) -> str:
    """ISO clock time: `clock(3, 30, "p")` → "15:30"; the hour alone where no minute is given."""
    if half == "p" and hour < 12:  # noon
        hour += 12
    elif half == "a" and hour == 12:  # midnight
        hour = 0
    return f"{hour:02d}" if minute is None else f"{hour:02d}:{minute:02d}"


def _full_date(*parts: str | None) -> str | None:
    for k, order in enumerate(((0, 1, 2), (0, 1, 2), (2, 0, 1), (2, 1, 0))):
        three = parts[3 * k : 3 * k + 3]
        if three[0] is None:
            continue
        year, month, day = (int(three[o] or 0) for o in order)
        if month > 12 >= day:  # 31/3/2012 cannot be the American order
            month, day = day, month
        return f"{year:04d}-{month:02d}-{day:02d}"
    return None
