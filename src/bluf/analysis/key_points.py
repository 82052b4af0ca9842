from __future__ import annotations

from bluf.analysis.nlp import Parse
from bluf.model import Act, Actor, Attribution, Figure, KeyPoint, Place, TimeExpression

def rank_key_points(parse: Parse, actors: tuple[Actor, ...], figures: tuple[Figure, ...], attributions: tuple[Attribution, ...], dates: tuple[TimeExpression, ...]) -> tuple[KeyPoint, ...]:
    return ()
