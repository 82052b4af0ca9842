"""Filters without a script, words between quotation marks, and camps: what is made of numbers, and what stays as it is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bluf.model import Briefing, Stance
from bluf.rendering import render
from bluf.rendering.filtering import SOURCES, filter_rules
from bluf.rendering.filters import html_filters, markdown_filters
from bluf.rendering.page import Page

from .hostile import make_hostile_briefing


def test_one_rule_for_each_choice() -> None:
    rules = filter_rules(3, 2, ["denies", "states"]).splitlines()
    assert len(rules) == 7
    assert all(rule.endswith("{display:none}") for rule in rules)
    assert filter_rules(0, 0, []) == ""


def test_hundreds_of_sources_are_no_hundreds_of_rules() -> None:
    assert len(filter_rules(0, 5000, []).splitlines()) == SOURCES


def test_rules_hold_no_word_of_a_source() -> None:
    page = render(make_hostile_briefing("}</style><b>denies"), "html").body.decode("utf-8")
    rules = re.findall(r"body:has\(#by-.*", page)
    assert rules
    assert all(re.fullmatch(r'[\w\s#.,:"=~()\[\]{}-]+', rule) for rule in rules)


def test_the_print_has_no_filter(briefing: Briefing) -> None:
    from bluf.rendering.templates import fill_template

    assert "by-who" not in fill_template(briefing, "pdf")
    page = render(briefing, "html").body.decode("utf-8")
    assert page.index("@media screen{\nbody:has(#by-") > page.index("@media print{")


def test_only_stances_that_are_there_can_be_chosen(briefing: Briefing, empty_briefing: Briefing) -> None:
    stances = Page(briefing, "html").stances
    assert "denies" in stances
    assert Page(empty_briefing, "html").stances == ()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("official", "“official”"),
        ("“No,” he said", "“No,” he said"),
        ('"No," he said', "&#34;No,&#34; he said"),
        ("<b>", "“&lt;b&gt;”"),
    ],
)
def test_quotation_marks_are_never_doubled(words: str, shown: str) -> None:
    assert str(html_filters()["quoted"](words)) == shown


def test_quotation_marks_in_markdown() -> None:
    quoted = markdown_filters()["quoted"]
    assert str(quoted("*x*")) == r"“\*x\*”"
    assert str(quoted("„Nein“")) == "„Nein“"


def test_sides_that_deny_face_those_that_do_not(briefing: Briefing) -> None:
    page = Page(briefing, "html")
    dispute = briefing.disagreements[0]
    camps = page.camps(dispute)
    assert len(camps) == 2
    assert sorted(number for camp in camps for number, _ in camp) == sorted(i + 1 for i in dispute.sides)
    assert len({entry.stance is Stance.DENIES for entry in (camps[0][0][1], camps[1][0][1])}) == 2
    assert page.camps(replace(dispute, sides=())) == ()
