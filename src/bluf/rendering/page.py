"""What a page shows beyond the briefing itself: citations, the way back from the annex, groups and pictures.

In: a `Briefing`. Out: a `Page` that templates read next to it. It orders and joins, and writes no sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from bluf.model import (
    ActorEntry,
    ActorKind,
    AttributionEntry,
    BlockKind,
    Briefing,
    Caveat,
    FigureEntry,
    KeyPointEntry,
    Source,
    Span,
)
from bluf.rendering.charts import BoundsChart, TimelineChart, bounds_chart, timeline_chart
from bluf.rendering.citations import Citation, Citations, PrintedLine, points_to_print, printed_lines
from bluf.rendering.look import SECTIONS, Look
from bluf.rendering.text import one_line, printable, shorten
from bluf.rendering.wording import date_words, source_name, speaker_words

ANNEX_SENTENCES = {"pdf": 700, "docx": 2000, "html": 6000, "md": 6000}
"""Above this many sentences over all sources the annex shows the cited ones with their neighbors, and says so."""

ACTORS_IN_TABLE = 14
"""Actors after these are listed by name only: a table of sixty is not read."""

ACTORS_LISTED = 16
"""Names in that list."""

FIGURES_IN_TABLE = 24
"""Figures after these are listed in short."""

FIGURES_LISTED = 24
"""Figures in that list."""


HEADINGS = {
    "key-points": "Key points", "disagreements": "Disagreements", "figures": "Figures", "actors": "Actors",
    "says": "Who says what", "timeline": "Timeline", "places": "Places", "gaps": "Gaps", "caveats": "Caveats",
    "sources": "Sources", "annex": "Annex",
}  # fmt: skip
"""What the sections are called."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A holder and what it says: (number of the attribution from 1, attribution)."""

    name: str
    entries: tuple[tuple[int, AttributionEntry], ...]


class Page:
    """A briefing made ready for one format.

    Args:
        briefing: what to print.
        output: "md", "html" or "pdf".
        template: what tells that a built-in template of this very state makes the page; "" for a user's.
        look: sections, colors, logo, paper; the plain full briefing by default.
    """

    def __init__(self, briefing: Briefing, output: str, *, template: str = "", look: Look | None = None) -> None:
        self.briefing = briefing
        self.output = output
        self.template = template
        self.look = look or Look()
        self._citations = Citations(briefing.sources)

    def cite(self, spans: Iterable[Span]) -> tuple[Citation, ...]:
        """Where `spans` stand in the annex."""
        return self._citations.find(spans)

    @property
    def title(self) -> str:
        """What happened, or plainly what this is where nothing could be said."""
        if self.briefing.title:
            return one_line(self.briefing.title.text)
        return "Briefing"

    @property
    def short_title(self) -> str:
        """The title within the width of a running head."""
        return shorten(self.title, 72)

    @property
    def short_id(self) -> str:
        """The first twelve characters of the briefing's id."""
        return one_line(self.briefing.id)[:12]

    @property
    def published(self) -> str:
        """When the sources were published: one day, or the first and the last; "" where none is dated."""
        days = sorted(source.document.published_on for source in self.briefing.sources if source.document.published_on)
        if not days:
            return ""
        first, last = date_words(days[0]), date_words(days[-1])
        return first if first == last else f"{first} – {last}"

    @property
    def is_empty(self) -> bool:
        """True where the sources gave nothing to print."""
        b = self.briefing
        return not (b.bottom_line or b.key_points or b.actors or b.figures or b.attributions or b.timeline or b.places)

    @property
    def key_points(self) -> tuple[tuple[int, KeyPointEntry], ...]:
        """(number from 1, key point) of those that the bottom line does not tell already."""
        return points_to_print(self.briefing)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Attributions grouped by who says it, in order of first appearance; those without a named source last."""
        groups: dict[str, list[tuple[int, AttributionEntry]]] = {}
        for number, entry in enumerate(self.briefing.attributions[: self.briefing.leading_attributions], 1):
            groups.setdefault(speaker_words(entry.source), []).append((number, entry))
        unnamed = speaker_words(None)
        ordered = sorted(groups.items(), key=lambda item: item[0] == unnamed)
        return tuple(Speaker(name=name, entries=tuple(entries)) for name, entries in ordered)

    def spoken_for(self, entry: AttributionEntry) -> tuple[Span, ...]:
        """Evidence of an attribution: its statement, then the words that name who says it and where others repeat it."""
        named = (entry.source.span,) if entry.source else ()
        return (*entry.statement.evidence, *named, *(span for repeat in entry.repeats for span in repeat.content))

    def sides(self, indices: Sequence[int]) -> tuple[tuple[int, AttributionEntry], ...]:
        """The attributions of a disagreement, numbered from 1 as in who says what."""
        entries = self.briefing.attributions
        return tuple((i + 1, entries[i]) for i in indices if 0 <= i < len(entries))

    @property
    def leading_actors(self) -> tuple[ActorEntry, ...]:
        """Those shown in the table."""
        return self.briefing.actors[: self.briefing.leading_actors][:ACTORS_IN_TABLE]

    @property
    def other_actors(self) -> tuple[ActorEntry, ...]:
        """Those listed by name: people with their full names."""
        rest = self.briefing.actors[len(self.leading_actors) :]
        return tuple(a for a in rest if a.kind is ActorKind.PERSON and " " in a.name)[:ACTORS_LISTED]

    @cached_property
    def timeline_chart(self) -> TimelineChart | None:
        """The strip above the timeline."""
        return timeline_chart(self.briefing.timeline)

    @cached_property
    def bounds_charts(self) -> dict[int, BoundsChart]:
        """The pictures of figures with bounds, by number of the figure from 1."""
        drawn = {i: bounds_chart(figure) for i, figure in enumerate(self.leading_figures, 1)}
        return {i: chart for i, chart in drawn.items() if chart}

    @property
    def leading_figures(self) -> tuple[FigureEntry, ...]:
        """Those shown in the table."""
        return self.briefing.figures[: self.briefing.leading_figures][:FIGURES_IN_TABLE]

    @property
    def other_figures(self) -> tuple[FigureEntry, ...]:
        """Those named after the table."""
        return self.briefing.figures[len(self.leading_figures) :][:FIGURES_LISTED]

    def unprinted(self, kind: str) -> int:
        """How many "actors", "figures" or "attributions" of the JSON stand nowhere on the page."""
        printed = {
            "actors": len(self.leading_actors) + len(self.other_actors),
            "figures": len(self.leading_figures) + len(self.other_figures),
            "attributions": len(self.briefing.attributions[: self.briefing.leading_attributions]),
        }
        return len(getattr(self.briefing, kind)) - printed[kind]

    @property
    def originators(self) -> tuple[str, ...]:
        """Who independently tells the first key point; a source known by its address only goes by the last part of it."""
        names = {source.document.uri: source_name(source.document) for source in self.briefing.sources}
        return tuple(names.get(name, name) for name in self.briefing.originators)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """Caveats of the briefing, each once, in order."""
        return tuple(dict.fromkeys(self.briefing.caveats))

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Ids of the sections to print, in order: those asked for that have something to print."""
        b = self.briefing
        content: dict[str, object] = {
            "bottom-line": b.bottom_line, "key-points": self.key_points, "disagreements": b.disagreements, "figures": b.figures,
            "actors": b.actors, "says": b.attributions, "timeline": b.timeline, "places": b.places, "gaps": b.gaps,
            "caveats": b.caveats, "sources": b.sources, "annex": b.sources,
        }  # fmt: skip
        return tuple(name for name in self.look.sections or SECTIONS if content[name])

    def shows(self, section: str) -> bool:
        """Whether the section of this id is printed."""
        return section in self.order

    @property
    def sections(self) -> tuple[tuple[str, str], ...]:
        """(element id, heading) of every section that is printed, without the bottom line, in order."""
        return tuple((name, HEADINGS[name]) for name in self.order if name in HEADINGS)

    @cached_property
    def _printed_lines(self) -> tuple[PrintedLine, ...]:
        figures = len(self.leading_figures) + len(self.other_figures)
        return printed_lines(self.briefing, actors=len(self.leading_actors), figures=figures)

    @cached_property
    def _cited_by(self) -> dict[tuple[int, int], tuple[PrintedLine, ...]]:
        cited: dict[tuple[int, int], dict[str, PrintedLine]] = {}
        for line in self._printed_lines:
            for span in line.spans:
                for place in self._citations.places(span):
                    cited.setdefault(place, {}).setdefault(line.id, line)
        return {place: tuple(lines.values()) for place, lines in cited.items()}

    @cached_property
    def annex(self) -> tuple[AnnexSource, ...]:
        """The text of every source, numbered as cited."""
        total = sum(len(source.sentences) for source in self.briefing.sources)
        excerpt = total > ANNEX_SENTENCES[self.output]
        marks: dict[str, list[tuple[int, int]]] = {}
        for line in self._printed_lines:
            for span in line.spans:
                marks.setdefault(span.document_id, []).append((span.start, span.end))
        return tuple(
            self._annex_source(source, _union(marks.get(source.document.id, [])), excerpt=excerpt)
            for source in self.briefing.sources
        )

    def _annex_source(self, source: Source, marks: Sequence[tuple[int, int]], *, excerpt: bool) -> AnnexSource:
        shown = self._shown(source) if excerpt else None
        cursor = _Marks(marks)
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
                    cited = self._cited_by.get((source.number, k), ())
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

    def _shown(self, source: Source) -> frozenset[int]:
        cited = (k for number, k in self._cited_by if number == source.number and k)
        return frozenset(n for k in cited for n in (k - 1, k, k + 1))


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
