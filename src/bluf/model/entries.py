"""What a briefing prints, entry by entry: findings merged over documents, each with the statement that tells it.

An untraceable sentence has no type: prose is a `Statement`, made only of `Quote`s (words of a source) and `Phrase`s (a closed
list of our own words), and it refuses to exist without a quote.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bluf.model.documents import Span, collapse
from bluf.model.findings import Actor, Attribution, AttributionSource, Figure, KeyPoint, Place, Stance, TimeExpression
from bluf.standards import Credibility


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
        stance: the holder's; None where the document itself reports it. `label` is what is shown before the line.
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

    @property
    def label(self) -> Stance | None:
        """The stance printed before the line; None where the line itself says who holds it and how, or a source reports it.

        "Denies: The army rejected it" would read as if it had not.
        """
        quoted = (part.span for part in self.statement.parts if isinstance(part, Quote))
        told = self.holder_evidence is not None and any(span.covers(self.holder_evidence) for span in quoted)
        if self.stance is None and self.view:
            return Stance.ASSESSES
        return None if told else self.stance


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
