"""Whom a "he", "she", "his" or "her" at the head of a sentence means: sentence → the name before it, or None.

"Paul Kagame won. He took 98 percent." gives "Paul Kagame" for the second sentence. Nothing is given where two persons stand in the
sentence before, or none is its subject: a wrong name is worse than no key point. Deliberately no other pronoun is resolved.

Source: Hobbs 1978 and Lappin and Leass 1994 (recency and subjecthood), kept to the cases that they get right.
"""

from __future__ import annotations

from bluf.analysis.nlp import Parse

PERSONAL = frozenset("he she his her".split())
_FARTHEST = 4  # sentences back, all of them about the same "he" or "she"
_FORMS = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}


def antecedent(parse: Parse, k: int) -> tuple[int, int] | None:
    """Token range of the name that the leading pronoun of sentence `k` stands for."""
    i, j = parse.sents[k]
    word = next((parse.lower[t] for t in range(i, j) if parse.lower[t] in PERSONAL), "")
    form = _FORMS.get(word)
    if form is None:
        return None
    for back in range(k - 1, max(-1, k - 1 - _FARTHEST), -1):
        a, b = parse.sents[back]
        if parse.in_heading(a):
            return None
        persons = _persons(parse, a, b)
        subject = next((t for t in range(a, b) if _is_subject(parse, t)), None)
        if subject is None:
            return None
        if not persons and _FORMS.get(parse.lower[subject]) == form:
            continue  # "He had ...": about the same, go on
        named = next(((s, e) for s, e in persons if s <= subject < e), None)
        return named if named is not None and len(persons) == 1 else None
    return None


def _is_subject(parse: Parse, t: int) -> bool:
    head = parse.head[t]
    return parse.dep[t] in ("nsubj", "nsubjpass") and parse.head[head] == head


def _persons(parse: Parse, i: int, j: int) -> list[tuple[int, int]]:
    """Token ranges of the persons that are named, each surname once."""
    found: list[tuple[int, int]] = []
    t = i
    while t < j:
        start = t
        while t < j and parse.ent[t] == "PERSON":
            t += 1
        if t > start:
            end = t - 1 if parse.lower[t - 1] in ("'s", "'") else t
            while start > i and parse.pos[start - 1] == "PROPN" and start <= parse.head[start - 1] < end:
                start -= 1  # "María" of "María Ángela Holguín", which the tagger left out
            if end > start and parse.lower[end - 1] not in {parse.lower[e - 1] for _, e in found}:
                found.append((start, end))
        else:
            t += 1
    return found
