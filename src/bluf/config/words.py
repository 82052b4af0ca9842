"""Words that settings are made of, each with its check: names, marks, addresses of people, times, zones, days.

In: a string from `bluf.toml`. Out: the same in one form, or a `ValueError` that says what to write. Nothing is opened.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator

from bluf.standards import Tlp, strictest

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Event(StrEnum):
    """Kinds of event that a topic can watch."""

    ATTACK = "attack"
    ARREST = "arrest"
    PROTEST = "protest"
    ELECTION = "election"
    DISASTER = "disaster"
    ACCIDENT = "accident"
    AGREEMENT = "agreement"
    SANCTIONS = "sanctions"
    TRIAL = "trial"
    APPOINTMENT = "appointment"
    STRIKE = "strike"
    DISEASE = "disease"


def allows(ceiling: Tlp, mark: Tlp) -> bool:
    """Whether somebody with that ceiling may get what is so marked."""
    return strictest([ceiling, mark]) is ceiling


_ATOM = r"[^\s<>@,;:\\\"()\[\]\x00-\x1f\x7f-\x9f\u2028\u2029]"
_ADDRESS = re.compile(rf"(?!-){_ATOM}{{1,64}}@(?!-){_ATOM}{{1,255}}")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


def check_name(value: str) -> str:
    """A name that can be part of a path, an address and a header."""
    if not _NAME.fullmatch(value):
        msg = f"{value!r} is no name: small letters, digits, - and _ only"
        raise ValueError(msg)
    return value


def check_address(value: str) -> str:
    """One person's address: "a@staff.example", blanks and angle brackets around it removed, NFC.

    A line end, a second address or a comment is refused: nothing that could become another header or another recipient.
    """
    address = unicodedata.normalize("NFC", value.strip(" \t").removeprefix("<").removesuffix(">").strip(" \t"))
    if not _ADDRESS.fullmatch(address) or any(unicodedata.category(c) in ("Cf", "Cs", "Co") for c in address):
        msg = f"{value!r} is not one e-mail address: write name@domain"
        raise ValueError(msg)
    return address


def person_key(address: str) -> str:
    """One person, however the address is written: "A@Staff.example" and "a@staff.example" are one."""
    return check_address(address).casefold()


def check_time(value: str) -> str:
    """A time of day as "HH:MM"."""
    if not _TIME.fullmatch(value):
        msg = f"{value!r} is not a time of day: write HH:MM, from 00:00 to 23:59"
        raise ValueError(msg)
    hours, minutes = value.split(":")
    return f"{int(hours):02}:{minutes}"


def check_zone(value: str) -> str:
    """A time zone of the IANA database."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        msg = f"{value!r} is no time zone: write one like Europe/Madrid"
        raise ValueError(msg) from error
    return value


def check_line(value: str) -> str:
    """Text for one line: no line ends, no controls."""
    if any(unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") for c in value):
        msg = "must be one line without control characters"
        raise ValueError(msg)
    return value.strip()


def check_web(value: str) -> str:
    """An http(s) address without credentials."""
    rest = value.partition("://")[2]
    if not value.lower().startswith(("http://", "https://")) or not rest or any(c.isspace() for c in value):
        msg = f"{value!r} is not an http or https address"
        raise ValueError(msg)
    if "@" in rest.partition("/")[0]:
        msg = "must not carry a user name or password"
        raise ValueError(msg)
    return value


Name = Annotated[str, AfterValidator(check_name)]
Line = Annotated[str, AfterValidator(check_line)]
Address = Annotated[str, AfterValidator(check_address)]
TimeOfDay = Annotated[str, AfterValidator(check_time)]
Zone = Annotated[str, AfterValidator(check_zone)]
WebAddress = Annotated[str, AfterValidator(check_web)]
