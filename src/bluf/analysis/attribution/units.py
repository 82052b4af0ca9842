"""What the learnt scorers see of possible content: units taken or left whole, and what is cut off from them.

A unit is a subtree under the cue or under one of the words that govern it, or such a word itself. In: a candidate;
out: units, and names of binary features as in `features`.
Source: the features of Pareti 2015 (content spans from dependency parses), with the rules' own answer as a feature.
"""

from __future__ import annotations

from dataclasses import dataclass

from bluf.analysis.attribution.features import View
from bluf.analysis.attribution.lexicon import VERBS
from bluf.analysis.attribution.statement import Candidate
from bluf.analysis.attribution.syntax import Range, subtree

_MOST_UNITS = 60
_MOST_CUTTINGS = 12
_CUT_DEPTH = 5
_CUT_DEPS = frozenset(
    (
        "relcl",
        "advcl",
        "acl",
        "conj",
        "prep",
        "parataxis",
        "ccomp",
        "appos",
        "npadvmod",
        "dep",
        "pcomp",
        "xcomp",
        "agent",
        "mark",
    )
)
_LEVELS = 5


@dataclass(slots=True)
class Unit:
    """A stretch of possible content: `kind` is where it hangs ("kid0" under the cue, "anc1" its governor, ...)."""

    kind: str
    head: int
    ranges: list[Range]


def content_units(view: View, found: Candidate) -> list[Unit]:
    """Units around the cue: its children's subtrees, its governors and their other children's subtrees.

    Up to five levels.
    """
    parse, t = view.parse, found.head
    units: list[Unit] = []
    x, level, below = t, 0, (t, t + 1)
    while level <= _LEVELS and len(units) < _MOST_UNITS:
        kind = f"kid{min(level, 3)}"
        for c in parse.children[x][:_MOST_UNITS]:
            i, j = subtree(parse, c)
            if i <= t < j or (i < below[1] and below[0] < j and c != x and i <= below[0] and below[1] <= j):
                continue
            units.append(Unit(kind, c, [(i, j)]))
        below = subtree(parse, x)
        if parse.head[x] == x:
            break
        x, level = parse.head[x], level + 1
        units.append(Unit(f"anc{min(level, 3)}", x, [(x, x + 1)]))
    return units


def unit_features(view: View, found: Candidate, source: int, unit: Unit) -> list[str]:
    """Features of a unit: is it content of this cue?"""
    parse, t = view.parse, found.head
    h, kind, lemma = unit.head, unit.kind, parse.lemma[t]
    i, j = unit.ranges[0]
    side = "L" if j <= t else "R"
    length = j - i
    size = "1" if length < 2 else "2" if length < 4 else "3" if length < 9 else "4"
    dep, pos = parse.dep[h], parse.pos[h]
    quoted = view.share(i, j)
    rule = _ruled(found, i, j)
    holds = source >= 0 and i <= source < j
    where = f"{kind}{dep}"
    anything = "y" if found.content else "n"
    return [
        f"k={kind}",
        f"kd={where}",
        f"kdl={where}|{lemma}",
        f"ks={kind}{side}",
        f"kds={where}{side}",
        f"kq={kind}{quoted}",
        f"kp={kind}{pos}{dep}",
        f"n={size}{kind}",
        f"cd={parse.dep[t]}|{where}",
        f"hl={kind}{parse.lemma[h]}",
        f"hld={parse.lemma[h]}|{where}",
        f"src={holds}",
        f"srck={holds}|{where}",
        f"adj={i == t + 1 or j == t}",
        f"rule={rule}",
        f"rk={rule}|{kind}",
        f"rd={rule}|{where}|{side}",
        f"rl={rule}|{lemma}",
        f"rf={rule}|{found.frame}|{where}",
        f"rt={anything}|{rule}|{found.kind}",
        f"ckind={found.kind}|{found.passive}|{where}{side}",
        f"rh={rule}|{parse.lower[h]}|{kind}",
        f"dq={where}{quoted}{view.sentence_share(t)}",
        f"fr={found.frame}|{where}|{found.passive}",
        f"e={rule}|{parse.ent[h]}|{kind}|{dep}",
        f"punct={kind}|{side}|{parse.text[i - 1] if i else ''}|{rule}"
        if not (parse.text[i - 1] if i else "").isalnum()
        else "mid",
        f"quest={parse.pos[h] == 'ADV'}|{rule}|{lemma in VERBS}",
    ]


def _ruled(found: Candidate, i: int, j: int) -> str:
    """How much of tokens `i` to `j` the rules call content: "y", "p" (part) or "n"."""
    inside = sum(max(0, min(j, b) - max(i, a)) for a, b in found.content)
    return "n" if not inside else "y" if 2 * inside >= j - i else "p"


def cuttings(view: View, unit: Unit) -> list[Unit]:
    """Parts at a unit's right end that content may leave out: clauses, conjuncts, prepositional phrases.

    "denied the charge, saying it was false": the participle clause of the unit "the charge, saying it was false".
    """
    parse = view.parse
    i, j = unit.ranges[0]
    out: list[Unit] = []
    stack = [(unit.head, 0)]
    while stack and len(out) < _MOST_CUTTINGS:
        x, depth = stack.pop(0)
        for c in reversed(parse.children[x][-6:]):
            a, b = subtree(parse, c)
            if b < j and not all(parse.pos[k] in ("PUNCT", "SPACE") for k in range(b, j)):
                break
            if a <= i or c < x:
                break
            if parse.dep[c] in _CUT_DEPS and b - a > 1:
                out.append(Unit(f"cut{min(depth, 3)}", c, [(a, j)]))
            if depth < _CUT_DEPTH:
                stack.append((c, depth + 1))
            if parse.pos[c] not in ("PUNCT", "SPACE"):
                break
    return out


def cutting_features(view: View, found: Candidate, unit: Unit, cut: Unit) -> list[str]:
    """Features of a cutting: does it lie outside of the content of this cue?"""
    parse, t = view.parse, found.head
    i, (a, b) = unit.ranges[0][0], cut.ranges[0]
    c, x = cut.head, parse.head[cut.head]
    dep, lemma = parse.dep[c], parse.lemma[c]
    before = a - 1
    while before > i and parse.pos[before] in ("SPACE", "CCONJ") and parse.text[before] not in (",", ";"):
        before -= 1
    mark = parse.text[before] if not parse.text[before][0].isalnum() else "w"
    cue = VERBS.get(lemma)
    says = cue.frame[:1] if cue and parse.pos[c] == "VERB" else "-"
    quoted = f"{view.share(i, a)}{view.share(a, b)}"
    unit_dep = parse.dep[unit.head]
    size = min(b - a, 15) // 4
    first = parse.lower[a]
    upper = "v" if parse.pos[x] in ("VERB", "AUX") else "n"
    return [
        f"d={dep}",
        f"dm={dep}|{mark}",
        f"k={cut.kind}|{dep}",
        f"u={unit_dep}|{dep}|{mark}",
        f"says={says}|{dep}|{parse.tag[c]}|{mark}",
        f"l={lemma}",
        f"ld={lemma}|{dep}",
        f"q={quoted}",
        f"qd={quoted}|{dep}|{mark}",
        f"t={parse.tag[c]}|{dep}",
        f"s={size}|{dep}",
        f"f={first}|{dep}",
        f"fm={first}|{mark}",
        f"xd={parse.dep[x]}|{dep}|{upper}",
        f"kind={found.kind}|{found.frame}|{dep}|{mark}",
        f"cl={parse.lemma[t]}|{dep}|{mark}",
        f"top={x == unit.head}|{dep}|{mark}",
        f"e={parse.ent[c]}|{dep}",
        f"o={unit_dep}|{upper}|{dep}|{says}",
        f"side={'L' if c < t else 'R'}|{dep}",
    ]
