"""The demonstration sources: complete, in our own words, and the binary ones as their script writes them.

The text is taken out with the standard library alone where that is possible, so that these tests judge the files and not our readers.
"""

from __future__ import annotations

import importlib.util
import re
import xml.etree.ElementTree as ET
import zipfile
from email import message_from_bytes, policy
from pathlib import Path
from types import ModuleType

import pypdfium2
import pytest

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
FILES = sorted(path for path in SEEDS.iterdir() if path.is_file())
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
HEADERS = {"title", "publisher", "author", "date"}


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_seeds", ROOT / "tools" / "make_seeds.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def without_markup(page: str) -> str:
    body = re.sub(r"(?s)<(style|script)\b.*?</\1>", " ", page)
    return re.sub(r"<[^>]*>", " ", body)


def texts(path: Path) -> list[str]:
    """The texts of a seed: one, or one an entry for a feed."""
    raw = path.read_bytes()
    if path.suffix == ".pdf":
        pdf = pypdfium2.PdfDocument(raw)
        return [" ".join(page.get_textpage().get_text_range() for page in pdf)]
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            return [without_markup(package.read("word/document.xml").decode())]
    if path.suffix == ".eml":
        body = message_from_bytes(raw, policy=policy.default).get_body(("plain",))
        assert body is not None
        return [body.get_content()]
    if path.suffix == ".xml":
        items = ET.fromstring(raw).iter("item")
        return [f"{item.findtext('title')}\n{without_markup(item.findtext(CONTENT) or '')}" for item in items]
    return [without_markup(raw.decode())]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(text: str, length: int = 6) -> set[tuple[str, ...]]:
    tokens = words(text)
    return {tuple(tokens[i : i + length]) for i in range(len(tokens) - length + 1)}


def test_every_format_is_covered() -> None:
    assert {path.suffix for path in FILES} == {".txt", ".md", ".html", ".pdf", ".docx", ".eml", ".xml"}
    assert 8 <= len(FILES) <= 12


def test_nothing_else_lies_in_the_folder() -> None:
    """A note or a stray file here would be briefed."""
    assert [path.name for path in SEEDS.iterdir() if not path.is_file()] == []
    assert [path.name for path in FILES if path.name.lower().startswith(("readme", "."))] == []


def test_the_note_names_every_file_and_no_other() -> None:
    note = (ROOT / "docs" / "seeds.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([^`]+)`", note, re.MULTILINE)) == {path.name for path in FILES}
    assert "not real reports" in " ".join(note.split()).replace("**", "")
    assert "Apache-2.0" in note


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_length(path: Path) -> None:
    counts = [len(words(text)) for text in texts(path)]
    assert all(150 <= count <= 450 for count in counts), counts


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_run_of_six_words_comes_from_a_real_report(path: Path, shared: Path) -> None:
    reports = sorted((shared / "seed").glob("*.txt"))
    assert reports
    for real in reports:
        for text in texts(path):
            assert runs(text) & runs(real.read_text(encoding="utf-8")) == set()


def test_overlap_check_sees_a_copied_run_and_no_shorter_one() -> None:
    assert runs("They said: one two three four five six!") & runs("one TWO three, four five six")
    assert not runs("one two three four five") & runs("one two three four five")


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".txt"], ids=lambda path: path.name)
def test_plain_text_begins_with_headers(path: Path) -> None:
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    assert {line.partition(":")[0].lower() for line in head.splitlines()} == HEADERS
    assert body.strip()


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".md"], ids=lambda path: path.name)
def test_markdown_has_front_matter(path: Path) -> None:
    match = re.match(r"---\n(.*?)\n---\n", path.read_text(encoding="utf-8"), re.DOTALL)
    assert match is not None
    assert {line.partition(":")[0] for line in match[1].splitlines()} >= HEADERS


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".html"], ids=lambda path: path.name)
def test_page_has_metadata_and_boilerplate(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    for piece in ("<title>", 'name="author"', "article:published_time", "og:site_name", "<nav", "<footer", "<article"):
        assert piece in page


def test_mail_is_dated_and_forwards_a_note() -> None:
    (path,) = (path for path in FILES if path.suffix == ".eml")
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert message["Date"].datetime.isoformat() == "2012-07-22T09:14:02-04:00"
    assert message["From"].addresses[0].display_name == "Nora Whitfield"
    assert "Forwarded message" in texts(path)[0]
    assert not message.defects


def test_feed_has_three_dated_entries() -> None:
    items = list(ET.fromstring((SEEDS / "feed.xml").read_bytes()).iter("item"))
    assert len(items) == 3
    assert all(item.findtext("pubDate") and item.findtext("guid") and item.findtext(CONTENT) for item in items)


def test_script_reproduces_the_committed_bytes(tmp_path: Path) -> None:
    script = load_script()
    script.main([str(tmp_path)])
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted(path.name for path in FILES if path.suffix in {".pdf", ".docx"})
    for name in made:
        assert (tmp_path / name).read_bytes() == (SEEDS / name).read_bytes(), f"{name}: run tools/make_seeds.py"


def test_pdf_has_two_pages_and_metadata() -> None:
    (path,) = (path for path in FILES if path.suffix == ".pdf")
    pdf = pypdfium2.PdfDocument(path.read_bytes())
    assert len(pdf) == 2
    assert pdf.get_metadata_value("Title").startswith("Squeezed at home")
    assert pdf.get_metadata_value("Author") == "Esteban Luque"


def test_docx_has_properties_headings_and_a_table() -> None:
    (path,) = (path for path in FILES if path.suffix == ".docx")
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        parts = {name: package.read(name).decode() for name in package.namelist()}
    assert "<dc:creator>Carmen Illanes</dc:creator>" in parts["docProps/core.xml"]
    assert parts["word/document.xml"].count('w:val="Heading1"') == 2
    assert parts["word/document.xml"].count("<w:tr>") == 4
