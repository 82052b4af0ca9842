"""A case of the hostile catalog about the digest: its JSON settings → `bluf.toml` → `bluf digest preview`.

usage: python digest_case.py BLUF INPUT OUT DIGEST.json. Ends with the exit code, the output and the one line of `bluf`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def settings(case: dict[str, object], inbox: Path) -> str:
    """What an operator would have written; JSON strings are TOML strings."""
    lines = [
        "[sources.inbox]",
        'kind = "folder"',
        f"path = {json.dumps(str(inbox))}",
        "[digests.morning]",
        f"title = {json.dumps(case.get('subject', 'Morning digest'))}",
        f"recipients = {json.dumps(case.get('recipients', ['a@staff.example']))}",
        f"time_zone = {json.dumps(case.get('timezone', 'UTC'))}",
        f"at = {json.dumps(case.get('at', '07:00'))}",
        f"days = {json.dumps(case.get('days', ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']))}",
        "[mail]",
        'host = "127.0.0.1"',
        "port = 9",
        'security = "none"',
        'sender = "digest@staff.example"',
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    bluf, source, out, digest = sys.argv[1:5]
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        (desk / "inbox").mkdir()
        if Path(source).is_file():
            shutil.copy(source, desk / "inbox")
        (desk / "bluf.toml").write_text(
            settings(json.loads(Path(digest).read_text()), desk / "inbox"), encoding="utf-8"
        )
        command = [bluf, "digest", "preview", "-c", str(desk / "bluf.toml"), "-o", out]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
