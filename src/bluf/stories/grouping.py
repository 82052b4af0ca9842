"""A batch of documents and the state of the days before → an assignment for each document, and the new state.

First what is known already (the same document, another state of the same item), then reprints, then stories. Deliberately no
clock: what today is, is handed in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bluf.model import Document
from bluf.stories.clustering import Cluster, join_clusters
from bluf.stories.duplicates import Signature, find_reprints, sign, unpack
from bluf.stories.features import find_features, titled_text
from bluf.stories.state import ArticleMark, Assignment, Grouping, ItemNovelty, StoryMark, StoryState
from bluf.stories.vectors import Bags, Vector, heaviest, to_terms, to_vector

_NO_ITEMS: Mapping[str, str] = {}
_TERMS_KEPT = 250  # of a story
_NUMBERS_KEPT = 200  # of an article


@dataclass(slots=True)
class _Article:
    """One document on its way: what it is compared by, and what became of it."""

    id: str
    item: str
    day: date | None
    signature: Signature
    bag: int
    story: str = ""
    duplicate_of: str | None = None
    revision_of: str | None = None
    novelty: ItemNovelty = ItemNovelty.STORY

    def assignment(self) -> Assignment:
        return Assignment(
            document_id=self.id,
            story=self.story,
            duplicate_of=self.duplicate_of,
            revision_of=self.revision_of,
            novelty=self.novelty,
        )


def group_stories(
    documents: Iterable[Document],
    *,
    state: StoryState | None = None,
    items: Mapping[str, str] = _NO_ITEMS,
    today: date | None = None,
    keep_days: int = 30,
) -> Grouping:
    """Which documents tell one story, which are reprints, and which are edited states of items seen before.

    Called again with the state it gave and the same documents, it gives the same assignments. The order of the documents does
    not matter; of two with one id the second is taken for the first. Time and memory grow about linearly.

    Args:
        documents: read once; of each only what it is compared by is held.
        state: what an earlier call gave; None where there was none.
        items: document id → key of the item that it is a state of. By default the document's link or http(s) address.
        today: the day of this call; without it nothing is ever forgotten.
        keep_days: articles not given for so many days are forgotten, and stories with their last article.
    """
    state = state or StoryState()
    assigned = {mark.assignment.document_id: mark.assignment for mark in state.articles}
    bags = Bags()
    given: list[str] = []
    articles: dict[str, _Article] = {}
    for document in documents:
        given.append(document.id)
        if document.id not in assigned and document.id not in articles:
            articles[document.id] = _article(document, items, bags)
    batch = sorted(articles.values(), key=_order)
    stories = _join(_without_repeats(batch, state), state, bags)
    story_of = {id_: assignment.story for id_, assignment in assigned.items()}
    for article in batch:  # the originals of reprints and earlier states come before them
        repeated = article.revision_of or article.duplicate_of
        article.story = story_of[article.id] = story_of[repeated] if repeated else article.story
        assigned[article.id] = article.assignment()
    return Grouping(
        assignments=tuple(assigned[id_] for id_ in given),
        state=_remember(state, stories, batch, seen=(set(given), today), keep_days=keep_days),
    )


def _article(document: Document, items: Mapping[str, str], bags: Bags) -> _Article:
    address = document.link or (document.uri if document.uri.startswith(("http://", "https://")) else "")
    return _Article(
        id=document.id,
        item=items.get(document.id) or address or document.id,
        day=document.published_on,
        signature=sign(titled_text(document)),
        bag=bags.add(find_features(document)),
    )


def _order(article: _Article) -> tuple[date, int, str]:
    """Earlier ones first, of one day the longer ones: what reprints them is often cut. Undated ones come last."""
    return (article.day or date.max, -article.signature.shingles, article.id)


def _without_repeats(batch: Sequence[_Article], state: StoryState) -> list[_Article]:
    """The articles that are neither edited states nor reprints; those are marked with what they repeat."""
    before = [mark for mark in state.articles if mark.assignment.duplicate_of is None]
    signatures = [unpack(mark.shingles, mark.signature, mark.numbers) for mark in before]
    ids = [mark.assignment.document_id for mark in before] + [article.id for article in batch]
    reprints = find_reprints([*signatures, *(article.signature for article in batch)])
    latest = {mark.item: mark.assignment.document_id for mark in state.articles}
    fresh = []
    for position, article in enumerate(batch, len(before)):
        if article.item in latest:
            article.revision_of, article.novelty = latest[article.item], ItemNovelty.REVISION
        elif position in reprints:
            article.duplicate_of, article.novelty = ids[reprints[position]], ItemNovelty.REPRINT
        else:
            fresh.append(article)
        latest[article.item] = article.id
    return fresh


def _join(fresh: Sequence[_Article], state: StoryState, bags: Bags) -> list[StoryMark]:
    """Give each fresh article its story; the stories as they are then, the known ones first."""
    known = [_known_cluster(mark, bags) for mark in state.stories]
    vectors = bags.vectors()
    new = [_new_cluster(article, vectors[article.bag], number) for number, article in enumerate(fresh)]
    marks = {mark.id: mark for mark in state.stories}
    for cluster in join_clusters([*known, *new], len(bags.terms)):
        members = [fresh[number] for number in sorted(cluster.members)]
        if not members:
            continue
        story = cluster.known or f"s{hashlib.sha256(members[0].id.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
        for article in members:
            article.story = story
            article.novelty = ItemNovelty.ARTICLE if cluster.known else ItemNovelty.STORY
        marks[story] = _mark(story, cluster, bags)
    return list(marks.values())


def _known_cluster(mark: StoryMark, bags: Bags) -> Cluster:
    return Cluster(
        vector=to_vector(mark.terms, bags),
        size=mark.articles,
        cohesion=mark.cohesion,
        first=mark.first_on.toordinal() if mark.first_on else None,
        last=mark.last_on.toordinal() if mark.last_on else None,
        known=mark.id,
    )


def _new_cluster(article: _Article, vector: Vector, number: int) -> Cluster:
    day = article.day.toordinal() if article.day else None
    return Cluster(vector=vector, first=day, last=day, members=(number,))


def _mark(story: str, cluster: Cluster, bags: Bags) -> StoryMark:
    return StoryMark(
        id=story,
        articles=cluster.size,
        cohesion=round(cluster.cohesion, 4),
        terms=to_terms(heaviest(cluster.vector, _TERMS_KEPT), bags),
        first_on=date.fromordinal(cluster.first) if cluster.first else None,
        last_on=date.fromordinal(cluster.last) if cluster.last else None,
    )


def _remember(
    state: StoryState,
    stories: Sequence[StoryMark],
    batch: Sequence[_Article],
    *,
    seen: tuple[set[str], date | None],
    keep_days: int,
) -> StoryState:
    """The state after this batch, without what was not given for long."""
    given, today = seen
    marks = [replace(mark, seen_on=today) if mark.assignment.document_id in given else mark for mark in state.articles]
    marks += [_article_mark(article, today) for article in batch]
    if today is not None:
        oldest = today - timedelta(days=keep_days)
        marks = [mark for mark in marks if mark.seen_on is None or mark.seen_on >= oldest]
    told = {mark.assignment.story for mark in marks}
    return StoryState(stories=tuple(story for story in stories if story.id in told), articles=tuple(marks))


def _article_mark(article: _Article, today: date | None) -> ArticleMark:
    return ArticleMark(
        assignment=article.assignment(),
        item=article.item,
        seen_on=today,
        shingles=article.signature.shingles,
        signature=article.signature.pack(),
        numbers=tuple(sorted(article.signature.numbers)[:_NUMBERS_KEPT]),
    )
