"""Makes `src/bluf/rendering/data/countries.json.z`: outlines of countries for the map of places.

    PYTHONPATH=src python tools/build_map.py countries-50m.json

`countries-50m.json` comes from the npm package world-atlas 2.0.2 (ISC), which is Natural Earth 4.1.0 (public domain), 1:50 million.
Lines are thinned to 0.03 degrees (Douglas-Peucker) and rounded to 0.01 degrees; country codes are found by name.
"""

from __future__ import annotations

import json
import sys
import zlib
from pathlib import Path

from bluf.rendering.countries import COUNTRIES

_TOLERANCE = 0.03
_SCALE = 100
_OUT = Path(__file__).resolve().parents[1] / "src" / "bluf" / "rendering" / "data" / "countries.json.z"
_OTHER_NAMES = {
    "Bosnia and Herz.": "BA", "Cabo Verde": "CV", "Central African Rep.": "CF", "Congo": "CG", "Côte d'Ivoire": "CI",
    "Dem. Rep. Congo": "CD", "Dominican Rep.": "DO", "Eq. Guinea": "GQ", "Falkland Is.": "FK", "Macedonia": "MK",
    "S. Sudan": "SS", "Solomon Is.": "SB", "United States of America": "US", "W. Sahara": "EH", "eSwatini": "SZ",
    "Palestine": "PS", "St. Vin. and Gren.": "VC", "St. Kitts and Nevis": "KN", "São Tomé and Principe": "ST",
    "Antigua and Barb.": "AG", "Vatican": "VA", "Faeroe Is.": "FO", "Cayman Is.": "KY", "Cook Is.": "CK",
    "Fr. Polynesia": "PF", "Marshall Is.": "MH", "N. Mariana Is.": "MP", "Pitcairn Is.": "PN", "U.S. Virgin Is.": "VI",
    "British Virgin Is.": "VG", "Turks and Caicos Is.": "TC", "St. Pierre and Miquelon": "PM", "Wallis and Futuna Is.": "WF",
    "Macao": "MO", "Hong Kong": "HK", "Åland": "AX", "St-Martin": "MF", "St-Barthélemy": "BL", "Saint Helena": "SH",
    "Br. Indian Ocean Ter.": "IO", "Heard I. and McDonald Is.": "HM", "S. Geo. and the Is.": "GS", "Fr. S. Antarctic Lands": "TF",
    "Czechia": "CZ", "Saint Lucia": "LC", "Myanmar": "MM", "Turkey": "TR", "N. Cyprus": "", "Somaliland": "", "Kosovo": "XK",
    "Taiwan": "TW",
    "Siachen Glacier": "", "Indian Ocean Ter.": "", "Ashmore and Cartier Is.": "", "Micronesia": "FM", "Curaçao": "CW",
}  # fmt: skip

Point = tuple[float, float]


def main(source: str) -> None:
    """Read the topology, thin its lines, write them."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for coded in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in coded:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(rounded(thinned(line)))
    codes = {name: code for code, name in COUNTRIES.items()} | _OTHER_NAMES
    countries = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        if name not in codes:
            print(f"no code for {name}")
        shapes = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        countries.append([codes.get(name, ""), [ring for shape in shapes for ring in shape]])
    text = json.dumps({"arcs": arcs, "countries": countries}, separators=(",", ":"))
    _OUT.parent.mkdir(exist_ok=True)
    _OUT.write_bytes(zlib.compress(text.encode(), 9))
    print(f"{len(arcs)} lines, {sum(map(len, arcs)) // 2} points, {_OUT.stat().st_size} bytes")


def thinned(line: list[Point]) -> list[Point]:
    """Douglas-Peucker, without recursion."""
    keep = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, where = 0.0, 0
        for i in range(first + 1, last):
            distance = off_line(line[i], line[first], line[last])
            if distance > far:
                far, where = distance, i
        if far > _TOLERANCE:
            keep.add(where)
            waiting += [(first, where), (where, last)]
    return [line[i] for i in sorted(keep)]


def off_line(point: Point, a: Point, b: Point) -> float:
    """How far `point` lies from the line between `a` and `b`."""
    (px, py), (ax, ay), (bx, by) = point, a, b
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / length))
    return float(((px - ax - t * dx) ** 2 + (py - ay - t * dy) ** 2) ** 0.5)


def rounded(line: list[Point]) -> list[int]:
    """Flat differences in hundredths of a degree."""
    coded: list[int] = []
    x0 = y0 = 0
    for point in line:
        x, y = round(point[0] * _SCALE), round(point[1] * _SCALE)
        coded += [x - x0, y - y0]
        x0, y0 = x, y
    return coded


if __name__ == "__main__":
    main(*sys.argv[1:])
