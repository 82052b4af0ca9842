"""The cache of analyses: by a key that changes whenever the text, the model or bluf does.

The text itself is kept once, with its document, and put back when the analysis is read.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, insert, select

from bluf.model import Analysis, Document
from bluf.store.packing import pack, unpack
from bluf.store.tables import analysis


def find_analysis(connection: Connection, key: str, document: Document) -> Analysis | None:
    """What was found in `document` before, or None."""
    data = connection.execute(select(analysis.c.data).where(analysis.c.key == key)).scalar()
    return replace(unpack(Analysis, data), document=document) if data is not None else None


def keep_analysis(connection: Connection, key: str, found: Analysis, *, made_at: datetime) -> None:
    """Keep what was found; a key that is kept already stays as it is."""
    if connection.execute(select(analysis.c.key).where(analysis.c.key == key)).first() is not None:
        return
    bare = replace(found, document=Document(id=found.document.id, text=""))
    connection.execute(
        insert(analysis).values(key=key, document_id=found.document.id, made_at=made_at, data=pack(bare))
    )
