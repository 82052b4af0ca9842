"""How a source stands to what it is quoted with: cue, negation and modality → `Stance`.

"denied the charge" is denies, "did not deny it" states; "does not believe that" denies; "could not confirm" states;
"warned X to leave" demands. Deliberately only the cue decides, never what is said.
Source: annotation guidelines of our own sets (stances of the contract).
"""

from __future__ import annotations

from bluf.analysis.attribution.lexicon import ADJECTIVES, ADVERBS, DOCUMENTS, NOUNS, VERBS
from bluf.analysis.attribution.names import BODY_NOUNS, PERSON_NOUNS
from bluf.analysis.attribution.statement import Candidate
from bluf.analysis.attribution.syntax import child, own_subject
from bluf.analysis.nlp import Parse
from bluf.model import Stance

_NEGATIONS = frozenset(("not", "n't", "never", "neither", "nor", "no", "cannot"))
_WITH_INFINITIVE = {
    "tell": Stance.DEMANDS,
    "warn": Stance.DEMANDS,
    "advise": Stance.DEMANDS,
    "agree": Stance.PROMISES,
    "say": Stance.STATES,
    "report": Stance.STATES,
    "claim": Stance.STATES,
}
_WITH_CLAUSE = {
    "warn": Stance.ASSESSES,
    "tell": Stance.STATES,
    "insist": Stance.STATES,
    "suggest": Stance.STATES,
    "claim": Stance.STATES,
    "call": Stance.STATES,
    "charge": Stance.ALLEGES,
    "agree": Stance.CONFIRMS,
    "complain": Stance.ALLEGES,
}
_WITH_PREPOSITION = {
    ("call", "for"): Stance.DEMANDS,
    ("call", "on"): Stance.DEMANDS,
    ("call", "upon"): Stance.DEMANDS,
    ("appeal", "for"): Stance.DEMANDS,
    ("insist", "on"): Stance.DEMANDS,
    ("agree", "to"): Stance.PROMISES,
    ("press", "for"): Stance.DEMANDS,
    ("warn", "against"): Stance.DEMANDS,
}
FORESEEING = frozenset("expect anticipate predict forecast project plan intend".split())
"""Verbs whose negation belongs to what they foresee: "is not expected to rise" foresees that it will not."""
_FORECASTING = frozenset(("could", "will", "would", "may", "might", "'ll"))


def is_negated(parse: Parse, cue: int) -> bool:
    """True where a negation stands at the cue or at its auxiliaries ("did not deny", "has never said".

    "cannot confirm").
    """
    return any(parse.dep[c] == "neg" or parse.lower[c] in _NEGATIONS for c in parse.children[cue] if abs(c - cue) < 6)


def find_stance(parse: Parse, found: Candidate) -> Stance:
    """The stance of a candidate's source to its content."""
    lemma = parse.lemma[found.head]
    if found.kind == "noun":
        about = lemma == "doubt" and any(parse.lower[c] in ("about", "over", "on") for c in parse.children[found.head])
        return Stance.ASSESSES if about else NOUNS.get(lemma, Stance.STATES)
    if found.kind == "adverb":
        return ADVERBS[parse.lower[found.head]]
    if found.kind == "preposition":
        return Stance.STATES
    if found.kind == "adjective":
        stance = ADJECTIVES.get(lemma, Stance.STATES)
        return Stance.DENIES if stance is Stance.ASSESSES and is_negated(parse, parse.head[found.head]) else stance
    if lemma == "plead":
        return _plea(parse, found)
    stance = _verb_stance(parse, found, lemma)
    if is_negated(parse, found.head):
        return stance if lemma in FORESEEING else _negated(stance)
    return stance


def _plea(parse: Parse, found: Candidate) -> Stance:
    words = {parse.lower[k] for k in found.cue}
    if "guilty" in words:
        return Stance.DENIES if "not" in words else Stance.CONFIRMS
    return Stance.DENIES if "innocent" in words else Stance.DEMANDS


def _verb_stance(parse: Parse, found: Candidate, lemma: str) -> Stance:
    v = found.head
    for c in parse.children[v]:
        day = parse.dep[c] == "prep" and (o := child(parse, c, "pobj")) >= 0 and parse.ent[o] in ("DATE", "TIME")
        if c > v and parse.dep[c] == "prep" and (lemma, parse.lower[c]) in _WITH_PREPOSITION and not day:
            return _WITH_PREPOSITION[lemma, parse.lower[c]]
    infinitive = child(parse, v, "xcomp", "ccomp")
    to = infinitive > v and any(parse.tag[c] == "TO" for c in parse.children[infinitive])
    if to and lemma in _WITH_INFINITIVE:
        return Stance.ALLEGES if lemma == "claim" and found.passive else _WITH_INFINITIVE[lemma]
    if lemma == "warn" and _forecasts(parse, found):
        return Stance.ESTIMATES
    if lemma == "find" and not found.passive and _is_judge(parse, found.source):
        return Stance.ASSESSES
    if lemma == "claim" and _is_against_someone(parse, infinitive):
        return Stance.ALLEGES
    if not to and lemma in _WITH_CLAUSE:
        return _WITH_CLAUSE[lemma]
    return VERBS[lemma].stance if lemma in VERBS else Stance.STATES


def _forecasts(parse: Parse, found: Candidate) -> bool:
    """True where the content holds a number or speaks of what may come."""
    clause = child(parse, found.head, "ccomp")
    if clause < 0:
        return False
    return any(parse.lower[c] in _FORECASTING for c in parse.children[clause])


def _is_judge(parse: Parse, source: int) -> bool:
    """True for who finds by judgement: a court, a person; not a study, whose findings are stated."""
    return (
        source >= 0 and parse.lemma[source] not in DOCUMENTS and parse.lemma[source] not in ("researcher", "scientist")
    )


def _is_against_someone(parse: Parse, clause: int) -> bool:
    """True where what is claimed is of someone else: its subject is a name or a noun for a person or body."""
    s = own_subject(parse, clause) if clause >= 0 else -1
    if s < 0 or parse.pos[s] == "PRON":
        return False
    return (
        parse.ent[s] in ("PERSON", "ORG", "GPE", "NORP")
        or parse.lemma[s] in PERSON_NOUNS
        or parse.lemma[s] in BODY_NOUNS
    )


def _negated(stance: Stance) -> Stance:
    if stance in (Stance.ASSESSES, Stance.ESTIMATES):
        return Stance.DENIES
    if stance in (Stance.DENIES, Stance.CONFIRMS):
        return Stance.STATES
    return stance
