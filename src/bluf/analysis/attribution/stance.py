"""How a source stands to what it is quoted with: cue, negation and modality → `Stance`.

"denied the charge" is denies, "did not deny it" states; "does not believe that" denies; "could not confirm" states; "warned X to
leave" demands. Deliberately only the cue decides, never what is said.
Source: annotation guidelines of our own sets (stances of the contract).
"""

from __future__ import annotations

from bluf.analysis.attribution.candidates import Candidate
from bluf.analysis.attribution.lexicon import ADJECTIVES, ADVERBS, NOUNS, PREPOSITIONS, VERBS
from bluf.analysis.attribution.syntax import child
from bluf.analysis.nlp import Parse
from bluf.model import Stance

_NEGATIONS = frozenset(("not", "n't", "never", "neither", "nor", "no", "cannot"))
_WHERE_TO = {"tell": Stance.DEMANDS, "warn": Stance.DEMANDS, "say": Stance.STATES, "report": Stance.STATES}
_THAT = {
    "warn": Stance.ASSESSES,
    "tell": Stance.STATES,
    "advise": Stance.STATES,
    "insist": Stance.STATES,
    "suggest": Stance.STATES,
    "claim": Stance.STATES,
    "threaten": Stance.PROMISES,
    "call": Stance.STATES,
    "charge": Stance.ALLEGES,
    "find": Stance.STATES,
    "agree": Stance.CONFIRMS,
    "complain": Stance.ALLEGES,
}


def is_negated(parse: Parse, cue: int) -> bool:
    """True where a negation stands at the cue or at its auxiliaries ("did not deny", "has never said", "cannot confirm")."""
    return any(parse.dep[c] == "neg" or parse.lower[c] in _NEGATIONS for c in parse.children[cue] if abs(c - cue) < 6)


def find_stance(parse: Parse, found: Candidate) -> Stance:
    """The stance of a candidate's source to its content."""
    lemma = parse.lemma[found.head]
    if found.kind == "noun":
        return NOUNS.get(lemma, Stance.STATES)
    if found.kind == "adverb":
        return ADVERBS[parse.lower[found.head]]
    if found.kind == "preposition":
        return Stance.STATES
    if found.kind == "adjective":
        stance = ADJECTIVES.get(lemma, Stance.STATES)
        return Stance.DENIES if stance is Stance.ASSESSES and is_negated(parse, parse.head[found.head]) else stance
    stance = _verb_stance(parse, found, lemma)
    if is_negated(parse, found.head):
        return _negated(stance)
    return stance


def _verb_stance(parse: Parse, found: Candidate, lemma: str) -> Stance:
    v = found.head
    infinitive = child(parse, v, "xcomp")
    to = infinitive > v and parse.tag[infinitive] == "VB"
    if lemma in ("call", "appeal") and any(parse.lower[c] in PREPOSITIONS[lemma] for c in parse.children[v]):
        return Stance.DEMANDS
    if to and lemma in _WHERE_TO:
        return _WHERE_TO[lemma]
    if lemma == "claim" and found.passive:
        return Stance.ALLEGES
    if not to and lemma in _THAT:
        return _THAT[lemma]
    return VERBS[lemma].stance if lemma in VERBS else Stance.STATES


def _negated(stance: Stance) -> Stance:
    if stance in (Stance.ASSESSES, Stance.ESTIMATES):
        return Stance.DENIES
    if stance in (Stance.DENIES, Stance.CONFIRMS):
        return Stance.STATES
    return stance
