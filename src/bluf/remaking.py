"""Make a finished briefing again from its annexed texts, and say where the two differ: Briefing → Problems.

A span may stand in its source and the number read from it be wrong: what the analysis said is checked by asking it again. Needs
the same version and the same model. Deliberately not compared: what came from outside the texts (an earlier briefing, what was
not read).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date

from bluf.grounding import Problem
from bluf.model import Analysis, Briefing, Desk, Document
from bluf.synthesis import synthesize

_FROM_OUTSIDE = frozenset({"changes", "caveats"})
_MOST = 20  # differences shown; one altered word can shift a whole list
_TOLERANCE = 1e-6  # other processors add floating-point numbers in another order
_SHOWN = 80


def find_differences(
    briefing: Briefing, analyze: Callable[[Sequence[Document], date | None], Sequence[Analysis]]
) -> tuple[Problem, ...]:
    """Where `briefing` is not what its own texts give, at most `_MOST` places; nothing where it is.

    Args:
        briefing: made by this version.
        analyze: documents, and what "today" means for undated ones, to analyses in their order.
    """
    documents = [source.document for source in briefing.sources]
    if not documents:
        return ()
    undated = any(document.published_on is None for document in documents)
    found: tuple[Problem, ...] = ()
    # Where a source is undated, the day given by the user decided how it was read, or no day did: nobody noted which.
    for as_of in (briefing.as_of, None) if undated and briefing.as_of else (briefing.as_of,):
        again = synthesize(
            analyze(documents, as_of), made_with=briefing.made_with, as_of=briefing.as_of, desk=_desk(briefing)
        )
        differences = tuple(_differences(briefing, again))
        if not differences:
            return ()
        if not found or len(differences) < len(found):
            found = differences
    return found[:_MOST]


def _desk(briefing: Briefing) -> Desk:
    """What the desk must have handed in."""
    return Desk(
        profiles=tuple(dict.fromkeys(source.profile for source in briefing.sources if source.profile)),
        mark=briefing.mark_asked,
        scale=briefing.scale,
        note=replace(briefing.note, citations=()) if briefing.note else None,
        heading=briefing.heading,
        serial=briefing.serial,
        prepared_by=briefing.prepared_by,
    )


def _differences(briefing: Briefing, again: Briefing) -> Iterator[Problem]:
    for field in fields(Briefing):
        if field.name == "id" and briefing.changes:
            continue  # it names the earlier briefing as well
        if field.name not in _FROM_OUTSIDE:
            yield from _differ(f"briefing.{field.name}", getattr(briefing, field.name), getattr(again, field.name))
    made = set(again.caveats)
    for number, caveat in enumerate(briefing.caveats, 1):
        if caveat not in made and not caveat.message.startswith("Not read: "):
            yield Problem(
                where=f"briefing.caveats[{number}]", what=f"{_shown(caveat.message)} is not what its texts give"
            )
    for caveat in again.caveats:
        if caveat not in briefing.caveats:
            yield Problem(where="briefing.caveats", what=f"{_shown(caveat.message)} is missing")


def _differ(where: str, found: object, due: object) -> Iterator[Problem]:
    if isinstance(found, tuple) and isinstance(due, tuple):
        if len(found) != len(due):
            yield Problem(where=where, what=f"holds {len(found)}, its texts give {len(due)}")
        for number, (one, other) in enumerate(zip(found, due, strict=False), 1):
            yield from _differ(f"{where}[{number}]", one, other)
    elif is_dataclass(found) and type(found) is type(due):
        for field in fields(found):
            yield from _differ(f"{where}.{field.name}", getattr(found, field.name), getattr(due, field.name))
    elif not _same(found, due):
        yield Problem(where=where, what=f"is {_shown(found)}, its texts give {_shown(due)}")


def _same(found: object, due: object) -> bool:
    if isinstance(found, float) and isinstance(due, float):
        return math.isclose(found, due, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)
    return found == due


def _shown(value: object) -> str:
    text = "nothing" if value is None else f"“{value}”"
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
