"""Truecase: capitals-only lines get their usual case, everything else stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluf.analysis.truecase import truecase


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("REBELS KILLED THE MAYOR OF ACHI (EFE)", "Rebels killed the mayor of Achi (EFE)"),
        ("BOGOTA, 9 JAN 90 (EFE) -- THE ARMY SAID", "Bogota, 9 Jan 90 (EFE) -- The army said"),
        (
            "THE NATIONAL LIBERATION FRONT (NLF) SPOKE TO REPORTERS.",
            "The National Liberation Front (NLF) spoke to reporters.",
        ),
        (
            "TALKS WITH THE UNITED STATES FAILED IN SAN SALVADOR.",
            "Talks with the United States failed in San Salvador.",
        ),
        ("MONICA DE GREIFF RESIGNED. SHE LEFT BOGOTA.", "Monica de Greiff resigned. She left Bogota."),
        ("THE U.S. EMBASSY WAS HIT ON 16 MARCH.", "The U.S. embassy was hit on 16 March."),
        ("TORRADO'S SON WAS KILLED BY GUNMEN.", "Torrado's son was killed by gunmen."),
    ],
)
def test_capitals_get_their_case(text, expected):
    assert truecase(text) == expected


def test_a_headline_in_capitals_learns_from_the_text_below():
    text = "ZULUAGA MEETS COPREFA CHIEF\n\nThe head of Coprefa met with Zuluaga on Monday."
    assert truecase(text).splitlines()[0] == "Zuluaga meets Coprefa chief"


@pytest.mark.parametrize(
    "text",
    [
        "Rebels killed the mayor of Achi.",
        "AFP",
        "IBM PC",
        "UN, EU and NATO met in Geneva; FARC did not.",
        "NATO AND the EU met there on Monday morning.",
        "",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "АРМИЯ",
    ],
)
def test_other_text_stays(text):
    assert truecase(text) == text


@given(st.text(max_size=200))
def test_length_never_changes(text):
    assert len(truecase(text)) == len(text)


@given(st.text(alphabet="ABC İßŒ'.()[] \n9", max_size=120))
def test_length_never_changes_in_capitals(text):
    done = truecase(text)
    assert len(done) == len(text)
    assert done.casefold().replace("ss", "ß") == text.casefold().replace("ss", "ß")
