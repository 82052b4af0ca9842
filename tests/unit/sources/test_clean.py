import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluf.sources.clean import MAX_LINE, clean_line, clean_text, find_look_alikes


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("Le\u200bna Or\u2060tiz", "Lena Ortiz"),
        ("a\r\nb\rc\x0bd\u2028e", "a\nb\nc\nd\ne"),
        ("one\u2029two\x0cthree", "one\n\ntwo\n\nthree"),
        ("\x1b[31mred\x1b[0m port", "red port"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;https://x.example\x1b\\link", "link"),
        ("\x9b31mred", "red"),
        ("NUL\x00 DEL\x7f C1\x85x", "NUL DEL C1\nx"),
        ("paid \u202e000009\u202c dollars", "paid 000009 dollars"),
        ("\ufeffBOM", "BOM"),
        ("tag\U000e0041\U000e0042s", "tags"),
        ("ruby\ufff9a\ufffab\ufffb", "rubyab"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("soft\u00adhyphen", "softhyphen"),
        ("Holgui\u0301n", "Holgu\u00edn"),
        ("e" + "\u0301\u0302" * 400, unicodedata.normalize("NFC", "e" + "\u0301\u0302" * 4)),
        ("a\u200db", "ab"),
        ("text\ufe0f", "text"),
    ],
)
def test_what_cannot_be_seen_goes(dirty: str, clean: str) -> None:
    assert clean_text(dirty) == clean


@pytest.mark.parametrize(
    "text",
    [
        "“Smart” ‘quotes’ – and — dashes… 5\u00a0% of €3m",
        "tab\tand\nline",
        "👩\u200d🚒 and 🇨🇴 and ❤\ufe0f",
        "नमस्\u200dते",
        "می\u200cخواهم",
        "Lеna Ortіz (Cyrillic look-alikes stay)",
        "[31m without an escape",
        "",
    ],
)
def test_what_can_be_seen_stays(text: str) -> None:
    assert clean_text(text) == text


def test_an_escape_without_an_end_takes_no_text_with_it() -> None:
    assert clean_text("\x1b]0;never closed\nThe port is closed.").endswith("The port is closed.")


def test_a_line_is_one_line() -> None:
    assert clean_line(" Port\r\nBcc: x\t seizure ") == "Port Bcc: x seizure"
    assert len(clean_line("x" * 10_000)) == MAX_LINE


@given(st.text(st.characters(exclude_categories=[])))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    once.encode("utf-8")


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"], max_codepoint=0x24F)))
def test_letters_are_never_lost(text: str) -> None:
    assert [c for c in clean_text(text) if c.isalnum()] == [
        c for c in unicodedata.normalize("NFC", text) if c.isalnum()
    ]


def test_look_alike_letters_are_found() -> None:
    assert find_look_alikes("Minister Lеna Ortіz and Lena Ortiz") == ("Lеna", "Ortіz")


@pytest.mark.parametrize("text", ["Lena Ortiz", "Лена Ортис and Lena", "5 μm", "Ünïcödé", "", "x" * 100_000 + "é"])
def test_one_alphabet_a_word_is_fine(text: str) -> None:
    assert find_look_alikes(text) == ()
