"""The domain: every type that moves between stages. Read this first.

The data's way: bytes → `Document` (sources) → `Analysis` (analysis) → `Briefing` (synthesis) → bytes (rendering).

All types are frozen, slotted, keyword-only dataclasses that cannot be half built. Offsets are Unicode code points into
`Document.text`, `start` inclusive, `end` exclusive; `document.text[start:end] == text` holds for every `Span`, always.
A finding *is* a span (`Figure`, `Place`, ... extend `Span`), so its JSON form is the one of the contract without any mapping.

An untraceable sentence has no type: what a briefing prints as prose is a `Statement`, which is made only of `Quote`s (words of
a source) and `Phrase`s (a closed list of our own words), and refuses to exist without a quote.

This module imports nothing but the standard library and the tables of `standards`, and does no input or output.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bluf.standards import Credibility, Reliability, Scale, Tlp

Number = int | float
"""A finite number; integral values are `int`. Never NaN, never infinite."""


def collapse(text: str) -> str:
    """`text` with every run of white space as one space and none at its ends: how quoted words are printed."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a document's text (the position and quote selectors of the W3C Web Annotation model in one).

    Attributes:
        document_id: `Document.id` of the text the offsets count in.
        start: first code point.
        end: one past the last code point, at least `start`.
        text: exactly `Document.text[start:end]`.
    """

    document_id: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        """Refuse a span whose text cannot have the offsets it claims."""
        if not 0 <= self.start <= self.end or len(self.text) != self.end - self.start:
            msg = f"span {self.start}..{self.end} cannot hold {len(self.text)} code points"
            raise ValueError(msg)

    @property
    def span(self) -> Span:
        """Only where it stands: this finding as a plain `Span`."""
        return Span(document_id=self.document_id, start=self.start, end=self.end, text=self.text)

    def covers(self, other: Span) -> bool:
        """True when `other` lies wholly inside this span of the same document."""
        return self.document_id == other.document_id and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one code point of the same document."""
        return self.document_id == other.document_id and self.start < other.end and other.start < self.end


# --- documents ------------------------------------------------------------------------------------------------------


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LIST_ITEM = "list_item"
    TABLE = "table"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of a document's layout, in reading order. `page` counts from 1 and is None where there are no pages."""

    kind: BlockKind
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """Something the reader must know about how far the briefing can be trusted. Not a log line."""

    message: str
    uri: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source text, read once and never rewritten.

    Attributes:
        id: unique within a run. For files and feeds the SHA-256 (hex) of the item's bytes; in `bluf extract` the given id.
        uri: path or address as the user named it, with `#N` for the N-th item of a container (mbox, feed), N from 1.
        media_type: the sniffed type, "text/html".
        language: BCP 47 code of the main language, "en"; "und" where undetermined.
        title: as the source states it, or None.
        publisher: outlet or organisation that published it, or None.
        authors: as stated, in order.
        published_on: the date that relative dates ("Tuesday") are resolved against, or None.
        retrieved_at: aware UTC instant of a download; None for local files.
        link: http(s) address of the original as the source itself states it (canonical link, entry of a feed), or None.
        identifier: what the source itself calls the item (Atom id, RSS guid, Message-ID), the same for each revision, or None.
        text: the canonical text all offsets count in. Blocks are separated by a blank line.
        blocks: disjoint, in order, covering all but white space. The source's title, where it shows one, is a HEADING block.
        sha256: of the bytes read, hex.
        caveats: what went less than well in reading.
    """

    id: str
    text: str
    uri: str = ""
    media_type: str = "text/plain"
    language: str = "en"
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published_on: date | None = None
    retrieved_at: datetime | None = None
    link: str | None = None
    identifier: str | None = None
    blocks: tuple[Block, ...] = ()
    sha256: str = ""
    caveats: tuple[Caveat, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The span `start`..`end` (code points, end exclusive) of this text.

        Raises:
            ValueError: the offsets do not lie in the text.
        """
        if not 0 <= start <= end <= len(self.text):
            msg = f"{start}..{end} is outside a text of {len(self.text)} code points"
            raise ValueError(msg)
        return Span(document_id=self.id, start=start, end=end, text=self.text[start:end])


# --- findings -------------------------------------------------------------------------------------------------------


class ActorKind(StrEnum):
    """What sort of actor; `PLACE` is a place that acts ("Bogota said"), `UNNAMED` a source or person without a name."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GOVERNMENT = "government"
    GROUP = "group"
    MEDIA = "media"
    PLACE = "place"
    UNNAMED = "unnamed"


class EventRole(StrEnum):
    """Part played in an event of violence or crime (MUC-4 slots)."""

    PERP_INDIVIDUAL = "perp_individual"
    PERP_ORGANIZATION = "perp_organization"
    VICTIM = "victim"
    TARGET = "target"
    OFFICIAL = "official"


class Stance(StrEnum):
    """How a source stands to what it is quoted with."""

    STATES = "states"
    CONFIRMS = "confirms"
    DENIES = "denies"
    ALLEGES = "alleges"
    ESTIMATES = "estimates"
    ASSESSES = "assesses"
    PROMISES = "promises"
    DEMANDS = "demands"
    ASKS = "asks"


class Qualifier(StrEnum):
    """How a figure bounds its quantity."""

    EQUAL = "="
    ABOUT = "~"
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    RANGE = "range"


class TimeType(StrEnum):
    """TIMEX3 types (TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class PlaceLevel(StrEnum):
    """How large a place is."""

    CONTINENT = "continent"
    COUNTRY = "country"
    ADM1 = "adm1"
    CITY = "city"
    REGION = "region"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone or something that acts, is acted upon or speaks.

    Attributes:
        id: unique within its analysis or briefing ("a1").
        name: the fullest form that the text has; the collapsed text of one of the mentions (letter case aside).
        kind: see `ActorKind`.
        role: title or function in the text's words ("Colombian Foreign Minister"), borne by `role_span`.
        roles: parts in events of violence or crime.
        aliases: other forms in the text, without `name`.
        country: ISO 3166-1 alpha-2 of the side or home, None where unknown.
        salience: 0 to 1, the leading actor highest.
        mentions: names and descriptions (not pronouns), in text order; never empty.
    """

    id: str
    name: str
    kind: ActorKind
    mentions: tuple[Span, ...]
    role: str | None = None
    role_span: Span | None = None
    roles: tuple[EventRole, ...] = ()
    aliases: tuple[str, ...] = ()
    country: str | None = None
    salience: float = 0.0

    def __post_init__(self) -> None:
        """Refuse an actor that no text mentions."""
        if not self.mentions:
            msg = f"actor {self.name!r} has no mention"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Span):
    """A clause in which an actor does something or has something done to it. The span is the clause.

    Attributes:
        actor_id: `Actor.id`.
        subject: True where the actor does it, False where it is done to the actor.
    """

    actor_id: str
    subject: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionSource(Span):
    """The words that name who speaks, and whom they mean.

    Attributes:
        actor: name of the resolved actor, None where it cannot be resolved without a guess.
        actor_id: `Actor.id` of it.
    """

    actor: str | None = None
    actor_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says what (PolNeAR: source, cue, content).

    Attributes:
        source: None where the text names nobody ("reportedly").
        cue: the words that attribute ("said", "according to"); None for a quotation without any.
        content: what is said, never empty; several spans where the cue interrupts it.
        stance: how the source stands to it.
        direct: True for a quotation in the source's own words.
        via: relays from the nearest to the farthest ("reports AFP", "told Reuters"), without the document's publisher.
    """

    source: AttributionSource | None
    cue: Span | None
    content: tuple[Span, ...]
    stance: Stance = Stance.STATES
    direct: bool = False
    via: tuple[AttributionSource, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an attribution of nothing."""
        if not self.content:
            msg = "an attribution needs content"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression(Span):
    """A TIMEX3 (TimeML), resolved against the document's date.

    Attributes:
        type: DATE, TIME, DURATION or SET.
        value: TIMEX3 value, never finer than the text ("2012-07-17", "2011", "P10Y"); "" where it cannot be resolved.
        first, last: calendar days the expression covers, both inclusive, for ordering; None where it covers none.
        inferred: True where the value rests on the document's date or on context and not on the words alone.
    """

    type: TimeType
    value: str
    first: date | None = None
    last: date | None = None
    inferred: bool = False


class PlaceBasis(StrEnum):
    """Why this place and no other of its name; the value is what is printed."""

    ONLY = "the only one of its name"
    CONTAINER = "named with what it lies in"
    DESCRIBED = "by the words beside it"
    SETTLED = "by another mention"
    CONTEXT = "by the countries the text is about"
    LARGEST = "the largest of its name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Span):
    """A toponym in its context.

    Attributes:
        name: gazetteer name, ASCII or native ("Santa Cruz").
        country: ISO 3166-1 alpha-2, None where it lies in none or several.
        level: see `PlaceLevel`.
        lat, lon: degrees (WGS 84); basis: why this one of the places of its name. None where unknown.
    """

    name: str
    country: str | None
    level: PlaceLevel
    lat: float | None = None
    lon: float | None = None
    basis: PlaceBasis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Span):
    """A quantity and what it measures (MeasEval). The span is the quantity with its qualifier ("up to 3,000").

    Attributes:
        low, high: bounds; None where the text gives none ("up to 3,000": None and 3000).
        value: the number itself, None for a range.
        qualifier: how the text bounds it.
        unit: unit of measure, "%", ISO 4217 code, or for a count the singular head noun ("trafficker"); None where bare.
        measured: noun phrase counted or measured, borne by `measured_span`.
        concept: what the figure is about where that is something else ("Boeing" in "Boeing delivered 11 jets").
        change: "up", "down" or None.
        rate: what it is per, singular ("hour" in "$9 an hour", "day" in "3,000 tests per day"), None where it is no rate. For a
            unit it is part of `unit` as well.
        whole: the number of which the text makes it a part (5 in "one in five", 500 in "60 % of the 500"), at `whole_span`.
        before: the level that the text gives before this one (24 in "rose from 24 % to 38 %"), at `before_span`.
        holder: name of who says so, None where the text itself does; `holder_id` is its `Actor.id`.
        place, period: the place and time it holds for, where its sentence says so.
        attribution: index into `Analysis.attributions` of the statement it stands in, or None.
        salience: 0 to 1.
    """

    low: Number | None
    high: Number | None
    value: Number | None
    qualifier: Qualifier
    unit: str | None = None
    measured: str | None = None
    measured_span: Span | None = None
    concept: str | None = None
    change: str | None = None
    rate: str | None = None
    whole: Number | None = None
    whole_span: Span | None = None
    before: Number | None = None
    before_span: Span | None = None
    holder: str | None = None
    holder_id: str | None = None
    place: Place | None = None
    period: TimeExpression | None = None
    attribution: int | None = None
    salience: float = 0.0

    def __post_init__(self) -> None:
        """Refuse numbers that JSON and arithmetic cannot carry."""
        Span.__post_init__(self)
        if any(
            n is not None and not math.isfinite(n) for n in (self.low, self.high, self.value, self.whole, self.before)
        ):
            msg = f"figure {self.text!r} is not finite"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPoint(Span):
    """A sentence worth telling first, 0 to 1. `alone`: understood by itself, after the name `about` that its pronoun means."""

    salience: float
    alone: bool = True
    about: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All that was found in one document, in the order the contract fixes.

    `sentences` are the numbered units of the annex, in text order, disjoint. Key points come best first, actors by salience, all
    other findings in text order.
    """

    document: Document
    sentences: tuple[Span, ...] = ()
    key_points: tuple[KeyPoint, ...] = ()
    actors: tuple[Actor, ...] = ()
    acts: tuple[Act, ...] = ()
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    places: tuple[Place, ...] = ()
    caveats: tuple[Caveat, ...] = ()


# --- the briefing ---------------------------------------------------------------------------------------------------


class Phrase(StrEnum):
    """Every word of our own that a statement may hold between quotes, with its exact spacing. A closed list, on purpose."""

    SPACE = " "
    COMMA = ", "
    COLON = ": "
    SEMICOLON = "; "
    STOP = "."
    DASH = " – "
    AND = " and "
    ELISION = " […] "
    CUT = " […]"
    OPEN_QUOTE = "“"
    CLOSE_QUOTE = "”"
    VIA = "via "
    STATES = "states: "
    CONFIRMS = "confirms: "
    DENIES = "denies: "
    ALLEGES = "alleges: "
    ESTIMATES = "estimates: "
    ASSESSES = "assesses: "
    PROMISES = "promises: "
    DEMANDS = "demands: "
    ASKS = "asks: "
    ACCORDING_TO = "according to "
    SOMEONE = "a source that the text does not name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a source as they are printed: white space collapsed, the first letter raised where `capital` is set."""

    span: Span
    capital: bool = False

    @property
    def text(self) -> str:
        """The printed form."""
        words = collapse(self.span.text)
        return words[:1].upper() + words[1:] if self.capital else words


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A printed sentence: quotes joined by phrases, with the evidence that bears it.

    Attributes:
        parts: in reading order; at least one `Quote`.
        support: further spans that bear the statement without being quoted in it.
    """

    parts: tuple[Quote | Phrase, ...]
    support: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a statement that no source bears."""
        if not any(isinstance(part, Quote) and part.text for part in self.parts):
            msg = "a statement needs at least one quote"
            raise ValueError(msg)

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return "".join(part.text if isinstance(part, Quote) else part.value for part in self.parts)

    @property
    def evidence(self) -> tuple[Span, ...]:
        """Every span that bears it: the quoted ones in reading order, then the support."""
        return (*(part.span for part in self.parts if isinstance(part, Quote)), *self.support)


class EvidenceGrade(StrEnum):
    """How much the briefing rests on. Not a likelihood."""

    STRONG = "strong"
    PARTIAL = "partial"
    THIN = "thin"


class GapKind(StrEnum):
    """What is missing; the value is the line printed before the evidence."""

    UNNAMED_SOURCE = "Source not named"
    SINGLE_SOURCE = "One source only"
    NO_HOLDER = "Nobody is named for this figure"
    UNDATED_SOURCE = "The source gives no date"
    ORIGINAL_NOT_SEEN = "Relayed; the original was not seen"
    SAID_UNKNOWN = "The text itself says this is not known"
    NO_REPLY = "No reply from the accused side is reported"
    NO_ANSWER = "Asked, and gave no answer"


class OriginatorKind(StrEnum):
    """In which capacity an originator tells something."""

    SPEAKER = "speaker"
    OUTLET = "outlet in its own voice"
    NAMELESS = "source not named or not made out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A source that carries an originator's claim.

    Attributes:
        source: `Source.number`.
        evidence: where it carries it.
        via: relays from the nearest to the farthest, as in `Attribution`.
        copy_of: number of the source whose wording or publisher it shares, None where it stands by itself.
    """

    source: int
    evidence: Span
    via: tuple[AttributionSource, ...] = ()
    copy_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Originator:
    """Who independently tells a claim, and the chain: every source that only carries it. `name` is an actor's or a source's."""

    name: str
    kind: OriginatorKind
    carriers: tuple[Carrier, ...]
    actor_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """Who stands behind a claim, counted by originator and not by article.

    Attributes:
        originators: each once, in order of the sources.
        credibility: Admiralty digit: 1 with two independent named speakers and nothing against it, else 6; never 2 to 5.
        contradicted: True where another source or holder says otherwise: a flag, not a 5.
    """

    originators: tuple[Originator, ...]
    credibility: Credibility = Credibility.CANNOT_BE_JUDGED
    contradicted: bool = False

    @property
    def independent(self) -> int:
        """How many are independent: those without a name may be one of the others, or all the same."""
        named = sum(o.kind is not OriginatorKind.NAMELESS for o in self.originators)
        return named or min(len(self.originators), 1)

    @property
    def single_source(self) -> bool:
        """True where one originator alone stands behind it: printed as "single source"."""
        return self.independent < 2


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPointEntry(KeyPoint):
    """A key point as printed.

    Attributes:
        statement: the line itself.
        stance: the verb shown before it; None where the document itself reports it.
        holder: who holds it (name); `holder_evidence` are the words that name it.
        notes: small print under the line ("via AFP"), each borne by a span.
        repeats: where other sentences say the same.
        corroboration: who stands behind it.
    """

    statement: Statement
    stance: Stance | None = None
    holder: str | None = None
    holder_evidence: Span | None = None
    notes: tuple[Statement, ...] = ()
    repeats: tuple[Span, ...] = ()
    corroboration: Corroboration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEntry(Actor):
    """An actor merged over documents, with what it said and did, most telling first."""

    lines: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureEntry(Figure):
    """A figure merged over documents.

    Attributes:
        repeats: the same figure elsewhere.
        discrepancies: other values given for the same thing.
        corroboration: who stands behind it.
    """

    repeats: tuple[Figure, ...] = ()
    discrepancies: tuple[Figure, ...] = ()
    corroboration: Corroboration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionEntry(Attribution):
    """Who says what, as printed: `statement` is the proposition alone; `repeats` the same elsewhere."""

    statement: Statement
    repeats: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Opposing stances on one proposition, left open. `sides` are indices into `Briefing.attributions`, two or more."""

    sides: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How one holder stands to a proposition: a cell of the matrix.

    Attributes:
        holder: name, or the text's words for it.
        stance: how it stands to it; a holder with two stances has two stands.
        attributions: indices into `Briefing.attributions`, one or more.
        holder_id: `Actor.id`.
    """

    holder: str
    stance: Stance
    attributions: tuple[int, ...]
    holder_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """A row of the matrix of holders and propositions: one matter on which two or more holders are quoted.

    Attributes:
        statement: the matter in the words of the holder who says most of it.
        stands: by holder, each once.
        disputed: True where one denies what another holds.
    """

    statement: Statement
    stands: tuple[Stand, ...]
    disputed: bool = False


class RelationKind(StrEnum):
    """How one actor relates to another; the value is printed between the two."""

    SIGNED_WITH = "signed with"
    ACCUSED = "accused"
    WORKS_FOR = "works for"
    MEMBER_OF = "member of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Two actors and what the text says binds them; `statement` quotes where. Ids are `Actor.id`s."""

    kind: RelationKind
    subject_id: str
    object_id: str
    statement: Statement
    repeats: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge(Span):
    """A source's word of likelihood. The span is the word.

    Attributes:
        statement: the sentence.
        terms, percent: the band of the product's scale that holds the word ("55–80"); both empty where the word is no term of it.
        holder: whose word it is, None where the text itself says it; `holder_id` its `Actor.id`.
    """

    statement: Statement
    terms: tuple[str, ...] = ()
    percent: str = ""
    holder: str | None = None
    holder_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """What happened when. `time.value` is printed; `time.inferred` is marked; `repeats` are where others tell the same."""

    time: TimeExpression
    statement: Statement
    repeats: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEntry(Place):
    """A place merged over documents; the span is its first mention."""

    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something an analyst would want and does not have. `statement` quotes where; None where no text can bear it."""

    kind: GapKind
    statement: Statement | None = None
    document_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceProfile:
    """What the user's source register says of an outlet, in the user's words.

    Attributes:
        name: the outlet.
        reliability: Admiralty letter, F where the register gives none.
        match: other names of it, hosts ("andes.example") and patterns of addresses ("wires/*.html") by which its texts are known.
        kind, country, owner, bias: free words ("news agency", "CO", "state-owned", "close to the ministry").
        source_type: "PAI", "CAI" or "OSINT" (ICS 206-01).
        mark: TLP label that everything from it bears.
    """

    name: str
    reliability: Reliability = Reliability.F
    match: tuple[str, ...] = ()
    kind: str | None = None
    country: str | None = None
    owner: str | None = None
    bias: str | None = None
    source_type: str | None = None
    mark: Tlp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document in the register and the annex.

    Attributes:
        number: from 1.
        document: with its text.
        sentences: cited as [number:k], k from 1.
        relays: the media it passes on.
        origin: number of the source whose wording or publisher it shares; its own where it stands by itself.
        profile: from the user's register, None where that does not know it (reliability F).
        mark: TLP label of this source, from its own text (then `mark_evidence` bears it) or from the register; the stricter.
        citation: source reference after ICS 206-01, one line.
    """

    number: int
    document: Document
    sentences: tuple[Span, ...]
    relays: tuple[str, ...] = ()
    origin: int = 0
    profile: SourceProfile | None = None
    mark: Tlp | None = None
    mark_evidence: Span | None = None
    citation: str = ""

    @property
    def reliability(self) -> Reliability:
        """Admiralty letter: the register's, else F."""
        return self.profile.reliability if self.profile else Reliability.F


class EvidenceReason(StrEnum):
    """Why the evidence base has its grade; `{n}` is a count."""

    INDEPENDENT = "independent originators of the first key point: {n}"
    ONE_ORIGINATOR = "one originator alone was found for the first key point"
    OWN_VOICE = "outlets in their own voice among them, which do not say who told them: {n}"
    NAMELESS = "sources for it that are not named or could not be made out: {n}"
    CARRIED = "sources that only carry it on: {n}"
    ONE_SOURCE = "one source in all"
    ONE_ORIGIN = "all {n} sources share one origin"
    CONTRADICTED = "the first key point is contradicted"
    NOTHING = "no key point could be made"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceBase:
    """What the grade rests on: (reason, count), the weightiest first."""

    grade: EvidenceGrade
    reasons: tuple[tuple[EvidenceReason, int], ...]

    @property
    def text(self) -> str:
        """The reasons as printed."""
        return "; ".join(reason.value.format(n=n) for reason, n in self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSummary:
    """Source summary statement (ICD 206): what the sources are as a body, in counts.

    Attributes:
        sources, origins: documents, and independent ones among them.
        first, last: days of the oldest and the newest dated source.
        undated, relaying, in_register: how many state no date, pass on other media, stand in the user's register.
        reliabilities: (letter, count) of those that have another than F.
        kinds: (kind, count) from the register.
        unnamed: how many of the leading statements come from holders who are not named; `statements` of how many.
        disagreements, discrepancies: matters in dispute, figures with rival values.
    """

    sources: int
    origins: int
    first: date | None = None
    last: date | None = None
    undated: int = 0
    relaying: int = 0
    in_register: int = 0
    reliabilities: tuple[tuple[Reliability, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    statements: int = 0
    unnamed: int = 0
    disagreements: int = 0
    discrepancies: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCitation:
    """A place in the analyst's note that cites evidence ("[2:14]"), in code points of `Note.text`.

    `source` is the cited source's number, `spans` are the cited sentences; none where the whole source is meant ("[2]").
    """

    start: int
    end: int
    source: int
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The analyst's own words (Markdown), kept apart from what sources say. `name` is the file's."""

    text: str
    name: str = ""
    citations: tuple[NoteCitation, ...] = ()


class ChangeKind(StrEnum):
    """What became of a claim since the earlier briefing."""

    STANCE_REVERSED = "stance reversed"
    STANCE_HARDENED = "stance hardened"
    FIGURE_CHANGED = "figure changed"
    NEW = "new"
    DROPPED = "dropped"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A claim now and before. Spans of `before...` point into `Changes.sources`, or into ours where it is the same text.

    Attributes:
        kind: see `ChangeKind`.
        holder: whose claim it is; None where a source reports it itself.
        now, before: the claim in this and in the earlier briefing; at least one.
        now_stance, before_stance: the holder's stance.
        now_value, before_value: the figure's words ("up to 3,000") where figures are compared.
    """

    kind: ChangeKind
    holder: str | None = None
    now: Statement | None = None
    before: Statement | None = None
    now_stance: Stance | None = None
    before_stance: Stance | None = None
    now_value: Statement | None = None
    before_value: Statement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed against an earlier briefing. `sources` are those of it that a row cites and that are not ours."""

    earlier_id: str
    earlier_as_of: date | None
    rows: tuple[Change, ...]
    sources: tuple[Source, ...] = ()


class LintRule(StrEnum):
    """Rules of tradecraft; the value is the line printed before the place."""

    LIKELIHOOD_WITH_CONFIDENCE = "A likelihood and a level of confidence in one sentence"
    MIXED_SCALES = "Words of more than one scale of likelihood"
    FIGURE_WITHOUT_HOLDER = "A figure without a holder"
    SINGLE_SOURCE_UNFLAGGED = "A claim of a single source that is not flagged as one"
    ALLEGATION_UNATTRIBUTED = "An allegation about a named person that nobody is named for"
    MARK_MISSING = "A source without a mark among marked ones"
    MARK_RAISED = "The mark asked for is weaker than that of a source; the stricter stands"
    NO_EVIDENCE = "A statement without evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class LintFinding:
    """A rule that the briefing or its note breaks.

    Attributes:
        rule: see `LintRule`.
        where: place in print ("note, line 3", "key point 2", "source 4").
        refuses: True where `--strict` builds nothing; False where it is a remark for the analyst.
        quote: the words in question.
        evidence: where they stand, for words of a source.
    """

    rule: LintRule
    where: str
    refuses: bool
    quote: str = ""
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeWith:
    """What made the briefing."""

    bluf: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The product, complete and ordered; templates receive this and nothing else.

    Attributes:
        id: digest of what went in (document ids, as_of, versions): same input, same id.
        title: what happened, in a source's words.
        as_of: the day "today" means; None where no source is dated.
        bottom_line: one or two statements; empty only where nothing could be said (a caveat says why).
        leading_actors, leading_figures, leading_attributions: how many of the list, from its start, are worth a reader's time;
            the others stand in the JSON for tools. None for all.
        originators: who independently tells the first key point; `evidence_grade` counts them, `evidence_base` says why.
        mark: TLP label of the product: the strictest of what was asked for (`mark_asked`) and of its sources.
        heading, serial, prepared_by: the user's own title, number and name for the banner.
        scale: whose legend is printed, and whose bands stand beside hedges.
        summary: the sources as a body.
        propositions: matrix of holders and propositions: only matters on which two or more holders are quoted.
        relations, hedges, changes, note, lint: see their types.
    """

    id: str
    title: Statement | None
    as_of: date | None
    bottom_line: tuple[Statement, ...]
    evidence_grade: EvidenceGrade
    key_points: tuple[KeyPointEntry, ...]
    actors: tuple[ActorEntry, ...]
    figures: tuple[FigureEntry, ...]
    attributions: tuple[AttributionEntry, ...]
    disagreements: tuple[Disagreement, ...]
    timeline: tuple[TimelineEntry, ...]
    dates: tuple[TimeExpression, ...]
    places: tuple[PlaceEntry, ...]
    gaps: tuple[Gap, ...]
    sources: tuple[Source, ...]
    caveats: tuple[Caveat, ...]
    made_with: MadeWith
    mark: Tlp = Tlp.CLEAR
    leading_actors: int | None = None
    leading_figures: int | None = None
    leading_attributions: int | None = None
    originators: tuple[str, ...] = field(default=())
    mark_asked: Tlp | None = None
    heading: str | None = None
    serial: str | None = None
    prepared_by: str | None = None
    scale: Scale = Scale.ICD203
    evidence_base: EvidenceBase | None = None
    summary: SourceSummary | None = None
    propositions: tuple[Proposition, ...] = ()
    relations: tuple[Relation, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    changes: Changes | None = None
    note: Note | None = None
    lint: tuple[LintFinding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the analyst's desk hands in beside the sources. All of it may be missing.

    Attributes:
        profiles: the source register.
        mark: TLP label asked for.
        scale: whose legend is printed.
        note: the analyst's own words, its citations not yet resolved.
        heading, serial, prepared_by: for the banner.
        earlier: the briefing to compare with.
    """

    profiles: tuple[SourceProfile, ...] = ()
    mark: Tlp | None = None
    scale: Scale = Scale.ICD203
    note: Note | None = None
    heading: str | None = None
    serial: str | None = None
    prepared_by: str | None = None
    earlier: Briefing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A finished output in memory. `filename` is a bare name with its extension."""

    body: bytes
    media_type: str
    filename: str
