"""What to tell somebody whose template is wrong: the line, and the name that was probably meant.

In: names, the text of a template. Out: words for an error message. Nothing here reads a source's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

_WORD = re.compile(r"[^\s<>]+")


def meant(name: str, names: Iterable[str]) -> str:
    """What to add for a name that is nearly one of `names`: "; did you mean key-points?"; "" for any other."""
    near = get_close_matches(name, sorted(names), n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""


def line_with(text: str, found: str) -> int:
    """The first line of `text`, from 1, that holds the longest word of `found` that it holds at all; 0 where it holds none."""
    lines = text.casefold().splitlines()
    for word in sorted(_WORD.findall(found.casefold()), key=len, reverse=True):
        for number, line in enumerate(lines, 1):
            if len(word) > 2 and word in line:
                return number
    return 0


def line_of_key(text: str, message: str) -> int:
    """The line of a TOML file, from 1, whose key `message` names first; 0 where it names none."""
    named: list[tuple[int, int]] = []
    for number, line in enumerate(text.splitlines(), 1):
        key = re.match(r"\s*([A-Za-z_]+)\s*=", line)
        place = key and re.search(r"\bsections?\b" if key[1] == "sections" else rf"\b{key[1]}\b", message)
        if place:
            named.append((place.start(), number))
    return min(named, default=(0, 0))[1]
