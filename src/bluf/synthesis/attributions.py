"""Who says what over all documents: Analyses → entries and disagreements.

The same proposition by the same holder with the same stance is one entry; opposing stances on one proposition are paired and left
open. Deliberately no verdict on who is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from bluf.model import Attribution, AttributionEntry, AttributionSource, Disagreement, Stance, Statement, collapse
from bluf.synthesis.actors import MergedActors, content_parts
from bluf.synthesis.register import Register
from bluf.synthesis.words import containment, jaccard, keys, words

_SAME = 0.6  # Jaccard of content words that makes two wordings one proposition
_OPPOSED = 0.5  # containment that lets a denial meet what it denies
_OPPOSED_WORDS = 3  # content words that must be shared
_MAX_DISAGREEMENTS = 6
_LEAST_WORDS = 4  # a shorter content says little by itself


def resolve(attribution: Attribution, document_id: str, actors: MergedActors) -> Attribution:
    """`attribution` with its actors named as in the briefing."""
    return replace(
        attribution,
        source=_resolve(attribution.source, document_id, actors),
        via=tuple(found for via in attribution.via if (found := _resolve(via, document_id, actors))),
    )


def _resolve(source: AttributionSource | None, document_id: str, actors: MergedActors) -> AttributionSource | None:
    if source is None:
        return None
    entry = actors.entry_id(document_id, source.actor_id)
    name = next((e.name for e in actors.entries if e.id == entry), source.actor) if entry else source.actor
    return replace(source, actor=name, actor_id=entry)


_PRONOUNS = frozenset("he she it they we i you who that which this these those all both some one his her their".split())


def holder(attribution: Attribution) -> str | None:
    """How the holder is called: the actor's name, else the text's own words, None for nobody and for a bare pronoun."""
    source = attribution.source
    if source is None or source.actor:
        return source.actor if source else None
    return None if set(words(source.text)) <= _PRONOUNS else collapse(source.text)


def content_keys(attribution: Attribution) -> frozenset[str]:
    """Content words of the proposition."""
    return keys(" ".join(span.text for span in attribution.content))


def merge_attributions(register: Register, actors: MergedActors) -> tuple[AttributionEntry, ...]:
    """One entry a holder, stance and proposition, the weightiest first."""
    entries: list[AttributionEntry] = []
    by_holder: dict[tuple[str, Stance], list[tuple[int, frozenset[str]]]] = defaultdict(list)
    for analysis in register.analyses:
        for found in analysis.attributions:
            attribution = resolve(found, analysis.document.id, actors)
            mine = content_keys(attribution)
            who = (holder(attribution) or "", attribution.stance)
            same = next((i for i, theirs in by_holder[who] if who[0] and mine and jaccard(mine, theirs) >= _SAME), None)
            if same is not None:
                entries[same] = replace(entries[same], repeats=(*entries[same].repeats, attribution))
                continue
            by_holder[who].append((len(entries), mine))
            entries.append(_entry(attribution))
    points = {(k.document_id, register.sentence(k).start): k.salience for a in register.analyses for k in a.key_points}
    return tuple(sorted(entries, key=lambda e: (-_weight(e, register, points), register.order(e.content[0]))))


def _weight(entry: AttributionEntry, register: Register, points: dict[tuple[str, int], float]) -> float:
    """Who is named, what is more than stated, on what the sources share, in a sentence that tells, by several originators."""
    sentence = register.sentence(entry.content[0])
    told = points.get((sentence.document_id, sentence.start), 0.0)
    weight = 0.3 + told + register.topicality(" ".join(s.text for s in entry.content))
    weight += 0.3 * (entry.stance is not Stance.STATES) + 0.2 * bool(entry.source and entry.source.actor)
    weight += 0.2 * (len(register.originators([entry.content[0], *(r.content[0] for r in entry.repeats)])) - 1)
    if sum(len(words(s.text)) for s in entry.content) < _LEAST_WORDS:
        weight *= 0.3
    return weight if holder(entry) else weight * 0.3


def _entry(attribution: Attribution) -> AttributionEntry:
    return AttributionEntry(
        source=attribution.source,
        cue=attribution.cue,
        content=attribution.content,
        stance=attribution.stance,
        direct=attribution.direct,
        via=attribution.via,
        statement=Statement(parts=content_parts(attribution)),
    )


def find_disagreements(entries: tuple[AttributionEntry, ...]) -> tuple[Disagreement, ...]:
    """Denials with what others hold on the same matter, closest first."""
    index: dict[str, list[int]] = defaultdict(list)
    words = [content_keys(entry) for entry in entries]
    for i, mine in enumerate(words):
        for word in mine:
            index[word].append(i)
    pairs = []
    for i, entry in enumerate(entries):
        if entry.stance is Stance.DENIES and holder(entry):
            pairs += [(score, i, j) for j, score in _opposing(i, entries, words, index)]
    chosen: list[Disagreement] = []
    used: set[int] = set()
    for _, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if i not in used and len(chosen) < _MAX_DISAGREEMENTS:
            used.add(i)
            chosen.append(Disagreement(sides=(j, i)))
    return tuple(chosen)


def _opposing(
    i: int, entries: tuple[AttributionEntry, ...], words: list[frozenset[str]], index: dict[str, list[int]]
) -> Iterable[tuple[int, float]]:
    """Entries of other holders that hold what entry `i` denies, with how much they share."""
    shared: dict[int, int] = defaultdict(int)
    for word in sorted(words[i]):
        for j in index[word]:
            shared[j] += 1
    for j, count in sorted(shared.items()):
        other = entries[j]
        if other.stance in (Stance.DENIES, Stance.ASKS, Stance.DEMANDS, Stance.PROMISES) or holder(other) == holder(
            entries[i]
        ):
            continue
        if holder(other) and count >= _OPPOSED_WORDS and containment(words[i], words[j]) >= _OPPOSED:
            yield j, count + (other.stance in (Stance.CONFIRMS, Stance.ALLEGES))
