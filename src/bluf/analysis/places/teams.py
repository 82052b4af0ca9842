"""Towns and states that stand for their teams: tokens of a parse → yes or no.

"Monaco deserved to win", "Bilbao's lead" and "beat Barcelona" name clubs in a text about sport; "they met in Barcelona" names the
town. Deliberately nothing in texts that are not about sport, and no national teams: a country is the country.

Source: GeoVirus (Gritta et al. 2018): associative toponyms are kept apart from literal ones.
"""

from __future__ import annotations

from functools import lru_cache

from bluf.analysis.nlp import Parse

_SPORT = frozenset(
    "league match goal cup striker midfielder defender goalkeeper coach champions quarterfinal quarterfinals semifinal semifinals "
    "tournament playoff playoffs ncaa nba nfl premier penalty halftime basketball football soccer baseball hockey season".split()
)
_ENOUGH = 5  # words of sport that make a text one about it
_PLAYS = frozenset(
    "deserve win beat lose draw play score concede defeat lead trail equalize equalise advance qualify finish shoot dominate "
    "progress attack defend host face".split()
)
_OWNS = frozenset(
    "lead record goal goals striker captain defender goalkeeper keeper victory win wins defeat season attack midfielder coach "
    "manager fans side defense defence bench starters players".split()
)
_AGAINST = frozenset("against beat beating defeated defeating facing faced versus v vs over".split())


def is_team(parse: Parse, i: int, j: int) -> bool:
    """True where the town or state in tokens `i`..`j` is its team."""
    if not _about_sport(parse):
        return False
    if i and parse.lower[i - 1] in _AGAINST:
        return True
    if parse.lower[j : j + 1] in (["'s"], ["'"]):
        return not _OWNS.isdisjoint(parse.lower[j + 1 : j + 3])
    k = j - 1
    return parse.dep[k] == "nsubj" and parse.lemma[parse.head[k]] in _PLAYS


@lru_cache(maxsize=4)
def _about_sport(parse: Parse) -> bool:
    """Asked once a text."""
    return sum(word in _SPORT for word in parse.lower) >= _ENOUGH
