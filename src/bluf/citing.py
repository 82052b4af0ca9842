"""Our own words about sources: source references and the source summary statement. Model → one line of text.

The same functions make the lines and check them, so a changed line is found. Nothing here is said about the world: only what a
document states of itself, what the user's register says of it, and counts.

Source: ICS 206-01 (2024) for the fields of a reference; ICD 206 for the summary statement.
"""

from __future__ import annotations

import re
from datetime import date

from bluf.model import Document, MadeWith, SourceProfile, SourceSummary, collapse

_MONTHS = "January February March April May June July August September October November December".split()
_LONGEST = 300  # code points of a field that a source fills as it likes
_AUTHORS = 6


def source_citation(document: Document, profile: SourceProfile | None, made_with: MadeWith) -> str:
    """The source reference of one document: who, what, where, when published and accessed, type, hash, tool.

    What a document does not state is said to be missing, never filled.
    """
    authors = ", ".join(_cut(a) for a in document.authors[:_AUTHORS])
    web = document.uri.startswith(("http://", "https://"))
    accessed = f"accessed {_day(document.retrieved_at.date())}" if document.retrieved_at else "read from a file"
    kind = (profile.source_type if profile else None) or ("PAI" if web else None)
    parts = [
        authors or "author not stated",
        f"“{_cut(document.title)}”" if document.title else "untitled",
        (profile.name if profile else "") or _cut(document.publisher or "") or "publisher not stated",
        _day(document.published_on) if document.published_on else "not dated",
        _cut(document.uri) or "standard input",
        *((f"original {_cut(document.link)}",) if document.link and document.link != document.uri else ()),
        accessed,
        f"source type {kind}" if kind else "source type not stated",
        f"SHA-256 {document.sha256 or document.id}",
        f"analyzed with bluf {made_with.bluf}, {made_with.model}",
    ]
    return "; ".join(parts) + "."


def outlet_name(document: Document, number: int) -> str:
    """What an outlet is called that tells something itself: its publisher, else its host, else its file, else its number."""
    if document.publisher:
        return document.publisher
    for address in (document.link, document.uri):
        if address and address.startswith(("http://", "https://")):
            return address.split("/")[2].removeprefix("www.") or f"source {number}"
    name = collapse(re.split(r"[/\\]", document.uri.rstrip("/\\"))[-1])
    return name if any(c.isalnum() for c in name) else f"source {number}"


def summary_text(summary: SourceSummary) -> str:
    """The source summary statement: breadth, currency, strengths, gaps, reliance on one stream, conflicts."""
    s = summary
    told = [_breadth(s)]
    if s.in_register:
        letters = ", ".join(f"{n} × {letter.value} ({letter.words})" for letter, n in s.reliabilities)
        kinds = ", ".join(f"{n} × {kind}" for kind, n in s.kinds)
        told.append(
            f"{s.in_register} of {s.sources} stand in the source register"
            + (f": {letters}" if letters else "")
            + (f"; {kinds}" if kinds else "")
        )
        if s.in_register < s.sources:
            told.append("The reliability of the others cannot be judged (F)")
    else:
        told.append("No source is graded in a register: the reliability of all cannot be judged (F)")
    if s.relaying:
        told.append(
            f"{_sources(s.relaying)} {_verb(s.relaying, 'passes', 'pass')} on other media whose own text was not seen"
        )
    if s.unnamed:
        told.append(f"{s.unnamed} of {s.statements} leading statements come from holders who are not named")
    if s.disagreements or s.discrepancies:
        found = [
            _count(s.disagreements, "matter") + " in dispute" if s.disagreements else "",
            _count(s.discrepancies, "figure") + " with rival values" if s.discrepancies else "",
        ]
        told.append("Conflicts: " + ", ".join(part for part in found if part))
    elif s.origins > 1:
        told.append("No conflict between the sources was found")
    return ". ".join(told) + "."


def _breadth(s: SourceSummary) -> str:
    if s.sources == 1:
        words = "The briefing rests on one source"
    elif s.origins == 1:
        words = f"The briefing rests on {s.sources} sources that share one origin"
    elif s.origins == s.sources:
        words = f"The briefing rests on {s.sources} sources of separate origin"
    else:
        words = f"The briefing rests on {s.sources} sources of {s.origins} separate origins"
    if s.first and s.last:
        words += (
            f", published {_day(s.first)}" if s.first == s.last else f", published {_day(s.first)} to {_day(s.last)}"
        )
    if s.undated:
        words += (
            f"; {s.undated} of them {_verb(s.undated, 'states', 'state')} no date" if s.sources > 1 else ", not dated"
        )
    return words


def _sources(n: int) -> str:
    return _count(n, "source").capitalize() if n > 1 else "One source"


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _verb(n: int, one: str, many: str) -> str:
    return one if n == 1 else many


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _cut(text: str) -> str:
    words = collapse(text)
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
