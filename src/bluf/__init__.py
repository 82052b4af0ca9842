"""bluf: bottom line up front. Turns source documents into a structured, traceable, intelligence-style briefing.

The public names, and nothing else:

* `brief(sources)` reads, analyzes and renders: the whole way.
* `analyze(text)` gives the findings of one text.
* `render(briefing, format)` renders a briefing again.
* `verify(data, sources)` checks a finished briefing against its sources.

The types they take and give are in `bluf.model`, the errors in `bluf.errors`. Nothing heavy is imported before it is needed.

>>> import bluf
>>> analysis = bluf.analyze("The ministry said on Monday that at least 40 people were hurt.")
>>> [(f.text, f.qualifier.value, f.unit) for f in analysis.figures]
[('at least 40', '>=', 'person')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bluf.version import __version__

if TYPE_CHECKING:
    from bluf.errors import BlufError
    from bluf.model import Analysis, Briefing, Document, Rendered, Span
    from bluf.pipeline import Result, analyze, brief, extract, group, verify

__all__ = [
    "Analysis",
    "BlufError",
    "Briefing",
    "Document",
    "Rendered",
    "Result",
    "Span",
    "__version__",
    "analyze",
    "brief",
    "extract",
    "group",
    "render",
    "verify",
]


def render(
    briefing: Briefing,
    format: str = "md",  # noqa: A002 - the word users know
    *,
    template: str | None = None,
    sections: tuple[str, ...] = (),
) -> Rendered:
    """`briefing` as "md", "html", "pdf", "docx", "json" or "stix".

    Args:
        briefing: from `brief(...).briefing`.
        format: see above.
        template: a built-in style's name or a path; None for the full briefing.
        sections: ids of the sections to print, in this order; () for those of the template.

    Raises:
        TemplateError, RenderError: see `bluf.errors`.
    """
    from bluf import rendering

    return rendering.render(briefing, format, template=template, sections=sections)


_HOMES = {"errors": ("BlufError",), "model": ("Analysis", "Briefing", "Document", "Rendered", "Span")}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any of the public names
    """The public names, loaded when they are first used: `import bluf` costs nothing, and Ctrl-C is watched from the start."""
    from importlib import import_module

    if name not in __all__:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    home = next((module for module, names in _HOMES.items() if name in names), "pipeline")
    value = getattr(import_module(f"bluf.{home}"), name)
    globals()[name] = value
    return value
