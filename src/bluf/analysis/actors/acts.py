"""What actors do: parse and actors → clauses.

"Rebels seized the port on Monday, the army said" gives the clause "Rebels seized the port on Monday" for the rebels. Not an act: the mere
"the army said", "Colombia is a country".
"""

from __future__ import annotations

from bluf.analysis.actors.syntax import NOT_AGENTIVE, SPEECH, is_verb, relation
from bluf.analysis.nlp import Parse
from bluf.model import Act, Actor

_MAX_TOKENS = 60


def find_acts(parse: Parse, actors: tuple[Actor, ...]) -> tuple[Act, ...]:
    """Clauses in which an actor does something or has something done to it, in text order."""
    return ()
