"""Three days of a digest as an administrator and the staff have it: the command line, a feed, a folder, a mailbox, a real mail
server; once with a SQLite store and a Maildir, once with PostgreSQL and a Dovecot that is read over TLS.

The clock is handed in by `--at`; everything else is real: HTTP with conditional requests, files, SMTP to aiosmtpd.
"""

from __future__ import annotations

import email
import email.policy
import json
import socket
import sysconfig
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from aiosmtpd.controller import Controller

from tests.dovecot import running_dovecot
from tests.postgresql import running_server

LOCAL = pytest.mark.allow_hosts(["127.0.0.1", "::1"])
SETTINGS = """
[sources.wire]
kind = "feed"
address = "http://127.0.0.1:{web}/feed.xml"
private = true
every_minutes = 10
reliability = "B"

[sources.inbox]
kind = "folder"
path = "inbox"
publisher = "Desk"

[sources.tips]
{tips}
mark = "TLP:AMBER"

[topics.port]
title = "The port"
words = ["port of Arica"]

[topics.mines]
title = "Mines"
words = ["copper mine"]

[digests.morning]
title = "Morning digest"
recipients = [
  "analyst@staff.example",
  "Analyst@Staff.example",
  {{ address = "chief@staff.example", name = "The Chief" }},
  {{ address = "partner@elsewhere.example", ceiling = "TLP:GREEN" }},
]
time_zone = "Europe/Madrid"
at = "06:30"
mark = "TLP:GREEN"

[mail]
host = "127.0.0.1"
port = {smtp}
security = "none"
sender = "digest@staff.example"
sender_name = "Digest desk"
unsubscribe = {{ mail = "stop@staff.example" }}
"""
FIRE = "A fire at the port of Arica hurt at least 12 people on Monday, the port authority said. Captain Rosa Vega said that the port was closed."
FIRE_GROWS = "A fire at the port of Arica hurt at least 30 people on Monday, the port authority said on Tuesday. Captain Rosa Vega said that the port stayed closed for a second day."
MAYOR = "Mayor Hugo Menacho of San Aurelio resigned on Monday over a road contract worth 3 million dollars, his office said. He denied any wrongdoing."
TIP = "The union of crane drivers at the port will walk out on Thursday, its secretary Pedro Rojas said on Wednesday. About 400 members work there."


class Feed(BaseHTTPRequestHandler):
    """A feed that answers conditional requests."""

    entries: dict[str, tuple[str, str, str]]
    answers: list[int]

    def do_GET(self) -> None:
        items = "".join(
            f"<item><guid isPermaLink='false'>{guid}</guid><title>{title}</title><pubDate>{date}</pubDate>"
            f"<description>{text}</description></item>"
            for guid, (title, date, text) in type(self).entries.items()
        )
        body = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>".encode()
        tag = f'"{hash(body):x}"'
        status = 304 if self.headers.get("If-None-Match") == tag else 200
        type(self).answers.append(status)
        self.send_response(status)
        self.send_header("ETag", tag)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(0 if status == 304 else len(body)))
        self.end_headers()
        if status == 200:
            self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        return


class Inboxes:
    """What a mail server accepted, by recipient."""

    def __init__(self) -> None:
        self.of: dict[str, list[EmailMessage]] = {}

    async def handle_DATA(  # noqa: N802 - aiosmtpd calls it so
        self, _server: object, _session: object, envelope: object
    ) -> str:
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert len(envelope.rcpt_tos) == 1, "one message, one person"
        self.of.setdefault(envelope.rcpt_tos[0], []).append(message)
        return "250 accepted"


@pytest.fixture
def feed() -> Iterator[ThreadingHTTPServer]:
    Feed.entries, Feed.answers = {}, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Feed)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def inboxes() -> Iterator[tuple[Inboxes, int]]:
    box = Inboxes()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


@dataclass(frozen=True)
class Mails:
    """A mailbox with tips, as the settings name it, and its folder."""

    settings: str
    folder: Path

    def add(self, name: str, subject: str, text: str, date: str) -> None:
        lines = [
            f"Message-ID: <{name}@tips.example>",
            "From: Source <s@tips.example>",
            f"Subject: {subject}",
            f"Date: {date}",
        ]
        (self.folder / "tmp" / name).write_text("\n".join([*lines, "", text, ""]), encoding="utf-8")
        (self.folder / "tmp" / name).rename(self.folder / "new" / name)


@pytest.fixture(params=["sqlite and maildir", "postgresql and imap"])
def tips(request: pytest.FixtureRequest, desk: Path, environment: dict[str, str]) -> Iterator[Mails]:
    """The mailbox; on the way the other store is set, in the environment."""
    if request.param == "sqlite and maildir":
        for part in ("cur", "new", "tmp"):
            (desk / "tips" / part).mkdir(parents=True)
        yield Mails(settings='kind = "maildir"\npath = "tips"', folder=desk / "tips")
        return
    with ExitStack() as stack:
        try:
            environment["BLUF_STORE__URL"] = stack.enter_context(running_server())
            box = stack.enter_context(running_dovecot())
        except RuntimeError as error:
            pytest.skip(f"{error}: three days were not tested with it")
        environment["PYTHONPATH"] = sysconfig.get_paths()["purelib"]  # the driver, which is an extra
        environment["BLUF_SOURCES__TIPS__PASSWORD"] = "word"
        settings = f'kind = "imap"\nhost = "localhost"\nport = {box.port}\nuser = "tips"\nca_file = "{box.certificate}"'
        yield Mails(settings=settings, folder=box.maildir)


@pytest.fixture
def digest_desk(desk: Path, tips: Mails, feed: ThreadingHTTPServer, inboxes: tuple[Inboxes, int]) -> Path:
    text = SETTINGS.format(web=feed.server_port, smtp=inboxes[1], tips=tips.settings)
    (desk / "bluf.toml").write_text(text, encoding="utf-8")
    (desk / "inbox").mkdir()
    return desk


def plain(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())


@LOCAL
def test_three_days(bluf: Callable[..., object], digest_desk: Path, inboxes: tuple[Inboxes, int], tips: Mails) -> None:
    box, _ = inboxes
    (digest_desk / "inbox" / "mayor.txt").write_text(f"Mayor resigns\n\n{MAYOR}\n", encoding="utf-8")
    Feed.entries["1"] = ("Fire at the port", "Mon, 23 Nov 2026 18:00:00 +0000", FIRE)
    assert bluf("config", "check").code == 0
    shown = bluf("digest", "preview", "--at", "2026-11-24T06:00+01:00", "-o", "look")
    assert shown.code == 0
    assert box.of == {}, "a preview sends nothing"
    assert len(list((digest_desk / "look").glob("*.eml"))) == 3
    first_day(bluf, box)
    second_day(bluf, box)
    third_day(bluf, box, tips)
    quiet_day(bluf, box)
    check_server_was_asked_politely()
    check_status(bluf)
    check_archive(digest_desk)
    check_letters(box)


def first_day(bluf: Callable[..., object], box: Inboxes) -> None:
    """Nothing before the hour; at the hour one letter each, however often the timer calls."""
    assert bluf("digest", "run", "--at", "2026-11-24T06:20+01:00").code == 0
    assert box.of == {}
    for minute in (30, 40, 50):
        assert bluf("digest", "run", "--at", f"2026-11-24T06:{minute}+01:00").code == 0
    people = ("analyst@staff.example", "chief@staff.example", "partner@elsewhere.example")
    assert {who: len(mails) for who, mails in box.of.items()} == dict.fromkeys(people, 1)
    first = box.of["analyst@staff.example"][0]
    assert first["Subject"].startswith("TLP:GREEN Morning digest, 24 Nov 2026: ")
    text = plain(first)
    assert text.startswith("TLP:GREEN")
    assert "hurt at least 12 people" in text
    assert "3 million dollars" in text
    assert text.index("port of Arica") < text.index("Menacho"), "the watch topic comes first"
    assert "Nothing new on: Mines." in text
    (attached,) = first.iter_attachments()
    assert attached.get_content().startswith(b"%PDF-")
    assert box.of["chief@staff.example"][0]["To"] == "The Chief <chief@staff.example>"


def second_day(bluf: Callable[..., object], box: Inboxes) -> None:
    """The article on the fire was edited, another says more; nothing else is told again."""
    Feed.entries["1"] = ("Fire at the port", "Mon, 23 Nov 2026 18:00:00 +0000", FIRE + " It was corrected later.")
    Feed.entries["2"] = ("Fire at the port grows", "Tue, 24 Nov 2026 18:00:00 +0000", FIRE_GROWS)
    assert bluf("digest", "run", "--at", "2026-11-25T06:30+01:00").code == 0
    first, second = box.of["analyst@staff.example"]
    text = plain(second)
    assert "New since 24 November 2026" in text
    assert "hurt at least 30 people" in text
    assert "Menacho" not in text, "no repeats"
    assert "1 article was edited since an earlier edition" in text
    assert second["In-Reply-To"] == first["Message-ID"]


def third_day(bluf: Callable[..., object], box: Inboxes, tips: Mails) -> None:
    """A tip that not everybody may have, and nothing else; the mailbox is left as it was."""
    tips.add("tip1", "Walkout", TIP, "Wed, 25 Nov 2026 12:00:00 +0000")
    done = bluf("digest", "run", "--at", "2026-11-26T06:30+01:00")
    assert done.code == 3, "a person must look: somebody gets nothing"
    assert "partner@elsewhere.example gets nothing" in done.err
    third = box.of["analyst@staff.example"][2]
    assert third["Subject"].startswith("TLP:AMBER ")
    assert plain(third).startswith("TLP:AMBER")
    assert "Pedro Rojas" in plain(third)
    assert [path.name for path in (tips.folder / "new").iterdir()] == ["tip1"], "not marked as read"
    assert {who[0]: len(mails) for who, mails in box.of.items()} == {"a": 3, "c": 3, "p": 2}
    decided = bluf("digest", "resolve", "morning/2026-11-26", "partner@elsewhere.example", "--dismiss")
    assert decided.code == 0


def quiet_day(bluf: Callable[..., object], box: Inboxes) -> None:
    """It says so."""
    assert bluf("digest", "run", "--at", "2026-11-27T06:30+01:00").code == 0
    last = box.of["chief@staff.example"][3]
    assert "nothing new" in last["Subject"]
    assert "Nothing new on 27 November 2026. Every source was read." in plain(last)


def check_server_was_asked_politely() -> None:
    assert Feed.answers.count(200) == 2, "once at first, once after the change"
    assert 304 in Feed.answers


def check_status(bluf: Callable[..., object]) -> None:
    done = bluf("digest", "status", "--json", "--at", "2026-11-27T07:00+01:00")
    status = json.loads(done.out)
    assert done.code == status["exit_code"] == 0
    assert status["digests"]["morning"]["last_edition"]["id"] == "morning/2026-11-27"
    assert status["digests"]["morning"]["next_due"] == "2026-11-28T06:30:00+01:00"
    assert status["outbox"]["SENT"] == 3 + 3 + 2 + 3
    assert all(source["read_at"] for source in status["sources"].values())
    lines = bluf("digest", "status", "--at", "2026-11-27T07:00+01:00").out.decode()
    assert "next due: 2026-11-28T06:30:00+01:00" in lines


def check_archive(desk: Path) -> None:
    archive = desk / "archive"
    index = (archive / "index.html").read_text(encoding="utf-8")
    for day in (24, 25, 26, 27):
        assert f'href="morning/2026-11-{day}/index.html"' in index
        assert (archive / "morning" / f"2026-11-{day}" / "index.html").is_file()
    feed = ET.parse(archive / "morning" / "feed.atom").getroot()
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 4


def check_letters(box: Inboxes) -> None:
    everything = [message for mails in box.of.values() for message in mails]
    assert len({message["Message-ID"] for message in everything}) == len(everything)
    for message in everything:
        assert message.defects == []
        assert message["List-Id"] == "Morning digest <morning.staff.example>"
        assert message["Auto-Submitted"] == "auto-generated"
        assert message["List-Unsubscribe"] == "<mailto:stop@staff.example?subject=unsubscribe>"
        assert isinstance(message["Date"].datetime, datetime)
        both = [part.get_content_type() for part in message.walk() if part.get_content_maintype() == "text"]
        assert both == ["text/plain", "text/html"]
        texts = sum(len(part.as_bytes()) for part in message.walk() if part.get_content_maintype() == "text")
        assert texts < 100_000
