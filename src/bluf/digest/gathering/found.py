"""What passes between the readers of sources and the store: items found, how far an address was read, what a reader gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bluf.errors import SourceError
from bluf.model import Document
from bluf.sources.guarded import GuardedReader
from bluf.store.documents import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An item as it is now.

    Attributes:
        identity: what the source calls it, the same for every revision.
        document: its content.
        day: when it came, for documents that state no date.
    """

    identity: str
    document: Document
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """Everything a source gave, how far each of its addresses now is read (with the errors), and addresses without error again."""

    found: tuple[Found, ...] = ()
    channels: tuple[Channel, ...] = ()
    mended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a reader gets for one address.

    Attributes:
        channel: how far it was read.
        reader: reads bytes, in a child process where needed.
        now: aware instant.
        knows: whether an identity of this source is in the store.
        knows_failure: whether an address of it is there as one that cannot be read.
    """

    channel: Channel
    reader: GuardedReader
    now: datetime
    knows: Callable[[str], bool]
    knows_failure: Callable[[str], bool]

    def done(self, **changes: str | None) -> Channel:
        """The channel after it was read."""
        return replace(self.channel, checked_at=self.now, read_at=self.now, error="", failures=0, **changes)  # type: ignore[arg-type]

    def failed(self, why: str) -> Channel:
        """The channel after it could not be read."""
        return replace(
            self.channel, checked_at=self.now, error=" ".join(why.split())[:300], failures=self.channel.failures + 1
        )

    def failure(self, address: str, why: str) -> Channel:
        """A part of the address (a file, a message) that cannot be read has a channel of its own, so that it is named."""
        return Channel(
            source=self.channel.source,
            address=address,
            checked_at=self.now,
            error=" ".join(why.split())[:300],
            failures=1,
        )


Asked = Callable[[str], Context | None]
"""The context for an address of the source, or None where it is not its turn."""


def identity_of(document: Document) -> str:
    """What a source calls an item: its identifier, its link, or else its title and address."""
    return document.identifier or document.link or document.title or document.uri


def why(error: Exception) -> str:
    """What went wrong, without the name of the source, which stands beside it."""
    return error.message if isinstance(error, SourceError) else str(error)
