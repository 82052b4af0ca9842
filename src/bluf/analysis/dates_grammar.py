"""The grammar of time expressions: class letters of tokens → stretches that speak of time.

In: a parse. Out: `Match`es, disjoint and in text order: which rule, which tokens, their letters and payloads. The
patterns are regular expressions over one letter a token (see `dates_lexicon`), so they read like "month, day, perhaps
a year", and ordinary words cost next to nothing. Deliberately no value is computed here, and no context consulted
beyond the words beside the stretch.

Source: TimeML 1.2.1 annotation guidelines, TIMEX3 (what is markable, and how far an expression reaches).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bluf.analysis.dates_lexicon import OTHER, Payload, classify
from bluf.analysis.nlp import Parse


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of tokens that one rule matched.

    Attributes:
        rule: the rule's name.
        i, j: token range, end exclusive.
        letters: class letter of each matched token (white space tokens left out).
        payloads: what each means.
        before: letter of the token before, "" at the start.
    """

    rule: str
    i: int
    j: int
    letters: str
    payloads: tuple[Payload, ...]
    before: str = ""

    def get(self, letters: str, nth: int = 0) -> Payload:
        """Payload of the `nth` token whose letter is among `letters`, None where there is none."""
        for letter, payload in zip(self.letters, self.payloads, strict=True):
            if letter in letters:
                if nth == 0:
                    return payload
                nth -= 1
        return None

    def has(self, letters: str) -> bool:
        """True where a token's letter is among `letters`."""
        return any(letter in letters for letter in self.letters)


_PRE = r"(?:T?E(?:-|iT?)?T?|T?[oEl]?-?[BZ]fT?)"  # "early", "late in the", "the end of", "the first half of"
_APPROX = r"(?:(?:Q|\+\^){1,2}|T?Q)"
_QTY = r"(?:a?#(?:-?#){0,3}|[NnY]#?|aqf?|qf?|a)"
_UNIT = r"[uUcJ]"
_WD = r"(?:[lxt]?[Ww],?)"
_OF_REL = r"fT?[lxthsvg]u"  # "of that year"
_YEAR = rf"(?:,?Y|{_OF_REL})"
_DAY = r"[Nd](?:[-&^][Nd](?![Nn#]))?"
_MD = rf"{_WD}?{_PRE}?[My]T?{_DAY}{_YEAR}?"
_DM = rf"{_WD}?T?{_DAY}f?(?:[My]{_YEAR}|y[nN](?![nN])|[My])"

_RULES: tuple[tuple[str, str], ...] = (
    ("iso", r"j|Y-[Nn]-[Nn](?![Nn-])"),
    ("part_of", rf"(?:{_PRE}|T)?PU?f(?:{_MD}|{_DM}|W)"),
    ("day", rf"{_MD}|{_DM}"),
    ("month", rf"{_PRE}?[My](?:,?f?Y|-Y|{_OF_REL})"),
    ("quarter", rf"T?{_PRE}?(?:T?[od]-?c|G)(?:(?:fT?|,)?(?:X?u?Y|[lxthsvg]X?u)|fT?X?u)?"),
    ("century", rf"T?{_PRE}?[od]-?J4?"),
    ("era", rf"{_PRE}?(?:[YNn][45]|5[YNn])"),
    ("decade", rf"T?{_PRE}?T?K"),
    ("season", rf"{_PRE}?T?S(?:,?f?Y|{_OF_REL})|YS"),
    ("dur_anchored", rf"T?[lpxgvot](?:{_QTY}-?{_UNIT}|U)"),
    ("rel", rf"(?:L|{_PRE})?T?(?:[lxthsvg]|(?<=T)p)X?(?:[ucJPM]|[WS]|2)(?!Y)"),
    ("in_the", r"(?:[LE]iT|T?[oEl]?-?[BZ]fT?)u"),
    ("beside", r"T(?:u[brg]|c[brg])"),
    ("ago", rf"{_APPROX}?(?:{_QTY}-?)?{_UNIT}(?:[ALbr]|FC)"),
    ("set", r"e(?:[oNn]|[xo])?(?:[ucJUWMSP])|I"),
    ("dur", rf"T?{_APPROX}?T?Q?(?:[NnY#][-&^]{_QTY}-?{_UNIT}|{_QTY}-?{_UNIT}|Za[ucJ]|[oQ]?U)(?!Y)"),
    ("deictic", r"E?D(?:EP|P)?"),
    ("weekday", rf"{_PRE}?W(?:E?P)?"),
    ("clock", r"k(?:m)?|[Nn]m|[Nn]O"),
    ("recent", r"R|VU|Tp|T1|C"),
    ("holiday", r"2(?:3|u)?(?:,?Y)?"),
    ("month_alone", rf"{_PRE}?M"),
    ("season_alone", rf"{_PRE}?T?S"),
    ("year", rf"(?:{_PRE}?X?u?T?|T?U)Y"),
    ("year_tail", r"(?<=Y-)[Nn](?![-Nn#])"),
)
_CORE = "[jYMyWKSUucJPDCRGIkmO2pV145]"  # each expression has one of these; few words of a text have one ahead without a break
_GRAMMAR = re.compile(
    rf"(?=[^.|]{{0,9}}{_CORE}|(?<=Y-)[Nn])(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _RULES) + ")"
)

_CAPITAL_ONLY = frozenset("Mwy2")  # "march", "may", "sun" without a capital are other words
_VERBS_TOO = frozenset("lSt")  # "to last four days", "spring", "present"
_NAMES_AFTER = frozenset("movement front brigade brigades games olympics".split())


def find_matches(parse: Parse) -> Iterator[Match]:
    """Stretches of `parse` that speak of time, in text order.

    "on July 17, 2012" gives a "day"; "he may march" gives nothing.
    """
    known = _Classes()
    classes = [known[word] for word in parse.lower]
    index = [i for i, (letter, _) in enumerate(classes) if letter != "_"]
    letters = [classes[i][0] for i in index]
    for k, letter in enumerate(letters):
        if (letter in _CAPITAL_ONLY and not parse.text[index[k]][0].isupper()) or (
            letter in _VERBS_TOO and parse.pos[index[k]] == "VERB"
        ):
            letters[k] = OTHER
    line = "".join(letters)
    for found in _GRAMMAR.finditer(line):
        a, b = found.span()
        payloads = tuple(classes[i][1] for i in index[a:b])
        match = Match(found.lastgroup or "", index[a], index[b - 1] + 1, line[a:b], payloads, line[a - 1 : a])
        if match.letters == "TY":  # "the 2008 attacks": the article belongs to the attacks
            match = Match(match.rule, index[a + 1], match.j, "Y", payloads[1:], "T")
        if _is_time(parse, match):
            yield from _split(parse, match, index[a:b])


class _Classes(dict[str, tuple[str, Payload]]):
    """Classes of one document's words, each worked out once."""

    def __missing__(self, word: str) -> tuple[str, Payload]:
        found = self[word] = classify(word)
        return found


_DAY_RANGE = re.compile(r"[Nd]([-&^])[Nd]")
_QTY_RANGE = re.compile(r"[NnY#]([-&^])[NnY#]")


def _split(parse: Parse, match: Match, index: list[int]) -> Iterator[Match]:
    """The two dates of "6-7 February" and the two durations of "12 to 18 months"; any other match as it is."""
    pattern = {"day": _DAY_RANGE, "dur": _QTY_RANGE}.get(match.rule)
    found = pattern.search(match.letters) if pattern else None
    if not found or (match.rule == "dur" and _is_compound(match, found.start())):
        yield match
        return
    at = found.start(1)
    letters, payloads = match.letters, match.payloads
    rest = at + 2 if match.rule == "day" else len(letters) - 1
    if (
        found[1] == "&"
        and rest == len(letters)
        and match.j < len(parse)
        and parse.pos[match.j] in ("NOUN", "ADJ", "PROPN")
    ):
        yield Match(match.rule, match.i, index[at - 1] + 1, letters[:at], payloads[:at])  # "on May 4 and 5 soldiers"
        return
    head = slice(0, at - 1) if match.rule == "day" else slice(0, 0)
    yield Match(match.rule, match.i, index[at - 1] + 1, letters[:at] + letters[rest:], payloads[:at] + payloads[rest:])
    yield Match(
        match.rule, index[at + 1], match.j, letters[head] + letters[at + 1 :], payloads[head] + payloads[at + 1 :]
    )


def _is_compound(match: Match, at: int) -> bool:
    """True for "twenty-five"."""
    first, second = match.payloads[at], match.payloads[at + 2]
    return (
        match.letters[at] == "#"
        and isinstance(first, int)
        and isinstance(second, int)
        and 20 <= first <= 90
        and second < 10
    )


def _is_time(parse: Parse, match: Match) -> bool:
    """Weed out names, amounts and other words that only look like time."""
    if match.before == "$":
        return False
    after = parse.lower[match.j] if match.j < len(parse) else ""
    if after in _NAMES_AFTER and parse.text[match.j][0].isupper():
        return False
    check = _CHECKS.get(match.rule)
    return check is None or check(parse, match)


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
    if match.letters[0] == "e" and parse.lower[match.i] == "per":
        return match.letters[-1] in "uJ"
    return True


def _is_recent(parse: Parse, match: Match) -> bool:
    return not (match.letters == "R" and match.j < len(parse) and parse.lower[match.j] == "as")


def _is_deictic(parse: Parse, match: Match) -> bool:
    """Not the newspaper "USA Today"."""
    i = match.j - 1
    return not (parse.text[i] in ("Today", "Tonight") and i > 0 and parse.pos[i - 1] == "PROPN" and i == match.i)


def _is_holiday(parse: Parse, match: Match) -> bool:
    """Not a person of that name."""
    return parse.ent[match.i] != "PERSON" and not (parse.dep[match.i] == "nsubj" and parse.tag[match.i] == "NNP")


def _is_era(parse: Parse, match: Match) -> bool:
    """Years before and after Christ, and no "3.5 BC" or page "ad 2"."""
    number = match.get("YNn")
    era = next(k for k in range(match.i, match.j) if classify(parse.lower[k])[0] in "45")
    return isinstance(number, int) and 0 < number < 10_000 and parse.text[era].isupper()  # four digits


_CHECKS = {
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
