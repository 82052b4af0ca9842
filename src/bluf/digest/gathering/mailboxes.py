"""Maildir folders and mbox files: messages → items by their Message-ID. Nothing in the mailbox is changed.

Source: maildir(5); RFC 4155 (mbox).
"""

from __future__ import annotations

import hashlib
import mailbox
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.parser import BytesHeaderParser
from pathlib import Path

from bluf.config.schema import Mailbox
from bluf.digest.gathering.found import Asked, Context, Found, Harvest, why
from bluf.errors import SourceError
from bluf.sources import Limits
from bluf.sources.clean import clean_line
from bluf.sources.collecting import shown_path
from bluf.store.documents import Channel


def read_mailbox(path: Path, source: Mailbox, asked: Asked) -> Harvest | None:
    """The messages that the store does not have."""
    context = asked(str(source.path))
    if context is None:
        return None
    try:
        messages = _maildir(path) if source.kind == "maildir" else _mbox(path)
        return read_messages(messages, context)
    except (OSError, mailbox.Error) as error:
        return Harvest(channels=(context.failed(f"{source.path}: cannot be read: {error}"),))


def read_messages(messages: Iterator[tuple[str, bytes]], context: Context, cursor: str | None = None) -> Harvest:
    """Items for (name, bytes) of messages; what the store has is not parsed again."""
    found: list[Found] = []
    channels: list[Channel] = []
    seen: set[str] = set()
    for name, data in messages:
        identity = message_identity(data)
        if identity in seen or context.knows(identity):
            continue
        seen.add(identity)
        address = f"{context.channel.address}/{shown_path(name)}"[:2000]
        if context.knows_failure(address):
            continue
        try:
            (document, *_) = context.reader.read(data, uri=address, declared_type="message/rfc822")
        except SourceError as error:
            channels.append(context.failure(address, why(error)))
            continue
        found.append(Found(identity=identity, document=document))
    return Harvest(found=tuple(found), channels=(context.done(cursor=cursor), *channels))


def message_identity(data: bytes) -> str:
    """The Message-ID of a message; the hash of its bytes where it has none that can be read."""
    try:
        stated = BytesHeaderParser(policy=policy.compat32).parsebytes(data[:200_000]).get("Message-ID")
        value = clean_line(str(stated or ""), limit=1000)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):  # as for `bluf.sources.mail`
        value = ""
    return value or f"sha256:{hashlib.sha256(data).hexdigest()}"


def _maildir(path: Path) -> Iterator[tuple[str, bytes]]:
    limit = Limits().file_bytes
    if not (path / "cur").is_dir() and not (path / "new").is_dir():
        msg = "no Maildir (it has neither cur nor new)"
        raise NotADirectoryError(20, msg)
    files = [file for part in ("cur", "new") if (path / part).is_dir() for file in (path / part).iterdir()]
    for file in sorted(files, key=lambda file: file.name):
        if not file.name.startswith(".") and file.is_file() and not file.is_symlink():  # a link may lead anywhere
            with file.open("rb") as stream:
                yield file.name.partition(":")[0], stream.read(limit + 1)


def _mbox(path: Path) -> Iterator[tuple[str, bytes]]:
    if not path.is_file():
        raise FileNotFoundError(2, "no such file")
    box = mailbox.mbox(path, create=False)
    try:
        for number, key in enumerate(box.keys(), 1):
            yield f"#{number}", box.get_bytes(key)
    finally:
        box.close()
