"""Which sentences hold what the other finders found: findings → values by sentence.

Deliberately without weights: what a finding is worth is learnt.
"""

from __future__ import annotations

from collections import defaultdict

from bluf.analysis.nlp import Parse
from bluf.model import Actor, Attribution, Figure, Span, Stance, TimeExpression

NAMES = (
    "first actor",
    "leading actors",
    "salience of actors",
    "actors",
    "introduces",
    "salience of figures",
    "first figure",
    "figures",
    "named source",
    "described source",
    "direct speech",
    "stance",
    "dated",
    "day",
    "year",
)
_RANKED = 12  # actors looked at
_LEADING = 3
_YEAR_DAYS = 300
_CAPS = {"leading actors": 3.0, "salience of actors": 3.0, "actors": 5.0, "introduces": 2.0, "figures": 3.0}


class Findings:
    """Values of `NAMES` for each sentence, 0 to 1."""

    def __init__(
        self,
        parse: Parse,
        actors: tuple[Actor, ...],
        figures: tuple[Figure, ...],
        attributions: tuple[Attribution, ...],
        dates: tuple[TimeExpression, ...],
    ) -> None:
        """Note the sentence of each finding."""
        self._parse = parse
        self._values: dict[int, dict[str, float]] = defaultdict(lambda: dict.fromkeys(NAMES, 0.0))
        self._note_actors(actors)
        self._note_figures(figures)
        for attribution in attributions:
            self._note_attribution(attribution)
        for date in dates:
            self._note_date(date)

    def values(self, k: int) -> tuple[float, ...]:
        """The values of sentence `k`, in the order of `NAMES`."""
        found = self._values.get(k)
        if found is None:
            return (0.0,) * len(NAMES)
        return tuple(min(found[name], cap) / cap for name, cap in ((n, _CAPS.get(n, 1.0)) for n in NAMES))

    def _of(self, span: Span) -> dict[str, float]:
        i, j = self._parse.tokens_of(span.start, span.end)
        return self._values[self._parse.sent[i] if i < j else -1]

    def _note_actors(self, actors: tuple[Actor, ...]) -> None:
        for rank, actor in enumerate(actors[:_RANKED]):
            met: list[dict[str, float]] = []
            for mention in actor.mentions:
                values = self._of(mention)
                if any(values is m for m in met):
                    continue
                if not met:
                    values["introduces"] += actor.salience
                met.append(values)
                values["first actor"] = max(values["first actor"], float(rank == 0))
                values["leading actors"] += float(rank < _LEADING)
                values["salience of actors"] += actor.salience
                values["actors"] += 1.0

    def _note_figures(self, figures: tuple[Figure, ...]) -> None:
        largest = max((f.salience for f in figures), default=0.0)
        for figure in figures:
            values = self._of(figure)
            values["salience of figures"] = max(values["salience of figures"], figure.salience)
            values["figures"] += 1.0
            if figure.salience == largest:
                values["first figure"] = 1.0

    def _note_attribution(self, attribution: Attribution) -> None:
        values = self._of(attribution.content[0])
        if attribution.source is not None:
            values["named source" if attribution.source.actor_id else "described source"] = 1.0
        if attribution.direct:
            values["direct speech"] = 1.0
        if attribution.stance is not Stance.STATES:
            values["stance"] = 1.0

    def _note_date(self, date: TimeExpression) -> None:
        if date.first is None or date.last is None:
            return
        values, days = self._of(date), (date.last - date.first).days
        values["dated"] = 1.0
        if days == 0:
            values["day"] = 1.0
        if days > _YEAR_DAYS:
            values["year"] = 1.0
