"""TOML text → plain data, or a `TOMLDecodeError`, whatever the text is.

`tomllib` has an error of its own for what is not TOML; beyond that it ends in a `RecursionError` for deeply nested brackets,
in a plain `ValueError` for a number of more digits than Python converts, and takes minutes for a key of ten thousand parts.
Opens nothing.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

_MOST_PARTS = 60  # of a dotted key; settings have four, and the time for one grows with the square of them
_STRETCH = re.compile(r"[^=\n\[\]{},#]+")


def parse_toml(text: str) -> dict[str, Any]:
    """The tables of `text`.

    Raises:
        tomllib.TOMLDecodeError: not TOML, or nested, numbered or dotted beyond what settings are.
    """
    for match in _STRETCH.finditer(text):
        ends_key = text[match.end() : match.end() + 1] in ("=", "]")
        if ends_key and match.group().count(".") >= _MOST_PARTS:
            raise tomllib.TOMLDecodeError(f"a key has more than {_MOST_PARTS} parts")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError as error:
        raise tomllib.TOMLDecodeError("nested too deeply") from error
    except ValueError as error:
        raise tomllib.TOMLDecodeError("a number has too many digits") from error
