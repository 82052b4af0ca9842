"""Check the rows on what changed: Briefing → Problems.

A row must have the sides its kind needs, in the right briefing, and a claim of ours must be one that we hold. Whether two claims
are one is deliberately not judged: that is the synthesis's.
"""

from __future__ import annotations

from collections.abc import Iterator

from bluf.grounding import Problem
from bluf.model import Briefing, Change, ChangeKind, Quote, Span, Stance, Statement

_SIDES = {ChangeKind.NEW: (True, False), ChangeKind.DROPPED: (False, True)}


def check_changes(briefing: Briefing) -> Iterator[Problem]:
    """Problems of `briefing.changes`; none where there is no earlier briefing."""
    changes = briefing.changes
    if changes is None:
        return
    ours = {s.document.id for s in briefing.sources}
    earlier = {s.document.id for s in changes.sources}
    held = {(e.stance, _quoted(e.statement)) for e in briefing.attributions}
    for n, row in enumerate(changes.rows, 1):
        for what in (*_of_kind(row), *_of_places(row, ours, earlier)):
            yield Problem(where=f"changes {n}", what=what)
        if row.now is not None and row.now_stance is not None and (row.now_stance, _quoted(row.now)) not in held:
            yield Problem(where=f"changes {n}", what="no attribution of ours says it so")


def _of_kind(row: Change) -> Iterator[str]:
    if (row.now is not None, row.before is not None) != _SIDES.get(row.kind, (True, True)):
        yield f"{row.kind.value!r} does not have the sides it needs"
    denied = [s is Stance.DENIES for s in (row.now_stance, row.before_stance)]
    if (row.kind is ChangeKind.STANCE_REVERSED) != (
        len(set(denied)) > 1 and row.now is not None and row.before is not None
    ):
        yield "is no reversal, or one that is not called so"
    figures = row.now_value is not None and row.before_value is not None
    if (row.kind is ChangeKind.FIGURE_CHANGED) != figures:
        yield "a changed figure needs both values, and nothing else has any"


def _of_places(row: Change, ours: set[str], earlier: set[str]) -> Iterator[str]:
    for whole, value, known in ((row.now, row.now_value, ours), (row.before, row.before_value, ours | earlier)):
        spans = [span for statement in (whole, value) if statement for span in statement.evidence]
        if any(span.document_id not in known for span in spans):
            yield "points into a source of the wrong briefing"
        if whole and value and not any(w.covers(v) for w in whole.evidence for v in value.evidence):
            yield "its figure does not stand in its sentence"


def _quoted(statement: Statement) -> tuple[Span, ...]:
    return tuple(part.span for part in statement.parts if isinstance(part, Quote))
