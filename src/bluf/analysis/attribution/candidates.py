"""Find what may attribute: Parse → candidates, each a cue with the source and content that the rules give it.

"Officials said the bridge was safe" gives the cue "said", the source "Officials" and the content "the bridge was
safe"; "she said nothing" gives a cue without content, and "the report" none. Candidates without content are kept, as
learnt scorers may see what rules do not; who is meant and which stance it is stays to other rooms.
Source: PolNeAR guidelines (Newell, Margolin and Ruths, LREC 2018).
"""

from __future__ import annotations

from bluf.analysis.attribution.lexicon import ADJECTIVES, ADVERBS, NOUNS, VERBS
from bluf.analysis.attribution.nouns import noun_candidate
from bluf.analysis.attribution.quotations import Quotations
from bluf.analysis.attribution.statement import Candidate
from bluf.analysis.attribution.syntax import child, has_that, subject, subtree
from bluf.analysis.attribution.verbs import AUXILIARIES, speaks, verb_candidate
from bluf.analysis.nlp import Parse

_VERBAL = frozenset(("VERB", "AUX"))
_FAR = 12  # tokens
_COPULAS = frozenset(("be", "become", "remain", "feel", "seem"))


def find_candidates(parse: Parse, quotations: Quotations) -> list[Candidate]:
    """All candidates in text order."""
    out: list[Candidate] = []
    for i, pos in enumerate(parse.pos):
        found = _according(parse, i) if parse.lower[i] == "according" else _candidate(parse, i, pos, quotations)
        if found is not None:
            out.append(found)
    return out


def _candidate(parse: Parse, i: int, pos: str, quotations: Quotations) -> Candidate | None:
    """What token `i` can attribute as, by its part of speech."""
    lemma = parse.lemma[i]
    if pos in _VERBAL:
        known = lemma in VERBS or (pos == "VERB" and speaks(parse, i, quotations))
        return verb_candidate(parse, i, quotations) if known else None
    if pos == "NOUN":
        return _nominal(parse, i, quotations)
    if pos == "ADV":
        return _adverb(parse, i) if parse.lower[i] in ADVERBS else None
    if pos == "ADJ":
        if lemma in ADJECTIVES:
            return _adjective(parse, i)
        return verb_candidate(parse, i, quotations) if lemma in VERBS and parse.dep[i] == "ROOT" else None
    return None


def _nominal(parse: Parse, i: int, quotations: Quotations) -> Candidate | None:
    """A noun, or a verb in s that the tagger took for one: "Court rules ban is legal"."""
    lemma = parse.lemma[i]
    if i + 1 < len(parse) and parse.text[i + 1] == ":" and parse.sents[parse.sent[i]][0] == i:
        return None  # the label of "Opinion: ..."
    if lemma in NOUNS or any(parse.dep[c] in ("acl", "ccomp") and has_that(parse, c) for c in parse.children[i]):
        return noun_candidate(parse, i)
    if lemma in VERBS and parse.lower[i].endswith("s") and child(parse, i, "nsubj", "ccomp") >= 0:
        return verb_candidate(parse, i, quotations)
    return None


# --- adjectives, adverbs, prepositions -----------------------------------------------------------------------


def _adjective(parse: Parse, a: int) -> Candidate:
    """An adjective as a cue: "is convinced that ...", "are worried about ...", "the alleged fraud"."""
    found = Candidate(a, "adjective", cue=[a])
    head = parse.head[a]
    if parse.dep[a] == "amod":
        found.content = [(a + 1, subtree(parse, head)[1])]
        return found
    if parse.dep[a] in ("acomp", "xcomp", "conj", "ROOT") and parse.lemma[head] in _COPULAS:
        found.source = subject(parse, head)
        found.cue = sorted(
            {a, head, *(c for c in parse.children[head] if parse.dep[c] in AUXILIARIES)}
            | {c for c in parse.children[a] if parse.dep[c] == "neg"}
        )
    elif a == parse.sents[parse.sent[a]][0] and parse.pos[head] in _VERBAL:
        found.source = subject(parse, head)  # "Concerned that it would spread, officials ..."
    clause = child(parse, a, "ccomp")
    if clause < 0:
        clause = child(parse, head, "ccomp") if parse.lemma[head] in _COPULAS else -1
    if clause > a:
        found.content = [subtree(parse, clause)]
        return found
    prep = next((c for c in parse.children[a] if parse.dep[c] == "prep" and parse.lower[c] in ("of", "about")), -1)
    if prep >= 0:
        found.cue.append(prep)
        found.content = [(prep + 1, subtree(parse, prep)[1])]
    return found


def _adverb(parse: Parse, a: int) -> Candidate:
    """An adverb as a cue: in "The army reportedly fled" the clause without the adverb is content."""
    found = Candidate(a, "adverb", cue=[a])
    head = parse.head[a]
    for _ in range(3):
        if (
            parse.pos[head] in ("VERB", "AUX")
            or parse.head[head] == head
            or parse.dep[head] in ("nsubj", "pobj", "dobj")
        ):
            break
        head = parse.head[head]
    i, j = subtree(parse, head)
    found.content = [(i, a), (a + 1, j)]
    return found


def _according(parse: Parse, a: int) -> Candidate:
    """The cue "according to": the clause around it is content."""
    found = Candidate(a, "preposition", cue=[a])
    if a + 1 >= len(parse) or parse.lower[a + 1] != "to":
        return found
    found.cue = [a, a + 1]
    found.source = max(child(parse, a, "pobj"), child(parse, a + 1, "pobj"))
    if found.source < 0:
        found.source = _next_noun(parse, a + 2)
    while found.source >= 0 and parse.dep[found.source] == "poss" and parse.head[found.source] < a + _FAR:
        found.source = parse.head[found.source]  # "according to the minister's office": the office
    head = parse.head[a]
    for _ in range(12):
        if (parse.pos[head] in ("VERB", "AUX") and parse.dep[head] not in ("amod", "compound")) or parse.head[
            head
        ] == head:
            break
        head = parse.head[head]
    while parse.tag[head] == "VBG" and parse.dep[head] == "advcl" and parse.head[head] != head:
        head = parse.head[head]  # "He reacted, calling it a lie, according to": a participle says no whole thing
    i, j = subtree(parse, head)
    s = parse.sents[parse.sent[a]]
    if a == s[0] or parse.dep[head] == "ROOT":
        i, j = s
    elif parse.dep[head] in ("relcl", "acl") and parse.text[a - 1] == ",":
        i, j = subtree(parse, head)
    found.content = [(i, j)]
    return found


def _next_noun(parse: Parse, i: int) -> int:
    """Head of the noun phrase that starts at `i`, or -1."""
    for k in range(i, min(i + 8, len(parse))):
        if parse.pos[k] in ("NOUN", "PROPN", "PRON") and (
            k + 1 >= len(parse) or parse.pos[k + 1] not in ("NOUN", "PROPN")
        ):
            return k
    return -1
