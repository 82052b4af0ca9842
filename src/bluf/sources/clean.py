r"""The one gate for text. In: any decoded string. Out: the same words without what cannot be seen or is not text.

Everything that becomes part of a `Document`, a file name that is printed, a header, a title, passes here, before
offsets exist. Removed: terminal escapes, C0 and C1 controls (but tab and line feed), bidirectional controls, zero-width
and other invisible characters, tag and interlinear-annotation characters, noncharacters, lone surrogates. Line ends
become "\n", the text NFC.

It never repairs words, quotes, dashes, look-alike letters or mojibake: what can be seen stays as it is.

Sources: Unicode UTR 36 and UTS 39 (security), UAX 15 (NFC), UAX 31 section 2.3.1 (joiners), Trojan Source
(CVE-2021-42574).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

MAX_LINE = 500
"""Longest title, name or header value in code points."""

_MAX_MARKS = (
    8  # the longest stack of combining marks that a real orthography needs, with room; more only slows NFC down
)
_ESCAPE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]"  # control sequences: colours, cursor
    r"|(?:\x1b\]|\x9d)[^\x07\x1b\x9c\x9d\n]{0,2048}(?:\x07|\x1b\\|\x9c)"  # operating system commands: titles, links
    r"|\x1b[PX^_][^\x1b\x9c\n]{0,2048}(?:\x1b\\|\x9c)"  # device control, privacy messages
    r"|\x1b[ -/]{0,4}[0-~]"
)
_LINE_END = re.compile("\r\n|[\r\x0b\x85\u2028]")
_PARAGRAPH_END = re.compile("[\x0c\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_JOINER = re.compile("[\u200c\u200d]+")
_JOINING_SCRIPTS = (
    (0x0600, 0x08FF),  # Arabic, Syriac, Thaana, N'Ko, Mandaic
    (0x0900, 0x0DFF),  # Devanagari to Sinhala
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x18AF),  # Khmer, Mongolian
    (0xFB50, 0xFDFF),  # Arabic presentation forms
    (0xFE70, 0xFEFC),
)
_LONG_NON_LATIN = re.compile(f"[^\x00-\u02ff]{{{_MAX_MARKS + 1},}}")
_MIXED_SCRIPT = re.compile(
    "[A-Za-z]{0,40}(?:[A-Za-z][\u0400-\u052f]|[\u0400-\u052f][A-Za-z])[A-Za-z\u0400-\u052f]{0,40}"
)
_STRAY_SELECTOR = re.compile("(?<![\x23\x2a0-9\xa9\xae\u200d\u203c-\u3299\U0001f000-\U0001faff])[\ufe00-\ufe0f]+")


def clean_text(text: str) -> str:
    r"""`text` as it can be seen, in NFC, with "\n" for line ends. Idempotent; linear in the length of the text.

    "Le\u200bna Ort\u00ad\u0131z\r\n" gives "Lena Ortız\n". "“Ortiz” – 412" stays as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _ESCAPE.sub("", text)
    text = _PARAGRAPH_END.sub("\n\n", _LINE_END.sub("\n", text))
    text = _UNSEEN.sub("", text)
    if text.isascii():
        return text
    text = _JOINER.sub(_keep_joiner, text)
    text = _STRAY_SELECTOR.sub("", text)
    text = _LONG_NON_LATIN.sub(_shorten_stacks, text)
    return unicodedata.normalize("NFC", text)


def find_look_alikes(text: str) -> tuple[str, ...]:
    """Up to three words that mix Latin with Cyrillic letters, which no language does: "Lеna" with a Cyrillic "е".

    "Лена and Lena" gives nothing. Source: UTS 39, section 5.1 (mixed-script detection).
    """
    if text.isascii():
        return ()
    found = (match.group() for match in _MIXED_SCRIPT.finditer(text))
    return tuple(dict.fromkeys(islice(found, 50)))[:3]


def clean_line(text: str, *, limit: int = MAX_LINE) -> str:
    r"""`text` as one line: cleaned, white space collapsed, at most `limit` code points. For titles, names, headers, file names.

    "Port\r\nBcc: x" gives "Port Bcc: x".
    """
    return " ".join(clean_text(text[: limit * 20]).split())[:limit].rstrip()


def _keep_joiner(match: re.Match[str]) -> str:
    """One joiner between letters of a script that needs it or between emoji, else nothing."""
    text, start, end = match.string, match.start(), match.end()
    if start == 0 or end == len(text):
        return ""
    before, after, joiner = ord(text[start - 1]), ord(text[end]), match.group()[0]
    if _needs_joiners(before) and _needs_joiners(after):
        return joiner
    return joiner if joiner == "\u200d" and _is_emoji(before) and _is_emoji(after) else ""


def _needs_joiners(code: int) -> bool:
    return any(low <= code <= high for low, high in _JOINING_SCRIPTS)


def _is_emoji(code: int) -> bool:
    return 0x1F000 <= code <= 0x1FAFF or 0x2190 <= code <= 0x2BFF or code == 0xFE0F


def _shorten_stacks(match: re.Match[str]) -> str:
    """Drop combining marks beyond a stack that a script can have: a thousand of them make normalization quadratic."""
    kept, stack = [], 0
    for char in match.group():
        stack = stack + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if stack <= _MAX_MARKS:
            kept.append(char)
    return "".join(kept)
