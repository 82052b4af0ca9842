"""`bluf digest` and `bluf store` as an operator calls them: exit codes 0, 2, 3, 4, 5, and what status says."""

from __future__ import annotations

import json
import os

import pytest
from typer.testing import CliRunner

from bluf.cli import app
from tests.unit.digest.desks import NOW, Desk

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
LATER = "2025-03-05T08:30:00+00:00"


@pytest.fixture
def call(desk: Desk, monkeypatch):
    """Calls a command in the folder of the desk; gives exit code, standard output, standard error."""
    monkeypatch.chdir(desk.folder)

    def run(*words: str) -> tuple[int, str, str]:
        done = CliRunner().invoke(app, list(words))
        return done.exit_code, done.stdout, done.stderr

    return run


def test_all_is_well(desk, server, call):
    desk.settings(server().port)
    assert call("digest", "run", "--at", NOW)[0] == 0
    assert call("digest", "run", "--at", NOW) == (0, "", "")
    code, out, _ = call("digest", "status", "--at", LATER)
    assert code == 0
    assert "last edition: morning/2025-03-05 (2 stories from 2 new articles; DONE)" in out
    assert "outbox: 3 SENT" in out


def test_mail_waits(desk, server, call):
    desk.settings(server("mail_451").port)
    code, _, err = call("digest", "run", "--at", NOW)
    assert code == 2
    assert "3 mails wait" in err
    code, out, _ = call("digest", "status", "--json", "--at", LATER)
    assert code == json.loads(out)["exit_code"] == 2
    assert len(json.loads(out)["waiting"]) == 3


def test_a_person_must_look_and_decides(desk, server, call):
    desk.settings(server("drop_after_dot_stored", only={"b@staff.example"}).port)
    code, _, err = call("digest", "run", "--at", NOW)
    assert code == 3
    assert "a person must look: 1 UNCERTAIN" in err
    code, out, _ = call("digest", "status", "--at", LATER)
    assert code == 3
    assert "bluf digest resolve morning/2025-03-05 b@staff.example --sent" in out
    assert call("digest", "resolve", "morning/2025-03-05", "b@staff.example", "--sent")[0] == 0
    assert call("digest", "status", "--at", LATER)[0] == 0
    assert call("digest", "resend", "morning/2025-03-05", "b@staff.example")[0] == 0
    assert call("digest", "status", "--at", LATER)[0] == 2


def test_the_store_is_damaged(desk, server, call):
    smtp = server()
    desk.settings(smtp.port)
    (desk.folder / "state" / "bluf.db").write_bytes(os.urandom(20_000))
    code, out, err = call("digest", "run", "--at", NOW)
    assert (code, out, len(err.splitlines())) == (4, "", 1)
    assert "bluf store recover" in err
    assert smtp.connections == 0
    assert call("store", "recover")[0] == 0
    assert call("digest", "run", "--at", NOW)[0] == 0


def test_something_cannot_be_written(desk, server, call):
    smtp = server()
    desk.settings(smtp.port)
    (desk.folder / "archive").write_text("in the way")
    code, out, err = call("digest", "run", "--at", NOW)
    assert (code, out, len(err.splitlines())) == (5, "", 1)
    assert smtp.connections == 0
