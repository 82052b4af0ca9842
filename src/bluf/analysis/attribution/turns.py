"""Find who speaks where a layout and no word says so: transcripts and headlines.

"[Estrada] I think it was a surprise." is a turn of a transcript: source "Estrada", no cue, direct. "Minister: 'No
deal'" and "'No deal': minister" as a heading attribute what stands on the other side of the colon. "Update: talks
fail" and "Ukraine: three killed" do not: what stands before the colon there is a label and a place.
Source: FBIS reports' editorial marks; annotation guidelines of our own sets ("Headlines count").
"""

from __future__ import annotations

from bisect import bisect_left

from bluf.analysis.attribution.lexicon import DOCUMENTS
from bluf.analysis.attribution.names import BODY_NOUNS, PERSON_NOUNS
from bluf.analysis.attribution.quotations import Quotations
from bluf.analysis.attribution.statement import Statement
from bluf.analysis.attribution.syntax import Range, tidy
from bluf.analysis.nlp import Parse
from bluf.model import Stance

_MARKS = frozenset(
    "text report begin end recording words word indistinct passage omitted received as sic continued excerpt excerpts "
    "summary boxed "
    "first second third paragraph sentence given number figure video shows live printed "
    "laughter applause chuckles interview article".split()
)
_SPEAKERS = frozenset(
    "reporter correspondent moderator announcer speaker question answer interviewer unidentified journalist host narrator".split()
)
_LABELS = frozenset(
    "update updated analysis opinion breaking exclusive video photo photos live watch news editorial profile "
    "interview comment feature factbox "
    "timeline explainer q&a obituary correction wrapup wrap-up urgent alert brief review".split()
)
_SPEAKER_TOKENS = 14
_HEADLINE_TOKENS = 8
_TITLE_TOKENS = 24


def find_turns(parse: Parse, quotations: Quotations) -> list[Statement]:
    """Turns of transcripts and attributing headlines, in text order."""
    return [*_transcript(parse), *_headlines(parse, quotations)]


def _transcript(parse: Parse) -> list[Statement]:
    if "[" not in parse.document.text:
        return []
    brackets = _brackets(parse)
    speakers = [b for b in brackets if _is_speaker(parse, b)]
    out = []
    for n, (i, j) in enumerate(speakers):
        stop = speakers[n + 1][0] if n + 1 < len(speakers) else len(parse)
        begin, end = _turn(parse, j, stop, brackets)
        content = tidy(parse, [(begin, end)])
        if content and content[0][1] - content[0][0] >= 3:
            source = (i + 1, j - 1)
            out.append(
                Statement(
                    content[0][0],
                    content,
                    source=source,
                    source_head=_last_name(parse, source),
                    stance=_stance(parse, content),
                    direct=True,
                )
            )
    return out


def _stance(parse: Parse, content: list[Range]) -> Stance:
    """A turn that ends in a question asks."""
    end = content[-1][1]
    return Stance.ASKS if "?" in parse.text[end - 1 : end + 1] else Stance.STATES


def _brackets(parse: Parse) -> list[Range]:
    """Ranges from "[" to "]", both inside, short ones only."""
    out, open_at = [], -1
    for k, word in enumerate(parse.text):
        if word == "[":
            open_at = k
        elif word == "]" and open_at >= 0:
            if k - open_at <= _SPEAKER_TOKENS:
                out.append((open_at, k + 1))
            open_at = -1
    return out


def _is_speaker(parse: Parse, bracket: Range) -> bool:
    """True for "[Estrada]" and "[reporter]" at a turn's start, not for "[words indistinct]".

    "[TEXT]" or "[Electric Power, Inc.]" in a sentence.
    """
    i, j = bracket
    words = parse.lower[i + 1 : j - 1]
    if not words or set(words) & _MARKS:
        return False
    named = parse.text[i + 1][:1].isupper() or bool(set(words) & _SPEAKERS)
    return (
        named
        and _opens_turn(parse, i)
        and j < len(parse)
        and (parse.text[j][:1].isupper() or _begins_recording(parse, j))
    )


def _opens_turn(parse: Parse, i: int) -> bool:
    """True where token `i` opens a block or stands behind "[begin recording]"."""
    while i > 0 and parse.text[i - 1].isspace():
        i -= 1
    if i == 0 or parse.block[i - 1] != parse.block[min(i + 1, len(parse) - 1)]:
        return True
    return (
        parse.text[i - 1] == "]"
        and parse.lower[i - 2] in ("recording", "text")
        and parse.lower[max(0, i - 3)] in ("begin", "[")
    )


def _begins_recording(parse: Parse, j: int) -> bool:
    return parse.lower[j : j + 3] == ["[", "begin", "recording"]


def _turn(parse: Parse, j: int, stop: int, brackets: list[Range]) -> Range:
    """From behind the speaker's bracket to the end of the recording, or of the paragraph."""
    begin = j + 4 if _begins_recording(parse, j) else j
    block_end = next(
        (k for k in range(begin, stop) if parse.block[k] != parse.block[begin] and not parse.text[k].isspace()), stop
    )
    for a, _ in brackets[bisect_left(brackets, (begin, 0)) : bisect_left(brackets, (stop, 0))]:
        if parse.lower[a + 1 : a + 3] == ["end", "recording"]:
            return begin, a
    return begin, block_end


def _last_name(parse: Parse, source: Range) -> int:
    """The token that heads a speaker's phrase by its looks: the last before a comma."""
    i, j = source
    comma = next((k for k in range(i + 1, j) if parse.text[k] == ","), j)
    return comma - 1


# --- headlines ------------------------------------------------------------------------------------------------------


def _headlines(parse: Parse, quotations: Quotations) -> list[Statement]:
    out = []
    block, n = parse.block, len(parse)
    for k in range(1, n - 1):
        if parse.text[k] != ":" or not (parse.in_heading(k) or (block[k] == 0 and block[n - 1] > 0)):
            continue
        i = next((a for a in range(k, max(-1, k - 40), -1) if a == 0 or block[a - 1] != block[k]), -1)
        j = next((b for b in range(k, min(n, k + 40)) if b + 1 == n or block[b + 1] != block[k]), -1) + 1
        while j > k and parse.text[j - 1].isspace():
            j -= 1
        # the title of a text that came without layout; one that ends in a quotation looks like a paragraph
        too_long = i < 0 or j <= k + 1 or j - i > _TITLE_TOKENS
        if too_long or quotations.of[k] >= 0:
            continue
        for source, content in (((i, k), (k + 1, j)), ((k + 1, j), (i, k))):
            statement = _headline(parse, source, content, quotations)
            if statement is not None:
                out.append(statement)
                break
    return out


def _headline(parse: Parse, source: Range, content: Range, quotations: Quotations) -> Statement | None:
    i, j = source
    if not 0 < j - i <= _HEADLINE_TOKENS or any(parse.pos[k] in ("VERB", "AUX", "PUNCT") for k in range(i, j)):
        return None
    quoted = sorted({quotations.of[k] for k in range(*content)} - {-1})
    said = bool(quoted) or any(parse.pos[k] in ("VERB", "AUX") for k in range(*content))
    if not said or not _may_speak(parse, source, quoted=bool(quoted)):
        return None
    ranges = tidy(parse, [content])
    if not ranges:
        return None
    whole = bool(quoted) and all(quotations.of[k] >= 0 for k in range(*ranges[0]) if parse.text[k][0].isalnum())
    return Statement(ranges[0][0], ranges, source=source, source_head=j - 1, direct=whole, quoted=quoted)


def _may_speak(parse: Parse, source: Range, *, quoted: bool) -> bool:
    """True for a person, body or document; for a place only where the other side is quoted."""
    i, j = source
    if set(parse.lower[i:j]) & _LABELS or parse.lower[j - 1] in _LABELS:
        return False
    last = j - 1
    if parse.ent[last] in ("PERSON", "ORG", "NORP") or (quoted and parse.ent[last] == "GPE"):
        return True
    lemma = parse.lower[last].removesuffix("s")
    return {lemma, parse.lemma[last].lower()} & (PERSON_NOUNS | BODY_NOUNS | DOCUMENTS) != set()
