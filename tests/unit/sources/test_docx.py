import io
import zipfile
from datetime import date

import pytest

from bluf.errors import SourceError
from bluf.model import Document
from bluf.sources import Limits, read_document

from .makers import STORY, make_docx, paragraph

STYLES = (
    '<w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="H"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Sub"><w:name w:val="Mine"/><w:basedOn w:val="H"/></w:style><w:style w:styleId="Q"><w:name w:val="Quote"/></w:style>'
    '<w:style w:styleId="Toc"><w:name w:val="toc 1"/></w:style><w:style w:styleId="Loop"><w:name w:val="x"/><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:styleId="Ghost"><w:name w:val="Ghost"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


def read(body: str, **more: str) -> Document:
    (document,) = read_document(make_docx(body, **more), uri="note.docx")  # type: ignore[arg-type]
    return document


def shown(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def test_structure_and_properties() -> None:
    core = (
        '<c:coreProperties xmlns:c="x" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dc:title>Microsoft Word - final2.doc</dc:title><dc:creator>Jane Doe</dc:creator><dcterms:created>2012-07-18T09:00:00Z</dcterms:created>"
        "<dcterms:modified>2012-07-19T23:00:00Z</dcterms:modified></c:coreProperties>"
    )
    body = (
        paragraph("Port seizure", properties=style("T"))
        + paragraph("Contents 3", properties=style("Toc"))
        + paragraph("Background", properties=style("Sub"))
        + paragraph(STORY)
        + paragraph("nine arrests", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
        + paragraph("Nobody knows.", properties=style("Q"))
    )
    document = read(body, styles=STYLES, core=core)
    assert shown(document) == [
        ("heading", "Port seizure"),
        ("heading", "Background"),
        ("paragraph", STORY),
        ("list_item", "nine arrests"),
        ("quote", "Nobody knows."),
    ]
    assert (document.title, document.authors, document.published_on) == (
        "Port seizure",
        ("Jane Doe",),
        date(2012, 7, 19),
    )


def test_changes_are_read_as_accepted() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = f"<w:p>{run.format('The port is ')}<w:ins>{run.format('now ')}</w:ins><w:del><w:r><w:delText>CANARY </w:delText></w:r></w:del>"
    body += f"<w:moveFrom>{run.format('CANARY ')}</w:moveFrom><w:moveTo>{run.format('closed')}</w:moveTo>{run.format('.')}</w:p>"
    assert read(body).text == "The port is now closed."


@pytest.mark.parametrize(
    "hidden",
    [
        paragraph("CANARY", run="<w:vanish/>"),
        paragraph("CANARY", run='<w:vanish w:val="true"/>'),
        paragraph("CANARY", run='<w:rStyle w:val="Ghost"/>'),
        paragraph("CANARY", properties='<w:pStyle w:val="Ghost"/>'),
        paragraph("CANARY", run='<w:color w:val="FFFFFF"/>'),
        paragraph("CANARY", run='<w:sz w:val="2"/>'),
        "<w:p><w:r><w:instrText>CANARY</w:instrText></w:r></w:p>",
        "<w:p><w:r><w:delText>CANARY</w:delText></w:r></w:p>",
    ],
)
def test_hidden_text_is_no_text(hidden: str) -> None:
    assert read(paragraph(STORY) + hidden, styles=STYLES).text == STORY


@pytest.mark.parametrize(
    "seen",
    [
        paragraph("SEEN", run='<w:vanish w:val="0"/>'),
        paragraph("SEEN", run='<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>'),
        paragraph("SEEN", properties='<w:shd w:fill="1F3864"/>', run='<w:color w:val="FFFFFF"/>'),
        paragraph("SEEN", properties='<w:pStyle w:val="Loop"/>'),
        f"<w:sdt><w:sdtContent>{paragraph('SEEN')}</w:sdtContent></w:sdt>",
        f"<w:p><w:r><w:drawing><w:txbxContent>{paragraph('SEEN')}</w:txbxContent></w:drawing></w:r></w:p>",
    ],
)
def test_visible_text_stays(seen: str) -> None:
    assert "SEEN" in read(paragraph(STORY) + seen, styles=STYLES).text


def cell(text: str) -> str:
    return f"<w:tc>{paragraph(text)}</w:tc>"


def test_tables_have_one_row_a_line() -> None:
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('CANARY')}{cell('1')}</w:tr>"
    table = f"<w:tbl><w:tr>{cell('Month')}{cell('kg')}</w:tr>{deleted}<w:tr>{cell('May')}{cell('1,240')}</w:tr></w:tbl>"
    assert shown(read(paragraph(STORY) + table))[1] == ("table", "Month | kg\nMay | 1,240")


def test_a_table_that_lays_out_the_page_is_paragraphs() -> None:
    table = f"<w:tbl><w:tr>{cell(STORY + STORY)}{cell('Side note.')}</w:tr></w:tbl>"
    assert [kind for kind, _ in shown(read(table))] == ["paragraph", "paragraph"]


def test_notes_are_read_and_comments_are_told() -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = f'<w:footnotes {w}><w:footnote w:type="separator">{paragraph("CANARY")}</w:footnote><w:footnote>{paragraph("A note.")}</w:footnote></w:footnotes>'
    document = read_document(
        make_docx(
            paragraph(STORY),
            parts={
                "word/footnotes.xml": notes,
                "word/comments.xml": f"<w:comments {w}>{paragraph('CANARY')}</w:comments>",
            },
        )
    )[0]
    assert document.text == f"{STORY}\n\nA note."
    assert "comments" in document.caveats[0].message


@pytest.mark.parametrize(
    ("created", "changed", "day"),
    [
        ("2012-07-18", "2012-07-19", date(2012, 7, 19)),
        ("2002-01-01", "2012-07-19", None),
        ("2012-07-19", "2011-01-01", None),
    ],
)
def test_only_a_date_that_can_be_believed(created: str, changed: str, day: date | None) -> None:
    core = (
        f'<c xmlns:t="http://purl.org/dc/terms/"><t:created>{created}</t:created><t:modified>{changed}</t:modified></c>'
    )
    assert read(paragraph(STORY), core=core).published_on == day


def test_what_the_page_shows_is_stronger() -> None:
    document = read(
        paragraph("Port seizure", properties=style("T")) + paragraph("By Jane Doe, 19 July 2012") + paragraph(STORY),
        styles=STYLES,
    )
    assert (document.authors, document.published_on) == (("Jane Doe",), date(2012, 7, 19))
    assert document.text == f"Port seizure\n\n{STORY}"


def test_no_relationship_is_followed() -> None:
    rels = '<Relationships xmlns="x"><Relationship Id="r1" Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>'
    data = make_docx(
        paragraph(STORY),
        parts={"word/_rels/document.xml.rels": rels, "../../evil.txt": "CANARY", "word/styles.xml": "<broken"},
    )
    with pytest.raises(SourceError, match="damaged"):
        read_document(data)
    data = make_docx(paragraph(STORY), parts={"word/_rels/document.xml.rels": rels, "../../evil.txt": "CANARY"})
    assert read_document(data)[0].text == STORY


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (make_docx(paragraph("x" * 3_000_000)), "too large"),
        (make_docx("<w:p/>" * 5_000), "elements"),
        (make_docx(""), "no readable text"),
        (make_docx(paragraph(STORY))[:-200], "damaged"),
        (make_docx(paragraph(STORY)).replace(b"word/document.xml", b"word/documenz.xml"), "damaged"),
        (make_docx("<w:p>" * 400 + "</w:p>" * 400), "nested"),
        (make_docx("<unclosed>"), "damaged"),
    ],
)
def test_bad_files_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read_document(data, limits=Limits(unpacked_bytes=2_000_000, elements=4_000))


def test_a_document_type_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')
    with pytest.raises(SourceError, match="document type"):
        read_document(buffer.getvalue())
