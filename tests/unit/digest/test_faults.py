"""The fault matrix: killed at each step, every misbehavior of a server, many runs at once. Nothing is lost, nobody is mailed twice.

`BLUF_TESTS=all` (`make faults`) tries every case; without it the ones that repeat another for the second and third person are
left out. `tools/weaken_outbox.py` shows that weaker designs fail here.
"""

from __future__ import annotations

import os

import pytest

from tests.unit.digest.desks import NOW, PEOPLE, Desk, broken_promises

LOCAL = pytest.mark.allow_hosts(["127.0.0.1"])
EDITION = "morning/2025-03-05"
STEPS = 41
"""Points of a run that makes an edition for three people; a test holds it equal to what runs."""

SESSION = {
    "drop_connect", "no_banner", "banner_421", "banner_flood", "mail_451", "mail_550", "drip", "auth_535", "hang_quit",
}  # fmt: skip
"""Faults that strike before a person is named: they hurt all."""


@LOCAL
def test_a_run_passes_the_steps_that_are_killed_below(desk, server):
    desk.settings(server().port)
    assert desk.run() == 0
    assert len(desk.steps) == STEPS, desk.steps


ALL = os.environ.get("BLUF_TESTS") == "all"
POINTS = range(1, STEPS + 1) if ALL else (*range(1, 20), *range(STEPS - 3, STEPS + 1))


@LOCAL
@pytest.mark.parametrize("point", POINTS)
def test_killed_at_each_step(desk, server, point):
    smtp = server()
    desk.settings(smtp.port)
    assert desk.run(kill_at=point) == -9
    code = desk.run()
    assert desk.run() == code, "a further run changes nothing"
    states = desk.states()
    assert broken_promises(desk, smtp.copies()) == []
    uncertain = [who for who, state in states.items() if state == "UNCERTAIN"]
    assert len(uncertain) <= 1
    assert code == (3 if uncertain else 0), states
    assert set(states.values()) <= {"SENT", "UNCERTAIN"}


@LOCAL
@pytest.mark.parametrize("point", [3, 9, 14, 20] if ALL else [14])
def test_killed_again_while_it_recovers(desk, server, point):
    smtp = server()
    desk.settings(smtp.port)
    for again in (point, 2, 3, 12):
        desk.run(kill_at=again)
    desk.run()
    assert broken_promises(desk, smtp.copies()) == []


def test_every_fault_of_the_catalogue_is_tried(faulty):
    assert set(ALWAYS) | {"ok", *SLOW} == set(faulty.FAULTS)


ALWAYS = {
    "drop_connect": "QUEUED",
    "banner_421": "QUEUED",
    "mail_451": "QUEUED",
    "mail_550": "QUEUED",
    "rcpt_450": "QUEUED",
    "rcpt_550": "REJECTED",
    "data_451": "QUEUED",
    "dot_451": "QUEUED",
    "dot_554": "REJECTED",
    "drop_after_rcpt": "QUEUED",
    "drop_in_body": "QUEUED",
    "drop_after_dot_stored": "UNCERTAIN",
    "drop_after_dot_lost": "UNCERTAIN",
    "drop_after_250": "SENT",
    "tls_none": "QUEUED",
    "tls_454": "QUEUED",
    "tls_drop": "QUEUED",
    "tls_garbage": "QUEUED",
    "tls_selfsigned": "QUEUED",
    "auth_535": "QUEUED",
}
SLOW = {
    "no_banner": "QUEUED",
    "banner_flood": "QUEUED",
    "hang_rcpt": "QUEUED",
    "drip": "QUEUED",
    "hang_after_dot_stored": "UNCERTAIN",
    "hang_after_dot_lost": "UNCERTAIN",
    "hang_quit": "SENT",
}
CODES = {"QUEUED": 2, "REJECTED": 3, "UNCERTAIN": 3, "SENT": 0}


def _settings(desk: Desk, fault: str, port: int) -> None:
    mail = 'user = "u"\npassword_file = "word"' if fault == "auth_535" else ""
    (desk.folder / "word").write_text("hunter2\n")
    security = "starttls" if fault.startswith("tls") or fault == "auth_535" else "none"
    desk.settings(port, security=security, seconds=0.5 if fault in SLOW else 10, mail=mail)


@LOCAL
@pytest.mark.parametrize("fault", [*ALWAYS, *SLOW])
def test_a_server_that_always_fails_so(desk, server, fault):
    smtp = server(fault)
    _settings(desk, fault, smtp.port)
    expected = {**ALWAYS, **SLOW}[fault]
    codes = [desk.run() for _ in range(1 if fault in SLOW else 2)]
    states = set(desk.states().values())
    if fault == "drop_in_body":  # whether that shows before the dot or after it is a matter of microseconds
        assert states <= {"QUEUED", "UNCERTAIN"}
        assert set(codes) <= {2, 3}
    else:
        assert states == {expected}
        assert set(codes) == {CODES[expected]}
    assert broken_promises(desk, smtp.copies()) == []
    if fault.startswith("tls") or fault == "auth_535":
        assert smtp.accepted == []
        assert not any(line.upper().startswith(("AUTH", "MAIL")) for line in smtp.commands)


@LOCAL
@pytest.mark.parametrize(
    "fault", [f for f in ALWAYS if ALL or f in ("mail_451", "rcpt_550", "dot_451", "drop_after_dot_lost")]
)
def test_a_server_that_fails_once(desk, server, fault):
    if fault.startswith("tls") or fault in ("auth_535", "drop_in_body"):
        pytest.skip("these do not strike once")
    smtp = server(fault, times=1)
    _settings(desk, fault, smtp.port)
    desk.run()
    code = desk.run()
    states = desk.states()
    assert broken_promises(desk, smtp.copies()) == []
    left = [state for state in states.values() if state != "SENT"]
    assert left == ([{**ALWAYS}[fault]] if ALWAYS[fault] in ("REJECTED", "UNCERTAIN") else [])
    assert code == (3 if left else 0)


PERSONAL = [f for f in (*ALWAYS, "hang_rcpt") if f not in SESSION and not f.startswith("tls")]


@LOCAL
@pytest.mark.parametrize("fault", [f for f in PERSONAL if ALL or f in ("rcpt_450", "dot_554", "drop_after_dot_stored")])
def test_one_person_with_a_fault_delays_nobody(desk, server, fault):
    smtp = server(fault, only={"b@staff.example"})
    _settings(desk, fault, smtp.port)
    desk.run()
    states = desk.states()
    assert broken_promises(desk, smtp.copies()) == []
    assert {states[EDITION, who] for who in PEOPLE if who[0] != "b"} == {"SENT"}


@LOCAL
def test_a_server_that_is_down_and_comes_back(desk, server):
    closed = server()
    desk.settings(closed.port)
    closed.close()
    assert desk.run() == 2
    assert set(desk.states().values()) == {"QUEUED"}
    smtp = server()
    desk.settings(smtp.port)
    assert desk.run() == 0
    assert smtp.copies() == dict.fromkeys(PEOPLE, 1)


@LOCAL
def test_resending_the_uncertain_is_opt_in_and_keeps_the_message_id(desk, server):
    smtp = server("drop_after_dot_stored", only={"b@staff.example"}, times=1)
    desk.settings(smtp.port, mail='on_uncertain = "resend"')
    desk.run()
    assert desk.run() == 0
    b = [(message_id, body) for who, message_id, body in smtp.accepted if who[0] == "b"]
    assert len(b) == 2
    assert b[0] == b[1]


@LOCAL
def test_an_undelivered_letter_is_given_up_after_the_time_that_is_set(desk, server):
    smtp = server("rcpt_450", only={"b@staff.example"})
    desk.settings(smtp.port, mail="give_up_hours = 1")
    assert desk.run() == 2
    assert desk.run("2025-03-05T07:59:00+00:00") == 2
    assert desk.run("2025-03-05T08:01:00+00:00") == 3
    assert desk.states()[EDITION, "b@staff.example"] == "REJECTED"
    assert broken_promises(desk, smtp.copies()) == []


@LOCAL
@pytest.mark.parametrize("count", [2, 4, 8] if ALL else [8])
def test_many_runs_at_once(desk, server, count):
    smtp = server(latency=0.01)
    desk.settings(smtp.port)
    runs = [desk.start(NOW) for _ in range(count)]
    assert {desk.wait(run) for run in runs} == {0}
    assert desk.run() == 0
    assert smtp.copies() == dict.fromkeys(PEOPLE, 1)
    assert broken_promises(desk, smtp.copies()) == []
