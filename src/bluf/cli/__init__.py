"""The command line: words → calls of `pipeline` → files, standard output, exit codes.

Parses, calls, prints; the only place that prints, reads the clock and the environment, or turns errors into exit codes. A module
for each command, in the order that `bluf --help` lists them. Deliberately no work of its own.
"""

from bluf.cli import brief, render, templates, extract, stories, verify, digest, store, config, doctor  # isort: skip
from bluf.cli.app import app, main

__all__ = [
    "app",
    "brief",
    "config",
    "digest",
    "doctor",
    "extract",
    "main",
    "render",
    "store",
    "stories",
    "templates",
    "verify",
]
