"""What looks like an attribution and is the writer's own voice, or what nobody has said yet: cue in a parse → yes or no.

"It should be noted that" and "as described above" are the writer's; "losses might have been reported", "a reason to
believe that" and "lower than expected" report nothing; "She considered the standards" and "The advances suggest a
model" are thought and evidence without words; "Meyer proposed to Palin" is an act. "It should be noted" apart, passives
are left alone ("it is believed that").
Source: annotation guidelines of our own sets ("The article's own narration is not an attribution").
"""

from __future__ import annotations

from bluf.analysis.attribution.deeds import is_deed
from bluf.analysis.attribution.lexicon import DOCUMENTS
from bluf.analysis.attribution.names import BODY_NOUNS, PERSON_NOUNS
from bluf.analysis.attribution.stance import is_negated
from bluf.analysis.attribution.statement import Candidate
from bluf.analysis.attribution.syntax import RELATIVES, antecedent, child, own_subject, pronoun, subject
from bluf.analysis.nlp import Parse

_KNOWING = frozenset(("sure", "certain", "clear", "aware"))
_ASKING = frozenset(("how", "whether", "if", "what", "why", "when", "where", "who", "which"))
_MODALS = frozenset(("might", "may", "could", "should", "must", "shall", "ought"))
_NOTING = frozenset("note mention remember stress emphasize emphasise add point recall say".split())
_BACKWARD = frozenset(("above", "below", "earlier", "previously", "here", "before", "herein"))
_HARD = frozenset("hard difficult impossible easy tempting tough unreasonable reasonable fair".split())
_GROUNDS = frozenset("reason ground basis cause need opportunity chance right ability way point".split())
_EVIDENCE = frozenset(
    "suggest indicate show confirm reveal reflect highlight underscore underline demonstrate signal prove imply "
    "illustrate express".split()
)
_MEASURES = frozenset(
    "role capability ability need size age type kind position rank order standard principle value preference taste "
    "circumstance condition income degree level criterion tradition custom length weight height color colour way "
    "interpretation belief conscience nature importance severity number".split()
)
_ABSTRACT = ("tion", "ness", "ity", "ence", "ance", "ism", "acy")
_HAPPENING = frozenset(
    "this that crime move tint color colour sign fact case event attack history incident success defeat victory".split()
)
_SPEAKING = frozenset(
    "inspection examination publication delegation conference prosecution opposition constituency audience intelligence "
    "research community authority majority minority evidence science institution mission station indication calculation "
    "observation simulation".split()
)
_SAYING = frozenset("say ask tell demand announce".split())
_THINGS_DO = frozenset(("threaten", "promise", "add", "convince", "require", "beg"))
_SIDING = frozenset("support back oppose challenge defend".split())
_SPEAKERS = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_PERSONAL = frozenset("he she they we i you who us them".split())
_MODIFYING = frozenset(("amod", "compound", "nmod"))
_JUDGING = frozenset("consider see view regard describe call think perceive deem".split())
_COUNTED_OUT = frozenset(("ask", "answer", "request", "call"))


def is_aside(parse: Parse, found: Candidate) -> bool:
    """True where the candidate's words attribute nothing to anybody."""
    if found.kind == "adjective" or (found.kind == "verb" and parse.dep[found.head] in _MODIFYING):
        return _is_label(parse, found) or _is_nobodys(parse, found) or _is_unsure(parse, found)
    if found.kind == "preposition":
        return _is_measure(parse, found.source)
    if found.kind != "verb":
        return False
    v = found.head
    return (
        _is_writers(parse, v)
        or _is_example(parse, v)
        or _is_possible(parse, v)
        or _is_still_to_come(parse, v)
        or _is_anybody(parse, found)
        or _is_unspoken(parse, found)
        or _is_compared(parse, v)
        or _is_ground(parse, v)
        or _is_subject_itself(parse, found)
        or _is_thought(parse, v)
        or _is_evidence(parse, found)
        or _is_side_taken(parse, v)
        or _is_courtship(parse, v)
        or _is_generic(parse, found)
        or is_deed(parse, found)
    )


def _is_example(parse: Parse, v: int) -> bool:
    """True for "others -- say if you were at the pole -- got it": for example."""
    return (
        parse.lower[v] == "say"
        and v > 0
        and not parse.text[v - 1][0].isalnum()
        and parse.lower[v + 1 : v + 2] == ["if"]
    )


def _is_measure(parse: Parse, s: int) -> bool:
    """True for "according to its role" and "according to their size": by which something goes, not who says it."""
    return s >= 0 and parse.lemma[s] in _MEASURES


def _is_label(parse: Parse, found: Candidate) -> bool:
    """True for "asked price" and for "alleged members", which name who is meant and claim nothing."""
    v = found.head
    if parse.dep[v] not in _MODIFYING:
        return False
    if parse.lemma[v] in _COUNTED_OUT:
        return True
    words = sum(parse.text[k][0].isalnum() for i, j in found.content for k in range(i, j))
    return found.kind == "adjective" and words < 2


def _is_nobodys(parse: Parse, found: Candidate) -> bool:
    """True for "It is doubtful that ..." and "There is certain to be": nobody doubts it but who writes."""
    return found.source >= 0 and parse.dep[found.head] == "acomp" and pronoun(parse, found.source) in ("it", "there")


def _is_unsure(parse: Parse, found: Candidate) -> bool:
    """True for "We are not sure how much it is" and "was not aware that it is": nothing is denied."""
    doubts = parse.lemma[found.head] in _KNOWING and is_negated(parse, parse.head[found.head])
    if doubts and parse.lemma[found.head] == "aware":
        return True
    return doubts and any(
        parse.lower[k] in _ASKING
        for c in parse.children[found.head]
        for k in range(parse.edges[c][0], min(parse.edges[c][0] + 2, parse.edges[c][1] + 1))
    )


def _is_writers(parse: Parse, v: int) -> bool:
    """True for "it should be noted", "it is worth noting" and "as described above"."""
    head = parse.head[v]
    if parse.lemma[v] in _NOTING and (
        parse.lemma[head] in ("worth", "important") or (head and parse.lower[v - 1] == "worth")
    ):
        return True
    kids = parse.children[v]
    if parse.lemma[v] in _NOTING and any(parse.lower[c] in ("should", "must", "bears") for c in kids):
        s = own_subject(parse, v)
        return s < 0 or parse.lower[s] == "it"
    back = any(parse.lower[c] in _BACKWARD for c in kids)
    return back and own_subject(parse, v) < 0 and any(parse.lower[c] == "as" for c in kids)


def _is_possible(parse: Parse, v: int) -> bool:
    """True for "might say", "may have been reported", "could be seen as": nobody has said it yet."""
    return any(parse.lower[c] in _MODALS and parse.dep[c] == "aux" and c < v for c in parse.children[v])


def _is_still_to_come(parse: Parse, v: int) -> bool:
    """True for "will soon be saying": what is foreseen, not said."""
    return (
        parse.lemma[v] in _SAYING
        and parse.tag[v] == "VBG"
        and any(parse.lower[c] == "will" and c < v for c in parse.children[v])
    )


def _is_anybody(parse: Parse, found: Candidate) -> bool:
    """True for "You find that the meat is rancid" and for "Would students consider it right?"."""
    i, j = parse.sents[parse.sent[found.head]]
    asked = parse.pos[i] == "AUX" and parse.head[i] == found.head and "?" in parse.text[j - 1 : j + 1]
    return asked or (found.source >= 0 and parse.lower[found.source] == "you")


def _is_unspoken(parse: Parse, found: Candidate) -> bool:
    """True for "a deal that threatens to cost jobs" and "a shortfall added 1,500 dollars": things promise and add nothing."""
    s = found.source
    if parse.lemma[found.head] not in _THINGS_DO or found.passive or s < 0 or child(parse, found.head, "ccomp") >= 0:
        return False
    s = antecedent(parse, s) if pronoun(parse, s) in RELATIVES else s
    return s >= 0 and not _is_speaker(parse, s)


def _is_speaker(parse: Parse, s: int) -> bool:
    if parse.ent[s] in _SPEAKERS or parse.lower[s] in _PERSONAL or parse.pos[s] == "PROPN" or parse.tag[s] == "NNS":
        return True
    return bool({parse.lemma[s], parse.lemma[s].removesuffix("s")} & (PERSON_NOUNS | BODY_NOUNS | DOCUMENTS))


def _is_compared(parse: Parse, v: int) -> bool:
    """True for "than expected" and "than previously thought"."""
    near = parse.lower[max(0, v - 2) : v]
    return "than" in near and own_subject(parse, v) < 0


def _is_ground(parse: Parse, v: int) -> bool:
    """True for "a reason to believe" and "no need to say"; for "was to blame"; for "finds it hard to believe"."""
    if not any(parse.lower[c] == "to" and c < v for c in parse.children[v]):
        return False
    head = parse.head[v]
    if parse.lemma[v] == "blame" and parse.lemma[head] == "be":
        return True
    if v > 1 and parse.lower[v - 1] == "to" and parse.lower[v - 2] in _HARD:
        return True
    return parse.dep[v] in ("acl", "relcl") and parse.lemma[head] in _GROUNDS


def _is_subject_itself(parse: Parse, found: Candidate) -> bool:
    """True for "Thinking that it is safe can harm": nobody in particular thinks."""
    v = found.head
    return parse.tag[v] == "VBG" and parse.dep[v] in ("csubj", "nsubj") and found.source < 0


def _is_thought(parse: Parse, v: int) -> bool:
    """True for "considers the standards" and "considering whether": turned over in mind, not held to be so."""
    if parse.lemma[v] != "consider":
        return False
    kids = [c for c in parse.children[v] if c > v]
    clauses = [c for c in kids if parse.dep[c] == "ccomp"]
    if clauses and parse.tag[clauses[0]] != "VBG":
        return any(parse.lower[k] in ("whether", "how", "if") for c in kids for k in parse.children[c])
    predicates = ("xcomp", "oprd", "acomp", "attr")
    said = any(parse.dep[c] in predicates or parse.lower[c] == "as" for c in kids)
    return (bool(clauses) or child(parse, v, "dobj") > v) and not said


def _is_evidence(parse: Parse, found: Candidate) -> bool:
    """True where something that cannot speak shows a thing: "The advances suggest a framework"."""
    v, s = found.head, found.source
    if parse.lemma[v] not in _EVIDENCE or found.passive:
        return False
    s = s if s >= 0 else subject(parse, v)
    if child(parse, v, "ccomp") >= 0:
        noun = antecedent(parse, s) if s >= 0 and pronoun(parse, s) in RELATIVES else s
        return noun >= 0 and not parse.ent[noun] and _is_abstract(parse.lemma[noun])
    if s < 0 or parse.ent[s] in _SPEAKERS or parse.lower[s] in _PERSONAL or parse.pos[s] == "PROPN":
        return False
    nouns = {parse.lemma[s], parse.lemma[s].removesuffix("s")}
    return not nouns & (PERSON_NOUNS | BODY_NOUNS | DOCUMENTS) and parse.pos[s] in ("NOUN", "PRON", "VERB", "DET")


def _is_abstract(lemma: str) -> bool:
    """True for what happens or is the case and cannot speak: "the persistence", "this crime"."""
    if lemma in DOCUMENTS | BODY_NOUNS | PERSON_NOUNS | _SPEAKING:
        return False
    return lemma in _HAPPENING or lemma.endswith(_ABSTRACT)


def _is_side_taken(parse: Parse, v: int) -> bool:
    """True for "backed Klobuchar": an act, and a name is no content."""
    o = child(parse, v, "dobj")
    if parse.lemma[v] not in _SIDING or o < v or (parse.ent[o] not in _SPEAKERS and parse.tag[o] != "PRP"):
        return False
    return not any(parse.dep[c] in ("prep", "relcl", "acl", "poss") for c in [*parse.children[o], *parse.children[v]])


def _is_courtship(parse: Parse, v: int) -> bool:
    """True for "proposed to Ann": no proposal is told."""
    if parse.lemma[v] != "propose" or child(parse, v, "dobj") >= 0:
        return False
    return any(
        parse.lower[c] == "to" and (o := child(parse, c, "pobj")) >= 0 and parse.ent[o] == "PERSON"
        for c in parse.children[v]
    )


def _is_generic(parse: Parse, found: Candidate) -> bool:
    """True for "can be seen as an act of terror" and "falsely reporting a contact", said by nobody in particular."""
    v = found.head
    kids = parse.children[v]
    if found.passive and found.source < 0 and parse.lemma[v] in _JUDGING:
        return any(parse.lower[c] == "can" for c in kids)
    if parse.tag[v] == "VBG" and parse.dep[v] == "pcomp" and found.source < 0:
        return True
    return parse.lemma[v] == "regret" and any(parse.lower[c] == "would" for c in kids)
