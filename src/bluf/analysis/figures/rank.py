"""Rank figures: how much each carries its story, 0 to 1."""

from __future__ import annotations

from bluf.analysis.nlp import Parse
from bluf.model import Figure


def rank_figures(parse: Parse, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures with their salience set, in the order given."""
    return figures
