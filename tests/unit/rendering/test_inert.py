"""What is active is found and named; what is not is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluf.rendering.inert import find_active, find_active_markdown, scheme_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<SCRIPT>", "<script>"),
        ("<svg><script href='#x'/></svg>", "<script>"),
        ("<svg onload=x>", "svg onload="),
        ("<form action=x>", "<form>"),
        ("<base href=/>", "<base>"),
        ("<a href=' java\nscript:1'>", "a link to javascript:"),
        ("<a href='&#106;avascript:1'>", "a link to javascript:"),
        ("<a href='file:///x'>", "a link to file:"),
        ("<img src=x.png>", "<img> that loads x.png"),
        ("<img src='data:image/svg+xml,<svg>'>", "<img> that loads data:image/svg+xml,<svg>"),
        ("<p style='background:url(//a.example)'>", "CSS that loads //a.example"),
        ("<style>@import 'x.css'</style>", "CSS that loads x.css"),
        ("<iframe srcdoc='x'>", "<iframe>"),
        (r"<style>a{background:\75rl(http://a.example)}</style>", "CSS that loads http://a.example"),
        (r"<style>a{background:\u\rl(http://a.example)}</style>", "CSS that loads http://a.example"),
        ("<p style='background:image-set(\"http://a.example\" 1x)'>", "CSS that loads http://a.example"),
        ("<!--><img src=http://a.example>-->", "a comment <!-- that browsers read in different ways"),
        ("<!-- --!><img src=http://a.example>-->", "a comment --! that browsers read in different ways"),
        ("<![CDATA[><img src=http://a.example>]]>", "a comment <![ that browsers read in different ways"),
        ("<noscript><p title='</noscript><img src=http://a.example>'>", "<noscript>"),
        ("<xmp><a title='</xmp><img src=http://a.example>'></xmp>", "<xmp>"),
        ("<title><a title='</title><img src=http://a.example>'></title>", "<a> in a title"),
        ("<use href='http://a.example#x'>", "<use> that loads http://a.example#x"),
    ],
)
def test_active_things_are_named(text: str, found: str) -> None:
    assert find_active(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "", "plain", "a --!> b <!-- c --> d --!> e", "<p>text & more</p>", "<a href='https://a.example'>x</a>", "<a href='#x'>x</a>", "<a href='mailto:a@b.example'>x</a>",
        "<img src='data:image/png;base64,AAAA'>", "<style>@font-face{src:url(data:font/woff2;base64,AA)}</style>", "&lt;script&gt;",
        "[x](javascript:1)", "<use href='#mark'>", "<p title='onclick='>", "the javascript: scheme", "<!-- <script> -->",
    ],
)  # fmt: skip
def test_inert_things_are_left_alone(text: str) -> None:
    assert find_active(text) == ""


@given(st.text(max_size=100))
def test_any_text_can_be_checked(text: str) -> None:
    assert isinstance(find_active(text), str)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[x](javascript:1)", "a link to javascript:"),
        ("[x](< file:///x>)", "a link to file:"),
        ("![x](http://a.example/p.png)", "an image that loads by itself"),
        ("<b onclick=x>", "b onclick="),
        (r"\[x\](javascript:1)", ""),
        ("[x](https://a.example)", ""),
    ],
)
def test_markdown(text: str, found: str) -> None:
    assert find_active_markdown(text) == found


def test_schemes() -> None:
    assert [scheme_of(a) for a in ("HTTPS://x", "//x", "a/b:c", "", "#x", "da\tta:x")] == [
        "https",
        "//",
        "",
        "",
        "",
        "data",
    ]


@pytest.mark.parametrize("text", ["![a](x.png)", "![wow! x](x.png)", "a ![](//h/x.png)", "![a ![b](x.png)"])
def test_an_image_in_markdown_is_seen(text):
    assert find_active_markdown(text) == "an image that loads by itself"


@pytest.mark.parametrize(
    "text", [r"!\[a](https://x.example/)", "![a]\n(x)", "a! [b](https://x.example/)", "![" * 50_000]
)
def test_what_is_no_image_is_none(text):
    assert find_active_markdown(text) == ""
