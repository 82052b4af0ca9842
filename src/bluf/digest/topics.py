"""Watch topics: how much a story is what staff care about. In: documents and topics. Out: the topics that it has, and their weight.

A topic is met where the texts name one of its actors or places, hold one of its words, or tell of one of its kinds of event.
Names and words are compared as whole words, without case and accents. Nothing is learned: what is watched stands in the
settings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bluf.config.schema import Topic
from bluf.config.words import Event
from bluf.model import Document

_LEAD = 600  # characters
_WORD = re.compile(r"[^\W_]+")
_EVENTS = {
    Event.ATTACK: (
        "attack attacks attacked ambush ambushed bomb bombing bombings explosion explosions shooting shot "
        "shelling shelled airstrike airstrikes raid raided gunfire killed killing massacre"
    ),
    Event.ARREST: ("arrest arrests arrested detain detained detains detention captured custody jailed"),
    Event.PROTEST: (
        "protest protests protested protesters demonstration demonstrations demonstrators rally rallies march "
        "marched riot riots"
    ),
    Event.ELECTION: (
        "election elections elected ballot ballots vote votes voted voters referendum runoff poll polls polling"
    ),
    Event.DISASTER: (
        "earthquake earthquakes quake flood floods flooding hurricane cyclone typhoon landslide landslides "
        "wildfire wildfires drought tsunami eruption storm storms"
    ),
    Event.ACCIDENT: (
        "accident accidents crash crashed crashes derailed derailment collapse collapsed collision sank capsized"
    ),
    Event.AGREEMENT: (
        "agreement agreements deal deals treaty treaties accord accords pact signed ceasefire truce memorandum"
    ),
    Event.SANCTIONS: ("sanction sanctions sanctioned embargo embargoes blacklist blacklisted tariff tariffs"),
    Event.TRIAL: (
        "trial trials court courts verdict convicted conviction sentenced sentence indicted indictment "
        "prosecutor prosecutors acquitted lawsuit"
    ),
    Event.APPOINTMENT: (
        "appointed appoints appointment appointments nominated nominee resigned resigns resignation dismissed "
        "sacked inaugurated succeeded"
    ),
    Event.STRIKE: ("strikers walkout walkouts stoppage stoppages picket pickets union unions"),
    Event.DISEASE: (
        "outbreak outbreaks epidemic pandemic virus infection infections infected cholera measles vaccine "
        "vaccines vaccination"
    ),
}
"""Words whose presence in a story's leading sentences tells of a kind of event: our own list, kept short on purpose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The topics that a story has, by name, and the sum of their weights."""

    topics: tuple[str, ...]
    weight: float


def match_topics(documents: Sequence[Document], topics: Mapping[str, Topic]) -> Match:
    """Which of `topics` the texts of one story have."""
    if not topics:
        return Match(topics=(), weight=0.0)
    texts = [_padded(f"{document.title or ''}\n{document.text}") for document in documents]
    leads = {word for document in documents for word in _padded(_lead(document)).split()}
    found = [name for name, topic in topics.items() if _has(topic, texts, leads)]
    return Match(topics=tuple(found), weight=sum(topics[name].weight for name in found))


def _has(topic: Topic, texts: Sequence[str], leads: set[str]) -> bool:
    wanted = [_padded(words) for words in (*topic.actors, *topic.places, *topic.words)]
    if any(words in text for text in texts for words in wanted if words.strip()):
        return True
    return any(not leads.isdisjoint(_EVENTS[event].split()) for event in topic.events)


def _lead(document: Document) -> str:
    """Title and beginning: where a text tells of its event, and not of its background."""
    return f"{document.title or ''} {document.text[:_LEAD]}"


def _padded(text: str) -> str:
    """`text` as whole words between blanks, folded, so that a phrase is found by comparison of strings."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return f" {' '.join(_WORD.findall(plain))} "
