"""Making an edition: what is new in the store → stories, most important first, each with its briefing.

In: a digest's settings and the numbers that the edition covers. Out: an `Edition` and what must be kept with it. Nothing is
written but analyses, each as soon as it is done, so that a run which died goes on where it was. No mail and no page is made
here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlsplit

from bluf.analyses import model_version
from bluf.config.schema import Config, Digest, Feed, Folder, Imap, Mailbox, Source
from bluf.digest.analyzing import OpenWorkers, analyze
from bluf.digest.choosing import Findings, Group, choose_stories
from bluf.edition import Edition, Failure, Story
from bluf.errors import GroundingError
from bluf.executor import open_executor
from bluf.grounding import check_grounding
from bluf.model import Analysis, Briefing, Caveat, Desk, MadeWith, SourceProfile
from bluf.standards import Reliability, Tlp, strictest
from bluf.store.documents import Channel, count_backlog, failing_channels, find_news
from bluf.store.editions import earlier_briefing, read_grouping
from bluf.store.opening import Store
from bluf.synthesis import synthesize
from bluf.version import __version__

_MOST_TOLD = 15  # articles in the briefing of a story, those that say most: synthesis compares each with each
_MOST_IN_ALL = 45  # articles in the briefing over all stories


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What an edition covers: revisions after `after` up to `until`; `day` is its date, `previous` that of the one before."""

    day: date
    after: int
    until: int
    previous: date | None = None
    previous_at: datetime | None = None
    missed: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An edition, the briefing over all its stories (None on a quiet day), and what grouping remembers."""

    edition: Edition
    whole: Briefing | None
    groups: bytes | None


def make_edition(
    store: Store,
    config: Config,
    name: str,
    window: Window,
    *,
    now: datetime,
    open_workers: OpenWorkers = open_executor,
    step: Callable[[str], None] = lambda _name: None,
) -> Made:
    """The edition of a digest.

    Args:
        store: read, and analyses are kept in it.
        config: all settings.
        name: of the digest.
        window: what it covers.
        now: aware instant.
        open_workers: where documents are analyzed.
        step: told the name of each point passed.
    """
    digest = config.digests[name]
    sources = config.sources_of(digest)
    with store.begin() as connection:
        new, revised = find_news(connection, list(sources), window.after, window.until)
        backlog = count_backlog(connection, list(sources), window.after, window.until)
        failing = failing_channels(connection, list(sources), window.previous_at)
        remembered = read_grouping(connection, name)
    bare = _bare(config, name, window, failing, revised=len(revised), backlog=backlog)
    if not new:
        return Made(edition=bare, whole=None, groups=remembered)
    chosen = choose_stories(
        new,
        config.topics_of(digest),
        told=digest.stories,
        today=window.day,
        remembered=remembered,
        analyze=lambda documents: analyze(
            store, documents, model=config.model, as_of=window.day, now=now, open_workers=open_workers
        ),
    )
    step("analyzed")
    leading, listed, findings = chosen.leading, chosen.listed, chosen.findings
    stories: list[Story] = []
    rest: list[Story] = []
    failures = list(bare.failures)
    for group in (*leading, *listed):
        try:
            if group in leading:
                stories.append(_story(store, config, name, window, group, findings, sources))
            else:
                rest.append(_listed(config, window, group, findings))
        except GroundingError as error:  # a fault of ours in one story: it is named, and the others go out
            failures.append(Failure(source=group.documents[0].title or group.documents[0].uri, why=str(error)))
    whole = _whole(config, digest, window, leading, findings, sources, _caveats(failures))
    marks = [digest.mark, *([whole.mark] if whole else []), *(story.briefing.mark for story in (*stories, *rest))]
    told = {topic for group in chosen.every for topic in group.match.topics}
    edition = replace(
        bare,
        mark=strictest([*marks, *(sources[n.source].mark for n in new)]),
        stories=tuple(replace(story, page=f"story-{k}.html") for k, story in enumerate(stories, 1)),
        others=tuple(rest),
        failures=tuple(failures),
        quiet_topics=tuple(t.title or key for key, t in config.topics_of(digest).items() if key not in told),
        articles=sum(len(group.documents) - group.reprints for group in chosen.every),
    )
    return Made(edition=edition, whole=whole, groups=chosen.groups)


def _bare(
    config: Config, name: str, window: Window, failing: Sequence[Channel], *, revised: int, backlog: int
) -> Edition:
    """An edition of which only the circumstances are known yet."""
    digest = config.digests[name]
    return Edition(
        digest=name,
        title=digest.title,
        day=window.day,
        mark=digest.mark,
        previous=window.previous,
        missed=window.missed,
        quiet_topics=tuple(topic.title or key for key, topic in config.topics_of(digest).items()),
        revised=revised,
        backlog=backlog,
        failures=tuple(Failure(source=_shown(c.source, c.address), why=c.error) for c in failing),
    )


# --- stories ----------------------------------------------------------------------------------------------------------


def _story(
    store: Store,
    config: Config,
    name: str,
    window: Window,
    group: Group,
    findings: Findings,
    sources: Mapping[str, Source],
) -> Story:
    with store.begin() as connection:
        earlier = earlier_briefing(connection, name, group.id)
    desk = Desk(profiles=_profiles(config, sources), earlier=earlier[1] if earlier else None)
    briefing = _briefing(config, findings.of(group, _MOST_TOLD), window.day, desk)
    topics = config.topics_of(config.digests[name])
    return Story(
        id=group.id,
        briefing=briefing,
        topics=tuple(topics[key].title or key for key in group.match.topics),
        told_on=earlier[0] if earlier else None,
        articles=len(group.documents) - group.reprints,
        reprints=group.reprints,
    )


def _whole(
    config: Config,
    digest: Digest,
    window: Window,
    groups: Sequence[Group],
    findings: Findings,
    sources: Mapping[str, Source],
    caveats: Sequence[Caveat],
) -> Briefing | None:
    """One briefing over the stories that are told in full; None where it does not stand in its sources."""
    share = max(_MOST_IN_ALL // len(groups), 1)
    analyses = tuple(analysis for group in groups for analysis in findings.of(group, share))
    desk = Desk(profiles=_profiles(config, sources), mark=digest.mark, heading=f"{digest.title}, {window.day:%d %B %Y}")
    try:
        return _briefing(config, analyses, window.day, desk, caveats)
    except GroundingError:
        return None


def _listed(config: Config, window: Window, group: Group, findings: Findings) -> Story:
    """A story that is only listed: of the article that says most."""
    return Story(id=group.id, briefing=_briefing(config, findings.of(group, 1), window.day, Desk()))


def _briefing(
    config: Config, analyses: Sequence[Analysis], day: date, desk: Desk, caveats: Sequence[Caveat] = ()
) -> Briefing:
    made_with = MadeWith(bluf=__version__, model=model_version(config.model))
    briefing = synthesize(analyses, made_with=made_with, as_of=day, desk=desk, caveats=caveats)
    problems = check_grounding(briefing)
    if problems:
        raise GroundingError(f"{problems[0].where}: {problems[0].what} (a fault of bluf: please report it)")
    return briefing


def _profiles(config: Config, sources: Mapping[str, Source]) -> tuple[SourceProfile, ...]:
    """The register that the settings hold."""
    return tuple(
        SourceProfile(
            name=source.publisher or name,
            match=_matches(config, source),
            reliability=source.reliability or Reliability.F,
            bias=source.about,
            mark=source.mark if source.mark is not Tlp.CLEAR else None,
        )
        for name, source in sources.items()
        if source.reliability or source.about or source.mark is not Tlp.CLEAR
    )


def _matches(config: Config, source: Source) -> tuple[str, ...]:
    """How documents of a source are known: by the host, or by the place of the file."""
    if isinstance(source, Folder | Mailbox):
        return (f"{config.path(source.path)}/*", f"{source.path}/*")
    if isinstance(source, Imap):
        return (f"{source.host}/{source.mailbox}/*",)
    addresses = (source.address,) if isinstance(source, Feed) else source.addresses
    return tuple(dict.fromkeys(host for a in addresses if (host := urlsplit(a).hostname or "")))


def _shown(source: str, address: str) -> str:
    """A source and which part of it, without the query of an address: that may hold a key."""
    return f"{source} ({address.partition('?')[0][:120]})"


def _caveats(failures: Sequence[Failure]) -> tuple[Caveat, ...]:
    """What could not be read, as the briefing prints it."""
    return tuple(Caveat(message=f"Not read: {f.source}: {f.why}") for f in failures)
