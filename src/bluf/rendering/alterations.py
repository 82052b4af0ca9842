"""See whether a finished file was altered: its bytes and the briefing in them → alterations.

A file of ours is a pure function of its briefing, so it can be made again and compared. Deliberately knows nothing of the sources:
that is the grounding check's part.
"""

from __future__ import annotations

from collections.abc import Iterator

from bluf.model import Briefing
from bluf.rendering.citations import numbered_statements
from bluf.rendering.interchange import digest_holds, dump_briefing, is_page, printed_statements
from bluf.rendering.templates import fill_template


def find_alterations(data: bytes, briefing: Briefing) -> tuple[tuple[str, str], ...]:
    """(where, what) for everything in the file that is not as its briefing makes it.

    Args:
        data: a finished JSON or HTML file.
        briefing: what `load_briefing` found in it.

    Raises:
        RenderError: `data` is neither our JSON nor our HTML.
    """
    return tuple(_find(data, briefing))


def _find(data: bytes, briefing: Briefing) -> Iterator[tuple[str, str]]:
    if not digest_holds(data):
        yield "briefing", "its data were changed after it was made (the digest does not hold)"
    made = numbered_statements(briefing)
    shown = set()
    for name, text in printed_statements(data):
        shown.add(name)
        if name not in made:
            yield f"statement {name}", "stands on the page but not in the briefing's data"
        elif " ".join(text.split()) != " ".join(made[name].text.split()):
            yield f"statement {name}", f"reads “{_short(text)}”, its evidence gives “{_short(made[name].text)}”"
    if is_page(data):
        yield from _find_on_page(data, briefing)
    elif dump_briefing(briefing) != data:
        yield "briefing", "is not written as its data make it (edited, or reformatted)"


def _find_on_page(data: bytes, briefing: Briefing) -> Iterator[tuple[str, str]]:
    """Whatever differs from the page as our template makes it. Pages of other templates are held by their statements alone."""
    if b'data-template="briefing"' in data and fill_template(briefing, "html").encode("utf-8") != data:
        yield "page", "differs from the page that its data make (edited, or made by another version of bluf)"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 70 else words[:69] + "…"
