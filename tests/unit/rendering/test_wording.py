"""Labels say what the model holds, never more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluf.model import (
    Actor,
    ActorKind,
    AttributionSource,
    Document,
    EventRole,
    Figure,
    Qualifier,
    Span,
    Stance,
    TimeExpression,
    TimeType,
)
from bluf.rendering.countries import country_name
from bluf.rendering.wording import (
    as_named,
    date_words,
    figure_setting,
    figure_words,
    number_words,
    plural,
    role_words,
    source_name,
    speaker_words,
    stance_tone,
    stance_word,
    time_words,
)


def time(value: str, text: str = "then", type_: TimeType = TimeType.DATE) -> TimeExpression:
    return TimeExpression(document_id="d", start=0, end=len(text), text=text, type=type_, value=value)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2012-07-17", "Tue 17 Jul 2012"),
        ("2012-07-17T14:30", "Tue 17 Jul 2012 14:30"),
        ("2012-07-17TMO", "Tue 17 Jul 2012 (morning)"),
        ("2012-07", "July 2012"),
        ("2012", "2012"),
        ("199", "1990s"),
        ("2012-W29", "week 29 of 2012"),
        ("2012-Q3", "third quarter of 2012"),
        ("2012-SU", "summer 2012"),
        ("P10Y", "10 years"),
        ("P1D", "1 day"),
        ("PT5H", "5 hours"),
    ],
)
def test_times_in_words(value: str, words: str) -> None:
    assert time_words(time(value)) == words


@pytest.mark.parametrize("value", ["", "PRESENT_REF", "2012-13-45", "2012-13", "PXY", "XXXX-05", "P1Y6M"])
def test_a_time_that_has_no_words_is_quoted(value: str) -> None:
    assert time_words(time(value, "some time")) == "some time"


@given(st.text(max_size=12))
def test_any_time_value_gives_words(value: str) -> None:
    assert time_words(time(value, "some time"))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0"), (7, "7"), (1234, "1,234"), (2.5, "2.5"), (0.1, "0.1"), (1_200_000, "1.2 million"), (45_000_000, "45 million"),
        (1_234_567, "1,234,567"), (2_000_000_000, "2 billion"), (-400, "-400"), (100, "100"), (10**12, "1 trillion"),
    ],
)  # fmt: skip
def test_numbers(number: float, words: str) -> None:
    assert number_words(number) == words


@given(st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.just(10**400)))
def test_any_finite_number_has_words(number: float) -> None:
    assert number_words(number)


def figure(text: str, **more: object) -> Figure:
    values: dict[str, object] = {"low": None, "high": None, "value": None, "qualifier": Qualifier.EQUAL, **more}
    return Figure(document_id="d", start=0, end=len(text), text=text, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (figure("up to 3,000", high=3000, value=3000, qualifier=Qualifier.AT_MOST, unit="trafficker", measured="drug traffickers"), "≤ 3,000"),
        (figure("six", value=6, unit="man", measured="men"), "6"),
        (figure("about 1.2 million tonnes", value=1_200_000, qualifier=Qualifier.ABOUT, unit="tonne"), "≈ 1.2 million tonnes"),
        (figure("3,400 liters", value=3400, unit="litre"), "3,400 liters"),
        (figure("2 to 3 percent", low=2, high=3, qualifier=Qualifier.RANGE, unit="%"), "2–3%"),
        (figure("no less than $45 million", low=45_000_000, value=45_000_000, qualifier=Qualifier.AT_LEAST, unit="USD"), "≥ USD 45 million"),
        (figure("$127,000", value=127_000, unit="dollar"), "$127,000"),
        (figure("fewer than 5", high=5, value=5, qualifier=Qualifier.LESS), "< 5"),
        (figure("some", qualifier=Qualifier.ABOUT), "“some”"),
    ],
)  # fmt: skip
def test_figures_keep_their_bounds(item: Figure, words: str) -> None:
    assert figure_words(item) == words


def test_speakers() -> None:
    named = AttributionSource(document_id="d", start=0, end=3, text="she", actor="Ana Ruiz")
    assert speaker_words(named) == "Ana Ruiz"
    assert as_named(named) == "she"
    same = AttributionSource(document_id="d", start=0, end=18, text="Minister Ana Ruiz ", actor="Ana Ruiz")
    assert as_named(same) == ""
    assert speaker_words(None) == "source not named"
    assert as_named(None) == ""


def test_stances_have_word_and_color() -> None:
    assert [stance_word(None), stance_tone(None)] == ["reports", "plain"]
    assert {stance_tone(s) for s in Stance} == {"for", "against", "open", "plain"}


def test_small_labels() -> None:
    assert date_words(date(2012, 7, 9)) == "9 July 2012"
    assert date_words(None) == ""
    assert country_name("BO") == "Bolivia"
    assert country_name("QQ") == "QQ"
    assert country_name(None) == ""
    assert plural(1, "source") == "1 source"
    assert plural(0, "source") == "0 sources"
    assert source_name(Document(id="d", text="", uri="/a/b/c.txt")) == "c.txt"
    assert source_name(Document(id="d", text="", uri="x", publisher="P")) == "P"
    assert source_name(Document(id="d", text="")) == "untitled"


def test_what_a_figure_is_per_of_and_after() -> None:
    base = Figure(document_id="d", start=0, end=1, text="x", low=5, high=5, value=5, qualifier=Qualifier.EQUAL)
    assert figure_setting(base) == ""
    assert figure_setting(replace(base, rate="day", whole=500, before=24)) == "per day, of 500, before: 24"
    assert figure_setting(replace(base, rate="year", measured="officers a year")) == ""


@pytest.mark.parametrize(
    ("text", "low", "unit", "measured", "words"),
    [
        ("Millions", 2_000_000, "voter", "voters", "millions"),
        ("More than half", 0.5, None, "hospitals", "more than half"),
        ("51", 51, "year", "Premier Fahie", "51 years"),
        ("12", 12, "person", None, "12 people"),
        ("58", 58, "lap", "race", "58 laps"),
        ("25C", 25, "celsius", "air", "25C"),
        ("24 feet", 24, "foot", "depth", "24 feet"),
        ("40", 40, "trafficker", "Colombian traffickers", "40"),
        ("30", 30, "woman", "women", "30"),
    ],
)
def test_words_of_the_source_and_units_that_it_leaves_out(text, low, unit, measured, words) -> None:
    item = Figure(
        document_id="d", start=0, end=len(text), text=text, low=low, high=low, value=low, qualifier=Qualifier.EQUAL,
        unit=unit, measured=measured,
    )  # fmt: skip
    assert figure_words(item) == words


@pytest.mark.parametrize(
    "holder", ["officials", "two men in Sela", "Colombia and Bolivia", "police", "sources close to the minister"]
)
def test_the_verb_after_several_is_in_the_plural(holder):
    assert [stance_word(s, holder) for s in (Stance.DENIES, Stance.ASSESSES, Stance.PROMISES)] == [
        "deny",
        "assess",
        "promise",
    ]


@pytest.mark.parametrize(
    "holder",
    [
        "Reuters",
        "the United States",
        "Department of Health and Human Services",
        "spokesman for the unions",
        "Ana Cruz",
        "",
    ],
)
def test_the_verb_after_one_is_not(holder):
    assert stance_word(Stance.DENIES, holder) == "denies"


def test_who_is_named_is_only_said_to_be_the_perpetrator():
    span = Span(document_id="a", start=0, end=8, text="Ann Bell")
    bell = Actor(id="a1", name="Ann Bell", kind=ActorKind.PERSON, mentions=(span,), roles=(EventRole.PERP_INDIVIDUAL,))
    assert role_words(bell) == "said to be the perpetrator"
    assert role_words(replace(bell, accused=True)) == "accused"
    assert role_words(replace(bell, kind=ActorKind.UNNAMED)) == "perpetrator"
    assert role_words(replace(bell, roles=())) == ""
