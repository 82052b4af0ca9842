"""A look at the edition that would go out now: letters as .eml files, and nothing sent.

The sources are read (or not, as asked) and analyses kept, so the real run has less to do; no edition is made and no connection
to a mail server is opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bluf import delivery
from bluf.config.schema import Config
from bluf.digest.gathering import gather
from bluf.digest.making import make_edition
from bluf.digest.publishing import edition_key, letters_for, pages_of, window_of
from bluf.digest.running import opened
from bluf.digest.schedule import next_due
from bluf.edition import Edition
from bluf.model import Rendered
from bluf.store.lock import database_lock, run_lock


def preview_digest(
    config: Config, name: str, target: Path, *, now: datetime, read: bool
) -> tuple[Edition, tuple[Path, ...]]:
    """Write the letters of the next edition into the folder `target`, one for each person, and the page as HTML.

    Args:
        config: all settings.
        name: of the digest.
        target: folder.
        now: aware instant.
        read: ask the sources first.

    Returns:
        The edition, and the paths written.

    Raises:
        BusyError: another run is active.
        StoreError, DeliveryError: something cannot be read or written.
    """
    digest = config.digests[name]
    with run_lock(config.path(config.store.folder)), opened(config) as store, database_lock(store):
        if read:
            gather(store, config, config.sources_of(digest), now=now, eager=True)
        day = next_due(digest.time_zone, digest.at, digest.days, now).day
        window = window_of(store, config, name, day)
        made = make_edition(store, config, name, window, now=now)
        pages, pdf = pages_of(config, made)
        letters = letters_for(store, config, made.edition, edition_key(name, day), now, pdf)
    names = _file_names([one.person for one in letters.deliveries])
    files = [
        Rendered(body=one.headers + letters.body, media_type="message/rfc822", filename=f"{file_name}.eml")
        for file_name, one in zip(names, letters.deliveries, strict=True)
    ]
    page = next(page for page in pages if page.filename == "index.html")
    files.append(Rendered(body=page.body, media_type=page.media_type, filename=f"{name}-{day.isoformat()}.html"))
    return made.edition, delivery.write_outputs(files, target)


def _file_names(persons: Sequence[str]) -> list[str]:
    """A file name for each person, no two the same: "a!b@x" and "a?b@x" are two people."""
    names: list[str] = []
    for person in persons:
        name, number = _file_name(person), 2
        while name.casefold() in {known.casefold() for known in names}:
            name, number = f"{_file_name(person)}-{number}", number + 1
        names.append(name)
    return names


def _file_name(person: str) -> str:
    return "".join(c if c.isalnum() or c in "@.-_+" else "_" for c in person).lstrip(".")[:150]
