"""Rendering from the command line: every format, again from a saved briefing, in a style or look, checked by `verify`."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
import stix2

from tests.e2e.conftest import Done

ALL = ("md", "html", "pdf", "docx", "json", "stix")


@pytest.fixture(scope="module")
def made(command: list[str], article: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every format of one article's briefing."""
    import subprocess

    folder = tmp_path_factory.mktemp("made")
    words = [word for name in ALL for word in ("-f", name)]
    subprocess.run(
        [*command, "brief", str(article), *words, "-o", str(folder)], check=True, capture_output=True, timeout=300
    )
    return folder


def test_every_format_is_a_file_of_its_kind(made: Path) -> None:
    assert sorted(p.name for p in made.iterdir()) == [
        "briefing.docx", "briefing.html", "briefing.json", "briefing.md", "briefing.pdf", "briefing.stix.json",
    ]  # fmt: skip
    assert zipfile.is_zipfile(made / "briefing.docx")
    assert stix2.parse((made / "briefing.stix.json").read_text(encoding="utf-8"))
    assert len(pypdf.PdfReader(made / "briefing.pdf").pages) > 1


def test_a_saved_briefing_gives_the_same_files_again(bluf: Callable[..., Done], made: Path, desk: Path) -> None:
    words = [word for name in ALL for word in ("-f", name)]
    assert bluf("render", made / "briefing.json", *words, "-o", desk / "again").code == 0
    for path in made.iterdir():
        assert (desk / "again" / path.name).read_bytes() == path.read_bytes(), path.name
    assert bluf("render", made / "briefing.html", "-f", "md", "-o", "-").out == (made / "briefing.md").read_bytes()


def test_a_changed_briefing_is_not_rendered(fails: Callable[..., str], made: Path, tmp_path: Path) -> None:
    forged = tmp_path / "forged.json"
    forged.write_bytes((made / "briefing.json").read_bytes().replace(b"Bolivia", b"Bolivya", 1))
    assert "was changed" in fails("render", forged, "-f", "md", "-o", "x.md")
    assert "cannot be read" in fails("render", tmp_path / "none.json", "-f", "md", "-o", "x.md")
    assert "neither briefing.json nor" in fails("render", made / "briefing.pdf", "-f", "md", "-o", "x.md")


def test_styles_sections_and_the_archive(
    bluf: Callable[..., Done], fails: Callable[..., str], made: Path, desk: Path
) -> None:
    saved = made / "briefing.json"
    assert bluf("render", saved, "--template", "summary", "-f", "pdf", "--pdf-variant", "a3", "-o", "one.pdf").code == 0
    pdf = pypdf.PdfReader(desk / "one.pdf")
    assert len(pdf.pages) == 1
    assert pdf.attachments == {"briefing.json": [saved.read_bytes()]}
    done = bluf("render", saved, "--sections", "sources,key-points", "-f", "md", "-o", "-")
    assert [line for line in done.out.decode().splitlines() if line.startswith("## ")] == [
        "## Sources",
        "## Key points",
    ]
    assert "choose from" in fails("render", saved, "--sections", "nonsense", "-f", "md", "-o", "x.md")
    assert "choose from ua, a3" in fails("render", saved, "--pdf-variant", "x", "-f", "pdf", "-o", "x.pdf", code=2)


def test_a_template_of_ones_own_in_four_commands(
    bluf: Callable[..., Done], fails: Callable[..., str], made: Path, desk: Path
) -> None:
    saved = made / "briefing.json"
    assert "summary" in bluf("templates", "list").out.decode()
    assert b"{% extends" in bluf("templates", "show", "digest.md.j2").out
    assert bluf("templates", "copy", "mine", "--style", "digest").code == 0
    assert "not empty" in fails("templates", "copy", "mine")
    look = desk / "mine" / "template.toml"
    look.write_text(look.read_text(encoding="utf-8").replace("#0b4f6c", "#7a1f5c"), encoding="utf-8")
    assert bluf("render", saved, "--template", "mine", "-f", "html", "-o", "mine.html").code == 0
    page = desk / "mine.html"
    assert "--accent:#7a1f5c" in page.read_text(encoding="utf-8")
    assert bluf("verify", page).code == 0
    forged = page.read_text(encoding="utf-8").replace("Key points</h2>", "Key pionts</h2>")
    page.write_text(forged, encoding="utf-8")
    assert bluf("verify", page).code == 1
    (desk / "mine" / "briefing.md.j2").write_text("one\n{{ page.titel }}\n", encoding="utf-8")
    assert fails("render", saved, "--template", "mine", "-f", "md", "-o", "x.md").startswith(
        "bluf: briefing.md.j2, line 2: "
    )


def test_the_json_follows_its_schema_name(made: Path) -> None:
    assert json.loads((made / "briefing.json").read_bytes())["schema"] == "bluf.briefing/1"
