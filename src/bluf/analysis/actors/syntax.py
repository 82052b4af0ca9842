"""How a noun phrase stands in its clause: token → relation and governor.

Deliberately only the parse is read; what the relation means for an actor is decided elsewhere.
"""

from __future__ import annotations

from bluf.analysis.nlp import Parse

_SUBJECTS = frozenset(("nsubj", "csubj"))
_CLIMBED = frozenset(("conj", "appos"))
_MAX_CLIMB = 12

SPEECH = frozenset(
    "say tell report announce claim add state declare confirm deny warn argue believe insist admit acknowledge explain note "
    "stress accuse allege suggest reveal assert maintain affirm comment respond reply reiterate promise pledge vow urge demand "
    "call ask request describe denounce condemn criticize criticise praise blame charge indicate point emphasize express "
    "estimate predict expect hope fear think recall conclude find testify write quote cite disclose mention inform remark "
    "refuse reject dismiss decline agree disagree concede hint complain caution order propose recommend question".split()
)
NOT_AGENTIVE = frozenset("be have see lie contain remain become experience suffer need lack include border cover host seem appear "
                         "face rank".split())  # fmt: skip
AGENTIVE_OBJECTS = frozenset(
    "accuse blame urge ask tell warn criticize criticise sue attack invade defeat beat help support condemn press pressure "
    "force sanction threaten persuade convince allow advise inform sue charge fine order assist join thank oppose "
    "pressurize lobby denounce praise demand request".split()
)
AGENTIVE_PREPOSITIONS = frozenset("with against between by".split())


def relation(parse: Parse, i: int) -> tuple[str, int]:
    """Relation of noun `i` to its clause, and the governing token; coordinated and appositive nouns share their first one's.

    Prepositional objects give the preposition ("by" of an agent, "of"): in "killed by rebels and soldiers" both nouns give
    ("by", index of "killed"). A root gives ("ROOT", itself).
    """
    dep, head = parse.dep, parse.head
    for _ in range(_MAX_CLIMB):
        if dep[i] not in _CLIMBED or head[i] == i:
            break
        i = head[i]
    label, h = dep[i], head[i]
    if label == "pobj":
        return parse.lower[h], head[h]
    if label in _SUBJECTS:
        return "nsubj", h
    return label, h


def is_verb(parse: Parse, i: int) -> bool:
    """True for verbs and auxiliaries."""
    return parse.pos[i] in ("VERB", "AUX")


def acts(parse: Parse, i: int) -> bool:
    """True where noun `i` acts, or is acted upon as someone who can: the test for a state or city as an actor.

    "Israel said", "signed with Peru", "accused Iran" are; "in Israel", "Israel is a country" are not.
    """
    rel, gov = relation(parse, i)
    if rel in ("nsubj", "nsubjpass"):
        return is_verb(parse, gov) and parse.lemma[gov] not in NOT_AGENTIVE
    if rel in ("dobj", "iobj", "dative"):
        return parse.lemma[gov] in AGENTIVE_OBJECTS
    return rel in AGENTIVE_PREPOSITIONS and parse.pos[gov] in ("VERB", "NOUN") and parse.dep[i] != "compound"


def speaks(parse: Parse, i: int) -> bool:
    """True where noun `i` is the subject of a verb of saying, or named by "according to"."""
    rel, gov = relation(parse, i)
    if rel == "nsubj":
        return parse.lemma[gov] in SPEECH
    if rel == "by":
        return parse.lemma[gov] in SPEECH
    return rel == "to" and parse.lower[gov] in ("according", "accord")
