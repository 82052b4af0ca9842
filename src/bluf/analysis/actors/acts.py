"""What actors do: parse and actors → clauses.

"Rebels seized the port on Monday, the army said" gives the clause "Rebels seized the port on Monday" for the rebels.
Not an act: the mere "the army said", "Colombia is a country", "the port was quiet".

Source: PropBank's proto-agent and proto-patient, read off the dependency parse.
"""

from __future__ import annotations

from bluf.analysis.actors.syntax import NOT_AGENTIVE, SPEECH, predicates
from bluf.analysis.nlp import Parse
from bluf.model import Act, Actor

_MAX_TOKENS = 45  # a longer clause loses its trailing subordinate clauses
_LEFT_OUT = frozenset(("conj", "cc", "parataxis", "punct", "mark", "preconj", "meta", "intj", "dep"))
_TRAILING = frozenset(("advcl", "ccomp", "relcl"))
_TELLING = SPEECH - frozenset(
    "accuse deny order demand promise pledge vow urge denounce condemn criticize criticise praise blame charge "
    "refuse reject agree "
    "propose recommend ask call dismiss".split()
)
_OPENINGS = frozenset(
    "however meanwhile moreover furthermore nevertheless nonetheless therefore thus also when where while why how".split()
)
_IDLE = NOT_AGENTIVE | frozenset("know want like love feel mean seem belong cost live stand use see hear be".split())


def find_acts(parse: Parse, actors: tuple[Actor, ...]) -> tuple[Act, ...]:
    """Clauses in which an actor does something or has something done to it, in text order; one an actor and verb."""
    found: list[tuple[int, int, str, bool]] = []
    seen: set[tuple[str, int]] = set()
    for actor in actors:
        for span in actor.mentions:
            i, j = parse.tokens_of(span.start, span.end)
            head = head_of(parse, i, j)
            for verb, does in predicates(parse, head):
                lemma = parse.lemma[verb]
                if (actor.id, verb) in seen or _is_wish(parse, verb) or lemma in _IDLE or (lemma in _TELLING and does):
                    continue
                seen.add((actor.id, verb))
                start, end = _clause(parse, verb, i, j)
                if end - start > 1:
                    found.append((start, end, actor.id, does))
    found.sort()
    return tuple(_act(parse, *each) for each in found)


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


def _clause(parse: Parse, verb: int, i: int, j: int) -> tuple[int, int]:
    """Token range of the clause headed by `verb`, with the actor's mention where it belongs to it."""
    edges, dep = parse.edges, parse.dep
    kids = [c for c in parse.children[verb] if dep[c] not in _LEFT_OUT]
    start = min([verb, *(edges[c][0] for c in kids if c < verb)])
    end = max([verb, *(edges[c][1] for c in kids if c > verb)]) + 1
    if dep[verb] in ("relcl", "acl") and j <= start:
        start = i
    while end - start > _MAX_TOKENS and kids:
        last = kids.pop()
        if last < verb or dep[last] not in _TRAILING:
            break
        end = max([verb, *(edges[c][1] for c in kids if c > verb)]) + 1
    while end - start > 1 and parse.pos[end - 1] in ("PUNCT", "SPACE") and parse.text[end - 1] not in "\"')]”’%":
        end -= 1
    while end - start > 1 and (
        parse.pos[start] in ("PUNCT", "SPACE") or dep[start] in ("cc", "mark") or parse.lower[start] in _OPENINGS
    ):
        start += 1
    return start, end
