"""One run of the digests: what a crash left is put right, sources are read, due editions made, the outbox handed over.

Idempotent: an edition is made once, by its key, and each of its mails is sent once; whatever calls this may call it as often as it
likes. One run at a time holds the lock; another that comes meanwhile does nothing. What each state and exit code means stands in
`docs/design/0007-outbox.md`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from bluf.config.reading import password
from bluf.config.schema import Config
from bluf.digest import archive
from bluf.digest.gathering import gather
from bluf.digest.letters import Letters, write_letters
from bluf.digest.making import Made, Window, make_edition
from bluf.digest.outbox import hand_over
from bluf.digest.schedule import Due, days_between, last_due
from bluf.edition import Edition
from bluf.errors import BlufError, DeliveryError, StoreError
from bluf.mail.transport import Server
from bluf.model import Rendered
from bluf.rendering import render
from bluf.rendering.edition import render_edition
from bluf.store import outbox
from bluf.store.documents import newest_number
from bluf.store.editions import EditionRow, add_edition, all_editions, find_edition, last_number, newest_edition
from bluf.store.health import begin_run, end_run
from bluf.store.lock import BusyError, database_lock, run_lock
from bluf.store.opening import UNWRITABLE, Store, open_store
from bluf.store.outbox import State

DONE, RETRY, LOOK = 0, 2, 3
_AHEAD = timedelta(hours=36)

Step = Callable[[str], None]


def _no_step(_name: str) -> None:
    return


@dataclass(slots=True)
class Report:
    """What a run has to say: lines for a person, and its exit code.

    `exit_code`: 0 done, nothing due, or another run active; 2 some mail waits and will be tried again; 3 a person must look; 4 the
    store is damaged; 5 something cannot be written.
    """

    exit_code: int = DONE
    lines: list[str] = field(default_factory=list)

    def say(self, line: str) -> None:
        """Add a line."""
        self.lines.append(" ".join(line.split()))


def run_digests(config: Config, *, now: datetime, names: Sequence[str] = (), step: Step = _no_step) -> Report:
    """Everything that is due.

    Args:
        config: all settings.
        now: aware instant that counts as the present.
        names: of digests; all where empty.
        step: told the name of each point passed, for tests that stop there.

    Raises:
        ConfigError: the mail server's password cannot be read.
    """
    report = Report()
    folder = config.path(config.store.folder)
    server = server_of(config)
    try:
        with ExitStack() as stack:
            stack.enter_context(run_lock(folder))
            step("locked")
            store = stack.enter_context(opened(config))
            stack.enter_context(database_lock(store))
            _run(store, config, server, now, names or tuple(config.digests), report, step)
    except BusyError:
        report.say("another run is active; nothing to do here")
    except StoreError as error:
        report.exit_code = error.exit_code
        report.say(f"error: {error}")
    except (DeliveryError, OSError) as error:
        report.exit_code = UNWRITABLE
        report.say(f"error: {error}; nothing more was sent")
    return report


class opened:  # noqa: N801 - used as a function
    """The store of the settings, closed at the end of the block."""

    def __init__(self, config: Config) -> None:
        url = config.store.url.get_secret_value() if config.store.url else None
        self._store = open_store(url, config.path(config.store.folder))

    def __enter__(self) -> Store:
        """Open already."""
        return self._store

    def __exit__(self, *_error: object) -> None:
        """Close it."""
        self._store.close()


@contextmanager
def deciding(config: Config) -> Iterator[Store]:
    """The store for what a person does to it, while no run is active.

    Raises:
        BlufError: one is.
    """
    try:
        with run_lock(config.path(config.store.folder)), opened(config) as store, database_lock(store):
            yield store
    except BusyError as error:
        raise BlufError("a run is active: try again when it has ended") from error


def server_of(config: Config) -> Server:
    """The mail server of the settings, with its password.

    Raises:
        ConfigError: the password cannot be read.
    """
    mail = config.mail
    return Server(
        host=mail.host,
        port=mail.port,
        security=mail.security,
        ca_file=config.path(mail.ca_file) if mail.ca_file else None,
        user=mail.user,
        password=password(mail, config.folder),
        seconds=mail.seconds,
        answer_seconds=mail.answer_seconds,
    )


def _run(
    store: Store, config: Config, server: Server, now: datetime, names: Sequence[str], report: Report, step: Step
) -> None:
    with store.begin() as connection:
        outbox.recover(connection, store.journal, now)
        number = begin_run(connection, now)
    archive.sweep(config.path(config.archive.folder))
    step("recovered")
    due = {name: _what_is_due(store, config, name, now, report) for name in names}
    wanted = {source for name in names for source in config.sources_of(config.digests[name])}
    urgent = {s for name in names if due[name] for s in config.sources_of(config.digests[name])}
    for eager, chosen in ((True, urgent), (False, wanted - urgent)):
        gather(store, config, {s: config.sources[s] for s in config.sources if s in chosen}, now=now, eager=eager)
    step("gathered")
    for name in names:
        one = due[name]
        if one is not None:
            _make(store, config, name, one, now, report, step)
    hand_over(store, config, server, now=now, step=step)
    with store.begin() as connection:
        rows = all_editions(connection)
    titles = {name: digest.title for name, digest in config.digests.items()}
    if rows:
        archive.write_index(config.path(config.archive.folder), titles, rows, config.archive.address)
    step("indexed")
    _conclude(store, report)
    with store.begin() as connection:
        end_run(connection, number, now, report.exit_code, "\n".join(report.lines))
    step("done")


def _what_is_due(store: Store, config: Config, name: str, now: datetime, report: Report) -> Due | None:
    """The edition to make now, or None: made already, not due yet, or the clock cannot be trusted."""
    digest = config.digests[name]
    due = last_due(digest.time_zone, digest.at, digest.days, now)
    with store.begin() as connection:
        newest = newest_edition(connection, name)
        made = find_edition(connection, edition_key(name, due.day))
    if made is not None:
        return None
    if newest is None:  # a new digest begins with the day it is set up on
        return due if due.day == _today(config, name, now) else None
    if due.at <= newest.due_at:
        if newest.due_at - now < _AHEAD:
            report.say(
                f"{name}: the clock is behind the edition of {newest.day}: no older one is made, its sources wait"
            )
            return None
        report.say(f"warning: {name}: the edition of {newest.day} lies in the future: was the clock wrong?")
    return due


def _today(config: Config, name: str, now: datetime) -> date:
    from zoneinfo import ZoneInfo

    return now.astimezone(ZoneInfo(config.digests[name].time_zone)).date()


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
    pdf = None
    if made.whole is not None:
        pdf = render(made.whole, "pdf", template=template).body
        pages.append(Rendered(body=pdf, media_type="application/pdf", filename="briefing.pdf"))
        whole = render(made.whole, "json")
        pages.append(Rendered(body=whole.body, media_type=whole.media_type, filename="briefing.json"))
    return pages, pdf if digest.attach else None


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


def _make(store: Store, config: Config, name: str, due: Due, now: datetime, report: Report, step: Step) -> None:
    """Make the edition: pages first, then the edition and its whole outbox in one transaction."""
    window = window_of(store, config, name, due.day)
    key = edition_key(name, due.day)
    made = make_edition(store, config, name, window, now=now, step=step)
    edition = made.edition
    pages, pdf = pages_of(config, made)
    letters = letters_for(store, config, edition, key, now, pdf)
    silent = edition.is_quiet and config.digests[name].quiet == "record"
    step("made")
    archive.write_pages(config.path(config.archive.folder), key, pages)
    step("pages written")
    deliveries = [] if silent else [_known(store, one) for one in letters.deliveries]
    note = _note(edition)
    with store.begin() as connection:
        add_edition(
            connection,
            EditionRow(
                id=key,
                digest=name,
                day=due.day,
                due_at=due.at,
                made_at=now.astimezone(UTC),
                seq_from=window.after + 1,
                seq_to=window.until,
                state="READY",
                mark=edition.mark,
                subject=letters.subject,
                note=note,
                news=edition.articles,
                sha256=hashlib.sha256(letters.body).hexdigest(),
                body=letters.body,
            ),
            deliveries,
            {story.id: story.briefing for story in edition.stories},
            made.groups,
        )
        step("before commit READY")
    step("committed READY")
    report.say(f"{name}: edition of {due.day}: {note}")
    for one in deliveries:
        if one.state is State.BLOCKED:
            report.say(f"{name}: {one.address} gets nothing: {one.reply}")


def _known(store: Store, one: outbox.Delivery) -> outbox.Delivery:
    """A delivery of an edition that is made again after the store was lost: the journal knows who has it."""
    from dataclasses import replace

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
        said = f"{told} {'story' if told == 1 else 'stories'} from {edition.articles} new articles"
    if edition.missed:
        said += f"; covers {len(edition.missed)} missed days"
    if edition.failures:
        said += f"; {len(edition.failures)} sources or files not read"
    return said


def _conclude(store: Store, report: Report) -> None:
    """The exit code by what stands in the outbox."""
    with store.begin() as connection:
        found = outbox.counts(connection)
    look = sum(found.get(state, 0) for state in outbox.TO_LOOK_AT)
    waiting = sum(found.get(state, 0) for state in outbox.OPEN)
    if look:
        report.exit_code = LOOK
        parts = ", ".join(f"{found[state]} {state}" for state in outbox.TO_LOOK_AT if found.get(state))
        report.say(f"a person must look: {parts} (bluf digest status)")
    elif waiting:
        report.exit_code = RETRY
        report.say(f"{waiting} mails wait and will be tried again")
