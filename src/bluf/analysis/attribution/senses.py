"""Words that are cues in another sense: candidate → does it say nothing here?

"has not asked for help" and "did not say when" say nothing; a judge who dismisses charges, a flood that claims lives,
police who charge a crowd, a team that finds a way out and an army that orders tanks do something. "has not denied it"
and "found that" are left alone.
Source: annotation guidelines of our own sets ("acts ... are not marked").
"""

from __future__ import annotations

from bluf.analysis.attribution.lexicon import DOCUMENTS
from bluf.analysis.attribution.names import PERSON_NOUNS
from bluf.analysis.attribution.stance import find_stance, is_negated
from bluf.analysis.attribution.statement import Candidate
from bluf.analysis.attribution.syntax import child, own_subject, subject, subtree
from bluf.analysis.nlp import Parse
from bluf.model import Stance

_SPOKEN = frozenset((Stance.STATES, Stance.DEMANDS, Stance.ASKS, Stance.PROMISES, Stance.ALLEGES))
_SAY_EVEN_SO = frozenset(("deny", "confirm", "reject", "dispute", "rule", "hesitate", "agree"))
_UNSAYING = frozenset(
    "decline refuse fail avoid hesitate unable unwilling want wish hope need try attempt plan prepare intend expect".split()
)
_NOBODY = frozenset(("no", "nobody", "none", "neither", "no-one"))
_TAKEN = frozenset(
    "life lives victim victims casualty prize title medal seat asylum place attention crown victory dead time".split()
)
_WITHHELD = frozenset(
    "entry access bail permission visa right request asylum food medicine admission parole chance".split()
)
_LITIGATED = frozenset("charge charges case cases lawsuit suit appeal indictment complaint motion petition".split())
_ACTS_ON = {
    "claim": _TAKEN,
    "deny": _WITHHELD,
    "refuse": _WITHHELD,
    "dismiss": _LITIGATED | PERSON_NOUNS,
    "contest": frozenset(("vote", "election", "seat", "race", "presidency")),
}
"""Verb → objects with which it is an act."""
_CLAUSES = ("ccomp", "xcomp", "oprd", "parataxis", "acl")


def says_nothing(parse: Parse, found: Candidate) -> bool:
    """True where a word of the lexicon attributes nothing: negated so that nothing is said, an act, the name of a charge."""
    if found.kind == "noun":
        return parse.lemma[found.head] == "charge" and not any(
            parse.dep[c] in _CLAUSES for c in parse.children[found.head]
        )
    if found.kind != "verb" or found.sure:
        return False
    v = found.head
    if is_negated(parse, v) and parse.lemma[v] not in _SAY_EVEN_SO and find_stance(parse, found) in _SPOKEN:
        return True
    return (
        _is_unsaid(parse, v)
        or _is_quoting_frame(parse, v)
        or _is_question(parse, v)
        or _is_imperative(parse, v)
        or _is_aside(parse, v)
        or _is_act(parse, v)
    )


def _is_question(parse: Parse, v: int) -> bool:
    """True for "does he propose ...": the subject stands behind its auxiliary."""
    s = own_subject(parse, v)
    return s >= 0 and any(parse.dep[c] in ("aux", "auxpass") and c < s < v for c in parse.children[v])


def _is_imperative(parse: Parse, v: int) -> bool:
    """True for "Note that ..." to the reader."""
    i = parse.sents[parse.sent[v]][0]
    return v - i <= 1 and parse.tag[v] in ("VB", "VBP") and subject(parse, v) < 0


def _is_aside(parse: Parse, v: int) -> bool:
    """True for "as expected", which says nothing more, and for "an estimated 300 people", which is a figure's matter."""
    if parse.dep[v] == "amod":
        return parse.lemma[v] in ("estimate", "expect", "project")
    return (
        v > 0
        and parse.lower[v - 1] == "as"
        and own_subject(parse, v) < 0
        and parse.lemma[v] in ("expect", "predict", "plan")
    )


def _is_unsaid(parse: Parse, v: int) -> bool:
    """True for "declined to say", "hopes to announce" and "no group has claimed": nothing was said."""
    if parse.dep[v] == "xcomp" and parse.lemma[parse.head[v]] in _UNSAYING:
        return True
    s = own_subject(parse, v)
    return s >= 0 and (parse.lower[s] in _NOBODY or any(parse.lower[c] in _NOBODY for c in parse.children[s]))


def _is_quoting_frame(parse: Parse, v: int) -> bool:
    """True for "was quoted" in "was quoted as saying": "saying" is the cue."""
    if parse.lemma[v] not in ("quote", "cite", "report"):
        return False
    return any(
        parse.dep[c] == "prep" and parse.lower[c] == "as" and child(parse, c, "pcomp") >= 0 for c in parse.children[v]
    )


def _is_act(parse: Parse, v: int) -> bool:
    """True where the verb's bare object shows that something is done and not said."""
    o = child(parse, v, "dobj", "oprd") if child(parse, v, "dobj") >= 0 else child(parse, v, "nsubjpass")
    if o < 0 or child(parse, v, *_CLAUSES) >= 0:
        return False
    lemma = parse.lemma[v]
    if lemma in _ACTS_ON:
        return parse.lemma[o] in _ACTS_ON[lemma] or _is_done_to(parse, v, o)
    if lemma in ("find", "read", "discover", "show"):
        s = child(parse, v, "nsubj", "agent")
        return not (s >= 0 and (parse.lemma[s] in DOCUMENTS or parse.ent[s] == "ORG"))
    if lemma == "order":
        prepositions = {parse.lower[c] for c in parse.children[v]}
        return "from" in prepositions or child(parse, v, "dative") >= 0 or child(parse, o, "nummod") >= 0
    return _lacks_preposition(parse, v, lemma)


def _is_done_to(parse: Parse, v: int, o: int) -> bool:
    """True for "denied her entry" and "dismissed the minister"."""
    if parse.lemma[v] == "dismiss":
        return parse.ent[o] == "PERSON"
    return parse.lemma[v] in ("deny", "refuse") and child(parse, v, "dative") >= 0


def _lacks_preposition(parse: Parse, v: int, lemma: str) -> bool:
    """True for verbs that speak with a preposition only: "charged with murder", "put the toll at 30"; and "ruled the country"."""
    preps = [c for c in parse.children[v] if parse.dep[c] == "prep"]
    if lemma == "charge":
        return not any(parse.lower[c] in ("with", "for") for c in preps)
    if lemma == "put":
        return not any(parse.lower[c] == "at" and _holds_number(parse, c) for c in preps)
    return lemma == "rule"


def _holds_number(parse: Parse, c: int) -> bool:
    i, j = subtree(parse, c)
    return any(parse.pos[k] == "NUM" for k in range(i, min(j, i + 8)))
