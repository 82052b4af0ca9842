"""Our own words around a source's: dates, numbers, stances, kinds. In: values of the model. Out: short English labels.

Nothing here reads a clock, a locale or the text of a source, and nothing here judges: a label names what the model holds.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

from bluf.model import (
    Actor,
    ActorKind,
    Attribution,
    AttributionSource,
    Document,
    EventRole,
    Figure,
    Number,
    PlaceLevel,
    Qualifier,
    Stance,
    TimeExpression,
)
from bluf.rendering.text import one_line, shorten

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PARTS = {
    "Q1": "first quarter", "Q2": "second quarter", "Q3": "third quarter", "Q4": "fourth quarter",
    "H1": "first half", "H2": "second half", "SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter",
}  # fmt: skip
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour", "S": "second"}

STANCE_TONES = {
    Stance.CONFIRMS: "for",
    Stance.DENIES: "against",
    Stance.ALLEGES: "open",
    Stance.ESTIMATES: "open",
    Stance.ASSESSES: "open",
    Stance.STATES: "plain",
    Stance.PROMISES: "plain",
    Stance.DEMANDS: "plain",
    Stance.ASKS: "plain",
}
"""The color class of a stance; the word always stands beside the color."""

_SYMBOLS = {
    Qualifier.EQUAL: "",
    Qualifier.ABOUT: "≈ ",
    Qualifier.LESS: "< ",
    Qualifier.AT_MOST: "≤ ",
    Qualifier.MORE: "> ",
    Qualifier.AT_LEAST: "≥ ",
    Qualifier.RANGE: "",
}


_SIGNS = "≈<≤>≥"


def date_words(day: date | None) -> str:
    """19 July 2012; "" for None."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


_HEAD = re.compile(r"\s(?:of|in|on|at|by|for|from|with|who|whom|whose|that|acting|hired|close|familiar)\b|[,(]")
_MANY = frozenset("police people men women children".split())


def is_plural(holder: str) -> bool:
    """True for "officials", "two men in Sela", "Colombia and Bolivia"; not for names that end in "s" or hold an "and" of their own.

    "Reuters", "the United States", "Department of Health and Human Services" are one.
    """
    head = _HEAD.split(holder, maxsplit=1)[0].split()
    if not head:
        return False
    if "and" in head[1:-1] and not any(
        w[:1].islower() and w not in ("and", "the") for w in head if holder[0].isupper()
    ):
        return " of " not in holder and " for " not in holder
    last = head[-1]
    return last in _MANY or (
        last[:1].islower() and last.endswith("s") and not last.endswith(("ss", "us", "is", "’s", "'s"))
    )


def stance_word(stance: Stance | None, holder: str | None = None) -> str:
    """The verb before a proposition; "reports" where the document itself says it; "deny" after a `holder` in the plural."""
    word = stance.value if stance else "reports"
    if holder is None or not is_plural(holder):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-2] if word.endswith("sses") else word[:-1]


def stance_tone(stance: Stance | None) -> str:
    """The color class that goes with `stance_word`."""
    return STANCE_TONES[stance] if stance else "plain"


def kind_word(kind: ActorKind | PlaceLevel) -> str:
    """person, organization, ...; "first-level division" for `adm1`."""
    return "province or state" if kind is PlaceLevel.ADM1 else kind.value


def time_words(time: TimeExpression) -> str:
    """A TIMEX3 value in words, never finer than it is: "2012-07-17" gives "Tue 17 Jul 2012", "2011" "2011", "P10Y" "10 years".

    A value that cannot be put in words is printed as the source has it.
    """
    value = time.value
    if "/" in value and time.first and time.last:
        return f"{date_words(time.first)} – {date_words(time.last)}"
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d|MO|AF|EV|NI|DT)?.*)?", value):
        return _day_words(match, time)
    if (match := re.fullmatch(r"(\d{4})-(\d\d)", value)) and 1 <= int(match[2]) <= len(MONTHS):
        return f"{MONTHS[int(match[2]) - 1]} {match[1]}"
    if re.fullmatch(r"\d{4}", value):
        return value
    if match := re.fullmatch(r"(\d{3})X?", value):
        return f"{match[1]}0s"
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        return f"week {int(match[2])} of {match[1]}"
    if (match := re.fullmatch(r"(\d{4})-(\w\d|\w\w)", value)) and match[2] in _PARTS:
        return f"{_PARTS[match[2]]} {match[1]}" if match[2].isalpha() else f"{_PARTS[match[2]]} of {match[1]}"
    if (match := re.fullmatch(r"PT?(\d+(?:\.\d+)?)([YMWDHS])", value)) and not (
        value.startswith("PT") and match[2] == "M"
    ):
        return f"{match[1]} {_UNITS[match[2]]}{'' if match[1] == '1' else 's'}"
    return one_line(time.text)


def _day_words(match: re.Match[str], time: TimeExpression) -> str:
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return one_line(time.text)
    parts = {"MO": " (morning)", "AF": " (afternoon)", "EV": " (evening)", "NI": " (night)", "DT": " (daytime)"}
    clock = match[4] or ""
    return (
        f"{_DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"
        + (parts.get(clock) or f" {clock}").rstrip()
    )


def number_words(number: Number) -> str:
    """1234 gives "1,234", 1_200_000 "1.2 million": never rounded, only shortened where nothing is lost."""
    amount = Decimal(str(number)) if isinstance(number, float) else Decimal(number)
    size = abs(amount)
    if size >= Decimal(10) ** 18:
        return f"{amount:.3e}" if amount != amount.to_integral_value() or size >= Decimal(10) ** 30 else f"{amount:,}"
    for power, name in ((12, "trillion"), (9, "billion"), (6, "million")):
        scaled = amount.scaleb(-power)
        if abs(scaled) >= 1:
            exponent = scaled.normalize().as_tuple().exponent
            if isinstance(exponent, int) and exponent >= -2:
                return f"{scaled.normalize():,f} {name}"
            break
    return f"{amount.normalize():,f}"


def figure_words(figure: Figure) -> str:
    """The quantity with its bound and unit: "≤ 3,000", "2–3%", "≈ USD 1.2 million". The noun counted is left to its own column.

    What the source says in words alone is printed in them: "hundreds of thousands", "more than half".
    """
    low, high, value = figure.low, figure.high, figure.value
    if figure.in_words:
        return one_line(figure.text).lower()
    if figure.qualifier is Qualifier.RANGE and low is not None and high is not None:
        amount = f"{number_words(low)}–{number_words(high)}"
    else:
        shown = next((n for n in (value, high, low) if n is not None), None)
        if shown is None:
            return f"“{shorten(one_line(figure.text), 60)}”"
        amount = _SYMBOLS[figure.qualifier] + number_words(shown)
    return _with_unit(amount, figure)


def figure_setting(figure: Figure) -> str:
    """What a figure is per, of and after, in words: "per day", "of 500", "before: 24"; "" where the text says none of it."""
    said = f"{figure.unit or ''} {figure.measured or ''}"
    parts = [f"per {one_line(figure.rate)}" if figure.rate and figure.rate not in said else ""]
    whole = figure.whole is not None and (
        not figure.in_words or figure.whole_span is None or not figure.covers(figure.whole_span)
    )
    parts.append(f"of {number_words(figure.whole)}" if whole and figure.whole is not None else "")
    share = "%" if figure.unit == "%" else ""
    parts.append(f"before: {number_words(figure.before)}{share}" if figure.before is not None else "")
    return ", ".join(part for part in parts if part)


_FORMS = {"person": "people", "child": "children", "man": "men", "woman": "women", "foot": "feet", "inch": "inches"}
_FORMS |= {"life": "lives", "wife": "wives", "knife": "knives", "mouse": "mice", "tooth": "teeth", "goose": "geese"}


_SYMBOL = re.compile(r"\d[\s-]?([^\W\d_]+)(?:[\s-][^\W\d_]+)?$")
_KINDS = frozenset("metric short long nautical square cubic".split())
_SCALES = frozenset("thousand million billion trillion hundred dozen k m mn bn b".split())


def _plural(unit: str) -> str:
    if unit.endswith("y") and unit[-2:-1] not in "aeiou":
        return f"{unit[:-1]}ies"
    return f"{unit}es" if unit.endswith(("s", "x", "ch", "sh")) else f"{unit}s"


def _is_named(unit: str, measured: str | None) -> bool:
    """True where the words for what is counted name the unit themselves: "trafficker" in "Colombian traffickers"."""
    starts = {unit.casefold()[:3], _FORMS.get(unit, unit)[:3]}
    return any(word.casefold()[:3] in starts for word in re.findall(r"[^\W\d_]+", measured or ""))


def _with_unit(amount: str, figure: Figure) -> str:
    """`amount` with its unit in the words of the text. A counted noun that stands outside the quantity has its own column."""
    unit, text = one_line(figure.unit or ""), one_line(figure.text)
    if not unit:
        return amount
    if unit == "%":
        return f"{amount}%"
    sign, _, number = amount.partition(" ") if amount[:1] in _SIGNS else ("", "", amount)
    if re.fullmatch(r"[A-Z]{3}", unit):
        return f"{sign} {unit} {number}".strip()
    money = next((c for c in text if unicodedata.category(c) == "Sc"), "")
    if money:
        return f"{sign} {money}{number}{unit[len(unit.split()[0]) :]}".strip()
    stem = unit.casefold()[:3]
    words = re.findall(r"[^\W\d_]+(?:[-/][^\W\d_]+)*", text)
    named = next((i for i, word in enumerate(words) if word.casefold()[:3] in (stem, _FORMS.get(unit, unit)[:3])), None)
    symbol = _SYMBOL.search(text)
    if named is None and symbol and symbol[1].casefold() not in _SCALES:  # "25C", "5 sq km"
        return text
    if named is None and (figure.is_age or not _is_named(unit, figure.measured)):  # "51", "killed 12", "a 58-lap race"
        return f"{amount} {unit if amount == '1' else _FORMS.get(unit) or _plural(unit)}"
    if named is None:
        return amount
    first = named - 1 if named and words[named - 1].casefold() in _KINDS else named  # "metric tons"
    return f"{amount} {' '.join(words[first : named + len(unit.split())])}"


def speaker_words(source: AttributionSource | None) -> str:
    """Who says it: the resolved name, else the words of the text, else that nobody is named."""
    if source is None:
        return "source not named"
    return one_line(source.actor or source.text)


def as_named(source: AttributionSource | None) -> str:
    """The text's own words for the speaker where they do not hold the printed name ("the minister"); "" otherwise."""
    if source is None or not source.actor:
        return ""
    words = one_line(source.text)
    return "" if one_line(source.actor).casefold() in words.casefold() else words


def via_words(attribution: Attribution) -> str:
    """The relays from the nearest to the farthest, "AFP, Reuters"; "" where there are none."""
    return ", ".join(speaker_words(relay) for relay in attribution.via)


_SERVANTS = frozenset("soldiers troops officers officer police policemen soldier forces guards".split())
_EVENT_PARTS = {
    EventRole.PERP_INDIVIDUAL: "perpetrator",
    EventRole.PERP_ORGANIZATION: "perpetrator",
    EventRole.VICTIM: "victim",
    EventRole.TARGET: "target",
}


def _is_of_a_state(actor: Actor) -> bool:
    """True for governments, and for "Chadian soldiers"."""
    return actor.kind is ActorKind.GOVERNMENT or actor.name.rpartition(" ")[2].lower() in _SERVANTS


def role_words(actor: Actor) -> str:
    """Role in the text's words, then the part in violence or crime: "Foreign Minister; target"; "accused" is never "perpetrator".

    What an official does there, his role and kind say already; a state's forces at war are not called perpetrators.
    """
    parts = [one_line(actor.role)] if actor.role else []
    for part in dict.fromkeys(_EVENT_PARTS.get(role, "") for role in actor.roles):
        if part == "perpetrator" and actor.accused:
            parts += ["accused"] if actor.kind in (ActorKind.PERSON, ActorKind.UNNAMED, ActorKind.ORGANIZATION) else []
        elif part == "perpetrator" and actor.kind is not ActorKind.UNNAMED and not _is_of_a_state(actor):
            parts.append("said to be the perpetrator")  # who is named may have been cleared since
        elif part and not (part == "perpetrator" and _is_of_a_state(actor)):
            parts.append(part)
    return "; ".join(parts)


def source_name(document: Document) -> str:
    """What to call a source: its publisher, else its title, else the last part of its address."""
    address = document.uri.rstrip("/")
    return (
        one_line(document.publisher or document.title or "") or one_line(re.split(r"[/\\]", address)[-1]) or "untitled"
    )


def plural(count: int, noun: str) -> str:
    """1 source, 2 sources."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def first_upper(text: str) -> str:
    """`text` with its first letter raised, for words of our own that begin a sentence."""
    return text[:1].upper() + text[1:]
