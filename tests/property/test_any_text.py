"""Whatever the text, offsets are right, the briefing is grounded, and nothing raises."""

from __future__ import annotations

import io

from hypothesis import example, given, settings
from hypothesis import strategies as st

import bluf
from bluf.analysis import analyze, load_model_once
from bluf.errors import SourceError
from bluf.grounding import check_grounding
from bluf.model import Document, Span
from bluf.records import analysis_record, write_record

# Pieces that finders look for, thrown together with letters of many scripts, marks and rubbish.
PIECES = st.sampled_from(
    [
        "The minister ", "said ", "denied ", "that ", "according to ", "up to 3,000 ", "$1.2 to 1.5 million ", "on Tuesday ",
        "last year", ". ", ", ", "“", "”", '"', "’s ", "\n", "\n\n", "Ana Cruz ", "she ", "Bolivia ", "United Nations (UN) ",
        "REBELS ", "no fewer than 40 people ", "½ ", "12,34,567 ", "１２３ ", "—", "(", ")", "[", "]", "\u200b", "\u202e", "🌧️ ", "é", "e\u0301",
        "Σ", "ß ", "مرحبا ", "中文 ", "\x00", "\x1b[31m", "1e309 ", "99999999999999999999 ", "- ", "* ", "# ", "<b>", "{{ x }}", "accused ", "of ",
        "reportedly ", "from 5 to ", "per cent ", "in ", "the ", "killed ", "were ", "by ", "gunmen ",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200))


def _spans(value):
    if isinstance(value, Span):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, Document):
        for name in value.__dataclass_fields__:
            yield from _spans(getattr(value, name))


@given(TEXTS)
@example("“The minister said")
@example("𝟛 people said 𝟛,000 left")
@settings(max_examples=150)
def test_every_finding_quotes_its_text(text):
    analysis = analyze(Document(id="d", text=text), nlp=load_model_once())
    for span in _spans(analysis):
        assert text[span.start : span.end] == span.text
    write_record(analysis_record(analysis))


@given(TEXTS)
@settings(max_examples=40)
def test_every_briefing_is_grounded_and_the_same_twice(text):
    data = ("The army said on Monday that forty people had left the town. " + text).encode("utf-8", "replace")
    try:
        first = bluf.brief(["-"], formats=("md", "html", "json"), stdin=io.BytesIO(data))
    except SourceError:
        return  # nothing readable is an error, by contract
    assert check_grounding(first.briefing) == ()
    again = bluf.brief(["-"], formats=("md", "html", "json"), stdin=io.BytesIO(data))
    assert [r.body for r in again.rendered] == [r.body for r in first.rendered]
