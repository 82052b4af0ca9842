"""Which stories an edition tells, and in which order: new articles → groups, most important first.

Stories are found by the texts alone, so that a day may have ten thousand articles. Of those that come first by their words a few
articles are analyzed; what was found in them decides on the watch topics, and so on the order. Nothing is written.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from bluf.config.schema import Topic
from bluf.digest.topics import Match, match_findings, match_texts
from bluf.errors import StoreError
from bluf.model import Analysis, Document
from bluf.store.documents import News
from bluf.store.packing import pack, unpack
from bluf.stories import Assignment, StoryState, group_stories

MOST_LISTED = 200
MOST_READ = 30  # articles of a story that are analyzed, the longest
_SAMPLED = 3  # articles of a story that are analyzed to see whether it has the topics that its words promise

Analyze = Callable[[Sequence[Document]], tuple[Analysis, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One story's new articles, the longest first and reprints last, and how many are reprints."""

    id: str
    documents: tuple[Document, ...]
    reprints: int
    match: Match

    @property
    def rank(self) -> tuple[float, float, str]:
        """Watch topics first, then how many independent articles tell it."""
        own = len(self.documents) - self.reprints
        return -self.match.weight, -math.log2(1 + own), self.id


class Findings:
    """Analyses by document, of those that were asked for."""

    def __init__(self) -> None:
        self._by_id: dict[str, Analysis] = {}

    def add(self, documents: Iterable[Document], analyze: Analyze) -> None:
        """Analyze those that are not yet."""
        missing = [document for document in documents if document.id not in self._by_id]
        if missing:
            self._by_id.update((found.document.id, found) for found in analyze(missing))

    def all_of(self, group: Group) -> tuple[Analysis, ...]:
        """Those of a story."""
        return tuple(self._by_id[d.id] for d in group.documents if d.id in self._by_id)

    def of(self, group: Group, most: int) -> tuple[Analysis, ...]:
        """Of the articles of a story that say most: many statements and figures, reprints last."""
        own = len(group.documents) - group.reprints
        read = [(k >= own, self._by_id[d.id]) for k, d in enumerate(group.documents) if d.id in self._by_id]
        read.sort(key=lambda one: (one[0], -len(one[1].attributions) - len(one[1].figures), one[1].document.id))
        return tuple(analysis for _, analysis in read[:most])


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The stories of a day.

    Attributes:
        leading: told in full, most important first.
        listed: told in a line.
        every: these and all others.
        findings: what was found in them.
        groups: what grouping remembers.
    """

    leading: tuple[Group, ...]
    listed: tuple[Group, ...]
    every: tuple[Group, ...]
    findings: Findings
    groups: bytes


def choose_stories(
    new: Sequence[News],
    topics: Mapping[str, Topic],
    *,
    told: int,
    today: date,
    remembered: bytes | None,
    analyze: Analyze,
) -> Chosen:
    """The stories of `new`, and which of them are told in full.

    Args:
        new: new articles.
        topics: what staff care about.
        told: how many stories are told in full.
        today: the edition's day.
        remembered: what grouping remembers of earlier editions.
        analyze: finds what is in documents.
    """
    groups, state = _grouped(new, topics, today, remembered)
    candidates, rest = groups[: told + MOST_LISTED], groups[told + MOST_LISTED :]
    findings = Findings()
    findings.add((d for group in candidates for d in group.documents[: _SAMPLED if group.match.topics else 1]), analyze)
    candidates = _matched(candidates, topics, findings)
    leading = candidates[:told]
    findings.add((document for group in leading for document in group.documents[:MOST_READ]), analyze)
    leading = _matched(leading, topics, findings)
    listed = candidates[told:]
    return Chosen(
        leading=tuple(leading),
        listed=tuple(listed),
        every=(*leading, *listed, *rest),
        findings=findings,
        groups=state,
    )


def _matched(groups: Sequence[Group], topics: Mapping[str, Topic], findings: Findings) -> list[Group]:
    """The same stories with the topics that their findings have, in the order that follows from them."""
    seen = (replace(group, match=match_findings(findings.all_of(group), topics)) for group in groups)
    return sorted(seen, key=lambda group: group.rank)


def _grouped(
    new: Sequence[News], topics: Mapping[str, Topic], today: date, remembered: bytes | None
) -> tuple[list[Group], bytes]:
    """Stories, most important first by their words, and what grouping remembers of them."""
    by_id = {n.document.id: n.document for n in new}
    state = None
    if remembered is not None:
        with suppress(StoreError):  # of another version: stories begin anew, nothing is lost
            state = unpack(StoryState, remembered)
    items = {n.document.id: n.item for n in new}
    grouping = group_stories(tuple(by_id.values()), state=state, items=items, today=today)
    members: dict[str, list[Assignment]] = {}
    for assignment in grouping.assignments:
        members.setdefault(assignment.story, []).append(assignment)
    groups = []
    for story, found in members.items():
        found.sort(key=lambda one: (one.duplicate_of is not None, -len(by_id[one.document_id].text), one.document_id))
        documents = tuple(by_id[one.document_id] for one in found)
        reprints = min(sum(one.duplicate_of is not None for one in found), len(found) - 1)
        match = match_texts(documents[:MOST_READ], topics)
        groups.append(Group(id=story, documents=documents, reprints=reprints, match=match))
    return sorted(groups, key=lambda group: group.rank), pack(grouping.state)
