"""Header lines in the body of a message, as mail programs write them above a forwarded message or an original.

In: lines. Out: the lines without them, and who wrote the forwarded text when. "From: ... Sent: ... Subject: ..." is an envelope,
not prose: read as text it would make a sentence that nobody wrote. Lines of quoted replies (">") stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from email.utils import parseaddr

from bluf.sources.clean import clean_line
from bluf.sources.dates import read_date

ORIGINAL = re.compile(
    r"[-_\s]{2,30}(?:original message|forwarded message|begin forwarded message)[-_:\s]{0,30}\Z|begin forwarded message:\s{0,3}\Z",
    re.IGNORECASE,
)
"""The line above them."""

_FIELD = re.compile(
    r"\*?(From|Date|Sent|Subject|To|Cc|Reply-To|Importance)\s{0,3}:\*?\s{1,4}(\S.{0,998})?\Z", re.IGNORECASE
)
_PREFIX = re.compile(r"(?:(?:fwd?|re|aw|wg|tr|rv)\s{0,2}:\s{0,4}){1,8}", re.IGNORECASE)
_MAX_FIELDS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    """Who wrote the forwarded text, and when, as the lines say."""

    author: str | None
    published_on: date | None


def take_forwarded(lines: Sequence[str]) -> tuple[list[str], Forwarded | None]:
    """`lines` without header lines, and what those of the first forwarded message say; None where there are none.

    At least two known fields must follow one another, one of them From: "From: the border to the sea" alone is text.
    """
    kept: list[str] = []
    found: Forwarded | None = None
    at = 0
    while at < len(lines):
        end, fields = _fields(lines, at)
        if "from" not in fields or len(fields) < 2:
            kept.append(lines[at])
            at += 1
            continue
        if kept and ORIGINAL.match(kept[-1].strip()):
            kept.pop()
        kept.append("")
        found = found or _forwarded(fields)
        at = end
    return kept, found


def without_prefixes(subject: str) -> str:
    """A subject without "Fwd:" and "Re:", where something is left."""
    return _PREFIX.sub("", subject, count=1) if _PREFIX.match(subject) else subject


def _fields(lines: Sequence[str], at: int) -> tuple[int, dict[str, str]]:
    """The header lines from `at` on, and where they end."""
    fields: dict[str, str] = {}
    while at < len(lines) and len(fields) < _MAX_FIELDS:
        match = _FIELD.match(lines[at].strip())
        if not match or match[1].lower() in fields:
            break
        fields[match[1].lower()] = match[2] or ""
        at += 1
    return at, fields


def _forwarded(fields: dict[str, str]) -> Forwarded:
    name, address = parseaddr(fields["from"])
    shown = re.split(r"[\[<(]", fields["from"], maxsplit=1)[0].rstrip()
    author = clean_line(name or ("" if "@" in shown else shown) or address, limit=200)
    return Forwarded(author=author or None, published_on=read_date(fields.get("date") or fields.get("sent") or ""))
