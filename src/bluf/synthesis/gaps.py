"""What an analyst would want and does not have: entries → gaps.

Each gap quotes where the text shows it, or names the document that lacks something. Deliberately no gap is invented from what a
topic usually holds.
"""

from __future__ import annotations

import re

from bluf.model import (
    ActorKind,
    AttributionEntry,
    FigureEntry,
    Gap,
    GapKind,
    Quote,
    Relation,
    RelationKind,
    Span,
    Statement,
)
from bluf.synthesis.actors import MergedActors
from bluf.synthesis.register import Register
from bluf.synthesis.words import containment, fold, jaccard, keys

_MOST_OF_A_KIND = 4
_MOST_BARE = 2
_SPEECH = re.compile(r"[\"“”„«»]|\b(?:according to|said|says|told|reported|estimated|officials?)\b", re.IGNORECASE)
_MOST_UNKNOWN = 7
_SAME = 0.4
_SAME_GAP, _NEAR = 0.5, 50
_SAID_SO = keys("without declined known clear disclosed not did could unclear unknown elaborate")
_BINDING = (RelationKind.WORKS_FOR, RelationKind.MEMBER_OF)
_UNKNOWN = re.compile(
    r"\b(?:could not (?:name|say|confirm|be (?:confirmed|verified|reached|determined))"
    r"|not (?:immediately |yet |publicly )?(?:known|clear|disclosed|identified|been (?:identified|named|confirmed|verified))"
    r"|(?:is|are|was|were|remains?) (?:still )?(?:unclear|unknown|unidentified|unconfirmed)"
    r"|did not (?:immediately )?(?:say|name|identify|elaborate|specify|give|reply|respond|comment|answer)\b"
    r"|declined to (?:say|name|identify|comment|answer|be interviewed|elaborate|specify|give)"
    r"|(?:gave|gives|give|offered|provided|cited|named) no (?:\w+ )?(?:details|figures?|evidence|names?|basis|source|proof|reason)"
    r"|no (?:details|figures?|evidence|names?|basis|proof|link) (?-i:[a-z][a-z ]{0,19} )?(?:was|were|has|have|had|is|are) "
    r"|no other \w+ (?:has|have|had) (?:yet )?(?:confirmed|verified|reported|published)"
    r"|(?:has|have|had) not (?:yet )?(?:answered|replied|responded|commented|shown|published|explained)"
    r"|neither (?:side|of them|\w+) (?:has|have|gave|would)"
    r"|(?:was|were|is|are) not available"
    r"|without (?:giving|naming|elaborating|citing|saying|explaining))",
    re.IGNORECASE,
)

# who was asked and kept silent: what is missing is a side's word, not knowledge
_SILENT = re.compile(
    r"\b(?:declined to (?:comment|answer|be interviewed)"
    r"|did not (?:immediately )?(?:reply|respond|comment|answer)\b"
    r"|(?:has|have|had) not (?:yet )?(?:answered|replied|responded|commented)"
    r"|could not be reached)",
    re.IGNORECASE,
)


def find_gaps(
    register: Register,
    actors: MergedActors,
    attributions: tuple[AttributionEntry, ...],
    leading: tuple[FigureEntry, ...],
    relations: tuple[Relation, ...],
) -> tuple[Gap, ...]:
    """Gaps by kind, at most a few of each; `leading` are the figures worth a reader's time."""
    return (
        *_said_unknown(register),
        *_no_reply(register, actors, attributions, relations),
        *_single_source(register, actors, leading),
        *_no_holder(register, attributions, leading),
        *_unnamed(actors, attributions),
        *_not_seen(register, actors, attributions),
        *(
            Gap(kind=GapKind.UNDATED_SOURCE, document_id=a.document.id)
            for a in register.analyses
            if a.document.published_on is None
        ),
    )


def _said_unknown(register: Register) -> list[Gap]:
    """Sentences in which a text says what is not known."""
    sentences = [s for a in register.analyses for s in a.sentences if _UNKNOWN.search(s.text)]
    sentences.sort(key=lambda s: (-register.topicality(s.text), register.order(s)))
    chosen: list[Span] = []
    for sentence in sentences:
        if len(chosen) < _MOST_UNKNOWN and not any(_is_one_gap(sentence.text, c.text) for c in chosen):
            chosen.append(sentence)
    chosen.sort(key=lambda s: _SILENT.search(s.text) is not None)
    return [Gap(kind=_kind(s), statement=Statement(parts=(Quote(span=s, capital=True),))) for s in chosen]


def _kind(sentence: Span) -> GapKind:
    return GapKind.NO_ANSWER if _SILENT.search(sentence.text) else GapKind.SAID_UNKNOWN


def _is_one_gap(a: str, b: str) -> bool:
    """Two sentences alike, or much alike in the words around what says that something is not known."""
    return jaccard(keys(a), keys(b)) >= _SAME or containment(_around(a), _around(b)) >= _SAME_GAP


def _around(text: str) -> frozenset[str]:
    """What is not known: the words after the phrase, before it where nothing follows; with "name", "say" from the phrase."""
    match = _UNKNOWN.search(text)
    if match is None:
        return frozenset()
    after = re.split(r"[,.;:”\"]", text[match.end() : match.end() + _NEAR])[0]
    about = match.group() + after if keys(after) else text[max(match.start() - _NEAR, 0) : match.end()]
    return keys(about) - _SAID_SO


def _single_source(register: Register, actors: MergedActors, figures: tuple[FigureEntry, ...]) -> list[Gap]:
    """Weighty figures that one originator alone gives, held by somebody who is not named."""
    unnamed = {e.id for e in actors.entries if e.kind is ActorKind.UNNAMED}
    sentences = dict.fromkeys(
        register.sentence(figure)
        for figure in figures
        if figure.holder_id in unnamed
        and not _is_held_by_itself(figure, actors)
        and len(register.originators([figure, *figure.repeats])) == 1
    )
    chosen: list[Span] = []
    for sentence in sentences:
        if all(jaccard(keys(sentence.text), keys(c.text)) < _SAME for c in chosen):
            chosen.append(sentence)
    found = [Gap(kind=GapKind.SINGLE_SOURCE, statement=Statement(parts=(Quote(span=s, capital=True),))) for s in chosen]
    return found[:_MOST_OF_A_KIND]


def _is_held_by_itself(figure: FigureEntry, actors: MergedActors) -> bool:
    """True for the "two" of "Two officers said": who says it is what is counted."""
    entry = actors.entry(figure.holder_id)
    return entry is not None and any(m.overlaps(figure) for m in entry.mentions)


def _no_holder(
    register: Register, attributions: tuple[AttributionEntry, ...], figures: tuple[FigureEntry, ...]
) -> list[Gap]:
    """Figures that nobody is named for, in sentences that quote nobody, and that others contradict: whose are they?"""
    said = {register.sentence(s) for a in attributions for r in (a, *a.repeats) for s in r.content}
    found = (register.sentence(f) for f in figures if f.discrepancies and f.holder is None)
    sentences = dict.fromkeys(s for s in found if s not in said and not _SPEECH.search(s.text))
    return [
        Gap(kind=GapKind.NO_HOLDER, statement=Statement(parts=(Quote(span=s, capital=True),)))
        for s in list(sentences)[:_MOST_BARE]
    ]


def _no_reply(
    register: Register,
    actors: MergedActors,
    attributions: tuple[AttributionEntry, ...],
    relations: tuple[Relation, ...],
) -> list[Gap]:
    """Accusations against somebody whom no source quotes with anything, nor anybody of the same state or body."""
    spoken = {side for a in attributions if a.source for side in _sides(a.source.actor_id, actors, relations)}
    found = [
        Gap(kind=GapKind.NO_REPLY, statement=r.statement)
        for r in relations
        if r.kind is RelationKind.ACCUSED and spoken.isdisjoint(_sides(r.object_id, actors, relations))
    ]
    return _apart(found, register)[:_MOST_OF_A_KIND]


def _sides(actor_id: str | None, actors: MergedActors, relations: tuple[Relation, ...]) -> frozenset[str]:
    """Keys of those for whom an actor may speak: itself, its state, and the bodies it works for or belongs to."""
    entry = actors.entry(actor_id)
    if entry is None:
        return frozenset()
    bound = {r.object_id for r in relations if r.subject_id == entry.id and r.kind in _BINDING}
    state = {f"state {entry.country}"} if entry.country and entry.kind is not ActorKind.GROUP else set()
    return frozenset({entry.id, *bound, *state})


def _apart(gaps: list[Gap], register: Register) -> list[Gap]:
    """Each sentence once."""
    found: dict[Span, Gap] = {}
    for gap in gaps:
        if gap.statement:
            found.setdefault(register.sentence(gap.statement.evidence[0]), gap)
    return list(found.values())


def _unnamed(actors: MergedActors, attributions: tuple[AttributionEntry, ...]) -> list[Gap]:
    unnamed = {e.id: e for e in actors.entries if e.kind is ActorKind.UNNAMED}
    found: dict[str, Gap] = {}
    for entry in attributions:
        source = entry.source
        if len(found) == _MOST_OF_A_KIND:
            break
        if source and source.actor_id in unnamed and source.actor_id not in found:
            name = next(m for e in (unnamed[source.actor_id],) for m in e.mentions if fold(m.text) == fold(e.name))
            statement = Statement(parts=(Quote(span=name, capital=True),), support=(source.span, *entry.content))
            found[source.actor_id] = Gap(kind=GapKind.UNNAMED_SOURCE, statement=statement)
    return list(found.values())


# "(CNN) Two men ...", "GENEVA (Reuters) - ...": whose text it is, where no publisher is stated.
_SIGNED = re.compile(r"(?:[A-Z][^()\n]{0,40} )?\((?P<name>[A-Z][\w. ]{1,30})\)")


def _not_seen(register: Register, actors: MergedActors, attributions: tuple[AttributionEntry, ...]) -> list[Gap]:
    """Media that are relayed and whose own text is not among the sources."""
    seen = [fold(a.document.publisher) for a in register.analyses if a.document.publisher]
    seen += [fold(m["name"]) for a in register.analyses if (m := _SIGNED.match(a.document.text.lstrip()))]
    found: dict[str, Gap] = {}
    for entry in attributions:
        for said in (entry, *entry.repeats):
            for via in said.via:
                name = fold(via.actor or via.text)
                if actors.is_relay(via) and name not in found and not any(name in s or s in name for s in seen):
                    statement = Statement(parts=(Quote(span=via.span),), support=said.content)
                    found[name] = Gap(kind=GapKind.ORIGINAL_NOT_SEEN, statement=statement)
    return list(found.values())[:_MOST_OF_A_KIND]
