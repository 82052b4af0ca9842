"""States and governments: which words stand for which state's government.

"Bolivia's government", "the Bolivian government", "La Paz" (where it acts) and "the Morales government" are one
actor. Deliberately a state that is merely a place ("in Bolivia") is none.
"""

from __future__ import annotations

from collections.abc import Container

from bluf.analysis.actors.lexicon import Lexicon, fold
from bluf.analysis.actors.mention import Mention
from bluf.analysis.nlp import Parse

_OF_A_STATE = frozenset("government administration regime cabinet state authority authorities".split())
GOVERNMENT_NOUNS = frozenset("government administration regime".split())


def is_state_word(m: Mention, lexicon: Lexicon) -> str | None:
    """ISO code where the whole name is a state or a capital, else None."""
    form = " ".join(m.words)
    return lexicon.state_names.get(form) or lexicon.capitals.get(form)


def government_key(parse: Parse, m: Mention, lexicon: Lexicon, known: Container[str]) -> str | None:
    """ISO code of the state whose government a description names, None where it names none.

    A leader's surname counts where one of his possible states is already an actor, or where there is but one.
    """
    if m.noun not in _OF_A_STATE:
        return None
    if m.country:
        return m.country
    for k in range(m.i, m.j):
        codes = lexicon.leaders.get(fold(parse.text[k])) if parse.text[k][:1].isupper() else None
        if codes:
            here = [c for c in codes if c in known]
            if here or len(codes) == 1:
                return (here or list(codes))[0]
    return None
