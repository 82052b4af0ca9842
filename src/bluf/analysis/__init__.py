"""The stage that finds: Document → Analysis.

Explicit calls in an order that their arguments show; no list of plugins. Every finder is a function of a `Parse` (and of what other
finders found) and returns frozen findings that carry their spans. Deliberately nothing is merged over documents here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bluf.analysis.actors import find_actors, find_acts, rank_actors
from bluf.analysis.attribution import find_attributions
from bluf.analysis.dates import find_dates
from bluf.analysis.figures import find_figures
from bluf.analysis.key_points import genre_caveats, rank_key_points
from bluf.analysis.nlp import DEFAULT_MODEL, Parse, load_model, load_model_once, parse_document, parse_documents
from bluf.analysis.places import find_places
from bluf.model import Analysis, BlockKind, Document, Span

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["DEFAULT_MODEL", "Parse", "analyze", "analyze_many", "analyze_parse", "load_model", "load_model_once"]


def analyze(document: Document, *, nlp: Language) -> Analysis:
    """All findings of one document."""
    return analyze_parse(parse_document(document, nlp))


def analyze_many(documents: Iterable[Document], *, nlp: Language, batch_size: int = 128) -> Iterator[Analysis]:
    """All findings of many documents, in order, as a stream: memory does not grow with their number."""
    return map(analyze_parse, parse_documents(documents, nlp, batch_size=batch_size))


def analyze_parse(parse: Parse) -> Analysis:
    """All findings of a parsed document."""
    dates = find_dates(parse)
    places = find_places(parse)
    named = find_actors(parse, places)
    attributions = find_attributions(parse, named)
    acts = find_acts(parse, named)
    actors = rank_actors(parse, named, attributions, acts)
    figures = find_figures(parse, actors, attributions, dates, places)
    key_points = rank_key_points(parse, actors, figures, attributions, dates)
    return Analysis(
        document=parse.document,
        sentences=_sentences(parse),
        key_points=key_points,
        actors=actors,
        acts=acts,
        figures=figures,
        attributions=attributions,
        dates=dates,
        places=places,
        caveats=genre_caveats(parse),
    )


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
