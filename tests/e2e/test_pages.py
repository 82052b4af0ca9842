"""`bluf verify --page`: one changed character of a page that holds no evidence of its own is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from bluf import pipeline
from bluf.errors import UsageError
from bluf.rendering import FORMATS

SEED = Path(__file__).parents[2] / "seeds" / "2011-12-09-cordillera-monitor.txt"
COMPARED = ("md", "html", "docx", "stix", "eml")


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    rendered = pipeline.brief([str(SEED)], formats=("json", *COMPARED)).rendered
    return dict(zip(("json", *COMPARED), (r.body for r in rendered), strict=True))


@pytest.mark.parametrize("name", COMPARED)
def test_a_page_that_was_not_touched_is_the_same(made, name):
    assert pipeline.compare_page(made["json"], made[name], name) == ()


@pytest.mark.parametrize("name", COMPARED)
def test_any_change_is_found(made, name):
    page = made[name]
    for at in range(10, len(page), max(1, len(page) // 3)):
        for altered in (page[:at] + b"~" + page[at + 1 :], page[:at], page[:at] + b"7" + page[at:]):
            (problem,) = pipeline.compare_page(made["json"], altered, name)
            assert problem.where.startswith("line ")
            assert "\n" not in problem.what


def test_what_was_added_at_the_end_is_found(made):
    (problem,) = pipeline.compare_page(made["json"], made["md"] + b"\nMore.\n", "md")
    assert "More." in problem.what or "is not what" in problem.what


def test_another_template_is_another_page(made):
    assert pipeline.compare_page(made["json"], made["md"], "md", template="summary")


def test_an_unknown_format_is_refused(made):
    assert "txt" not in FORMATS
    with pytest.raises(UsageError):
        pipeline.compare_page(made["json"], b"", "txt")
