"""The command line: words → calls of `pipeline` → files, standard output, exit codes.

Parses, calls, prints; the only place that prints, reads the clock and the environment, or turns errors into exit codes (0 done, 1
failed, 2 wrong usage). Deliberately no work of its own.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, BinaryIO, NoReturn, TextIO

import typer

from bluf.config import Settings
from bluf.errors import BlufError, DeliveryError, SourceError, UsageError
from bluf.version import __version__

app = typer.Typer(
    name="bluf",
    add_completion=True,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_SUFFIXES = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".pdf": "pdf", ".json": "json"}
_DEFAULT_OUTPUT = "output"
_INTERRUPTED = 130  # what Typer makes of Ctrl-C


class _Options:
    """What the main callback leaves for `main`: whether a traceback is wanted."""

    debug = False


def main() -> NoReturn:
    """Run the command line and exit.

    Raises:
        KeyboardInterrupt: Ctrl-C; nothing was written.
    """
    _mend_streams()
    with suppress(ValueError):  # not in the main thread: the caller's own handling stands
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that nothing is left behind, as with Ctrl-C
    try:
        code = app(standalone_mode=False)
    except BlufError as error:
        _fail(error, str(error), error.exit_code)
    except BrokenPipeError as error:
        sys.stdout = None  # the reader has gone: nothing is left to flush to
        _fail(error, "", 1)
    except OSError as error:
        _fail(error, f"{error.filename or 'output'}: {error.strerror or error}", 1)
    except Exception as error:  # noqa: BLE001 - Typer's own errors share no public base class here
        _typer_error(error)
    if code == _INTERRUPTED:
        raise KeyboardInterrupt
    sys.exit(code if isinstance(code, int) else 0)


def _mend_streams() -> None:
    """Standard streams that the caller closed: nothing to read, nowhere to write (an `OSError`, not a failure of ours)."""
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - for the life of the process
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - for the life of the process
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for the life of the process


def _fail(error: BaseException, message: str, code: int) -> NoReturn:
    if _Options.debug:
        raise error
    if message:
        sys.stderr.write(f"bluf: {_one_line(message)}\n")
    sys.exit(code)


def _typer_error(error: Exception) -> NoReturn:
    """Usage errors of Typer's parser as one line; anything else is a fault of ours and says so."""
    shown = getattr(error, "format_message", None)
    code = getattr(error, "exit_code", None)
    if callable(shown) and isinstance(code, int):
        _fail(error, f"{shown()} (see bluf --help)", code)
    if isinstance(code, int):
        sys.exit(code)
    _fail(error, f"internal error ({type(error).__name__}): run again with --debug and report it", 1)


def _one_line(message: str) -> str:
    """`message` on one line, without characters that could steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in " ".join(message.split()))


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"bluf {__version__}\n")
        raise typer.Exit


@app.callback(
    epilog="Exit codes: 0 done, 1 failed, 2 wrong usage.",
)
def _main(
    version: Annotated[  # noqa: ARG001 - handled by its callback
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a failure.")] = False,
) -> None:
    """Bottom line up front: turn source documents into a briefing whose every sentence leads back to a source.

    Examples:
      bluf brief report.pdf                        Markdown, HTML and PDF into output/

      bluf brief news/ https://example.org/a.html -f html -o today.html

      cat notes.txt | bluf brief - -f md -o -

      bluf verify output/briefing.html news/
    """
    _Options.debug = debug or _Options.debug


@app.command()
def brief(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Files, folders, globs, http(s) URLs, or - for standard input."),
    ],
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "-f", "--format", metavar="md|html|pdf|json", help="Output format; may be repeated. [default: md html pdf]"
        ),
    ] = None,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="DIR|FILE|-", help="Folder, file, or - for standard output.")
    ] = _DEFAULT_OUTPUT,
    template: Annotated[
        str | None, typer.Option("--template", metavar="NAME|PATH", help="Another template than the full briefing.")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="What today means (YYYY-MM-DD). [default: newest source]"),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse instead of printing caveats.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a failure.")] = False,
) -> None:
    """One briefing over all sources, as Markdown, HTML, PDF or JSON.

    Examples:
      bluf brief seeds/

      bluf brief article.html -f json -o - --as-of 2012-07-19
    """
    _Options.debug = debug or _Options.debug
    from bluf import delivery, pipeline

    wanted = _formats(formats, output)
    day = _date(as_of)
    if output != "-":
        delivery.check_target(_target(output))
    with _quick_start(), _progress() as progress:
        result = pipeline.brief(
            sources,
            formats=wanted,
            template=template,
            as_of=day,
            strict=strict,
            model=Settings.read(os.environ).model,
            stdin=sys.stdin.buffer,
            now=datetime.now(UTC),
            progress=progress,
        )
    for failure in result.failures:
        sys.stderr.write(f"bluf: warning: {_one_line(str(failure))}\n")
    if output == "-":
        delivery.write_stream(result.rendered[0], sys.stdout.buffer)
        return
    failed = (failure.uri for failure in result.failures)
    for path in delivery.write_outputs(result.rendered, _target(output), sources=(*result.opened, *failed)):
        sys.stderr.write(f"bluf: wrote {_one_line(str(path))}\n")


@app.command()
def extract(
    source: Annotated[
        str, typer.Option("--input", "-i", metavar="FILE.jsonl|-", help="JSON Lines with id and text.")
    ] = "-",
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE.jsonl|-", help="Where the records go.")] = "-",
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes to share the work among.")] = 1,
    only: Annotated[
        str | None, typer.Option("--only", metavar="actors,figures,...", help="Only these lists of the record.")
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a failure.")] = False,
) -> None:
    """The analysis alone, for other tools: JSON Lines in, JSON Lines out, in the same order, as a stream.

    Example:
      bluf extract --input articles.jsonl --output findings.jsonl --only actors,figures
    """
    _Options.debug = debug or _Options.debug
    from bluf import delivery, pipeline, records

    fields = records.check_fields(only.split(",")) if only else records.FIELDS
    model = Settings.read(os.environ).model
    bad = 0
    with _quick_start(), ExitStack() as stack:
        lines = stack.enter_context(_open_lines(source))
        out = stack.enter_context(delivery.open_whole(Path(output), source=source)) if output != "-" else _stdout()
        for line, usable in pipeline.extract(lines, only=fields, model=model, jobs=jobs):
            out.write(line + "\n")
            bad += not usable
        out.flush()
    if bad:
        sys.stderr.write(
            f'bluf: {bad} {"line" if bad == 1 else "lines"} could not be used: see "error" in the output\n'
        )
        raise typer.Exit(1)


@app.command()
def verify(
    briefing: Annotated[str, typer.Argument(metavar="BRIEFING.json|BRIEFING.html", help="A finished briefing.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE...]", help="The sources again; without them the annexed texts count."),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a failure.")] = False,
) -> None:
    """Check every printed statement against the sources: exit 0 when all are grounded, 1 with the list of those that are not.

    Example:
      bluf verify output/briefing.json seeds/
    """
    _Options.debug = debug or _Options.debug
    from bluf import pipeline, rendering

    try:
        data = Path(briefing).read_bytes()
    except OSError as error:
        raise SourceError(
            f"cannot be read ({error.strerror}): name a briefing made with -f json or -f html", briefing
        ) from error
    problems = pipeline.verify(data, sources or (), stdin=sys.stdin.buffer)
    for problem in problems:
        sys.stdout.write(f"{_one_line(problem.where)}: {_one_line(problem.what)}\n")
    if problems:
        count = f"{len(problems)} {'statement is' if len(problems) == 1 else 'statements are'}"
        raise BlufError(f"{briefing}: {count} not grounded: see the list on standard output")
    sys.stdout.write("all statements are grounded\n")
    if not rendering.is_compared_whole(data):
        sys.stdout.write("what else the page shows was not compared: another template, or another version, made it\n")


@app.command()
def doctor(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a failure.")] = False,
) -> None:
    """Check the model, the fonts, the system libraries and write access, and say how to mend each.

    Example:
      bluf doctor
    """
    _Options.debug = debug or _Options.debug
    from bluf import checkup

    findings = checkup.check_installation(model=Settings.read(os.environ).model, folder=Path(_DEFAULT_OUTPUT))
    for finding in findings:
        mend = f": {finding.mend}" if finding.mend else ""
        sys.stdout.write(f"{'ok  ' if finding.ok else 'FAIL'}  {finding.what}{_one_line(mend) and mend}\n")
    if not all(finding.ok for finding in findings):
        raise BlufError("something is missing: mend the lines marked FAIL")


def _formats(formats: list[str] | None, output: str) -> tuple[str, ...]:
    """The formats asked for, each once; a file's name decides where none was named."""
    wanted = tuple(dict.fromkeys(formats or ()))
    suffix = Path(output).suffix.lower()
    if output == "-":
        if len(wanted) > 1:
            raise UsageError("-o - takes one format: name one with -f")
        return wanted or ("md",)
    if suffix in _SUFFIXES and not Path(output).is_dir():
        wanted = wanted or (_SUFFIXES[suffix],)
        if len(wanted) > 1:
            raise UsageError(f"-o {output} is one file but {len(wanted)} formats are asked for: name a folder")
    return wanted or ("md", "html", "pdf")


def _target(output: str) -> Path:
    return Path(output)


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"--as-of {text!r} is not a date: write YYYY-MM-DD") from error


def _stdout() -> TextIO:
    return io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n", write_through=False)


@contextmanager
def _open_lines(source: str) -> Iterator[Iterator[str]]:
    """Lines of a UTF-8 file or standard input; bytes that are no UTF-8 become U+FFFD."""
    if source == "-":
        yield _decoded(sys.stdin.buffer)
        return
    try:
        stack = ExitStack()
        stream = stack.enter_context(Path(source).open("rb"))  # noqa: SIM115 - the stack closes it
    except OSError as error:
        msg = f"cannot be read ({error.strerror}): name a JSON Lines file, or - for standard input"
        raise SourceError(msg, source) from error
    with stack:
        yield _decoded(stream)


def _decoded(stream: BinaryIO) -> Iterator[str]:
    for raw in stream:
        line = raw.decode("utf-8", errors="replace").lstrip("\ufeff")
        if line.strip():
            yield line


@contextmanager
def _quick_start() -> Iterator[None]:
    """No garbage collection while libraries and the model load: a fifth of the start is saved, nothing is leaked."""
    import gc

    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A progress line on standard error where it is a terminal, nothing elsewhere."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _stage, _done, _of: None
        return
    from rich.console import Console
    from rich.status import Status

    words = {"load": "loading the model", "analyze": "analyzing {done} of {of}", "render": "rendering"}
    with Status("reading", console=Console(stderr=True)) as status:
        yield lambda stage, done, of: status.update(words[stage].format(done=done, of=of))


__all__ = ["DeliveryError", "app", "main"]
