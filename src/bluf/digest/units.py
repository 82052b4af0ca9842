"""What calls `bluf digest run`: a line for cron, or a service and a timer for systemd, as text to put in place.

The timer is dumb on purpose: every ten minutes, and once after the machine was off. When an edition is due, `bluf.digest.schedule`
knows; so no clock change can make cron or systemd skip or repeat one.

Sources: crontab(5), systemd.timer(5), systemd.exec(5).
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path

EVERY_MINUTES = 10

_SERVICE = """\
# {name}.service
[Unit]
Description=bluf: daily digest
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={command} digest run --config {config}
# 2: some mail waits and is tried again by the next run. 3 (a person must look), 4 and 5 count as failures: `systemctl --failed`.
SuccessExitStatus=2
TimeoutStartSec=2h
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ReadWritePaths={writes}
UMask=0027
"""

_TIMER = """\
# {name}.timer
[Unit]
Description=bluf: asks every {minutes} minutes whether an edition is due

[Timer]
OnCalendar=*:0/{minutes}
Persistent=true
RandomizedDelaySec=20

[Install]
WantedBy=timers.target
"""


def cron_line(command: Sequence[str], config: Path) -> str:
    """The line for `crontab -e`. What a run says goes to cron's mail."""
    folder = shlex.quote(str(config.parent)).replace("%", r"\%")
    call = f"{shlex.join(command)} digest run --config {shlex.quote(str(config))}".replace("%", r"\%")
    return f"*/{EVERY_MINUTES} * * * *  cd {folder} && {call}\n"


def unit_files(
    command: Sequence[str], config: Path, writes: Iterable[Path] = (), name: str = "bluf-digest"
) -> dict[str, str]:
    """The unit files by name; `writes` are the folders that a run writes into."""
    folders = dict.fromkeys(str(folder) for folder in (config.parent, *writes))
    values = {
        "name": name,
        "minutes": str(EVERY_MINUTES),
        "folder": _escaped(str(config.parent)),
        "writes": " ".join(map(_escaped, folders)),
        "command": " ".join(map(_escaped, command)),
        "config": _escaped(str(config)),
    }
    return {f"{name}.service": _SERVICE.format(**values), f"{name}.timer": _TIMER.format(**values)}


def _escaped(path: str) -> str:
    """A path for a unit file: percent signs are specifiers there, blanks end a word."""
    doubled = path.replace("%", "%%")
    return '"' + doubled.replace("\\", "\\\\").replace('"', '\\"') + '"' if set(doubled) & set(" \"'\\") else doubled
