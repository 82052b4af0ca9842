"""The bundle: which STIX objects a briefing becomes, and how they refer to each other.

In: a `Briefing`. Out: the bundle as JSON data, objects in the order of the briefing, each id once.
"""

from __future__ import annotations

from collections.abc import Iterable

from bluf.model import Briefing, FigureEntry, PlaceLevel, Span, Stance, Statement
from bluf.rendering.citations import Citations, points_to_print
from bluf.rendering.countries import country_name
from bluf.rendering.stix.objects import (
    Object,
    country,
    identifier,
    identity,
    location,
    marking,
    outlet,
    reference,
    timestamp,
)
from bluf.rendering.text import one_line
from bluf.rendering.wording import figure_words, speaker_words, stance_word


def make_bundle(briefing: Briefing) -> Object:
    """The whole bundle."""
    return _Bundle(briefing).make()


class _Bundle:
    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self._citations = Citations.of(briefing)
        self._sources = {source.document.id: source for source in briefing.sources}
        self._objects: dict[str, Object] = {}
        self._marking = marking(briefing.mark)
        self._producer = identifier("identity", "system", "bluf")
        self._report = identifier("report", briefing.id)
        self._actors: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def make(self) -> Object:
        self._add({"type": "identity", "id": self._producer, "name": "bluf", "identity_class": "system"}, by_us=False)
        self._add_actors()
        self._add_outlets()
        self._add_places()
        self._add_relations()
        self._add_notes()
        listed = [name for name in self._objects if name != self._producer]
        self._add_report(listed or [self._producer])
        self._add_gaps()
        return {
            "type": "bundle",
            "id": identifier("bundle", self._briefing.id, self._briefing.mark),
            "objects": [self._marking, *self._objects.values()],
        }

    def _add(self, made: Object, *, by_us: bool = True) -> str:
        when = timestamp(self._briefing.as_of)
        head: Object = {"type": made["type"], "spec_version": "2.1", "id": made["id"]}
        if by_us:
            head["created_by_ref"] = self._producer
        head |= {"created": when, "modified": when}
        tail = {key: value for key, value in made.items() if key not in head}
        self._objects.setdefault(made["id"], {**head, **tail, "object_marking_refs": [self._marking["id"]]})
        return str(made["id"])

    def _add_actors(self) -> None:
        for actor in self._briefing.actors:
            name = self._add(identity(actor, self._briefing.id))
            self._actors[actor.id] = name
            self._names.setdefault(one_line(actor.name).casefold(), name)

    def _add_outlets(self) -> None:
        for source in self._briefing.sources:
            made = outlet(source.document)
            known = self._names.get(made["name"].casefold())
            self._names.setdefault(made["name"].casefold(), known or self._add(made))

    def _add_places(self) -> None:
        for place in self._briefing.places:
            if place.level is PlaceLevel.COUNTRY and place.country:
                made = country(place.country, country_name(place.country)) | location(place)
                self._add(made | {"id": country(place.country, country_name(place.country))["id"]})
            else:
                self._add(location(place))

    def _add_relations(self) -> None:
        for relation in self._briefing.relations:
            ends = [self._actors.get(end) for end in (relation.subject_id, relation.object_id)]
            if all(ends):
                kind = relation.kind.value.replace(" ", "-")
                self._add_relationship(kind, str(ends[0]), str(ends[1]), relation.statement)
        for place in self._briefing.places:
            if place.country and place.level is not PlaceLevel.COUNTRY:
                land = self._add(country(place.country, country_name(place.country)))
                self._add_relationship("located-at", location(place)["id"], land, None, words="lies in")

    def _add_relationship(
        self, kind: str, source: str, target: str, statement: Statement | None, words: str = ""
    ) -> None:
        if source == target:
            return
        made: Object = {
            "type": "relationship",
            "id": identifier("relationship", self._briefing.id, kind, source, target),
            "relationship_type": kind,
            "description": one_line(statement.text) if statement else words,
            "source_ref": source,
            "target_ref": target,
        }
        if statement:
            made["external_references"] = self._evidence(statement.evidence)
        self._add(made)

    def _add_notes(self) -> None:
        briefing = self._briefing
        for number, point in points_to_print(briefing):
            about = [self._names.get(one_line(point.holder).casefold())] if point.holder else []
            self._note(f"key point {number}", point.statement, about, stance=point.stance, holder=point.holder)
        for number, entry in enumerate(briefing.attributions[: briefing.leading_attributions], 1):
            about = [self._actors.get(entry.source.actor_id or "")] if entry.source else []
            holder = speaker_words(entry.source) if entry.source else None
            self._note(f"statement {number}", entry.statement, about, stance=entry.stance, holder=holder)
        for number, figure in enumerate(briefing.figures[: briefing.leading_figures], 1):
            self._figure_note(number, figure)

    def _note(
        self,
        abstract: str,
        statement: Statement,
        about: Iterable[str | None],
        *,
        stance: Stance | None,
        holder: str | None,
    ) -> None:
        refs = [name for name in about if name] or self._outlets_of(statement.evidence)
        made: Object = {
            "type": "note",
            "id": identifier("note", self._briefing.id, abstract),
            "abstract": f"{abstract}: {stance_word(stance)}",
            "content": one_line(statement.text),
            "authors": [one_line(holder)] if holder else [],
            "labels": [stance_word(stance)],
            "object_refs": refs,
            "external_references": self._evidence(statement.evidence),
        }
        self._add({key: value for key, value in made.items() if value})

    def _figure_note(self, number: int, figure: FigureEntry) -> None:
        parts = [figure_words(figure), one_line(figure.measured or ""), f"(“{one_line(figure.text)}”)"]
        known = self._names.get(one_line(figure.holder or "").casefold())
        made: Object = {
            "type": "note",
            "id": identifier("note", self._briefing.id, f"figure {number}"),
            "abstract": f"figure {number}",
            "content": " ".join(part for part in parts if part),
            "authors": [one_line(figure.holder)] if figure.holder else [],
            "labels": ["figure"],
            "object_refs": [known] if known else self._outlets_of((figure.span,)),
            "external_references": self._evidence((figure.span,)),
        }
        self._add({key: value for key, value in made.items() if value})

    def _add_gaps(self) -> None:
        for number, gap in enumerate(self._briefing.gaps, 1):
            words = f": “{one_line(gap.statement.text)}”" if gap.statement else ""
            source = self._sources.get(gap.document_id or "")
            made: Object = {
                "type": "note",
                "id": identifier("note", self._briefing.id, f"gap {number}"),
                "abstract": f"gap {number}",
                "content": gap.kind.value + words,
                "labels": ["gap"],
                "object_refs": [self._report],
                "external_references": self._evidence(gap.statement.evidence) if gap.statement else [],
            }
            if source and not gap.statement:
                made["external_references"] = [reference(source.document, source.number)]
            self._add({key: value for key, value in made.items() if value})

    def _add_report(self, listed: list[str]) -> None:
        briefing = self._briefing
        title = briefing.heading or (briefing.title.text if briefing.title else "Briefing")
        made: Object = {
            "type": "report",
            "id": self._report,
            "name": one_line(title),
            "description": " ".join(one_line(statement.text) for statement in briefing.bottom_line),
            "report_types": ["briefing"],
            "published": timestamp(briefing.as_of),
            "labels": [f"evidence-base-{briefing.evidence_grade.value}"],
            "object_refs": listed,
            "external_references": [reference(s.document, s.number) for s in briefing.sources],
        }
        self._add({key: value for key, value in made.items() if value})

    def _outlets_of(self, spans: Iterable[Span]) -> list[str]:
        names = [outlet(self._sources[s.document_id].document)["name"] for s in spans if s.document_id in self._sources]
        known = [self._names[name.casefold()] for name in dict.fromkeys(names)]
        return known or [self._producer]

    def _evidence(self, spans: Iterable[Span]) -> list[Object]:
        """Where the words stand: citation, digest of the source, offsets in code points."""
        found: list[Object] = []
        for span in dict.fromkeys(spans):
            source = self._sources.get(span.document_id)
            if source is not None:
                label = ", ".join(citation.label for citation in self._citations.find([span]))
                found.append(
                    {
                        "source_name": f"[{label}]",
                        "description": f"code points {span.start} to {span.end} of source {source.number}",
                        "external_id": f"sha256:{source.document.sha256}#char={span.start},{span.end}",
                    }
                )
        return found
