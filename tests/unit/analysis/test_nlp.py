"""Parsing keeps every offset."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bluf.analysis import load_model, load_model_once, parse_document, parse_documents
from bluf.analysis.blocks import find_blocks
from bluf.analysis.nlp import prepare
from bluf.errors import ModelError
from bluf.model import BlockKind, Document

TEXT = "Storm hits coast\n\nA storm hit the coast\nof Belize’s north on Monday. Nobody was hurt.\n\nSAN PEDRO, May 5 (RNA) – The mayor said so on Friday."


def test_every_token_stands_where_it_says(nlp):
    parse = parse_document(Document(id="d", text=TEXT), nlp)
    for i in range(len(parse)):
        seen = TEXT[parse.start[i] : parse.end[i]].replace("’", "'").casefold().split()
        assert seen == parse.text[i].casefold().split()


def test_no_sentence_crosses_a_block_and_a_dateline_stands_apart(nlp):
    parse = parse_document(Document(id="d", text=TEXT), nlp)
    sentences = [parse.span(i, j).text for i, j in parse.sents]
    assert sentences == [
        "Storm hits coast",
        "A storm hit the coast\nof Belize’s north on Monday.",
        "Nobody was hurt.",
        "SAN PEDRO, May 5 (RNA) –",
        "The mayor said so on Friday.",
    ]
    assert parse.in_heading(0)
    assert not parse.in_heading(4)


def test_documents_come_back_in_order_whatever_their_length(nlp):
    texts = ["One. Two.", "", "x " * 30_000, "Last one."]
    parses = list(parse_documents((Document(id=str(i), text=t) for i, t in enumerate(texts)), nlp, batch_size=2))
    assert [p.document.id for p in parses] == ["0", "1", "2", "3"]
    assert [len(p.doc.text) for p in parses] == [len(t) for t in texts]


def test_tree_lists_agree_with_spacy(nlp):
    parse = parse_document(Document(id="d", text=TEXT), nlp)
    for token in parse.doc:
        assert parse.children[token.i] == [c.i for c in token.children]
        assert parse.subtree(token.i) == [t.i for t in token.subtree]
        assert parse.edges[token.i] == (token.left_edge.i, token.right_edge.i)


def test_characters_to_tokens(nlp):
    parse = parse_document(Document(id="d", text="Ana saw two ships."), nlp)
    assert parse.tokens_of(4, 11) == (1, 3)
    assert parse.tokens_of(3, 4) == (1, 1)
    assert parse.words(1, 3) == "saw two"


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_prepared_text_keeps_its_length(text):
    assert len(prepare(text, find_blocks(text))) == len(text)


@given(st.text(max_size=60))
@example("a \ud800 b said so.")
@settings(max_examples=40)
def test_any_text_parses(text):
    parse = parse_document(Document(id="d", text=text), load_model_once())
    assert len(parse.doc.text) == len(text)
    for i, j in parse.sents:
        assert parse.span(i, j).text == text[parse.start[i] : parse.end[j - 1]]


def test_an_endless_run_is_parted(nlp):
    parse = parse_document(Document(id="d", text="a" * 5000), nlp)
    assert max(e - s for s, e in zip(parse.start, parse.end, strict=True)) <= 200


def test_blocks_of_the_reader_are_kept(nlp):
    document = Document(id="d", text="One line\nother line")
    assert all(b.kind is BlockKind.PARAGRAPH for b in parse_document(document, nlp).blocks[1:])


def test_a_missing_model_is_one_clear_line():
    with pytest.raises(ModelError, match=r"^spaCy model 'no_such_model' cannot be loaded: .*BLUF_MODEL$"):
        load_model("no_such_model")


def test_giant_texts_are_parsed_in_batches_of_bounded_size():
    from bluf.analysis import nlp as rooms

    parts = [rooms.load_model_once().make_doc("word " * 3_000) for _ in range(7)]
    batches = list(rooms._batches(parts, 128))
    assert [len(batch) for batch in batches] == [3, 3, 1]
    assert [doc for batch in batches for doc in batch] == parts
    assert [len(batch) for batch in rooms._batches(parts[:5], 2)] == [2, 2, 1]
    assert list(rooms._batches([], 2)) == []
