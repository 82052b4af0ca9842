"""Analyses built by hand, for tests of the synthesis."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from bluf.model import (
    Act,
    Actor,
    ActorKind,
    Analysis,
    Attribution,
    AttributionSource,
    Document,
    Figure,
    KeyPoint,
    Place,
    PlaceLevel,
    Qualifier,
    Span,
    Stance,
    TimeExpression,
    TimeType,
)


@dataclass
class Story:
    """A text and what was found in it; findings are named by their words."""

    text: str
    uri: str = "a.txt"
    publisher: str | None = None
    published_on: date | None = date(2024, 5, 2)
    title: str | None = None
    actors: list[Actor] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    dates: list[TimeExpression] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    weights: tuple[float, ...] = ()

    @property
    def document(self) -> Document:
        return Document(
            id=self.uri,
            uri=self.uri,
            text=self.text,
            title=self.title,
            publisher=self.publisher,
            published_on=self.published_on,
        )

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return self.document.span(start, start + len(words))

    def actor(self, name: str, kind: ActorKind = ActorKind.PERSON, **more) -> Actor:
        mentions = tuple(self.span(form) for form in (name, *more.get("aliases", ())))
        if "role" in more:
            more["role_span"] = self.span(more["role"])
        actor = Actor(id=f"a{len(self.actors)}", name=name, kind=kind, mentions=mentions, **{"salience": 0.5, **more})
        self.actors.append(actor)
        return actor

    def says(
        self, who: str | Actor | None, content: str, stance: Stance = Stance.STATES, via: Actor | None = None
    ) -> None:
        source = None
        if isinstance(who, Actor):
            source = AttributionSource(**self._span(who.mentions[0].text), actor=who.name, actor_id=who.id)
        elif who:
            source = AttributionSource(**self._span(who))
        relays = (AttributionSource(**self._span(via.name), actor=via.name, actor_id=via.id),) if via else ()
        self.attributions.append(
            Attribution(source=source, cue=None, content=(self.span(content),), stance=stance, via=relays)
        )

    def figure(self, words: str, value: float, unit: str, measured: str, **more) -> None:
        found = {"low": value, "high": value, "value": value, "qualifier": Qualifier.EQUAL, "salience": 0.5, **more}
        self.figures.append(Figure(**self._span(words), unit=unit, measured=measured, **found))

    def dated(self, words: str, first: date, last: date | None = None, *, inferred: bool = False) -> None:
        self.dates.append(
            TimeExpression(
                **self._span(words),
                type=TimeType.DATE,
                value=first.isoformat(),
                first=first,
                last=last or first,
                inferred=inferred,
            )
        )

    def place(self, words: str, country: str) -> None:
        self.places.append(Place(**self._span(words), name=words, country=country, level=PlaceLevel.CITY))

    def acted(self, actor: Actor, words: str) -> None:
        self.acts.append(Act(**self._span(words), actor_id=actor.id))

    def _span(self, words: str) -> dict:
        span = self.span(words)
        return {"document_id": span.document_id, "start": span.start, "end": span.end, "text": span.text}

    def analysis(self) -> Analysis:
        sentences = tuple(self.document.span(*m.span()) for m in re.finditer(r"\S[^.]*\.", self.text))
        weights = self.weights or tuple(1 / (k + 1) for k in range(len(sentences)))
        points = [
            KeyPoint(document_id=s.document_id, start=s.start, end=s.end, text=s.text, salience=w)
            for s, w in zip(sentences, weights, strict=True)
            if w
        ]
        return Analysis(
            document=self.document,
            sentences=sentences,
            key_points=tuple(sorted(points, key=lambda p: -p.salience)),
            actors=tuple(self.actors),
            acts=tuple(self.acts),
            attributions=tuple(self.attributions),
            figures=tuple(self.figures),
            dates=tuple(self.dates),
            places=tuple(self.places),
        )
