"""Verbs of saying that do something here: verb in a parse → does it act, or think, and say nothing?

"convinced him to play", "reported the theft to the police", "offered clues", "claimed the trophy", "pointed rifles at
them" and "are supposed to be stored" are acts and duties; "they think long and hard" and "saw her attempt end" hold
nothing to be so; "also known as" names. "claimed responsibility", "offered to help" and "sees it as a threat" say.
Source: annotation guidelines of our own sets ("acts ... are not marked").
"""

from __future__ import annotations

from collections.abc import Callable

from bluf.analysis.attribution.names import PERSON_NOUNS
from bluf.analysis.attribution.statement import Candidate
from bluf.analysis.attribution.syntax import child
from bluf.analysis.nlp import Parse

_CLAIMED = frozenset(
    "responsibility credit innocence ignorance immunity sovereignty right ownership jurisdiction authorship presence".split()
)
_DENYING = frozenset(("no", "not", "n't", "never", "nobody", "none", "neither", "any"))
_WARDS = frozenset("hospital clinic school university college unit ward emergency bar league union nato eu".split())
_POLICE = frozenset(("police", "authority", "authorities", "officer", "cops", "sheriff"))
_HELD = frozenset(("ccomp", "xcomp", "dobj", "oprd", "acomp", "prep", "parataxis"))
_CLAUSES = frozenset(("ccomp", "xcomp"))


def is_deed(parse: Parse, found: Candidate) -> bool:
    """True where the verb of a candidate says nothing."""
    test = _TESTS.get(parse.lemma[found.head])
    return test is not None and test(parse, found)


def claims_responsibility(parse: Parse, found: Candidate) -> bool:
    """True for "claimed responsibility for the attack" by somebody, whatever else is claimed by words or deeds."""
    o = child(parse, found.head, "dobj")
    if parse.lemma[found.head] != "claim" or o < found.head or parse.lemma[o] not in ("responsibility", "credit"):
        return False
    words = {parse.lower[c] for c in (*parse.children[found.head], *parse.children[max(found.source, 0)], found.source)}
    return found.source >= 0 and bool(found.content) and not words & _DENYING


def _kids(parse: Parse, found: Candidate) -> list[int]:
    return [c for c in parse.children[found.head] if c > found.head]


def _labels(parse: Parse, found: Candidate) -> set[str]:
    return {parse.dep[c] for c in _kids(parse, found)}


def _is_duty(_parse: Parse, found: Candidate) -> bool:
    return found.passive


def _is_persuasion(parse: Parse, found: Candidate) -> bool:
    clauses = [c for c in _kids(parse, found) if parse.dep[c] in _CLAUSES]
    return any(parse.lower[k] == "to" for c in clauses for k in parse.children[c])


def _is_belief_in_someone(parse: Parse, found: Candidate) -> bool:
    labels = _labels(parse, found)
    if "dobj" not in labels or labels & {"ccomp", "xcomp", "oprd"}:
        return False
    o = child(parse, found.head, "dobj")
    return parse.ent[o] == "PERSON" or parse.lemma[o] in PERSON_NOUNS


def _is_sight(parse: Parse, found: Candidate) -> bool:
    clause = child(parse, found.head, "ccomp")
    if parse.tag[found.head] in ("VBD", "VBN") and clause > found.head and not found.passive:
        return True  # "I saw that he had been killed"
    told = clause > found.head and (
        parse.tag[clause] != "VB" or any(parse.dep[c] == "aux" for c in parse.children[clause])
    )
    return not told and not found.passive and not any(parse.lower[c] == "as" for c in _kids(parse, found))


def _is_finding_oneself(parse: Parse, found: Candidate) -> bool:
    """True for "finds himself nostalgic": how somebody is, and nothing that he found out."""
    i = found.head + 1
    return i < len(parse) and parse.lower[i].endswith(("self", "selves"))


def _is_pointing(parse: Parse, found: Candidate) -> bool:
    labels = _labels(parse, found)
    return "dobj" in labels and not labels & {"prt", "xcomp", "ccomp"}


def _is_report_to_police(parse: Parse, found: Candidate) -> bool:
    if "dobj" not in _labels(parse, found):
        return False
    return any(
        parse.lower[c] == "to" and (o := child(parse, c, "pobj")) >= 0 and _is_police(parse, o)
        for c in _kids(parse, found)
    )


def _is_police(parse: Parse, o: int) -> bool:
    return bool({parse.lemma[o], *(parse.lower[c] for c in parse.children[o])} & _POLICE)


def _is_gift(parse: Parse, found: Candidate) -> bool:
    labels = _labels(parse, found)
    return "dobj" in labels and "xcomp" not in labels


def _is_taking(parse: Parse, found: Candidate) -> bool:
    labels = _labels(parse, found)
    if "dobj" not in labels or found.passive or labels & _CLAUSES:
        return False
    return parse.lemma[child(parse, found.head, "dobj")] not in _CLAIMED


def _is_recommendation_for(parse: Parse, found: Candidate) -> bool:
    return (
        found.passive
        and any(parse.lower[c] == "for" for c in _kids(parse, found))
        and not _labels(parse, found) & _CLAUSES
    )


def _is_bare_thought(parse: Parse, found: Candidate) -> bool:
    v = found.head
    if any(parse.lower[c] == "back" and 0 < c - v <= 2 for c in parse.children[v]) or parse.lower[v + 1 : v + 2] == [
        "back"
    ]:
        return True  # "I think back to our talk"
    return not _HELD & _labels(parse, found) and bool(found.content) and parse.text[v - 1] not in (",", '"', "”")


def _is_name(parse: Parse, found: Candidate) -> bool:
    if any(parse.lower[c] == "as" for c in _kids(parse, found)):
        return True
    return _is_belief_in_someone(parse, found) or _is_bare_thought(parse, found)


def _is_belief(parse: Parse, found: Candidate) -> bool:
    """True for "believes in democracy": a creed, and nothing that is so."""
    creed = any(parse.lower[c] == "in" and parse.dep[c] == "prep" and c == found.head + 1 for c in _kids(parse, found))
    return _is_belief_in_someone(parse, found) or (creed and not _labels(parse, found) & _CLAUSES)


def _is_admission(parse: Parse, found: Candidate) -> bool:
    """True for "was admitted to the hospital"."""
    for c in _kids(parse, found):
        o = child(parse, c, "pobj") if parse.lower[c] in ("to", "into") else -1
        if o >= 0 and parse.lemma[o] in _WARDS:
            return True
    return False


def _is_comparison(parse: Parse, found: Candidate) -> bool:
    """True for "studies comparing friends to others": what they do, not what they say."""
    return parse.tag[found.head] == "VBG" and parse.dep[found.head] == "acl"


def _is_question_to(parse: Parse, found: Candidate) -> bool:
    """True for "asked Ana Cruz twice": whom one asked, and not what."""
    o = child(parse, found.head, "dobj", "dative")
    if o < found.head or found.passive or parse.ent[o] != "PERSON":
        return False
    if not found.content:
        return True
    i, j = min(found.content)[0], max(found.content)[1]
    return i >= parse.edges[o][0] and not any(parse.pos[k] in ("VERB", "AUX", "PUNCT", "ADP") for k in range(i, j))


_TESTS: dict[str, Callable[[Parse, Candidate], bool]] = {
    "suppose": _is_duty,
    "convince": _is_persuasion,
    "persuade": _is_persuasion,
    "believe": _is_belief,
    "trust": _is_belief,
    "see": _is_sight,
    "find": _is_finding_oneself,
    "point": _is_pointing,
    "direct": _is_pointing,
    "report": _is_report_to_police,
    "offer": _is_gift,
    "claim": _is_taking,
    "admit": _is_admission,
    "compare": _is_comparison,
    "ask": _is_question_to,
    "recommend": _is_recommendation_for,
    "think": _is_bare_thought,
    "feel": _is_bare_thought,
    "know": _is_name,
}
"""Verb lemma → in which of its uses it says nothing."""
