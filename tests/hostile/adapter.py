"""The catalog's runner with the checks that it leaves to whoever knows the product.

usage: python adapter.py BLUF [arguments of run_cases.py]. The runner's judge reports five rules as "had nothing to look at", whatever
a program writes (`judge`, "needs a product adapter"); here they are looked at: statements are verified, mails counted.
"""

from __future__ import annotations

import argparse
import email
import importlib
import json
import re
import subprocess
import sys
import tempfile
from email.utils import parseaddr
from pathlib import Path

CATALOG = Path(__file__).resolve().parents[3] / "shared" / "hostile"
Files = dict[str, bytes]


def is_traceable(bluf: str, files: Files) -> str | None:
    """None where `bluf verify` finds every JSON and HTML grounded, else what is wrong."""
    found = [(name, data) for name, data in files.items() if name.endswith((".json", ".html"))]
    if not found:
        return "nothing was written that could be verified"
    for name, data in found:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, Path(name).name)
            path.write_bytes(data)
            done = subprocess.run([bluf, "verify", path], capture_output=True, text=True, check=False)
        if done.returncode:
            return f"{name}: {(done.stdout + done.stderr).splitlines()[0]}"
    return None


def is_one_mail_each(_bluf: str, files: Files) -> str | None:
    """None where no address has two mails and somebody has one."""
    mails = [email.message_from_bytes(data) for name, data in files.items() if name.endswith(".eml")]
    addresses = [parseaddr(mail["To"] or "")[1].strip().casefold() for mail in mails]
    if not addresses or not all(addresses):
        return "no mail, or one to nobody"
    return None if len(addresses) == len(set(addresses)) else f"two mails to {max(addresses, key=addresses.count)}"


def is_one_edition_a_day(_bluf: str, files: Files) -> str | None:
    """None where each day has one page."""
    days = [match[0] for name in files if name.endswith(".html") and (match := re.search(r"\d{4}-\d\d-\d\d", name))]
    return None if days and len(days) == len(set(days)) else f"editions of {days}"


def has_merged(rec: dict[str, object], files: Files) -> str | None:
    """None where one actor of the JSON has both names."""
    names = rec["expect"]["merged"]  # type: ignore[index]  # the catalog's records
    records = [json.loads(data) for name, data in files.items() if name.endswith(".json")]
    actors = [json.dumps(actor, ensure_ascii=False) for record in records for actor in record.get("actors", ())]
    return None if any(all(name in actor for name in names) for actor in actors) else f"{names} are not one actor"


CHECKS = {
    "traceable": is_traceable,
    "one_mail_per_person": is_one_mail_each,
    "one_edition_per_day": is_one_edition_a_day,
}


def main() -> int:
    bluf = sys.argv.pop(1)
    sys.path.insert(0, str(CATALOG))
    runner = importlib.import_module("run_cases")
    judged, run_one = runner.judge, runner.run_one

    def judge(rec: dict[str, object], res: dict[str, object]) -> tuple[list[str], list[str]]:
        fails, left = judged(rec, res)
        files: Files = res["files"]  # type: ignore[assignment]  # the runner's record
        for rule in tuple(left):
            if rule in CHECKS:
                wrong = CHECKS[rule](bluf, files)
            elif rule.startswith("merged"):
                wrong = has_merged(rec, files)
            elif rule == "no_smtp_contact":  # every address dialled but the listener's is in `opens`
                wrong = next((what for what in res["opens"] if what.startswith("socket")), None)  # type: ignore[attr-defined]  # the catalog is untyped
            else:
                continue
            left.remove(rule)
            fails += [f"{rule}: {wrong}"] if wrong else []
        return fails, left

    def run(rec: dict[str, object], data: bytes, options: argparse.Namespace, port: int) -> dict[str, object]:
        if "mail_headers_clean" in rec["expect"]["rules"] and "eml" not in options.formats:  # type: ignore[index]  # the catalog is untyped
            options = argparse.Namespace(**{**vars(options), "formats": options.formats + ",eml"})
        return dict(run_one(rec, data, options, port))

    runner.judge, runner.run_one = judge, run
    return int(runner.main())


if __name__ == "__main__":
    raise SystemExit(main())
