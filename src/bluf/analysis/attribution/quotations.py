"""Find quotations: Parse → token ranges between quotation marks, marks included.

A quotation never crosses a block's border, but one whose mark is still open at a paragraph's end, where the next
paragraph opens with a mark, goes on there (`Quotation.continues`). '"We will go." He paused. "Now."' has two
quotations. Deliberately no speaker is looked for here, and scare quotes are not told from speech: length and
punctuation (`Quotation.speech`) only hint at it.
Source: Chicago Manual of Style 13.30 (quotations of several paragraphs).
"""

from __future__ import annotations

from dataclasses import dataclass

from bluf.analysis.nlp import Parse

_OPENING = frozenset("“«„")
_CLOSING = frozenset("”»")
_STRAIGHT = frozenset(('"', "''", "``"))
_CLAUSE_WORDS, _SPEECH_WORDS = 3, 10  # shorter ones are terms and titles; longer ones hardly ever
_TITLE_WORDS = 6
_BEHIND = 8  # tokens
_NOMINAL = frozenset(("PROPN", "NOUN", "DET", "ADJ", "PRON", "ADP", "NUM"))
_REPORTING = frozenset("say add write tell post tweet read reply joke ask note explain state remark comment".split())
_UNCLOSED_TOKENS = 60  # a mark left open is believed so far, or to the end of the block that it opens
_UNCLOSED_SPEECH = 400  # likewise, after "said:"
_INTRODUCING = frozenset((",", ":"))
_CLOSE_PUNCTUATION = frozenset(",.!?…;-–—")


@dataclass(slots=True)
class Quotation:
    """Tokens `start` to `end` (exclusive), marks included; `continues` where it goes on from the quotation before."""

    start: int
    end: int
    continues: bool = False
    speech: bool = False


class Quotations:
    """All quotations of a parse in text order; `of[i]` is the index of the one that holds token `i`, -1 outside."""

    def __init__(self, parse: Parse) -> None:
        self.items: list[Quotation] = []
        self.of = [-1] * len(parse)
        if not any(mark in parse.document.text for mark in "\"“«„'‘`"):
            return
        self._open = False
        for i, j in _block_ranges(parse):
            self._scan(parse, i, j)
        for k, q in enumerate(self.items):
            self.of[q.start : q.end] = [k] * (q.end - q.start)
            q.speech = _is_speech(parse, q)

    def _scan(self, parse: Parse, i: int, j: int) -> None:
        """Quotations of one block, tokens `i` to `j`."""
        text, open_at, mark = parse.text, -1, ""
        if self._open and _closes_first(parse, i, j):
            open_at, mark = i, '"'
        for k in range(i, j):
            word = text[k]
            if len(word) > 2 or word[0].isalnum():
                continue
            kind = _mark(parse, k, mark)
            if kind == "open":
                if open_at >= 0:  # opened anew, as at a paragraph's start: the first goes on in the second
                    self._add(open_at, k, parse, i)
                open_at, mark = k, word
            elif kind == "close" and open_at >= 0:
                self._add(open_at, k + 1, parse, i)
                open_at, mark = -1, ""
        self._open = open_at >= 0 and mark != "'"
        if not self._open:
            return
        longest = _UNCLOSED_SPEECH if text[open_at - 1] in _INTRODUCING else _UNCLOSED_TOKENS
        if open_at == i or j - open_at < longest:
            self._add(open_at, j, parse, i)

    def _add(self, start: int, end: int, parse: Parse, block_start: int) -> None:
        if end - start < 3:
            return
        before = self.items[-1] if self.items else None
        open_before = (
            before is not None
            and start in (block_start, before.end)
            and parse.text[before.end - 1] not in _CLOSING | _STRAIGHT
            and before.end >= _last_word_end(parse, start)
        )
        self.items.append(Quotation(start, end, continues=open_before))


def is_title(parse: Parse, q: Quotation) -> bool:
    """True for the title in 'told "CBS This Morning" co-host Gayle King': capitalized throughout, and part of a noun's phrase."""
    words = [k for k in range(q.start, q.end) if parse.text[k][0].isalnum()]
    if not 1 < len(words) <= _TITLE_WORDS or q.end >= len(parse) or parse.pos[q.end] not in ("NOUN", "PROPN", "ADJ"):
        return False
    if parse.block[q.end] != parse.block[q.start] or parse.sent[q.end] != parse.sent[q.start]:
        return False
    large = all(parse.text[k][0].isupper() or parse.pos[k] in ("ADP", "DET", "CCONJ", "PART") for k in words)
    return large and parse.text[words[0]][0].isupper() and parse.text[q.end - 2][0].isalnum()


def has_own_cue(parse: Parse, q: Quotation, head: int) -> bool:
    """True for '"We will," another fan posted' and '"We will," read another': who says it stands behind, and not at `head`."""
    if parse.text[q.end - 1] not in _CLOSING | _STRAIGHT or parse.text[q.end - 2] not in (",", "!", "?"):
        return False
    end = min(parse.sents[parse.sent[q.end - 1]][1], q.end + _BEHIND)
    for k in range(q.end, end):
        if parse.pos[k] == "VERB":
            return k != head and parse.lemma[k] in _REPORTING
        if parse.pos[k] not in _NOMINAL:
            return False
    return False


def _closes_first(parse: Parse, i: int, j: int) -> bool:
    """True where the block `i`..`j` first closes a quotation, the one left open in the block before."""
    first = next((k for k in range(i, j) if parse.text[k] in _CLOSING | _OPENING | _STRAIGHT), -1)
    if first <= i:
        return False
    return parse.text[first] in _CLOSING or (parse.text[first] in _STRAIGHT and _spacing(parse, first) == "close")


def _last_word_end(parse: Parse, i: int) -> int:
    """End of the last token before `i` that is not white space."""
    while i > 0 and parse.text[i - 1].isspace():
        i -= 1
    return i


def _block_ranges(parse: Parse) -> list[tuple[int, int]]:
    """Token ranges of the blocks, white space at their ends left out."""
    ranges: list[tuple[int, int]] = []
    block, text = parse.block, parse.text
    i, n = 0, len(parse)
    while i < n:
        j = i + 1
        while j < n and block[j] == block[i]:
            j += 1
        a, b = i, j
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a < b:
            ranges.append((a, b))
        i = j
    return ranges


def _mark(parse: Parse, k: int, open_mark: str) -> str:
    """What token `k` does as a mark, "open", "close" or "" (`open_mark`: the mark of an open quotation, "" if none is)."""
    word = parse.text[k]
    if word in _OPENING:
        return "open" if not open_mark else ""
    if word in _CLOSING:
        return "close" if open_mark != "'" else ""
    if word in _STRAIGHT:
        return _straight(parse, k, open_mark) if open_mark != "'" else ""
    if word == "'":
        return _single(parse, k, open_mark)
    return ""


def _straight(parse: Parse, k: int, open_mark: str) -> str:
    """What a straight mark does: as the spaces around it say, else what is left to do."""
    side = _spacing(parse, k)
    if not side:
        return "close" if open_mark else "open"
    if side == "close" and not open_mark:  # `said," We`: a slip of the typist; `6" pipe`: no mark
        return "open" if k and parse.text[k - 1] in _INTRODUCING else ""
    return side


def _spacing(parse: Parse, k: int) -> str:
    """Tell "open" for a mark between a space and a word, "close" for one between a word and a space, else ""."""
    text, at, end = parse.document.text, parse.start[k], parse.end[k]
    after_space = at == 0 or text[at - 1].isspace()
    before_space = end >= len(text) or text[end].isspace()
    if after_space == before_space:
        return ""
    return "open" if after_space else "close"


def _single(parse: Parse, k: int, open_mark: str) -> str:
    """A straight single quote opens after a space and before a word.

    And closes after a word and before a space or a stop.
    """
    text, at = parse.document.text, parse.start[k]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if not open_mark and (before.isspace() or before in "([:") and after.isalnum():
        return "open"
    # "workers' rights": after a word in s without punctuation it is a genitive, unless a stop follows
    if open_mark == "'" and not after.isalnum() and (before != "s" or after in ".,;:!?)"):
        return "close"
    return ""


def _is_speech(parse: Parse, q: Quotation) -> bool:
    """True where it is long enough for speech, or is a clause that ends as a sentence does.

    Not "God-liness," nor "nation's deadliest fraternity".
    """
    words = sum(parse.text[k][0].isalnum() for k in range(q.start, q.end))
    if words >= _SPEECH_WORDS:
        return True
    if words < _CLAUSE_WORDS or not any(parse.pos[k] in ("VERB", "AUX") for k in range(q.start, q.end)):
        return False
    last = parse.text[q.end - 2] if parse.text[q.end - 1] in _CLOSING | _STRAIGHT | {"'"} else parse.text[q.end - 1]
    after = parse.text[q.end] if q.end < len(parse) else ""
    return last[-1] in _CLOSE_PUNCTUATION or after in _CLOSE_PUNCTUATION
