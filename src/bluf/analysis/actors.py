from __future__ import annotations

from bluf.analysis.nlp import Parse
from bluf.model import Act, Actor, Attribution, Figure, KeyPoint, Place, TimeExpression

def find_actors(parse: Parse, places: tuple[Place, ...]) -> tuple[Actor, ...]:
    return ()


def find_acts(parse: Parse, actors: tuple[Actor, ...]) -> tuple[Act, ...]:
    return ()


def rank_actors(parse: Parse, actors: tuple[Actor, ...], attributions: tuple[Attribution, ...], acts: tuple[Act, ...]) -> tuple[Actor, ...]:
    return actors
