"""From names to documents. In: what the user named (file, folder, glob, "-", address). Out: a `Reading`.

One bad source never hides the good ones: it becomes a failure and the caller decides. Folders are read in sorted order,
hidden files and links that lead out of the folder are skipped; identical bytes are read once. Devices, FIFOs and
sockets are refused unopened.
"""

from __future__ import annotations

import glob
import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from bluf.errors import SourceError
from bluf.model import Document
from bluf.sources.clean import clean_line
from bluf.sources.guarded import GuardedReader
from bluf.sources.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came of all sources: documents in the order named, and one error for each source that could not be read.

    `opened` are the files as the system knows them, readable or not, in the order they were met; printed paths are cleaned.
    """

    documents: tuple[Document, ...]
    failures: tuple[SourceError, ...] = ()
    opened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bytes:
    """The bytes of one source and what came with them."""

    data: bytes
    uri: str
    declared_type: str | None = None
    retrieved_at: datetime | None = None


def read_sources(
    names: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    now: datetime | None = None,
    limits: Limits | None = None,
) -> Reading:
    """Read everything that `names` name.

    Args:
        names: each a file, a folder (recursive), a glob, "-" for `stdin`, or an http(s) address.
        stdin: where "-" is read from.
        now: aware UTC instant that downloads are marked with.
        limits: ceilings for each single source; `Limits()` where None.

    Returns:
        Documents in the order of the names and failures beside them; never raises for a source.
    """
    limits = limits or Limits()
    documents: list[Document] = []
    failures: list[SourceError] = []
    opened: dict[str, None] = {}
    seen: set[str] = set()
    with GuardedReader(limits) as reader:
        for item in _each(names, stdin, now, limits, opened):
            if isinstance(item, SourceError):
                failures.append(item)
                continue
            digest = hashlib.sha256(item.data).hexdigest()
            if digest in seen:
                continue
            seen.add(digest)
            try:
                documents += reader.read(
                    item.data, uri=item.uri, declared_type=item.declared_type, retrieved_at=item.retrieved_at
                )
            except SourceError as error:
                failures.append(error)
    return Reading(documents=_without_copies(documents), failures=tuple(failures), opened=tuple(opened))


def _without_copies(documents: list[Document]) -> tuple[Document, ...]:
    """One document for each id: the same message in two mailboxes is one message."""
    unique: dict[str, Document] = {}
    for document in documents:
        unique.setdefault(document.id, document)
    return tuple(unique.values())


def _each(
    names: Sequence[str], stdin: BinaryIO | None, now: datetime | None, limits: Limits, opened: dict[str, None]
) -> Iterator[_Bytes | SourceError]:
    for name in names:
        try:
            if name == "-":
                yield _read_stdin(stdin, limits)
            elif name.lower().startswith(("http://", "https://")):
                yield _fetch(name, now, limits)
            else:
                yield from _files(name, limits, opened)
        except SourceError as error:
            yield error


def _read_stdin(stdin: BinaryIO | None, limits: Limits) -> _Bytes:
    if stdin is None:
        msg = "standard input is not available; name a file instead"
        raise SourceError(msg, "-")
    try:
        data = stdin.read(limits.file_bytes + 1)
    except (OSError, ValueError) as error:  # ValueError: the stream is closed
        msg = f"standard input cannot be read: {error}"
        raise SourceError(msg, "-") from error
    return _Bytes(data=data, uri="-")


def _fetch(address: str, now: datetime | None, limits: Limits) -> _Bytes:
    from bluf.sources.fetch import fetch  # httpx is loaded only for an address

    answer = fetch(address, limits=limits)
    return _Bytes(data=answer.body, uri=answer.uri, declared_type=answer.media_type, retrieved_at=now)


def _files(name: str, limits: Limits, opened: dict[str, None]) -> Iterator[_Bytes | SourceError]:
    """Every file that a path, folder or glob stands for, each path once."""
    paths = [name] if _exists(name) else sorted(islice(_matches(name), limits.files))
    if not paths:
        reason = "matches no file" if glob.has_magic(name) else "no such file or folder; check the path"
        raise SourceError(reason, shown_path(name))
    for path in paths:
        found = list(islice(_walk(path), limits.files)) if Path(path).is_dir() else [path]
        if not found:
            yield SourceError("the folder holds no readable files", shown_path(path))
        for file in found:
            key = os.path.realpath(file)
            if key in opened:
                continue
            opened[key] = None
            try:
                yield _Bytes(data=_read_file(file, limits), uri=shown_path(file))
            except SourceError as error:
                yield error


def _exists(name: str) -> bool:
    try:
        Path(name).stat()
    except ValueError:  # a NUL in the name
        return False
    except OSError as error:
        return not isinstance(error, FileNotFoundError | NotADirectoryError) and not glob.has_magic(name)
    return True


def _matches(name: str) -> Iterator[str]:
    if "\0" in name or not glob.has_magic(name):
        return iter(())
    return glob.iglob(name, recursive=True)  # noqa: PTH207 - pathlib cannot glob an absolute pattern


def _walk(folder: str) -> Iterator[str]:
    root = os.path.realpath(folder)
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent, name)
            inside = os.path.realpath(path).startswith(root + os.sep)
            if not name.startswith(".") and inside and path.is_file():
                yield str(path)


def _read_file(path: str, limits: Limits) -> bytes:
    shown = shown_path(path)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise SourceError("is not a regular file; give a file, a folder or an address", shown)
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        reason = (error.strerror or "cannot be opened").lower()
        raise SourceError(f"cannot be read: {reason}", shown) from error
    if len(data) > limits.file_bytes:
        raise SourceError(f"is too large: more than {limits.file_bytes:,} bytes, the limit; split it", shown)
    return data


def shown_path(path: str) -> str:
    """A path as it can be printed: one line, no controls, bytes that are not UTF-8 replaced."""
    return (
        clean_line(os.fsencode(path).decode("utf-8", errors="replace"), limit=1000)
        if "\0" not in path
        else clean_line(path)
    )
