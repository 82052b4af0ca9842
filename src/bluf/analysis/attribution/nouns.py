"""Nouns that may attribute: a noun and its parse → a candidate with source and content by rule.

"his claim that ..." has the possessor as source; "issued a warning that ..." and "gave an order for ..." the subject of
the verb that carries the noun; "faced criticism from X", "in the opinion of X" and "promises were made by X" whoever
stands behind the preposition; "there are fears that", "reports emerged that" nobody. Who "parried suggestions that"
or "responded to claims that" did not make them. "The report" alone gives no content.
Source: PolNeAR guidelines (Newell, Margolin and Ruths, LREC 2018).
"""

from __future__ import annotations

from bluf.analysis.attribution.lexicon import DOCUMENTS, NOUNS, VERBS
from bluf.analysis.attribution.names import BODY_NOUNS, PERSON_NOUNS
from bluf.analysis.attribution.statement import Candidate
from bluf.analysis.attribution.syntax import Range, child, subject, subtree
from bluf.analysis.nlp import Parse

LIGHT = frozenset(
    "make issue give express voice release launch raise reiterate sign deliver publish send repeat lodge level offer have "
    "announce present submit air post share write show find discover lavish heap reach renew echo join file table reaffirm "
    "restate reassert withdraw stand harbor harbour hold share pen draft read provide put state receive".split()
) - {"receive"}
"""Verbs that carry a noun of saying, and whose subject is who says."""
VOICING = frozenset(("express", "voice"))
"""Of these, those that say no more than their noun does."""
_AUXILIARIES = frozenset(("aux", "neg"))
_NEAR = 3  # tokens from verb to noun
_RISING = frozenset(
    "be mount grow make raise emerge surface spread circulate persist abound rise remain exist come give".split()
)
_MAKERS = frozenset(("by", "from", "of"))
_TOPICS = frozenset(("of", "for", "about", "over", "against", "on"))
_FOR = frozenset(
    "call demand appeal request plea order proposal bid explanation instruction recommendation support praise criticism "
    "condemnation".split()
)
_COURTESIES = frozenset(("comment", "interview", "information", "clarification"))
_CARRIED = frozenset(("dobj", "pobj", "nsubj", "nsubjpass", "attr"))
_ACTORS = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_FAR = 24  # tokens from the noun to a clause that the parse hangs at its verb


def noun_candidate(parse: Parse, n: int) -> Candidate:
    """Noun `n` as a cue."""
    found = Candidate(n, "noun", cue=[n], known=parse.lemma[n] in NOUNS)
    verb = carrier(parse, n)
    if verb >= 0 and parse.lemma[verb] in VOICING and 0 < n - verb <= _NEAR:
        found.cue = [*(c for c in parse.children[verb] if parse.dep[c] in _AUXILIARIES and c < verb), verb, n]
    found.content = _clause(parse, n)
    found.source = _source(parse, n, clause=bool(found.content))
    if found.source >= 0 and not _may_speak(parse, found.source):
        found.source = -1
    if not found.content and (found.source >= 0 or parse.dep[n] in _CARRIED):
        found.content = _topic(parse, n, found.source)
    return found


def _may_speak(parse: Parse, s: int) -> bool:
    """True for a name, a pronoun, a person, body or document; not for "The entry raised questions"."""
    if parse.pos[s] in ("PROPN", "PRON") or parse.ent[s] in _ACTORS or parse.tag[s] == "NNS" or parse.tag[s] == "PRP$":
        return True
    return parse.lemma[s] in PERSON_NOUNS | BODY_NOUNS | DOCUMENTS


def is_carried(parse: Parse, v: int) -> bool:
    """True for "voiced" in "voiced his concern that ...": the noun is the cue."""
    if parse.lemma[v] not in VOICING:
        return False
    o = child(parse, v, "dobj")
    return o > v and parse.lemma[o] in NOUNS and bool(noun_candidate(parse, o).content)


def carrier(parse: Parse, n: int) -> int:
    """The verb that carries the noun as its object or, in the passive, as its subject; -1 for none."""
    verb = parse.head[n]
    if parse.dep[n] == "conj":
        return carrier(parse, verb) if verb != n and parse.pos[verb] == "NOUN" and verb < n else -1
    if parse.dep[n] in ("dobj", "nsubjpass") and parse.pos[verb] in ("VERB", "AUX"):
        return verb
    return -1


def _source(parse: Parse, n: int, *, clause: bool) -> int:
    kids, dep = parse.children[n], parse.dep
    verb = carrier(parse, n)
    for c in kids:
        if dep[c] == "poss":
            own = parse.tag[c] == "PRP$" and dep[n] == "dobj" and verb >= 0 and parse.lemma[verb] in LIGHT
            s = subject(parse, verb) if own else -1
            return s if s >= 0 else c  # "she voiced her concern": she
    for c in kids:
        if dep[c] == "prep" and parse.lower[c] in _MAKERS:
            o = child(parse, c, "pobj")
            of = parse.lower[c] == "of"
            if o >= 0 and (not of or ((clause or _in_opinion(parse, n)) and parse.ent[o] in _ACTORS)):
                return o
    if verb < 0 or parse.lemma[verb] not in LIGHT:
        return -1
    if dep[n] == "nsubjpass":
        agent = child(parse, verb, "agent")
        return child(parse, agent, "pobj") if agent >= 0 else -1
    return subject(parse, verb)


def _in_opinion(parse: Parse, n: int) -> bool:
    """True for "in the opinion of" and "in his view"."""
    return parse.dep[n] == "pobj" and parse.lower[parse.head[n]] in ("in", "to")


def _clause(parse: Parse, n: int) -> list[Range]:
    """The content clause of the noun, also where the parse hangs it at its verb: "fears mount that ..."."""
    dep = parse.dep
    clauses = [
        c for c in parse.children[n] if dep[c] in ("acl", "ccomp", "relcl") and c > n and _opens_clause(parse, c)
    ]
    if clauses:
        i, j = subtree(parse, clauses[0])
        that = next((k for k in range(i, min(i + 3, j)) if parse.lower[k] == "that" and parse.dep[k] == "mark"), i)
        return [(that, j)]  # what stands before "that" belongs to the noun: "comments by the envoy to Oslo that ..."
    verb = parse.head[n]
    if dep[n] in ("nsubj", "attr", "nsubjpass", "dobj") and parse.lemma[verb] in (
        _RISING if dep[n] != "dobj" else LIGHT
    ):
        marked = [c for c in parse.children[verb] if dep[c] in ("ccomp", "advcl", "acl") and n < c < n + _FAR]
        marked = [c for c in marked if any(parse.lower[k] == "that" and dep[k] == "mark" for k in parse.children[c])]
        if marked:
            return [subtree(parse, marked[0])]
    if _in_opinion(parse, n) and parse.lemma[n] in ("opinion", "view", "assessment", "judgment", "judgement"):
        return _governing(parse, n)
    return []


def _governing(parse: Parse, n: int) -> list[Range]:
    """The clause that "in the opinion of X, ..." opens or interrupts."""
    preposition = parse.head[n]
    verb = parse.head[preposition]
    if verb == preposition or parse.pos[verb] not in ("VERB", "AUX"):
        return []
    i, j = subtree(parse, verb)
    a, b = subtree(parse, preposition)
    comma = (b < len(parse) and parse.text[b] == ",") or (a and parse.text[a - 1] == ",")
    return [(i, a), (b, j)] if comma else []


def _topic(parse: Parse, n: int, source: int) -> list[Range]:
    """What "of", "about" or "for" behind the noun names."""
    for c in parse.children[n]:
        if parse.dep[c] != "prep" or parse.lower[c] not in _TOPICS or c < n:
            continue
        o = child(parse, c, "pobj", "pcomp")
        if o < 0 or o == source:
            continue
        verb = carrier(parse, n)
        carried = source >= 0 or (verb >= 0 and parse.lemma[verb] in LIGHT | {"draw", "face"})
        if parse.lower[c] == "for" and (
            parse.lemma[n] not in _FOR or parse.lemma[o] in _COURTESIES or parse.ent[o] == "GPE"
        ):
            continue
        if parse.lower[c] in ("of", "for", "about") or carried:
            begin = c if parse.lower[c] == "against" else c + 1
            return [(begin, subtree(parse, c)[1])]
    return []


def _opens_clause(parse: Parse, c: int) -> bool:
    """True for a clause with "that" or "to" before its verb (a content clause), not one with "which" or a participle."""
    for k in parse.children[c]:
        if parse.dep[k] == "mark" and parse.lower[k] in ("that", "to"):
            return True
        if parse.dep[k] == "aux" and parse.lower[k] == "to":
            return True
    return False


def receiver(parse: Parse, found: Candidate) -> int:
    """Who "rejected claims that ..." or "faced suggestions that ..." and so did not make them, or -1."""
    if found.kind != "noun":
        return -1
    n = found.head
    verb, dep = parse.head[n], parse.dep[n]
    if dep == "pobj" and parse.lower[verb] not in ("with", "in"):
        verb = parse.head[verb]
    elif dep != "dobj":
        return -1
    if parse.pos[verb] not in ("VERB", "AUX") or (dep == "dobj" and parse.lemma[verb] in LIGHT):
        return -1
    if dep == "dobj" and parse.lemma[verb] in VERBS and VERBS[parse.lemma[verb]].frame.startswith("c"):
        return subject(parse, verb) if parse.lemma[verb] in ("deny", "confirm", "doubt", "dispute") else -1
    return subject(parse, verb)
