"""The grammar of time expressions: class letters of tokens → stretches that speak of time.

In: a parse. Out: `Match`es, disjoint and in text order: which rule, which tokens, their letters and payloads. The
patterns are regular expressions over one letter a token (see `lexicon`), so they read like "month, day, perhaps
a year", and ordinary words cost next to nothing. Deliberately no value is computed here, and no context consulted
beyond the words beside the stretch.

Source: TimeML 1.2.1 annotation guidelines, TIMEX3 (what is markable, and how far an expression reaches).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bluf.analysis.dates.checks import CHECKS
from bluf.analysis.dates.lexicon import OTHER, Payload, classify
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
    check = CHECKS.get(match.rule)
    return check is None or check(parse, match)
