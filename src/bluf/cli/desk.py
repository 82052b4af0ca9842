"""The options by which an analyst's desk has its say: register, note, marks, banner, earlier briefing. Words → `Desk`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bluf.cli.terminal import one_line, read_briefing_file
from bluf.errors import ConfigError, SourceError, UsageError
from bluf.standards import Scale, Tlp

if TYPE_CHECKING:
    from bluf.model import Desk, Note, SourceProfile

RegisterFile = Annotated[
    Path | None,
    typer.Option("--register", metavar="FILE.toml", help="Source register: who the outlets are, A to F, their marks."),
]
NoteFile = Annotated[
    Path | None,
    typer.Option("--note", metavar="FILE.md", help="Analyst comment; may cite evidence as [2:14] or [2]."),
]
Since = Annotated[
    Path | None,
    typer.Option("--since", metavar="BRIEFING.json", help="Say what changed since that briefing (JSON or HTML)."),
]
Mark = Annotated[
    str | None,
    typer.Option(
        "--mark", metavar="TLP:...", help="TLP 2.0 label; a source's stricter one stands. [default: TLP:CLEAR]"
    ),
]
ScaleName = Annotated[
    str, typer.Option("--scale", metavar="icd203|phia", help="Whose bands stand beside words of likelihood.")
]
Title = Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Title of your own for the banner.")]
Serial = Annotated[str | None, typer.Option("--serial", metavar="TEXT", help="Number of the product.")]
PreparedBy = Annotated[str | None, typer.Option("--prepared-by", metavar="TEXT", help="Who signs it.")]

_LONGEST = 200


def read_desk(
    *,
    register: Path | None,
    note: Path | None,
    mark: str | None,
    scale: str,
    banner: tuple[str | None, str | None, str | None],
) -> Desk:
    """What the options say; `banner` is title, serial number and who prepared it.

    Raises:
        UsageError: a word that is none of those to choose from.
        ConfigError: a file that cannot be used; where it has several problems they are on standard error, a line each.
    """
    from bluf.model import Desk  # not for --help

    heading, serial, prepared_by = (_line(text) for text in banner)
    return Desk(
        profiles=_profiles(register) if register else (),
        mark=_mark(mark) if mark is not None else None,
        scale=_scale(scale),
        note=_note(note) if note else None,
        heading=heading,
        serial=serial,
        prepared_by=prepared_by,
    )


def read_earlier(path: Path | None) -> bytes | None:
    """The bytes of the briefing to compare with."""
    if path is None:
        return None
    try:
        return read_briefing_file(path)
    except OSError as error:
        raise SourceError(
            f"--since cannot be read ({error.strerror}): name a briefing made with -f json", str(path)
        ) from error


def _profiles(path: Path) -> tuple[SourceProfile, ...]:
    from bluf.config.desk import read_register

    try:
        return read_register(path)
    except ConfigError as error:
        if len(error.problems) == 1:
            raise
        for problem in error.problems:
            sys.stderr.write(f"bluf: {one_line(problem)}\n")
        raise ConfigError(f"{path}: {len(error.problems)} problems: mend the lines above") from error


def _note(path: Path) -> Note:
    from bluf.config.desk import read_note

    return read_note(path)


def _mark(text: str) -> Tlp:
    wanted = text.strip().upper()
    try:
        return Tlp(wanted if wanted.startswith("TLP:") else f"TLP:{wanted}")
    except ValueError as error:
        raise UsageError(f"--mark {text!r} is no label of TLP 2.0: choose from {', '.join(Tlp)}") from error


def _scale(text: str) -> Scale:
    try:
        return Scale(text.strip().casefold())
    except ValueError as error:
        raise UsageError(f"--scale {text!r} is unknown: choose from {', '.join(Scale)}") from error


def _line(text: str | None) -> str | None:
    """Words for the banner on one line; None for none."""
    words = " ".join((text or "").split())
    if len(words) > _LONGEST:
        raise UsageError(f"{words[:40]!r}… is too long for the banner: {_LONGEST} characters at most")
    return words or None
