"""From a span to the numbered sentence that holds it, [source:sentence], and back.

In: the sources of a briefing and the statements it prints. Out: citations for spans, and for each annex sentence the printed
lines that lean on it. Finding a sentence is a binary search, so a text of 200,000 words costs no more than a short one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bluf.model import Briefing, KeyPointEntry, Source, Span, Statement


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Citation:
    """One place in the annex: sentences `first`..`last` (1-based, inclusive) of source `number`; 0 where no sentence holds it.

    `earlier` where it is a source of the earlier briefing, with the number it had there.
    """

    earlier: bool = False
    number: int
    first: int
    last: int

    @property
    def label(self) -> str:
        """Printed between brackets: "1:5", "1:5–7", "earlier 1:5", or "1" where the span lies outside every numbered sentence."""
        place = str(self.number)
        if self.first:
            place += f":{self.first}" + (f"–{self.last}" if self.last > self.first else "")
        return f"earlier {place}" if self.earlier else place

    @property
    def anchor(self) -> str:
        """Element id of the place in the annex."""
        source = f"{'e' if self.earlier else 's'}{self.number}"
        return f"{source}-{self.first}" if self.first else source


Place = tuple[bool, int, int]  # of an earlier source?, source number, sentence number


class Citations:
    """Finds the numbered sentences for spans of one briefing.

    >>> Citations(briefing.sources).find([span])  # doctest: +SKIP
    (Citation(number=1, first=5, last=5),)
    """

    def __init__(self, sources: Iterable[Source], earlier: Iterable[Source] = ()) -> None:
        self._sources = {
            source.document.id: (old, source.number, [s.start for s in source.sentences], source.sentences)
            for old, group in ((True, earlier), (False, sources))
            for source in group
        }

    @classmethod
    def of(cls, briefing: Briefing) -> Citations:
        """For all that a briefing may cite: its sources and those of the earlier one that it is compared with."""
        return cls(briefing.sources, briefing.changes.sources if briefing.changes else ())

    def find(self, spans: Iterable[Span]) -> tuple[Citation, ...]:
        """Where `spans` stand, each place once, neighbors joined, sources and sentences in order.

        A span of a document that is not among the sources has no citation.
        """
        places = {place for span in spans for place in self.places(span)}
        found: list[Citation] = []
        for old, number, k in sorted(places):
            last = found[-1] if found else None
            if last and k and (last.earlier, last.number, last.last) == (old, number, k - 1) and last.first:
                found[-1] = Citation(earlier=old, number=number, first=last.first, last=k)
            else:
                found.append(Citation(earlier=old, number=number, first=k, last=k))
        return tuple(found)

    def places(self, span: Span) -> Iterator[Place]:
        """Every sentence that `span` touches; one with the sentence number 0 where it touches none."""
        if span.document_id not in self._sources:
            return
        old, number, starts, sentences = self._sources[span.document_id]
        first = bisect_right(starts, span.start) - 1
        if first < 0 or sentences[first].end <= span.start:
            first += 1
        last = bisect_left(starts, max(span.end, span.start + 1))
        if first >= last:
            yield (old, number, 0)
        for index in range(first, last):
            yield (old, number, index + 1)


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
    found |= {f"matrix-{i}": row.statement for i, row in enumerate(briefing.propositions, 1)}
    found |= {f"relation-{i}": relation.statement for i, relation in enumerate(briefing.relations, 1)}
    found |= {f"hedge-{i}": hedge.statement for i, hedge in enumerate(briefing.hedges, 1)}
    for i, change in enumerate(briefing.changes.rows if briefing.changes else (), 1):
        for side in CHANGE_SIDES:
            statement = getattr(change, side)
            if statement:
                found[f"change-{i}-{side.replace('_', '-')}"] = statement
    return found


CHANGE_SIDES = ("now", "before", "now_value", "before_value")
"""The statements of a `Change`."""

KINDS = {
    "bluf": "B", "change": "C", "key": "K", "dispute": "D", "matrix": "M", "figure": "F", "actor": "A", "relation": "R",
    "says": "S", "time": "T", "hedge": "H", "gap": "G",
}  # fmt: skip
"""The letter of printed lines in the way back from the annex, by the first part of their id, in printed order."""


def points_to_print(briefing: Briefing) -> tuple[tuple[int, KeyPointEntry], ...]:
    """(number from 1, key point) of those that the bottom line does not tell already, word for word."""
    told = {s.evidence[0] for s in briefing.bottom_line if len(s.parts) == 1}
    return tuple((i, point) for i, point in enumerate(briefing.key_points, 1) if point.span not in told)


def printed_lines(briefing: Briefing, shown: Mapping[str, Collection[int]]) -> tuple[PrintedLine, ...]:
    """Every printed line with evidence, for the way back from the annex; the parts of a key point or an actor are one line.

    `shown` are the numbers printed of each of `KINDS`; a kind that is not named is not printed.
    """
    spans: dict[str, list[Span]] = {}
    for name, statement in numbered_statements(briefing).items():
        kind, _, rest = name.partition("-")
        if int(rest.partition("-")[0] or 0) in shown.get(kind, ()):
            spans.setdefault("-".join(name.split("-")[:2]), []).extend(statement.evidence)
    for i, figure in enumerate(briefing.figures, 1):
        if i in shown.get("figure", ()):
            spans[f"figure-{i}"] = [figure.span, *(r.span for r in (*figure.repeats, *figure.discrepancies))]
    for i, dispute in enumerate(briefing.disagreements, 1):
        if i in shown.get("dispute", ()):
            sides = (briefing.attributions[side] for side in dispute.sides if 0 <= side < len(briefing.attributions))
            spans[f"dispute-{i}"] = [span for side in sides for span in side.statement.evidence]
    letters = {kind: (order, letter) for order, (kind, letter) in enumerate(KINDS.items())}
    ordered = sorted(spans, key=lambda name: (letters[name.split("-")[0]][0], int(name.split("-")[1])))
    return tuple(
        PrintedLine(id=name, label=letters[name.split("-")[0]][1] + name.split("-")[1], spans=tuple(spans[name]))
        for name in ordered
    )
