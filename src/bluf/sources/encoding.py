"""Bytes to characters. In: the bytes of a text and the charset declared for them. Out: the string, and what went not so well.

Order: byte order mark, declared charset, UTF-8, UTF-8 with stray Windows-1252 bytes, statistics (charset-normalizer,
imported only then). It does not clean (see `clean`) and does not repair mojibake: text that looks wrongly decoded
before it came to us is named in a caveat, because a repair that guesses wrong changes a quotation.

Sources: WHATWG Encoding (labels: "iso-8859-1" means windows-1252), RFC 3629, Unicode 16 section 23.8 (BOM).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from bluf.errors import SourceError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark starts with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Python also offers codecs that are slow on purpose or no text at all (idna, punycode, unicode_escape, zlib): never by a label.
_TEXT_CODEC = re.compile(
    r"(?:utf-?_?(?:8|16|32)(?:[-_]?[bl]e)?|ascii|iso[-_]?8859[-_]\d{1,2}|latin[-_]?\d{1,2}|cp\d{3,4}|koi8[-_][rtu]|mac[-_][a-z]{2,10}"
    r"|gb2312|gbk|gb18030|big5(?:hkscs)?|euc[-_](?:jp|kr)|shift[-_]jis|iso2022[-_](?:jp|kr)(?:[-_]\w{1,4})?|tis[-_]?620|hz|johab)\Z"
)
_SUPERSETS = {"ascii": "utf-8", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_MOJIBAKE = re.compile("Ã[\x80-\xbf©±¡³º­¼¶¤]|â€[™œ\x9d“”¦˜]|Â[ «»°£©®]")
_CONTROL_BYTES = bytes(n for n in range(32) if n not in b"\t\n\r\x0b\x0c\x1b\x00") + b"\x7f"
_MAX_CONTROL_SHARE = 0.02  # random bytes have 0.10, real text has none
_SAMPLE = 100_000
_OVERRIDE = re.compile("[\u202d\u202e]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text and one line for each thing the reader of the briefing must know about it."""

    text: str
    caveats: tuple[str, ...] = ()


def decode(data: bytes, *, charset: str | None = None) -> Decoded:
    """The characters of `data`.

    Args:
        data: the bytes of one text.
        charset: the label declared for it (HTTP, MIME, meta), trusted where it decodes without an error.

    Raises:
        SourceError: the bytes are not text.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name) or _repaired(data[len(mark) :], name)
    wide = _wide_without_mark(data)
    if wide:
        return _repaired(data, wide)
    _refuse_binary(data)
    for label in (charset, "utf-8"):
        codec = _codec(label)
        decoded = _strict(data, codec) if codec else None
        if decoded:
            return decoded
    return _mixed(data) or _guessed(data)


def _codec(label: str | None) -> str | None:
    """Python's name of the codec that a label means, None where it is unknown or no text codec."""
    try:
        name = codecs.lookup((label or "").strip().strip("\"'").lower()[:40]).name
    except (LookupError, ValueError):  # ValueError: a NUL in the label
        return None
    return _SUPERSETS.get(name, name) if _TEXT_CODEC.match(name) else None


def _strict(data: bytes, name: str) -> Decoded | None:
    try:
        text = data.decode(name)
    except UnicodeError:
        return None
    return Decoded(text, _doubts(text))


def _repaired(data: bytes, name: str) -> Decoded:
    text = data.decode(name, errors="replace")
    return Decoded(text, _doubts(text))


def _doubts(text: str) -> tuple[str, ...]:
    """What the text itself says about a wrong decoding somewhere on its way."""
    doubts = []
    lost = text.count("\ufffd")
    if lost:
        doubts.append(
            f"{lost} character{'s' if lost > 1 else ''} could not be decoded and appear{'' if lost > 1 else 's'} as \ufffd"
        )
    if len(_MOJIBAKE.findall(text[:_SAMPLE])) >= 2:
        doubts.append("the text looks wrongly encoded (mojibake); accents and quotation marks cannot be trusted")
    if _OVERRIDE.search(text):
        doubts.append(
            "hidden controls reverse the order in which parts of the text are shown; it is given here in its true order"
        )
    return tuple(doubts)


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 or UTF-32 shown by the places of its NUL bytes."""
    sample = data[:4096]
    if sample.count(0) * 5 < len(sample) or len(sample) < 4:
        return None
    other = sample.replace(b"\0", b"")
    if len(other.translate(None, _CONTROL_BYTES)) * 2 < len(other):  # rubbish with many NUL bytes, not letters
        return None
    quarters = [sample[n::4].count(0) * 4 / len(sample) for n in range(4)]
    if min(quarters[1:]) > 0.7:
        return "utf-32-le" if quarters[0] < 0.3 else None
    if min(quarters[:3]) > 0.7:
        return "utf-32-be" if quarters[3] < 0.3 else None
    even, odd = sample[::2].count(0) * 2 / len(sample), sample[1::2].count(0) * 2 / len(sample)
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.1 else None


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    if (controls > 2 and controls > len(sample) * _MAX_CONTROL_SHARE) or sample.count(0) * 4 > len(sample) > 0:
        msg = (
            "is binary data, not text in any known encoding; give a text, Markdown, HTML, PDF, DOCX, mail or feed file"
        )
        raise SourceError(msg)


def _mixed(data: bytes) -> Decoded | None:
    """UTF-8 with some stray bytes of Windows-1252: pasted from two places, or English text saved by an old editor."""
    bad = [0]

    def as_windows(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):  # the codec machinery may pass others
            raise error
        bad[0] += error.end - error.start
        return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end

    codecs.register_error("bluf.mixed", as_windows)
    text = data.decode("utf-8", errors="bluf.mixed")
    letters = sum(map(str.isalpha, text[:_SAMPLE])) * max(1.0, len(text) / _SAMPLE)
    if bad[0] > max(2.0, letters * 0.08):
        return None
    note = "the text mixes encodings; bytes that are not UTF-8 were read as Windows-1252"
    return Decoded(text, (note, *_doubts(text)))


def _guessed(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes  # costs 30 ms and is rarely needed

    best = from_bytes(data[:_SAMPLE]).best()
    name = _codec(best.encoding) if best else None
    if name is None:
        msg = "is not text in any known encoding; save it as UTF-8 and try again"
        raise SourceError(msg)
    decoded = _repaired(data, name)
    note = f"no encoding is declared; the text was read as {name}, which is a guess"
    return Decoded(decoded.text, (note, *decoded.caveats))
