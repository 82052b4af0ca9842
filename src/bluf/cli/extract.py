"""`bluf extract`: JSON Lines → `pipeline.extract` → JSON Lines."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from bluf.cli.app import Debug, app, want_traceback
from bluf.cli.sharing import Cluster, Jobs
from bluf.cli.terminal import open_lines, quick_start, write_records
from bluf.config import Settings


@app.command()
def extract(
    source: Annotated[
        str, typer.Option("--input", "-i", metavar="FILE.jsonl|-", help="JSON Lines with id and text.")
    ] = "-",
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE.jsonl|-", help="Where the records go.")] = "-",
    jobs: Jobs = 1,
    cluster: Cluster = None,
    only: Annotated[
        str | None, typer.Option("--only", metavar="actors,figures,...", help="Only these lists of the record.")
    ] = None,
    debug: Debug = False,
) -> None:
    """The analysis alone, for other tools: JSON Lines in, JSON Lines out, in the same order, as a stream.

    \b
    Example:
      bluf extract --input articles.jsonl --output findings.jsonl --only actors,figures
    """
    want_traceback(debug)
    from bluf import pipeline, records
    from bluf.sources.limits import read_limits

    fields = records.check_fields(only.split(",")) if only else records.FIELDS
    settings = Settings.read(os.environ)
    seconds = read_limits(settings.limits).analysis_seconds
    with quick_start(), open_lines(source) as lines:
        found = pipeline.extract(lines, only=fields, model=settings.model, jobs=jobs, cluster=cluster, seconds=seconds)
        write_records(found, output, source=source)
