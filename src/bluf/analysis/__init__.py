"""The stage that finds: Document → Analysis.

Explicit calls in an order that their arguments show; no list of plugins. Every finder is a function of a `Parse` (and of what other
finders found) and returns frozen findings that carry their spans. Deliberately nothing is merged over documents here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from bluf.analysis.actors import find_actors, find_acts, rank_actors
from bluf.analysis.attribution import find_attributions
from bluf.analysis.blocks import find_blocks
from bluf.analysis.dates import find_dates
from bluf.analysis.figures import find_figures
from bluf.analysis.key_points import genre_caveats, rank_key_points
from bluf.analysis.nlp import DEFAULT_MODEL, Parse, load_model, load_model_once, parse_document, parse_documents
from bluf.analysis.places import find_places
from bluf.interruption import OutOfTime, time_limit
from bluf.model import Analysis, BlockKind, Caveat, Document, Span

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["DEFAULT_MODEL", "Parse", "analyze", "analyze_many", "analyze_parse", "load_model", "load_model_once"]


def analyze(document: Document, *, nlp: Language) -> Analysis:
    """All findings of one document."""
    return analyze_parse(parse_document(document, nlp))


def analyze_many(
    documents: Iterable[Document], *, nlp: Language, batch_size: int = 128, seconds: float = math.inf
) -> Iterator[Analysis]:
    """All findings of many documents, in order, as a stream: memory does not grow with their number.

    `seconds` is the processor time for parsing one document, and that for looking for findings in it. What was found until then is
    given, with a caveat that says what was not looked at.
    """
    parses = parse_documents(documents, nlp, batch_size=batch_size, seconds=seconds)
    return map(partial(analyze_parse, seconds=seconds), parses)


def analyze_parse(parse: Parse, *, seconds: float = math.inf) -> Analysis:
    """All findings of a parsed document, or those that could be made in `seconds`."""
    found: dict[str, Any] = {}
    late = False
    try:
        with time_limit(seconds):
            _find(parse, found)
    except OutOfTime:
        late = True
    caveats = (*_late(parse, seconds, late=late), *found.pop("caveats", ()))
    return Analysis(document=parse.whole, sentences=(*_sentences(parse), *_rest(parse)), caveats=caveats, **found)


def _find(parse: Parse, found: dict[str, Any]) -> None:
    """Fill `found` with fields of `Analysis`, one after the other, so that those made are there whatever comes."""
    found["caveats"] = genre_caveats(parse)
    dates = found["dates"] = find_dates(parse)
    places = found["places"] = find_places(parse)
    named = found["actors"] = find_actors(parse, places)
    attributions = found["attributions"] = find_attributions(parse, named)
    acts = found["acts"] = find_acts(parse, named)
    actors = found["actors"] = rank_actors(parse, named, attributions, acts)
    figures = found["figures"] = find_figures(parse, actors, attributions, dates, places)
    found["key_points"] = rank_key_points(parse, actors, figures, attributions, dates)


def _late(parse: Parse, seconds: float, *, late: bool) -> Iterator[Caveat]:
    """What was not looked at because the time was up."""
    uri = parse.whole.uri
    ended = f"Analysis ended after {seconds:g} seconds (limit analysis_seconds)"
    if parse.document is not parse.whole:
        percent = 100 * len(parse.document.text) // len(parse.whole.text)
        yield Caveat(message=f"{ended}: only the first {percent}% of the text was looked at.", uri=uri)
    if late:
        yield Caveat(message=f"{ended}: some kinds of findings are missing.", uri=uri)


def _rest(parse: Parse) -> tuple[Span, ...]:
    """Units of the annex for what was not parsed: its blocks."""
    if parse.document is parse.whole:
        return ()
    text, end = parse.whole.text, len(parse.document.text)
    blocks = parse.whole.blocks or find_blocks(text)
    units = ((max(b.start, end), b.end) for b in blocks if b.end > end)
    return tuple(parse.whole.span(start, stop) for start, stop in units if text[start:stop].strip())


def _sentences(parse: Parse) -> tuple[Span, ...]:
    """The numbered units of the annex: sentences, and rows of tables, whose cells were parsed apart."""
    units: list[tuple[int, int]] = []
    for i, j in parse.sents:
        start, end = parse.start[i], parse.end[j - 1]
        row = parse.block[i] >= 0 and parse.blocks[parse.block[i]].kind is BlockKind.TABLE
        if row and units and parse.block[parse.tokens_of(*units[-1])[0]] == parse.block[i]:
            before = units[-1][1]
            if "\n" not in parse.document.text[before:start]:
                units[-1] = (units[-1][0], end)
                continue
        units.append((start, end))
    return tuple(parse.document.span(start, end) for start, end in units)
