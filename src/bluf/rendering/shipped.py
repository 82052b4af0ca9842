"""The built-in templates as files that a user may read and copy. In: a name or a style. Out: their text. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping

from bluf.errors import TemplateError
from bluf.rendering.advice import meant
from bluf.rendering.assets import template_folder
from bluf.rendering.look import LOOK_FILE, SECTIONS, STYLE_SECTIONS, STYLES, Look
from bluf.rendering.text import shorten

_STARTER = """# The look of a briefing: `bluf brief ... --template FOLDER`. Every key may be left out.

# The style to start from: {styles}.
base = "{base}"

# Sections to print, in this order (bluf templates list tells what each is).
# sections = [{sections}]

# Color of rules, numbers and links on light and on dark ground. It must be readable: 4.5 to 1 against the paper.
accent = "{accent}"
accent_dark = "{accent_dark}"

# Printed in the banner; with a logo it is the words for those who cannot see it. PNG or JPEG, in this folder, up to 300 kB.
# organization = "Desk 4"
# logo = "logo.png"

# Paper of PDF, DOCX and a browser's print: "a4" or "letter".
paper = "{paper}"

# "yes" adds search to the HTML page, by a script; filters by actor, source and stance work without.
scripts = "no"
"""


def read_shipped(name: str) -> str:
    """The text of a built-in template: "summary" or "figures" (the HTML), "summary.md.j2", "base.css".

    Raises:
        TemplateError: there is none of that name.
    """
    folder = template_folder()
    names = sorted(
        file.relative_to(folder).as_posix() for pattern in ("*.j2", "*.css", "*.js") for file in folder.rglob(pattern)
    )
    wanted = f"{name}.html.j2" if name in STYLES else f"sections/{name}.html.j2" if name in SECTIONS else name
    if wanted not in names:
        known = ", ".join(n for n in names if "/" not in n and not n.startswith("_"))
        raise TemplateError(
            f"{shorten(name, 100)}: no such template; there are {known}, and for each section sections/NAME.html.j2 and "
            f"sections/NAME.md.j2{meant(name, [*names, *STYLES, *SECTIONS])}"
        )
    return (folder / wanted).read_text("utf-8")


def starter_files(style: str, *, sections: bool = False) -> Mapping[str, Mapping[str, str]]:
    """What `bluf templates copy` writes: by folder ("" is the template's own), the text of each file by name.

    The templates of a style go by the names under which a folder of templates is read, `briefing.html.j2` and `briefing.md.j2`.

    Raises:
        TemplateError: there is no such style.
    """
    if style not in STYLES:
        raise TemplateError(f"{shorten(style, 60)}: no such style: choose from {', '.join(STYLES)}")
    look = Look()
    starter = _STARTER.format(
        styles=", ".join(STYLES),
        base=style,
        sections=", ".join(f'"{name}"' for name in STYLE_SECTIONS[style]),
        accent=look.accent,
        accent_dark=look.accent_dark,
        paper=look.paper,
    )
    files = {
        "": {
            LOOK_FILE: starter,
            **{f"briefing.{kind}.j2": read_shipped(f"{style}.{kind}.j2") for kind in ("html", "md")},
        }
    }
    if sections:
        files["sections"] = {
            f"{name}.{kind}.j2": read_shipped(f"sections/{name}.{kind}.j2")
            for name in SECTIONS
            for kind in ("html", "md")
        }
    return files
