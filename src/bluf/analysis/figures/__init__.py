"""Find figures: quantities with what they measure, their bounds, their owner, the time and place they hold for. Parse → `Figure`s.

Numerals come from the text by a grammar of our own (`numbers`), never from entity recognition, which finds a third of them; units
(`units`), bounds and ranges (`bounds`) from the words beside them; what is no figure goes (`filters`); what is counted comes from
the parse (`counted`), who says so from the attributions (`context`), the rank from a small learnt scorer (`rank`). Deliberately
no arithmetic, no conversion, no merging.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict

from bluf.analysis.figures.about import concept_of, is_share_of
from bluf.analysis.figures.bounds import Quantity, find_quantities
from bluf.analysis.figures.change import DOWN, UP, change_of
from bluf.analysis.figures.clause import rate_behind
from bluf.analysis.figures.context import Context
from bluf.analysis.figures.counted import Phrase, counted_noun, noun_phrase, singular, sized_by
from bluf.analysis.figures.ellipsis import elliptic, is_fate, is_mention, shares_unit, suspended
from bluf.analysis.figures.filters import is_figure
from bluf.analysis.figures.measured import is_offset, measured_by_unit, without
from bluf.analysis.figures.numbers import NUMBER_WORDS, NumeralKind, find_numerals
from bluf.analysis.figures.parts import before_of, rate_of, whole_of
from bluf.analysis.figures.rank import rank_figures
from bluf.analysis.figures.special import shares, special
from bluf.analysis.figures.units import DOLLAR, UnitKind
from bluf.analysis.figures.unreadable import find_unreadable
from bluf.analysis.nlp import Parse
from bluf.model import Actor, Attribution, Figure, Number, Place, Qualifier, Span, TimeExpression, collapse

__all__ = ["find_figures"]


def find_figures(
    parse: Parse,
    actors: tuple[Actor, ...],
    attributions: tuple[Attribution, ...],
    dates: tuple[TimeExpression, ...],
    places: tuple[Place, ...],
) -> tuple[Figure, ...]:
    """Figures of a document in text order.

    "up to 3,000 Colombian drug traffickers" is None..3000 (`<=`), unit "trafficker", measured "Colombian drug traffickers". Not
    figures: "page 3", "Flight 4590", "in 2005", "one of the", "won 3-1".

    Source: MeasEval 2021 guidelines; guidelines of the own figures set.
    """
    text = parse.doc.text
    words = [
        (start, start + len(word), word)
        for start, token in zip(parse.start, parse.lower, strict=True)
        if (word := token if token[-1:] != "-" else token[:-1]) in NUMBER_WORDS  # "four- and five-bedroom"
    ]
    numerals = find_numerals(text, words)
    if not numerals:
        return find_unreadable(parse.document, ())
    context = Context(parse, actors, attributions, dates, places)
    found: list[Figure] = []
    counted: Figure | None = None
    same: dict[Number | None, Figure] = {}
    quantities = shares(text, find_quantities(text, numerals))
    for k, quantity in enumerate(quantities):
        before = same.get(quantity.value) if quantity.value is not None else None
        figure, counts = _figure(text, parse, context, quantity, (counted, before, found[-1] if found else None))
        if figure is not None:
            figure = _with_parts(parse, text, figure, quantities, k)
            found.append(figure)
            if counts:
                counted = same[figure.value] = figure
    ranked = rank_figures(parse, tuple(found))
    return tuple(sorted((*ranked, *find_unreadable(parse.document, ranked)), key=lambda f: f.start))


_WAYS = frozenset(
    "from north south east west northeast northwest southeast southwest outside off above below deep inland".split()
)


def _with_parts(parse: Parse, text: str, figure: Figure, quantities: list[Quantity], k: int) -> Figure:
    """`figure`, the `k`-th of `quantities` in the parser's `text`, with the whole it is a part of and the level before it."""
    whole = whole_of(text, quantities[k], quantities[k + 1] if k + 1 < len(quantities) else None)
    if whole is not None:
        figure = replace(figure, whole=whole[0], whole_span=parse.document.span(*whole[1]))
    before = before_of(text, quantities[k], quantities[k - 1] if k else None)
    if before is not None:
        figure = replace(figure, before=before[0], before_span=parse.document.span(*before[1]))
    return figure


_SPANNED = frozenset("in last past next coming previous first".split())  # "the first visit in three decades"
_SPANS = frozenset("year month week day hour minute".split())
_Earlier = tuple[Figure | None, Figure | None, Figure | None]


def _figure(
    text: str, parse: Parse, context: Context, quantity: Quantity, earlier: _Earlier
) -> tuple[Figure | None, bool]:
    """The figure that `quantity` is, None where it is none, and whether it counts things that a later bare number may mean.

    Args:
        text: what the offsets count in.
        parse: its parse.
        context: who says what, when and where.
        quantity: what was read.
        earlier: the figure before it that counts things, the one of them that has the same value ("the 3,000 figure"), and the
            figure right before it.
    """
    core = quantity.core
    i, j = parse.tokens_of(core[0], core[1] if quantity.unit is not None else max(core[1], quantity.end))
    if i == j or not _same(parse.document.text[slice(*core)], text[slice(*core)]):
        return None, False
    quantity = special(text, parse, quantity, i)
    noun = counted_noun(parse, i, j) if quantity.unit is None else None
    dated = quantity.unit is None and noun is None and context.is_date(*core)
    if dated or not is_figure(text, parse, quantity, i, j, noun):
        return None, False
    a, b = parse.tokens_of(quantity.start, quantity.end)
    cell = context.tables.cell(quantity, i)
    if cell is not None and cell.listed:
        return None, False
    if cell is not None:
        unit, span, about = cell.unit, cell.measured, cell.about
        quantity = quantity.times(cell.scale)
    else:
        unit, span, about = _what(parse, context, quantity, (i, j, a, b), noun, earlier)
    if about is not None and span is not None and span.overlaps(about):
        about = None
    place = _place(parse, context, quantity, i)
    if cell is not None and cell.holder is not None:
        place["holder"] = collapse(cell.holder.text)
    if cell is None and is_mention(parse, i, noun):
        place["holder"], place["holder_id"], place["attribution"] = _said_before(earlier[1])
        quantity = _bounded_before(quantity, earlier[1])
    figure = Figure(
        **place,
        low=quantity.low,
        high=quantity.high,
        value=quantity.value,
        qualifier=quantity.qualifier,
        unit=unit,
        measured=collapse(span.text) if span is not None else None,
        measured_span=span,
        concept=collapse(about.text) if about is not None else None,
        change=change_of(parse, text, quantity, i, a),
        rate=rate_of(parse, quantity, span),
    )
    last = earlier[2]
    if last is not None and _repeats(text, last, quantity):
        figure = _repeat(figure, last)
    return figure, cell is None and quantity.unit is None and unit is not None


def _said_before(figure: Figure | None) -> tuple[str | None, str | None, int | None]:
    """Holder of the figure that is mentioned again; nobody where the text does not tell it: who cites it is not its source."""
    return (figure.holder, figure.holder_id, figure.attribution) if figure is not None else (None, None, None)


def _bounded_before(quantity: Quantity, figure: Figure | None) -> Quantity:
    """`quantity` with the bounds of the figure that it mentions: "up to 3,000 ..." and then "the figure of 3,000"."""
    if figure is None or quantity.qualifier is not Qualifier.EQUAL:
        return quantity
    return replace(quantity, low=figure.low, high=figure.high, qualifier=figure.qualifier)


class _Place(TypedDict):
    """Where a figure stands and who says so."""

    document_id: str
    start: int
    end: int
    text: str
    holder: str | None
    holder_id: str | None
    attribution: int | None
    place: Place | None
    period: TimeExpression | None


def _place(parse: Parse, context: Context, quantity: Quantity, i: int) -> _Place:
    first, behind = parse.sents[parse.sent[i]]
    sentence = parse.start[first], parse.end[behind - 1]
    holder = context.holder(quantity.core[1] - 1)
    if (
        holder is not None
        and quantity.unit is not None
        and quantity.unit.kind is UnitKind.AGE
        and context.demands(holder)
    ):
        holder = None  # "called for calm after the arrest of the premier, 51"
    where = parse.document.span(quantity.start, quantity.end)
    timeless = _is_timeless(parse, quantity)
    return _Place(
        document_id=where.document_id,
        start=where.start,
        end=where.end,
        text=where.text,
        holder=holder.name if holder is not None else None,
        holder_id=holder.actor_id if holder is not None else None,
        attribution=holder.index if holder is not None else None,
        place=None if timeless else context.place(where.start, where.end, i, sentence),
        period=None if timeless else context.period(where.start, where.end, i, sentence),
    )


def _is_timeless(parse: Parse, quantity: Quantity) -> bool:
    """True where no place or time of the clause can be the figure's: ages, "three days after", "a 9,000-ton tanker"."""
    kind = quantity.unit.kind if quantity.unit is not None else None
    first, _ = parse.tokens_of(quantity.start, quantity.end)
    before = parse.lower[first - 1] if first else ""
    if kind is UnitKind.DURATION and (before in _SPANNED or is_offset(parse, quantity.end)):
        return True
    if kind is UnitKind.AGE:
        return True
    k, _ = parse.tokens_of(quantity.end, quantity.end + 2)
    far = k < len(parse) and kind in (UnitKind.MEASURE, None) and _is_distance(parse, k)
    return far or (kind in (UnitKind.MEASURE, UnitKind.DURATION) and k < len(parse) and parse.pos[k] in ("NOUN", "ADJ"))


def _is_distance(parse: Parse, k: int) -> bool:
    """True for the words behind "40 km", at token `k`, that make it a way from somewhere: "from Aden", "(25 miles) away"."""
    if parse.lower[k : k + 1] == ["of"]:
        k += 2  # "hundreds of miles away"
    if parse.lower[k : k + 1] == ["("]:
        k = next((c + 1 for c in range(k, min(k + 6, len(parse))) if parse.lower[c] == ")"), k)
    k += parse.lower[k : k + 1] == ["away"]
    return k < len(parse) and (parse.lower[k - 1] == "away" or parse.lower[k] in _WAYS)


def _repeat(figure: Figure, last: Figure) -> Figure:
    """`figure`, which says `last` in another unit, about the same thing and bounded in the same way."""
    figure = replace(
        figure,
        measured=last.measured,
        measured_span=last.measured_span,
        concept=last.concept,
        place=last.place,
        period=last.period,
    )
    if figure.qualifier is not Qualifier.EQUAL or last.qualifier is Qualifier.RANGE:
        return figure
    low = figure.low if last.low is not None else None
    high = figure.high if last.high is not None else None
    return replace(figure, qualifier=last.qualifier, low=low, high=high)


def _what(
    parse: Parse,
    context: Context,
    quantity: Quantity,
    tokens: tuple[int, int, int, int],
    noun: int | None,
    counted: _Earlier,
) -> tuple[str | None, Span | None, Span | None]:
    """The unit, what is counted or measured, and what the figure is about, by its sentence."""
    earlier = counted[0]
    mention = is_mention(parse, tokens[0], noun)
    if mention:  # counts what 3,000 counted before
        noun, earlier = None, counted[1]
        if earlier is None and quantity.unit is None:
            return None, None, None
    unit, span = _unit_and_measured(parse, context, quantity, tokens, noun, (earlier, counted[2]))
    again = earlier is not None and earlier is counted[1] and (unit is None or mention)
    if again and earlier is not None and quantity.unit is None:
        unit, span = earlier.unit, earlier.measured_span
    behind = parse.lower[tokens[3]] if tokens[3] < len(parse) else ""
    told = behind in UP | DOWN or (span is not None and not is_share_of(parse, quantity, tokens[0]))
    if noun is None and (told or quantity.unit is None or quantity.unit.kind is UnitKind.AGE):
        return unit, span, None
    end = tokens[3] if _is_time(quantity) else len(parse)
    timed = quantity.unit is not None and quantity.unit.kind is UnitKind.DURATION
    return unit, span, _span(parse, concept_of(parse, tokens[0], end, counted=noun, timed=timed))


def _same(a: str, b: str) -> bool:
    """True where the parser saw what stands there: it is given endless runs in pieces."""
    return "".join(a.split()).lower() == "".join(b.split()).lower()


def _repeats(text: str, last: Figure, quantity: Quantity) -> bool:
    """True for the same quantity in another unit, "1.9 miles (3 km)", and for its smaller part, "5 feet 9 inches"."""
    if quantity.unit is None or last.unit is None or last.unit == quantity.unit.name or quantity.start - last.end > 6:
        return False
    between = text[last.end : quantity.start]
    if between in (", ", " and ", ", and "):
        return quantity.unit.kind is UnitKind.DURATION and last.unit in _SPANS
    if between == " ":
        return (last.unit, quantity.unit.name) in (("foot", "inch"), ("pound", "ounce")) or (
            quantity.unit.kind is UnitKind.DURATION and last.unit in _SPANS
        )
    return len(between) < 4 and between.strip() in ("(", "/", "[")


def _unit_and_measured(
    parse: Parse,
    context: Context,
    quantity: Quantity,
    tokens: tuple[int, int, int, int],
    noun: int | None,
    earlier: tuple[Figure | None, Figure | None],
) -> tuple[str | None, Span | None]:
    """The unit and what is counted or measured.

    `tokens` are those of the numerals and of the whole quantity, `earlier` the figure before it that counts and the one before it.
    """
    i, j, a, b = tokens
    counted, last = earlier
    if quantity.unit is not None:
        name = quantity.unit.full_name
        if quantity.unit.name == DOLLAR:
            name = name.replace(DOLLAR, context.dollar, 1)
        span = _span(parse, measured_by_unit(parse, quantity, i, a, b))
        beside = span is None and last is not None and last.unit == name and shares_unit(parse, a, last)
        return name, last.measured_span if beside and last is not None else span
    if noun is not None:
        if parse.lower[noun] == "points" and isinstance(quantity.low, float):  # of an index
            return "point", _span(parse, measured_by_unit(parse, quantity, i, a, b + 1))
        if parse.lower[noun] in ("olds", "year-olds"):  # "two 17-year-olds"
            return "person", _span(parse, (j, noun + 1))
        sized = sized_by(parse, j, noun, one=quantity.low == 1)
        noun -= sized is not None and sized < noun - 1 and _is_verb(parse, noun)
        unit = None if quantity.kind is NumeralKind.FRACTION else singular(parse, noun if sized is None else sized)
        start, end = noun_phrase(parse, noun, j if sized is None else sized + 1)
        return unit, _span(parse, (start, rate_behind(parse, end - 1) or end))
    if quantity.kind is NumeralKind.FRACTION:
        return None, None
    return _bare(parse, quantity, tokens, counted, last)


def _is_verb(parse: Parse, noun: int) -> bool:
    """True for a verb that the parser took for a plural: "details" in "the 102-page report details widespread abuse"."""
    behind = parse.pos[noun + 1] if noun + 1 < len(parse) else ""
    return parse.tag[noun] == "NNS" and parse.tag[noun - 1] == "NN" and behind in ("ADJ", "DET", "PRON", "PROPN")


def _bare(
    parse: Parse, quantity: Quantity, tokens: tuple[int, int, int, int], counted: Figure | None, last: Figure | None
) -> tuple[str | None, Span | None]:
    """Unit and measured phrase of a number beside which neither a unit nor a noun stands."""
    i, j, a, b = tokens
    hanging = suspended(parse, j)
    if hanging is not None:
        return hanging
    if last is not None and shares_unit(parse, i, last):
        return last.unit, last.measured_span
    missing = elliptic(parse, i, j, counted)
    if missing is None:
        return None, _span(parse, measured_by_unit(parse, quantity, i, a, b))
    unit, phrase = missing
    phrase = without(parse, phrase, a, b) if phrase is not None else None
    if phrase is not None or counted is None or unit != counted.unit or is_fate(parse, counted):
        return unit, _span(parse, phrase)
    return unit, counted.measured_span


def _is_time(quantity: Quantity) -> bool:
    return quantity.unit is not None and quantity.unit.kind in (UnitKind.DURATION, UnitKind.MEASURE)


def _span(parse: Parse, phrase: Phrase | None) -> Span | None:
    return parse.span(*phrase) if phrase is not None and phrase[0] < phrase[1] else None
