"""A numeral without a value is shown as it stands, and as nothing else."""

from __future__ import annotations

import pytest

from bluf.analysis import analyze, load_model_once
from bluf.analysis.figures.unreadable import find_unreadable
from bluf.model import Document


def texts(text: str) -> list[str]:
    return [figure.text for figure in find_unreadable(Document(id="d", text=text), ())]


@pytest.mark.parametrize(
    ("text", "numeral"),
    [
        ("Officials counted 1e309 bullets.", "1e309"),
        ("Officials counted 2E+999 bullets.", "2E+999"),
        ("The index was NaN percent.", "NaN"),
        ("It cost -Infinity dollars.", "-Infinity"),
        ("Growth was 0/0 percent.", "0/0"),
        ("It was 1/0 of the total.", "1/0"),
        ("The debt is " + "9" * 5000 + " dollars.", "9" * 5000),
    ],
)
def test_a_numeral_without_a_value_is_found(text, numeral):
    (figure,) = find_unreadable(Document(id="d", text=text), ())
    assert figure.text == numeral
    assert figure.low is figure.high is figure.value is None
    assert numeral in [f.text for f in analyze(Document(id="d", text=text), nlp=load_model_once()).figures]


@pytest.mark.parametrize(
    "text",
    [
        "1e5 bullets and 1e300 bullets",  # can be read
        "0x1e309 bullets",
        "parcel 12345678901234567890 was lost",  # an identifier
        "01/01/2000 dollars, 10.0.0.1/0 routes",
        "The infantry percent, Nancy dollars",
        "Acme inf. 3 dollars",
        "Infinity War, NaN and 1/0",
        "",
    ],
)
def test_nothing_else_is(text):
    assert texts(text) == []


def test_a_text_full_of_them_gives_few():
    assert len(texts("1e309 bullets " * 30_000)) == 20
