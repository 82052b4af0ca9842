"""Figures of sentences and texts."""

from __future__ import annotations

import math
import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluf.analysis.figures import find_figures
from bluf.analysis.figures.counted import counted_noun, singular, sized_by
from bluf.analysis.figures.nouns import singular_of
from bluf.analysis.nlp import parse_document
from bluf.model import (
    Actor,
    ActorKind,
    Attribution,
    AttributionSource,
    Block,
    BlockKind,
    Document,
    Place,
    PlaceLevel,
    TimeExpression,
    TimeType,
)

from .conftest import build_parse


@pytest.fixture
def figures(parse):
    def find(text, **found):
        return find_figures(
            parse(text),
            found.get("actors", ()),
            found.get("attributions", ()),
            found.get("dates", ()),
            found.get("places", ()),
        )

    return find


def check_found(found, text, **expected):
    matching = [f for f in found if f.text == text]
    assert len(matching) == 1, [f.text for f in found]
    assert {name: getattr(matching[0], name) for name in expected} == expected
    return matching[0]


def test_a_count_has_its_bound_noun_and_phrase(figures):
    found = figures("There were up to 3,000 Colombian drug traffickers in the department.")
    figure = check_found(
        found, "up to 3,000", low=None, high=3000, value=3000, unit="trafficker", measured="Colombian drug traffickers"
    )
    assert figure.measured_span.text == "Colombian drug traffickers"
    assert len(found) == 1


@pytest.mark.parametrize(
    ("sentence", "text", "unit", "measured"),
    [
        ("The flood killed five people on Monday.", "five", "person", "people"),
        ("Hundreds of families lost their homes.", "Hundreds", "family", "families"),
        ("The virus was found in 11 of Turkey's 81 provinces.", "11", "province", "Turkey's 81 provinces"),
        ("Police arrested a 15-year-old girl.", "15-year-old", "year", "girl"),
        ("They face fines of up to £44,000.", "up to £44,000", "GBP", "fines"),
        ("Africa accounts for 75 percent of polio cases.", "75 percent", "%", "polio cases"),
        ("The company lost $65 million in revenue.", "$65 million", "dollar", "revenue"),
        ("Winds of 32 mph were measured.", "32 mph", "mile per hour", "Winds"),
        ("The number of deaths in the region has risen to 18.", "18", "death", "deaths"),
        ("There was an increase of 29% in interest payments.", "29%", "%", "interest payments"),
        ("It is a 12-page document.", "12", "page", "document"),
        ("Troops fired a 120-mm mortar.", "120-mm", "millimetre", "mortar"),
        ("She had a $2.5 million apartment.", "$2.5 million", "dollar", "apartment"),
        ("Ann Maguire, 61, was a teacher.", "61", "year", "Ann Maguire"),
        ("A magnitude 7.7 earthquake struck.", "magnitude 7.7", "magnitude", "earthquake"),
    ],
)
def test_what_is_counted_or_measured(figures, sentence, text, unit, measured):
    check_found(figures(sentence), text, unit=unit, measured=measured)


def test_a_bare_number_takes_the_noun_before_it(figures):
    found = figures("About 1,000 turkeys were culled. A further 1,600 have died since Monday.")
    check_found(found, "1,600", unit="turkey", measured="turkeys")


def test_a_figure_that_is_talked_about_counts_what_it_counted_before(figures):
    found = figures("Officials named 3,000 traffickers. Nobody believes the 3,000 figure.")
    assert [(f.unit, f.measured) for f in found] == [("trafficker", "traffickers")] * 2
    check_found(figures("Nobody believes the 3,000 figure."), "3,000", unit=None, measured=None)


def test_a_conversion_in_brackets_keeps_the_bound(figures):
    found = figures("The zone reaches about 1.9 miles (3 km) from the farm.")
    check_found(found, "3 km", qualifier="~", unit="kilometre")


@pytest.mark.parametrize(
    ("sentence", "text", "change"),
    [
        ("Shares fell by 5 percent.", "5 percent", "down"),
        ("Profit rose 12 percent.", "12 percent", "up"),
        ("The bank forecast a 3 percent drop.", "3 percent", "down"),
        ("Cases were up 427 from last year.", "427", "up"),
        ("Profit rose to 12 percent.", "12 percent", None),
        ("The group wants to raise $60 million.", "$60 million", None),
        ("The ministry saw an increase of 29% in interest payments.", "29%", "up"),
        ("They make up 30% of the population.", "30%", None),
    ],
)
def test_the_size_of_a_change_has_a_direction_and_a_level_none(figures, sentence, text, change):
    check_found(figures(sentence), text, change=change)


def test_victims_without_a_noun_are_people(figures):
    check_found(figures("A gunman opened fire at the mall, killing three."), "three", unit="person")


def test_a_closing_quotation_mark_is_no_inch(figures):
    check_found(figures('He said it "looks more like 60,000". They fell.'), "60,000", value=60000, unit=None)


def test_one_in_five_is_a_share(figures):
    check_found(figures("One in five children is hungry."), "One in five", value=0.2, unit=None)


@pytest.mark.parametrize(
    "sentence",
    [
        "It happened in 2005 and again on May 5, 2007.",
        "The talks begin at 6:55 a.m. on 12 March.",
        "The police were called at 1140 GMT.",
        "It was updated on 12 / 19 / 2005 at 2: 48 by the desk.",
        "A neighbor called 911 at once.",
        "They sell zero-day bugs.",
        "The crash happened about 1.p.m. on a road.",
        "Guards came at approximately 0630 to the headquarters.",
        "San Salvador, 21 may 90 - The talks went on.",
        "He was the first and she the 21st president.",
        "Air France Flight 4590 crashed.",
        "The S&P 500 was flat.",
        "They took Route 66 to the coast.",
        "The Group of 20 met in London.",
        "Call the service on 096234600 now.",
        "One of the men was silent, and no one spoke.",
        "She beat her 6-2, 3-6, 6-4.",
        "The side won 9-0 at home.",
        "See page 3 and chapter 12.",
        "A meeting is held at 1626 Wazee Street in Denver.",
        "The H5N1 virus and the EV-71 strain spread.",
        "It was found near 17°5′ N.",
        "The bill, HR 3962, was discussed.",
        "The asteroid, No. 274301, has a name.",
        "This was shown before [17].",
        "He hopes to win one day.",
        "A four-wheel drive was seen.",
        "Tell 192.168.1.2 about it.",
        "",
    ],
)
def test_nothing_is_found(figures, sentence):
    assert [f.text for f in figures(sentence)] == []


@pytest.mark.parametrize("digits", ["9" * 5000, "9" * 199 + " " + "9" * 199])
def test_an_endless_number_has_no_value(figures, digits):
    assert all(f.value is None and f.unit is None for f in figures(f"The debt is {digits} dollars."))


def test_full_width_and_indian_digits_keep_their_value(figures):
    check_found(figures("Officials counted １２３ prisoners."), "１２３", value=123, unit="prisoner")
    check_found(figures("The fund holds 1,00,000 rupees."), "1,00,000 rupees", value=100000, unit="rupee")


def attribution(document, source, content, **more):
    text = document.text
    at = text.index(source)
    begin = text.index(content)
    span = AttributionSource(document_id=document.id, start=at, end=at + len(source), text=source, **more)
    return Attribution(source=span, cue=None, content=(document.span(begin, begin + len(content)),))


def test_the_holder_is_the_innermost_source(parse):
    text = "Reuters says that the ministry said that 40 men died, and 3 fled."
    p = parse(text)
    outer = attribution(
        p.document, "Reuters", "the ministry said that 40 men died, and 3 fled", actor="Reuters", actor_id="a1"
    )
    inner = attribution(p.document, "the ministry", "40 men died")
    found = find_figures(p, (), (outer, inner), (), ())
    check_found(found, "40", holder="the ministry", holder_id=None, attribution=1)
    check_found(found, "3", holder="Reuters", holder_id="a1", attribution=0)


def test_a_source_is_named_by_the_actor_it_is_an_alias_of(parse):
    p = parse("The WHO said that 40 men died.")
    mention = p.document.span(4, 7)
    actor = Actor(
        id="a1", name="World Health Organization", kind=ActorKind.ORGANIZATION, mentions=(mention,), aliases=("WHO",)
    )
    found = find_figures(p, (actor,), (attribution(p.document, "The WHO", "40 men died"),), (), ())
    check_found(found, "40", holder="World Health Organization", holder_id="a1")


@pytest.mark.parametrize("source", ["These figures", "New figures"])
def test_a_paper_holds_nothing(parse, source):
    p = parse(f"{source} show that 40 men died.")
    check_found(
        find_figures(p, (), (attribution(p.document, source, "40 men died"),), (), ()), "40", holder=None, attribution=0
    )


def test_a_figure_outside_of_what_is_said_has_no_holder(parse):
    p = parse("The 40 men said that it rained.")
    check_found(
        find_figures(p, (), (attribution(p.document, "The 40 men", "it rained"),), (), ()),
        "40",
        holder=None,
        attribution=None,
    )


def test_place_and_period_of_the_sentence(parse):
    text = "Last year, up to 3,000 traffickers were in the department of Santa Cruz. It rained."
    p = parse(text, published_on=date(2012, 7, 19))
    when = TimeExpression(document_id="t", start=0, end=9, text="Last year", type=TimeType.DATE, value="2011")
    at = text.index("Santa Cruz")
    where = Place(
        document_id="t",
        start=at,
        end=at + 10,
        text="Santa Cruz",
        name="Santa Cruz",
        country="BO",
        level=PlaceLevel.ADM1,
    )
    found = find_figures(p, (), (), (when,), (where,))
    check_found(found, "up to 3,000", period=when, place=where)


def test_two_times_leave_the_period_open(parse):
    text = "Five men died in May and the others in June."
    p = parse(text)
    dates = tuple(
        TimeExpression(
            document_id="t",
            start=text.index(w),
            end=text.index(w) + len(w),
            text=w,
            type=TimeType.DATE,
            value="2012-05",
        )
        for w in ("May", "June")
    )
    check_found(find_figures(p, (), (), dates, ()), "Five", period=None)


def test_the_dead_come_before_ages_and_small_counts(figures):
    found = figures("A bomb killed 40 people in the capital. Two men helped. A woman, 61, watched from two windows.")
    ranked = sorted(found, key=lambda f: -f.salience)
    assert ranked[0].text == "40"
    assert all(0 <= f.salience <= 1 for f in found)


def document_with_table(rows):
    text = "\n".join(rows)
    return Document(id="t", text=text, blocks=(Block(kind=BlockKind.TABLE, start=0, end=len(text)),))


def test_a_table_tells_unit_and_row(nlp):
    rows = [
        "Month | Cocaine paste (kg) | Vehicles | Cash in million US$",
        "April | 310 | 9 | 4.8",
        "May | 395 |  | 11.2",
    ]
    found = find_figures(parse_document(document_with_table(rows), nlp), (), (), (), ())
    check_found(found, "310", unit="kilogram", measured="Cocaine paste", concept="April")
    check_found(found, "9", unit="vehicle", measured="Vehicles", concept="April")
    check_found(found, "11.2", unit="USD", measured="Cash", concept="May", value=11_200_000)
    assert len(found) == 5


def test_a_table_of_labels_measures_by_its_rows(nlp):
    p = parse_document(document_with_table(["Employees | 221,000", "Founded | 1975"]), nlp)
    found = find_figures(p, (), (), (), ())
    check_found(found, "221,000", measured="Employees", unit=None)
    assert len(found) == 1


def test_a_cell_with_a_sentence_is_read_as_one(nlp):
    p = parse_document(document_with_table(["Place | What happened", "Rome | A bomb killed five people there."]), nlp)
    check_found(find_figures(p, (), (), (), ()), "five", unit="person", measured="people")


def test_figures_come_in_text_order(figures):
    found = figures("Five men, six women and seven children died. Eight fled.")
    assert [f.start for f in found] == sorted(f.start for f in found)


HAND_BUILT = """
Six NUM nummod 2 six CD
confirmed ADJ amod 2
cases NOUN nsubj 3 case NNS
were AUX ROOT 3
a DET det 9
twelve NUM nummod 7 twelve CD
- PUNCT punct 7 - HYPH
page NOUN compound 9 page NN
long ADJ amod 9
report NOUN attr 3 report NN
"""


def test_the_noun_comes_from_the_parse():
    p = build_parse(HAND_BUILT)
    assert counted_noun(p, 0, 1) == 2
    assert singular(p, 2) == "case"
    assert sized_by(p, 1, 2, one=False) is None


def test_a_compound_of_measure_counts_its_first_noun():
    p = build_parse(HAND_BUILT)
    assert sized_by(p, 6, 9, one=False) == 7


def test_no_noun_is_counted_by_a_number_at_the_end():
    assert (
        counted_noun(
            build_parse("It PRON nsubj 1\nrose VERB ROOT 1 rise VBD\nto ADP prep 1\n18 NUM pobj 2 18 CD"), 3, 4
        )
        is None
    )


@pytest.mark.parametrize(
    ("plural", "singular_form"),
    [
        ("traffickers", "trafficker"), ("doses", "dose"), ("viruses", "virus"), ("houses", "house"), ("cities", "city"), ("wives", "wife"), ("fishermen", "fisherman"),
        ("people", "person"), ("children", "child"), ("species", "species"), ("boxes", "box"), ("branches", "branch"), ("heroes", "hero"), ("crises", "crisis"),
        ("bus", "bus"), ("business", "business"), ("police", "police"), ("as", "as"),
    ],
)  # fmt: skip
def test_singular(plural, singular_form):
    assert singular_of(plural) == singular_form


PIECES = [
    *"0123456789$€%.,-–°'\n ",
    "five ",
    "half ",
    "million ",
    "up to ",
    " men",
    "May ",
    " km",
    "between ",
    " and ",
    "one ",
    "in ",
]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=60).map("".join)))
def test_any_text_gives_figures_that_stand_in_it(parse, text):
    p = parse(text)
    for figure in find_figures(p, (), (), (), ()):
        assert text[figure.start : figure.end] == figure.text
        assert (
            figure.measured_span is None
            or text[figure.measured_span.start : figure.measured_span.end] == figure.measured_span.text
        )
        assert all(v is None or math.isfinite(v) for v in (figure.low, figure.high, figure.value))


def test_work_grows_with_the_figures_only(parse):
    small, large = (parse("The army lost 12 men and $3 million. " * size) for size in (100, 800))

    def seconds(parsed):
        start = time.perf_counter()
        find_figures(parsed, (), (), (), ())
        return time.perf_counter() - start

    seconds(small)
    assert seconds(large) < 8 * seconds(small) * 3  # eight times the text; the factor of three is for a busy machine
