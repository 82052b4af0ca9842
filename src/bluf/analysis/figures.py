from __future__ import annotations

from bluf.analysis.nlp import Parse
from bluf.model import Act, Actor, Attribution, Figure, KeyPoint, Place, TimeExpression

def find_figures(parse: Parse, actors: tuple[Actor, ...], attributions: tuple[Attribution, ...], dates: tuple[TimeExpression, ...], places: tuple[Place, ...]) -> tuple[Figure, ...]:
    return ()
