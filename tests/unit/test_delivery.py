"""Outputs appear whole or not at all: tried with real folders, permissions, limits and devices."""

from __future__ import annotations

import errno
import io
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from bluf import delivery
from bluf.delivery import check_target, open_whole, write_outputs, write_stream
from bluf.errors import DeliveryError, UsageError
from bluf.model import Rendered

SRC = Path(__file__).resolve().parents[2] / "src"
NOBODY = 65534


def made(name: str, body: bytes = b"new") -> Rendered:
    return Rendered(body=body, media_type="text/plain", filename=name)


def standing(folder: Path) -> dict[str, bytes]:
    """What a reader of the folder finds: every file, hidden ones too."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


THREE = (made("b.md", b"# md"), made("b.html", b"<p>"), made("b.pdf", b"%PDF"))


# --- where outputs go -------------------------------------------------------------------------------------------------


def test_a_missing_folder_is_made(tmp_path):
    target = tmp_path / "a" / "b"
    assert write_outputs(THREE, target) == (target / "b.md", target / "b.html", target / "b.pdf")
    assert standing(target) == {"b.md": b"# md", "b.html": b"<p>", "b.pdf": b"%PDF"}


def test_one_output_goes_to_the_named_file(tmp_path):
    assert write_outputs([made("x.md")], tmp_path / "mine.txt") == (tmp_path / "mine.txt",)
    assert standing(tmp_path) == {"mine.txt": b"new"}


def test_one_output_goes_into_a_folder(tmp_path):
    (tmp_path / "v1.0").mkdir()
    write_outputs([made("x.md")], tmp_path / "v1.0")
    write_outputs([made("x.md")], tmp_path / "plain")
    assert standing(tmp_path) == {"v1.0/x.md": b"new", "plain/x.md": b"new"}


def test_a_file_without_suffix_that_stands_already_is_replaced(tmp_path):
    (tmp_path / "report").write_bytes(b"old")
    write_outputs([made("x.md")], tmp_path / "report")
    assert standing(tmp_path) == {"report": b"new"}


def test_nothing_rendered_writes_nothing(tmp_path):
    assert write_outputs([], tmp_path / "none") == ()
    assert not (tmp_path / "none").exists()


def test_several_outputs_for_one_file_are_a_wrong_call(tmp_path):
    (tmp_path / "report").write_bytes(b"old")
    with pytest.raises(UsageError, match="cannot hold 3 outputs"):
        write_outputs(THREE, tmp_path / "report")
    assert standing(tmp_path) == {"report": b"old"}


@pytest.mark.parametrize("names", [("../x.md",), ("a/b",), ("",), ("..",), ("x.md", "x.md")])
def test_file_names_that_leave_the_folder_or_clash_are_refused(tmp_path, names):
    with pytest.raises(ValueError, match="bare and different"):
        write_outputs([made(name) for name in names], tmp_path)
    assert standing(tmp_path) == {}


# --- what they look like ----------------------------------------------------------------------------------------------


def test_new_files_follow_the_umask_and_old_ones_keep_their_permissions(tmp_path):
    (tmp_path / "b.md").write_bytes(b"old")
    (tmp_path / "b.md").chmod(0o640)
    before = os.umask(0o022)
    try:
        write_outputs(THREE, tmp_path)
    finally:
        os.umask(before)
    assert [(tmp_path / n).stat().st_mode & 0o777 for n in ("b.md", "b.html")] == [0o640, 0o644]


def test_a_link_in_the_folder_is_replaced_and_its_target_left_alone(tmp_path):
    (tmp_path / "elsewhere").write_bytes(b"precious")
    out = tmp_path / "out"
    out.mkdir()
    (out / "b.md").symlink_to(tmp_path / "elsewhere")
    write_outputs(THREE, out)
    assert (tmp_path / "elsewhere").read_bytes() == b"precious"
    assert (out / "b.md").read_bytes() == b"# md"


def test_a_link_named_as_the_file_is_followed(tmp_path):
    (tmp_path / "2012-07-17.md").write_bytes(b"old")
    (tmp_path / "latest.md").symlink_to("2012-07-17.md")
    write_outputs([made("x.md")], tmp_path / "latest.md")
    assert (tmp_path / "latest.md").is_symlink()
    assert (tmp_path / "2012-07-17.md").read_bytes() == b"new"


# --- failures ---------------------------------------------------------------------------------------------------------


def fails(words: str, *, outputs=THREE, target: Path, error=DeliveryError) -> None:
    with pytest.raises(error, match=words) as caught:
        write_outputs(outputs, target)
    assert "\n" not in str(caught.value)
    assert str(caught.value).strip()


def test_a_folder_in_the_way_of_the_second_output(tmp_path):
    (tmp_path / "b.md").write_bytes(b"old")
    (tmp_path / "b.html").mkdir()
    fails("b.html: a folder is in the way", target=tmp_path)
    assert standing(tmp_path) == {"b.md": b"old"}


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "file").write_bytes(b"old")
    fails("a file stands", target=tmp_path / "file" / "deeper")
    assert standing(tmp_path) == {"file": b"old"}


@pytest.mark.parametrize("device", ["/dev/full", "/dev/null"])
def test_a_device_is_not_replaced(device):
    fails("not a regular file", outputs=[made("x.md")], target=Path(device))
    assert Path(device).is_char_device()


def test_a_pipe_is_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "b.md")
    fails("not a regular file", target=tmp_path)


def test_a_name_with_a_line_break_still_gives_one_line(tmp_path):
    (tmp_path / "a\nb").write_bytes(b"old")
    fails("a file stands", target=tmp_path / "a\nb" / "deeper")


def test_a_name_that_is_too_long(tmp_path):
    fails("too long", target=tmp_path / ("x" * 300))
    fails("too long", outputs=[made("y" * 300 + ".md")], target=tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.fixture
def users_folder():
    """A folder of a user who is not root, and that user's rights: permissions mean nothing to root."""
    place = Path(tempfile.mkdtemp())
    if os.geteuid() != 0:
        yield place
    else:
        os.chown(place, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield place
        finally:
            os.setresuid(0, 0, 0)
    place.chmod(0o755)
    shutil.rmtree(place)


def test_a_read_only_folder(users_folder):
    (users_folder / "b.md").write_bytes(b"old")
    users_folder.chmod(0o555)
    fails("no permission", target=users_folder)
    fails("no permission", target=users_folder / "deeper")
    assert standing(users_folder) == {"b.md": b"old"}


def test_a_read_only_file_is_respected(users_folder):
    (users_folder / "b.html").write_bytes(b"old")
    (users_folder / "b.html").chmod(0o444)
    fails("no permission", target=users_folder)
    assert standing(users_folder) == {"b.html": b"old"}


def test_a_folder_that_may_not_be_entered(users_folder):
    (users_folder / "closed").mkdir(mode=0o000)
    fails("no permission", target=users_folder / "closed" / "deeper")
    (users_folder / "closed").chmod(0o700)


def test_a_file_over_the_size_limit_leaves_everything_as_it_was(tmp_path):
    (tmp_path / "b.md").write_bytes(b"old")
    outputs = (made("b.md", b"# md"), made("b.pdf", b"x" * 100_000))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
    try:
        fails("larger than is allowed", outputs=outputs, target=tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert standing(tmp_path) == {"b.md": b"old"}


@pytest.fixture
def tiny_disk(tmp_path):
    """A file system of 64 kB, where this user may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this user may not mount a file system")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_leaves_everything_as_it_was(tiny_disk):
    (tiny_disk / "b.md").write_bytes(b"old")
    fails("no space left", outputs=(made("b.md", b"# md"), made("b.pdf", b"x" * 100_000)), target=tiny_disk)
    fails("no space left", outputs=[made("b.pdf", b"x" * 100_000)], target=tiny_disk / "deeper")
    assert standing(tiny_disk) == {"b.md": b"old"}
    assert sorted(p.name for p in tiny_disk.iterdir()) == ["b.md"]


def test_a_failure_between_two_moves_puts_the_first_back(tmp_path, monkeypatch):
    """No real fault can be timed between two renames, so the second one is made to fail."""
    (tmp_path / "b.md").write_bytes(b"old")
    replace, calls = Path.replace, []

    def second_fails(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 2:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", second_fails)
    fails("Input/output error", target=tmp_path)
    assert standing(tmp_path) == {"b.md": b"old"}


def test_ctrl_c_leaves_nothing_new(tmp_path):
    (tmp_path / "old.txt").write_bytes(b"old")
    program = (
        "import sys, time; from pathlib import Path; from bluf.delivery import open_whole\n"
        "with open_whole(Path(sys.argv[1]) / 'out' / 'x.jsonl') as file:\n"
        "    file.write('half a line'); file.flush(); print('ready', flush=True); time.sleep(30)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program, tmp_path],
        env={"PYTHONPATH": str(SRC)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with child:
        assert child.stdout.readline() == b"ready\n"
        child.send_signal(signal.SIGINT)
        deadline = time.monotonic() + 10
        while child.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        assert child.returncode is not None
    assert standing(tmp_path) == {"old.txt": b"old"}
    assert not (tmp_path / "out").exists()


# --- streaming --------------------------------------------------------------------------------------------------------


def test_a_streamed_file_appears_at_the_end(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"old")
    with open_whole(path) as file:
        file.write("new")
        file.flush()
        assert path.read_bytes() == b"old"
    assert standing(tmp_path) == {"x.jsonl": b"new"}


def test_a_stream_that_fails_leaves_the_old_file(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"old")

    def stream() -> None:
        with open_whole(path) as file:
            file.write("new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stream()
    assert standing(tmp_path) == {"x.jsonl": b"old"}


def test_a_stream_into_a_device_is_refused(tmp_path):
    with pytest.raises(DeliveryError, match="not a regular file"), open_whole(Path("/dev/null")):
        pytest.fail("the block must not run")


# --- before the work --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", "new", "new/deeper", "new.md", "old.md", "folder/new.md"])
def test_a_place_that_can_be_written_passes_and_stays_as_it_was(tmp_path, name):
    (tmp_path / "old.md").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    check_target(tmp_path / name)
    assert standing(tmp_path) == {"old.md": b"old"}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder", "old.md"]


@pytest.mark.parametrize(("name", "words"), [("old.md/x", "a file stands"), ("pipe", "not a regular file")])
def test_a_place_that_cannot_be_written_is_told_before_the_work(tmp_path, name, words):
    (tmp_path / "old.md").write_bytes(b"old")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DeliveryError, match=words):
        check_target(tmp_path / name)


@pytest.mark.parametrize("name", ["", "new", "new/deeper", "new.md"])
def test_missing_permission_is_told_before_the_work(users_folder, name):
    users_folder.chmod(0o555)
    with pytest.raises(DeliveryError, match="no permission"):
        check_target(users_folder / name)


# --- standard output --------------------------------------------------------------------------------------------------


def test_a_stream_gets_the_body_and_nothing_else():
    stream = io.BytesIO()
    write_stream(made("x.md", "déjà\n".encode()), stream)
    assert stream.getvalue() == "déjà\n".encode()


def run_stdout(stdout, body: str = "b'x' * 200_000") -> subprocess.CompletedProcess[bytes]:
    program = (
        "import sys; from bluf.delivery import write_stream; from bluf.errors import BlufError; from bluf.model import Rendered\n"
        f"try: write_stream(Rendered(body={body}, media_type='text/plain', filename='x'), sys.stdout.buffer)\n"
        "except BlufError as error: print(error, file=sys.stderr); sys.exit(1)\n"
    )
    return subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(SRC)},
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )


@pytest.mark.parametrize("body", ["b'x'", "b'x' * 200_000"])
def test_a_full_standard_output_is_one_line(body):
    with Path("/dev/full").open("wb") as full:
        done = run_stdout(full, body)
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert b"standard output: no space left" in done.stderr


def test_a_closed_reader_is_one_line():
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = run_stdout(writer)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert b"closed" in done.stderr


def test_a_source_is_never_written_over(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"source")
    (tmp_path / "link.txt").symlink_to("a.txt")
    (tmp_path / "a.mbox").write_bytes(b"mail")
    output = Rendered(body=b"made", media_type="text/markdown", filename="a.txt")
    for target in (tmp_path / "a.txt", tmp_path / "link.txt", tmp_path):
        with pytest.raises(DeliveryError, match="one of the sources"):
            write_outputs([output], target, sources=["http://a.example/", str(tmp_path / "a.txt"), "\0"])
    with pytest.raises(DeliveryError, match="one of the sources"):
        write_outputs([output], tmp_path / "a.mbox", sources=[f"{tmp_path / 'a.mbox'}#3"])
    assert (tmp_path / "a.txt").read_bytes() == b"source"
    assert write_outputs([output], tmp_path / "b.txt", sources=[str(tmp_path / "a.txt")])


def test_what_a_killed_run_left_is_swept(tmp_path, monkeypatch):
    monkeypatch.setattr(delivery, "_STALE", -1.0)
    for name in (
        ".bluf-0123456789abcdef.tmp",
        ".bluf-0123456789abcdef.old",
        ".bluf-notes.tmp",
        "bluf-0123456789abcdef.tmp",
    ):
        (tmp_path / name).write_bytes(b"x")
    monkeypatch.setattr(delivery.secrets, "token_hex", lambda _n: "f" * 15 + "x")  # ours looks different, for this test
    write_outputs([made("a.md")], tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == [".bluf-notes.tmp", "a.md", "bluf-0123456789abcdef.tmp"]


def test_what_another_run_is_writing_is_left_alone(tmp_path):
    (tmp_path / ".bluf-0123456789abcdef.tmp").write_bytes(b"x")
    write_outputs([made("a.md")], tmp_path)
    assert (tmp_path / ".bluf-0123456789abcdef.tmp").exists()


def test_a_killed_run_leaves_old_or_new_files_never_half(tmp_path):
    """Killed at some moment while it writes again and again: each file is whole, of the one kind or the other."""
    program = (
        "import sys; from pathlib import Path; from bluf.delivery import write_outputs; from bluf.model import Rendered\n"
        "sets = [[Rendered(body=c * 300_000, media_type='t', filename=n) for n in ('b.md', 'b.html', 'b.pdf')] for c in (b'a', b'b')]\n"
        "write_outputs(sets[0], Path(sys.argv[1])); print('ready', flush=True)\n"
        "while True:\n"
        "    for each in sets: write_outputs(each, Path(sys.argv[1]))\n"
    )
    for after in (0.0, 0.003, 0.007, 0.011, 0.017, 0.023, 0.031, 0.04):
        child = subprocess.Popen(
            [sys.executable, "-c", program, tmp_path], env={"PYTHONPATH": str(SRC)}, stdout=subprocess.PIPE
        )
        with child:
            assert child.stdout.readline() == b"ready\n"
            time.sleep(after)
            child.kill()
        for name in ("b.md", "b.html", "b.pdf"):
            assert (tmp_path / name).read_bytes() in (b"a" * 300_000, b"b" * 300_000)
    left = [p.name for p in tmp_path.iterdir() if not p.name.startswith("b.")]
    assert all(delivery._LEFTOVER.fullmatch(name) for name in left), left
