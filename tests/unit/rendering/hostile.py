"""A briefing in which every string that a source controls is hostile."""

from __future__ import annotations

from datetime import date

from bluf.model import (
    ActorEntry,
    ActorKind,
    AttributionEntry,
    AttributionSource,
    Briefing,
    Caveat,
    Document,
    EvidenceGrade,
    FigureEntry,
    Gap,
    GapKind,
    KeyPointEntry,
    MadeWith,
    PlaceEntry,
    PlaceLevel,
    Qualifier,
    Quote,
    Source,
    Span,
    Statement,
    TimeExpression,
    TimelineEntry,
    TimeType,
)

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=http://attacker.example/x onerror=alert(1)>",
    "\"><svg onload=alert(1)><a href='javascript:alert(1)'>x</a>",
    "{{ 7*7 }}{% for x in range(3) %}LOOP{% endfor %}",
    "[click](javascript:alert(1)) ![p](http://attacker.example/p.png)",
    "# Bottom line",
    "## Key points",
    "| a | b |",
    "[1:2]: http://attacker.example",
    "http://attacker.example/live www.attacker.example eve@attacker.example",
    "</style><style>@import url(http://attacker.example/x.css)",
    "&lt;script&gt; &#60;b&#62;",
    "control \x1b[31m \x00 \u202egnp.exe \u2066 \ufffe \U000e0041 end",
    "```\ncode\n```",
    "1. one",
    "- list { onclick=alert(1) } {: onclick=alert(1) }",
    "<!-- comment",
    "<https://attacker.example/auto>",
    "]]></data><script>1</script>",
)


def make_hostile_briefing(attack: str) -> Briefing:
    """`attack` as the title, names, addresses, quoted words, caveats and annexed text of a briefing."""
    text = f"{attack}\n\n{attack} second."
    document = Document(
        id=attack, sha256=attack, text=text, uri=f"javascript:{attack}", link=f"javascript:{attack}", title=attack, publisher=attack, authors=(attack,), language=attack,
        published_on=date(2030, 1, 1),
    )  # fmt: skip
    first, second = document.span(0, len(attack)), document.span(len(attack) + 2, len(text))
    statement = Statement(parts=(Quote(span=first),))

    def where(span: Span) -> dict[str, object]:
        return {"document_id": span.document_id, "start": span.start, "end": span.end, "text": span.text}

    time = TimeExpression(
        **where(first), type=TimeType.DATE, value=attack, first=date(2030, 1, 1), last=date(2030, 1, 1)
    )  # type: ignore[arg-type]
    source = AttributionSource(**where(first), actor=attack + "!")  # type: ignore[arg-type]
    return Briefing(
        id=attack,
        title=statement,
        as_of=date(2030, 1, 1),
        bottom_line=(statement,),
        evidence_grade=EvidenceGrade.THIN,
        key_points=(KeyPointEntry(**where(first), salience=1.0, statement=statement, holder=attack, holder_evidence=first, notes=(statement,)),),  # type: ignore[arg-type]
        actors=tuple(
            ActorEntry(id=f"a{i}", name=attack, kind=ActorKind.PERSON, mentions=(first,), role=attack, role_span=first, aliases=(attack,), country=attack, lines=(statement,))
            for i in range(20)
        ),
        figures=tuple(
            FigureEntry(**where(first), low=None, high=5, value=5, qualifier=Qualifier.AT_MOST, unit=attack, measured=attack, concept=attack, holder=attack, change=attack)  # type: ignore[arg-type]
            for _ in range(30)
        ),
        attributions=(
            AttributionEntry(source=source, cue=None, content=(first,), statement=statement, via=(source,)),
            AttributionEntry(source=None, cue=None, content=(second,), statement=statement),
        ),
        disagreements=(),
        timeline=(TimelineEntry(time=time, statement=statement),),
        dates=(time,),
        places=(PlaceEntry(**where(first), name=attack, country=attack, level=PlaceLevel.CITY, mentions=(first,)),),  # type: ignore[arg-type]
        gaps=(Gap(kind=GapKind.SAID_UNKNOWN, statement=statement),),
        sources=(Source(number=1, document=document, sentences=(first, second), relays=(attack,)),),
        caveats=(Caveat(message=attack, uri=attack),),
        made_with=MadeWith(bluf="0.1.0", model=attack),
        heading=attack,
        serial=attack,
        prepared_by=attack,
        originators=(attack,),
    )  # fmt: skip
