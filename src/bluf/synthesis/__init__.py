"""The stage that concludes: Analyses → Briefing.

Merges over documents, corroborates, opposes, ranks; each printed line stays a quote of a source. Deterministic: the order of the
analyses does not matter. Deliberately no likelihood is assigned and no sentence invented.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bluf.model import Analysis, Briefing, Caveat, Desk, MadeWith
from bluf.synthesis.actors import count_leading as count_leading_actors
from bluf.synthesis.actors import merge_actors
from bluf.synthesis.attributions import (
    count_leading,
    find_disagreements,
    lead_with_sides,
    merge_attributions,
    name_relays,
)
from bluf.synthesis.bottom_line import choose_bottom_line, choose_title
from bluf.synthesis.bundles import find_unrelated
from bluf.synthesis.changes import find_changes
from bluf.synthesis.corroboration import Claims
from bluf.synthesis.evidence import grade_evidence, summarize_sources
from bluf.synthesis.figures import merge_figures
from bluf.synthesis.figures_ledger import Ledger
from bluf.synthesis.gaps import find_gaps
from bluf.synthesis.hedges import find_hedges
from bluf.synthesis.key_points import choose_key_points, merge_sides
from bluf.synthesis.lint import describe, lint
from bluf.synthesis.matrix import build_matrix
from bluf.synthesis.notes import resolve_note
from bluf.synthesis.register import Register
from bluf.synthesis.relations import MOST_RELATIONS, find_relations
from bluf.synthesis.repeats import keep_few_repeats
from bluf.synthesis.sourcing import choose_mark, describe_sources
from bluf.synthesis.timeline import build_timeline, merge_places

__all__ = ["synthesize"]

_NO_DESK = Desk()


def synthesize(
    analyses: Sequence[Analysis],
    *,
    made_with: MadeWith,
    as_of: date | None = None,
    caveats: Sequence[Caveat] = (),
    desk: Desk = _NO_DESK,
) -> Briefing:
    """One briefing over `analyses`.

    Args:
        analyses: one a document, in any order, at least one.
        made_with: printed versions.
        as_of: what "today" means; the newest document's date by default.
        caveats: what went wrong before, printed first.
        desk: what the analyst's desk hands in.

    Raises:
        UsageError: the desk's note cites evidence that there is not.
    """
    register = Register(analyses)
    actors = merge_actors(register)
    attributions = merge_attributions(register, actors)
    attributions, disagreements = lead_with_sides(attributions, find_disagreements(attributions, register.place_words))
    relations = find_relations(register, actors)
    claims = Claims(register, actors, attributions, disagreements, relations)
    stories = find_unrelated([a.document for a in register.analyses])
    chosen = merge_sides(choose_key_points(register, attributions, actors, stories), attributions, disagreements)
    key_points = tuple(replace(p, corroboration=claims.of_key_point(p)) for p in chosen)
    figures = tuple(replace(f, corroboration=claims.of_figure(f)) for f in merge_figures(register, actors))
    bottom_line = choose_bottom_line(register, key_points, attributions, disagreements, stories)
    sources = describe_sources(register, name_relays(register, actors, attributions), desk.profiles, made_with)
    used = tuple(dict.fromkeys(source.profile for source in sources if source.profile))
    first = key_points[0].corroboration if key_points else None
    base = grade_evidence(first, sources)
    ledger = Ledger(register)
    shown, said = ledger.count_leading(figures), count_leading(attributions, disagreements)
    day = as_of or max((a.document.published_on for a in analyses if a.document.published_on), default=None)
    briefing = Briefing(
        id=_briefing_id(register, day, made_with, replace(desk, profiles=used)),
        title=choose_title(register, bottom_line, key_points, stories),
        as_of=day,
        bottom_line=bottom_line,
        evidence_grade=base.grade,
        key_points=key_points,
        actors=actors.entries,
        figures=figures,
        attributions=attributions,
        disagreements=disagreements,
        timeline=build_timeline(register),
        dates=tuple(d for a in register.analyses for d in a.dates),
        places=merge_places(register),
        gaps=find_gaps(register, actors, attributions, figures[:shown], relations),
        sources=sources,
        caveats=_caveats(register, caveats, empty=not bottom_line),
        made_with=made_with,
        mark=choose_mark(desk.mark, sources),
        leading_actors=count_leading_actors(actors.entries),
        leading_figures=shown,
        telling_figures=ledger.count_telling(figures),
        leading_attributions=said,
        originators=tuple(o.name for o in first.originators) if first else (),
        evidence_base=base,
        summary=summarize_sources(sources, actors, attributions[:said], disagreements, figures[:shown]),
        propositions=build_matrix(attributions, disagreements),
        relations=relations[:MOST_RELATIONS],
        hedges=find_hedges(register, actors, attributions, desk.scale),
    )
    return _with_desk(keep_few_repeats(briefing), desk)


def _with_desk(briefing: Briefing, desk: Desk) -> Briefing:
    """`briefing` with the analyst's own words, what changed, and what breaks the rules of tradecraft."""
    briefing = replace(
        briefing,
        mark_asked=desk.mark,
        heading=desk.heading,
        serial=desk.serial,
        prepared_by=desk.prepared_by,
        scale=desk.scale,
        note=resolve_note(desk.note, briefing.sources) if desk.note else None,
        changes=find_changes(briefing, desk.earlier) if desk.earlier else None,
    )
    found = lint(briefing)
    refusing = tuple(Caveat(message=describe(f)) for f in found if f.refuses)
    return replace(briefing, lint=found, caveats=(*briefing.caveats, *refusing))


def _briefing_id(register: Register, day: date | None, made_with: MadeWith, desk: Desk) -> str:
    """Twelve hex digits that change when any input does."""
    parts = [
        made_with.bluf,
        made_with.model,
        day.isoformat() if day else "",
        *(a.document.id for a in register.analyses),
    ]
    if desk != _NO_DESK:
        parts.append(repr(replace(desk, earlier=None)))
        parts.append(desk.earlier.id if desk.earlier else "")
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:12]


def _caveats(register: Register, given: Sequence[Caveat], *, empty: bool) -> tuple[Caveat, ...]:
    found = [*given]
    for analysis in register.analyses:
        found += [*analysis.document.caveats, *analysis.caveats]
    if empty:
        found.append(Caveat(message="Nothing in the sources could be made into a key point; their texts are annexed."))
    return tuple(dict.fromkeys(found))
