from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluf.stories.duplicates import find_numbers, find_reprints, is_reprint, sign, unpack
from tests.unit.stories.makers import BLAST, ODD_TEXTS, OTHER_BLAST

WIRE = " ".join(BLAST)
MORE = (
    " A second body was found under the roof, and the mayor asked all bakeries to close until their pipes are checked by the town. "
    "Relatives gathered at the town hall. The minister of works is expected on Wednesday to see the ruins."
)


@pytest.mark.parametrize(
    "copy",
    [
        WIRE,
        WIRE.upper(),
        WIRE.replace("'", "’").replace(", ", " , "),
        f"PORT CALDER, March 3, 2026 (Agency) - {WIRE} Posted at 10:35 a.m.",
        " ".join(BLAST[:5]),
        WIRE.replace("shortly before dawn", "just before dawn"),
    ],
    ids=["same", "capitals", "punctuation", "dateline and clock", "cut", "a word changed"],
)
def test_reprints_are_found(copy):
    assert is_reprint(sign(copy), sign(WIRE))


@pytest.mark.parametrize(
    "other",
    [
        " ".join(OTHER_BLAST),
        WIRE.replace("four", "five"),
        WIRE.replace("11 people", "14 people"),
        WIRE + MORE,
        " ".join(BLAST[3:]) + " " + " ".join(OTHER_BLAST[:3]),
        "",
        "Explosion",
    ],
    ids=["twin event", "toll in words", "toll in digits", "much more told", "half another's", "empty", "one word"],
)
def test_other_texts_are_no_reprints(other):
    assert not is_reprint(sign(other), sign(WIRE))


def test_short_texts_are_reprints_only_if_the_same():
    assert is_reprint(sign("Watch live: the launch"), sign("WATCH LIVE: the launch"))
    assert not is_reprint(sign("Watch live: the landing"), sign("Watch live: the launch"))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Twelve dead, 1,200 hurt, 3.5 million homeless", ["twelve", "1,200", "3.5", "million"]),
        ("On March 3, 2026 at 10:35 a.m., 4 May, 12/05/2026, 2026-03-04", []),
        ("one of them; nobody; often", []),
        ("the year 2011 brought 2,011 cases", ["2,011"]),
        ("", []),
    ],
)
def test_numbers_of_dates_and_clocks_do_not_count(text, numbers):
    assert list(find_numbers(text)) == numbers


def test_a_signature_survives_packing():
    signature = sign(WIRE)
    again = unpack(signature.shingles, signature.pack(), sorted(signature.numbers))
    assert is_reprint(signature, again)
    assert is_reprint(again, signature)


def test_a_signature_of_another_version_resembles_nothing():
    assert not is_reprint(sign(WIRE), unpack(80, "AAAA", ["four", "11"]))


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_texts_are_no_reprints_of_an_article(text):
    assert not is_reprint(sign(text), sign(WIRE))


@given(st.text(max_size=300))
def test_any_text_can_be_signed(text):
    assert sign(text).shingles >= 0


def test_many_copies_name_one_original():
    signatures = [sign(f"{WIRE} {word}") for word in ("", "more", "again", "agency") * 50]
    assert find_reprints(signatures) == dict.fromkeys(range(1, 200), 0)


def test_long_texts_without_spaces_are_signed_quickly():
    assert sign("a" * 1_000_000).shingles == 1
    assert sign("大" * 1_000_000).shingles == 1
