"""An edition as a mail: plain text and HTML that holds in mail programs. In: an `Edition`, where its pages lie. Out: two texts.

Every sentence of a source is printed from its `Statement`, with the numbers of the sources that bear it. The HTML has its
styles on the elements, one column, tables for nothing, and no address that loads by itself; together both stay below what mail
programs cut off (102 KB), by telling less of the last stories, never by cutting text.

Sources: Jinja documentation (sandbox); css-inline documentation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from bluf.edition import Edition, Story
from bluf.model import Change, ChangeKind, Document, KeyPointEntry, Quote, Span, Statement
from bluf.rendering.assets import TLP_COLORS, template_folder
from bluf.rendering.text import is_web_address, one_line, printable, shorten
from bluf.rendering.wording import date_words, plural, source_name, stance_word

MOST_BYTES = 98_000
"""Both texts together, as they travel."""

_FULLNESS = ((4, 4), (3, 3), (2, 2), (1, 1), (0, 1), (0, 0))  # (key points, changes) for each story
_MOST_POINTS = ((4, 4), (8, 3))
"""(stories, key points of each): a mail of many stories tells less of each, for it is read on a telephone."""
_WIDTH = 76
_TOLD = (ChangeKind.STANCE_REVERSED, ChangeKind.FIGURE_CHANGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionText:
    """The two forms of a mail."""

    text: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A source as the mail lists it: its number, and where it can be read ("" where nowhere)."""

    number: int
    document: Document
    address: str


class _Sources:
    """The sources of all stories, numbered in the order in which they are printed."""

    def __init__(self, stories: Iterable[Story]) -> None:
        self._found: dict[str, Cited] = {}
        for story in stories:
            for source in story.briefing.sources:
                document = source.document
                if document.id not in self._found:
                    self._found[document.id] = Cited(
                        number=len(self._found) + 1, document=document, address=_address(document)
                    )

    def of(self, spans: Iterable[Span]) -> list[Cited]:
        """The sources that bear `spans`, each once, in order."""
        numbers = {
            self._found[s.document_id].number: self._found[s.document_id] for s in spans if s.document_id in self._found
        }
        return [numbers[number] for number in sorted(numbers)]

    def of_story(self, story: Story) -> list[Cited]:
        """The sources of one story."""
        return [self._found[source.document.id] for source in story.briefing.sources]


def _address(document: Document) -> str:
    return next((a for a in (document.link, document.uri) if a and is_web_address(a)), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A printed sentence: the word for its stance, the statement, who holds it, its sources.

    `teller` is whose words they are: the holder, or who publishes the sources. `label`, `before` and `before_stance` are for a
    change: what changed, and what it was. `repeated` was told in an earlier edition.
    """

    statement: Statement
    cited: Sequence[Cited]
    teller: str
    stance: str = ""
    label: str = ""
    before: Statement | None = None
    before_stance: str = ""
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A story as it is printed.

    `sources` are those that its lines cite, those of one name and day together; `more` is how many others tell it.
    """

    number: int
    story: Story
    title: Line | None
    lines: Sequence[Line]
    points: Sequence[Line]
    changes: Sequence[Line]
    sources: Sequence[Sequence[Cited]]
    more: int
    address: str


def render_edition(edition: Edition, *, archive: str | None = None, attached: bool = False) -> EditionText:
    """The mail of an edition.

    Args:
        edition: what it tells.
        archive: web address of the edition's folder in the archive, None where nobody can reach it.
        attached: the full briefing is attached as PDF.
    """
    shown = edition
    made = _fitting(shown, archive, attached=attached)
    while made is None and len(shown.stories) > 1:
        kept = len(shown.stories) * 2 // 3
        shown = replace(shown, stories=shown.stories[:kept], others=(*shown.stories[kept:], *shown.others))
        made = _fitting(shown, archive, attached=attached)
    while made is None and shown.others:
        shown = replace(shown, others=shown.others[: len(shown.others) // 2])
        made = _fitting(shown, archive, attached=attached)
    return made or _render(shown, _FULLNESS[-1], archive, attached=attached)


def _fitting(edition: Edition, archive: str | None, *, attached: bool) -> EditionText | None:
    """The fullest form that is small enough, or None."""
    most = next((points for stories, points in _MOST_POINTS if len(edition.stories) <= stories), 2)
    for fullness in (full for full in _FULLNESS if full[0] <= most):
        made = _render(edition, fullness, archive, attached=attached)
        if _travelling(made) <= MOST_BYTES:
            return made
    return None


def _travelling(made: EditionText) -> int:
    """Bytes on the way: Base64 makes four of three."""
    return (len(made.text.encode()) + len(made.html.encode())) * 4 // 3 + 2_000


def _render(edition: Edition, fullness: tuple[int, int], archive: str | None, *, attached: bool) -> EditionText:
    sources = _Sources(edition.stories)
    context = {
        "edition": edition,
        "stories": [_view(k, story, sources, fullness, archive) for k, story in enumerate(edition.stories, 1)],
        "others": [_title(story) for story in edition.others],
        "new_stories": sum(story.told_on is None for story in edition.stories),
        "archive": archive or "",
        "attached": attached,
        "mark_color": TLP_COLORS.get(edition.mark, "#ffffff"),
    }
    page = _environment("html").get_template("digest.html.j2").render(context)
    text = _environment("txt").get_template("digest.txt.j2").render(context)
    return EditionText(text=_tidy(text), html=_inlined(page))


def _view(number: int, story: Story, sources: _Sources, fullness: tuple[int, int], archive: str | None) -> StoryView:
    briefing = story.briefing
    told = [span for statement in briefing.bottom_line for span in statement.evidence]
    before = _repeated(story)
    title = _line(briefing.title, sources) if briefing.title else None
    told_lines = [_line(s, sources, repeated=s.text in before) for s in briefing.bottom_line]
    heading = briefing.title.text if briefing.title else ""
    lines = [line for line in told_lines if line.statement.text.rstrip(".") != heading.rstrip(".")]
    lines = [line for line in lines if not line.repeated] or lines[:1]  # what was told before stands in that mail
    points = [
        _point(p, sources)
        for p in briefing.key_points
        if p.statement.text not in before and not any(p.overlaps(span) for span in told)
    ][: fullness[0]]
    changes = _changes(story, sources)[: fullness[1]]
    cited = {c.number for line in (title, *lines, *points, *changes) if line for c in line.cited}
    every = sources.of_story(story)
    shown = [c for c in every if c.number in cited] or every[:1]
    return StoryView(
        number=number,
        story=story,
        title=title,
        lines=lines,
        points=points,
        changes=changes,
        sources=_together(shown),
        more=max(story.articles + story.reprints, len(every)) - len(shown),
        address=f"{archive.rstrip('/')}/{story.page}" if archive and story.page else "",
    )


def _repeated(story: Story) -> frozenset[str]:
    """What was told of the story before, in the words of now."""
    rows = story.briefing.changes.rows if story.briefing.changes else ()
    return frozenset(row.now.text for row in rows if row.kind is ChangeKind.REPEATED and row.now)


def _line(statement: Statement, sources: _Sources, *, repeated: bool = False) -> Line:
    cited = sources.of(statement.evidence)
    return Line(statement=statement, cited=cited, teller=_publishers(cited), repeated=repeated)


def _point(point: KeyPointEntry, sources: _Sources) -> Line:
    cited = sources.of(point.statement.evidence)
    return Line(
        statement=point.statement,
        cited=cited,
        teller=point.holder or _publishers(cited),
        stance=stance_word(point.stance) if point.stance else "",
    )


def _publishers(cited: Sequence[Cited]) -> str:
    """Who publishes the sources: whose words they are where a text names nobody."""
    names = tuple(dict.fromkeys(source_name(c.document) for c in cited))
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more" if names else ""


def _together(cited: Sequence[Cited]) -> list[list[Cited]]:
    """Sources that one line can name: of one publisher and day, and with no address of their own."""
    groups: dict[object, list[Cited]] = {}
    for c in cited:
        key = c.number if c.address else (source_name(c.document), c.document.published_on)
        groups.setdefault(key, []).append(c)
    return list(groups.values())


def _changes(story: Story, sources: _Sources) -> list[Line]:
    rows = story.briefing.changes.rows if story.briefing.changes else ()
    return [line for row in rows if row.kind in _TOLD and (line := _change(row, sources)) is not None]


def _change(row: Change, sources: _Sources) -> Line | None:
    if row.now is None:
        return None
    cited = sources.of(row.now.evidence)
    return Line(
        statement=row.now,
        cited=cited,
        teller=row.holder or _publishers(cited),
        stance=stance_word(row.now_stance) if row.now_stance else "",
        label=row.kind.value,
        before=row.before_value or row.before,
        before_stance=stance_word(row.before_stance) if row.before_stance else "",
    )


def _title(story: Story) -> str:
    """One line for a story that is only listed: its title, or what its first source calls itself."""
    if story.briefing.title is not None:
        return story.briefing.title.text
    return source_name(story.briefing.sources[0].document) if story.briefing.sources else ""


# --- printing -----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=2)
def _environment(kind: str) -> Environment:
    html = kind == "html"
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(template_folder() / "mail"),
        autoescape=html,
        undefined=StrictUndefined,
        finalize=_finalize_html if html else _finalize_text,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters.update(
        {
            "date": date_words,
            "plural": _counted,
            "source_name": source_name,
            "shorten": shorten,
            "line": one_line,
            "quoted": _quoted_html if html else lambda statement: statement.text,
            "wrapped": _wrapped,
        }
    )
    return environment


def _finalize_html(value: object) -> object:
    if value is None:
        return ""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _finalize_text(value: object) -> object:
    if value is None:
        return ""
    return printable(value) if isinstance(value, str) else value


def _quoted_html(statement: Statement) -> Markup:
    """A statement with our own words set apart from the source's."""
    parts = (
        Markup("{}").format(printable(part.text))
        if isinstance(part, Quote)
        else Markup('<span class="own">{}</span>').format(part.value)
        for part in statement.parts
    )
    return Markup("").join(parts)


def _counted(count: int, noun: str) -> str:
    """1 story, 2 stories, 2 articles."""
    return plural(count, noun) if not noun.endswith("y") or count == 1 else f"{count:,} {noun[:-1]}ies"


def _wrapped(text: str, indent: int = 0, first: int | None = None) -> str:
    """`text` in lines of 76 columns; words are never broken, so that an address stays whole."""
    lines: list[str] = []
    line = " " * (indent if first is None else first)
    started = False
    for word in one_line(text).split():
        if started and len(line) + 1 + len(word) > _WIDTH:
            lines.append(line)
            line = " " * indent + word
        else:
            line += (" " if started else "") + word
        started = True
    return "\n".join([*lines, line])


def _tidy(text: str) -> str:
    """No blanks at line ends, never more than two blank lines."""
    lines = [line.rstrip() for line in text.split("\n")]
    kept: list[str] = []
    for line in lines:
        if line or kept[-1:] != [""]:
            kept.append(line)
    return "\n".join(kept).strip("\n") + "\n"


def _inlined(page: str) -> str:
    """The styles on the elements themselves; what depends on the screen stays in the head."""
    import css_inline

    inliner = css_inline.CSSInliner(
        load_remote_stylesheets=False, keep_style_tags=False, keep_at_rules=True, keep_link_tags=False
    )
    return inliner.inline(page)
