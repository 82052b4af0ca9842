"""A folder: files → items by their path. A file is read again when its size or time has changed.

What a file of several items holds (a feed or a mailbox that was saved) is an item each. Hidden files, and links that lead out
of the folder, are passed over; a file that cannot be read is named once and hides no other.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

from bluf.config.schema import Folder
from bluf.digest.gathering.found import Asked, Context, Found, Harvest, identity_of, why
from bluf.errors import SourceError
from bluf.sources import Limits
from bluf.sources.collecting import shown_path
from bluf.store.documents import Channel

_MOST = 20_000


def read_folder(folder: Path, source: Folder, asked: Asked) -> Harvest | None:
    """The files of `folder` that are new or changed."""
    context = asked(str(source.path))
    if context is None:
        return None
    if not folder.is_dir():
        return Harvest(channels=(context.failed(f"{source.path}: no such folder"),))
    before = _known(context.channel.cursor)
    after: dict[str, list[int]] = {}
    found: list[Found] = []
    channels: list[Channel] = []
    mended: list[str] = []
    for path in _files(folder, source.pattern):
        name = path.relative_to(folder).as_posix()
        told = _storable(name)
        try:
            status = path.stat()
            after[name] = [status.st_size, status.st_mtime_ns]
            if before.get(name) == after[name]:
                continue
            found += _read(path, told, context, datetime.fromtimestamp(status.st_mtime, UTC).date())
            if name in before:
                mended.append(_address(told, context))
        except (SourceError, OSError) as error:
            channels.append(context.failure(_address(told, context), why(error)))
    cursor = json.dumps(after)
    return Harvest(found=tuple(found), channels=(context.done(cursor=cursor), *channels), mended=tuple(mended))


def _read(path: Path, name: str, context: Context, day: date) -> list[Found]:
    limit = Limits().file_bytes
    with path.open("rb") as file:
        data = file.read(limit + 1)
    documents = context.reader.read(data, uri=shown_path(str(path)))
    if len(documents) == 1:
        return [Found(identity=name, document=documents[0], day=day)]
    return [Found(identity=f"{name} {identity_of(each)}", document=each, day=day) for each in documents]


def _storable(name: str) -> str:
    """A file's name as a database takes it: bytes that are no UTF-8 as escapes, so that no two names become one."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _address(name: str, context: Context) -> str:
    return f"{context.channel.address}/{name}"[:2000]


def _files(folder: Path, pattern: str) -> list[Path]:
    root = folder.resolve()
    files = []
    for path in sorted(folder.glob(pattern)):
        inside = path.relative_to(folder).parts
        if any(part.startswith(".") for part in inside):
            continue
        real = Path(os.path.realpath(path))
        if real.is_relative_to(root) and real.is_file():
            files.append(path)
        if len(files) == _MOST:
            break
    return files


def _known(cursor: str | None) -> dict[str, list[int]]:
    try:
        known = json.loads(cursor or "{}")
    except ValueError:
        return {}
    return known if isinstance(known, dict) else {}
