"""Time expressions: what is found, what it means, and what must not be found."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluf.analysis.dates import find_dates
from bluf.model import TimeType

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bluf.analysis import Parse
    from bluf.model import TimeExpression

THURSDAY = date(2012, 7, 19)


@pytest.fixture(scope="session")
def dates(parse: Callable[..., Parse]) -> Callable[..., tuple[TimeExpression, ...]]:
    return lambda text, **document: find_dates(parse(text, **document))


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The war began on September 1, 1939 in Poland.", "September 1, 1939", "1939-09-01"),
        ("They met on 17 July 2012 in Lima.", "17 July 2012", "2012-07-17"),
        ("They met on the 3rd of May 1999 in Lima.", "the 3rd of May 1999", "1999-05-03"),
        ("Filed on 2012-07-17 by the ministry.", "2012-07-17", "2012-07-17"),
        ("The law was passed in May 2010.", "May 2010", "2010-05"),
        ("It was founded in 1985.", "1985", "1985"),
        ("The army grew in early 2011.", "early 2011", "2011"),
        ("Prices rose in the 1990s.", "the 1990s", "199"),
        ("It was built in the 19th century.", "the 19th century", "18"),
        ("The war began in 264 BC with a siege.", "264 BC", "BC0264"),
        ("The temple fell in AD 70 after a siege.", "AD 70", "0070"),
        ("They lived in the 5th century BC there.", "the 5th century BC", "BC04"),
        ("Profit fell in the second quarter of 2012.", "the second quarter of 2012", "2012-Q2"),
        ("The drought of the summer of 1976 was severe.", "the summer of 1976", "1976-SU"),
        ("They fought in the first half of 1944.", "the first half of 1944", "1944-H1"),
    ],
)
def test_date_that_the_words_alone_give(dates, text, words, value):
    (found,) = dates(text)
    assert (found.text, found.value, found.type, found.inferred) == (words, value, TimeType.DATE, False)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("On Tuesday, the two countries signed an agreement.", "Tuesday", "2012-07-17"),
        ("The two countries signed an agreement on Thursday.", "Thursday", "2012-07-19"),
        ("Parliament will vote on Tuesday.", "Tuesday", "2012-07-24"),
        ("Last year, an official claimed the opposite.", "Last year", "2011"),
        ("He resigned last month.", "last month", "2012-06"),
        ("He will resign next week.", "next week", "2012-W30"),
        ("He resigned yesterday.", "yesterday", "2012-07-18"),
        ("The law was passed in October.", "October", "2011-10"),
        ("The vote will be held in October.", "October", "2012-10"),
        ("He was killed on 16 November.", "16 November", "2011-11-16"),
        ("He left the country six years ago.", "six years ago", "2006"),
        ("He was arrested two days ago.", "two days ago", "2012-07-17"),
        ("The plan was dropped earlier this year.", "earlier this year", "2012"),
    ],
)
def test_date_that_rests_on_the_day_of_the_document(dates, text, words, value):
    (found,) = dates(text, published_on=THURSDAY)
    assert (found.text, found.value, found.type, found.inferred) == (words, value, TimeType.DATE, True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He spent ten years in prison.", "P10Y"),
        ("The 90-minute speech was interrupted.", "PT90M"),
        ("The siege lasted a decade.", "P1DE"),
        ("The talks went on for several months.", "PXM"),
        ("It took twenty-five days.", "P25D"),
        ("It lasted three hundred years.", "P300Y"),
    ],
)
def test_duration(dates, text, value):
    (found,) = dates(text, published_on=THURSDAY)
    assert (found.type, found.value, found.first) == (TimeType.DURATION, value, None)


def test_duration_that_ends_today_has_bounds(dates):
    (found,) = dates("The improvements of the last 10 years changed the trade.", published_on=THURSDAY)
    assert (found.text, found.type, found.value) == ("the last 10 years", TimeType.DURATION, "P10Y")
    assert (found.first, found.last) == (date(2002, 7, 19), THURSDAY)
    assert found.inferred


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They meet every Friday.", "XXXX-WXX-5"),
        ("The report appears annually.", "P1Y"),
        ("Remembered every year as a holiday, it is a sad day.", "P1Y"),
    ],
)
def test_repeated_time(dates, text, value):
    found = dates(text)[0]
    assert (found.type, found.value) == (TimeType.SET, value)


def test_time_of_day(dates):
    found = dates("He was shot on Tuesday at 11:30 a.m. by two men.", published_on=THURSDAY)
    assert [(f.type, f.value) for f in found] == [
        (TimeType.DATE, "2012-07-17"),
        (TimeType.TIME, "2012-07-17T11:30"),
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It ended in early June 2012.", date(2012, 6, 1), date(2012, 6, 10)),
        ("It ended at the end of 2011.", date(2011, 9, 1), date(2011, 12, 31)),
        ("It ended in 2011.", date(2011, 1, 1), date(2011, 12, 31)),
        ("It ended in the 1980s.", date(1980, 1, 1), date(1989, 12, 31)),
    ],
)
def test_bounds(dates, text, first, last):
    (found,) = dates(text)
    assert (found.first, found.last) == (first, last)


def test_verb_that_looks_like_an_adjective_of_time(dates):
    (found,) = dates("The visit is expected to last four days.", published_on=THURSDAY)
    assert (found.text, found.value, found.first) == ("four days", "P4D", None)


def test_two_days_of_one_month_are_two_dates(dates):
    found = dates("In Operation Dawn, on 6-7 February 1984, the town fell.")
    assert [(f.text, f.value) for f in found] == [("6", "1984-02-06"), ("7 February 1984", "1984-02-07")]


def test_year_given_once_for_two_months(dates):
    assert [f.value for f in dates("In April and June 1955 the sects were defeated.")] == ["1955-04", "1955-06"]


def test_story_goes_on_from_the_date_told(dates):
    text = (
        "In 1861 and 1862 the armies met. In 1863 and 1864 they met again. The siege began on April 9, 1865. "
        "The next day the town fell. Two days later the general fled. On May 4 he gave up."
    )
    assert [f.value for f in dates(text, published_on=date(2009, 12, 19))][-4:] == [
        "1865-04-09",
        "1865-04-10",
        "1865-04-12",
        "1865-05-04",
    ]


def test_dateline_dates_a_text_without_a_date(dates):
    found = dates("BOGOTA, December 12, 1989 (EFE) - The engineer was released yesterday.")
    assert [(f.value, f.inferred) for f in found] == [("1989-12-12", False), ("1989-12-11", True)]


def test_wire_dateline_with_two_digits_of_a_year(dates):
    found = dates("San Salvador, 12 Jan 90 (AFP) -- The colonel said today that he was innocent.")
    assert [f.value for f in found] == ["1990-01-12", "1990-01-12"]


def test_date_of_an_event_in_the_first_sentence_does_not_date_the_text(dates):
    found = dates("On July 18, 2012, rebels took the town. They left on Friday.")
    assert [f.value for f in found] == ["2012-07-18", ""]


def test_stamp_alone_in_its_block_dates_the_text(dates):
    found = dates("Rebels seize port\n\nPublished July 18, 2012\n\nRebels seized the port on Monday.")
    assert [f.value for f in found] == ["2012-07-18", "2012-07-16"]


@pytest.mark.parametrize("head", ["The Battle of Antietam, September 17, 1862", "On December 12, 1989 - a dark day -"])
def test_date_in_a_title_does_not_date_the_text(dates, head):
    assert dates(f"{head}\n\nThe general was buried on Monday.")[-1].value == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The polls had been scheduled for February 14 by the old government.", "2015-02-14"),
        ("His speech in Washington on Tuesday could sway hearts at home.", "2015-03-24"),
        ("A program to run through June was announced.", "2015-06"),
        ("The company agreed to sell its stake in October.", "2014-10"),
        ("The hearing is scheduled for Monday.", "2015-03-30"),
        ("A provisional trial date was set for October 28.", "2015-10-28"),
        ("The prosecutor said Thursday that he will appeal.", "2015-03-26"),
    ],
)
def test_tense_tells_the_side(dates, text, value):
    found = dates(text, published_on=date(2015, 3, 27))
    assert found[-1 if "Thursday" not in text else 0].value == value


def test_same_day_said_twice_is_one_day(dates):
    found = dates("He spoke yesterday, 21 January, in the capital.", published_on=date(1990, 1, 22))
    assert [f.value for f in found] == ["1990-01-21", "1990-01-21"]


def test_story_from_before_christ_is_not_reckoned_from_today(dates):
    text = (
        "In 264 BC the war began. In 218 BC he marched. In May he took the town. The following year, 217 BC, Rome lost."
    )
    found = dates(text, published_on=THURSDAY)
    assert [f.value for f in found] == ["BC0264", "BC0218", "XXXX-05", "", "BC0217"]
    assert all(f.first is None for f in found)


def test_clock_time_before_its_day(dates):
    found = dates("The plane landed at 7 a.m. Wednesday in Nepal.", published_on=date(2015, 3, 27))
    assert [f.value for f in found] == ["2015-03-25T07", "2015-03-25"]


@pytest.mark.parametrize("text", ["He resigned last year.", "He resigned on Tuesday.", "He resigned yesterday."])
def test_without_any_date_nothing_is_guessed(dates, text):
    (found,) = dates(text)
    assert (found.value, found.first, found.last, found.inferred) == ("", None, None, False)


def test_month_without_any_year_keeps_the_year_open(dates):
    (found,) = dates("He was killed on 16 November.")
    assert (found.value, found.first) == ("XXXX-11-16", None)


@pytest.mark.parametrize(
    "text",
    [
        "About 2000 people fled the town.",
        "Theresa May said so.",
        "The soldiers may march to the sea.",
        "The fall of the city was certain.",
        "The girl is ten years old.",
        "A 51-year-old man was arrested.",
        "See page 12 and section 1999.",
        "He paid $1990 for it.",
        "Two quarters of the city burned.",
        "The 19th of April Movement took the embassy.",
        "He watched 60 Minutes at home.",
        "She wore a gray winter jacket.",
        "Jerryl Christmas said so.",
        "He reads USA Today.",
        "It runs on Windows Server 2012 only.",
        "Students in Year 11 passed.",
        "The sun was high and the mar was low.",
        "At 0630 (1230 GMT) nobody was there.",
        "",
        "   \n\n  ",
    ],
)
def test_nothing_to_find(dates, text):
    assert dates(text, published_on=THURSDAY) == ()


@pytest.mark.parametrize("text", ["It ended on February 30, 2011.", "It ended on 99/99/2011."])
def test_day_that_no_calendar_has(dates, text):
    assert all(f.first is None or f.value == "2011" for f in dates(text))


def test_sample_text(parse, shared: Path):
    text = (shared / "seed" / "colombia-bolivia.txt").read_text(encoding="utf-8")
    found = find_dates(parse(text, published_on=THURSDAY))
    assert [(f.text, f.value, f.inferred) for f in found] == [
        ("Tuesday", "2012-07-17", True),
        ("Last year", "2011", True),
        ("the last 10 years", "P10Y", True),
    ]


_WORDS = st.sampled_from(
    "in on the of early mid late - , and to 3 31 12th 1999 2012 0000 9999 99999999999 May March july Sept. Friday last next this "
    "past every first 21st quarter year years decade century days ago later before two-hundred 3:00 p.m. 1990s '80s summer fall "
    "today yesterday morning half a couple few several Christmas Easter fiscal 2012-13-45 1/2/2003 \n\n . ½ １９９９ ²".split(
        " "
    )
)


@given(words=st.lists(_WORDS, max_size=25), day=st.sampled_from([None, THURSDAY, date.min, date.max]))
def test_any_words_of_time(parse, words, day):
    text = " ".join(words)
    at = 0
    for found in find_dates(parse(text, published_on=day)):
        assert text[found.start : found.end] == found.text
        assert found.start >= at
        assert (found.first is None) == (found.last is None)
        at = found.end


@given(text=st.text(max_size=80))
def test_any_text(parse, text):
    for found in find_dates(parse(text, published_on=THURSDAY)):
        assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "The remains one day can be displayed in a museum.",
        "She first sang on Monday Night Live in the capital.",
        "The primaries of Super Tuesday decide the race.",
        "A report from the Daily Mail named the suspect.",
        "The Sunday Times named the suspect.",
        "He moved to a new school every couple of years.",
        "The feud was between the French builder August Perret and an architect.",
    ],
)
def test_a_name_or_a_turn_of_phrase_is_no_time(dates, text):
    assert dates(text, published_on=THURSDAY) == ()


def test_one_day_as_a_length_stays_a_duration(dates):
    (found,) = dates("The court met for one day.", published_on=THURSDAY)
    assert found.value == "P1D"


def test_the_day_before_an_event_is_not_dated(dates):
    *_, found = dates("He was arrested in May, the day before the final was shown.", published_on=THURSDAY)
    assert (found.text, found.value) == ("the day before", "")


def test_a_clock_time_of_any_day_has_no_day(dates):
    found = dates("One recent morning the man was stopped about 5 a.m.", published_on=THURSDAY)
    assert [d.value for d in found if d.text == "5 a.m."] == ["XXXX-XX-XXT05"]


def test_a_feast_within_days_is_this_years(dates):
    (found,) = dates("Smooth sailing is expected into Thanksgiving.", published_on=date(2013, 11, 27))
    assert found.value == "2013-11-28"


def test_opening_hours_are_of_every_week(dates):
    found = dates("The bar is open Monday-Thursday noon-3 p.m., Friday-Sunday noon-11 p.m.", published_on=THURSDAY)
    assert {d.type for d in found if d.text in ("Monday", "Thursday", "Friday", "Sunday")} == {TimeType.SET}


def test_this_weekend_looks_back_where_the_verb_does(dates):
    monday = date(2015, 3, 16)
    (past,) = dates("Thousands marched through Brazil this weekend.", published_on=monday)
    (ahead,) = dates("Thousands will march through Brazil this weekend.", published_on=monday)
    assert (past.value, ahead.value) == ("2015-W11-WE", "2015-W12-WE")


def test_the_last_minute_is_a_turn_of_phrase(dates):
    assert dates("They booked seats at the last minute.", published_on=THURSDAY) == ()


def test_what_is_ahead_is_still_to_come(dates):
    (found,) = dates("The stakes are high ahead of Tuesday's debate.", published_on=date(2020, 2, 24))
    assert found.value == "2020-02-25"


@pytest.mark.parametrize(
    "text",
    [
        'He told NBC\'s "Today" that it was over.',
        "The Today show aired the tape.",
        '"CBS This Morning" had her on.',
        'The host of ABC\'s "This Week" asked him.',
        "He waited until the last minute to file.",
    ],
)
def test_names_of_shows_are_no_days(dates, text):
    assert dates(text, published_on=THURSDAY) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In today's world few read.", "PRESENT_REF"),
        ("Today more than 5 million people have it.", "PRESENT_REF"),
        ("The custom lives on even today.", "PRESENT_REF"),
        ("The court ruled today.", "2012-07-19"),
        ("Today, the court ruled.", "2012-07-19"),
        ("Today's vote was close.", "2012-07-19"),
        ("The talks end today.", "2012-07-19"),
    ],
)
def test_today_is_the_day_or_these_times(dates, text, value):
    (found,) = dates(text, published_on=date(2012, 7, 19))
    assert found.value == value


def test_a_month_goes_on_with_the_far_year_told_before(dates):
    found = dates("In 1965 they set out from Selma. In late March they reached the capital.", published_on=THURSDAY)
    assert [d.value for d in found] == ["1965", "1965-03"]


def test_what_is_forecast_is_still_to_come(dates):
    (found,) = dates("Wednesday is forecast to be colder.", published_on=THURSDAY)
    assert found.value == "2012-07-25"


def test_march_madness_is_no_month(dates):
    assert dates("It is one of the best moments in March Madness history.", published_on=THURSDAY) == ()
    (found,) = dates("In March President Gray spoke.", published_on=THURSDAY)
    assert found.value == "2012-03"


def test_a_clock_time_is_of_the_day_told_before(dates):
    text = "A bomb went off on Saturday. It rained. People ran. At 11:20 a.m. another went off."
    assert dates(text, published_on=THURSDAY)[-1].value == "2012-07-14T11:20"


def test_us_weekly_is_a_magazine(dates):
    assert dates("The magazine Us Weekly said so.", published_on=THURSDAY) == ()


def test_the_latest_coming_monday_is_no_coming_monday(dates):
    assert all(
        d.text != "coming Monday"
        for d in dates("The robberies went on, the latest coming Monday.", published_on=THURSDAY)
    )
