"""Whole briefings against those a person has approved. README.md beside this file says how, and when to rewrite them."""

from __future__ import annotations

import difflib
import io
import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

import bluf
from bluf.config.desk import read_note, read_register
from bluf.model import Desk
from bluf.rendering.page import HEADINGS
from bluf.standards import Tlp

GOLDEN = Path(__file__).resolve().parent
ROOT = GOLDEN.parents[1]
CASES = sorted(path.parent.name for path in GOLDEN.glob("*/sources.txt"))
PAGE_BREAK = "\f\n"
SHORTEST_ID = 8  # characters of the briefing's id that a layout may print instead of all
SHOWN = 60  # lines of a difference: enough to judge, short enough to read


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)  # a failure shows the difference, not two books
class Golden:
    """One golden and what the pipeline gives for it today, comparable and ready to be written."""

    folder: Path
    briefing: bluf.Briefing
    json: bytes
    markdown: str
    record: object
    pdf: str

    def written(self) -> dict[str, str]:
        record = json.dumps(self.record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        return {"expected.md": self.markdown, "expected.json": record, "expected.pdf.txt": self.pdf}


def read_sources(name: str, file: str = "sources.txt") -> list[str]:
    lines = (GOLDEN / name / file).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def without_versions(text: str, briefing: bluf.Briefing) -> str:
    """`text` with the briefing's id and the versions that go into it replaced by names."""
    text = text.replace(briefing.made_with.model, "MODEL").replace(f"bluf {briefing.made_with.bluf}", "bluf VERSION")
    for name, told in (("ID", briefing.id), ("EARLIER", briefing.changes.earlier_id if briefing.changes else "")):
        text = re.sub(rf"\b{told[:SHORTEST_ID]}[0-9a-f]*\b", name, text) if told else text
    return text


def comparable(value: object) -> object:
    """JSON data with numbers rounded to three decimals; a whole float is the integer."""
    if isinstance(value, dict):
        return {key: comparable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [comparable(item) for item in value]
    if isinstance(value, float) and math.isfinite(value):
        rounded = round(value, 3)
        return int(rounded) if rounded.is_integer() else rounded
    return value


def differences(expected: object, got: object, path: str = "$") -> Iterator[str]:
    """Where two JSON values differ, as paths, in the order of `expected`."""
    if isinstance(expected, dict) and isinstance(got, dict):
        for key in expected | got:
            if key not in got:
                yield f"{path}.{key}: gone, was {shortened(expected[key])}"
            elif key not in expected:
                yield f"{path}.{key}: new, {shortened(got[key])}"
            else:
                yield from differences(expected[key], got[key], f"{path}.{key}")
    elif isinstance(expected, list) and isinstance(got, list):
        if len(expected) != len(got):
            yield f"{path}: {len(got)} items, were {len(expected)}"
        for number, (old, new) in enumerate(zip(expected, got, strict=False)):
            yield from differences(old, new, f"{path}[{number}]")
    elif type(expected) is not type(got) or expected != got:
        yield f"{path}: {shortened(got)}, was {shortened(expected)}"


def shortened(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 100 else text[:99] + "…"


def pdf_text(body: bytes) -> str:
    """The text of the pages, set apart by form feeds, white space at the ends of lines removed."""
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(body)))
    return PAGE_BREAK.join("".join(line.rstrip() + "\n" for line in page.splitlines()) for page in pages)


def text_difference(expected: str, got: str) -> str:
    lines = difflib.unified_diff(expected.splitlines(), got.splitlines(), "expected", "got", lineterm="", n=1)
    return "\n".join(list(lines)[:SHOWN])


def make_golden(name: str) -> Golden:
    folder = GOLDEN / name
    earlier, signed = folder / "earlier.txt", folder / "note.md"
    since = (
        bluf.brief(read_sources(name, earlier.name), formats=["json"]).rendered[0].body if earlier.is_file() else None
    )
    desk = Desk(
        profiles=read_register(folder / "register.toml"), mark=Tlp.AMBER, note=read_note(signed),
        heading="Foreign groups in Bolivia", serial="DESK-2012-204", prepared_by="Andean desk",
    ) if signed.is_file() else Desk()  # fmt: skip
    result = bluf.brief(read_sources(name), formats=("md", "json", "pdf"), since=since, desk=desk)
    assert result.failures == ()
    briefing = result.briefing
    markdown, record, pdf = (rendered.body for rendered in result.rendered)
    data = comparable(json.loads(without_versions(record.decode(), briefing)))
    assert isinstance(data, dict)
    data |= {"made_with": {"bluf": "VERSION", "model": "MODEL"}, "digest": "DIGEST"}
    return Golden(
        folder=folder,
        briefing=briefing,
        json=record,
        markdown=without_versions(markdown.decode(), briefing),
        record=data,
        pdf=without_versions(pdf_text(pdf), briefing),
    )


@pytest.fixture(scope="module", params=CASES)
def golden(request: pytest.FixtureRequest) -> Golden:
    """A golden, made once; the sources are named from the repository's root, so that no path of a machine gets in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return make_golden(request.param)


def expected(golden: Golden, name: str, update: bool) -> str:
    """What stands in the golden's file, rewritten before where asked for."""
    path = golden.folder / name
    if update:
        path.write_bytes(golden.written()[name].encode())
    if not path.is_file():
        pytest.fail(
            f"{path.relative_to(ROOT)} is missing: run `pytest tests/golden --update-golden` and read what it writes"
        )
    return path.read_bytes().decode()


def test_markdown(golden: Golden, update_golden: bool) -> None:
    wanted = expected(golden, "expected.md", update_golden)
    assert wanted == golden.markdown, text_difference(wanted, golden.markdown)


def test_json(golden: Golden, update_golden: bool) -> None:
    wanted = json.loads(expected(golden, "expected.json", update_golden))
    found = list(differences(wanted, golden.record))
    assert not found, "\n".join(found[:SHOWN])


def test_pdf(golden: Golden, update_golden: bool) -> None:
    """Same words in the same order, on as many pages: where lines break is the layout engine's affair."""
    wanted = expected(golden, "expected.pdf.txt", update_golden)
    pages, were = golden.pdf.count("\f") + 1, wanted.count("\f") + 1
    assert pages == were, f"{pages} pages, were {were}"
    assert golden.pdf.split() == wanted.split(), text_difference(wanted, golden.pdf)


def test_every_line_stands_in_the_sources_as_they_are_now(golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a golden would approve what `bluf verify` refuses."""
    monkeypatch.chdir(ROOT)
    assert bluf.verify(golden.json, read_sources(golden.folder.name)) == ()


def test_nothing_of_this_machine_gets_into_a_golden(golden: Golden) -> None:
    for name, text in golden.written().items():
        assert str(ROOT) not in text, name
        assert str(Path.home()) + "/" not in text, name
        assert golden.briefing.id not in text, name


def test_every_source_of_the_case_is_in_the_briefing(golden: Golden) -> None:
    """A golden that silently lost a source would approve the loss."""
    named = {path for line in read_sources(golden.folder.name) for path in files_of(ROOT / line)}
    uris = {source.document.uri.partition("#")[0] for source in golden.briefing.sources}
    assert {ROOT / uri for uri in uris} == named


def files_of(path: Path) -> list[Path]:
    return [item for item in path.iterdir() if item.is_file()] if path.is_dir() else [path]


def test_there_are_goldens() -> None:
    assert {"seeds", "tiquipaya", "border", "signed"} <= set(CASES)


@pytest.mark.parametrize("section", HEADINGS.values())
def test_every_section_has_a_golden(section: str) -> None:
    assert any(f"\n## {section}\n" in (GOLDEN / name / "expected.md").read_text("utf-8") for name in CASES)


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ({"a": [1, 2]}, {"a": [1, 3]}, "$.a[1]"),
        ({"a": [1, 2]}, {"a": [1]}, "$.a: 1 items"),
        ({"a": 1}, {}, "$.a: gone"),
        ({}, {"a": 1}, "$.a: new"),
        ({"a": 1}, {"a": True}, "$.a: true"),
        ({"a": None}, {"a": 0}, "$.a: 0"),
        ([], {}, "$: {}"),
    ],
)
def test_differences_are_found(old: object, new: object, path: str) -> None:
    assert [line for line in differences(old, new) if line.startswith(path)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ({"s": 0.12341}, {"s": 0.12339}),
        ({"s": 1.0}, {"s": 1}),
        ([], []),
        (None, None),
    ],
)
def test_no_difference_is_found(old: object, new: object) -> None:
    assert list(differences(comparable(old), comparable(new))) == []
