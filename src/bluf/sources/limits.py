"""How much of a hostile world one source may cost. In: nothing. Out: `Limits`, a frozen set of ceilings handed to every reader.

It decides nothing: each reader compares, and raises `SourceError` naming the limit it met.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Ceilings for one source.

    Attributes:
        file_bytes: bytes of a file, of standard input or of a download.
        unpacked_bytes: bytes that a ZIP container or a compressed download may unpack to.
        elements: elements of a tree (HTML, OOXML, feed).
        nesting: depth of a tree that is still parsed as a tree; deeper pages are read as a flat run of tags.
        parts: parts of a mail message, of all levels together.
        pages: pages of a PDF.
        items: items read from one container (mbox, feed); the rest is named in a caveat.
        characters: code points of one document's text.
        files: files read from one folder or glob.
        seconds: time for one download or for one PDF.
        memory_bytes: address space of the process that reads a PDF.
    """

    file_bytes: int = 64_000_000
    unpacked_bytes: int = 48_000_000
    elements: int = 400_000
    nesting: int = 200
    parts: int = 100
    pages: int = 2_000
    items: int = 1_000
    characters: int = 5_000_000
    files: int = 10_000
    seconds: float = 60.0
    memory_bytes: int = 2_000_000_000
