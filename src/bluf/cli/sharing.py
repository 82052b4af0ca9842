"""The two options of every command that shares its work among processes or machines.

Deliberately no command here.
"""

from __future__ import annotations

from typing import Annotated

import typer

Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes to share the work among.")]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster", metavar="ADDRESS", help="Dask scheduler whose workers do the work (needs bluf[cluster])."
    ),
]
