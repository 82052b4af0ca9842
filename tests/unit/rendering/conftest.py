"""Briefings built by hand: a realistic one with every section filled, a large one, and an empty one. All texts are invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from bluf.model import (
    ActorEntry,
    ActorKind,
    Attribution,
    AttributionEntry,
    AttributionSource,
    Block,
    BlockKind,
    Briefing,
    Caveat,
    Disagreement,
    Document,
    EventRole,
    EvidenceGrade,
    Figure,
    FigureEntry,
    Gap,
    GapKind,
    KeyPointEntry,
    MadeWith,
    Phrase,
    Place,
    PlaceEntry,
    PlaceLevel,
    Qualifier,
    Quote,
    Source,
    Span,
    Stance,
    Statement,
    TimeExpression,
    TimelineEntry,
    TimeType,
)
from bluf.rendering.pdf import PdfWorker
from bluf.standards import Tlp

COURIER = """Two inspectors missing after fire at Gdynia grain terminal

GDYNIA, March 14 (Baltic Courier) – Two cargo inspectors are missing after a fire tore through the Nordkorn grain terminal in Gdynia on Wednesday. Harbor master Łucja Śliwińska confirmed that the eastern quay remains closed. "We were never told that fumigants were stored there," Śliwińska said.

Nordkorn spokesman Zdeněk Dvořáček denied that the company had kept phosphine tablets in silo 4. A firefighter who asked not to be named said the crew found up to 300 canisters. Dvořáček promised that the firm would open its records to investigators.

The terminal handled about 1.2 million tonnes of grain last year. Shipping agents told Agencja Północ that between 14 and 20 vessels are waiting in the roads. Nobody from the Labor Inspectorate answered our calls."""

WIRE = """Dock union blames Nordkorn for Gdynia blaze

The dock workers' union accused Nordkorn on Thursday of ignoring three warnings about the ventilation of silo 4. Union leader Іван Коваленко said 340 canisters of fumigant had been delivered in January. He demanded that the port authority publish the delivery notes.

The regional prosecutor, Zofia Wójcik-Brzęczyszczykiewicz, is examining whether the fire was set on purpose. Smoke reached Sopot by midnight. Insurers estimate the damage at no less than $45 million."""

PORT = """Port of Gdynia Authority: notice to shipping

The eastern quay is closed until further notice. Fire crews left the site at 04:30 on 13 March 2031. The Authority has no record of fumigants at the Nordkorn terminal. Water samples taken near the quay showed 2 to 3 percent of the permitted limit of phosphine. 李明远, master of the bulk carrier Hai Long 7, and محمد العلي, its agent, gave statements to the police."""


class Text:
    """A document with numbered sentences in which spans are named by their words."""

    def __init__(self, number: int, text: str, **about: object) -> None:
        blocks, at = [], 0
        sentences: list[tuple[int, int]] = []
        for i, paragraph in enumerate(text.split("\n\n")):
            blocks.append(
                Block(kind=BlockKind.PARAGRAPH if i else BlockKind.HEADING, start=at, end=at + len(paragraph))
            )
            start = at
            for j, sign in enumerate(paragraph):
                if sign in '.?!"' and paragraph[j + 1 : j + 2] == " " and paragraph[j + 2 : j + 3].isupper() and j > 3:
                    sentences.append((start, at + j + 1))
                    start = at + j + 2
            sentences.append((start, at + len(paragraph)))
            at += len(paragraph) + 2
        digest = f"{number:x}" * 64
        self.document = Document(id=digest[:64], sha256=digest[:64], text=text, blocks=tuple(blocks), **about)  # type: ignore[arg-type]
        self.source = Source(
            number=number, document=self.document, sentences=tuple(self.document.span(a, b) for a, b in sentences)
        )

    def __call__(self, words: str) -> Span:
        at = self.document.text.index(words)
        return self.document.span(at, at + len(words))

    def fields(self, words: str) -> dict[str, object]:
        span = self(words)
        return {"document_id": span.document_id, "start": span.start, "end": span.end, "text": span.text}

    def says(self, words: str, capital: bool = False) -> Statement:
        return Statement(parts=(Quote(span=self(words), capital=capital),))

    def sentence(self, words: str) -> Statement:
        inside = self(words)
        return Statement(parts=(Quote(span=next(s for s in self.source.sentences if s.covers(inside))),))


def make_briefing() -> Briefing:
    """Three sources, every section filled."""
    a = Text(
        1, COURIER, uri="https://courier.example/gdynia-fire?id=7&lang=en", media_type="text/html",
        title="Two inspectors missing after fire at Gdynia grain terminal", publisher="Baltic Courier",
        authors=("Anna Kowalczyk",), published_on=date(2031, 3, 14),
    )  # fmt: skip
    b = Text(
        2, WIRE, uri="wire/dock-union.txt", title="Dock union blames Nordkorn for Gdynia blaze",
        publisher="Agencja Północ", published_on=date(2031, 3, 13),
    )  # fmt: skip
    c = Text(3, PORT, uri="notices/port.pdf", media_type="application/pdf", title="Notice to shipping")
    f = Text.fields

    wednesday = TimeExpression(**f(a, "Wednesday"), type=TimeType.DATE, value="2031-03-12", first=date(2031, 3, 12), last=date(2031, 3, 12), inferred=True)  # type: ignore[arg-type]  # fmt: skip
    thursday = TimeExpression(**f(b, "Thursday"), type=TimeType.DATE, value="2031-03-13", first=date(2031, 3, 13), last=date(2031, 3, 13), inferred=True)  # type: ignore[arg-type]  # fmt: skip
    january = TimeExpression(**f(b, "January"), type=TimeType.DATE, value="2031-01", first=date(2031, 1, 1), last=date(2031, 1, 31), inferred=True)  # type: ignore[arg-type]  # fmt: skip
    half_past = TimeExpression(**f(c, "04:30 on 13 March 2031"), type=TimeType.TIME, value="2031-03-13T04:30", first=date(2031, 3, 13), last=date(2031, 3, 13))  # type: ignore[arg-type]  # fmt: skip
    last_year = TimeExpression(**f(a, "last year"), type=TimeType.DATE, value="2030", first=date(2030, 1, 1), last=date(2030, 12, 31), inferred=True)  # type: ignore[arg-type]  # fmt: skip
    gdynia = PlaceEntry(**f(a, "Gdynia"), name="Gdynia", country="PL", level=PlaceLevel.CITY, lat=54.52, lon=18.53, mentions=(a("Gdynia"), b("Gdynia"), c("Gdynia")))  # type: ignore[arg-type]  # fmt: skip
    in_gdynia = Place(**f(a, "Gdynia"), name="Gdynia", country="PL", level=PlaceLevel.CITY, lat=54.52, lon=18.53)  # type: ignore[arg-type]
    sopot = PlaceEntry(**f(b, "Sopot"), name="Sopot", country="PL", level=PlaceLevel.CITY, lat=54.44, lon=18.56, mentions=(b("Sopot"),))  # type: ignore[arg-type]  # fmt: skip

    harbor_master = AttributionSource(**f(a, "Harbor master Łucja Śliwińska"), actor="Łucja Śliwińska", actor_id="a1")  # type: ignore[arg-type]
    spokesman = AttributionSource(**f(a, "Nordkorn spokesman Zdeněk Dvořáček"), actor="Zdeněk Dvořáček", actor_id="a2")  # type: ignore[arg-type]
    firefighter = AttributionSource(**f(a, "A firefighter who asked not to be named"))  # type: ignore[arg-type]
    agents = AttributionSource(**f(a, "Shipping agents"), actor="Shipping agents", actor_id="a8")  # type: ignore[arg-type]
    polnoc = AttributionSource(**f(a, "Agencja Północ"), actor="Agencja Północ", actor_id="a9")  # type: ignore[arg-type]
    union = AttributionSource(**f(b, "The dock workers' union"), actor="dock workers' union", actor_id="a4")  # type: ignore[arg-type]
    leader = AttributionSource(**f(b, "Union leader Іван Коваленко"), actor="Іван Коваленко", actor_id="a3")  # type: ignore[arg-type]
    authority = AttributionSource(**f(c, "The Authority"), actor="Port of Gdynia Authority", actor_id="a6")  # type: ignore[arg-type]
    insurers = AttributionSource(**f(b, "Insurers"))  # type: ignore[arg-type]

    def entry(
        t: Text, source: AttributionSource | None, cue: str, content: str, stance: Stance, **more: object
    ) -> AttributionEntry:
        return AttributionEntry(
            source=source,
            cue=t(cue),
            content=(t(content),),
            stance=stance,
            statement=t.says(content, capital=True),
            **more,
        )  # type: ignore[arg-type]

    attributions = (
        entry(a, harbor_master, "confirmed", "the eastern quay remains closed", Stance.CONFIRMS,
              repeats=(Attribution(source=authority, cue=None, content=(c("The eastern quay is closed until further notice."),)),)),
        entry(a, spokesman, "denied", "the company had kept phosphine tablets in silo 4", Stance.DENIES),
        entry(a, firefighter, "said the crew".split(" the", maxsplit=1)[0], "the crew found up to 300 canisters", Stance.STATES),
        entry(a, spokesman, "promised", "the firm would open its records to investigators", Stance.PROMISES),
        entry(a, agents, "told", "between 14 and 20 vessels are waiting in the roads", Stance.STATES, via=(polnoc,)),
        entry(b, union, "accused", "ignoring three warnings about the ventilation of silo 4", Stance.ALLEGES),
        entry(b, leader, "said", "340 canisters of fumigant had been delivered in January", Stance.STATES),
        entry(b, leader, "demanded", "the port authority publish the delivery notes", Stance.DEMANDS),
        entry(c, authority, "has no record", "no record of fumigants at the Nordkorn terminal", Stance.DENIES),
        entry(b, insurers, "estimate", "the damage at no less than $45 million", Stance.ESTIMATES),
        AttributionEntry(source=None, cue=None, content=(a("We were never told that fumigants were stored there,"),), direct=True,
                         statement=a.says("We were never told that fumigants were stored there")),
    )  # fmt: skip

    def figure(t: Text, words: str, **more: object) -> dict[str, object]:
        return {**t.fields(words), **more}

    union_count = Figure(**figure(b, "340", low=340, high=340, value=340, qualifier=Qualifier.EQUAL, unit="canister", measured="canisters of fumigant", measured_span=b("canisters of fumigant"), holder="Іван Коваленко"))  # type: ignore[arg-type]  # fmt: skip
    figures = (
        FigureEntry(**figure(a, "up to 300", low=None, high=300, value=300, qualifier=Qualifier.AT_MOST, unit="canister", measured="canisters", measured_span=a("canisters"), holder="A firefighter who asked not to be named", salience=0.9), discrepancies=(union_count,)),  # type: ignore[arg-type]
        FigureEntry(**figure(a, "Two", low=2, high=2, value=2, qualifier=Qualifier.EQUAL, unit="inspector", measured="cargo inspectors", measured_span=a("cargo inspectors"), place=in_gdynia, period=wednesday, salience=0.8)),  # type: ignore[arg-type]
        FigureEntry(**figure(a, "about 1.2 million tonnes", low=None, high=None, value=1_200_000, qualifier=Qualifier.ABOUT, unit="tonne", measured="grain", measured_span=a("grain"), period=last_year)),  # type: ignore[arg-type]
        FigureEntry(**figure(a, "between 14 and 20", low=14, high=20, value=None, qualifier=Qualifier.RANGE, unit="vessel", measured="vessels", measured_span=a("vessels"), holder="Shipping agents")),  # type: ignore[arg-type]
        FigureEntry(**figure(b, "no less than $45 million", low=45_000_000, high=None, value=45_000_000, qualifier=Qualifier.AT_LEAST, unit="USD", measured="damage", measured_span=b("damage"), holder="Insurers")),  # type: ignore[arg-type]
        FigureEntry(**figure(c, "2 to 3 percent", low=2, high=3, value=None, qualifier=Qualifier.RANGE, unit="%", measured="phosphine", measured_span=c("phosphine"), concept="Water samples")),  # type: ignore[arg-type]
    )  # fmt: skip

    def actor(id_: str, name: str, kind: ActorKind, mentions: tuple[Span, ...], **more: object) -> ActorEntry:
        return ActorEntry(id=id_, name=name, kind=kind, mentions=mentions, **more)  # type: ignore[arg-type]

    actors = (
        actor("a5", "Nordkorn", ActorKind.ORGANIZATION, (a("Nordkorn"), b("Nordkorn"), c("Nordkorn")), roles=(EventRole.TARGET,),
              salience=1.0, lines=(b.says("ignoring three warnings about the ventilation of silo 4", capital=True),)),
        actor("a1", "Łucja Śliwińska", ActorKind.PERSON, (a("Łucja Śliwińska"), a("Śliwińska said".split(" said", maxsplit=1)[0])),
              role="Harbor master", role_span=a("Harbor master"), aliases=("Śliwińska",), country="PL", salience=0.9,
              lines=(a.says("confirmed that the eastern quay remains closed", capital=True),)),
        actor("a2", "Zdeněk Dvořáček", ActorKind.PERSON, (a("Zdeněk Dvořáček"), a("Dvořáček promised".split(" ", maxsplit=1)[0])),
              role="Nordkorn spokesman", role_span=a("Nordkorn spokesman"), aliases=("Dvořáček",), country="CZ", salience=0.8,
              lines=(a.says("denied that the company had kept phosphine tablets in silo 4", capital=True),
                     a.says("promised that the firm would open its records to investigators", capital=True))),
        actor("a3", "Іван Коваленко", ActorKind.PERSON, (b("Іван Коваленко"),), role="Union leader", role_span=b("Union leader"),
              country="UA", salience=0.7, lines=(b.says("demanded that the port authority publish the delivery notes", capital=True),)),
        actor("a10", "Zofia Wójcik-Brzęczyszczykiewicz", ActorKind.PERSON, (b("Zofia Wójcik-Brzęczyszczykiewicz"),),
              role="regional prosecutor", role_span=b("regional prosecutor"), roles=(EventRole.OFFICIAL,), country="PL", salience=0.5,
              lines=(b.says("is examining whether the fire was set on purpose", capital=True),)),
        actor("a6", "Port of Gdynia Authority", ActorKind.GOVERNMENT, (c("Port of Gdynia Authority"), c("The Authority")),
              aliases=("The Authority",), country="PL", salience=0.5),
        actor("a7", "A firefighter who asked not to be named", ActorKind.UNNAMED, (a("A firefighter who asked not to be named"),),
              salience=0.4),
        actor("a11", "李明远", ActorKind.PERSON, (c("李明远"),), role="master of the bulk carrier Hai Long 7",
              role_span=c("master of the bulk carrier Hai Long 7"), salience=0.2),
        actor("a12", "محمد العلي", ActorKind.PERSON, (c("محمد العلي"),), role="agent", role_span=c("agent"), salience=0.2),
        actor("a9", "Agencja Północ", ActorKind.MEDIA, (a("Agencja Północ"),), salience=0.2),
    )  # fmt: skip

    def point(t: Text, words: str, n: int, **more: object) -> KeyPointEntry:
        return KeyPointEntry(**t.fields(words), salience=1 - n / 10, statement=t.says(words, capital=True), **more)  # type: ignore[arg-type]

    key_points = (
        point(a, "Two cargo inspectors are missing after a fire tore through the Nordkorn grain terminal in Gdynia on Wednesday.", 0,
              repeats=(b("Dock union blames Nordkorn for Gdynia blaze"),)),
        point(a, "the company had kept phosphine tablets in silo 4", 1, stance=Stance.DENIES, holder="Zdeněk Dvořáček",
              holder_evidence=a("Nordkorn spokesman Zdeněk Dvořáček"), notes=(a.says("Nordkorn spokesman"),)),
        point(b, "ignoring three warnings about the ventilation of silo 4", 2, stance=Stance.ALLEGES, holder="dock workers' union",
              holder_evidence=b("The dock workers' union")),
        point(a, "the eastern quay remains closed", 3, stance=Stance.CONFIRMS, holder="Łucja Śliwińska",
              holder_evidence=a("Harbor master Łucja Śliwińska"), repeats=(c("The eastern quay is closed until further notice."),)),
        point(a, "between 14 and 20 vessels are waiting in the roads", 4, stance=Stance.STATES, holder="Shipping agents",
              holder_evidence=a("Shipping agents"), notes=(Statement(parts=(Phrase.VIA, Quote(span=a("Agencja Północ")))),)),
        point(b, "Insurers estimate the damage at no less than $45 million", 5, stance=Stance.ESTIMATES, holder="Insurers",
              holder_evidence=b("Insurers")),
    )  # fmt: skip
    return Briefing(
        id="7f3a90c2d4e1b85aa0c4d7f3a90c2d4e1b85aa0c4d7f3a90c2d4e1b85aa0c4d7",
        title=a.says("Two inspectors missing after fire at Gdynia grain terminal"),
        as_of=date(2031, 3, 14),
        bottom_line=(
            a.sentence("Two cargo inspectors"),
            Statement(
                parts=(
                    Quote(span=a("Zdeněk Dvořáček")), Phrase.SPACE, Phrase.DENIES, Quote(span=a("the company had kept phosphine tablets in silo 4")),
                    Phrase.SEMICOLON, Quote(span=b("The dock workers' union")), Phrase.SPACE, Phrase.ALLEGES,
                    Quote(span=b("ignoring three warnings about the ventilation of silo 4")), Phrase.STOP,
                ),
            ),
        ),
        evidence_grade=EvidenceGrade.PARTIAL,
        key_points=key_points,
        actors=actors,
        figures=figures,
        attributions=attributions,
        disagreements=(Disagreement(sides=(1, 6)), Disagreement(sides=(0, 8, 5))),
        timeline=(
            TimelineEntry(time=last_year, statement=a.sentence("The terminal handled")),
            TimelineEntry(time=january, statement=b.says("340 canisters of fumigant had been delivered", capital=True)),
            TimelineEntry(time=wednesday, statement=a.says("a fire tore through the Nordkorn grain terminal in Gdynia", capital=True)),
            TimelineEntry(time=half_past, statement=c.says("Fire crews left the site")),
            TimelineEntry(time=thursday, statement=b.says("The dock workers' union accused Nordkorn")),
        ),
        dates=(wednesday, thursday, january, half_past, last_year),
        places=(gdynia, sopot),
        gaps=(
            Gap(kind=GapKind.UNNAMED_SOURCE, statement=a.says("A firefighter who asked not to be named")),
            Gap(kind=GapKind.ORIGINAL_NOT_SEEN, statement=a.says("told Agencja Północ")),
            Gap(kind=GapKind.NO_REPLY, statement=a.sentence("Nobody from the Labor")),
            Gap(kind=GapKind.UNDATED_SOURCE, document_id=c.document.id),
        ),
        sources=(
            Source(number=1, document=a.document, sentences=a.source.sentences, relays=("Agencja Północ",)),
            b.source,
            c.source,
        ),
        caveats=(Caveat(message="one page holds a picture of text that was not read", uri="notices/port.pdf"),),
        made_with=MadeWith(bluf="0.1.0", model="en_core_web_sm 3.8.0"),
        originators=("Baltic Courier", "Agencja Północ", "Port of Gdynia Authority"),
    )  # fmt: skip


def make_large_briefing(actors: int = 60, figures: int = 40) -> Briefing:
    """Many actors and figures with names of forty letters, in one long source."""
    name = "Maximiliana Wolfeschlegelsteinhausenbergerdorff"
    lines = [
        f"Person {name} {i} told the committee that {1000 + i * 37} boxes left warehouse {i}." for i in range(actors)
    ]
    t = Text(
        1, "\n\n".join(["Committee hears of many boxes", *lines]), uri="hearing.txt", published_on=date(2030, 5, 6)
    )

    def day(i: int) -> TimeExpression:
        span = t(f"warehouse {i}.")
        when = date(2029, 1 + i % 12, 1 + i % 28)
        return TimeExpression(
            document_id=span.document_id, start=span.start, end=span.end, text=span.text,
            type=TimeType.DATE, value=when.isoformat(), first=when, last=when,
        )  # fmt: skip

    return Briefing(
        id="0" * 64,
        title=t.says("Committee hears of many boxes"),
        as_of=date(2030, 5, 6),
        bottom_line=(t.sentence(lines[0][:-1]),),
        evidence_grade=EvidenceGrade.THIN,
        key_points=tuple(
            KeyPointEntry(**t.fields(line), salience=0.5, statement=t.sentence(line[:-1]), stance=Stance.STATES, holder=f"{name} {i}")  # type: ignore[arg-type]
            for i, line in enumerate(lines[:12])
        ),
        actors=tuple(
            ActorEntry(
                id=f"a{i}", name=f"{name} {i}", kind=ActorKind.PERSON, mentions=(t(f"{name} {i} told"[:-5]),), salience=1 - i / 100,
                role="chairwoman of the parliamentary subcommittee for warehouses and boxes", lines=(t.sentence(line[:-1]),),
            )
            for i, line in enumerate(lines)
        ),
        figures=tuple(
            FigureEntry(
                **t.fields(str(1000 + i * 37)), low=None, high=1000 + i * 37, value=1000 + i * 37, unit="box",
                qualifier=Qualifier.AT_MOST, measured="boxes", holder=f"{name} {i}",
            )  # type: ignore[arg-type]
            for i in range(figures)
        ),
        attributions=tuple(
            AttributionEntry(
                source=AttributionSource(**t.fields(f"{name} {i} told"[:-5]), actor=f"{name} {i}"),  # type: ignore[arg-type]
                cue=t("told"), content=(t(line.split(" that ")[1]),), statement=t.says(line.split(" that ")[1], capital=True),
            )
            for i, line in enumerate(lines)
        ),
        disagreements=(),
        timeline=tuple(TimelineEntry(time=day(i), statement=t.sentence(lines[i][:-1])) for i in range(actors // 2)),
        dates=(),
        places=(),
        gaps=(),
        sources=(t.source,),
        caveats=(),
        made_with=MadeWith(bluf="0.1.0", model="en_core_web_sm 3.8.0"),
        mark=Tlp.AMBER_STRICT,
    )  # fmt: skip


def make_empty_briefing() -> Briefing:
    """A source in which nothing was found."""
    t = Text(1, "Hm.", uri="hm.txt")
    return Briefing(
        id="e" * 64, title=None, as_of=None, bottom_line=(), evidence_grade=EvidenceGrade.THIN, key_points=(), actors=(), figures=(),
        attributions=(), disagreements=(), timeline=(), dates=(), places=(), gaps=(), sources=(t.source,),
        caveats=(Caveat(message="the text is too short for a briefing", uri="hm.txt"),),
        made_with=MadeWith(bluf="0.1.0", model="en_core_web_sm 3.8.0"),
    )  # fmt: skip


@pytest.fixture(scope="session")
def briefing() -> Briefing:
    return make_briefing()


@pytest.fixture(scope="session")
def large_briefing() -> Briefing:
    return make_large_briefing()


@pytest.fixture(scope="session")
def empty_briefing() -> Briefing:
    return make_empty_briefing()


@pytest.fixture(scope="session")
def pdf_worker() -> Iterator[PdfWorker]:
    """One child for all tests that make a PDF."""
    with PdfWorker() as worker:
        yield worker


@pytest.fixture(scope="session")
def full_briefing() -> Briefing:
    from .full import make_full_briefing

    return make_full_briefing()
