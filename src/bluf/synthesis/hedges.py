"""The sources' own words of likelihood, each with the band of the product's scale: Analyses → Hedges.

The word stays the source's, the band only says how the standard reads it. A word that is no term of the scale gets no band, for
the scales say not to fill their gaps. Deliberately nothing is said on how likely anything is.

"groups are likely drawn by coca" gives "likely", ICD 203 55–80. Not hedges: "likely voters", "probable cause", "more likely than".

Source: ICD 203 and the PHIA yardstick, tables in `bluf.standards`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bluf.model import ActorKind, AttributionEntry, AttributionSource, Hedge, Quote, Span, Statement
from bluf.standards import Scale, find_band
from bluf.synthesis.actors import MergedActors
from bluf.synthesis.register import Register
from bluf.synthesis.words import jaccard, keys, words

_MOST = 10
_SAME = 0.6
_LEAST_WORDS = 6
_NEAR = 40  # code points in which the word before is looked for
_WORD = re.compile(
    r"\b(?:(?:(?:very|highly|extremely|quite|most|almost|nearly|fairly|increasingly) )?"
    r"(?:unlikely|likely|improbable|probable|probably)"
    r"|(?:almost|nearly|virtually) certain(?:ly)?"
    r"|almost no chance|remote (?:chance|possibility)|realistic possibility|(?:roughly |about )?even (?:chance|odds)"
    r")\b(?! (?:voters?|cause|than)\b)",
    re.IGNORECASE,
)
_COMPARED = frozenset("more less as equally how so too".split())
_NEGATED = frozenset("not never hardly scarcely isn't isn’t wasn't wasn’t aren't aren’t".split())


def find_hedge_words(text: str) -> list[tuple[int, int, bool]]:
    """(start, end, whether it is negated) of every word of likelihood in `text`."""
    found = []
    for match in _WORD.finditer(text):
        before = text[max(match.start() - _NEAR, 0) : match.start()].split()[-1:]
        last = before[0].casefold().strip('"“(') if before else ""
        if last not in _COMPARED:
            found.append((match.start(), match.end(), last in _NEGATED or last.endswith(("n't", "n’t"))))
    return found


def find_hedges(
    register: Register, actors: MergedActors, entries: Sequence[AttributionEntry], scale: Scale
) -> tuple[Hedge, ...]:
    """The hedges on what the sources share, the weightiest first, each sentence once."""
    sentences = [
        (s, found)
        for a in register.analyses
        for s in a.sentences
        if (found := find_hedge_words(s.text)) and len(words(s.text)) >= _LEAST_WORDS
    ]
    points = {(p.document_id, register.sentence(p).start): p.salience for a in register.analyses for p in a.key_points}
    sentences.sort(
        key=lambda item: (
            -points.get((item[0].document_id, item[0].start), 0.0) - register.topicality(item[0].text),
            register.order(item[0]),
        )
    )
    said = [s for e in entries for s in (e, *e.repeats) if s.source is not None]
    chosen: list[Span] = []
    hedges: list[Hedge] = []
    for sentence, found in sentences:
        if len(hedges) >= _MOST:
            break
        if any(jaccard(keys(sentence.text), keys(other.text)) >= _SAME for other in chosen):
            continue
        chosen.append(sentence)
        here = [(c, s.source) for s in said for c in s.content if c.overlaps(sentence)]
        for start, end, negated in found:
            word = register.document(sentence).span(sentence.start + start, sentence.start + end)
            terms, percent = ((), "") if negated else find_band(word.text, scale)
            hedges.append(_hedge(word, sentence, terms, percent, _holder(word, here, actors)))
    return tuple(hedges)


def _holder(
    word: Span, here: Sequence[tuple[Span, AttributionSource | None]], actors: MergedActors
) -> AttributionSource | None:
    """Who says the word: the source of the shortest content that covers it."""
    covering = [(len(content.text), source) for content, source in here if source and content.covers(word)]
    source = min(covering, key=lambda item: item[0], default=(0, None))[1]
    entry = actors.entry(source.actor_id) if source else None
    return source if entry is not None and entry.kind is not ActorKind.PLACE else None


def _hedge(word: Span, sentence: Span, terms: tuple[str, ...], percent: str, source: AttributionSource | None) -> Hedge:
    return Hedge(
        document_id=word.document_id,
        start=word.start,
        end=word.end,
        text=word.text,
        statement=Statement(parts=(Quote(span=sentence, capital=True),)),
        terms=terms,
        percent=percent,
        holder=source.actor if source else None,
        holder_id=source.actor_id if source else None,
    )
