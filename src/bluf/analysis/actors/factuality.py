"""Whether a clause is told as something that happens: verb of a parse → yes or no.

"Rebels seized the port" is, "if rebels seize the port", "rebels might seize the port", "he demanded that rebels leave the
port", "she denied that rebels hold the port" are not. Deliberately a negated clause is told, too: its span shows the
"not". In doubt the answer is no.

Source: FactBank (Saurí and Pustejovsky 2009): events under modal, conditional and volitional introducers.
"""

from __future__ import annotations

from bluf.analysis.nlp import Parse

_CONDITIONS = frozenset("if whether unless lest provided providing assuming supposing".split())
_WHEN = frozenset("when whenever once until till before after while as".split())  # told only in the past
_SINCE = frozenset("after while as".split())  # or in the perfect: "as the US has accused him"
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_MODALS = frozenset("will 'll wo shall".split())  # announced, and shown in the span
_INTRODUCERS = frozenset(  # what is wished, asked, feared, doubted or merely alleged is their complement
    "charge argue contend complain "
    "ask demand order urge call request require recommend propose suggest insist want wish hope fear plan consider "
    "threaten intend seek try attempt expect doubt deny refuse reject decline dispute question wonder allege accuse "
    "suspect believe think suppose assume imagine pretend claim predict warn stop fail avoid prevent appeal beg "
    "plead advise instruct command let make see ensure prefer agree decide vow promise pledge proposal "
    "recommendation suggestion threat allegation accusation rumor rumour report speculation possibility likelihood "
    "chance risk condition idea notion suspicion likely unlikely possible impossible probable doubtful important "
    "necessary essential unclear uncertain".split()
)
_NOT = frozenset("not n't never no neither nor hardly barely".split())
_MAX_CLIMB = 12


def is_finite(parse: Parse, verb: int) -> bool:
    """True where `verb` or an auxiliary of it has a tense: "seized", "has seized", "will seize"; not "to seize", "seizing"."""
    return _is_tensed(parse, verb) or any(parse.lower[c] in _MODALS for c in _helpers(parse, verb))


def _is_tensed(parse: Parse, verb: int) -> bool:
    """True for the present and past, also of an auxiliary: what "will" happen is told by its speaker only."""
    return any(parse.tag[c] in _FINITE for c in (verb, *_helpers(parse, verb)))


def _helpers(parse: Parse, verb: int) -> list[int]:
    return [c for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")]


def is_told(parse: Parse, verb: int) -> bool:
    """True where the finite clause of `verb` is asserted, and so is every clause above it that it depends on."""
    if not is_finite(parse, verb) or not _stands(parse, verb):
        return False
    below = verb
    for _ in range(_MAX_CLIMB):
        above = parse.head[below]
        if above == below:
            return True
        if not _carries(parse, below, above):
            return False
        below = above
    return False


def _stands(parse: Parse, verb: int) -> bool:
    """True where no modal, condition or open time weakens `verb` itself."""
    past, perfect = _is_past(parse, verb), parse.tag[verb] == "VBN" and _is_tensed(parse, verb)
    for c in parse.children[verb]:
        word, dep = parse.lower[c], parse.dep[c]
        if dep in ("aux", "auxpass") and parse.tag[c] == "MD" and word not in _MODALS:
            return False
        if dep not in ("mark", "advmod"):
            continue
        if word in _CONDITIONS or (word in _WHEN and c < verb and not past and not (word in _SINCE and perfect)):
            return False
    return not _is_inverted(parse, verb)


def _is_inverted(parse: Parse, verb: int) -> bool:
    """True for "had he known", "did rebels seize the port": an auxiliary first in its clause, before the subject."""
    first = parse.edges[verb][0]
    if parse.dep[first] not in ("aux", "auxpass") or parse.head[first] != verb:
        return False
    return any(parse.dep[c] in ("nsubj", "nsubjpass") and c > first for c in parse.children[verb])


def _is_past(parse: Parse, verb: int) -> bool:
    return any(parse.tag[c] == "VBD" for c in (verb, *_helpers(parse, verb)))


def _carries(parse: Parse, below: int, above: int) -> bool:
    """True where what is told of `above` lets the clause `below` it stand."""
    dep = parse.dep[below]
    if dep == "conj":
        return parse.pos[above] not in ("VERB", "AUX") or _stands(parse, above)
    if dep == "relcl":
        return True
    if dep in ("acl", "pcomp", "xcomp", "csubj"):
        return False
    if dep == "ccomp":
        if _introduces(parse, above) or _is_negated(parse, above) or not _is_tensed(parse, below):
            return False
        return _stands(parse, above) and _is_reported(parse, above)
    return True


def _introduces(parse: Parse, above: int) -> bool:
    """True for verbs and nouns whose complement is not told; "CNN reported" tells, "reports that" do not."""
    return parse.lemma[above] in _INTRODUCERS and not (parse.lemma[above] == "report" and parse.pos[above] == "VERB")


def _is_reported(parse: Parse, verb: int) -> bool:
    """True where a verb of saying is itself said in a finite clause: not "short of saying that ...", "to ask that ..."."""
    if parse.dep[verb] in ("ROOT", "parataxis"):
        return True
    return is_finite(parse, verb)


def _is_negated(parse: Parse, verb: int) -> bool:
    return any(parse.dep[c] == "neg" or parse.lower[c] in _NOT for c in parse.children[verb])
