"""The styles of the Word document: every look has a name there, so that a desk changes it in one place.

In: a new python-docx document. Out: the same with its styles, paper, header and footer. No text but title, id and mark.
"""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.text.font import Font
from docx.text.paragraph import Paragraph

from bluf.rendering.assets import TLP_COLORS

SERIF, SANS = "Georgia", "Calibri"  # fonts that a desk has: Word files carry none
_INK, _SOFT, _LINE = "16202a", "56616c", "d9dee3"
_TONES = {"for": "1c6b4a", "against": "a3312b", "open": "7d5700", "plain": _SOFT}

SOURCE, OWN, CITATION, MARK = "Source Words", "Own Words", "Citation", "Handling Mark"
BOTTOM, SMALL, ANNEX, BANNER = "Bottom Line", "Small Print", "Annex Text", "Banner"
PAPERS = {"a4": (210, 297), "letter": (215.9, 279.4)}
"""Width and height in millimeters."""
_MARGIN = 18


def stance_style(tone: str) -> str:
    """The character style of a stance by its tone ("for", "against", "open", "plain")."""
    return f"Stance {tone}"


def style_document(document: WordDocument, *, accent: str, paper: str, mark: str) -> None:
    """Give `document` all styles that the writer names, its paper size and margins."""
    width, height = PAPERS[paper]
    section = document.sections[0]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    section.header_distance = section.footer_distance = Mm(10)
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)  # noqa: S101 - for the type checker: python-docx names it so
    _font(normal.font, SANS, 10, _INK)
    normal.paragraph_format.space_after = Pt(3)
    _language(normal)
    _headings(document, accent)
    _paragraphs(document, accent)
    _characters(document, accent, mark)


def _headings(document: WordDocument, accent: str) -> None:
    for name, size, color in (
        ("Title", 22, _INK),
        ("Heading 1", 13, _INK),
        ("Heading 2", 11, _INK),
        ("Heading 3", 10, accent),
    ):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)  # noqa: S101 - as above
        _font(style.font, SERIF, size, color)
        style.font.bold = True
        style.paragraph_format.space_before = Pt(4 if name == "Title" else 14)
        style.paragraph_format.space_after = Pt(8 if name == "Title" else 4)
        style.paragraph_format.keep_with_next = True
        _border(style, None, "")
    _border(document.styles["Heading 1"], "top", _INK)
    lead = document.styles["Subtitle"]
    assert isinstance(lead, ParagraphStyle)  # noqa: S101 - as above
    _font(lead.font, SERIF, 12, _SOFT)
    lead.font.italic = False
    for spacing in lead.element.get_or_add_rPr().findall(qn("w:spacing")):
        lead.element.rPr.remove(spacing)


def _paragraphs(document: WordDocument, accent: str) -> None:
    bottom = _new_paragraph_style(document, BOTTOM, SERIF, 13, _INK)
    bottom.paragraph_format.left_indent = Mm(5)
    bottom.paragraph_format.space_after = Pt(6)
    _border(bottom, "left", accent, 24)
    small = _new_paragraph_style(document, SMALL, SANS, 8.5, _SOFT)
    small.paragraph_format.space_after = Pt(4)
    annex = _new_paragraph_style(document, ANNEX, SERIF, 9.5, _INK)
    annex.paragraph_format.left_indent = Mm(11)
    annex.paragraph_format.first_line_indent = Mm(-11)
    annex.paragraph_format.tab_stops.add_tab_stop(Mm(11))
    _new_paragraph_style(document, BANNER, SANS, 9, _SOFT)


def _new_paragraph_style(document: WordDocument, name: str, family: str, size: float, color: str) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - as above
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _font(style.font, family, size, color)
    return style


def _characters(document: WordDocument, accent: str, mark: str) -> None:
    looks = [(SOURCE, SERIF, None, None, False), (OWN, SANS, None, _SOFT, False), (CITATION, SANS, 7.5, accent, True)]
    looks += [(stance_style(tone), SANS, 8, color, True) for tone, color in _TONES.items()]
    for name, family, size, color, bold in looks:
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        assert isinstance(style, CharacterStyle)  # noqa: S101 - as above
        style.quick_style = True
        _font(style.font, family, size, color)
        style.font.bold = bold or None
        if name.startswith("Stance"):
            style.font.all_caps = True
    label = document.styles.add_style(MARK, WD_STYLE_TYPE.CHARACTER)
    assert isinstance(label, CharacterStyle)  # noqa: S101 - as above
    _font(label.font, SANS, 12, TLP_COLORS.get(mark, "#ffffff")[1:])
    label.font.bold = True
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", "000000")):
        shade.set(qn(f"w:{key}"), value)
    label.element.get_or_add_rPr().append(shade)


def _font(font: Font, family: str, size: float | None, color: str | None) -> None:
    font.name = family
    fonts = font.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    if size:
        font.size = Pt(size)
    if color:
        font.color.rgb = RGBColor.from_string(color.upper())


def _language(style: ParagraphStyle) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    style.element.get_or_add_rPr().append(language)


def _border(style: object, side: str | None, color: str, size: int = 12) -> None:
    """One border line of a paragraph style (eighths of a point), or none where `side` is None."""
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - as above
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if side is None:
        return
    borders, line = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", str(size)), ("space", "4"), ("color", color)):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    # The schema wants borders before spacing and indents.
    properties.insert_element_before(
        borders,
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:spacing",
        "w:ind",
        "w:contextualSpacing",
        "w:jc",
        "w:outlineLvl",
    )


def style_margins(document: WordDocument, *, title: str, name: str, mark: str, paper: str) -> None:
    """Header and footer: title and mark above, id, page x of y and mark below."""
    section = document.sections[0]
    width = PAPERS[paper][0] - 2 * _MARGIN
    for part, left, numbered in ((section.header, title, False), (section.footer, name, True)):
        paragraph = part.paragraphs[0]
        paragraph.style = document.styles[BANNER]
        stops = paragraph.paragraph_format.tab_stops
        paragraph.add_run(left)
        if numbered:
            stops.add_tab_stop(Mm(width / 2), WD_TAB_ALIGNMENT.CENTER)
            paragraph.add_run("\tpage ")
            _field(paragraph, "PAGE")
            paragraph.add_run(" of ")
            _field(paragraph, "NUMPAGES")
        stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run("\t")
        paragraph.add_run(f"\N{NO-BREAK SPACE}{mark}\N{NO-BREAK SPACE}", style=MARK)


def _field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no public call for a field
