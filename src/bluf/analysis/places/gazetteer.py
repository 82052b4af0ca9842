"""The gazetteer: name → the places of that name in the world.

In: a folded name (`names.fold`). Out: `Entry`s, largest first. The table is one compressed file, searched as
bytes and never turned into objects, so that it costs some megabytes and is there in the blink of an eye; it is read
once, when the first name is looked up. Deliberately no choice among the places of one name: that takes a text.

`tools/build_gazetteer.py` builds the table and documents its form.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from bluf.model import PlaceLevel

CREDIT = "Place names and coordinates: GeoNames (geonames.org), CC BY 4.0"
"""To be printed wherever coordinates or places are."""

_LEVELS = {
    "K": PlaceLevel.CONTINENT, "C": PlaceLevel.COUNTRY, "A": PlaceLevel.ADM1, "B": PlaceLevel.REGION, "P": PlaceLevel.CITY,
    "R": PlaceLevel.REGION, "O": PlaceLevel.OTHER,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the world.

    Attributes:
        name: as shown.
        country: ISO 3166-1 alpha-2, "" for none or several.
        level: see `PlaceLevel`.
        division: GeoNames code of the first-level division it lies in or is, "" where unknown.
        lat, lon: degrees (WGS 84).
        population: rounded to two digits.
        alternate: True where the name looked up is not its usual one.
    """

    name: str
    country: str
    level: PlaceLevel
    division: str
    lat: float
    lon: float
    population: int
    alternate: bool


@cache
def _table() -> bytes:
    return zlib.decompress(files("bluf.analysis").joinpath("data", "gazetteer.tsv.z").read_bytes())


@lru_cache(maxsize=8192)
def look_up(key: str) -> tuple[Entry, ...]:
    """Places whose folded name is `key`, largest first; empty where there is none.

    >>> [entry.country for entry in look_up("tiquipaya")]
    ['BO']
    >>> look_up("no such place")
    ()
    """
    if not key or not key.isascii() or "\t" in key or "\n" in key:
        return ()
    wanted, table = key.encode() + b"\t", _table()
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.find(b"\n", start) + 1
        line = table[start : start + len(wanted)]
        if line == wanted:
            return _entries(key, table[start + len(wanted) : end - 1].decode())
        if table[start : table.find(b"\t", start)] < wanted[:-1]:
            low = end
        else:
            high = start
    return ()


def _entries(key: str, line: str) -> tuple[Entry, ...]:
    entries = []
    for part in line.split("\t"):
        name, country, level, division, lat, lon, hundreds, alternate = part.split(";")
        entries.append(
            Entry(
                name=name or key.title(),
                country=country,
                level=_LEVELS[level],
                division=division,
                lat=float(lat),
                lon=float(lon),
                population=int(hundreds) * 100,
                alternate=bool(alternate),
            )
        )
    return tuple(entries)
