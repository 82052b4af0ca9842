"""Whatever a user can cause ends in one line, the right exit code, no traceback, and nothing half written."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pypdf
import pytest

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture
def pdf() -> bytes:
    return min(SEEDS.glob("*.pdf")).read_bytes()


def encrypted(data: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt("secret", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


# --- sources ----------------------------------------------------------------------------------------------------------


def test_a_missing_file(fails):
    assert "nowhere.txt" in fails("brief", "nowhere.txt")


def test_a_glob_that_matches_nothing(fails):
    assert "*.docx" in fails("brief", "*.docx")


def test_an_empty_folder(fails, desk):
    (desk / "empty").mkdir()
    fails("brief", "empty")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n" * 50),
        ("junk.bin", bytes(range(256)) * 40),
        ("junk.txt", b"\x00\x01\x02\x03" * 500),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog"),
        ("cut.docx", b"PK\x03\x04\x14\x00\x06\x00"),
        (
            "nothing.html",
            b"<!DOCTYPE html><html><head><title>x</title></head><body><script>var a = 1;</script></body></html>",
        ),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("line\nbreak.txt", b""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_source_without_readable_text(fails, desk, name, data):
    (desk / name).write_bytes(data)
    assert name.replace("\n", " ") in fails("brief", name).replace("�", " ")


def test_a_truncated_pdf(fails, desk, pdf):
    (desk / "half.pdf").write_bytes(pdf[: len(pdf) // 3])
    assert "half.pdf" in fails("brief", "half.pdf")


def test_an_encrypted_pdf_says_so(fails, desk, pdf):
    (desk / "locked.pdf").write_bytes(encrypted(pdf))
    line = fails("brief", "locked.pdf")
    assert "locked.pdf" in line
    assert "password" in line or "encrypted" in line


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252", "latin-1"])
def test_another_encoding_is_read(bluf, desk, encoding):
    text = "Señora Muñoz confirmed the accord in São Paulo on Tuesday. The café owners of Córdoba denied it. " * 8
    (desk / "a.txt").write_bytes(text.encode(encoding))
    done = bluf("brief", "a.txt", "-f", "md", "-o", "-")
    assert done.code == 0
    assert "Muñoz" in done.out.decode()


def test_one_bad_source_among_good_ones_is_named_and_the_good_ones_briefed(bluf, desk, article):
    folder = desk / "news"
    folder.mkdir()
    shutil.copy(article, folder)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnot really")
    done = bluf("brief", "news", "-f", "md", "-o", "out")
    assert done.code == 0
    assert sum("broken.pdf" in line for line in done.lines) == 1
    made = (desk / "out" / "briefing.md").read_text(encoding="utf-8")
    assert "broken.pdf" in made
    assert "Bolivia" in made


def test_strict_refuses_one_bad_source_among_good_ones(fails, desk, article):
    (desk / "broken.pdf").write_bytes(b"%PDF-1.7\nnot really")
    assert "broken.pdf" in fails("brief", article, "broken.pdf", "--strict")


def test_another_language_is_said(bluf, desk):
    text = (
        "El gobierno de Colombia confirmó el martes que el acuerdo fue firmado en Tiquipaya por los dos ministros. " * 5
    )
    (desk / "es.txt").write_text(text, encoding="utf-8")
    done = bluf("brief", "es.txt", "-f", "md", "-o", "-")
    assert len(done.lines) == (1 if done.code else 0), done
    assert "language" in (done.err + done.out.decode()).lower() or "Spanish" in done.err + done.out.decode()


@pytest.mark.parametrize("name", ["broken.jsonl", "seeds"])
def test_verify_of_something_else(fails, desk, name):
    (desk / "broken.jsonl").write_bytes(b"{}")
    (desk / "seeds").mkdir()
    fails("verify", name)


def test_verify_of_a_missing_file(fails):
    assert "nowhere.json" in fails("verify", "nowhere.json")


def test_extract_from_a_missing_file(fails):
    assert "nowhere.jsonl" in fails("extract", "--input", "nowhere.jsonl", "--output", "out.jsonl")


def test_many_odd_sources_give_one_briefing_and_one_clear_line_for_each_that_failed(bluf, desk, shared):
    # Each file alone: tests/pipeline/test_inputs.py.
    files = sorted(p for p in (shared / "inputs").rglob("*") if p.is_file() and p.suffix != ".jsonl")[::6]
    done = bluf("brief", *files, "-f", "md", "-f", "json", "-o", "out")
    assert done.code == 0
    assert sorted(p.suffix for p in (desk / "out").iterdir()) == [".json", ".md"]
    failed = [line for line in done.lines if not line.startswith("bluf: wrote")]
    assert 0 < len(failed) < len(files) / 3, failed
    assert all(any(p.name in line for p in files) for line in failed), failed


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("brief",),
        ("brief", "a.txt", "--colour"),
        ("brief", "a.txt", "-f", "odt"),
        ("brief", "a.txt", "--as-of", "Tuesday"),
        ("brief", "a.txt", "-f", "md", "-f", "html", "-o", "-"),
        ("brief", "a.txt", "-f", "md", "-f", "html", "-o", "one.md"),
        ("extract", "--only", "figures,colours"),
        ("extract", "--jobs", "0"),
        ("verify",),
        ("sing",),
    ],
    ids=" ".join,
)
def test_wrong_usage(fails, desk, article, words):
    shutil.copy(article, desk / "a.txt")
    fails(*words, code=2)


# --- outputs ----------------------------------------------------------------------------------------------------------


def test_a_folder_in_the_way(fails, desk, article):
    (desk / "out" / "briefing.html").mkdir(parents=True)
    (desk / "out" / "briefing.md").write_bytes(b"old")
    assert "briefing.html" in fails("brief", article, "-o", "out")


def test_a_file_in_the_way(fails, desk, article):
    (desk / "out").write_bytes(b"old")
    fails("brief", article, "-o", "out/deeper")


def test_a_device(fails, article):
    fails("brief", article, "-f", "md", "-o", "/dev/full")


def test_a_read_only_place(fails, desk, article):
    place = desk / "closed"
    place.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", place], capture_output=True, check=False
        ).returncode
    )
    if os.geteuid() == 0 and not mounted:
        pytest.skip("root writes everywhere, and no file system may be mounted here")
    place.chmod(0o555) if not mounted else None
    try:
        assert "closed" in fails("brief", article, "-o", "closed")
        assert "closed" in fails("brief", article, "-f", "md", "-o", "closed/x.md")
    finally:
        if mounted:
            subprocess.run(["umount", place], check=True)


@pytest.fixture
def full():
    with Path("/dev/full").open("wb") as device:
        yield device


def test_a_full_standard_output(fails, full, article):
    assert "space" in fails("brief", article, "-f", "md", "-o", "-", stdout=full)


def test_a_full_standard_output_of_extract(fails, full):
    line = b'{"id": "a", "text": "At least 40 people were hurt."}\n'
    assert "space" in fails("extract", stdin=line * 300, stdout=full)


def test_a_reader_that_leaves(bluf):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = bluf("extract", stdin=b'{"id": "a", "text": "At least 40 people were hurt."}\n', stdout=writer)
    finally:
        os.close(writer)
    assert done.code == 1
    assert len(done.lines) <= 1


@pytest.mark.parametrize("after", [0.5, 1.5])
def test_ctrl_c(command, environment, desk, seeds, after, unchanged):
    (desk / "output").mkdir()
    (desk / "output" / "briefing.md").write_bytes(b"old")
    words = [*command, "brief", *seeds]
    with unchanged():
        with subprocess.Popen(
            words, cwd=desk, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as child:
            time.sleep(after)
            child.send_signal(signal.SIGINT)
            out, err = child.communicate(timeout=60)
        assert (child.returncode, out) == (1, "")
        assert len(err.splitlines()) == 1, err
        assert "Traceback" not in err


def test_the_output_is_never_written_over_a_source(fails, desk, article):
    shutil.copy(article, desk / "a.txt")
    assert "one of the sources" in fails("brief", "a.txt", "-f", "md", "-o", "a.txt")
    shutil.copy(article, desk / "briefing.md")
    assert "one of the sources" in fails("brief", ".", "-f", "md", "-o", ".")
    (desk / "in.jsonl").write_text('{"id": "a", "text": "b"}\n', encoding="utf-8")
    assert "one of the sources" in fails("extract", "--input", "in.jsonl", "--output", "in.jsonl")


@pytest.mark.parametrize("words", ["extract <&-", "brief a.txt -f md -o out >&- <&-"])
def test_closed_streams_that_are_not_needed(command, environment, desk, article, words):
    shutil.copy(article, desk / "a.txt")
    done = subprocess.run(
        ["sh", "-c", f"'{command[0]}' {words}"], cwd=desk, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "error" in done.stderr) == (0, False), done.stderr


@pytest.mark.parametrize(
    "words", ["extract -i a.jsonl >&-", "brief a.txt -f md -o - >&-", "brief - -f md -o - <&-", "--version >&-"]
)
def test_closed_streams_that_are_needed(command, environment, desk, article, words):
    shutil.copy(article, desk / "a.txt")
    (desk / "a.jsonl").write_text('{"id": "a", "text": "b"}\n', encoding="utf-8")
    done = subprocess.run(
        ["sh", "-c", f"'{command[0]}' {words}"], cwd=desk, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr
    assert "internal error" not in done.stderr


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_a_killed_extract_leaves_no_process(command, environment, desk, sign):
    (desk / "in.jsonl").write_text('{"id": "a", "text": "The army said 40 people left."}\n' * 2000, encoding="utf-8")
    process = subprocess.Popen(
        [*command, "extract", "-i", "in.jsonl", "-o", "out.jsonl", "-j", "2"],
        cwd=desk, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    time.sleep(1.5)
    process.send_signal(sign)
    process.communicate(timeout=30)  # the pipes close when the last process that holds them ends
    assert not (desk / "out.jsonl").exists()
