"""What holds for a number: its own clause's adjuncts → the place and the time among the findings of its sentence.

"borders Turkey where there have been 12 cases" puts the cases in Turkey; "accused of running flights to Brazil" puts nobody in
Brazil, and "officials in Peru said that 12 died" nobody in Peru. An adjunct holds for a number where it hangs on the number's own
noun phrase or on the verb of its clause. Deliberately nothing where two places stand side by side, or another number stands
nearer: a figure without a place is right, one with the wrong place is not.

Source: Universal Dependencies and ClearNLP labels (nominal and clausal dependents); MeasEval 2021 (Qualifies).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

from bluf.analysis.nlp import Parse
from bluf.model import Place, TimeExpression

_Finding = TypeVar("_Finding", Place, TimeExpression)
_RANGE = re.compile(r"\s*(?:and|to|until|through|till|-|–|—)\s*")
_BASE = re.compile(
    r"\b(?:on|over|than|from|against|with|to) (?:the )?(?:same|previous|corresponding|prior)\b[^.;,]*$", re.IGNORECASE
)
_BEFORE = 50  # code points before a date that make it what is compared with: "on the same quarter of 2011"
_GAP = 12  # code points between the ends of a range
_CLAUSES = frozenset("ROOT ccomp advcl relcl acl conj csubj parataxis pcomp".split())
_NOUNS = frozenset(("NOUN", "PROPN", "PRON", "NUM", "SYM"))
_VERBS = frozenset(("VERB", "AUX"))
_WHERE = frozenset("in at near across throughout outside inside around within on off over".split())
_HAVE = frozenset("have report record register".split())
_PER = frozenset("annually yearly monthly weekly daily hourly".split())
_SPANS = frozenset("year month week day hour minute".split())
_THEN = frozenset("ago earlier later before after old from on and".split())
_SAME = frozenset("period time month quarter week day year season".split())
_FRAMES = frozenset("in on at during since by for throughout across".split())
_COARSE = re.compile(r"\d{4}(?:-\d\d)?$|(?:(?:last|this|that|the\s(?:past|last)) )?(?:year|month)s?$", re.IGNORECASE)
_KNOWN = frozenset("the these those its his her their our my all both".split())
_SAYS = frozenset("say tell state recall describe comment add note explain warn testify claim report announce".split())
_BREAKS = frozenset(", ; : and but or if that which".split())
_REACH = 40  # tokens to either side of a verb in which its subject and object are looked for
_OBJECT = 3  # heads from a number to the verb it is the object of
_STEPS = 24  # heads climbed; a deeper parse is noise


def own_place(parse: Parse, i: int, j: int, places: list[Place]) -> Place | None:
    """The place of those of one sentence that holds for the number at token `i`, None where none or more than one does.

    `j` is the token behind the quantity.
    """
    chain = _chain(parse, i)
    beside = _beside(parse, j, places)
    if beside is not None:
        return beside
    found = [(chain[at], p) for p in places if (at := _place_of(parse, p, i, chain)) is not None]
    found = [f for f in found if not _of_first(parse, f[0], f[1], i, chain)]
    if not found:
        frame, said = _opening(parse, i, places, chain)
        return _where(parse, i, places) or (None if said else frame)
    nearest = min(step for step, _ in found)
    best = [p for step, p in found if step == nearest]
    behind = [p for p in best if p.start > parse.start[i]]
    return behind[0] if behind else best[-1] if len(best) == 1 else None


def _of_first(parse: Parse, step: int, place: Place, i: int, chain: dict[int, int]) -> bool:
    """True for a place of the first of two joined nouns, not of the number's: "primaries in California and 13 other states"."""
    if place.start > parse.start[i]:
        return False
    return any(at < step and parse.dep[k] == "conj" and chain.get(parse.head[k]) == step for k, at in chain.items())


def own_period(parse: Parse, i: int, dates: list[TimeExpression]) -> TimeExpression | None:
    """The time of those of one sentence that holds for the number at token `i`."""
    chain = _chain(parse, i)
    found: list[tuple[int, TimeExpression]] = []
    for d in dates:
        top, _ = _top(parse, *parse.tokens_of(d.start, d.end))
        base = parse.lower[parse.head[top]] in ("over", "from") and _other_end(parse, d, dates) is None
        base = base or _BASE.search(parse.document.text, max(0, d.start - _BEFORE), d.start) is not None
        named = top > 0 and parse.text[top - 1] in ("Act", "Law", "Code", "Bill")
        if (
            parse.dep[top] == "nsubj" or base or named
        ):  # "this month marks", "up 31 % from the year before", "the Act 1977"
            continue
        at = _governor(parse, top)
        if top > i and any(parse.lower[k] in ("but", ";") for k in range(i, top)):
            continue
        taken = _number_between(parse, i, top) or _follows_another(parse, i, top)
        if at is not None and at in chain and not taken:
            found.append((chain[at], d))
    verb = max(chain, key=lambda token: chain[token])
    if verb > i and parse.lemma[verb] in _SAYS:  # "one boy told CNN in November": who says so was not counted then
        return None
    nearest = min((step for step, _ in found), default=0)
    best = [d for step, d in found if step == nearest]
    if not best:
        frame, said = _opening(parse, i, dates, chain)
        tells_when_said = said and frame is not None and _COARSE.match(frame.value or frame.text) is None
        best = [frame] if frame is not None and not tells_when_said else []
    other = _other_end(parse, best[0], dates) if best else None
    if other is not None and (len(best) == 1 or (len(best) == 2 and other is best[1])):
        return _joined(parse, *sorted((best[0], other), key=lambda d: d.start))
    return best[0] if len(best) == 1 else None


def _other_end(parse: Parse, date: TimeExpression, dates: list[TimeExpression]) -> TimeExpression | None:
    """The other end of a range of two dates, which holds for the number only as a whole: "between April 1 and June 30"."""
    text = parse.document.text
    for other in dates:
        gap = text[date.end : other.start] if other.start >= date.end else text[other.end : date.start]
        if other is not date and _RANGE.fullmatch(gap[:_GAP]):
            return other
    return None


def _joined(parse: Parse, first: TimeExpression, last: TimeExpression) -> TimeExpression | None:
    """Two dates that bound a period as one expression, None where they do not bound one ("on Friday and Sunday")."""
    lead, _ = parse.tokens_of(first.start, first.end)
    gap = parse.document.text[first.end : last.start].strip()
    bound = parse.lower[lead - 1] in ("between", "from") if lead else False
    if not (bound or gap in ("-", "–", "—")) or not (first.value and last.value and first.first and last.last):
        return None
    span = parse.document.span(first.start, last.end)
    return replace(
        first,
        end=span.end,
        text=span.text,
        value=f"{first.value}/{last.value}",
        last=last.last,
        inferred=first.inferred or last.inferred,
    )


def _beside(parse: Parse, j: int, places: list[Place]) -> Place | None:
    """The place right behind the quantity that ends before token `j`: "22 in Haiti", "AU$400 in Queensland"."""
    for _ in range(3):
        j += j < len(parse) and parse.pos[j] == "NOUN"
    if j + 1 >= len(parse) or parse.lower[j] not in ("in", "across") or parse.sent[j] != parse.sent[j - 1]:
        return None
    k = j + 2 if parse.lower[j + 1] == "the" else j + 1
    place = next((p for p in places if k < len(parse) and p.start == parse.start[k]), None)
    return None if place is None or _is_listed(parse, place) else place


def _opening(parse: Parse, i: int, found: list[_Finding], chain: dict[int, int]) -> tuple[_Finding | None, bool]:
    """The one place or time that opens the sentence and frames its main clauses, and whether a source says so there.

    "In 2008, six died and 90 fell ill"; "Last year, an official claimed that there were 3,000".
    """
    first, _ = parse.sents[parse.sent[i]]
    opening = [f for f in found if _opens(parse, f, first)]
    if i > 0 and parse.lower[i - 1] in _KNOWN:
        return None, False
    if len(opening) != 1 or len([f for f in found if f.end <= parse.start[i]]) > 1:
        return None, False
    k, said = max(chain, key=lambda token: chain[token]), False
    for _ in range(_STEPS):
        if parse.head[k] == k:
            break
        if parse.dep[k] not in ("conj", "ccomp") or parse.pos[k] not in _VERBS or parse.lower[k] == "compared":
            return None, False
        said = said or parse.dep[k] == "ccomp"
        k = parse.head[k]
    return opening[0], said


def _opens(parse: Parse, finding: Place | TimeExpression, first: int) -> bool:
    """True for "In 2008," and "In the United States," at the head of the sentence that begins at token `first`."""
    a, b = parse.tokens_of(finding.start, finding.end)
    if a - first > 2 or b >= len(parse) or parse.lower[b] != ",":
        return False
    lead = parse.lower[first:a]
    return not lead or (lead[0] in _FRAMES and all(w == "the" for w in lead[1:]))


def is_denied(parse: Parse, i: int) -> bool:
    """True where nobody is said to: "None of the teams offered more than eight years"; not in "none of the 12 survived"."""
    if i and parse.lower[i - 1] in ("the", "those", "these", "this", "that"):  # "nobody believes the 3,000 figure"
        return False
    for verb in _chain(parse, i):
        if parse.pos[verb] not in _VERBS or verb > i or _is_apart(parse, verb, i):
            continue
        if parse.lemma[verb] == "have" and parse.tag[verb] == "VB" and _is_negated(parse, verb):
            return True  # "we do not have seven dead people"
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


def _is_negated(parse: Parse, verb: int) -> bool:
    return not {"n't", "not", "never"}.isdisjoint(parse.lower[max(0, verb - 2) : verb])


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
    known = i > 0 and parse.pos[i] == "NUM" and parse.lower[i - 1] in _KNOWN
    for step in range(_STEPS):
        if known and parse.pos[k] in _VERBS:  # "police freed the two men on Sunday": there were two before
            break
        chain[k] = step
        if parse.dep[k] == "appos" and k != i:  # "it welcomed Boko Haram, a group with thousands of fighters"
            break
        clause = parse.pos[k] in _VERBS and parse.dep[k] in _CLAUSES
        if (
            clause
            or parse.head[k] == k
            or parse.lower[k] == "compared"
            or (parse.dep[k] == "conj" and parse.pos[k] in _VERBS)
        ):
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
        if parse.lower[head] in _SAME and parse.lower[head - 1] == "same":  # "during the same period last year"
            k = head
            continue
        return head
    return None


def _place_of(parse: Parse, place: Place, i: int, chain: dict[int, int]) -> int | None:
    """The token of `chain` that `place` is an adjunct of, None where it is of none."""
    top, behind = _top(parse, *parse.tokens_of(place.start, place.end))
    if _listed(parse, top, behind) or _number_between(parse, i, top) or top in chain:
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
    if behind + 1 < len(parse) and parse.lower[behind] in ("and", "or") and parse.pos[behind + 1] == "PROPN":
        return True
    return any(parse.dep[c] == "conj" and parse.pos[c] == "PROPN" for c in parse.children[top][:_REACH])


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


def _follows_another(parse: Parse, i: int, top: int) -> bool:
    """True for the time of the number before: "November" of "from 54% in November to 35%" is not that of the 35."""
    if top > i or parse.lower[i - 1] not in ("to", "from"):
        return False
    return any(parse.pos[k] == "NUM" and parse.ent[k] not in ("DATE", "TIME") for k in range(max(0, top - 4), top))


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
