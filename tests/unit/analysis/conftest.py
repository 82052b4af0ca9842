"""Parses for tests of finders: built by hand, or made by the real model."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.tokens import Doc, Span

from bluf.analysis import Parse, load_model_once, parse_document
from bluf.model import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

_VOCAB = spacy.blank("en").vocab


def build_parse(rows: str, *, published_on: date | None = None, ents: dict[str, str] | None = None) -> Parse:
    """A parse without a model.

    Args:
        rows: a line a token: word, part of speech, dependency label, index of the head, and optionally lemma and fine tag
            ("said VERB ROOT 2 say VBD"). A blank line ends a sentence; heads count over the whole text.
        published_on: the document's date.
        ents: entity text → label; the text's words joined by spaces.
    """
    words, pos, deps, heads, lemmas, tags, starts = [], [], [], [], [], [], []
    begins = True
    for row in rows.strip().splitlines():
        if not row.strip():
            begins = True
            continue
        word, coarse, dep, head, *more = row.split()
        words.append(word)
        pos.append(coarse)
        deps.append(dep)
        heads.append(int(head))
        lemmas.append(more[0] if more else word.lower())
        tags.append(more[1] if len(more) > 1 else coarse)
        starts.append(begins)
        begins = False
    spaces = [i + 1 < len(words) and words[i + 1] not in {".", ",", "'s"} for i in range(len(words))]
    doc = Doc(
        _VOCAB,
        words=words,
        spaces=spaces,
        pos=pos,
        deps=deps,
        heads=heads,
        lemmas=lemmas,
        tags=tags,
        sent_starts=starts,
    )
    found = []
    for text, label in (ents or {}).items():
        at = doc.text.find(text)
        span = doc.char_span(at, at + len(text), label=label)
        assert isinstance(span, Span), text
        found.append(span)
    doc.ents = found
    return Parse(doc, Document(id="t", text=doc.text, published_on=published_on))


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The real model, loaded once."""
    return load_model_once()


@pytest.fixture(scope="session")
def parse(nlp: Language) -> Callable[..., Parse]:
    """parse(text, published_on=None, **fields of Document) with the real model."""

    def make(text: str, **document: object) -> Parse:
        return parse_document(Document(id="t", text=text, **document), nlp)  # type: ignore[arg-type]

    return make
