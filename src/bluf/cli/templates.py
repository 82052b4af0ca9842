"""`bluf templates`: list the styles and sections, show a built-in template, copy one to change."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bluf.cli.app import Debug, app, want_traceback
from bluf.cli.terminal import one_line

templates = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="List the styles and sections of a briefing, show a template, copy one to change.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(templates, name="templates")


@templates.command("list")
def list_templates(debug: Debug = False) -> None:
    """The styles for --template and the sections for --sections.

    \b
    Example:
      bluf templates list
    """
    want_traceback(debug)
    from bluf.rendering.choice import INTERACTIVE
    from bluf.rendering.look import SECTIONS, STYLES

    styles = {**STYLES, INTERACTIVE: "the full briefing with search, by a script in the HTML page"}
    width = max(map(len, (*styles, *SECTIONS)))
    lines = ["styles (--template NAME)", *(f"  {name:<{width}}  {about}" for name, about in styles.items())]
    lines += ["", "sections (--sections ID,ID,...), in the order of the full briefing"]
    lines += [f"  {name:<{width}}  {heading}" for name, heading in SECTIONS.items()]
    sys.stdout.write("\n".join(lines) + "\n")


@templates.command("show")
def show_template(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A style, a section, or a file as copy writes it.")
    ] = "briefing",
    debug: Debug = False,
) -> None:
    """A built-in template, on standard output.

    \b
    Examples:
      bluf templates show summary.html.j2
      bluf templates show sections/figures.html.j2
    """
    want_traceback(debug)
    from bluf.rendering.shipped import read_shipped

    sys.stdout.buffer.write(read_shipped(name).encode("utf-8"))


@templates.command("copy")
def copy_template(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="A new or empty folder.")],
    style: Annotated[
        str, typer.Option("--style", metavar="NAME", help="The style to start from (see bluf templates list).")
    ] = "briefing",
    sections: Annotated[
        bool, typer.Option("--sections", help="The templates of the sections as well, to change single ones.")
    ] = False,
    debug: Debug = False,
) -> None:
    """A style to change: its HTML and Markdown templates and a template.toml for colors, logo, sections and paper.

    \b
    Example:
      bluf templates copy desk/ --style summary
      bluf brief seeds/ --template desk/
    """
    want_traceback(debug)
    from bluf.delivery import write_outputs
    from bluf.errors import DeliveryError
    from bluf.model import Rendered
    from bluf.rendering.shipped import starter_files

    place = Path(folder)
    if place.is_dir() and any(place.iterdir()):
        raise DeliveryError(
            f"{one_line(folder)}: is not empty; name a new folder, so that nothing of yours is written over"
        )
    for sub, files in starter_files(style, sections=sections).items():
        made = [Rendered(body=text.encode(), media_type="text/plain", filename=name) for name, text in files.items()]
        for path in write_outputs(made, place / sub if sub else place / "."):
            sys.stderr.write(f"bluf: wrote {one_line(str(path))}\n")
