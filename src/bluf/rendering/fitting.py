"""How much of a briefing a page shows: lines of each kind, and for the summary as many as fit by the length of their words.

In: a briefing. Out: counts. An estimate that errs on the side of too little; nothing is ever cut inside.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from bluf.model import Briefing, Change, ChangeKind
from bluf.rendering.citations import points_to_print

ACTORS_IN_TABLE = 14
"""Actors after these are listed by name only: a table of sixty is not read."""

ACTORS_LISTED = 16
"""Names in that list."""

CHANGES_TOLD = 12
"""Changes after these stand in the JSON."""

FIGURES_IN_TABLE = 24
"""Figures after these are listed in short."""

FIGURES_LISTED = 24
"""Figures in that list."""

LONG_TITLE = 110
"""Characters; a longer title is set smaller."""

_PAGE = {"a4": 60.2, "letter": 57.4}  # lines of body text, less a margin for error
_MOST = {"key": 6, "change": 4, "figure": 6, "gap": 6, "dispute": 2}
_FIRST = {"key": 3, "change": 2, "dispute": 1, "figure": 1, "gap": 1}
_HEADING = 2.2

DIGEST = {"key": 6, "figure": 6, "gap": 6, "dispute": 3, "change": 8}
"""Lines of each kind in a digest, which may take the room it needs."""


def fit_summary(briefing: Briefing, paper: str = "a4") -> Mapping[str, int]:
    """How many key points, changes, figures, gaps and disagreements go on one page beside title, bottom line and sources."""
    costs = _costs(briefing)
    left = _PAGE[paper] - _fixed(briefing) - sum(_HEADING for lines in costs.values() if lines)
    counts = dict.fromkeys(costs, 0)
    for goal in (_FIRST, _MOST):
        progress = True
        while progress:
            progress = False
            for kind, lines in costs.items():
                taken = counts[kind]
                if taken < min(goal[kind], len(lines)) and lines[taken] <= left:
                    left -= lines[taken]
                    counts[kind] += 1
                    progress = True
    return counts


def _lines(text: str, width: int) -> int:
    return max(1, math.ceil(len(text) / width))


def _fixed(briefing: Briefing) -> float:
    title = briefing.heading or (briefing.title.text if briefing.title else "")
    names = sum(
        len(source.document.publisher or source.document.title or source.document.uri) + 26
        for source in briefing.sources
    )
    bottom = sum(1.35 * _lines(statement.text, 84) + 0.5 for statement in briefing.bottom_line)
    note = (
        sum(1.3 * _lines(line, 105) + 0.4 for line in briefing.note.text.splitlines() if line.strip()) + _HEADING
        if briefing.note
        else 0
    )
    repeated = 2.6 if briefing.changes else 0
    heading = 2.0 * _lines(title, 56) if len(title) <= LONG_TITLE else 1.55 * _lines(title, 74)
    return 3.5 + repeated + heading + 2.2 + bottom + 2.0 + note + _HEADING + _lines("x" * names, 150) + 3.5


def _costs(briefing: Briefing) -> dict[str, Sequence[float]]:
    rows = briefing.changes.rows if briefing.changes else ()
    changes = [row for row in rows if row.kind is not ChangeKind.REPEATED]
    return {
        "change": [_change(change) for change in changes],
        "key": [1.2 * _lines(point.statement.text, 80) + 1.5 for _, point in points_to_print(briefing)],
        "dispute": [
            sum(
                1.1 * _lines(briefing.attributions[i].statement.text, 74) + 0.3
                for i in d.sides
                if 0 <= i < len(briefing.attributions)
            )
            for d in briefing.disagreements
        ],
        "figure": [
            1.2 * _lines(f"{f.text} {f.measured} {f.holder} {' ' * 40 * len(f.discrepancies[:2])}", 105)
            for f in briefing.figures
        ],
        "gap": [
            1.2 * _lines(gap.kind.value + (gap.statement.text if gap.statement else ""), 105) for gap in briefing.gaps
        ],
    }


def _change(change: Change) -> float:
    told = [statement for statement in (change.now, change.before) if statement]
    values = 1.5 if change.now_value and change.before_value else 0.0
    return 2.6 + values + sum(1.2 * _lines(statement.text, 84) for statement in told)
