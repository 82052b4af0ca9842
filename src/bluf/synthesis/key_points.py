"""The key points: Analyses → what to read first.

A key point is a sentence of a source, or what somebody holds in it; said once, however many sources say it. Deliberately no
sentence is reworded.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bluf.model import AttributionEntry, Disagreement, KeyPoint, KeyPointEntry, Phrase, Quote, Span, Stance, Statement
from bluf.synthesis.actors import MergedActors
from bluf.synthesis.alone import could_lead, leans_on_who, reads_alone, stands_alone
from bluf.synthesis.attributions import holder
from bluf.synthesis.likeness import Overlaps
from bluf.synthesis.register import Register
from bluf.synthesis.words import concepts, keys, words

_FROM_EACH = 12  # candidates a document may offer
_CANDIDATES = 3000  # from all documents; of very many each offers fewer
_FEWEST_FROM_EACH = 3
_MOST = 8  # key points in a briefing
_LEAST_WEIGHT = 0.15  # of the best one's
_SAME = 0.42  # Jaccard of content words that makes two sentences one point
_CONTAINED = 0.75
_FIVE = 5  # words that a longer text shares at least with one that tells the same
_ALIKE = 0.6  # containment of concepts, of at least five
_REPEATED = 0.4  # share of a point's concepts that a chosen one must tell to make it superfluous
_MUCH = 7  # concepts shared by long sentences of which half is enough
_HALF = 0.5  # the same, where the sentence names who holds it
_OWN_TOPIC = 0.15  # what a sentence about something that no other source touches still weighs
_CONTENT_WORDS = 6  # a shorter proposition does not stand alone
_COVERED = 0.55  # share of a sentence that what its holder says must take up
_WHOLE = 0.8  # the same share, where the sentence holds so little else that the proposition may stand for it
_BESIDE = 12  # code points before who says it that say nothing of their own
# "On Friday, in a statement, the army said": what may stand before who says it
_OPENING = re.compile(
    r"(?:on|in|at|by|after|before|during|for|from|since|when|while|as|with|despite|speaking|asked|late|early|last|earlier|later"
    r"|meanwhile|separately|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b[^.;]*,\s*$",
    re.IGNORECASE,
)
_FORMAL = (Stance.DENIES, Stance.CONFIRMS, Stance.PROMISES, Stance.DEMANDS, Stance.ASKS)
# words after which what is said is a clause: "put the toll at 12" is none
_CLAUSE_CUES = frozenset(
    """say says said saying tell tells told telling add adds added state states stated announce announces announced report reports
    reported claim claims claimed note notes noted explain explained argue argues argued believe believes believed think thinks
    thought estimate estimated warn warns warned insist insists insisted according write writes wrote acknowledge acknowledged
    admit admits admitted allege alleges alleged declare declared suggest suggests suggested predict predicted show shows showed
    find finds found conclude concluded concludes indicate indicates indicated testify testified reveal revealed expect expects
    expected fear fears feared hope hopes hoped assess assesses assessed""".split()
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence with what it is known again by: content words, their concepts, and whether it denies.

    What `leans` on another sentence is never a point; it may tell again what is one.
    """

    point: KeyPoint
    keys: frozenset[str]
    concepts: frozenset[str]
    denies: bool
    weight: float = 0.0
    leans: bool = False


def choose_key_points(
    register: Register,
    entries: tuple[AttributionEntry, ...],
    actors: MergedActors,
    stories: Sequence[int] | None = None,
) -> tuple[KeyPointEntry, ...]:
    """The points worth telling, best first, each event once with where it is repeated.

    `stories` tells the story of each document where the documents are unrelated: then each story has a point before one has two.
    """
    by_sentence = _by_sentence(register, entries)
    candidates, leaning = _candidates(register, by_sentence)
    if stories is not None:
        candidates = _in_turns(candidates, register, stories)
    heaviest = max((c.weight for c in candidates if not c.leans), default=0.0)
    chosen: list[_Candidate] = []
    repeats: dict[int, list[Span]] = defaultdict(list)
    for candidate in (*candidates, *leaning):
        same = next((i for i, other in enumerate(chosen) if _is_told(candidate, other)), None)
        if same is not None:
            if len(candidate.concepts) >= _REPEATED * len(chosen[same].concepts):  # a part of it does not tell it
                repeats[same].append(candidate.point.span)
        elif (
            not candidate.leans and len(chosen) < _MOST and (candidate.weight >= _LEAST_WEIGHT * heaviest or not chosen)
        ):
            chosen.append(candidate)
    lead = next((i for i, c in enumerate(chosen) if could_lead(register, c.point)), 0)
    return tuple(
        _entry(register, chosen[i], tuple(repeats[i]), _said_in(chosen[i].point, register, by_sentence), actors)
        for i in sorted(range(len(chosen)), key=lambda i: i != lead)
    )


def _in_turns(candidates: list[_Candidate], register: Register, stories: Sequence[int]) -> list[_Candidate]:
    """The best of each story first, then the second best of each."""
    turn: Counter[int] = Counter()
    placed = []
    for n, candidate in enumerate(candidates):
        story = stories[register.number(candidate.point) - 1]
        placed.append((turn[story], n, candidate))
        turn[story] += 1
    return [c for _, _, c in sorted(placed, key=lambda p: p[:2])]


_Said = dict[tuple[str, int], tuple[AttributionEntry, ...]]


def _said_in(point: KeyPoint, register: Register, by_sentence: _Said) -> tuple[AttributionEntry, ...]:
    return by_sentence.get((point.document_id, register.sentence(point).start), ())


def _candidates(register: Register, by_sentence: _Said) -> tuple[list[_Candidate], list[_Candidate]]:
    """Each document's best that can stand alone, weighed up where several originators say the same; then those that lean."""
    found: list[_Candidate] = []
    leaning: list[_Candidate] = []
    each = max(_FEWEST_FROM_EACH, min(_FROM_EACH, _CANDIDATES // max(1, len(register.analyses))))
    for analysis in register.analyses:
        for point in sorted(analysis.key_points, key=lambda p: not p.alone)[:each]:
            said = _said_in(point, register, by_sentence)
            denies = any(a.stance is Stance.DENIES for a in said)
            alone = (point.alone and stands_alone(point.text)) or _is_held(point, said)
            told = _Candidate(point, keys(point.text), concepts(point.text), denies, leans=not alone)
            (found if alone else leaning).append(told)
    if not found:  # a speech has no other sentences than those of its "I"
        found, leaning = [replace(c, leans=False) for c in leaning], []
    pool = [*found, *leaning]
    weighed = []
    for candidate, others in zip(found, _find_same(pool), strict=False):
        point = candidate.point
        elsewhere = [pool[n].point for n in others if pool[n].point.document_id != point.document_id]
        support = len(register.originators([point, *elsewhere])) - 1
        weight = point.salience * (1.0 + 0.25 * min(support, 4)) * (_OWN_TOPIC + register.topicality(point.text))
        weighed.append(replace(candidate, weight=weight * register.recency(point)))
    return sorted(weighed, key=lambda c: (-c.weight, register.order(c.point))), leaning


def _find_same(candidates: list[_Candidate]) -> list[list[int]]:
    """For each candidate those that are one point with it."""
    by_keys, by_concepts = Overlaps(), Overlaps()
    for n, candidate in enumerate(candidates):
        by_keys.add(n, candidate.keys)
        by_concepts.add(n, candidate.concepts)
    found = []
    for n, candidate in enumerate(candidates):
        shared, alike = by_keys.shared(candidate.keys), by_concepts.shared(candidate.concepts)
        least = min(_FIVE, math.ceil(_SAME * len(candidate.keys)))  # fewer can be one point by no measure
        near = (
            o
            for o in shared.keys() | alike.keys()
            if (shared[o] >= least or alike[o] >= _FIVE) and _may_be_same(candidate, candidates[o], shared[o], alike[o])
        )
        found.append([o for o in sorted(near) if o != n and candidates[o].denies == candidate.denies])
    return found


def _is_told(candidate: _Candidate, chosen: _Candidate) -> bool:
    """One point told twice; a denial and what it denies are two, and so is what tells more than it repeats."""
    alike = len(candidate.concepts & chosen.concepts)
    same = _may_be_same(candidate, chosen, len(candidate.keys & chosen.keys), alike)
    return candidate.denies == chosen.denies and same and alike >= _REPEATED * len(candidate.concepts)


def _may_be_same(a: _Candidate, b: _Candidate, shared: int, alike: int) -> bool:
    """Two sentences that share so many content words and concepts, whichever stance they take."""
    every = len(a.keys) + len(b.keys) - shared
    if every and shared / every >= _SAME:
        return True
    least = min(len(a.concepts), len(b.concepts))
    if least < _CONTENT_WORDS:
        return False
    much = alike >= max(_FIVE, _ALIKE * least) or alike >= max(_MUCH, _HALF * least)
    return much or shared / min(len(a.keys), len(b.keys)) >= _CONTAINED


def _by_sentence(register: Register, entries: tuple[AttributionEntry, ...]) -> _Said:
    """The attributions whose content begins in each sentence."""
    found: _Said = {}
    for entry in entries:
        for said in (entry, *entry.repeats):
            key = (said.content[0].document_id, register.sentence(said.content[0]).start)
            names = ("source", "cue", "content", "stance", "direct", "via", "score")
            one = replace(entry, **{n: getattr(said, n) for n in names})
            found[key] = (*found.get(key, ()), one)
    return found


def _entry(
    register: Register,
    candidate: _Candidate,
    repeats: tuple[Span, ...],
    said: tuple[AttributionEntry, ...],
    actors: MergedActors,
) -> KeyPointEntry:
    point = candidate.point
    main, inside = _main(point, said)
    plain = KeyPointEntry(
        document_id=point.document_id,
        start=point.start,
        end=point.end,
        text=point.text,
        salience=point.salience,
        alone=point.alone,
        about=point.about,
        view=point.view,
        statement=line_of(register, point),
        repeats=repeats,
    )
    if main is None or main.source is None:
        return plain
    return replace(
        plain,
        statement=(_proposition(main, point) if len(inside) == 1 else None) or plain.statement,
        stance=main.stance,
        holder=holder(main),
        holder_evidence=main.source.span,
        notes=_notes(main, actors),
    )


def _main(
    point: KeyPoint, said: tuple[AttributionEntry, ...]
) -> tuple[AttributionEntry | None, list[AttributionEntry]]:
    """Whose sentence it is: the holder whose attributions fill most of it, told by the first that does more than state.

    None where what is attributed is only a part of what the sentence tells.
    """
    by_holder: dict[str, list[AttributionEntry]] = defaultdict(list)
    for attribution in said:
        who = holder(attribution)
        if who and any(s.overlaps(point) for s in attribution.content):
            by_holder[who].append(attribution)
    filled = {who: _filled(point, mine) for who, mine in by_holder.items()}
    who = max(filled, key=lambda w: filled[w], default=None)
    if who is None or filled[who] < _COVERED * len(point.text) or not _opens_with(point, by_holder[who]):
        return None, []
    inside = sorted(by_holder[who], key=lambda a: a.content[0].start)
    return next((a for a in inside if a.stance is not Stance.STATES), inside[0]), inside


def _spans(point: KeyPoint, attributions: list[AttributionEntry]) -> list[Span]:
    return [
        span
        for attribution in attributions
        for span in (attribution.source, attribution.cue, *attribution.content)
        if span is not None and span.overlaps(point)
    ]


def _filled(point: KeyPoint, attributions: list[AttributionEntry]) -> int:
    """Code points of the sentence from the first to the last word of what the attributions say, cue and source included."""
    spans = _spans(point, attributions)
    return min(max(s.end for s in spans), point.end) - max(min(s.start for s in spans), point.start)


def _opens_with(point: KeyPoint, attributions: list[AttributionEntry]) -> bool:
    """True where nothing else is told first: "Warplanes struck the port, with Sela threatening to ..." is not Sela's sentence."""
    before = point.text[: max(0, min(s.start for s in _spans(point, attributions)) - point.start)]
    titled = all(word[:1].isupper() for word in before.split())  # "Health Minister Ana Cruz"
    return titled or len(before.strip()) <= _BESIDE or _OPENING.match(before) is not None


def line_of(register: Register, point: KeyPoint) -> Statement:
    """The point as printed: after the name that its pronoun stands for, with a cut marked."""
    cut = (Phrase.CUT,) if point.end < register.sentence(point).end else ()
    if point.about is None:
        return Statement(parts=(Quote(span=point.span, capital=True), *cut))
    return Statement(parts=(Quote(span=point.about), Phrase.COLON, Quote(span=point.span, capital=True), *cut))


def _is_held(point: KeyPoint, said: tuple[AttributionEntry, ...]) -> bool:
    """True where the holder's name says whose "we" it is, or what is held can be printed without its sentence."""
    main, inside = _main(point, said)
    if main is None:
        return False
    return (point.alone and not leans_on_who(point.text)) or (
        len(inside) == 1 and _proposition(main, point) is not None
    )


def _proposition(main: AttributionEntry, point: KeyPoint) -> Statement | None:
    """What is held, where it says all that the sentence says and can be read alone after the holder's name; else None."""
    content = main.content[0]
    whole = _filled(point, [main]) >= _WHOLE * len(point.text) and point.covers(content) and len(main.content) == 1
    if not whole or len(words(content.text)) < _CONTENT_WORDS or not reads_alone(content.text):
        return None
    clause = main.cue is None or not _CLAUSE_CUES.isdisjoint(words(main.cue.text))
    if not clause and main.stance not in _FORMAL:
        return None
    return Statement(parts=(Quote(span=content, capital=True),), support=(point.span,))


def _notes(main: AttributionEntry, actors: MergedActors) -> tuple[Statement, ...]:
    """The holder's role and the relays, each in a source's words."""
    notes = []
    entry = actors.entry(main.source.actor_id) if main.source else None
    if entry and entry.role_span:
        notes.append(Statement(parts=(Quote(span=entry.role_span),)))
    notes += [Statement(parts=(Phrase.VIA, Quote(span=via.span))) for via in main.via if actors.is_relay(via)]
    return tuple(notes)


def merge_sides(
    points: tuple[KeyPointEntry, ...], entries: tuple[AttributionEntry, ...], disagreements: tuple[Disagreement, ...]
) -> tuple[KeyPointEntry, ...]:
    """Points that are one side of one matter in dispute are one point, though told in other words; a denial stands for itself.

    So does what tells far more than it repeats: "up to 3,000 traffickers live in Santa Cruz" beside "there are traffickers".
    """
    matters = [entries[i] for d in disagreements for i in d.sides]
    sides = [s for s in matters if s.stance is not Stance.DENIES]
    denials = [s for s in matters if s.stance is Stance.DENIES]
    kept: list[KeyPointEntry] = []
    for point in points:
        denies = point.stance is Stance.DENIES or any(point.covers(s.content[0]) for s in denials)
        mine = [] if denies else [s for s in sides if holds(point, s)]
        again = (i for i, k in enumerate(kept) if k.stance is not Stance.DENIES and any(holds(k, s) for s in mine))
        same = next(again, None)
        if same is None or not _adds_little(point, kept[same], kept):
            kept.append(point)
        else:
            spans = (*kept[same].repeats, point.span, *point.repeats)
            kept[same] = replace(kept[same], repeats=tuple(dict.fromkeys(spans)))
    return tuple(kept)


def _adds_little(point: KeyPointEntry, same: KeyPointEntry, kept: list[KeyPointEntry]) -> bool:
    """True where the point on its matter tells much of it already, or all points together tell most of it."""
    mine = concepts(point.text)
    every = concepts(" ".join(k.text for k in kept))
    return len(mine & concepts(same.text)) >= _REPEATED * len(mine) or len(mine & every) >= _HALF * len(mine)


def holds(point: KeyPointEntry, entry: AttributionEntry) -> bool:
    """True where the point is what the entry says, in its words or in others."""
    if any(point.overlaps(span) for said in (entry, *entry.repeats) for span in said.content):
        return True
    said = concepts(" ".join(span.text for span in entry.content))
    named = set(words(holder(entry) or "?")) <= set(words(point.text))
    least = max(3, (_HALF if named else _ALIKE) * len(said))
    return entry.stance is not Stance.DENIES and len(said & concepts(point.text)) >= least
