"""Reading sources into the store: feeds, pages, folders, mailboxes, IMAP. What is new, what is not, and what is named as failing."""

from __future__ import annotations

import mailbox
import os
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bluf.config.reading import read_config
from bluf.digest.gathering import Gathered, gather
from bluf.store.documents import all_channels, find_news, newest_number
from bluf.store.opening import open_store
from tests.unit.digest.imap_server import ImapServer

LOCAL = pytest.mark.allow_hosts(["127.0.0.1", "::1"])
NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
REST = """
[digests.m]
title = "M"
recipients = ["a@staff.example"]
time_zone = "UTC"
at = "06:00"
[mail]
host = "h"
sender = "d@staff.example"
"""


class Place:
    """A store and one source; `read` gathers, `news` tells what is new in all."""

    def __init__(self, folder: Path, source: str) -> None:
        self.folder = folder
        (folder / "bluf.toml").write_text(f"[sources.s]\n{source}\n{REST}", encoding="utf-8")
        self.config = read_config(
            folder / "bluf.toml", {"BLUF_SOURCES__S__PASSWORD": "word"} if "imap" in source else {}
        )
        self.store = open_store(None, folder / "state")

    def read(self, now: datetime = NOW, *, eager: bool = True) -> Gathered:
        return gather(self.store, self.config, self.config.sources, now=now, eager=eager)

    def news(self, after: int = 0) -> list[str]:
        with self.store.begin() as connection:
            new, _ = find_news(connection, ["s"], after, newest_number(connection))
        return [n.document.title or n.document.text for n in new]

    def errors(self) -> dict[str, str]:
        with self.store.begin() as connection:
            return {c.address: c.error for c in all_channels(connection) if c.error}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Callable[[str], Place]]:
    made: list[Place] = []

    def make(source: str) -> Place:
        made.append(Place(tmp_path, source))
        return made[-1]

    yield make
    for each in made:
        each.store.close()


UGLY = (b"\xff\xfe.txt", "a\x1b[31m\u202etxt.exe.txt".encode(), b"line\nbreak.txt", b"\xff.txt")


def test_ugly_file_names_are_items_and_stop_nobody(place, tmp_path):
    (tmp_path / "in").mkdir()
    for number, name in enumerate(UGLY):
        Path(os.fsdecode(bytes(tmp_path / "in") + b"/" + name)).write_text(
            f"The port closed on day {number}, she said.\n"
        )
    Path(os.fsdecode(bytes(tmp_path / "in") + b"/e\x1b]0;x\x07\xff.txt")).touch()
    here = place(FOLDER)
    assert here.read().new == len(UGLY)
    assert here.read(NOW + timedelta(hours=1)).new == 0
    with here.store.begin() as connection:
        new, _ = find_news(connection, ["s"], 0, 99)
    assert all(n.document.uri.isprintable() for n in new)
    assert len(here.errors()) == 1


def test_a_link_in_a_mailbox_is_not_followed(place, tmp_path):
    (tmp_path / "secret").write_text("The password of the router is 1234, the admin said on Monday.\n")
    box = mailbox.Maildir(tmp_path / "box")
    box.add(b"Message-ID: <\x1b[31m\xff@a>\nFrom: a@b.example\nSubject: One\n\nThe port closed on Monday.\n")
    (tmp_path / "box" / "new" / "2").symlink_to(tmp_path / "secret")
    here = place('kind = "maildir"\npath = "box"')
    assert here.read().new == 1
    assert here.news() == ["One"]


# --- folders ------------------------------------------------------------------------------------------------------------

FOLDER = 'kind = "folder"\npath = "in"'


def write(place: Place, name: str, text: str) -> Path:
    path = place.folder / "in" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_gives_its_files_once_and_an_edit_is_no_news(place):
    here = place(FOLDER)
    write(here, "a.txt", "First report.\n")
    write(here, "deep/b.txt", "Second report.\n")
    write(here, ".hidden", "Nobody shall read this.\n")
    assert here.read() == Gathered(new=2, revised=0)
    assert here.read() == Gathered()
    write(here, "a.txt", "First report, now longer.\n")
    assert here.read() == Gathered(new=0, revised=1)
    assert here.news() == ["First report, now longer.", "Second report."]


def test_a_file_touched_but_not_changed_is_no_revision(place):
    here = place(FOLDER)
    path = write(here, "a.txt", "First report.\n")
    here.read()
    os.utime(path, (1, 1))
    assert here.read() == Gathered()


def test_a_file_that_cannot_be_read_is_named_once_and_mends(place):
    here = place(FOLDER)
    write(here, "good.txt", "A report.\n")
    bad = write(here, "bad.pdf", "%PDF-1.7 no")
    first = here.read()
    assert (first.new, [name for name, _ in first.failures]) == (1, ["s"])
    assert list(here.errors()) == ["in/bad.pdf"]
    assert str(here.folder) not in here.errors()["in/bad.pdf"]
    assert here.read().failures == (), "it is not read again as long as it is the same"
    bad.write_bytes(b"Now it is text.\n")
    assert here.read().new == 1
    assert here.errors() == {}


def test_a_link_out_of_the_folder_and_a_fifo_are_passed_over(place, tmp_path):
    here = place(FOLDER)
    (tmp_path / "secret.txt").write_text("Secret.\n")
    write(here, "a.txt", "A report.\n")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "secret.txt")
    os.mkfifo(tmp_path / "in" / "fifo.txt")
    here.read()
    assert here.news() == ["A report."]


def test_a_folder_that_is_not_there_is_named(place):
    here = place(FOLDER)
    assert here.read().failures == (("s", "in: no such folder"),)
    write(here, "a.txt", "A report.\n")
    assert here.read(NOW + timedelta(hours=1)).new == 1
    assert here.errors() == {}


def test_what_was_old_when_the_source_was_new_is_no_news_and_what_comes_later_is(place):
    here = place(FOLDER)
    old = write(here, "old.txt", "Old report.\n")
    os.utime(old, (1_000_000_000, 1_000_000_000))
    fresh = write(here, "new.txt", "New report.\n")
    os.utime(fresh, (NOW.timestamp(), NOW.timestamp()))
    here.read()
    assert here.news() == ["New report."]
    late = write(here, "late.txt", "An old report that came late.\n")
    os.utime(late, (1_000_000_000, 1_000_000_000))
    here.read()
    assert here.news() == ["New report.", "An old report that came late."]


# --- mailboxes ----------------------------------------------------------------------------------------------------------


def message(number: int, text: str = "The port was closed.", message_id: str | None = None) -> bytes:
    head = f"Message-ID: <{message_id or number}@x.example>\r\nFrom: S <s@x.example>\r\nSubject: Letter {number}\r\n"
    return f"{head}Date: Mon, 23 Nov 2026 12:00:00 +0000\r\n\r\n{text}\r\n".encode()


@pytest.mark.parametrize("kind", ["maildir", "mbox"])
def test_a_mailbox_gives_each_message_once(place, tmp_path, kind):
    box = mailbox.Maildir(tmp_path / "box") if kind == "maildir" else mailbox.mbox(tmp_path / "box")
    box.add(message(1))
    box.add(message(2))
    box.add(message(3, message_id="1"))  # a second copy
    box.flush()
    here = place(f'kind = "{kind}"\npath = "box"')
    assert here.read().new == 2
    box.add(message(4))
    box.flush()
    assert here.read().new == 1
    box.close()
    assert max(here.news()) == "Letter 4"
    assert here.errors() == {}


def test_messages_that_cannot_be_read_are_named_once(place, tmp_path):
    box = mailbox.Maildir(tmp_path / "box")
    box.add(message(1))
    box.add(message(2, text=" "))
    box.flush()
    here = place('kind = "maildir"\npath = "box"')
    assert len(here.read().failures) == 1
    assert here.read().failures == ()
    assert here.news() == ["Letter 1"]


@pytest.mark.parametrize("kind", ["maildir", "mbox"])
def test_a_mailbox_that_is_not_there_is_named(place, kind):
    here = place(f'kind = "{kind}"\npath = "box"')
    ((_, why),) = here.read().failures
    assert why.startswith("box: cannot be read")


@pytest.fixture
def imap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ImapServer]:
    server = ImapServer(tmp_path_factory.mktemp("imap"))
    yield server
    server.close()


def imap_source(server: ImapServer, **more: object) -> str:
    values: dict[str, object] = {
        "host": "localhost",
        "port": server.port,
        "user": "tips",
        "ca_file": str(server.ca),
        "seconds": 5,
    }
    return 'kind = "imap"\n' + "\n".join(f"{k} = {v!r}" for k, v in {**values, **more}.items())


@LOCAL
def test_imap_gives_each_message_once_and_leaves_the_mailbox_as_it_is(place, imap):
    imap.messages = {3: message(3), 5: message(5)}
    here = place(imap_source(imap))
    assert here.read().new == 2
    assert here.read(NOW + timedelta(hours=1)) == Gathered()
    imap.messages[9] = message(9)
    assert here.read(NOW + timedelta(hours=2)).new == 1
    assert here.news() == ["Letter 3", "Letter 5", "Letter 9"]
    assert "UID SEARCH UID 6:*" in [told.partition(" ")[2] for told in imap.told]
    verbs = {told.split()[1] for told in imap.told}
    assert verbs <= {"CAPABILITY", "LOGIN", "EXAMINE", "UID", "LOGOUT"}
    assert all("PEEK" in told for told in imap.told if "FETCH" in told)
    assert here.errors() == {}


@LOCAL
def test_imap_that_numbers_anew_repeats_nothing(place, imap):
    imap.messages = {3: message(3), 5: message(5)}
    here = place(imap_source(imap))
    here.read()
    imap.validity, imap.messages = 8, {1: message(3), 2: message(5), 3: message(6)}
    assert here.read(NOW + timedelta(hours=1)).new == 1
    assert here.news() == ["Letter 3", "Letter 5", "Letter 6"]


@LOCAL
def test_imap_with_a_certificate_nobody_vouches_for_is_not_told_the_password(place, imap):
    source = "\n".join(line for line in imap_source(imap).splitlines() if not line.startswith("ca_file"))
    here = place(source)
    ((_, why),) = here.read().failures
    assert "certificate is not trusted" in why
    assert imap.told == []


@LOCAL
@pytest.mark.parametrize(
    ("more", "said"),
    [({"user": "other"}, "wrong password"), ({"mailbox": "None"}, "cannot be opened"), ({"port": 1}, "")],
)
def test_imap_that_says_no_is_named(place, imap, more, said):
    here = place(imap_source(imap, **more))
    ((_, why),) = here.read().failures
    assert why.startswith("localhost: ")
    assert said in why


# --- the web ------------------------------------------------------------------------------------------------------------


class Web(BaseHTTPRequestHandler):
    pages: dict[str, bytes]
    asked: list[tuple[str, int]]

    def do_GET(self) -> None:
        body = type(self).pages.get(self.path)
        tag = f'"{hash(body)}"'
        status = 404 if body is None else 304 if self.headers.get("If-None-Match") == tag else 200
        type(self).asked.append((self.path, status))
        self.send_response(status)
        self.send_header("ETag", tag)
        self.send_header("Content-Type", "application/xml" if "feed" in self.path else "text/html")
        self.send_header("Content-Length", str(len(body or b"") if status == 200 else 0))
        self.end_headers()
        if status == 200 and body:
            self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        return


@pytest.fixture
def web() -> Iterator[str]:
    Web.pages, Web.asked = {}, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Web)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def feed(*entries: tuple[str, str, str]) -> bytes:
    items = "".join(
        f"<item><guid isPermaLink='false'>{guid}</guid><title>{title}</title><link>{link}</link>"
        "<pubDate>Mon, 23 Nov 2026 18:00:00 +0000</pubDate><description>The port was closed on Monday.</description></item>"
        for guid, title, link in entries
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>".encode()


@LOCAL
def test_a_feed_is_asked_for_what_is_new_and_not_oftener_than_agreed(place, web):
    Web.pages["/feed"] = feed(("1", "One", f"{web}/1"), ("2", "Two", f"{web}/1"))  # two entries with one link are two
    here = place(f'kind = "feed"\naddress = "{web}/feed"\nprivate = true\nevery_minutes = 60')
    assert here.read().new == 2
    assert here.read(NOW + timedelta(minutes=59), eager=False) == Gathered()
    assert Web.asked == [("/feed", 200)]
    here.read(NOW + timedelta(minutes=61), eager=False)
    assert Web.asked[-1] == ("/feed", 304)
    Web.pages["/feed"] = feed(("1", "One, renamed", f"{web}/1"), ("3", "Three", f"{web}/3"))
    assert here.read(NOW + timedelta(minutes=70)) == Gathered(new=1, revised=1)
    assert here.news() == ["One, renamed", "Two", "Three"]


@LOCAL
def test_a_feed_that_fails_is_named_and_asked_more_rarely(place, web):
    here = place(f'kind = "feed"\naddress = "{web}/feed"\nprivate = true\nevery_minutes = 10')
    assert "404" in here.read().failures[0][1]
    assert here.read(NOW + timedelta(minutes=15), eager=False) == Gathered()
    assert here.read(NOW + timedelta(minutes=21), eager=False).failures
    assert here.read(NOW + timedelta(minutes=50), eager=False) == Gathered()
    Web.pages["/feed"] = feed(("1", "One", f"{web}/1"))
    assert here.read(NOW + timedelta(minutes=62), eager=False).new == 1
    assert here.errors() == {}


@LOCAL
def test_the_pages_of_a_feed_are_read_once_and_the_entry_stands_where_one_fails(place, web):
    Web.pages["/feed"] = feed(("1", "One", f"{web}/1"), ("2", "Two", f"{web}/2"))
    long = "The harbor master said on Monday that the port of Arica stayed closed after the fire. " * 8
    Web.pages["/1"] = (
        f"<html><title>One whole</title><article><h1>One whole</h1><p>{long}</p></article></html>".encode()
    )
    here = place(f'kind = "feed"\naddress = "{web}/feed"\nprivate = true\npages = true')
    assert here.read().new == 2
    with here.store.begin() as connection:
        new, _ = find_news(connection, ["s"], 0, 99)
    assert "harbor master" in new[0].document.text
    assert "page was not read" in new[1].document.caveats[-1].message
    Web.pages["/feed"] = feed(("1", "One", f"{web}/1"), ("2", "Two", f"{web}/2"), ("3", "Three", f"{web}/1"))
    assert here.read(NOW + timedelta(hours=2)).new == 1
    assert [path for path, _ in Web.asked].count("/2") == 1


@LOCAL
def test_a_private_feed_does_not_open_the_network_to_its_entries(place, web):
    port = int(web.rpartition(":")[2])
    elsewhere = f"http://localhost:{port}"  # another name: what is allowed is the feed's own server
    Web.pages["/feed"] = feed(
        ("1", "One", f"{elsewhere}/1"), ("2", "Two", "file:///etc/passwd"), ("3", "Three", "http://[x")
    )
    Web.pages["/1"] = (
        b"<html><article><p>The password of the router is 1234, the admin said on Monday.</p></article></html>"
    )
    here = place(f'kind = "feed"\naddress = "{web}/feed"\nprivate = true\npages = true')
    assert here.read().new == 3
    assert "/1" not in [path for path, _ in Web.asked]
    with here.store.begin() as connection:
        new, _ = find_news(connection, ["s"], 0, 99)
    assert all("page was not read" in n.document.caveats[-1].message for n in new if n.document.link)


@LOCAL
def test_slow_pages_of_a_feed_wait_for_the_next_round(place, web, monkeypatch):
    monkeypatch.setattr("bluf.digest.gathering.web._PAGES_SECONDS", 0.0)
    Web.pages["/feed"] = feed(("1", "One", f"{web}/1"), ("2", "Two", f"{web}/2"))
    here = place(f'kind = "feed"\naddress = "{web}/feed"\nprivate = true\npages = true')
    assert here.read().new == 1
    assert here.read(NOW + timedelta(hours=2)).new == 1
    assert here.news() == ["One", "Two"]


@LOCAL
def test_addresses_of_one_s_own_network_are_refused_unless_said_otherwise(place, web):
    Web.pages["/feed"] = feed(("1", "One", f"{web}/1"))
    here = place(f'kind = "feed"\naddress = "{web}/feed"')
    assert "not on the public internet" in here.read().failures[0][1]
    assert Web.asked == []


@LOCAL
def test_pages_are_items_by_their_address(place, web):
    long = "The harbor master said on Monday that the port of Arica stayed closed. " * 8
    Web.pages["/a"] = f"<html><title>A</title><article><h1>A</h1><p>{long}</p></article></html>".encode()
    here = place(f'kind = "pages"\naddresses = ["{web}/a", "{web}/gone"]\nprivate = true')
    first = here.read()
    assert (first.new, len(first.failures)) == (1, 1)
    Web.pages["/a"] = Web.pages["/a"].replace(b"stayed", b"remained")
    assert here.read(NOW + timedelta(hours=2)).revised == 1
    assert here.news() == ["A"]


def test_every_kind_of_source_has_its_reader(place: Any) -> None:
    from bluf.config.schema import Feed, Folder, Imap, Mailbox, Pages, Source

    assert set(Source.__args__[0].__args__) == {Feed, Pages, Folder, Mailbox, Imap}
