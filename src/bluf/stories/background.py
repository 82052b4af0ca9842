"""The background of news: in how many of some hundred articles each term stands.

Made by `tools/build_story_frequencies.py`. Deliberately counts only, no text.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from bluf.stories.words import stem


@cache
def background() -> tuple[int, dict[str, int]]:
    """How many articles the background has, and in how many of them a term stands, by the letter of its kind and the term."""
    data = json.loads(files("bluf.stories").joinpath("data/frequencies.json").read_text(encoding="utf-8"))
    return data["documents"], data["terms"]


def may_be_name(word: str) -> bool:
    """Whether a word whose letter case says nothing may be a name: the background knows it as one, or not at all.

    "BOGOTA" and "QURNEH" may be names; "POLICE" may not.
    """
    _, known = background()
    return f"n{word.lower()}" in known or f"w{stem(word)}" not in known
