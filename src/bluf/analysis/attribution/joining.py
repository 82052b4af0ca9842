"""Join statements with what stands around them: quotations that go on, relays, reporting tags at a sentence's end.

A quotation in the next sentence or paragraph with no cue of its own goes on what was quoted before; "reports AFP"
relays what is said inside of its content and is cut off from it. A quotation of nobody by nobody is left out: it is a
title or a term as often as speech.
Source: annotation guidelines of our own sets ("A quotation that goes on after the cue ... belongs to the same
attribution").
"""

from __future__ import annotations

from bisect import bisect_left

from bluf.analysis.attribution.lexicon import MEDIA
from bluf.analysis.attribution.names import BODY_NOUNS
from bluf.analysis.attribution.quotations import Quotation, Quotations, has_own_cue
from bluf.analysis.attribution.statement import Candidate, Statement
from bluf.analysis.attribution.syntax import Range, child, noun_phrase, subtract, tidy
from bluf.analysis.attribution.verbs import quoted_as
from bluf.analysis.nlp import Parse

_MOST_RELAYS = 4
_MOST_RIVALS = 8
_TAG_REACH = 60  # tokens
_CHANNELS = frozenset(("to", "with", "on", "by", "through", "via"))
_EXCHANGES = frozenset(
    (
        "interview",
        "statement",
        "post",
        "message",
        "comment",
        "letter",
        "email",
        "e-mail",
        "remark",
        "call",
        "conversation",
    )
)
_HEARERS = BODY_NOUNS | frozenset(
    "congress parliament senate house police nations un u.n. fbi cia eu nato board jury".split()
)
_TELLING = frozenset(("tell", "inform", "notify", "e-mail", "email"))
_NO_MEDIA = frozenset("police fire gas train bus space polling power metro subway railway".split())
_OBTAINING = frozenset(("see", "obtain", "publish", "carry", "quote", "cite", "broadcast", "review", "release"))


def clip_tags(parse: Parse, statements: list[Statement]) -> None:
    """Cut ", reports AFP" off the content of what else is said in the sentence."""
    tags = {parse.sent[s.tag]: s for s in statements if s.tag >= 0}
    if not tags:
        return
    for s in statements:
        tag = tags.get(parse.sent[s.head])
        if tag is not None and s is not tag and s.head < tag.tag:
            end = parse.sents[parse.sent[tag.head]][1]
            s.content = tidy(parse, subtract(s.content, [(tag.tag, end)]))
    statements[:] = [s for s in statements if s.content]


def clip_enclosing(parse: Parse, statements: list[Statement]) -> None:
    """Cut off ", Ann said on her blog" from the content of a cue that stands in what Ann says.

    "Meyer proposed to her on Friday, Ann said on her blog": the parse hangs Ann's words at "proposed".
    """
    ordered = sorted((s for s in statements if s.cue), key=lambda s: s.head)
    heads = [s.head for s in ordered]
    for s in ordered:
        for t in ordered[bisect_left(heads, s.head + 1) : bisect_left(heads, s.head + _TAG_REACH)]:
            if parse.sent[t.head] != parse.sent[s.head] or t.source is None:
                continue
            after = [(a, b) for a, b in s.content if a <= t.head < b and a > s.head]
            if after and any(a <= s.head < b for a, b in t.content):
                (a, b), begin = after[0], min(t.source[0], t.head)
                if begin <= a or parse.text[begin - 1] == ",":
                    s.content = tidy(parse, subtract(s.content, [(max(a, begin), b)]))
    statements[:] = [s for s in statements if s.content]


def clip_relays(parse: Parse, statements: list[Statement]) -> None:
    """Take the Daily out of 'She added, according to the Daily, "..."', and note it as a relay."""
    asides = {parse.sent[s.head]: s for s in statements if s.source and parse.lower[s.head] == "according" and s.cue}
    for s in statements:
        t = asides.get(parse.sent[s.head])
        if t is None or t is s or t.source is None or t.cue is None:
            continue
        begin, end = t.cue[0], t.source[1]
        after_cue = s.cue is not None and begin == s.cue[1] + 1
        at_end = any(i <= begin and j <= end + 1 for i, j in s.content) and any(i <= s.head < j for i, j in t.content)
        aside = (after_cue or at_end) and parse.text[begin - 1] == ","
        if aside and any(i <= begin and end <= j for i, j in s.content):
            rest = tidy(parse, subtract(s.content, [(begin, end)]))
            if rest:
                s.content = rest
                s.via = [*s.via, t.source] if t.source not in s.via else s.via
    statements[:] = [s for s in statements if s.content]


def part_quotations(parse: Parse, quotations: Quotations, statements: list[Statement]) -> None:
    """Leave a quotation that stands beside two cues to the nearer one.

    "who called it monstrous, pointed out that 'it is a duty'" and "announcing his leave, he said: 'I want ...'": what
    he pointed out and said is not what he called it or announced.
    """
    quoting: dict[int, list[Statement]] = {}
    for s in statements:
        for q in s.quoted if s.cue else ():
            quoting.setdefault(q, []).append(s)
    for s in statements:
        for q in [q for q in s.quoted if quotations.items[q].speech and s.cue]:
            item = quotations.items[q]
            rivals = [
                t
                for t in quoting[q][:_MOST_RIVALS]
                if t is not s and (parse.sent[t.head] == parse.sent[s.head] or 0 <= t.head - item.end <= 1)
            ]
            if any(_is_nearer(quotations, s, t, item) for t in rivals):
                rest = tidy(parse, subtract(s.content, [(item.start, item.end)]))
                if rest and sum(j - i for i, j in rest) > 1:
                    s.content, s.quoted = rest, [k for k in s.quoted if k != q]


def _is_nearer(quotations: Quotations, s: Statement, t: Statement, item: Quotation) -> bool:
    """True where `t` stands between `s` and the quotation or nearer to it, and neither lies in the other's words."""
    nested = any(i <= t.head < j for i, j in s.content) or any(i <= s.head < j for i, j in t.content)
    near_s, near_t = (min(abs(h - item.start), abs(h - item.end)) for h in (s.head, t.head))
    own = any(i < item.end and item.start < j and all(quotations.of[k] >= 0 for k in range(i, j)) for i, j in s.content)
    own = own or 0 <= t.head - item.end <= 1  # 'praised him for it: "Thank you," wrote a reader'
    return own and not nested and near_t < near_s


def add_left_quotations(parse: Parse, quotations: Quotations, out: list[Statement]) -> None:
    """Quotations without a cue of their own go on what the nearest statement before them quotes.

    Others are left out: a quotation of nobody by nobody tells an analyst nothing, and is a title or a term as often as
    speech.
    """
    if not quotations.items:
        return
    by_quotation = {q: s for s in sorted(out, key=lambda s: s.direct) for q in s.quoted}
    cued = sorted((s for s in out if s.cue), key=lambda s: s.head)
    heads = [s.head for s in cued]
    for q, item in enumerate(quotations.items):
        if q in by_quotation or not item.speech:
            continue
        before = bisect_left(heads, item.start)
        last = cued[before - 1] if before else None
        if (
            last is not None and not last.quoted
        ):  # "'...,' he added, dismissing the idea. '...'": he adds, not dismisses
            quoting = [s for s in cued[max(0, before - _MOST_RIVALS) : before] if s.quoted and s.source == last.source]
            same = [s for s in quoting if parse.sent[s.head] == parse.sent[last.head]]
            last = same[-1] if same else last
        if last is not None and last.quoted:  # "he said, according to the Daily": he goes on, not the Daily
            last = by_quotation[last.quoted[-1]]
        owner = _owner(parse, item, by_quotation.get(q - 1), last)
        if owner is not None and has_own_cue(parse, item, owner.head):
            owner = None
        if owner is not None and not item.start <= owner.head < item.end:  # marks left open may hold the cue
            owner.content = tidy(parse, [*owner.content, (item.start, item.end)])
            owner.quoted.append(q)
            by_quotation[q] = owner


def _owner(parse: Parse, item: Quotation, previous: Statement | None, last: Statement | None) -> Statement | None:
    """The statement that a quotation without a cue goes on with.

    A quotation that continues the one before; that opens the sentence right after a quoting sentence; or that opens a
    paragraph where the one before ends with a quotation or its cue.

    Args:
        parse: the parse.
        item: the quotation.
        previous: what quotes the quotation before it.
        last: the statement with a cue that stands nearest before it.
    """
    if item.continues and previous is not None:
        return previous
    sentence = parse.sent[item.start]
    if last is None or item.start != parse.sents[sentence][0]:
        return None
    ends = max([last.head, *(b - 1 for _, b in last.content if b <= item.start)])
    near = sentence - parse.sent[ends] <= 1
    same_block = parse.block[item.start] == parse.block[last.head]
    return last if near and (same_block or last.quoted) else None


# --- relays ---------------------------------------------------------------------------------------------------------


def told(parse: Parse, found: Candidate, source: Range | None) -> list[Range]:
    """Who passed on what was said, as the cue's clause says: "told Reuters", "said in an interview with CNN", "seen by AFP"."""
    out: list[int] = []
    if found.kind == "verb" and not found.passive:
        if parse.lemma[found.head] in _TELLING:
            o = child(parse, found.head, "dative", "dobj")
            relays = (parse.ent[o] == "ORG" and parse.lower[o] not in _HEARERS) or parse.lower[o] in MEDIA
            out += [o] if o > found.head and relays else []
        for c in parse.children[found.head]:
            out += _channel(parse, c, depth=0)
        quoted = quoted_as(parse, found.head)
        agent = child(parse, quoted, "agent") if quoted >= 0 else -1
        out += [o] if agent >= 0 and (o := child(parse, agent, "pobj")) >= 0 else []
        if quoted >= 0 and agent < 0 and child(parse, quoted, "dobj") >= 0:
            out += [o] if (o := child(parse, quoted, "nsubj")) >= 0 else []
    for k in range(*source) if source else ():
        if parse.dep[k] == "acl" and parse.lemma[k] in _OBTAINING:
            agent = child(parse, k, "agent")
            o = child(parse, agent, "pobj") if agent >= 0 else -1
            out += [o] if o >= 0 and (parse.ent[o] == "ORG" or parse.lower[o] in MEDIA) else []
    ranges = [noun_phrase(parse, o) for o in out if o != found.source]
    return [(i, j) for i, j in ranges if i < j]


def _channel(parse: Parse, c: int, *, depth: int) -> list[int]:
    """The outlet in the prepositional phrase headed by `c`: "to AFP", "on Twitter", "in an interview with Fox News"."""
    o = child(parse, c, "pobj") if parse.dep[c] == "prep" else -1
    if o < 0:
        return []
    named = {parse.lower[k] for k in parse.children[o]}
    if parse.lower[c] in _CHANNELS and (
        (parse.lower[o] in MEDIA and not named & _NO_MEDIA) or (depth and parse.ent[o] == "ORG")
    ):
        return [o]
    if depth == 0 and parse.lemma[o] in _EXCHANGES:
        return [x for k in parse.children[o] for x in _channel(parse, k, depth=1)]
    return []


def link_relays(parse: Parse, statements: list[Statement]) -> None:
    """Note who relays: in "She said that ..., reports AFP" AFP relays what she said."""
    outlets: dict[int, list[Statement]] = {}
    for s in statements:
        if s.source and s.source_head >= 0 and _is_outlet(parse, s):
            outlets.setdefault(parse.sent[s.head], []).append(s)
    for s in statements:
        for outlet in outlets.get(parse.sent[s.head], ())[:_MOST_RELAYS]:
            inside = outlet is not s and any(i <= s.head < j for i, j in outlet.content)
            if inside and outlet.source and outlet.source not in s.via:
                s.via.append(outlet.source)


def _is_outlet(parse: Parse, s: Statement) -> bool:
    """True where the source is an agency, a paper, a station."""
    i, j = s.source or (0, 0)
    own = [k for k in range(i, j) if k == s.source_head or parse.head[k] == s.source_head]
    named = any(parse.lower[k] in MEDIA and parse.dep[k] != "pobj" for k in own)
    return named and parse.ent[s.source_head] != "PERSON"
