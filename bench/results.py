"""bench/RESULTS.md, one section for each benchmark: what is measured again replaces its own section and leaves the others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
_HEAD = "# Results\n\nEach section is rewritten by the command it names; nothing here is edited by hand.\n"


def refresh(section: str, body: str) -> None:
    """Replace the section named `section` in RESULTS.md, or add it at the end."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else _HEAD
    begin, end = f"<!-- {section}: begin -->", f"<!-- {section}: end -->"
    made = f"{begin}\n{body.strip()}\n{end}"
    if begin in text and end in text:
        before, rest = text.split(begin, 1)
        text = before + made + rest.split(end, 1)[1]
    else:
        text = f"{text.rstrip()}\n\n{made}\n"
    RESULTS.write_text(text, encoding="utf-8")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; every column but the first is aligned to the right."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
