"""From an edition to letters: the body all share, and each person's headers, frozen before the first is sent.

A person whose ceiling is below the edition's mark gets a delivery that is blocked and says why; nobody is left out silently.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bluf.config.schema import Config
from bluf.config.words import allows
from bluf.edition import Edition, Story
from bluf.mail.message import Attachment, Letterhead, build_body, build_headers, message_id
from bluf.model import ChangeKind, Statement
from bluf.rendering.edition import render_edition
from bluf.rendering.text import shorten
from bluf.store.outbox import Delivery, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The subject, the common body and the deliveries of one edition."""

    subject: str
    body: bytes
    deliveries: tuple[Delivery, ...]


def write_letters(
    config: Config,
    edition: Edition,
    *,
    edition_id: str,
    now: datetime,
    pdf: bytes | None,
    earlier: Mapping[str, str],
) -> Letters:
    """The letters of an edition.

    Args:
        config: all settings.
        edition: what is told.
        edition_id: its key.
        now: the date that the letters bear.
        pdf: the full briefing, to attach.
        earlier: for each person the Message-ID of the last edition that the person has.
    """
    digest = config.digests[edition.digest]
    text = render_edition(edition, archive=archive_address(config, edition_id), attached=pdf is not None)
    name = f"{edition.digest}-{edition.day.isoformat()}.pdf"
    attachments = [Attachment(filename=name, media_type="application/pdf", body=pdf)] if pdf is not None else []
    body = build_body(text.text, text.html, attachments)
    subject = subject_of(edition)
    letterhead = letterhead_of(config, edition.digest)
    domain = domain_of(letterhead.sender)
    root = message_id  # the thread's beginning is one for each person and digest
    deliveries = []
    for person, recipient in digest.people.items():
        own = message_id(domain, edition_id, person)
        thread = root(domain, edition.digest, person)
        references = [thread, earlier[person]] if person in earlier else [thread]
        headers = build_headers(
            letterhead,
            address=recipient.address,
            name=recipient.name,
            subject=subject,
            date=now,
            message_id=own,
            references=references,
            person_id=hashlib.sha256(f"{letterhead.list_id}\0{person}".encode()).hexdigest()[:24],
        )
        allowed = allows(recipient.ceiling, edition.mark)
        deliveries.append(
            Delivery(
                edition_id=edition_id,
                person=person,
                address=recipient.address,
                message_id=own,
                headers=headers,
                state=State.QUEUED if allowed else State.BLOCKED,
                changed_at=now,
                reply="" if allowed else f"marked {edition.mark}, above the person's ceiling {recipient.ceiling}",
            )
        )
    return Letters(subject=subject, body=body, deliveries=tuple(deliveries))


def subject_of(edition: Edition) -> str:
    """The mark, the digest, the day, and what leads."""
    head = f"{edition.mark} {edition.title}, {edition.day:%d %b %Y}".replace(", 0", ", ")
    if edition.is_quiet:
        return f"{head}: nothing new"
    lead = _lead(edition.stories[0])
    more = len(edition.stories) + len(edition.others) - 1
    told = shorten(lead.text, 90) if lead else f"{more + 1} stories"
    return f"{head}: {told}" + (f" (+{more})" if lead and more else "")


def _lead(story: Story) -> Statement | None:
    """What is new in the first story: its title, or where that was told before the first sentence that was not."""
    briefing = story.briefing
    rows = briefing.changes.rows if briefing.changes else ()
    before = {row.now.text.rstrip(".") for row in rows if row.kind is ChangeKind.REPEATED and row.now}
    points = (point.statement for point in briefing.key_points)
    told = [*([briefing.title] if briefing.title else []), *briefing.bottom_line, *points]
    return next((one for one in told if one.text.rstrip(".") not in before), briefing.title)


def letterhead_of(config: Config, name: str) -> Letterhead:
    """What every letter of a digest bears."""
    digest, mail = config.digests[name], config.mail
    sender = digest.sender or mail.sender
    return Letterhead(
        sender=sender,
        sender_name=mail.sender_name,
        reply_to=digest.reply_to,
        list_name=digest.title,
        list_id=f"{name}.{mail.list_id or domain_of(sender)}",
        unsubscribe_mail=mail.unsubscribe.mail,
        unsubscribe_web=mail.unsubscribe.web,
        one_click=mail.unsubscribe.one_click,
    )


def domain_of(address: str) -> str:
    """The part behind the @, in ASCII."""
    domain = address.rpartition("@")[2]
    return domain if domain.isascii() else domain.encode("idna").decode("ascii")


def archive_address(config: Config, edition_id: str) -> str | None:
    """Where the pages of an edition can be read."""
    return f"{config.archive.address.rstrip('/')}/{edition_id}/" if config.archive.address else None
