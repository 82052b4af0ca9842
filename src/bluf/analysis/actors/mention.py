"""The noun phrase that may name or describe an actor: one type, nothing found here."""

from __future__ import annotations

from dataclasses import dataclass

from bluf.model import ActorKind


@dataclass(slots=True)
class Mention:
    """A noun phrase that may name or describe an actor. Token offsets `i`, `j` are end-exclusive; `head` is the syntactic head.

    Attributes:
        named: a name, not a description.
        label: the model's entity label; "" where it gave none.
        kind: what the words themselves say, None where they say nothing.
        words: comparison words of the text.
        noun: singular head noun of a description; folded head word of a name.
        definite, indefinite: how the phrase is determined (both False for a bare plural).
        plural: more than one.
        country: ISO code that its words give.
        title: token range of a title before a name ("Foreign Minister"), or None.
    """

    i: int
    j: int
    head: int
    named: bool
    label: str
    kind: ActorKind | None
    words: tuple[str, ...]
    noun: str
    definite: bool = False
    indefinite: bool = False
    plural: bool = False
    country: str | None = None
    title: tuple[int, int] | None = None
