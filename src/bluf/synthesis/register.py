"""Number the documents and find their sentences again: Analyses → Register.

Deliberately nothing is ranked or merged here but originators: documents that share much of their wording count as one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from bluf.model import Act, Analysis, Document, Source, Span
from bluf.synthesis.words import concepts, content_words, fold, keys, words

_WEIGHTY = 0.25  # salience of a figure
_HEAD = 3  # code points of an article or quotation mark before a clause
_SHINGLE = 6  # words in a row that two independent writers rarely share
_OLDEST_WEIGHT = 0.5
_RELAYED = 0.25  # share of the shorter text's shingles that says one was written from the other


class Register:
    """The documents of a briefing in their printed order, newest first, undated last, then by address."""

    def __init__(self, analyses: Sequence[Analysis]) -> None:
        """Order and number `analyses`."""
        self.analyses = tuple(sorted(analyses, key=_newest_first))
        self._by_id = {a.document.id: a for a in self.analyses}
        self._number = {a.document.id: n for n, a in enumerate(self.analyses, 1)}
        self._starts = {a.document.id: [s.start for s in a.sentences] for a in self.analyses}
        self.originator = _originators(self.analyses)
        self._newest = max((a.document.published_on for a in analyses if a.document.published_on), default=None)
        self._spread = _spread(self.analyses, self.originator)
        self._topicality: dict[str, float] = {}

    @cached_property
    def place_words(self) -> frozenset[str]:
        """Concepts of the names of places, as the texts write them."""
        named = {p.text for a in self.analyses for p in a.places}
        return frozenset(concept for name in named for concept in concepts(name))

    def by_id(self, document_id: str) -> Analysis:
        """The analysis of a document."""
        return self._by_id[document_id]

    def number(self, span: Span) -> int:
        """Number of the source that `span` stands in, from 1."""
        return self._number[span.document_id]

    def document(self, span: Span) -> Document:
        """The document that `span` stands in."""
        return self._by_id[span.document_id].document

    def sentence(self, span: Span) -> Span:
        """The sentence in which `span` begins; `span` itself where it begins in none."""
        analysis = self._by_id[span.document_id]
        i = bisect_right(self._starts[span.document_id], span.start) - 1
        if i >= 0 and span.start < analysis.sentences[i].end:
            return analysis.sentences[i]
        return span

    def order(self, span: Span) -> tuple[int, int, int]:
        """Sort key: printed order of sources, then place in the text."""
        return (self.number(span), span.start, span.end)

    def topicality(self, text: str) -> float:
        """How much of `text` is about what the documents share: mean share of originators that use its words, 0 to 1."""
        if text not in self._topicality:  # many figures may stand in one sentence
            mine = keys(text)
            self._topicality[text] = sum(self._spread.get(k, 0.0) for k in mine) / len(mine) if mine else 0.0
        return self._topicality[text]

    def recency(self, span: Span) -> float:
        """1 for news of the newest source's day, less the older it is, down to a half after a year; a half where undated.

        A sentence is as old as its source, or as the latest day it names where that is earlier: background ages.
        """
        if self._newest is None:
            return 1.0
        told_on = self.document(span).published_on
        sentence = self.sentence(span)
        days = [d.last for d in self._by_id[span.document_id].dates if d.last and sentence.covers(d)]
        known = [day for day in (told_on, max(days, default=None)) if day]
        if told_on is None or not known:
            return _OLDEST_WEIGHT
        return max(_OLDEST_WEIGHT, 1.0 - max((self._newest - min(known)).days, 0) / 730)

    def has_figure(self, spans: Sequence[Span]) -> bool:
        """True where one of `spans` holds a figure of weight."""
        figures = self._by_id[spans[0].document_id].figures
        return any(f.salience >= _WEIGHTY and s.covers(f) for f in figures for s in spans)

    def acts(self, sentence: Span) -> tuple[Act, ...]:
        """The clauses in which somebody acts that begin at the head of `sentence`."""
        found = self._by_id[sentence.document_id].acts
        return tuple(a for a in found if a.subject and sentence.covers(a) and a.start - sentence.start <= _HEAD)

    def sources(self, relays: Mapping[str, tuple[str, ...]]) -> tuple[Source, ...]:
        """The entries of the source list; `relays` names by document whom it passes on."""
        return tuple(
            Source(number=n, document=a.document, sentences=a.sentences, relays=relays.get(a.document.id, ()))
            for n, a in enumerate(self.analyses, 1)
        )

    def origin_number(self, document_id: str) -> int:
        """Number of the source whose wording or publisher a document shares; its own where it stands by itself."""
        return self.originator[document_id] + 1

    def originators(self, spans: Sequence[Span]) -> frozenset[int]:
        """Which independent originators stand behind `spans`."""
        return frozenset(self.originator[s.document_id] for s in spans)


def _newest_first(analysis: Analysis) -> tuple[int, str, str]:
    document = analysis.document
    published = document.published_on
    return (-published.toordinal() if published else -date.min.toordinal(), document.uri, document.id)


def _spread(analyses: Sequence[Analysis], originator: dict[str, int]) -> dict[str, float]:
    """Share of the originators that use each content word, counting none that only one of several uses."""
    users: dict[str, set[int]] = defaultdict(set)
    for analysis in analyses:
        for key in content_words(analysis.document.text):
            users[key].add(originator[analysis.document.id])
    count = len(set(originator.values()))
    return {key: len(found) / count for key, found in users.items() if len(found) > 1 or count == 1}


def _originators(analyses: Sequence[Analysis]) -> dict[str, int]:
    """Number of the originator of each document: of the first one by its publisher or whose wording it shares, else its own."""
    sizes: list[int] = []
    holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
    origin: dict[str, int] = {}
    publishers: dict[str, int] = {}
    for n, analysis in enumerate(analyses):
        found = words(analysis.document.text)
        mine = {tuple(found[i : i + _SHINGLE]) for i in range(len(found) - _SHINGLE + 1)}
        publisher = fold(analysis.document.publisher or "")
        origin[analysis.document.id] = publishers.setdefault(publisher, n) if publisher else n
        shared: Counter[int] = Counter()
        for shingle in mine:
            shared.update(holding.get(shingle, ()))
            holding[shingle].append(n)
        relayed = min((o for o, c in shared.items() if c >= _RELAYED * min(len(mine), sizes[o])), default=None)
        if relayed is not None:
            origin[analysis.document.id] = origin[analyses[relayed].document.id]
        sizes.append(len(mine))
    return origin
