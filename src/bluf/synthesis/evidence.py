"""How much the briefing rests on, and why: corroboration and counts → evidence base and source summary.

Strong needs three independent originators of which two are named speakers; outlets that only speak in their own voice never make
more than partial. Deliberately a grade of the evidence and never a likelihood or a level of confidence.

Source: ICD 203 and PHIA on the information base; ICD 206 on the source summary statement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bluf.model import (
    ActorKind,
    AttributionEntry,
    Corroboration,
    Disagreement,
    EvidenceBase,
    EvidenceGrade,
    EvidenceReason,
    FigureEntry,
    OriginatorKind,
    Source,
    SourceSummary,
)
from bluf.standards import Reliability
from bluf.synthesis.actors import MergedActors
from bluf.synthesis.attributions import holder

_STRONG, _PARTIAL = 3, 2  # independent originators


def grade_evidence(first: Corroboration | None, sources: Sequence[Source]) -> EvidenceBase:
    """The grade and its reasons, from who stands behind the first key point (`first`; None where there is none)."""
    if first is None:
        return EvidenceBase(grade=EvidenceGrade.THIN, reasons=((EvidenceReason.NOTHING, 0),))
    found = first.originators
    outlets, nameless = (sum(o.kind is k for o in found) for k in (OriginatorKind.OUTLET, OriginatorKind.NAMELESS))
    origins = len({s.origin for s in sources})
    reasons = [(EvidenceReason.CONTRADICTED, 1)] if first.contradicted else []
    if outlets and not first.single_source:
        reasons.append((EvidenceReason.OWN_VOICE, outlets))
    if nameless:
        reasons.append((EvidenceReason.NAMELESS, nameless))
    carrying = len({c.source for o in found for c in o.carriers}) - len(found)
    if carrying > 0:
        reasons.append((EvidenceReason.CARRIED, carrying))
    if len(sources) == 1:
        reasons.append((EvidenceReason.ONE_SOURCE, 1))
    elif origins == 1:
        reasons.append((EvidenceReason.ONE_ORIGIN, len(sources)))
    # last, for the names of the originators are printed after it, and not after who contradicts them
    told_by = EvidenceReason.ONE_ORIGINATOR if first.single_source else EvidenceReason.INDEPENDENT
    return EvidenceBase(grade=_grade(first, origins), reasons=(*reasons, (told_by, first.independent)))


def _grade(first: Corroboration, origins: int) -> EvidenceGrade:
    """By independent originators, never more than the documents that are independent; a contradicted point is never strong."""
    independent = min(first.independent, origins)
    speakers = sum(o.kind is OriginatorKind.SPEAKER for o in first.originators)
    if independent >= _STRONG and speakers >= _PARTIAL and not first.contradicted:
        return EvidenceGrade.STRONG
    return EvidenceGrade.PARTIAL if independent >= _PARTIAL else EvidenceGrade.THIN


def summarize_sources(
    sources: Sequence[Source],
    actors: MergedActors,
    attributions: Sequence[AttributionEntry],
    disagreements: Sequence[Disagreement],
    figures: Sequence[FigureEntry],
) -> SourceSummary:
    """The sources as a body. `attributions` and `figures` are the leading ones."""
    days = sorted(s.document.published_on for s in sources if s.document.published_on)
    profiles = [s.profile for s in sources if s.profile]
    letters = Counter(s.reliability for s in sources if s.reliability is not Reliability.F)
    kinds = Counter(p.kind for p in profiles if p.kind)
    return SourceSummary(
        sources=len(sources),
        origins=len({s.origin for s in sources}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        undated=len(sources) - len(days),
        relaying=sum(bool(s.relays) for s in sources),
        in_register=len(profiles),
        reliabilities=tuple(sorted(letters.items())),
        kinds=tuple(sorted(kinds.items())),
        statements=len(attributions),
        unnamed=sum(_is_nameless(a, actors) for a in attributions),
        disagreements=len(disagreements),
        discrepancies=sum(bool(f.discrepancies) for f in figures),
    )


def _is_nameless(attribution: AttributionEntry, actors: MergedActors) -> bool:
    entry = actors.entry(attribution.source.actor_id) if attribution.source else None
    return holder(attribution) is None or (entry is not None and entry.kind is ActorKind.UNNAMED)
