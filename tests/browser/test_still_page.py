"""The default page, in which nothing can run: filters by style rules alone, the annex beside the text, keyboard, paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from bluf.rendering import render
from tests.browser.conftest import Browser
from tests.unit.rendering.conftest import make_large_briefing
from tests.unit.rendering.full import make_full_briefing

SHOWN = "[...document.querySelectorAll('[data-src]')].filter(e => e.checkVisibility()).length"
EVERY = "document.querySelectorAll('[data-src]').length"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("still") / "page.html"
    path.write_bytes(render(make_full_briefing(), "html").body)
    return path


def choose(browser: Browser, name: str, value: str) -> None:
    browser.run(f"document.getElementById('by-{name}').value = {value!r}")


def shows(browser: Browser, selector: str) -> bool:
    return bool(browser.run(f"document.querySelector({selector!r}).checkVisibility()"))


def test_nothing_can_run_and_nothing_is_refused(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert browser.run("document.scripts.length") == 0
    assert browser.problems() == []
    assert browser.requests() == [page.as_uri()]
    assert shows(browser, "#tools")
    assert not shows(browser, ".filter-note")
    assert not shows(browser, ".shut")


def test_each_filter_leaves_what_fits_and_nothing_else(browser: Browser, page: Path) -> None:
    browser.open(page)
    every = browser.run(EVERY)
    assert browser.run(SHOWN) == every
    for name in ("who", "src", "stance"):
        values = browser.run(f"[...document.getElementById('by-{name}').options].map(o => o.value).filter(Boolean)")
        for value in values:
            choose(browser, name, value)
            wrong = browser.run(
                f"[...document.querySelectorAll('{'.part ' if name == 'stance' else ''}[data-src]')].filter(e => "
                f"e.checkVisibility() !== (e.dataset.{name} || '').split(' ').includes({value!r})).length"
            )
            assert wrong == 0, (name, value)
            headings = browser.run(
                "[...document.querySelectorAll('.part')].filter(p => p.checkVisibility()"
                " && ![...p.querySelectorAll('[data-src]')].some(e => e.checkVisibility())).length"
            )
            assert headings == 0, (name, value)
            assert shows(browser, ".filter-note")
        choose(browser, name, "")
    assert browser.run(SHOWN) == every


def test_filters_work_together(browser: Browser, page: Path) -> None:
    browser.open(page)
    choose(browser, "src", "1")
    one = browser.run(SHOWN)
    choose(browser, "stance", "denies")
    both = browser.run(SHOWN)
    assert 0 < both < one
    assert browser.run(
        "[...document.querySelectorAll('.part [data-src]')].filter(e => e.checkVisibility()).every(e => "
        "e.dataset.src.split(' ').includes('1') && e.dataset.stance.split(' ').includes('denies'))"
    )
    assert shows(browser, "#key-2")


def test_filters_by_keyboard_alone(browser: Browser, page: Path) -> None:
    browser.open(page, scripts=True)
    for _ in range(80):
        browser.press("Tab")
        if browser.run("document.activeElement.id") == "by-who":
            break
    every = browser.run(EVERY)
    browser.write("Z")  # a select takes the first letter of what is looked for
    browser.press("Z")
    assert browser.run("document.activeElement.selectedOptions[0].text").startswith("Z")
    assert 0 < browser.run(SHOWN) < every
    assert browser.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_filtered_page_is_printed_whole(browser: Browser, page: Path) -> None:
    browser.open(page)
    choose(browser, "stance", "denies")
    browser.call("Emulation.setEmulatedMedia", media="print", features=[])
    assert browser.run(SHOWN) == browser.run(EVERY)
    assert not shows(browser, ".filter-note")
    assert not shows(browser, "#tools")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_citation_opens_the_annex_beside_the_text(browser: Browser, page: Path, width: int) -> None:
    browser.open(page, width=width)
    browser.run("document.querySelector('#key-2').scrollIntoView({block: 'start'})")
    before = browser.run("document.querySelector('#key-2').getBoundingClientRect().top")
    browser.run("document.querySelector('#key-2 a.c').click()")
    browser.run("new Promise(done => setTimeout(done, 100))")
    assert browser.run("getComputedStyle(document.querySelector('.annex')).position") == "fixed"
    assert (
        abs(browser.run("document.querySelector('#key-2').getBoundingClientRect().top") - before) < 160
    )  # lines above wrap anew
    box = browser.run("JSON.stringify(document.querySelector('#s1-5').getBoundingClientRect())")
    assert browser.run(f"(b => b.top > 40 && b.bottom < innerHeight && b.right <= innerWidth)({box})"), box
    assert browser.run("document.documentElement.scrollWidth") <= width
    assert shows(browser, ".shut")
    browser.run("document.querySelector('.shut').click()")
    assert browser.run("getComputedStyle(document.querySelector('.annex')).position") != "fixed"
    assert abs(browser.run("document.querySelector('#key-2').getBoundingClientRect().top") - before) < 40


def test_the_letter_behind_a_sentence_leads_back(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.run("document.querySelector('#key-2 a.c').focus()")
    browser.press("Enter")
    assert browser.run("location.hash") == "#s1-5"
    browser.press("Tab")
    assert browser.run("document.activeElement.closest('p').id") == "s1-5"
    back = browser.run("document.activeElement.getAttribute('href').slice(1)")
    browser.press("Enter")
    assert browser.run("getComputedStyle(document.querySelector('.annex')).position") != "fixed"
    assert browser.run(f"document.getElementById({back!r}).matches(':target')")


def test_what_a_link_leads_to_is_shown_in_spite_of_a_filter(browser: Browser, page: Path) -> None:
    browser.open(page)
    choose(browser, "who", browser.run("document.getElementById('by-who').options[1].value"))
    hidden = browser.run("[...document.querySelectorAll('.annex p[id]')].find(p => !p.checkVisibility()).id")
    browser.run(f"location.hash = '#{hidden}'")
    assert shows(browser, f"#{hidden}")


def test_sixty_actors_are_filtered_without_delay(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_bytes(render(make_large_briefing(), "html").body)
    browser.open(path)
    milliseconds = browser.run(
        "(() => { const t = performance.now(); document.getElementById('by-who').value = '2';"
        f" {SHOWN}; return performance.now() - t; }})()"
    )
    assert 0 < browser.run(SHOWN) < browser.run(EVERY)
    assert milliseconds < 1500


def test_the_note_counts_the_lines_that_are_left(browser: Browser, page: Path) -> None:
    browser.open(page)
    choose(browser, "src", "2")
    browser.call("Accessibility.enable")
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    words = [node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == "StaticText"]
    assert words[words.index(" lines. ") - 1] == str(browser.run(SHOWN.replace("[data", ".part [data")))
