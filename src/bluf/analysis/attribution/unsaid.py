"""What is not said: a cue in a parse → does the text say that its words were spoken or held?

"stopped short of saying that", "declined to say", "whether Colombia asks for arrests", "if the panel asks for more
time", "denied that he had said", "has not confirmed that", "denied reports that" and "no evidence that" name words that
nobody is said to have uttered. "did not deny it" and "he asked that they leave" are left alone. Deliberately nothing is
turned into its opposite: what is not said is no attribution.
Source: FactBank guidelines (Saurí and Pustejovsky 2009): embedded events under negation, condition and question.
"""

from __future__ import annotations

from bluf.analysis.attribution.lexicon import VERBS
from bluf.analysis.attribution.syntax import child, own_subject
from bluf.analysis.nlp import Parse
from bluf.model import Stance

_UNSAYING = frozenset(
    "decline refuse fail avoid hesitate unable unwilling want wish hope need try attempt plan prepare intend expect "
    "seem appear reluctant loath refrain abstain desist deny omit forget neglect".split()
)
_COUNSELING = frozenset(("advise", "warn", "decide", "caution", "counsel", "urge", "recommend"))
_UNLIKELY = frozenset(("doubtful", "unlikely", "impossible", "inconceivable", "untrue", "false"))
_TOO_SOON = frozenset(("early", "soon", "hard", "difficult", "impossible", "premature", "wrong", "unfair", "possible"))
_FREE = frozenset(("able", "ready", "willing", "prepared", "allow", "permit", "authorize", "authorise", "seek"))
_BARE = frozenset(("without", "before", "instead", "than", "short", "against", "from"))
_NOBODY = frozenset(("no", "nobody", "none", "neither", "no-one", "nothing"))
_FORESEEN = frozenset(("likely", "possible", "potential", "expected", "future", "hypothetical"))
_NEGATIONS = frozenset(("not", "n't", "never", "neither", "nor", "cannot", "without", "hardly"))
_SUPPOSING = frozenset(("suppose", "imagine", "assume", "assuming", "supposing"))
_OPEN = frozenset(("whether", "if", "unless"))
_LINKED = frozenset(("xcomp", "pcomp", "advcl", "ccomp", "conj", "acl"))
_CONFIRMING = frozenset(("confirm", "verify", "corroborate", "acknowledge", "admit", "concede"))
_CLIMB = 5


def is_unsaid(parse: Parse, v: int) -> bool:
    """True where what verb `v` introduces is not said, only asked about, put as a condition, or denied."""
    return (
        _is_supposed(parse, v)
        or _is_neither(parse, v)
        or _is_open(parse, v)
        or _by_nobody(parse, v)
        or _is_unconfirmed(parse, v)
        or _is_withheld(parse, v)
    )


def _is_supposed(parse: Parse, v: int) -> bool:
    """True in "Suppose that two articles report ..." and for "all but accused": the case is made up, or nearly one."""
    i, _ = parse.sents[parse.sent[v]]
    if parse.lower[max(0, v - 2) : v] == ["all", "but"]:
        return True
    return parse.lower[i] in _SUPPOSING and parse.tag[i] in ("VB", "VBP", "NNP", "NN", "RB") and i < v


def _is_neither(parse: Parse, v: int) -> bool:
    """True for both verbs of "could neither confirm nor deny"."""
    near = parse.lower[max(0, v - 4) : v]
    return parse.lemma[v] in _CONFIRMING | {"deny"} and ("nor" in near or "neither" in near)


def _negated(parse: Parse, v: int) -> bool:
    return any(parse.dep[c] == "neg" or parse.lower[c] in _NEGATIONS for c in parse.children[v] if c < v)


def _is_open(parse: Parse, v: int) -> bool:
    """True under "whether", "if" or "unless": its own or that of the clause it is joined to."""
    for _ in range(3):
        marks = [c for c in parse.children[v] if c < v and parse.lower[c] in _OPEN]
        if any(not (c and parse.lower[c - 1] == "even") for c in marks):
            return True
        if parse.dep[v] != "conj":
            return False
        v = parse.head[v]
    return False


def _by_nobody(parse: Parse, v: int) -> bool:
    """True for "no group has claimed" and "none of the teams has said"."""
    s = own_subject(parse, v)
    return s >= 0 and (parse.lower[s] in _NOBODY or any(parse.lower[c] in _NOBODY for c in parse.children[s]))


def _is_unconfirmed(parse: Parse, v: int) -> bool:
    """True for "has not confirmed that": what is not confirmed is not stated."""
    return parse.lemma[v] in _CONFIRMING and _negated(parse, v)


def _is_withheld(parse: Parse, v: int) -> bool:
    """True under words that keep it from being said: "declined to say", "stopped short of saying", "has yet to say"."""
    for _ in range(_CLIMB):
        dep, head = parse.dep[v], parse.head[v]
        if dep not in _LINKED or head == v:
            return False
        if dep == "pcomp":
            return _keeps_from(parse, head)
        if dep == "xcomp" and _keeps_unsaid(parse, head):
            return True
        if dep == "ccomp" and _denied(parse, head):
            return True
        if dep == "advcl" and (_too_soon(parse, v, head) or _follows(parse, v)):
            return True
        if dep not in ("xcomp", "conj"):
            return False
        v = head
    return False


def _keeps_from(parse: Parse, preposition: int) -> bool:
    """True for the preposition of "short of saying", "refrained from saying" and "without saying"."""
    if parse.lower[preposition] in ("without", "before"):
        return True
    if parse.lower[preposition] == "against":
        return parse.lemma[parse.head[preposition]] in _COUNSELING
    if parse.lower[preposition] == "from":
        return parse.lemma[parse.head[preposition]] in _UNSAYING | {"stop", "prevent", "keep", "bar", "ban"}
    return (
        parse.lower[preposition] in ("of", "than")
        and preposition > 0
        and parse.lower[preposition - 1] in _BARE | {"rather"}
    )


def _keeps_unsaid(parse: Parse, head: int) -> bool:
    """True for the governor of an infinitive that is not carried out."""
    lemma = parse.lemma[head]
    if lemma in _UNSAYING:
        return True
    if lemma == "have" and any(parse.lower[c] == "yet" for c in parse.children[head]):
        return True
    if lemma in _FREE and (_negated(parse, head) or _negated(parse, parse.head[head])):
        return True
    return lemma in _TOO_SOON or any(parse.lower[c] == "too" for c in parse.children[head])


def _denied(parse: Parse, head: int) -> bool:
    """True for the verb of "denied that he had said" and "did not say that she had asked"."""
    if parse.lemma[head] == "be" and any(parse.lower[c] in _UNLIKELY for c in parse.children[head]):
        return True
    if parse.lower[head] in _UNLIKELY:
        return True
    if parse.pos[head] not in ("VERB", "AUX"):
        return False
    known = VERBS.get(parse.lemma[head])
    denies = known is not None and known.stance is Stance.DENIES
    return known is not None and denies != _negated(parse, head)


def _too_soon(parse: Parse, v: int, head: int) -> bool:
    """True for "to say" in "it is too early to say"."""
    if parse.tag[v] != "VB":
        return False
    return any(
        parse.lower[c] in _TOO_SOON or any(parse.lower[k] == "too" for k in parse.children[c])
        for c in parse.children[head]
        if parse.dep[c] in ("acomp", "advmod")
    )


def _follows(parse: Parse, v: int) -> bool:
    """True for "before saying": what was still to be said."""
    return parse.tag[v] == "VBG" and any(parse.lower[c] in ("before", "without") for c in parse.children[v] if c < v)


def is_denied_noun(parse: Parse, n: int) -> bool:
    """True for the noun of "denied reports that", "there is no evidence that" and "has not confirmed reports that"."""
    if any(parse.lower[c] in _NOBODY | _FORESEEN for c in parse.children[n]):
        return True
    head = parse.head[n]
    for _ in range(2):
        if parse.dep[n] not in ("dobj", "nsubjpass", "pobj", "conj", "attr") or head == n:
            return False
        if parse.pos[head] in ("VERB", "AUX"):
            break
        n, head = head, parse.head[head]
    known = VERBS.get(parse.lemma[head])
    if known is not None and known.stance is Stance.DENIES and not _negated(parse, head):
        return True
    return (
        _by_nobody(parse, head)
        or _is_unconfirmed(parse, head)
        or (parse.lemma[head] in ("be", "find", "see", "have", "receive") and child(parse, head, "neg") >= 0)
    )
