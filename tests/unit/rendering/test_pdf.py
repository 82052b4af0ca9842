"""The PDF: tagged, marked on every page, the same bytes each time, and made behind a closed door under limits."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pdfua
import pypdf
import pypdfium2
import pytest

from bluf.errors import RenderError
from bluf.model import Briefing
from bluf.rendering import render
from bluf.rendering.pdf import PdfWorker
from bluf.rendering.pdf_worker import with_breaks
from bluf.rendering.templates import fill_template

from .conftest import make_large_briefing
from .full import make_full_briefing
from .hostile import make_hostile_briefing


def reader(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


@pytest.fixture(scope="module")
def document(briefing: Briefing, pdf_worker: PdfWorker) -> bytes:
    return render(briefing, "pdf", pdf=pdf_worker).body


def test_it_is_accessible(document: bytes, empty_briefing: Briefing, pdf_worker: PdfWorker, tmp_path: Path) -> None:
    for name, data in (("full", document), ("empty", render(empty_briefing, "pdf", pdf=pdf_worker).body)):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(data)
        report = pdfua.validate(str(path))
        assert [f for f in report.findings if f.severity is pdfua.Severity.ERROR] == []


def test_title_language_and_bookmarks(document: bytes) -> None:
    pdf = reader(document)
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Two inspectors missing after fire at Gdynia grain terminal"
    assert pdf.trailer["/Root"]["/Lang"] == "en"
    outline = str(pdf.outline)
    for heading in ("Bottom line", "Key points", "Figures", "Annex", "Source 1"):
        assert heading in outline


def test_every_page_bears_the_mark_twice_and_its_number(pdf_worker: PdfWorker) -> None:
    pages = reader(render(make_large_briefing(actors=30, figures=12), "pdf", pdf=pdf_worker).body).pages
    assert len(pages) > 5
    for number, page in enumerate(pages, 1):
        seen = page.extract_text()
        assert seen.count("TLP:AMBER+STRICT") >= 2
        assert f"page {number} of {len(pages)}" in seen


def test_citations_are_links_both_ways(document: bytes) -> None:
    pdf = reader(document)
    targets = set(pdf.named_destinations)
    assert {"s1-5", "key-2", "figure-1"} <= targets
    used = set()
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            action = annotation.get_object().get("/A")
            destination = annotation.get_object().get("/Dest") or (action and action.get("/D"))
            if destination:
                used.add(str(destination))
            elif action:
                assert str(action["/URI"]).startswith("https://courier.example/")
    assert {"s1-5", "key-2"} <= used
    assert used <= targets


def test_the_same_bytes_from_another_process(document: bytes, briefing: Briefing) -> None:
    with PdfWorker() as other:
        assert render(briefing, "pdf", pdf=other).body == document


def test_dates_come_from_the_briefing(document: bytes) -> None:
    metadata = reader(document).metadata
    assert metadata is not None
    assert str(metadata.get("/CreationDate", "")).startswith("20310314") or "D:20310314" in str(
        metadata.get("/CreationDate", "")
    )


def test_without_a_worker_one_is_started_and_ended(empty_briefing: Briefing) -> None:
    assert render(empty_briefing, "pdf").body.startswith(b"%PDF")


def test_hostile_strings_make_nothing_active(pdf_worker: PdfWorker) -> None:
    data = render(
        make_hostile_briefing("<a href='javascript:1'>x</a><link rel=attachment href='file:///etc/passwd'>"),
        "pdf",
        pdf=pdf_worker,
    ).body
    pdf = reader(data)
    assert not pdf.attachments
    assert b"/JavaScript" not in data
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            assert "/URI" not in str(annotation.get_object().get("/A", {}))


def test_nothing_is_fetched(pdf_worker: PdfWorker, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("CANARY")
    html = (
        f"<html lang=en><title>t</title><link rel=attachment href='{secret.as_uri()}'><link rel=stylesheet href='{secret.as_uri()}'>"
        f"<style>@import url('{secret.as_uri()}');body{{background:url('{secret.as_uri()}')}}</style><img src='{secret.as_uri()}'><p>text"
    )
    data = pdf_worker.render(html)
    assert not reader(data).attachments
    assert b"CANARY" not in data


def test_a_page_that_takes_too_long_ends_in_one_line(large_briefing: Briefing) -> None:
    worker = PdfWorker(seconds=0.2)
    with pytest.raises(RenderError, match=r"longer than 0\.2 seconds"):
        worker.render(fill_template(large_briefing, "pdf"))
    worker.close()


def test_a_page_that_eats_memory_ends_in_one_line() -> None:
    worker = PdfWorker(seconds=30, megabytes=500)
    with worker, pytest.raises(RenderError, match="500 MB") as caught:
        worker.render(
            "<html lang=en><title>t</title><div style='display:grid;grid-template-columns:repeat(90000000,1px)'>x</div>"
        )
    assert "\n" not in str(caught.value)


def test_after_a_failure_the_worker_works_again() -> None:
    with PdfWorker(seconds=0.05) as worker:
        with pytest.raises(RenderError):
            worker.render("<p>x")
        worker._worker._seconds = 30.0
        assert worker.render("<html lang=en><title>t</title><p>x").startswith(b"%PDF")


def test_missing_libraries_are_named(tmp_path: Path) -> None:
    """A weasyprint whose libraries are missing, as on a bare machine, put before the real one."""
    fake = tmp_path / "weasyprint"
    fake.mkdir()
    fake.joinpath("__init__.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    script = (
        "from bluf.rendering.pdf import PdfWorker\nfrom bluf.errors import RenderError\n"
        "w = PdfWorker()\n"
        "try:\n    w.render('<p>x')\nexcept RenderError as e:\n    print(e)\nw.close()\n"
    )
    source = Path(__file__).parents[3] / "src"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(source)])}
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert "sudo apt-get install libpangoft2-1.0-0 libharfbuzz-subset0" in run.stdout
    assert len(run.stdout.splitlines()) == 1


def test_importing_rendering_loads_nothing_heavy() -> None:
    script = "import sys, bluf.rendering, bluf.rendering.pdf; print([m for m in ('weasyprint', 'jinja2', 'pydantic', 'spacy') if m in sys.modules])"
    source = Path(__file__).parents[3] / "src"
    environment = {**os.environ, "PYTHONPATH": str(source)}
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("page", "broken"),
    [
        ("<style>a{}</style><body><p>" + "a" * 1000 + "</p></body>", True),
        ("<body><p>" + "&amp;" * 400 + "</p></body>", True),
        ("<body><p>" + "word " * 400 + "</p></body>", False),
        ('<body><a href="' + "x" * 999 + '">a</a></body>', False),
        ("<body><style>a{src:url(data:" + "A" * 999 + ")}</style></body>", False),
        ("<style>" + "A" * 999 + "</style>", False),
    ],
)
def test_only_endless_words_of_the_text_get_places_to_break(page, broken):
    made = with_breaks(page)
    assert (made != page) is broken
    assert made.replace("\u200b", "") == page
    assert not re.search("&[^;<]*\u200b[^;<]*;", made)


def test_a_word_without_end_takes_the_time_of_a_text():
    page = f"<!DOCTYPE html><html lang=en><title>-</title><body><p>{'A' * 100_000}</p></body></html>"
    with PdfWorker(seconds=30) as worker:  # four times as long as without places to break
        assert len(reader(worker.render(page)).pages) > 5


def test_the_archive_variant_carries_the_json(briefing: Briefing, pdf_worker: PdfWorker) -> None:
    data = render(briefing, "pdf", pdf=pdf_worker, pdf_variant="a3").body
    pdf = reader(data)
    assert pdf.attachments == {"briefing.json": [render(briefing, "json").body]}
    assert b'pdfaid:part="3" pdfaid:conformance="A"' in pdf.trailer["/Root"]["/Metadata"].get_object().get_data()
    assert data == render(briefing, "pdf", pdf=pdf_worker, pdf_variant="a3").body


@pytest.mark.parametrize(
    ("name", "style", "paper"),
    [
        ("full", "briefing", "a4"),
        ("full", "briefing", "letter"),
        ("full", "summary", "a4"),
        ("full", "summary", "letter"),
        ("sixty actors", "briefing", "letter"),
        ("sixty actors", "summary", "a4"),
        ("one endless word", "briefing", "a4"),
    ],
)
def test_nothing_runs_over_the_edge_of_the_paper(
    pdf_worker: PdfWorker, tmp_path: Path, name: str, style: str, paper: str
) -> None:
    make = {
        "full": make_full_briefing,
        "sixty actors": make_large_briefing,
        "one endless word": lambda: make_hostile_briefing("Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 2),
    }[name]
    (tmp_path / "template.toml").write_text(f'base = "{style}"\npaper = "{paper}"\n', encoding="utf-8")
    pdf = pypdfium2.PdfDocument(render(make(), "pdf", pdf=pdf_worker, template=str(tmp_path)).body)
    width = {"a4": 595, "letter": 612}[paper]
    for page in pdf:
        assert round(page.get_width()) == width
        text = page.get_textpage()
        rects = [text.get_rect(i) for i in range(text.count_rects())]
        assert all(left > 40 and right < width - 40 and bottom > 15 for left, bottom, right, _ in rects)
    if style == "summary" and name != "one endless word":
        assert len(pdf) == 1


@pytest.mark.parametrize("style", ["briefing", "summary", "digest"])
def test_every_style_is_accessible(full_briefing: Briefing, pdf_worker: PdfWorker, tmp_path: Path, style: str) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(render(full_briefing, "pdf", pdf=pdf_worker, template=style).body)
    findings = [f for f in pdfua.validate(str(path)).findings if f.severity is pdfua.Severity.ERROR]
    assert findings == []
