"""Find the turns of an interview: "Name:" before what the named one says, again and again.

"Soule: It started with a call. ... CNN: Was it fun? Soule: Yes." gives each stretch between two labels to the label
before it; a question asks. A label counts where it opens a sentence or paragraph, and labels count where one of them
comes twice and there are two of them: "Note: the book is out" alone opens nothing. The last turn ends with its
paragraph. Deliberately no label is resolved to a full name here.
Source: transcripts' layout as in CNN and Wikinews interviews.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from bluf.analysis.attribution.lexicon import DOCUMENTS
from bluf.analysis.attribution.statement import Statement
from bluf.analysis.attribution.syntax import Range, tidy
from bluf.analysis.nlp import Parse
from bluf.model import Stance

_LABEL_TOKENS = 4
_SHORTEST = 2
_ENDS = frozenset((".", "?", "!", '"', "”", "...", "…", ")", "]"))
_MARKS = frozenset(('"', "“", "''", "``", "'", "‘"))
_DASHES = frozenset(("--", "—", "–", "-", "•", "*"))
_SMALL = frozenset(("PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "PUNCT", "NUM"))
_NO_NAMES = frozenset(
    "note update correction source sources photo video image caption related read see also more news analysis opinion "
    "editor advertisement date time place location contact phone tel email e-mail fax subject re to from cc summary "
    "story watch listen example warning tip step part chapter section score goals result results".split()
)


class _Label(NamedTuple):
    """A label before a colon: tokens `start` to `end` (the colon, exclusive)."""

    start: int
    end: int
    name: str


def find_interview(parse: Parse) -> list[Statement]:
    """Turns in text order; none where no label comes twice."""
    labels = [label for k, word in enumerate(parse.text) if word == ":" and (label := _label(parse, k)) is not None]
    names = Counter(label.name for label in labels)
    if len(names) < 2 or max(names.values(), default=0) < 2:
        return []
    out = []
    for n, label in enumerate(labels):
        stop = labels[n + 1].start if n + 1 < len(labels) else _block_end(parse, label.end)
        turn = _turn(parse, label, stop)
        if turn is not None:
            out.append(turn)
    return out


def _label(parse: Parse, colon: int) -> _Label | None:
    """The name before the colon where it opens a sentence, else None."""
    i = colon
    while i > 0 and colon - i < _LABEL_TOKENS and _is_name(parse, i - 1):
        i -= 1
    if i == colon or not _opens(parse, i) or colon + 1 >= len(parse):
        return None
    if i and parse.text[i - 1] in _MARKS:
        return None  # the title of a film: "Avengers: Age of Ultron"
    words = parse.lower[i:colon]
    if set(words) & (_NO_NAMES | DOCUMENTS):
        return None
    follows = parse.document.text[parse.end[colon] : parse.end[colon] + 1]
    return _Label(i, colon, " ".join(words)) if follows.isspace() else None


def _is_name(parse: Parse, k: int) -> bool:
    """True for a word of a name or a role: "Soule", "Dr.", "Interviewer"."""
    word = parse.text[k]
    return word[:1].isupper() and parse.pos[k] not in _SMALL


def _opens(parse: Parse, i: int) -> bool:
    """True where token `i` opens the text, a block, or what follows a stop."""
    k = i - 1
    while k >= 0 and (parse.text[k].isspace() or parse.text[k] in _DASHES):
        k -= 1
    return k < 0 or parse.block[k] != parse.block[i] or parse.text[k] in _ENDS


def _block_end(parse: Parse, i: int) -> int:
    j = i
    while j < len(parse) and parse.block[j] == parse.block[i]:
        j += 1
    return j


def _turn(parse: Parse, label: _Label, stop: int) -> Statement | None:
    content: list[Range] = tidy(parse, [(label.end + 1, stop)])
    if not content or sum(j - i for i, j in content) < _SHORTEST:
        return None
    end = content[-1][1]
    asks = "?" in parse.text[end - 1 : end + 1]
    return Statement(
        content[0][0],
        content,
        source=(label.start, label.end),
        source_head=label.end - 1,
        stance=Stance.ASKS if asks else Stance.STATES,
        direct=True,
    )
