"""The bottom line and the title: key points → at most two sentences, and what the product is called.

Verbatim, like all that is printed. Deliberately no sentence is joined with another: what is held against the first stands beside
it, and stories that have nothing to do with each other are not made one.
"""

from __future__ import annotations

from collections.abc import Sequence

from bluf.model import AttributionEntry, Disagreement, KeyPointEntry, Phrase, Quote, Span, Stance, Statement
from bluf.synthesis.alone import NEWS, PRONOUNS, could_lead, leans_on_who
from bluf.synthesis.attributions import holder
from bluf.synthesis.key_points import holds, line_of
from bluf.synthesis.register import Register
from bluf.synthesis.words import concepts, containment, keys, words

_TOLD_ALREADY = 0.5  # containment of concepts in the first sentence of the bottom line
_UNTOLD = 0.2  # worth of the other side's sentence that is no key point of its document
_ANOTHERS = 3  # the same for denials of two holders
_ONE_MATTER = 2  # concepts that two denials of one matter share
_MIN_TITLE, _MAX_TITLE = 25, 110
_TITLES = 3  # stories named in the title of unrelated ones


def choose_bottom_line(
    register: Register,
    points: tuple[KeyPointEntry, ...],
    entries: tuple[AttributionEntry, ...],
    disagreements: tuple[Disagreement, ...],
    stories: Sequence[int] | None = None,
) -> tuple[Statement, ...]:
    """The first key point's sentence and what is held against it, else the next point that adds to it: at most two, verbatim."""
    if not points:
        return ()
    first = points[0]
    against = _against(register, first, entries, disagreements)
    if against is not None:
        return (line_of(register, first), Statement(parts=(Quote(span=against, capital=True),)))
    told = concepts(first.text)
    denials = [p for p in points[1:] if p.stance is Stance.DENIES and len(told & concepts(p.text)) >= _ONE_MATTER]
    adding = [p for p in (*denials, *points[1:]) if containment(told, concepts(p.text)) < _TOLD_ALREADY]
    second = next((p for p in adding if could_lead(register, p)), None)
    if second is None or stories is not None:  # of unrelated stories the second is that of another one, however old
        second = next((p for p in adding if p.alone), None)
    return tuple(line_of(register, p) for p in (first, second) if p is not None)


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
            if holds(first, mine):
                against = [o for o in sides if (o.stance is Stance.DENIES) != (mine.stance is Stance.DENIES)]
                others += [register.sentence(o.content[0]) for o in (*against, *_like(against, entries))]
    fitting = [
        s
        for s in others
        if s != first.span and words(s.text)[:1] and words(s.text)[0] not in PRONOUNS and register.recency(s) >= NEWS
    ]
    fitting = [s for s in fitting if not leans_on_who(s.text)] or fitting
    leaning = {(p.document_id, p.start) for a in register.analyses for p in a.key_points if not p.alone}
    fitting = [s for s in fitting if (s.document_id, s.start) not in leaning] or fitting
    told = {(p.document_id, register.sentence(p).start): p.salience for a in register.analyses for p in a.key_points}
    worth = {s: register.recency(s) * (_UNTOLD + told.get((s.document_id, s.start), 0.0)) for s in fitting}
    return max(fitting, key=lambda s: (worth[s], -register.number(s), -s.start), default=None)


def _like(denials: list[AttributionEntry], entries: tuple[AttributionEntry, ...]) -> list[AttributionEntry]:
    """What the holders of `denials`, or others, deny on the same matter elsewhere, perhaps in a sentence that names them."""
    known = [(holder(d), concepts(" ".join(s.text for s in d.content))) for d in denials if d.stance is Stance.DENIES]
    return [
        e
        for e in entries
        if e.stance is Stance.DENIES
        and any(
            len(said & mine) >= (_ONE_MATTER if holder(e) == who else max(_ANOTHERS, _TOLD_ALREADY * len(mine)))
            for mine in (concepts(" ".join(s.text for s in e.content)),)
            for who, said in known
        )
    ]


# --- the title --------------------------------------------------------------------------------------------------------


def choose_title(
    register: Register,
    bottom_line: tuple[Statement, ...],
    points: tuple[KeyPointEntry, ...] = (),
    stories: Sequence[int] | None = None,
) -> Statement | None:
    """What happened, in a source's words: the headline nearest to the bottom line, else the first clause of it.

    Of unrelated `stories` (see `key_points`) each is named by its own headline, the weightiest first.
    """
    if not bottom_line:
        return None
    if stories is not None and (joined := _joined_title(register, points, stories)) is not None:
        return joined
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


def _joined_title(register: Register, points: Sequence[KeyPointEntry], stories: Sequence[int]) -> Statement | None:
    """The headlines of the documents of the first points, one a story; with a cut marked where there are more stories."""
    found: dict[int, Statement] = {}
    for point in points:
        story = stories[register.number(point) - 1]
        if story not in found:
            headline = _headline(register, point.document_id)
            found[story] = (
                Statement(parts=(Quote(span=headline, capital=True),)) if headline else _clause_title(register, point)
            )
    if len(found) < _TITLES - 1:
        return None
    parts: list[Quote | Phrase] = []
    for statement in list(found.values())[:_TITLES]:
        parts += [*([Phrase.SEMICOLON] if parts else []), *statement.parts]
    if len(set(stories)) > _TITLES and parts[-1] is not Phrase.CUT:
        parts.append(Phrase.CUT)
    return Statement(parts=tuple(parts))


def _headline(register: Register, document_id: str) -> Span | None:
    """The document's title where it stands in its text near the top."""
    document = register.by_id(document_id).document
    title = document.title
    if not title or not words(title):
        return None
    start = document.text.find(title, 0, 2000 + len(title))
    if start < 0 or len(title) > 4 * _MAX_TITLE:
        return None
    # "Headline | Outlet", "Update | Headline": the longest part is the headline
    part = max(title.split(" | "), key=len)
    start += title.index(part)
    return document.span(start, start + len(part)) if len(part) <= 2 * _MAX_TITLE else None


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
