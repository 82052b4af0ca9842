"""From a span to the numbered sentence that holds it, [source:sentence], and back.

In: the sources of a briefing and the statements it prints. Out: citations for spans, and for each annex sentence the printed
lines that lean on it. Finding a sentence is a binary search, so a text of 200,000 words costs no more than a short one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from bluf.model import Briefing, KeyPointEntry, Source, Span, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One place in the annex: sentences `first`..`last` (1-based, inclusive) of source `number`; 0 where no sentence holds it."""

    number: int
    first: int
    last: int

    @property
    def label(self) -> str:
        """Printed between brackets: "1:5", "1:5–7", or "1" where the span lies outside every numbered sentence."""
        if not self.first:
            return str(self.number)
        return f"{self.number}:{self.first}" + (f"–{self.last}" if self.last > self.first else "")

    @property
    def anchor(self) -> str:
        """Element id of the place in the annex."""
        return f"s{self.number}-{self.first}" if self.first else f"s{self.number}"


class Citations:
    """Finds the numbered sentences for spans of one briefing.

    >>> Citations(briefing.sources).find([span])  # doctest: +SKIP
    (Citation(number=1, first=5, last=5),)
    """

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = {
            source.document.id: (source.number, [s.start for s in source.sentences], source.sentences)
            for source in sources
        }

    def find(self, spans: Iterable[Span]) -> tuple[Citation, ...]:
        """Where `spans` stand, each place once, neighbors joined, sources and sentences in order.

        A span of a document that is not among the sources has no citation.
        """
        places = {place for span in spans for place in self.places(span)}
        found: list[Citation] = []
        for number, k in sorted(places):
            if found and k and found[-1].number == number and found[-1].last == k - 1 and found[-1].first:
                found[-1] = Citation(number=number, first=found[-1].first, last=k)
            else:
                found.append(Citation(number=number, first=k, last=k))
        return tuple(found)

    def places(self, span: Span) -> Iterator[tuple[int, int]]:
        """(source number, sentence number) of every sentence that `span` touches; (number, 0) where it touches none."""
        if span.document_id not in self._sources:
            return
        number, starts, sentences = self._sources[span.document_id]
        first = bisect_right(starts, span.start) - 1
        if first < 0 or sentences[first].end <= span.start:
            first += 1
        last = bisect_left(starts, max(span.end, span.start + 1))
        if first >= last:
            yield (number, 0)
        for index in range(first, last):
            yield (number, index + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """A line of the briefing that leans on spans: element id ("key-1"), its short label ("K1"), and the spans."""

    id: str
    label: str
    spans: tuple[Span, ...]


def numbered_statements(briefing: Briefing) -> dict[str, Statement]:
    """Every statement that the briefing prints under the id it carries in HTML (`data-statement`) and JSON, in printed order."""
    found: dict[str, Statement] = {"title": briefing.title} if briefing.title else {}
    found |= {f"bluf-{i}": s for i, s in enumerate(briefing.bottom_line, 1)}
    for i, point in enumerate(briefing.key_points, 1):
        found[f"key-{i}"] = point.statement
        found |= {f"key-{i}-note-{j}": s for j, s in enumerate(point.notes, 1)}
    for i, actor in enumerate(briefing.actors, 1):
        found |= {f"actor-{i}-line-{j}": s for j, s in enumerate(actor.lines, 1)}
    found |= {f"says-{i}": entry.statement for i, entry in enumerate(briefing.attributions, 1)}
    found |= {f"time-{i}": entry.statement for i, entry in enumerate(briefing.timeline, 1)}
    found |= {f"gap-{i}": gap.statement for i, gap in enumerate(briefing.gaps, 1) if gap.statement}
    return found


_LABELS = {"bluf": "B", "key": "K", "actor": "A", "says": "S", "time": "T", "gap": "G"}


def points_to_print(briefing: Briefing) -> tuple[tuple[int, KeyPointEntry], ...]:
    """(number from 1, key point) of those that the bottom line does not tell already, word for word."""
    told = {s.evidence[0] for s in briefing.bottom_line if len(s.parts) == 1}
    return tuple((i, point) for i, point in enumerate(briefing.key_points, 1) if point.span not in told)


def printed_lines(
    briefing: Briefing, *, actors: int | None = None, figures: int | None = None
) -> tuple[PrintedLine, ...]:
    """Every printed line with evidence, for the way back from the annex; the parts of a key point or an actor are one line.

    `actors` and `figures` are how many of them have their lines printed, None for all.
    """
    spans: dict[str, list[Span]] = {}
    shown: dict[str, Container[int]] = {
        "bluf": range(1, len(briefing.bottom_line) + 1),
        "key": [number for number, _ in points_to_print(briefing)],
        "actor": range(1, len(briefing.actors[:actors]) + 1),
        "says": range(1, len(briefing.attributions[: briefing.leading_attributions]) + 1),
        "time": range(1, len(briefing.timeline) + 1),
        "gap": range(1, len(briefing.gaps) + 1),
    }
    for name, statement in numbered_statements(briefing).items():
        kind, _, rest = name.partition("-")
        if int(rest.partition("-")[0] or 0) in shown.get(kind, ()):
            spans.setdefault("-".join(name.split("-")[:2]), []).extend(statement.evidence)
    lines = [
        PrintedLine(id=name, label=_LABELS[name.split("-")[0]] + name.split("-")[1], spans=tuple(found))
        for name, found in spans.items()
    ]
    ledger = [
        PrintedLine(id=f"figure-{i}", label=f"F{i}", spans=(f.span, *(r.span for r in (*f.repeats, *f.discrepancies))))
        for i, f in enumerate(briefing.figures[:figures], 1)
    ]
    return (*lines, *ledger)
