"""Templates: the built-in ones are found, a user's one is confined, and every fault is one line that names it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bluf.errors import TemplateError, UsageError
from bluf.model import Briefing
from bluf.rendering import FORMATS, render
from bluf.rendering.choice import choose_template


def template(folder: Path, source: str, name: str = "mine.html.j2") -> str:
    path = folder / name
    path.write_text(source, encoding="utf-8")
    return str(path)


def test_formats(briefing: Briefing, empty_briefing: Briefing) -> None:
    assert FORMATS == ("md", "html", "pdf", "docx", "json", "stix")
    for output in ("md", "html", "docx", "json"):
        made = render(briefing, output)
        assert made.filename == f"briefing.{output}"
        assert made.body
    with pytest.raises(UsageError, match="choose from md, html, pdf, docx, json, stix"):
        render(empty_briefing, "odt")


def test_the_built_in_template_has_a_name(briefing: Briefing) -> None:
    assert render(briefing, "html", template="briefing").body == render(briefing, "html").body


def test_a_users_html(briefing: Briefing, tmp_path: Path) -> None:
    path = template(
        tmp_path,
        '<h1>{{ page.title }}</h1>{% for p in briefing.key_points %}<p>{{ p.statement|statement("x") }}{{ p.statement|cite }}</p>{% endfor %}',
    )
    html = render(briefing, "html", template=path).body.decode()
    assert '<a class="c" href="#s1-5">[1:5]</a>' in html


def test_a_users_markdown_is_escaped(briefing: Briefing, tmp_path: Path) -> None:
    path = template(
        tmp_path,
        "{% set name = '# *x* <b>' %}# {{ name }}\n{{ briefing.title|statement }}{{ briefing.title|cite }}\n",
        "mine.md.j2",
    )
    assert render(briefing, "md", template=path).body.decode() == (
        "# \\# \\*x\\* &lt;b>\nTwo inspectors missing after fire at Gdynia grain terminal [1:1]\n"
    )


def test_a_users_template_serves_only_what_it_makes(briefing: Briefing, tmp_path: Path) -> None:
    path = template(tmp_path, "<p>mine</p>")
    assert render(briefing, "md", template=path).body == render(briefing, "md").body
    assert render(briefing, "json", template=path).body == render(briefing, "json").body


def test_a_broken_template_is_an_error_in_every_format(briefing: Briefing, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="nobody"):
        render(briefing, "md", template=template(tmp_path, "{{ nobody }}"))


def test_a_folder_of_templates(briefing: Briefing, tmp_path: Path) -> None:
    template(tmp_path, "{% include 'part.html.j2' %}", "briefing.html.j2")
    template(tmp_path, "<p>from the folder</p>", "part.html.j2")
    assert b"from the folder" in render(briefing, "html", template=str(tmp_path)).body


def test_a_template_can_build_on_ours(briefing: Briefing, tmp_path: Path) -> None:
    path = template(tmp_path, "{% import '_parts.html.j2' as part with context %}{{ part.tlp() }}")
    assert b'<span class="tlp clear">TLP:CLEAR</span>' in render(briefing, "html", template=path).body


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("x\n{{ briefing.no_such_field.x }}", "mine.html.j2, line 2: .*no_such_field"),
        ("{{ nobody }}", "'nobody' is undefined"),
        ("{% for x in %}", "mine.html.j2, line 1: syntax"),
        ("{{ briefing|no_such_filter }}", "no_such_filter"),
        ("{{ ''.__class__.__mro__ }}", "unsafe|undefined"),
        ("{{ briefing.__class__ }}", "unsafe|undefined"),
        ("{{ page.__init__.__globals__ }}", "unsafe|undefined"),
        ("{% include '/etc/passwd' %}", "not there"),
        ("{% include '../../secret.html.j2' %}", "not there"),
        ("{% include 'secret.txt' %}", "not there"),
        ("{% include 'link.html.j2' %}", "not there"),
        ("{% for i in range(10**10) %}x{% endfor %}", "[Rr]ange"),
        ("{{ 'x' * 10**10 }}", "memory"),
        ("{{ 1 / 0 }}", "zero"),
        ("{{ briefing.key_points[999].text }}", "undefined|no element"),
        ("{% include 'mine.html.j2' %}", "recursion|Recursion"),
        ("<script>1</script>", "<script>"),
        ("<p onclick=x>", "onclick"),
        ("<link rel=attachment href='file:///etc/passwd'>", "<link> that loads"),
        ("<img src='https://a.example/p.png'>", "<img> that loads"),
        ("<a href='javascript:1'>x</a>", "a link to javascript:"),
        ("<style>body{background:url(https://a.example)}</style>", "CSS that loads"),
        ("<iframe>", "<iframe>"),
        ("<meta http-equiv=refresh content=0>", "<meta refresh>"),
    ],
)
def test_faults_are_one_line_that_names_them(briefing: Briefing, tmp_path: Path, source: str, says: str) -> None:
    (tmp_path / "secret.txt").write_text("CANARY")
    (tmp_path / "secret.html.j2").write_text("CANARY")
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (folder / "secret.txt").write_text("CANARY")
    (folder / "link.html.j2").symlink_to(tmp_path / "secret.html.j2")
    with pytest.raises(TemplateError, match=says) as caught:
        render(briefing, "html", template=template(folder, source))
    message = str(caught.value)
    assert message.startswith("mine.html.j2")
    assert "\n" not in message
    assert "CANARY" not in message


def test_a_template_that_never_ends_is_ended(
    briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bluf.rendering.templates._SECONDS", 1.5)
    loop = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}"
    with pytest.raises(TemplateError, match=r"took longer than 1\.5 seconds"):
        render(briefing, "html", template=template(tmp_path, loop))


@pytest.mark.parametrize("name", ["nothing-here", "no/such/file.html.j2", "x\x00y", "a" * 5000])
def test_what_is_not_there(briefing: Briefing, name: str) -> None:
    with pytest.raises(TemplateError) as caught:
        render(briefing, "html", template=name)
    assert "\n" not in str(caught.value)


def test_a_template_is_named_for_what_it_makes(briefing: Briefing, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"\*\.html\.j2 or \*\.md\.j2"):
        render(briefing, "html", template=template(tmp_path, "x", "mine.j2"))
    with pytest.raises(TemplateError, match="holds none of"):
        render(briefing, "html", template=str(tmp_path))


def test_a_source_is_never_a_template(briefing: Briefing) -> None:
    from .hostile import make_hostile_briefing

    for output in ("md", "html"):
        body = render(make_hostile_briefing("{{ 1234567 * 10 }}{% raw %}"), output).body.decode()
        assert "12345670" not in body


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.html.j2", "\n\n{{ briefing.botom_line }}", "a.html.j2, line 3: a Briefing has no 'botom_line'; did you mean bottom_line?"),
        ("a.md.j2", "\n{{ briefing.title|citee }}", "a.md.j2, line 2: syntax: No filter named 'citee'; did you mean cite?"),
        ("a.md.j2", "{{ page.key_points[0].statement }}", "line 1: a tuple has no 'statement' (it holds pairs of number and entry)"),
        ("a.md.j2", "\n{% include 'sections/gap.md.j2' %}", "line 2: uses a template that is not there: sections/gap.md.j2; did you mean sections/gaps.md.j2?"),
        ("a.html.j2", "<p>\n<img src='https://a.example/x.png'>", "a.html.j2, line 2: makes <img> that loads https://a.example/x.png"),
        ("a.html.j2", "<p>\n\n<b onclick='x()'>", "a.html.j2, line 3: makes b onclick="),
        ("a.md.j2", "{{ nothing_like_it }}", "a.md.j2, line 1: 'nothing_like_it' is undefined"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line_and_what_was_meant(
    briefing: Briefing, tmp_path: Path, name: str, text: str, said: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        render(briefing, "md" if ".md" in name else "html", template=str(path))
    assert said in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('base = "briefing"\nsections = ["keypoints"]', "line 2: no section 'keypoints'"),
        ('base = "briefing"\ncolour = "#112233"', "line 2: no key 'colour'"),
        ('\n\naccent = "red"', "line 3: accent 'red'"),
        ('base = "x"\nlogo = "none.png"', "line 2: logo: none.png cannot be read"),
    ],
)
def test_what_is_wrong_in_a_look_is_said_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "template.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match=re.escape(f"template.toml, {said}")):
        choose_template(str(path))


def test_a_template_may_bring_its_own_style(briefing: Briefing, tmp_path: Path) -> None:
    path = tmp_path / "a.html.j2"
    path.write_text(
        '{% extends "base.html.j2" %}{% block content %}<style>h2{color:red}</style>{% endblock %}', "utf-8"
    )
    page = render(briefing, "html", template=str(path)).body.decode()
    assert "style-src &#39;unsafe-inline&#39;" in page
    assert "default-src &#39;none&#39;" in page
    assert "unsafe-inline" not in render(briefing, "html").body.decode()
