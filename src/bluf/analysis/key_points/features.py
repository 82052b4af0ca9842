"""Describe each candidate sentence in numbers: Parse, Centrality and Findings → rows of features.

Deliberately no weighing here, and nothing that needs more than one look at a token.

Source: Edmundson 1969; Kupiec et al. 1995 (a trainable document summarizer).
"""

from __future__ import annotations

import math
import re
from functools import cached_property

from bluf.analysis.key_points.centrality import CONTENT_POS, Centrality, weight
from bluf.analysis.key_points.findings import NAMES, Findings
from bluf.analysis.key_points.form import CONNECTIVES, DANGLING, FIRST_PERSON, OPENINGS
from bluf.analysis.nlp import Parse
from bluf.model import BlockKind

_DIGITS = 6
_SECOND_PERSON = frozenset("you your yours".split())
_SAYING = frozenset("say tell announce report confirm accord claim add state warn argue deny".split())
_NUMBER = re.compile(r"\d[\d,.]*")
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
_SIMPLE = frozenset(
    "a an the and or but if of in on at to for with by from as is are was were be been it its this that his her their our".split()
)
SHAPE = (
    "length",
    "length squared",
    *(f"under {n} words" for n in (9, 13)),
    *(f"over {n} words" for n in (25, 35, 45)),
    "capitals",
    "digits",
    "numbers",
    "quote",
    "opens with quote",
    "quoted share",
    "question",
    "exclamation",
    "no full stop",
    "parenthesis",
    "colon",
    "commas",
    "after question",
    "after quote",
)
GRAMMAR = (
    "proper nouns",
    "pronouns",
    "adverbs",
    "verbs",
    "adjectives",
    "count of verbs",
    "no verb",
    "past",
    "perfect",
    "present",
    "modal",
    "negated",
    "pronoun subject",
    "name as subject",
    "dangling",
    "connective",
    "opening",
    "opening pronoun",
    "first person",
    "unquoted first person",
    "second person",
    "says",
    "next dangles",
    "personal text",
)
POSITION = (
    "inverse",
    "inverse root",
    *(f"place {n}" for n in range(4)),
    "first five",
    "first ten",
    "log place",
    "relative",
    "log count",
    "last",
    "late",
    "opens block",
)
CENTRALITY = (
    "centroid",
    "early centroid",
    "damped centroid",
    "text rank",
    "directed",
    "like first",
    "average likeness",
    "repeats",
    "later",
    "earlier",
    "mean frequency",
    "sum of frequencies",
    "shares lead",
    "mean weight",
    "key words",
    "first key words",
    "title told",
    "of title",
    "titled",
)
FEATURES = (*POSITION, *SHAPE, *CENTRALITY, *GRAMMAR, *NAMES)
"""Names of the columns of `describe`."""


def describe(parse: Parse, central: Centrality, findings: Findings) -> list[tuple[float, ...]]:
    """One row of `FEATURES` for each of `central.sentences`."""
    text = _Text(parse, central)
    return [
        tuple(
            round(x, _DIGITS)
            for x in (
                *_position(text, row),
                *_shape(text, row),
                *_central(text, row),
                *_grammar(text, row),
                *findings.values(k),
            )
        )
        for row, k in enumerate(central.sentences)
    ]


class _Text:
    """What several sentences of one text are described by."""

    def __init__(self, parse: Parse, central: Centrality) -> None:
        self.parse, self.central = parse, central
        self.total = sum(central.frequencies.values()) or 1
        self.lead = frozenset(w for v in central.vectors[:2] for w in v)

    @cached_property
    def title(self) -> frozenset[str]:
        """Content words of the title, or of the heading that the text opens with."""
        document, blocks = self.parse.document, self.parse.blocks
        title = document.title or ""
        if not title and blocks and blocks[0].kind is BlockKind.HEADING:
            title = document.text[blocks[0].start : blocks[0].end]
        return frozenset(w for w in re.findall(r"\w+", title.lower()) if w not in _SIMPLE)

    @cached_property
    def personal(self) -> float:
        """Share of first-person pronouns among the tokens, times ten."""
        lower = self.parse.lower
        return 10.0 * sum(w in FIRST_PERSON for w in lower) / max(1, len(lower))

    def words(self, k: int) -> list[int]:
        """The tokens of sentence `k` that are words or numbers."""
        i, j = self.parse.sents[k]
        return [t for t in range(i, j) if self.parse.text[t][:1].isalnum()]

    def source(self, k: int) -> str:
        """Sentence `k` as it stands in the document; "" outside."""
        if not 0 <= k < len(self.parse.sents):
            return ""
        i, j = self.parse.sents[k]
        return self.parse.document.text[self.parse.start[i] : self.parse.end[j - 1]]

    def first_word(self, k: int) -> str:
        """The first word of sentence `k`, lower case; "" outside."""
        if not 0 <= k < len(self.parse.sents):
            return ""
        return next((self.parse.lower[t] for t in self.words(k)), "")


def _position(text: _Text, row: int) -> tuple[float, ...]:
    central, parse = text.central, text.parse
    place, count = central.places[row], central.count
    block = [parse.block[parse.sents[central.sentences[r]][0]] for r in (row - 1, row) if r >= 0]
    return (
        1.0 / (place + 1),
        1.0 / math.sqrt(place + 1),
        *(float(place == n) for n in range(4)),
        float(place < 5),
        float(place < 10),
        math.log(place + 1),
        place / count,
        math.log(count),
        float(place == count - 1),
        float(place / count > 0.8),
        float(len(block) == 1 or block[0] != block[1]),
    )


def _shape(text: _Text, row: int) -> tuple[float, ...]:
    parse, k = text.parse, text.central.sentences[row]
    source, words = text.source(k), text.words(k)
    n, before = len(words), text.source(k - 1)
    length = min(n, 60) / 30
    return (
        length,
        length * length,
        float(n < 9),
        float(n < 13),
        float(n > 25),
        float(n > 35),
        float(n > 45),
        sum(parse.text[t][:1].isupper() for t in words[1:]) / max(1, n),
        float(_NUMBER.search(source) is not None),
        min(3, len(_NUMBER.findall(source))) / 3,
        float('"' in source or "“" in source),
        float(source[:1] in "\"“'‘"),
        sum(len(m) for m in _QUOTED.findall(source)) / max(1, len(source)),
        float("?" in source[-3:]),
        float("!" in source[-3:]),
        float(source[-1:] not in ".!?\"”’'"),
        float("(" in source),
        float(":" in source),
        min(5, source.count(",")) / 5,
        float(before[-1:] == "?"),
        float(before[-1:] in ('"', "”")),
    )


def _central(text: _Text, row: int) -> tuple[float, ...]:
    central, parse = text.central, text.parse
    i, j = parse.sents[central.sentences[row]]
    vector = central.vectors[row]
    content = [parse.lemma[t] for t in range(i, j) if parse.pos[t] in CONTENT_POS]
    frequencies = central.frequencies
    told = text.title.intersection(parse.lower[i:j]) if text.title else ()
    return (
        central.centroid[row],
        central.early[row],
        central.centroid[row] / math.sqrt(central.places[row] + 1),
        central.rank[row],
        central.directed[row],
        central.first[row],
        central.average[row],
        central.repeats[row],
        central.later[row],
        central.earlier[row],
        10.0 * sum(frequencies[w] for w in content) / text.total / max(1, len(content)),
        sum(frequencies[w] for w in vector) / text.total,
        sum(w in text.lead for w in vector) / max(1, len(vector)),
        sum(weight(w) for w in content) / max(1, len(content)),
        sum(w in vector for w in central.key_words) / max(1, len(central.key_words)),
        sum(w in vector for w in central.key_words[:5]) / 5,
        len(told) / max(1, len(text.title)),
        len(told) / max(1, len(vector)),
        float(bool(text.title)),
    )


def _grammar(text: _Text, row: int) -> tuple[float, ...]:
    parse, k = text.parse, text.central.sentences[row]
    i, j = parse.sents[k]
    n, pos, tags, lower = j - i, parse.pos[i:j], frozenset(parse.tag[i:j]), frozenset(parse.lower[i:j])
    first, personal = text.first_word(k), not FIRST_PERSON.isdisjoint(lower)
    subjects = [t for t in range(i, j) if parse.dep[t] in ("nsubj", "nsubjpass") and _heads_sentence(parse, t)]
    return (
        pos.count("PROPN") / n,
        pos.count("PRON") / n,
        pos.count("ADV") / n,
        pos.count("VERB") / n,
        pos.count("ADJ") / n,
        min(6, pos.count("VERB")) / 6,
        float("VERB" not in pos and "AUX" not in pos),
        float("VBD" in tags),
        float(any(parse.pos[t] == "AUX" and parse.lower[t] in ("has", "have") for t in range(i, j))),
        float("VBZ" in tags or "VBP" in tags),
        float("MD" in tags),
        float("neg" in parse.dep[i:j]),
        float(any(parse.pos[t] == "PRON" for t in subjects)),
        float(any(parse.pos[t] == "PROPN" for t in subjects)),
        float(first in DANGLING),
        float(first in CONNECTIVES),
        float(first in OPENINGS),
        float(first in OPENINGS and not DANGLING.isdisjoint(parse.lower[i + 1 : i + 4])),
        float(personal),
        float(personal and not {'"', "“"} & frozenset(parse.text[i:j])),
        float(not _SECOND_PERSON.isdisjoint(lower)),
        float(not _SAYING.isdisjoint(parse.lemma[i:j])),
        float(text.first_word(k + 1) in DANGLING),
        text.personal,
    )


def _heads_sentence(parse: Parse, t: int) -> bool:
    """True for a child of a sentence's root."""
    head = parse.head[t]
    return parse.head[head] == head
