"""Filling templates: a `Briefing` in, text of Markdown or HTML out.

Autoescape is always on, whatever a file is called; an undefined name is an error; a source's text is data and never compiled. A
user's template runs in Jinja's immutable sandbox, in a child process with limits, sees no file but the `.j2` files of its own
folder and the built-in ones, and what it makes must be inert (`bluf.rendering.inert`).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from bluf.errors import TemplateError
from bluf.model import Briefing
from bluf.rendering.advice import line_with, meant
from bluf.rendering.assets import (
    TLP_COLORS,
    fingerprint,
    font_faces,
    script,
    stylesheet,
    subsets_for,
    template_folder,
)
from bluf.rendering.choice import Choice
from bluf.rendering.filtering import filter_rules
from bluf.rendering.filters import html_filters, markdown_filters, shared_filters
from bluf.rendering.inert import find_active, find_active_markdown
from bluf.rendering.look import Look
from bluf.rendering.page import Page
from bluf.rendering.repeats import with_few_repeats
from bluf.rendering.text import escape_markdown, one_line, printable

_SECONDS = 20.0
_MEGABYTES = 700
_LARGEST_OUTPUT = 50_000_000


def fill_template(briefing: Briefing, output: str, choice: Choice | None = None) -> str:
    """`briefing` through a template.

    Args:
        briefing: what to print.
        output: "md", "html", or "pdf" (HTML for print).
        choice: which template and look; None for the plain full briefing.

    Raises:
        TemplateError: it cannot be parsed or filled, or makes something that is not inert.
    """
    choice = choice or Choice()
    kind = "md" if output == "md" else "html"
    if kind in choice.own:
        return _fill_confined(briefing, output, choice.own[kind], choice.look)
    check_templates(briefing, choice)
    return _fill(_built_in_environment(kind), f"{choice.look.style}.{kind}.j2", briefing, output, choice.look)


def check_templates(briefing: Briefing, choice: Choice) -> None:
    """Fill the user's own templates: a broken one is an error in every format, before anything is written.

    Raises:
        TemplateError: one of them is.
    """
    for kind, path in choice.own.items():
        _fill_confined(briefing, kind, path, choice.look)


def _fill_confined(briefing: Briefing, output: str, path: Path, look: Look) -> str:
    """A user's template, filled in a child process with limits and looked over."""
    import pickle

    from bluf.process import WorkerError, WorkerProcess

    name = one_line(path.name)
    with WorkerProcess("bluf.rendering.template_worker", seconds=_SECONDS, megabytes=_MEGABYTES) as worker:
        try:
            text = worker.call(pickle.dumps((briefing, output, str(path), look))).decode("utf-8")
        except WorkerError as error:
            message = str(error)
            raise TemplateError(message if ".j2" in message.partition(":")[0] else f"{name}: {message}") from error
    active = find_active_markdown(text) if output == "md" else find_active(text, script=script())
    if active:
        line = line_with(path.read_text("utf-8", errors="replace"), active)
        where = f"{name}, line {line}" if line else name
        raise TemplateError(f"{where}: makes {active}, which a briefing must not hold: remove it from the template")
    return text


def fill_user_template(briefing: Briefing, output: str, path: Path, look: Look) -> str:
    """Fill the template file at `path` in the sandbox. For the child process: alone, it sets no limits.

    Raises:
        TemplateError: it cannot be parsed or filled.
    """
    kind = "md" if output == "md" else "html"
    loader = _FolderLoader(path.parent)
    text = _fill(_environment(kind, loader), path.name, briefing, output, look)
    if len(text) > _LARGEST_OUTPUT:
        raise TemplateError(f"{path.name}: makes more than {_LARGEST_OUTPUT // 1_000_000} MB")
    return text


class _FolderLoader(BaseLoader):
    """Templates of one folder, by name, then the built-in ones. Nothing that is not a `.j2` file in it, links resolved."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._built_in = FileSystemLoader(template_folder())

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The source of a template named relative to the folder."""
        try:
            path = (self._folder / template).resolve()
            if path.suffix == ".j2" and path.is_relative_to(self._folder) and path.is_file():
                return path.read_text("utf-8"), path.name, None
        except (OSError, ValueError) as error:
            raise TemplateNotFound(template) from error
        if template.endswith(".j2"):
            return self._built_in.get_source(environment, template)
        raise TemplateNotFound(template, f"{template} (a template can only use .j2 files of its own folder)")


class _Undefined(StrictUndefined):
    """A name that does not exist is an error that says of what it is missing and which name is near."""

    @property
    def _undefined_message(self) -> str:
        name, owner = self._undefined_name, self._undefined_obj
        ours = type(owner).__module__.startswith("bluf.") or isinstance(owner, tuple)
        if self._undefined_hint or not ours or not isinstance(name, str):
            return super()._undefined_message
        hint = " (it holds pairs of number and entry)" if isinstance(owner, tuple) else ""
        near = meant(name, (public for public in dir(owner) if not public.startswith("_")))
        return f"a {type(owner).__name__} has no {name!r}{hint}{near}"


def _environment(kind: str, loader: BaseLoader) -> Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=loader,
        autoescape=True,
        undefined=_Undefined,
        finalize=_finalize_markdown if kind == "md" else _finalize_html,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters.update(shared_filters())
    environment.filters.update(markdown_filters() if kind == "md" else html_filters())
    return environment


@lru_cache(maxsize=2)
def _built_in_environment(kind: str) -> Environment:
    return _environment(kind, FileSystemLoader(template_folder()))


def _finalize_html(value: object) -> object:
    """What `{{ }}` prints: nothing for None, and never a control character."""
    if value is None:
        return ""
    if isinstance(value, Markup):
        return value
    return printable(value) if isinstance(value, str) else value


def _finalize_markdown(value: object) -> object:
    """What `{{ }}` prints in Markdown: every string literal, unless a filter or macro made it."""
    if value is None:
        return ""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return Markup(escape_markdown(value))  # noqa: S704 - escape_markdown is the escape of this format


def _fill(environment: Environment, name: str, briefing: Briefing, output: str, look: Look) -> str:
    built_in = environment in (_built_in_environment("md"), _built_in_environment("html"))
    shown = with_few_repeats(briefing)
    page = Page(shown, output, template=fingerprint() if built_in else "", look=look)
    context: dict[str, Any] = {"briefing": shown, "page": page, "for_print": output == "pdf"}
    if output != "md":
        context |= _html_context(briefing, output, look, page, styled=not built_in)
    try:
        return environment.get_template(name).render(context)
    except TemplateSyntaxError as error:
        unknown = re.search(r"No filter named '(\w+)'", error.message or "")
        near = meant(unknown[1], environment.filters) if unknown else ""
        raise TemplateError(
            f"{error.name or name}, line {error.lineno}: syntax: {one_line(error.message or '').rstrip('.')}{near}"
        ) from error
    except TemplateNotFound as error:
        names = (f"{file.parent.name}/{file.name}" for file in template_folder().glob("sections/*.j2"))
        near = meant(str(error.name), names)
        raise TemplateError(
            f"{_where(error, name)}: uses a template that is not there: {one_line(str(error.name))}{near}"
        ) from error
    except JinjaError as error:
        raise TemplateError(f"{_where(error, name)}: {one_line(error.message or type(error).__name__)}") from error
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        if built_in:
            raise
        raise TemplateError(f"{_where(error, name)}: {one_line(str(error)) or type(error).__name__}") from error


def _html_context(briefing: Briefing, output: str, look: Look, page: Page, *, styled: bool) -> dict[str, Any]:
    """Style, script and policy of a page. Both are our own files, and the policy lets nothing else run or load.

    A template of the user's may be `styled` with rules of its own; those of a source never get into a page.
    """
    code = script() if output == "html" and look.scripts == "yes" and page.shows("annex") else ""
    style = _style(briefing, output, look) + (_screen_rules(page, code) if output == "html" else "")
    return {
        "style": Markup(style),  # noqa: S704 - our own files, and colors that a pattern has checked
        "script": Markup(code),  # noqa: S704 - our own file
        "csp": _policy("" if styled else style, code) if output == "html" else "",
        "embedded": _embedded(briefing) if output == "html" else "",
        "svg_font": "Brief Sans, sans-serif",
    }


def _screen_rules(page: Page, code: str) -> str:
    """The filters of this page, and for one without a script what stands in for it."""
    rules = filter_rules(len(page.leading_actors), len(page.briefing.sources), page.stances)
    return f"@media screen{{\n{rules}{'' if code else stylesheet('still')}}}\n"


def _policy(style: str, code: str) -> str:
    """The content security policy of a page: this style ("" for any inside the file), this script, pictures and fonts inside it."""
    allowed = [f"{kind}-src '{_hash(text)}'" for kind, text in (("style", style), ("script", code)) if text]
    allowed += [] if style else ["style-src 'unsafe-inline'"]
    return "; ".join(
        ["default-src 'none'", *allowed, "font-src data:", "img-src data:", "base-uri 'none'", "form-action 'none'"]
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _where(error: BaseException, name: str) -> str:
    """File and line in which it happened: Jinja rewrites the traceback so that frames of a template carry its own lines."""
    where, trace = name, error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            where = f"{one_line(PurePath(file).name)}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return where


def _embedded(briefing: Briefing) -> str:
    from bluf.rendering.interchange import embed_briefing

    return embed_briefing(briefing)


def _style(briefing: Briefing, output: str, look: Look) -> str:
    """The style of a page. For print the PDF child has the fonts already."""
    base = stylesheet("base") + (stylesheet("short") if look.style != "briefing" else "")
    paper = stylesheet("print") + (f"@page{{size:{look.paper}}}\n" if look.paper != "a4" else "")
    if output == "pdf":
        return _plain_css(_colored(base, look) + paper)
    fonts = font_faces(subsets_for(_texts(briefing)))
    paper += _page_marks(briefing.mark)
    screen = _colored(stylesheet("screen"), look)
    return f"{fonts}{_colored(base, look)}@media screen{{\n{screen}}}\n@media print{{\n{paper}}}\n"


def _colored(css: str, look: Look) -> str:
    """The user's accent instead of ours; the one of the dark mode stands in the style sheet of the screen."""
    return css.replace("--accent:#0b4f6c", f"--accent:{look.accent}").replace(
        "--accent:#7fc4e3", f"--accent:{look.accent_dark}"
    )


def _page_marks(mark: str) -> str:
    """The mark on every page that a browser prints; the PDF child has running elements for it. Only labels that we know."""
    if mark not in TLP_COLORS:
        return ""
    box = f"content:'{mark}';background:#000;color:{TLP_COLORS[mark]};font:600 12pt sans-serif;text-align:center;white-space:nowrap"
    place = "margin:auto 0;height:20pt;width:124pt"
    return f"@page{{@top-right{{{box};{place}}}@bottom-right{{{box};{place}}}}}\n"


@lru_cache(maxsize=4)
def _plain_css(css: str) -> str:
    """`css` with its variables put in, which spares WeasyPrint resolving them for every element."""
    values = dict(re.findall(r"--([a-z]+):([^;}]+)", css))
    return re.sub(r"var\(--([a-z]+)\)", lambda match: values[match[1]], css)


def _texts(briefing: Briefing) -> Iterator[str]:
    for source in briefing.sources:
        document = source.document
        yield from (document.text, document.title or "", document.publisher or "", document.uri, *document.authors)
    yield from (caveat.message for caveat in briefing.caveats)
    yield from (briefing.heading or "", briefing.prepared_by or "", briefing.note.text if briefing.note else "")
