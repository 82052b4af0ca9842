"""The key points and the bottom line: Analyses → what to read first.

A key point is a sentence of a source, or what somebody holds in it; said once, however many sources say it. Deliberately no
sentence is reworded.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from bluf.model import AttributionEntry, Disagreement, KeyPoint, KeyPointEntry, Phrase, Quote, Span, Stance, Statement
from bluf.synthesis.actors import MergedActors
from bluf.synthesis.attributions import holder
from bluf.synthesis.register import Register
from bluf.synthesis.words import concepts, containment, jaccard, keys, words

_FROM_EACH = 12  # candidates a document may offer
_MOST = 8  # key points in a briefing
_LEAST_WEIGHT = 0.15  # of the best one's
_SAME = 0.42  # Jaccard of content words that makes two sentences one point
_CONTAINED = 0.75
_NEWS = 0.9  # recency of a sentence that is no background
_ALIKE = 0.6  # containment of concepts, of at least five
_HALF = 0.5  # the same, where the sentence names who holds it
_TOLD_ALREADY = 0.5  # containment of concepts in the first sentence of the bottom line
_UNTOLD = 0.2  # worth of the other side's sentence that is no key point of its document
_OWN_TOPIC = 0.15  # what a sentence about something that no other source touches still weighs
_CONTENT_WORDS = 6  # a shorter proposition does not stand alone
_COVERED = 0.55  # share of a sentence that what its holder says must take up
_WHOLE = 0.8  # the same share, where the sentence holds so little else that the proposition may stand for it
_PRONOUNS = frozenset("he she it they we i you this that these those such who which there".split())
_NOT_ALONE = _PRONOUNS | frozenset(
    "about and as at been being but by for from how if in into more not of on only or than whether what when where why with".split()
)
_FIRST_PERSON = frozenset("i we me us my our ours mine".split())
# "The official denied it", "The other three were admitted": who was named before
_FEW = r"(?: (?:two|three|four|five|six|seven))"
_ANAPHOR = re.compile(
    rf"(?:the|these|those|both|all)(?: other)?{_FEW}?"
    r" (?:officials?|spokesm[ae]n|spokeswoman|ministers?|ministry|m[ae]n|wom[ae]n|group|company|statement|source|agency"
    r"|suspects?|incident|victims?)\b(?!,? (?:of|for|in|who|whose|that|(?-i:[A-Z])))"
    rf"|(?:the|all)(?: other)?{_FEW} (?:was|were|are|have|had)\b",
    re.IGNORECASE,
)
_ONE_MATTER = 2  # concepts that two denials of one matter share
_NOT_SAID = re.compile(
    r"\b(?:(?:declined|refused) to|(?:did|does|do|would) not) (?:say|name|comment|identify|answer)\b"
)
_MIN_TITLE, _MAX_TITLE = 25, 110


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence with what it is known again by: content words, their concepts, and whether it denies."""

    point: KeyPoint
    keys: frozenset[str]
    concepts: frozenset[str]
    denies: bool
    weight: float = 0.0


def choose_key_points(
    register: Register, entries: tuple[AttributionEntry, ...], actors: MergedActors
) -> tuple[KeyPointEntry, ...]:
    """The points worth telling, best first, each event once with where it is repeated."""
    by_sentence = _by_sentence(register, entries)
    candidates = _candidates(register, by_sentence)
    chosen: list[_Candidate] = []
    repeats: dict[int, list[Span]] = defaultdict(list)
    for candidate in candidates:
        same = next((i for i, other in enumerate(chosen) if _is_same(candidate, other)), None)
        if same is not None:
            repeats[same].append(candidate.point.span)
        elif len(chosen) < _MOST and (candidate.weight >= _LEAST_WEIGHT * candidates[0].weight or not chosen):
            chosen.append(candidate)
    lead = _lead(register, [c.point for c in chosen])
    return tuple(
        _entry(register, chosen[i], tuple(repeats[i]), _said_in(chosen[i].point, register, by_sentence), actors)
        for i in sorted(range(len(chosen)), key=lambda i: i != lead)
    )


def _lead(register: Register, points: list[KeyPoint]) -> int:
    """Which point comes first, and into the bottom line: the best that could stand there, else simply the best."""
    return next((i for i, p in enumerate(points) if _could_lead(register, p)), 0)


def _could_lead(register: Register, point: KeyPoint) -> bool:
    """News, no background; understood alone; and something that was said or done: what was not said is a gap."""
    alone = point.about is not None or _stands_alone(point.text)
    return alone and register.recency(point) >= _NEWS and not _NOT_SAID.search(point.text)


def _said_in(
    point: KeyPoint, register: Register, by_sentence: dict[tuple[str, int], tuple[AttributionEntry, ...]]
) -> tuple[AttributionEntry, ...]:
    return by_sentence.get((point.document_id, register.sentence(point).start), ())


def _candidates(
    register: Register, by_sentence: dict[tuple[str, int], tuple[AttributionEntry, ...]]
) -> list[_Candidate]:
    """Each document's best that can stand alone, weighed up where several originators say the same."""
    found: list[_Candidate] = []
    leaning: list[_Candidate] = []
    for analysis in register.analyses:
        for point in sorted(analysis.key_points, key=lambda p: not p.alone)[:_FROM_EACH]:
            said = _said_in(point, register, by_sentence)
            denies = any(a.stance is Stance.DENIES for a in said)
            alone = (point.alone and _stands_alone(point.text)) or _main(point, said)[0] is not None
            (found if alone else leaning).append(_Candidate(point, keys(point.text), concepts(point.text), denies))
    found = found or leaning  # a speech has no other sentences than those of its "I"
    weighed = []
    for candidate in found:
        point = candidate.point
        others = [o.point for o in found if o.point.document_id != point.document_id and _is_same(candidate, o)]
        support = len(register.originators([point, *others])) - 1
        weight = point.salience * (1.0 + 0.25 * min(support, 4)) * (_OWN_TOPIC + register.topicality(point.text))
        weighed.append(replace(candidate, weight=weight * register.recency(point)))
    return sorted(weighed, key=lambda c: (-c.weight, register.order(c.point)))


def _stands_alone(text: str) -> bool:
    """False for words that do not say whose or about whom they are: "I", half a quotation, "the two men"."""
    if _ANAPHOR.match(text):
        return False
    if text.count("“") != text.count("”") or text.count('"') % 2:
        return False
    return _FIRST_PERSON.isdisjoint(words(text))


def _is_same(a: _Candidate, b: _Candidate) -> bool:
    """One point told twice; a denial and what it denies are two."""
    if a.denies != b.denies:
        return False
    if jaccard(a.keys, b.keys) >= _SAME:
        return True
    least = min(len(a.concepts), len(b.concepts))
    shared = len(a.concepts & b.concepts)
    return least >= _CONTENT_WORDS and (containment(a.keys, b.keys) >= _CONTAINED or shared >= max(5, _ALIKE * least))


def _by_sentence(
    register: Register, entries: tuple[AttributionEntry, ...]
) -> dict[tuple[str, int], tuple[AttributionEntry, ...]]:
    """The attributions whose content begins in each sentence."""
    found: dict[tuple[str, int], tuple[AttributionEntry, ...]] = {}
    for entry in entries:
        for said in (entry, *entry.repeats):
            key = (said.content[0].document_id, register.sentence(said.content[0]).start)
            one = replace(
                entry, **{n: getattr(said, n) for n in ("source", "cue", "content", "stance", "direct", "via")}
            )
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
    if main is None or main.source is None:
        return _plain_entry(register, point, repeats)
    return KeyPointEntry(
        document_id=point.document_id,
        start=point.start,
        end=point.end,
        text=point.text,
        salience=point.salience,
        alone=point.alone,
        about=point.about,
        statement=_proposition(register, main, point) if len(inside) == 1 else _line(register, point),
        stance=main.stance,
        holder=holder(main),
        holder_evidence=main.source.span,
        notes=_notes(main, actors),
        repeats=repeats,
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
    if who is None or filled[who] < _COVERED * len(point.text):
        return None, []
    inside = sorted(by_holder[who], key=lambda a: a.content[0].start)
    return next((a for a in inside if a.stance is not Stance.STATES), inside[0]), inside


def _filled(point: KeyPoint, attributions: list[AttributionEntry]) -> int:
    """Code points of the sentence from the first to the last word of what the attributions say, cue and source included."""
    spans = [
        span
        for attribution in attributions
        for span in (attribution.source, attribution.cue, *attribution.content)
        if span is not None and span.overlaps(point)
    ]
    return min(max(s.end for s in spans), point.end) - max(min(s.start for s in spans), point.start)


def _line(register: Register, point: KeyPoint) -> Statement:
    """The point as printed: after the name that its pronoun stands for, with a cut marked."""
    cut = (Phrase.CUT,) if point.end < register.sentence(point).end else ()
    if point.about is None:
        return Statement(parts=(Quote(span=point.span, capital=True), *cut))
    return Statement(parts=(Quote(span=point.about), Phrase.COLON, Quote(span=point.span, capital=True), *cut))


def _plain_entry(register: Register, point: KeyPoint, repeats: tuple[Span, ...]) -> KeyPointEntry:
    """A point that the document itself reports, or in which too much stands beside what somebody says."""
    return KeyPointEntry(
        document_id=point.document_id,
        start=point.start,
        end=point.end,
        text=point.text,
        salience=point.salience,
        alone=point.alone,
        about=point.about,
        statement=_line(register, point),
        repeats=repeats,
    )


def _proposition(register: Register, main: AttributionEntry, point: KeyPoint) -> Statement:
    """What is held, alone where it can stand alone, else in its whole sentence."""
    content = main.content[0]
    found = words(content.text)
    whole = _filled(point, [main]) >= _WHOLE * len(point.text) and point.covers(content) and len(main.content) == 1
    if not whole or len(found) < _CONTENT_WORDS or found[0] in _NOT_ALONE:
        return _line(register, point)
    return Statement(parts=(Quote(span=content),), support=(point.span,))


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
    """Points that are one side of one matter in dispute are one point, though told in other words; a denial stands for itself."""
    sides = [entries[i] for d in disagreements for i in d.sides if entries[i].stance is not Stance.DENIES]
    kept: list[KeyPointEntry] = []
    for point in points:
        mine = [s for s in sides if point.stance is not Stance.DENIES and _holds(point, s)]
        again = (i for i, k in enumerate(kept) if k.stance is not Stance.DENIES and any(_holds(k, s) for s in mine))
        same = next(again, None)
        if same is None:
            kept.append(point)
        else:
            spans = (*kept[same].repeats, point.span, *point.repeats)
            kept[same] = replace(kept[same], repeats=tuple(dict.fromkeys(spans)))
    return tuple(kept)


# --- the bottom line --------------------------------------------------------------------------------------------------


def choose_bottom_line(
    register: Register,
    points: tuple[KeyPointEntry, ...],
    entries: tuple[AttributionEntry, ...],
    disagreements: tuple[Disagreement, ...],
) -> tuple[Statement, ...]:
    """The first key point's sentence and what is held against it, else the next point that adds to it: at most two, verbatim."""
    if not points:
        return ()
    first = points[0]
    against = _against(register, first, entries, disagreements)
    if against is not None:
        return (_line(register, first), Statement(parts=(Quote(span=against, capital=True),)))
    denials = [p for p in points[1:] if p.stance is Stance.DENIES]
    told = concepts(first.text)
    adding = [p for p in (*denials, *points[1:]) if containment(told, concepts(p.text)) < _TOLD_ALREADY]
    second = next((p for p in adding if _could_lead(register, p)), next(iter(adding), None))
    return tuple(_line(register, p) for p in (first, second) if p is not None)


def _against(
    register: Register,
    first: KeyPointEntry,
    entries: tuple[AttributionEntry, ...],
    disagreements: tuple[Disagreement, ...],
) -> Span | None:
    """The newest sentence of the other side that can stand alone, where the first point is one side of a disagreement."""
    others: list[Span] = []
    for disagreement in disagreements:
        sides = [entries[i] for i in disagreement.sides]
        for mine in sides:
            if _holds(first, mine):
                against = [o for o in sides if (o.stance is Stance.DENIES) != (mine.stance is Stance.DENIES)]
                others += [register.sentence(o.content[0]) for o in (*against, *_like(against, entries))]
    fitting = [
        s
        for s in others
        if s != first.span and words(s.text)[:1] and words(s.text)[0] not in _PRONOUNS and register.recency(s) >= _NEWS
    ]
    fitting = [s for s in fitting if not _ANAPHOR.match(s.text)] or fitting
    told = {(p.document_id, register.sentence(p).start): p.salience for a in register.analyses for p in a.key_points}
    worth = {s: register.recency(s) * (_UNTOLD + told.get((s.document_id, s.start), 0.0)) for s in fitting}
    return max(fitting, key=lambda s: (worth[s], -register.number(s), -s.start), default=None)


def _like(denials: list[AttributionEntry], entries: tuple[AttributionEntry, ...]) -> list[AttributionEntry]:
    """What the holders of `denials` deny on the same matter elsewhere, perhaps in a sentence that names them."""
    known = [(holder(d), concepts(" ".join(s.text for s in d.content))) for d in denials if d.stance is Stance.DENIES]
    return [
        e
        for e in entries
        if e.stance is Stance.DENIES
        and any(
            holder(e) == who and len(said & concepts(" ".join(s.text for s in e.content))) >= _ONE_MATTER
            for who, said in known
        )
    ]


def _holds(point: KeyPointEntry, entry: AttributionEntry) -> bool:
    """True where the point is what the entry says, in its words or in others."""
    if any(point.overlaps(span) for said in (entry, *entry.repeats) for span in said.content):
        return True
    said = concepts(" ".join(span.text for span in entry.content))
    named = set(words(holder(entry) or "?")) <= set(words(point.text))
    least = max(3, (_HALF if named else _ALIKE) * len(said))
    return entry.stance is not Stance.DENIES and len(said & concepts(point.text)) >= least


def choose_title(register: Register, bottom_line: tuple[Statement, ...]) -> Statement | None:
    """What happened, in a source's words: the headline nearest to the bottom line, else the first clause of it."""
    if not bottom_line:
        return None
    lead = max(bottom_line[0].evidence, key=lambda span: len(span.text))
    about = keys(" ".join(s.text for s in bottom_line))
    headlines = [h for a in register.analyses if (h := _headline(register, a.document.id))]
    best = max(
        headlines,
        key=lambda h: (len(keys(h.text) & about), h.document_id == lead.document_id, -len(h.text)),
        default=None,
    )
    if best is not None and keys(best.text) & about:
        return Statement(parts=(Quote(span=best, capital=True),))
    return _clause_title(register, lead)


def _headline(register: Register, document_id: str) -> Span | None:
    """The document's title where it stands in its text near the top."""
    analysis = next(a for a in register.analyses if a.document.id == document_id)
    title = analysis.document.title
    if not title or not words(title):
        return None
    start = analysis.document.text.find(title, 0, 2000 + len(title))
    return analysis.document.span(start, start + len(title)) if start >= 0 and len(title) <= 2 * _MAX_TITLE else None


def _clause_title(register: Register, sentence: Span) -> Statement:
    """The first whole clause that somebody acts in, the sentence where it is short, else its beginning with the cut marked."""
    stop = len(sentence.text.rstrip(".")) + sentence.start
    whole = register.document(sentence).span(sentence.start, stop)
    clauses = [act for act in register.acts(sentence) if _MIN_TITLE <= len(act.text) <= _MAX_TITLE]
    if clauses:
        clause = min(clauses, key=lambda a: (a.start - sentence.start, -len(a.text)))
        return Statement(parts=(Quote(span=clause.span, capital=True),))
    if len(whole.text) <= _MAX_TITLE + 30:
        return Statement(parts=(Quote(span=whole, capital=True),))
    at = max(whole.text.rfind(mark, _MIN_TITLE, _MAX_TITLE) for mark in (", ", "; ", " – ", " — "))
    at = at if at > 0 else whole.text.rfind(" ", 0, _MAX_TITLE)
    cut = register.document(sentence).span(sentence.start, sentence.start + (at if at > 0 else _MAX_TITLE))
    return Statement(parts=(Quote(span=cut, capital=True), Phrase.CUT))
