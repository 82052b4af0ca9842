"""Tell "today" the present from "today" the day: tokens of a parse → yes or no.

"Today's world", "even today", "today more than 5 million people have it" speak of these times; "the court ruled today" of the day.
Deliberately cautious: without such words "today" is the day.

Source: TimeML 1.2.1 annotation guidelines (PRESENT_REF).
"""

from __future__ import annotations

from bluf.analysis.nlp import Parse

_AGE = frozenset(
    "world society youth economy era culture standard standards children kids teens teenagers generation parents market "
    "women men people money dollars prices technology media climate environment politics audience audiences consumers students "
    "workplace language terms age times generations athletes players".split()
)
_PARTS = frozenset("end rest morning afternoon evening start beginning part course close".split())
_STATES = frozenset(
    "have live exist remain know stand own use seem look feel face consider think number survive serve work make contain "
    "account enjoy suffer cost understand believe".split()
)
_LONG = frozenset(
    "still once longer ago decades decade century centuries generation generations nowadays then used".split()
)
_WORDS = 24  # of a sentence to either side


def is_present(parse: Parse, i: int, j: int) -> bool:
    """True where the "today" in tokens `i`..`j` means these times and not the day."""
    before = parse.lower[i - 1] if i else ""
    if before in ("than", "even", "still"):
        return True
    if before == "of":  # "the China of today", not "as of today", "the end of today"
        return parse.pos[i - 2] in ("NOUN", "PROPN") and parse.lower[i - 2] not in _PARTS
    if parse.lower[j : j + 1] == ["'s"]:
        return not _AGE.isdisjoint(parse.lower[j + 1 : j + 4])
    verb = parse.head[i]
    if parse.pos[verb] not in ("VERB", "AUX") or parse.tag[verb] not in ("VBZ", "VBP"):
        return False
    helped = any(parse.dep[c] in ("aux", "auxpass") for c in parse.children[verb][:12])
    if parse.lemma[verb] in _STATES and not helped:
        return True
    a, b = parse.sents[parse.sent[i]]
    near = parse.lower[max(a, i - _WORDS) : min(b, j + _WORDS)]
    return not helped and parse.lemma[verb] == "be" and parse.dep[i] != "nsubj" and not _LONG.isdisjoint(near)
