"""How actors relate: mentions and the words between them → relations, each with the sentence that says so.

Four relations only, each by a closed form of words between two mentions, or by an office that the text gives somebody. Deliberately
no co-occurrence ("named together") and nothing that is planned, denied or asked: a wrong tie between two names is worse than none.

"Bolivia and Colombia signed an accord" relates the two; "Bolivia and Colombia met" does not.

Source: the relation types of ACE 2005 (employment, membership) and PLOVER (accuse, sign), narrowed to what these words bear.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bluf.model import ActorEntry, ActorKind, Quote, Relation, RelationKind, Span, Statement
from bluf.synthesis.actors import MergedActors, is_central
from bluf.synthesis.register import Register
from bluf.synthesis.words import words

MOST_RELATIONS = 16
"""Printed in a briefing; the others only tell who speaks for whom."""
_LONGEST_GAP = 110  # code points between two mentions
_BODIES = frozenset({ActorKind.ORGANIZATION, ActorKind.GOVERNMENT, ActorKind.GROUP, ActorKind.MEDIA})
_PARTIES = _BODIES | {ActorKind.PERSON, ActorKind.PLACE}
_AUX = (
    r"(?:(?:has|have|had|also|again|repeatedly|publicly|openly|formally|jointly|finally|later|then|earlier|on \w+day"
    r"|last \w+),? )*"
)
_PAPER = (
    r"(?:accords?|agreements?|deals?|treat(?:y|ies)|pacts?|memorand(?:um|a)|contracts?|truces?|cease-?fires?"
    r"|conventions?|protocols?)"
)
_ASIDE = r"(?:, [^,.;:“”\"]{2,60},)?"
_ACCUSES = re.compile(
    rf"{_ASIDE} {_AUX}(?:accused|accuses|blamed|blames) (?:both )?(?:the |its |his |her )?", re.IGNORECASE
)
_CHARGES = re.compile(rf"{_ASIDE} {_AUX}(?:charged|indicted) (?:the )?", re.IGNORECASE)
_ACCUSED_BY = re.compile(
    rf"{_ASIDE} (?:was|were|has been|have been|had been|is|are) (?:\w+ )?"
    r"(?:accused|blamed|indicted)(?: (?:of|for) [^.;:,]{3,60})? by (?:the )?",
    re.IGNORECASE,
)
_SIGNS_WITH = re.compile(
    rf"{_ASIDE} {_AUX}(?:signed|signs|sealed|concluded) [^.;:“”\"]{{0,70}}\bwith (?:the )?", re.IGNORECASE
)
_AND = re.compile(r",? and (?:the )?", re.IGNORECASE)
_BOTH_SIGN = re.compile(
    rf" {_AUX}(?:signed|sealed|concluded|reached|agreed (?:to|on)) (?:\w+ ){{0,4}}?[^.;:]{{0,40}}?\b{_PAPER}\b",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:not|never|no|refused?|refuses|will|would|could|may|might|if|plans?|hopes?)\b", re.IGNORECASE
)
_MEMBER = re.compile(
    r"(?:,| is| was| has been|, who is|, who was) (?:an? |the |one of the )?(?:\w+[ -]){0,3}?"
    r"(?:members?|fighters?|militants?|founders?|co-founders?|leaders?) (?:of|in) (?:the )?",
    re.IGNORECASE,
)
_WORKS = re.compile(
    r"(?:,| is| was| has been|, who is|, who was) (?:an? |the |one of the )?(?:\w+[ -]){0,3}?"
    r"(?:head|director|chief|chair(?:man|woman|person)?|spokes(?:man|woman|person)|president|employee|agent|officer|analyst|adviser|advisor"
    r"|lawyer|commander|secretary-general|researcher|professor|executive) (?:of|for|at|with|in) (?:the )?",
    re.IGNORECASE,
)
_HEADS = re.compile(r"\b(?:head|chief|commander|president|chair\w*) of", re.IGNORECASE)
_BANDS = frozenset(
    "band brigade cartel clan family front gang guerrillas mafia militia movement party syndicate".split()
)
_FORMER = re.compile(r"\b(?:former|ex|late|then|past|retired|would-be|acting as)\b|\bex-", re.IGNORECASE)
_ENVOY = frozenset("ambassador envoy".split())  # to somebody, not of somebody
_OF_STATE = frozenset("minister premier ambassador envoy".split())


def find_relations(register: Register, actors: MergedActors) -> tuple[Relation, ...]:
    """The relations, those between the weightiest actors first; each once, with where it is said again."""
    found: dict[tuple[RelationKind, str, str], list[Statement]] = {}
    for kind, subject, object_, statement in _all(register, actors):
        if subject != object_:
            pair = (
                (object_, subject)
                if kind is RelationKind.SIGNED_WITH and _rank(object_) < _rank(subject)
                else (subject, object_)
            )
            found.setdefault((kind, *pair), []).append(statement)
    for kind, subject, object_ in list(found):  # who founded or leads a body and works for it is told once
        if kind is RelationKind.MEMBER_OF and (RelationKind.WORKS_FOR, subject, object_) in found:
            found[RelationKind.WORKS_FOR, subject, object_] += found.pop((kind, subject, object_))
    relations = [
        Relation(
            kind=kind,
            subject_id=subject,
            object_id=object_,
            statement=min(statements, key=lambda s: len(s.text)),
            repeats=tuple(dict.fromkeys(s.evidence[0] for s in sorted(statements, key=lambda s: len(s.text))[1:])),
        )
        for (kind, subject, object_), statements in found.items()
    ]
    relations.sort(
        key=lambda r: (min(_rank(r.subject_id), _rank(r.object_id)), _rank(r.subject_id) + _rank(r.object_id), r.kind)
    )
    return tuple(relations)


def _rank(entry_id: str) -> int:
    return int(entry_id[1:])


_Found = tuple[RelationKind, str, str, Statement]


def _all(register: Register, actors: MergedActors) -> Iterator[_Found]:
    mentions = _mentions(actors)
    for analysis in register.analyses:
        placed = mentions.get(analysis.document.id, [])
        starts = [span.start for span, _ in placed]
        for sentence in analysis.sentences:
            here = placed[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            yield from _in_sentence(sentence, here)
    yield from _by_office(actors)


def _mentions(actors: MergedActors) -> dict[str, list[tuple[Span, ActorEntry]]]:
    """By document, the mentions in text order that lie in no longer one."""
    placed: dict[str, list[tuple[Span, ActorEntry]]] = defaultdict(list)
    for entry in actors.entries:
        for mention in entry.mentions:
            placed[mention.document_id].append((mention, entry))
    outer: dict[str, list[tuple[Span, ActorEntry]]] = {}
    for document, found in placed.items():
        kept: list[tuple[Span, ActorEntry]] = []
        for mention, entry in sorted(found, key=lambda item: (item[0].start, -item[0].end)):
            if not kept or mention.start >= kept[-1][0].end:
                kept.append((mention, entry))
        outer[document] = kept
    return outer


def _in_sentence(sentence: Span, here: Sequence[tuple[Span, ActorEntry]]) -> Iterator[_Found]:
    quoted = Statement(parts=(Quote(span=sentence, capital=True),))
    for at, ((left, a), (right, b)) in enumerate(pairwise(here)):
        between = _text(sentence, left.end, right.start)
        rest = _text(sentence, right.end, right.end + _LONGEST_GAP)
        for kind, swapped in _between(between, rest, a, b, named=_is_name(right)):
            yield (kind, b.id, a.id, quoted) if swapped else (kind, a.id, b.id, quoted)
        if (
            at + 2 < len(here) and len(between) <= _LONGEST_GAP
        ):  # "A, the minister of B, accused C": one mention may stand between
            third, c = here[at + 2]
            wide = _text(sentence, left.end, third.start)
            for kind, swapped in _between(
                wide, _text(sentence, third.end, third.end + _LONGEST_GAP), a, c, named=_is_name(third)
            ):
                if kind in (RelationKind.ACCUSED, RelationKind.SIGNED_WITH) and not _AND.fullmatch(wide):
                    yield (kind, c.id, a.id, quoted) if swapped else (kind, a.id, c.id, quoted)


def _text(sentence: Span, start: int, end: int) -> str:
    """The words of the sentence between two places of its document, on one line, with the spaces at their ends."""
    return re.sub(r"\s", " ", sentence.text[max(start - sentence.start, 0) : max(end - sentence.start, 0)])


def _between(
    between: str, rest: str, a: ActorEntry, b: ActorEntry, *, named: bool
) -> Iterator[tuple[RelationKind, bool]]:
    """Relations that the words between two mentions bear; True where the second is the subject.

    `named` where the second is called by a name: "head of the union" does not say which.
    """
    if len(between) > _LONGEST_GAP or a.kind not in _PARTIES | {ActorKind.UNNAMED}:
        return
    if b.kind in _PARTIES:
        if _ACCUSES.fullmatch(between) or (_CHARGES.fullmatch(between) and rest.startswith(" with ")):
            yield RelationKind.ACCUSED, False
        elif _ACCUSED_BY.fullmatch(between) and a.kind in _PARTIES:
            yield RelationKind.ACCUSED, True
        elif a.kind in _PARTIES and _signs(between, rest):
            yield RelationKind.SIGNED_WITH, False
    if a.kind is ActorKind.PERSON and b.kind in _BODIES and named and not _FORMER.search(between):
        if _MEMBER.fullmatch(between) or re.fullmatch(r" (?:has |had )?joined (?:the )?", between):
            yield RelationKind.MEMBER_OF, False
        elif _WORKS.fullmatch(between):
            leads = _HEADS.search(between) and not _BANDS.isdisjoint(words(b.name))
            yield RelationKind.MEMBER_OF if leads else RelationKind.WORKS_FOR, False


def _is_name(mention: Span) -> bool:
    return any(word[:1].isupper() for word in mention.text.split() if word.casefold() != "the")


def _signs(between: str, rest: str) -> bool:
    if _SIGNS_WITH.fullmatch(between):
        return not _NOT_DONE.search(between)
    match = _BOTH_SIGN.match(rest) if _AND.fullmatch(between) else None
    return match is not None and not _NOT_DONE.search(match.group())


def _by_office(actors: MergedActors) -> Iterator[_Found]:
    """Offices that say for whom: "spokesman for the Interior Ministry", "Colombian Foreign Minister"."""
    by_form = {
        " ".join(w for w in words(form) if w != "the"): e
        for e in reversed(actors.entries)
        if e.kind in _BODIES
        for form in (e.name, *(a for a in e.aliases if a.isupper()))
        if len(words(form)) > 1 or form.isupper()
    }
    states = {
        e.country: e for e in reversed(actors.entries) if e.kind is ActorKind.GOVERNMENT and e.country and is_central(e)
    }
    for entry in actors.entries:
        if entry.kind is not ActorKind.PERSON or entry.role_span is None or _FORMER.search(entry.role or ""):
            continue
        statement = Statement(parts=(Quote(span=entry.role_span, capital=True),))
        office = words(entry.role or "")
        body = _body(office, by_form) if _ENVOY.isdisjoint(office) else None
        if body is not None:
            yield RelationKind.WORKS_FOR, entry.id, body.id, statement
        elif entry.country in states and office and office[-1] in _OF_STATE:
            yield RelationKind.WORKS_FOR, entry.id, states[entry.country].id, statement


def _body(office: list[str], by_form: dict[str, ActorEntry]) -> ActorEntry | None:
    """The body that an office ends or begins with: "spokesman for the Interior Ministry", "Cambridge Police Commissioner"."""
    after = (" ".join(office[i:]) for i in range(1, len(office)))
    found = next((by_form[form] for form in after if form in by_form), None)
    if found is None:  # before the office a state is only an adjective: "US actor"
        before = (by_form.get(" ".join(office[:i])) for i in range(len(office) - 1, 0, -1))
        found = next((b for b in before if b and not (b.kind is ActorKind.GOVERNMENT and is_central(b))), None)
    return found
