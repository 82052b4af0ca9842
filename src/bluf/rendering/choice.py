"""What `--template` and `--sections` name: a built-in style, a look, or templates of the user's own.

In: the words of the command line. Out: a `Choice`. Finds files and reads `template.toml`; no template is opened here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bluf.errors import TemplateError
from bluf.rendering.assets import template_folder
from bluf.rendering.look import LOOK_FILE, STYLES, Look, read_look
from bluf.rendering.text import one_line, shorten

INTERACTIVE = "interactive"
"""The full briefing with filters, search and the sentence beside the text; every other page holds no script at all."""

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
    if template == INTERACTIVE:
        return Choice(look=Look(scripts="yes"))
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
        raise TemplateError(
            f"{shorten(template, 200)}: no such template; built in: {', '.join((*STYLES, INTERACTIVE))}"
        )
    if path.suffix == ".toml":
        return Choice(look=read_look(path))
    made = _SUFFIXES.get(Path(path.stem).suffix.lower())
    if made is None or path.suffix != ".j2":
        raise TemplateError(
            f"{one_line(path.name)}: name a template for what it makes: *.html.j2 or *.md.j2 (or *.toml for a look)"
        )
    return Choice(look=_look_beside(path), own={made: path})


def _choose_in(folder: Path) -> Choice:
    look = _look_beside(folder / LOOK_FILE)
    found: dict[str, Path] = {}
    known = (folder / LOOK_FILE).is_file()
    for kind in ("html", "md"):
        files = [*folder.glob(f"*.{kind}.j2"), *folder.glob(f"sections/*.{kind}.j2")]
        known = known or bool(files)
        if any(_is_changed(file, folder, look.style) for file in files):
            whole = folder / f"briefing.{kind}.j2"
            found[kind] = whole if whole.is_file() else folder / f"{look.style}.{kind}.j2"
    if not known:
        raise TemplateError(f"{one_line(str(folder))}: holds none of briefing.html.j2, briefing.md.j2, {LOOK_FILE}")
    return Choice(look=look, own=found)


def _is_changed(file: Path, folder: Path, style: str) -> bool:
    """Whether a template of the user's is another than the built-in one that it was copied from."""
    name = file.relative_to(folder).as_posix()
    kind = name.split(".", 1)[1]
    try:
        shipped = template_folder() / (f"{style}.{kind}" if name == f"briefing.{kind}" else name)
        return not shipped.is_file() or file.read_bytes() != shipped.read_bytes()
    except OSError:
        return True  # read again where it is filled, which says what is wrong


def _look_beside(path: Path) -> Look:
    file = path.with_name(LOOK_FILE)
    return read_look(file) if file.is_file() else Look()
