"""The annex: the text of every source with its sentences numbered as cited, what the briefing uses marked, and the way back.

In: sources, and the printed lines with the spans they lean on. Out: blocks of numbered sentences in pieces. A long text may be cut
to the cited sentences and their neighbors; what is left out is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bluf.model import BlockKind, Source
from bluf.rendering.citations import Citations, Place, PrintedLine
from bluf.rendering.text import one_line, printable

_CHARACTERS = {"pdf": 300_000, "docx": 1_000_000, "html": 4_000_000, "md": 4_000_000}


def is_huge(sources: Sequence[Source], output: str) -> bool:
    """True where the texts are too long to print whole, however few sentences they have: a line of 1 MB is 50 sentences."""
    return sum(len(source.document.text) for source in sources) > _CHARACTERS[output]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of annex text; `marked` where a printed line quotes it."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexSentence:
    """A numbered sentence (`k` from 1), or text between sentences (`k` 0), with the printed lines that lean on it."""

    k: int
    pieces: tuple[Piece, ...]
    cited_by: tuple[PrintedLine, ...] = ()

    @property
    def text(self) -> str:
        """The whole sentence on one line."""
        return one_line("".join(piece.text for piece in self.pieces))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexBlock:
    """A block of a source; `skipped` sentences were left out before it."""

    kind: BlockKind
    sentences: tuple[AnnexSentence, ...]
    page: int | None = None
    skipped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexSource:
    """A source's text as the annex prints it; `excerpt` where sentences were left out."""

    source: Source
    blocks: tuple[AnnexBlock, ...]
    excerpt: bool
    skipped_at_end: int


def cited_by(lines: Iterable[PrintedLine], citations: Citations) -> dict[Place, tuple[PrintedLine, ...]]:
    """The printed lines that lean on each sentence."""
    cited: dict[Place, dict[str, PrintedLine]] = {}
    for line in lines:
        for span in line.spans:
            for place in citations.places(span):
                cited.setdefault(place, {}).setdefault(line.id, line)
    return {place: tuple(found.values()) for place, found in cited.items()}


class AnnexMaker:
    """Makes the annex of a briefing.

    Args:
        lines: what is printed, with its evidence.
        citations: of the same briefing.
    """

    def __init__(self, lines: Sequence[PrintedLine], citations: Citations) -> None:
        self._cited_by: Mapping[Place, tuple[PrintedLine, ...]] = cited_by(lines, citations)
        marks: dict[str, list[tuple[int, int]]] = {}
        for line in lines:
            for span in line.spans:
                marks.setdefault(span.document_id, []).append((span.start, span.end))
        self._marks = {document: _union(spans) for document, spans in marks.items()}

    def make(self, source: Source, *, excerpt: bool, neighbors: int = 1, earlier: bool = False) -> AnnexSource:
        """The text of `source`: whole, or the cited sentences with so many `neighbors` on each side."""
        shown = self._shown(source, neighbors, earlier=earlier) if excerpt else None
        cursor = _Marks(self._marks.get(source.document.id, []))
        blocks: list[AnnexBlock] = []
        skipped = 0
        k = 0
        text = source.document.text
        for kind, start, end, page in _blocks(source):
            pieces: list[AnnexSentence] = []
            at = start
            left_out = skipped
            while k < len(source.sentences) and source.sentences[k].start < end:
                sentence = source.sentences[k]
                k += 1
                if shown is None or k in shown:
                    if shown is None and text[at : sentence.start].strip():
                        pieces.append(AnnexSentence(k=0, pieces=cursor.cut(text, at, sentence.start)))
                    cited = self._cited_by.get((earlier, source.number, k), ())
                    pieces.append(
                        AnnexSentence(k=k, pieces=cursor.cut(text, sentence.start, sentence.end), cited_by=cited)
                    )
                else:
                    skipped += 1
                at = max(at, sentence.end)
            if shown is None and text[at:end].strip():
                pieces.append(AnnexSentence(k=0, pieces=cursor.cut(text, at, end)))
            if pieces:
                blocks.append(AnnexBlock(kind=kind, sentences=tuple(pieces), page=page, skipped=left_out))
                skipped -= left_out
        return AnnexSource(source=source, blocks=tuple(blocks), excerpt=excerpt, skipped_at_end=skipped)

    def _shown(self, source: Source, neighbors: int, *, earlier: bool) -> frozenset[int]:
        cited = (k for old, number, k in self._cited_by if (old, number) == (earlier, source.number) and k)
        return frozenset(n for k in cited for n in range(k - neighbors, k + neighbors + 1))


def _blocks(source: Source) -> Iterable[tuple[BlockKind, int, int, int | None]]:
    """The blocks of a source, or its paragraphs where it has none, with what lies between two blocks added to the later one."""
    document = source.document
    if document.blocks:
        at = 0
        for number, block in enumerate(document.blocks, 1):
            end = len(document.text) if number == len(document.blocks) else block.end
            yield block.kind, at, max(end, at), block.page
            at = max(end, at)
        return
    at = 0
    for paragraph in document.text.split("\n\n"):
        yield BlockKind.PARAGRAPH, at, at + len(paragraph), None
        at += len(paragraph) + 2


def _union(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


class _Marks:
    """Cuts text at marked stretches; called with rising offsets, so that each mark is looked at once."""

    def __init__(self, marks: Sequence[tuple[int, int]]) -> None:
        self._marks = marks
        self._next = 0

    def cut(self, text: str, start: int, end: int) -> tuple[Piece, ...]:
        """The stretch `start`..`end` in pieces, marked and not."""
        while self._next < len(self._marks) and self._marks[self._next][1] <= start:
            self._next += 1
        pieces: list[Piece] = []
        at, i = start, self._next
        while i < len(self._marks) and self._marks[i][0] < end:
            first, last = max(self._marks[i][0], at), min(self._marks[i][1], end)
            if first > at:
                pieces.append(Piece(text=printable(text[at:first]), marked=False))
            pieces.append(Piece(text=printable(text[first:last]), marked=True))
            at = last
            i += 1
        if at < end:
            pieces.append(Piece(text=printable(text[at:end]), marked=False))
        return tuple(pieces)
