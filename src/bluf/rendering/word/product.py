"""The sections of the Word document that judge and compare: changes, the analyst's note, the matrix, relations, hedges, lint.

In: a writer on a page. Out: the same document, longer.
"""

from __future__ import annotations

import re

from docx.table import _Cell

from bluf.model import Change, Corroboration
from bluf.rendering.text import one_line, quotation_marks, shorten
from bluf.rendering.word.styles import SMALL, stance_style
from bluf.rendering.word.writer import Writer
from bluf.rendering.wording import date_words, plural


def write_behind(writer: Writer, corroboration: Corroboration) -> None:
    """Who stands behind a claim, with the chain."""
    links = writer.page.chain(corroboration)
    line = writer.line(SMALL).indent()
    if corroboration.single_source:
        line.add("single source", stance_style("open"))
    else:
        line.add(plural(corroboration.independent, "originator"), bold=True)
    if corroboration.contradicted:
        line.add(" ").add("contradicted", stance_style("against"))
    line.add(": ")
    for position, link in enumerate(links):
        line.add(", " if position else "").add(link.name).cite(link.spans)
        for copy, of in link.copies:
            line.own(f" ({copy} shares the text of {of})")
    line.add(f" · source {writer.page.grades(corroboration)}, information {corroboration.credibility.value}")


def write_changes(writer: Writer) -> None:
    """What changed against the earlier briefing."""
    changes = writer.page.briefing.changes
    if changes is None:
        return
    as_of = f" as of {date_words(changes.earlier_as_of)}" if changes.earlier_as_of else ""
    writer.line(SMALL).add(f"against the briefing {shorten(changes.earlier_id, 12)}{as_of}")
    table = writer.table(["Change", "Holder", "Now, and before"], [16, 20, 64])
    for number, change in writer.page.changes:
        _change(writer, writer.row(table), change, f"change-{number}")
    if writer.page.more_changes:
        writer.line(SMALL).add(f"{plural(writer.page.more_changes, 'further change')} in the JSON.")
    if writer.page.repeated:
        line = writer.line(SMALL).add("Repeated: ", bold=True)
        for position, change in enumerate(writer.page.repeated):
            line.add(", " if position else "").add(one_line(change.holder or "the source itself")).cite(change.now)


def _change(writer: Writer, cells: tuple[_Cell, ...], change: Change, anchor: str) -> None:
    kind, holder, what = cells
    writer.bookmark(writer.line(inside=kind).add(change.kind.value, bold=True), anchor)
    writer.line(inside=holder).add(one_line(change.holder or ""))
    if change.now_value and change.before_value:
        line = writer.line(inside=what).statement(change.before_value).cite(change.before_value)
        line.own(" → ").statement(change.now_value).cite(change.now_value)
    if change.now:
        line = writer.line(inside=what)
        if change.now_stance:
            line.stance(change.now_stance).add(" ")
        line.statement(change.now).cite(change.now)
    if change.before:
        line = writer.line(SMALL, inside=what).own("before: ")
        if change.before_stance:
            line.stance(change.before_stance).add(" ")
        line.statement(change.before).cite(change.before)


def write_note(writer: Writer) -> None:
    """The analyst's own words, as plain paragraphs, lists and headings: a desk edits them here."""
    note = writer.page.briefing.note
    if note is None:
        return
    writer.line(SMALL).add("the analyst’s own words, not a source’s")
    for paragraph in re.split(r"\n\s*\n", note.text.strip()):
        for kind, text in _lines(paragraph):
            writer.line(kind).add(text)


def _lines(paragraph: str) -> list[tuple[str | None, str]]:
    """The lines of a paragraph of Markdown with their styles; lines of running text are joined."""
    found: list[tuple[str | None, str]] = []
    for raw in paragraph.splitlines():
        line = raw.strip()
        if match := re.match(r"#{1,6}\s+(.*)", line):
            found.append(("Heading 3", _plain(match[1])))
        elif match := re.match(r"[-*+]\s+(.*)", line):
            found.append(("List Bullet", _plain(match[1])))
        elif match := re.match(r"\d{1,3}[.)]\s+(.*)", line):
            found.append(("List Number 2", _plain(match[1])))
        elif found and found[-1][0] is None:
            found[-1] = (None, f"{found[-1][1]} {_plain(line)}")
        else:
            found.append((None, _plain(line)))
    return found


def _plain(text: str) -> str:
    """Without the signs of emphasis and code; a link as its words and its address."""
    text = re.sub(r"\[([^\]\n]{1,200})\]\((https?://[^)\s]{1,300})\)", r"\1 (\2)", text)
    return one_line(re.sub(r"[*_`]{1,3}(?=\S)([^*_`]+)(?<=\S)[*_`]{1,3}", r"\1", text))


def write_matrix(writer: Writer) -> None:
    """Holders and propositions."""
    table = writer.table(["Matter", "Who, and how"], [52, 48])
    for number, row in enumerate(writer.page.briefing.propositions, 1):
        matter, stands = writer.row(table)
        line = writer.line(inside=matter).statement(row.statement).cite(row.statement)
        writer.bookmark(line, f"matrix-{number}")
        if row.disputed:
            writer.line(SMALL, inside=matter).add("disputed", stance_style("against"))
        for stand in row.stands:
            line = writer.line(inside=stands).stance(stand.stance).add(f" {one_line(stand.holder)}")
            line.cite(writer.page.stood(stand))


def write_relations(writer: Writer) -> None:
    """Who is bound to whom, and by which words."""
    page = writer.page
    table = writer.table(["Who", "", "Whom", "Words"], [24, 12, 24, 40])
    for number, relation in enumerate(page.briefing.relations, 1):
        who, how, whom, words = writer.row(table)
        writer.bookmark(
            writer.line(inside=who).add(page.actor_name(relation.subject_id), bold=True), f"relation-{number}"
        )
        writer.line(inside=how).own(relation.kind.value)
        writer.line(inside=whom).add(page.actor_name(relation.object_id), bold=True)
        line = writer.line(inside=words).statement(relation.statement).cite(relation.statement)
        if relation.repeats:
            line.own(", also").cite(relation.repeats)


def write_hedges(writer: Writer) -> None:
    """The sources' words of likelihood with their bands, and the legend."""
    briefing = writer.page.briefing
    table = writer.table(["Word", "Band", "Where it stands"], [20, 16, 64])
    for number, hedge in enumerate(briefing.hedges, 1):
        word, band, where = writer.row(table)
        writer.bookmark(writer.line(inside=word).words(f"“{hedge.text}”", bold=True), f"hedge-{number}")
        if hedge.holder:
            writer.line(SMALL, inside=word).add(one_line(hedge.holder))
        writer.line(inside=band).add(f"{hedge.percent}%" if hedge.percent else f"no term of {briefing.scale.label}")
        writer.line(inside=where).statement(hedge.statement).cite(hedge.statement)
    legend = "; ".join(f"{' / '.join(band.terms)} {band.percent}%" for band in briefing.scale.bands)
    writer.line(SMALL).add(briefing.scale.label, bold=True).add(f": {legend}. A likelihood is never ours.")


def write_lint(writer: Writer) -> None:
    """What the analyst who signs should look at."""
    for finding in writer.page.lint:
        line = writer.line("List Bullet")
        line.add(finding.rule.value)
        if finding.quote:
            before, after = quotation_marks(finding.quote)
            line.add(": ").words(f"{before}{shorten(finding.quote, 200)}{after}")
        line.own(f" ({one_line(finding.where)})").cite(finding.evidence)
