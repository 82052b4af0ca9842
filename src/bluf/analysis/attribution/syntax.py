"""Small questions to a parse that every room of this package asks: subjects, noun phrases, token ranges.

In: a `Parse` and token indices; out: token indices or ranges (end exclusive). Deliberately no finding is made here.
"""

from __future__ import annotations

from bluf.analysis.nlp import Parse

Range = tuple[int, int]

RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
_CLIMB = frozenset(("conj", "advcl", "xcomp", "pcomp"))
_COMMANDING = frozenset("order urge instruct command advise tell encourage".split())
_HELD = frozenset("think believe say expect estimate know consider report rumor rumour suppose".split())
_LEFT_TRIM = frozenset((",", ";", ":", ".", "-", "–", "—", "--", "...", ")"))
_PRONOMINAL = frozenset(("nsubj", "nsubjpass", "det", "dobj"))  # "that would be one": no conjunction
_RIGHT_TRIM = frozenset((",", ";", ":", ".", "-", "–", "—", "--", "("))
_DATELINE_TOKENS = 26
_AGENCIES = frozenset(
    ("CNN", "AP", "Reuters", "AFP", "UPI", "BBC", "EFE", "Efe", "TASS", "dpa", "DPA", "ANSA", "Xinhua")
)


def child(parse: Parse, i: int, *deps: str) -> int:
    """First child of `i` with one of the labels, -1 where there is none."""
    for c in parse.children[i]:
        if parse.dep[c] in deps:
            return c
    return -1


def subtree(parse: Parse, i: int) -> Range:
    """Range from the leftmost to the rightmost token under `i`."""
    left, right = parse.edges[i]
    return left, right + 1


def own_subject(parse: Parse, v: int) -> int:
    """Subject among the children of `v`, or -1; of two the nearer, as in "a strip that prosecutors say served flights"."""
    s = child(parse, v, "nsubj", "nsubjpass", "csubj")
    if s >= 0 and parse.lower[s] in RELATIVES:
        return next((c for c in reversed(parse.children[v]) if s < c < v and parse.dep[c] in SUBJECTS), s)
    return s


def pronoun(parse: Parse, i: int) -> str:
    """Token `i` in lower case, but "US", "WHO" and "IT" as they stand: names that look like pronouns."""
    named = parse.pos[i] == "PROPN" and len(parse.text[i]) > 1 and parse.text[i].isupper()
    return parse.text[i] if named else parse.lower[i]


def antecedent(parse: Parse, pronoun: int) -> int:
    """The noun a relative pronoun stands for, -1 where the parse does not say."""
    k = parse.head[pronoun]
    for _ in range(4):
        if parse.dep[k] == "relcl":
            return parse.head[k]
        k = parse.head[k]
    return -1


def subject(parse: Parse, v: int) -> int:
    """The subject of `v`, its own or that of the clause it depends on, or -1.

    "He rose, saying that ..." gives "He" for "saying".
    """
    for _ in range(4):
        s = own_subject(parse, v)
        if s >= 0:
            return s
        head = parse.head[v]
        if parse.dep[v] not in _CLIMB or head == v:
            return -1
        v = head
    return -1


def is_passive(parse: Parse, v: int) -> bool:
    """True for "was accused", "believed to be": a participle with a passive subject or auxiliary, or reduced."""
    if any(parse.dep[c] in ("nsubjpass", "auxpass") for c in parse.children[v]) or is_reduced_passive(parse, v):
        return True
    if is_headline_passive(parse, v):
        return True
    return parse.tag[v] == "VBN" and parse.dep[v] == "acl"


def is_headline_passive(parse: Parse, v: int) -> bool:
    """True for "ordered" in "Nebraska ordered to end the ban", where nobody is named whom it ordered."""
    if parse.lemma[v] not in _COMMANDING or parse.tag[v] not in ("VBD", "VBN") or v + 1 >= len(parse):
        return False
    told = any(parse.dep[c] in ("dobj", "dative", "aux", "ccomp") for c in parse.children[v])
    return (
        parse.lower[v + 1] == "to"
        and not told
        and parse.dep[parse.head[v + 1]] == "xcomp"
        and own_subject(parse, v) >= 0
    )


def is_reduced_passive(parse: Parse, v: int) -> bool:
    """True for "thought" in "sculptures, thought to have been offerings", wherever the parse hangs it."""
    if parse.tag[v] not in ("VBN", "VBD") or parse.lemma[v] not in _HELD or own_subject(parse, v) >= 0:
        return False
    infinitive = any(
        parse.dep[c] == "xcomp" and any(parse.lower[k] == "to" for k in parse.children[c])
        for c in parse.children[v]
        if c > v
    )
    return infinitive and parse.dep[v] in ("acl", "advcl", "conj") and v > 0 and parse.text[v - 1] == ","


def has_that(parse: Parse, c: int) -> bool:
    """True for a clause headed by `c` that "that" opens."""
    return any(parse.dep[k] == "mark" and parse.lower[k] == "that" for k in parse.children[c])


def noun_phrase(parse: Parse, i: int, *, stop: int = -1) -> Range:
    """The phrase headed by `i` as it stands, with title and apposition, without a relative clause set off by a comma.

    `stop`: a token the phrase must not hold (the cue).
    """
    left, right = subtree(parse, i)
    for c in parse.children[i]:
        a, b = subtree(parse, c)
        loose = parse.dep[c] in ("relcl", "acl", "advcl", "cc", "conj", "dep", "parataxis", "punct", "ccomp")
        holds = a <= stop < b
        if holds or (loose and c > i and a > 0 and _set_off(parse, c, a)):
            if c > i:
                right = min(right, a)
            else:
                left = max(left, b)
    return trim(parse, left, right)


def _set_off(parse: Parse, c: int, a: int) -> bool:
    """True where the clause that begins at `a` is parted from its noun by a comma or dash."""
    return parse.dep[c] in ("relcl", "acl", "advcl", "parataxis", "ccomp") and parse.text[a - 1] in (
        ",",
        "-",
        "–",
        "—",
        "--",
    )


def trim(parse: Parse, i: int, j: int) -> Range:
    """The range without punctuation, "that" at its start, or white space at its ends; (i, i) where nothing is left."""
    text = parse.text
    while i < j and (
        text[i] in _LEFT_TRIM or text[i].isspace() or (text[i] == "that" and parse.dep[i] not in _PRONOMINAL)
    ):
        i += 1
    while j > i and (text[j - 1] in _RIGHT_TRIM or text[j - 1].isspace() or parse.pos[j - 1] == "CCONJ"):
        j -= 1
    return i, j


def subtract(ranges: list[Range], holes: list[Range]) -> list[Range]:
    """`ranges` without what lies in `holes`, in order."""
    out = sorted(r for r in ranges if r[0] < r[1])
    for a, b in holes:
        if a >= b:
            continue
        cut: list[Range] = []
        for i, j in out:
            if b <= i or j <= a:
                cut.append((i, j))
                continue
            if i < a:
                cut.append((i, a))
            if b < j:
                cut.append((b, j))
        out = cut
    return out


def join(ranges: list[Range]) -> list[Range]:
    """Overlapping or touching ranges as one, in order."""
    out: list[Range] = []
    for i, j in sorted(ranges):
        if out and i <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], j))
        else:
            out.append((i, j))
    return out


def tidy(parse: Parse, ranges: list[Range]) -> list[Range]:
    """Joined, trimmed, and without pieces that hold no word; pieces parted by punctuation alone become one."""
    out: list[Range] = []
    for i, j in join(ranges):
        a, b = trim(parse, i, j)
        if not any(w[0].isalnum() for w in parse.text[a:b]):
            continue
        if out and a - out[-1][1] <= 2 and not any(w[0].isalnum() for w in parse.text[out[-1][1] : a]):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def dateline_end(parse: Parse, i: int) -> int:
    """First token behind the dateline that begins at `i`, or `i` where none does.

    "LONDON, England (CNN) -- " and "San Salvador, 30 Mar 89 (Efe) -- [TEXT] " are datelines; "The World Health
    Organization (WHO) said" has none.
    """
    if parse.block[i] < 0 or (i and parse.block[i - 1] == parse.block[i]):
        return i
    stop = min(len(parse), i + _DATELINE_TOKENS)
    close = next((k for k in range(i, stop) if parse.text[k] == ")"), -1)
    dash = next((k for k in range(i, stop) if parse.text[k] in ("--", "—", "–")), -1)
    end = dash if dash > close > 0 and dash - close <= 2 else -1
    if (
        end < 0
        and close > 0
        and parse.text[close - 1] in _AGENCIES
        and close + 1 < len(parse)
        and parse.pos[close + 1] not in ("VERB", "AUX")
    ):
        end = close
    if end < 0 or any(parse.pos[k] in ("VERB", "AUX") for k in range(i, end)):
        return i
    end += 1
    while end + 2 < len(parse) and parse.text[end] == "[" and parse.text[end + 2] == "]":
        end += 3
    return end
