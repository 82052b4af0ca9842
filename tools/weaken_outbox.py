"""Do the tests notice a weaker design? Each variant takes one safeguard out of a copy of the code; its tests must then fail.

    python tools/weaken_outbox.py [WORD]    all variants, or those whose name holds WORD; exit code 1 where one goes unnoticed

Takes some minutes: every variant runs the tests that should notice it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KILLED = "tests/unit/digest/test_faults.py::test_killed_at_each_step"
POSTGRESQL = "tests/unit/digest/test_on_postgresql.py"
ALWAYS = "tests/unit/digest/test_faults.py::test_a_server_that_always_fails_so"


@dataclass(frozen=True, slots=True)
class Variant:
    """A weaker design: in `file` the text `old` becomes `new`; `tests` must notice."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


VARIANTS = (
    Variant("no commit before the dot", "mail/transport.py", "        before_dot()\n", "", (KILLED,)),
    Variant(
        "uncertain counts as try again",
        "digest/outbox.py",
        'held = config.mail.on_uncertain == "hold"',
        "held = False",
        (f"{ALWAYS}[drop_after_dot_stored]",),
    ),
    Variant(
        "uncertain counts as sent",
        "digest/outbox.py",
        "State.UNCERTAIN if held else State.QUEUED",
        "State.SENT",
        (f"{ALWAYS}[drop_after_dot_lost]",),
    ),
    Variant(
        "what a crash left before the reply counts as sent",
        "store/outbox.py",
        "State.SENT if known else State.UNCERTAIN",
        "State.SENT",
        (KILLED,),
    ),
    Variant(
        "what a crash left before the reply is sent again",
        "store/outbox.py",
        "State.SENT if known else State.UNCERTAIN",
        "State.SENT if known else State.QUEUED",
        (KILLED,),
    ),
    Variant(
        "no lock",
        "store/lock.py",
        "            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)\n",
        "            pass\n",
        ("tests/unit/digest/test_faults.py::test_many_runs_at_once", "tests/unit/store"),
    ),
    Variant(
        "edition and outbox in two commits",
        "digest/publishing.py",
        '        run.step("before commit READY")\n',
        '        run.step("before commit READY")\n'
        "        letters_ = outbox.of_edition(connection, key)\n"
        "        from sqlalchemy import delete\n"
        "        from bluf.store.tables import delivery\n"
        "        connection.execute(delete(delivery))\n"
        '    run.step("between")\n'
        "    with run.store.begin() as connection:\n"
        "        outbox.add_deliveries(connection, letters_)\n",
        (KILLED,),
    ),
    Variant(
        "pages written in place",
        "digest/archive.py",
        "    delivery.write_outputs(pages, folder / edition_id)\n",
        "    (folder / edition_id).mkdir(parents=True)\n"
        "    for page in pages:\n        (folder / edition_id / page.filename).write_bytes(page.body[:-9])\n",
        (KILLED,),
    ),
    Variant(
        "no journal",
        "digest/outbox.py",
        "            store.journal.add(one.edition_id, one.person, one.round, reply)\n",
        "            pass\n",
        ("tests/unit/digest/test_disasters.py",),
    ),
    Variant(
        "the journal is not asked before a letter",
        "digest/outbox.py",
        "if store.journal.has(one.edition_id, one.person, one.round):",
        "if False:",
        ("tests/unit/digest/test_disasters.py::test_an_old_copy_of_the_store_put_back_repeats_nothing",),
    ),
    Variant(
        "a damaged store is begun afresh",
        "store/opening.py",
        "if version is None and journal.is_begun() and not new:",
        "if False:",
        ("tests/unit/digest/test_disasters.py",),
    ),
    Variant(
        "a full disk is called a damaged store",
        "store/opening.py",
        "_CORRUPT = frozenset({11, 26})",
        "_CORRUPT = frozenset({11, 26, 13})",
        ("tests/unit/digest/test_disasters.py::test_a_full_disk",),
    ),
    Variant(
        "5xx is tried again for ever",
        "mail/transport.py",
        "self.permanent = person and 500 <= code < 600",
        "self.permanent = False",
        (f"{ALWAYS}[rcpt_550]",),
    ),
    Variant(
        "5xx to the session condemns the person",
        "mail/transport.py",
        "self.permanent = person and 500 <= code < 600",
        "self.permanent = 500 <= code < 600",
        (f"{ALWAYS}[mail_550]",),
    ),
    Variant(
        "TLS is optional",
        "mail/transport.py",
        'if server.security == "starttls":',
        'if server.security == "starttls" and self._smtp.has_extn("starttls"):',
        (f"{ALWAYS}[tls_none]",),
    ),
    Variant(
        "certificates are not checked",
        "mail/transport.py",
        "    return ssl.create_default_context(cafile=str(ca_file) if ca_file else None)\n",
        "    return ssl._create_unverified_context()\n",
        (f"{ALWAYS}[tls_selfsigned]",),
    ),
    Variant(
        "time-outs for each read only",
        "mail/transport.py",
        "        self._timer.start()\n",
        "",
        (f"{ALWAYS}[banner_flood]", f"{ALWAYS}[drip]"),
    ),
    Variant(
        "one refusal ends the run",
        "digest/outbox.py",
        "breaks = breaks + 1 if outcome.session else 0",
        "breaks = breaks + 3",
        ("tests/unit/digest/test_faults.py::test_one_person_with_a_fault_delays_nobody",),
    ),
    Variant(
        "sources by date, not by number",
        "store/documents.py",
        ".having(func.max(revision.c.seq) > after)",
        ".having(func.max(revision.c.seq) > 0)",
        ("tests/unit/store",),
    ),
    Variant(
        "an edited article is news",
        "store/documents.py",
        "(new if row.first > after else revised).append(found)",
        "new.append(found)",
        ("tests/unit/store",),
    ),
    Variant(
        "the clock is believed",
        "digest/running.py",
        "if due.at <= newest.due_at:",
        "if False:",
        ("tests/unit/digest/test_clock.py::test_clocks_that_jump_neither_lose_nor_repeat",),
    ),
    Variant(
        "the hour is one of UTC",
        "digest/schedule.py",
        "    place = ZoneInfo(zone)\n    hour",
        '    place = ZoneInfo("UTC")\n    hour',
        ("tests/unit/digest/test_clock.py",),
    ),
    Variant(
        "an edition is claimed before it is made, and not taken up again",
        "digest/publishing.py",
        "    made = make_edition(run.store, config, name, window, now=run.now, open_workers=run.open_workers, step=run.step)\n",
        "    from sqlalchemy import delete\n"
        "    from bluf.store.tables import edition as claims\n"
        "    values = dict(id=key, digest=name, day=due.day, due_at=due.at, made_at=run.now, seq_from=1, seq_to=0, state='READY')\n"
        "    claim = EditionRow(**values, mark='TLP:CLEAR', subject='', note='', news=0, sha256='', body=b'')\n"
        "    with run.store.begin() as connection:\n"
        "        add_edition(connection, claim, (), {}, None)\n"
        "    made = make_edition(run.store, config, name, window, now=run.now, open_workers=run.open_workers, step=run.step)\n"
        "    with run.store.begin() as connection:\n"
        "        connection.execute(delete(claims).where(claims.c.id == key))\n",
        (KILLED,),
    ),
    Variant(
        "whose claim it is is not asked before the dot",
        "store/outbox.py",
        "        .where(_is_ours(one), delivery.c.state == State.SENDING)\n",
        "        .where(_is(one))\n",
        (f"{POSTGRESQL}::test_a_run_whose_lock_was_lost_sends_nothing_that_another_has_taken_over",),
    ),
    Variant(
        "whose claim it is is not asked afterwards",
        "store/outbox.py",
        ".where(_is_ours(one), delivery.c.state.in_((State.SENDING, State.DATA)))",
        ".where(_is(one))",
        (f"{POSTGRESQL}::test_a_run_that_fails_after_it_lost_its_lock_undoes_nothing",),
    ),
    Variant(
        "no lock in the database",
        "store/lock.py",
        '        if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY}).scalar():\n',
        "        if False:\n",
        (f"{POSTGRESQL}::test_runs_on_two_machines_at_once", "tests/unit/store"),
    ),
    Variant(
        "everybody on the machine can read the store",
        "store/opening.py",
        "    _keep_private(database_file(url, folder))\n",
        "",
        ("tests/unit/store",),
    ),
    Variant(
        "a ceiling is no ceiling",
        "digest/letters.py",
        "state=State.QUEUED if allowed else State.BLOCKED",
        "state=State.QUEUED",
        ("tests/unit/digest/test_edition.py::test_a_ceiling_below_the_mark_blocks_and_says_so",),
    ),
    Variant(
        "tried for ever",
        "digest/outbox.py",
        "    if since >= timedelta(hours=mail.give_up_hours):\n",
        "    if False:\n",
        ("tests/unit/digest/test_faults.py::test_an_undelivered_letter_is_given_up_after_the_time_that_is_set",),
    ),
    Variant(
        "a letter sent again gets a new Message-ID",
        "store/outbox.py",
        '            reply="asked for again",\n',
        '            reply="asked for again",\n            message_id=f"<{one.round}{one.message_id[1:]}",\n'
        '            headers=one.headers.replace(b"Message-ID: <", b"Message-ID: <%d" % one.round),\n',
        ("tests/unit/digest/test_edition.py::test_sending_again",),
    ),
    Variant(
        "header values as they come",
        "mail/headers.py",
        '    while "=?" in line:\n        line = line.replace("=?", "= ?")\n',
        "",
        ("tests/unit/mail",),
    ),
)


def notices(variant: Variant) -> str:
    """The test that fails first on the weaker code; empty where none does."""
    with tempfile.TemporaryDirectory(prefix="weaker-") as made:
        folder = Path(made) / "repository"
        folder.mkdir()
        for part in ("src", "tests", "templates", "pyproject.toml"):
            place = ROOT / part
            (shutil.copytree if place.is_dir() else shutil.copy)(place, folder / part)
        (Path(made) / "shared").symlink_to(ROOT.parent / "shared")
        file = folder / "src" / "bluf" / variant.file
        text = file.read_text(encoding="utf-8")
        if text.count(variant.old) != 1:
            msg = f"{variant.name}: {variant.file} holds its text {text.count(variant.old)} times"
            raise SystemExit(msg)
        file.write_text(text.replace(variant.old, variant.new), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *variant.tests],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": f"{folder / 'src'}{os.pathsep}{folder}"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode not in (0, 1):
            sys.stderr.write(done.stdout[-2000:])
            raise SystemExit(f"{variant.name}: pytest ended with {done.returncode}")
        failed = re.search(r"(?m)^(?:FAILED|ERROR) (\S+)", done.stdout)
        return failed[1] if failed and done.returncode == 1 else ""


def main() -> None:
    """Try the variants and say which go unnoticed."""
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    unnoticed = 0
    for variant in VARIANTS:
        if word in variant.name:
            found = notices(variant)
            unnoticed += not found
            print(
                f"noticed   {variant.name}\n          by {found}" if found else f"UNNOTICED {variant.name}", flush=True
            )
    raise SystemExit(1 if unnoticed else 0)


if __name__ == "__main__":
    main()
