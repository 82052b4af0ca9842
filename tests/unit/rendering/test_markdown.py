"""The Markdown page: reads as plain text, renders as meant, and nothing in it is live."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import markdown
import markdown_it
import pytest

from bluf.model import Briefing
from bluf.rendering import render
from bluf.rendering.inert import find_active, find_active_markdown
from bluf.rendering.text import one_line

from .hostile import ATTACKS, make_hostile_briefing


def text(briefing: Briefing) -> str:
    return render(briefing, "md").body.decode("utf-8")


def both(source: str) -> list[str]:
    return [
        markdown_it.MarkdownIt("commonmark", {"html": True}).enable("table").render(source),
        markdown.markdown(source, extensions=["extra", "toc"]),
    ]


def headings(html: str) -> list[str]:
    return [re.sub("<[^>]+>", "", h).strip() for h in re.findall(r"<h[1-6][^>]*>(.*?)</h[1-6]>", html, re.DOTALL)]


def test_it_has_every_section_once(briefing: Briefing) -> None:
    for html in both(text(briefing)):
        assert headings(html) == [
            "Two inspectors missing after fire at Gdynia grain terminal [1:1]", "Bottom line", "Key points", "Disagreements", "Figures",
            "Actors", "Who says what", "Timeline", "Places", "Gaps", "Caveats", "Sources", "Annex", "Source 1: Baltic Courier",
            "Source 2: Agencja Północ", "Source 3: Notice to shipping",
        ]  # fmt: skip


def test_tables_are_tables_in_both_renderers(briefing: Briefing) -> None:
    for html in both(text(briefing)):
        assert html.count("<table>") == 3
        rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
        assert {len(re.findall("<t[hd]", row)) for row in rows} == {3, 4, 5}


def test_figures_and_stances(briefing: Briefing) -> None:
    page = text(briefing)
    assert (
        "| **≤ 300** | “up to 300” | canisters |  | A firefighter who asked not to be named [1:6]; **differs:** 340"
        in page
    )
    assert (
        "2. **DENIES** The company had kept phosphine tablets in silo 4 [1:5]\n   (Zdeněk Dvořáček; Nordkorn spokesman)"
        in page
    )
    assert (
        "| **Shipping agents** | states | Between 14 and 20 vessels are waiting in the roads [1:9] | Agencja Północ |"
        in page
    )


def test_every_sentence_of_the_sources_is_annexed(briefing: Briefing) -> None:
    page = text(briefing)
    for source in briefing.sources:
        for k, sentence in enumerate(source.sentences, 1):
            assert f"[{source.number}:{k}] {one_line(sentence.text)}" in page


def test_nothing_empty_is_printed(empty_briefing: Briefing) -> None:
    page = text(empty_briefing)
    assert "Nothing could be said from this source." in page
    assert headings(both(page)[0]) == ["Briefing", "Caveats", "Sources", "Annex", "Source 1: hm.txt"]
    assert "None" not in page


def test_a_large_briefing_stays_readable(large_briefing: Briefing) -> None:
    page = text(large_briefing)
    assert "Further figures: **≤ 1,888** boxes" in page
    assert "Also named: " in page


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_strings_stay_text(attack: str) -> None:
    page = text(make_hostile_briefing(attack))
    assert find_active_markdown(page) == ""
    for html in both(page):
        assert find_active(html) == ""
        assert "<a " not in html
        counts = Counter(heading for heading in headings(html) if not heading.startswith("Source 1"))
        assert max(counts.values()) == 1
    assert re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe]", page) is None


def test_days_of_a_source_without_a_date_are_not_called_its_own(briefing: Briefing) -> None:
    assert "the source has none" not in text(briefing)
    assert "worked out from the source’s own date" in text(briefing)
    undated = tuple(
        replace(source, document=replace(source.document, published_on=None)) for source in briefing.sources
    )
    page = text(replace(briefing, sources=undated))
    assert "worked out from the briefing’s date: the source has none" in page
    assert "worked out from the source’s own date" not in page
