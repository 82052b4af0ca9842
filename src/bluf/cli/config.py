"""`bluf config check|show|init`: the settings file → findings, the settings as they count, a first file."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bluf.cli.app import Debug, app, want_traceback
from bluf.cli.terminal import one_line
from bluf.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from bluf.config.schema import Config

commands = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(commands, name="config", help="Check, show or write the settings of the daily digest.")

ConfigPath = Annotated[
    Path | None,
    typer.Option("--config", "-c", metavar="FILE", help="Settings. [default: BLUF_CONFIG, else bluf.toml]"),
]
"""The option of every command that reads `bluf.toml`."""


def config_path(given: Path | None) -> Path:
    """Which settings file is meant."""
    return given or Path(os.environ.get("BLUF_CONFIG") or "bluf.toml")


def load(given: Path | None) -> Config:
    """The settings that a command runs with."""
    from bluf.config.reading import read_config

    return read_config(config_path(given), os.environ)


@commands.command()
def check(config: ConfigPath = None, debug: Debug = False) -> None:
    """Report every problem of the settings at once, each with its line: exit 0 when there is none.

    \b
    Example:
      bluf config check
    """
    want_traceback(debug)
    try:
        settings = load(config)
    except ConfigError as error:
        raise _problems(error.problems, config) from error
    problems = [*_missing_passwords(settings)]
    if problems:
        raise _problems(problems, config)
    from bluf.rendering.wording import plural

    people = {person for digest in settings.digests.values() for person in digest.people}
    counts = {
        "source": len(settings.sources),
        "topic": len(settings.topics),
        "digest": len(settings.digests),
        "recipient": len(people),
    }
    sys.stdout.write(f"ok: {', '.join(plural(count, noun) for noun, count in counts.items())}\n")


def _missing_passwords(settings: Config) -> Iterator[str]:
    from bluf.config.reading import password
    from bluf.config.schema import Imap

    tables = [
        ("mail", settings.mail),
        *((f"sources.{n}", s) for n, s in settings.sources.items() if isinstance(s, Imap)),
    ]
    for place, table in tables:
        try:
            password(table, settings.folder)
        except ConfigError as error:
            yield f"{place}: {error}"


def _problems(problems: Sequence[str], config: Path | None) -> ConfigError:
    """Print all of them, and give the line that ends the command."""
    for problem in problems:
        sys.stdout.write(f"{one_line(problem)}\n")
    count = f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}"
    return ConfigError(f"{config_path(config)}: {count}: see the list on standard output")


@commands.command()
def show(config: ConfigPath = None, debug: Debug = False) -> None:
    """Print the settings as they count, file and environment together, as JSON; secrets as asterisks.

    \b
    Example:
      bluf config show
    """
    want_traceback(debug)
    from bluf.config.reading import shown

    sys.stdout.write(json.dumps(shown(load(config)), indent=2, ensure_ascii=False) + "\n")


@commands.command()
def init(config: ConfigPath = None, debug: Debug = False) -> None:
    """Write a first settings file, complete and commented. One that is there already is left alone.

    \b
    Example:
      bluf config init
    """
    want_traceback(debug)
    from bluf import delivery
    from bluf.config.example import EXAMPLE
    from bluf.model import Rendered

    path = config_path(config)
    if os.path.lexists(path):
        raise UsageError(f"{path}: is there already; name another with --config")
    written = Rendered(body=EXAMPLE.encode("utf-8"), media_type="application/toml", filename=path.name)
    (made,) = delivery.write_outputs([written], path)
    sys.stderr.write(f"bluf: wrote {one_line(str(made))}; change it, then: bluf config check\n")
