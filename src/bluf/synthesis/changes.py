"""What changed since an earlier briefing: two briefings → rows of claims now and before.

A claim is known again by its holder and its content words. Compared is what the earlier one printed with all that the new one has,
and the other way round, so that nothing counts as dropped that only moved down. Deliberately no row says why.

Source: ICD 203, standard 7: explain change to or consistency of analytic judgments.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bluf.model import (
    AttributionEntry,
    Briefing,
    Change,
    ChangeKind,
    Changes,
    KeyPointEntry,
    Source,
    Span,
    Stance,
    Statement,
)
from bluf.synthesis.attributions import holder
from bluf.synthesis.changed_figures import find_changed_figures
from bluf.synthesis.words import concepts, containment, jaccard, keys, stem, words

_SAME, _CONTAINED = 0.45, 0.7  # of content words: one claim
_MATTER, _MATTER_WORDS = 0.5, 3  # of concepts: one matter, for what opposes what
_LEAST_WORDS = 3
_LINKING = frozenset("an the of for from in at".split())
_MOST = {ChangeKind.NEW: 12, ChangeKind.DROPPED: 12, ChangeKind.REPEATED: 12}
_HELD = (Stance.STATES, Stance.ALLEGES, Stance.ASSESSES, Stance.ESTIMATES)
_OPPOSED = (Stance.CONFIRMS, *_HELD)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim as it is compared."""

    who: str | None
    forms: frozenset[str]
    stance: Stance | None
    statement: Statement
    keys: frozenset[str]
    concepts: frozenset[str]


def find_changes(new: Briefing, earlier: Briefing) -> Changes:
    """The rows, reversals first, and the earlier sources that they cite."""
    rows = [*_claims_changed(new, earlier), *find_changed_figures(new, earlier)]
    order = list(ChangeKind)
    rows.sort(key=lambda row: order.index(row.kind))
    kept: list[Change] = []
    count: dict[ChangeKind, int] = defaultdict(int)
    for row in rows:
        count[row.kind] += 1
        if count[row.kind] <= _MOST.get(row.kind, len(rows)):
            kept.append(row)
    ours = {s.document.id for s in new.sources}
    cited = {s.document_id for row in kept for s in _spans_before(row)} - ours
    return Changes(
        earlier_id=earlier.id,
        earlier_as_of=earlier.as_of,
        rows=tuple(kept),
        sources=tuple(_bare(s) for s in earlier.sources if s.document.id in cited),
    )


def _bare(source: Source) -> Source:
    """An earlier source as it is annexed: its text and sentences, without what the earlier register said of it."""
    return replace(source, profile=None, mark_evidence=None, citation="")


def _spans_before(row: Change) -> Iterable[Span]:
    for statement in (row.before, row.before_value):
        if statement is not None:
            yield from statement.evidence


def _claims_changed(new: Briefing, earlier: Briefing) -> list[Change]:
    now, all_now = _claims(new, leading=True), _claims(new, leading=False)
    before, all_before = _claims(earlier, leading=True), _claims(earlier, leading=False)
    rows: list[Change] = []
    told: list[_Claim] = []
    for claim in now:
        match = _match(claim, all_before)
        reverse = None if match else _reversed(claim, all_before)
        found = match or reverse or _weaker(claim, all_before)
        kind = ChangeKind.STANCE_REVERSED if reverse else ChangeKind.NEW if found is None else ChangeKind.REPEATED
        if found is not None and kind is ChangeKind.REPEATED and _is_harder(claim.stance, found.stance):
            kind = ChangeKind.STANCE_HARDENED
        turned = kind in (ChangeKind.STANCE_REVERSED, ChangeKind.STANCE_HARDENED)
        if not (turned and any(found is t for t in told)):  # one turn of one claim is told once
            rows.append(_row(kind, claim, found))
        told += [found] if found is not None else []
    for claim in before:
        if any(claim is t for t in told) or _match(claim, all_now) or _reversed(claim, all_now):
            continue
        rows.append(_row(ChangeKind.DROPPED, None, claim))
    return rows


def _row(kind: ChangeKind, now: _Claim | None, before: _Claim | None) -> Change:
    claim = now or before
    return Change(
        kind=kind,
        holder=claim.who if claim else None,
        now=now.statement if now else None,
        before=before.statement if before else None,
        now_stance=now.stance if now else None,
        before_stance=before.stance if before else None,
    )


def _claims(briefing: Briefing, *, leading: bool) -> list[_Claim]:
    """What named holders say, then what sources report themselves, each place once."""
    found: list[_Claim] = []
    names = {a.id: _forms((a.name, *a.aliases)) for a in briefing.actors}
    entries = briefing.attributions[: briefing.leading_attributions] if leading else briefing.attributions
    for entry in entries:
        who = holder(entry)
        if who is not None:
            forms = names.get(entry.source.actor_id or "") if entry.source else None
            found.append(_claim(who, forms or _forms((who,)), entry.stance, entry.statement, entry))
    found += [_claim(None, frozenset(), None, p.statement, p) for p in briefing.key_points if p.holder is None]
    return [c for c in found if len(c.keys) >= _LEAST_WORDS]


def _forms(names: Iterable[str]) -> frozenset[str]:
    """How a holder is known again: each proper form by its words in any order, without endings.

    "Interior Ministry spokesman" is "spokesman for the Interior Ministry"; "the foreign minister" may be anybody's.
    """
    proper = (n for n in names if any(w[:1].isupper() for w in n.split()))
    return frozenset(" ".join(sorted({stem(w) for w in words(n) if len(w) > 1} - _LINKING)) for n in proper)


def _claim(
    who: str | None,
    forms: frozenset[str],
    stance: Stance | None,
    statement: Statement,
    told: AttributionEntry | KeyPointEntry,
) -> _Claim:
    text = " ".join(c.text for c in told.content) if isinstance(told, AttributionEntry) else told.text
    return _Claim(who, forms, stance, statement, keys(text), concepts(text))


def _match(claim: _Claim, others: Sequence[_Claim]) -> _Claim | None:
    """The same claim by the same holder with no opposing stance, the nearest."""
    near = [
        (jaccard(claim.keys, o.keys), o)
        for o in others
        if _is_one_holder(o, claim)
        and (o.stance is Stance.DENIES) == (claim.stance is Stance.DENIES)
        and _is_one_claim(claim, o)
    ]
    best = max(near, key=lambda item: (item[1].stance is claim.stance, item[0]), default=None)
    return best[1] if best else None


def _weaker(claim: _Claim, others: Sequence[_Claim]) -> _Claim | None:
    """What the same holder said of the same matter without confirming it, where it is confirmed now."""
    near = [o for o in others if _is_one_holder(o, claim) and _is_harder(claim.stance, o.stance)]
    return max(
        (o for o in near if _is_one_matter(claim, o)), key=lambda o: len(claim.concepts & o.concepts), default=None
    )


def _is_harder(now: Stance | None, before: Stance | None) -> bool:
    return now is Stance.CONFIRMS and before in _HELD


def _is_one_matter(a: _Claim, b: _Claim) -> bool:
    return len(a.concepts & b.concepts) >= _MATTER_WORDS and containment(a.concepts, b.concepts) >= _MATTER


def _is_one_claim(a: _Claim, b: _Claim) -> bool:
    """Much the same words, or much the same concepts: "foreign cartels are established", "foreign groups have a presence"."""
    if jaccard(a.keys, b.keys) >= _SAME or containment(a.keys, b.keys) >= _CONTAINED:
        return True
    return len(a.concepts & b.concepts) >= _MATTER_WORDS and jaccard(a.concepts, b.concepts) >= _SAME


def _reversed(claim: _Claim, others: Sequence[_Claim]) -> _Claim | None:
    """The same holder on the same matter, denied then and held now, or the other way round."""
    near = [
        (containment(claim.concepts, o.concepts), o)
        for o in others
        if claim.who and _is_one_holder(o, claim) and _opposed(claim.stance, o.stance) and _is_one_matter(claim, o)
    ]
    return max(near, key=lambda item: item[0])[1] if near else None


def _is_one_holder(a: _Claim, b: _Claim) -> bool:
    """Nobody in both, or one name in two forms, or two forms of it in common."""
    return _is_one_name(a.who, b.who) or bool(a.forms & b.forms)


def _is_one_name(a: str | None, b: str | None) -> bool:
    """Equal, or one the shorter form of the other with the same last word: "Holguín" and "María Ángela Holguín"."""
    mine, theirs = words(a or ""), words(b or "")
    short, long = sorted((mine, theirs), key=len)
    return mine == theirs or (bool(short) and short[-1] == long[-1] and set(short) <= set(long))


def _opposed(a: Stance | None, b: Stance | None) -> bool:
    return (a is Stance.DENIES and b in _OPPOSED) or (b is Stance.DENIES and a in _OPPOSED)
