"""A briefing as a mail that nobody has addressed yet: two texts → the bytes of an .eml file.

Every mail program opens it; who sends it fills in the recipients. The subject passes the gate of `headers`, and nothing else of a
source comes near a header.

Source: RFC 5322.
"""

from __future__ import annotations

from datetime import date, datetime
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from bluf.mail.headers import header
from bluf.mail.message import build_body


def build_draft(text: str, html: str, *, subject: str, day: date | None) -> bytes:
    """The message, the same bytes each time.

    Args:
        text: the plain text.
        html: the page.
        subject: any text; cleaned here.
        day: its date (midnight, UTC); without one the program that sends it dates it.
    """
    lines = [header("Subject", subject)]
    if day is not None:
        midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo("UTC"))
        lines.insert(0, header("Date", format_datetime(midnight)))
    return b"".join(lines) + build_body(text, html)
