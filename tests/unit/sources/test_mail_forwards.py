"""Header lines in the body of a message are an envelope, not prose."""

from __future__ import annotations

from datetime import date

import pytest

from bluf.sources import read_document
from bluf.sources.mail_forwards import take_forwarded, without_prefixes

GMAIL = [
    "See below.",
    "",
    "---------- Forwarded message ----------",
    "From: Gabriel Sosa <gabriel@risk.example>",
    "Date: Sat, 21 Jul 2012 18:40:00 -0400",
    "Subject: Note",
    "To: Nora <nora@risk.example>",
    "",
    "The border is closed.",
]
OUTLOOK = [
    "-----Original Message-----",
    "From: Sosa, Gabriel [mailto:g@risk.example]",
    "Sent: 21 July 2012 18:40",
    "To: Nora",
    "Subject: Note",
    "",
    "The border is closed.",
]
APPLE = [
    "Begin forwarded message:",
    "",
    "From: gabriel@risk.example",
    "Subject: Note",
    "Date: July 21, 2012",
    "",
    "The border is closed.",
]


@pytest.mark.parametrize(
    ("lines", "author"), [(GMAIL, "Gabriel Sosa"), (OUTLOOK, "Sosa, Gabriel"), (APPLE, "gabriel@risk.example")]
)
def test_an_envelope_is_taken_out(lines, author):
    kept, found = take_forwarded(lines)
    assert found is not None
    assert (found.author, found.published_on) == (author, date(2012, 7, 21))
    assert not any(word in " ".join(kept) for word in ("Subject:", "Forwarded message", "Original Message", "Sent:"))
    assert kept[-1] == "The border is closed."


@pytest.mark.parametrize(
    "lines",
    [
        ["From: the border to the sea"],
        ["To: the front", "Date: unknown", "They marched."],
        ["> From: Gabriel", "> Date: Saturday", "> The border is closed."],
        ["From: Gabriel", "", "Date: Saturday"],
        [],
    ],
)
def test_text_stays(lines):
    assert take_forwarded(lines) == (list(lines), None)


@pytest.mark.parametrize(
    ("subject", "title"),
    [("Fwd: Re: Note: what", "Note: what"), ("FW: x", "x"), ("Reform", "Reform"), ("Re:", ""), ("", "")],
)
def test_prefixes(subject, title):
    assert without_prefixes(subject) == title


def test_the_forwarded_text_has_its_author_and_its_day():
    mail = (
        "From: Nora <nora@risk.example>\nDate: Sun, 22 Jul 2012 09:14:02 -0400\nSubject: Fwd: Note\nMessage-ID: <1@risk.example>\n\n"
        + "\n".join(GMAIL)
    )
    (document,) = read_document(mail.encode(), uri="a.eml")
    assert (document.title, document.publisher, document.authors, document.published_on) == (
        "Note",
        "Nora",
        ("Gabriel Sosa",),
        date(2012, 7, 21),
    )
    assert document.text == "Note\n\nSee below.\n\n\nThe border is closed." or "From:" not in document.text
