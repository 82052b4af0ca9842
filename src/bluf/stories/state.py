"""What grouping hands out, and what it remembers from one day to the next. Plain values that any store can keep.

Deliberately no text is kept: of an article a signature and its numbers, of a story its leading terms.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ItemNovelty(StrEnum):
    """What an article is to a reader who knows the state that grouping began with."""

    STORY = "new story"
    ARTICLE = "new article"
    REPRINT = "reprint"
    REVISION = "revision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Where one article belongs.

    Attributes:
        document_id: `Document.id`.
        story: id of its story, the same on all days.
        duplicate_of: the earlier article that it is a reprint of.
        revision_of: the earlier state of the same item that it is an edited state of.
        novelty: `ARTICLE` is one that says something more of a known story.
    """

    document_id: str
    story: str
    duplicate_of: str | None = None
    revision_of: str | None = None
    novelty: ItemNovelty = ItemNovelty.STORY


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryMark:
    """A story as it is remembered.

    Attributes:
        id: see `Assignment.story`.
        articles: how many it has, without reprints and revisions.
        first_on, last_on: days of its first and last dated article.
        cohesion: sum of the similarities of its articles over all ordered pairs.
        terms: sum of its articles' vectors, heaviest terms first.
    """

    id: str
    articles: int
    cohesion: float
    terms: tuple[tuple[str, float], ...]
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleMark:
    """An article as it is remembered.

    Attributes:
        assignment: where it belongs.
        item: key of the item that it is one state of.
        seen_on: the last day on which it was given; None where the caller named no day.
        shingles: how many runs of words it has.
        signature: MinHash of them, base64.
        numbers: the numbers in it, apart from those of dates and clocks.
    """

    assignment: Assignment
    item: str
    seen_on: date | None
    shingles: int
    signature: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryState:
    """All that grouping remembers."""

    stories: tuple[StoryMark, ...] = ()
    articles: tuple[ArticleMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """One assignment for each document given, in the order given, and what to remember for the next day."""

    assignments: tuple[Assignment, ...]
    state: StoryState
