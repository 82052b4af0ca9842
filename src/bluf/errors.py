"""The errors a caller can meet, as one small tree.

BlufError
├── UsageError      wrong words on the command line or in a call (exit code 2)
├── ConfigError     a setting that cannot be used
├── SourceError     a source that cannot be read, or holds no readable text
├── ModelError      the spaCy model is not installed or cannot be loaded
├── TemplateError   a template that cannot be found, parsed or filled
├── RenderError     a rendering that failed or went over its limits
├── DeliveryError   an output that cannot be written
├── StoreError      the store is damaged (exit code 4), or cannot be written (5)
└── GroundingError  a statement that its source does not bear: always our bug

Each message is one line that says what, where, and what to do. Only `cli` turns them into exit codes.
"""

from __future__ import annotations


class BlufError(Exception):
    """Base of everything bluf raises on purpose. `str(error)` is one line for a person to read."""

    exit_code = 1


class UsageError(BlufError):
    """The call itself is wrong: an unknown format, no source given."""

    exit_code = 2


class ConfigError(BlufError):
    """A setting cannot be used. `problems` has all that were found, one line each, where there can be several."""

    def __init__(self, message: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems or (message,)


class SourceError(BlufError):
    """A source cannot be read. `uri` names it, `message` says what without it.

    Args:
        message: what is wrong and what to do, one line.
        uri: the source as the user named it.
    """

    def __init__(self, message: str, uri: str = "") -> None:
        super().__init__(f"{uri}: {message}" if uri else message)
        self.message = message
        self.uri = uri


class ModelError(BlufError):
    """The spaCy model cannot be loaded."""


class TemplateError(BlufError):
    """A template cannot be found, parsed or filled."""


class RenderError(BlufError):
    """A rendering failed or ran over its limits."""


class DeliveryError(BlufError):
    """An output cannot be written. What stood there before still stands."""


class StoreError(BlufError):
    """The store cannot be used.

    Args:
        message: what is wrong and what to do, one line.
        exit_code: 4 where it is damaged and nothing in it can be trusted, 5 where it cannot be written just now.
    """

    def __init__(self, message: str, *, exit_code: int = 5) -> None:
        super().__init__(message)
        self.exit_code = exit_code


class GroundingError(BlufError):
    """A statement does not stand in its source. Always a fault of ours, never the user's."""
