"""Parts in events of violence and crime: entities → perpetrator, victim, target, official.

"two unidentified men killed the mayor" gives `perp_individual` and `victim`. A text with fewer than two words of
violence gets no parts at all, so "the team attacked from the wings" gives none. What is only alleged counts too, as
in the MUC keys; where it is, the part is marked as accused, never as fact, and who alleges it stands in the attributions.

Source: MUC-4 template slots (PERP: INDIVIDUAL ID, PERP: ORGANIZATION ID, HUM TGT, PHYS TGT).
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from bluf.analysis.actors.entity import Entity
from bluf.analysis.actors.factuality import is_told
from bluf.analysis.actors.lexicon import Lexicon, singular
from bluf.analysis.actors.mention import Mention
from bluf.analysis.actors.syntax import SPEECH, predicates, relation, speaks
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
    "killing murder assassination kidnapping abduction attack bombing ambush hijacking massacre torture "
    "rape robbery shooting stabbing assault raid explosion blast slaying slaughter homicide violence terrorism".split()
)
_GRAVE = frozenset(  # "attack" alone may be one in words
    "kill murder assassinate kidnap abduct bomb wound massacre rape stab behead torture hijack injure rob dynamite slay ambush "
    "strangle arson bombing killing shooting stabbing kidnapping assassination murderer gunman explosion explode".split()
)
_NEEDS_OBJECT = frozenset(("fire", "hold", "plant"))  # "Pugliese fired"
_DIES = frozenset("die perish disappear".split())
_VICTIM_NOUNS = frozenset(
    "victim fatality casualty hostage wounded dead injured kidnapped disappeared deceased missing".split()
)
_VICTIM_WORDS = frozenset(
    "wounded injured murdered killed kidnapped slain dead assassinated abducted disappeared".split()
)
_CHARGES = frozenset("accuse arrest suspect charge convict blame implicate indict detain sentence apprehend".split())
_BLAMES = frozenset("accuse blame suspect implicate".split())  # of a crime, or of anything
_LESS_THAN_CHARGED = frozenset(("detain", "blame"))  # who is only that may be anybody
_FOUND_GUILTY = frozenset("convict sentence".split())
_CRIMES = frozenset(
    "murder kill killing crime fraud theft corruption bribery smuggling trafficking conspiracy extortion laundering plot coup "
    "genocide atrocity abuse manslaughter arson burglary drug weapon explosive terrorist espionage treason death".split()
)
_HEDGES = frozenset("allegedly reportedly apparently supposedly purportedly presumably".split())
_SUSPECTED = frozenset("suspected alleged presumed accused reputed supposed would-be".split())
_FOR = 5  # tokens from an arrest to its "for"
_REACH = 25  # tokens from an accusation to the crime
_INVESTIGATES = frozenset(
    "investigate arrest probe capture seize confirm report announce deny say state condemn search identify "
    "interrogate question".split()
)
_ILLNESSES = frozenset("heart panic asthma anxiety".split())
_NAMES_OF_BANDS = frozenset("mob crew pirate raider outlaw killer gang".split())  # in a name they charge nobody
_BODIES = frozenset((ActorKind.ORGANIZATION, ActorKind.GOVERNMENT, ActorKind.MEDIA, ActorKind.GROUP))
_PERPETRATORS = frozenset((EventRole.PERP_INDIVIDUAL, EventRole.PERP_ORGANIZATION))
_MIN_SIGNS = 2
_SIGN_SHARE = 1 / 400  # signs of violence a token; below it, violence is not what the text is about


class Parts(NamedTuple):
    """The parts of one entity; `accused` where the text only says that it is charged with the crime, or that others say so."""

    roles: tuple[EventRole, ...] = ()
    accused: bool = False


def event_roles(parse: Parse, entities: list[Entity], lexicon: Lexicon) -> list[Parts]:
    """The parts of each entity, in the order of `entities`; all empty for a text that is not about violence or crime."""
    signs = sum(
        (lemma in HARM and pos == "VERB") or (lemma in _HARM_NOUNS and pos == "NOUN" and not _is_illness(parse, k))
        for k, (lemma, pos) in enumerate(zip(parse.lemma, parse.pos, strict=True))
    )
    grave = any(lemma in _GRAVE for lemma in parse.lemma)
    if not grave or signs < max(_MIN_SIGNS, len(parse) * _SIGN_SHARE):
        return [Parts() for _ in entities]
    return [_parts(parse, entity, lexicon) for entity in entities]


def _is_illness(parse: Parse, k: int) -> bool:
    """True for the attack of "heart attack", "panic attacks"."""
    return k > 0 and parse.lemma[k - 1] in _ILLNESSES


def _parts(parse: Parse, entity: Entity, lexicon: Lexicon) -> Parts:
    seen: Counter[EventRole] = Counter()
    charged = done = guilty = False
    for m in (*entity.mentions, *entity.described):
        seen.update(_of_mention(parse, entity, m, lexicon))
        for verb, does in predicates(parse, m.head):
            guilty |= parse.lemma[verb] in _FOUND_GUILTY and not does and is_told(parse, verb)
            charged |= _is_charged(parse, verb) and not does
            done |= does and parse.lemma[verb] in HARM | _WEAK_HARM and _is_fact(parse, verb)
        charged |= not m.named and not _SUSPECTED.isdisjoint(parse.lower[m.i : m.j])
    armed = any(m.noun in lexicon.perpetrator for m in entity.mentions)
    found = _without_lesser(seen, armed=armed, charged=charged)
    official = entity.kind is ActorKind.GOVERNMENT or _is_official(parse, entity, lexicon)
    if not found and official and any(_deals(parse, m) for m in entity.mentions):
        found.add(EventRole.OFFICIAL)
    person = entity.named and entity.kind is ActorKind.PERSON
    accused = not _PERPETRATORS.isdisjoint(found) and not guilty and (charged or (person and not done))
    return Parts(tuple(role for role in EventRole if role in found), accused)


def _without_lesser(seen: Counter[EventRole], *, armed: bool, charged: bool) -> set[EventRole]:
    """The parts, of attacker and victim the one told more often: an attacker who was killed, a critic who was once arrested."""
    attacks = sum(seen[role] for role in _PERPETRATORS)
    if attacks and seen[EventRole.VICTIM]:
        often = attacks * (3 if charged else 1) > seen[EventRole.VICTIM]  # who is charged is held and beaten, too
        lesser = {EventRole.VICTIM} if armed or often else _PERPETRATORS
        return set(seen) - lesser
    return set(seen)


def _is_charged(parse: Parse, verb: int) -> bool:
    """True for arrests and charges, and for accusations of a crime: "accused of murder", not "accused of arguing"."""
    lemma = parse.lemma[verb]
    if lemma not in _CHARGES or (lemma == "charge" and any(parse.ent[c] == "MONEY" for c in parse.children[verb])):
        return False
    end = min(verb + _REACH, parse.sents[parse.sent[verb]][1])
    if lemma not in _BLAMES and "for" not in parse.lower[verb + 1 : min(verb + _FOR, end)]:
        return True  # but not "arrested for speaking against the government"
    return any(w in _CRIMES or w in HARM or w in _HARM_NOUNS for w in parse.lemma[verb + 1 : end])


def _is_fact(parse: Parse, verb: int) -> bool:
    """True for what the text itself tells: under no verb of saying, without "allegedly"."""
    if not is_told(parse, verb) or any(parse.lower[c] in _HEDGES for c in parse.children[verb]):
        return False
    k = verb
    while parse.dep[k] in ("conj", "xcomp", "advcl", "relcl") and parse.head[k] != k:
        k = parse.head[k]
    told = parse.dep[k] == "ccomp" and parse.lemma[parse.head[k]] in SPEECH
    return not told and not any(parse.dep[c] == "parataxis" and parse.lemma[c] in SPEECH for c in parse.children[k])


def _of_mention(parse: Parse, entity: Entity, m: Mention, lexicon: Lexicon) -> set[EventRole]:
    """Parts that one mention shows."""
    body = entity.kind in _BODIES and (entity.named or entity.kind is not ActorKind.GROUP)
    people = not entity.named and m.noun in lexicon.person
    perp = EventRole.PERP_ORGANIZATION if body and not people else EventRole.PERP_INDIVIDUAL
    hit = EventRole.TARGET if body and not people else EventRole.VICTIM
    weak = not body and m.noun not in lexicon.official  # an official who fires or holds someone is no perpetrator yet
    found: set[EventRole] = set()
    for verb, does in _told(parse, m):
        lemma = parse.lemma[verb]
        if lemma in HARM or (lemma in _WEAK_HARM and weak and (not does or _hits_somebody(parse, verb, lexicon))):
            found.add(perp if does else hit)
        elif lemma in _DIES and does and not body:
            found.add(EventRole.VICTIM)
        elif not does and lemma not in _LESS_THAN_CHARGED and _is_charged(parse, verb):
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
    before = (parse.lower[c] for c in parse.children[m.head] if parse.dep[c] in ("amod", "compound") and c < m.head)
    if (
        m.noun in _VICTIM_NOUNS
        or any(w in _VICTIM_WORDS for w in m.words[:-1])
        or any(w in _VICTIM_WORDS for w in before)
    ):
        found.add(EventRole.VICTIM)
    nickname = parse.pos[m.head] == "PROPN" and m.noun in _NAMES_OF_BANDS
    named_so = m.named and entity.kind is not ActorKind.GROUP  # "Highway Patrol", "Radical Party"
    if m.noun in lexicon.perpetrator and not (found or nickname or named_so or speaks(parse, m.head)):
        found.add(perp)
    return found


def _told(parse: Parse, m: Mention) -> list[tuple[int, bool]]:
    """The verbs of a mention but for those denied ("was not injured") and those of another person's name beside it."""
    head = parse.head[m.head]
    if m.named and parse.dep[m.head] == "appos" and parse.ent[m.head] == parse.ent[head] == "PERSON":
        return []  # "who killed Robinson, veteran Matt Kenny, had used force before"
    return [(v, does) for v, does in predicates(parse, m.head) if all(parse.dep[c] != "neg" for c in parse.children[v])]


def _hits_somebody(parse: Parse, verb: int, lexicon: Lexicon) -> bool:
    """True where the object of a verb is a person or a body: "held two men", not "holds a sign"."""
    objects = [c for c in parse.children[verb] if parse.dep[c] in ("dobj", "nsubjpass")]
    if not objects:
        return parse.lemma[verb] not in _NEEDS_OBJECT
    return any(parse.pos[c] in ("PROPN", "PRON") or singular(parse.lower[c]) in lexicon.heads for c in objects)


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
