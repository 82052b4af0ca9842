"""Values of the model as compressed JSON and back, for the columns that hold them whole.

The same pydantic adapters over the model's own dataclasses that the JSON files use, so a value that was stored comes back equal or
not at all: its invariants are checked on the way in.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from bluf.errors import StoreError

T = TypeVar("T")


def pack(value: object) -> bytes:
    """The bytes of a dataclass of the model."""
    kind: Any = type(value)
    return zlib.compress(_adapter(kind).dump_json(value), 6)


def unpack(kind: type[T], data: bytes) -> T:
    """The value in `data`.

    Raises:
        StoreError: it is no whole value of that kind.
    """
    try:
        found: Any = kind
        value: T = _adapter(found).validate_json(zlib.decompress(data))
    except (zlib.error, ValidationError) as error:
        raise StoreError(f"the store holds a damaged {kind.__name__}", exit_code=4) from error
    return value


@lru_cache(maxsize=16)
def _adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - any type of the model
    return TypeAdapter(kind)
