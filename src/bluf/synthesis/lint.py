"""Rules of tradecraft: a finished briefing and the analyst's note → what breaks them.

What `refuses` is the analyst's to mend (the note, the marks) or must not leave the desk (a bare allegation against a named person
at the top); `--strict` then builds nothing. What a source simply does not give (a holder for a figure) is a remark: a clean article
must pass. Deliberately no sentence is changed.

Source: ICD 203 (no likelihood and confidence in one sentence, no mixed terms), ICD 206, TLP 2.0; the rule on allegations is that of
a newsroom.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from bluf.model import ActorKind, Briefing, LintFinding, LintRule, Note, NoteCitation, Quote, Span, Statement
from bluf.standards import Scale, Tlp, find_band
from bluf.synthesis.hedges import find_hedge_words
from bluf.synthesis.notes import count_lines

_ITEM = re.compile(r"^(?:[-*+]|\d{1,3}[.)]) ")
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?![\s)\]*_]|$)[^.!?]*)*[.!?]*[)\]*_]*(?:\s?\[[^\]\n]{1,200}\])*")
_CONFIDENCE = re.compile(
    r"\b(?:(?:high|moderate|medium|low|some|little|great) (?:degree of )?confidence|(?:highly |fairly )?confident(?:ly)?)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w.,:-])(?:[$€£¥] ?)?\d[\d.,]*(?:\s?(?:%|percent|per cent|million|billion|thousand))?(?![\w:]|-\d)"
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATED = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\w*|\b{_MONTH}\w* \d{{1,2}}\b|\b\d{{4}}-\d\d-\d\d\b")
_FLAG = re.compile(
    r"\b(?:single|sole|one|only|alone|solely|uncorroborated|unconfirmed|not (?:been )?(?:confirmed|corroborated)"
    r"|according to|says?|said|claims?|claimed|den(?:y|ies|ied)|alleg\w+|reports?|reported(?:ly)?|stat(?:es|ed)"
    r"|estimat\w+|assess\w*|confirms?|confirmed)\b",
    re.IGNORECASE,
)
_CRIME = re.compile(
    r"\b(?:(?:murder|assault|launder|traffick|defraud|extort|kidnap(?:p)?|abduct|molest|bomb)(?:ed|s)"
    r"|(?:embezzle|bribe|smuggle|torture|massacre|abuse|rape|collude|strangle)[ds]|kill(?:s|ed)|stole|steals|spied|gunned"
    r"|stab(?:s|bed)|rob(?:s|bed)|rig(?:s|ged)|poison(?:s|ed)"
    r"|(?:shot|shoots) (?:and|dead|at|to death|his|her|him|himself|herself|them|two|three|four|five))\b",
    re.IGNORECASE,
)
_ATTRIBUTED = re.compile(
    r"\b(?:alleg\w+|accus\w+|charg\w+|suspect\w*|convict\w+|sentenced|guilty|indict\w+|plead\w*|reported(?:ly)?"
    r"|according|said|says|told|claim\w*|arrest\w*|wanted|den(?:y|ies|ied)|trial|court|confess\w*|admit\w*)\b|[“”\"]",
    re.IGNORECASE,
)


def lint(briefing: Briefing) -> tuple[LintFinding, ...]:
    """All findings, those that refuse first."""
    found = [
        *_of_marks(briefing),
        *_of_allegations(briefing),
        *_of_points(briefing),
        *(_of_note(briefing.note, briefing) if briefing.note else ()),
        *_of_figures(briefing),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda f: not f.refuses))


def _of_marks(briefing: Briefing) -> Iterator[LintFinding]:
    asked, order = briefing.mark_asked, list(Tlp)
    marked = [s for s in briefing.sources if s.mark]
    for source in briefing.sources:
        where, evidence = f"source {source.number}", (source.mark_evidence,) if source.mark_evidence else ()
        if source.mark and asked and order.index(source.mark) < order.index(asked):
            yield LintFinding(
                rule=LintRule.MARK_RAISED, where=where, refuses=True, quote=source.mark.value, evidence=evidence
            )
        if marked and not source.mark and not asked:
            yield LintFinding(rule=LintRule.MARK_MISSING, where=where, refuses=True)


def _of_points(briefing: Briefing) -> Iterator[LintFinding]:
    for number, point in enumerate(briefing.key_points, 1):
        if point.corroboration is None:
            yield LintFinding(
                rule=LintRule.SINGLE_SOURCE_UNFLAGGED,
                where=f"key point {number}",
                refuses=True,
                quote=point.statement.text,
                evidence=(point.span,),
            )


def _of_figures(briefing: Briefing) -> Iterator[LintFinding]:
    bare = [(n, f) for n, f in enumerate(briefing.figures[: briefing.leading_figures], 1) if f.holder is None]
    if bare:
        numbers = ", ".join(str(n) for n, _ in bare)
        yield LintFinding(
            rule=LintRule.FIGURE_WITHOUT_HOLDER,
            where=f"figure{'' if len(bare) == 1 else 's'} {numbers}",
            refuses=False,
            evidence=tuple(f.span for _, f in bare),
        )


# --- allegations ------------------------------------------------------------------------------------------------------


def _of_allegations(briefing: Briefing) -> Iterator[LintFinding]:
    """Statements at the top that have a named person do what is a crime, with nobody who says so."""
    people = [(m, a.name) for a in briefing.actors if a.kind is ActorKind.PERSON and " " in a.name for m in a.mentions]
    said = [span for e in briefing.attributions for r in (e, *e.repeats) for span in r.content]
    top = [
        *(("title", s) for s in (briefing.title,) if s is not None),
        *((f"bottom line, sentence {n}", s) for n, s in enumerate(briefing.bottom_line, 1)),
        *((f"key point {n}", p.statement) for n, p in enumerate(briefing.key_points, 1) if p.holder is None),
    ]
    lower = [
        (f"actor {n}", line) for n, a in enumerate(briefing.actors[: briefing.leading_actors], 1) for line in a.lines
    ]
    for refuses, places in ((True, top), (False, lower)):
        for where, statement in places:
            words = _bare_allegation(statement, people, said)
            if words is not None:
                yield LintFinding(
                    rule=LintRule.ALLEGATION_UNATTRIBUTED,
                    where=where,
                    refuses=refuses,
                    quote=statement.text,
                    evidence=(words,),
                )


def _bare_allegation(statement: Statement, people: list[tuple[Span, str]], said: list[Span]) -> Span | None:
    """The quoted words in which a person is soon followed by the name of a crime, unless somebody is said to say so."""
    for part in statement.parts:
        if not isinstance(part, Quote) or _ATTRIBUTED.search(part.span.text):
            continue
        span = part.span
        for mention, _ in people:
            after = span.text[mention.end - span.start : mention.end - span.start + 40] if span.covers(mention) else ""
            crime = _CRIME.search(after.split(",")[0])
            if crime and " by " not in after[: crime.start()] and not any(s.overlaps(mention) for s in said):
                passive = re.search(r"\b(?:was|were|been|being|is|are)\b", after[: crime.start()])
                if not passive:
                    return span
    return None


# --- the note ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    """A sentence of the note: its words, its line, and what it cites."""

    text: str
    where: str
    cites: tuple[NoteCitation, ...]


def _of_note(note: Note, briefing: Briefing) -> Iterator[LintFinding]:
    sentences = list(_sentences(note))
    if not note.citations:
        yield LintFinding(rule=LintRule.NO_EVIDENCE, where=note.name or "note", refuses=False)
    yield from _of_scales(sentences, briefing.scale)
    origins = {s.number: s.origin for s in briefing.sources}
    several = len(set(origins.values())) > 1
    for sentence in sentences:
        rules = []
        if find_hedge_words(sentence.text) and _CONFIDENCE.search(sentence.text):
            rules.append(LintRule.LIKELIHOOD_WITH_CONFIDENCE)
        if not sentence.cites and _numbers(sentence.text):
            rules.append(LintRule.FIGURE_WITHOUT_HOLDER)
        cited = {origins.get(c.source) for c in sentence.cites if c.spans}  # "[2]" is about source 2
        if several and len(cited) == 1 and not _FLAG.search(sentence.text):
            rules.append(LintRule.SINGLE_SOURCE_UNFLAGGED)
        for rule in rules:
            yield LintFinding(rule=rule, where=sentence.where, refuses=True, quote=sentence.text)


def _sentences(note: Note) -> Iterator[_Words]:
    """The sentences of each paragraph and list item; a citation after the full stop belongs to what stands before it."""
    line_of = count_lines(note.text)
    starts = [c.start for c in note.citations]
    for first, last in _blocks(note.text):
        for match in _SENTENCE.finditer(note.text, first, last):
            text = _ITEM.sub("", " ".join(match.group().split()), count=1)
            start = match.end() - len(match.group().lstrip())
            if re.search(r"\w", text):
                cites = note.citations[bisect_left(starts, match.start()) : bisect_left(starts, match.end())]
                yield _Words(text, f"{note.name or 'note'}, line {line_of(start)}", cites)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Where paragraphs and list items begin and end; headings are none."""
    start = at = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if not bare or bare.startswith("#") or _ITEM.match(bare):
            yield start, at
            start = at + len(line) if not _ITEM.match(bare) else at
        at += len(line)
    yield start, len(text)


def _numbers(text: str) -> list[str]:
    """Figures of weight: no years, days, citations or single digits, which are list numbers and "one of two"."""
    plain = _DATED.sub(" ", re.sub(r"\[[^\]\n]{0,200}\]", " ", text))
    found = [m.group() for m in _NUMBER.finditer(plain)]
    return [
        n
        for n in found
        if not _YEAR.fullmatch(n.strip(".,")) and len(n.strip(".,")) > 1 and not re.fullmatch(r"\d\.", n)
    ]


def _of_scales(sentences: list[_Words], scale: Scale) -> Iterator[LintFinding]:
    """Words of another scale than the product's, and words of both rows of ICD 203."""
    other = Scale.PHIA if scale is Scale.ICD203 else Scale.ICD203
    rows: dict[int, _Words] = {}
    for sentence in sentences:
        for start, end, _ in find_hedge_words(sentence.text):
            word = " ".join(sentence.text[start:end].casefold().split())
            terms, _ = find_band(word, scale)
            if not terms and find_band(word, other)[0]:
                yield _mixed(sentence)
            elif scale is Scale.ICD203 and terms:
                rows.setdefault(_row(word), sentence)
    if len(rows) > 1:
        yield _mixed(rows[max(rows, key=lambda row: rows[row].where)])


def _row(word: str) -> int:
    """Which of the two rows of ICD 203 a word is from: "likely" 0, "probable" 1."""
    return int(bool(re.search(r"probabl|remote|odds|nearly", word)))


def _mixed(sentence: _Words) -> LintFinding:
    return LintFinding(rule=LintRule.MIXED_SCALES, where=sentence.where, refuses=True, quote=sentence.text)


def describe(finding: LintFinding) -> str:
    """A finding on one line: "A figure without a holder: “About 40 died.” (note.md, line 3)"."""
    quote = finding.quote if len(finding.quote) <= 120 else finding.quote[:119] + "…"
    return f"{finding.rule.value}{f': “{quote}”' if quote else ''} ({finding.where})"
