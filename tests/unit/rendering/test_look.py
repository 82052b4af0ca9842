"""Looks: colors, logo, sections, paper. Every fault is one line; a page in any look is still one that verify can make again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bluf.errors import TemplateError
from bluf.model import Briefing
from bluf.rendering import find_alterations, is_compared_whole, load_briefing, render
from bluf.rendering.assets import script, template_folder
from bluf.rendering.choice import choose_template
from bluf.rendering.inert import find_active
from bluf.rendering.look import SECTIONS, STYLE_SECTIONS, STYLES, Look, list_sections
from bluf.rendering.page import Page
from bluf.rendering.shipped import read_shipped, starter_files

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def desk(folder: Path, text: str) -> str:
    (folder / "template.toml").write_text(text, encoding="utf-8")
    (folder / "logo.png").write_bytes(PNG)
    return str(folder)


def test_a_folder_with_a_look_alone(briefing: Briefing, tmp_path: Path) -> None:
    look = desk(
        tmp_path,
        'accent = "#7a1f5c"\norganization = "Desk <4>"\nlogo = "logo.png"\nsections = ["gaps", "key-points", "annex"]',
    )
    html = render(briefing, "html", template=look).body.decode()
    assert "--accent:#7a1f5c" in html
    assert 'alt="Desk &lt;4&gt;"' in html
    assert re.findall(r'<h2 id="([\w-]+)" data', html) == ["gaps", "key-points", "annex"]
    assert find_active(html, script=script()) == ""
    assert is_compared_whole(html.encode())
    assert find_alterations(html.encode(), load_briefing(html.encode())) == ()


@pytest.mark.parametrize(
    ("was", "now"),
    [("--accent:#7a1f5c", "--accent:#000000"), ("Desk", "Desc"), ("key-4", "key-5"), ("#7a1f5c&#34;", "#7a1f5d&#34;"), ("Insurers", "Insurer")],
)  # fmt: skip
def test_a_changed_page_in_a_look_is_found(briefing: Briefing, tmp_path: Path, was: str, now: str) -> None:
    look = desk(tmp_path, 'accent = "#7a1f5c"\norganization = "Desk"')
    page = render(briefing, "html", template=look).body.decode()
    assert was in page
    assert find_alterations(page.replace(was, now, 1).encode(), briefing)


@pytest.mark.parametrize("style", STYLES)
def test_every_style_is_inert_linked_and_compared_whole(full_briefing: Briefing, style: str) -> None:
    body = render(full_briefing, "html", template=style).body
    html = body.decode()
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r' href="#([^"]+)"', html)) <= set(ids)
    assert find_active(html, script=script()) == ""
    assert find_alterations(body, full_briefing) == ()
    assert find_alterations(body.replace(b"Night desk", b"Nigth desk"), full_briefing)
    assert render(full_briefing, "md", template=style).body.decode().count("# ") > 5


def test_sections_come_in_the_order_asked_for(briefing: Briefing) -> None:
    text = render(briefing, "md", sections=("sources", "figures")).body.decode()
    assert re.findall("^## (.*)", text, re.MULTILINE) == ["Sources", "Figures"]
    assert list_sections(" sources, figures,") == ("sources", "figures")
    html = render(briefing, "html", sections=("figures",)).body.decode()
    assert '<a class="c"' not in html
    assert '<span class="c">[1:6]</span>' in html
    assert "<script" not in html


def test_sections_without_content_are_left_out(empty_briefing: Briefing) -> None:
    assert Page(empty_briefing, "html", look=Look(sections=("figures", "caveats"))).order == ("caveats",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("accent = red", r"template.toml: .*line 1"),
        ('accent = "red"', "accent 'red': write a color"),
        ('accent = "#fff;}body{display:none"', "write a color"),
        ('colour = "#000000"', "no key 'colour': choose from accent"),
        ('base = "poster"', "choose from briefing, summary, digest"),
        ('sections = ["figures", "figures"]', "twice"),
        ('sections = ["nothing"]', "no section 'nothing'"),
        ("sections = [1]", "a list of names"),
        ('sections = "figures"', "a list of names"),
        ('paper = "a5"', "choose from a4, letter"),
        ('logo = "../secret.png"', "outside"),
        ('logo = "none.png"', "cannot be read"),
        ('logo = "template.toml"', "PNG or JPEG"),
        ("organization = 7", "a text in quotes"),
    ],
)
def test_faults_of_a_look_are_one_line(briefing: Briefing, tmp_path: Path, text: str, says: str) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(PNG)
    with pytest.raises(TemplateError, match=says) as caught:
        render(briefing, "html", template=desk(folder, text))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["{", "[1]", '{"logo":"data:text/html,x"}', '{"style":"x"}', '{"x":1}', "[" * 100_000])
def test_a_look_inside_a_page_is_not_trusted(text: str) -> None:
    with pytest.raises(TemplateError):
        Look.load(text)


def test_a_look_survives_its_page() -> None:
    for look in (
        Look(),
        Look(style="digest", accent="#123456", sections=("gaps", "annex"), organization='Élan "x"', paper="letter"),
    ):
        assert Look.load(look.dump()) == look


def test_paper(briefing: Briefing, tmp_path: Path) -> None:
    html = render(briefing, "html", template=desk(tmp_path, 'paper = "letter"')).body.decode()
    assert "@page{size:letter}" in html


@pytest.mark.parametrize("style", STYLES)
def test_a_copied_style_makes_the_same_page(briefing: Briefing, tmp_path: Path, style: str) -> None:
    for sub, files in starter_files(style, sections=True).items():
        (tmp_path / sub).mkdir(exist_ok=True)
        for name, text in files.items():
            (tmp_path / sub / name).write_text(text, encoding="utf-8")
    choice = choose_template(str(tmp_path))
    assert (choice.own, choice.look.style) == ({}, style)  # untouched: no need for the sandbox
    (tmp_path / "briefing.md.j2").write_text(read_shipped(f"{style}.md.j2") + "{# mine #}", encoding="utf-8")
    assert set(choose_template(str(tmp_path)).own) == {"md"}
    assert render(briefing, "md", template=str(tmp_path)).body == render(briefing, "md", template=style).body


def test_one_section_of_ones_own(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "gaps.md.j2").write_text(
        "## What we miss\n\n{{ page.gaps|length }} things.\n", encoding="utf-8"
    )
    text = render(briefing, "md", template=str(tmp_path)).body.decode()
    assert "## What we miss\n\n4 things." in text
    assert "## Key points" in text
    (tmp_path / "sections" / "gaps.md.j2").write_text("x\n\n{{ page.gasp }}\n", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"^gaps\.md\.j2, line 3: .*gasp"):
        render(briefing, "md", template=str(tmp_path))


def test_every_section_has_its_templates() -> None:
    for name in SECTIONS:
        for kind in ("html", "md"):
            assert (template_folder() / "sections" / f"{name}.{kind}.j2").is_file()
    assert set(STYLE_SECTIONS) == set(STYLES)


@pytest.mark.parametrize("name", ["nothing", "../pyproject.toml", "/etc/passwd", "fonts/OFL-source-sans-3.txt"])
def test_only_templates_are_shown(name: str) -> None:
    with pytest.raises(TemplateError, match="no such template"):
        read_shipped(name)
