"""How much each actor matters: actors → actors with salience, leading ones first.

Who acts, is acted upon or speaks, early and often, comes before who is merely named. The learnt first guess of
`find_actors` is raised by what only later finders know: who is quoted, and who does something in a clause of its own.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

from bluf.analysis.actors.acts import deeds
from bluf.analysis.nlp import Parse
from bluf.model import Act, Actor, Attribution, EventRole

_QUOTED = 0.1  # added to the log-odds for each doubling
_ACTING, _TOLD = 0.1, 0.2  # for all deeds, wished and feared ones too, and for those that are told as done
_IN_EVENT = 0.5  # added for perpetrators and victims; both tuned on own_wikinews and own_fbis, by r5 of central actors
_FACELESS = 0.7  # taken from "military sources", who only say it
_SOURCES = frozenset(("sources", "source", "reports"))
_CENTRAL = frozenset((EventRole.PERP_INDIVIDUAL, EventRole.PERP_ORGANIZATION, EventRole.VICTIM))


def rank_actors(
    parse: Parse,
    actors: tuple[Actor, ...],
    attributions: tuple[Attribution, ...],
    acts: tuple[Act, ...],
) -> tuple[Actor, ...]:
    """The actors with their salience (0 to 1), highest first; equals in order of first mention."""
    quoted = Counter(a.source.actor_id for a in attributions if a.source and a.source.actor_id)
    told = Counter(a.actor_id for a in acts)
    acting = {a.id: sum(1 for _ in deeds(parse, a)) for a in actors}
    odds = [
        _log_odds(a.salience)
        + _QUOTED * math.log2(1 + quoted[a.id])
        + _TOLD * math.log2(1 + told[a.id])
        + _ACTING * math.log2(1 + acting[a.id])
        + _IN_EVENT * (not _CENTRAL.isdisjoint(a.roles))
        - _FACELESS * (a.name.rpartition(" ")[2].lower() in _SOURCES)
        for a in actors
    ]
    order = sorted(range(len(actors)), key=lambda k: (-odds[k], k))
    return tuple(replace(actors[k], salience=round(1 / (1 + math.exp(-odds[k])), 4)) for k in order)


def _log_odds(probability: float) -> float:
    """Log-odds of a probability, kept finite."""
    p = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))
