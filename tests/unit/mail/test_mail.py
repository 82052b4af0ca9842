"""What stands in a message: the gate for headers, the parts, and that the same input gives the same bytes."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluf.mail.headers import clean_header, exact_header, header, mailbox
from bluf.mail.message import Attachment, Letterhead, build_body, build_headers, message_id

LETTERHEAD = Letterhead(
    sender="digest@staff.example",
    sender_name="Digest desk",
    list_name="Morning digest",
    list_id="morning.staff.example",
    unsubscribe_mail="stop@staff.example",
    unsubscribe_web="https://staff.example/stop/{id}",
    one_click=True,
)
NOW = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)


def build(subject: str = "News", text: str = "Text.\n", html: str = "<p>Text.</p>", **options: object) -> bytes:
    headers = build_headers(
        LETTERHEAD,
        address="a@staff.example",
        name=None,
        subject=subject,
        date=NOW,
        message_id=message_id("staff.example", "morning/2026-11-24", "a@staff.example"),
        references=["<root@staff.example>", "<before@staff.example>"],
        person_id="p1",
    )
    return headers + build_body(text, html, **options)


def parse(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


HOSTILE = [
    "A\r\nBcc: evil@attacker.example",
    "A\nBcc: evil@attacker.example",
    "A\rBcc: evil@attacker.example",
    "A\x0bBcc: evil@attacker.example",
    "A\u2028Bcc: evil@attacker.example",
    "A\x85Bcc: evil@attacker.example",
    "A 💩 x=?UTF-8?Q?=0A?=Bcc: evil@attacker.example",
    "=?UTF-8?Q?=0ABcc:_evil@attacker.example?=",
    "==?=?UTF-8?Q?=0A?=",
    "a\n",
    "\r\n\r\nbody",
    "A\x00B",
    "A\u202eevil",
]


@pytest.mark.parametrize("subject", HOSTILE)
def test_no_subject_makes_another_header(subject):
    data = build(subject)
    head = data.partition(b"\r\n\r\n")[0]
    message = parse(data)
    assert message["Bcc"] is None
    assert b"\nBcc" not in head
    assert all(line.isascii() and len(line) <= 998 for line in head.split(b"\r\n"))
    again = email.message_from_bytes(data, policy=email.policy.SMTP).as_bytes()
    assert parse(again)["Bcc"] is None
    assert "\n" not in str(message["Subject"])
    assert message.get_body(("plain",)) is not None


@given(st.text(max_size=400))
def test_any_subject_is_one_header_that_says_the_same(subject):
    line = header("Subject", subject)
    assert line.isascii()
    assert line.endswith(b"\r\n")
    assert all(part.startswith(b" ") for part in line[:-2].split(b"\r\n")[1:])
    assert b"\r" not in line.replace(b"\r\n", b"")
    assert b"\n" not in line.replace(b"\r\n", b"")
    message = email.message_from_bytes(line + b"\r\n", policy=email.policy.default)
    assert list(message.keys()) == ["Subject"]
    assert "".join(str(message["Subject"]).split()) == "".join(clean_header(subject).split())


@given(st.text(max_size=100), st.text(max_size=60))
def test_no_display_name_makes_another_recipient(display, tail):
    line = mailbox("To", "a@staff.example", display + tail)
    message = email.message_from_bytes(line + b"\r\n", policy=email.policy.default)
    assert [address.addr_spec for address in message["To"].addresses] == ["a@staff.example"]


@pytest.mark.parametrize("value", ["", "a b", "a\nb", "ä", "a" * 1000])
def test_exact_values_are_refused_where_they_would_not_stand(value):
    with pytest.raises(ValueError, match="not a value"):
        exact_header("Message-ID", value)


@pytest.mark.parametrize("name", ["", "A B", "A:", "A\n", "Ä"])
def test_names_of_headers(name):
    with pytest.raises(ValueError, match="not a name"):
        header(name, "x")


def test_what_every_letter_bears():
    message = parse(build())
    assert message["From"] == "Digest desk <digest@staff.example>"
    assert message["To"].addresses[0].addr_spec == "a@staff.example"
    assert message["Date"].datetime == NOW
    assert message["Message-ID"] == message_id("staff.example", "morning/2026-11-24", "a@staff.example")
    assert message["In-Reply-To"] == "<before@staff.example>"
    assert message["References"] == "<root@staff.example> <before@staff.example>"
    assert message["List-Id"] == "Morning digest <morning.staff.example>"
    assert (
        message["List-Unsubscribe"]
        == "<https://staff.example/stop/p1>, <mailto:stop@staff.example?subject=unsubscribe>"
    )
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Cc"] is None


def test_plain_first_then_html_and_the_pdf_beside_both():
    pdf = bytes(range(256)) * 40
    text, html = "Wörter — “quoted”.\n" + "x" * 2000 + "\n", "<p>Wörter</p>"
    message = parse(
        build(text=text, html=html, attachments=[Attachment(filename="m.pdf", media_type="application/pdf", body=pdf)])
    )
    assert message.get_content_type() == "multipart/mixed"
    both, attached = message.iter_parts()
    assert [part.get_content_type() for part in both.iter_parts()] == ["text/plain", "text/html"]
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n") == text
    assert message.get_body(("html",)).get_content().strip() == html
    assert attached.get_filename() == "m.pdf"
    assert attached.get_content() == pdf


def test_the_same_input_gives_the_same_bytes_and_lines_that_relays_take():
    data = build("Ärger", "Ä\n.\n..dots\nFrom here\n", "<p>Ä</p>")
    assert data == build("Ärger", "Ä\n.\n..dots\nFrom here\n", "<p>Ä</p>")
    assert data.isascii()
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_a_text_that_holds_the_boundary_of_another_stays_whole():
    first = build_body("a", "b")
    boundary = first.partition(b'boundary="')[2].partition(b'"')[0].decode()
    message = parse(build(text=f"--{boundary}--\n", html="b"))
    assert message.get_body(("plain",)).get_content().strip() == f"--{boundary}--"


def test_message_ids_differ_by_person_and_edition():
    made = {message_id("x.example", edition, who) for edition in ("m/1", "m/2") for who in ("a@x", "b@x")}
    assert len(made) == 4


def test_an_address_of_another_alphabet_is_written_in_ascii():
    assert mailbox("To", "a@müller.example") == b"To: <a@xn--mller-kva.example>\r\n"
