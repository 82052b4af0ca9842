"""What is read: a `Document`, its blocks, and the `Span` that every finding is.

Offsets are Unicode code points into `Document.text`, `start` inclusive, `end` exclusive; `document.text[start:end] == text` holds
for every `Span`, always.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Number = int | float
"""A finite number; integral values are `int`. Never NaN, never infinite."""


def collapse(text: str) -> str:
    """`text` with every run of white space as one space and none at its ends: how quoted words are printed."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a document's text (the position and quote selectors of the W3C Web Annotation model in one).

    Attributes:
        document_id: `Document.id` of the text the offsets count in.
        start: first code point.
        end: one past the last code point, at least `start`.
        text: exactly `Document.text[start:end]`.
    """

    document_id: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        """Refuse a span whose text cannot have the offsets it claims."""
        if not 0 <= self.start <= self.end or len(self.text) != self.end - self.start:
            msg = f"span {self.start}..{self.end} cannot hold {len(self.text)} code points"
            raise ValueError(msg)

    @property
    def span(self) -> Span:
        """Only where it stands: this finding as a plain `Span`."""
        return Span(document_id=self.document_id, start=self.start, end=self.end, text=self.text)

    def covers(self, other: Span) -> bool:
        """True when `other` lies wholly inside this span of the same document."""
        return self.document_id == other.document_id and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one code point of the same document."""
        return self.document_id == other.document_id and self.start < other.end and other.start < self.end


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LIST_ITEM = "list_item"
    TABLE = "table"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of a document's layout, in reading order. `page` counts from 1 and is None where there are no pages."""

    kind: BlockKind
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """Something the reader must know about how far the briefing can be trusted. Not a log line."""

    message: str
    uri: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source text, read once and never rewritten.

    Attributes:
        id: unique within a run. For files and feeds the SHA-256 (hex) of the item's bytes; in `bluf extract` the given id.
        uri: path or address as the user named it, with `#N` for the N-th item of a container (mbox, feed), N from 1.
        media_type: the sniffed type, "text/html".
        language: BCP 47 code of the main language, "en"; "und" where undetermined.
        title: as the source states it, or None.
        publisher: outlet or organisation that published it, or None.
        authors: as stated, in order.
        published_on: the date that relative dates ("Tuesday") are resolved against, or None.
        retrieved_at: aware UTC instant of a download; None for local files.
        link: http(s) address of the original as the source itself states it (canonical link, entry of a feed), or None.
        identifier: what the source itself calls the item (Atom id, RSS guid, Message-ID), the same for each revision, or None.
        text: the canonical text all offsets count in. Blocks are separated by a blank line.
        blocks: disjoint, in order, covering all but white space. The source's title, where it shows one, is a HEADING block.
        sha256: of the bytes read, hex.
        caveats: what went less than well in reading.
    """

    id: str
    text: str
    uri: str = ""
    media_type: str = "text/plain"
    language: str = "en"
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published_on: date | None = None
    retrieved_at: datetime | None = None
    link: str | None = None
    identifier: str | None = None
    blocks: tuple[Block, ...] = ()
    sha256: str = ""
    caveats: tuple[Caveat, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The span `start`..`end` (code points, end exclusive) of this text.

        Raises:
            ValueError: the offsets do not lie in the text.
        """
        if not 0 <= start <= end <= len(self.text):
            msg = f"{start}..{end} is outside a text of {len(self.text)} code points"
            raise ValueError(msg)
        return Span(document_id=self.id, start=start, end=end, text=self.text[start:end])
