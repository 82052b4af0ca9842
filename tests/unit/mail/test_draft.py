"""A briefing as a mail: one message, whose headers hold nothing that a source wrote but the cleaned subject."""

from __future__ import annotations

import email
import email.policy
import io
from datetime import date

import pytest

from bluf import pipeline
from bluf.mail.draft import build_draft

SOURCE = (
    "Subject: Port seizure =?UTF-8?Q?=0ABcc:_evil@attacker.example?= =?utf-8?b?DQpYLUV2aWw6IDE=?=\n"
    "From: a@b.example\nDate: Mon, 4 Mar 2024 10:00:00 +0000\n\n"
    "Minister Lena Ortiz said on Monday that 412 people were hurt in Valmora.\n"
)


def test_a_briefing_becomes_one_message():
    made = pipeline.brief(["-"], formats=("eml",), stdin=io.BytesIO(SOURCE.encode())).rendered[0]
    message = email.message_from_bytes(made.body, policy=email.policy.default)
    assert made.filename == "briefing.eml"
    assert [name.lower() for name in message] == ["date", "subject", "mime-version", "content-type"]
    assert "412 people" in message.get_body(("plain",)).get_content()
    assert "412 people" in message.get_body(("html",)).get_content()
    assert made.body.isascii()


@pytest.mark.parametrize(
    "subject", ["a\r\nBcc: e@x.example", "a\u2028Bcc: e@x.example", "=?utf-8?q?=0ABcc:_e?=", "\x00\x85", "", "é" * 500]
)
def test_no_subject_begins_another_header(subject):
    made = build_draft("text", "<p>", subject=subject, day=date(2024, 3, 4))
    message = email.message_from_bytes(made)
    assert [name.lower() for name in message] == ["date", "subject", "mime-version", "content-type"]


def test_without_a_day_it_has_no_date():
    assert b"Date:" not in build_draft("text", "<p>", subject="s", day=None)
    assert build_draft("t", "<p>", subject="s", day=None) == build_draft("t", "<p>", subject="s", day=None)
