"""Makes `docs/reference/templates.md`: what a template gets, with types, read from the code itself.

    PYTHONPATH=src python tools/document_templates.py > docs/reference/templates.md

`tests/docs/test_templates.py` fails where the page is not what this makes.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import sys
import textwrap
from enum import Enum
from functools import cached_property
from typing import Any

from bluf import model, standards
from bluf.rendering import annex, charts, filters, network, ranges, worldmap
from bluf.rendering.chains import Link
from bluf.rendering.citations import Citation, PrintedLine
from bluf.rendering.holders import Speaker
from bluf.rendering.look import SECTIONS, STYLES, Look
from bluf.rendering.page import Page

_HEAD = """# What a template gets

Made from the code by `tools/document_templates.py`; how to use it stands in [write a template](../how-to/templates.md). The types
are Python's: `tuple[X, ...]` is a list that a template loops over, `X | None` may be empty. All of it is read-only. Names are
kept: a template written against this page keeps working; new names may be added.

## Names

| name | type | what it is |
| --- | --- | --- |
| `briefing` | [`Briefing`](#briefing) | the briefing itself, as in `briefing.json` |
| `page` | [`Page`](#page) | what is worked out for printing |
| `for_print` | `bool` | true where the HTML becomes a PDF |
| `style` | HTML | the built-in style sheet with its fonts and your colors, for `<style>{{ style }}</style>` (HTML only) |
| `script` | HTML | the built-in script, for `<script>{{ script }}</script>`; the only one that a page may hold (HTML only) |
| `csp` | `str` | the content security policy that lets these two run and nothing else (HTML only) |
| `embedded` | `str` | the briefing, packed, for `<data id="bluf-briefing" value="{{ embedded }}" hidden></data>` (HTML only) |
| `svg_font` | `str` | the font of text in pictures (HTML only) |
"""

_GROUPS = (
    ("The briefing", (model.Briefing,)),
    (
        "Its parts",
        (
            model.Statement, model.KeyPointEntry, model.Corroboration, model.Originator, model.Carrier, model.ActorEntry,
            model.FigureEntry, model.AttributionEntry, model.AttributionSource, model.Disagreement, model.Proposition,
            model.Stand, model.Relation,
            model.TimelineEntry, model.TimeExpression, model.PlaceEntry, model.Hedge, model.Gap, model.Changes, model.Change,
            model.Note, model.LintFinding, model.Caveat, model.Source, model.SourceProfile, model.SourceSummary, model.EvidenceBase,
            model.Document, model.Span, model.MadeWith, standards.Band,
        ),
    ),
    (
        "What the page works out",
        (
            Look, Citation, PrintedLine, Speaker, Link, annex.AnnexSource, annex.AnnexBlock, annex.AnnexSentence, annex.Piece,
            charts.TimelineChart, charts.Mark, charts.Tick, charts.BoundsChart, charts.Bar, ranges.RangeChart, ranges.RangeRow,
            network.ActorNetwork, network.Node, network.Edge, worldmap.PlaceMap, worldmap.Dot, worldmap.Outline,
        ),
    ),
)  # fmt: skip


def reference() -> str:
    """The whole page."""
    parts = [_HEAD, "## Styles and sections\n", *(f"- `{name}`: {about}" for name, about in STYLES.items()), ""]
    parts += [
        "| section | heading |",
        "| --- | --- |",
        *(f"| `{name}` | {heading} |" for name, heading in SECTIONS.items()),
        "",
    ]
    parts += ["## Filters\n", *_filters(), "", "## Page\n", *_page(), ""]
    for title, kinds in _GROUPS:
        parts.append(f"## {title}\n")
        for kind in kinds:
            parts += _dataclass(kind)
    parts += ["## Words from a closed list\n", "Each has `.value`, the word as printed.\n", *_enums(), ""]
    return "\n".join(parts).rstrip("\n") + "\n"


def _filters() -> list[str]:
    rows = ["| filter | in | gives |", "| --- | --- | --- |"]
    groups = (
        (filters.shared_filters(), "all"),
        (filters.html_filters(), "HTML"),
        (filters.markdown_filters(), "Markdown"),
    )
    for group, where in groups:
        for name, function in group.items():
            rows.append(f"| `{name}` | {where} | {_cell(_first(function))} |")
    return rows


def _page() -> list[str]:
    rows = ["| name | type | what it is |", "| --- | --- | --- |"]
    for name, member in vars(Page).items():
        if name.startswith("_"):
            continue
        if isinstance(member, property | cached_property):
            function = member.fget if isinstance(member, property) else member.func
            rows.append(f"| `{name}` | `{_cell(_returns(function))}` | {_cell(_first(function))} |")
        elif inspect.isfunction(member):
            arguments = ", ".join(list(inspect.signature(member).parameters)[1:])
            rows.append(f"| `{name}({arguments})` | `{_cell(_returns(member))}` | {_cell(_first(member))} |")
    return rows


def _dataclass(kind: type) -> list[str]:
    about = _attributes(kind)
    rows = [f"### {kind.__name__}\n", _first(kind) + "\n", "| field | type | what it is |", "| --- | --- | --- |"]
    fields = [(field.name, str(field.type), about.get(field.name, "")) for field in dataclasses.fields(kind)]
    rows += [f"| `{name}` | `{_cell(hint)}` | {_cell(said)} |" for name, hint, said in fields]
    for name, member in inspect.getmembers(kind, lambda value: isinstance(value, property)):
        rows.append(f"| `{name}` | `{_cell(_returns(member.fget))}` | {_cell(_first(member))} |")
    return [*rows, ""]


def _attributes(kind: type) -> dict[str, str]:
    """The `Attributes:` of a docstring and of those of its bases, by name."""
    found: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        text = inspect.cleandoc(base.__doc__ or "").partition("Attributes:\n")[2]
        for entry in re.findall(r"^    ((?:\w+(?:, )?)+): ((?:.|\n        )+)", text, re.MULTILINE):
            for name in entry[0].split(", "):
                found[name] = " ".join(entry[1].split())
    return found


def _enums() -> list[str]:
    kinds = (
        model.Stance, model.ActorKind, model.EventRole, model.Qualifier, model.TimeType, model.PlaceLevel, model.EvidenceGrade,
        model.GapKind, model.RelationKind, model.ChangeKind, model.LintRule, model.OriginatorKind, standards.Tlp,
        standards.Reliability,
        standards.Credibility, standards.Scale,
    )  # fmt: skip
    rows = ["| type | words |", "| --- | --- |"]
    for kind in kinds:
        assert issubclass(kind, Enum)  # noqa: S101 - for the type checker
        rows.append(f"| `{kind.__name__}` | {_cell(', '.join(str(member.value) for member in kind))} |")
    return rows


def _first(thing: Any) -> str:  # noqa: ANN401 - anything with a docstring
    """The first sentence or paragraph of a docstring on one line."""
    return " ".join(textwrap.dedent(inspect.getdoc(thing) or "").split("\n\n")[0].split())


def _returns(function: Any) -> str:  # noqa: ANN401 - functions of any signature
    return str(function.__annotations__.get("return", ""))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    sys.stdout.write(reference())
