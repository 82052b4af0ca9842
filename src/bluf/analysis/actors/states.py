"""States and governments: which words stand for which state's government.

"Bolivia's government", "the Bolivian government", "La Paz" (where it acts) and "the Morales government" are one
actor. Deliberately a state that is merely a place ("in Bolivia") is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container

from bluf.analysis.actors.lexicon import Lexicon, fold
from bluf.analysis.actors.mention import Mention
from bluf.analysis.actors.syntax import acts, relation
from bluf.analysis.nlp import Parse

_OF_A_STATE = frozenset("government administration regime cabinet state authority authorities".split())
_SPORT = frozenset(
    "match goal season league coach striker goalkeeper midfielder defender tournament semifinal quarterfinal playoff "
    "championship innings wicket quarterback touchdown halftime scoreline penalty substitute equalize champion".split()
)
_LEAST_SIGNS, _SIGNS_AMONG = 4, 80  # signs of sport, and tokens to one of them
_LOCATED = frozenset("in at near from to into around outside inside across for of".split())
GOVERNMENT_NOUNS = frozenset("government administration regime".split())


def is_state_word(m: Mention, lexicon: Lexicon) -> str | None:
    """ISO code where the whole name is a state or a capital, else None."""
    form = " ".join(m.words)
    if form in lexicon.demonyms and form not in lexicon.state_names:
        return None
    return lexicon.country(form)


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


def is_sports(parse: Parse) -> bool:
    """True where a text is about a match: countries and cities that act in it are teams."""
    signs = sum(lemma in _SPORT for lemma in parse.lemma)
    return signs >= _LEAST_SIGNS and signs * _SIGNS_AMONG >= len(parse)


def acting_places(parse: Parse, mentions: list[Mention], lexicon: Lexicon) -> set[tuple[str, ...]]:
    """Names of regions and cities that are no state's and no capital's, and that act more often than they are a place.

    "England opened the scoring", "California sued" twice are teams and authorities; "in California", once "Oslo hosted" are not.
    """
    acting: Counter[tuple[str, ...]] = Counter()
    located: Counter[tuple[str, ...]] = Counter()
    for m in mentions:
        if m.named and m.label in ("GPE", "ORG", "PERSON", "") and not is_state_word(m, lexicon):
            rel, _ = relation(parse, m.head)
            acting[m.words] += acts(parse, m.i, m.head) and rel == "nsubj"
            located[m.words] += rel in _LOCATED
    return {parts for parts, count in acting.items() if count > 1 and count > located[parts]}
