"""`bluf extract`: JSON Lines → `pipeline.extract` → JSON Lines."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from bluf.cli.app import Debug, app, want_traceback
from bluf.cli.terminal import open_lines, quick_start, stdout
from bluf.config import Settings


@app.command()
def extract(
    source: Annotated[
        str, typer.Option("--input", "-i", metavar="FILE.jsonl|-", help="JSON Lines with id and text.")
    ] = "-",
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE.jsonl|-", help="Where the records go.")] = "-",
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes to share the work among.")] = 1,
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
    from bluf import delivery, pipeline, records

    fields = records.check_fields(only.split(",")) if only else records.FIELDS
    model = Settings.read(os.environ).model
    bad = 0
    with quick_start(), ExitStack() as stack:
        lines = stack.enter_context(open_lines(source))
        out = stack.enter_context(delivery.open_whole(Path(output), source=source)) if output != "-" else stdout()
        for line, usable in pipeline.extract(lines, only=fields, model=model, jobs=jobs):
            out.write(line + "\n")
            bad += not usable
        out.flush()
    if bad:
        sys.stderr.write(
            f'bluf: {bad} {"line" if bad == 1 else "lines"} could not be used: see "error" in the output\n'
        )
        raise typer.Exit(1)
