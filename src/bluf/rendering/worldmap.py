"""Geometry of the map of places: places of a briefing → outlines, dots and labels to draw.

No drawing here (templates draw). Which part of the world is shown follows from where most mentions lie; what lies outside is named
beside the map. Without two places that have coordinates there is no map.

Outlines: Natural Earth 1:50 million (public domain). No position is taken on any border.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bluf.model import PlaceEntry, PlaceLevel
from bluf.rendering.text import one_line, shorten

_WIDTH, _HEIGHT = 720, 380
_FEWEST_DEGREES = 7.0  # of latitude: a map of one town tells nothing
_COVERED = 0.85  # share of the mentions that the map must hold
_MARGIN = 0.16
_LETTER = 6.4  # width of a letter of a label, rounded up
_AREAS = (PlaceLevel.COUNTRY, PlaceLevel.CONTINENT)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A country as an SVG path; `named` where the briefing names it or a place in it."""

    path: str
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A place: where it lies, how large (by mentions), and where its label stands ("" where there is no room)."""

    x: float
    y: float
    radius: float
    name: str
    label: str = ""
    label_x: float = 0.0
    label_y: float = 0.0
    anchor: str = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMap:
    """What to draw, in CSS pixels at full width; `outside` are names of places that lie beyond its edge."""

    width: int
    height: int
    outlines: tuple[Outline, ...]
    dots: tuple[Dot, ...]
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    west: float
    south: float
    east: float
    north: float

    def project(self, lon: float, lat: float) -> Point:
        return (
            (lon - self.west) / (self.east - self.west) * _WIDTH,
            (self.north - lat) / (self.north - self.south) * _HEIGHT,
        )

    def holds(self, lon: float, lat: float) -> bool:
        return self.west <= lon <= self.east and self.south <= lat <= self.north


def place_map(places: Sequence[PlaceEntry]) -> PlaceMap | None:
    """The map of `places`, None where fewer than two of them have coordinates."""
    known = [p for p in places if p.lat is not None and p.lon is not None and p.level is not PlaceLevel.CONTINENT]
    if len({(p.lat, p.lon) for p in known}) < 2:
        return None
    points = [p for p in known if p.level not in _AREAS] or known
    view = _view_of(_main_group(points))
    inside = [p for p in points if view.holds(*_at(p))]
    named = {p.country for p in places if p.country}
    return PlaceMap(
        width=_WIDTH,
        height=_HEIGHT,
        outlines=tuple(_outlines(view, named)),
        dots=tuple(_dots(view, inside)),
        outside=tuple(dict.fromkeys(one_line(p.name) for p in known if p not in inside and not view.holds(*_at(p)))),
    )


def _at(place: PlaceEntry) -> Point:
    return (place.lon or 0.0, place.lat or 0.0)


def _main_group(points: Sequence[PlaceEntry]) -> list[PlaceEntry]:
    """The places nearest to the middle of all mentions, until they hold most of them; never fewer than two."""
    middle = (
        _median([(p.lon or 0.0, len(p.mentions)) for p in points]),
        _median([(p.lat or 0.0, len(p.mentions)) for p in points]),
    )
    nearest = sorted(points, key=lambda p: (math.dist(_at(p), middle), p.start))
    total, held = sum(max(len(p.mentions), 1) for p in points), 0
    group: list[PlaceEntry] = []
    for place in nearest:
        far = group and math.dist(_at(place), middle) > 1.6 * max(math.dist(_at(p), middle) for p in group) + 6
        if len({_at(p) for p in group}) >= 2 and held >= _COVERED * total and far:
            break
        group.append(place)
        held += max(len(place.mentions), 1)
    return group


def _median(weighted: Sequence[tuple[float, int]]) -> float:
    half = sum(max(weight, 1) for _, weight in weighted) / 2
    for value, weight in sorted(weighted):
        half -= max(weight, 1)
        if half <= 0:
            return value
    return 0.0


def _view_of(group: Sequence[PlaceEntry]) -> _View:
    lons, lats = [_at(p)[0] for p in group], [_at(p)[1] for p in group]
    lat = (min(lats) + max(lats)) / 2
    stretch = 1 / max(math.cos(math.radians(lat)), 0.2)  # degrees of longitude to one of latitude, on the ground
    tall = max(max(lats) - min(lats), _FEWEST_DEGREES)
    wide = max(lons) - min(lons)
    tall = min(max(tall, wide / stretch * _HEIGHT / _WIDTH) * (1 + 2 * _MARGIN), 170.0)
    wide = min(tall * _WIDTH / _HEIGHT * stretch, 360.0)
    lon = (min(lons) + max(lons)) / 2
    south, west = min(max(lat - tall / 2, -90.0), 90.0 - tall), min(max(lon - wide / 2, -180.0), 180.0 - wide)
    return _View(west=west, south=south, east=west + wide, north=south + tall)


def _dots(view: _View, places: Sequence[PlaceEntry]) -> Iterator[Dot]:
    """Dots with the most mentioned first; a label stands where it covers nothing, or is left out."""
    ordered = sorted(places, key=lambda p: -len(p.mentions))
    marks = [(*view.project(*_at(p)), min(3.5 + math.sqrt(len(p.mentions)), 9.0)) for p in ordered]
    taken = [(x - r, y - r, x + r, y + r) for x, y, r in marks]
    for place, (x, y, r) in zip(ordered, marks, strict=True):
        name = shorten(place.name, 30)
        dot = Dot(x=round(x, 1), y=round(y, 1), radius=round(r, 1), name=one_line(place.name))
        for label_x, label_y, anchor, box in _label_places(x, y, r, len(name) * _LETTER):
            in_view = box[0] >= 2 and box[2] <= _WIDTH - 2 and box[1] >= 2 and box[3] <= _HEIGHT - 2
            if in_view and not any(_overlap(box, other) for other in taken if other != (x - r, y - r, x + r, y + r)):
                taken.append(box)
                dot = Dot(
                    x=dot.x, y=dot.y, radius=dot.radius, name=dot.name, label=name,
                    label_x=round(label_x, 1), label_y=round(label_y, 1), anchor=anchor,
                )  # fmt: skip
                break
        yield dot


Box = tuple[float, float, float, float]


def _label_places(x: float, y: float, r: float, width: float) -> Iterator[tuple[float, float, str, Box]]:
    yield x + r + 4, y + 4, "start", (x + r + 2, y - 8, x + r + 6 + width, y + 8)
    yield x - r - 4, y + 4, "end", (x - r - 6 - width, y - 8, x - r - 2, y + 8)
    yield x, y - r - 5, "middle", (x - width / 2, y - r - 18, x + width / 2, y - r - 2)
    yield x, y + r + 14, "middle", (x - width / 2, y + r + 2, x + width / 2, y + r + 18)
    for label_y, top in ((y + r + 12, y + r), (y - r - 4, y - r - 16)):  # below and above, to either side
        yield x + 3, label_y, "start", (x + 2, top, x + 5 + width, top + 16)
        yield x - 3, label_y, "end", (x - 5 - width, top, x - 2, top + 16)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


# --- outlines ---------------------------------------------------------------------------------------------------------


def _outlines(view: _View, named: set[str]) -> Iterator[Outline]:
    """Every country that shows in the view; those named last, so that their edges lie on top."""
    found: list[Outline] = []
    for code, rings in _countries():
        parts = [part for ring, box in rings if _overlap(box, _box(view)) for part in [_path(view, ring)] if part]
        if parts:
            found.append(Outline(path="".join(parts), named=code in named))
    yield from sorted(found, key=lambda outline: outline.named)


def _box(view: _View) -> Box:
    return (view.west, view.south, view.east, view.north)


def _path(view: _View, ring: Sequence[Point]) -> str:
    """A ring cut at the edge of the view, as an SVG path; points nearer than a pixel to the last are dropped."""
    clipped = _clip(ring, _box(view))
    if len(clipped) < 3:
        return ""
    steps: list[str] = []
    last = (-9.0, -9.0)
    for lon, lat in clipped:
        x, y = view.project(lon, lat)
        if abs(x - last[0]) + abs(y - last[1]) >= 1.5:
            steps.append(f"{x:.1f} {y:.1f}")
            last = (x, y)
    return f"M{'L'.join(steps)}z" if len(steps) > 2 else ""


def _clip(ring: Sequence[Point], box: Box) -> Sequence[Point]:
    """Sutherland-Hodgman against the four sides of `box`."""
    west, south, east, north = box
    for axis, limit, sign in ((0, west, 1.0), (0, east, -1.0), (1, south, 1.0), (1, north, -1.0)):
        cut: list[Point] = []
        for i, point in enumerate(ring):
            before = ring[i - 1]
            here, there = (point[axis] - limit) * sign >= 0, (before[axis] - limit) * sign >= 0
            if here != there:
                t = (limit - before[axis]) / (point[axis] - before[axis])
                cut.append((before[0] + t * (point[0] - before[0]), before[1] + t * (point[1] - before[1])))
            if here:
                cut.append(point)
        ring = cut
        if not ring:
            break
    return ring


Ring = tuple[tuple[Point, ...], Box]


@lru_cache(maxsize=1)
def _countries() -> tuple[tuple[str, tuple[Ring, ...]], ...]:
    """(country code, its rings with their boxes) from the data file; made by `tools/build_map.py`."""
    data = json.loads(zlib.decompress((Path(__file__).parent / "data" / "countries.json.z").read_bytes()))
    arcs = [_decoded(coded) for coded in data["arcs"]]
    return tuple(
        (str(code), tuple(ring for numbers in rings for ring in _rings(arcs, numbers)))
        for code, rings in data["countries"]
    )


def _decoded(coded: Sequence[int]) -> list[Point]:
    x = y = 0
    line: list[Point] = []
    for dx, dy in zip(coded[::2], coded[1::2], strict=True):
        x, y = x + dx, y + dy
        line.append((x / 100, y / 100))
    return line


def _rings(arcs: Sequence[list[Point]], numbers: Iterable[int]) -> Iterator[Ring]:
    """A closed ring of arcs; a negative number is an arc walked backwards. Across the date line it is two, one on each side."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    walked = _walked(points)
    lons, lats = [p[0] for p in walked], [p[1] for p in walked]
    for shift in (0.0, -360.0, 360.0):
        west, east = min(lons) + shift, max(lons) + shift
        if west < 180 and east > -180 and (shift == 0 or min(lons) < -180 or max(lons) > 180):
            yield tuple((lon + shift, lat) for lon, lat in walked), (west, min(lats), east, max(lats))


def _walked(points: Sequence[Point]) -> list[Point]:
    """`points` without a leap over the date line: the longitudes go on beyond 180 degrees. Along a pole a leap is none."""
    turn = 0.0
    walked: list[Point] = []
    for i, (lon, lat) in enumerate(points):
        leap = lon - points[i - 1][0] if i else 0.0
        if abs(leap) > 180 and abs(lat) < 85:
            turn -= math.copysign(360.0, leap)
        walked.append((lon + turn, lat))
    return walked
