"""Watch topics: how much a story is what staff care about. In: texts or findings, and topics. Out: topics met, and their weight.

Twice, since a day may have ten thousand articles and findings cost a tenth of a second each: `match_texts` reads the words alone
and says which stories are worth a look; `match_findings` decides, on what was found in their articles. There an actor is met as
an actor, a place as a place (a country by the places in it), a kind of event in what an article tells and not in its background.
A name that nothing was found for counts where it stands in the text as it is written in the settings. Nothing is learned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from bluf.config.schema import Topic
from bluf.config.words import Event
from bluf.digest.events import events_found, events_in_text
from bluf.digest.phrases import Phrase, Words, fold
from bluf.model import ActorKind, Analysis, Document, PlaceLevel

_SHARE = (
    4  # a story has a topic where one in so many of its articles has it: a passing mention in one of thirty is none
)
_LEAD = 600  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The topics that a story has, by name, and the sum of their weights."""

    topics: tuple[str, ...]
    weight: float


NOTHING = Match(topics=(), weight=0.0)


def match_texts(documents: Sequence[Document], topics: Mapping[str, Topic]) -> Match:
    """Topics that `documents` may have by their words: an actor, a place, a word, or a word for a kind of event in the lead."""
    if not topics:
        return NOTHING
    texts = [Words(f"{document.title or ''}\n{document.text}") for document in documents]
    leads = {event for document in documents for event in events_in_text(_lead(document))}
    return _match(
        (
            name
            for name, topic in topics.items()
            if any(text.has(Phrase(_bare(words))) for text in texts for words in _named(topic))
            or not leads.isdisjoint(topic.events)
        ),
        topics,
    )


def match_findings(analyses: Sequence[Analysis], topics: Mapping[str, Topic]) -> Match:
    """Topics that a story has by what was found in its articles.

    >>> match_findings([], {"a": Topic(actors=("ELN",))}).topics
    ()
    """
    if not topics or not analyses:
        return NOTHING
    read = [_Read(analysis) for analysis in analyses]
    enough = ceil(len(read) / _SHARE)
    return _match((n for n, topic in topics.items() if sum(one.has(topic) for one in read) >= enough), topics)


def _lead(document: Document) -> str:
    """Title and beginning: where a text tells of its event, and not of its background."""
    return f"{document.title or ''}\n{document.text[:_LEAD]}"


def _match(names: Iterable[str], topics: Mapping[str, Topic]) -> Match:
    found = tuple(names)
    return Match(topics=found, weight=sum(topics[name].weight for name in found))


def _named(topic: Topic) -> tuple[str, ...]:
    return (*topic.actors, *topic.places, *topic.words)


def _bare(place: str) -> str:
    """A place without the code of its country: "Georgia, US" is written "Georgia" in a text."""
    name, comma, code = place.rpartition(", ")
    return name if comma and len(code) == 2 and code.isupper() else place


@dataclass
class _Read:
    """One analysis, as topics ask it."""

    analysis: Analysis

    def has(self, topic: Topic) -> bool:
        """Whether it has one thing that the topic watches."""
        return (
            any(self.words.has(Phrase(words)) for words in topic.words)
            or any(self._has_actor(name) for name in topic.actors)
            or any(self._has_place(name) for name in topic.places)
            or not self.events.isdisjoint(topic.events)
        )

    @cached_property
    def words(self) -> Words:
        """Those of the text; offsets are the document's."""
        return Words(self.analysis.document.text)

    @cached_property
    def title(self) -> Words:
        """Those of the title, where it is no part of the text."""
        title = self.analysis.document.title or ""
        return Words("" if title and title in self.analysis.document.text else title)

    @cached_property
    def events(self) -> frozenset[Event]:
        """Kinds of event that it tells of."""
        return events_found(self.analysis)

    @cached_property
    def countries(self) -> frozenset[str]:
        """Codes of the countries that it plays in: named or lain in at its beginning, or twice."""
        found = [place for place in self.analysis.places if place.country]
        counts = Counter(place.country for place in found)
        return frozenset(p.country for p in found if p.country and (p.start < _LEAD or counts[p.country] > 1))

    @cached_property
    def _others(self) -> tuple[tuple[int, int], ...]:
        """Mentions of actors that are no places: what stands in them names no place."""
        acting = (a for a in self.analysis.actors if a.kind not in (ActorKind.PLACE, ActorKind.UNNAMED))
        return tuple((m.start, m.end) for actor in acting for m in actor.mentions)

    def _has_actor(self, name: str) -> bool:
        """Named among the actors, or in the text where no place of that name was found."""
        phrase = Phrase(name)
        forms = (form for actor in self.analysis.actors for form in (actor.name, *actor.aliases))
        if any(Words(form).has(phrase) for form in forms) or self.title.has_written(phrase):
            return True
        places = tuple((place.start, place.end) for place in self.analysis.places)
        return any(not _within(at, places) for at in self.words.places_of(phrase, written=True))

    def _has_place(self, name: str) -> bool:
        """Found as a place, lying in the country of that name, or in the text where no other thing of that name was found."""
        bare = _bare(name)
        code = name[-2:] if bare != name else ""
        phrase, folded = Phrase(bare), fold(bare)
        if not code and _country(folded) in self.countries:
            return True
        for place in self.analysis.places:
            if folded in (fold(place.name), fold(place.text)) and code in ("", place.country):
                return True
        if code:  # asked for by country: a name that was found in no country does not say which it is
            return False
        return self.title.has_written(phrase) or any(
            not _within(at, self._others) for at in self.words.places_of(phrase, written=True)
        )


def _country(folded: str) -> str:
    """The code of the country of that name, "" where it names none."""
    from bluf.analysis.places.gazetteer import look_up

    return next((place.country for place in look_up(folded) if place.level is PlaceLevel.COUNTRY), "")


def _within(at: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at[0] and at[1] <= end for start, end in spans)
