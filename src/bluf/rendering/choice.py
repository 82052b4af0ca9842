"""What `--template` and `--sections` name: a built-in style, a look, or templates of the user's own.

In: the words of the command line. Out: a `Choice`. Finds files and reads `template.toml`; no template is opened here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bluf.errors import TemplateError
from bluf.rendering.look import LOOK_FILE, STYLES, Look, read_look
from bluf.rendering.text import one_line, shorten

_SUFFIXES = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The look of a page, and the user's own template files by what they make ("html", "md")."""

    look: Look = field(default_factory=Look)
    own: Mapping[str, Path] = field(default_factory=dict)


def choose_template(template: str | None, sections: tuple[str, ...] = ()) -> Choice:
    """What `template` names.

    Args:
        template: None for the full briefing; the name of a built-in style; the path of a file `*.html.j2`, `*.md.j2` or
            `*.toml`; or a folder with `template.toml`, `briefing.html.j2`, `briefing.md.j2`, or some of them.
        sections: ids of the sections to print, in order, instead of those of the template.

    Raises:
        TemplateError: there is no such template or section.
    """
    choice = _choose(template)
    return replace(choice, look=replace(choice.look, sections=sections)) if sections else choice


def _choose(template: str | None) -> Choice:
    if template is None or template in STYLES:
        return Choice(look=Look(style=template or "briefing"))
    path = Path(template)
    try:
        if path.is_dir():
            return _choose_in(path)
        exists = path.is_file()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise TemplateError(f"{shorten(template, 80)}: cannot be read as a template: {reason}") from error
    if not exists:
        raise TemplateError(f"{shorten(template, 200)}: no such template; built in: {', '.join(STYLES)}")
    if path.suffix == ".toml":
        return Choice(look=read_look(path))
    made = _SUFFIXES.get(Path(path.stem).suffix.lower())
    if made is None or path.suffix != ".j2":
        raise TemplateError(
            f"{one_line(path.name)}: name a template for what it makes: *.html.j2 or *.md.j2 (or *.toml for a look)"
        )
    return Choice(look=_look_beside(path), own={made: path})


def _choose_in(folder: Path) -> Choice:
    files = {kind: folder / f"briefing.{kind}.j2" for kind in ("html", "md")}
    found = {kind: file for kind, file in files.items() if file.is_file()}
    if not found and not (folder / LOOK_FILE).is_file():
        raise TemplateError(f"{one_line(str(folder))}: holds none of briefing.html.j2, briefing.md.j2, {LOOK_FILE}")
    return Choice(look=_look_beside(folder / LOOK_FILE), own=found)


def _look_beside(path: Path) -> Look:
    file = path.with_name(LOOK_FILE)
    return read_look(file) if file.is_file() else Look()
