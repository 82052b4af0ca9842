"""Layout of texts that came without blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluf.analysis.blocks import find_blocks
from bluf.analysis.datelines import dateline_end
from bluf.model import Block, BlockKind

LONG = "The council met on Monday to vote on the plan, which had been put off for three weeks because of the flood in the valley."


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(b.kind.value, text[b.start : b.end]) for b in find_blocks(text)]


def test_a_heading_over_a_paragraph():
    assert _kinds(f"Council votes again\n\n{LONG}") == [("heading", "Council votes again"), ("paragraph", LONG)]


def test_a_heading_right_over_a_paragraph():
    assert _kinds(f"Council votes again\n{LONG}") == [("heading", "Council votes again"), ("paragraph", LONG)]


def test_lines_of_their_own_are_paragraphs():
    text = f"{LONG}\n{LONG}\n{LONG}"
    assert [kind for kind, _ in _kinds(text)] == ["paragraph"] * 3


def test_lines_wrapped_by_hand_are_one_paragraph():
    wrapped = "The council met on Monday to vote on the plan, which had been\nput off for three weeks because of the flood in the\nvalley."
    assert [kind for kind, _ in _kinds(wrapped)] == ["paragraph"]


def test_a_short_last_line_or_a_sentence_is_no_heading():
    assert _kinds(f"It rained.\n\n{LONG}\n\nA last line without a stop") == [
        ("paragraph", "It rained."),
        ("paragraph", LONG),
        ("paragraph", "A last line without a stop"),
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\t\r\n "])
def test_nothing_in_nothing(text):
    assert find_blocks(text) == ()


@given(st.text(st.sampled_from("ab .\n\r\t“”🌧"), max_size=80))
def test_blocks_are_disjoint_in_order_and_leave_only_white_space(text):
    at = 0
    for block in find_blocks(text):
        assert at <= block.start < block.end
        assert not text[at : block.start].strip()
        assert text[block.start : block.end].strip() == text[block.start : block.end]
        at = block.end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("line", "report"),
    [
        ("San Salvador, 12 Jan 90 (AFP) -- [TEXT] Rebels attacked a barracks at dawn.", "Rebels"),
        ("LA PAZ, Bolivia (Altiplano News) – The government rejected the charge.", "The government"),
        ("CAIRO — Thousands of people marched through the city.", "Thousands"),
        ("(CNN)Thousands of people marched through the city.", "Thousands"),
        ("GENEVA, May 5 - Talks on the border resumed on Monday.", "Talks"),
    ],
)
def test_a_dateline_is_no_part_of_the_report(line, report):
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(line))
    assert line[dateline_end(line, block) :].startswith(report)


@pytest.mark.parametrize(
    "line",
    [
        "Rebels (about 40 of them) attacked - mostly at night - three villages in the hills.",
        "The minister – a former judge – said she would resign within the week.",
        "Mr Cruz said 12 people were hurt — four of them badly — in the fire.",
        "CAIRO —",
        "U.S. officials said on Monday that the talks had failed again.",
    ],
)
def test_no_dateline(line):
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(line))
    assert dateline_end(line, block) == 0
