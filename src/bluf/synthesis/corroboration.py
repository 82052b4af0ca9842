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
from dataclasses import dataclass, replace
from functools import lru_cache

from bluf.citing import outlet_name
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
    Relation,
    RelationKind,
    Span,
    Stance,
    collapse,
)
from bluf.standards import Credibility
from bluf.synthesis.actors import MergedActors
from bluf.synthesis.likeness import Overlaps
from bluf.synthesis.originators import (
    KINDS,
    OFFICE,
    Group,
    Rank,
    choose_counted,
    each_source_once,
    join_speakers,
    proper_names,
)
from bluf.synthesis.register import Register
from bluf.synthesis.words import concepts, containment, fold, words

_TELLS, _TELLS_WORDS = 0.5, 5  # containment of concepts, and how many at least, that makes a sentence tell the claim
_FIRM = 0.6  # the same containment where two tellings are to confirm one another
_SAME_FIGURE, _SAME_FIGURE_WORDS = 0.35, 3  # of the sentences of a figure that is repeated
_MAIN = 0.5  # share of a claim that what somebody says must hold to be the telling of it
_LEAST = 3  # concepts that make a claim
_ONE_MATTER = 2  # concepts of a claim that what is disputed in its sentence shares
_CONFIRMED = 2  # named speakers
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nobody|without|cannot|\w+n['’]t|den(?:y|ies|ied)|reject\w*|contradict\w*|dismiss\w*|refut\w*|false)\b",
    re.IGNORECASE,
)
_HEAD = 3  # code points of a quotation mark before what is said
_SAYS = re.compile(
    r"\s+(?:has |have |had )?(?:said|says|told|confirmed|announced|stated|reported|warned|estimated|added)\b"
)
_WORD = re.compile(r"\b[^\W\d_]{3,}\b")
_ACCORDING = re.compile(r"\b[Aa]ccording to(?: the)?$")
_SPEECH = re.compile(
    r"[\"“”„«»]|\b(?:according to|said|says|say|told|reports?|reported(?:ly)?|alleg\w+|claim(?:s|ed)?|stated|announced|confirmed"
    r"|denied|denies|sources?|officials?|witness(?:es)?|accus\w+|testif\w+|testimony|warn(?:s|ed)|argue[sd]|acknowledge[sd]|admit(?:s|ted)"
    r"|concluded|wrote|insist(?:s|ed)|estimate[sd]|promise[sd]|demand(?:s|ed)|urge[sd]|believe[sd]?|charged that)\b",
    re.IGNORECASE,
)


_NOT_YET = re.compile(
    r"\b(?:try|tries|tried|trying|attempt\w*|may|might|could|would|will|plan(?:s|ned|ning)?|hop(?:e|es|ed|ing)|if)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def _tells_speech(sentence: str) -> bool:
    """Whether it has a word of saying; many figures may stand in one sentence."""
    return bool(_SPEECH.search(sentence))


_NOT_HELD = (Stance.ASKS, Stance.DEMANDS)


@dataclass(frozen=True, slots=True)
class _Said:
    """What somebody is quoted with: where it begins, its words."""

    span: Span
    text: str
    source: AttributionSource | None
    via: tuple[AttributionSource, ...]


@dataclass(frozen=True, slots=True)
class _Telling:
    """A place that tells the claim: who is quoted there, through whom.

    `firm` where it is told nearly in full, `own_voice` where what is quoted is not it, `claim` where it is printed from there.
    """

    span: Span
    source: AttributionSource | None = None
    via: tuple[AttributionSource, ...] = ()
    firm: bool = True
    own_voice: bool = False
    claim: bool = False


class Claims:
    """What is said in each sentence of the documents, to be looked up for any claim."""

    def __init__(
        self,
        register: Register,
        actors: MergedActors,
        entries: tuple[AttributionEntry, ...],
        disagreements: tuple[Disagreement, ...],
        relations: tuple[Relation, ...] = (),
    ) -> None:
        """Index `entries` by sentence; `relations` tell who speaks for whom."""
        self._speaks_for = {r.subject_id: r.object_id for r in reversed(relations) if r.kind is RelationKind.WORKS_FOR}
        self._register = register
        self._actors = actors
        self._said: dict[tuple[str, int], list[_Said]] = defaultdict(list)
        self._denied: set[tuple[str, int]] = set()
        self._again: dict[str | None, list[_Said]] = defaultdict(list)  # by the id of the actor who says it
        disputed = {i for d in disagreements for i in d.sides}
        self._disputed: list[Span] = []
        for i, entry in enumerate(entries):
            for said in (entry, *entry.repeats):
                text = " ".join(c.text for c in said.content)
                telling = _Said(said.content[0], text, said.source, said.via)
                self._said[self._place(said.content[0])].append(telling)
                if said.source and said.source.actor_id and said.stance not in _NOT_HELD:
                    self._again[said.source.actor_id].append(telling)
                if said.stance is Stance.DENIES:
                    self._denied.add(self._place(said.content[0]))
                if i in disputed:
                    self._disputed.extend(said.content)
        self._mentions: dict[str, list[tuple[Span, ActorEntry]]] = defaultdict(list)
        for actor in actors.entries:
            for mention in actor.mentions:
                self._mentions[mention.document_id].append((mention, actor))
        self._lower = {w for a in register.analyses for w in _WORD.findall(a.document.text) if w.islower()}
        self._points = [p for a in register.analyses for p in a.key_points]
        self._telling_words = Overlaps()
        for n, point in enumerate(self._points):
            self._telling_words.add(n, self._told(point, point.text))

    def _place(self, span: Span) -> tuple[str, int]:
        return span.document_id, self._register.sentence(span).start

    def of_key_point(self, point: KeyPointEntry) -> Corroboration:
        """Who tells a key point, as far as the documents' own key points show."""
        main = self._main(point)
        claim = main.text if main else point.text
        about = concepts(claim) if main else self._told(point, claim)
        own = _Telling(point.span, main.source, main.via) if main else self._telling(point.span, about)
        found = {self._place(point): replace(own, claim=True)}
        for said in self._again.get(own.source.actor_id if own.source else None, ()):
            if self._says_it(said, about, point, claim):
                found.setdefault(self._place(said.span), _Telling(said.span, said.source, said.via))
        for span in (*point.repeats, *self._points_near(about)):
            place, told = self._place(span), self._told(span, span.text)
            if place not in found and _tells(about, told) and self._agrees(point, claim, span, span.text):
                found[place] = self._telling(span, about, firm=containment(about, told) >= _FIRM)
        contradicted = any(
            span.overlaps(told.span) and len(about & concepts(span.text)) >= _ONE_MATTER
            for span in self._disputed
            for told in found.values()
        )
        return self._judge(list(found.values()), contradicted=contradicted)

    def _points_near(self, about: frozenset[str]) -> list[Span]:
        """The documents' key points that share enough with a claim to tell it, in order."""
        shared = self._telling_words.shared(about)
        return [self._points[n].span for n in sorted(shared) if shared[n] >= _least_shared(about)]

    def _main(self, point: KeyPointEntry) -> _Said | None:
        """Whose claim a key point is: of the holder printed before it, else of who is quoted with its head or half of it."""
        here = self._said.get(self._place(point), [])
        held = (s for s in here if s.source and s.source.span == point.holder_evidence)
        leading = (s for s in here if s.source and _leads(point, s) and len(concepts(s.text)) >= _LEAST)
        return next(held, None) or next(leading, None)

    def _told(self, span: Span, text: str) -> frozenset[str]:
        """The concepts of a sentence without the names of those who are quoted in it."""
        named = (s.source.text for s in self._said.get(self._place(span), ()) if s.source)
        return concepts(text) - concepts(" ".join(named))

    def _says_it(self, said: _Said, about: frozenset[str], point: KeyPointEntry, claim: str) -> bool:
        """True where the same speaker is quoted elsewhere with the claim: half of its concepts and three at least."""
        told = concepts(said.text)
        if len(about & told) < _LEAST or containment(about, told) < _TELLS:
            return False
        return self._agrees(point, claim, said.span, said.text)

    def _agrees(self, point: KeyPointEntry, claim: str, span: Span, text: str) -> bool:
        """False where one of the two denies, negates or only may be: "did not break", "may break" are not "broke"."""
        denied = self._place(span) in self._denied
        return denied == (point.stance is Stance.DENIES) and all(
            bool(words.search(claim)) == bool(words.search(text)) for words in (_NEGATION, _NOT_YET)
        )

    def of_figure(self, figure: FigureEntry) -> Corroboration:
        """Who gives a figure."""
        about = self._concepts(figure)
        found = []
        for place in (figure, *figure.repeats):
            mine = self._concepts(place)
            if not (len(about & mine) >= _SAME_FIGURE_WORDS and containment(about, mine) >= _SAME_FIGURE):
                continue
            said = self._telling(place.span, mine)
            held = said.source if said.source and place.holder_id == said.source.actor_id else self._holder(place)
            found.append(replace(said, source=held, own_voice=said.own_voice and held is None))
        return self._judge(found, contradicted=bool(figure.discrepancies))

    def _holder(self, figure: Figure) -> AttributionSource | None:
        """The figure's holder as a source; the words are its own where the briefing knows no mention in the sentence."""
        entry = self._actors.entry(figure.holder_id)
        if entry is None:
            return None
        here = [m for m in entry.mentions if m.document_id == figure.document_id] or list(entry.mentions)
        return _source(min(here, key=lambda m: abs(m.start - figure.start)), entry)

    def _concepts(self, figure: Figure) -> frozenset[str]:
        return concepts(self._register.sentence(figure).text)

    def _telling(self, span: Span, about: frozenset[str], *, firm: bool = True) -> _Telling:
        """Who is quoted with most of the claim in the sentence of `span`: a named speaker before one without a name.

        Where what is quoted is only a small part of what the sentence tells of it, the outlet itself tells the rest.
        """
        best = max(
            self._said.get(self._place(span), []),
            key=lambda t: (
                len(about & concepts(t.text)),
                self._is_named(t.source) and not self._is_relay(t.source),
                -t.span.start,
            ),
            default=None,
        )
        if best is None:
            return _Telling(span, self._beside_cue(span), firm=firm)
        told = about & concepts(self._register.sentence(span).text)
        told -= concepts(best.source.text) if best.source else frozenset()
        if len(told & concepts(best.text)) < _MAIN * len(told):
            return _Telling(span, firm=firm, own_voice=True)
        return _Telling(span, best.source, best.via, firm=firm)

    def _beside_cue(self, span: Span) -> AttributionSource | None:
        """The named actor right before a verb of saying or right after "according to", in a sentence that quotes nobody else."""
        sentence = self._register.sentence(span)
        for mention, entry in self._mentions.get(sentence.document_id, ()):
            if not sentence.covers(mention):
                continue
            before = sentence.text[: mention.start - sentence.start].rstrip()
            after = sentence.text[mention.end - sentence.start :]
            if _SAYS.match(after) or _ACCORDING.search(before):
                source = _source(mention, entry)
                if self._is_named(source):
                    return source
        return None

    def _is_named(self, source: AttributionSource | None) -> bool:
        """True for states and proper names; "the cable operator" or "Greek unions" may be anybody of those who are named.

        A name of one word that the texts write in lower case too ("Unions said ...") is none.
        """
        entry = self._actors.entry(source.actor_id) if source else None
        if entry is None or entry.kind in (ActorKind.UNNAMED, ActorKind.GROUP):
            return False
        name = entry.name.split()
        is_state = entry.kind in (ActorKind.GOVERNMENT, ActorKind.PLACE) and entry.country is not None
        return is_state or (name[-1][:1].isupper() and (len(name) > 1 or name[0].casefold() not in self._lower))

    def _is_relay(self, source: AttributionSource | None) -> bool:
        return source is not None and self._actors.is_relay(source)

    def _judge(self, tellings: Sequence[_Telling], *, contradicted: bool) -> Corroboration:
        groups: dict[str, Group] = {}
        for telling in sorted(tellings, key=lambda t: self._register.order(t.span)):
            key, mine = self._originator(telling)
            group = groups.setdefault(key, mine)
            group.rank = min(group.rank, mine.rank)
            group.carriers.append(self._carrier(telling))
            group.firm = group.firm or telling.firm
            group.claim = group.claim or telling.claim
        counted = choose_counted(join_speakers(groups.values()))
        found = tuple(
            Originator(
                name=g.name,
                kind=KINDS.get(g.rank, OriginatorKind.OUTLET),
                actor_id=g.actor_id,
                carriers=tuple(each_source_once(g.carriers)),
            )
            for g in counted
        )
        confirmed = sum(g.firm and g.rank is Rank.SPEAKER for g in counted) >= _CONFIRMED and not contradicted
        return Corroboration(
            originators=found,
            credibility=Credibility.CONFIRMED if confirmed else Credibility.CANNOT_BE_JUDGED,
            contradicted=contradicted,
        )

    def _originator(self, telling: _Telling) -> tuple[str, Group]:
        """The key of who tells it, and what it is called."""
        source = telling.source
        entry = self._actors.entry(source.actor_id) if source else None
        if entry and self._is_named(source) and not self._is_relay(source):
            return f"speaker {self._side(entry)}", Group(entry.name, Rank.SPEAKER, entry.id, names=proper_names(entry))
        relay = next((r for r in (source, *telling.via) if r is not None and self._is_relay(r)), None)
        if relay is not None:
            name = relay.actor or collapse(relay.text)
            return self._outlet_key(name), Group(name, Rank.RELAYED, relay.actor_id)
        document = self._register.document(telling.span)
        outlet = outlet_name(document, self._register.number(telling.span))
        unparsed = not telling.own_voice and _tells_speech(self._register.sentence(telling.span).text)
        if source is not None or unparsed:
            who = entry.id if entry else str(self._register.originator[document.id])
            return f"nameless {who}", Group(entry.name if entry else outlet, Rank.NAMELESS, entry.id if entry else None)
        return f"outlet {self._register.originator[document.id]}", Group(outlet, Rank.OWN_VOICE)

    def _side(self, entry: ActorEntry) -> str:
        """One key for the voices of one government, and of one body and who works for it; another for each other actor."""
        body = self._actors.entry(self._speaks_for.get(entry.id))
        entry = body if body is not None else entry
        official = entry.kind is ActorKind.GOVERNMENT or (entry.role and not OFFICE.isdisjoint(words(entry.role)))
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


def _source(mention: Span, entry: ActorEntry) -> AttributionSource:
    return AttributionSource(
        document_id=mention.document_id,
        start=mention.start,
        end=mention.end,
        text=mention.text,
        actor=entry.name,
        actor_id=entry.id,
    )


def _leads(point: Span, said: _Said) -> bool:
    """True where what is said opens the point or makes up half of it."""
    return said.span.start - point.start <= _HEAD or 2 * len(said.text) >= len(point.text)


def _least_shared(about: frozenset[str]) -> int:
    return min(_TELLS_WORDS, max(_LEAST, len(about) - 1))


def _tells(about: frozenset[str], told: frozenset[str]) -> bool:
    """Half of the shorter one's concepts shared, and five of them; of a claim of few words nearly all."""
    return len(about & told) >= _least_shared(about) and containment(about, told) >= _TELLS
