"""The stage that concludes: Analyses → Briefing.

Merges over documents, corroborates, opposes, ranks; each printed line stays a quote of a source. Deterministic: the order of the
analyses does not matter. Deliberately no likelihood is assigned and no sentence invented.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from bluf.model import (
    ActorEntry,
    ActorKind,
    Analysis,
    AttributionEntry,
    Briefing,
    Caveat,
    EvidenceGrade,
    KeyPointEntry,
    MadeWith,
    Stance,
)
from bluf.synthesis.actors import MergedActors, merge_actors
from bluf.synthesis.actors import count_leading as count_leading_actors
from bluf.synthesis.attributions import (
    count_leading,
    find_disagreements,
    lead_with_sides,
    merge_attributions,
    name_relays,
)
from bluf.synthesis.figures import count_leading as count_leading_figures
from bluf.synthesis.figures import merge_figures
from bluf.synthesis.gaps import find_gaps
from bluf.synthesis.key_points import choose_bottom_line, choose_key_points, choose_title
from bluf.synthesis.register import Register
from bluf.synthesis.timeline import build_timeline, merge_places
from bluf.synthesis.words import concepts, containment

__all__ = ["synthesize"]

_STRONG, _PARTIAL = 3, 2  # independent originators
_TELLS = 0.5  # containment of content words


def synthesize(
    analyses: Sequence[Analysis], *, made_with: MadeWith, as_of: date | None = None, caveats: Sequence[Caveat] = ()
) -> Briefing:
    """One briefing over `analyses`.

    Args:
        analyses: one a document, in any order, at least one.
        made_with: printed versions.
        as_of: what "today" means; the newest document's date by default.
        caveats: what went wrong before, printed first.
    """
    register = Register(analyses)
    actors = merge_actors(register)
    attributions = merge_attributions(register, actors)
    attributions, disagreements = lead_with_sides(attributions, find_disagreements(attributions))
    key_points = choose_key_points(register, attributions, actors)
    figures = merge_figures(register, actors)
    bottom_line = choose_bottom_line(register, key_points, attributions, disagreements)
    originators = _telling(register, key_points, attributions, actors)
    day = as_of or max((a.document.published_on for a in analyses if a.document.published_on), default=None)
    return Briefing(
        id=_briefing_id(register, day, made_with),
        title=choose_title(register, bottom_line),
        as_of=day,
        bottom_line=bottom_line,
        evidence_grade=_grade(min(len(originators), len(set(register.originator.values())))),
        key_points=key_points,
        actors=actors.entries,
        figures=figures,
        attributions=attributions,
        disagreements=disagreements,
        timeline=build_timeline(register),
        dates=tuple(d for a in register.analyses for d in a.dates),
        places=merge_places(register),
        gaps=find_gaps(register, actors, attributions, figures),
        sources=register.sources(name_relays(register, actors, attributions)),
        caveats=_caveats(register, caveats, empty=not bottom_line),
        made_with=made_with,
        leading_actors=count_leading_actors(actors.entries),
        leading_figures=count_leading_figures(figures),
        leading_attributions=count_leading(attributions, disagreements),
        originators=originators,
    )


def _briefing_id(register: Register, day: date | None, made_with: MadeWith) -> str:
    """Twelve hex digits that change when any input does."""
    parts = [
        made_with.bluf,
        made_with.model,
        day.isoformat() if day else "",
        *(a.document.id for a in register.analyses),
    ]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:12]


def _telling(
    register: Register,
    points: tuple[KeyPointEntry, ...],
    attributions: tuple[AttributionEntry, ...],
    actors: MergedActors,
) -> tuple[str, ...]:
    """Names of the independent originators that tell the first key point.

    Who is quoted is the originator, however many outlets carry the words; wire copies and one publisher's texts count once.
    """
    if not points:
        return ()
    about = concepts(points[0].text)
    telling = [p for a in register.analyses for p in a.key_points if containment(about, concepts(p.text)) >= _TELLS]
    speakers: dict[tuple[str, int], str] = {}
    denied: set[tuple[str, int]] = set()
    for entry in attributions:
        for said in (entry, *entry.repeats):
            sentence = register.sentence(said.content[0])
            place = (sentence.document_id, sentence.start)
            if said.stance is Stance.DENIES:
                denied.add(place)
            elif said.source and _is_named(actors.entry(said.source.actor_id)) and not actors.is_relay(said.source):
                speakers.setdefault(place, said.source.actor or "")
    # Where the point is somebody's statement, an outlet that tells it in its own voice only repeats it.
    quoted = (points[0].document_id, register.sentence(points[0]).start) in speakers
    names: dict[str, None] = {}
    outlets: set[int] = set()
    for point in sorted((points[0], *telling), key=register.order):
        place = (point.document_id, register.sentence(point).start)
        speaker = speakers.get(place)
        if place in denied and point is not points[0]:
            continue
        if speaker:
            names[speaker] = None
            outlets.add(register.originator[point.document_id])
        elif not quoted and register.originator[point.document_id] not in outlets:
            outlets.add(register.originator[point.document_id])
            document = register.document(point)
            names[document.publisher or f"source {register.number(point)}"] = None
    return tuple(names)


def _is_named(entry: ActorEntry | None) -> bool:
    return entry is not None and entry.kind not in (ActorKind.UNNAMED, ActorKind.GROUP)


def _grade(originators: int) -> EvidenceGrade:
    """By how many independent originators stand behind the first key point."""
    if originators >= _STRONG:
        return EvidenceGrade.STRONG
    return EvidenceGrade.PARTIAL if originators >= _PARTIAL else EvidenceGrade.THIN


def _caveats(register: Register, given: Sequence[Caveat], *, empty: bool) -> tuple[Caveat, ...]:
    found = [*given]
    for analysis in register.analyses:
        found += [*analysis.document.caveats, *analysis.caveats]
    if empty:
        found.append(Caveat(message="Nothing in the sources could be made into a key point; their texts are annexed."))
    return tuple(dict.fromkeys(found))
