"""How a noun phrase stands in its clause: token → relation and governor.

Deliberately only the parse is read; what the relation means for an actor is decided elsewhere.
"""

from __future__ import annotations

from bluf.analysis.nlp import Parse

_SUBJECTS = frozenset(("nsubj", "csubj"))
_CLIMBED = frozenset(("conj", "appos"))
_MAX_CLIMB = 12

SPEECH = frozenset(
    "say tell report announce claim add state declare confirm deny warn argue believe insist admit acknowledge "
    "explain note stress accuse allege suggest reveal assert maintain affirm comment respond reply reiterate "
    "promise pledge vow urge demand call ask request describe denounce condemn criticize criticise praise blame "
    "charge indicate point emphasize express estimate predict expect hope fear think recall conclude find testify "
    "write quote cite disclose mention inform remark refuse reject dismiss decline agree disagree concede hint "
    "complain caution order propose recommend question".split()
)
NOT_AGENTIVE = frozenset(
    "be have see lie contain remain become experience suffer need lack include border cover host seem appear face "
    "share do fare fall collapse crumble slide sink rank record register total number average".split()
)
AGENTIVE_OBJECTS = frozenset(
    "accuse blame urge ask tell warn criticize criticise sue attack invade defeat beat help support condemn press "
    "pressure force sanction threaten persuade convince allow advise inform sue charge fine order assist join "
    "thank oppose pressurize lobby denounce praise demand request".split()
)
_BEFALLS = frozenset("affect hit strike rock shake devastate flood plague divide locate situate base".split())
_JOINT_NOUNS = frozenset(
    "agreement war talk negotiation relation conflict dispute deal treaty tie pact match game clash dialogue "
    "cooperation sanction attack aggression complaint protest meeting accord truce ceasefire alliance trade".split()
)
_JOINT_VERBS = frozenset(
    "sign negotiate agree work cooperate fight meet talk trade deal ally clash side play compete share".split()
)


def relation(parse: Parse, i: int) -> tuple[str, int]:
    """Relation of noun `i` to its clause, and the governing token; coordinated and appositive nouns share their first one's.

    Prepositional objects give the preposition ("by" of an agent, "of"): in "killed by rebels and soldiers" both nouns
    give
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
    if label == "attr" and any(dep[c] == "expl" for c in parse.children[h]):
        return "there", h
    return label, h


def is_verb(parse: Parse, i: int) -> bool:
    """True for verbs and auxiliaries."""
    return parse.pos[i] in ("VERB", "AUX")


def acts(parse: Parse, start: int, i: int) -> bool:
    """True where noun `i`, whose phrase begins at `start`, acts or is acted upon: the test for a state as an actor.

    "Israel said", "signed with Peru", "accused Iran" are; "in Israel", "Israel is a country" are not.
    """
    rel, gov = relation(parse, i)
    if (
        i + 1 < len(parse)
        and parse.lower[i + 1] in ("(", "--", ",")
        and (start == 0 or parse.sent[start - 1] != parse.sent[i])
    ):
        return False  # a dateline
    if rel == "nsubjpass" and parse.lemma[gov] in _BEFALLS:
        return False  # "Ankara was affected"
    if rel in ("nsubj", "nsubjpass"):
        return is_verb(parse, gov) and parse.lemma[gov] not in NOT_AGENTIVE
    if rel in ("dobj", "iobj", "dative"):
        return parse.lemma[gov] in AGENTIVE_OBJECTS
    if rel == "by":
        return any(parse.dep[c] in ("auxpass", "nsubjpass") for c in parse.children[gov])
    return rel in ("with", "against", "between") and parse.lemma[gov] in _JOINT_NOUNS | _JOINT_VERBS


def speaks(parse: Parse, i: int) -> bool:
    """True where noun `i` is the subject of a verb of saying, or named by "according to"."""
    rel, gov = relation(parse, i)
    if rel == "nsubj":
        return parse.lemma[gov] in SPEECH
    if rel == "by":
        return parse.lemma[gov] in SPEECH
    return rel == "to" and parse.lower[gov] in ("according", "accord")


def predicates(parse: Parse, i: int) -> list[tuple[int, bool]]:
    """Verbs that noun `i` takes part in, with True where it does what they say and False where it is done to it.

    Passives, agents, relative clauses, participles and coordinated verbs count: in "rebels attacked and burned the
    town" both verbs
    have the rebels as subject.
    """
    found: list[tuple[int, bool]] = []
    rel, gov = relation(parse, i)
    if is_verb(parse, gov):
        if rel == "nsubj":
            found.append((gov, True))
        elif rel in ("nsubjpass", "dobj", "dative", "iobj"):
            found.append((gov, False))
        elif rel == "by" and any(parse.dep[c] in ("auxpass", "nsubjpass") for c in parse.children[gov]):
            found.append((gov, True))
    found += [pair for c in parse.children[i] if parse.dep[c] in ("relcl", "acl") for pair in _of_clause(parse, c)]
    for verb, _ in found[:]:
        if rel in ("nsubj", "nsubjpass") or verb != gov:
            found += _shared(parse, verb)
    return found


def _of_clause(parse: Parse, verb: int) -> list[tuple[int, bool]]:
    """How the noun before takes part in a relative clause or participle headed by `verb`."""
    if not is_verb(parse, verb):
        return []
    if parse.dep[verb] == "acl":
        return [(verb, parse.tag[verb] != "VBN")] if parse.tag[verb] in ("VBN", "VBG") else []
    subject = next((c for c in parse.children[verb] if parse.dep[c] in ("nsubj", "nsubjpass")), None)
    if subject is not None and any(parse.lower[c] == "whose" for c in parse.children[subject]):
        return []  # "McCurry, whose hand was damaged"
    if subject is None or parse.lower[subject] in ("who", "which", "that"):
        reduced = subject is None and parse.tag[verb] in ("VBN", "VBD")  # "the leader slain on Friday"
        return [(verb, not reduced and (subject is None or parse.dep[subject] == "nsubj"))]
    return [(verb, False)]


def _shared(parse: Parse, verb: int) -> list[tuple[int, bool]]:
    """Verbs coordinated with `verb`, or its open complements, that share its subject."""
    out: list[tuple[int, bool]] = []
    stack = [verb]
    while stack and len(out) < _MAX_CLIMB:
        for c in parse.children[stack.pop()]:
            if parse.dep[c] in ("conj", "xcomp") and is_verb(parse, c):
                deps = {parse.dep[k] for k in parse.children[c]}
                if not deps & {"nsubj", "nsubjpass"}:
                    out.append((c, "auxpass" not in deps))
                    stack.append(c)
    return out
