"""The edition of a digest: what one mail tells, complete and ordered. Types alone, for those who make and those who print it.

In it every sentence of a source still is a `Statement` of a `Briefing`; the words beside them are counts, dates and names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bluf.model import Briefing
from bluf.standards import Tlp


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story of the day.

    Attributes:
        id: the same over the days.
        briefing: over its new articles; its `changes` compare with the day it was last told.
        topics: titles of the watch topics that it has.
        told_on: day of the edition that told of it last; None for a new one.
        articles: new ones, without reprints; `reprints` of them.
        page: file name of the full briefing in the archive.
    """

    id: str
    briefing: Briefing
    topics: tuple[str, ...] = ()
    told_on: date | None = None
    articles: int = 1
    reprints: int = 0
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A source that could not be read, and why."""

    source: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What one edition tells.

    Attributes:
        digest: its name; `title` as people read it.
        day: local date.
        mark: the strictest of the digest, its sources and its texts.
        previous: day of the edition before; None for the first.
        missed: scheduled days since then on which none was made; this one covers them.
        stories: told in full, most important first; `others` are listed.
        quiet_topics: titles of watch topics on which nothing is new.
        articles: new ones in all; `revised` were edited since they were told of; `backlog` are older than their source's
            beginning here and not told.
        failures: what could not be read.
    """

    digest: str
    title: str
    day: date
    mark: Tlp
    previous: date | None = None
    missed: tuple[date, ...] = ()
    stories: tuple[Story, ...] = ()
    others: tuple[Story, ...] = ()
    quiet_topics: tuple[str, ...] = ()
    articles: int = 0
    revised: int = 0
    backlog: int = 0
    failures: tuple[Failure, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Nothing is new."""
        return not self.stories
