"""Places: what is found, which place it is, and what is no place."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluf.analysis.places import CREDIT, find_places
from bluf.analysis.places.demonyms import country_of_demonym
from bluf.analysis.places.gazetteer import look_up
from bluf.analysis.places.names import fold
from bluf.model import PlaceBasis, PlaceLevel

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bluf.analysis import Parse
    from bluf.model import Place


@pytest.fixture(scope="session")
def places(parse: Callable[..., Parse]) -> Callable[..., tuple[Place, ...]]:
    return lambda text, **document: find_places(parse(text, **document))


def kinds(found: tuple[Place, ...]) -> list[tuple[str, str | None, str]]:
    return [(p.text, p.country, p.level.value) for p in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials in the U.S. said no.", [("U.S.", "US", "country")]),
        ("The UK banned exports.", [("UK", "GB", "country")]),
        ("He fled to Bolivia.", [("Bolivia", "BO", "country")]),
        ("A bomb exploded in Paris.", [("Paris", "FR", "city")]),
        ("He lives in Paris, Texas.", [("Paris", "US", "city"), ("Texas", "US", "adm1")]),
        ("A storm hit Atlanta, Georgia.", [("Atlanta", "US", "city"), ("Georgia", "US", "adm1")]),
        ("Georgia and Armenia share a border.", [("Georgia", "GE", "country"), ("Armenia", "AM", "country")]),
        ("She spoke in the Bolivian city of Tiquipaya.", [("Tiquipaya", "BO", "city")]),
        ("Traffickers live in the Bolivian department of Santa Cruz.", [("Santa Cruz", "BO", "adm1")]),
        ("Police in Santa Cruz, California, found it.", [("Santa Cruz", "US", "city"), ("California", "US", "adm1")]),
        ("Fishing stopped in the South China Sea.", [("South China Sea", None, "region")]),
        ("The refugees came from Darfur.", [("Darfur", "SD", "region")]),
        ("Unrest spread across South America.", [("South America", None, "continent")]),
        ("He was shot in Washington.", [("Washington", "US", "city")]),
    ],
)
def test_place(places, text, expected):
    assert kinds(places(text)) == expected


def test_coordinates_and_name(places):
    (place,) = places("She spoke in the Bolivian city of Tiquipaya.")
    assert place.name == "Tiquipaya"
    assert place.lat == pytest.approx(-17.34, abs=0.05)
    assert place.lon == pytest.approx(-66.22, abs=0.05)


def test_one_sense_for_one_name(places):
    found = places("The storm hit Paris, Texas, at noon. Later, people in Paris cleaned the streets.")
    assert [p.country for p in found if p.text == "Paris"] == ["US", "US"]


def test_states_in_a_list_are_states(places):
    found = places("Cases were found in Oregon, Washington and Idaho.")
    assert [p.level for p in found] == [PlaceLevel.ADM1] * 3


def test_cities_of_a_list_need_not_share_a_country(places):
    found = places("The busiest were Denver, Charlotte, Houston and London.")
    assert [p.country for p in found] == ["US", "US", "US", "GB"]


def test_name_of_a_division_and_its_chief_city_is_the_city(places):
    found = places("A bomb exploded in San Salvador, the capital of El Salvador.")
    assert [p.level for p in found if p.text == "San Salvador"] == [PlaceLevel.CITY]


def test_adjective_before_other_words_says_nothing(places):
    assert [p.country for p in places("American tourists were robbed in Paris.")] == ["FR"]


def test_state_abbreviation_only_after_a_comma(places):
    assert ("Miss.", "US", "adm1") in kinds(places("He lives in Jackson, Miss."))
    assert "US" not in [p.country for p in places("The Miss World contest was held in China.")]


def test_disease_is_no_place_in_the_whole_text(places):
    found = places("Nine people have Marburg virus. Because Marburg kills slowly, doctors in Angola worry.")
    assert "Marburg" not in [p.text for p in found]


def test_place_that_the_tagger_missed_is_found_by_its_kind(places):
    found = places("The virus was found in the northern Polish town of Orneta.")
    assert ("Orneta", "PL", "city") in kinds(found)


def test_possessive_and_article_are_no_part(places):
    assert [p.text for p in places("Colombia's government thanked the Netherlands.")] == ["Colombia", "Netherlands"]


def test_names_of_two_words_joined_by_and(places):
    assert [p.text for p in places("The quake was felt in Bosnia and Herzegovina.")] == ["Bosnia and Herzegovina"]


def test_unknown_village_is_kept_without_coordinates(places):
    found = [p for p in places("The swans died in Qorvatsk, Poland.") if p.text == "Qorvatsk"]
    assert all((p.lat, p.lon, p.level) == (None, None, PlaceLevel.OTHER) for p in found)


@pytest.mark.parametrize(
    "text",
    [
        "The Bolivian government denied it.",
        "Colombian traffickers and Mexican gangs met.",
        "Aberdeen University published a study.",
        "Maria Angela Holguin said so. Holguin added that nothing was known.",
        "Mr. Washington thanked his wife.",
        "West Nile virus was found in a bird.",
        "Congress passed the law.",
        "The police were told in March.",
        "Jupiter and Venus are planets.",
        "The bride spoke in Hindi.",
        "The UN sent a letter.",
        "Lillian: It was dark out.",
        "They spoke of North-South relations.",
        "It was a nice reading of the most mobile phones.",
        "",
        " \n \n ",
    ],
)
def test_nothing_to_find(places, text):
    assert places(text) == ()


def test_place_inside_the_name_of_an_organization_is_none(places):
    assert "Spain" not in [p.text for p in places("The Bank of Spain raised rates.")]


def test_sample_text(parse, shared: Path):
    text = (shared / "seed" / "colombia-bolivia.txt").read_text(encoding="utf-8")
    found = set(kinds(find_places(parse(text))))
    assert {
        ("Tiquipaya", "BO", "city"),
        ("Santa Cruz", "BO", "adm1"),
        ("US", "US", "country"),
        ("Brazil", "BR", "country"),
    } <= found
    assert not {text for text, _, _ in found} & {"Holguin", "Morales", "La Estrella del Oriente"}


_WORDS = st.sampled_from(
    "in the of city State province , ( ) 's - and Paris Texas Georgia Congo Washington U.S. US Holguin Mr. San Pedro São Paulo "
    "Côte d'Ivoire Bolivian Bank Mount Lake North \t \n\n . ½ 東京 Ünïcode".split(" ")
)


@given(words=st.lists(_WORDS, max_size=25))
def test_any_names(parse, words):
    text = " ".join(words)
    at = 0
    for found in find_places(parse(text)):
        assert text[found.start : found.end] == found.text
        assert found.start >= at
        assert (found.lat is None) == (found.lon is None)
        at = found.end


@given(text=st.text(max_size=80))
def test_any_text(parse, text):
    for found in find_places(parse(text)):
        assert text[found.start : found.end] == found.text


# --- gazetteer, names, demonyms


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("the U.S.", "us"),
        ("Port-au-Prince", "port au prince"),
        ("São Paulo's", "sao paulo"),
        ("Saint Louis", "st louis"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Łódź", "lodz"),
    ],
)
def test_fold(name, key):
    assert fold(name) == key


@pytest.mark.parametrize("key", ["us", "paris", "sao paulo", "tiquipaya", "bolivia", "texas"])
def test_gazetteer_finds(key):
    entries = look_up(key)
    assert entries
    assert all(-90 <= e.lat <= 90 and -180 <= e.lon <= 180 and e.population > 0 for e in entries)


@pytest.mark.parametrize("key", ["", "\t", "\n", "a\tb", "no such place", "zzzzzz", "0", "東京"])
def test_gazetteer_does_not_find(key):
    assert look_up(key) == ()


@given(st.text(max_size=20))
def test_gazetteer_takes_any_key(key):
    assert isinstance(look_up(fold(key)), tuple)


def test_us_is_not_the_virgin_islands():
    assert look_up(fold("U.S."))[0].country == "US"


def test_demonyms():
    assert country_of_demonym("Bolivian") == "BO"
    assert country_of_demonym("Sri Lankans") == "LK"
    assert country_of_demonym("Philippines") is None
    assert country_of_demonym("Kurdish") is None


def test_credit_names_geonames():
    assert "GeoNames" in CREDIT


def test_gazetteer_is_read_only_when_asked():
    code = "import bluf.analysis.places.gazetteer as g; import sys; sys.exit(g._table.cache_info().currsize)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_name_with_particles_is_one_place(places):
    found = places("Four of them work in Santa Cruz de la Sierra, police said. Santa Cruz de la Sierra is in Bolivia.")
    assert kinds(found) == [("Santa Cruz de la Sierra", "BO", "city")] * 2 + [("Bolivia", "BO", "country")]


def test_lesser_towns_of_one_country_vote_before_population(places):
    found = places("Crews from Tiverton and Cullompton fought a fire in Wellington. Water came from Yeovil.")
    assert {p.country for p in found} == {"GB"}
    assert "Wellington" in {p.text for p in found}


def test_a_large_city_outvotes_lesser_towns(places):
    found = places("He flew from Cullompton and Yeovil to Melbourne.")
    assert ("Melbourne", "AU", "city") in kinds(found)


def test_a_named_country_settles_it_before_the_neighbors(places):
    found = places("Crews from Tiverton and Cullompton flew to Wellington in New Zealand.")
    assert ("Wellington", "NZ", "city") in kinds(found)


@pytest.mark.parametrize(
    "text",
    [
        "She told Us magazine that she was fine.",
        "The agent Dan Stanton told reporters. He was ill, according to Stanton.",
        "They lost when the Boston bid failed.",
    ],
)
def test_magazines_persons_and_clubs_are_no_places(places, text):
    assert places(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The crew of the CSS Georgia swam to the shore.",
        "The ACLU Foundations of California wrote a report about schools.",
    ],
)
def test_a_ship_or_the_second_half_of_a_name_is_no_place(places, text):
    assert not any(p.country for p in places(text))


def test_an_island_is_not_the_town_of_its_name(places):
    found = places("The city of New York buries its poor on Hart Island.")
    assert all(p.name != "Hart" for p in found)


@pytest.mark.parametrize(
    ("text", "words", "basis"),
    [
        ("He lives in Paris, Texas.", "Paris", PlaceBasis.CONTAINER),
        ("He lives in Paris, Texas. Paris is quiet.", "Paris", PlaceBasis.CONTAINER),
        ("She spoke in the Bolivian city of Santa Cruz.", "Santa Cruz", PlaceBasis.DESCRIBED),
        ("A bomb exploded in Paris.", "Paris", PlaceBasis.LARGEST),
        ("Massachusetts voted. All is calm in Massachusetts. They met in Cambridge.", "Cambridge", PlaceBasis.CONTEXT),
    ],
)
def test_it_says_why_this_place_of_the_name(places, text, words, basis):
    assert next(p for p in places(text) if p.text == words).basis is basis


def test_a_place_that_nothing_knows_has_no_basis(places):
    assert [p.basis for p in places("They met in the village of Xqzwvoro.") if p.country is None] == [None]


def test_both_virgin_islands_are_told_apart(places):
    found = places("The ship left St. Thomas, USVI, for the British Virgin Islands.")
    assert [(p.name, p.country) for p in found] == [
        ("St. Thomas", "VI"),
        ("U.S. Virgin Islands", "VI"),
        ("British Virgin Islands", "VG"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "He came in a Toyota Starlet from work.",
        "Elizabeth Warren spoke, and eleven endorsements went to Warren.",
        "She was at Syracuse University. Syracuse appealed the ruling.",
        "The U.S. Attorney briefed the U.S. Senate.",
        "Two loggers were held in Bethany.",
    ],
)
def test_cars_persons_schools_offices_and_anybodys_towns_are_no_places(places, text):
    assert places(text) == ()


def test_a_person_and_a_town_of_one_name(places):
    found = places("Elizabeth Warren spoke in Warren, Michigan.")
    assert [(p.text, p.level.value) for p in found] == [("Warren", "city"), ("Michigan", "adm1")]


@pytest.mark.parametrize(
    "text",
    [
        '"Leave It to Beaver" was on.',
        "The Islamic State of Iraq and Syria struck.",
        "Conrad Roy died, and police found texts between Roy and Carter.",
    ],
)
def test_titles_a_state_that_is_none_and_surnames_are_no_places(places, text):
    assert places(text) == ()


def test_a_place_in_a_quotation_is_one(places):
    assert [p.name for p in places('"I love Paris," he said.')] == ["Paris"]


def test_a_court_district_is_no_place_of_that_name(places):
    found = places("He was held in the Central District of California.")
    assert [p.name for p in found] == ["California"]


_SPORT = "The league match was the first of the season. The striker scored a goal. The coach spoke of the cup. "


def test_a_town_is_its_team_in_a_text_about_sport(places):
    assert (
        places(f"{_SPORT}Bilbao's lead was doubled late. Monaco deserved to win. They beat Barcelona on points.") == ()
    )


def test_a_town_is_a_town_in_a_text_about_sport(places):
    assert [p.name for p in places(f"{_SPORT}They met in Barcelona on Friday.")] == ["Barcelona"]
    assert [p.name for p in places("Barcelona deserved to win the title of culture.")] == ["Barcelona"]
