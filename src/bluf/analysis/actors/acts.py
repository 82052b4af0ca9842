"""What actors do: parse and actors → clauses.

"Rebels seized the port on Monday, the army said" gives the clause "Rebels seized the port on Monday" for the rebels.
Every act has its subject and a finite verb inside. Not an act: the mere "the army said", "Colombia is a country", "the
port was quiet"; what is only demanded, planned, conditional or denied ("he demanded that rebels leave the port").

Source: PropBank's proto-agent and proto-patient, read off the dependency parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluf.analysis.actors.factuality import is_told
from bluf.analysis.actors.selection import find_credits
from bluf.analysis.actors.syntax import NOT_AGENTIVE, SPEECH, is_verb, predicates, relation
from bluf.analysis.nlp import Parse
from bluf.model import Act, Actor

_MAX_TOKENS = 45  # a longer clause loses its trailing subordinate clauses
_LEFT_OUT = frozenset(("conj", "cc", "parataxis", "punct", "mark", "preconj", "meta", "intj", "dep"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
_RELATIVE = frozenset("who which that whom whose what".split())
_POINTERS = frozenset(("which", "whom"))  # "in which residents", "most of whom"
_SELF = frozenset("i we you me us".split())  # a speaker's words, not the text's
_FURNITURE = re.compile(r"\n\s*\n|\n\s*[A-Z][a-z]+:|\t| \| ")
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"))
_MARKUP = frozenset("#*>•")
_CLOSING = frozenset('"”)]')
_CONDITIONS = frozenset(("if", "unless", "provided", "except"))
_TRAILING = frozenset(("advcl", "ccomp", "relcl"))
_TELLING = SPEECH - frozenset(
    "accuse deny order demand promise pledge vow urge denounce condemn criticize criticise praise blame charge "
    "refuse reject agree "
    "propose recommend ask call dismiss".split()
)
_OPENINGS = frozenset(
    "however meanwhile moreover furthermore nevertheless nonetheless therefore thus also when where while why how".split()
)
_REACHING = frozenset(("with", "against"))
_IDLE = NOT_AGENTIVE | frozenset("know want like love feel mean seem belong cost live stand use see hear be".split())


def find_acts(parse: Parse, actors: tuple[Actor, ...]) -> tuple[Act, ...]:
    """Clauses in which an actor does something or has something done to it, in text order; one an actor and clause."""
    found: dict[tuple[str, int], tuple[int, int, str, bool]] = {}
    credits_ = find_credits(parse)
    for actor in actors:
        for i, j, verb, does in (*deeds(parse, actor), *_dealings(parse, actor)):
            first = _first_verb(parse, verb)
            before = found.get((actor.id, first))
            if parse.sent[verb] in credits_ or not is_told(parse, verb):
                continue
            span = _clause(parse, first, verb, i, j)
            if span and (before is None or before[1] < span[1] <= span[0] + _MAX_TOKENS):
                found[actor.id, first] = (*span, actor.id, before[3] if before else does)
    return tuple(_act(parse, *each) for each in sorted(found.values()))


def deeds(parse: Parse, actor: Actor) -> Iterator[tuple[int, int, int, bool]]:
    """Token range of the mention, verb, and whether the actor does it, for all verbs of doing that an actor takes part in.

    Wished and conditional ones count: they tell how much a text is about the actor, if not what it did.
    """
    seen: set[int] = set()
    for span in actor.mentions:
        i, j = parse.tokens_of(span.start, span.end)
        for verb, does in predicates(parse, head_of(parse, i, j)):
            lemma = parse.lemma[verb]
            if verb in seen or _is_wish(parse, verb) or lemma in _IDLE or lemma in _TELLING:
                continue
            seen.add(verb)
            yield i, j, verb, does


def _dealings(parse: Parse, actor: Actor) -> Iterator[tuple[int, int, int, bool]]:
    """Mentions behind a preposition whose verb reaches them: "signed a deal with Peru", "fought against soldiers"."""
    for span in actor.mentions:
        i, j = parse.tokens_of(span.start, span.end)
        rel, gov = relation(parse, head_of(parse, i, j))
        if rel in _REACHING and parse.pos[gov] == "NOUN" and parse.dep[gov] == "dobj":
            gov = parse.head[gov]
        if rel not in _REACHING or parse.pos[gov] != "VERB" or _is_wish(parse, gov):
            continue
        if parse.lemma[gov] not in _IDLE and parse.lemma[gov] not in _TELLING:
            yield i, j, gov, False


def _is_wish(parse: Parse, verb: int) -> bool:
    """True for infinitives: what someone plans, wants or is asked to do is not yet done."""
    return any(parse.tag[c] == "TO" for c in parse.children[verb])


def head_of(parse: Parse, i: int, j: int) -> int:
    """The token of `i`..`j` that governs the others: the last one whose head lies outside."""
    head = parse.head
    return next((k for k in range(i, j) if head[k] == k or not i <= head[k] < j), j - 1)


def _act(parse: Parse, start: int, end: int, actor_id: str, does: bool) -> Act:  # noqa: FBT001 - one row of the list above
    span = parse.span(start, end)
    return Act(
        document_id=span.document_id, start=span.start, end=span.end, text=span.text, actor_id=actor_id, subject=does
    )


def _subject(parse: Parse, verb: int) -> int | None:
    return next((c for c in parse.children[verb] if parse.dep[c] in _SUBJECTS and c < verb), None)


def _first_verb(parse: Parse, verb: int) -> int:
    """The verb of the coordination that has the subject: "seized" for "burned" in "rebels seized and burned the port"."""
    first = verb
    while parse.dep[first] == "conj" and _subject(parse, first) is None and is_verb(parse, parse.head[first]):
        first = parse.head[first]
    return first


def _clause(parse: Parse, first: int, verb: int, i: int, j: int) -> tuple[int, int] | None:
    """Token range from the subject of `first` to the end of `verb`'s clause; None where that is no clause that stands alone."""
    subject = _subject(parse, first)
    if subject is None or (parse.lower[subject] in _SELF and parse.text[subject] != "US"):
        return None
    start, _ = _extent(parse, first)
    start = max([start, *(c + 1 for c in parse.children[first] if parse.dep[c] == "mark" and c < subject)])
    _, end = _extent(parse, verb)
    if parse.lower[subject] in _RELATIVE:
        if not _is_aside(parse, first, j):
            return None
        start = i
    start, end = _trimmed(parse, start, end)
    end = _with_quotation(parse, start, end)
    inside = start <= i and j <= end and start <= subject
    if not inside or end - start > 2 * _MAX_TOKENS or _hangs(parse, start, end):
        return None
    return (start, end + 1) if _is_open(parse.span(start, end).text) else (start, end)


def _with_quotation(parse: Parse, start: int, end: int) -> int:
    """The end behind a quotation that the sentence's full stop closes: 'called it "a sad day."'."""
    last = parse.sents[parse.sent[start]][1]
    after = min(end + 2, last, len(parse))
    if end < after and _is_open(parse.span(start, end).text) and parse.text[end] in ".,!?":
        closed = after == end + 2 and parse.text[end + 1] in _CLOSING
        return after if closed and not _is_open(parse.span(start, after).text) else end
    return end


def _is_aside(parse: Parse, verb: int, j: int) -> bool:
    """True for "the minister, who left": a comma makes the relative clause a statement; "the men who left" says which men."""
    return parse.dep[verb] == "relcl" and parse.text[j : j + 1] == [","] and parse.edges[verb][0] == j + 1


def _hangs(parse: Parse, start: int, end: int) -> bool:
    """True for a range that opens like a fragment, is part of a question or runs over page furniture or an open bracket."""
    if (
        parse.lower[start] in _RELATIVE
        or not _POINTERS.isdisjoint(parse.lower[start : start + 3])
        or parse.sent[start] != parse.sent[end - 1]
    ):
        return True
    _, last = parse.sents[parse.sent[start]]
    if "?" in parse.text[end - 1 : last]:
        return True
    text = parse.span(start, end).text
    if _FURNITURE.search(text):
        return True
    closed = end < len(parse) and parse.text[end] in _CLOSING
    return _is_open(text) and not (closed and not _is_open(text + parse.text[end]))


def _is_open(text: str) -> bool:
    """True where a quotation mark or bracket has no partner."""
    return text.count('"') % 2 == 1 or any(text.count(a) != text.count(b) for a, b in _PAIRS)


def _extent(parse: Parse, verb: int) -> tuple[int, int]:
    """Token range of the clause headed by `verb`; a long one loses its trailing clauses, but no condition."""
    edges, dep = parse.edges, parse.dep
    kids = [c for c in parse.children[verb] if dep[c] not in _LEFT_OUT]
    start = min([verb, *(edges[c][0] for c in kids if c < verb)])
    end = max([verb, *(edges[c][1] for c in kids if c > verb)]) + 1
    while end - start > _MAX_TOKENS and kids:
        last = kids.pop()
        if last < verb or dep[last] not in _TRAILING or parse.lower[edges[last][0]] in _CONDITIONS:
            break
        end = max([verb, *(edges[c][1] for c in kids if c > verb)]) + 1
    return start, end


def _trimmed(parse: Parse, start: int, end: int) -> tuple[int, int]:
    """The range without opening conjunctions and punctuation at its ends."""
    while end - start > 1 and (
        parse.dep[end - 1] == "cc"
        or (parse.pos[end - 1] in ("PUNCT", "SPACE") and parse.text[end - 1] not in "\"')]”’%")
    ):
        end -= 1
    while end - start > 1 and (
        parse.pos[start] in ("PUNCT", "SPACE")
        or parse.dep[start] in ("cc", "mark")
        or parse.lower[start] in _OPENINGS
        or parse.text[start] in _MARKUP
    ):
        start += 1
    return start, end
