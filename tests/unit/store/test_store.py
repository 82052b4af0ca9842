"""The store on SQLite and on PostgreSQL: items and revisions, news by number, the cache, editions, the outbox, keeping."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from bluf.errors import ConfigError, StoreError
from bluf.model import Analysis, Document, KeyPoint
from bluf.store import outbox
from bluf.store.analyses import find_analysis, keep_analysis
from bluf.store.documents import (
    Added,
    Channel,
    add_document,
    count_backlog,
    failing_channels,
    find_news,
    is_known,
    is_new_source,
    mend_channels,
    newest_number,
    read_channel,
    write_channel,
)
from bluf.store.editions import EditionRow, add_edition, find_edition, last_number, newest_edition
from bluf.store.health import begin_run, end_run, last_runs
from bluf.store.journal import Journal
from bluf.store.keeping import count_rows, export_documents, export_receipts, prune
from bluf.store.lock import BusyError, database_lock, run_lock
from bluf.store.migrations import HEAD, known_versions, version_of
from bluf.store.opening import Store, begin_anew, open_store
from bluf.store.outbox import Delivery, State
from bluf.store.tables import metadata

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
NOW = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)


def document(text_: str, **more: object) -> Document:
    import hashlib

    return Document(id=hashlib.sha256(text_.encode()).hexdigest(), text=text_, **more)


def add(
    store: Store, identity: str, text_: str, *, source: str = "wire", backlog: bool = False, **more: object
) -> Added:
    with store.begin() as connection:
        return add_document(connection, source, identity, document(text_, **more), seen_at=NOW, backlog=backlog)


def news(store: Store, after: int = 0, sources: tuple[str, ...] = ("wire",)) -> tuple[list[str], list[str]]:
    with store.begin() as connection:
        new, revised = find_news(connection, sources, after, newest_number(connection))
    return [n.document.text for n in new], [n.document.text for n in revised]


def edition(day: int = 24, digest: str = "morning", **more: object) -> EditionRow:
    values: dict[str, object] = {
        "id": f"{digest}/2026-11-{day}",
        "digest": digest,
        "day": date(2026, 11, day),
        "due_at": NOW,
        "made_at": NOW,
        "seq_from": 1,
        "seq_to": 1,
        "state": "READY",
        "mark": "TLP:CLEAR",
        "subject": "S",
        "note": "",
        "news": 1,
        "sha256": "0" * 64,
        "body": b"\x00body\xff",
    }
    return EditionRow(**{**values, **more})


def letter(who: str, day: int = 24, **more: object) -> Delivery:
    values: dict[str, object] = {
        "edition_id": f"morning/2026-11-{day}",
        "person": who,
        "address": who,
        "message_id": f"<{who}>",
        "headers": b"To: x\r\n",
        "state": State.QUEUED,
        "changed_at": NOW,
    }
    return Delivery(**{**values, **more})


def put(store: Store, row: EditionRow, *letters: Delivery) -> None:
    with store.begin() as connection:
        add_edition(connection, row, letters, {}, None)


def test_the_tables_are_those_of_the_migrations(store):
    with store.begin() as connection:
        assert version_of(connection) == HEAD == known_versions()[-1]
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []


def test_a_store_is_opened_again_as_it_was(store, url, tmp_path):
    add(store, "1", "One.")
    store.close()
    again = open_store(url, tmp_path / "state")
    assert news(again) == (["One."], [])
    again.close()


def test_an_edited_article_is_a_revision_and_never_news_again(store):
    assert add(store, "1", "One.") is Added.NEW
    assert add(store, "1", "One.") is Added.KNOWN
    with store.begin() as connection:
        until = newest_number(connection)
    assert add(store, "1", "One, edited.") is Added.REVISED
    assert add(store, "2", "Two.") is Added.NEW
    assert news(store) == (["One, edited.", "Two."], [])
    assert news(store, until) == (["Two."], ["One, edited."])
    assert add(store, "1", "One.") is Added.REVISED, "an edit that is taken back is an edit"
    with store.begin() as connection:
        until = newest_number(connection)
    assert news(store, until) == ([], []), "what was covered is not covered again"


def test_the_same_content_under_two_names_is_kept_once(store):
    add(store, "1", "Same.")
    add(store, "1", "Same.", source="other")
    with store.begin() as connection:
        counts = count_rows(connection)
    assert (counts["document"], counts["item"]) == (1, 2)
    assert news(store, 0, ("other",)) == (["Same."], [])


def test_backlog_is_kept_and_no_news(store):
    add(store, "old", "Old.", backlog=True)
    add(store, "new", "New.")
    assert news(store) == (["New."], [])
    with store.begin() as connection:
        assert count_backlog(connection, ["wire"], 0, 99) == 1
        assert is_known(connection, "wire", "old")
        assert not is_known(connection, "wire", "unknown")
        assert not is_new_source(connection, "wire")
        assert is_new_source(connection, "else")
    add(store, "old", "Old, edited.")
    assert news(store) == (["New."], [])


@pytest.mark.parametrize("identity", ["", "x" * 5000, "a\0b", "\ud800", "ключ"])
def test_any_identity(store, identity):
    assert add(store, identity, "Text.") is Added.NEW
    assert add(store, identity, "Text.") is Added.KNOWN


def test_how_far_an_address_was_read(store):
    with store.begin() as connection:
        assert read_channel(connection, "wire", "a") == Channel(source="wire", address="a")
        state = Channel(source="wire", address="a", etag='"1"', checked_at=NOW, error="down", failures=2)
        write_channel(connection, state)
        write_channel(connection, state)
        assert read_channel(connection, "wire", "a") == state
        assert [c.address for c in failing_channels(connection, ["wire"], None)] == ["a"]
        assert failing_channels(connection, ["wire"], NOW) == []
        mend_channels(connection, "wire", ["a"])
        assert failing_channels(connection, ["wire"], None) == []


def test_analyses_come_back_equal_and_the_first_one_stays(store):
    found = document("The port was closed.")
    made = Analysis(
        document=found, key_points=(KeyPoint(document_id=found.id, start=0, end=8, text="The port", salience=0.5),)
    )
    with store.begin() as connection:
        assert find_analysis(connection, "k", found) is None
        keep_analysis(connection, "k", made, made_at=NOW)
        keep_analysis(connection, "k", Analysis(document=found), made_at=NOW)
        assert find_analysis(connection, "k", found) == made


def test_an_edition_is_there_with_its_whole_outbox_or_not_at_all(store):
    with pytest.raises(StoreError), store.begin() as connection:
        add_edition(connection, edition(), [letter("a"), letter("a")], {}, None)
    with store.begin() as connection:
        assert find_edition(connection, "morning/2026-11-24") is None
        assert outbox.counts(connection) == {}
    put(store, edition(), letter("a"), letter("b"))
    with store.begin() as connection:
        assert find_edition(connection, "morning/2026-11-24") == edition()
        assert [d.person for d in outbox.of_edition(connection, "morning/2026-11-24")] == ["a", "b"]


def test_a_day_has_one_edition_of_a_digest(store):
    put(store, edition())
    with pytest.raises(StoreError):
        put(store, edition())
    put(store, edition(digest="evening"))
    put(store, edition(25, seq_to=7))
    with store.begin() as connection:
        newest = newest_edition(connection, "morning")
        assert newest is not None
        assert newest.day == date(2026, 11, 25)
        assert last_number(connection, "morning") == 7
        assert last_number(connection, "none") == 0


def test_the_way_of_a_delivery(store):
    put(store, edition(), letter("a"))
    with store.begin() as connection:
        (one,) = outbox.due(connection, NOW)
        assert outbox.claim(connection, one, NOW)
        assert not outbox.claim(connection, one, NOW), "nobody else can"
        assert outbox.due(connection, NOW) == ()
        outbox.change(connection, one, State.QUEUED, NOW, reply="451 later", not_before=NOW.timestamp() + 60)
        assert outbox.due(connection, NOW) == ()
        (one,) = outbox.due(connection, NOW + timedelta(seconds=61))
        assert (one.attempts, one.first_at, one.reply) == (1, NOW, "451 later")
        outbox.change(connection, one, State.SENT, NOW, reply="250 ok")
        outbox.add_receipt(connection, one, NOW, "250 ok")
        outbox.add_receipt(connection, one, NOW, "250 ok")
        outbox.settle(connection)
        assert outbox.counts(connection) == {State.SENT: 1}
        row = find_edition(connection, one.edition_id)
        assert row is not None
        assert row.state == "DONE"
        assert [r["person"] for r in export_receipts(connection)] == ["a"]
        assert outbox.last_message_id(connection, "morning", "a") == "<a>"


def test_what_a_crash_left(store, tmp_path):
    put(
        store,
        edition(),
        *(letter(who, state=state) for who, state in (("a", State.SENDING), ("b", State.DATA), ("c", State.DATA))),
    )
    store.journal.add("morning/2026-11-24", "c", 0, "250 ok")
    with store.begin() as connection:
        outbox.recover(connection, store.journal, NOW)
        states = {d.person: d.state for d in outbox.of_edition(connection, "morning/2026-11-24")}
        assert states == {"a": State.QUEUED, "b": State.UNCERTAIN, "c": State.SENT}
        assert [r["person"] for r in export_receipts(connection)] == ["c"]


def test_sending_again_is_a_new_round(store):
    put(store, edition(state="DONE"), letter("a", state=State.SENT))
    store.journal.add("morning/2026-11-24", "a", 0, "250 ok")
    with store.begin() as connection:
        (one,) = outbox.of_edition(connection, "morning/2026-11-24")
        outbox.queue_again(connection, one, NOW)
        (again,) = outbox.due(connection, NOW)
    assert (again.round, again.attempts, again.message_id, again.headers) == (1, 0, one.message_id, one.headers)
    assert not store.journal.has(again.edition_id, again.person, again.round)


def test_runs(store):
    with store.begin() as connection:
        first = begin_run(connection, NOW)
        second = begin_run(connection, NOW)
        end_run(connection, second, NOW, 2, "said")
        runs = last_runs(connection)
    assert [(r.id, r.exit_code, r.said) for r in runs] == [(second, 2, "said"), (first, None, "")]


def test_pruning_drops_contents_and_keeps_what_must_be_known(store):
    add(store, "1", "One.")
    add(store, "2", "Two.")
    put(store, edition(20, seq_to=1), letter("a", 20, state=State.SENT))
    put(store, edition(21, seq_to=1), letter("a", 21, state=State.UNCERTAIN))
    put(store, edition(22, seq_to=1), letter("a", 22, state=State.SENT))
    gone = prune(store, NOW + timedelta(days=1))
    assert (gone.documents, gone.editions) == (1, 1)
    assert add(store, "1", "One.") is Added.KNOWN, "it must not become news again"
    assert news(store, 1) == (["Two."], [])
    with store.begin() as connection:
        assert find_edition(connection, "morning/2026-11-20") is None
        assert find_edition(connection, "morning/2026-11-21") is not None, "a person must look at it"
        assert find_edition(connection, "morning/2026-11-22") is not None, "the newest stays"


def test_export_gives_the_newest_content(store):
    add(store, "1", "One.")
    add(store, "1", "One, edited.")
    with store.begin() as connection:
        assert [(source, name, d.text) for source, name, d in export_documents(connection)] == [
            ("wire", "1", "One, edited.")
        ]


def test_one_run_at_a_time(store, tmp_path):
    with run_lock(tmp_path / "state"), pytest.raises(BusyError), run_lock(tmp_path / "state"):
        pass
    with run_lock(tmp_path / "state"):
        pass


def test_one_run_at_a_time_on_many_machines(store, url, tmp_path):
    if url is None:
        pytest.skip("SQLite is for one machine")
    other = open_store(url, tmp_path / "elsewhere")
    with database_lock(store), pytest.raises(BusyError), database_lock(other):
        pass
    with database_lock(other):
        pass
    other.close()


def test_a_lost_store_is_no_new_store(store, url, tmp_path):
    store.journal.add("morning/2026-11-24", "a", 0, "250 ok")
    store.close()
    if url is None:
        for part in (tmp_path / "state").glob("bluf.db*"):
            part.unlink()
    else:
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        engine.dispose()
    with pytest.raises(StoreError, match="mail was sent") as found:
        open_store(url, tmp_path / "state")
    assert found.value.exit_code == 4
    begin_anew(url, tmp_path / "state").close()
    open_store(url, tmp_path / "state").close()


def test_sqlite_is_set_so_that_no_commit_is_lost(tmp_path):
    store = open_store(None, tmp_path)
    with store.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    store.close()


@pytest.mark.parametrize("address", ["nonsense", "oracle://x", "://"])
def test_what_is_no_address(tmp_path, address):
    with pytest.raises(ConfigError, match=r"store\.url"):
        open_store(address, tmp_path)


def test_a_server_that_is_not_there(tmp_path):
    with pytest.raises(StoreError) as found:
        open_store("postgresql+pg8000://bluf@127.0.0.1:1/bluf", tmp_path)
    assert found.value.exit_code == 5


# --- the journal --------------------------------------------------------------------------------------------------------


def journal(path: Path) -> Journal:
    return Journal(path / "sent.log")


def test_the_journal_remembers_and_hides_addresses(tmp_path):
    journal(tmp_path).add("m/1", "a@staff.example", 0, "250 ok a@staff.example\n")
    again = journal(tmp_path)
    assert again.has("m/1", "a@staff.example", 0)
    assert not again.has("m/1", "a@staff.example", 1)
    assert not again.has("m/2", "a@staff.example", 0)
    assert again.last_round("m/1", "a@staff.example") == 0
    assert again.last_round("m/1", "b@staff.example") is None
    assert "a@staff.example\t" not in (tmp_path / "sent.log").read_text()


def test_a_line_that_a_crash_cut_off_counts_for_nothing_and_spoils_none_after_it(tmp_path):
    journal(tmp_path).add("m/1", "a", 0, "250 ok")
    whole = (tmp_path / "sent.log").read_bytes()
    for cut in range(len(whole)):
        (tmp_path / "sent.log").write_bytes(whole[:cut])
        assert not journal(tmp_path).is_begun() or cut == len(whole) - 1
        journal(tmp_path).add("m/1", "b", 0, "250 ok")
        assert journal(tmp_path).has("m/1", "b", 0), cut


def test_a_changed_line_counts_for_nothing(tmp_path):
    journal(tmp_path).add("m/1", "a", 0, "250 ok")
    file = tmp_path / "sent.log"
    file.write_bytes(file.read_bytes().replace(b"m/1", b"m/2"))
    assert not journal(tmp_path).is_begun()


def test_a_journal_that_cannot_be_written(tmp_path):
    (tmp_path / "sent.log").mkdir()
    with pytest.raises(IsADirectoryError):
        Journal(tmp_path / "sent.log").add("m/1", "a", 0, "250")
    assert list((tmp_path / "sent.log").iterdir()) == []


def test_nobody_else_can_read_a_sqlite_store(tmp_path):
    """It holds addresses and marked texts; a file that was open to others is closed."""
    old = os.umask(0o022)
    try:
        with_log = open_store(None, tmp_path)
        add(with_log, "1", "text")
        modes = {part.name: part.stat().st_mode & 0o777 for part in tmp_path.iterdir()}
        assert modes == dict.fromkeys(("bluf.db", "bluf.db-wal", "bluf.db-shm"), 0o600)
        (tmp_path / "bluf.db").chmod(0o644)
        open_store(None, tmp_path).close()
        assert (tmp_path / "bluf.db").stat().st_mode & 0o777 == 0o600
        with_log.close()
    finally:
        os.umask(old)


def test_a_store_in_memory_makes_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    open_store("sqlite://", tmp_path / "state").close()
    assert [path.name for path in tmp_path.iterdir()] == ["state"]
