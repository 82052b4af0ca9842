"""Do the documents of a briefing tell one story, or several? Register → groups of documents.

Two documents tell one story where they share names, or much of their wording. Deliberately careful: a bundle counts as unrelated
only where no story takes up more than half of it, and a large collection is not judged at all: it is no bundle.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from bluf.model import Document
from bluf.synthesis.words import STOP_WORDS, content_words, fold

_MOST = 40  # documents; more than that are a collection
_NAMES, _SHARE_OF_NAMES = 2, 0.15  # shared names, of those of the document that has fewer
_WORDING = 0.2  # cosine of the content words
_READ = 20_000  # code points of a document
_NAME = re.compile(r"(?<=[a-z,;:'\"’”] )[A-Z][\w'’-]+")
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december""".split()
)


def group_documents(documents: Sequence[Document]) -> tuple[int, ...]:
    """For each document the number of its story, from 0 in order of the documents."""
    texts = [d.text[:_READ] for d in documents]
    names, wording = [_names(t) for t in texts], [content_words(t) for t in texts]
    story = list(range(len(documents)))
    for i in range(len(documents)):
        for j in range(i):
            if story[i] != story[j] and _is_one_story(names[i], names[j], wording[i], wording[j]):
                first, other = sorted((story[i], story[j]))
                story = [first if s == other else s for s in story]
    order = {s: n for n, s in enumerate(dict.fromkeys(story))}
    return tuple(order[s] for s in story)


def find_unrelated(documents: Sequence[Document]) -> tuple[int, ...] | None:
    """The story of each document where a bundle holds several and none of them takes up more than half; else None."""
    if not 1 < len(documents) <= _MOST:
        return None
    stories = group_documents(documents)
    largest = max(stories.count(s) for s in stories)
    return stories if 2 * largest <= len(documents) else None


def _is_one_story(a: frozenset[str], b: frozenset[str], words_a: frozenset[str], words_b: frozenset[str]) -> bool:
    shared = len(a & b)
    if shared >= max(_NAMES, _SHARE_OF_NAMES * min(len(a), len(b))):
        return True
    return len(words_a & words_b) >= _WORDING * math.sqrt(max(1, len(words_a) * len(words_b)))


def _names(text: str) -> frozenset[str]:
    """Folded words with a capital within a sentence, without days and months."""
    found = (fold(re.sub(r"['’]s$", "", m.group())) for m in _NAME.finditer(text))
    return frozenset(w for w in found if w not in _CALENDAR and w not in STOP_WORDS)
