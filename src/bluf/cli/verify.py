"""`bluf verify`: a finished briefing → `pipeline.verify` → the list of what is not grounded."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from bluf.cli.app import Debug, app, want_traceback
from bluf.cli.terminal import one_line, read_briefing_file
from bluf.config import Settings
from bluf.errors import BlufError, SourceError


@app.command()
def verify(
    briefing: Annotated[str, typer.Argument(metavar="BRIEFING.json|BRIEFING.html", help="A finished briefing.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE...]", help="The sources again; without them the annexed texts count."),
    ] = None,
    debug: Debug = False,
) -> None:
    """Check every printed statement against the sources: exit 0 when all are grounded, 1 with the list of those that are not.

    \b
    Example:
      bluf verify output/briefing.json seeds/
    """
    want_traceback(debug)
    from bluf import pipeline, rendering

    try:
        data = read_briefing_file(Path(briefing))
    except OSError as error:
        raise SourceError(
            f"cannot be read ({error.strerror}): name a briefing made with -f json or -f html", briefing
        ) from error
    model = Settings.read(os.environ).model
    problems = pipeline.verify(data, sources or (), stdin=sys.stdin.buffer, model=model)
    for problem in problems:
        sys.stdout.write(f"{one_line(problem.where)}: {one_line(problem.what)}\n")
    if problems:
        count = f"{len(problems)} {'statement is' if len(problems) == 1 else 'statements are'}"
        raise BlufError(f"{briefing}: {count} not grounded: see the list on standard output")
    sys.stdout.write("all statements are grounded\n")
    if not rendering.is_compared_whole(data):
        sys.stdout.write("what else the page shows was not compared: another template, or another version, made it\n")
    if not pipeline.is_made_again(rendering.load_briefing(data), model):
        sys.stdout.write("what the analysis says of them was not compared: another version or another model made it\n")
