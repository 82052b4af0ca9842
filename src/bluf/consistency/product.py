"""Check what a product says of its sources and claims against the rest of it: Briefing → Problems.

Counts are counted again, references and bands are made again, chains must run over sources that there are. What only the synthesis
can tell (that two sentences tell the same) is deliberately not judged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bluf.citing import outlet_name, source_citation
from bluf.grounding import Problem, walk
from bluf.model import (
    AttributionEntry,
    Briefing,
    Corroboration,
    Disagreement,
    EvidenceReason,
    FigureEntry,
    Hedge,
    Note,
    OriginatorKind,
    Proposition,
    Quote,
    Relation,
    Source,
    Span,
    Statement,
    collapse,
)
from bluf.standards import Credibility, Reliability, find_band, find_labels, strictest

_PLACE = re.compile(r"([0-9]+)(?::([0-9]+)(?: ?[-–] ?([0-9]+))?)?")


def check_product(briefing: Briefing) -> Iterator[Problem]:
    """Problems of sources, marks, counts, chains, matrix, relations, hedges and the note."""
    yield from _of_sources(briefing)
    yield from _of_summary(briefing)
    yield from _of_evidence_base(briefing)
    for path, value in walk(briefing, "briefing"):
        match value:
            case Corroboration():
                yield from (Problem(where=path, what=what) for what in _of_corroboration(value, briefing))
            case FigureEntry():
                if value.corroboration and value.corroboration.contradicted != bool(value.discrepancies):
                    yield Problem(where=path, what="is flagged as contradicted otherwise than its rival values say")
            case Hedge():
                yield from (Problem(where=path, what=what) for what in _of_hedge(value, briefing))
    for n, row in enumerate(briefing.propositions, 1):
        yield from (Problem(where=f"propositions {n}", what=what) for what in _of_proposition(row, briefing))
    for n, relation in enumerate(briefing.relations, 1):
        yield from (Problem(where=f"relations {n}", what=what) for what in _of_relation(relation, briefing))
    if briefing.note:
        yield from _of_note(briefing.note, briefing)


# --- sources ----------------------------------------------------------------------------------------------------------


def _of_sources(briefing: Briefing) -> Iterator[Problem]:
    for source in briefing.sources:
        where = f"source {source.number}"
        if source.citation and source.citation != source_citation(source.document, source.profile, briefing.made_with):
            yield Problem(where=where, what="its reference is not what its document and the register give")
        if source.origin and not _is_origin(source, briefing):
            yield Problem(where=where, what="its origin is no source that stands by itself")
        yield from (Problem(where=where, what=what) for what in _of_mark(source))
    marks = [s.mark for s in briefing.sources if s.mark]
    if marks and strictest([briefing.mark, *marks]) is not briefing.mark:
        yield Problem(where="mark", what="is weaker than that of a source")


def _is_origin(source: Source, briefing: Briefing) -> bool:
    if not 1 <= source.origin <= len(briefing.sources):
        return False
    return briefing.sources[source.origin - 1].origin == source.origin


def _of_mark(source: Source) -> Iterator[str]:
    given = source.profile.mark if source.profile else None
    titled = {label for _, _, label in find_labels(source.document.title or "")}
    if source.mark_evidence is not None:
        if [label for _, _, label in find_labels(source.mark_evidence.text)] != [source.mark]:
            yield "its mark is not what its text bears"
    elif source.mark is not given and source.mark not in titled:
        yield "its mark is neither in its text, its title nor the register"
    if given and source.mark and strictest([given, source.mark]) is not source.mark:
        yield "its mark is weaker than the register's"


def _of_summary(briefing: Briefing) -> Iterator[Problem]:
    summary = briefing.summary
    if summary is None:
        return
    sources = briefing.sources
    days = sorted(s.document.published_on for s in sources if s.document.published_on)
    profiles = [s.profile for s in sources if s.profile]
    letters = Counter(s.reliability for s in sources if s.reliability is not Reliability.F)
    figures = briefing.figures[: briefing.leading_figures]
    due = {
        "sources": len(sources),
        "origins": len({s.origin for s in sources}),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "undated": len(sources) - len(days),
        "relaying": sum(bool(s.relays) for s in sources),
        "in_register": len(profiles),
        "reliabilities": tuple(sorted(letters.items())),
        "kinds": tuple(sorted(Counter(p.kind for p in profiles if p.kind).items())),
        "statements": len(briefing.attributions[: briefing.leading_attributions]),
        "disagreements": len(briefing.disagreements),
        "discrepancies": sum(bool(f.discrepancies) for f in figures),
    }
    for name, value in due.items():
        if getattr(summary, name) != value:
            yield Problem(where="source summary", what=f"counts {name.replace('_', ' ')} otherwise than the briefing")
    if not 0 <= summary.unnamed <= summary.statements:
        yield Problem(where="source summary", what="has more unnamed holders than statements")


def _of_evidence_base(briefing: Briefing) -> Iterator[Problem]:
    base = briefing.evidence_base
    if base is None:
        return
    if base.grade is not briefing.evidence_grade:
        yield Problem(where="evidence base", what="has another grade than the briefing")
    first = briefing.key_points[0].corroboration if briefing.key_points else None
    found = first.originators if first else ()
    if tuple(o.name for o in found) != briefing.originators:
        yield Problem(where="originators", what="are not those of the first key point")
    due = {
        EvidenceReason.INDEPENDENT: first.independent if first else 0,
        EvidenceReason.ONE_ORIGINATOR: first.independent if first else 0,
        EvidenceReason.NAMELESS: sum(o.kind is OriginatorKind.NAMELESS for o in found),
        EvidenceReason.OWN_VOICE: sum(o.kind is OriginatorKind.OUTLET for o in found),
        EvidenceReason.CARRIED: len({c.source for o in found for c in o.carriers}) - len(found),
        EvidenceReason.ONE_SOURCE: len(briefing.sources),
        EvidenceReason.ONE_ORIGIN: len(briefing.sources),
        EvidenceReason.CONTRADICTED: int(bool(first and first.contradicted)),
        EvidenceReason.NOTHING: len(briefing.key_points),
    }
    for reason, count in base.reasons:
        if count != due.get(reason, count):
            yield Problem(where="evidence base", what=f"“{reason.value}” has another count than the briefing")


# --- claims -----------------------------------------------------------------------------------------------------------


def _of_corroboration(found: Corroboration, briefing: Briefing) -> Iterator[str]:
    named = {a.id: a.name for a in briefing.actors}
    for originator in found.originators:
        outlets = set()
        for carrier in originator.carriers:
            if not 1 <= carrier.source <= len(briefing.sources):
                yield "is carried by a source that there is not"
                continue
            source = briefing.sources[carrier.source - 1]
            outlets |= {outlet_name(source.document, source.number), f"source {source.number}"}
            if carrier.evidence.document_id != source.document.id:
                yield f"the place in source {source.number} is in another"
            if carrier.copy_of != (source.origin if source.origin not in (0, source.number) else None):
                yield f"source {source.number} shares its text with another one than is said"
        if named.get(originator.actor_id or "") != originator.name and originator.name not in outlets:
            yield "an originator is neither the actor it points to nor an outlet that carries it"
    speakers = sum(o.kind is OriginatorKind.SPEAKER for o in found.originators)
    if found.credibility not in (Credibility.CONFIRMED, Credibility.CANNOT_BE_JUDGED):
        yield "has a digit that only an analyst may give"
    elif found.credibility is Credibility.CONFIRMED and (speakers < 2 or found.contradicted):
        yield "is confirmed by fewer than two named speakers, or contradicted"


def _of_hedge(hedge: Hedge, briefing: Briefing) -> Iterator[str]:
    if not any(span.covers(hedge) for span in hedge.statement.evidence):
        yield "its sentence does not hold the word"
    due = find_band(collapse(hedge.text), briefing.scale)
    if (hedge.terms, hedge.percent) not in (due, ((), "")):
        yield "its band is not that of the scale"
    names = {a.id: a.name for a in briefing.actors}
    if hedge.holder_id is not None and names.get(hedge.holder_id) != hedge.holder:
        yield "its holder is not the actor it points to"


def _of_proposition(row: Proposition, briefing: Briefing) -> Iterator[str]:
    indices = [i for stand in row.stands for i in stand.attributions]
    if any(not 0 <= i < len(briefing.attributions) for i in indices):
        yield "points to a statement that there is not"
        return
    entries = briefing.attributions
    if not any(_quoted(entries[i].statement) == _quoted(row.statement) for i in indices):
        yield "is in nobody's words"
    for stand in row.stands:
        said = [entries[i] for i in stand.attributions]
        if any(_holder(entry) != stand.holder for entry in said):
            yield f"{stand.holder!r} does not hold what stands in its cell"
        stances = {entry.stance for entry in said}
        if stances != {stand.stance}:
            yield f"the stance of {stand.holder!r} is not that of its statements"
    if row.disputed != any(_within(d, indices) for d in briefing.disagreements):
        yield "is marked as disputed otherwise than the disagreements say"


def _within(disagreement: Disagreement, indices: list[int]) -> bool:
    return len(set(disagreement.sides) & set(indices)) > 1


def _holder(entry: AttributionEntry) -> str | None:
    if entry.source is None:
        return None
    return entry.source.actor or collapse(entry.source.text)


def _of_relation(relation: Relation, briefing: Briefing) -> Iterator[str]:
    actors = {a.id: a for a in briefing.actors}
    subject, object_ = actors.get(relation.subject_id), actors.get(relation.object_id)
    if subject is None or object_ is None or subject is object_:
        yield "does not bind two actors"
        return
    for span in (*relation.statement.evidence, *relation.repeats):
        office = subject.role_span
        if office is not None and (span == office or office.covers(span)):
            continue
        if not all(any(m.overlaps(span) for m in actor.mentions) for actor in (subject, object_)):
            yield "its sentence does not name both"


def _of_note(note: Note, briefing: Briefing) -> Iterator[Problem]:
    for n, citation in enumerate(note.citations, 1):
        match = _PLACE.fullmatch(note.text[citation.start : citation.end])
        spans: tuple[Span, ...] = ()
        if match and 1 <= citation.source <= len(briefing.sources) and match[2]:
            first, last = int(match[2]), int(match[3] or match[2])
            spans = briefing.sources[citation.source - 1].sentences[max(first - 1, 0) : last]
        if match is None or int(match[1]) != citation.source or spans != citation.spans:
            yield Problem(where=f"note, citation {n}", what="does not point to what the note cites")


def _quoted(statement: Statement) -> tuple[Span, ...]:
    return tuple(part.span for part in statement.parts if isinstance(part, Quote))
