"""Groups of who says what: attributions by their holder, and the camps of a disagreement.

In: attributions in the order of the briefing. Out: the same, grouped; each keeps its number. Nothing is judged or left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bluf.model import AttributionEntry, Stance
from bluf.rendering.wording import speaker_words

Numbered = tuple[int, AttributionEntry]
Camp = tuple[Numbered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A holder and what it says: (number of the attribution from 1, attribution)."""

    name: str
    entries: tuple[tuple[int, AttributionEntry], ...]


def group_speakers(attributions: Sequence[AttributionEntry]) -> tuple[Speaker, ...]:
    """Attributions by who says it, in order of first appearance; those without a named source last."""
    groups: dict[str, list[Numbered]] = {}
    for number, entry in enumerate(attributions, 1):
        groups.setdefault(speaker_words(entry.source), []).append((number, entry))
    unnamed = speaker_words(None)
    ordered = sorted(groups.items(), key=lambda item: item[0] == unnamed)
    return tuple(Speaker(name=name, entries=tuple(entries)) for name, entries in ordered)


def find_camps(sides: Iterable[Numbered]) -> tuple[Camp, ...]:
    """The sides of a disagreement that deny, and those that do not, in the order in which they first appear."""
    groups: dict[bool, list[Numbered]] = {}
    for side in sides:
        groups.setdefault(side[1].stance is Stance.DENIES, []).append(side)
    return tuple(map(tuple, groups.values()))
