"""Read DOCX. In: the bytes of a Word file. Out: one `Content` with headings, paragraphs, lists, quotes, tables and notes.

The text is the document as it stands when all changes are accepted: tracked insertions stay, deletions and moved-away
text go. Hidden text, field codes, comments, page headers and footers and tables of contents are not text. No
relationship is followed, inside or outside of the file; pictures and embedded objects are not opened. Sizes are checked
before and while anything is unpacked.

Source: ECMA-376 part 1, sections 17.3 (paragraphs, runs), 17.4 (tables), 17.13 (revisions), 15.2.12.1 (core
properties).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import date

from lxml import etree

from bluf.errors import SourceError
from bluf.model import BlockKind
from bluf.sources.content import Content, Hints, Piece
from bluf.sources.dates import read_date
from bluf.sources.docx_body import Styles, notes, read_styles, to_pieces
from bluf.sources.limits import FREE_BYTES, Limits
from bluf.sources.media_type import DOCX
from bluf.sources.properties import sane_authors, sane_date, sane_title, with_shown_metadata

_MAX_ENTRIES = 10_000
_MAIN_TYPES = (
    "wordprocessingml.document.main+xml",
    "ms-word.document.macroEnabled.main+xml",
    "wordprocessingml.template.main+xml",
)
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, KeyError)


def read_docx(data: bytes, hints: Hints) -> tuple[Content, ...]:
    """The one document of a Word file.

    Raises:
        SourceError: damaged, protected, over a limit, or without text.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            package = _Package(archive, hints.limits)
            main = package.main_part()
            folder = main.rpartition("/")[0]
            body = package.tree(main)
            styles = read_styles(package.optional(f"{folder}/styles.xml"))
            footnotes = [package.optional(f"{folder}/{name}.xml") for name in ("footnotes", "endnotes")]
            core = package.optional("docProps/core.xml")
            comments = f"{folder}/comments.xml" in package.names
    except _DAMAGED as error:
        msg = "is a damaged or truncated DOCX file that cannot be read; get it again"
        raise SourceError(msg) from error
    pieces = [
        *to_pieces(body, styles),
        *(piece for tree in footnotes if tree is not None for piece in notes(tree, styles)),
    ]
    if not any(any(map(str.isalnum, piece.text)) for piece in pieces):
        msg = "holds no readable text; if it is a scan in a DOCX file, run OCR on it first"
        raise SourceError(msg)
    return (_to_content(pieces, styles, core, comments=comments),)


class _Package:
    """A ZIP container that gives parts as trees and counts what it unpacks."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self.archive, self.limits = archive, limits
        self.left = limits.unpacked_bytes
        if len(archive.infolist()) > _MAX_ENTRIES:
            msg = f"has more than {_MAX_ENTRIES:,} parts, the limit for a DOCX file"
            raise SourceError(msg)
        self.names = frozenset(archive.namelist())

    def main_part(self) -> str:
        """The name of the part with the text, by its content type."""
        types = self.optional("[Content_Types].xml")
        for override in () if types is None else types.iter("{*}Override"):
            name = (override.get("PartName") or "").lstrip("/")
            if (override.get("ContentType") or "").endswith(_MAIN_TYPES) and name in self.names:
                return name
        return "word/document.xml"

    def optional(self, name: str) -> etree._Element | None:
        return self.tree(name) if name in self.names else None

    def tree(self, name: str) -> etree._Element:
        """The parsed part.

        Raises:
            SourceError: protected, too large, a document type, or no well-formed XML.
        """
        info = self.archive.getinfo(name)
        if info.flag_bits & 1:
            msg = "is protected by a password; remove the password first"
            raise SourceError(msg)
        with self.archive.open(info) as part:
            data = part.read(self.left + 1)
        if len(data) > self.left:
            msg = f"is too large: it unpacks to more than {self.limits.unpacked_bytes:,} bytes, the limit; split it"
            raise SourceError(msg)
        if len(data) > max(FREE_BYTES, self.limits.ratio * info.compress_size):
            msg = f"is too large: a part unpacks to more than {self.limits.ratio} times its size, the limit (ratio)"
            raise SourceError(msg)
        self.left -= len(data)
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
            msg = "is a DOCX file that declares a document type or entities, which Word never does; it was not read"
            raise SourceError(msg)
        if data.count(b"<") - data.count(b"</") > self.limits.elements:
            msg = f"is too large: more than {self.limits.elements:,} elements, the limit; split it"
            raise SourceError(msg)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            large = "huge" in str(error).lower() or "buffer" in str(error).lower()
            msg = (
                "is over a limit: one of its texts is too large or too deeply nested"
                if large
                else "is a damaged DOCX file: its XML cannot be read"
            )
            raise SourceError(msg) from error


def _to_content(pieces: list[Piece], styles: Styles, core: etree._Element | None, *, comments: bool) -> Content:
    shown = next(
        (piece.text for piece in pieces[:10] if piece.kind is BlockKind.HEADING and piece in styles.titles), None
    )
    first = pieces[0].text if pieces[0].kind is BlockKind.HEADING and len(pieces[0].text) < 200 else None
    stated = sane_title(_property(core, f"{_DC}title"))
    content = Content(
        pieces=tuple(pieces),
        media_type=DOCX,
        title=shown or first or stated,
        authors=sane_authors(_property(core, f"{_DC}creator")),
        published_on=sane_date(_day(core, "created"), _day(core, "modified")),
        shows_title=bool(shown or first),
        caveats=("the file has comments, which were not read",) if comments else (),
    )
    return with_shown_metadata(content)


def _property(core: etree._Element | None, tag: str) -> str | None:
    return core.findtext(tag) if core is not None else None


def _day(core: etree._Element | None, name: str) -> date | None:
    return read_date(_property(core, f"{_TERMS}{name}"))
