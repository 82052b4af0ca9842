"""Rank the sentences of a document by how much they tell: Parse and findings → KeyPoints, best first.

"Rebels seized the port of Kismayo on Monday, killing at least 12 soldiers, the army said." in the lead is a key point. Not one:
a heading, a question, "This was wrong, they added.", a byline. What is ranked high is told by a small trained model over position,
centrality, form and our own findings (`scorer`); what may stand alone is decided by rules (`form`); a sentence that repeats a
chosen one falls behind.

Source: Edmundson 1969 (position, cue words); Radev et al. 2004 (centroid); Carbonell and Goldstein 1998 (marginal relevance).
"""

from __future__ import annotations

import math

from bluf.analysis.key_points.centrality import Centrality, find_centrality
from bluf.analysis.key_points.features import describe
from bluf.analysis.key_points.findings import Findings
from bluf.analysis.key_points.form import about, is_candidate, is_whole, stands_alone, trim
from bluf.analysis.key_points.genre import Genre, find_genre
from bluf.analysis.key_points.scorer import scorer
from bluf.analysis.nlp import Parse
from bluf.model import Actor, Attribution, Caveat, Figure, KeyPoint, TimeExpression

__all__ = ["Centrality", "Findings", "Genre", "find_genre", "genre_caveats", "rank_key_points"]

_MOST = 40  # sentences ranked for a briefing; the rest tells nothing new
_COMPARED = 120  # best sentences among which repetitions are looked for
_VIEW = 0.5  # salience of the best sentence of a text that does not report, beside 1 of a report's
_REPEATED = 1.0  # log odds lost by a sentence for each unit of cosine with a chosen one


def rank_key_points(
    parse: Parse,
    actors: tuple[Actor, ...],
    figures: tuple[Figure, ...],
    attributions: tuple[Attribution, ...],
    dates: tuple[TimeExpression, ...],
) -> tuple[KeyPoint, ...]:
    """Whole sentences, best first, each with whether it can stand alone; salience 0 to 1, 1 for the best of a report.

    Headings, tables, questions and fragments are never key points. A span begins after a leading connective ("But", "Meanwhile,")
    and ends before a clause that a long sentence can do without, so it may be shorter than its sentence.
    """
    sentences = [k for k in range(len(parse.sents)) if is_candidate(parse, k)]
    if not sentences:
        return ()
    central = find_centrality(parse, sentences)
    rows = describe(parse, central, Findings(parse, actors, figures, attributions, dates))
    genre = find_genre(parse)
    personal = genre.is_personal
    odds = scorer().log_odds(rows)
    scored = [(x, row) for row, (x, k) in enumerate(zip(odds, central.sentences, strict=True)) if is_whole(parse, k)]
    if not scored:
        return ()
    ordered = put_repetition_last(sorted(scored, key=lambda s: (-s[0], s[1]))[:_COMPARED], central)
    best = _probability(ordered[0][0])
    worth = _VIEW if personal else 1.0
    # The root keeps the tenth sentence of a report visible beside the first, whose odds are far higher.
    return tuple(
        _key_point(parse, central.sentences[row], worth * math.sqrt(_probability(x) / best), genre)
        for x, row in ordered[:_MOST]
    )


def genre_caveats(parse: Parse) -> tuple[Caveat, ...]:
    """What the reader must know of a text that does not report: that its points are its author's or its speakers' own words."""
    return find_genre(parse).caveats(parse.document.uri or None)


def put_repetition_last(scored: list[tuple[float, int]], central: Centrality) -> list[tuple[float, int]]:
    """The same rows, each after those that tell more beside the rows chosen before it; scores fall steadily."""
    chosen: list[tuple[float, int]] = []
    repeated = dict.fromkeys((row for _, row in scored), 0.0)
    waiting = {row: x for x, row in scored}
    while waiting and len(chosen) < _MOST:
        x, row = max(((x - _REPEATED * repeated[row], row) for row, x in waiting.items()), key=lambda s: (s[0], -s[1]))
        chosen.append((x, row))
        del waiting[row]
        for other in waiting:
            repeated[other] = max(repeated[other], central.similarity(row, other))
    return chosen


def _probability(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


def _key_point(parse: Parse, k: int, salience: float, genre: Genre) -> KeyPoint:
    span, named = parse.span(*trim(parse, k)), about(parse, k)
    return KeyPoint(
        document_id=span.document_id,
        start=span.start,
        end=span.end,
        text=span.text,
        salience=round(max(0.0, min(1.0, salience)), 4),
        alone=stands_alone(parse, k, personal=genre.is_personal),
        about=parse.span(*named) if named else None,
        view=genre is Genre.OPINION,  # a first person alone also tells plain facts
    )
