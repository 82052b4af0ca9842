"""Find figures: quantities with what they measure, their bounds, their owner, the time and place they hold for. Parse → `Figure`s.

Numerals come from the text by a grammar of our own (`numbers`), never from entity recognition, which finds a third of them; units (`units`), bounds and
ranges (`bounds`) from the words beside them; what is no figure goes (`filters`); what is counted comes from the parse (`counted`), who says
so from the attributions (`context`), the rank from a small learnt scorer (`rank`). Deliberately no arithmetic, no conversion, no merging.
"""

from __future__ import annotations


from bluf.analysis.figures.bounds import Quantity, find_quantities
from bluf.analysis.figures.context import Context
from bluf.analysis.figures.counted import change_of, counted_noun, measured_by_unit, noun_phrase, singular
from bluf.analysis.figures.filters import is_figure
from bluf.analysis.figures.numbers import NUMBER_WORDS, NumeralKind, find_numerals
from bluf.analysis.figures.rank import rank_figures
from bluf.analysis.figures.special import shares, special
from bluf.analysis.figures.units import DOLLAR
from bluf.analysis.nlp import Parse
from bluf.model import Actor, Attribution, Figure, Place, TimeExpression

__all__ = ["find_figures"]


def find_figures(
    parse: Parse,
    actors: tuple[Actor, ...],
    attributions: tuple[Attribution, ...],
    dates: tuple[TimeExpression, ...],
    places: tuple[Place, ...],
) -> tuple[Figure, ...]:
    """Figures of a document in text order.

    "up to 3,000 Colombian drug traffickers" is None..3000 (`<=`), unit "trafficker", measured "Colombian drug traffickers". Not figures: "page 3",
    "Flight 4590", "in 2005", "one of the", "won 3-1".

    Source: MeasEval 2021 guidelines; guidelines of the own figures set.
    """
    text = parse.doc.text
    words = [(s, e, w) for s, e, w in zip(parse.start, parse.end, parse.lower, strict=True) if w in NUMBER_WORDS]
    numerals = find_numerals(text, words)
    if not numerals:
        return ()
    context = Context(parse, actors, attributions, dates, places)
    found: list[Figure] = []
    previous: str | None = None
    for quantity in shares(text, find_quantities(text, numerals)):
        figure = _figure(text, parse, context, quantity, previous)
        if figure is not None:
            found.append(figure)
            previous = figure.unit
    return rank_figures(parse, tuple(found))


def _figure(text: str, parse: Parse, context: Context, quantity: Quantity, previous: str | None) -> Figure | None:
    """The figure that `quantity` is, None where it is none."""
    core = quantity.core
    i, j = parse.tokens_of(*core)
    if i == j or "".join(parse.document.text[core[0] : core[1]].split()).lower() != "".join(text[core[0] : core[1]].split()).lower():
        return None
    quantity = special(text, parse, quantity, i, j)
    noun = counted_noun(parse, i, j) if quantity.unit is None else None
    if not is_figure(text, parse, quantity, i, j, noun):
        return None
    unit = quantity.unit.full_name if quantity.unit is not None else None
    a, b = parse.tokens_of(quantity.start, quantity.end)
    measured: tuple[int, int] | None
    if noun is not None:
        unit, measured = singular(parse, noun), noun_phrase(parse, noun, j)
        if quantity.kind is NumeralKind.FRACTION:
            unit = None
    else:
        measured = measured_by_unit(parse, quantity, i, j, a, b) if quantity.unit is not None else None
    if quantity.unit is not None and quantity.unit.name == DOLLAR:
        unit = unit.replace(DOLLAR, context.dollar, 1)
    sentence = parse.sents[parse.sent[i]]
    limits = parse.start[sentence[0]], parse.end[sentence[1] - 1]
    holder = context.holder(quantity.start, quantity.end)
    span = parse.span(*measured) if measured is not None and measured[0] < measured[1] else None
    where = parse.document.span(quantity.start, quantity.end)
    return Figure(
        document_id=where.document_id,
        start=where.start,
        end=where.end,
        text=where.text,
        low=quantity.low,
        high=quantity.high,
        value=quantity.value,
        qualifier=quantity.qualifier,
        unit=unit,
        measured=" ".join(span.text.split()) if span is not None else None,
        measured_span=span,
        change=change_of(parse, text, quantity, i, a),
        holder=holder.name if holder is not None else None,
        holder_id=holder.actor_id if holder is not None else None,
        place=context.place(quantity.start, quantity.end, limits),
        period=context.period(quantity.start, quantity.end, limits),
        attribution=holder.index if holder is not None else None,
    )
