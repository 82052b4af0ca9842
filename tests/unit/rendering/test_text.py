"""Strings that a hostile source chose come out visible, on one line, and inert."""

from __future__ import annotations

import re

import markdown
import markdown_it
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluf.rendering.text import escape_markdown, is_web_address, one_line, printable, shorten

COMMONMARK = markdown_it.MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
MARKDOWN_SIGNS = st.text(alphabet=st.sampled_from(list("\\`*_{}[]()<>#+-.!|~=:&;/@ \n\tab1w\u00e9")), max_size=60)


def render_both(text: str) -> list[str]:
    return [COMMONMARK.render(text), markdown.markdown(text, extensions=["extra", "toc"])]


def elements(html: str) -> set[str]:
    return set(re.findall(r"<\s*/?\s*([a-zA-Z0-9!]+)", html))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain words, 3.5 percent, well-known", "plain words, 3.5 percent, well-known"),
        ("$5 million (about) 7 & 8", "$5 million (about) 7 & 8"),
        ("snake_case_name", "snake_case_name"),
        ("# Bottom line", r"\# Bottom line"),
        ("1. first", r"1\. first"),
        ("- item", r"\- item"),
        ("-5 degrees", "-5 degrees"),
        ("> quoted", r"\> quoted"),
        ("a | b", r"a \| b"),
        ("*bold* _it_", r"\*bold\* \_it\_"),
        ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
        ("![x](http://a.example/p.png)", r"!\[x\](`http://a.example/p.png`)"),
        ("original https://a.example/x; read", "original `https://a.example/x`; read"),
        ("“see http://a.example/a_(b).”", "“see `http://a.example/a_(b)`.”"),
        ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("see http://a.example/x?y=1 now", "see `http://a.example/x?y=1` now"),
        ("mail eve@a.example", "mail `eve@a.example`"),
        ("two\nlines\n\n# of text", "two lines # of text"),
    ],
)
def test_escape_markdown(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


@given(st.one_of(MARKDOWN_SIGNS, st.text(max_size=60)))
def test_escaped_text_renders_as_plain_text(text: str) -> None:
    for before in ("", "- ", "1. ", "word "):
        for html in render_both(before + escape_markdown(text)):
            assert elements(html) <= {"p", "code", "ul", "ol", "li"}, html


@given(MARKDOWN_SIGNS)
def test_escaped_text_keeps_its_table_cell(text: str) -> None:
    html = COMMONMARK.render(f"| a | b |\n| --- | --- |\n| {escape_markdown(text)} | end |\n")
    assert html.count("<td>") == 2
    assert "<td>end</td>" in html


@given(MARKDOWN_SIGNS)
def test_escaped_text_loses_no_word_in_commonmark(text: str) -> None:
    html = COMMONMARK.render("x " + escape_markdown(text))
    seen = re.sub(r"<[^>]*>", "", html)
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        seen = seen.replace(entity, sign)
    assert " ".join(seen.split()) == " ".join(("x " + one_line(text)).split())


def test_a_long_run_of_letters_takes_no_time() -> None:
    assert len(escape_markdown("a" * 400_000 + "." * 1000)) == 401_000


@pytest.mark.parametrize(
    "sign", ["\x00", "\x1b", "\x7f", "\x9f", "\u202e", "\u2066", "\u2028", "\ufff9", "\ufffe", "\U000e0041", "\ud800"]
)
def test_printable_replaces_one_for_one(sign: str) -> None:
    assert printable(f"a{sign}b") == "a\ufffdb"


def test_printable_leaves_ordinary_text_of_any_script() -> None:
    text = "María Łódź Коваленко محمد 李明远 👩‍💻 “≤ 3,000”\n\ttab"
    assert printable(text) == text


def test_shorten_cuts_at_a_word() -> None:
    assert shorten("one two three four", 12) == "one two…"
    assert shorten("short", 12) == "short"
    assert shorten("x" * 50, 10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    "uri", ["https://a.example/x?y=1&z=2#f", "http://127.0.0.1/x", "HTTPS://A.example", "http://[::1]/"]
)
def test_web_addresses_may_be_links(uri: str) -> None:
    assert is_web_address(uri)


@pytest.mark.parametrize(
    "uri",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "a.txt", "//a.example", "https://a b", 'https://a"onclick=x', "http:///x", "https://a\u202eb", ""],
)  # fmt: skip
def test_other_addresses_may_not(uri: str) -> None:
    assert not is_web_address(uri)
