"""The JSON Lines edge of `bluf extract`: a line → Document, an Analysis → a line.

The shapes are those of the contract. Deliberately nothing is analyzed here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from bluf.errors import UsageError
from bluf.model import Analysis, Document

FIELDS = ("key_points", "actors", "figures", "attributions", "dates", "places")
"""The lists of a record, in the order they are written."""

_UNSEEN = re.compile(
    "[\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_INTERNAL = frozenset({"document_id"})
Json = dict[str, object]


class RecordError(ValueError):
    """A line that cannot be used. `record_id` is its id where one could be read."""

    def __init__(self, message: str, record_id: str | None = None) -> None:
        """Keep the id beside the message."""
        super().__init__(message)
        self.record_id = record_id


def read_record(line: str) -> Document:
    """The document in one line of input.

    Raises:
        RecordError: not JSON, or not an object with strings `id` and `text` and an ISO `date` if any.
    """
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        msg = f"not JSON: {error}"
        raise RecordError(msg) from error
    if not isinstance(record, dict):
        msg = "not a JSON object"
        raise RecordError(msg)
    record_id = record.get("id")
    if not isinstance(record_id, str):
        msg = 'no string "id"'
        raise RecordError(msg)
    text = record.get("text")
    if not isinstance(text, str):
        msg = 'no string "text"'
        raise RecordError(msg, record_id)
    return Document(
        id=record_id,
        text=text,
        uri=_string(record, "uri", record_id) or "",
        title=_string(record, "title", record_id),
        publisher=_string(record, "publisher", record_id),
        published_on=_date(record, record_id),
    )


def _string(record: Json, key: str, record_id: str) -> str | None:
    value = record.get(key)
    if value is None or isinstance(value, str):
        return value
    msg = f'"{key}" is not a string'
    raise RecordError(msg, record_id)


def _date(record: Json, record_id: str) -> date | None:
    value = _string(record, "date", record_id)
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError as error:
        msg = f'"date" is not YYYY-MM-DD: {value[:40]!r}'
        raise RecordError(msg, record_id) from error


def analysis_record(analysis: Analysis, only: Collection[str] = FIELDS) -> Json:
    """The record of one analysis, with the lists named in `only`."""
    return {"id": analysis.document.id, **{name: _plain(getattr(analysis, name)) for name in FIELDS if name in only}}


def error_record(error: RecordError) -> Json:
    """The record of a line that could not be used."""
    return {"id": error.record_id, "error": str(error)}


def write_record(record: Json) -> str:
    """One line of JSON without its line end.

    Lone surrogates, which UTF-8 cannot carry, and what steers a terminal or hides in it (C1 controls, directions, invisible
    characters) are written as escapes: a reader of JSON gets the same text.
    """
    return _UNSEEN.sub(_escape, json.dumps(record, ensure_ascii=False, allow_nan=False))


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1]


def check_fields(names: Collection[str]) -> tuple[str, ...]:
    """`names` in the order they are written.

    Raises:
        UsageError: one of them is no list of the record.
    """
    unknown = sorted(set(names) - set(FIELDS))
    if unknown:
        msg = f"--only {unknown[0]}: choose from {', '.join(FIELDS)}"
        raise UsageError(msg)
    return tuple(name for name in FIELDS if name in names)


def _plain(value: object) -> object:
    """Dataclasses as objects, tuples as lists, dates and enumerations as strings."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        record = {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.name not in _INTERNAL}
        if record.get("actor", "") is None:  # the contract leaves an unresolved actor out
            del record["actor"], record["actor_id"]
        return record
    return value
