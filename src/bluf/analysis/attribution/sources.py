"""Cut the words that name a source: head of the source → its phrase with title and name, and nothing of what is said.

"Assistant Attorney General for Security" gets "John Carlin" behind it, "Microsoft co" its "-founder Paul Allen", "Sgt"
the name that a wrong sentence border parted from it. A dateline, a quotation mark, the clause before "and the operator"
go. "No more than 500 settlers" is counted and speaks not. Deliberately no name is resolved here.
"""

from __future__ import annotations

from bluf.analysis.attribution.names import PERSON_NOUNS
from bluf.analysis.attribution.statement import Candidate
from bluf.analysis.attribution.syntax import Range, dateline_end, noun_phrase, own_subject, subtree
from bluf.analysis.nlp import Parse

_NAME_TOKENS = 6
_NAME_GAP = 3
_LONGEST = 120  # tokens of a phrase that are looked through
_TITLE_POS = frozenset(("PROPN", "NOUN", "ADJ", "DET", "ADP", "CCONJ", "PART"))
_QUOTE_MARKS = frozenset(('"', "”", "''", ",", "“"))
_BOUNDS = frozenset((("no", "more", "than"), ("up", "to"), ("fewer", "than"), ("less", "than"), ("as", "many", "as")))
ABBREVIATED = frozenset("sgt gen lt col capt maj rev sen gov rep dr mr mrs ms prof cpl adm cmdr st pvt hon det".split())
_ACTIVE_ONLY = frozenset(
    "admit confess agree say insist plead object respond reply testify apologize apologise".split()
)
"""Verbs whose participle describes no one: "one of the men admitted to it and the operator" is a clause and a noun."""
_IN_PHRASES = frozenset(("relcl", "acl", "aux", "auxpass", "amod", "compound", "pcomp", "advcl"))


def source_words(parse: Parse, found: Candidate, cue: Range) -> Range | None:
    """The phrase of the candidate's source as it is to be read, None where nothing is left of it."""
    source = _trimmed(parse, found, noun_phrase(parse, found.source, stop=found.head))
    if source[0] >= source[1]:
        return None
    i, j = source
    j = _name_behind(parse, j, cue)
    if j == source[1]:
        return _with_title_or_name(parse, source, cue)
    return i, j


def _trimmed(parse: Parse, found: Candidate, source: Range) -> Range:
    """The source without a possessive's ending and, by an agent, without content that the parse hangs there."""
    i, j = source
    i = max(i, min(dateline_end(parse, i), j - 1)) if i < j else i
    while i + 1 < j and parse.lower[i][0].isdigit() and parse.lower[i].endswith(("am", "pm")):
        i += 1
    while i + 1 < j and not parse.text[i][0].isalnum() and parse.text[i] not in "([$":
        i += 1
    while j > i + 1 and parse.lower[j - 1] in ("'s", "'", "’s", "’") and parse.tag[j - 1] == "POS":
        j -= 1
    while j > i + 1 and parse.text[j - 1] in _QUOTE_MARKS:
        j -= 1
    k = j
    while k > i + 2 and parse.ent[k - 1] in ("DATE", "TIME"):
        k -= 1
    if k < j and parse.lower[k - 1] in ("on", "late", "early") and k - 1 > i:  # "Castro on Monday"
        j = k - 1
    if i < j and parse.tag[i] == "VBG" and parse.head[i] != found.source:  # "Answering questions, Watson"
        comma = next((c for c in range(i, j - 1) if parse.text[c] == ","), -1)
        i = comma + 1 if 0 <= comma < found.source else i
    i = _after_clause(parse, i, j)
    if found.passive and found.sure:
        j = min([j, *(a for a, _ in found.content if found.source < a < j)])
    return i, j


def _after_clause(parse: Parse, i: int, j: int) -> int:
    """Where a source begins that the parse has put behind a whole clause: "(one admitted to it and) the operator"."""
    if j - i > _LONGEST:
        return i
    finite = [
        k
        for k in range(i, j)
        if (parse.tag[k] in ("VBD", "VBZ") and parse.dep[k] not in _IN_PHRASES)
        or (parse.tag[k] in ("VBD", "VBN") and parse.dep[k] == "acl" and parse.lemma[k] in _ACTIVE_ONLY)
    ]
    joint = max((k for k in range(i, j - 1) if parse.pos[k] == "CCONJ"), default=-1)
    return joint + 1 if finite and finite[-1] < joint and not any(parse.dep[k] == "relcl" for k in range(i, j)) else i


def _name_behind(parse: Parse, j: int, cue: Range) -> int:
    """End of the name that stands right behind a source which ends at `j`, or `j`."""
    if j >= len(parse):
        return j
    if parse.lower[j - 1].rstrip(".") in ABBREVIATED and j + 1 < len(parse):  # "said Sgt | . John MacLellan"
        k = j + (parse.text[j] == ".")
        while k < len(parse) and parse.pos[k] == "PROPN" and k - j <= _NAME_TOKENS and k not in range(*cue):
            k += 1
        return k if parse.pos[k - 1] == "PROPN" else j
    if parse.text[j] == "-" and j > cue[0] and j + 1 < len(parse):  # "said Irish America co | -founder Niall O'Dowd"
        k = j + 2
        while k < len(parse) and parse.ent[k] == "PERSON" and k - j <= _NAME_TOKENS:
            k += 1
        return k if k > j + 2 else j
    k = j
    if parse.lower[j - 1] in PERSON_NOUNS:
        while k < len(parse) and parse.ent[k] == "PERSON" and k not in range(*cue):
            k += 1
        return k
    gap = range(j, cue[0])
    if 0 < len(gap) <= _NAME_TOKENS:
        hyphen = parse.text[j] == "-" and len(gap) > 1 and all(parse.pos[g] in ("NOUN", "PROPN") for g in gap[1:])
        large = len(gap) <= _NAME_GAP and all(parse.text[g][0].isupper() for g in gap)  # "defender Per Mertesacker"
        if hyphen or large or all(parse.ent[g] == "PERSON" for g in gap):
            return cue[0]  # "Microsoft co-founder Paul Allen says", "Attorney General for Security John Carlin said"
    return j


def _with_title_or_name(parse: Parse, source: Range, cue: Range) -> Range:
    """A title parted from its name by a comma, as one: "Chief Executive of Racing NSW, Peter V'Landys said"."""
    i, j = source
    if j <= cue[0] and cue[0] - j <= _NAME_TOKENS and parse.text[j] == ",":
        end = cue[0] - (parse.text[cue[0] - 1] == ",")
        if end > j + 1 and all(parse.pos[k] == "PROPN" for k in range(j + 1, end)):
            return i, end
    if i >= 3 and parse.text[i - 1] == "," and parse.ent[i] == "PERSON" and cue[0] >= j:
        start = i - 2
        low = max(parse.sents[parse.sent[i]][0], i - 2 * _NAME_TOKENS)
        while start >= low and parse.pos[start] in _TITLE_POS:
            start -= 1
        start += 1
        titled = any(parse.lower[k] in PERSON_NOUNS for k in range(start, i - 1))
        if titled and (start == parse.sents[parse.sent[i]][0] or parse.text[start - 1] in _QUOTE_MARKS):
            return start, j
    return source


def apposed(parse: Parse, found: Candidate) -> list[Range]:
    """What stands behind the source of "according to" and describes it: "according to Tass, a news agency"."""
    i, j = subtree(parse, found.source)
    ends = j >= len(parse) or not parse.text[j][0].isalnum()
    opens = found.head == parse.sents[parse.sent[found.head]][0]
    return [(i, j)] if found.kind == "preposition" and ends and not opens and found.head < i else []


def is_counted(parse: Parse, found: Candidate, source: Range) -> bool:
    """True for a source that is a number or a bounded count and no one who speaks: "No more than 500 settlers"."""
    i, j = source
    words = parse.lower[i:j]
    if any(parse.pos[k] == "NUM" for k in range(i, j)) and any(tuple(words[:n]) in _BOUNDS for n in (2, 3)):
        return True
    return found.kind == "verb" and parse.pos[found.source] == "NUM" and own_subject(parse, found.head) != found.source
