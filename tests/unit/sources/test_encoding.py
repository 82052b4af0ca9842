import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluf.errors import SourceError
from bluf.sources.encoding import decode

from .makers import check_one_line

TEXT = "Señor Ortíz said: “the port of Valmora was closed” – 5 € each."


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
)
def test_unicode_is_read_with_and_without_a_mark(codec: str) -> None:
    assert decode((TEXT * 3).encode(codec)).text == TEXT * 3


def test_the_declared_charset_comes_first() -> None:
    assert decode("Привет, мир".encode("koi8-r"), charset="KOI8-R").text == "Привет, мир"


@pytest.mark.parametrize(
    "label", ["x-no-such-charset", "idna", "punycode", "zlib", "unicode_escape", "rot13", "utf-7", "\0", "a" * 999]
)
def test_an_unusable_label_is_passed_over(label: str) -> None:
    assert decode(TEXT.encode(), charset=label).text == TEXT


def test_latin_1_means_windows_1252() -> None:
    assert decode(b"\x93quoted\x94", charset="iso-8859-1").text == "“quoted”"


def test_stray_windows_bytes_in_utf_8_are_read_and_told() -> None:
    decoded = decode(
        "“Señor Ortíz” said.".encode() + " The “port” was closed at noon, officials said.".encode("cp1252")
    )
    assert decoded.text == "“Señor Ortíz” said. The “port” was closed at noon, officials said."
    assert "mixes encodings" in decoded.caveats[0]


def test_other_encodings_are_guessed_and_told() -> None:
    text = "Министр сообщил журналистам, что в порту были задержаны девять человек. " * 4
    decoded = decode(text.encode("cp1251"))
    assert decoded.text == text
    assert "guess" in decoded.caveats[0]


def test_mojibake_is_told_and_not_repaired() -> None:
    wrong = "SeÃ±or OrtÃ­z said â€œnoâ€\x9d."
    decoded = decode(wrong.encode())
    assert decoded.text == wrong
    assert "mojibake" in decoded.caveats[0]


def test_reversing_controls_are_told() -> None:
    assert "reverse" in decode("paid \u202e000009\u202c dollars".encode()).caveats[0]


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 40, b"\x00" * 500, b"\x07\x01\x02\x03" * 100, b"\0\x01\x02\x03" * 500]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="binary"):
        decode(data)


@pytest.mark.parametrize(
    "text", ["", "plain", "naïve café", "NUL\0inside the text is no binary file", "日本語のテキスト", "Ünïcödé"]
)
def test_good_text_has_no_caveat(text: str) -> None:
    assert decode(text.encode()).caveats == ()


@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        assert isinstance(decode(data).text, str)
    except SourceError as error:
        check_one_line(error)
