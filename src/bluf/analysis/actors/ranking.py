"""How much each actor matters: actors → actors with salience, leading ones first.

Who acts, is acted upon or speaks, early and often, comes before who is merely named.
"""

from __future__ import annotations

import math
from dataclasses import replace

from bluf.analysis.actors.syntax import is_verb, relation
from bluf.analysis.nlp import Parse
from bluf.model import Act, Actor, ActorKind, Attribution


def rank_actors(
    parse: Parse, actors: tuple[Actor, ...], attributions: tuple[Attribution, ...], acts: tuple[Act, ...]
) -> tuple[Actor, ...]:
    """The actors with their salience (0 to 1), highest first; equals in order of first mention."""
    scores = [_score(parse, actor) for actor in actors]
    top = max(scores, default=1.0) or 1.0
    order = sorted(range(len(actors)), key=lambda k: (-scores[k], k))
    return tuple(replace(actors[k], salience=round(scores[k] / top, 4)) for k in order)


def _score(parse: Parse, actor: Actor) -> float:
    total, n = 0.0, max(1, len(parse))
    for span in actor.mentions:
        i, j = parse.tokens_of(span.start, span.end)
        h = next((k for k in range(j - 1, i - 1, -1) if not i <= parse.head[k] < j or parse.head[k] == k), j - 1)
        rel, gov = relation(parse, h)
        w = 1.0 + 0.8 * (rel in ("nsubj", "nsubjpass", "by") and is_verb(parse, gov)) + 0.4 * (rel == "dobj")
        total += w * (1.0 + 0.6 * (i < 0.15 * n or i < 60))
    factor = {ActorKind.MEDIA: 0.5}.get(actor.kind, 1.0)
    return math.log1p(total) * factor
