"""Beginning a new store where the old one is damaged or lost. The old files are put aside, never deleted.

The journal stays, so nobody gets an edition a second time. What the sources hold is read anew: what is older than each
source's `first_days` counts as its backlog, what is newer may be told once more in the next edition, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bluf.config.schema import Config
from bluf.errors import StoreError, UsageError
from bluf.store.lock import run_lock
from bluf.store.opening import Store, begin_anew, database_file, open_store


def recover_store(config: Config, now: datetime) -> Iterator[str]:
    """Put the damaged store aside and make a new one; gives lines on what was done.

    A database server keeps its own files: there a new store begins in a database that somebody has emptied.

    Raises:
        UsageError: the store is whole.
        StoreError: it is in a database server, and not empty.
        BusyError: a run is active.
    """
    folder = config.path(config.store.folder)
    url = config.store.url.get_secret_value() if config.store.url else None
    file = database_file(url, folder)
    with run_lock(folder):
        if _is_whole(url, folder):
            msg = "the store is whole: there is nothing to recover"
            raise UsageError(msg)
        if file is None:
            begin_anew(url, folder).close()
            yield "a new store stands in the database, which was empty; the journal still knows who got what"
            return
        for part in sorted(file.parent.glob(f"{file.name}*")):
            if ".damaged-" in part.name:
                continue
            aside = part.with_name(f"{part.name}.damaged-{now:%Y%m%dT%H%M%SZ}")
            part.rename(aside)
            yield f"put aside: {aside}"
        begin_anew(url, folder).close()
        yield f"a new store stands at {file}; the journal still knows who got what"


def _is_whole(url: str | None, folder: Path) -> bool:
    store: Store | None = None
    try:
        store = open_store(url, folder)
    except StoreError as error:
        if error.exit_code != 4:
            raise
        return False
    finally:
        if store is not None:
            store.close()
    return True
