"""Rendered outputs → files or standard output, whole or not at all.

In: `Rendered` bodies and the place the user named. Out: the paths written. A reader of the folder sees the old files or the new
ones, never a half: each body goes to a temporary file beside its destination, is synced and moved over it; where one of several
cannot be written, what stood before is put back. The same holds for Ctrl-C.

Does not decide what is rendered, does not know the sources, sends no mail.
"""

from __future__ import annotations

import errno
import io
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from bluf.errors import DeliveryError, UsageError
from bluf.model import Rendered

_LEFTOVER = re.compile(r"\.bluf-[0-9a-f]{16}\.(?:tmp|old)")
_STALE = 3600.0  # seconds; no run writes for so long
_REASONS = {
    errno.ENOSPC: "no space left on the device; free some, or choose another place with -o",
    errno.EDQUOT: "the disk quota is used up; free some space, or choose another place with -o",
    errno.EFBIG: "the file would be larger than is allowed here; choose another place with -o",
    errno.EACCES: "no permission to write here; change it, or choose another place with -o",
    errno.EPERM: "no permission to write here; change it, or choose another place with -o",
    errno.EROFS: "a read-only file system; choose another place with -o",
    errno.EEXIST: "a file stands where the output folder should be; choose another place with -o",
    errno.ENOTDIR: "a file stands where a folder should be; choose another place with -o",
    errno.EPIPE: "closed before everything was written",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one with -o",
}


def write_outputs(rendered: Sequence[Rendered], target: Path, *, sources: Iterable[str] = ()) -> tuple[Path, ...]:
    """Write all of `rendered` into the folder `target`, or a single one to the file `target`.

    `target` is a file where it is one already, or where one output is to be written and the name has a suffix ("brief.html");
    otherwise it is a folder, made where it is missing. A symbolic link named as the file is followed; one that stands in the
    folder in the way of an output is replaced, so that nothing is written outside the folder.

    Args:
        rendered: outputs with different, bare file names.
        target: folder or file.
        sources: what was read, as the user named it; none of it is written over.

    Returns:
        The paths written, in the order of `rendered`.

    Raises:
        DeliveryError: one could not be written. None of them is, and what stood there before still stands.
        UsageError: several outputs for one file.
        ValueError: a file name is not bare, or two are the same.
    """
    paths = _destinations(rendered, target)
    _refuse_sources(paths, sources)
    with _explained(target), ExitStack() as stack:
        for folder in dict.fromkeys(path.parent for path in paths):
            stack.enter_context(_folder(folder))
        temporaries = [stack.enter_context(_temporary(path)) for path in paths]
        for output, temporary, path in zip(rendered, temporaries, paths, strict=True):
            with temporary.open("xb") as file:
                file.write(output.body)
                _settle(file, path)
        _sweep(temporaries)
        for temporary, path in zip(temporaries, paths, strict=True):
            stack.enter_context(_moved(temporary, path))
        for folder in dict.fromkeys(path.parent for path in paths):
            _sync_folder(folder)
    return paths


@contextmanager
def open_whole(path: Path, *, source: str = "-") -> Iterator[TextIO]:
    """A UTF-8 file to stream into; it takes its place at `path` only when the block ends without an exception.

    An `OSError` in the block counts as a failure to write it. `source` is what is read meanwhile; it is not written over.

    Raises:
        DeliveryError: it cannot be written. What stood there before still stands.
    """
    path = Path(os.path.realpath(path))
    _refuse_sources([path], [source])
    with _explained(path), _folder(path.parent), _temporary(path) as temporary:
        _refuse_destination(path)
        with temporary.open("x", encoding="utf-8", newline="\n") as file:
            yield file
            _settle(file, path)
        _sweep([temporary])
        with _moved(temporary, path):
            _sync_folder(path.parent)


def check_target(target: Path) -> None:
    """Find out before the work what would stop `write_outputs` after it, as far as that can be known. Writes nothing.

    Raises:
        DeliveryError: `target` cannot be written.
    """
    with _explained(target):
        place = target
        while not os.path.lexists(place) and place != place.parent:
            place = place.parent
        if place != target or target.is_dir():
            _refuse_folder(place)
        else:
            _refuse_destination(Path(os.path.realpath(target)))
            _refuse_folder(Path(os.path.realpath(target)).parent)


def write_stream(output: Rendered, stream: BinaryIO) -> None:
    """Write the body of one output to `stream` (standard output), and nothing else.

    Raises:
        DeliveryError: it is closed or full.
    """
    try:
        stream.write(output.body)
        stream.flush()
    except OSError as error:
        _abandon(stream)
        raise DeliveryError(_message(error, "standard output")) from error


def _abandon(stream: BinaryIO) -> None:
    """Let the flush at the interpreter's exit succeed: it would fail again, with lines of its own."""
    with suppress(io.UnsupportedOperation):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


# --- where to ---------------------------------------------------------------------------------------------------------


def _destinations(rendered: Sequence[Rendered], target: Path) -> tuple[Path, ...]:
    names = [output.filename for output in rendered]
    if len(set(names)) != len(names) or any(Path(name).name != name or name in {"", ".", ".."} for name in names):
        msg = f"file names must be bare and different: {names}"
        raise ValueError(msg)
    with _explained(target):
        is_file = target.exists() and not target.is_dir()
        is_folder = target.is_dir()
    if len(names) == 1 and (is_file or (target.suffix and not is_folder)):
        paths = [Path(os.path.realpath(target))]
    elif is_file:
        msg = f"{_shown(target)}: a file cannot hold {len(names)} outputs; name a folder, or one format with -f"
        raise UsageError(msg)
    else:
        paths = [target / name for name in names]
    with _explained(target):
        for path in paths:
            _refuse_destination(path)
    return tuple(paths)


def _refuse_destination(path: Path) -> None:
    """Raise where something stands at `path` that a file must not replace."""
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return
    if stat.S_ISDIR(mode):
        msg = f"{_shown(path)}: a folder is in the way; remove it, or choose another place with -o"
        raise DeliveryError(msg)
    if not stat.S_ISREG(mode) and not stat.S_ISLNK(mode):
        msg = f"{_shown(path)}: not a regular file; choose another place with -o, or `-o -` for standard output"
        raise DeliveryError(msg)
    if stat.S_ISREG(mode) and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "", str(path))


def _refuse_sources(paths: Sequence[Path], sources: Iterable[str]) -> None:
    """Raise where one of `paths` is the file of a source ("a.mbox#3" lies in "a.mbox")."""
    standing = [path for path in paths if path.exists()]
    for source in sources if standing else ():
        for name in {source, source.rpartition("#")[0]} - {""}:
            with suppress(OSError, ValueError):  # an address, or gone since it was read
                for path in standing:
                    if path.samefile(name):
                        msg = f"{_shown(path)}: is one of the sources and would be written over; choose another place with -o"
                        raise DeliveryError(msg)


def _refuse_folder(folder: Path) -> None:
    """Raise where no file can be made in `folder`, which exists."""
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "", str(folder))
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "", str(folder))


@contextmanager
def _folder(folder: Path) -> Iterator[None]:
    """Make `folder` where it is missing; what was made is removed again when the block fails."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for made in missing:
            with suppress(OSError):  # not made yet, or somebody else has put something there
                made.rmdir()
        raise


# --- one file ---------------------------------------------------------------------------------------------------------


@contextmanager
def _temporary(path: Path) -> Iterator[Path]:
    """A free name beside `path`; what still stands there at the end of the block is removed."""
    temporary = path.with_name(f".bluf-{secrets.token_hex(8)}.tmp")
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _sweep(temporaries: Sequence[Path]) -> None:
    """Remove what a run that was killed left beside `temporaries`: files named like ours, untouched for `_STALE` seconds.

    The age is told against a file just written, on the same file system, so that no clock is asked.
    """
    for newest in {path.parent: path for path in temporaries}.values():
        with suppress(OSError):  # sweeping is a courtesy
            now = newest.stat().st_ctime
            for path in newest.parent.glob(".bluf-*"):
                if _LEFTOVER.fullmatch(path.name) and now - path.lstat().st_ctime > _STALE:
                    path.unlink(missing_ok=True)


def _settle(file: BinaryIO | TextIO, path: Path) -> None:
    """Bring `file` to the disk, with the permissions of the file it will replace."""
    file.flush()
    with suppress(FileNotFoundError):
        before = path.lstat().st_mode
        if stat.S_ISREG(before):
            os.fchmod(file.fileno(), stat.S_IMODE(before) & 0o777)
    os.fsync(file.fileno())


@contextmanager
def _moved(temporary: Path, path: Path) -> Iterator[None]:
    """Move `temporary` over `path`; what stood there is put back when the block fails."""
    _refuse_destination(path)
    backup = temporary.with_suffix(".old")
    stood = os.path.lexists(path)
    try:
        if stood:
            _keep(path, backup)
        temporary.replace(path)
        yield
    except BaseException:
        if stood:
            with suppress(FileNotFoundError):
                backup.replace(path)
        elif not temporary.exists():
            path.unlink(missing_ok=True)
        raise
    finally:
        backup.unlink(missing_ok=True)


def _keep(path: Path, backup: Path) -> None:
    try:
        os.link(path, backup, follow_symlinks=False)
    except OSError:  # a file system without hard links, or a file of somebody else's
        shutil.copy2(path, backup, follow_symlinks=False)


def _sync_folder(folder: Path) -> None:
    descriptor = -1
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        os.fsync(descriptor)
    except OSError as error:
        # some network file systems cannot sync a folder, and a folder may be writable without being readable
        if error.errno not in {errno.EINVAL, errno.EACCES}:
            raise
    finally:
        if descriptor >= 0:
            os.close(descriptor)


# --- messages ---------------------------------------------------------------------------------------------------------


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    """Turn what the system says into one line about `target`."""
    try:
        yield
    except OSError as error:
        raise DeliveryError(_message(error, _shown(target))) from error


def _message(error: OSError, place: str) -> str:
    known = _REASONS.get(error.errno or 0)
    return f"{place}: {known or f'cannot be written ({error.strerror or error}); choose another place with -o'}"


def _shown(path: Path) -> str:
    """`path` on one line, whatever characters it has."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(path))
