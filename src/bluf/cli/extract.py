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

    fields = records.check_fields(only.split(",")) if only else records.FIELDS
    model = Settings.read(os.environ).model
    with quick_start(), open_lines(source) as lines:
        found = pipeline.extract(lines, only=fields, model=model, jobs=jobs, cluster=cluster)
        write_records(found, output, source=source)
