"""Write the two demonstration sources that are binary: a PDF analysis and a DOCX report.

In: the text below, in our own words (see docs/seeds.md). Out: `seeds/2012-07-20-chaco-policy-review.pdf` and
`seeds/2012-07-21-la-paz-ledger.docx`, the same bytes on every machine: no clock, no system font, no compression and no
third-party library takes part. It deliberately knows no other layout than these two files need.

Usage: `python tools/make_seeds.py [FOLDER]` (default: `seeds` beside this folder).
"""

from __future__ import annotations

import sys
import textwrap
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

Piece = tuple[str, str]
"""A style ("title", "byline", "heading", "table", "body") and the text set in it."""

PDF_NAME = "2012-07-20-chaco-policy-review.pdf"
PDF_TITLE = "Squeezed at home, moving south: the balloon effect reaches Bolivia"
PDF_AUTHOR = "Esteban Luque"
PDF_PUBLISHER = "Chaco Policy Review"
PDF_RUNNING_HEAD = "Chaco Policy Review · No. 14 · 20 July 2012"
PDF_TEXT = """\
= Squeezed at home, moving south: the balloon effect reaches Bolivia

~ By Esteban Luque, Chaco Policy Review, 20 July 2012

Colombian trafficking groups have come to Bolivia, and the government in Bogotá now says so. The foreign
minister, María Ángela Holguín, confirmed their presence this week in Tiquipaya without naming a single group.
Her words matter less for what they reveal than for who spoke them: until now La Paz could treat the subject
as a rumor spread by Washington.

# What is known

Little. On Tuesday, 17 July, the two governments signed an accord on defense and anti-drug cooperation. A US
anti-drug agent has testified before the Senate that Mexican and Colombian traffickers are expanding in
Bolivia. A Colombian intelligence official, who was not identified, estimated in 2011 that up to 3,000 of his
compatriots in the trade were based in the department of Santa Cruz. He gave no source, and the figure should
be handled with care.

Bolivia's government continues to deny that foreign groups are permanently established on its territory. They
may keep “representatives” in the country, officials in La Paz say, but nothing that deserves to be called a
cartel. Both statements can be true. A broker with a telephone needs no camp and no gunmen.

# Why now

Specialists speak of the balloon effect: squeezed in one place, the trade swells in another. Colombia's
security forces have put its traffickers under pressure for about ten years, and Holguín herself suggested
that success at home has a price abroad. We assess that this pressure is very likely the main reason for the
move. Geography is the second. Bolivia grows coca, and it lies next to Brazil, where more than 60 percent of
its cocaine exports are believed to be sold.

# Outlook

The accord will probably bring faster requests for criminal records and some joint arrests within 12 months.
It is unlikely to change the economics. Bolivia's joint force has fewer than 1,500 officers for a frontier of
some 3,400 kilometers with Brazil, according to an estimate by this journal, and its annual budget was cut by
8 percent in January.

Washington, for its part, accuses the Morales government of doing too little. The charge is convenient for
both sides, since it lets each of them talk about the other rather than about the border. Whether Colombia
will name the groups is not known. The accord foresees a first joint review in January 2013.
"""

DOCX_NAME = "2012-07-21-la-paz-ledger.docx"
DOCX_TITLE = "La Paz official puts Colombian traffickers in Santa Cruz at no more than 500"
DOCX_AUTHOR = "Carmen Illanes"
DOCX_PUBLISHER = "La Paz Ledger"
DOCX_DATE = "2012-07-21T11:00:00Z"
DOCX_TEXT = """\
= La Paz official puts Colombian traffickers in Santa Cruz at no more than 500

~ By Carmen Illanes, La Paz Ledger, 21 July 2012

LA PAZ – No more than 500 Colombians are involved in the drug trade in the department of Santa Cruz, a senior
official of the Interior Ministry said on Friday, contradicting an estimate from Bogotá that is six times as
high.

“The figure of 3,000 has been repeated so often that people take it for a census,” the official told the La
Paz Ledger on condition of anonymity. “Nobody has ever shown us a list.” He said that his own number was based
on 212 arrests and 140 deportations since January 2010.

The higher estimate was given last year by an intelligence official in Colombia, who was not named either. He
spoke of up to 3,000 traffickers.

# “Representatives”, not cartels

The Bolivian official denied that any foreign organization was permanently present in the country. At most, he said, such
organizations sent “representatives” who stayed for a few weeks. He called the remarks that Colombian Foreign
Minister María Ángela Holguín made in Tiquipaya “friendly but incomplete”, because she did not say which
groups she meant. Bolivia would ask her for names, he said.

Holguín had confirmed that trafficking groups from her country were in Bolivia. On July 17 the two governments
signed an accord on defense and anti-drug cooperation.

# Who gives which number

| Estimate | Who gives it | Year
| up to 3,000 | Colombian intelligence official, not named | 2011
| no more than 500 | Bolivian Interior Ministry official, not named | 2012
| at least 800 | Cordillera Institute, Bogotá | 2012

Opposition deputy Raquel Tejada demanded that the ministry publish the lists of those arrested within 30 days.
“Between 500 and 3,000 there is room for a whole policy,” she said. The ministry has not answered her so far.
"""

MARKS = {"= ": "title", "~ ": "byline", "# ": "heading", "| ": "table"}
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 595, 842, 84
# font resource, size and leading in points, characters a line, space above
PDF_STYLES = {
    "title": ("F2", 17, 22, 48, 0),
    "byline": ("F3", 11, 16, 76, 6),
    "heading": ("F2", 13, 18, 60, 16),
    "body": ("F1", 11.5, 18, 78, 9),
}
DOCX_STYLES = {"title": "Title", "byline": "Subtitle", "heading": "Heading1", "body": "Normal"}


def _pieces(text: str) -> tuple[Piece, ...]:
    """The paragraphs of `text` with the style their first two characters mark; the lines of a table stay apart."""
    paragraphs = (paragraph.strip() for paragraph in text.split("\n\n"))
    marked = ((MARKS.get(paragraph[:2], "body"), paragraph) for paragraph in paragraphs)
    return tuple(
        (style, text if style == "table" else " ".join((text if style == "body" else text[2:]).split()))
        for style, text in marked
    )


def _pdf_string(text: str) -> bytes:
    """`text` as a literal PDF string in WinAnsi."""
    raw = text.encode("cp1252")
    return b"(" + raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def _set_line(font: str, size: float, y: float, text: str) -> bytes:
    return f"BT /{font} {size:g} Tf {MARGIN} {y:g} Td ".encode() + _pdf_string(text) + b" Tj ET\n"


def _pdf_lines(pieces: tuple[Piece, ...]) -> Iterator[tuple[str, float, float, str]]:
    """Each line as font, size, the room it takes in points, and text."""
    for style, text in pieces:
        font, size, leading, width, above = PDF_STYLES[style]
        for number, line in enumerate(textwrap.wrap(text, width, break_on_hyphens=False)):
            yield font, size, leading + (0 if number else above), line


def _pdf_pages(pieces: tuple[Piece, ...]) -> list[bytes]:
    """Content streams of the pages; a paragraph may run over the edge of a page."""
    bottom = MARGIN
    pages, y = [b""], float(PAGE_HEIGHT - MARGIN - 30)
    for font, size, room, line in _pdf_lines(pieces):
        if y - room < bottom:
            pages.append(b"")
            y = float(PAGE_HEIGHT - MARGIN - 30)
        y -= room
        pages[-1] += _set_line(font, size, y, line)
    return [
        _set_line("F3", 9, PAGE_HEIGHT - 56, PDF_RUNNING_HEAD)
        + page
        + _set_line("F3", 9, 48, f"Page {n} of {len(pages)}")
        for n, page in enumerate(pages, start=1)
    ]


def _xmp() -> bytes:
    """The metadata packet: title, creator, publisher and date as Dublin Core."""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(PDF_TITLE)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(PDF_AUTHOR)}</rdf:li></rdf:Seq></dc:creator>
<dc:publisher><rdf:Bag><rdf:li>{escape(PDF_PUBLISHER)}</rdf:li></rdf:Bag></dc:publisher>
<xmp:CreateDate>2012-07-20T09:00:00Z</xmp:CreateDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>""".encode()


def _stream(head: str, data: bytes) -> bytes:
    return f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def build_pdf() -> bytes:
    """The PDF: A4, the standard fonts every reader has, uncompressed, with Info and XMP metadata."""
    pages = _pdf_pages(_pieces(PDF_TEXT))
    fonts = {"F1": "Times-Roman", "F2": "Times-Bold", "F3": "Times-Italic"}
    first_font, first_page = 5, 5 + len(fonts)
    kids = " ".join(f"{first_page + 2 * n} 0 R" for n in range(len(pages)))
    resources = " ".join(f"/{name} {first_font + n} 0 R" for n, name in enumerate(fonts))
    info = b"<< /Title " + _pdf_string(PDF_TITLE) + b" /Author " + _pdf_string(PDF_AUTHOR)
    info += b" /CreationDate (D:20120720090000Z) /ModDate (D:20120720090000Z) >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R /Lang (en) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        info,
        _stream("/Type /Metadata /Subtype /XML", _xmp()),
    ]
    objects += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>".encode()
        for base in fonts.values()
    ]
    for n, page in enumerate(pages):
        box = f"/MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}] /Resources << /Font << {resources} >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {first_page + 2 * n + 1} 0 R >>".encode())
        objects.append(_stream("", page))
    body, offsets = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{offset:010d} 00000 n \n" for offset in offsets
    )
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 3 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + (table + trailer).encode()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
MEDIA = "application/vnd.openxmlformats-officedocument"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _paragraph(style: str, text: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def _table(text: str) -> str:
    rows = [[cell.strip() for cell in line[2:].split("|")] for line in text.splitlines()]
    cells = ("".join(f"<w:tc>{_paragraph('Normal', cell)}</w:tc>" for cell in row) for row in rows)
    grid = "<w:gridCol/>" * len(rows[0])
    body = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


def _styles() -> str:
    names = (
        ("Normal", "Normal", 22),
        ("Subtitle", "Subtitle", 20),
        ("Title", "Title", 36),
        ("Heading1", "heading 1", 28),
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:rPr><w:sz w:val="{size}"/></w:rPr></w:style>'
        for style, name, size in names
    )
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4"/>' for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    grid += f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr></w:style>"
    return f'{XML}<w:styles xmlns:w="{WORD}">{styles}{grid}</w:styles>'


def _relationships(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def _docx_parts() -> dict[str, str]:
    """The parts of the package by name, in the order they are stored in."""
    parts = {
        "/word/document.xml": f"{MEDIA}.wordprocessingml.document.main+xml",
        "/word/styles.xml": f"{MEDIA}.wordprocessingml.styles+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": f"{MEDIA}.extended-properties+xml",
    }
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in parts.items())
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    body = "".join(
        _table(text) if style == "table" else _paragraph(DOCX_STYLES[style], text) for style, text in _pieces(DOCX_TEXT)
    )
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{DOCX_DATE}</dcterms:{name}>' for name in ("created", "modified")
    )
    core = (
        f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(DOCX_TITLE)}</dc:title><dc:creator>{escape(DOCX_AUTHOR)}</dc:creator>"
        f"<dc:publisher>{escape(DOCX_PUBLISHER)}</dc:publisher><dc:language>en</dc:language>{dates}</cp:coreProperties>"
    )
    app = f"<Company>{escape(DOCX_PUBLISHER)}</Company>"
    return {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">{rels}{overrides}</Types>',
        "_rels/.rels": _relationships(
            (f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ),
        "word/document.xml": f'{XML}<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>',
        "word/_rels/document.xml.rels": _relationships((f"{OFFICE}/relationships/styles", "styles.xml")),
        "word/styles.xml": _styles(),
        "docProps/core.xml": core,
        "docProps/app.xml": f'{XML}<Properties xmlns="{OFFICE}/extended-properties">{app}</Properties>',
    }


def build_docx() -> bytes:
    """The DOCX: title, headings, one table, core properties; stored uncompressed with one fixed time."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name, content in _docx_parts().items():
            entry = zipfile.ZipInfo(name, date_time=(2012, 7, 21, 11, 0, 0))
            entry.create_system = 0  # the default differs between Windows and the rest
            package.writestr(entry, content.encode())
    return buffer.getvalue()


def main(arguments: list[str]) -> None:
    """Write both files into the folder given, or into `seeds`."""
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[1] / "seeds"
    (folder / PDF_NAME).write_bytes(build_pdf())
    (folder / DOCX_NAME).write_bytes(build_docx())


if __name__ == "__main__":
    main(sys.argv[1:])
