"""The reference for template writers is what the code offers, and the how-to alone leads to a template of one's own."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from bluf.rendering import render
from bluf.rendering.assets import script
from bluf.rendering.inert import find_active
from tests.unit.rendering.full import make_full_briefing

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "templates.md"
HOW_TO = ROOT / "docs" / "how-to" / "templates.md"


def test_the_reference_is_what_the_code_offers(update_golden, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    sys.modules.pop("document_templates", None)
    from document_templates import reference

    made = reference()
    if update_golden:
        PAGE.write_text(made, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == made, (
        "PYTHONPATH=src python tools/document_templates.py > docs/reference/templates.md"
    )


def files_of_the_how_to() -> dict[str, str]:
    """The files that the page tells to write: a name in backquotes before a block."""
    text = HOW_TO.read_text(encoding="utf-8")
    return dict(re.findall(r"`(desk/[\w./-]+)`:\n\n```\w+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("output", ["html", "md", "docx"])
def test_the_template_of_the_how_to_works(tmp_path, output):
    files = files_of_the_how_to()
    assert {"desk/template.toml", "desk/briefing.html.j2", "desk/sections/gaps.md.j2"} <= set(files)
    for name, body in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")
    made = render(make_full_briefing(), output, template=str(tmp_path / "desk")).body
    if output == "html":
        assert b"Morning note" in made
        assert b"--accent:#7a1f5c" in made
        assert find_active(made.decode(), script=script()) == ""
    if output == "md":
        assert "To be asked" in made.decode()
