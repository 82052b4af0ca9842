"""The Typer application all commands hang on, and how it ends: errors → one line and an exit code (0, 1, 2).

Each command is a module of its own beside this one. Deliberately no command here.
"""

from __future__ import annotations

import sys
from typing import Annotated, NoReturn

import typer

from bluf.cli.terminal import mend_streams, one_line
from bluf.errors import BlufError
from bluf.version import __version__

app = typer.Typer(
    name="bluf",
    add_completion=True,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_INTERRUPTED = 130  # what Typer makes of Ctrl-C


class _Options:
    """What the main callback leaves for `main`: whether a traceback is wanted."""

    debug = False


Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of a failure.")]
"""The option every command takes."""


def want_traceback(wanted: bool) -> None:
    """Show the traceback of a failure from now on, where a command's `--debug` asks for it."""
    _Options.debug = wanted or _Options.debug


def main() -> NoReturn:
    """Run the command line and exit.

    Raises:
        KeyboardInterrupt: Ctrl-C; nothing was written.
    """
    mend_streams()
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


def _fail(error: BaseException, message: str, code: int) -> NoReturn:
    if _Options.debug:
        raise error
    if message:
        sys.stderr.write(f"bluf: {one_line(message)}\n")
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
    debug: Debug = False,
) -> None:
    """Bottom line up front: turn source documents into a briefing whose every sentence leads back to a source.

    \b
    Examples:
      bluf brief report.pdf                        Markdown, HTML and PDF into output/
      bluf brief news/ https://example.org/a.html -f html -o today.html
      cat notes.txt | bluf brief - -f md -o -
      bluf verify output/briefing.html news/
    """
    want_traceback(debug)
