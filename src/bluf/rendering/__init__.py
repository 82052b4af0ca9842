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
from bluf.rendering.choice import Choice, choose_template
from bluf.rendering.interchange import digest_holds, dump_briefing, load_briefing
from bluf.rendering.page import Page

__all__ = [
    "FORMATS",
    "PDF_VARIANTS",
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

FORMATS = ("md", "html", "pdf", "docx", "json", "stix")
"""What `render` can make, in the order in which outputs are written."""

PDF_VARIANTS = ("ua", "a3")

_MEDIA_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "stix": "application/stix+json;version=2.1",
}
_FILENAMES = {"stix": "briefing.stix.json"}


def render(
    briefing: Briefing,
    format: str,  # noqa: A002 - the word users know
    *,
    template: str | None = None,
    sections: tuple[str, ...] = (),
    pdf: PdfWorker | None = None,
    pdf_variant: str = "ua",
) -> Rendered:
    """`briefing` as one output.

    Args:
        briefing: complete and ordered; printed as it is.
        format: one of `FORMATS`.
        template: as for `bluf.rendering.choice.choose_template`. A format for which the user's template has nothing is made with
            the built-in one, in the same look; JSON and STIX have no template.
        sections: ids of `bluf.rendering.look.SECTIONS` to print, in this order; () for those of the template.
        pdf: a worker that was started before, so that WeasyPrint is loaded already; one is started and ended where None.
        pdf_variant: one of `PDF_VARIANTS`: "ua" is PDF/UA-1, "a3" PDF/A-3a with the JSON attached.

    Raises:
        UsageError: unknown format.
        TemplateError: the template cannot be found, parsed or filled, or makes something that is not inert.
        RenderError: the PDF could not be made, or not within its limits.
    """
    if format not in FORMATS:
        msg = f"unknown format {format!r}: choose from {', '.join(FORMATS)}"
        raise UsageError(msg)
    return Rendered(
        body=_body(briefing, format, choose_template(template, sections), pdf, pdf_variant),
        media_type=_MEDIA_TYPES[format],
        filename=_FILENAMES.get(format, f"briefing.{format}"),
    )


def _body(briefing: Briefing, output: str, choice: Choice, pdf: PdfWorker | None, variant: str) -> bytes:
    if output == "json":
        return dump_briefing(briefing)
    if output == "stix":
        from bluf.rendering.stix import dump_stix

        return dump_stix(briefing)
    if output == "docx":
        from bluf.rendering.repeats import with_few_repeats
        from bluf.rendering.templates import check_templates
        from bluf.rendering.word import write_word

        check_templates(briefing, choice)
        return write_word(Page(with_few_repeats(briefing), output, look=choice.look))
    from bluf.rendering.templates import fill_template

    text = fill_template(briefing, output, choice)
    if output != "pdf":
        return text.encode("utf-8")
    from bluf.rendering.pdf import PdfWorker

    attachment = dump_briefing(briefing) if variant == "a3" else b""
    if pdf is not None:
        return pdf.render(text, attachment=attachment)
    with PdfWorker() as worker:
        return worker.render(text, attachment=attachment)
