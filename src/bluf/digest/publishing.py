"""Publishing an edition: its pages, its letters, and the one commit that makes it real together with its whole outbox.

In: what is due. Out: rows of the store and files of the archive. Before the commit nothing has happened that a second attempt
would not do again; after it nothing has to be made again. No mail is sent here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from bluf.config.schema import Config
from bluf.digest import archive
from bluf.digest.analyzing import OpenWorkers
from bluf.digest.letters import Letters, write_letters
from bluf.digest.making import Made, Window, make_edition
from bluf.digest.schedule import Due, days_between
from bluf.edition import Edition
from bluf.errors import RenderError
from bluf.executor import open_executor
from bluf.model import Rendered
from bluf.rendering import render
from bluf.rendering.edition import render_edition
from bluf.rendering.wording import plural
from bluf.store import outbox
from bluf.store.documents import newest_number
from bluf.store.editions import EditionRow, add_edition, last_number, newest_edition
from bluf.store.opening import Store
from bluf.store.outbox import Delivery, State

Step = Callable[[str], None]


def no_step(_name: str) -> None:
    """Nobody wants to be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What every part of a run needs: the open store, the settings, the present, where documents are analyzed, whom to tell."""

    store: Store
    config: Config
    now: datetime
    open_workers: OpenWorkers = open_executor
    step: Step = no_step


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One line on an edition, and the deliveries that a ceiling blocks."""

    note: str
    blocked: tuple[Delivery, ...]


def edition_key(name: str, day: date) -> str:
    """What makes an edition the only one of its day."""
    return f"{name}/{day.isoformat()}"


def window_of(store: Store, config: Config, name: str, day: date) -> Window:
    """What the edition of `day` covers: everything since the last one."""
    with store.begin() as connection:
        previous = newest_edition(connection, name)
        after, until = last_number(connection, name), newest_number(connection)
    missed = days_between(config.digests[name].days, previous.day, day) if previous else ()
    return Window(
        day=day,
        after=after,
        until=until,
        previous=previous.day if previous else None,
        previous_at=previous.made_at if previous else None,
        missed=missed,
    )


def pages_of(config: Config, made: Made) -> tuple[list[Rendered], bytes | None]:
    """The pages of an edition's folder in the archive, and the PDF among them."""
    edition = made.edition
    digest = config.digests[edition.digest]
    page = render_edition(edition, archive=".", attached=False).html
    pages = [Rendered(body=page.encode(), media_type="text/html", filename="index.html")]
    template = _template(config, digest.template)
    for story in edition.stories:
        rendered = render(story.briefing, "html", template=template)
        pages.append(Rendered(body=rendered.body, media_type=rendered.media_type, filename=story.page))
    if made.whole is None:
        return pages, None
    pages.append(render(made.whole, "json"))
    if not digest.attach:
        return pages, None
    try:
        pages.append(render(made.whole, "pdf", template=template))
    except RenderError:  # too long for its limits: the mail goes out without it, and does not claim to have it
        return pages, None
    return pages, pages[-1].body


def _template(config: Config, template: str | None) -> str | None:
    """The template of the settings: a name stays, a path starts from their folder."""
    if template is None or ("/" not in template and not template.endswith((".j2", ".toml"))):
        return template
    return str(config.folder / template)


def letters_for(
    store: Store, config: Config, edition: Edition, edition_id: str, now: datetime, pdf: bytes | None
) -> Letters:
    """The letters of an edition, each a reply to the last that its person has."""
    earlier = {}
    with store.begin() as connection:
        for person in config.digests[edition.digest].people:
            known = outbox.last_message_id(connection, edition.digest, person)
            if known is not None:
                earlier[person] = known
    return write_letters(config, edition, edition_id=edition_id, now=now, pdf=pdf, earlier=earlier)


def publish(run: Run, name: str, due: Due) -> Published:
    """Make the edition: pages first, then the edition and its whole outbox in one transaction.

    Raises:
        BlufError: it cannot be made; nothing of it stands in the store.
    """
    config = run.config
    window = window_of(run.store, config, name, due.day)
    key = edition_key(name, due.day)
    made = make_edition(run.store, config, name, window, now=run.now, open_workers=run.open_workers, step=run.step)
    edition = made.edition
    pages, pdf = pages_of(config, made)
    letters = letters_for(run.store, config, edition, key, run.now, pdf)
    silent = edition.is_quiet and config.digests[name].quiet == "record"
    run.step("made")
    archive.write_pages(config.path(config.archive.folder), key, pages)
    run.step("pages written")
    deliveries = () if silent else tuple(_known(run.store, one) for one in letters.deliveries)
    note = _note(edition)
    row = EditionRow(
        id=key,
        digest=name,
        day=due.day,
        due_at=due.at,
        made_at=run.now.astimezone(UTC),
        seq_from=window.after + 1,
        seq_to=window.until,
        state="READY",
        mark=edition.mark,
        subject=letters.subject,
        note=note,
        news=edition.articles,
        sha256=hashlib.sha256(letters.body).hexdigest(),
        body=letters.body,
    )
    with run.store.begin() as connection:
        add_edition(connection, row, deliveries, {story.id: story.briefing for story in edition.stories}, made.groups)
        run.step("before commit READY")
    run.step("committed READY")
    return Published(note=note, blocked=tuple(one for one in deliveries if one.state is State.BLOCKED))


def _known(store: Store, one: Delivery) -> Delivery:
    """A delivery of an edition that is made again after the store was lost: the journal knows who has it."""
    last = store.journal.last_round(one.edition_id, one.person)
    if last is None or one.state is not State.QUEUED:
        return one
    return replace(one, state=State.SENT, round=last, reply="250 (from the journal)")


def _note(edition: Edition) -> str:
    """One line on an edition, for status, feed and log."""
    if edition.is_quiet:
        said = "nothing new"
    else:
        told = len(edition.stories) + len(edition.others)
        stories = "1 story" if told == 1 else f"{told} stories"
        said = f"{stories} from {plural(edition.articles, 'new article')}"
    if edition.missed:
        said += f"; covers {plural(len(edition.missed), 'missed day')}"
    if edition.failures:
        said += f"; not read: {plural(len(edition.failures), 'source')}"
    return said
