"""Check that a briefing stands in its sources: Briefing (+ Documents) → Problems.

Every span is read again in the text it points into, every statement is put together again from its quotes and the closed list
of phrases, every name must stand in a mention. Deliberately trusts nothing that a briefing says about itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass

from bluf.model import Actor, Briefing, Document, Quote, Span, Statement, collapse

_OF_SOURCE = (
    "title",
    "publisher",
    "authors",
    "published_on",
    "media_type",
    "language",
    "link",
    "identifier",
    "blocks",
    "sha256",
)
"""What is read from a source itself, wherever it lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A statement or finding that its source does not bear: `where` in the briefing, and `what` is wrong."""

    where: str
    what: str


def check_grounding(briefing: Briefing, documents: Sequence[Document] | None = None) -> tuple[Problem, ...]:
    """All problems of `briefing`, none if it is grounded.

    Args:
        briefing: what to check.
        documents: the sources as read again; None checks against the texts annexed to the briefing.
    """
    problems: list[Problem] = []
    # The texts of an earlier briefing are annexed where a row on what changed cites them; they need not be given again.
    earlier = briefing.changes.sources if briefing.changes else ()
    annexed = {source.document.id: source.document for source in (*earlier, *briefing.sources)}
    texts = {i: d.text for i, d in annexed.items()}
    if documents is not None:
        again = {d.id: d for d in documents}
        for source in briefing.sources:
            where = f"source {source.number} ({source.document.uri or source.document.id})"
            found = again.get(source.document.id)
            if found is None:
                problems.append(Problem(where=where, what="no given source has its content hash"))
            elif found.text != source.document.text:
                problems.append(Problem(where=where, what="the annexed text differs from the source"))
            else:
                texts[found.id] = found.text
                problems += [
                    Problem(where=where, what=f"its {name.replace('_', ' ')} is not that of the source")
                    for name in _OF_SOURCE
                    if getattr(found, name) != getattr(source.document, name)
                ]
    for path, value in walk(briefing, "briefing"):
        problems.extend(_check(path, value, texts))
    return tuple(dict.fromkeys(problems))


def walk(value: object, path: str) -> Iterator[tuple[str, object]]:
    """Every dataclass inside `value` with its path, parents first."""
    if isinstance(value, tuple):
        for k, item in enumerate(value, 1):
            yield from walk(item, f"{path} {k}")
    elif is_dataclass(value) and not isinstance(value, type):
        yield path, value
        for f in fields(value):
            if not isinstance(value, Document):
                inner = getattr(value, f.name)
                yield from walk(
                    inner, f.name.replace("_", " ") if path == "briefing" else f"{path}, {f.name.replace('_', ' ')}"
                )


def _check(path: str, value: object, texts: Mapping[str, str]) -> Iterator[Problem]:
    if isinstance(value, Span):
        text = texts.get(value.document_id)
        if text is None:
            yield Problem(where=path, what=f"points into an unknown document {value.document_id[:16]}")
        elif text[value.start : value.end] != value.text:
            yield Problem(where=path, what=f"{_short(value.text)} does not stand at {value.start}–{value.end}")
    if isinstance(value, Statement):
        yield from _check_statement(path, value)
    if isinstance(value, Actor):
        yield from _check_actor(path, value)


def _check_statement(path: str, statement: Statement) -> Iterator[Problem]:
    """A statement of quotes and phrases only: the type holds it on building, this holds it for what was loaded."""
    if not any(isinstance(part, Quote) for part in statement.parts):
        yield Problem(where=path, what="a statement without a quote")


def _check_actor(path: str, actor: Actor) -> Iterator[Problem]:
    forms = {collapse(m.text).casefold() for m in actor.mentions}
    yield from (
        Problem(where=path, what=f"{_short(name)} is not how any mention names this actor")
        for name in (actor.name, *actor.aliases)
        if collapse(name).casefold() not in forms
    )
    if actor.role is not None and (actor.role_span is None or collapse(actor.role) != collapse(actor.role_span.text)):
        yield Problem(where=path, what=f"the role {_short(actor.role)} is borne by no span")


def _short(text: str) -> str:
    words = collapse(text)
    return f"“{words}”" if len(words) <= 60 else f"“{words[:57]}…”"
