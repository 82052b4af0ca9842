"""What only looks like a time: match → yes or no.

The grammar sees classes of words; here the words beside a stretch, their parts of speech and names decide ("March" the month, "2000
people", "Monday Night Football", "one day they will return"). Deliberately no value is computed.

Source: TimeML 1.2.1 annotation guidelines, TIMEX3 (what is markable).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bluf.analysis.dates.lexicon import classify
from bluf.analysis.nlp import Parse

if TYPE_CHECKING:
    from bluf.analysis.dates.grammar import Match

_IN_NAME = frozenset(("PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "FAC"))
_MONTH_CUES = frozenset(
    "in of by since until till from during last early late to and through before after mid for this next on between "
    ", ( - – or around".split()
)

_MONTH_CUES_SURE = frozenset(
    "in of by since until till from during last early late before after next through mid".split()
)


def _is_month(parse: Parse, match: Match) -> bool:
    i = match.j - 1
    sure = match.i > 0 and parse.lower[match.i - 1] in _MONTH_CUES_SURE
    longer = match.j + 1 < len(parse) and parse.pos[match.j + 1] == "PROPN"  # "in March President Obama"
    if len(match.letters) == 1 and _goes_on(parse, match) and not (sure and longer):
        return False  # "August Perret", "in March Madness history"
    if match.letters == "TM":
        return (
            parse.lower[i] not in ("may", "march")
            and match.j < len(parse)
            and parse.pos[match.j] in ("NOUN", "ADJ", "NUM")
        )
    if len(match.letters) > 1:
        return True
    cue = parse.lower[match.i - 1] if match.i else ""
    if parse.lower[i] in ("may", "march") and _beside_month(parse, i):
        return True
    if parse.lower[i] in ("may", "march") or parse.lower[i].endswith("."):
        return (parse.pos[i] == "PROPN" or parse.ent[i] == "DATE") and cue in _MONTH_CUES_SURE
    if parse.ent[i] == "DATE":
        return True
    if parse.ent[i] in _IN_NAME:
        return False
    return cue in _MONTH_CUES


def _beside_month(parse: Parse, i: int) -> bool:
    """True in "from October to March" and "May-August"."""
    for joint, other in ((i - 1, i - 2), (i + 1, i + 2)):
        if 0 <= other < len(parse) and parse.lower[joint] in ("to", "and", "-", "–", "through"):
            word = parse.lower[other]
            if word not in ("may", "march") and classify(word)[0] == "M" and parse.text[other][0].isupper():
                return True
    return False


_SEASONAL = frozenset(
    "offensive campaign election elections session break meeting semester term drought floods".split()
)


def _is_season(parse: Parse, match: Match) -> bool:
    if len(match.letters) == 1 and match.before != "i":
        after = parse.lower[match.j] if match.j < len(parse) and parse.pos[match.j] == "NOUN" else ""
        if parse.ent[match.i] != "DATE" or (after and after not in _SEASONAL):
            return False  # "a winter jacket"
    if parse.lower[match.j - 1] == "fall" and match.j < len(parse) and parse.lower[match.j] == "of":
        return False
    return parse.pos[match.j - 1] in ("NOUN", "PROPN") and not _goes_on(parse, match)


def _goes_on(parse: Parse, match: Match) -> bool:
    """True where the last word is the first half of a compound name ("Spring Hill")."""
    j = match.j
    return j < len(parse) and parse.text[j][:1].isupper() and parse.pos[j] == "PROPN" and parse.head[j - 1] == j


_QUANTITY_BEFORE = frozenset(
    "about some than over nearly least most almost around roughly approximately x another up".split()
)
_YEAR_BEFORE = frozenset(
    "in since until till by of from during after before between and or to through for early late mid circa ca. the "
    "( year years as on".split()
)
_PRODUCTS = frozenset("windows server office exchange outlook boeing airbus model".split())
_UNITS_AFTER = frozenset("% percent km kg miles meters metres feet gmt utc hours hrs est local tons tonnes".split())
_FIRST_LIKELY, _LAST_LIKELY = 1900, 2035
_NOT_YEARS = frozenset(("QUANTITY", "MONEY", "PERCENT", "PRODUCT", "FAC", "LAW", "ORDINAL"))


def _is_year(parse: Parse, match: Match) -> bool:
    i = match.j - 1
    while not parse.text[i].isdigit() or len(parse.text[i]) != 4:  # the year itself
        i -= 1
    if match.has("EBX"):
        return True
    j = i + 1
    after_pos, after_tag = (parse.pos[j], parse.tag[j]) if j < len(parse) else ("", "")
    ent = parse.ent[i]
    if ent == "TIME" or (j < len(parse) and (parse.lower[j] in _UNITS_AFTER or parse.text[j][0] in "$€£")):
        return False
    cue = parse.lower[match.i - 1] if match.i else ""
    year = int(parse.text[i])
    if _is_year_range(parse, i):
        return True
    likely = _FIRST_LIKELY <= year <= _LAST_LIKELY
    if cue in _PRODUCTS:
        return False
    if cue in _QUANTITY_BEFORE or ent in _NOT_YEARS:
        return likely and ent == "DATE"
    counts = after_pos == "NOUN" and parse.head[i] != i and parse.dep[i] == "nummod" and after_tag == "NNS"
    if counts and (not likely or year % 100 == 0):
        return False
    return (
        ent == "DATE"
        or (likely and (ent != "CARDINAL" or cue in _YEAR_BEFORE or not counts))
        or (cue in _YEAR_BEFORE and ent != "CARDINAL" and not counts)
    )


def _is_year_range(parse: Parse, i: int) -> bool:
    """True beside a hyphen with another year: "1861-1865", "1957-60"."""
    for dash, other in ((i + 1, i + 2), (i - 1, i - 2)):
        if other < 0 or other >= len(parse) or parse.text[dash] not in ("-", "–", "/"):
            continue
        word = parse.text[other]
        if not word.isdigit() or len(word) not in (2, 4):
            continue
        if (
            abs(int(word) - int(parse.text[i]) % (10000 if len(word) == 4 else 100)) <= 100
        ):  # digits of a year, a century
            return True
    return False


def _is_year_tail(parse: Parse, match: Match) -> bool:
    """The "60" of "1957-60"."""
    i = match.i
    return (
        len(parse.text[i]) == 2 and int(parse.text[i - 2]) % 100 < int(parse.text[i]) and _is_year_range(parse, i - 2)
    )


def _is_duration(parse: Parse, match: Match) -> bool:
    after = parse.lower[match.j : match.j + 2]
    before = parse.lower[match.i - 1] if match.i else ""
    if before in ("every", "each") or _is_some_day(parse, match, before):
        return False
    if after[:1] == ["old"] or after in (
        ["-", "old"],
        ["of", "age"],
        ["and", "older"],
        ["and", "over"],
        ["and", "up"],
        ["or", "older"],
    ):
        return False
    if parse.lower[match.j - 1] == "quarters" and (after[:1] == ["of"] or not match.has("#nN")):
        return False
    if match.letters[-1] in "UucJ" and match.letters.strip("TQo+^") == "U":
        cue = parse.lower[match.i - 1] if match.i else ""
        return cue in ("for", "within", "in", "of", "many") and (cue != "of" or match.payloads[-1] != "D")
    if parse.text[match.j - 1][0].isupper() and ((after and after[0].isdigit()) or parse.text[match.i].isdigit()):
        return False  # "Year 11", "60 Minutes"
    unit = match.letters[-1]
    if unit in "ucJ" and match.letters[-2:-1] != "-" and not match.has("anN#"):
        return False
    return not (unit == "c" and match.letters.endswith("ac"))


_SPAN_CUES = frozenset(
    "for in within than after before just only about nearly almost over under per least of last next".split()
)


def _is_some_day(parse: Parse, match: Match, before: str) -> bool:
    """True for the "one day" of "one day they will return", which is no day's length."""
    after = parse.lower[match.j] if match.j < len(parse) else ""
    words = parse.lower[match.i : match.j]
    return (
        words == ["one", "day"]
        and before not in _SPAN_CUES
        and after not in ("later", "before", "after", "earlier", "of")
    )


def _is_clock(parse: Parse, match: Match) -> bool:
    value = match.payloads[0]
    if match.has("mO"):
        return not (isinstance(value, int) and value > 12) and (not match.i or parse.text[match.i - 1][-1] != ":")
    if isinstance(value, str) and value.endswith("!"):
        return True
    cue = parse.lower[match.i - 1] if match.i else ""
    return (
        cue in ("at", "by", "around", "about", "until", "from", "before", "after", "between")
        and ":" in parse.text[match.i]
    )


def _is_part_set(parse: Parse, match: Match) -> bool:
    if match.letters == "I" and parse.text[match.i][0].isupper():
        after = parse.text[match.j][:1] if match.j < len(parse) else ""
        if after.isupper() and parse.pos[match.j] == "PROPN":
            return False  # the "Daily Mail"
        if (
            match.i
            and parse.pos[match.i] == "PROPN"
            and parse.text[match.i - 1][0].isupper()
            and not parse.in_heading(match.i)
        ):
            return False  # "Us Weekly"
    if match.letters[0] == "e" and parse.lower[match.i] == "per":
        return match.letters[-1] in "uJ"
    return True


def _is_recent(parse: Parse, match: Match) -> bool:
    return not (match.letters == "R" and match.j < len(parse) and parse.lower[match.j] == "as")


_SHOWN = frozenset("show program programme host anchor co-host cohost series".split())
_OPENING = frozenset(('"', "“", "‘", "'", "``", "-", "--", "–", "—", ":", "•", "|", "(", "...", "…"))


def _is_deictic(parse: Parse, match: Match) -> bool:
    """Not the newspaper "USA Today", nor NBC's "Today" and the "Tonight Show"."""
    i = match.j - 1
    if parse.text[i] not in ("Today", "Tonight") or parse.in_heading(i):
        return True
    after = parse.lower[match.j : match.j + 2]
    if _SHOWN.intersection(after) or (after[:1] in (['"'], ["”"], ["''"]) and i == match.i):
        return False
    first = parse.sents[parse.sent[i]][0]
    while first < i and parse.text[first] in _OPENING:
        first += 1
    opens = first == match.i or (match.i > 0 and parse.text[match.i - 1] in _OPENING)
    return opens or i != match.i


def _is_titled(parse: Parse, match: Match) -> bool:
    """True for a name with capitals throughout: "CBS This Morning", ABC's "This Week", "Monday Night"."""
    i, j = match.i, match.j
    if match.letters[-1] not in "uP" or j - i < 2 or parse.in_heading(i):
        return False
    words = parse.document.text[parse.start[i] : parse.end[j - 1]]
    return words.istitle() and not words.isupper()


def _is_holiday(parse: Parse, match: Match) -> bool:
    """Not a person of that name."""
    return parse.ent[match.i] != "PERSON" and not (parse.dep[match.i] == "nsubj" and parse.tag[match.i] == "NNP")


def _is_era(parse: Parse, match: Match) -> bool:
    """Years before and after Christ, and no "3.5 BC" or page "ad 2"."""
    number = match.get("YNn")
    era = next(k for k in range(match.i, match.j) if classify(parse.lower[k])[0] in "45")
    return isinstance(number, int) and 0 < number < 10_000 and parse.text[era].isupper()  # four digits


_NAMED_DAYS = frozenset("super black bloody cyber ruby fat giving ash maundy palm holy".split())
_PAPERS = frozenset("times mail mirror telegraph express post herald people sun independent world review star".split())


def _is_weekday(parse: Parse, match: Match) -> bool:
    """Not "Super Tuesday", "Monday Night Football", "The Sunday Times"."""
    i, j = match.i, match.j
    before = parse.lower[i - 1] if i else ""
    if before in _NAMED_DAYS and parse.text[i - 1][0].isupper():
        return False
    if _is_titled(parse, match):
        return False
    after = parse.text[j] if j < len(parse) else ""
    if not after[:1].isupper() or parse.in_heading(i):
        return True
    return after.lower() not in _PAPERS and not (match.has("P") and parse.text[j - 1][0].isupper())


def _is_relative(parse: Parse, match: Match) -> bool:
    """Not the turn of phrase "at the last minute", nor the name of a show."""
    if parse.lower[match.i] == "coming" and (not match.i or parse.lower[match.i - 1] not in ("the", "this", "these")):
        return False  # "the latest coming Monday"
    if parse.lower[match.j - 1] == "minute":
        return not match.i or parse.lower[match.i - 1] not in ("at", "until", "till", "to", "in")
    return not _is_titled(parse, match)


CHECKS: dict[str, Callable[[Parse, Match], bool]] = {
    "rel": _is_relative,
    "dur_anchored": _is_relative,
    "weekday": _is_weekday,
    "era": _is_era,
    "holiday": _is_holiday,
    "deictic": _is_deictic,
    "recent": _is_recent,
    "year_tail": _is_year_tail,
    "month_alone": _is_month,
    "season_alone": _is_season,
    "year": _is_year,
    "dur": _is_duration,
    "clock": _is_clock,
    "set": _is_part_set,
}
"""By rule; rules without a check are always right."""
