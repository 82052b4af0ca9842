"""The journal: an append-only second record of what a mail server accepted, which survives the loss of the database.

In: an edition, a person, a round. Out: whether a server has accepted that. A line each, with its checksum, synced before the
database is told. Persons stand in it as hashes. A line that a crash cut off counts for nothing and spoils none after it.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterator
from pathlib import Path


class Journal:
    """The file at `path`; it is read once and kept in step with what is added."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: set[tuple[str, str, int]] | None = None

    def add(self, edition: str, person: str, round_: int, reply: str) -> None:
        """Record an acceptance, on the disk when this returns.

        Raises:
            OSError: it could not be written.
        """
        line = f"{edition}\t{_hashed(person)}\t{round_}\t{reply[:60]!r}"
        record = f"{line}\t{zlib.crc32(line.encode()):08x}\n".encode()
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            size = os.fstat(descriptor).st_size
            if size and os.pread(descriptor, 1, size - 1) != b"\n":
                record = b"\n" + record  # a crash cut the last line off
            if os.write(descriptor, record) != len(record):
                raise OSError(28, "No space left on device", str(self.path))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        self._accepted.add((edition, _hashed(person), round_))

    def has(self, edition: str, person: str, round_: int) -> bool:
        """Whether that round of an edition was accepted for the person."""
        return (edition, _hashed(person), round_) in self._accepted

    def last_round(self, edition: str, person: str) -> int | None:
        """The newest accepted round; None where the person never had the edition."""
        who = _hashed(person)
        return max((r for e, p, r in self._accepted if (e, p) == (edition, who)), default=None)

    def is_begun(self) -> bool:
        """Whether anything was ever sent."""
        return bool(self._accepted)

    @property
    def _accepted(self) -> set[tuple[str, str, int]]:
        if self._known is None:
            self._known = set(self._read())
        return self._known

    def _read(self) -> Iterator[tuple[str, str, int]]:
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return
        for raw in data.split(b"\n"):
            line, _, checksum = raw.rpartition(b"\t")
            parts = line.decode("utf-8", "replace").split("\t")
            if line and f"{zlib.crc32(line):08x}".encode() == checksum and len(parts) == 4 and parts[2].isdecimal():
                yield parts[0], parts[1], int(parts[2])


def _hashed(person: str) -> str:
    return hashlib.sha256(person.encode()).hexdigest()[:24]
