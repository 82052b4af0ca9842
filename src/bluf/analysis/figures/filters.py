"""Tell figures from other quantities of a text: `Quantity` and its tokens → kept or not.

Out go dates, years, clock times, ordinals, identifiers ("Flight 4590", "HR 3962", "STS-133", "S&P 500"), phone numbers, game
scores, list and page numbers, coordinates, "one of the", "no one". Deliberately errs on the side of a figure less where a number
stands in a name.

Source: guidelines of the figures set ("Not figures"); MeasEval 2021 (what is no Quantity).
"""

from __future__ import annotations

import re
from functools import lru_cache

from bluf.analysis.figures.bounds import Quantity
from bluf.analysis.figures.clause import is_denied
from bluf.analysis.figures.names import NAMED_BEFORE, is_named, is_odd
from bluf.analysis.figures.numbers import NumeralKind
from bluf.analysis.nlp import Parse
from bluf.model import BlockKind, Qualifier

_SP = r"[^\S\r\n]"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTH_BEFORE = re.compile(
    rf"(?:\b|(?-i:(?<=[A-Z][A-Z]))){_MONTH}\.?,?{_SP}(?:\d{{1,2}}{_SP}?(?:[-–&]|and|or|to){_SP}?)?$", re.IGNORECASE
)
_MONTH_AFTER = re.compile(rf"(?:{_SP}?[-–]{_SP}?\d{{1,2}})?(?:{_SP}|-)(?:of{_SP})?{_MONTH}\b", re.IGNORECASE)
_DAY_MONTH_BEFORE = re.compile(rf"\d{_SP}{_MONTH}\.?,?{_SP}'?$", re.IGNORECASE)
_MONTH_YEAR_AFTER = re.compile(rf"{_SP}{_MONTH}\.?,?{_SP}['’]?\d{{2,4}}\b", re.IGNORECASE)
_CLOCK_AFTER = re.compile(
    rf"{_SP}?\.{_SP}?[0-5]\d{_SP}?[ap]\.?m\b|\.?{_SP}?(?:[ap]\.?m\b|o['’]clock|GMT|UTC|EST|EDT|CET|BST|(?:hrs|hours)?{_SP}?(?:local{_SP}time|GMT|"
    rf"UTC))|[:h]\d\d(?!\d)|:{_SP}\d\d(?!\d)",
    re.IGNORECASE,
)
_CLOCK_BEFORE = re.compile(r"\d(?:[:h]|:\s)$")
_ORDINAL_AFTER = re.compile(
    r"(?:st|nd|rd|th)\b|-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b", re.IGNORECASE
)
_GLUED_NUMBER = re.compile(r"[-–/:]\d|\.\d|\s?/\s?\d")
_TIMES = re.compile(r"\s?[×x]\s?\d|-by-\d|[ -]for[ -]\d{1,3}\b(?! )")
_HEIGHT = re.compile(r"-\d")
_NUMBER_GLUED = re.compile(r"\d[-–/:.×]$|\d\s?/\s$|[/#№&_=@§\\]$|(?<![A-Za-z])v\.?$")
_HYPHEN_WORD = re.compile(
    r"-(?:on|of|to|time|sided|off|way|man|wheel|wheeled|liners?|stop|upmanship|one|two|three|four|nil|all)\b",
    re.IGNORECASE,
)
_YEARLY = frozenset(
    "sales revenues earnings profits results elections games figures levels prices estimates forecasts "
    "models talks reports floods riots attacks protests".split()
)
_SCORE_AFTER = re.compile(
    rf"{_SP}(?:[^\W\d]+{_SP})?(?:win|victory|loss|defeat|lead|draw|record|tie|score|triumph|scoreline|success|rout|"
    rf"thrashing|win over|series|start|mark|pace|in{_SP}extra)\b",
    re.IGNORECASE,
)
_ADDRESS_AFTER = re.compile(
    rf"{_SP}(?:[A-Z][\w.]*{_SP}){{1,3}}(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Boulevard|Blvd\.?|Lane|"
    rf"Drive|Square|Highway|Parkway|Terrace|Crescent)\b"
)
_EMERGENCY = re.compile(r"\b(?:call\w*|dial\w*|phon\w+|rang)\s$", re.IGNORECASE)
_EMERGENCY_CALL = re.compile(rf"{_SP}(?:calls?|dispatch\w*|operators?|emergency|tapes?|recordings?)\b")
_CITED = re.compile(r"\]\s?:\s?$|\bpp?\.\s?$")
_SPACED_SCORE = re.compile(rf"{_SP}[-–—]{_SP}\d{{1,3}}(?![\w,.]*\d|{_SP}?%)")
_SCORE_SPACED = re.compile(rf"\d{_SP}[-–—]{_SP}$")
_BEHIND = re.compile(rf"{_SP}(?:games?|runs?|strokes?|shots?|goals?){_SP}(?:behind|ahead|clear|adrift)\b")
_MARGIN_AFTER = re.compile(
    rf"{_SP}(?:points?|goals?|runs?|wickets?|games?|strokes?|sets?){_SP}?(?:$|[,.;]|at|to|in|after|over|"
    rf"and)"
)
_MARGIN_BEFORE = re.compile(rf"\b(?:by|beat\w*|lead|led|trail\w*){_SP}$")
_ONE_DAY = re.compile(rf"{_SP}day{_SP}(?:after|before|later|earlier|of|in)\b")
_ONE_DAY_BEFORE = re.compile(rf"\b(?:in|within|for|than|about|only|just){_SP}$")
_MODALS = ("dare", "can", "could", "should", "would", "may", "might", "must", "if", "does", "how", "what")
_BARE_NOUNS = frozenset("hand thing way side step point another one else".split())
_ONE_BEFORE = frozenset("no the this that each every any some which another".split())
_NEVER_COUNTS = frozenset("no this that each every any another".split())
_GROUPED = re.compile(r"(?<![\d,])[1-9],\d{3}(?![\d,])")
_UNGROUPED = re.compile(r"(?<![\d.,$£€-])(?:[3-9]\d|2[1-9]|1[0-7])\d\d(?![\d,.-])")
_OLDEST, _LATEST = 1950, 2049
_ITEM_BEFORE = re.compile(r"[.!?\"”’)]\s$")
_ITEM = re.compile(r"\s?\.\s+[\"“‘'A-Z]")
_ODDS_BEFORE = re.compile(rf"(?<!from )(?<!from \d)(?:\d|illion|thousand){_SP}to{_SP}$")
_ERA = re.compile(rf"{_SP}?(?:B\.?C\.?(?:E\.?)?|A\.D\.|AD|CE)(?![A-Za-z])")
_PHONE = re.compile(r"\)\s?\d{3}[-.\s]\d{4}\b")
_DIALED = re.compile(r"\+\d[\d\s]*$")
_ODDS = re.compile(rf"{_SP}to{_SP}(?:1|one)\b")
_YEAR = re.compile(r"\d{4}(?!\d)")
_COORDINATE = re.compile(r"[°º]\s?\d+(?:[.,]\d+)?\s?['′]|[°º]\s?[NSEW]\b|['′]\s?[NSEW]\b|['′]\s?\d+")
_PREPOSITIONS = frozenset("in since of by from until till during before after around circa for and to".split())


def is_figure(text: str, parse: Parse, quantity: Quantity, i: int, j: int, noun: int | None) -> bool:
    """True where `quantity` is a figure and no date, name or identifier.

    Args:
        text: what the offsets count in.
        parse: its parse.
        quantity: what was read.
        i: first token of its numerals.
        j: the token behind them.
        noun: the token of the counted noun, None where there is none.
    """
    before = text[max(0, quantity.core[0] - 16) : quantity.core[0]]
    after = text[quantity.core[1] : quantity.core[1] + 24]
    if (
        _is_glued(text, quantity, before, after)
        or _is_clock(before, after)
        or _COORDINATE.match(after)
        or _BEHIND.match(after)
        or (quantity.joined == "" and _ODDS.match(after))
        or (quantity.value == 1 and _ODDS_BEFORE.search(before))
    ):
        return False
    if is_denied(parse, i):
        return False
    if quantity.unit is not None:
        letter = text[quantity.core[1] : quantity.end].removeprefix("-").replace("°", "C")
        lettered = len(letter) == 1 and i > 0  # "Item 9A", "his iPhone 5C", "Form 10-K"
        lettered = lettered and (parse.lower[i - 1] in NAMED_BEFORE or parse.tag[i - 1] == "NNP")
        title = (
            before.endswith(('"', "“")) and text[quantity.core[1] : quantity.end].strip().istitle()
        )  # "6 Degrees of Kevin Bacon"
        return not title and not (lettered and letter.isupper()) and not _is_word(text, quantity, before, after)
    return not (
        _is_date(parse, quantity, before, after, i, noun)
        or is_odd(text, parse, quantity, after, i, j)
        or _is_list_number(parse, quantity, before, after, i, noun)
        or _is_score(text, quantity, before, after, noun)
        or is_named(parse, quantity, before, i, j, noun)
        or _is_empty_word(parse, quantity, after, i, j, noun)
    )


def _is_word(text: str, quantity: Quantity, before: str, after: str) -> bool:
    """When, not how long, in "one day he will"; a zero-day bug."""
    if text[quantity.start : quantity.end].lower() in ("zero-day", "zero day"):
        return True
    if text[quantity.start : quantity.end].lower() == "one day":
        return _ONE_DAY.match(after) is None and _ONE_DAY_BEFORE.search(before) is None
    return False


def _is_score(text: str, quantity: Quantity, before: str, after: str, noun: int | None) -> bool:
    """A result of a game, or a range of house numbers."""
    if quantity.joined == "-" and (noun is None or _SCORE_AFTER.match(after)):
        return True
    if _ADDRESS_AFTER.match(text, quantity.core[1], quantity.core[1] + 60) or _SPACED_SCORE.match(after):
        return True
    return _SCORE_SPACED.search(before) is not None or (
        _MARGIN_AFTER.match(after) is not None and _MARGIN_BEFORE.search(before) is not None
    )


def _is_glued(text: str, quantity: Quantity, before: str, after: str) -> bool:
    """Part of an identifier, an ordinal, a score, a telephone number."""
    if _ORDINAL_AFTER.match(after):
        return True
    unit_end = quantity.unit.end if quantity.unit is not None else quantity.core[1]
    if unit_end == quantity.core[1] and after[:1].isalpha():
        return True
    money = quantity.unit is not None and quantity.unit.start < quantity.core[0]
    if money:
        return False
    if (before.endswith("+") and before[-2:-1].isalnum()) or _TIMES.match(after):  # "the P5+1", "4×200 meters"
        return True
    if unit_end > quantity.core[1] and _HEIGHT.match(text, unit_end):  # "5-foot-7"
        return True
    if before[-1:].isalnum() or (_NUMBER_GLUED.search(before) is not None and not before.endswith(("(", " ~", "="))):
        return True
    if unit_end == quantity.core[1] and _GLUED_NUMBER.match(after):
        return True
    if before.lower().endswith("sub-"):
        return False
    if before.endswith(("-", "–")) and before[-2:-1].isalnum():
        return not before.lower().endswith(("mid-", "sub-", "over-", "under-")) or quantity.unit is None
    return quantity.kind is NumeralKind.WORDS and _HYPHEN_WORD.match(after) is not None


def _is_clock(before: str, after: str) -> bool:
    return _CLOCK_AFTER.match(after) is not None or _CLOCK_BEFORE.search(before) is not None


def _is_year(parse: Parse, quantity: Quantity) -> bool:
    values = [v for v in (quantity.low, quantity.high) if v is not None]
    length = quantity.core[1] - quantity.core[0]
    return (
        quantity.kind is NumeralKind.DIGITS
        and bool(values)
        and all(
            isinstance(v, int) and (1000 <= v <= 2100 or (k == 1 and quantity.joined and v < 100))
            for k, v in enumerate(values)
        )
        and (length == 4 or (quantity.joined != "" and length >= 7))
        and _YEAR.match(parse.document.text, quantity.core[0]) is not None
    )


def _is_date(parse: Parse, quantity: Quantity, before: str, after: str, i: int, noun: int | None) -> bool:
    value = quantity.high if quantity.value is None else quantity.value
    if (
        value is not None
        and 0 < value <= 31
        and (_MONTH_BEFORE.search(before) or (_MONTH_AFTER.match(after) and _capital_after(after)))
    ):
        return True
    if _ERA.match(after):
        return True
    if _DAY_MONTH_BEFORE.search(before) or _MONTH_YEAR_AFTER.match(after):
        return True
    if quantity.kind is NumeralKind.DIGITS and (before.endswith(("'", "’")) or re.match(r"['’]?s\b", after)):
        return True
    if not _is_year(parse, quantity):
        return False
    return _is_year_here(parse, quantity, before, i, noun)


def _is_year_here(parse: Parse, quantity: Quantity, before: str, i: int, noun: int | None) -> bool:
    """True where what could be a year is one: "the 2014 talks", not "2014 people" nor "over 2000"."""
    if quantity.qualifier not in (Qualifier.EQUAL, Qualifier.RANGE, Qualifier.ABOUT):
        return noun is None
    if quantity.qualifier is Qualifier.ABOUT and (quantity.low or 0) % 100:  # who rounds says "about 2,000"
        return True
    if _MONTH_BEFORE.search(before) or noun is None or parse.tag[noun] not in ("NNS", "NNPS"):
        return True
    if parse.tag[noun] == "NNPS" or parse.dep[i] not in ("nummod", "compound", "amod") or noun > i + 3:
        return True
    if parse.lower[noun] in _YEARLY and (quantity.low or 0) >= 1900:
        return True
    round_value = quantity.low is not None and quantity.low % 100 == 0
    recent = _OLDEST <= (quantity.low or 0) <= _LATEST
    if not round_value and (_groups_digits(parse.document.text) or (recent and not _runs_on(parse.document.text))):
        return True  # who writes "2,014" writes no 2014 people
    return (
        i > 0
        and not round_value
        and (
            parse.lower[i - 1] in _PREPOSITIONS
            or parse.lower[i - 1] in ("the", "'s", "s")
            or parse.pos[i - 1] in ("NOUN", "PROPN")
        )
    )


@lru_cache(maxsize=4)
def _groups_digits(text: str) -> bool:
    """True where the text writes thousands with a comma; asked once a text."""
    return _GROUPED.search(text) is not None


@lru_cache(maxsize=4)
def _runs_on(text: str) -> bool:
    """True where the text writes thousands that are no years without a comma; asked once a text."""
    return _UNGROUPED.search(text) is not None


def _capital_after(after: str) -> bool:
    word = re.search(rf"\b{_MONTH}\b", after, re.IGNORECASE)
    return word is not None and word[0][0].isupper()


def _is_list_number(parse: Parse, quantity: Quantity, before: str, after: str, i: int, noun: int | None) -> bool:
    """As in "3." or "(3)" or "3)" at the head of a line or clause, "page 3 of 10"; telephone numbers, leading zeros."""
    if quantity.kind is not NumeralKind.DIGITS:
        return False
    length = quantity.core[1] - quantity.core[0]
    raw = parse.document.text[slice(*quantity.core)]
    if raw[0] == "0" and length > 1 and raw[1].isdigit():
        return True
    if quantity.qualifier is not Qualifier.EQUAL:
        return False
    if _is_dialed(before, after, length, raw):
        return True
    if length >= 7 and raw.isdigit() and noun is None and not raw.endswith("000") and quantity.low == int(raw):
        return True
    if (before.endswith("[") and after.startswith("]")) or _CITED.search(before):
        return True
    if (
        length <= 3
        and noun is None
        and (_stands_alone(parse, i) or (_ITEM_BEFORE.search(before) and _ITEM.match(after)))
    ):
        return True
    heads = i == 0 or parse.block[i] != parse.block[i - 1]
    if heads and re.match(r"[.)]\s", after) and length <= 3:
        return True
    return (
        length <= 2
        and re.match(rf"{_SP}?\)", after) is not None
        and before.endswith(("(", " "))
        and (quantity.low or 0) <= 20
    )


def _is_dialed(before: str, after: str, length: int, raw: str) -> bool:
    """Part of a telephone number: "(702) 939-3254", "+61 7 3870 9595", "call 911", "a 911 call"."""
    if _DIALED.search(before) or (before.endswith("+") and re.match(r"\s\d", after)):
        return True
    return length == 3 and (
        (raw in ("911", "999", "112") and _EMERGENCY_CALL.match(after) is not None)
        or (before.endswith("(") and _PHONE.match(after) is not None)
        or _EMERGENCY.search(before) is not None
    )


def _stands_alone(parse: Parse, i: int) -> bool:
    """True for the "6 ." and "3)" before an item of a list: nothing else of its sentence stands before the mark."""
    first, end = parse.sents[parse.sent[i]]
    if parse.block[i] >= 0 and parse.blocks[parse.block[i]].kind is BlockKind.TABLE:
        return False
    return first == i and end < len(parse) and (i + 1 >= end or parse.lower[i + 1] in (".", ")", ":"))


def _is_empty_word(parse: Parse, quantity: Quantity, after: str, i: int, j: int, noun: int | None) -> bool:
    """The word "one" as pronoun or article, "zero" as a name."""
    word = parse.lower[j - 1]
    if word not in ("one", "zero", "half") or quantity.qualifier is Qualifier.RANGE or j - i > 1:
        return False
    if word == "half":
        return False
    if word == "zero":
        return noun is None or after.startswith("-") or parse.lower[noun] == "tolerance"
    if (i > 0 and parse.lower[i - 1] in ("not", "n't", "'s", *_MODALS)) or parse.lower[max(0, i - 2) : i] == [
        "according",
        "to",
    ]:
        return True
    if after.startswith((" of ", "'s", "’s", " another", "self")):
        return True
    if i > 0 and parse.lower[i - 1] in _ONE_BEFORE and (noun is None or parse.lower[i - 1] in _NEVER_COUNTS):
        return True
    if noun is None:
        return quantity.qualifier is Qualifier.EQUAL
    if noun + 1 < len(parse) and parse.lower[noun + 1] == "or":
        return True
    return (
        (parse.lower[noun] in _BARE_NOUNS and noun == j)
        or parse.tag[i] in ("PRP", "NN")
        or (parse.dep[i] != "nummod" and parse.head[i] != noun)
    )
