"""Verbs that may attribute: a verb and its parse → a candidate with cue, source and content by rule.

"The army denied the charge" gives the cue "denied", the source "The army" and the content "the charge"; "was accused
of fraud by X" takes the subject and "of fraud" as content and X as source; "The army, he said, was ready" takes the
clause that the cue interrupts; ", reports AFP." at a sentence's end all before it. "The road was closed" attributes
nothing.
Source: PolNeAR guidelines (Newell, Margolin and Ruths, LREC 2018).
"""

from __future__ import annotations

from bluf.analysis.attribution.lexicon import DOCUMENTS, PREPOSITIONS, VERBS
from bluf.analysis.attribution.quotations import Quotations
from bluf.analysis.attribution.statement import Candidate
from bluf.analysis.attribution.syntax import (
    RELATIVES,
    Range,
    child,
    has_that,
    is_passive,
    is_reduced_passive,
    noun_phrase,
    own_subject,
    subject,
    subtree,
)
from bluf.analysis.attribution.tags import set_announced, set_behind, set_inverted, set_plea, set_tag
from bluf.analysis.nlp import Parse
from bluf.model import Stance

AUXILIARIES = frozenset(("aux", "auxpass", "neg", "prt"))
_MUTE = frozenset(
    "have be do get make take play star appear feature title include win direct show lose sell own hold".split()
)
_LOOKED_AT = 120  # tokens of a clause
_PUBLISHING = frozenset(("issue", "release", "publish", "write", "post", "read"))


def speaks(parse: Parse, v: int, quotations: Quotations) -> bool:
    """True for a verb of no list that has a clause with "that" or stands beside a quotation."""
    if any(parse.dep[c] == "ccomp" and has_that(parse, c) for c in parse.children[v]):
        return True
    of = quotations.of
    return (
        of[v] < 0
        and parse.lemma[v] not in _MUTE
        and any(of[k] >= 0 and quotations.items[of[k]].speech for k in range(max(0, v - 3), min(v + 4, len(of))))
    )


def verb_candidate(parse: Parse, v: int, quotations: Quotations) -> Candidate:
    """Verb `v` as a cue, with what its frame and the parse give it."""
    lemma, frame = parse.lemma[v], _frame(parse, v)
    found = Candidate(v, "verb", frame, passive=is_passive(parse, v), known=lemma in VERBS)
    found.cue = sorted([v, *(c for c in parse.children[v] if parse.dep[c] in AUXILIARIES and abs(c - v) < 8)])
    quoted = quoted_as(parse, v)
    if quoted >= 0:
        found.cue = [*(c for c in parse.children[quoted] if parse.dep[c] in AUXILIARIES), quoted, parse.head[v], v]
    if "c" in frame and not found.passive and set_tag(parse, found):
        return found
    if lemma == "plead" and set_plea(parse, found):
        return found
    if set_inverted(parse, found, quotations) or set_behind(parse, found, quotations):
        return found
    found.source = _verb_source(parse, v, found)
    found.content = _verb_content(parse, v, found, quotations)
    found.sure = found.sure or (quoted >= 0 and bool(found.content))
    set_announced(parse, found, quotations)
    return found


def _frame(parse: Parse, v: int) -> str:
    known = VERBS.get(parse.lemma[v])
    return known.frame if known else "cq"


def _verb_source(parse: Parse, v: int, found: Candidate) -> int:
    if found.passive:
        agent = child(parse, v, "agent")
        return child(parse, agent, "pobj") if agent >= 0 else -1
    s = own_subject(parse, v)
    if s < 0 and parse.dep[v] == "acl":
        s = _modified_speaker(parse, v)
    elif s < 0 and (quoted := quoted_as(parse, v)) >= 0:
        s = subject(parse, quoted) if is_passive(parse, quoted) else child(parse, quoted, "dobj")
    elif s < 0:
        s = subject(parse, v)
        if s >= 0 and parse.dep[s] == "nsubjpass" and parse.dep[v] == "conj":
            s = -1 if parse.tag[v] == "VBN" else s
    if s < 0 and child(parse, v, "ccomp", "parataxis") >= 0:
        s = _inverted(parse, v)
    if s >= 0 and parse.lower[s] in ("it", "there") and parse.dep[s] == "expl":
        return -1
    return s


def _modified_speaker(parse: Parse, v: int) -> int:
    """Who speaks in a participle that the parse hangs at a noun: the noun of "issued a report saying".

    The subject of "confirmed the reports, saying".
    """
    noun = parse.head[v]
    verb = parse.head[noun]
    if parse.tag[v] != "VBG" or parse.dep[noun] not in ("dobj", "pobj") or parse.pos[verb] not in ("VERB", "ADP"):
        return noun
    if parse.pos[verb] == "ADP":
        return noun
    known = VERBS.get(parse.lemma[verb])
    if parse.lemma[noun] in DOCUMENTS and (
        known is None or parse.lemma[verb] in ("issue", "release", "publish", "write", "post", "read")
    ):
        return noun
    s = subject(parse, verb)
    return s if s >= 0 and (known is not None or parse.lemma[v] == "say") else noun


def quoted_as(parse: Parse, v: int) -> int:
    """The verb of "was quoted as saying" for "saying", else -1."""
    prep = parse.head[v]
    if (
        parse.dep[v] == "pcomp"
        and parse.lower[prep] == "as"
        and parse.lemma[parse.head[prep]] in ("quote", "cite", "report")
    ):
        return parse.head[prep]
    return -1


def _inverted(parse: Parse, v: int) -> int:
    """The object right after the cue that is really its subject: '"..." said Smith'."""
    o = child(parse, v, "dobj", "attr", "dative", "oprd")
    return o if o > v and subtree(parse, o)[0] == v + 1 else -1


def _verb_content(parse: Parse, v: int, found: Candidate, quotations: Quotations) -> list[Range]:
    """What the frame asks for among the children, else the clause the cue interrupts, else a quotation beside it."""
    ranges = _passive_content(parse, v, found) if found.passive else _active_content(parse, v, found)
    if not ranges:
        ranges = _denied_before(parse, v, found) or _that_behind(parse, v, found)
    if not ranges:
        ranges = _governing_content(parse, v)
    if not ranges:
        ranges = _quoted_content(parse, v, quotations)
    return ranges


def _that_behind(parse: Parse, v: int, found: Candidate) -> list[Range]:
    """What follows "that" right behind the verb where the parse sees no clause: "observed that the 2007 starting date ..."."""
    j = parse.sents[parse.sent[v]][1]
    opens = v + 2 < j and parse.lower[v + 1] == "that" and parse.tag[v + 1] == "IN"
    if not opens or found.source < 0 or found.passive or "c" not in found.frame or not _has_finite(parse, v + 2, j):
        return []
    found.sure = True
    return [(v + 2, j)]


def _has_finite(parse: Parse, i: int, j: int) -> bool:
    return any(parse.tag[k] in ("VBD", "VBZ", "VBP", "MD") for k in range(i, min(j, i + _LOOKED_AT)))


def _denied_before(parse: Parse, v: int, found: Candidate) -> list[Range]:
    """The noun of "allegations the government denies"."""
    known = VERBS.get(parse.lemma[v])
    s = own_subject(parse, v)
    if known is None or known.stance is not Stance.DENIES or parse.dep[v] != "relcl" or not parse.head[v] < s < v:
        return []
    between = [k for k in range(parse.head[v] + 1, s) if parse.lower[k] in RELATIVES]
    i, j = noun_phrase(parse, parse.head[v], stop=s)
    return [(i, j)] if not between and not found.passive and i < j <= s else []


def _active_content(parse: Parse, v: int, found: Candidate) -> list[Range]:
    frame, dep = found.frame, parse.dep
    kids = parse.children[v]
    clauses = [
        c for c in kids if dep[c] in ("ccomp", "parataxis") and c != found.source and not _is_relative(parse, c, v)
    ]
    if clauses and ("c" in frame or "q" in frame):
        return [subtree(parse, c) for c in clauses]
    infinitive = [c for c in kids if dep[c] in ("xcomp", "ccomp") and c > v]
    if infinitive and ("i" in frame or "a" in frame or parse.tag[infinitive[0]] == "VBG"):
        objects = [c for c in kids if dep[c] in ("dobj", "dative") and v < c < infinitive[0]]
        return [subtree(parse, c) for c in [*objects, *infinitive]]
    prepositions = PREPOSITIONS.get(parse.lemma[v], ())
    preps = [c for c in kids if dep[c] == "prep" and parse.lower[c] in prepositions and c > v]
    objects = [c for c in kids if dep[c] in ("dobj", "oprd", "attr") and c > v and c != found.source]
    if "o" in frame and "a" not in frame and objects:
        return [subtree(parse, c) for c in [*objects, *preps, *infinitive]]
    if preps:
        if objects:
            return [subtree(parse, c) for c in [*objects, *preps]]
        found.cue = sorted({*found.cue, preps[0]}) if preps[0] - v < 3 else found.cue
        return [(preps[0] + 1, subtree(parse, preps[0])[1])]
    return []


def _is_relative(parse: Parse, c: int, v: int) -> bool:
    """True for "that would bring limits" of "proposed standards in May that would bring limits", a clause of the object."""
    s = own_subject(parse, c)
    return s >= 0 and parse.tag[s] == "WDT" and 0 <= child(parse, v, "dobj") < c


def _passive_content(parse: Parse, v: int, found: Candidate) -> list[Range]:
    frame, dep = found.frame, parse.dep
    kids = parse.children[v]
    s = own_subject(parse, v)
    if s < 0 and dep[v] == "acl":
        s = parse.head[v]
    elif s < 0:
        s = -1 if is_reduced_passive(parse, v) else subject(parse, v)
    clauses = [c for c in kids if dep[c] in ("ccomp", "xcomp", "oprd") and c > v]
    that = [c for c in clauses if dep[c] == "ccomp"]
    if that and (s < 0 or parse.lower[s] == "it" or "a" in frame):
        return [subtree(parse, c) for c in that]
    prepositions = PREPOSITIONS.get(parse.lemma[v], ())
    rest = clauses or [c for c in kids if dep[c] == "prep" and parse.lower[c] in prepositions]
    if s < 0 and v > 1 and parse.text[v - 1] == "," and parse.pos[v - 2] in ("NOUN", "PROPN"):
        return [(subtree(parse, v - 2)[0], v - 1), *(subtree(parse, c) for c in rest)]
    if s < 0:
        return [subtree(parse, c) for c in rest]
    if not rest and "o" not in frame:
        return []
    before = _before(parse, s, v) if s == parse.head[v] else subtree(parse, s)
    at_agent = [c for c in parse.children[found.source] if parse.lower[c] in prepositions] if found.source >= 0 else []
    found.sure = bool(at_agent)  # "accused by prosecutors of bribery": the parse hangs "of bribery" at the prosecutors
    return [before, *(subtree(parse, c) for c in [*rest, *at_agent])]


def _before(parse: Parse, noun: int, v: int) -> Range:
    """The phrase of `noun` up to its reduced clause headed by `v`."""
    return subtree(parse, noun)[0], min(subtree(parse, v)[0], v)


def _governing_content(parse: Parse, v: int) -> list[Range]:
    """The clause that a cue interrupts or follows: "The army, he said, was ready", "as Smith said"."""
    head, dep = parse.head[v], parse.dep[v]
    if head == v or dep not in ("parataxis", "advcl", "ccomp", "dep", "intj"):
        return []
    if parse.pos[head] not in ("VERB", "AUX") or "c" not in _frame(parse, v):
        return []
    mark = child(parse, v, "mark")
    like = mark >= 0 and parse.lower[mark] == "as"
    if dep == "advcl" and not like:
        return []
    if dep in ("ccomp", "dep") and own_subject(parse, v) < 0:
        return []
    left, right = subtree(parse, v)
    comma = (left and parse.text[left - 1] in ",\"”'") or (right < len(parse) and parse.text[right] in ",.")
    if not (comma or like):
        return []
    i, j = subtree(parse, head)
    return [(i, left), (right, j)]


def _quoted_content(parse: Parse, v: int, quotations: Quotations) -> list[Range]:
    """A quotation that touches the cue's clause in the same sentence."""
    if not quotations.items:
        return []
    i, j = parse.sents[parse.sent[v]]
    after = next((q for k in range(v + 1, j) if (q := quotations.of[k]) >= 0), -1)
    before = next((q for k in range(v - 1, i - 1, -1) if (q := quotations.of[k]) >= 0), -1)
    if quotations.of[v] >= 0:
        return []
    out: list[Range] = []
    for q in (before, after):
        if q >= 0 and quotations.items[q].speech:
            item = quotations.items[q]
            gap = item.start - v if item.start > v else v - item.end
            if gap <= 12:
                out.append((item.start, item.end))
    return out[:1] if len(out) > 1 and out[0] == out[1] else out
