"""What tells a leading actor from a passing name: parse and actors → feature values.

Counts, position, syntax, kind and head noun, each under a name that the weight file knows. Deliberately nothing of
the words of a name itself is used, so that what is learnt on one set of texts holds for others.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from bluf.analysis.actors.acts import head_of
from bluf.analysis.actors.events import HARM
from bluf.analysis.actors.lexicon import Lexicon, singular
from bluf.analysis.actors.names import is_acronym
from bluf.analysis.actors.syntax import SPEECH, predicates, relation, speaks
from bluf.analysis.nlp import Parse
from bluf.analysis.truecase import is_small_word
from bluf.model import Actor

_PLACE_PREPOSITIONS = frozenset("in at near from to into toward towards around outside inside across".split())
_MARKS = frozenset(('"', "“", "”", "``", "''"))
_LEAD = 80  # tokens
_NUMBERED = frozenset(("NUM",))


def actor_features(parse: Parse, actor: Actor, lexicon: Lexicon, others: int) -> dict[str, float]:
    """Feature values of one actor among `others` candidates of its document."""
    n = max(1, len(parse))
    ranges = [parse.tokens_of(s.start, s.end) for s in actor.mentions]
    heads = [head_of(parse, i, j) for i, j in ranges]
    count = len(ranges)
    first = ranges[0][0]
    kind = str(actor.kind)
    log = math.log1p(count)
    sentences = {parse.sent[h] for h in heads}
    values: dict[str, float] = {
        "bias": 1.0,
        f"kind={kind}": 1.0,
        "count": log,
        f"count+{kind}": log,
        "once": float(count == 1),
        f"once+{kind}": float(count == 1),
        "share": count / math.sqrt(n),
        "sentences": math.log1p(len(sentences)),
        "spread": (ranges[-1][0] - first) / n,
        "first": first / n,
        "first_log": math.log1p(first) / 6,
        "lead": float(first < _LEAD),
        "opening": float(parse.sent[first] == 0),
        "second": float(parse.sent[first] == 1),
        "heading": float(parse.in_heading(first)),
        "others": math.log1p(others) / 3,
        "size": math.log1p(n) / 6,
        "role": float(actor.role is not None),
        "country": float(actor.country is not None),
        "aliases": min(len(actor.aliases), 4) / 2,
        "words": min(len(actor.name.split()), 6) / 3,
    }
    values |= {f"event={r}": 1.0 for r in actor.roles}
    if actor.roles:
        values["event"] = 1.0
    for name, amount in _syntax(parse, heads, kind):
        values[name] = values.get(name, 0.0) + amount / count
    for name, amount in _setting(parse, ranges, heads):
        values[name] = values.get(name, 0.0) + amount / count
    _log_totals(values, count)
    values.update(_form(parse, ranges[0], heads[0], lexicon))
    return values


def _log_totals(values: dict[str, float], count: int) -> None:
    """Add the logarithms of how often an actor acts, is acted upon and speaks."""
    for name in ("rel=nsubj", "rel=nsubjpass", "rel=dobj", "speaks", "does", "suffers", "harms", "harmed"):
        if name in values:
            values[f"log:{name}"] = math.log1p(values[name] * count)


def _syntax(parse: Parse, heads: list[int], kind: str) -> Iterator[tuple[str, float]]:
    """What each mention's place in its clause shows."""
    for h in heads:
        rel, _gov = relation(parse, h)
        name = "place" if rel in _PLACE_PREPOSITIONS else rel
        yield f"rel={name}", 1.0
        yield f"rel+{kind}={name}", 1.0
        if parse.dep[h] in ("conj", "appos"):
            yield f"own={parse.dep[h]}", 1.0
        if speaks(parse, h):
            yield "speaks", 1.0
            yield f"speaks+{kind}", 1.0
        for verb, does in predicates(parse, h):
            lemma = parse.lemma[verb]
            if lemma in HARM:
                yield ("harms" if does else "harmed"), 1.0
            elif lemma not in SPEECH:
                yield ("does" if does else "suffers"), 1.0
            yield ("main" if parse.dep[verb] == "ROOT" else "embedded"), 1.0


def _setting(parse: Parse, ranges: list[tuple[int, int]], heads: list[int]) -> Iterator[tuple[str, float]]:
    """What the clauses around the mentions show: told or not, past or general, quoted, in brackets, further described."""
    for (i, j), h in zip(ranges, heads, strict=True):
        gov = relation(parse, h)[1]
        if parse.tag[gov] in ("VBD", "VBN", "VBP", "VBZ", "VB", "VBG"):
            yield f"gov={parse.tag[gov]}", 1.0
        if any(parse.tag[c] == "MD" for c in parse.children[gov]):
            yield "modal", 1.0
        before, after = (parse.text[i - 1] if i else ""), (parse.text[j] if j < len(parse) else "")
        if before in _MARKS or after in _MARKS:
            yield "marked", 1.0
        if before in ("(", "["):
            yield "bracketed", 1.0
        for c in parse.children[h]:
            if parse.dep[c] in ("relcl", "acl", "prep", "amod", "nummod", "poss") and c != h:
                yield f"has={parse.dep[c]}", 1.0


def _form(parse: Parse, span: tuple[int, int], head: int, lexicon: Lexicon) -> dict[str, float]:
    """What the first mention looks like."""
    i, j = span
    before = parse.lower[i - 1] if i else ""
    values: dict[str, float] = {f"tag={parse.tag[head]}": 1.0, f"label={parse.ent[head] or '-'}": 1.0}
    if parse.pos[head] == "PROPN" or parse.ent[head] in ("PERSON", "ORG", "GPE", "NORP"):
        values["name"] = 1.0
        if j - i == 1:
            values["acronym" if is_acronym(parse.text[i]) else "single"] = 1.0
            values["common"] = float(is_small_word(parse.lower[i]))
        values["caps"] = float(all(w[:1].isupper() for w in parse.text[i:j]))
        return values
    noun = singular(parse.lower[head])
    values[f"noun={noun}"] = 1.0
    values |= {
        f"noun:{field}": 1.0 for field in ("kin", "perpetrator", "official", "title") if noun in getattr(lexicon, field)
    }
    values["bare"] = float(j - i == 1)
    values[
        f"before={before}"
        if before in ("the", "a", "an", "his", "her", "their", "its", "some", "other", "any")
        else "before=-"
    ] = 1.0
    if parse.pos[i] in _NUMBERED:
        values["numbered"] = 1.0
    values["plural"] = float(parse.tag[head] in ("NNS", "NNPS"))
    values["proper"] = float(any(parse.pos[k] == "PROPN" for k in range(i, j)))
    return values
