"""Shape cue and content: raw token ranges → the ranges as they are to be read.

A cue takes its auxiliaries and particles in ("has repeatedly denied"); content whole quotations, and neither dateline
nor "However,". "reported from Baghdad" has no content: a place is none. Deliberately nothing is looked for here that the
parse does not hang at the cue.
"""

from __future__ import annotations

from bluf.analysis.attribution.features import View
from bluf.analysis.attribution.lexicon import PREPOSITIONS, VERBS
from bluf.analysis.attribution.quotations import Quotation, Quotations, has_own_cue, is_title
from bluf.analysis.attribution.stance import FORESEEING
from bluf.analysis.attribution.statement import Candidate
from bluf.analysis.attribution.syntax import (
    RELATIVES,
    Range,
    antecedent,
    child,
    dateline_end,
    noun_phrase,
    subject,
    subtract,
    subtree,
)
from bluf.analysis.nlp import Parse
from bluf.model import Stance

_LINKS = frozenset(("of", "for", "about", "that", "on", "from", "over"))
_EMPTY = frozenset(("PRON", "DET", "ADV", "PART", "CCONJ", "SCONJ", "ADP", "PUNCT", "SPACE", "AUX"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_TIMES = frozenset((("at", "the", "time"), ("at", "that", "time"), ("at", "first"), ("initially",), ("originally",)))
_CIRCUMSTANCES = frozenset("after before in on at during following when while as".split())
_LOOKED_AT = 120  # tokens of a clause
_ASIDE = 8
_VAGUE = 2  # tokens
_ANYTHING = frozenset(("something", "anything", "nothing", "everything"))
_LEAST_LABELED = 2  # words
_TIME_REACH = 12  # tokens from there to the cue
_OPENERS = frozenset(
    "however meanwhile still moreover furthermore additionally also nevertheless nonetheless instead therefore thus but and".split()
)


def cue_range(found: Candidate) -> Range:
    """The cue as one range: from the head to the words next to it that belong to it."""
    i, j = found.head, found.head + 1
    for k in reversed([c for c in found.cue if c < i]):
        if i - k <= 3:
            i = k
    for k in [c for c in found.cue if c >= j]:
        if k - j <= 1:
            j = k + 1
    return i, j


def give_negation(parse: Parse, found: Candidate) -> None:
    """Move "not" from the cue "does not expect" to the content, which it reverses: "not … to find more"."""
    if found.kind != "verb" or parse.lemma[found.head] not in FORESEEING or not found.content:
        return
    negations = [c for c in found.cue if parse.dep[c] == "neg" and c < found.head]
    found.cue = [c for c in found.cue if not negations or c > negations[-1]]
    found.content = [*found.content, *((c, c + 1) for c in negations)]


def take_preposition(parse: Parse, found: Candidate) -> None:
    """Give the cue the preposition that opens its content: "called for" and not "for new elections"."""
    if found.kind != "verb" or len(found.content) != 1:
        return
    i, j = found.content[0]
    nearby = 0 < i - found.head <= 2 and j - i > 1 and parse.ent[i + 1] not in ("DATE", "TIME")
    if nearby and parse.head[i] == found.head and parse.lower[i] in PREPOSITIONS.get(parse.lemma[found.head], ()):
        found.cue = sorted({*found.cue, i})


def with_quotations(
    parse: Parse, content: list[Range], cue: Range, head: int, quotations: Quotations
) -> tuple[list[Range], list[int]]:
    """`content` with the quotations that it touches taken whole."""
    if not quotations.items:
        return content, []
    quoted: list[int] = []
    for i, j in content:
        for k in range(i, j):
            q = quotations.of[k] if parse.text[k][0].isalnum() else -1
            if q >= 0 and (not quoted or quoted[-1] != q):
                item = quotations.items[q]
                if not (item.start <= cue[0] < item.end):
                    quoted.append(q)
    others = [q for q in quoted[1:] if has_own_cue(parse, quotations.items[q], head)]
    if others:
        quoted = [q for q in quoted if q not in others]
        content = subtract(content, [(quotations.items[q].start, quotations.items[q].end) for q in others])
    return [*content, *((quotations.items[q].start, quotations.items[q].end) for q in quoted)], quoted


def without_titles(parse: Parse, content: list[Range], quotations: Quotations) -> list[Range]:
    """`content` without a part that is the title before a noun: 'told "CBS This Morning" co-host Ann Lee, "..."'."""
    if not quotations.items:
        return content
    return [r for r in content if (q := quotations.of[r[0]]) < 0 or not _is_titled(parse, r, quotations.items[q])]


def _is_titled(parse: Parse, part: Range, q: Quotation) -> bool:
    return q.start <= part[0] and part[1] <= q.end and is_title(parse, q)


def is_all_quoted(parse: Parse, content: list[Range], quotations: Quotations) -> bool:
    """True where every word of the content stands in quotation marks."""
    return all(quotations.of[k] >= 0 or not parse.text[k][0].isalnum() for i, j in content for k in range(i, j))


def without_opening(parse: Parse, content: list[Range], *, noun: bool, cue_end: int) -> list[Range]:
    """Content without what opens it and is not said: a dateline, "However,", "And"; after a `noun` "of" or "that"."""
    if not content:
        return content
    i, j = min(content)
    rest = [r for r in content if r != (i, j)]
    i = max(i, min(dateline_end(parse, i), j))
    if (
        i + 1 < j
        and parse.text[i] in _QUOTE_MARKS
        and parse.lower[i + 1] == "that"
        and parse.start[i + 1] > parse.end[i]
    ):
        i += 2  # 'told "The Situation Room" that ...'
    while i < j and (parse.pos[i] in ("SPACE", "CCONJ") or parse.text[i] == ","):
        i += 1
    if noun and i < j and parse.lower[i] in _LINKS:
        i += 1
    if not noun and i + 1 < j and parse.lower[i] in _ONLY and parse.lower[i + 1] == "that":
        i += 2  # "said only that ...": the cue's "only"
    if not noun and cue_end < i < j and parse.lower[i] in _CIRCUMSTANCES:  # "said after the talks had failed that ..."
        that = next(
            (k for k in range(i, min(i + _TIME_REACH, j)) if parse.lower[k] == "that" and parse.tag[k] == "IN"), -1
        )
        i = that + 1 if 0 <= that < j - 1 else i
    if i + 1 < j and parse.lower[i] in _OPENERS and parse.text[i + 1] == ",":
        i += 2
    return [(i, j), *rest]


_QUOTE_MARKS = frozenset(('"', "”", "''"))
_LED_BY = frozenset(("to", "for", "that"))
_ONLY = frozenset(("only", "simply", "merely", "just"))
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday last".split())
_BEGINS = frozenset(("PRON", "DET", "PROPN", "NUM", "ADJ"))


def without_day(parse: Parse, content: list[Range], cue_end: int) -> list[Range]:
    """Content without the day that the parse puts at its head.

    "agreed on Tuesday to help each other" is to help each other; "said Thursday he would leave" that he would. "said last year
    was a bad one" keeps its year, and "said next year prices would rise".
    """
    i, j = min(content)
    k = i
    while k < j and parse.ent[k] in ("DATE", "TIME"):
        k += 1
    if not i < k < j:
        return content
    told = cue_end == i and parse.pos[k] in _BEGINS and parse.lower[i] in _DAYS
    return [(k, j), *(r for r in content if r != (i, j))] if told or parse.lower[k] in _LED_BY else content


def with_infinitive(parse: Parse, found: Candidate, content: list[Range]) -> list[Range]:
    """Content with the infinitive that follows it: in "appealed for help to rebuild the town" the parse hangs it at the verb."""
    if found.kind != "verb" or not content:
        return content
    end = max(j for _, j in content)
    if end < len(parse) and end > found.head and parse.tag[end] == "TO":
        for c in parse.children[found.head]:
            if parse.edges[c][0] == end and parse.dep[c] in ("advcl", "xcomp", "ccomp"):
                return [*content, (end, parse.edges[c][1] + 1)]
    return content


def with_receiver(parse: Parse, found: Candidate, content: list[Range]) -> list[Range]:
    """Content with whom it is asked of, where that stands between cue and infinitive: "told people to stay away"."""
    if found.kind != "verb" or found.passive or not content or "a" not in found.frame:
        return content
    i = min(content)[0]
    if not found.head < i < len(parse) or parse.tag[i] != "TO":
        return content
    objects = [c for c in parse.children[found.head] if parse.dep[c] in ("dobj", "dative") and found.head < c < i]
    return [*content, *(subtree(parse, c) for c in objects[:1] if parse.pos[c] != "ADP")]


def without_left_clause(view: View, found: Candidate, content: list[Range]) -> list[Range]:
    """Content without what stands before a cue that has its clause or object behind it.

    "The tests failed; 30 % admitted having cheated": the first clause is nobody's. Quoted words and opening
    circumstances stay.
    """
    parse, v = view.parse, found.head
    if found.kind != "verb" or found.passive:
        return content
    if not any(i > v for i, _ in content):
        return content
    own = [c for c in parse.children[v] if c > v and parse.dep[c] in ("ccomp", "xcomp", "dobj", "oprd")]
    if not any(i <= c < j for i, j in content for c in own if not view.share(i, j)):
        return content
    outside = view.quotations.of[v] < 0
    return [(i, j) for i, j in content if i > v or (outside and view.share(i, j)) or not _is_main_clause(parse, i, j)]


def _is_main_clause(parse: Parse, i: int, j: int) -> bool:
    """True where tokens `i`..`j` are headed by a verb with its own subject, and by no "if" or "while"."""
    top = next((k for k in range(i, min(j, i + _LOOKED_AT)) if not i <= parse.head[k] < j or parse.head[k] == k), -1)
    return top >= 0 and parse.pos[top] in ("VERB", "AUX") and parse.dep[top] not in ("advcl", "acl", "relcl")


def is_empty(parse: Parse, content: list[Range]) -> bool:
    """True for content without a word of its own: "so", "it all", "which"; or only the day on which it was said."""
    tokens = [k for i, j in content for k in range(i, j)]
    if len(tokens) <= _VAGUE and parse.lower[tokens[0]] in _ANYTHING:
        return True  # "saying something controversial"
    if parse.text[tokens[0]] == "(" and parse.text[tokens[-1]] == ")" and len(tokens) < _ASIDE:
        return True  # "(5:20 a.m. ET), a trader said": broken off its sentence
    return all(parse.pos[k] in _EMPTY or (parse.ent[k] == "DATE" and parse.pos[k] == "PROPN") for k in tokens)


def is_label(parse: Parse, found: Candidate, content: list[Range]) -> bool:
    """True for "alleged members", which names who is meant and claims nothing of them."""
    words = sum(parse.text[k][0].isalnum() for i, j in content for k in range(i, j))
    name = all(parse.ent[k] == "PERSON" for i, j in content for k in range(i, j))
    if name and found.kind == "verb" and not found.passive:
        return True  # "announcing Lee": cut short, or an act
    return (
        parse.dep[found.head] == "amod"
        and words < _LEAST_LABELED
        and parse.lemma[found.head] in ("allege", "suspect", "alleged")
    )


def is_adjunct(parse: Parse, found: Candidate, content: list[Range]) -> bool:
    """True where the content is no more than a time or place: "reported from Baghdad"."""
    if found.kind != "verb" or len(content) > 1:
        return False
    i, j = content[0]
    if j - i == 1 and "o" not in found.frame:
        return parse.pos[i] not in ("VERB", "INTJ", "ADV", "PRON") or parse.lemma[i] in VERBS
    top = next((k for k in range(i, j) if not i <= parse.head[k] < j), i)
    return parse.dep[top] == "prep" and parse.lower[top] not in PREPOSITIONS.get(parse.lemma[found.head], ())


def is_fragment(parse: Parse, found: Candidate, content: list[Range]) -> bool:
    """True for a predicate whose subject stands elsewhere ("served cocaine flights"), or one noun before its cue."""
    if found.kind == "preposition":  # there the parse has often put the subject into the source
        return False
    if any(j - i == 1 and parse.lower[i] in ("where", "when") for i, j in content):
        return True  # "where people think have a license"
    i, j = content[0]
    if _lacks_object(parse, found, content) or (i > found.head and _is_relative_clause(parse, i, found.head)):
        return True
    while i + 1 < j and parse.pos[i] == "ADV":
        i += 1
    if parse.dep[i] in ("aux", "auxpass") and parse.tag[i] in _FINITE and parse.head[i] > i:
        s = subject(parse, parse.head[i])
        return not any(a <= s < b for a, b in content)
    if parse.tag[i] in _FINITE and parse.dep[i] not in ("aux", "auxpass", "amod"):
        s = subject(parse, i)
        return not any(a <= s < b for a, b in content)
    known = VERBS.get(parse.lemma[found.head])
    thing = known is not None and known.stance in (Stance.DENIES, Stance.ALLEGES)
    return (
        len(content) == 1 and j - i == 1 and j <= found.head and found.kind == "verb" and not (found.passive or thing)
    )


def _lacks_object(parse: Parse, found: Candidate, content: list[Range]) -> bool:
    """True for "she endured" in "the ordeal that Ann said she endured": what she endured stands before the cue."""
    if found.kind != "verb" or parse.dep[found.head] != "relcl" or len(content) > 1 or content[0][0] < found.head:
        return False
    return any(
        parse.lower[c] in ("that", "which", "whom", "what") and c < found.head and parse.dep[c] in ("dobj", "pobj")
        for k in parse.children[found.head]
        if parse.dep[k] == "ccomp"
        for c in parse.children[k]
    )


def _is_relative_clause(parse: Parse, i: int, v: int) -> bool:
    """True where token `i` opens a relative clause that the parse hangs at the cue and not at the cue's object."""
    return parse.tag[i] == "WDT" and parse.head[parse.head[i]] == v and child(parse, v, "dobj") >= 0


def with_antecedent(parse: Parse, found: Candidate, content: list[Range]) -> list[Range]:
    """Content with what a relative pronoun in it stands for: "the sabotage … to the rebels" for "which … to the rebels"."""
    if found.kind not in ("verb", "adverb"):
        return content
    out = []
    for i, j in content:
        noun = antecedent(parse, i) if j - i == 1 and parse.lower[i] in RELATIVES else -1
        phrase = noun_phrase(parse, noun, stop=i) if noun >= 0 else (i, i)
        out.append(phrase if phrase[0] < phrase[1] <= i else (i, j))
    extra = child(parse, found.head, "nsubj")  # "a strip that prosecutors say served flights"
    if parse.dep[found.head] == "relcl" and extra != found.source and 0 <= extra < found.head:
        phrase = noun_phrase(parse, parse.head[found.head], stop=extra)
        if parse.lower[extra] in RELATIVES and phrase[0] < phrase[1] <= extra:
            out.insert(0, phrase)
    return out


def with_subject(parse: Parse, found: Candidate, content: list[Range], source: Range | None) -> list[Range]:
    """Content of "according to" with its subject where it is a second predicate: "He toured and was to play tonight"."""
    i, j = content[0]
    if found.kind != "preposition" or parse.tag[i] not in _FINITE:
        return content
    verb = parse.head[i] if parse.dep[i] in ("aux", "auxpass") and i < parse.head[i] < j else i
    s = subject(parse, verb) if parse.dep[verb] == "conj" else -1
    if s < 0 or any(a <= s < b for a, b in [*content, *([source] if source else [])]):
        return content
    phrase = noun_phrase(parse, s, stop=verb)
    return [phrase, *content] if phrase[0] < phrase[1] <= i else content


def without_stray_pronoun(parse: Parse, found: Candidate, content: list[Range]) -> list[Range]:
    """Content without "you" of "I can tell you that ...": a pronoun alone that no other word of the content governs."""
    if found.passive or len(content) < 2:
        return content
    whole = [(i, j) for i, j in content if j - i > 1 or parse.tag[i] != "PRP"]
    kept = [
        (i, j)
        for i, j in content
        if (i, j) in whole or any(a <= parse.head[i] < b or parse.head[a] == i for a, b in whole)
    ]
    return kept if whole else content


def without_next_subject(parse: Parse, content: list[Range]) -> list[Range]:
    """Content without the pronoun at its end that begins the next clause: "..., I" before "think"."""
    out = []
    for i, j in content:
        alone = j - i > 2 and parse.text[j - 2] == "," and parse.tag[j - 1] == "PRP" and not i <= parse.head[j - 1] < j
        out.append((i, j - 2) if alone else (i, j))
    return out


def opening_time(parse: Parse, found: Candidate, content: list[Range]) -> list[Range]:
    """What opens "At the time, police said it was an accident" and tells when that was so, or said."""
    i = parse.sents[parse.sent[found.head]][0]
    if found.kind != "verb" or min(content)[0] <= i:
        return []
    for n in (1, 2, 3):
        comma = i + n < len(parse) and parse.text[i + n] == ","
        if comma and tuple(parse.lower[i : i + n]) in _TIMES and i + n < found.head < i + n + _TIME_REACH:
            return [(i, i + n)]
    return []
