"""Small files of each kind, made by hand so that a test shows every byte that matters."""

from __future__ import annotations

import io
import zipfile

STORY = (
    "Port officials in Valmora said on Tuesday that 412 kilograms of cocaine were seized from a container at the terminal. "
    "Interior Minister Lena Ortiz told reporters that nine people were arrested."
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def make_pdf(*pages: str, info: str = "", box: str = "0 0 612 792") -> bytes:
    """A PDF whose pages have these content streams; /F1 is Helvetica, /F2 Helvetica-Bold."""
    fonts = "/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    fonts += " /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"
    first = 4
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        f"<< {info} >>",
    ]
    for number, stream in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Resources << /Font << {fonts} >> >> /Contents {first + 2 * number + 1} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 3 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def line(text: str, *, x: float = 72, y: float = 700, size: float = 11, font: str = "F1", before: str = "") -> str:
    """One line of text for a content stream."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"q BT {before} /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET Q\n"


def lines(*texts: str, x: float = 72, top: float = 700, size: float = 11, pitch: float = 14) -> str:
    """Lines below each other."""
    return "".join(line(text, x=x, y=top - pitch * number, size=size) for number, text in enumerate(texts))


def make_docx(body: str, *, styles: str = "", core: str = "", parts: dict[str, str] | None = None) -> bytes:
    """A DOCX with this body; names without a prefix get "w:" by being written with it."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        if styles:
            archive.writestr("word/styles.xml", f"<w:styles {_W}>{styles}</w:styles>")
        if core:
            archive.writestr("docProps/core.xml", core)
        for name, text in (parts or {}).items():
            archive.writestr(name, text)
    return buffer.getvalue()


def paragraph(text: str, *, properties: str = "", run: str = "") -> str:
    """One paragraph of one run."""
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def make_mail(body: str, *headers: str, kind: str = "text/plain; charset=utf-8") -> bytes:
    """A message from Jane Doe with these further headers."""
    top = ["From: Jane Doe <jane@wire.example>", "To: desk@staff.example", f"Content-Type: {kind}", *headers]
    return "\r\n".join([*top, "", body]).encode()


def make_page(body: str, *, head: str = "<title>Port seizure</title>") -> bytes:
    """An HTML page."""
    return f"<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def check_one_line(error: Exception) -> None:
    """An error is one line for a person to read."""
    assert str(error)
    assert str(error).isprintable()
