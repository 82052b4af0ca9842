"""Bytes to documents: sniff the media type, look the reader up, assemble. In: bytes. Out: `Document`s.

A reader is a function `read_*(data, hints) -> tuple[Content, ...]`; the dict below is the whole plugin system. Readers
are imported when their kind of file comes, so that a plain text never costs the loading of an HTML parser.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from importlib import import_module

from bluf.errors import SourceError
from bluf.model import Document
from bluf.sources.clean import clean_line
from bluf.sources.content import Content, Hints, to_document
from bluf.sources.limits import Limits
from bluf.sources.media_type import DOCX, FEED, HTML, MAIL, MARKDOWN, MBOX, PDF, TEXT, sniff_media_type

Reader = Callable[[bytes, Hints], tuple[Content, ...]]

_READERS = {
    TEXT: ("text", "read_text"),
    MARKDOWN: ("markdown", "read_markdown"),
    HTML: ("html", "read_html"),
    PDF: ("pdf", "read_pdf"),
    DOCX: ("docx", "read_docx"),
    MAIL: ("mail", "read_mail"),
    MBOX: ("mail", "read_mbox"),
    FEED: ("feed", "read_feed"),
}


def read_document(
    data: bytes,
    *,
    uri: str = "",
    declared_type: str | None = None,
    retrieved_at: datetime | None = None,
    limits: Limits | None = None,
) -> tuple[Document, ...]:
    """The documents in `data`: one, or several for a feed or an mbox.

    Args:
        data: the whole file.
        uri: path or address as the user named it; its suffix breaks ties, nothing is opened.
        declared_type: Content-Type of a download, with its charset parameter.
        retrieved_at: aware UTC instant of a download.
        limits: ceilings; `Limits()` where None.

    Raises:
        SourceError: unreadable, too large, or without readable text; `uri` names the source.
    """
    limits = limits or Limits()
    if len(data) > limits.file_bytes:
        msg = f"is too large: more than {limits.file_bytes:,} bytes, the limit; split it"
        raise SourceError(msg, uri)
    try:
        kind = sniff_media_type(data, name=uri, declared=declared_type)
        contents = _reader(kind)(data, Hints(name=uri, charset=_charset(declared_type), limits=limits))
    except SourceError as error:  # what it names may come from the source: a type, a charset, a file name
        raise SourceError(clean_line(error.message, limit=1000), error.uri or uri) from error
    documents, empty = [], None
    for content in contents:
        try:
            documents.append(to_document(content, data, uri=uri, retrieved_at=retrieved_at, limits=limits))
        except SourceError as error:  # one empty item of a feed does not spoil the others
            empty = error
    if not documents:
        raise empty or SourceError("holds no readable text; check that it is the right file", uri)
    return tuple(documents)


def _reader(kind: str) -> Reader:
    module, function = _READERS[kind]
    reader: Reader = getattr(import_module(f"bluf.sources.{module}"), function)
    return reader


def _charset(declared_type: str | None) -> str | None:
    """The charset parameter of a Content-Type."""
    for part in (declared_type or "").split(";")[1:]:
        key, _, value = part.partition("=")
        if key.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None


def renumbered(contents: list[Content]) -> tuple[Content, ...]:
    """Items of a container, counted from 1 in their order."""
    return tuple(replace(content, item=number) for number, content in enumerate(contents, 1))
