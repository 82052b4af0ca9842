"""Where the fuzzers start: one small input of each kind, made here."""

from __future__ import annotations

import io
import json
import zipfile

TEXT = (
    "Port closed after strike\nBy Ana Cruz\n\nARICA, July 17 (Reuters) - Up to 3,000 dock workers walked out on Tuesday, the minister said. "
    "“We deny it,” she told reporters. According to the union, at least 40 people were hurt; the police accused rebels of arson.\n"
)
HTML = "<html><head><title>Port</title><meta name=author content='Ana'></head><body><article><h1>Port</h1><p>{}</p><table><tr><td>1<td>2</table></article></body></html>"
MAIL = (
    "From: a@example.org\nTo: b@example.org\nSubject: =?utf-8?q?Port?=\nDate: Tue, 17 Jul 2012 10:00:00 +0000\nMessage-ID: <1@example.org>\n"
    "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{}\n--b\nContent-Type: text/html\n\n<p>{}</p>\n--b--\n"
)
FEED = "<?xml version='1.0'?><rss version='2.0'><channel><title>News</title><item><title>Port</title><pubDate>Tue, 17 Jul 2012 10:00:00 GMT</pubDate><description>{}</description></item></channel></rss>"


def docx(text: str = TEXT) -> bytes:
    """A Word file of one paragraph and one table."""
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
        )
        archive.writestr("word/document.xml", f"<w:document xmlns:w='{namespace}'><w:body>{body}</w:body></w:document>")
    return packed.getvalue()


def starts(target: str) -> list[bytes]:
    """The inputs `target` starts from."""
    plain = TEXT.encode()
    if target == "read":
        return [
            b"\x00" + plain,
            b"\x01# Port\n\n" + plain,
            b"\x02" + HTML.format(TEXT).encode(),
            b"\x03" + MAIL.format(TEXT, TEXT).encode(),
            b"\x04From a@example.org Tue Jul 17 10:00:00 2012\n" + MAIL.format(TEXT, TEXT).encode(),
            b"\x05" + FEED.format(TEXT).encode(),
            b"\x06" + docx(),
            b"\x00" + TEXT.encode("utf-16"),
        ]
    if target == "extract":
        return [json.dumps({"id": "a", "text": TEXT, "date": "2012-07-17", "title": "Port"}).encode()]
    if target == "config":
        return settings()
    if target == "verify":
        return [briefing("json"), briefing("html")]
    return [plain, TEXT.upper().encode(), "El ministro dijo el martes que no. 大臣は否定した。".encode()]


REGISTER = '[[source]]\nname = "Andes Post"\nmatch = ["andes.example", "*.andes.example"]\nreliability = "B"\ncountry = "BO"\ntlp = "TLP:GREEN"\n'
LOOK = 'base = "summary"\nsections = ["key-points", "annex"]\naccent = "#112233"\norganization = "Desk"\npaper = "letter"\nlogo = "a.png"\n'
NOTE = "## Comment\n\nWe doubt it [1:1], see [the page](https://example.org/), ![a](b.png) and <b>this</b>.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"


def settings() -> list[bytes]:
    """A file of each kind that a user writes, and what once broke their reading."""
    from bluf.config.example import EXAMPLE

    page_look = json.dumps({"accent": "#112233", "sections": ["annex"], "style": "digest"})
    kinds = (EXAMPLE, REGISTER, LOOK, page_look, NOTE)
    broken = (
        "a = " + "[" * 3000,
        "a = " + "{a=" * 3000,
        "a = " + "9" * 5000,
        ".".join("a" * 9000) + " = 1",
        '"' * 9000,
    )
    files = [bytes([kind]) + text.encode() for kind, text in enumerate(kinds)]
    return files + [bytes([kind]) + text.encode() for kind in range(len(kinds)) for text in broken]


def briefing(output: str) -> bytes:
    """A real briefing of the text."""
    from bluf import pipeline

    return pipeline.brief(["-"], formats=(output,), stdin=io.BytesIO(TEXT.encode())).rendered[0].body
