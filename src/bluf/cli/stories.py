"""`bluf stories`: JSON Lines → `pipeline.group` → JSON Lines."""

from __future__ import annotations

from typing import Annotated

import typer

from bluf.cli.app import Debug, app, want_traceback
from bluf.cli.terminal import open_lines, write_records


@app.command()
def stories(
    source: Annotated[
        str, typer.Option("--input", "-i", metavar="FILE.jsonl|-", help="JSON Lines with id and text.")
    ] = "-",
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE.jsonl|-", help="Where the records go.")] = "-",
    debug: Debug = False,
) -> None:
    """Group articles into stories and find reprints: JSON Lines in, JSON Lines out, in the same order.

    \b
    Example:
      bluf stories --input articles.jsonl --output stories.jsonl
    """
    want_traceback(debug)
    from bluf import pipeline

    with open_lines(source) as lines:
        write_records(pipeline.group(lines), output, source=source)
