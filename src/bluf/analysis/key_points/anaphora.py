"""Which sentences lean on what was said before, though no pronoun heads them, and which say nothing by themselves.

"The polls suggest that's a good thing." leans, and so do "The official denied any link." where an official was named before, and
"Her government had known about them." Not: "The official who was arrested on Monday denied any link.", "Police said they had no
suspect." Empty is "The stakes are high.": nobody acts, and no name, number or day is given. Deliberately nothing is resolved: a
sentence is taken or left.

Source: Prince 1981 (given and new); Vieira and Poesio 2000 (definite descriptions that repeat a head noun); Chomsky 1981,
principle B (a pronoun is not the subject of its own clause).
"""

from __future__ import annotations

from bluf.analysis.key_points.definites import leans_on_definite
from bluf.analysis.nlp import Parse
from bluf.model import BlockKind

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those"})
_PERSONS = frozenset({"him", "his", "her", "hers"})
_MANY = frozenset({"them", "their", "theirs"})
_COLLECTIVE = frozenset(
    """police family group team army force crew couple staff public crowd party company band gang majority number government
    ministry council committee people""".split()
)
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_TIMES = frozenset(
    """day week weekend month year season morning afternoon evening night spring summer fall autumn winter time today decade century
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
    november december""".split()
)
_SAYING = frozenset(
    "say tell announce report confirm add state warn argue deny claim ask write show suggest demand".split()
)
_COPULAS = frozenset("be seem look remain feel become get sound".split())
_OPENING = 8  # tokens of a sentence in which it says from when it tells
_SPANS = frozenset("hour hours day days week weeks month months year years minute minutes".split())
_TAKEN_UP = (
    ("at", "the", "time"),
    ("at", "that", "time"),
    ("by", "that", "time"),
    ("afterward",),
    ("afterwards",),
    ("even", "so"),
    ("first", ","),
    ("second", ","),
    ("third", ","),
    ("finally", ","),
    ("that", "said"),
    ("what", "'s", "more"),
    ("if", "so"),
    ("in", "all"),
)
_FROM_THEN = frozenset("later before earlier afterward afterwards after".split())
_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "advcl", "acl", "relcl", "conj"})
_CLEFT = frozenset("who that whether if".split())
_LEAD_IN, _FEW = 3, 8  # sentences, and words of each, that may stand before the first one of a text
_SHORT = 14  # words of an evaluation
_SMALL_TALK = frozenset({"", "ORDINAL"})  # labels of entities that make a sentence no richer


def points_back(parse: Parse, i: int, j: int, quoted: frozenset[int]) -> bool:
    """True where tokens `i` to `j` hold a demonstrative, a pronoun or a "the ..." whose meaning stands before the sentence."""
    if _follows_in_time(parse, i, j):
        return True
    free = [t for t in range(i, j) if t not in quoted]
    return any(
        _is_bare_demonstrative(parse, t)
        or (_is_inner_person(parse, t) and not _has_antecedent(parse, i, j, t))
        or (parse.lower[t] in _MANY | _PERSONS and not _has_antecedent(parse, i, j, t))
        or (parse.lower[t] == "it" and parse.dep[t] in ("dobj", "pobj") and not _has_antecedent(parse, i, j, t))
        or leans_on_definite(parse, i, t)
        or _is_unplaced(parse, i, t)
        or _is_anchored(parse, i, t)
        for t in free
    )


def _follows_in_time(parse: Parse, i: int, j: int) -> bool:
    """True for "By the next morning, ...", "41 years later, ...", "Even so ...": told from what stands before."""
    opening = parse.lower[i : min(i + _OPENING, j)]
    if any(tuple(opening[: len(phrase)]) == phrase for phrase in _TAKEN_UP):
        return True
    for n, word in enumerate(opening):
        if (
            word in ("next", "following")
            and n
            and opening[n - 1] == "the"
            and parse.lower[i + n + 1 : i + n + 2] != ["of"]
        ):
            return True
        if word in _FROM_THEN and n and opening[n - 1] in _SPANS and opening[n + 1 : n + 2] == [","]:
            return True
    return False


def tells_nothing(parse: Parse, i: int, j: int) -> bool:
    """True for a short evaluation, "The stakes are high.", or a comparison with what stands before, "the situation is worse"."""
    root = next((t for t in range(i, j) if parse.head[t] == t), None)
    if root is None or parse.lemma[root] not in _COPULAS:
        return False
    said = [c for c in parse.children[root] if parse.dep[c] in ("acomp", "attr", "oprd")]
    if parse.lower[i] == "it" and any(
        parse.dep[c] == "attr" for c in said
    ):  # "It's a tough job"; not "It was the navy that fired"
        return _CLEFT.isdisjoint(parse.lower[root:j])
    if sum(w[:1].isalnum() for w in parse.text[i:j]) > _SHORT:
        return False
    if any(parse.tag[c] == "JJR" for c in said) and "than" not in parse.lower[root:j]:
        return True
    named = any(parse.ent[t] not in _SMALL_TALK or parse.pos[t] in ("NUM", "PROPN") for t in range(i, j))
    below = [c for child in (root, *said) for c in parse.children[child]]
    told = any(parse.dep[c] in _CLAUSES for c in below)  # "It is not clear whether the rebels will return."
    return any(parse.dep[c] == "acomp" for c in said) and not named and not told


def _is_bare_demonstrative(parse: Parse, t: int) -> bool:
    """True for the "that" of "The polls suggest that's a good thing", and the "this" of "They ignored all of this"."""
    if parse.lower[t] not in _DEMONSTRATIVES or parse.tag[t] != "DT" or parse.children[t]:
        return False
    head = parse.head[t]
    if parse.dep[t] in _SUBJECTS:
        return parse.head[head] == head or parse.dep[head] == "ccomp"
    return parse.dep[t] in ("dobj", "pobj")


def _is_unplaced(parse: Parse, i: int, t: int) -> bool:
    """True for the "there" of "Peggy Sue was there too", unless the sentence has told of a place."""
    if parse.lower[t] != "there" or parse.dep[t] != "advmod" or parse.tag[t] != "RB":
        return False
    return not any(parse.ent[n] in _PLACES or (parse.pos[n] == "PROPN" and parse.dep[n] == "pobj") for n in range(i, t))


def _is_inner_person(parse: Parse, t: int) -> bool:
    """True for a "he" that is not the subject of the sentence or of what is said in it: those are told with their names."""
    head = parse.head[t]
    outer = parse.head[head] == head or (
        parse.dep[head] == "ccomp" and parse.head[parse.head[head]] == parse.head[head]
    )
    return parse.lower[t] in ("he", "she") and parse.dep[t] in _SUBJECTS and not outer


def _is_anchored(parse: Parse, i: int, t: int) -> bool:
    """True for the "that" of "Every child should have that chance", unless the sentence itself has told of a chance."""
    if parse.lower[t] not in _DEMONSTRATIVES or parse.dep[t] != "det" or _opens_the_text(parse, i):
        return False
    noun = parse.head[t]
    if parse.lemma[noun] in _TIMES or any(parse.dep[c] in ("relcl", "acl") for c in parse.children[noun]):
        return False
    return not any(parse.lemma[n] == parse.lemma[noun] for n in range(i, t))


def _opens_the_text(parse: Parse, i: int) -> bool:
    """True for the sentence at token `i` where only headings and a dateline stand before: its "this" means what it tells itself."""
    before = parse.sents[: parse.sent[i]]
    return len(before) <= _LEAD_IN and all(
        b - a < _FEW or parse.blocks[parse.block[a]].kind is BlockKind.HEADING for a, b in before
    )


def _has_antecedent(parse: Parse, i: int, j: int, t: int) -> bool:
    """True where some noun of the sentence may be what the pronoun `t` means: one before it, or the subject that follows."""
    subjects = [s for s in range(i, j) if parse.dep[s] in _SUBJECTS and _is_in_clause_of(parse, s, t)]
    own = {n for s in subjects for n in (s, *(c for c in parse.children[s] if parse.dep[c] in ("conj", "compound")))}
    before = [n for n in range(i, t) if n not in own and _fits(parse, n, t)]
    later = (s for s in range(t + 1, j) if _follows_as_main_subject(parse, s) and parse.pos[s] != "PRON")
    return bool(before) or any(_fits(parse, s, t) for s in later)


def _follows_as_main_subject(parse: Parse, s: int) -> bool:
    """True for the "Obama" of "In his first speech, Obama promised"; not for who only says what holds the pronoun."""
    head = parse.head[s]
    return parse.dep[s] in _SUBJECTS and parse.head[head] == head and parse.lemma[head] not in _SAYING


def _is_in_clause_of(parse: Parse, subject: int, t: int) -> bool:
    """True where `subject` heads the clause in which `t` is an object: it cannot be what `t` means."""
    if parse.dep[t] == "poss":
        return False
    head = parse.head[t]
    while parse.dep[head] in ("prep", "pobj", "agent", "dative") and parse.head[head] != head:
        head = parse.head[head]
    return parse.head[subject] == head


def _fits(parse: Parse, n: int, t: int) -> bool:
    if parse.pos[n] not in ("NOUN", "PROPN", "PRON") or parse.lower[n] in _DEMONSTRATIVES:
        return False
    if parse.lower[t] == "it":
        return parse.tag[n] in ("NN", "NNP") and parse.ent[n] != "PERSON"
    if parse.lower[t] in _PERSONS or parse.lower[t] in ("he", "she"):
        return parse.tag[n] in ("NN", "NNP") or parse.lower[n] in ("he", "she", "who", "everyone", "anyone", "nobody")
    if parse.tag[n] in ("NNS", "NNPS") or parse.lemma[n] in _COLLECTIVE or parse.lower[n] in ("they", "who", "we"):
        return True
    joined = any(parse.dep[c] == "conj" for c in parse.children[n]) or parse.dep[n] == "conj"
    return joined or parse.ent[n] == "NORP" or (parse.lower[t] == "their" and parse.ent[n] == "ORG")
