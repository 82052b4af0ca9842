"""One run of the digests: what a crash left is put right, sources are read, due editions made, the outbox handed over.

Idempotent: an edition is made once, by its key, and each of its mails is sent once; whatever calls this may call it as often as it
likes. One run at a time holds the lock; another that comes meanwhile does nothing. What each state and exit code means stands in
`docs/design/0008-outbox.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bluf.config.reading import password
from bluf.config.schema import Config
from bluf.digest import archive
from bluf.digest.analyzing import OpenWorkers, analyze
from bluf.digest.gathering import gather
from bluf.digest.outbox import hand_over
from bluf.digest.publishing import Run, Step, edition_key, no_step, publish
from bluf.digest.schedule import Due, last_due
from bluf.errors import BlufError, DeliveryError, StoreError
from bluf.executor import open_executor
from bluf.mail.transport import Server
from bluf.store import outbox
from bluf.store.documents import unanalyzed
from bluf.store.editions import all_editions, find_edition, last_number, newest_edition
from bluf.store.health import begin_run, end_run
from bluf.store.lock import BusyError, database_lock, run_lock
from bluf.store.opening import UNWRITABLE, Store, open_store

DONE, RETRY, LOOK = 0, 2, 3
_AHEAD = timedelta(hours=36)
_MOST_AHEAD = 300  # articles


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


def run_digests(
    config: Config,
    *,
    now: datetime,
    names: Sequence[str] = (),
    open_workers: OpenWorkers = open_executor,
    step: Step = no_step,
) -> Report:
    """Everything that is due.

    Args:
        config: all settings.
        now: aware instant that counts as the present.
        names: of digests; all where empty.
        open_workers: where documents are analyzed.
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
            run = Run(store=store, config=config, now=now, open_workers=open_workers, step=step)
            _run(run, server, names or tuple(config.digests), report)
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


def _run(run: Run, server: Server, names: Sequence[str], report: Report) -> None:
    store, config = run.store, run.config
    with store.begin() as connection:
        outbox.recover(connection, store.journal, run.now)
        number = begin_run(connection, run.now)
    archive.sweep(config.path(config.archive.folder))
    run.step("recovered")
    due = {name: _what_is_due(store, config, name, run.now, report) for name in names}
    fresh = _gather(run, names, due)
    run.step("gathered")
    for name in names:
        one = due[name]
        if one is not None:
            _publish(run, name, one, report)
    hand_over(store, config, server, now=run.now, step=run.step)
    with store.begin() as connection:
        rows = all_editions(connection)
    titles = {name: digest.title for name, digest in config.digests.items()}
    if rows:
        archive.write_index(config.path(config.archive.folder), titles, rows, config.archive.address)
    run.step("indexed")
    if fresh:
        _analyze_ahead(run, names, report)
    _conclude(store, report)
    with store.begin() as connection:
        end_run(connection, number, run.now, report.exit_code, "\n".join(report.lines))
    run.step("done")


def _gather(run: Run, names: Sequence[str], due: Mapping[str, Due | None]) -> bool:
    """Read the sources that are due, those of due editions at once; gives whether anything new came."""
    wanted = {source for name in names for source in run.config.sources_of(run.config.digests[name])}
    urgent = {s for name in names if due[name] for s in run.config.sources_of(run.config.digests[name])}
    came = 0
    for eager, chosen in ((True, urgent), (False, wanted - urgent)):
        sources = {name: source for name, source in run.config.sources.items() if name in chosen}
        gathered = gather(run.store, run.config, sources, now=run.now, eager=eager)
        came += gathered.new + gathered.revised
    return bool(came)


def _publish(run: Run, name: str, due: Due, report: Report) -> None:
    """An edition, or a line that says why there is none; the other digests and the outbox go on."""
    try:
        published = publish(run, name, due)
    except (StoreError, DeliveryError):
        raise
    except BlufError as error:
        report.exit_code = LOOK
        report.say(f"error: {name}: no edition of {due.day} yet: {error}")
        return
    report.say(f"{name}: edition of {due.day}: {published.note}")
    for one in published.blocked:
        report.say(f"{name}: {one.address} gets nothing: {one.reply}")


def _analyze_ahead(run: Run, names: Sequence[str], report: Report) -> None:
    """Find now what the next edition would have to wait for; of very many articles it reads only some, and chooses them itself."""
    with run.store.begin() as connection:
        after = min(last_number(connection, name) for name in names)
        documents = unanalyzed(connection, after)
    if len(documents) > _MOST_AHEAD:
        return
    try:
        analyze(
            run.store,
            documents,
            model=run.config.model,
            as_of=run.now.date(),
            now=run.now,
            open_workers=run.open_workers,
        )
    except StoreError:
        raise
    except BlufError as error:
        report.say(f"warning: not analyzed ahead: {error}")


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
    return now.astimezone(ZoneInfo(config.digests[name].time_zone)).date()


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
        report.exit_code = report.exit_code or RETRY
        report.say(f"{waiting} mails wait and will be tried again")
