"""How a briefing is dressed: which built-in style, which sections in which order, whose colors and logo.

In: a `template.toml` or a list of sections, as a user wrote them. Out: a `Look`, checked whole. It also travels inside the HTML
page, so that `bluf verify` can make the page again; what it reads there it checks as strictly.
"""

from __future__ import annotations

import base64
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from bluf.errors import TemplateError
from bluf.rendering.advice import line_of_key, meant
from bluf.rendering.text import one_line, shorten
from bluf.toml import parse_toml

SECTIONS = {
    "bottom-line": "Bottom line",
    "key-points": "Key points",
    "changes": "What changed",
    "note": "Analyst comment",
    "disagreements": "Disagreements",
    "matrix": "Who holds what",
    "figures": "Figures",
    "actors": "Actors",
    "relations": "Relations",
    "says": "Who says what",
    "timeline": "Timeline",
    "places": "Places",
    "hedges": "Words of likelihood",
    "gaps": "Gaps",
    "lint": "Tradecraft notes",
    "caveats": "Caveats",
    "sources": "Sources",
    "annex": "Annex",
}
"""Every section by its id, with its heading, in the order of the full briefing."""

STYLES = {
    "briefing": "the full briefing: every section, tables, pictures, and the sources' text as an annex",
    "summary": "one page: bottom line, leading key points, disagreements, figures and gaps",
    "digest": "a short read without tables: what is new, who says it, where they differ, with links to the sources",
}
"""The built-in templates, with what each is."""

STYLE_SECTIONS = {
    "briefing": tuple(SECTIONS),
    "summary": (
        "bottom-line",
        "changes",
        "key-points",
        "note",
        "disagreements",
        "figures",
        "gaps",
        "sources",
        "annex",
    ),
    "digest": (
        "bottom-line",
        "changes",
        "key-points",
        "note",
        "disagreements",
        "figures",
        "gaps",
        "caveats",
        "sources",
        "annex",
    ),
}
"""What each prints unless told otherwise; the short ones have an annex, of the cited sentences only, on the screen."""

LOOK_FILE = "template.toml"
_COLOR = re.compile(r"#[0-9a-f]{6}")
_LOGO = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/]+={0,2}")
_LARGEST_LOGO = 300_000
_LARGEST_FILE = 100_000
_PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a user decides about a page without writing a template.

    Attributes:
        style: one of `STYLES`.
        sections: ids of `SECTIONS` to print, in this order; () for those of the style.
        accent, accent_dark: colors ("#0b4f6c") of rules, numbers and links on light and on dark ground.
        organization: printed in the banner; "" for none.
        logo: a PNG or JPEG as a `data:` address, printed in the banner with the organization as its text; "" for none.
        paper: "a4" or "letter", for PDF, DOCX and a browser's print.
        scripts: "yes" for filters, search and the sentence beside the text in HTML; "no" for a page in which nothing can run.
    """

    style: str = "briefing"
    sections: tuple[str, ...] = ()
    accent: str = "#0b4f6c"
    accent_dark: str = "#7fc4e3"
    organization: str = ""
    logo: str = ""
    paper: str = "a4"
    scripts: str = "no"

    def __post_init__(self) -> None:
        """Refuse what cannot be printed.

        Raises:
            TemplateError: a value is not one of those allowed; says which.
        """
        if self.style not in STYLES:
            raise TemplateError(f"base {shorten(self.style, 60)!r}: choose from {', '.join(STYLES)}")
        for name in self.sections:
            if name not in SECTIONS:
                near = meant(name, SECTIONS)
                raise TemplateError(f"no section {shorten(name, 60)!r}: choose from {', '.join(SECTIONS)}{near}")
        if len(set(self.sections)) != len(self.sections):
            raise TemplateError("a section is named twice: name each once")
        for key, color in (("accent", self.accent), ("accent_dark", self.accent_dark)):
            if not _COLOR.fullmatch(color):
                raise TemplateError(f"{key} {shorten(color, 60)!r}: write a color as #0b4f6c")
        if self.paper not in ("a4", "letter"):
            raise TemplateError(f"paper {shorten(self.paper, 60)!r}: choose from a4, letter")
        if self.scripts not in ("yes", "no"):
            raise TemplateError(f"scripts {shorten(self.scripts, 60)!r}: choose from yes, no")
        if self.logo and not _LOGO.fullmatch(self.logo):
            raise TemplateError("logo: a PNG or JPEG file")

    def dump(self) -> str:
        """What differs from the default, as compact JSON; "" for the default."""
        default = Look()
        own = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != getattr(default, f.name)}
        return json.dumps(own, ensure_ascii=True, sort_keys=True, separators=(",", ":")) if own else ""

    @classmethod
    def load(cls, text: str) -> Look:
        """The look that `dump` wrote.

        Raises:
            TemplateError: it is none.
        """
        try:
            values = json.loads(text) if text else {}
        except (ValueError, RecursionError) as error:
            raise TemplateError("the look of this page is damaged") from error
        try:
            return _checked(values)
        except TemplateError as error:
            raise TemplateError(f"the look of this page: {error}") from error


def read_look(path: Path) -> Look:
    """The look in a `template.toml`.

    Raises:
        TemplateError: it cannot be read, or a key or value is wrong; says in which line where TOML itself is broken.
    """
    where = one_line(path.name)
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_FILE + 1)
        if len(data) > _LARGEST_FILE:
            raise TemplateError(f"{where}: larger than {_LARGEST_FILE // 1000} kB: this is no {LOOK_FILE}")
        text = data.decode("utf-8")
        values = parse_toml(text)
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(f"{where}: {one_line(str(error))}") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise TemplateError(f"{where}: cannot be read: {reason}") from error
    try:
        if "base" in values:
            values["style"] = values.pop("base")
        if logo := values.get("logo"):
            values["logo"] = _read_logo(path.parent, logo)
        return _checked(values)
    except TemplateError as error:
        line = line_of_key(text, str(error))
        raise TemplateError(f"{where}{f', line {line}' if line else ''}: {error}") from error


def list_sections(names: str) -> tuple[str, ...]:
    """The ids in a list as the command line takes it: "key-points, figures,annex"."""
    return tuple(name.strip() for name in names.split(",") if name.strip())


def _checked(values: object) -> Look:
    if not isinstance(values, Mapping):
        raise TemplateError("not a table of keys and values")
    known = {f.name for f in fields(Look)}
    for key, value in values.items():
        if key not in known:
            names = sorted(known - {"style"} | {"base"})
            raise TemplateError(
                f"no key {shorten(str(key), 60)!r}: choose from {', '.join(names)}{meant(str(key), names)}"
            )
        right = (
            isinstance(value, list) and all(isinstance(v, str) for v in value)
            if key == "sections"
            else isinstance(value, str)
        )
        if not right:
            raise TemplateError(f"{key}: {'a list of names' if key == 'sections' else 'a text in quotes'}")
    made: dict[str, Any] = {k: tuple(v) if k == "sections" else v for k, v in values.items()}
    return Look(**made)


def _read_logo(folder: Path, name: object) -> str:
    """The picture as a `data:` address; it lies in the template's folder."""
    path = (folder / str(name)).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise TemplateError(f"logo: {shorten(str(name), 80)} lies outside the template's folder")
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_LOGO + 1)
    except (OSError, ValueError) as error:
        raise TemplateError(f"logo: {shorten(str(name), 80)} cannot be read") from error
    kind = next((kind for start, kind in _PICTURES.items() if data.startswith(start)), "")
    if not kind or len(data) > _LARGEST_LOGO:
        raise TemplateError(f"logo: a PNG or JPEG file of at most {_LARGEST_LOGO // 1000} kB")
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
