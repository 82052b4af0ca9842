"""Sources: bytes become `Document`s. In: what the user named. Out: documents with canonical text, blocks, title, date, hash.

`read_sources` takes names (files, folders, globs, "-", http addresses), `read_document` takes bytes. Text, Markdown,
HTML, PDF, DOCX, mail, mbox, RSS and Atom. Nothing here analyzes, ranks or judges what a text says.
"""

from __future__ import annotations

from bluf.sources.collecting import Reading, read_sources
from bluf.sources.limits import Limits, read_limits
from bluf.sources.reading import read_document

__all__ = ["Limits", "Reading", "read_document", "read_limits", "read_sources"]
