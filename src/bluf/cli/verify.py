"""`bluf verify`: a finished briefing → `pipeline.verify` → the list of what is not grounded."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bluf.cli.app import Debug, app, want_traceback
from bluf.cli.outputs import Sections, Template, listed_sections, wanted_formats
from bluf.cli.terminal import one_line, read_briefing_file
from bluf.config import Settings
from bluf.errors import BlufError, SourceError, UsageError


@app.command()
def verify(
    briefing: Annotated[str, typer.Argument(metavar="BRIEFING.json|BRIEFING.html", help="A finished briefing.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE...]", help="The sources again; without them the annexed texts count."),
    ] = None,
    pages: Annotated[
        list[str] | None,
        typer.Option(
            "--page", metavar="FILE", help="A page made from it (.md, .html, .docx, .eml, ...), to be compared as well."
        ),
    ] = None,
    template: Template = None,
    sections: Sections = None,
    debug: Debug = False,
) -> None:
    """Check every printed statement against the sources: exit 0 when all are grounded, 1 with the list of those that are not.

    \b
    Examples:
      bluf verify output/briefing.json seeds/
      bluf verify output/briefing.json --page output/briefing.md
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
    for page in pages or () if not problems else ():
        shown, made = _read_page(page)
        found = pipeline.compare_page(data, shown, made, template=template, sections=listed_sections(sections))
        problems += tuple(replace(problem, where=f"{page}, {problem.where}") for problem in found)
    for problem in problems:
        sys.stdout.write(f"{one_line(problem.where)}: {one_line(problem.what)}\n")
    if problems:
        count = f"{len(problems)} {'statement is' if len(problems) == 1 else 'statements are'}"
        raise BlufError(f"{briefing}: {count} not grounded: see the list on standard output")
    sys.stdout.write("all statements are grounded\n")
    if not rendering.is_compared_whole(data):
        sys.stdout.write("what else the page shows was not compared: another template, or another version, made it\n")
    if not pipeline.is_made_again(rendering.load_briefing(data), model):
        sys.stdout.write(
            "what the analysis says of them was not compared: another version or another model made it, or it ended early\n"
        )


def _read_page(path: str) -> tuple[bytes, str]:
    """A page and its format."""
    (made,) = wanted_formats(None, path)[:1]
    if (
        Path(path).suffix.lower() not in {".md", ".markdown", ".html", ".htm", ".docx", ".json", ".eml"}
        or made == "pdf"
    ):
        raise UsageError(f"--page {one_line(path)}: name a .md, .html, .docx, .eml or .stix.json file")
    try:
        return read_briefing_file(Path(path)), made
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror}): name a page made from the briefing", path) from error
