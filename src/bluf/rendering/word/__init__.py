"""A briefing as a Word document that a desk can edit: `Page` → bytes of a DOCX file.

Real styles, headings, tables and fields, citations as links to bookmarks in the annex, the mark in header and footer. The same
bytes each time: dates come from the briefing, and the archive carries none of its own. No wording and no order is decided here.

python-docx is imported here and nowhere else.
"""

from __future__ import annotations

import io
import zipfile

from bluf.rendering.page import Page
from bluf.rendering.word.sections import write_annex, write_front, write_sections
from bluf.rendering.word.writer import Writer

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a ZIP archive can name


def write_word(page: Page) -> bytes:
    """The DOCX file of `page`."""
    writer = Writer(page)
    write_front(writer)
    write_sections(writer)
    write_annex(writer)
    return _without_times(writer.save())


def _without_times(data: bytes) -> bytes:
    """`data` with its members in the order they stand in and without the time of their making."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name), compresslevel=9)
    return out.getvalue()
