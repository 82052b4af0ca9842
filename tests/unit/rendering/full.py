"""A briefing in which the fields of the signed product are filled as well: banner, changes, matrix, relations, hedges, note, lint."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bluf.citing import source_citation
from bluf.model import (
    Briefing,
    Carrier,
    Change,
    ChangeKind,
    Changes,
    Corroboration,
    EvidenceBase,
    EvidenceGrade,
    EvidenceReason,
    Hedge,
    LintFinding,
    LintRule,
    Note,
    NoteCitation,
    Originator,
    OriginatorKind,
    Proposition,
    Quote,
    Relation,
    RelationKind,
    Source,
    SourceProfile,
    SourceSummary,
    Span,
    Stance,
    Stand,
    Statement,
)
from bluf.rendering.citations import Citations
from bluf.standards import Credibility, Reliability, Tlp

from .conftest import Text, make_briefing

EARLIER = """Grain terminal fire in Gdynia

A firefighter said the crew found up to 200 canisters. Nordkorn said nothing was stored in silo 4.

This sentence is cited nowhere."""

NOTE = """# What we make of it

The number is **soft**: nobody has seen a list [1:6].

- <script>alert(1)</script> stays text
- see [2] and [an address](https://desk.example/x) but not [this](javascript:alert(1))"""


def make_full_briefing() -> Briefing:
    """`make_briefing` with everything a desk adds."""
    plain = make_briefing()
    first, second, third = plain.sources
    old = Text(1, EARLIER, uri="earlier.txt", publisher="Baltic Courier", published_on=date(2031, 3, 13))
    earlier = replace(old.document, id="9" * 64, sha256="9" * 64)

    def here(source: Source, words: str) -> Span:
        at = source.document.text.index(words)
        return source.document.span(at, at + len(words))

    def before(words: str) -> Statement:
        at = earlier.text.index(words)
        return Statement(parts=(Quote(span=earlier.span(at, at + len(words))),))

    def says(source: Source, words: str) -> Statement:
        return Statement(parts=(Quote(span=here(source, words)),))

    quay = here(first, "the eastern quay remains closed")
    behind = Corroboration(
        originators=(
            Originator(name="Łucja Śliwińska", kind=OriginatorKind.SPEAKER, carriers=(Carrier(source=1, evidence=quay),), actor_id="a1"),
            Originator(
                name="notices/port.pdf", kind=OriginatorKind.OUTLET,
                carriers=(Carrier(source=3, evidence=here(third, "The eastern quay is closed"), copy_of=2),),
            ),
        ),
        credibility=Credibility.CONFIRMED,
    )  # fmt: skip
    alone = Corroboration(
        originators=(
            Originator(name="Zdeněk Dvořáček", kind=OriginatorKind.SPEAKER, carriers=(Carrier(source=1, evidence=here(first, "Nordkorn spokesman")),)),
        ),
        contradicted=True,
    )  # fmt: skip
    probably = here(second, "is examining")
    points = [replace(point, corroboration=behind if i == 3 else alone) for i, point in enumerate(plain.key_points)]
    sources = (
        replace(first, profile=SourceProfile(name="Baltic Courier", reliability=Reliability.B, kind="newspaper", country="PL"), mark=Tlp.GREEN, origin=1),
        replace(second, origin=2),
        replace(third, origin=3, mark=Tlp.CLEAR),
    )  # fmt: skip
    cited = Citations(plain.sources).find([quay])
    assert cited
    return replace(
        plain,
        heading="Fire at the Nordkorn terminal",
        serial="DESK-2031-007",
        prepared_by="Night desk",
        mark=Tlp.AMBER,
        key_points=tuple(points),
        sources=tuple(replace(s, citation=source_citation(s.document, s.profile, plain.made_with)) for s in sources),
        evidence_base=EvidenceBase(grade=EvidenceGrade.PARTIAL, reasons=((next(iter(EvidenceReason)), 2),)),
        summary=SourceSummary(sources=3, origins=3, first=date(2031, 3, 13), last=date(2031, 3, 14), undated=1, in_register=1, statements=11, unnamed=2),
        propositions=(
            Proposition(
                statement=says(first, "the company had kept phosphine tablets in silo 4"),
                stands=(
                    Stand(holder="Zdeněk Dvořáček", stance=Stance.DENIES, attributions=(1,), holder_id="a2"),
                    Stand(holder="Іван Коваленко", stance=Stance.STATES, attributions=(6,), holder_id="a3"),
                ),
                disputed=True,
            ),
        ),
        relations=(
            Relation(kind=RelationKind.WORKS_FOR, subject_id="a2", object_id="a5", statement=says(first, "Nordkorn spokesman Zdeněk Dvořáček")),
            Relation(kind=RelationKind.ACCUSED, subject_id="a3", object_id="a5", statement=says(second, "accused Nordkorn on Thursday")),
        ),
        hedges=(
            Hedge(**{f: getattr(probably, f) for f in ("document_id", "start", "end", "text")}, statement=says(second, "is examining whether the fire was set on purpose"), terms=("likely", "probable"), percent="55–80", holder="Zofia Wójcik-Brzęczyszczykiewicz"),
        ),
        changes=Changes(
            earlier_id="abcdef0123456789",
            earlier_as_of=date(2031, 3, 13),
            rows=(
                Change(
                    kind=ChangeKind.FIGURE_CHANGED, holder="firefighter", now=says(first, "the crew found up to 300 canisters"),
                    before=before("the crew found up to 200 canisters"), now_value=says(first, "up to 300"), before_value=before("up to 200"),
                ),
                Change(kind=ChangeKind.NEW, holder="Insurers", now=says(second, "the damage at no less than $45 million"), now_stance=Stance.ESTIMATES),
                Change(kind=ChangeKind.DROPPED, before=before("Nordkorn said nothing was stored in silo 4.")),
                Change(kind=ChangeKind.REPEATED, holder="Łucja Śliwińska", now=says(first, "the eastern quay remains closed")),
            ),
            sources=(Source(number=1, document=earlier, sentences=tuple(earlier.span(s.start, s.end) for s in old.source.sentences)),),
        ),
        note=Note(
            text=NOTE, name="note.md",
            citations=(
                NoteCitation(start=NOTE.index("[1:6]"), end=NOTE.index("[1:6]") + 5, source=1, spans=(first.sentences[5],)),
                NoteCitation(start=NOTE.index("[2]"), end=NOTE.index("[2]") + 3, source=2),
            ),
        ),
        lint=(
            LintFinding(rule=LintRule.FIGURE_WITHOUT_HOLDER, where="figure 2", refuses=False, quote="Two", evidence=(here(first, "Two cargo"),)),
            LintFinding(rule=LintRule.MIXED_SCALES, where="note, line 3", refuses=True, quote="refused"),
        ),
    )  # fmt: skip
