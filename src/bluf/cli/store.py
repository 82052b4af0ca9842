"""`bluf store status|prune|export|recover`: the store of the digest → counts, less of it, its contents as JSON Lines."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from bluf.cli.app import Debug, app, want_traceback
from bluf.cli.config import ConfigPath, load
from bluf.cli.terminal import one_line, stdout
from bluf.errors import UsageError

commands = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(commands, name="store", help="What the digest keeps: counts, pruning, export, recovery.")


@commands.command()
def status(config: ConfigPath = None, debug: Debug = False) -> None:
    """Tell what the store holds and whether it is whole.

    \b
    Example:
      bluf store status
    """
    want_traceback(debug)
    settings = load(config)
    from bluf.digest.running import opened
    from bluf.store.keeping import count_rows
    from bluf.store.opening import database_file

    with opened(settings) as store, store.begin() as connection:
        counts = count_rows(connection)
        kind = connection.dialect.name
    url = settings.store.url.get_secret_value() if settings.store.url else None
    file = database_file(url, settings.path(settings.store.folder))
    size = f", {file.stat().st_size / 1e6:.1f} MB" if file is not None and file.is_file() else ""
    sys.stdout.write(f"whole ({kind}{size})\n")
    sys.stdout.writelines(f"{count:>10,}  {name}\n" for name, count in counts.items())


@commands.command()
def prune(
    config: ConfigPath = None,
    days: Annotated[
        int | None, typer.Option("--days", min=1, help="Keep so many days. [default: store.keep_days]")
    ] = None,
    debug: Debug = False,
) -> None:
    """Drop old contents; what is known of items, editions to come and who got what stays.

    \b
    Example:
      bluf store prune --days 400
    """
    want_traceback(debug)
    settings = load(config)
    from bluf.digest.running import deciding
    from bluf.store.keeping import prune as drop

    before = datetime.now(UTC) - timedelta(days=days or settings.store.keep_days)
    with deciding(settings) as store:
        gone = drop(store, before)
    sys.stderr.write(
        f"bluf: dropped {gone.documents} documents, {gone.analyses} analyses, {gone.editions} editions, {gone.runs} runs\n"
    )


@commands.command()
def export(
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE|-", help="Where to.")] = "-",
    what: Annotated[str, typer.Option("--what", metavar="documents|receipts", help="What to export.")] = "documents",
    config: ConfigPath = None,
    debug: Debug = False,
) -> None:
    """Write the newest content of every item as JSON Lines that `bluf extract` and `bluf stories` read, or the receipts.

    \b
    Example:
      bluf store export -o articles.jsonl
    """
    want_traceback(debug)
    if what not in ("documents", "receipts"):
        raise UsageError(f"--what {what}: choose documents or receipts")
    settings = load(config)
    from bluf import delivery, records
    from bluf.digest.running import opened
    from bluf.store.keeping import export_documents, export_receipts

    with ExitStack() as stack:
        store = stack.enter_context(opened(settings))
        connection = stack.enter_context(store.begin())
        out = stack.enter_context(delivery.open_whole(Path(output)) if output != "-" else stdout())
        if what == "receipts":
            for receipt in export_receipts(connection):
                out.write(records.write_record(dict(receipt)) + "\n")
        else:
            for source, _name, found in export_documents(connection):
                out.write(records.write_record(_record(source, found)) + "\n")
        out.flush()


def _record(source: str, found: object) -> dict[str, object]:
    from bluf.model import Document

    if not isinstance(found, Document):
        raise TypeError
    record: dict[str, object] = {"id": found.id, "text": found.text, "source": source}
    fields = {
        "date": found.published_on.isoformat() if found.published_on else None,
        "title": found.title,
        "publisher": found.publisher,
        "uri": found.link or found.uri or None,
    }
    return record | {key: value for key, value in fields.items() if value}


@commands.command()
def recover(config: ConfigPath = None, debug: Debug = False) -> None:
    """Put a damaged SQLite store aside and begin a new one, which still knows from the journal who got what.

    \b
    Example:
      bluf store recover
    """
    want_traceback(debug)
    settings = load(config)
    from bluf.digest.recovering import recover_store

    for line in recover_store(settings, datetime.now(UTC)):
        sys.stderr.write(f"bluf: {one_line(line)}\n")
