"""Who says what over all documents: Analyses → entries and disagreements.

The same proposition by the same holder with the same stance is one entry; opposing stances on one proposition are paired and left
open. Deliberately no verdict on who is right.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bluf.model import Attribution, AttributionEntry, AttributionSource, Disagreement, Span, Stance, Statement, collapse
from bluf.synthesis.actors import MergedActors, content_parts
from bluf.synthesis.likeness import Overlaps
from bluf.synthesis.register import Register
from bluf.synthesis.trust import printed
from bluf.synthesis.words import concepts, containment, fold, keys, words

_SAME = 0.6  # Jaccard of content words that makes two wordings one proposition
_OPPOSED = 0.5  # containment that lets a denial meet what it denies
_OPPOSED_WORDS = 3  # content words that must be shared
_OPPOSED_MATTER = 2  # of them that name no place
_MAX_DISAGREEMENTS = 6
_LEADING = 24
_MAX_SIDES = 3  # denials shown against one account
_OUTER_WEIGHT = 0.4  # an entry that wraps another one repeats it
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
    entry = actors.entry_id(document_id, source.actor_id) or (actors.called(source.text) if not source.actor else None)
    return replace(source, actor=actors.name(entry) or source.actor, actor_id=entry)


_PRONOUNS = frozenset(
    """he she it they we i you who whom whose that which this these those all both some one his her their our my of most many none
    others another each several few""".split()
)


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
    repeats: dict[int, list[Attribution]] = defaultdict(list)
    by_holder: dict[tuple[str, Stance], Overlaps] = defaultdict(Overlaps)
    said: list[frozenset[str]] = []
    for analysis in register.analyses:
        resolved = [resolve(found, analysis.document.id, actors) for found in printed(analysis)]
        for attribution in _with_tellers(resolved, fold(analysis.document.publisher or "")):
            mine = content_keys(attribution)
            who = (holder(attribution) or "", attribution.stance)
            shared = by_holder[who].shared(mine) if who[0] else {}
            alike = (i for i, n in shared.items() if n >= _SAME * (len(mine) + len(said[i]) - n))
            same = min(alike, default=None)
            if same is not None:
                repeats[same].append(attribution)
                continue
            by_holder[who].add(len(entries), mine)
            said.append(mine)
            entries.append(_entry(attribution))
    entries = [replace(e, repeats=tuple(repeats[i])) if i in repeats else e for i, e in enumerate(entries)]
    points = {(k.document_id, register.sentence(k).start): k.salience for a in register.analyses for k in a.key_points}
    outer = find_outer(entries)
    weighed = [
        (_weight(e, register, points) * (_OUTER_WEIGHT if i in outer else 1.0), e) for i, e in enumerate(entries)
    ]
    return tuple(e for _, e in sorted(weighed, key=lambda w: (-w[0], register.order(w[1].content[0]))))


def _with_tellers(found: list[Attribution], publisher: str) -> list[Attribution]:
    """A document's attributions, each passed on by those within whose words it stands.

    What a complaint says that somebody agreed to is the complaint's word; alone it would be an accusation of our own. The publisher
    tells all and is not named again.
    """
    order = sorted((a for a in found if a.source), key=lambda a: a.source.start if a.source else 0)
    sources = [a.source.span for a in order if a.source]
    tellers: dict[int, list[Attribution]] = defaultdict(list)
    for outer in found:
        name = holder(outer)
        if outer.source is None or name is None or (publisher and fold(name) in publisher):
            continue
        for content in outer.content:
            first = bisect_left(sources, content.start, key=lambda s: s.start)
            for inner in order[first : first + len(_within(sources, content))]:
                same = set(words(holder(inner) or "")) <= set(words(name))  # "his sister, Ana Cruz" is Ana Cruz
                if not same and all(content.covers(c) for c in inner.content):
                    tellers[id(inner)].append(outer)
    return [_told_by(a, tellers[id(a)]) if id(a) in tellers else a for a in found]


def _told_by(attribution: Attribution, tellers: list[Attribution]) -> Attribution:
    """`attribution` with the tellers, the nearest first, before the relays that it has."""
    known = {fold(via.actor or via.text) for via in attribution.via}
    new: dict[str, AttributionSource] = {}
    for teller in sorted(tellers, key=lambda t: sum(len(c.text) for c in t.content)):
        name = fold(holder(teller) or "")
        if teller.source is not None and name not in known:
            new.setdefault(name, teller.source)
    return replace(attribution, via=(*new.values(), *attribution.via))


def find_outer(entries: Sequence[AttributionEntry]) -> frozenset[int]:
    """Entries that only wrap another one: "the agency reported that the minister confirmed ..."."""
    inner: dict[str, list[Span]] = defaultdict(list)
    for entry in entries:
        for said in (entry, *entry.repeats):
            if said.source is not None and holder(said):
                inner[said.source.document_id].append(said.source.span)
    starts = {document: sorted(spans, key=lambda s: s.start) for document, spans in inner.items()}
    return frozenset(
        i
        for i, entry in enumerate(entries)
        for content in entry.content
        if any(content.covers(s) for s in _within(starts.get(content.document_id, []), content))
    )


def _within(spans: list[Span], content: Span) -> list[Span]:
    """Of spans in order, those that begin inside `content`."""
    first = bisect_left(spans, content.start, key=lambda s: s.start)
    last = bisect_left(spans, content.end, key=lambda s: s.start)
    return spans[first:last]


def _weight(entry: AttributionEntry, register: Register, points: dict[tuple[str, int], float]) -> float:
    """Who is named, what is more than stated, on what the sources share, in a sentence that tells, by several originators."""
    sentence = register.sentence(entry.content[0])
    told = points.get((sentence.document_id, sentence.start), 0.0)
    weight = 0.3 + told + register.topicality(" ".join(s.text for s in entry.content))
    weight += 0.3 * (entry.stance is not Stance.STATES) + 0.2 * bool(entry.source and entry.source.actor)
    weight += 0.2 * (len(register.originators([entry.content[0], *(r.content[0] for r in entry.repeats)])) - 1)
    weight += 0.4 * register.has_figure(entry.content)
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
        score=attribution.score,
        statement=Statement(parts=content_parts(attribution)),
    )


def name_relays(
    register: Register, actors: MergedActors, entries: tuple[AttributionEntry, ...]
) -> dict[str, tuple[str, ...]]:
    """By document, the media it passes on, without its own publisher."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in entries:
        for said in (entry, *entry.repeats):
            for via in said.via:
                name, publisher = via.actor or collapse(via.text), fold(register.document(via).publisher or "")
                if actors.is_relay(via) and not (publisher and (fold(name) in publisher or publisher in fold(name))):
                    found[via.document_id][name] = None
    return {document: tuple(names) for document, names in found.items()}


def find_disagreements(
    entries: tuple[AttributionEntry, ...], places: frozenset[str] = frozenset()
) -> tuple[Disagreement, ...]:
    """Denials with what others hold on the same matter, closest first.

    `places` are words of the places' names: two who speak of one town do not yet speak of one matter.
    """
    index: dict[str, list[int]] = defaultdict(list)
    words = [concepts(" ".join(span.text for span in entry.content)) for entry in entries]
    outer = find_outer(entries)
    for i, mine in enumerate(words):
        for word in mine:
            index[word].append(i)
    pairs = []
    for i, entry in enumerate(entries):
        if entry.stance is Stance.DENIES and holder(entry):
            pairs += [(score, i, j) for j, score in _opposing(i, entries, words, index, places) if j not in outer]
    sides: dict[int, list[int]] = {}
    used: set[int] = set()
    for _, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if i not in used and (j in sides or len(sides) < _MAX_DISAGREEMENTS):
            used.add(i)
            sides.setdefault(j, []).append(i)
    return tuple(Disagreement(sides=(j, *denials[:_MAX_SIDES])) for j, denials in sides.items())


def lead_with_sides(
    entries: tuple[AttributionEntry, ...], disagreements: tuple[Disagreement, ...]
) -> tuple[tuple[AttributionEntry, ...], tuple[Disagreement, ...]]:
    """The entries with the sides of disagreements first, and the disagreements pointing to where they went."""
    first = list(dict.fromkeys(i for d in disagreements for i in d.sides))
    order = [*first, *sorted(set(range(len(entries))) - set(first))]
    place = {i: n for n, i in enumerate(order)}
    moved = tuple(Disagreement(sides=tuple(place[i] for i in d.sides)) for d in disagreements)
    return tuple(entries[i] for i in order), moved


def say_the_same_words(a: Attribution, b: Attribution) -> bool:
    """True where one is quoted within the other: two readings of the same words are no two voices."""
    return any(x.overlaps(y) for x in a.content for y in b.content)


def count_leading(entries: tuple[AttributionEntry, ...], disagreements: tuple[Disagreement, ...]) -> int:
    """How many entries, from the first, a reader should see: the sides of disagreements and what named holders say."""
    sides = len({i for d in disagreements for i in d.sides})
    named = next((i for i, e in enumerate(entries) if i >= sides and holder(e) is None), len(entries))
    return max(sides, min(named, _LEADING))


def _opposing(
    i: int,
    entries: tuple[AttributionEntry, ...],
    words: list[frozenset[str]],
    index: dict[str, list[int]],
    places: frozenset[str],
) -> Iterable[tuple[int, float]]:
    """Entries of other holders that hold what entry `i` denies, with how much they share."""
    shared: dict[int, int] = defaultdict(int)
    for word in sorted(words[i]):
        for j in index[word]:
            shared[j] += 1
    for j, count in sorted(shared.items()):
        other = entries[j]
        if other.stance in (Stance.DENIES, Stance.ASKS, Stance.DEMANDS, Stance.PROMISES):
            continue
        if holder(other) == holder(entries[i]) or say_the_same_words(other, entries[i]):
            continue
        elsewhere = len((words[i] & words[j]) - places) < _OPPOSED_MATTER
        if elsewhere or not holder(other):
            continue
        if count >= _OPPOSED_WORDS and containment(words[i], words[j]) >= _OPPOSED:
            yield j, containment(words[i], words[j]) + 0.3 * (other.stance in (Stance.CONFIRMS, Stance.ALLEGES))
