"""Holders × propositions with stance: entries of who says what → the matters on which two or more holders are quoted.

Rows come from overlap of content words with near-synonyms as one; a row is printed in the words of one holder. Deliberately only
matters with two holders or more: what one holder alone says stands in the list, not in a matrix.
"""

from __future__ import annotations

from collections.abc import Sequence

from bluf.model import AttributionEntry, Disagreement, Proposition, Stance, Stand, Statement
from bluf.synthesis.attributions import find_outer, holder, say_the_same_words
from bluf.synthesis.words import concepts, containment, jaccard, words

_MOST_ROWS = 8
_MOST_ENTRIES = 60  # the weightiest are compared with one another
_SHARED = 4  # concepts
_CONTAINED, _ALIKE = 0.5, 0.35
_LEAST_CONCEPTS = 3
_TITLES = {
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "gen": "general",
    "col": "colonel",
    "pres": "president",
}
_STRENGTH = (Stance.DENIES, Stance.CONFIRMS, Stance.ALLEGES, Stance.ASSESSES, Stance.ESTIMATES)


def build_matrix(entries: Sequence[AttributionEntry], disagreements: Sequence[Disagreement]) -> tuple[Proposition, ...]:
    """The rows, those in dispute first."""
    about = [concepts(" ".join(s.text for s in e.content)) for e in entries[:_MOST_ENTRIES]]
    outer = find_outer(entries)
    free = [
        i for i, words in enumerate(about) if i not in outer and holder(entries[i]) and len(words) >= _LEAST_CONCEPTS
    ]
    rows: list[list[int]] = []
    used: set[int] = set()
    for disagreement in disagreements:
        row = [i for i in disagreement.sides if i not in used]
        used.update(row)
        if len(row) > 1:
            rows.append(row)
    seeds = [(row, about[i]) for row in rows for i in row if i < len(about)]
    for i in free:
        if i in used:
            continue
        home = next((row for row, words in seeds if _is_one_matter(words, about[i])), None)
        if home is not None and any(say_the_same_words(entries[i], entries[j]) for j in home):
            continue
        if home is None:
            home = []
            rows.append(home)
            seeds.append((home, about[i]))
        home.append(i)
    found = [_proposition(row, entries, disagreements) for row in rows]
    return tuple(p for p in found if _voices(p) > 1)[:_MOST_ROWS]


def _voices(row: Proposition) -> int:
    """How many holders there are when "officer" and "naval officer", "Gov. Inslee" and "governor", may be one.

    Those without a name ("officials", "the officer who fired the shot") may all be one, or one of those who are named.
    """
    named = [s for s in row.stands if _is_named(s.holder)]
    names = [frozenset(_TITLES.get(w, w) for w in words(stand.holder)) for stand in named]
    voices = sum(not any(a < b or (a == b and i < j) for j, b in enumerate(names)) for i, a in enumerate(names))
    stances = {s.stance for s in row.stands}
    return voices + (len(named) < len(row.stands) and (voices == 0 or Stance.DENIES in stances))


def _is_named(holder: str) -> bool:
    """True for a name; not for "Forensic experts", whose first letter may be raised for its place."""
    first, *rest = holder.split() or [""]
    return any(w[:1].isupper() for w in rest) or (not rest and first[:1].isupper())


def _is_one_matter(a: frozenset[str], b: frozenset[str]) -> bool:
    shared = len(a & b)
    if shared < _LEAST_CONCEPTS:
        return False
    return (shared >= _SHARED and containment(a, b) >= _CONTAINED) or jaccard(a, b) >= _ALIKE


def _proposition(
    row: Sequence[int],
    entries: Sequence[AttributionEntry],
    disagreements: Sequence[Disagreement],
) -> Proposition:
    by_holder: dict[str, dict[Stance, list[int]]] = {}
    for i in row:
        by_holder.setdefault(holder(entries[i]) or "", {}).setdefault(entries[i].stance, []).append(i)
    stands = tuple(
        _stand(name, stance, indices, entries)
        for name, by_stance in by_holder.items()
        for stance, indices in sorted(by_stance.items(), key=lambda item: _strength(item[0]))
    )
    first = entries[row[0]]
    return Proposition(
        statement=Statement(parts=first.statement.parts, support=first.statement.support),
        stands=stands,
        disputed=any(len(set(d.sides) & set(row)) > 1 for d in disagreements),
    )


def _strength(stance: Stance) -> int:
    return _STRENGTH.index(stance) if stance in _STRENGTH else len(_STRENGTH)


def _stand(name: str, stance: Stance, indices: Sequence[int], entries: Sequence[AttributionEntry]) -> Stand:
    """One holder with one stance: who confirms here and merely states there has two, each with its own evidence."""
    source = entries[indices[0]].source
    return Stand(holder=name, stance=stance, attributions=tuple(indices), holder_id=source.actor_id if source else None)
