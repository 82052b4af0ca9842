"""What a page shows beyond the briefing itself: citations, the way back from the annex, groups and pictures.

In: a `Briefing`. Out: a `Page` that templates read next to it. It orders and joins, and writes no sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from bluf.citing import summary_text
from bluf.model import (
    ActorEntry,
    ActorKind,
    AttributionEntry,
    Briefing,
    Caveat,
    Change,
    ChangeKind,
    Corroboration,
    Disagreement,
    FigureEntry,
    Gap,
    KeyPointEntry,
    LintFinding,
    Span,
    Stance,
    Stand,
)
from bluf.rendering.annex import AnnexMaker, AnnexSource, is_huge
from bluf.rendering.chains import Link, find_chain, grade_letters
from bluf.rendering.charts import BoundsChart, TimelineChart, bounds_chart, timeline_chart
from bluf.rendering.citations import KINDS, Citation, Citations, PrintedLine, points_to_print, printed_lines
from bluf.rendering.fitting import (
    ACTORS_IN_TABLE,
    ACTORS_LISTED,
    CHANGES_TOLD,
    DIGEST,
    FIGURES_IN_TABLE,
    FIGURES_LISTED,
    fit_summary,
)
from bluf.rendering.holders import Camp, Speaker, find_camps, group_speakers
from bluf.rendering.look import SECTIONS, STYLE_SECTIONS, Look
from bluf.rendering.network import ActorNetwork, actor_network
from bluf.rendering.notes import note_html, note_markdown
from bluf.rendering.ranges import RangeChart, range_charts
from bluf.rendering.tags import Tags
from bluf.rendering.text import one_line, shorten
from bluf.rendering.wording import date_words, source_name
from bluf.rendering.worldmap import PlaceMap, place_map

ANNEX_SENTENCES = {"pdf": 700, "docx": 2000, "html": 6000, "md": 6000}
"""Above this many sentences over all sources the annex shows the cited ones with their neighbors, and says so."""

HEADINGS = {name: heading for name, heading in SECTIONS.items() if name != "bottom-line"}
"""What the sections with a heading of their own are called."""


def _up_to(items: Sequence[object]) -> range:
    return range(1, len(items) + 1)


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
        self._citations = Citations.of(briefing)

    @property
    def note(self) -> str:
        """The analyst's own words in the markup of this format, with their citations."""
        note = self.briefing.note
        if note is None:
            return ""
        return note_markdown(note) if self.output == "md" else note_html(note, self)

    @property
    def source_summary(self) -> str:
        """The source summary statement (ICD 206)."""
        return summary_text(self.briefing.summary) if self.briefing.summary else ""

    def stood(self, stand: Stand) -> tuple[Span, ...]:
        """The evidence of a cell of the matrix."""
        entries = self.briefing.attributions
        return tuple(s for i in stand.attributions if 0 <= i < len(entries) for s in entries[i].statement.evidence)

    def argued(self, dispute: Disagreement) -> tuple[Span, ...]:
        """The evidence of a disagreement, all sides together."""
        return tuple(span for _, entry in self.sides(dispute.sides) for span in self.spoken_for(entry))

    def actor_name(self, name: str) -> str:
        """The name of an actor by its id."""
        return next((one_line(actor.name) for actor in self.briefing.actors if actor.id == name), "")

    def chain(self, corroboration: Corroboration | None) -> tuple[Link, ...]:
        """Who stands behind a claim, and through which sources."""
        return find_chain(self.briefing, corroboration)

    def grades(self, corroboration: Corroboration | None) -> str:
        """The letters of the sources that carry a claim, "F" or "B, F"."""
        return grade_letters(self.briefing, corroboration)

    @cached_property
    def _tags(self) -> Tags:
        return Tags(self.leading_actors, self._citations)

    def tags(self, spans: Iterable[Span], stance: Stance | Sequence[Stance] | None = None) -> Mapping[str, str]:
        """What a line can be filtered by: numbers of its sources and of the leading actors in its sentences, and its stances."""
        stances = (stance,) if isinstance(stance, Stance) else stance or ()
        return self._tags.of_line(spans, stances)

    @property
    def stances(self) -> tuple[str, ...]:
        """Stances that lines of the page can have, to choose from."""
        b = self.briefing
        found = {entry.stance for entry in b.attributions[: b.leading_attributions]}
        found |= {point.stance for _, point in self.key_points if point.stance}
        return tuple(stance.value for stance in Stance if stance in found)

    def sentence_tags(self, source: int, sentence: int) -> Mapping[str, str]:
        """The same for a sentence of the annex."""
        return self._tags.of_sentence(source, sentence)

    def cite(self, spans: Iterable[Span]) -> tuple[Citation, ...]:
        """Where `spans` stand in the annex."""
        return self._citations.find(spans)

    @property
    def title(self) -> str:
        """The user's own title, else what happened, or plainly what this is where nothing could be said."""
        if self.briefing.heading:
            return one_line(self.briefing.heading)
        return one_line(self.briefing.title.text) if self.briefing.title else "Briefing"

    @property
    def short_title(self) -> str:
        """The title within the width of a running head."""
        return shorten(self.title, 72)

    @property
    def short_id(self) -> str:
        """The first twelve characters of the briefing's id."""
        return one_line(self.briefing.id)[:12]

    @property
    def serial(self) -> str:
        """The user's own number, else the first characters of the id."""
        return shorten(self.briefing.serial, 60) if self.briefing.serial else self.short_id

    @property
    def published(self) -> str:
        """When the sources were published: one day, or the first and the last; "" where none is dated."""
        days = sorted(source.document.published_on for source in self.briefing.sources if source.document.published_on)
        if not days:
            return ""
        first, last = date_words(days[0]), date_words(days[-1])
        return first if first == last else f"{first} – {last}"

    def undated(self, span: Span) -> bool:
        """True where the source of `span` gives no date: "Monday" is reckoned from the day of the briefing there."""
        return any(s.document.id == span.document_id and not s.document.published_on for s in self.briefing.sources)

    @property
    def is_empty(self) -> bool:
        """True where the sources gave nothing to print."""
        b = self.briefing
        return not (b.bottom_line or b.key_points or b.actors or b.figures or b.attributions or b.timeline or b.places)

    def _few(self, kind: str) -> int | None:
        """How many lines of a kind this style prints; None for all."""
        return self._counts.get(kind)

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        return {"summary": fit_summary(self.briefing, self.look.paper), "digest": DIGEST}.get(self.look.style, {})

    @property
    def is_short(self) -> bool:
        """True for the one-page summary and the digest."""
        return self.look.style != "briefing"

    @property
    def key_points(self) -> tuple[tuple[int, KeyPointEntry], ...]:
        """(number from 1, key point) of those that the bottom line does not tell already."""
        return points_to_print(self.briefing)[: self._few("key")]

    @property
    def disagreements(self) -> tuple[tuple[int, Disagreement], ...]:
        """(number from 1, disagreement)."""
        return tuple(enumerate(self.briefing.disagreements, 1))[: self._few("dispute")]

    @property
    def gaps(self) -> tuple[tuple[int, Gap], ...]:
        """(number from 1, gap)."""
        return tuple(enumerate(self.briefing.gaps, 1))[: self._few("gap")]

    @property
    def changes(self) -> tuple[tuple[int, Change], ...]:
        """(number from 1, change) against the earlier briefing, but for what is only repeated."""
        rows = enumerate(self.briefing.changes.rows if self.briefing.changes else (), 1)
        told = tuple(row for row in rows if row[1].kind is not ChangeKind.REPEATED)
        return told[: self._counts.get("change", CHANGES_TOLD)]

    @property
    def more_changes(self) -> int:
        """How many changes stand in the JSON only."""
        rows = self.briefing.changes.rows if self.briefing.changes else ()
        return sum(row.kind is not ChangeKind.REPEATED for row in rows) - len(self.changes)

    @property
    def repeated(self) -> tuple[Change, ...]:
        """Claims that the earlier briefing has as well."""
        rows = self.briefing.changes.rows if self.briefing.changes else ()
        return tuple(row for row in rows if row.kind is ChangeKind.REPEATED and row.now)

    @property
    def lint(self) -> tuple[LintFinding, ...]:
        """Remarks for the analyst; findings that refuse a strict build stand among the caveats."""
        return tuple(finding for finding in self.briefing.lint if not finding.refuses)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Attributions grouped by who says it, in order of first appearance; those without a named source last."""
        return group_speakers(self.briefing.attributions[: self.briefing.leading_attributions])

    def spoken_for(self, entry: AttributionEntry) -> tuple[Span, ...]:
        """Evidence of an attribution: its statement, then the words that name who says it and where others repeat it."""
        named = (entry.source.span,) if entry.source else ()
        return (*entry.statement.evidence, *named, *(span for repeat in entry.repeats for span in repeat.content))

    def sides(self, indices: Sequence[int]) -> tuple[tuple[int, AttributionEntry], ...]:
        """The attributions of a disagreement, numbered from 1 as in who says what."""
        entries = self.briefing.attributions
        return tuple((i + 1, entries[i]) for i in indices if 0 <= i < len(entries))

    def camps(self, dispute: Disagreement) -> tuple[Camp, ...]:
        """The sides of a disagreement that deny, and those that do not, in the order in which they first appear."""
        return find_camps(self.sides(dispute.sides))

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
    def network(self) -> ActorNetwork | None:
        """Who stands to whom how, as a picture."""
        return actor_network(self.briefing)

    @cached_property
    def map(self) -> PlaceMap | None:
        """Where the places lie."""
        return place_map(self.briefing.places)

    @cached_property
    def range_charts(self) -> tuple[RangeChart, ...]:
        """Figures for which sources give different values, with their bounds on one scale."""
        return range_charts(self.leading_figures)

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
        few = self._counts.get("figure", FIGURES_IN_TABLE)
        return self.briefing.figures[: self.briefing.leading_figures][:few]

    @property
    def other_figures(self) -> tuple[FigureEntry, ...]:
        """Those named after the table: none that says nothing without its sentence."""
        first, last = len(self.leading_figures), self.briefing.telling_figures
        return () if self.is_short else self.briefing.figures[first:last][:FIGURES_LISTED]

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
            "bottom-line": b.bottom_line, "changes": b.changes, "key-points": self.key_points, "note": b.note,
            "disagreements": self.disagreements, "matrix": b.propositions, "figures": self.leading_figures, "actors": b.actors,
            "relations": b.relations, "says": b.attributions, "timeline": b.timeline, "places": b.places, "hedges": b.hedges,
            "gaps": self.gaps, "lint": self.lint, "caveats": b.caveats, "sources": b.sources, "annex": b.sources,
        }  # fmt: skip
        wanted = self.look.sections or STYLE_SECTIONS[self.look.style]
        if self.is_short and self.output in ("pdf", "docx", "md"):  # the annex of a short style is for the screen
            wanted = tuple(name for name in wanted if name != "annex" or name in self.look.sections)
        return tuple(name for name in wanted if content[name])

    def shows(self, section: str) -> bool:
        """Whether the section of this id is printed."""
        return section in self.order

    @property
    def sections(self) -> tuple[tuple[str, str], ...]:
        """(element id, heading) of every section that is printed, without the bottom line, in order."""
        return tuple((name, HEADINGS[name]) for name in self.order if name in HEADINGS)

    @cached_property
    def _printed_lines(self) -> tuple[PrintedLine, ...]:
        b = self.briefing
        figures = len(self.leading_figures) + len(self.other_figures)
        says = len(b.attributions[: b.leading_attributions])
        numbers: dict[str, tuple[str, Collection[int]]] = {
            "bluf": ("bottom-line", _up_to(b.bottom_line)),
            "change": ("changes", [number for number, _ in self.changes]),
            "key": ("key-points", [number for number, _ in self.key_points]),
            "dispute": ("disagreements", [number for number, _ in self.disagreements]),
            "matrix": ("matrix", _up_to(b.propositions)),
            "figure": ("figures", range(1, figures + 1)),
            "actor": ("actors", _up_to(self.leading_actors)),
            "relation": ("relations", _up_to(b.relations)),
            "says": ("says", range(1, says + 1)),
            "time": ("timeline", _up_to(b.timeline)),
            "hedge": ("hedges", _up_to(b.hedges)),
            "gap": ("gaps", [number for number, _ in self.gaps]),
        }
        return printed_lines(b, {kind: numbers[kind][1] for kind in KINDS if self.shows(numbers[kind][0])})

    @cached_property
    def annex(self) -> tuple[AnnexSource, ...]:
        """The text of every source, numbered as cited; only the cited sentences in a short style."""
        short = self.is_short
        total = sum(len(source.sentences) for source in self.briefing.sources)
        excerpt = short or total > ANNEX_SENTENCES[self.output] or is_huge(self.briefing.sources, self.output)
        maker = AnnexMaker(self._printed_lines, self._citations)
        made = (maker.make(source, excerpt=excerpt, neighbors=0 if short else 1) for source in self.briefing.sources)
        return tuple(entry for entry in made if entry.blocks or not short)

    @cached_property
    def earlier_annex(self) -> tuple[AnnexSource, ...]:
        """Of the earlier briefing's sources the sentences that what changed cites."""
        if not self.briefing.changes or not self.shows("changes"):
            return ()
        maker = AnnexMaker(self._printed_lines, self._citations)
        made = (maker.make(source, excerpt=True, neighbors=0, earlier=True) for source in self.briefing.changes.sources)
        return tuple(entry for entry in made if entry.blocks)

    def annexes(self, citation: Citation) -> bool:
        """Whether the annex that is printed holds the place of `citation`, so that a link leads somewhere."""
        return self.shows("annex") and citation.anchor in self._anchors

    @cached_property
    def _anchors(self) -> frozenset[str]:
        anchors: set[str] = set()
        for letter, entries in (("s", self.annex), ("e", self.earlier_annex)):
            for entry in entries:
                anchors.add(f"{letter}{entry.source.number}")
                for block in entry.blocks:
                    anchors.update(
                        f"{letter}{entry.source.number}-{sentence.k}" for sentence in block.sentences if sentence.k
                    )
        return frozenset(anchors)
