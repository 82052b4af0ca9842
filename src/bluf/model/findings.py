"""What is found in one document: actors, attributions, dates, places, figures, key points; all of it is an `Analysis`.

A finding *is* a span (`Figure`, `Place`, ... extend `Span`), so its JSON form is the one of the contract without any mapping.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bluf.model.documents import Caveat, Document, Number, Span

_AGES = frozenset(("year", "month", "week", "day"))
_VAGUE = re.compile(
    r"\b(?:dozens|scores|tens|hundreds|thousands|millions|billions|trillions|(?:several|few)\s(?:dozen|hundred|thousand|million|billion))\b",
    re.IGNORECASE,
)


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
        accused: True where a perpetrator's part is only what others say or what the actor is charged with; never a fact then.
        score: 0 to 1, how sure it is that this is one actor and what it is said to be; a briefing prints the surer ones.
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
    accused: bool = False
    score: float = 1.0

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
        score: 0 to 1, how sure the reading of the text is, for choosing what to show: 1 where nothing speaks against it. It is no
            likelihood that what is said is true, and never printed.
    """

    source: AttributionSource | None
    cue: Span | None
    content: tuple[Span, ...]
    stance: Stance = Stance.STATES
    direct: bool = False
    via: tuple[AttributionSource, ...] = ()
    score: float = 1.0

    def __post_init__(self) -> None:
        """Refuse an attribution of nothing, and a score that is none."""
        if not self.content:
            msg = "an attribution needs content"
            raise ValueError(msg)
        if not 0.0 <= self.score <= 1.0:
            msg = f"a score of {self.score} is outside of 0 to 1"
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

    @property
    def is_age(self) -> bool:
        """True for the age of somebody: "51", "17-year-old", "in his 40s"; not for "five years"."""
        said = self.text.casefold()
        return self.unit in _AGES and ("old" in said or "age" in said or self.unit not in said)

    @property
    def in_words(self) -> bool:
        """True where the words say less than the numbers: "millions" (2,000,000 or more), "half" (0.5), "one in five" (0.2)."""
        size = self.value if self.value is not None else self.low if self.low is not None else self.high
        share = self.unit is None and size is not None and 0 < size < 1 and "." not in self.text
        return share or _VAGUE.search(self.text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPoint(Span):
    """A sentence worth telling first.

    Attributes:
        salience: 0 to 1.
        alone: understood by itself, after the name `about` that its pronoun means.
        view: True in a text that says that it is opinion: it is the author's view there.
    """

    salience: float
    alone: bool = True
    about: Span | None = None
    view: bool = False


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
