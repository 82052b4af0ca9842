"""Figures: what the judging of printed ones showed to go wrong (bench/precision/figures.tsv), a sentence of our own for each kind."""

from __future__ import annotations

import pytest

from bluf.analysis import analyze_parse, find_dates, find_places
from bluf.analysis.figures import find_figures
from bluf.analysis.nlp import parse_document
from bluf.model import Block, BlockKind, Document


@pytest.fixture
def figures(parse):
    def find(text):
        parsed = parse(text)
        return find_figures(parsed, (), (), find_dates(parsed), find_places(parsed))

    return find


def told(found, *names):
    return [(f.text, *(getattr(f, name) for name in names)) for f in found]


@pytest.mark.parametrize(
    "text",
    [
        "The talks ended. 6 . Lobster by the sea was served to the guests.",
        "The factory builds the Boeing 777 in Everett. Radar could follow the 777 at night.",
        "Its rival was Boeing's 737.",
        "They spoke of the failed 2014 negotiations, which had cost $3,400.",
        "The P5+1 powers met in Geneva.",
        "She won bronze in the 4×200 relay.",
        "The former One Direction member spoke.",
        "The side slipped towards the bottom three.",
        "The win earned them a last four clash with Arsenal.",
        "The crash was at Turn Three of the circuit.",
        "The city flourished from 900 B.C. to 612 B.C. on the river.",
        "The odds were about 175 million to 1.",
        "His iPhone 5C broke.",
        "The firm filed its Form 10-K.",
        "Call (702) 939-3254 for tickets.",
        "The office, Tel. +61 7 3870 9595, is closed.",
        "He wears a size 13.",
        "Prosecutors asked him about 2010 allegations.",
        "The school has a zero-tolerance policy.",
        "It was the best of five tie.",
        "She met several Ligue 1 clubs.",
    ],
)
def test_names_ranks_and_numbers_of_lists_are_none(figures, text):
    assert [f.text for f in figures(text) if f.text != "$3,400"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The index rose 64.06 points to 4,577.10.", [("64.06", "point"), ("4,577.10", "point")]),
        ("He slimmed from 208 pounds to 193 by running.", [("208 pounds", "pound"), ("193", "pound")]),
        ("Oil fell $1.20 to 64.35.", [("$1.20", "dollar"), ("64.35", "dollar")]),
        ("Shares fell 2 percent to 45.", [("2 percent", "%"), ("45", None)]),
        ("The trip takes a week or two.", [("a week or two", "week")]),
        ("The homes have four- and five-bedroom layouts.", [("four", "bedroom"), ("five", "bedroom")]),
        ("Two rights activists came.", [("Two", "activist")]),
        ("He drew a family of four holding hands.", [("four", "person")]),
        ("They found two 17-year-old boys.", [("two", "boy"), ("17-year-old", "year")]),
        ("The siege left 18 dead and 24 wounded.", [("18", "person"), ("24", "person")]),
        ("The girl was 14.", [("14", "year")]),
        ("Seats went to Ann Lee (17), Bo Roy (12) and Cy Day (6).", []),
    ],
)
def test_the_unit_that_stands_elsewhere(figures, text, expected):
    assert told(figures(text), "unit") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sony lost 2.70 percent to $5,182.", [("2.70 percent", "Sony"), ("$5,182", "Sony")]),
        ("Homes from $750,000 to $1 million sell fast.", [("from $750,000 to $1 million", "Homes")]),
        ("They must pay a 5 per cent penalty of $52,000.", [("5 per cent", "penalty"), ("$52,000", "penalty")]),
        ("It has a 1.6 liter EcoBoost engine.", [("1.6 liter", "EcoBoost engine")]),
        ("Among them were children as young as 12 undergoing training.", [("12", "children")]),
        ("He remembered the bitter campaign of seven years ago.", [("seven years", None)]),
        ("The fans raised $2 million in the process.", [("$2 million", None)]),
        ("Three of the temporarily legal drugs were tested.", [("Three", "temporarily legal drugs")]),
        ("The battle was fought over the course of four hours.", [("four hours", None)]),
        ("Her husband killed her at age 25.", [("25", None)]),
        ("He lived within 100 meters of his office.", [("within 100 meters", None)]),
        ("When court revenues exceeded $2 million, the manager rejoiced.", [("exceeded $2 million", "court revenues")]),
        ("They cut off the heads of dozens.", [("dozens", None)]),
        ("The court sentenced Ana Cruz to 20 years in prison.", [("20 years", None)]),
    ],
)
def test_what_is_measured_is_what_the_parse_shows(figures, text, expected):
    assert told(figures(text), "measured") == expected


@pytest.mark.parametrize(
    "text",
    [
        "He promised to lower taxes despite a $6 billion deficit.",
        "The crash caused the loss of 16 students.",
        "The state will accelerate $128 million for dams.",
        "The club lost $250 million in five years.",
    ],
)
def test_what_nothing_rose_or_fell_by_has_no_change(figures, text):
    assert {f.change for f in figures(text)} == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Last year, an official claimed that there were 3,000 traffickers.", ["Last year"]),
        ("In 2008, six infants died and 300 others fell ill.", ["2008", "2008"]),
        ("Between April 2004 and June 2005, 40 men died there.", ["April 2004 and June 2005"]),
        ("On Sunday, the minister said that 12 miners died.", [None]),
        ("One boy told reporters in November how he fled.", [None]),
        ("Officials from the five member nations met in November.", [None]),
        ("Traffic grew, a 5.7% increase over 2013.", [None]),
        ("Support fell from 54% in November to 35%.", ["November", None]),
        ("The trees stood 40 km from Lima on Friday.", [None]),
    ],
)
def test_a_period_only_where_it_is_the_figure_s(figures, text, expected):
    assert [f.period.text if f.period else None for f in figures(text)] == expected


def test_a_place_of_joined_nouns_is_the_first_one_s(figures):
    text = "The primaries in California and 13 other states come next. The virus hit Peru, where 12 died."
    assert [f.place.text if f.place else None for f in figures(text)] == [None, "Peru"]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("(AP)As many as 13 leaders died.", "<="),
        ("They rule over millions of people.", ">="),
        ("He was just talking about one area.", "="),
        ("It rests on within three basic factors.", "="),
        ("It pays anywhere from $150 to $300.", "range"),
        ("The reward for word of the missing man was increased by the bureau from $1 million to $5 million.", "="),
    ],
)
def test_the_direction_of_a_bound_is_the_text_s(figures, text, qualifier):
    assert {f.qualifier.value for f in figures(text)} == {qualifier}


@pytest.mark.parametrize(
    ("text", "rate", "whole"),
    [
        ("It was found in 11 of Turkey's 81 provinces.", None, 81),
        ("About 60 % of the 500 patients died.", None, 500),
        ("One in five Germans is ill.", None, 5),
        ("Nine out of 11 guests came.", None, 11),
        ("They make $9 an hour.", "hour", None),
        ("They sell three thousand tests per day.", "day", None),
        ("The state trains 120 officers annually.", "year", None),
        ("He left two days ago.", None, None),
        ("Two of the five-year plans failed.", None, None),
    ],
)
def test_a_rate_and_a_part_of_a_whole_are_data(figures, text, rate, whole):
    first = figures(text)[0]
    assert (first.rate, first.whole) == (rate, whole)
    assert (first.whole_span is None) == (whole is None)


def test_a_couple_of_hundred_is_two_hundred(figures):
    (figure,) = figures("The seal gained a couple of hundred pounds.")
    assert (figure.value, figure.unit) == (200, "pound")


def test_three_and_a_half_years_are_not_three(figures):
    (figure,) = figures("He worked there for three-and-a-half years.")
    assert figure.value == 3.5


def test_a_page_number_of_a_table_of_contents_is_none(nlp):
    text = "Item | Title | Page\nItem 1. | Business | 4\nItem 9A. | Controls | 35"
    document = Document(id="t", text=text, blocks=(Block(kind=BlockKind.TABLE, start=0, end=len(text)),))
    assert find_figures(parse_document(document, nlp), (), (), (), ()) == ()


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Its share rose from 24.9% to 38.6% in Ireland.", [None, 24.9]),
        ("Support fell from 54% in November to 35%.", [None, 54]),
        ("He slimmed from 208 pounds to 193 by running.", [None, 208]),
        ("It is from 5 to 10 km long.", [None]),
        ("He walked from 12 villages to two towns.", [None, None]),
        ("Exports fell 7% to $2.3 billion.", [None, None]),
    ],
)
def test_the_level_before_is_data(figures, text, before):
    assert [f.before for f in figures(text)] == before


def test_a_sentence_of_years_is_not_about_the_court(figures):
    assert told(figures("The court sentenced him to 20 years in prison."), "concept") == [("20 years", None)]


def test_a_percent_sign_measures_nothing(figures):
    found = figures("A survey found that female students were more likely than males (58% versus 51%) to report it.")
    assert found[1].measured is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 10,000 people turning 65 every day join.", [("Some 10,000", "person"), ("65", "year")]),
        ("The teen turns 18 in May.", [("18", "year")]),
        ("Now 26, Emwazi is known.", [("26", "year")]),
        ("She was to live to about 17.", [("about 17", "year")]),
        ("It is read by those 60 or older.", [("60 or older", "year")]),
        ("He turned 50 pages.", [("50", "page")]),
    ],
)
def test_ages_are_years(figures, text, expected):
    assert told(figures(text), "unit") == expected


@pytest.mark.parametrize(
    "text",
    [
        "They reached the last 16.",
        "It lost a place in the last eight of the Champions League.",
        "Livni headed the failed 2014 negotiations.",
        "It was a G4 on a scale from 1 to 5 Tuesday night.",
    ],
)
def test_rounds_scales_and_years_count_nothing(figures, text):
    assert figures(text) == ()


def test_who_counts_two_sorts_measures_both(figures):
    (found,) = figures("About 2,000 men and women of the valley came.")
    assert (found.unit, found.measured) == ("man", "men and women of the valley")


def test_a_length_of_time_is_nobodys_size(figures):
    (found,) = figures("Boko Haram has been an issue for the past five years.")
    assert found.measured is None


def test_an_hourly_or_yearly_sum_keeps_its_rate_before_from(figures):
    (found,) = figures("The country could earn $1 billion a year from exports.")
    assert (found.text, found.rate) == ("$1 billion a year", "year")


def test_the_figure_of_is_an_earlier_one_with_its_bounds_and_holder(parse):
    text = 'Up to 3,000 traffickers operate here, the minister said. The senior official said: "The figure of 3,000 is absurd."'
    parsed = parse(text)
    first, again = analyze_parse(parsed).figures
    assert (again.low, again.high, again.unit, again.measured) == (None, 3000, "trafficker", "traffickers")
    assert again.holder == first.holder == "the minister"


def test_the_figure_of_an_unknown_source_has_no_holder(parse):
    (found,) = analyze_parse(parse('The official said: "The figure of 3,000 is absurd."')).figures
    assert (found.unit, found.measured, found.holder) == (None, None, None)


def test_a_table_of_estimates_tells_who_gives_them(parse):
    text = "Estimate | Who gives it | Year\nup to 3,000 | the institute | 2011\nno more than 500 | a ministry | 2012"
    parsed = parse(text, blocks=(Block(kind=BlockKind.TABLE, start=0, end=len(text)),))
    found = find_figures(parsed, (), (), (), ())
    assert told(found, "measured", "holder") == [
        ("up to 3,000", None, "the institute"),
        ("no more than 500", None, "a ministry"),
    ]


@pytest.mark.parametrize(
    ("text", "words", "measured"),
    [
        ("The attack killed 12 at the gate.", "12", "killed"),
        ("It saw an 18 percent increase in seizures.", "18 percent", "seizures"),
        ("Sales were up, an 18 percent increase on the same quarter of 2011.", "18 percent", "increase"),
    ],
)
def test_what_happened_to_them_and_what_rose(figures, text, words, measured):
    assert next(f for f in figures(text) if f.text == words).measured == measured


def test_who_is_a_share_of_whom(figures):
    (found,) = figures("Nurses make up about 60% of the staff.")
    assert (found.measured, found.concept) == ("staff", "Nurses")


def test_what_it_is_compared_with_is_no_period(figures):
    found = next(f for f in figures("Seizures rose 18 percent over the same quarter of 2011.") if f.unit == "%")
    assert found.period is None


@pytest.mark.parametrize(
    ("text", "words", "field", "value"),
    [
        ("Some 10,000 boomers turning 65 every day join.", "Some 10,000", "rate", "day"),
        ("About 600 people who live there every day came.", "About 600", "rate", None),
        ("Diplomats say the first 10 years of the 15 year deal would count.", "10 years", "measured", "15 year deal"),
        ("Nine seconds of video of a number of boys leaked.", "Nine seconds", "measured", "video of a number of boys"),
        ("There are 900 cases, of whom 84 died.", "84", "measured", "died"),
    ],
)
def test_rates_and_phrases_are_whole(figures, text, words, field, value):
    assert getattr(next(f for f in figures(text) if f.text == words), field) == value


@pytest.mark.parametrize(
    "text", ["It came in a 911 call before dawn.", "We are lucky that we do not have seven dead people."]
)
def test_emergency_numbers_and_what_is_denied_are_none(figures, text):
    assert figures(text) == ()


def test_what_befell_some_did_not_befall_the_others(figures):
    found = figures("At the deli six died and 22 were wounded.")
    assert told(found, "unit", "measured") == [("six", "person", "died"), ("22", "person", "wounded")]


def test_a_noun_that_begins_an_adjective_is_not_counted(figures):
    found = figures("It offends millions of law-abiding, tolerant Indians.")
    assert all(f.unit != "law" for f in found)
