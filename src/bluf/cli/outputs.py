"""The options of every command that writes briefings, and what they mean. In: words of the user. Out: formats, sections, files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bluf.cli.terminal import one_line
from bluf.errors import UsageError
from bluf.interruption import stop_if_asked

if TYPE_CHECKING:
    from bluf.model import Rendered

DEFAULT_OUTPUT = "output"
_SUFFIXES = {
    ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".pdf": "pdf", ".docx": "docx", ".json": "json",
    ".eml": "eml",
}  # fmt: skip

Formats = Annotated[
    list[str] | None,
    typer.Option(
        "-f",
        "--format",
        metavar="md|html|pdf|docx|json|stix|eml",
        help="Output format; may be repeated. [default: md html pdf]",
    ),
]
Output = Annotated[
    str, typer.Option("-o", "--output", metavar="DIR|FILE|-", help="Folder, file, or - for standard output.")
]
Template = Annotated[
    str | None,
    typer.Option(
        "--template", metavar="NAME|PATH", help="A style (see bluf templates list), or a template or look of your own."
    ),
]
Sections = Annotated[
    str | None,
    typer.Option(
        "--sections", metavar="ID,ID,...", help="Only these sections, in this order (see bluf templates list)."
    ),
]
PdfVariant = Annotated[
    str,
    typer.Option(
        "--pdf-variant",
        metavar="ua|a3",
        help="PDF/UA-1 for reading, or PDF/A-3a for the archive, with the JSON attached.",
    ),
]


def wanted_formats(formats: list[str] | None, output: str) -> tuple[str, ...]:
    """The formats asked for, each once; a file's name decides where none was named.

    Raises:
        UsageError: several formats for one file or for standard output, or no name at all.
    """
    if not output.strip():
        raise UsageError("-o names nothing: give a folder, a file, or - for standard output")
    wanted = tuple(dict.fromkeys(formats or ()))
    named = "stix" if output.lower().endswith(".stix.json") else _SUFFIXES.get(Path(output).suffix.lower())
    if output == "-":
        if len(wanted) > 1:
            raise UsageError("-o - takes one format: name one with -f")
        return wanted or ("md",)
    if named and not Path(output).is_dir():
        wanted = wanted or (named,)
        if len(wanted) > 1:
            raise UsageError(f"-o {output} is one file but {len(wanted)} formats are asked for: name a folder")
    return wanted or ("md", "html", "pdf")


def listed_sections(sections: str | None) -> tuple[str, ...]:
    """The ids of `--sections`."""
    from bluf.rendering.look import list_sections

    return list_sections(sections or "")


def check_output(output: str) -> None:
    """Find out before the work what would stop `write_rendered` after it."""
    from bluf import delivery

    if output != "-":
        delivery.check_target(Path(output))


def write_rendered(rendered: Sequence[Rendered], output: str, *, sources: Iterable[str]) -> None:
    """Write to files, telling their names on standard error, or to standard output. Nothing of `sources` is written over."""
    from bluf import delivery

    stop_if_asked()
    if output == "-":
        delivery.write_stream(rendered[0], sys.stdout.buffer)
        return
    for path in delivery.write_outputs(rendered, Path(output), sources=sources):
        sys.stderr.write(f"bluf: wrote {one_line(str(path))}\n")
