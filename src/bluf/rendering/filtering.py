"""Filters that work without a script: style rules that hide the lines that do not fit the choice in a select of the page.

In: how many actors and sources can be chosen, and which stances. Out: CSS made of numbers and fixed words alone, never of words of
a source. It is for the screen only: what is printed is always whole. The target of a link is shown whatever was chosen.

`:has()` is known to browsers since 2023; in older ones the selects are not shown (`screen.css`) and the page is whole.
"""

from __future__ import annotations

from collections.abc import Iterable

ACTOR, SOURCE, STANCE = "who", "src", "stance"
"""What lines can be filtered by: the names of the selects ("by-who") and of the attributes of lines ("data-who")."""

SOURCES = 60
"""Sources after these cannot be chosen: a list of hundreds is not read, and every choice is a rule."""

_KEPT = ":not(:target,:has(:target))"
_EVERY_PART = ":is(.part,.annex,.annex article)"


def filter_rules(actors: int, sources: int, stances: Iterable[str]) -> str:
    """The rules for that many actors and sources, both numbered from 1, and these stances."""
    rules = [_rule(ACTOR, str(number), _EVERY_PART) for number in range(1, actors + 1)]
    rules += [_rule(SOURCE, str(number), _EVERY_PART) for number in range(1, min(sources, SOURCES) + 1)]
    rules += [_rule(STANCE, stance, ".part") for stance in stances]  # a sentence of the annex has no stance
    return "".join(rules)


def _rule(name: str, value: str, parts: str) -> str:
    lines = "[data-src]" if name != STANCE else ".part [data-src]"
    fits = f'[data-{name}~="{value}"]'
    return (
        f'body:has(#by-{name} [value="{value}"]:checked) '
        f":is({lines}:not({fits}),{parts}:not(:has({fits}))){_KEPT}{{display:none}}\n"
    )
