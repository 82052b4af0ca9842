from __future__ import annotations

from bluf.analysis.nlp import Parse
from bluf.model import Act, Actor, Attribution, Figure, KeyPoint, Place, TimeExpression

def find_attributions(parse: Parse, actors: tuple[Actor, ...]) -> tuple[Attribution, ...]:
    return ()
