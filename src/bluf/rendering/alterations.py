"""Does a finished file show what the briefing in it gives? In: the bytes of our JSON or HTML. Out: what was changed.

This compares a file with itself; whether the briefing stands in its sources is for the grounding check. A page that a user's
template made is compared by its statements alone, one of the present built-in template in all it holds.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from bluf.errors import TemplateError
from bluf.model import Briefing
from bluf.rendering.assets import fingerprint
from bluf.rendering.choice import Choice
from bluf.rendering.citations import numbered_statements
from bluf.rendering.interchange import digest_holds, dump_briefing, load_briefing, read_record
from bluf.rendering.look import Look
from bluf.rendering.text import one_line, shorten

_TEMPLATE = re.compile(rb"""<body class="screen[ a-z]*" data-template="([0-9a-f]{12})"(?: data-look="([^"<>]*)")?>""")


def find_alterations(data: bytes, briefing: Briefing) -> tuple[tuple[str, str], ...]:
    """(where, what) for everything a reader sees in the file that the briefing in it does not say; nothing for an untouched file.

    Args:
        data: bytes of `briefing.json` or of our HTML.
        briefing: what `load_briefing` gave for them.

    Raises:
        RenderError: `data` is neither.
    """
    expected = {name: one_line(statement.text) for name, statement in numbered_statements(briefing).items()}
    found = [
        (name, f"prints “{shorten(text, 80)}”, which is not what its evidence gives")
        for name, text in printed_statements(data)
        if one_line(text) != expected.get(name)
    ]
    if not digest_holds(data):
        found.append(("briefing", "the file was changed after it was made: its digest does not hold"))
    elif read_record(data) != read_record(dump_briefing(briefing)):
        found.append(("briefing", "holds citations or fields that the briefing in it does not give"))
    return tuple(dict.fromkeys(found)) or _find_alterations_of_page(data, briefing)


def _find_alterations_of_page(data: bytes, briefing: Briefing) -> tuple[tuple[str, str], ...]:
    """Where a page of the present built-in template is not the one that this briefing gives, in text, links or looks."""
    if data.lstrip().startswith(b"{") or not is_compared_whole(data):
        return ()
    from bluf.rendering.templates import fill_template

    match = _TEMPLATE.search(data)
    try:
        look = Look.load(unescape((match.group(2) or b"").decode("utf-8", "replace")) if match else "")
    except TemplateError as error:
        return (("page", str(error)),)
    due_page = fill_template(briefing, "html", Choice(look=look))
    seen, due = (_content(text) for text in (data.decode("utf-8", "replace"), due_page))
    if seen == due:
        return ()
    at = next((i for i, (a, b) in enumerate(zip(seen, due, strict=False)) if a != b), min(len(seen), len(due)))
    shown = " ".join(word for kind, word in seen[max(at - 20, 0) : at + 20] if kind == "text" or "=" in word)
    return (("page", f"shows “{shorten(shown, 100)}”, which is not what the briefing in it gives"),)


def is_compared_whole(data: bytes) -> bool:
    """Whether `find_alterations` looks at all that the file holds: true for JSON and pages of the present built-in template."""
    match = _TEMPLATE.search(data)
    return data.lstrip().startswith(b"{") or (match is not None and match.group(1).decode() == fingerprint())


def _content(page: str) -> list[tuple[str, str]]:
    reader = _PageReader()
    reader.feed(page)
    reader.close()
    return reader.found


def printed_statements(data: bytes) -> tuple[tuple[str, str], ...]:
    """(id, text) of every statement as a reader of this file sees it, in printed order: the visible text of HTML, `text` of JSON.

    The ids are those of `numbered_statements`. An HTML page may show a statement more than once.

    Raises:
        RenderError: `data` is neither our JSON nor our HTML.
    """
    if not data.lstrip().startswith(b"{"):
        read_record(data)
        reader = _StatementReader()
        reader.feed(data.decode("utf-8", "replace"))
        reader.close()
        return tuple(reader.found)
    record = read_record(data)
    return tuple((name, str(_at(record, name).get("text", ""))) for name in numbered_statements(load_briefing(data)))


_PLACES = {
    "bluf": "bottom_line",
    "key": "key_points",
    "actor": "actors",
    "says": "attributions",
    "time": "timeline",
    "gap": "gaps",
    "matrix": "propositions",
    "relation": "relations",
    "hedge": "hedges",
}


def _at(record: dict[str, Any], name: str) -> dict[str, Any]:
    """The record of a statement by its id."""
    kind, *numbers = name.split("-")
    if kind == "title":
        return dict(record["title"])
    if kind == "change":
        return dict(record["changes"]["rows"][int(numbers[0]) - 1]["_".join(numbers[1:])])
    item = record[_PLACES[kind]][int(numbers[0]) - 1]
    if kind == "bluf":
        return dict(item)
    if len(numbers) > 1:
        return dict(item["notes" if kind == "key" else "lines"][int(numbers[2]) - 1])
    return dict(item["statement"])


class _PageReader(HTMLParser):
    """Collects all that a page consists of: tags with their attributes, text and style sheets, comments and declarations."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(("start", tag))
        # The briefing inside is read by itself, and another zlib may pack it otherwise.
        self.found += [("attribute", f"{name}={value}") for name, value in attrs if (tag, name) != ("data", "value")]

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("end", tag))

    def handle_data(self, data: str) -> None:
        self.found += [("text", word) for word in data.split()]

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.found.append(("declaration", decl))

    def handle_pi(self, data: str) -> None:
        self.found.append(("instruction", data))

    def unknown_decl(self, data: str) -> None:
        self.found.append(("section", data))


class _StatementReader(HTMLParser):
    """Collects the visible text of elements with `data-statement`, which hold only `span`s."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._name = ""
        self._depth = 0
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("data-statement")
        if self._depth:
            self._depth += tag == "span"
        elif name and tag == "span":
            self._name, self._depth, self._text = name, 1, []

    def handle_endtag(self, tag: str) -> None:
        if self._depth and tag == "span":
            self._depth -= 1
            if not self._depth:
                self.found.append((self._name, "".join(self._text)))

    def handle_data(self, data: str) -> None:
        if self._depth:
            self._text.append(data)
