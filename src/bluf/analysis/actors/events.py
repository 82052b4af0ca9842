"""Parts in events of violence and crime: entities → perpetrator, victim, target, official.

"two unidentified men killed the mayor" gives `perp_individual` and `victim`. A text with fewer than two words of
violence gets no parts at all, so "the team attacked from the wings" gives none. What is only alleged counts too, as
in the MUC keys; who alleges it stands in the attributions.

Source: MUC-4 template slots (PERP: INDIVIDUAL ID, PERP: ORGANIZATION ID, HUM TGT, PHYS TGT).
"""

from __future__ import annotations

from bluf.analysis.actors.entity import Entity
from bluf.analysis.actors.lexicon import Lexicon, singular
from bluf.analysis.actors.mention import Mention
from bluf.analysis.actors.syntax import predicates, relation, speaks
from bluf.analysis.nlp import Parse
from bluf.model import ActorKind, EventRole

HARM = frozenset(
    "kill murder assassinate kidnap abduct attack bomb wound injure ambush hijack massacre torture execute behead "
    "stab rape rob burn destroy dynamite strafe machinegun slay assault poison strangle gun maim shoot lynch "
    "mutilate loot extort blast raid slaughter decapitate detonate murdered riddle storm".split()
)
_WEAK_HARM = frozenset(
    "hit beat seize damage threaten fire target hold capture down plant explode harass intercept intimidate evict "
    "expel persecute blow hurt".split()
)
_HARM_NOUNS = frozenset(
    "killing murder assassination kidnapping abduction attack bombing ambush hijacking massacre torture execution "
    "rape robbery shooting stabbing assault raid explosion blast slaying slaughter homicide violence terrorism".split()
)
_DIES = frozenset("die perish disappear".split())
_VICTIM_NOUNS = frozenset(
    "victim fatality casualty hostage wounded dead injured kidnapped disappeared deceased missing".split()
)
_VICTIM_WORDS = frozenset(
    "wounded injured murdered killed kidnapped slain dead assassinated abducted disappeared".split()
)
_CHARGES = frozenset("accuse arrest suspect charge convict blame implicate indict detain sentence apprehend".split())
_INVESTIGATES = frozenset(
    "investigate arrest probe capture seize confirm report announce deny say state condemn search identify "
    "interrogate question".split()
)
_ILLNESSES = frozenset("heart panic asthma anxiety".split())
_NAMES_OF_BANDS = frozenset("mob crew pirate raider outlaw killer gang".split())  # in a name they charge nobody
_BODIES = frozenset((ActorKind.ORGANIZATION, ActorKind.GOVERNMENT, ActorKind.MEDIA, ActorKind.GROUP))
_MIN_SIGNS = 2
_SIGN_SHARE = 1 / 400  # signs of violence a token; below it, violence is not what the text is about


def event_roles(parse: Parse, entities: list[Entity], lexicon: Lexicon) -> list[tuple[EventRole, ...]]:
    """The parts of each entity, in the order of `entities`; all empty for a text that is not about violence or crime."""
    signs = sum(
        (lemma in HARM and pos == "VERB") or (lemma in _HARM_NOUNS and pos == "NOUN" and not _is_illness(parse, k))
        for k, (lemma, pos) in enumerate(zip(parse.lemma, parse.pos, strict=True))
    )
    if signs < max(_MIN_SIGNS, len(parse) * _SIGN_SHARE):
        return [() for _ in entities]
    return [_roles(parse, entity, lexicon) for entity in entities]


def _is_illness(parse: Parse, k: int) -> bool:
    """True for the attack of "heart attack", "panic attacks"."""
    return k > 0 and parse.lemma[k - 1] in _ILLNESSES


def _roles(parse: Parse, entity: Entity, lexicon: Lexicon) -> tuple[EventRole, ...]:
    found: set[EventRole] = set()
    for m in (*entity.mentions, *entity.described):
        found |= _of_mention(parse, entity, m, lexicon)
    official = entity.kind is ActorKind.GOVERNMENT or _is_official(parse, entity, lexicon)
    if not found and official and any(_deals(parse, m) for m in entity.mentions):
        found.add(EventRole.OFFICIAL)
    return tuple(role for role in EventRole if role in found)


def _of_mention(parse: Parse, entity: Entity, m: Mention, lexicon: Lexicon) -> set[EventRole]:
    """Parts that one mention shows."""
    body = entity.kind in _BODIES and (entity.named or entity.kind is not ActorKind.GROUP)
    people = not m.named and m.noun in lexicon.person
    perp = EventRole.PERP_ORGANIZATION if body and not people else EventRole.PERP_INDIVIDUAL
    hit = EventRole.TARGET if body and not people else EventRole.VICTIM
    weak = not body and m.noun not in lexicon.official  # an official who fires or holds someone is no perpetrator yet
    found: set[EventRole] = set()
    for verb, does in predicates(parse, m.head):
        lemma = parse.lemma[verb]
        if lemma in HARM or (lemma in _WEAK_HARM and weak and (not does or _hits_somebody(parse, verb, lexicon))):
            found.add(perp if does else hit)
        elif lemma in _DIES and does and not body:
            found.add(EventRole.VICTIM)
        elif lemma in _CHARGES and not does:
            found.add(perp)
    rel, gov = relation(parse, m.head)
    if (
        rel in ("of", "poss", "against", "on")
        and parse.lemma[gov] in _HARM_NOUNS
        and parse.pos[gov] == "NOUN"
        and not _is_illness(parse, gov)
    ):
        found.add(hit)
    if rel == "by" and (parse.lemma[gov] in _HARM_NOUNS or parse.lemma[gov] in HARM):
        found.add(perp)
    if rel == "to" and parse.lemma[gov] in ("attribute", "attributed"):
        found.add(perp)
    if m.noun in _VICTIM_NOUNS or any(w in _VICTIM_WORDS for w in m.words[:-1]):
        found.add(EventRole.VICTIM)
    nickname = parse.pos[m.head] == "PROPN" and m.noun in _NAMES_OF_BANDS
    if m.noun in lexicon.perpetrator and not found and not nickname:
        found.add(perp)
    return found


def _hits_somebody(parse: Parse, verb: int, lexicon: Lexicon) -> bool:
    """True where the object of a verb is a person or a body: "held two men", not "holds a sign"."""
    objects = [c for c in parse.children[verb] if parse.dep[c] in ("dobj", "nsubjpass")]
    return not objects or any(
        parse.pos[c] in ("PROPN", "PRON") or singular(parse.lower[c]) in lexicon.heads for c in objects
    )


def _is_official(parse: Parse, entity: Entity, lexicon: Lexicon) -> bool:
    """True for people whose description or function is an official's."""
    if any(m.noun in lexicon.official for m in (*entity.mentions, *entity.described) if not m.named):
        return True
    return any(parse.lower[j - 1] in lexicon.official or parse.lower[i] in lexicon.official for i, j in entity.roles)


def _deals(parse: Parse, m: Mention) -> bool:
    """True where a mention speaks or investigates."""
    return speaks(parse, m.head) or any(
        does and parse.lemma[v] in _INVESTIGATES for v, does in predicates(parse, m.head)
    )
