"""The analyst's own words: a note in Markdown → inert HTML or Markdown, with links where it cites evidence.

In: a `Note` and who finds citations. Out: markup. Raw HTML in a note is text, headings are lowered beneath those of the page, and
nothing in it loads or runs. The note is the user's, so it is not escaped as a source's words are; it is cleaned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from markupsafe import Markup, escape

from bluf.model import Note, Span
from bluf.rendering.citations import Citation
from bluf.rendering.text import printable

_TAGS = set("p ul ol li em strong code pre blockquote h3 h4 h5 h6 br hr a table thead tbody tr th td".split())
_HEADING = re.compile(r"<h([1-6])>((?:(?!<h[1-6]>).)*?)</h\1>", re.DOTALL)
_LINK = re.compile(
    r"\]([(:])(?!\s*(?:https?://|mailto:|#))", re.IGNORECASE
)  # of a link, or of a reference's definition


class Cites(Protocol):
    """Who knows where spans stand and whether the annex holds them."""

    def cite(self, spans: Iterable[Span]) -> tuple[Citation, ...]:
        """Where `spans` stand."""

    def annexes(self, citation: Citation) -> bool:
        """Whether a link leads somewhere."""


def note_html(note: Note, page: Cites) -> str:
    """The note as HTML, its citations as links."""
    import markdown
    import nh3

    key = _key_for(note.text)
    made = markdown.markdown(_with_placeholders(note, key), extensions=["tables", "sane_lists"], output_format="html")
    made = _HEADING.sub(_Outline().lowered, made)
    clean = nh3.clean(
        made,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noreferrer noopener nofollow",
    )
    for number, citation in enumerate(note.citations):
        places = page.cite(citation.spans) or (Citation(number=citation.source, first=0, last=0),)
        links = Markup("").join(_link(place, page) for place in places)
        clean = clean.replace(f"{key}{number}x", str(links or escape(note.text[citation.start : citation.end])))
    return Markup(clean)  # noqa: S704 - nh3 cleaned it, the links are ours


class _Outline:
    """Headings beneath the page's own, none of them skipping a level (PDF/UA-1, 7.4.2): "###" before any other is an h3."""

    def __init__(self) -> None:
        self._above: list[int] = []

    def lowered(self, heading: re.Match[str]) -> str:
        """The heading at its level of the page."""
        level = int(heading[1])
        while self._above and self._above[-1] >= level:
            self._above.pop()
        self._above.append(level)
        name = f"h{min(2 + len(self._above), 6)}"
        return f"<{name}>{heading[2]}</{name}>"


def note_markdown(note: Note) -> str:
    """The note as it was written, headings lowered; raw HTML, pictures and links to anything but pages and mail are literal."""
    lines = []
    for line in printable(note.text).splitlines():
        lowered = re.sub(r"^(#{1,3})(?=\s)", r"##\1", line)
        lines.append(lowered.replace("<", "&lt;"))
    inert = _LINK.sub(r"]\\\1", "\n".join(lines).replace("![", r"!\["))
    return Markup(inert)  # noqa: S704 - the user's own Markdown; a bracket opens no HTML, and nothing loads or runs


def _link(citation: Citation, page: Cites) -> Markup:
    if not page.annexes(citation):
        return Markup('<span class="c">[{}]</span>').format(citation.label)
    return Markup('<a class="c" href="#{}">[{}]</a>').format(citation.anchor, citation.label)


def _key_for(text: str) -> str:
    """Letters that do not stand in `text`."""
    key = "citehere"
    while key in text:
        key += "q"
    return key


def _with_placeholders(note: Note, key: str) -> str:
    parts: list[str] = []
    at = 0
    for number, citation in enumerate(note.citations):
        start, end = citation.start, citation.end
        if note.text[start - 1 : start] == "[" and note.text[end : end + 1] == "]":  # the brackets go with it
            start, end = start - 1, end + 1
        if start >= at:
            parts += [note.text[at:start], f"{key}{number}x"]
            at = end
    return printable("".join([*parts, note.text[at:]]))
