"""Change one letter of a finished JSON briefing. usage: python tamper.py BRIEFING.json TAMPERED.json [statement|annex|offset]"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path


def other(letter: str) -> str:
    return "x" if letter != "x" else "y"


def tampered(data: str, what: str = "statement") -> str:
    """`data` with one letter (or digit) changed: of a printed statement, of an annexed source text, or of an offset."""
    briefing = json.loads(data)
    if what == "offset":
        return re.sub(r'("start": ?)(\d+)', lambda m: m[1] + str(int(m[2]) + 1), data, count=1)
    target = briefing["bottom_line"][0]["text"] if what == "statement" else briefing["sources"][0]["document"]["text"]
    place = next(k for k, letter in enumerate(target) if k > 20 and letter.isascii() and letter.isalpha())
    forged = target[:place] + other(target[place]) + target[place + 1 :]

    def swap(value: object) -> object:
        """Replace the first place where `target` stands whole."""
        nonlocal done
        if value == target and not done:
            done = True
            return forged
        if isinstance(value, dict):
            return {k: swap(v) for k, v in value.items()}
        if isinstance(value, list):
            return [swap(v) for v in value]
        return value

    done = False
    return json.dumps(swap(briefing), ensure_ascii=False, indent=2)


if __name__ == "__main__":
    source, made = map(Path, sys.argv[1:3])
    made.write_text(tampered(source.read_text(encoding="utf-8"), *sys.argv[3:4]), encoding="utf-8")
