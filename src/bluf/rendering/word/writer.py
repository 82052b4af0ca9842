"""Paragraphs, runs, links and tables of a Word document, with a source's words and ours in their own styles.

In: values of the model. Out: a growing document. Which sections there are is not known here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from bluf.model import Quote, Span, Stance, Statement
from bluf.rendering.page import Page
from bluf.rendering.text import one_line, printable
from bluf.rendering.word.styles import CITATION, OWN, PAPERS, SMALL, SOURCE, stance_style, style_document, style_margins
from bluf.rendering.wording import stance_tone, stance_word

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+(?:[\\s\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff])?"
)
_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
_WIDTH = 174  # millimeters between the margins of A4


class Line:
    """One paragraph, filled from left to right; every call gives the line back."""

    def __init__(self, paragraph: Paragraph, page: Page) -> None:
        self.paragraph = paragraph
        self._page = page

    def add(self, text: str, style: str | None = None, *, bold: bool | None = None) -> Line:
        """Text as it is, on one line; words written from right to left are marked so."""
        line = printable(text)
        at = 0
        for match in _RIGHT_TO_LEFT.finditer(line):
            self._run(line[at : match.start()], style, bold)
            run = self._run(match.group(), style, bold)
            if run is not None:
                run.font.rtl = True
            at = match.end()
        self._run(line[at:], style, bold)
        return self

    def indent(self) -> Line:
        """Beneath the text of a numbered list."""
        self.paragraph.paragraph_format.left_indent = Mm(6.35)  # that of Word's own lists
        return self

    def _run(self, text: str, style: str | None, bold: bool | None) -> Run | None:  # noqa: FBT001 - three states, as in python-docx
        if not text:
            return None
        run = self.paragraph.add_run(text)
        if style:
            run._r.style = style_id(style)  # noqa: SLF001 - python-docx would search all styles for the name, each time
        if bold is not None:
            run.bold = bold
        return run

    def words(self, text: str, *, bold: bool | None = None) -> Line:
        """Words of a source."""
        return self.add(one_line(text), SOURCE, bold=bold)

    def own(self, text: str) -> Line:
        """Words of ours."""
        return self.add(text, OWN)

    def stance(self, stance: Stance | None) -> Line:
        """The verb of a stance in its color."""
        return self.add(stance_word(stance), stance_style(stance_tone(stance)))

    def statement(self, statement: Statement) -> Line:
        """A statement, a source's words and ours told apart."""
        for part in statement.parts:
            if isinstance(part, Quote):
                self.add(part.text, SOURCE)
            else:
                self.own(part.value)
        return self

    def cite(self, value: Statement | Span | Iterable[Span] | None) -> Line:
        """Links to the annex sentences that hold the evidence."""
        if value is None:
            return self
        spans = (
            value.evidence if isinstance(value, Statement) else (value,) if isinstance(value, Span) else tuple(value)
        )
        for citation in self._page.cite(spans):
            self.link(f"[{citation.label}]", citation.anchor, there=self._page.annexes(citation))
        return self

    def link(self, text: str, anchor: str, *, there: bool = True) -> Line:
        """A link to a bookmark of this document; plain text where the annex does not hold it."""
        if not there:
            return self.add("\u2060" + text, CITATION)
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), bookmark_name(anchor))
        link.set(qn("w:history"), "1")
        self.paragraph.add_run("\u2009")
        self.paragraph._p.append(link)  # noqa: SLF001 - python-docx writes no links within a document
        run = self._run(text, CITATION, None)
        if run is not None:
            link.append(run._r)  # noqa: SLF001 - as above
        return self


def style_id(name: str) -> str:
    """The identifier that python-docx and Word give a style of this name."""
    return name.replace(" ", "")


def bookmark_name(anchor: str) -> str:
    """The bookmark of an element id: Word allows letters, digits and underscores."""
    return re.sub(r"\W", "_", anchor)[:40]


class Writer:
    """The document that is being written."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.document = docx.Document()
        look, mark = page.look, one_line(page.briefing.mark)
        style_document(self.document, accent=look.accent[1:], paper=look.paper, mark=mark)
        style_margins(self.document, title=page.short_title, name=page.serial, mark=mark, paper=look.paper)
        self._bookmarks = 0
        self._name_properties()

    def _name_properties(self) -> None:
        about, briefing = self.document.core_properties, self.page.briefing
        made = datetime.combine(briefing.as_of, time(), UTC) if briefing.as_of else _UNDATED
        about.title, about.subject = self.page.title[:255], f"Briefing {self.page.serial}"
        about.author = about.last_modified_by = f"bluf {briefing.made_with.bluf}"
        about.comments, about.keywords, about.category = "", one_line(briefing.mark)[:255], "briefing"
        about.language, about.revision = "en-US", 1
        about.created = about.modified = made.replace(tzinfo=None)

    def line(self, style: str | None = None, *, inside: _Cell | None = None) -> Line:
        """A new paragraph, at the end of the document or in a cell (its first, empty one is used first)."""
        if inside is None:
            paragraph = self.document.add_paragraph()
        else:
            first = inside.paragraphs[0]
            untouched = len(inside.paragraphs) == 1 and not first.text and not first.runs
            paragraph = first if untouched else inside.add_paragraph()
        if style:
            paragraph._p.style = style_id(style)  # noqa: SLF001 - as in `Line._run`
        return Line(paragraph, self.page)

    def heading(self, text: str, level: int = 1, *, anchor: str = "") -> Line:
        """A heading of Word's own levels; 0 is the title."""
        line = self.line(f"Heading {level}" if level else "Title").add(text)
        if anchor:
            self.bookmark(line, anchor)
        return line

    def bookmark(self, line: Line, anchor: str) -> None:
        """Make `line` a place that links lead to."""
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(self._bookmarks))
        start.set(qn("w:name"), bookmark_name(anchor))
        self._bookmarks += 1
        paragraph = line.paragraph._p  # noqa: SLF001 - python-docx writes no bookmarks
        properties = paragraph.pPr
        paragraph.insert(0 if properties is None else 1, start)
        paragraph.append(end)

    def table(self, heads: Sequence[str], widths: Sequence[float]) -> Table:
        """A table with a header row that is repeated on each page. `widths` are shares of the page's."""
        table: Table = self.document.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        _rules(table)
        _row_properties(table.rows[0], "w:cantSplit", "w:tblHeader")
        room = PAPERS[self.page.look.paper][0] - (PAPERS["a4"][0] - _WIDTH)
        for cell, column, head, share in zip(table.rows[0].cells, table.columns, heads, widths, strict=True):
            self.line(SMALL, inside=cell).add(head, bold=True)
            cell.width = column.width = Mm(share / sum(widths) * room)
        return table

    def row(self, table: Table) -> tuple[_Cell, ...]:
        """A new row that is not split between pages."""
        row: _Row = table.add_row()  # type: ignore[no-untyped-call] # python-docx gives it no types
        _row_properties(row, "w:cantSplit")
        return tuple(row.cells)

    def save(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


def _row_properties(row: _Row, *names: str) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no public call for these
    for name in names:
        properties.append(OxmlElement(name))


def _rules(table: Table) -> None:
    """Lines between rows only."""
    properties = table._tbl.tblPr  # noqa: SLF001 - as above
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        shown = side in ("top", "bottom", "insideH")
        for key, value in (("val", "single" if shown else "nil"), ("sz", "4"), ("space", "0"), ("color", "d9dee3")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    properties.append(borders)
