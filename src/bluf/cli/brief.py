"""`bluf brief`: its words → `pipeline.brief` → files or standard output."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from bluf.cli.app import Debug, app, want_traceback
from bluf.cli.terminal import one_line, progress, quick_start
from bluf.config import Settings
from bluf.errors import UsageError

_SUFFIXES = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".pdf": "pdf", ".json": "json"}
_DEFAULT_OUTPUT = "output"


@app.command()
def brief(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Files, folders, globs, http(s) URLs, or - for standard input."),
    ],
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "-f", "--format", metavar="md|html|pdf|json", help="Output format; may be repeated. [default: md html pdf]"
        ),
    ] = None,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="DIR|FILE|-", help="Folder, file, or - for standard output.")
    ] = _DEFAULT_OUTPUT,
    template: Annotated[
        str | None, typer.Option("--template", metavar="NAME|PATH", help="Another template than the full briefing.")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="What today means (YYYY-MM-DD). [default: newest source]"),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse instead of printing caveats.")] = False,
    debug: Debug = False,
) -> None:
    """One briefing over all sources, as Markdown, HTML, PDF or JSON.

    \b
    Examples:
      bluf brief seeds/
      bluf brief article.html -f json -o - --as-of 2012-07-19
    """
    want_traceback(debug)
    from bluf import delivery, pipeline

    wanted = _formats(formats, output)
    day = _date(as_of)
    if output != "-":
        delivery.check_target(_target(output))
    with quick_start(), progress() as told:
        result = pipeline.brief(
            sources,
            formats=wanted,
            template=template,
            as_of=day,
            strict=strict,
            model=Settings.read(os.environ).model,
            stdin=sys.stdin.buffer,
            now=datetime.now(UTC),
            progress=told,
        )
    for failure in result.failures:
        sys.stderr.write(f"bluf: warning: {one_line(str(failure))}\n")
    if output == "-":
        delivery.write_stream(result.rendered[0], sys.stdout.buffer)
        return
    failed = (failure.uri for failure in result.failures)
    for path in delivery.write_outputs(result.rendered, _target(output), sources=(*result.opened, *failed)):
        sys.stderr.write(f"bluf: wrote {one_line(str(path))}\n")


def _formats(formats: list[str] | None, output: str) -> tuple[str, ...]:
    """The formats asked for, each once; a file's name decides where none was named."""
    wanted = tuple(dict.fromkeys(formats or ()))
    suffix = Path(output).suffix.lower()
    if output == "-":
        if len(wanted) > 1:
            raise UsageError("-o - takes one format: name one with -f")
        return wanted or ("md",)
    if suffix in _SUFFIXES and not Path(output).is_dir():
        wanted = wanted or (_SUFFIXES[suffix],)
        if len(wanted) > 1:
            raise UsageError(f"-o {output} is one file but {len(wanted)} formats are asked for: name a folder")
    return wanted or ("md", "html", "pdf")


def _target(output: str) -> Path:
    return Path(output)


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"--as-of {text!r} is not a date: write YYYY-MM-DD") from error
