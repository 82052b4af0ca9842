"""`bluf digest run|preview|status|resend|resolve|schedule`: words → `bluf.digest` → lines and an exit code."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bluf.cli.app import Debug, app, want_traceback
from bluf.cli.config import ConfigPath, config_path, load
from bluf.cli.sharing import Cluster, Jobs
from bluf.cli.terminal import one_line
from bluf.errors import BlufError, UsageError

commands = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(commands, name="digest", help="The daily digest: run it, look at it, see how it stands.")

Names = Annotated[list[str] | None, typer.Argument(metavar="[DIGEST...]", help="Names of digests. [default: all]")]
At = Annotated[
    str | None,
    typer.Option(
        "--at", metavar="INSTANT", help="Act as if it were this instant (2026-11-24T06:30+01:00), to rehearse."
    ),
]
Edition = Annotated[str, typer.Argument(metavar="EDITION", help="As status names it: morning/2026-11-24.")]


def _now(at: str | None) -> datetime:
    if at is None:
        return datetime.now(UTC)
    try:
        given = datetime.fromisoformat(at)
    except ValueError as error:
        raise UsageError(f"--at {at!r} is no instant: write 2026-11-24T06:30+01:00") from error
    if given.tzinfo is None:
        raise UsageError(f"--at {at!r} has no time zone: write 2026-11-24T06:30+01:00")
    return given.astimezone(UTC)


def _known(names: list[str] | None, known: dict[str, object]) -> tuple[str, ...]:
    for name in names or ():
        if name not in known:
            raise UsageError(f"there is no digest {name!r}: there is {', '.join(known)}")
    return tuple(names or ())


@commands.command()
def run(
    names: Names = None,
    config: ConfigPath = None,
    at: At = None,
    jobs: Jobs = 1,
    cluster: Cluster = None,
    debug: Debug = False,
) -> None:
    """Do everything that is due: read sources, make editions, send mail. For cron or a systemd timer; may be called at any time.

    \b
    Exit codes: 0 done, nothing due, or another run is active; 2 some mail waits and is tried again; 3 a person must look;
    4 the store is damaged, nothing was sent; 5 something cannot be written.

    \b
    Example:
      bluf digest run
    """
    want_traceback(debug)
    settings = load(config)
    wanted = _known(names, dict(settings.digests))
    from functools import partial

    from bluf.digest.running import run_digests
    from bluf.executor import open_executor

    workers = partial(open_executor, jobs, cluster)
    report = run_digests(settings, now=_now(at), names=wanted, open_workers=workers)
    for line in report.lines:
        sys.stderr.write(f"bluf: {one_line(line)}\n")
    if report.exit_code:
        raise typer.Exit(report.exit_code)


@commands.command()
def preview(
    name: Annotated[
        str | None, typer.Argument(metavar="[DIGEST]", help="Which digest. [default: the only one]")
    ] = None,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Folder for the letters.")] = Path(
        "preview"
    ),
    config: ConfigPath = None,
    at: At = None,
    no_read: Annotated[bool, typer.Option("--no-read", help="Use what the store has; ask no source.")] = False,
    debug: Debug = False,
) -> None:
    """Write the letters of the next edition as .eml files, and send nothing.

    \b
    Example:
      bluf digest preview morning -o preview/
    """
    want_traceback(debug)
    settings = load(config)
    if name is None and len(settings.digests) > 1:
        raise UsageError(f"which digest? name one of {', '.join(settings.digests)}")
    (chosen,) = _known([name or next(iter(settings.digests))], dict(settings.digests))
    from bluf import delivery
    from bluf.digest.previewing import preview_digest
    from bluf.store.lock import BusyError

    if output.suffix and not output.is_dir():
        raise UsageError(f"-o {output}: name a folder, the letters are several files")
    delivery.check_target(output)
    try:
        edition, paths = preview_digest(settings, chosen, output, now=_now(at), read=not no_read)
    except BusyError as error:
        raise BlufError("another run is active: try again when it has ended") from error
    count = len(edition.stories) + len(edition.others)
    told = "nothing new" if edition.is_quiet else "1 story" if count == 1 else f"{count} stories"
    sys.stderr.write(f"bluf: {chosen}, {edition.day}: {told}; nothing was sent\n")
    for failure in edition.failures:
        sys.stderr.write(f"bluf: warning: not read: {one_line(f'{failure.source}: {failure.why}')}\n")
    for path in paths:
        sys.stderr.write(f"bluf: wrote {one_line(str(path))}\n")


@commands.command()
def status(
    config: ConfigPath = None,
    at: At = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for monitoring.")] = False,
    debug: Debug = False,
) -> None:
    """Tell how the digests stand: last run, next due, what failed. Exit code 0 well, 2 mail waits, 3 a person must look.

    \b
    Example:
      bluf digest status --json
    """
    want_traceback(debug)
    settings = load(config)
    from bluf.digest.health import find_health, health_lines
    from bluf.digest.running import opened

    with opened(settings) as store:
        health = find_health(store, settings, _now(at))
    if as_json:
        sys.stdout.write(json.dumps(health, indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(
            f"{one_line(line) if line[0] != ' ' else '  ' + one_line(line)}\n" for line in health_lines(health)
        )
    if health["exit_code"]:
        raise typer.Exit(health["exit_code"])


@commands.command()
def resend(
    edition: Edition,
    addresses: Annotated[list[str] | None, typer.Argument(metavar="[ADDRESS...]", help="Whom to.")] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Everybody who has it.")] = False,
    config: ConfigPath = None,
    debug: Debug = False,
) -> None:
    """Queue an edition again: the same letter with the same Message-ID, sent by the next run.

    \b
    Example:
      bluf digest resend morning/2026-11-24 analyst@staff.example
    """
    want_traceback(debug)
    if bool(addresses) == everybody:
        raise UsageError("name the addresses to send to, or give --all")
    settings = load(config)
    from bluf.digest.deciding import resend as queue
    from bluf.digest.running import deciding

    with deciding(settings) as store:
        queued = queue(store, edition, addresses or (), datetime.now(UTC))
    for one in queued:
        sys.stderr.write(f"bluf: queued again: {one_line(one.address)}\n")


@commands.command()
def resolve(
    edition: Edition,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="Whose copy it is about.")],
    sent: Annotated[bool, typer.Option("--sent", help="It arrived.")] = False,
    again: Annotated[bool, typer.Option("--resend", help="Send it again.")] = False,
    dismiss: Annotated[bool, typer.Option("--dismiss", help="Leave it.")] = False,
    config: ConfigPath = None,
    debug: Debug = False,
) -> None:
    """Decide about a letter that is uncertain, rejected or blocked.

    \b
    Example:
      bluf digest resolve morning/2026-11-24 analyst@staff.example --sent
    """
    want_traceback(debug)
    if sent + again + dismiss != 1:
        raise UsageError("say one of --sent, --resend, --dismiss")
    settings = load(config)
    from bluf.digest.deciding import Decision
    from bluf.digest.deciding import resolve as decide
    from bluf.digest.running import deciding

    decision = Decision.SENT if sent else Decision.RESEND if again else Decision.DISMISS
    with deciding(settings) as store:
        one = decide(store, edition, address, decision, datetime.now(UTC))
    sys.stderr.write(f"bluf: {one_line(one.address)}: {decision}\n")


@commands.command()
def schedule(
    config: ConfigPath = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="Write the unit files into a folder.")
    ] = None,
    debug: Debug = False,
) -> None:
    """Print the line for cron and the unit files for systemd that call `bluf digest run`.

    \b
    Example:
      bluf digest schedule -o units/
    """
    want_traceback(debug)
    settings = load(config)
    from bluf import delivery
    from bluf.digest.units import cron_line, unit_files
    from bluf.model import Rendered

    called = Path(sys.argv[0])
    command = [sys.executable, "-m", "bluf"] if called.name == "__main__.py" else [os.path.realpath(called)]
    path = config_path(config).resolve()
    writes = (settings.path(folder).resolve() for folder in (settings.store.folder, settings.archive.folder))
    units = unit_files(command, path, (place for place in writes if not place.is_relative_to(path.parent)))
    if output is not None:
        files = [Rendered(body=text.encode(), media_type="text/plain", filename=name) for name, text in units.items()]
        for made in delivery.write_outputs(files, output):
            sys.stderr.write(f"bluf: wrote {one_line(str(made))}\n")
        return
    sys.stdout.write(
        f"# cron: crontab -e\n{cron_line(command, path)}\n# or systemd, as root: these two files in /etc/systemd/system, then\n"
    )
    sys.stdout.write("#   systemctl daemon-reload && systemctl enable --now bluf-digest.timer\n\n")
    sys.stdout.write("\n".join(units.values()))
