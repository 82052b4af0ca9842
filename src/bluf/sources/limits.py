"""How much of a hostile world one source may cost. In: nothing. Out: `Limits`, a frozen set of ceilings handed to every reader.

It decides nothing: each reader compares, and raises `SourceError` naming the limit it met.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from bluf.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Ceilings for one source.

    Attributes:
        file_bytes: bytes of a file, of standard input or of a download.
        unpacked_bytes: bytes that a ZIP container or a compressed download may unpack to.
        ratio: times its packed size that a part of such a container, or such a download, may unpack to beyond its first megabyte.
        elements: elements of a tree (HTML, OOXML, feed).
        nesting: depth of a tree that is still parsed as a tree; deeper pages are read as a flat run of tags.
        parts: parts of a mail message, of all levels together.
        pages: pages of a PDF.
        items: items read from one container (mbox, feed); the rest is named in a caveat.
        characters: code points of one document's text.
        files: files read from one folder or glob.
        seconds: time for one download, or for reading one file.
        analysis_seconds: processor time for parsing one document, and again for looking for findings in it; what was found until
            then is told.
        memory_bytes: address space of a process that reads.
        render_seconds: time for one PDF that is written.
        render_memory_bytes: address space of the process that writes it.
    """

    file_bytes: int = 64_000_000
    unpacked_bytes: int = 48_000_000
    ratio: int = 300
    elements: int = 400_000
    nesting: int = 200
    parts: int = 100
    pages: int = 2_000
    items: int = 1_000
    characters: int = 5_000_000
    files: int = 10_000
    seconds: float = 60.0
    analysis_seconds: float = 120.0
    memory_bytes: int = 2_000_000_000
    render_seconds: float = 60.0
    render_memory_bytes: int = 1_400_000_000


FREE_BYTES = 1_000_000
"""What may be unpacked whatever the ratio: a small page of blanks is no bomb."""


def read_limits(words: Iterable[str]) -> Limits:
    """The ceilings that "pages=500" and the like change; the others keep their defaults.

    Raises:
        UsageError: an unknown name, or no positive number.
    """
    limits = Limits()
    known = {field.name: type(getattr(limits, field.name)) for field in fields(Limits)}
    for word in words:
        name, _, number = word.partition("=")
        name = name.strip()
        if name not in known:
            msg = f"--limit {word!r}: write NAME=NUMBER with one of {', '.join(known)}"
            raise UsageError(msg)
        try:
            value = known[name](number.strip().replace("_", ""))
        except ValueError as error:
            msg = f"--limit {word!r}: {number.strip()!r} is not a number"
            raise UsageError(msg) from error
        if not 0 < value < 1 << 62:
            msg = f"--limit {word!r}: the number must be positive"
            raise UsageError(msg)
        limits = replace(limits, **{name: value})
    return limits
