"""Put cue, source, content and relays together: Parse → statements, in token ranges.

Takes the candidates, keeps those that attribute, cuts cue and source out of the content, joins quotations to the cue that they belong to,
and adds what has no cue: headlines with a colon, transcripts, quotations left over. Deliberately no name is resolved here.
"""

from __future__ import annotations

from bluf.analysis.attribution.candidates import Candidate, find_candidates
from bluf.analysis.attribution.features import (
    Unit,
    View,
    content_units,
    cue_features,
    cutting_features,
    cuttings,
    source_features,
    source_options,
    unit_features,
)
from bluf.analysis.attribution.lexicon import DOCUMENTS, MEDIA, PREPOSITIONS
from bluf.analysis.attribution.names import PERSON_NOUNS
from bluf.analysis.attribution.quotations import Quotations
from bluf.analysis.attribution.scorer import Scorers
from bluf.analysis.attribution.stance import find_stance, is_negated
from bluf.analysis.attribution.statement import Statement
from bluf.analysis.attribution.syntax import Range, child, dateline_end, noun_phrase, subtract, tidy
from bluf.analysis.attribution.turns import find_turns
from bluf.analysis.nlp import Parse
from bluf.model import Stance

RULED_KINDS = frozenset(("preposition", "adverb"))
CUE_THRESHOLD = 0.15  # log-odds
_NAME_TOKENS = 6
_TITLE_POS = frozenset(("PROPN", "NOUN", "ADJ", "DET", "ADP", "CCONJ", "PART"))
_QUOTE_MARKS = frozenset(('"', "”", "''", ",", "“"))
_SPOKEN = frozenset((Stance.STATES, Stance.DEMANDS, Stance.ASKS, Stance.PROMISES))
_OPENERS = frozenset("however meanwhile still moreover furthermore additionally also nevertheless nonetheless instead therefore thus but and".split())
_SAYING = frozenset("say add argue note insist call describe cite accuse warn state tell claim".split())
_SAY_EVEN_SO = frozenset(("deny", "confirm", "reject", "dispute", "rule", "hesitate", "agree"))
_WEAK = frozenset("see find know plan intend seek begin hold support oppose challenge back interpret rate put figure".split())


def find_statements(parse: Parse, scorers: Scorers | None) -> list[Statement]:
    """All statements, in order of their cues; by rules alone where there are no `scorers`."""
    quotations = Quotations(parse)
    view = View(parse, quotations)
    out = []
    for candidate in find_candidates(parse, quotations):
        if scorers is None:
            accepted = bool(candidate.content) and _attributes(parse, candidate)
        else:
            accepted = not _says_nothing(parse, candidate) and scorers.cue.score(cue_features(view, candidate)) > CUE_THRESHOLD
            if accepted:
                _rescore(view, candidate, scorers)
        if accepted:
            statement = _statement(parse, candidate, quotations)
            if statement is not None:
                out.append(statement)
    out += find_turns(parse, quotations)
    _clip_tags(parse, out)
    _add_left_quotations(parse, quotations, out)
    _link_relays(parse, out)
    return out


def _says_nothing(parse: Parse, found: Candidate) -> bool:
    """True for a negated cue that leaves nothing said: "has not asked for help", "did not say when"."""
    if found.kind != "verb" or not is_negated(parse, found.head) or parse.lemma[found.head] in _SAY_EVEN_SO:
        return False
    return find_stance(parse, found) in _SPOKEN


def _rescore(view: View, found: Candidate, scorers: Scorers) -> None:
    """Source and content as the scorers see them; the rules' content where they see none."""
    if found.tag >= 0:
        return
    options = source_options(view, found)
    scores = [scorers.source.score(source_features(view, found, option)) for option in options]
    found.source = options[scores.index(max(scores))]
    if found.kind in RULED_KINDS and found.content:
        return
    content: list[Range] = []
    for unit in content_units(view, found):
        if unit.kind == "kid0" and view.parse.dep[unit.head] in ("conj", "cc"):
            continue
        if scorers.content.score(unit_features(view, found, found.source, unit)) > 0:
            content += _cut(view, found, unit, scorers)
    found.content = content or found.content


def _cut(view: View, found: Candidate, unit: Unit, scorers: Scorers) -> list[Range]:
    """The unit without the longest part at its end that the scorer calls too much."""
    i, j = unit.ranges[0]
    for cut in cuttings(view, unit):
        a = cut.ranges[0][0]
        if a < j and (_speaks_itself(view.parse, unit, cut) or scorers.cutting.score(cutting_features(view, found, unit, cut)) > 0):
            j = a
            while j > i + 1 and view.parse.pos[j - 1] == "CCONJ":
                j -= 1
    return [(i, j)]


def _speaks_itself(parse: Parse, unit: Unit, cut: Unit) -> bool:
    """True for "saying ..." that the parse hangs at the object of "denied the reports, saying ..."."""
    c = cut.head
    return parse.tag[c] == "VBG" and parse.lemma[c] in _SAYING and parse.dep[unit.head] == "dobj" and parse.dep[c] in ("acl", "advcl")


def _attributes(parse: Parse, found: Candidate) -> bool:
    """The rules' word on whether a candidate with content attributes."""
    v = found.head
    lemma = parse.lemma[v]
    if found.kind == "noun":
        return True
    if found.kind == "adjective":
        return parse.dep[v] != "amod"
    if found.kind != "verb":
        return True
    if lemma in _WEAK and child(parse, v, "ccomp") < 0:
        return False
    if "d" in found.frame and found.source >= 0 and parse.lemma[found.source] not in DOCUMENTS and child(parse, v, "ccomp") < 0:
        return False
    if is_negated(parse, v) and "c" in found.frame and find_stance(parse, found) in _SPOKEN:
        return lemma in ("deny", "confirm", "deny")
    return True


def _statement(parse: Parse, found: Candidate, quotations: Quotations) -> Statement | None:
    cue = _cue_range(found)
    source = None
    if found.source >= 0:
        source = noun_phrase(parse, found.source, stop=found.head)
        source = _with_name(parse, source, cue) if source[0] < source[1] else None
    holes = [(k, k + 1) for k in found.cue]
    if source is not None:
        holes.append(source)
    content = subtract(found.content, holes)
    content, quoted = _with_quotations(content, cue, quotations)
    content = tidy(parse, _opening(parse, subtract(content, [cue])))
    mine = quotations.of[found.head]
    if mine >= 0:  # what is quoted cannot attribute what stands outside of the quotation
        item = quotations.items[mine]
        content = tidy(parse, [(max(i, item.start), min(j, item.end)) for i, j in content if i < item.end and item.start < j])
    if not content or _is_adjunct(parse, found, content):
        return None
    return Statement(
        head=found.head,
        content=content,
        cue=cue,
        source=source,
        source_head=found.source if source else -1,
        stance=find_stance(parse, found),
        direct=bool(quoted) and _all_quoted(parse, content, quotations),
        via=_told(parse, found),
        quoted=quoted,
        tag=found.tag,
    )


def _clip_tags(parse: Parse, statements: list[Statement]) -> None:
    """Cut ", reports AFP" off the content of what else is said in the sentence."""
    tags = {parse.sent[s.tag]: s for s in statements if s.tag >= 0}
    if not tags:
        return
    for s in statements:
        tag = tags.get(parse.sent[s.head])
        if tag is not None and s is not tag and s.head < tag.tag:
            end = parse.sents[parse.sent[tag.head]][1]
            s.content = tidy(parse, subtract(s.content, [(tag.tag, end)])) or s.content


def _opening(parse: Parse, content: list[Range]) -> list[Range]:
    """Content without what opens a sentence and is not said: a dateline, "However,", "And"."""
    if not content:
        return content
    i, j = min(content)
    rest = [r for r in content if r != (i, j)]
    i = max(i, min(dateline_end(parse, i), j))
    while i < j and (parse.pos[i] in ("SPACE", "CCONJ") or parse.text[i] == ","):
        i += 1
    if i + 1 < j and parse.lower[i] in _OPENERS and parse.text[i + 1] == ",":
        i += 2
    return [(i, j), *rest]


def _is_adjunct(parse: Parse, found: Candidate, content: list[Range]) -> bool:
    """True where the content is no more than a time or place: "reported from Baghdad"."""
    if found.kind != "verb" or len(content) > 1:
        return False
    i, j = content[0]
    if j - i == 1 and "o" not in found.frame:
        return parse.pos[i] not in ("VERB", "INTJ", "ADV", "PRON")
    top = next((k for k in range(i, j) if not i <= parse.head[k] < j), i)
    return parse.dep[top] == "prep" and parse.lower[top] not in PREPOSITIONS.get(parse.lemma[found.head], ())


def _with_name(parse: Parse, source: Range, cue: Range) -> Range:
    """A title parted from its name by a comma, as one: "Chief Executive of Racing NSW, Peter V'Landys said"."""
    i, j = source
    if j <= cue[0] and cue[0] - j <= _NAME_TOKENS and parse.text[j] == ",":
        end = cue[0] - (parse.text[cue[0] - 1] == ",")
        if end > j + 1 and all(parse.pos[k] == "PROPN" for k in range(j + 1, end)):
            return i, end
    if i >= 3 and parse.text[i - 1] == "," and parse.ent[i] == "PERSON" and cue[0] >= j:
        start = i - 2
        low = max(parse.sents[parse.sent[i]][0], i - 2 * _NAME_TOKENS)
        while start >= low and parse.pos[start] in _TITLE_POS:
            start -= 1
        start += 1
        titled = any(parse.lower[k] in PERSON_NOUNS for k in range(start, i - 1))
        if titled and (start == parse.sents[parse.sent[i]][0] or parse.text[start - 1] in _QUOTE_MARKS):
            return start, j
    return source


def _cue_range(found: Candidate) -> Range:
    """The cue as one range: from the head to the words next to it that belong to it."""
    i, j = found.head, found.head + 1
    for k in reversed([c for c in found.cue if c < i]):
        if i - k <= 3:
            i = k
    for k in [c for c in found.cue if c >= j]:
        if k - j <= 1:
            j = k + 1
    return i, j


def _with_quotations(content: list[Range], cue: Range, quotations: Quotations) -> tuple[list[Range], list[int]]:
    """`content` with the quotations that it touches taken whole."""
    if not quotations.items:
        return content, []
    quoted: list[int] = []
    for i, j in content:
        for k in range(i, j):
            q = quotations.of[k]
            if q >= 0 and (not quoted or quoted[-1] != q):
                item = quotations.items[q]
                if not (item.start <= cue[0] < item.end):
                    quoted.append(q)
    return [*content, *((quotations.items[q].start, quotations.items[q].end) for q in quoted)], quoted


def _all_quoted(parse: Parse, content: list[Range], quotations: Quotations) -> bool:
    return all(quotations.of[k] >= 0 or not parse.text[k][0].isalnum() for i, j in content for k in range(i, j))


def _told(parse: Parse, found: Candidate) -> list[Range]:
    """ "told Reuters": who passed on what was said."""
    if found.kind != "verb" or "a" not in found.frame or found.passive:
        return []
    o = child(parse, found.head, "dative", "dobj")
    if o > found.head and (parse.ent[o] == "ORG" or parse.lower[o] in MEDIA):
        return [noun_phrase(parse, o)]
    return []


def _add_left_quotations(parse: Parse, quotations: Quotations, out: list[Statement]) -> None:
    """Quotations without a cue of their own go on what the nearest statement before them quotes.

    Others are left out: a quotation of nobody by nobody tells an analyst nothing, and is a title or a term as often as speech.
    """
    if not quotations.items:
        return
    used = {q for s in out for q in s.quoted}
    by_quotation = {q: s for s in out for q in s.quoted}
    for q, item in enumerate(quotations.items):
        if q in used or not item.speech:
            continue
        owner = _owner(parse, q, quotations, by_quotation, out)
        if owner is not None:
            owner.content = tidy(parse, [*owner.content, (item.start, item.end)])
            owner.quoted.append(q)
            by_quotation[q] = owner


def _owner(
    parse: Parse, q: int, quotations: Quotations, by_quotation: dict[int, Statement], statements: list[Statement]
) -> Statement | None:
    """The statement that a quotation without a cue goes on with.

    A quotation that continues the one before; that opens the sentence right after a quoting sentence; or that opens a paragraph where the
    one before ends with a quotation or its cue.
    """
    item = quotations.items[q]
    previous = by_quotation.get(q - 1)
    if item.continues and previous is not None:
        return previous
    sentence = parse.sent[item.start]
    if item.start != parse.sents[sentence][0]:
        return None
    last = _last_before(statements, item.start)
    if last is None:
        return None
    ends = max([last.head, *(b - 1 for _, b in last.content if b <= item.start)])
    near = sentence - parse.sent[ends] <= 1
    same_block = parse.block[item.start] == parse.block[last.head]
    return last if near and (same_block or last.quoted) else None


def _last_before(statements: list[Statement], at: int) -> Statement | None:
    """The statement with a cue that stands nearest before token `at`."""
    return max((s for s in statements if s.head < at and s.cue), key=lambda s: s.head, default=None)


def _link_relays(parse: Parse, statements: list[Statement]) -> None:
    """ "She said that ..., reports AFP": AFP relays what she said."""
    outer = [s for s in statements if s.source and s.source_head >= 0 and _is_outlet(parse, s)]
    for s in statements:
        for o in outer:
            if o is s or abs(parse.sent[o.head] - parse.sent[s.head]) > 0:
                continue
            if any(i <= s.head < j for i, j in o.content) and o.source and o.source not in s.via:
                s.via.append(o.source)


def _is_outlet(parse: Parse, s: Statement) -> bool:
    i, j = s.source or (0, 0)
    return any(parse.lower[k] in MEDIA for k in range(i, j)) and parse.ent[s.source_head] != "PERSON"


