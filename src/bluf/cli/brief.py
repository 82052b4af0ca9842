"""`bluf brief`: its words → `pipeline.brief` → files or standard output."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from bluf.cli.app import Debug, app, want_traceback
from bluf.cli.desk import (
    Mark,
    NoteFile,
    PreparedBy,
    RegisterFile,
    ScaleName,
    Serial,
    Since,
    Title,
    read_desk,
    read_earlier,
)
from bluf.cli.outputs import (
    DEFAULT_OUTPUT,
    Formats,
    Output,
    PdfVariant,
    Sections,
    Template,
    check_output,
    listed_sections,
    wanted_formats,
    write_rendered,
)
from bluf.cli.sharing import Cluster, Jobs
from bluf.cli.terminal import one_line, progress, quick_start
from bluf.config import Settings
from bluf.errors import UsageError
from bluf.standards import Scale


@app.command()
def brief(  # noqa: PLR0913, PLR0917 - each option is one argument
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Files, folders, globs, http(s) URLs, or - for standard input."),
    ],
    formats: Formats = None,
    output: Output = DEFAULT_OUTPUT,
    template: Template = None,
    sections: Sections = None,
    pdf_variant: PdfVariant = "ua",
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="What today means (YYYY-MM-DD). [default: newest source]"),
    ] = None,
    register: RegisterFile = None,
    note: NoteFile = None,
    since: Since = None,
    mark: Mark = None,
    scale: ScaleName = Scale.ICD203.value,
    title: Title = None,
    serial: Serial = None,
    prepared_by: PreparedBy = None,
    limit: Annotated[
        list[str] | None,
        typer.Option("--limit", metavar="NAME=NUMBER", help="Another ceiling, as in SECURITY.md; may be repeated."),
    ] = None,
    jobs: Jobs = 1,
    cluster: Cluster = None,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse instead of printing caveats.")] = False,
    debug: Debug = False,
) -> None:
    """One briefing over all sources, as Markdown, HTML, PDF, DOCX, JSON, STIX or mail.

    \b
    Examples:
      bluf brief seeds/
      bluf brief article.html -f json -o - --as-of 2012-07-19
      bluf brief news/ --register outlets.toml --note comment.md --mark TLP:AMBER
      bluf brief news/ --since output/briefing.json
    """
    want_traceback(debug)
    from bluf import pipeline
    from bluf.sources import read_limits

    settings = Settings.read(os.environ)
    limits = read_limits((*settings.limits, *(limit or ())))
    wanted = wanted_formats(formats, output)
    day = _date(as_of)
    check_output(output)
    desk = read_desk(register=register, note=note, mark=mark, scale=scale, banner=(title, serial, prepared_by))
    earlier = read_earlier(since)  # before anything is written: it may be the very file that is written anew
    with quick_start(), progress() as told:
        result = pipeline.brief(
            sources,
            formats=wanted,
            template=template,
            sections=listed_sections(sections),
            pdf_variant=pdf_variant,
            as_of=day,
            desk=desk,
            since=earlier,
            strict=strict,
            model=settings.model,
            limits=limits,
            jobs=jobs,
            cluster=cluster,
            stdin=sys.stdin.buffer,
            now=datetime.now(UTC),
            progress=told,
        )
    for failure in result.failures:
        sys.stderr.write(f"bluf: warning: {one_line(str(failure))}\n")
    failed = (failure.uri for failure in result.failures)
    own = (str(path) for path in (note, register) if path is not None)
    write_rendered(result.rendered, output, sources=(*result.opened, *failed, *own))


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"--as-of {text!r} is not a date: write YYYY-MM-DD") from error
