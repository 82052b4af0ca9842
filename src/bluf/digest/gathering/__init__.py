"""Reading the sources of a digest into the store.

In: the settings of sources and how far each was read. Out: items and revisions in the store, with running numbers. Each source
is one transaction: its items and how far it was read are kept together or not at all. A source that fails is named and hides no
other; servers are asked politely: not oftener than agreed, with conditions, and more rarely the longer they fail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bluf.config.schema import Config, Feed, Folder, Mailbox, Pages, Source
from bluf.digest.gathering.found import Context, Harvest
from bluf.model import Document
from bluf.sources import Limits
from bluf.sources.guarded import GuardedReader
from bluf.store.documents import (
    Added,
    add_document,
    is_known,
    is_new_source,
    mend_channels,
    read_channel,
    write_channel,
)
from bluf.store.opening import Store

__all__ = ["Gathered", "gather"]

_LONGEST_PAUSE = timedelta(hours=12)
_JUST_NOW = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What came of a round over the sources: counts, and (source, what went wrong)."""

    new: int = 0
    revised: int = 0
    failures: tuple[tuple[str, str], ...] = ()


def gather(store: Store, config: Config, sources: Mapping[str, Source], *, now: datetime, eager: bool) -> Gathered:
    """Read every source that is due.

    Args:
        store: where to.
        config: for paths and passwords.
        sources: by name.
        now: aware instant.
        eager: an edition is about to be made, so sources are read whatever their pause.

    Raises:
        StoreError: the store cannot be written.
    """
    new = revised = 0
    failures: list[tuple[str, str]] = []
    with GuardedReader(Limits()) as reader:
        for name, source in sources.items():
            harvest = _harvest(store, config, name, source, reader, now, eager=eager)
            if harvest is None:
                continue
            failures += [(name, failure.error) for failure in harvest.channels if failure.error]
            counts = _keep(store, name, source, harvest, now)
            new, revised = new + counts[Added.NEW], revised + counts[Added.REVISED]
    return Gathered(new=new, revised=revised, failures=tuple(failures))


def _harvest(
    store: Store,
    config: Config,
    name: str,
    source: Source,
    reader: GuardedReader,
    now: datetime,
    *,
    eager: bool,
) -> Harvest | None:
    """What a source has, or None where it is not its turn."""
    from bluf.digest.gathering import files, imap, mailboxes, web

    def asked(address: str) -> Context | None:
        with store.begin() as connection:
            channel = read_channel(connection, name, address)
        pause = timedelta(minutes=source.every_minutes) * 2 ** min(channel.failures, 5)
        wait = _JUST_NOW if eager else min(pause, max(_LONGEST_PAUSE, timedelta(minutes=source.every_minutes)))
        if isinstance(source, Folder | Mailbox):  # asks no server
            wait = timedelta(0)
        if channel.checked_at is not None and timedelta(0) <= now - channel.checked_at < wait:
            return None
        return Context(channel=channel, reader=reader, now=now, knows=knows, knows_failure=knows_failure)

    def knows(identity: str) -> bool:
        with store.begin() as connection:
            return is_known(connection, name, identity)

    def knows_failure(address: str) -> bool:
        with store.begin() as connection:
            return bool(read_channel(connection, name, address).error)

    if isinstance(source, Feed):
        return web.read_feed(source, asked)
    if isinstance(source, Pages):
        return web.read_pages(source, asked)
    if isinstance(source, Folder):
        return files.read_folder(config.path(source.path), source, asked)
    if isinstance(source, Mailbox):
        return mailboxes.read_mailbox(config.path(source.path), source, asked)
    return imap.read_imap(source, config, asked)


def _keep(store: Store, name: str, source: Source, harvest: Harvest, now: datetime) -> dict[Added, int]:
    counts = dict.fromkeys(Added, 0)
    with store.begin() as connection:
        oldest = now.date() - timedelta(days=source.first_days) if is_new_source(connection, name) else None
        for found in harvest.found:
            day = found.document.published_on or found.day
            counts[
                add_document(
                    connection,
                    name,
                    found.identity,
                    _registered(found.document, source),
                    seen_at=now,
                    backlog=oldest is not None and day is not None and day < oldest,
                )
            ] += 1
        for channel in harvest.channels:
            write_channel(connection, channel)
        mend_channels(connection, name, harvest.mended)
    return counts


def _registered(document: Document, source: Source) -> Document:
    """With the publisher of the register, where the document names none."""
    return document if document.publisher or not source.publisher else replace(document, publisher=source.publisher)
