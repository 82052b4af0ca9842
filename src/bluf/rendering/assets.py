"""The files that come with bluf for rendering: templates, style sheets, fonts. In: a name. Out: its text, or CSS with fonts inside.

No template engine here, so that the PDF child can load fonts without it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from bluf.errors import TemplateError

FAMILIES = {"Brief Serif": "source-serif-4", "Brief Sans": "source-sans-3"}
"""Our names for Source Serif 4 and Source Sans 3 (OFL 1.1). A subset has the family name with its own name added."""

TLP_COLORS = {
    "TLP:RED": "#ff2b2b",
    "TLP:AMBER+STRICT": "#ffc000",
    "TLP:AMBER": "#ffc000",
    "TLP:GREEN": "#33ff00",
    "TLP:CLEAR": "#ffffff",
}
"""The labels of TLP 2.0 (FIRST) and their colors on black."""

SUBSETS = {
    "latin": re.compile(""),
    "latin-ext": re.compile("[\u0100-\u0130\u0132-\u0151\u0154-\u02ba\u1e00-\u1e9f\u1ef2-\u1eff]"),
    "cyrillic": re.compile("[\u0400-\u045f\u0490\u0491\u04b0\u04b1\u2116]"),
    "greek": re.compile("[\u0370-\u03ff]"),
}
"""The vendored subsets and the letters that call for each; other scripts are set in the fonts of the reader's system."""


def template_folder() -> Path:
    """The built-in templates: beside the package in a wheel, at the root of the repository in a checkout.

    Raises:
        TemplateError: neither is there: a broken installation.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "templates", package.parents[1] / "templates"):
        if (folder / "briefing.html.j2").is_file():
            return folder
    raise TemplateError("the built-in templates are missing: reinstall bluf")


@lru_cache(maxsize=8)
def stylesheet(name: str) -> str:
    """The text of a built-in style sheet: "base", "screen", "print", or that of a style ("summary", "digest")."""
    return (template_folder() / f"{name}.css").read_text("utf-8")


@lru_cache(maxsize=1)
def script() -> str:
    """The script of the HTML page: filters, search, the sentence beside the text. The page is whole without it."""
    return (template_folder() / "page.js").read_text("utf-8")


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Twelve hex digits that change when any built-in template, style sheet or script does."""
    files = sorted(file for pattern in ("*.j2", "*.css", "*.js") for file in template_folder().rglob(pattern))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:12]


def subsets_for(texts: Iterable[str]) -> tuple[str, ...]:
    """The vendored subsets that `texts` call for, "latin" always."""
    needed = {"latin"}
    for text in texts:
        needed.update(name for name, letters in SUBSETS.items() if name not in needed and letters.search(text))
    return tuple(name for name in SUBSETS if name in needed)


@lru_cache(maxsize=4)
def font_faces(subsets: tuple[str, ...]) -> str:
    """@font-face rules with the fonts inside as `data:` addresses."""
    faces: list[str] = []
    for subset in subsets:
        for family, file in FAMILIES.items():
            name = family if subset == "latin" else f"{family} {subset}"
            for weight in (400, 600):
                data = (template_folder() / "fonts" / f"{file}-{subset}-{weight}-normal.woff2").read_bytes()
                address = f"data:font/woff2;base64,{base64.b64encode(data).decode()}"
                faces.append(f'@font-face{{font-family:"{name}";font-weight:{weight};src:url({address})}}\n')
    return "".join(faces)
