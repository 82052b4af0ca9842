"""What an analyst's desk hands in as files: source register (TOML) and note (Markdown) → `SourceProfile`s and `Note`.

Every problem of a register is told at once, each with file, line and key. A note is only read: what it cites is resolved against
the sources of the briefing. Deliberately nothing is guessed: a letter that is none of A to F stops the run.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from bluf.config.lines import find_lines, line_in, line_of
from bluf.errors import ConfigError
from bluf.model import Note, SourceProfile
from bluf.standards import Reliability, Tlp
from bluf.toml import parse_toml

_LARGEST = 1_000_000
_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class _Entry(BaseModel):
    """A `[[source]]` table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: _Words
    match: tuple[_Words, ...] = ()
    reliability: Reliability = Reliability.F
    kind: _Words | None = None
    country: Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")] | None = None
    owner: _Words | None = None
    bias: _Words | None = None
    type: Literal["PAI", "CAI", "OSINT"] | None = None
    tlp: Tlp | None = None


class _Register(BaseModel):
    """The file: any number of `[[source]]` tables."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: tuple[_Entry, ...] = Field(min_length=1)


_HINTS = {
    "reliability": "write one letter, A to F",
    "country": 'write the ISO code in two capitals, "BO"',
    "tlp": 'write "TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN" or "TLP:CLEAR"',
    "type": 'write "PAI", "CAI" or "OSINT"',
    "match": 'write a list of names, hosts or patterns, ["andes.example"]',
}


def read_register(path: Path) -> tuple[SourceProfile, ...]:
    """The outlets of a source register, in the order of the file.

    Raises:
        ConfigError: with every problem found, each as "register.toml, line 4: source 2, reliability: ...".
    """
    text = _read(path, "a source register")
    try:
        written = parse_toml(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path.name}, line {line_in(str(error)) or '?'}: not TOML: {error}") from error
    lines = find_lines(text)
    try:
        register = _Register.model_validate(written)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False)
        inner = [f for f in found if len(f["loc"]) > 1]  # entries that failed make their list too short as well
        problems = [_told(path.name, lines, f["loc"], _what(f["type"], f["loc"], f["msg"])) for f in inner or found]
        raise _failure(problems) from error
    problems = _ambiguous(path.name, lines, register)
    if problems:
        raise _failure(problems)
    return tuple(
        SourceProfile(
            name=entry.name,
            reliability=entry.reliability,
            match=entry.match,
            kind=entry.kind,
            country=entry.country,
            owner=entry.owner,
            bias=entry.bias,
            source_type=entry.type,
            mark=entry.tlp,
        )
        for entry in register.source
    )


def read_note(path: Path) -> Note:
    """An analyst's note, as it stands in the file, line ends apart.

    Raises:
        ConfigError: it cannot be read, or is empty.
    """
    text = _read(path, "an analyst's note").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ConfigError(f"{path.name}: the note is empty: write it, or leave --note out")
    return Note(text=text, name=path.name)


def _read(path: Path, what: str) -> str:
    try:
        with path.open("rb") as file:  # no more than needed to refuse it: a device has no end
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read as {what} ({error.strerror})") from error
    if len(data) > _LARGEST:
        raise ConfigError(f"{path}: larger than 1 MB: this is not {what}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path.name}, line {line}: not UTF-8: save {what} as UTF-8") from error


def _what(kind: str, loc: tuple[int | str, ...], message: str) -> str:
    key = str(loc[2]) if len(loc) > 2 else ""
    if kind == "extra_forbidden":
        return "no such key: check its spelling"
    if kind == "missing":
        return "is missing"
    if not key:
        return "write one [[source]] table for each outlet"
    return _HINTS.get(key, message[0].lower() + message[1:])


def _told(name: str, lines: dict[tuple[str | int, ...], int], loc: tuple[int | str, ...], what: str) -> str:
    line = line_of(loc, lines)
    entry = f"source {int(loc[1]) + 1}" if len(loc) > 1 else ".".join(map(str, loc))
    key = f"{entry}, {'.'.join(map(str, loc[2:]))}" if len(loc) > 2 else entry
    return f"{name}{f', line {line}' if line else ''}: {key}: {what}"


def _ambiguous(name: str, lines: dict[tuple[str | int, ...], int], register: _Register) -> list[str]:
    """Names and patterns that two outlets claim."""
    owners: dict[str, list[int]] = defaultdict(list)
    for i, entry in enumerate(register.source):
        for form in dict.fromkeys(form.casefold() for form in (entry.name, *entry.match)):
            owners[form].append(i)
    return [
        _told(name, lines, ("source", i), f"{form!r} is claimed by source {claimed[0] + 1} already")
        for form, claimed in owners.items()
        for i in claimed[1:]
    ]


def _failure(problems: list[str]) -> ConfigError:
    told = tuple(dict.fromkeys(" ".join(p.split()) for p in problems))
    more = f" (and {len(told) - 1} more)" if len(told) > 1 else ""
    return ConfigError(told[0] + more, told)
