"""The filters that templates use, described for template writers in `templates/README.md`.

In: values of the model. Out: short text, or markup in which every word of a source is escaped already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from bluf.model import Quote, Span, Statement
from bluf.rendering import wording
from bluf.rendering.citations import Citation
from bluf.rendering.countries import country_name
from bluf.rendering.page import Page
from bluf.rendering.text import escape_markdown, is_web_address, one_line, printable, quotation_marks, shorten

Filters = dict[str, Callable[..., Any]]


def shared_filters() -> Filters:
    """Filters that mean the same in every format."""
    return {
        "date": wording.date_words,
        "time": wording.time_words,
        "number": wording.number_words,
        "figure": wording.figure_words,
        "setting": wording.figure_setting,
        "stance": wording.stance_word,
        "tone": wording.stance_tone,
        "kind": wording.kind_word,
        "role": wording.role_words,
        "speaker": wording.speaker_words,
        "as_named": wording.as_named,
        "via": wording.via_words,
        "country": country_name,
        "source_name": wording.source_name,
        "plural": wording.plural,
        "line": one_line,
        "first_upper": wording.first_upper,
        "shorten": shorten,
    }


def html_filters() -> Filters:
    """Filters that make HTML."""
    return {
        "cite": _cite_html,
        "statement": _statement_html,
        "address": _address_html,
        "quoted": _quoted_html,
        "source_link": _source_link,
    }


def markdown_filters() -> Filters:
    """Filters that make Markdown."""
    return {
        "cite": _cite_markdown,
        "statement": _statement_markdown,
        "address": _address_markdown,
        "quoted": _quoted_markdown,
        "md": _format_markdown,
    }


Citable = Statement | Span | Iterable[Span] | None


def _spans(value: Citable) -> tuple[Span, ...]:
    if value is None:
        return ()
    if isinstance(value, Statement):
        return value.evidence
    return (value,) if isinstance(value, Span) else tuple(value)


def _page(context: Context) -> Page:
    page: Page = context["page"]
    return page


def _cited(context: Context, value: Citable, but: Iterable[Citable]) -> tuple[Citation, ...]:
    """Where the spans stand, without the places that stand beside it already."""
    page = _page(context)
    known = {citation for other in but for citation in page.cite(_spans(other))}
    return tuple(citation for citation in page.cite(_spans(value)) if citation not in known)


@pass_context
def _cite_html(context: Context, value: Citable, *but: Citable) -> Markup:
    """Links to the annex sentences that hold the spans, "[1:2][2:5]", but for those that hold the spans of `but`."""
    page = _page(context)
    links = (_citation(c, linked=page.annexes(c)) for c in _cited(context, value, but))
    joined = "".join(links)
    # The word joiner keeps the citation on the line of the word before it.
    return Markup(f'<span class="cs">&#8288;{joined}</span>') if joined else Markup("")  # noqa: S704 - labels escaped above


@pass_context
def _source_link(context: Context, number: int, brackets: bool = True) -> Markup:  # noqa: FBT001, FBT002 - as templates call it
    """The number of a source, as a link where the annex holds it."""
    label = f"[{number}]" if brackets else str(number)
    if not _page(context).annexes(Citation(number=number, first=0, last=0)):
        return Markup('<span class="c">{}</span>').format(label) if brackets else Markup(label)  # noqa: S704 - a number
    return Markup('<a{} href="#s{}">{}</a>').format(Markup(' class="c"') if brackets else "", number, label)


def _citation(citation: Citation, *, linked: bool) -> str:
    label = escape(citation.label)
    if not linked:
        return f'<span class="c">[{label}]</span>'
    last = f' data-last="{citation.last}"' if citation.last > citation.first else ""
    return f'<a class="c" href="#{citation.anchor}"{last}>[{label}]</a>'


@pass_context
def _cite_markdown(context: Context, value: Citable, *but: Citable) -> Markup:
    """Labels of the annex sentences that hold the spans, " [1:2] [2:5]" with a blank before; `but` as in HTML."""
    cited = _cited(context, value, but)
    return Markup("".join(f" [{c.label}]" for c in cited))  # noqa: S704 - digits and colons only


def _statement_html(statement: Statement, name: str = "") -> Markup:
    """A statement with the source's words and ours told apart, under its id; citations stand outside of it."""
    parts = (
        escape(printable(part.text))
        if isinstance(part, Quote)
        else Markup('<span class="own">{}</span>').format(part.value)
        for part in statement.parts
    )
    return Markup('<span data-statement="{}">{}</span>').format(name, Markup("").join(parts))


def _statement_markdown(statement: Statement, name: str = "") -> Markup:  # noqa: ARG001 - same call as in HTML
    """A statement as literal Markdown."""
    return Markup(escape_markdown(statement.text))  # noqa: S704 - escape_markdown is the escape of this format


def _quoted_html(words: str) -> Markup:
    """Words of a source between quotation marks, unless they bring their own: marks inside of marks are hard to read."""
    before, after = quotation_marks(words.striptags() if isinstance(words, Markup) else words)
    return Markup("{}{}{}").format(before, words, after)


def _quoted_markdown(words: str) -> Markup:
    """The same in Markdown."""
    text = words if isinstance(words, Markup) else escape_markdown(words)
    before, after = quotation_marks(text)
    return Markup(f"{before}{text}{after}")  # noqa: S704 - escaped above


def _address_html(uri: str) -> Markup:
    """A source's address: a link for http and https, plain text for everything else."""
    shown = escape(shorten(uri, 90))
    if not is_web_address(uri):
        return Markup('<span class="uri">{}</span>').format(shown)
    return Markup('<a class="uri" href="{}" rel="noreferrer noopener nofollow">{}</a>').format(uri, shown)


def _address_markdown(uri: str) -> Markup:
    """A source's address: `<https://...>` for http and https, code for everything else."""
    line = one_line(uri)
    if is_web_address(uri) and not set("`*[]|") & set(uri):
        return Markup(f"<{uri}>")  # noqa: S704 - no blank, bracket or quote can be in it
    return Markup(f"`{escape(line)}`") if line and not set("`<>|\\[]") & set(line) else Markup(escape_markdown(line))  # noqa: S704 - as above


def _format_markdown(pattern: str, *values: object) -> Markup:
    """A pattern of our own Markdown with every string value set in literally: `{{ "**%s**"|md(name) }}`."""
    literal = tuple(escape_markdown(v) if isinstance(v, str) else v for v in values)
    return Markup(pattern % literal)  # noqa: S704 - the pattern is the template's, the values are escaped
