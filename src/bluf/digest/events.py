"""Kinds of event: what of a dozen kinds a text or an analysis tells. In: a lead, or findings. Out: kinds.

Of an analysis its title and its leading key points are read, without the names that were found in them (a Supreme Court is no
trial, a European Union no strike, 3 March no march). Words that as often mean something else ("attack", "killed") count only where
somebody was found who did it or suffered it. The words are our own list, kept short on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from bluf.config.words import Event
from bluf.digest.phrases import Words
from bluf.model import Analysis, EventRole, Span

_POINTS = 3  # key points of an article that say what it is about
_DONE_BY = frozenset({EventRole.PERP_INDIVIDUAL, EventRole.PERP_ORGANIZATION, EventRole.TARGET})
_SUFFERED_BY = _DONE_BY | {EventRole.VICTIM}
_ATTACKS = frozenset("attack attacks attacked attackers attacker murder murdered murders assault assaulted".split())
_HARM = frozenset("killed wounded bomb bombs blast blasts explosion explosions exploded detonated shot".split())

_WORDS = {
    Event.ATTACK: (
        "ambush ambushed ambushes airstrike airstrikes bombed bombing bombings bomber bombers explosives shooting shootings "
        "gunman gunmen gunfire shelling shelled raid raided massacre massacred assassinated assassination beheaded stabbed "
        "stabbing militants insurgents attackers kidnapped kidnapping hostages hijacked grenade grenades rocket rockets"
    ),
    Event.ARREST: "arrest arrests arrested detained detains detention captured custody jailed apprehended",
    Event.PROTEST: (
        "protest protests protested protesters protesting demonstration demonstrations demonstrators demonstrated rally rallies "
        "rallied marched marchers riot riots rioting rioters"
    ),
    Event.ELECTION: (
        "election elections elected reelected electoral ballot ballots voters voting polling referendum runoff candidacy"
    ),
    Event.DISASTER: (
        "earthquake earthquakes quake aftershock aftershocks magnitude flood floods flooding flooded hurricane hurricanes cyclone "
        "typhoon tornado tornadoes landslide landslides mudslide avalanche wildfire wildfires bushfire bushfires drought tsunami "
        "erupted eruption"
    ),
    Event.ACCIDENT: (
        "accident accidents crash crashed crashes derailed derailment collapse collapsed collision collided sank capsized "
        "wreckage"
    ),
    Event.AGREEMENT: "agreement agreements treaty treaties accord accords pact ceasefire truce memorandum",
    Event.SANCTIONS: "sanction sanctions sanctioned embargo embargoes blacklist blacklisted tariff tariffs",
    Event.TRIAL: (
        "trial verdict convicted conviction sentenced sentence indicted indictment prosecutor prosecutors acquitted acquittal "
        "lawsuit lawsuits sued pleaded guilty"
    ),
    Event.APPOINTMENT: (
        "appointed appoints appointment appointments nominated nominee resigned resigns resignation sacked inaugurated "
        "inauguration successor ousted"
    ),
    Event.STRIKE: "strikers walkout walkouts stoppage stoppages picket pickets picketing",
    Event.DISEASE: (
        "outbreak outbreaks epidemic pandemic virus infection infections infected cholera measles ebola influenza flu vaccine "
        "vaccines vaccination vaccinated quarantine quarantined"
    ),
}
_PHRASES = {
    Event.ATTACK: (
        ("suicide", "attack"),
        ("attack", "on"),
        ("attacks", "on"),
        ("were", "shot"),
        ("was", "shot"),
        ("shot", "dead"),
    ),
    Event.AGREEMENT: (
        ("signed", "a"),
        ("deal", "with"),
        ("trade", "deal"),
        ("peace", "deal"),
        ("reached", "a", "deal"),
    ),
    Event.STRIKE: (
        ("on", "strike"),
        ("general", "strike"),
        ("strike", "action"),
        ("strike", "by"),
        ("workers", "strike"),
    ),
    Event.TRIAL: (("on", "trial"), ("in", "court"), ("stand", "trial")),
}
"""Words that say what a text tells only beside others."""


@cache
def _by_word() -> dict[str, tuple[tuple[Event, tuple[str, ...]], ...]]:
    """For the first word of each form the kinds it may stand for, with the whole form."""
    forms: dict[str, list[tuple[Event, tuple[str, ...]]]] = {}
    for event, words in _WORDS.items():
        for word in words.split():
            forms.setdefault(word, []).append((event, (word,)))
    for event, phrases in _PHRASES.items():
        for phrase in phrases:
            forms.setdefault(phrase[0], []).append((event, phrase))
    return {word: tuple(found) for word, found in forms.items()}


def events_in_text(text: str) -> Iterator[Event]:
    """The kinds of event that the words of a text stand for."""
    words = Words(text).folded
    for k, word in enumerate(words):
        for event, form in _by_word().get(word, ()):
            if words[k : k + len(form)] == form:
                yield event


def events_found(analysis: Analysis) -> frozenset[Event]:
    """The kinds of event that an article tells."""
    text = analysis.document.text
    names = sorted((s for actor in analysis.actors for s in actor.mentions if _is_name(s)), key=lambda s: s.start)
    named = [*names, *analysis.places, *analysis.dates]
    title = analysis.document.title or ""
    told = [title, *(_without(text, point, named) for point in analysis.key_points[:_POINTS])]
    found = {event for each in told for event in events_in_text(each)}
    roles = {role for actor in analysis.actors for role in actor.roles}
    words = {word for each in told for word in Words(each).folded}
    if (roles & _SUFFERED_BY and words & _ATTACKS) or (roles & _DONE_BY and words & _HARM):
        found.add(Event.ATTACK)
    return frozenset(found)


def _is_name(span: Span) -> bool:
    """Whether a mention is a name: several words, with capitals inside. "the gunmen" are no name."""
    words = span.text.split()
    return sum(word[:1].isupper() for word in words) > len(words) / 2 and len(words) > 1


def _without(text: str, point: Span, named: list[Span]) -> str:
    """A sentence with blanks where names stand."""
    told = text[point.start : point.end]
    for span in named:
        if point.start <= span.start and span.end <= point.end:
            at = span.start - point.start
            told = told[:at] + " " * len(span.text) + told[at + len(span.text) :]
    return told
