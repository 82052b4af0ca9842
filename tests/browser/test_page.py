"""The HTML page as a reader has it: filters, search, the sentence beside the text, keyboard, no scripts, narrow, dark, no network."""

from __future__ import annotations

from pathlib import Path

import pytest

from bluf.model import Briefing
from bluf.rendering import render
from tests.browser.conftest import Browser
from tests.unit.rendering.conftest import make_briefing, make_empty_briefing, make_large_briefing
from tests.unit.rendering.full import make_full_briefing
from tests.unit.rendering.hostile import make_hostile_briefing

MAKERS = {
    "full": make_full_briefing,
    "sixty actors": make_large_briefing,
    "plain": make_briefing,
    "empty": make_empty_briefing,
    "hostile": lambda: make_hostile_briefing("\"><svg onload=alert(1)><a href='javascript:alert(1)'>x</a>"),
    "one endless word": lambda: make_hostile_briefing(
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
    ),
}
SHOWN = "[...document.querySelectorAll('[data-src]')].filter(e => !e.hidden).length"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for name, make in MAKERS.items():
        briefing: Briefing = make()
        for style in ("briefing", "summary", "digest"):
            made[f"{name}/{style}"] = folder / f"{name}-{style}.html"
            made[f"{name}/{style}"].write_bytes(
                render(briefing, "html", template="interactive" if style == "briefing" else style).body
            )
    return made


@pytest.mark.parametrize("name", MAKERS)
def test_nothing_is_asked_for_and_nothing_is_refused(browser: Browser, pages: dict[str, Path], name: str) -> None:
    page = pages[f"{name}/briefing"]
    browser.open(page)
    browser.run("document.fonts.ready.then(() => 1)")
    assert browser.requests() == [page.as_uri()]
    assert browser.problems() == []
    assert browser.run("document.title") != "hacked"


def test_the_fonts_are_those_of_the_file(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["full/briefing"])
    assert browser.run("document.fonts.ready.then(() => document.fonts.check('16px \"Brief Serif\"'))")


@pytest.mark.parametrize("style", ["briefing", "summary", "digest"])
@pytest.mark.parametrize("width", [390, 768, 1280])
@pytest.mark.parametrize("name", MAKERS)
def test_nothing_runs_over_the_edge(
    browser: Browser, pages: dict[str, Path], name: str, width: int, style: str
) -> None:
    browser.open(pages[f"{name}/{style}"], width=width)
    wide = browser.run(
        """[...document.querySelectorAll('body *')].filter(e => {
             const box = e.getBoundingClientRect();
             return box.width > 1 && box.right > innerWidth + 1 && !e.closest('.vh') && getComputedStyle(e).clipPath === 'none';
           }).map(e => e.tagName + '.' + e.getAttribute('class') + ' ' + e.textContent.slice(0, 40)).slice(0, 3)"""
    )
    assert wide == []
    assert browser.run("document.documentElement.scrollWidth") <= width


def test_a_citation_opens_its_sentence_beside_the_text(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["full/briefing"])
    assert browser.run("document.getElementById('beside').hidden")
    browser.run("document.querySelector('#key-2 a.c').click()")
    assert not browser.run("document.getElementById('beside').hidden")
    assert "denied that the company" in browser.run("document.querySelector('#beside .cited').textContent")
    assert browser.run("document.querySelectorAll('#beside .near').length") == 2
    assert "Baltic Courier" in browser.run("document.getElementById('beside-title').textContent")
    assert browser.run("document.activeElement.id") == "beside"
    assert browser.run("document.querySelectorAll('[id=s1-5]').length") == 1  # the copy has no id of its own
    browser.press("Escape")
    assert browser.run("document.getElementById('beside').hidden")
    assert browser.run("document.activeElement.textContent") == "[1:5]"


def test_by_keyboard_alone(browser: Browser, pages: dict[str, Path]) -> None:
    """Skip link, search by its key, a citation by Tab and Enter, the panel closed by Escape; what has the focus is seen."""
    browser.open(pages["full/briefing"])
    browser.press("Tab")
    assert browser.run("document.activeElement.className") == "skip-link"
    assert browser.run("document.activeElement.getBoundingClientRect().left") >= 0
    browser.press("/")
    assert browser.run("document.activeElement.id") == "find"
    browser.write("phosphine")
    assert 0 < browser.run(SHOWN) < browser.run("document.querySelectorAll('[data-src]').length")
    for _ in range(60):
        browser.press("Tab")
        if browser.run("document.activeElement.className") == "c":
            break
    assert browser.run("document.activeElement.closest('[data-src]').textContent.includes('phosphine')")
    assert browser.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    browser.press("Enter")
    assert not browser.run("document.getElementById('beside').hidden")
    browser.press("Tab")
    assert browser.run("document.activeElement.id") == "beside-close"
    browser.press("Enter")
    assert browser.run("document.getElementById('beside').hidden")
    assert browser.run("document.activeElement.className") == "c"


def choose(browser: Browser, name: str, value: str) -> None:
    browser.run(
        f"(() => {{ const s = document.getElementById('by-{name}'); s.value = {value!r}; s.dispatchEvent(new Event('input')); }})()"
    )


def test_filters_by_actor_source_and_stance(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["full/briefing"])
    every = browser.run(SHOWN)
    actor = browser.run("[...document.getElementById('by-who').options].find(o => o.text.startsWith('Zdeněk')).value")
    choose(browser, "who", actor)
    assert 0 < browser.run(SHOWN) < every
    assert not browser.run("document.getElementById('key-2').hidden")
    assert browser.run("document.getElementById('key-3').hidden")
    assert f"of {every} lines" in browser.run("document.getElementById('found').value")
    choose(browser, "who", "")
    choose(browser, "src", "2")
    assert browser.run(
        "[...document.querySelectorAll('[data-src]')].filter(e => !e.hidden).every(e => e.dataset.src.split(' ').includes('2'))"
    )
    choose(browser, "stance", "demands")
    assert browser.run("[...document.querySelectorAll('.says tr[data-src]')].filter(e => !e.hidden).length") == 1
    assert browser.run("document.getElementById('figures').closest('section').hidden")
    browser.run("document.getElementById('clear').click()")
    assert browser.run(SHOWN) == every


def test_search_minds_neither_case_nor_accents(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["full/briefing"])
    for word in ("sliwinska", "ŚLIWIŃSKA", "李明远", "КОВАЛЕНКО"):
        browser.run(
            f"(() => {{ const f = document.getElementById('find'); f.value = {word!r}; f.dispatchEvent(new Event('input')); }})()"
        )
        assert browser.run(SHOWN) > 0, word
    browser.run(
        "(() => { const f = document.getElementById('find'); f.value = 'zzzz'; f.dispatchEvent(new Event('input')); })()"
    )
    assert browser.run(SHOWN) == 0
    assert browser.run("document.getElementById('found').value").startswith("0 of")


def test_without_scripts_it_is_a_whole_page_with_links(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["full/briefing"], scripts=False)
    seen = browser.call("DOM.getDocument", depth=0)["root"]["nodeId"]
    tools = browser.call("DOM.querySelector", nodeId=seen, selector="#tools label[hidden] #find")["nodeId"]
    beside = browser.call("DOM.querySelector", nodeId=seen, selector="#beside[hidden]")["nodeId"]
    link = browser.call("DOM.querySelector", nodeId=seen, selector="#key-2 a.c")["nodeId"]
    assert tools
    assert beside
    assert "#s1-5" in browser.call("DOM.getAttributes", nodeId=link)["attributes"]
    browser.call("Page.navigate", url=pages["full/briefing"].as_uri() + "#s1-5")
    assert browser.call("DOM.querySelector", nodeId=browser.call("DOM.getDocument", depth=0)["root"]["nodeId"], selector="p#s1-5:target")["nodeId"]  # fmt: skip


CONTRAST = """(() => {
  const parse = c => { const m = c.match(/[\\d.]+/g).map(Number); return m.length > 3 ? m : [...m, 1]; };
  const light = c => { const f = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
                       return 0.2126 * f(c[0]) + 0.7152 * f(c[1]) + 0.0722 * f(c[2]); };
  const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3] > 0) return c; }
                        return [255, 255, 255, 1]; };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement;
    if (!node.data.trim() || e.closest('script,style,svg,[hidden],.vh')) continue;
    const a = light(parse(getComputedStyle(e).color)), b = light(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(node.data.trim().slice(0, 30) + ' ' + ratio.toFixed(2));
  }
  return poor.slice(0, 5);
})()"""


@pytest.mark.parametrize("dark", [False, True])
def test_every_text_can_be_read_wcag_aa(browser: Browser, pages: dict[str, Path], dark: bool) -> None:
    browser.open(pages["full/briefing"], dark=dark)
    browser.run("document.querySelector('#key-2 a.c').click()")
    assert browser.run(CONTRAST) == []


def test_controls_have_names_and_ids_are_unique(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["full/briefing"])
    nameless = browser.run(
        "[...document.querySelectorAll('input,select,button,a,svg[role=img]')].filter(e => !(e.labels && e.labels.length) && !e.textContent.trim() && !e.getAttribute('aria-label')).length"
    )
    assert nameless == 0
    assert (
        browser.run(
            "(() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.length - new Set(ids).size; })()"
        )
        == 0
    )


def test_on_paper_the_tools_are_gone_and_the_mark_stays(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["full/briefing"])
    browser.call("Emulation.setEmulatedMedia", media="print", features=[])
    assert browser.run("getComputedStyle(document.getElementById('tools')).display") == "none"
    assert browser.run("getComputedStyle(document.querySelector('.banner .tlp')).display") != "none"
