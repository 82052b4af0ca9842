"""Rendering: a finished `Briefing` in, bytes of one output format out.

Every format is a pure function of the briefing: no clock, no network, the same bytes each time. Nothing is judged, found or
reordered here, and no sentence is written here: prose comes from `Statement`s alone.

Heavy parts (Jinja2, WeasyPrint, pydantic) are imported where they are used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bluf.errors import UsageError
from bluf.model import Briefing, Rendered
from bluf.rendering.alterations import find_alterations, is_compared_whole, printed_statements
from bluf.rendering.interchange import digest_holds, dump_briefing, load_briefing

__all__ = [
    "FORMATS",
    "digest_holds",
    "dump_briefing",
    "find_alterations",
    "is_compared_whole",
    "load_briefing",
    "printed_statements",
    "render",
]

if TYPE_CHECKING:
    from bluf.rendering.pdf import PdfWorker

FORMATS = ("md", "html", "pdf", "json")
"""What `render` can make, in the order in which outputs are written."""

_MEDIA_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
}


def render(
    briefing: Briefing,
    format: str,  # noqa: A002 - the word users know
    *,
    template: str | None = None,
    pdf: PdfWorker | None = None,
) -> Rendered:
    """`briefing` as one output.

    Args:
        briefing: complete and ordered; printed as it is.
        format: one of `FORMATS`.
        template: None for the built-in "briefing"; the name of another built-in; or the path of a user's template, a file named
            `*.html.j2` or `*.md.j2`, or a folder with `briefing.html.j2`, `briefing.md.j2`. A format for which the user's template
            has nothing is made with the built-in one; JSON has no template.
        pdf: a worker that was started before, so that WeasyPrint is loaded already; one is started and ended where None.

    Raises:
        UsageError: unknown format.
        TemplateError: the template cannot be found, parsed or filled, or makes something that is not inert.
        RenderError: the PDF could not be made, or not within its limits.
    """
    if format not in FORMATS:
        msg = f"unknown format {format!r}: choose from {', '.join(FORMATS)}"
        raise UsageError(msg)
    return Rendered(
        body=_body(briefing, format, template, pdf), media_type=_MEDIA_TYPES[format], filename=f"briefing.{format}"
    )


def _body(briefing: Briefing, output: str, template: str | None, pdf: PdfWorker | None) -> bytes:
    if output == "json":
        return dump_briefing(briefing)
    from bluf.rendering.templates import fill_template

    text = fill_template(briefing, output, template)
    if output != "pdf":
        return text.encode("utf-8")
    from bluf.rendering.pdf import PdfWorker

    if pdf is not None:
        return pdf.render(text)
    with PdfWorker() as worker:
        return worker.render(text)
