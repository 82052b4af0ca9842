"""The sections of the Word document, one function each, in the order that the page gives.

In: a writer on a page. Out: the same document, longer. Nothing is selected here that the page does not select for all formats.
"""

from __future__ import annotations

from collections.abc import Callable

from bluf.model import AttributionEntry, FigureEntry, KeyPointEntry, Source
from bluf.rendering.annex import AnnexSource
from bluf.rendering.citations import Citation
from bluf.rendering.countries import country_name
from bluf.rendering.page import HEADINGS
from bluf.rendering.text import one_line, quotation_marks, shorten
from bluf.rendering.word.product import (
    write_behind,
    write_changes,
    write_hedges,
    write_lint,
    write_matrix,
    write_note,
    write_relations,
)
from bluf.rendering.word.styles import ANNEX, BANNER, BOTTOM, SMALL, stance_style
from bluf.rendering.word.writer import Line, Writer
from bluf.rendering.wording import (
    as_named,
    date_words,
    figure_setting,
    figure_words,
    first_upper,
    kind_word,
    plural,
    role_words,
    source_name,
    speaker_words,
    stance_word,
    time_words,
    via_words,
)

GRADES = (
    "(Admiralty code, two axes judged apart): source A completely reliable, B usually, C fairly, D not usually, E unreliable, "
    "F cannot be judged; information 1 confirmed by independent originators, 6 cannot be judged. A contradiction is a flag, "
    "not a 5."
)
"""The legend of letters and digits, as in the other formats."""


def write_front(writer: Writer) -> None:
    """Banner, title, and what the briefing rests on."""
    page, briefing = writer.page, writer.page.briefing
    banner = writer.line(BANNER).add(
        f"{page.look.organization + ' · ' if page.look.organization else ''}Briefing {page.serial}"
    )
    if briefing.as_of:
        banner.add(f" · as of {date_words(briefing.as_of)}")
    banner.add(
        f" · {plural(len(briefing.sources), 'source')}{', published ' + page.published if page.published else ''}"
    )
    if briefing.prepared_by:
        banner.add(f" · prepared by {shorten(briefing.prepared_by, 80)}")
    title = writer.heading("", 0)
    title.add(page.title)
    if briefing.title and briefing.heading:
        title = writer.line("Subtitle").statement(briefing.title)
    if briefing.title:
        title.cite(briefing.title)
    if page.is_empty:
        these = "this source" if len(briefing.sources) == 1 else "these sources"
        writer.line().own(f"Nothing could be said from {these}. The caveats say why; the text is in the annex.")


def write_sections(writer: Writer) -> None:
    """Every section that the page prints, but the annex."""
    for name in writer.page.order:
        if name in _SECTIONS:
            if name in HEADINGS:
                writer.heading(HEADINGS[name], anchor=name)
            _SECTIONS[name](writer)


def _bottom_line(writer: Writer) -> None:
    page, briefing = writer.page, writer.page.briefing
    writer.heading("Bottom line", 2)
    for number, statement in enumerate(briefing.bottom_line, 1):
        line = writer.line(BOTTOM).statement(statement).cite(statement)
        writer.bookmark(line, f"bluf-{number}")
    rests = writer.line(SMALL).add("Evidence base: ").add(briefing.evidence_grade.value, bold=True)
    names = ", ".join(shorten(name, 80) for name in page.originators)
    if briefing.evidence_base:
        rests.add(f". {first_upper(briefing.evidence_base.text)}{f' ({names})' if names else ''}.")
        return
    rests.add(f". {plural(len(briefing.sources), 'source')}")
    if names:
        rests.add(f"; the first key point rests on {plural(len(page.originators), 'independent originator')}: {names}")
    rests.add(".")


def _key_points(writer: Writer) -> None:
    for number, point in writer.page.key_points:
        line = writer.line("List Number").stance(point.label).add("  ")
        line.statement(point.statement).cite(point.statement)
        writer.bookmark(line, f"key-{number}")
        if point.holder or point.notes or point.repeats:
            _point_note(writer, point)
        if point.corroboration:
            write_behind(writer, point.corroboration)


def _point_note(writer: Writer, point: KeyPointEntry) -> None:
    """Who holds it, the small print, and where it is repeated."""
    note = writer.line(SMALL).indent()
    first = True
    if point.holder:
        held = f" {stance_word(point.stance, point.holder)}" if point.label != point.stance else ""
        note.add(one_line(point.holder) + held).cite(point.holder_evidence)
        first = False
    for statement in point.notes:
        note.add("" if first else " · ").statement(statement).cite(statement)
        first = False
    if point.repeats:
        note.add("also" if first else " · also").cite(point.repeats)


def _disagreements(writer: Writer) -> None:
    for number, dispute in writer.page.disagreements:
        sides = writer.page.sides(dispute.sides)
        table = writer.table(["Who", "Stance", "What, left open"], [25, 14, 61])
        for _, entry in sides:
            who, stance, what = writer.row(table)
            writer.line(inside=who).add(speaker_words(entry.source), bold=True)
            writer.line(inside=stance).stance(entry.stance)
            writer.line(inside=what).statement(entry.statement).cite(writer.page.spoken_for(entry))
        writer.bookmark(writer.line(SMALL), f"dispute-{number}")


def _figures(writer: Writer) -> None:
    page = writer.page
    table = writer.table(["Figure", "Counted", "Where, when", "Holder"], [22, 22, 22, 34])
    for number, figure in enumerate(page.leading_figures, 1):
        amount, counted, where, holder = writer.row(table)
        line = writer.line(inside=amount).add(figure_words(figure), bold=True)
        writer.bookmark(line, f"figure-{number}")
        writer.line(SMALL, inside=amount).words(f"“{figure.text}”")
        line = writer.line(inside=counted).words(figure.measured or "")
        if figure.concept:
            line.add(" ").words(f"({figure.concept})")
        if figure.change:
            line.own(f", {figure.change}")
        if figure_setting(figure):
            line.own(f", {figure_setting(figure)}")
        _where_when(writer.line(inside=where), figure)
        line = writer.line(inside=holder).add(one_line(figure.holder or "the source itself")).cite(figure.span)
        if figure.corroboration and figure.corroboration.single_source:
            line.own(", ").add("single source", stance_style("open"))
        if figure.repeats:
            line.own(", also").cite([repeat.span for repeat in figure.repeats])
        for other in figure.discrepancies:
            line = writer.line(SMALL, inside=holder).add("differs: ", bold=True).add(f"{figure_words(other)} ")
            line.words(f"“{other.text}”").add(f", {one_line(other.holder)}" if other.holder else "").cite(other.span)
    if page.other_figures:
        line = writer.line(SMALL).add("Further figures: ", bold=True)
        for figure in page.other_figures:
            line.add(figure_words(figure), bold=True).add(" ").words(figure.measured or "")
            line.add(f" ({one_line(figure.holder)})" if figure.holder else "").cite(figure.span).add("; ")
        line.add(_more(page.unprinted("figures"), "figure"))


def _where_when(line: Line, figure: FigureEntry) -> None:
    if figure.place:
        line.add(one_line(figure.place.name))
        if figure.place.country and figure.place.level.value != "country":
            line.add(f", {country_name(figure.place.country)}")
    if figure.period:
        line.add("; " if figure.place else "").add(time_words(figure.period))
        if figure.period.inferred:
            line.add(" ").words(f"(“{figure.period.text}”)")


def _actors(writer: Writer) -> None:
    page = writer.page
    table = writer.table(["Actor", "Role, other names", "Says or does"], [26, 26, 48])
    for number, actor in enumerate(page.leading_actors, 1):
        name, role, lines = writer.row(table)
        line = writer.line(inside=name).add(one_line(actor.name), bold=True)
        writer.bookmark(line, f"actor-{number}")
        if not actor.lines:
            line.cite(actor.mentions[0])
        country = f" · {country_name(actor.country)}" if actor.country else ""
        writer.line(SMALL, inside=name).add(
            f"{kind_word(actor.kind)}{country} · {plural(len(actor.mentions), 'mention')}"
        )
        if role_words(actor):
            writer.line(inside=role).words(role_words(actor)).cite(actor.role_span)
        if actor.aliases:
            writer.line(SMALL, inside=role).add("also " + ", ".join(one_line(alias) for alias in actor.aliases))
        for statement in actor.lines:
            writer.line(inside=lines).statement(statement).cite(statement)
    if page.other_actors:
        line = writer.line(SMALL).add("Also named: ", bold=True)
        for actor in page.other_actors:
            line.add(one_line(actor.name)).cite(actor.mentions[0]).add(", ")
        line.add(_more(page.unprinted("actors"), "actor"))


def _says(writer: Writer) -> None:
    page = writer.page
    table = writer.table(["Who", "Stance", "What", "Through"], [25, 14, 47, 14])
    for speaker in page.speakers:
        for position, (number, entry) in enumerate(speaker.entries):
            who, stance, what, through = writer.row(table)
            line = writer.line(inside=who).add(speaker.name, bold=True if position == 0 else None)
            writer.bookmark(line, f"says-{number}")
            if as_named(entry.source):
                writer.line(SMALL, inside=who).words(f"“{as_named(entry.source)}”")
            writer.line(inside=stance).stance(entry.stance)
            if entry.direct:
                writer.line(SMALL, inside=stance).own("in own words")
            _said(writer.line(inside=what), entry)
            writer.line(inside=through).add(via_words(entry))
    if rest := page.unprinted("attributions"):
        writer.line(SMALL).add(_more(rest, "statement"))


def _said(line: Line, entry: AttributionEntry) -> None:
    line.statement(entry.statement).cite(entry.statement)
    for position, repeat in enumerate(entry.repeats):
        line.own(", also " if position else "; also ").add(speaker_words(repeat.source)).cite(repeat.content)


def _timeline(writer: Writer) -> None:
    table = writer.table(["When", "What"], [26, 74])
    for number, entry in enumerate(writer.page.briefing.timeline, 1):
        when, what = writer.row(table)
        line = writer.line(inside=when).add(time_words(entry.time), bold=True)
        writer.bookmark(line, f"time-{number}")
        if entry.time.inferred:
            worked_out = "reckoned from the briefing’s date" if writer.page.undated(entry.time) else "worked out"
            writer.line(SMALL, inside=when).words(f"“{entry.time.text}”").own(f", {worked_out}")
        told = writer.line(inside=what).statement(entry.statement).cite(entry.statement)
        if entry.repeats:
            told.own(", also").cite(entry.repeats)


def _places(writer: Writer) -> None:
    for place in writer.page.briefing.places:
        country = f", {country_name(place.country)}" if place.country and place.level.value != "country" else ""
        line = writer.line("List Bullet").add(one_line(place.name), bold=True)
        basis = f"; {place.basis.value}" if place.basis and place.basis.name not in ("ONLY", "LARGEST") else ""
        line.own(f" {kind_word(place.level)}{country}{basis}; {plural(len(place.mentions), 'mention')}").cite(
            place.span
        )


def _gaps(writer: Writer) -> None:
    numbers = {source.document.id: source.number for source in writer.page.briefing.sources}
    for number, gap in writer.page.gaps:
        line = writer.line("List Bullet").add(gap.kind.value)
        writer.bookmark(line, f"gap-{number}")
        if gap.statement:
            before, after = quotation_marks(gap.statement.text)
            line.add(f": {before}").statement(gap.statement).add(after).cite(gap.statement)
        elif gap.document_id in numbers:
            source = numbers[gap.document_id]
            held = writer.page.annexes(Citation(number=source, first=0, last=0))
            line.link(f"[{source}]", f"s{source}", there=held)


def _caveats(writer: Writer) -> None:
    for caveat in writer.page.caveats:
        where = f" ({one_line(caveat.uri)})" if caveat.uri and caveat.uri not in caveat.message else ""
        writer.line("List Bullet").add(one_line(caveat.message) + where)


def _sources(writer: Writer) -> None:
    if writer.page.source_summary:
        writer.line(SMALL).add(writer.page.source_summary)
    table = writer.table(["No.", "Source", "Published", "Relays", "Reliability"], [6, 46, 16, 17, 15])
    for source in writer.page.briefing.sources:
        number, name, published, relays, grade = writer.row(table)
        document = source.document
        writer.line(inside=number).add(str(source.number), bold=True)
        line = writer.line(inside=name).add(shorten(source_name(document), 120), bold=True)
        if document.publisher and document.title:
            line.add(", ").words(shorten(document.title, 200))
        for detail in (_authors(source), one_line(document.uri), one_line(document.link or "")):
            if detail:
                writer.line(SMALL, inside=name).add(detail)
        writer.line(inside=published).add(date_words(document.published_on) or "not dated")
        if document.retrieved_at:
            writer.line(SMALL, inside=published).own(f"retrieved {date_words(document.retrieved_at.date())}")
        writer.line(inside=relays).add(", ".join(one_line(name) for name in source.relays))
        writer.line(inside=grade).add(source.reliability.value, bold=True)
        writer.line(SMALL, inside=grade).add(source.reliability.words)
    writer.line(SMALL).add("Grades", bold=True).add(f" {GRADES}")
    for source in writer.page.briefing.sources:
        if source.citation:
            writer.line(SMALL).add(f"[{source.number}] ").add(one_line(source.citation))


def _authors(source: Source) -> str:
    return ", ".join(shorten(author, 80) for author in source.document.authors[:6])


def _more(count: int, noun: str) -> str:
    """What the JSON holds beyond the page."""
    return f" {plural(count, f'further {noun}')} in the JSON." if count else ""


_SECTIONS: dict[str, Callable[[Writer], None]] = {
    "bottom-line": _bottom_line,
    "changes": write_changes,
    "note": write_note,
    "matrix": write_matrix,
    "relations": write_relations,
    "hedges": write_hedges,
    "lint": write_lint,
    "key-points": _key_points,
    "disagreements": _disagreements,
    "figures": _figures,
    "actors": _actors,
    "says": _says,
    "timeline": _timeline,
    "places": _places,
    "gaps": _gaps,
    "caveats": _caveats,
    "sources": _sources,
}


def write_annex(writer: Writer) -> None:
    """The sources' text with its sentences numbered as cited, and the closing lines."""
    briefing = writer.page.briefing
    if writer.page.shows("annex"):
        writer.heading(HEADINGS["annex"], anchor="annex")
        writer.line(SMALL).add("The sources’ text, sentences numbered as cited: [1:5] is sentence 5 of source 1.")
        for letter, entries in (("s", writer.page.annex), ("e", writer.page.earlier_annex)):
            for entry in entries:
                _annexed(writer, entry, letter)
    made = briefing.made_with
    credit = "Coordinates and names of places: GeoNames (geonames.org), CC BY 4.0. " if briefing.places else ""
    writer.line(SMALL).add(
        f"{credit}bluf {one_line(made.bluf)} · {one_line(made.model)} · words in serif are a source’s own"
    )


def _annexed(writer: Writer, entry: AnnexSource, letter: str) -> None:
    number = entry.source.number
    which = "Source" if letter == "s" else "Earlier source"
    writer.heading(
        f"{which} {number}: {shorten(source_name(entry.source.document), 90)}", 2, anchor=f"{letter}{number}"
    )
    if entry.excerpt and letter == "s" and not writer.page.is_short:
        writer.line(SMALL).add(
            "Excerpt of a long text: the cited sentences and their neighbors; the whole text is in the JSON output."
        )
    for block in entry.blocks:
        if block.skipped:
            writer.line(SMALL).add(f"[{plural(block.skipped, 'sentence')} left out]")
        for sentence in block.sentences:
            line = writer.line(ANNEX).own(f"{number}:{sentence.k}" if sentence.k else "").add("\t").add(sentence.text)
            if sentence.k:
                writer.bookmark(line, f"{letter}{number}-{sentence.k}")
    if entry.skipped_at_end:
        writer.line(SMALL).add(f"[{plural(entry.skipped_at_end, 'sentence')} left out]")
