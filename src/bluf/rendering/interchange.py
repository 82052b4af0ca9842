"""The JSON edge: a `Briefing` to the bytes of `briefing.json` and back, and the schema of that file.

In and out have the field names and order of the model, which are those of the contract; the top adds `schema` and
`digest`, and each statement `text` (as printed) and `cites` (["1:5"]). Nothing is read here but the bytes given, and a
file that someone has changed is read as it is: `digest_holds` tells.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
import re
import sys
import zlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NoReturn, get_args, get_type_hints

from bluf.errors import RenderError
from bluf.model import AttributionSource, Briefing, Statement
from bluf.rendering.citations import Citations
from bluf.rendering.text import one_line, printable

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA = "bluf.briefing/1"
"""Named at the top of the file; the number rises when a reader of the old form would misread the new one."""

_LARGEST = 256 << 20
_MOST_OBJECTS = 1_000_000  # each that is no part of a briefing costs more to tell than to read
_MOST_DIGITS = 300  # what a float can still hold
_EMBEDDED = re.compile(rb"""<data id="bluf-briefing" value="([A-Za-z0-9+/=]*)" hidden>""")
_UNRESOLVED = frozenset({"actor", "actor_id"})
"""Fields of an `AttributionSource` that the contract leaves out where there is nothing to say."""


def dump_briefing(briefing: Briefing) -> bytes:
    """The bytes of `briefing.json`: UTF-8, fixed order, no NaN, no control characters, one line for each item of a list."""
    members = ",\n".join(f"{_json(name)}: {_lines(value)}" for name, value in _record(briefing).items())
    return f"{{\n{members}\n}}\n".encode()


def _lines(value: Any) -> str:  # noqa: ANN401 - any JSON value
    if not isinstance(value, list) or not value:
        return _json(value)
    return "[\n" + ",\n".join(f" {_json(item)}" for item in value) + "\n]"


def _json(value: Any) -> str:  # noqa: ANN401 - any JSON value
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def embed_briefing(briefing: Briefing) -> str:
    """The same record, compressed, in Base64: what our HTML carries in `<data id="bluf-briefing">`."""
    return base64.b64encode(zlib.compress(_canonical(_record(briefing)), 9)).decode("ascii")


def load_briefing(data: bytes) -> Briefing:
    """The briefing in the bytes of `briefing.json` or of our HTML.

    Raises:
        RenderError: it is neither, or does not hold a whole, consistent briefing.
    """
    from pydantic import ValidationError

    record = read_record(data)
    try:
        return _adapter().validate_python({k: v for k, v in record.items() if k not in ("schema", "digest")})
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"][:8])
        raise RenderError(f"not a whole briefing: {one_line(where)[:120]}: {one_line(first['msg'])[:200]}") from error
    except RecursionError as error:
        raise RenderError("not a briefing: nested too deeply") from error


def digest_holds(data: bytes) -> bool:
    """True where the file still is as it was made: its `digest` is that of everything else in it.

    Raises:
        RenderError: `data` is neither our JSON nor our HTML.
    """
    record = read_record(data)
    return record.get("digest") == _digest(record)


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of `briefing.json`. Published as docs/briefing.schema.json."""
    schema = _adapter().json_schema()
    required, properties = schema.pop("required"), schema.pop("properties")
    statement = schema["$defs"]["Statement"]
    statement["properties"] |= {
        "text": {"type": "string", "description": "The sentence as printed."},
        "cites": {
            "type": "array",
            "items": {"type": "string"},
            "description": "[source:sentence] places of the evidence.",
        },
    }
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "bluf briefing",
        "type": "object",
        "properties": {
            "schema": {"const": SCHEMA},
            "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": _DIGEST_NOTE},
            **properties,
        },
        "required": ["schema", "digest", *required],
    }
    schema.pop("title", None)
    for kind in (schema, *schema["$defs"].values()):
        if "description" in kind:  # a docstring: its first line is for everyone
            kind["description"] = kind["description"].partition("\n")[0]
    return {**head, **{key: value for key, value in schema.items() if key not in head}}


_DIGEST_NOTE = (
    "SHA-256 over the UTF-8 of everything else as compact JSON with sorted keys (Python: json.dumps(record without digest, "
    'sort_keys=True, separators=(",", ":"), ensure_ascii=False)).'
)


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Briefing]:
    from pydantic import TypeAdapter

    return TypeAdapter(Briefing)


def _record(briefing: Briefing) -> dict[str, Any]:
    body: dict[str, Any] = _plain(briefing, Citations.of(briefing))
    record = {"schema": SCHEMA, "digest": "", **body}
    record["digest"] = _digest(record)
    return record


def _canonical(record: dict[str, Any]) -> bytes:
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode(
        "utf-8"
    )


def _digest(record: dict[str, Any]) -> str:
    try:
        return hashlib.sha256(_canonical({k: v for k, v in record.items() if k != "digest"})).hexdigest()
    except (RecursionError, UnicodeEncodeError, ValueError) as error:
        raise RenderError("not a briefing: holds what JSON text cannot") from error


def _plain(value: Any, citations: Citations, declared: tuple[type, ...] = ()) -> Any:  # noqa: ANN401 - any value of the model
    """A value of the model as plain JSON data, with the fields of its `declared` type where it is a special case of that.

    Forbidden characters are replaced one for one, so offsets still hold.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(item, citations, declared) for item in value]
    if not is_dataclass(value):
        return value
    kind = next((k for k in declared if isinstance(value, k)), type(value))
    record = {}
    for name, types in _fields(kind):
        item = getattr(value, name)
        if item is not None or not (kind is AttributionSource and name in _UNRESOLVED):
            record[name] = _plain(item, citations, types)
    if isinstance(value, Statement):
        record["text"] = printable(value.text)
        record["cites"] = [citation.label for citation in citations.find(value.evidence)]
    return record


@lru_cache(maxsize=64)
def _fields(kind: type) -> tuple[tuple[str, tuple[type, ...]], ...]:
    """The fields of a type of the model, each with the types of the model that it may hold."""
    hints = get_type_hints(kind)
    return tuple((field.name, tuple(_model_types(hints[field.name]))) for field in fields(kind))


def _model_types(hint: Any) -> Iterator[type]:  # noqa: ANN401 - type hints have no common type
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for part in get_args(hint):
        yield from _model_types(part)


def read_record(data: bytes) -> dict[str, Any]:
    """The JSON record in the bytes of `briefing.json` or of our HTML, as it stands there.

    Raises:
        RenderError: it is neither.
    """
    if len(data) > _LARGEST:
        raise RenderError("not a briefing: larger than 256 MB")
    text = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not text.startswith(b"{"):
        text = _unpack(data)
    if text.count(b"{") > _MOST_OBJECTS:
        raise RenderError(f"not a briefing: more than {_MOST_OBJECTS:,} objects")
    try:
        record = json.loads(text.decode("utf-8"), parse_constant=_refuse, parse_float=_finite, parse_int=_whole)
    except (ValueError, RecursionError) as error:
        raise RenderError(f"not a briefing: {one_line(str(error))[:120]}") from error
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        raise RenderError(f"not a briefing of this version: it needs a top-level schema {SCHEMA!r}")
    return record


def _unpack(page: bytes) -> bytes:
    match = _EMBEDDED.search(page)
    if match is None:
        raise RenderError("neither briefing.json nor a briefing in HTML made by bluf")
    try:
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(base64.b64decode(match.group(1), validate=True), _LARGEST)
    except (ValueError, zlib.error) as error:
        raise RenderError("the briefing inside this HTML is damaged") from error
    if not unpacker.eof:
        raise RenderError("the briefing inside this HTML is damaged or larger than 256 MB")
    return text


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(f"{number[:40]} is out of range")
    return value


def _whole(number: str) -> int:
    if len(number) > _MOST_DIGITS:
        raise ValueError(f"{number[:40]} is out of range")
    return int(number)


def _write_schema() -> None:
    """`python -m bluf.rendering.interchange > docs/briefing.schema.json`."""
    sys.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    _write_schema()
