"""The product: a `Briefing` with its sources, their standing, the analyst's note and what changed; and what comes out of it.

`Desk` is what the analyst hands in beside the sources, `Rendered` a finished output in memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bluf.model.documents import Caveat, Document, Span
from bluf.model.entries import (
    ActorEntry,
    AttributionEntry,
    Disagreement,
    EvidenceGrade,
    FigureEntry,
    Gap,
    Hedge,
    KeyPointEntry,
    PlaceEntry,
    Proposition,
    Relation,
    Statement,
    TimelineEntry,
)
from bluf.model.findings import Stance, TimeExpression
from bluf.standards import Reliability, Scale, Tlp


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

    INDEPENDENT = "independent originators of the bottom line's first sentence: {n}"
    ONE_ORIGINATOR = "one originator alone was found for the bottom line's first sentence"
    OWN_VOICE = "outlets in their own voice among them, which do not say who told them: {n}"
    NAMELESS = "sources for it that are not named or could not be made out: {n}"
    CARRIED = "sources that only carry it on: {n}"
    ONE_SOURCE = "one source in all"
    ONE_ORIGIN = "all {n} sources share one origin"
    CONTRADICTED = "the bottom line's first sentence is contradicted"
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
        telling_figures: how many, from the first, say something without their sentence; bare numbers and ages come after them.
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
    telling_figures: int | None = None
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
