"""Who says what: Parse and actors → attributions, in text order.

"Bolivia's government has repeatedly denied that ..." gives the source "Bolivia's government", the cue "has repeatedly
denied", the clause as content and the stance `denies`. Scare quotes, names of acts without words ("the murder charges
were filed"), and the document's own narration give nothing.

The rooms: `lexicon` (what can be a cue), `quotations`, `candidates` (cue, source and content by rule), `stance`,
`speakers` (whom a source means), `syntax` (questions to the parse). Here they are put together. Deliberately no claim
is judged or merged.
Source: PolNeAR guidelines (Newell, Margolin and Ruths, LREC 2018).
"""

from __future__ import annotations

from typing import NamedTuple

from bluf.analysis.attribution.assembly import find_statements
from bluf.analysis.attribution.doubts import score_of
from bluf.analysis.attribution.features import View
from bluf.analysis.attribution.quotations import Quotations
from bluf.analysis.attribution.scorer import Scorers, load_scorers
from bluf.analysis.attribution.speakers import Resolved, Speakers
from bluf.analysis.attribution.statement import Statement
from bluf.analysis.attribution.syntax import Range
from bluf.analysis.nlp import Parse
from bluf.model import Actor, Attribution, AttributionSource

__all__ = ["find_attributions"]


def find_attributions(parse: Parse, actors: tuple[Actor, ...]) -> tuple[Attribution, ...]:
    """All attributions of a parse, in text order; sources are linked to `actors` where only one fits."""
    if not len(parse):
        return ()
    return attribute(parse, actors, load_scorers())


def attribute(parse: Parse, actors: tuple[Actor, ...], scorers: Scorers | None) -> tuple[Attribution, ...]:
    """`find_attributions` with given scorers, or by rules alone (None): for training and ablation."""
    reading = read_statements(parse, actors, scorers)
    found = [as_attribution(reading, s, r, scorers) for s, r in zip(reading.statements, reading.resolved, strict=True)]
    return tuple(sorted(found, key=_order))


class Reading(NamedTuple):
    """The statements of a parse and whom their sources mean."""

    view: View
    statements: list[Statement]
    resolved: list[Resolved]
    speakers: Speakers


def read_statements(parse: Parse, actors: tuple[Actor, ...], scorers: Scorers | None) -> Reading:
    """All statements, before they are attributions."""
    view = View(parse, Quotations(parse))
    statements = find_statements(view, scorers)
    speakers = Speakers(parse, actors)
    return Reading(view, statements, speakers.resolve_all(statements), speakers)


def as_attribution(reading: Reading, statement: Statement, resolved: Resolved, scorers: Scorers | None) -> Attribution:
    """A statement as spans of the document."""
    parse, speakers = reading.view.parse, reading.speakers
    return Attribution(
        source=_source(parse, statement.source, resolved) if statement.source else None,
        cue=parse.span(*statement.cue) if statement.cue else None,
        content=tuple(parse.span(i, j) for i, j in statement.content),
        stance=statement.stance,
        direct=statement.direct,
        via=tuple(_source(parse, relay, speakers.name_of(*relay)) for relay in statement.via),
        score=round(score_of(reading.view, statement, resolved, scorers), 3) if scorers else 1.0,
    )


def _source(parse: Parse, words: Range, resolved: Resolved) -> AttributionSource:
    span = parse.span(*words)
    name, actor_id = resolved
    return AttributionSource(
        document_id=span.document_id, start=span.start, end=span.end, text=span.text, actor=name, actor_id=actor_id
    )


def _order(found: Attribution) -> tuple[int, int, int]:
    """Where an attribution begins in the text, then where its cue stands."""
    parts = [*found.content, *([found.cue] if found.cue else []), *([found.source] if found.source else [])]
    start = min(part.start for part in parts)
    return start, found.cue.start if found.cue else start, -max(part.end for part in parts)
