"""Read the lines of a PDF in a process of its own. In: PDF bytes on standard input. Out: JSON on standard output.

PDFium is C++ over hostile bytes, so it runs where a crash, a loop or a bomb hurts nobody: `pdf` starts this module with
limits on time and memory. What cannot be seen is left out here: invisible render mode, white letters on nothing,
letters too small or off the page. It makes no paragraphs (see `pdf_layout`), runs no script, follows no link and opens
no attachment.

Source: ISO 32000-1, 9.3.6 (text rendering mode); PDFium fpdf_text.h.
"""

# ruff: noqa: ANN401 - the objects of PDFium have no Python types
from __future__ import annotations

import ctypes
import json
import math
import statistics
import sys
from dataclasses import dataclass, field
from typing import Any

_INVISIBLE_MODES = frozenset((3, 7))
_GAP = 1.5  # widths of an em between two letters that part cells of a table; justified text stays below
_TINY = 2.0  # points
_OCR_COVER = 0.5  # share of a page that a picture covers when invisible text is its OCR layer
_BOLD = 600
_FONT_NAME = 128  # bytes
_MAX_OBJECTS = 20_000
_LINE_ENDS, _SPACES = (10, 13), (32, 0xA0, 9)
_HYPHENS = (0x02, 0xFFFE)  # how PDFium writes a hyphen at a line end that it takes for a word break


@dataclass(slots=True)
class _Line:
    """Letters of one line with their boxes (points, origin at the lower left)."""

    text: list[str] = field(default_factory=list)
    lefts: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)
    bottoms: list[float] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)
    first: int = 0
    last: int = 0
    bold: bool = False
    angle: float = 0.0
    hyphen: bool = False
    space: bool = False

    def ends_before(self, box: Any) -> bool:
        """True where PDFium has joined two lines because of a hyphen: the next letter is lower (or higher) and further left."""
        if not self.rights:
            return False
        lower = abs(box.bottom - self.bottoms[-1]) > 0.7 * max(box.top - box.bottom, 1.0)
        return bool(lower and box.left < self.rights[-1])

    def add(self, code: int, box: Any) -> None:
        """One more letter, after a space or, behind a wide gap, a tab."""
        size = max(box.top - box.bottom, 1.0)
        if self.rights and box.left - self.rights[-1] > _GAP * size and abs(box.bottom - self.bottoms[-1]) < size:
            self.text.append("\t")
        elif self.space and self.text:
            self.text.append(" ")
        self.space = False
        self.hyphen = code in _HYPHENS
        bad = 0xD800 <= code <= 0xDFFF or code > 0x10FFFF
        self.text.append("-" if self.hyphen else "\ufffd" if bad else chr(code))
        self.lefts.append(box.left)
        self.rights.append(box.right)
        self.bottoms.append(box.bottom)
        self.tops.append(box.top)

    def as_list(self) -> list[Any] | None:
        """[text, left, bottom, right, top, size, bold, hyphen] or None where there is nothing."""
        text = "".join(self.text).strip()
        if not text or not self.lefts:
            return None
        size = statistics.median([top - bottom for top, bottom in zip(self.tops, self.bottoms, strict=True)])
        bottom = statistics.median(self.bottoms)  # not the lowest: one index letter must not move the line
        box = (min(self.lefts), bottom, max(self.rights), bottom + size)
        return [text, *(round(edge, 2) for edge in box), round(size, 2), self.bold, self.hyphen]


class _Page:
    """The visible letters of one page."""

    def __init__(self, raw: Any, page: Any) -> None:
        self.raw, self.page = raw, page
        self.text_page = page.get_textpage()
        self.width, self.height = page.get_size()
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        self.seen: dict[int, bool] = {}
        self.white: dict[int, bool] = {}
        self.hidden = self.unmapped = self.shown = 0
        self.cover = 0.0
        self.backgrounds: list[tuple[float, float, float, float]] | None = None

    def lines(self, *, ocr: bool) -> list[list[Any]]:
        """Lines in the order of the file; with `ocr` the invisible ones too."""
        lines: list[tuple[bool, list[Any]]] = []
        line = _Line()
        self.hidden = self.unmapped = self.shown = 0
        handle, raw = self.text_page.raw, self.raw
        box = raw.FS_RECTF()
        for index in range(raw.FPDFText_CountChars(handle)):
            code = raw.FPDFText_GetUnicode(handle, index)
            if code in _LINE_ENDS:
                self._close(line, lines)
                line = _Line()
            elif code in _SPACES:
                line.space = True
            elif not raw.FPDFText_GetLooseCharBox(handle, index, ctypes.byref(box)) or not self._is_visible(
                index, box, ocr=ocr
            ):
                self.hidden += 1
            else:
                if line.ends_before(box):
                    self._close(line, lines)
                    line = _Line()
                self._count(line, index, code)
                line.add(code, box)
        self._close(line, lines)
        turned = sum(1 for angle, _ in lines if angle)
        # a stamp set upright along the edge is no text, a page set sideways is
        return [row for angle, row in lines if not angle or turned * 2 > len(lines)]

    def _count(self, line: _Line, index: int, code: int) -> None:
        handle = self.text_page.raw
        if not line.text:
            line.first = index
            line.angle = self.raw.FPDFText_GetCharAngle(handle, index)
        line.last = index
        self.shown += 1
        if code == 0 or 0xE000 <= code <= 0xF8FF or self.raw.FPDFText_HasUnicodeMapError(handle, index) == 1:
            self.unmapped += 1

    def _close(self, line: _Line, lines: list[tuple[bool, list[Any]]]) -> None:
        ends = (line.first, line.last)  # bold at both ends: a bold lead-in does not make its line a heading
        line.bold = bool(line.text) and all(map(self._is_bold, ends))
        row = line.as_list()
        if row:
            lines.append((math.pi / 4 < line.angle % (2 * math.pi) < 7 * math.pi / 4, row))

    def _is_bold(self, index: int) -> bool:
        handle, raw = self.text_page.raw, self.raw
        if raw.FPDFText_GetFontWeight(handle, index) >= _BOLD:
            return True
        name, flags = ctypes.create_string_buffer(_FONT_NAME), ctypes.c_int()
        raw.FPDFText_GetFontInfo(handle, index, name, _FONT_NAME, ctypes.byref(flags))
        return any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))

    def _is_visible(self, index: int, box: Any, *, ocr: bool) -> bool:
        if (
            box.right < self.left - 1
            or box.left > self.right + 1
            or box.top < self.bottom - 1
            or box.bottom > self.top + 1
        ):
            return False
        if box.top - box.bottom < _TINY and box.right - box.left < _TINY:
            return False
        owner = self.raw.FPDFText_GetTextObject(self.text_page.raw, index)
        key = ctypes.addressof(owner.contents) if owner else 0
        if key not in self.seen:
            self.seen[key] = not owner or self._is_painted(owner)
        if not self.seen[key]:
            return ocr
        return not self.white.get(key) or self._is_on_something(box)

    def _is_painted(self, owner: Any) -> bool:
        raw = self.raw
        if raw.FPDFTextObj_GetTextRenderMode(owner) in _INVISIBLE_MODES:
            return False
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if raw.FPDFPageObj_GetFillColor(owner, *(ctypes.byref(part) for part in (red, green, blue, alpha))):
            if alpha.value < 10:
                return False
            stroked = raw.FPDFTextObj_GetTextRenderMode(owner) in (1, 2, 5, 6)
            self.white[ctypes.addressof(owner.contents)] = (
                min(red.value, green.value, blue.value) >= 250 and not stroked
            )
        return True

    def _is_on_something(self, box: Any) -> bool:
        """White letters are read where a painted area or a picture lies around them."""
        if self.backgrounds is None:
            self.backgrounds = list(self._painted_areas())
        across, up = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        return any(left <= across <= right and low <= up <= high for left, low, right, high in self.backgrounds)

    def _painted_areas(self) -> Any:
        raw = self.raw
        for number, item in enumerate(self.page.get_objects(max_depth=3)):
            if number > _MAX_OBJECTS:
                yield (-1e9, -1e9, 1e9, 1e9)
                return
            if item.type == raw.FPDF_PAGEOBJ_PATH and not self._is_filled_dark(item):
                continue
            if item.type in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
                yield item.get_bounds()

    def _is_filled_dark(self, item: Any) -> bool:
        raw = self.raw
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        if not raw.FPDFPath_GetDrawMode(item.raw, ctypes.byref(mode), ctypes.byref(stroke)) or not mode.value:
            return False
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not raw.FPDFPageObj_GetFillColor(item.raw, *(ctypes.byref(part) for part in (red, green, blue, alpha))):
            return True
        return min(red.value, green.value, blue.value) < 240 and alpha.value > 30

    def measure_pictures(self) -> None:
        area = max(1.0, (self.right - self.left) * (self.top - self.bottom))
        for number, item in enumerate(self.page.get_objects(filter=[self.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
            if number > _MAX_OBJECTS:
                break
            left, bottom, right, top = item.get_bounds()
            self.cover = max(
                self.cover,
                (min(right, self.right) - max(left, self.left))
                * (min(top, self.top) - max(bottom, self.bottom))
                / area,
            )


def read_lines(data: bytes, *, max_pages: int, max_characters: int) -> dict[str, Any]:
    """Everything `pdf` needs, as JSON values; `{"error": ...}` where the file cannot be opened."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        return {"error": "password" if "password" in str(error).lower() else "damaged"}
    if count > max_pages:
        return {"error": "pages", "count": count}
    pages: list[dict[str, Any]] = []
    shown = 0
    for number in range(count):
        if shown > max_characters:
            return {"error": "characters"}
        try:
            pages.append(_read_page(raw, document[number]))
        except pypdfium2.PdfiumError:
            pages.append({"lines": [], "broken": True})
        shown += pages[-1].get("shown", 0)
    return {
        "pages": pages,
        "properties": document.get_metadata_dict(skip_empty=True),
        "attachments": _attachments(document, raw),
    }


def _attachments(document: Any, raw: Any) -> int:
    return max(0, int(raw.FPDFDoc_GetAttachmentCount(document.raw)))


def _read_page(raw: Any, pdf_page: Any) -> dict[str, Any]:
    page = _Page(raw, pdf_page)
    lines = page.lines(ocr=False)
    ocr = False
    if page.hidden > 5 * page.shown:
        page.measure_pictures()
        if page.cover >= _OCR_COVER:
            ocr = True
            lines = page.lines(ocr=True)
    elif not page.shown:
        page.measure_pictures()
    box = [round(edge, 1) for edge in (page.left, page.bottom, page.right, page.top)]
    return {
        "lines": lines, "box": box, "ocr": ocr, "hidden": page.hidden, "shown": page.shown, "unmapped": page.unmapped,
        "picture": page.cover > 0.05,
    }  # fmt: skip


def _limit(memory_bytes: int, seconds: int) -> None:
    """Bound this process where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the time limit of the parent stays
        return
    for kind, value in ((resource.RLIMIT_AS, memory_bytes), (resource.RLIMIT_CPU, seconds)):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def main() -> None:
    """Arguments: pages, characters, bytes of memory, seconds of processor time."""
    max_pages, max_characters, memory_bytes, seconds = (int(argument) for argument in sys.argv[1:5])
    _limit(memory_bytes, seconds)
    result = read_lines(sys.stdin.buffer.read(), max_pages=max_pages, max_characters=max_characters)
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
