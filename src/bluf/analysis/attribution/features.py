"""What the learnt scorers see of a cue and of a possible source → names of binary features.

Every feature is a string; a scorer adds up their weights. Deliberately nothing of the text but lemmas, labels and
quotation marks is looked at.
Source: the features of Pareti 2015 (cue, source and content spans from dependency parses), with the rules' own
answers as features.
"""

from __future__ import annotations

import itertools

from bluf.analysis.attribution.lexicon import DOCUMENTS
from bluf.analysis.attribution.names import BODY_NOUNS, PERSON_NOUNS
from bluf.analysis.attribution.nouns import receiver
from bluf.analysis.attribution.quotations import Quotations
from bluf.analysis.attribution.statement import Candidate
from bluf.analysis.nlp import Parse

NO_SOURCE = -1
_SOURCE_POS = frozenset(("NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ"))
_NOT_HEADS = frozenset(("compound", "det", "amod", "nummod", "quantmod"))
_SOURCE_DEPS = frozenset(("nsubj", "nsubjpass", "csubj", "pobj", "dobj"))
_NOT_SPEAKERS = frozenset(("DATE", "TIME", "MONEY", "QUANTITY"))
_ADDRESSING = frozenset(("tell", "inform", "remind", "assure"))
_MOST_SOURCES = 40
_STEPS = 6


class View:
    """A parse, its quotations and what is asked of them often."""

    def __init__(self, parse: Parse, quotations: Quotations) -> None:
        self.parse = parse
        self.quotations = quotations
        self._quoted = [0, *itertools.accumulate(q >= 0 for q in quotations.of)] if quotations.items else []

    def share(self, i: int, j: int) -> int:
        """How much of tokens `i` to `j` is quoted, in thirds: 0 to 3."""
        if not self._quoted or j <= i:
            return 0
        return round(3 * (self._quoted[j] - self._quoted[i]) / (j - i))

    def sentence_share(self, i: int) -> int:
        """`share` of the sentence that holds token `i`."""
        return self.share(*self.parse.sents[self.parse.sent[i]])

    def type_of(self, i: int) -> str:
        """Entity label, else a class of nouns, else the part of speech."""
        parse = self.parse
        if parse.ent[i]:
            return parse.ent[i]
        lemma = parse.lemma[i]
        if lemma in DOCUMENTS:
            return "document"
        if lemma in PERSON_NOUNS:
            return "person"
        if lemma in BODY_NOUNS:
            return "body"
        return parse.pos[i]


def cue_features(view: View, found: Candidate) -> list[str]:
    """Features of a candidate: does it attribute?"""
    parse, t = view.parse, found.head
    lemma, dep, pos = parse.lemma[t], parse.dep[t], parse.pos[t]
    head = parse.head[t]
    quoted = view.quotations.of[t] >= 0
    features = [
        f"l={lemma}",
        f"t={parse.tag[t]}",
        f"d={dep}",
        f"k={found.kind}",
        f"q={quoted}",
        f"hl={parse.lemma[head]}",
        f"hp={parse.pos[head]}{dep}",
        f"ld={lemma}|{dep}",
        f"fr={found.frame}",
        f"lp={lemma}|{found.passive}",
        f"kp={found.kind}|{found.passive}",
    ]
    labels = {parse.dep[c] for c in parse.children[t]}
    features += _children(view, t)
    comp = next((d for d in ("ccomp", "xcomp", "dobj", "acl", "oprd", "prep") if d in labels), "none")
    source = found.source
    kind = view.type_of(source) if source >= 0 else "no"
    shape = _content_shape(view, found)
    features += [
        f"lcomp={lemma}|{comp}",
        f"kcomp={found.kind}|{comp}|{found.passive}",
        f"s={kind}",
        f"skc={kind}|{found.kind}|{comp}",
        f"ls={lemma}|{kind}",
        f"neg={'neg' in labels}|{found.frame}",
        f"shape={shape}",
        f"kshape={found.kind}|{shape}|{found.passive}",
        f"lshape={lemma}|{shape}",
        f"frshape={found.frame}|{shape}|{kind}",
    ]
    if source >= 0:
        features += [f"sl={parse.lemma[source]}", f"sd={parse.dep[source]}|{found.kind}"]
    features += _window(parse, t)
    share = view.sentence_share(t)
    features += [f"sq={share}|{pos}", f"lq={lemma}|{share > 0}|{quoted}"]
    return features


def _children(view: View, t: int) -> list[str]:
    parse, lemma = view.parse, view.parse.lemma[t]
    features = []
    for c in parse.children[t]:
        d = parse.dep[c]
        features.append(f"c={d}|{parse.pos[c]}")
        if d in ("dobj", "prep", "prt", "mark", "attr", "acomp", "neg", "poss", "det", "advmod", "aux", "amod"):
            features.append(f"c={d}={parse.lemma[c]}")
        if d == "prep":
            features.append(f"lc={lemma}|{parse.lemma[c]}")
        elif d in ("dobj", "oprd"):
            features.append(f"o={view.type_of(c)}")
            features.append(f"lo={lemma}|{view.type_of(c)}")
    return features


def _window(parse: Parse, t: int) -> list[str]:
    out = []
    for d in (-2, -1, 1, 2):
        k = t + d
        if 0 <= k < len(parse):
            out += [f"w{d}={parse.lower[k]}", f"p{d}={parse.pos[k]}"]
    return out


def _content_shape(view: View, found: Candidate) -> str:
    """What the rules' content is made of: label of its top word, length class, quoted or not."""
    if not found.content:
        return "none"
    parse = view.parse
    i, j = found.content[-1]
    length = sum(b - a for a, b in found.content)
    size = "1" if length < 2 else "2" if length < 4 else "3" if length < 8 else "4"
    top = (
        next((k for k in range(i, min(j, i + 60)) if not i <= parse.head[k] < j or parse.head[k] == k), i)
        if i < j
        else found.head
    )
    side = "L" if top < found.head else "R"
    return f"{parse.dep[top]}{'v' if parse.pos[top] in ('VERB', 'AUX') else ''}{size}{side}{len(found.content) > 1}"


# --- sources --------------------------------------------------------------------------------------------------------


def source_options(view: View, found: Candidate) -> list[int]:
    """Heads of noun phrases of the cue's sentence and the one before that may name the source, and `NO_SOURCE`."""
    parse, t = view.parse, found.head
    if found.passive:
        return [NO_SOURCE, *([found.source] if found.source >= 0 else [])]
    never = receiver(parse, found)
    if found.kind == "verb" and parse.lemma[t] in _ADDRESSING:
        never = next((c for c in parse.children[t] if c > t and parse.dep[c] in ("dobj", "dative")), never)
    s = parse.sent[t]
    low, high = parse.sents[s]
    if s and parse.block[parse.sents[s - 1][0]] == parse.block[t]:
        low = parse.sents[s - 1][0]
    low, high = max(low, t - 80), min(high, t + 60)
    options = [NO_SOURCE]
    of = view.quotations.of
    for i in range(low, high):
        pos = parse.pos[i]
        if of[i] >= 0 and of[i] != of[t] and view.quotations.items[of[i]].speech:
            continue  # who is spoken of in a quotation does not utter what stands outside of it
        if i + 1 < high and parse.text[i + 1] == ":" and i == parse.sents[parse.sent[i]][0]:
            continue  # a label: "Document: report finds bias"
        if i in (t, never) or pos not in _SOURCE_POS or parse.dep[i] in _NOT_HEADS or parse.ent[i] in _NOT_SPEAKERS:
            continue
        if pos in ("DET", "ADJ", "NUM") and parse.dep[i] not in _SOURCE_DEPS:
            continue
        options.append(i)
    options.sort(key=lambda i: abs(i - t) if i >= 0 else -1)
    return options[:_MOST_SOURCES]


def source_features(view: View, found: Candidate, option: int) -> list[str]:
    """Features of a possible source."""
    parse, t = view.parse, found.head
    lemma = parse.lemma[t]
    rule = found.source
    if option == NO_SOURCE:
        return [
            "none",
            f"n.rule={rule >= 0}",
            f"n.k={found.kind}|{rule >= 0}",
            f"n.l={lemma}|{rule >= 0}",
            f"n.p={found.kind}|{found.passive}|{rule >= 0}",
            f"n.d={parse.dep[t]}|{rule >= 0}",
            f"n.lp={lemma}|{found.passive}",
            f"n.rt={view.type_of(rule) if rule >= 0 else ''}|{found.kind}",
        ]
    path = _path(parse, t, option)
    kind = view.type_of(option)
    side = "L" if option < t else "R"
    distance = abs(option - t)
    near = "1" if distance < 2 else "2" if distance < 4 else "3" if distance < 8 else "4" if distance < 16 else "5"
    same = parse.sent[option] == parse.sent[t]
    is_rule = rule == option
    quoted = (view.quotations.of[option] >= 0) == (view.quotations.of[t] >= 0)
    dep = parse.dep[option]
    return [
        f"p={path}",
        f"pl={path}|{lemma}",
        f"d={dep}",
        f"e={kind}",
        f"side={side}{near}",
        f"quo={quoted}",
        f"rule={is_rule}",
        f"rk={is_rule}|{found.kind}",
        f"norule={rule < 0}|{found.kind}|{dep}",
        f"same={same}",
        f"l={parse.lemma[option]}",
        f"pe={path}|{kind}",
        f"pk={path}|{found.kind}|{found.passive}",
        f"cd={parse.dep[t]}|{dep}|{side}",
        f"rp={is_rule}|{found.passive}",
        f"re={is_rule}|{kind}",
        f"rl={is_rule}|{lemma}",
        f"qp={quoted}|{path}",
    ]


def _path(parse: Parse, a: int, b: int) -> str:
    """Labels on the way from token `a` to token `b` in the parse, "" where it is longer than six steps."""
    up = [a]
    while parse.head[up[-1]] != up[-1] and len(up) <= _STEPS:
        up.append(parse.head[up[-1]])
    down = [b]
    while down[-1] not in up and parse.head[down[-1]] != down[-1] and len(down) <= _STEPS:
        down.append(parse.head[down[-1]])
    if down[-1] not in up:
        return ""
    k = up.index(down[-1])
    return "".join("<" + parse.dep[x] for x in up[:k]) + "".join(">" + parse.dep[x] for x in reversed(down[:-1]))
