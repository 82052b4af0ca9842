"""From what a reader found to a `Document`. In: `Content`, pieces of text in reading order. Out: a frozen `Document` with offsets.

Every reader (text, HTML, PDF, ...) returns `Content`; this module alone joins pieces to the canonical text, passes them
through the text gate (`clean`), puts the title in front where the body does not show it, counts offsets and tells the
language. It reads no bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bluf.errors import SourceError
from bluf.model import Block, BlockKind, Caveat, Document
from bluf.sources.clean import clean_line, clean_text, find_look_alikes
from bluf.sources.language import find_language
from bluf.sources.limits import Limits

_TITLE_WINDOW = 4  # pieces in which a title may already stand
_JOINED = frozenset({BlockKind.HEADING, BlockKind.CAPTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One block before it has offsets. `gap` is the white space before it in the source, at least a blank line."""

    kind: BlockKind = BlockKind.PARAGRAPH
    text: str
    page: int | None = None
    gap: str = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a reader found in one document, uncleaned.

    Attributes:
        pieces: in reading order.
        media_type: of the bytes, as sniffed.
        title, publisher, authors, published_on: as the source states them.
        shows_title: False where the title is not part of what a reader of the source sees and must not enter the text.
        caveats: one line each.
        body: the bytes of an item in a container (mbox, feed); None where the item is the whole file.
        link: http(s) address of the original, as the source states it.
        identifier: what the source calls the item.
        item: number of the item in its container, from 1.
    """

    pieces: tuple[Piece, ...]
    media_type: str
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published_on: date | None = None
    shows_title: bool = True
    caveats: tuple[str, ...] = ()
    body: bytes | None = None
    link: str | None = None
    identifier: str | None = None
    item: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What is known about bytes besides the bytes.

    Attributes:
        name: path or address, for its suffix and for relative guesses; never opened.
        charset: declared in a header outside the bytes.
        limits: ceilings.
    """

    name: str = ""
    charset: str | None = None
    limits: Limits = field(default_factory=Limits)


def to_document(
    content: Content, data: bytes, *, uri: str, retrieved_at: datetime | None = None, limits: Limits | None = None
) -> Document:
    """The `Document` of one `Content`.

    Args:
        content: what the reader found.
        data: bytes of the whole file.
        uri: as the user named it; items of containers get "#N" added.
        retrieved_at: aware UTC instant of a download.
        limits: ceilings; `characters` counts here.

    Raises:
        SourceError: there is no readable text, or more than the limit.
    """
    limit = (limits or Limits()).characters
    uri = f"{uri}#{content.item}" if content.item else uri
    title = clean_line(content.title) if content.title else ""
    pieces = _cleaned(content.pieces)
    if not any(any(map(str.isalnum, piece.text)) for piece in pieces):
        msg = f"holds no readable text ({content.media_type}); check that it is the right file"
        raise SourceError(msg, uri)
    pieces, title = _with_title(pieces, title, shows=content.shows_title)
    text, blocks = _joined(pieces)
    if len(text) > limit:
        msg = f"is too long: {len(text):,} characters, the limit is {limit:,}; split it"
        raise SourceError(msg, uri)
    language, doubts = find_language(text)
    mixed = find_look_alikes(text)
    if mixed:
        doubts += (f"words mix look-alike letters of two alphabets and may be forged: {', '.join(mixed)}",)
    file_hash = hashlib.sha256(data).hexdigest()
    return Document(
        id=file_hash if content.body is None else hashlib.sha256(content.body).hexdigest(),
        text=text,
        uri=uri,
        media_type=content.media_type,
        language=language,
        title=title or None,
        publisher=clean_line(content.publisher or "", limit=200) or None,
        authors=tuple(dict.fromkeys(name for author in content.authors if (name := clean_line(author, limit=200)))),
        published_on=content.published_on,
        retrieved_at=retrieved_at,
        link=_link(content.link),
        identifier=clean_line(content.identifier or "", limit=1000) or None,
        blocks=blocks,
        sha256=file_hash,
        caveats=tuple(Caveat(message=clean_line(line, limit=1000), uri=uri) for line in (*content.caveats, *doubts)),
    )


def _link(address: str | None) -> str | None:
    """An address that can be shown: http(s), one line, without spaces."""
    link = clean_line(address or "", limit=2000)
    return link if link.lower().startswith(("http://", "https://")) and " " not in link else None


def _cleaned(pieces: Sequence[Piece]) -> list[Piece]:
    cleaned = []
    for piece in pieces:
        text = clean_text(piece.text)
        text = " ".join(text.split()) if piece.kind in _JOINED else text.strip()
        if text:
            cleaned.append(replace(piece, text=text))
    return cleaned


def _with_title(pieces: list[Piece], title: str, *, shows: bool) -> tuple[list[Piece], str]:
    """Put the title into the text once, as a heading, in the form the body has where it has one."""
    key = letters_of(title)
    if not key:
        return pieces, title
    for index, piece in enumerate(pieces[:_TITLE_WINDOW]):
        if len(piece.text) <= 2 * len(title) + 20 and letters_of(piece.text) == key:
            return [*pieces[:index], replace(piece, kind=BlockKind.HEADING), *pieces[index + 1 :]], " ".join(
                piece.text.split()
            )
    if not shows:
        return pieces, title
    return [Piece(kind=BlockKind.HEADING, text=title), *pieces], title


def letters_of(text: str) -> str:
    """Letters and digits alone, case-folded: what two settings of one title have in common."""
    return "".join(filter(str.isalnum, text.casefold()))


def _joined(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    parts: list[str] = []
    blocks: list[Block] = []
    offset = 0
    for piece in pieces:
        gap = (piece.gap if piece.gap.count("\n") > 1 else "\n\n") if parts else ""
        offset += len(gap)
        blocks.append(Block(kind=piece.kind, start=offset, end=offset + len(piece.text), page=piece.page))
        parts += (gap, piece.text)
        offset += len(piece.text)
    return "".join(parts), tuple(blocks)
