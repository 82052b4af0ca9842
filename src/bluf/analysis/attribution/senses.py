"""Words that are cues in another sense: candidate → does it say nothing here?

"has not asked for help" and "did not say when" say nothing; a judge who dismisses charges, a flood that claims lives,
police who charge a crowd, a team that finds a way out and an army that orders tanks do something. "has not denied it"
and "found that" are left alone.
Source: annotation guidelines of our own sets ("acts ... are not marked").
"""

from __future__ import annotations

from bluf.analysis.attribution.asides import is_aside
from bluf.analysis.attribution.lexicon import DOCUMENTS
from bluf.analysis.attribution.names import PERSON_NOUNS
from bluf.analysis.attribution.nouns import is_carried
from bluf.analysis.attribution.stance import find_stance, is_negated
from bluf.analysis.attribution.statement import Candidate
from bluf.analysis.attribution.syntax import child, is_passive, own_subject, subject, subtree
from bluf.analysis.attribution.unsaid import is_denied_noun, is_unsaid
from bluf.analysis.nlp import Parse
from bluf.model import Stance

_SPOKEN = frozenset((Stance.STATES, Stance.DEMANDS, Stance.ASKS, Stance.PROMISES, Stance.ALLEGES))
_SAY_EVEN_SO = frozenset(("deny", "confirm", "reject", "dispute", "rule", "hesitate", "agree"))
_COMPARING = frozenset("contradict oppose challenge refute rebut undercut disprove".split())
_QUOTES = frozenset(('"', "“", "''", "``"))
_NEAR = 40  # tokens of an object that are looked through
_DEALS = frozenset("deal contract term fee loan sale merger settlement transfer extension purchase".split())
_TAKEN = frozenset(
    "life lives victim victims casualty prize title medal seat asylum place attention crown victory dead time trophy cup "
    "silverware point win lead gold silver bronze spot scalp wicket award championship pole record".split()
)
_WITHHELD = frozenset(
    "entry access bail permission visa right request asylum food medicine admission parole chance".split()
)
_LITIGATED = frozenset("charge charges case cases lawsuit suit appeal indictment complaint motion petition".split())
_ACTS_ON = {
    "ask": frozenset(("price",)),
    "claim": _TAKEN,
    "deny": _WITHHELD | {"motion", "petition", "appeal", "application"},
    "refuse": _WITHHELD,
    "dismiss": _LITIGATED | PERSON_NOUNS,
    "reject": PERSON_NOUNS | {"group", "party", "team", "club"},
    "contest": frozenset(("vote", "election", "seat", "race", "presidency")),
}
"""Verb → objects with which it is an act."""
_CLAUSES = ("ccomp", "xcomp", "oprd", "parataxis", "acl")


def says_nothing(parse: Parse, found: Candidate) -> bool:
    """True where a word of the lexicon attributes nothing: negated so that nothing is said, an act, the name of a charge."""
    if found.kind == "noun":
        return is_denied_noun(parse, found.head) or (
            parse.lemma[found.head] in ("charge", "instruction")
            and not any(parse.dep[c] in _CLAUSES for c in parse.children[found.head])
        )
    if found.kind in ("adjective", "preposition"):
        return is_aside(parse, found)
    if found.kind != "verb" or found.sure:
        return False
    v = found.head
    if is_negated(parse, v) and parse.lemma[v] == "rule" and any(parse.lower[c] == "out" for c in parse.children[v]):
        return True  # "has not ruled out an attack": neither says nor denies it
    if is_negated(parse, v) and parse.lemma[v] not in _SAY_EVEN_SO and find_stance(parse, found) in _SPOKEN:
        return True
    return (
        is_unsaid(parse, v)
        or is_carried(parse, v)
        or is_aside(parse, found)
        or _is_quoting_frame(parse, v)
        or _is_question(parse, v)
        or _is_imperative(parse, v)
        or _is_aside(parse, v)
        or _is_remark_of_reporter(parse, found)
        or _is_bare_act(parse, v)
        or _is_act(parse, v)
    )


def _is_remark_of_reporter(parse: Parse, found: Candidate) -> bool:
    """True for ", contradicting an estimate from the capital": who writes compares, nobody near it speaks."""
    v = found.head
    o = child(parse, v, "dobj")
    if parse.tag[v] == "VBG" and parse.lemma[v] == "cite" and o >= 0:  # whom the reporter has it from
        return parse.lemma[o] in DOCUMENTS | PERSON_NOUNS or parse.ent[o] in ("PERSON", "ORG", "GPE")
    return (
        parse.tag[v] == "VBG"
        and parse.lemma[v] in _COMPARING
        and parse.dep[v] in ("acl", "advcl", "prep")
        and child(parse, v, "ccomp") < 0
    )


def _is_bare_act(parse: Parse, v: int) -> bool:
    """True for "called an election", "considered leaving", "agreed to a deal" and "apologized for the delay"."""
    lemma = parse.lemma[v]
    if lemma == "call":
        return _is_calling(parse, v)
    if lemma == "consider":
        return any(parse.dep[c] in ("xcomp", "dobj") and parse.tag[c] == "VBG" and c > v for c in parse.children[v])
    if lemma == "agree":
        return _is_deal(parse, v)
    clauses = (*_CLAUSES, "pcomp")
    return lemma in ("apologize", "apologise") and not any(
        parse.dep[c] in clauses or child(parse, c, "pcomp") >= 0 for c in parse.children[v]
    )


def _is_calling(parse: Parse, v: int) -> bool:
    """True for "called in", "called the police to ask", "called on Monday"; not "called him a liar", "called for calm"."""
    kids = [c for c in parse.children[v] if c > v and parse.dep[c] not in ("conj", "cc")]
    if any(parse.dep[c] == "prt" for c in kids):
        return True
    objects = [c for c in kids if parse.dep[c] == "dobj"]
    kids = [c for c in kids if not (objects and c > objects[0] and parse.lower[c] == "for")]
    if any(parse.lower[c] == "for" or any(parse.lower[k] == "for" for k in parse.children[c]) for c in kids):
        return False
    marks = [k for c in kids for k in range(*subtree(parse, c))[:_NEAR] if parse.text[k] in _QUOTES]
    if marks:  # "called it 'a disgrace'"; not "called him 'to tell him that ...'"
        return min(marks) + 1 < len(parse) and parse.lower[min(marks) + 1] == "to"
    if any(parse.lower[c] in ("on", "upon") and parse.dep[c] == "prep" and not _is_date(parse, c) for c in kids):
        return False
    if any(parse.dep[c] in ("oprd", "attr", "ccomp") and _is_given_name(parse, c) for c in kids):
        return True
    names = any(parse.dep[c] in ("ccomp", "oprd", "attr", "parataxis") for c in kids)
    done = any(parse.dep[c] in ("xcomp", "advcl") and parse.tag[c] == "VB" for c in kids)
    return not names or done


def _is_given_name(parse: Parse, c: int) -> bool:
    """True for the name in "called the group the Reckoning Crew" and "called him Bob"; not for "called him a Nazi"."""
    i, _ = subtree(parse, c)
    return parse.pos[c] == "PROPN" and parse.lower[i] not in ("a", "an")


def _is_date(parse: Parse, preposition: int) -> bool:
    o = child(parse, preposition, "pobj")
    return o >= 0 and parse.ent[o] in ("DATE", "TIME")


def _is_deal(parse: Parse, v: int) -> bool:
    """True where what is agreed or agreed to is a contract, which is concluded and not said."""
    objects = [c for c in parse.children[v] if parse.dep[c] == "dobj"]
    objects += [child(parse, c, "pobj") for c in parse.children[v] if parse.dep[c] == "prep"]
    return any(o >= 0 and parse.lemma[o] in _DEALS for o in objects)


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
    lemma = parse.lemma[v]
    if lemma in ("deny", "refuse") and not is_passive(parse, v) and child(parse, v, "dative") >= 0:
        return True  # "rules deny countries the freedom to react"
    if o < 0 or child(parse, v, *_CLAUSES) >= 0:
        return False
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
    """True for "denied her entry", "dismissed the minister" and "rejected Biden"."""
    if parse.lemma[v] in ("dismiss", "reject"):
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
