"""The HTML page: one inert file, every citation leads somewhere and back, nothing empty."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
import tinyhtml5

from bluf.model import Briefing
from bluf.rendering import render
from bluf.rendering.assets import script
from bluf.rendering.citations import numbered_statements
from bluf.rendering.inert import find_active
from bluf.rendering.text import one_line

from .hostile import ATTACKS, make_hostile_briefing


def page(briefing: Briefing) -> str:
    return render(briefing, "html").body.decode("utf-8")


def tree(html: str):
    return tinyhtml5.parse(html, namespace_html_elements=False)


def visible(html: str) -> str:
    root = tree(html)
    for code in [e for e in root.iter() if e.tag in ("style", "script")]:
        code.text = ""
    return " ".join("".join(root.itertext()).split())


def test_it_is_one_file_that_loads_nothing(briefing: Briefing) -> None:
    html = page(briefing)
    assert find_active(html) == ""
    assert "<script" not in html
    addresses = re.findall(r"(?:url\(|@import)\s*['\"]?([^'\")\s]{0,9})", html)
    assert set(addresses) == {"data:font"}


def test_only_who_asks_for_it_gets_the_script(briefing: Briefing) -> None:
    html = render(briefing, "html", template="interactive").body.decode()
    assert html.count("<script") == 1
    assert find_active(html, script=script()) == ""
    assert find_active(html) == "<script>"


def test_every_link_leads_to_one_place(briefing: Briefing, large_briefing: Briefing) -> None:
    for html in (page(briefing), page(large_briefing)):
        root = tree(html)
        ids = Counter(e.get("id") for e in root.iter() if e.get("id"))
        assert [name for name, count in ids.items() if count > 1] == []
        targets = {e.get("href")[1:] for e in root.iter("a") if e.get("href", "").startswith("#")}
        assert targets <= set(ids)


def test_citations_lead_there_and_back(briefing: Briefing) -> None:
    root = tree(page(briefing))
    elements = {e.get("id"): e for e in root.iter() if e.get("id")}
    forth = {(row, a.get("href")[1:]) for row, e in elements.items() if row.startswith("key-") for a in e.iter("a")}
    assert ("key-2", "s1-5") in forth
    back = {a.get("href")[1:] for a in elements["s1-5"].iter("a")}
    assert "key-2" in back


def test_every_statement_is_printed_under_its_id_word_for_word(briefing: Briefing) -> None:
    root = tree(page(briefing))
    printed = {e.get("data-statement"): "".join(e.itertext()) for e in root.iter() if e.get("data-statement")}
    expected = {name: statement.text for name, statement in numbered_statements(briefing).items()}
    assert printed == expected


def test_the_whole_source_text_is_annexed(briefing: Briefing) -> None:
    seen = visible(page(briefing))
    for source in briefing.sources:
        for sentence in source.sentences:
            assert one_line(sentence.text) in seen


def test_quoted_words_are_marked_in_the_annex(briefing: Briefing) -> None:
    root = tree(page(briefing))
    sentence = next(e for e in root.iter() if e.get("id") == "s1-7")
    assert (
        "".join("".join(m.itertext()) for m in sentence.iter("mark"))
        == "Dvořáček promised that the firm would open its records to investigators"[9:]
    )


def test_the_mark_stands_at_the_top_and_at_the_end(large_briefing: Briefing) -> None:
    seen = visible(page(large_briefing))
    assert seen.index("TLP:AMBER+STRICT") < seen.index("Committee", 10)
    assert "TLP:AMBER+STRICT: the recipient's own organization, need to know" in seen
    assert seen.rstrip().endswith("TLP:AMBER+STRICT")


def test_headings_and_language(briefing: Briefing) -> None:
    root = tree(page(briefing))
    assert root.get("lang") == "en"
    levels = [int(e.tag[1]) for e in root.iter() if e.tag in ("h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert [e.text for e in root.iter("title")] == ["Two inspectors missing after fire at Gdynia grain terminal"] + [
        e.text for e in list(root.iter("title"))[1:]
    ]


def test_pictures_have_words(briefing: Briefing) -> None:
    pictures = [e for e in tree(page(briefing)).iter() if str(e.tag).endswith("}svg")]
    pictures = [p for p in pictures if p.get("aria-hidden") != "true"]
    assert len(pictures) == 8  # timeline, map, five bounds, one set of rival values
    assert all(p.get("role") == "img" and p.get("aria-label") for p in pictures)


def test_nothing_empty_is_printed(empty_briefing: Briefing) -> None:
    html = page(empty_briefing)
    seen = visible(html)
    assert "Nothing could be said from this source." in seen
    assert "the text is too short for a briefing" in seen
    for heading in ("Key points", "Figures", "Actors", "Timeline", "Bottom line", "Evidence base"):
        assert heading not in seen


def test_only_the_fonts_that_the_text_needs(briefing: Briefing, empty_briefing: Briefing) -> None:
    assert '"Brief Serif cyrillic";font-weight' in page(briefing)
    assert '"Brief Serif latin-ext";font-weight' not in page(empty_briefing)
    assert len(page(empty_briefing)) < 130_000


def test_the_same_bytes_each_time(briefing: Briefing) -> None:
    assert render(briefing, "html").body == render(briefing, "html").body


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_strings_stay_text(attack: str) -> None:
    html = page(make_hostile_briefing(attack))
    root = tree(html)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in ("iframe", "object", "embed", "form", "base", "img")
        assert element.tag != "script" or element.text == script()
        assert not [name for name in element.attrib if name.startswith("on")]
        assert element.tag != "a" or element.get("href", "#")[0] == "#"
    assert "LOOPLOOP" not in html
    assert re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe]", html) is None


def test_only_web_addresses_become_links(briefing: Briefing) -> None:
    links = [e for e in tree(page(briefing)).iter("a") if not e.get("href").startswith("#")]
    assert [e.get("href") for e in links] == ["https://courier.example/gdynia-fire?id=7&lang=en"]
    assert "noreferrer" in links[0].get("rel")
