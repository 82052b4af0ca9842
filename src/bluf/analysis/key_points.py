"""Rank the sentences of a document by how much they tell: Parse and findings → KeyPoints, best first.

"Rebels seized the port of Kismayo on Monday, killing at least 12 soldiers, the army said." in the lead is a key point. Not one: a
heading, a question, "He added that this was wrong.", a byline.

Salience is centrality (tf-idf cosine with the whole document) damped by the square root of position, as no package that we measured
beats it, times what makes a line worth an analyst's while: a leading actor, a figure, a named source, a date.

Source: Radev et al. 2004 (centroid); Edmundson 1969 (position and cue words); weights tuned on the keypoints sets that
bench/scores.py runs.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from functools import cache
from importlib.resources import files

from bluf.analysis.nlp import Parse
from bluf.model import Actor, Attribution, BlockKind, Figure, KeyPoint, Span, TimeExpression

_MOST = 40  # sentences ranked for a briefing; the rest tells nothing new
_LEAST_WORDS = 6
_LONG_WORDS = 55
_LEADING = 5  # actors that count as leading
_CONTENT_POS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_DANGLING = frozenset("he she it they this that these those such his her their its him them".split())
_CONNECTIVES = frozenset(
    "but and so however meanwhile also then yet still thus therefore moreover nevertheless".split()
)
_OPENINGS = frozenset("after as before in on once since when while with".split())
_FIRST_PERSON = frozenset("i we you my our your me us".split())


def rank_key_points(
    parse: Parse,
    actors: tuple[Actor, ...],
    figures: tuple[Figure, ...],
    attributions: tuple[Attribution, ...],
    dates: tuple[TimeExpression, ...],
) -> tuple[KeyPoint, ...]:
    """Sentences that can stand alone, best first; salience 0 to 1, 1 for the best.

    Headings and tables are never key points.
    """
    sentences = [
        k
        for k, (i, j) in enumerate(parse.sents)
        if j - i >= _LEAST_WORDS and not parse.in_heading(i) and not _in_table(parse, i)
    ]
    if not sentences:
        return ()
    central = _centrality(parse, sentences)
    wanted = _Findings(parse, actors, figures, attributions, dates)
    scored = []
    for position, k in enumerate(sentences):
        score = central[position] / math.sqrt(position + 1) * _form(parse, k) * wanted.worth(k)
        scored.append((score, position, k))
    scored.sort(key=lambda s: (-s[0], s[1]))
    best = scored[0][0] or 1.0
    return tuple(_key_point(parse, k, score / best) for score, _, k in scored[:_MOST])


def _in_table(parse: Parse, i: int) -> bool:
    b = parse.block[i]
    return b >= 0 and parse.blocks[b].kind is BlockKind.TABLE


def _key_point(parse: Parse, k: int, salience: float) -> KeyPoint:
    span = parse.span(*parse.sents[k])
    return KeyPoint(
        document_id=span.document_id,
        start=span.start,
        end=span.end,
        text=span.text,
        salience=round(max(salience, 0.0), 4),
    )


# --- centrality -------------------------------------------------------------------------------------------------------


def _centrality(parse: Parse, sentences: list[int]) -> list[float]:
    """Cosine of each sentence with the sum of all, on log tf-idf of content words."""
    documents, in_documents = _document_frequencies()
    vectors: list[dict[str, float]] = []
    for k in sentences:
        i, j = parse.sents[k]
        found = Counter(parse.lemma[t] for t in range(i, j) if parse.pos[t] in _CONTENT_POS)
        vector = {
            w: (1.0 + math.log(n)) * math.log((documents + 1.0) / (in_documents.get(w, 0) + 0.5))
            for w, n in found.items()
        }
        length = math.sqrt(sum(x * x for x in vector.values())) or 1.0
        vectors.append({w: x / length for w, x in vector.items()})
    centroid: Counter[str] = Counter()
    for vector in vectors:
        for w, x in vector.items():
            centroid[w] += x  # type: ignore[assignment]  # a Counter of weights
    length = math.sqrt(sum(x * x for x in centroid.values())) or 1.0
    return [sum(x * centroid[w] for w, x in vector.items()) / length for vector in vectors]


@cache
def _document_frequencies() -> tuple[int, dict[str, int]]:
    """How many news texts were read, and in how many of them each word stands (tools/train_key_points.py made the table)."""
    data = json.loads(files("bluf.analysis").joinpath("data/document_frequencies.json").read_text(encoding="utf-8"))
    return data["documents"], data["words"]


# --- form and findings ------------------------------------------------------------------------------------------------


def _form(parse: Parse, k: int) -> float:
    """How well the sentence stands alone: 1 for a plain complete one, less for each fault."""
    i, j = parse.sents[k]
    first = next((parse.lower[t] for t in range(i, j) if parse.text[t][:1].isalnum()), "")
    faults = (
        (first in _DANGLING, 0.55),
        (first in _CONNECTIVES, 0.8),
        (first in _OPENINGS and not _DANGLING.isdisjoint(parse.lower[i + 1 : i + 3]), 0.5),
        ("?" in parse.text[j - 2 : j], 0.4),
        (parse.text[i] in "\"“'‘", 0.6),
        (not _FIRST_PERSON.isdisjoint(parse.lower[i:j]) and not {'"', "“"} & set(parse.text[i:j]), 0.7),
        (not any(parse.pos[t] in ("VERB", "AUX") for t in range(i, j)), 0.3),
        (parse.text[j - 1] not in ".!?\"”’'", 0.7),
        (_is_imperative(parse, i, j), 0.3),
        (j - i > _LONG_WORDS, 0.85),
        (j - i < 2 * _LEAST_WORDS, 0.75),
    )
    return math.prod(weight for fault, weight in faults if fault)


def _is_imperative(parse: Parse, i: int, j: int) -> bool:
    """True for "Please read it before Monday": a bare verb without a subject at the head of the sentence."""
    root = next((t for t in range(i, j) if parse.head[t] == t), None)
    if root is None or parse.tag[root] != "VB":
        return False
    return not any(parse.dep[c].startswith(("nsubj", "aux", "expl")) for c in parse.children[root])


class _Findings:
    """Which sentences hold what the other finders found."""

    def __init__(
        self,
        parse: Parse,
        actors: tuple[Actor, ...],
        figures: tuple[Figure, ...],
        attributions: tuple[Attribution, ...],
        dates: tuple[TimeExpression, ...],
    ) -> None:
        """Note the sentence of each finding."""
        self._bonus: Counter[int] = Counter()
        self._seen: set[tuple[int, str, str]] = set()
        self._parse = parse
        for actor in actors[:_LEADING]:
            for mention in actor.mentions:
                self._add(mention, "actor", actor.id, 8)
        for figure in figures:
            self._add(figure.span, "figure", "", 10 if figure.salience >= 0.3 else 3)
        for attribution in attributions:
            if attribution.source is not None and attribution.source.actor_id:
                self._add(attribution.content[0], "said", "", 6)
        for date in dates:
            if date.first is not None:
                self._add(date.span, "date", "", 4)

    def _add(self, span: Span, what: str, which: str, percent: int) -> None:
        """Add to the sentence of `span`, once for each finding of a sort."""
        i, j = self._parse.tokens_of(span.start, span.end)
        if i >= j:
            return
        key = (self._parse.sent[i], what, which)
        if key not in self._seen:
            self._seen.add(key)
            self._bonus[key[0]] += percent

    def worth(self, k: int) -> float:
        """1 for a sentence without findings, up to 1.5."""
        return 1.0 + min(self._bonus[k], 50) / 100
