"""Where in a TOML file a key stands, so that a problem can be shown with its line.

In: the text of a file that `tomllib` has parsed. Out: line numbers by path. A scanner of headers and keys, not a parser: inside an
array or a table written on several lines it knows the line of the first key above. Linear in the text.

Source: TOML 1.0, sections "Keys" and "Table".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Path = tuple[str | int, ...]

_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEADER = re.compile(rf"\s*\[\[?\s*({_DOTTED})\s*\]\]?")
_PAIR = re.compile(rf"\s*({_DOTTED})\s*=")
_INLINE = re.compile(rf"[{{,]\s*({_DOTTED})\s*=")
_PART = re.compile(_KEY)
_LINE = re.compile(r"line (\d+)")
_STRINGS = ('"""', "'''")


def find_lines(text: str) -> dict[Path, int]:
    r"""Line (from 1) of every table and key.

    >>> find_lines('[mail]\nhost = "a"\nunsubscribe = {web = "b"}\n')[("mail", "unsubscribe", "web")]
    3
    """
    found: dict[Path, int] = {}
    table: Path = ()
    entries: dict[Path, int] = {}
    string, depth = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        if string:
            string = "" if line.count(string) % 2 else string
            continue
        if depth <= 0 and (header := _HEADER.match(line)):
            table = _path(header[1])
            if line.lstrip().startswith("[["):
                entries[table] = entries.get(table, -1) + 1
                table = (*table, entries[table])
            found.setdefault(table, number)
        elif depth <= 0 and (pair := _PAIR.match(line)):
            key = (*table, *_path(pair[1]))
            found.setdefault(key, number)
            for inner in _INLINE.finditer(line, pair.end()):
                found.setdefault((*key, *_path(inner[1])), number)
        string = next((mark for mark in _STRINGS if line.count(mark) % 2), "")
        depth += _opened(line)
    return found


def line_of(place: Sequence[str | int], lines: dict[Path, int]) -> int | None:
    """The line of `place`, or of the nearest thing around it that has one."""
    path = tuple(place)
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


def line_in(message: str) -> int | None:
    """The line that a message of `tomllib` names."""
    match = _LINE.search(message)
    return int(match[1]) if match else None


def _path(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _opened(line: str) -> int:
    """How many arrays and inline tables `line` leaves open; what stands in strings or comments does not count."""
    bare = re.sub(r""""(?:[^"\\]|\\.)*"|'[^']*'|#.*""", "", line)
    if _HEADER.match(line):
        return 0
    return bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")
