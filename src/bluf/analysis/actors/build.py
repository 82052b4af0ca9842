"""Put the finished actors together: parse and places → `Actor`s.

"Colombian Foreign Minister Maria Angela Holguin ... Holguin said" gives one person with role and alias. Not actors:
places that do not act, products, laws, events, the words "the attack".

Source: ACE entity guidelines (PER, ORG, GPE.ORG); MUC-4 slots for parts in events.
"""

from __future__ import annotations

from dataclasses import replace

from bluf.analysis.actors.confidence import Rater
from bluf.analysis.actors.entities import Merger
from bluf.analysis.actors.entity import BARE, Entity
from bluf.analysis.actors.events import Parts, event_roles
from bluf.analysis.actors.features import actor_features
from bluf.analysis.actors.kinds import country_of, settle_kinds
from bluf.analysis.actors.lexicon import lexicon
from bluf.analysis.actors.mention import Mention
from bluf.analysis.actors.mentions import find_mentions
from bluf.analysis.actors.scorer import scorer
from bluf.analysis.actors.selection import find_credits, is_actor, without_credits
from bluf.analysis.nlp import Parse
from bluf.model import Actor, ActorKind, EventRole, Place, Span, collapse

_PARTS = frozenset(EventRole) - {EventRole.OFFICIAL}
_TAKES_PART = (
    0.34  # probability from which one with a part in violence is kept; chosen with the folds of tools/train_actors.py
)
_GOVERNMENT_NOUNS = frozenset(("government", "administration", "regime"))


def find_actors(parse: Parse, places: tuple[Place, ...]) -> tuple[Actor, ...]:
    """Everyone who acts, is acted upon or speaks, in order of first mention, with ids "a1", "a2", ...; salience is a first guess.

    `places` are the toponyms of the document: a name that is one of them and does not act is no actor.
    """
    candidates = find_candidates(parse, places)
    words, model = lexicon(), scorer()
    kept: list[Actor] = []
    for actor in candidates:
        values = actor_features(parse, actor, words, len(candidates))
        probability, importance = model.score(values)
        if probability >= (_TAKES_PART if _PARTS.intersection(actor.roles) else model.threshold):
            kept.append(replace(actor, id=f"a{len(kept) + 1}", salience=round(importance, 4)))
    return tuple(kept)


def find_candidates(parse: Parse, places: tuple[Place, ...]) -> tuple[Actor, ...]:
    """All that may be actors, before the learnt scorer has chosen; in order of first mention."""
    words = lexicon()
    credits_ = find_credits(parse)
    mentions = without_credits(parse, find_mentions(parse, words), credits_)
    settle_kinds(parse, mentions, words, places)
    entities = [e for e in Merger(parse, words).merge(mentions) if is_actor(parse, e, credits_)]
    roles = event_roles(parse, entities, words)
    violent = any(r.roles for r in roles)  # then bare "people" may be those hurt
    kept = [(e, r) for e, r in zip(entities, roles, strict=True) if violent or not _is_anybody(e)]
    rater = Rater(parse, words, kept)
    return tuple(_actor(parse, e, f"c{n}", r, rater.rate(e, r)) for n, (e, r) in enumerate(kept, start=1))


def _is_anybody(entity: Entity) -> bool:
    """True for bare "people", of whom the text says nothing but that."""
    return not entity.named and all(m.words in (("people",), ("folks",), ("everybody",)) for m in entity.mentions)


def _actor(parse: Parse, entity: Entity, identity: str, parts: Parts, confidence: float) -> Actor:
    name = _fullest(parse, entity)
    shown = [*(m for m in entity.mentions if not _points_back(parse, m)), *_other_words(parse, entity)]
    if entity.named and entity.kind is ActorKind.GROUP:  # no "disgruntled former Taliban fighters"
        shown = [m for m in shown if m.named or len(m.words) == 1 or parse.text[m.i][:1].isupper()]
    texts = dict.fromkeys(collapse(parse.span(m.i, m.j).text) for m in shown)
    by_case: dict[str, str] = {}
    for text in texts:
        by_case.setdefault(text.casefold(), text)
    known = {*by_case, name.casefold()}
    aliases = [
        text
        for key, text in by_case.items()
        if key != name.casefold() and not (key.endswith(".") and key[:-1] in known)  # "Costa." at the end of a sentence
    ]
    role = _role(parse, entity)
    spans = sorted({(m.i, m.j) for m in (*entity.mentions, *entity.described)})
    return Actor(
        id=identity,
        name=name,
        kind=entity.kind,
        mentions=tuple(parse.span(i, j) for i, j in spans),
        role=collapse(role.text) if role else None,
        role_span=role,
        roles=parts.roles,
        accused=parts.accused,
        score=confidence,
        aliases=tuple(aliases),
        country=entity.country,
    )


def _other_words(parse: Parse, entity: Entity) -> list[Mention]:
    """What a named actor is called besides: "the rebels" of an armed group, "the Prime Minister" of a person."""
    if not entity.named:
        return []
    if entity.kind is ActorKind.GROUP:
        return [m for m in entity.described if m.plural and len(m.words) == 1 and m.noun in lexicon().perpetrator]
    if entity.kind is not ActorKind.PERSON:
        return []
    return [m for m in entity.described if m.j - m.i == 2 and all(w.istitle() for w in parse.text[m.i : m.j])]


def _points_back(parse: Parse, m: Mention) -> bool:
    """True for a definite description of one word ("the groups"), which is no name form; "the army", "the Church" are."""
    return not m.named and m.definite and len(m.words) == 1 and m.noun not in BARE and parse.pos[m.head] != "PROPN"


def _fullest(parse: Parse, entity: Entity) -> str:
    """The text of the fullest mention: a name before a description, most words, the first of equals."""
    ranked = _state_form if entity.kind is ActorKind.GOVERNMENT else _any_form
    best = max(
        entity.mentions,
        key=lambda m: (ranked(parse, m), m.named, not _is_shouted(parse, m), _length(ranked(parse, m), m), -m.i),
    )
    return collapse(parse.span(best.i, best.j).text)


def _length(rank: int, m: Mention) -> int:
    """Words that speak for a form: the more the better, but "Iranian government", not "Shiite government of Iran"."""
    return -len(m.words) if rank > 1 else min(len(m.words), 8)


def _is_shouted(parse: Parse, m: Mention) -> bool:
    """True for a name in capitals, which a byline has: "U.S. CUSTOMS AND BORDER PROTECTION"; not for an acronym."""
    return m.j - m.i > 1 and parse.words(m.i, m.j).isupper()


def _any_form(_parse: Parse, _m: Mention) -> int:
    return 0


def _state_form(parse: Parse, m: Mention) -> int:
    """How well a form names a government: "Bolivia's government", "Bolivia", "the Morales government", then "La Paz"."""
    words, form = lexicon(), " ".join(m.words)
    if form in words.capitals:
        return -1
    if m.noun in _GOVERNMENT_NOUNS and len(m.words) > 1:
        plain = len(m.words) == 2 or " ".join(m.words[:-1]) in words.state_names
        return 3 if plain and country_of(parse, m.i, m.j, words) else 1
    return 2 if form in words.state_names else 0


def _role(parse: Parse, entity: Entity) -> Span | None:
    """The longest title or function of a person, the first of equals."""
    if not entity.roles:
        return None
    i, j = max(entity.roles, key=lambda r: (min(r[1] - r[0], 6), -r[0]))
    return parse.span(i, j)
