"""`bluf render`: a saved briefing → other formats, without reading the sources or analyzing anything again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bluf.cli.app import Debug, app, want_traceback
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
from bluf.cli.terminal import quick_start, read_briefing_file


@app.command()
def render(
    briefing: Annotated[
        str, typer.Argument(metavar="BRIEFING.json|BRIEFING.html", help="A briefing that bluf has made.")
    ],
    formats: Formats = None,
    output: Output = DEFAULT_OUTPUT,
    template: Template = None,
    sections: Sections = None,
    pdf_variant: PdfVariant = "ua",
    debug: Debug = False,
) -> None:
    """A finished briefing in other formats or another style; a briefing that was changed by hand is refused.

    \b
    Examples:
      bluf render output/briefing.json -f docx -f stix
      bluf render output/briefing.json --template summary -f pdf -o summary.pdf
    """
    want_traceback(debug)
    from bluf import pipeline
    from bluf.errors import SourceError

    wanted = wanted_formats(formats, output)
    check_output(output)
    try:
        data = read_briefing_file(Path(briefing))
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror}): name a briefing that bluf has made", briefing) from error
    with quick_start():
        rendered = pipeline.render_again(
            data, formats=wanted, template=template, sections=listed_sections(sections), pdf_variant=pdf_variant
        )
    write_rendered(rendered, output, sources=(briefing,))
