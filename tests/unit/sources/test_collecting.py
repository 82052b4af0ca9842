import io
import os
from pathlib import Path

import pytest

from bluf.sources import Limits, read_sources

from .makers import STORY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text(f"{STORY} B.", encoding="utf-8")
    (tmp_path / "a.txt").write_text(f"{STORY} A.", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("CANARY", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.txt").write_text("CANARY", encoding="utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "d.md").write_text(f"# Deep\n\n{STORY}", encoding="utf-8")
    return tmp_path


def names(*sources: str, **more: Limits) -> list[str]:
    reading = read_sources(sources, limits=more.get("limits"))
    return [Path(document.uri).name for document in reading.documents] + [
        f"! {failure}" for failure in reading.failures
    ]


def test_a_folder_is_read_in_order_without_hidden_files(folder: Path) -> None:
    assert names(str(folder)) == ["a.txt", "b.txt", "d.md"]


def test_globs_are_read(folder: Path) -> None:
    assert names(f"{folder}/*.txt") == ["a.txt", "b.txt"]
    assert names(f"{folder}/**/*.md") == ["d.md"]


def test_the_order_of_the_names_counts_and_nothing_is_read_twice(folder: Path) -> None:
    (folder / "copy.txt").write_bytes((folder / "a.txt").read_bytes())
    assert names(str(folder / "b.txt"), str(folder), str(folder / "b.txt")) == ["b.txt", "a.txt", "d.md"]


def test_standard_input_is_read() -> None:
    reading = read_sources(["-"], stdin=io.BytesIO(STORY.encode()))
    assert [(document.uri, document.text) for document in reading.documents] == [("-", STORY)]
    assert "not available" in str(read_sources(["-"]).failures[0])


def test_one_bad_source_hides_no_good_one(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    reading = read_sources([str(folder), str(folder / "no.txt"), str(folder / "*.pdf")])
    assert len(reading.documents) == 3
    assert [str(failure).rsplit(": ", 1)[-1] for failure in reading.failures] == [
        "is empty; there is no text to read",
        "no such file or folder; check the path",
        "matches no file",
    ]
    assert all("\n" not in str(failure) and failure.uri for failure in reading.failures)


def test_what_is_no_file_is_refused(folder: Path) -> None:
    os.mkfifo(folder / "fifo")
    (folder / "none").mkdir()
    assert names(str(folder / "fifo")) == [
        f"! {folder}/fifo: is not a regular file; give a file, a folder or an address"
    ]
    assert "no readable files" in names(str(folder / "none"))[0]
    assert "/dev/zero" in names("/dev/zero")[0]
    assert names("a\0b")[0].startswith("! ab: no such file")


def test_links_that_lead_out_of_a_folder_are_not_followed(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text(f"{STORY} CANARY", encoding="utf-8")
    (folder / "link.txt").symlink_to(outside)
    (folder / "inner.txt").symlink_to(folder / "deep" / "d.md")
    assert names(str(folder)) == ["a.txt", "b.txt", "d.md"] or names(str(folder)) == ["a.txt", "b.txt", "inner.txt"]


def test_large_files_are_refused(folder: Path) -> None:
    assert "too large" in names(str(folder / "a.txt"), limits=Limits(file_bytes=10))[0]


@pytest.mark.parametrize(
    "name", ["new\nline.txt", "-rf.txt", "\u202etxt.exe", "r\udce9port.txt", "[brackets].txt", "a'b\"c.txt"]
)
def test_odd_names_are_read_and_shown_clean(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(STORY, encoding="utf-8")
    (document,) = read_sources([str(path)]).documents
    document.uri.encode("utf-8")
    assert document.uri.isprintable()


def test_a_file_that_may_not_be_read_is_told(folder: Path) -> None:
    (folder / "a.txt").chmod(0)
    if os.access(folder / "a.txt", os.R_OK):
        pytest.skip("this user may read everything")
    assert "permission denied" in names(str(folder / "a.txt"))[0]


def test_what_was_opened_is_named_as_the_system_knows_it(tmp_path: Path) -> None:
    path = tmp_path / "two  blanks\x1b[31m.txt"
    path.write_text(STORY, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    reading = read_sources([str(tmp_path)])
    assert {Path(name) for name in reading.opened} == {path.resolve(), (tmp_path / "empty.txt").resolve()}
