"""What holds for a number: its own clause's adjuncts → the place and the time among the findings of its sentence.

"borders Turkey where there have been 12 cases" puts the cases in Turkey; "accused of running flights to Brazil" puts nobody in
Brazil, and "officials in Peru said that 12 died" nobody in Peru. An adjunct holds for a number where it hangs on the number's own
noun phrase or on the verb of its clause. Deliberately nothing where two places stand side by side, or another number stands
nearer: a figure without a place is right, one with the wrong place is not.

Source: Universal Dependencies and ClearNLP labels (nominal and clausal dependents); MeasEval 2021 (Qualifies).
"""

from __future__ import annotations

import re

from bluf.analysis.nlp import Parse
from bluf.model import Place, TimeExpression

_RANGE = re.compile(r"\s*(?:and|to|until|through|till|-|–|—)\s*")
_GAP = 12  # code points between the ends of a range
_CLAUSES = frozenset("ROOT ccomp advcl relcl acl conj csubj parataxis pcomp".split())
_NOUNS = frozenset(("NOUN", "PROPN", "PRON", "NUM", "SYM"))
_VERBS = frozenset(("VERB", "AUX"))
_WHERE = frozenset("in at near across throughout outside inside around within on off over".split())
_HAVE = frozenset("have report record register".split())
_PER = frozenset("annually yearly monthly weekly daily hourly".split())
_SPANS = frozenset("year month week day hour minute".split())
_THEN = frozenset("ago earlier later before after old from on and".split())
_BREAKS = frozenset(", ; : and but or if that which".split())
_REACH = 40  # tokens to either side of a verb in which its subject and object are looked for
_OBJECT = 3  # heads from a number to the verb it is the object of
_STEPS = 24  # heads climbed; a deeper parse is noise


def own_place(parse: Parse, i: int, places: list[Place]) -> Place | None:
    """The place of those of one sentence that holds for the number at token `i`, None where none or more than one does."""
    chain = _chain(parse, i)
    found = [(chain[at], p) for p in places if (at := _place_of(parse, p, i, chain)) is not None]
    if not found:
        return _where(parse, i, places)
    nearest = min(step for step, _ in found)
    best = [p for step, p in found if step == nearest]
    behind = [p for p in best if p.start > parse.start[i]]
    return behind[0] if behind else best[-1] if len(best) == 1 else None


def own_period(parse: Parse, i: int, dates: list[TimeExpression]) -> TimeExpression | None:
    """The time of those of one sentence that holds for the number at token `i`."""
    chain = _chain(parse, i)
    found: list[tuple[int, TimeExpression]] = []
    for d in dates:
        top, _ = _top(parse, *parse.tokens_of(d.start, d.end))
        at = _governor(parse, top)
        if at is not None and at in chain and not _number_between(parse, i, top):
            found.append((chain[at], d))
    nearest = min((step for step, _ in found), default=0)
    best = [d for step, d in found if step == nearest]
    return best[0] if len(best) == 1 and not _is_bound(parse, best[0], dates) else None


def _is_bound(parse: Parse, date: TimeExpression, dates: list[TimeExpression]) -> bool:
    """True for one end of a range of two dates, which holds for the number only as a whole: "between April 1 and June 30"."""
    text = parse.document.text
    for other in dates:
        gap = text[date.end : other.start] if other.start >= date.end else text[other.end : date.start]
        if other is not date and _RANGE.fullmatch(gap[:_GAP]):
            return True
    return False


def is_denied(parse: Parse, i: int) -> bool:
    """True where nobody is said to: "None of the teams offered more than eight years"; not in "none of the 12 survived"."""
    if i and parse.lower[i - 1] in ("the", "those", "these", "this", "that"):  # "nobody believes the 3,000 figure"
        return False
    for verb in _chain(parse, i):
        if parse.pos[verb] not in _VERBS or verb > i or _is_apart(parse, verb, i):
            continue
        for k in range(max(parse.edges[verb][0], verb - _REACH), verb):
            if parse.head[k] == verb and parse.dep[k] in ("nsubj", "nsubjpass") and _is_nobody(parse, k):
                return True
    return False


def _is_apart(parse: Parse, verb: int, i: int) -> bool:
    """True where another clause or a preposition begins between the verb and the number."""
    behind = range(verb + 1, i)
    return len(behind) > _REACH or any(
        parse.lower[k] in _BREAKS or (parse.pos[k] == "ADP" and parse.lower[k] != "than") for k in behind
    )


def _is_nobody(parse: Parse, k: int) -> bool:
    if parse.lower[k] in ("none", "nobody", "neither"):
        return True
    return any(parse.head[d] == k and parse.lower[d] in ("no", "neither") for d in range(max(0, k - 4), k))


def rate_behind(parse: Parse, noun: int) -> int | None:
    """The token behind what a count is per: "a year" in "trains 120 officers a year"; none in "officers a year ago"."""
    behind = parse.lower[noun + 1 : noun + 4]
    if behind[:1] and behind[0] in _PER:
        return noun + 2
    if len(behind) < 2 or behind[0] not in ("a", "per", "each", "every") or behind[1] not in _SPANS:
        return None
    return None if len(behind) > 2 and behind[2] in _THEN else noun + 3


def _chain(parse: Parse, i: int) -> dict[int, int]:
    """Tokens from the number at `i` up to the verb of its clause → steps up."""
    chain: dict[int, int] = {}
    k = i
    for step in range(_STEPS):
        chain[k] = step
        clause = parse.pos[k] in _VERBS and parse.dep[k] in _CLAUSES
        if clause or parse.head[k] == k or (parse.dep[k] == "conj" and parse.pos[k] in _VERBS):
            break
        k = parse.head[k]
    return chain


def _top(parse: Parse, a: int, b: int) -> tuple[int, int]:
    """The token of `a`..`b` that the others hang on, and the token behind the last."""
    b = max(b, a + 1)
    return next((k for k in range(a, b) if not a <= parse.head[k] < b or parse.head[k] == k), a), b


def _governor(parse: Parse, top: int) -> int | None:
    """What an adjunct headed by `top` hangs on: "died" in "died in late May"."""
    k = top
    for _ in range(_STEPS):
        head = parse.head[k]
        if head == k:
            return None
        if parse.pos[head] in ("ADP", "SCONJ") or (parse.dep[k] in ("appos", "nummod", "compound") and parse.ent[head]):
            k = head
            continue
        return head
    return None


def _place_of(parse: Parse, place: Place, i: int, chain: dict[int, int]) -> int | None:
    """The token of `chain` that `place` is an adjunct of, None where it is of none."""
    top, behind = _top(parse, *parse.tokens_of(place.start, place.end))
    if _listed(parse, top, behind) or _number_between(parse, i, top):
        return None
    k = top
    for _ in range(_STEPS):
        head = parse.head[k]
        if head == k:
            return None
        dep = parse.dep[k]
        if dep == "poss":
            return head if head in chain and parse.pos[head] in _NOUNS else None
        if dep == "nsubj" and parse.lemma[head] in _HAVE:
            return (
                head if head in chain and k == top and chain[head] <= _OBJECT and not _through(parse, chain) else None
            )
        if parse.pos[head] == "ADP":
            governor = parse.head[head]
            if parse.lower[head] == "of":
                if (
                    governor in chain
                    and governor != head
                    and parse.pos[governor] in _NOUNS
                    and parse.pos[governor] != "NUM"
                ):
                    return governor
                k = governor
                continue
            return governor if governor in chain and parse.lower[head] in _WHERE else None
        if dep in ("appos", "npadvmod", "compound", "nmod") and parse.pos[head] == "PROPN":
            k = head
            continue
        return None
    return None


def _through(parse: Parse, chain: dict[int, int]) -> bool:
    """True where a preposition stands between the number and the verb: "in a child", not "12 cases"."""
    return any(parse.pos[k] == "ADP" and step < max(chain.values()) for k, step in chain.items())


def _listed(parse: Parse, top: int, behind: int) -> bool:
    """True for a place that shares its adjunct with another: "in Saxony and Thuringia"."""
    if parse.dep[top] == "conj" and parse.pos[parse.head[top]] in _NOUNS:
        return True
    return behind + 1 < len(parse) and parse.lower[behind] in ("and", "or") and parse.pos[behind + 1] == "PROPN"


def _is_listed(parse: Parse, place: Place) -> bool:
    return _listed(parse, *_top(parse, *parse.tokens_of(place.start, place.end)))


def _number_between(parse: Parse, i: int, top: int) -> bool:
    """True where another number stands between the number at `i` and the adjunct behind it: it is that one's."""
    if top <= i:
        return False
    return any(
        parse.pos[k] == "NUM"
        and parse.ent[k] not in ("DATE", "TIME")
        and parse.head[k] != i
        and parse.head[i] != k
        and parse.head[k] != parse.head[i]
        for k in range(i + 1, min(top, i + 60))
    )


def _where(parse: Parse, i: int, places: list[Place]) -> Place | None:
    """The place that a clause around the number at `i` opened with "where" speaks of: "in Peru, where 12 died"."""
    first, _ = parse.sents[parse.sent[i]]
    for k in range(i - 1, max(first, i - 20), -1):
        if parse.lower[k] in (";", ":", "while", "but"):
            return None
        if parse.lower[k] == "where":
            j = k - 1 if parse.lower[k - 1] != "," else k - 2
            return next(
                (p for p in places if j >= 0 and parse.start[j] < p.end <= parse.end[j] and not _is_listed(parse, p)),
                None,
            )
    return None
