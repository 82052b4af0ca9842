"""Where content ends: token ranges → without what follows the words that are said, with what was cut off from them.

"support for the law (in an interview with CNN)", "the argument(: 'It is a treaty')" and "State to release them(: What you
need to know)" lose their ends; "(Windows) 10 would be the last" and "between 2:30 a.m. (and 4 p.m.)" get back what the parse
hangs elsewhere. "the law in France" stays whole. Deliberately nothing is decided here about whether it is said at all.
Source: what judged samples of printed rows showed (bench/precision).
"""

from __future__ import annotations

from bluf.analysis.attribution.lexicon import VERBS
from bluf.analysis.attribution.quotations import Quotations
from bluf.analysis.attribution.statement import Candidate
from bluf.analysis.attribution.syntax import Range, child
from bluf.analysis.nlp import Parse
from bluf.model import Stance

_LOOKED_AT = 120  # tokens of a clause
_GAP = 3  # tokens
_HOURS = frozenset(("a.m.", "p.m.", "am", "pm"))
_CHANNELS = frozenset("interview statement letter speech tweet post email e-mail message television broadcast".split())
_TEASERS = frozenset(("What", "Why", "How", "Who", "Where"))
_SIDES = frozenset((Stance.DENIES, Stance.ALLEGES, Stance.ASSESSES, Stance.CONFIRMS))


def without_teaser(parse: Parse, content: list[Range]) -> list[Range]:
    """Content of a headline without what it promises to tell: "State to release emails(: What you need to know)"."""
    i, j = content[-1]
    for k in range(i + 1, min(j - 1, i + _LOOKED_AT)):
        if parse.text[k] == ":" and parse.text[k + 1] in _TEASERS:
            return [*content[:-1], (i, k)]
    return content


def without_answer(parse: Parse, found: Candidate, content: list[Range], quotations: Quotations) -> list[Range]:
    """Content of "dismissed the argument: '...'" without the quotation, which is the speaker's own and not what he dismisses."""
    i, j = content[-1]
    known = VERBS.get(parse.lemma[found.head])
    if i <= found.head or known is None or known.stance not in _SIDES or found.kind != "verb":
        return content
    for k in range(i + 1, min(j - 1, i + _LOOKED_AT)):
        if parse.text[k] == ":" and quotations.of[k + 1] >= 0 and quotations.of[k] < 0:
            return [*content[:-1], (i, k)]
    return content


def without_next_predicate(parse: Parse, found: Candidate, content: list[Range]) -> list[Range]:
    """Content of "denies the charges and accuses the army" without what else the subject does, which hangs at the charges."""
    i, j = content[-1]
    if found.kind != "verb" or i <= found.head or parse.pos[parse.head[i]] not in ("NOUN", "VERB"):
        return content
    for k in range(i + 1, min(j, i + _LOOKED_AT)):
        joint = parse.dep[k] == "conj" and parse.pos[parse.head[k]] in ("NOUN", "PROPN") and i <= parse.head[k] < k
        if (
            joint
            and parse.tag[k] in ("VBZ", "VBD")
            and parse.tag[k] == parse.tag[found.head]
            and parse.pos[k - 1] == "CCONJ"
        ):
            return [*content[:-1], (i, k - 1)]
    return content


def without_meanwhile(parse: Parse, found: Candidate, content: list[Range], quotations: Quotations) -> list[Range]:
    """Content of 'Describing the moment, Ann said: "..."' without what she does meanwhile."""
    i, j = content[0]
    quoted = any(quotations.of[a] >= 0 for a, _ in content[1:])
    if found.kind != "verb" or not quoted or j > found.head or quotations.of[i] >= 0:
        return content
    top = next((k for k in range(i, min(j, i + _LOOKED_AT)) if not i <= parse.head[k] < j), i)
    return content[1:] if parse.tag[top] in ("VBG", "VBN") and parse.dep[top] in ("advcl", "prep") else content


def without_description(parse: Parse, found: Candidate, content: list[Range]) -> list[Range]:
    """Content of "According to Ann, who was there, it was late" without what describes Ann."""
    i, j = content[0]
    if found.kind != "preposition" or parse.tag[i] not in ("WP", "WDT") or i < found.head:
        return content
    comma = next((k for k in range(i, min(j - 1, i + _LOOKED_AT)) if parse.text[k] == ","), -1)
    return [(comma + 1, j), *content[1:]] if comma > i else content


def with_rest(parse: Parse, content: list[Range], cue: Range) -> list[Range]:
    """Content with the end of "between 2:30 a.m. and 4 p.m.", which the parse hangs elsewhere."""
    i, j = content[-1]
    end = parse.sents[parse.sent[j - 1]][1]
    timed = i >= cue[1] and parse.lower[j - 1] in _HOURS and 0 < end - j <= _GAP and parse.lower[j] in ("and", "to")
    return [*content[:-1], (i, end)] if timed else content


def with_gap(parse: Parse, found: Candidate, content: list[Range], cue: Range) -> list[Range]:
    """Content with the name that the parse left between it and its cue: "announced (Windows) 10 would be the last"."""
    i, j = content[0]
    gap = range(cue[1], i)
    if found.kind != "verb" or found.passive or not 0 < len(gap) <= _GAP or "a" in found.frame or found.source in gap:
        return content
    name = all(parse.pos[k] in ("PROPN", "NOUN") and parse.ent[k] not in ("DATE", "TIME") for k in gap)
    return [(cue[1], j), *content[1:]] if name and parse.pos[i] in ("NUM", "PROPN", "NOUN") else content


def without_channel(parse: Parse, found: Candidate, content: list[Range]) -> list[Range]:
    """Content without where it was said: "expressed her support for the law in an interview with CNN"."""
    i, j = content[-1]
    if i <= found.head or found.kind == "preposition":
        return content
    for k in range(i + 1, min(j - 1, i + _LOOKED_AT)):
        if parse.dep[k] == "prep" and parse.lower[k] in ("in", "during", "on") and parse.edges[k][1] + 1 == j:
            o = child(parse, k, "pobj")
            if o >= 0 and parse.lemma[o] in _CHANNELS and parse.lower[parse.edges[o][0]] in ("a", "an"):
                return [*content[:-1], (i, k)]
    return content
