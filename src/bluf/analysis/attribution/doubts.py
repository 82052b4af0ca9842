"""How sure a reading is: a statement as it stands in the end → names of binary features, and from them one number.

The scorers' own leads (cue, source, content), and what an editor would stop at: content cut inside of a phrase, marks that do not
pair, a source without a name, a verb that oftener acts than speaks, a question or condition. "score" chooses what a
briefing prints; it is not how likely the words are true, and no row is changed by it.
Source: selective prediction, El-Yaniv and Wiener 2010; weights made by `tools/train_attribution.py`.
"""

from __future__ import annotations

import itertools
import math

from bluf.analysis.attribution.features import View
from bluf.analysis.attribution.lexicon import DOCUMENTS, VERBS
from bluf.analysis.attribution.scorer import Scorers
from bluf.analysis.attribution.speakers import Resolved
from bluf.analysis.attribution.statement import Statement
from bluf.analysis.attribution.syntax import RELATIVES, Range, pronoun
from bluf.analysis.nlp import Parse
from bluf.model import Stance

_STEPS = (-1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0)
_CLOSE_STEPS = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0)
_MODALS = frozenset("would could might may must should can if will".split())
_ENDS = frozenset((".", '"', "”", "''", "!", "?", ";", ":", ")", "]", "…", "...", "--", "—", "–"))
_MARKS = frozenset((".", "“", "”", "''", "``"))
_FIRST = frozenset("i we me my our".split())
_HALF = frozenset(("CCONJ", "ADP", "DET", "SCONJ", "AUX", "PART", "PRON"))
_TOUCHING = frozenset(
    "point refer comment mention discuss allude talk speak address highlight cite list note read detail recount".split()
)
_ANYBODY = frozenset("those anyone anybody everyone everybody whoever someone somebody nobody you people".split())
_SIDES = frozenset((Stance.DENIES, Stance.CONFIRMS, Stance.ALLEGES))
_FOR_SIDE, _FOR_PRONOUN = 1.5, -0.6  # chosen on the judged samples 1 to 5 (bench/precision)
_NO_HOLDERS = frozenset(
    "sgt gen lt col capt maj major sergeant mr mrs ms dr monday tuesday wednesday thursday friday saturday sunday january "
    "february march april june july august september october november december".split()
)
_ASKED = frozenset((Stance.DEMANDS, Stance.ASKS))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_WITHIN = frozenset(("relcl", "acl", "amod"))
_MOST_OF_LOOSE = 0.33
_SIZES = (1, 2, 3, 5, 8, 13, 21, 34, 55)


def score_of(view: View, statement: Statement, resolved: Resolved, scorers: Scorers) -> float:
    """How sure the reading of `statement` is, 0 to 1; at most a third for a mere topic and for words of anybody."""
    odds = scorers.trust.score(doubt_features(view, statement, resolved)) + _shift(view.parse, statement)
    score = 1 / (1 + math.exp(-odds))
    loose = _is_topic(view.parse, statement) or _is_anybodys(view, statement) or _hangs(view.parse, statement)
    return min(score, _MOST_OF_LOOSE) if loose else score


def _hangs(parse: Parse, s: Statement) -> bool:
    """True for content that opens with "whose" or "which" and cannot be read alone."""
    i = s.content[0][0]
    return parse.tag[i] in ("WP$", "WDT") and s.stance is not Stance.ASKS and parse.lower[i] != "what"


def _shift(parse: Parse, s: Statement) -> float:
    """Log-odds by which the annotated sets, strict on where an object ends and lenient on "he", misjudge a printed row."""
    if s.source is None:
        return 0.0
    word = pronoun(parse, s.source_head)
    if word in RELATIVES or parse.pos[s.source_head] == "PRON":
        return _FOR_PRONOUN
    return _FOR_SIDE if s.stance in _SIDES or parse.lemma[s.head] == "claim" else 0.0


def _is_anybodys(view: View, s: Statement) -> bool:
    """True for "Those who know are certain that", "Anyone with news is asked to call" and the writer's own "we say"."""
    parse = view.parse
    if s.source is None:
        bare = s.found is not None and s.found.passive and len(s.content) == 1 and s.content[0][0] > s.head
        return bare and s.stance in _ASKED
    if view.quotations.of[s.source_head] < 0 and parse.lower[s.source_head] == "we":
        return parse.lemma[s.head] in ("say", "call", "know", "think") and parse.tag[s.head] == "VBP"
    if s.source[1] - s.source[0] == 1 and parse.lower[s.source_head].rstrip(".") in _NO_HOLDERS:
        return True  # "Sgt" or "Saturday" alone: a name that the parse broke
    return parse.lower[s.source_head] in _ANYBODY


def _is_topic(parse: Parse, s: Statement) -> bool:
    """True for "pointed to his gifts" and "commented on the incident": what it is about, and not what is said of it."""
    if s.found is None or s.direct or parse.lemma[s.head] not in _TOUCHING or s.found.kind != "verb":
        return False
    return not any(parse.tag[k] in _FINITE for i, j in s.content for k in range(i, j) if parse.dep[k] not in _WITHIN)


def doubt_features(view: View, s: Statement, resolved: Resolved) -> list[str]:
    """Features of a statement: are its source, content and stance right?"""
    parse = view.parse
    kind = s.found.kind if s.found else "none"
    features = [f"k={kind}", f"stance={s.stance}", f"direct={s.direct}", f"via={bool(s.via)}"]
    features += _cue(view, s, kind)
    features += _source(parse, s, resolved, kind)
    features += _content(view, s, kind)
    return features


def _upto(name: str, value: float, steps: tuple[float, ...]) -> list[str]:
    return [f"{name}>{step}" for step in steps if value > step]


def _cue(view: View, s: Statement, kind: str) -> list[str]:
    parse, t = view.parse, s.head
    lemma = parse.lemma[t]
    if s.found is None:
        return ["cue=none"]
    found = s.found
    labels = {parse.dep[c] for c in parse.children[t]}
    known = VERBS.get(lemma)
    out = [
        f"l={lemma}",
        f"tag={parse.tag[t]}",
        f"dep={parse.dep[t]}",
        f"sure={found.sure}",
        f"known={found.known}",
        f"passive={found.passive}|{kind}",
        f"frame={found.frame}",
        f"first={known.stance if known else ''}|{known.frame[:1] if known else ''}",
        f"quoted={view.quotations.of[t] >= 0}",
        f"neg={'neg' in labels}|{s.stance}",
        f"title={parse.in_heading(t)}",
        f"wide={(s.cue[1] - s.cue[0]) if s.cue else 0}",
        f"tagged={s.tag >= 0}",
        *(f"m={parse.lower[c]}" for c in parse.children[t] if c < t and parse.lower[c] in _MODALS),
    ]
    if found.doubts:
        out += _upto("cue", found.doubts[0], _STEPS) + _upto(f"cue{kind}", found.doubts[0], _STEPS)
    if len(found.doubts) > 1:
        out += _upto("lead", found.doubts[1], _CLOSE_STEPS) + _upto("close", found.doubts[2], _CLOSE_STEPS)
    i, j = parse.sents[parse.sent[t]]
    end = parse.text[j - 1] if j > i else ""
    out += _upto("sent", j - i, (10, 20, 30, 40, 60))
    out += [f"ends={end if not end[:1].isalnum() else 'w'}", f"opens={parse.text[i][:1].isupper()}"]
    return out


def _source(parse: Parse, s: Statement, resolved: Resolved, kind: str) -> list[str]:
    if s.source is None:
        return [f"s=none|{kind}", f"sp={s.found.passive if s.found else ''}"]
    i, j = s.source
    h = s.source_head if i <= s.source_head < j else j - 1
    word = parse.lower[h]
    own = "doc" if parse.lemma[h] in DOCUMENTS else parse.ent[h] or parse.pos[h]
    pron = parse.pos[h] == "PRON" or word in RELATIVES
    deps = [parse.dep[k] for k in range(i, j)]
    pos = [parse.pos[k] for k in range(i, j)]
    generic = parse.tag[h] in ("NNS", "NN") and all(p in ("NOUN", "ADJ") for p in pos)
    named = resolved[0] is not None
    out = [
        f"sk={own}",
        f"skk={own}|{kind}",
        f"pron={word if pron else ''}",
        f"pronnamed={pron}|{named}|{resolved[1] is not None}",
        f"sfirst={word in _FIRST}",
        f"sdep={parse.dep[h]}",
        f"sverb={'VERB' in pos or 'AUX' in pos}",
        f"scomma={any(parse.text[k] == ',' for k in range(i, j))}",
        f"sconj={'conj' in deps}",
        f"spunct={'PUNCT' in pos}",
        f"generic={generic}",
        f"det={parse.lower[i] if parse.pos[i] == 'DET' else ''}",
        f"far={'same' if parse.sent[h] == parse.sent[s.head] else 'other'}",
        f"sbefore={parse.pos[i - 1] if i else ''}",
        f"safter={parse.pos[j] if j < len(parse) else ''}",
        *_upto("slen", j - i, _SIZES[:6]),
        *(_upto("whom", s.lead, _CLOSE_STEPS) if named and pron else []),
    ]
    if s.cue:
        gap = min(abs(s.cue[0] - j), abs(i - s.cue[1]))
        out += _upto("gap", gap, (0, 1, 3, 6, 12, 20))
        out.append(f"sright={i >= s.cue[1]}")
    if s.found and s.found.source >= 0 and s.found.kind == "verb":
        out.append(f"ruled={parse.head[h] == s.head and parse.dep[h].startswith('nsubj')}")
    return out


def _content(view: View, s: Statement, kind: str) -> list[str]:
    parse = view.parse
    first, last = s.content[0], s.content[-1]
    words = sum(parse.text[k][0].isalnum() for i, j in s.content for k in range(i, j))
    out = [
        f"parts={min(len(s.content), 4)}",
        f"partsk={min(len(s.content), 4)}|{kind}",
        *_upto("words", words, _SIZES),
        f"quo={view.share(*first)}{view.share(*last)}",
        f"verb={any(parse.pos[k] in ('VERB', 'AUX') for i, j in s.content for k in range(i, j))}",
        f"odd={sum(parse.text[k] in _MARKS for i, j in s.content for k in range(i, j)) % 2}",
        f"blocks={parse.block[first[0]] != parse.block[last[1] - 1]}",
        f"least={min(j - i for i, j in s.content)}",
        f"far={len(s.content) > 1 and _far(s.content)}",
        f"as={'same' if s.found and s.found.ruled and s.found.content == s.found.ruled else 'other'}",
    ]
    out += _borders(parse, first, last, s)
    if s.found is not None:
        side = "L" if last[1] <= s.head else "R" if first[0] > s.head else "B"
        top = _top(parse, *first)
        out += [f"side={side}", f"top={parse.dep[top]}|{kind}", f"topf={parse.dep[top]}|{s.found.frame}"]
        out += [f"topp={parse.pos[top]}|{kind}", f"hang={parse.head[top] == s.head}|{kind}|{side}"]
        out.append(f"lt={parse.lemma[s.head]}|{parse.dep[top]}")
        out.append(f"adj={first[0] - (s.cue[1] if s.cue else s.head + 1) if side == 'R' else ''}"[:6])
    return out


def _borders(parse: Parse, first: Range, last: Range, s: Statement) -> list[str]:
    """What stands at the content's borders, inside and outside."""
    i, j = first[0], last[1]
    before = parse.text[i - 1] if i else ""
    after = parse.text[j] if j < len(parse) else "."
    block_end = j >= len(parse) or parse.block[j] != parse.block[j - 1]
    clean = block_end or after in _ENDS or parse.text[j - 1] in _ENDS or after.isspace()
    end = "block" if block_end else after if not after[0].isalnum() else parse.pos[j]
    begin = before if before and not before[0].isalnum() else parse.lower[i - 1] if before in ("that", "to") else "w"
    return [
        f"end={end}",
        f"clean={clean}",
        f"endcue={bool(s.cue) and j == (s.cue or (0, 0))[0]}",
        f"endtoken={parse.pos[j - 1]}",
        f"half={parse.pos[j - 1] in _HALF}",
        f"endsent={j >= parse.sents[parse.sent[j - 1]][1] - 1}",
        f"begin={begin}",
        f"begintoken={parse.tag[i]}",
        f"beginsent={i == parse.sents[parse.sent[i]][0]}",
        f"begindep={parse.dep[i]}",
    ]


def _far(content: list[Range]) -> bool:
    """True where more than a cue stands between two parts."""
    return any(b[0] - a[1] > 12 for a, b in itertools.pairwise(content))


def _top(parse: Parse, i: int, j: int) -> int:
    return next((k for k in range(i, min(j, i + 60)) if not i <= parse.head[k] < j or parse.head[k] == k), i)
