"""The Word document: real styles and headings, links both ends of which exist, the mark on every page, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from bluf.model import Briefing
from bluf.rendering import render
from bluf.rendering.text import one_line

from .conftest import make_large_briefing
from .hostile import ATTACKS, make_hostile_briefing


def opened(briefing: Briefing, **options: object):
    return docx.Document(io.BytesIO(render(briefing, "docx", **options).body))


def words(document) -> str:
    return " ".join("".join(document.element.body.itertext()).split())


def test_headings_are_headings(briefing: Briefing) -> None:
    document = opened(briefing)
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[0] == "Key points"
    assert headings[-1] == "Annex"
    assert {"Figures", "Actors", "Who says what", "Timeline", "Gaps", "Sources"} <= set(headings)
    assert next(p.style.name for p in document.paragraphs if "Two inspectors missing" in p.text) == "Title"


def test_every_link_leads_to_one_place(briefing: Briefing, large_briefing: Briefing) -> None:
    for document in (opened(briefing), opened(large_briefing)):
        names = [e.get(qn("w:name")) for e in document.element.body.iter(qn("w:bookmarkStart"))]
        assert len(names) == len(set(names))
        targets = {e.get(qn("w:anchor")) for e in document.element.body.iter(qn("w:hyperlink"))}
        assert targets <= set(names)
        assert "s1_2" in targets


def test_statements_and_sources_are_there_word_for_word(briefing: Briefing) -> None:
    seen = words(opened(briefing))
    for statement in (*briefing.bottom_line, *(p.statement for p in briefing.key_points[2:])):
        assert one_line(statement.text) in seen
    for source in briefing.sources:
        for sentence in source.sentences:
            assert one_line(sentence.text) in seen


def test_words_of_sources_have_a_style_of_their_own(briefing: Briefing) -> None:
    document = opened(briefing)
    runs = [r for p in document.paragraphs if p.style.name == "Bottom Line" for r in p.runs]
    assert {(r.text, r.style.name) for r in runs} >= {("Zdeněk Dvořáček", "Source Words"), ("denies: ", "Own Words")}


def test_the_mark_stands_above_and_below_every_page() -> None:
    section = opened(make_large_briefing(actors=3, figures=3)).sections[0]
    for part in (section.header, section.footer):
        assert "TLP:AMBER+STRICT" in part.paragraphs[0].text
        assert part.paragraphs[0].runs[-1].style.name == "Handling Mark"
    fields = [e.get(qn("w:instr")) for e in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_tables_repeat_their_head(briefing: Briefing) -> None:
    for table in opened(briefing).tables:
        assert table.rows[0]._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None


def test_right_to_left_names_are_marked(briefing: Briefing) -> None:
    runs = [
        r for t in opened(briefing).tables for c in t._cells for p in c.paragraphs for r in p.runs if "محمد" in r.text
    ]
    assert runs
    assert all(r.font.rtl for r in runs)


def test_the_same_bytes_each_time_without_a_clock(briefing: Briefing) -> None:
    body = render(briefing, "docx").body
    assert body == render(briefing, "docx").body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        core = archive.read("docProps/core.xml").decode()
    assert re.findall(r"\d{4}-\d\d-\d\dT", core) == ["2031-03-14T", "2031-03-14T"]


def test_nothing_empty_is_printed(empty_briefing: Briefing) -> None:
    seen = words(opened(empty_briefing))
    assert "Nothing could be said from this source." in seen
    assert "Key points" not in seen


def test_sections_are_those_asked_for_and_citations_stay(briefing: Briefing) -> None:
    document = opened(briefing, sections=("gaps", "key-points"))
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == ["Gaps", "Key points"]
    assert list(document.element.body.iter(qn("w:hyperlink"))) == []
    assert "[1:5]" in words(document)


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_strings_stay_text(attack: str) -> None:
    body = render(make_hostile_briefing(attack), "docx").body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                data = archive.read(name)
                etree.fromstring(data, etree.XMLParser(resolve_entities=False))
                if name.endswith(".rels"):
                    assert b"attacker" not in data
