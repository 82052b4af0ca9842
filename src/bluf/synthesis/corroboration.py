"""Who stands behind a claim: tellings of it in several documents → independent originators, each with the chain that carries it.

Counted is who tells, not who prints: five sites that repeat one agency are one originator, and so are two voices of one
government. Where nothing shows who told an outlet, its own voice is an originator of lesser weight. Deliberately careful: a missed
confirmation only costs a grade, a false one is believed.

Source: ICD 206 on relayed sources; the Admiralty code's "independent".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from bluf.model import (
    ActorEntry,
    ActorKind,
    AttributionEntry,
    AttributionSource,
    Carrier,
    Corroboration,
    Disagreement,
    Figure,
    FigureEntry,
    KeyPointEntry,
    Originator,
    OriginatorKind,
    Span,
    Stance,
    collapse,
)
from bluf.standards import Credibility
from bluf.synthesis.actors import MergedActors
from bluf.synthesis.attributions import holder
from bluf.synthesis.register import Register
from bluf.synthesis.words import concepts, containment, fold, words

_TELLS = 0.6  # containment of concepts that makes a sentence tell the claim
_TELLS_WORDS = 4  # concepts that both share at least
_CONFIRMED = 2
_HEAD = 3  # code points of a quotation mark before what is said
_OFFICE = frozenset(
    """ambassador attorney chancellor chief commander commissioner consul deputy envoy general government minister ministry
    official president premier prime secretary spokesman spokesperson spokeswoman vice""".split()
)
_SPEECH = re.compile(
    r"[\"“”„«»]|\b(?:according to|said|says|say|told|reports?|reported(?:ly)?|alleg\w+|claim(?:s|ed)?|stated|announced|confirmed"
    r"|denied|denies|sources?|officials?|witness(?:es)?|accus\w+)\b",
    re.IGNORECASE,
)


class _Rank(IntEnum):
    """How much an originator is one, the surest first."""

    SPEAKER = 0
    RELAYED = 1
    OWN_VOICE = 2
    NAMELESS = 3


_KINDS = {_Rank.SPEAKER: OriginatorKind.SPEAKER, _Rank.NAMELESS: OriginatorKind.NAMELESS}


@dataclass(frozen=True, slots=True)
class _Telling:
    """A place that tells the claim: who is quoted there, through whom."""

    span: Span
    source: AttributionSource | None = None
    via: tuple[AttributionSource, ...] = ()


@dataclass(slots=True)
class _Group:
    """An originator that is being put together."""

    name: str
    rank: _Rank
    actor_id: str | None = None
    carriers: list[Carrier] = field(default_factory=list)


class Claims:
    """What is said in each sentence of the documents, to be looked up for any claim."""

    def __init__(
        self,
        register: Register,
        actors: MergedActors,
        entries: tuple[AttributionEntry, ...],
        disagreements: tuple[Disagreement, ...],
    ) -> None:
        """Index `entries` by sentence."""
        self._register = register
        self._actors = actors
        self._said: dict[tuple[str, int], list[_Telling]] = defaultdict(list)
        self._denied: set[tuple[str, int]] = set()
        self._again: dict[tuple[str, int], list[tuple[Span, Span]]] = defaultdict(list)
        disputed = {i for d in disagreements for i in d.sides}
        self._disputed: list[Span] = []
        for i, entry in enumerate(entries):
            for said in (entry, *entry.repeats):
                if holder(entry) and entry.repeats:
                    others = [(said.content[0], s.content[0]) for s in (entry, *entry.repeats)]
                    self._again[self._place(said.content[0])] += others
                telling = _Telling(said.content[0], said.source, said.via)
                self._said[self._place(said.content[0])].append(telling)
                if said.stance is Stance.DENIES:
                    self._denied.add(self._place(said.content[0]))
                if i in disputed:
                    self._disputed.extend(said.content)
        self._points = [p for a in register.analyses for p in a.key_points]

    def _place(self, span: Span) -> tuple[str, int]:
        return span.document_id, self._register.sentence(span).start

    def of_key_point(self, point: KeyPointEntry) -> Corroboration:
        """Who tells a key point, as far as the documents' own key points show."""
        about = concepts(point.text)
        denies = point.stance is Stance.DENIES
        telling = {self._place(point): point.span}
        again = [s for whose, s in self._again.get(self._place(point), ()) if _leads(point, whose)]
        for span in (*point.repeats, *again, *(p.span for p in self._points if _tells(about, p.text))):
            if (self._place(span) in self._denied) == denies:
                telling.setdefault(self._place(span), span)
        found = [self._telling(span, about) for span in telling.values()]
        contradicted = any(span.overlaps(point) for span in self._disputed)
        return self._judge(found, contradicted=contradicted)

    def of_figure(self, figure: FigureEntry) -> Corroboration:
        """Who gives a figure."""
        places: list[Figure] = [figure, *figure.repeats]
        found = []
        for place in places:
            said = self._telling(place.span, concepts(self._register.sentence(place).text))
            held = said.source if said.source and place.holder_id == said.source.actor_id else self._holder(place)
            found.append(_Telling(place.span, held, said.via))
        return self._judge(found, contradicted=bool(figure.discrepancies))

    def _holder(self, figure: Figure) -> AttributionSource | None:
        """The figure's holder as a source; the words are its own where the briefing knows no mention in the sentence."""
        entry = self._actors.entry(figure.holder_id)
        if entry is None:
            return None
        here = [m for m in entry.mentions if m.document_id == figure.document_id] or list(entry.mentions)
        nearest = min(here, key=lambda m: abs(m.start - figure.start))
        return AttributionSource(
            document_id=nearest.document_id,
            start=nearest.start,
            end=nearest.end,
            text=nearest.text,
            actor=entry.name,
            actor_id=entry.id,
        )

    def _telling(self, span: Span, about: frozenset[str]) -> _Telling:
        """Who is quoted with most of the claim in the sentence of `span`: a named speaker before one without a name."""
        said = self._said.get(self._place(span), [])
        best = max(
            said,
            key=lambda t: (
                len(about & concepts(t.span.text)),
                self._is_named(t.source) and not self._is_relay(t.source),
                -t.span.start,
            ),
            default=None,
        )
        return _Telling(span) if best is None else _Telling(span, best.source, best.via)

    def _is_named(self, source: AttributionSource | None) -> bool:
        entry = self._actors.entry(source.actor_id) if source else None
        return entry is not None and entry.kind not in (ActorKind.UNNAMED, ActorKind.GROUP)

    def _is_relay(self, source: AttributionSource | None) -> bool:
        return source is not None and self._actors.is_relay(source)

    def _judge(self, tellings: Sequence[_Telling], *, contradicted: bool) -> Corroboration:
        groups: dict[str, _Group] = {}
        for telling in sorted(tellings, key=lambda t: self._register.order(t.span)):
            key, mine = self._originator(telling)
            group = groups.setdefault(key, mine)
            group.rank = min(group.rank, mine.rank)
            group.carriers.append(self._carrier(telling))
        found = tuple(
            Originator(
                name=g.name,
                kind=_KINDS.get(g.rank, OriginatorKind.OUTLET),
                actor_id=g.actor_id,
                carriers=tuple(_once(g.carriers)),
            )
            for g in _counted(list(groups.values()))
        )
        confirmed = weight(found) >= _CONFIRMED and not contradicted
        return Corroboration(
            originators=found,
            credibility=Credibility.CONFIRMED if confirmed else Credibility.CANNOT_BE_JUDGED,
            contradicted=contradicted,
        )

    def _originator(self, telling: _Telling) -> tuple[str, _Group]:
        """The key of who tells it, and what it is called.

        Every nameless source is one and the same here, for nothing shows that two are two.
        """
        source = telling.source
        entry = self._actors.entry(source.actor_id) if source else None
        if entry and self._is_named(source) and not self._is_relay(source):
            return f"speaker {self._side(entry)}", _Group(entry.name, _Rank.SPEAKER, entry.id)
        relay = next((r for r in (source, *telling.via) if r is not None and self._is_relay(r)), None)
        if relay is not None:
            name = relay.actor or collapse(relay.text)
            return self._outlet_key(name), _Group(name, _Rank.RELAYED, relay.actor_id)
        document = self._register.document(telling.span)
        outlet = document.publisher or f"source {self._register.number(telling.span)}"
        if source is not None or _SPEECH.search(self._register.sentence(telling.span).text):
            return "nameless", _Group(entry.name if entry else outlet, _Rank.NAMELESS, entry.id if entry else None)
        return f"outlet {self._register.originator[document.id]}", _Group(outlet, _Rank.OWN_VOICE)

    def _side(self, entry: ActorEntry) -> str:
        """One key for the voices of one government, another for each other actor."""
        official = entry.kind is ActorKind.GOVERNMENT or (entry.role and not _OFFICE.isdisjoint(words(entry.role)))
        return f"state {entry.country}" if official and entry.country else entry.id

    def _outlet_key(self, name: str) -> str:
        """One key for a medium that is relayed and for its own text among the sources."""
        for analysis in self._register.analyses:
            publisher = fold(analysis.document.publisher or "")
            if publisher and publisher == fold(name):
                return f"outlet {self._register.originator[analysis.document.id]}"
        return f"outlet {fold(name)}"

    def _carrier(self, telling: _Telling) -> Carrier:
        number = self._register.number(telling.span)
        origin = self._register.origin_number(telling.span.document_id)
        return Carrier(
            source=number, evidence=telling.span, via=telling.via, copy_of=origin if origin != number else None
        )


def _leads(point: Span, content: Span) -> bool:
    """True where what is said opens the point or makes up half of it."""
    return content.start - point.start <= _HEAD or 2 * len(content.text) >= len(point.text)


def weight(originators: Sequence[Originator]) -> int:
    """How many count as independent: every speaker, and all outlets in their own voice together as one more."""
    speakers = sum(o.kind is OriginatorKind.SPEAKER for o in originators)
    return speakers + (len(originators) > speakers)


def _counted(groups: list[_Group]) -> list[_Group]:
    """Those that stand for themselves: what somebody is quoted with, an outlet or a nameless source only repeats."""
    best = min((g.rank for g in groups), default=_Rank.NAMELESS)
    last = {_Rank.SPEAKER: _Rank.RELAYED, _Rank.RELAYED: _Rank.OWN_VOICE}.get(best, best)
    return [g for g in groups if g.rank <= last]


def _tells(about: frozenset[str], text: str) -> bool:
    mine = concepts(text)
    return len(about & mine) >= _TELLS_WORDS and containment(about, mine) >= _TELLS


def _once(carriers: Sequence[Carrier]) -> list[Carrier]:
    """Each source once, at its first place."""
    found: dict[int, Carrier] = {}
    for carrier in carriers:
        found.setdefault(carrier.source, carrier)
    return list(found.values())
