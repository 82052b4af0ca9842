from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluf.errors import SourceError
from bluf.model import Document
from bluf.sources import Limits, read_document

from .makers import STORY, check_one_line, make_mail


def read(data: bytes) -> Document:
    (document,) = read_document(data, uri="note.eml")
    return document


def multipart(*parts: tuple[str, str], kind: str = "mixed") -> bytes:
    inside = "".join(f"--b\r\n{headers}\r\n\r\n{body}\r\n" for headers, body in parts)
    return make_mail(f"{inside}--b--\r\n", "Subject: Port seizure", kind=f"multipart/{kind}; boundary=b")


def test_headers_become_fields() -> None:
    document = read(
        make_mail(STORY, "Subject: =?utf-8?q?Port_seizure_in_San_Jos=C3=A9?=", "Date: Thu, 19 Jul 2012 23:30:00 -0500")
    )
    assert (document.title, document.publisher, document.authors) == (
        "Port seizure in San José",
        "Jane Doe",
        ("Jane Doe",),
    )
    assert document.published_on == date(2012, 7, 19)
    assert document.text == f"Port seizure in San José\n\n{STORY}"


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("=?UTF-8?Q?Port=0ABcc:_evil@x.example?=", "Port Bcc: evil@x.example"),
        ("=?x-no-such?q?Port=20seizure?=", "Port seizure"),
        ("=?utf-8?b?!!!?=", "=?utf-8?b?!!!?="),
        ("Port\r\n seizure", "Port seizure"),
        ("=?utf-8?q?Port_?= =?utf-8?q?seizure?=", "Port seizure"),
    ],
)
def test_a_subject_is_one_clean_line(subject: str, title: str) -> None:
    assert read(make_mail(STORY, f"Subject: {subject}")).title == title


def test_raw_bytes_in_a_header_are_read() -> None:
    assert (
        read(make_mail(STORY, "Subject: X").replace(b"Subject: X", "Subject: San José".encode("latin-1"))).title
        == "San José"
    )


def test_the_plain_part_is_preferred() -> None:
    document = read(
        multipart(
            ("Content-Type: text/plain", STORY), ("Content-Type: text/html", "<p>CANARY in HTML"), kind="alternative"
        )
    )
    assert STORY in document.text
    assert "CANARY" not in document.text


def test_html_is_read_where_there_is_no_plain_text() -> None:
    html = f"<style>p{{x}}</style><p style='display:none'>CANARY</p><p>{STORY}</p><script>CANARY</script>"
    document = read(multipart(("Content-Type: text/html", html)))
    assert document.text == f"Port seizure\n\n{STORY}"


def test_attachments_are_named_and_not_read() -> None:
    document = read(
        multipart(
            ("Content-Type: text/plain", STORY),
            (
                'Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="../../etc/list.pdf"',
                "CANARY",
            ),
            (
                "Content-Type: text/plain\r\nContent-Disposition: attachment; filename*=utf-8''..%2f..%2fevil.sh",
                "CANARY",
            ),
        )
    )
    assert "CANARY" not in document.text
    assert document.caveats[0].message == "attachments were not read: list.pdf, evil.sh"


def test_replies_are_quotations_and_signatures_go() -> None:
    document = read(
        make_mail(
            f"{STORY}\n\nOn Mon, 16 Jul 2012, Ana wrote:\n> Nothing is\n> confirmed.\nI agree.\n-- \nJane Doe\n+1 555 0100"
        )
    )
    assert [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks] == [
        ("paragraph", STORY),
        ("quote", "Nothing is\nconfirmed."),
        ("paragraph", "I agree."),
    ]


def test_flowed_lines_are_joined() -> None:
    data = make_mail(
        "The port of Valmora was \nclosed on Tuesday, \nofficials said.",
        kind="text/plain; charset=utf-8; format=flowed",
    )
    assert read(data).text == "The port of Valmora was closed on Tuesday, officials said."


def test_short_lines_are_sentences_and_not_headings() -> None:
    assert [block.kind.value for block in read(make_mail("Nine people were arrested in Valmora")).blocks] == [
        "paragraph"
    ]


@pytest.mark.parametrize("charset", ["x-no-such-charset", "idna", '"', "utf-16"])
def test_an_unknown_charset_does_no_harm(charset: str) -> None:
    assert STORY in read(make_mail(STORY, kind=f"text/plain; charset={charset}")).text


def test_a_boundary_that_never_closes_is_read() -> None:
    data = make_mail(f"--b\r\nContent-Type: text/plain\r\n\r\n{STORY}", kind="multipart/mixed; boundary=b")
    assert STORY in read(data).text


def test_nesting_is_bounded() -> None:
    nested = "".join(f"--b{n}\r\nContent-Type: multipart/mixed; boundary=b{n + 1}\r\n\r\n" for n in range(1000))
    with pytest.raises(SourceError, match="nested"):
        read(make_mail(nested, kind="multipart/mixed; boundary=b0"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (make_mail(""), "no readable text"),
        (multipart(("Content-Type: application/pgp-encrypted", "Version: 1"), kind="encrypted"), "encrypted"),
        (multipart(("Content-Type: application/pdf; name=a.pdf", "x")), "only attachments"),
    ],
)
def test_a_message_without_text_is_an_error(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read(data)


def test_a_mailbox_gives_each_message() -> None:
    box = b"".join(
        b"From jane Mon Jul 16 12:00:00 2012\n" + make_mail(f"{STORY} Number {n}.").replace(b"\r\n", b"\n") + b"\n\n"
        for n in range(3)
    )
    documents = read_document(box, uri="old.mbox")
    assert [document.uri for document in documents] == ["old.mbox#1", "old.mbox#2", "old.mbox#3"]
    assert len({document.id for document in documents}) == 3
    assert len({document.sha256 for document in documents}) == 1
    assert documents[2].text.endswith("Number 2.")
    assert len(read_document(box, uri="old.mbox", limits=Limits(items=2))) == 2


def test_from_inside_a_message_begins_none() -> None:
    box = b"From jane Mon Jul 16 2012\n" + make_mail("The news.\nFrom here on all was quiet in the port.").replace(
        b"\r\n", b"\n"
    )
    assert len(read_document(box, uri="old.mbox")) == 1


@given(st.binary(max_size=400))
@settings(max_examples=60)
def test_any_message_is_read_or_refused(body: bytes) -> None:
    try:
        read_document(b"From: a@b.example\nTo: c@d.example\n" + body)
    except SourceError as error:
        check_one_line(error)
