"""Put cue, source, content and relays together: Parse → statements, in token ranges.

Takes the candidates, keeps those that attribute, cuts cue and source out of the content, joins quotations to the cue
that they belong to, and adds what has no cue: headlines with a colon, transcripts, quotations left over. Deliberately
no name is resolved here.
"""

from __future__ import annotations

from bluf.analysis.attribution.borders import (
    with_gap,
    with_rest,
    without_answer,
    without_channel,
    without_description,
    without_meanwhile,
    without_next_predicate,
    without_teaser,
)
from bluf.analysis.attribution.candidates import find_candidates
from bluf.analysis.attribution.deeds import claims_responsibility
from bluf.analysis.attribution.features import View, cue_features, source_features, source_options
from bluf.analysis.attribution.interviews import find_interview
from bluf.analysis.attribution.joining import (
    add_left_quotations,
    clip_enclosing,
    clip_relays,
    clip_tags,
    link_relays,
    part_quotations,
    told,
)
from bluf.analysis.attribution.lexicon import DOCUMENTS, VERBS
from bluf.analysis.attribution.quotations import Quotations
from bluf.analysis.attribution.scorer import Scorers
from bluf.analysis.attribution.senses import says_nothing
from bluf.analysis.attribution.shaping import (
    cue_range,
    give_negation,
    is_adjunct,
    is_all_quoted,
    is_empty,
    is_fragment,
    is_label,
    opening_time,
    take_preposition,
    with_antecedent,
    with_infinitive,
    with_quotations,
    with_receiver,
    with_subject,
    without_day,
    without_left_clause,
    without_next_subject,
    without_opening,
    without_stray_pronoun,
    without_titles,
)
from bluf.analysis.attribution.sources import apposed, is_counted, source_words
from bluf.analysis.attribution.stance import find_stance, is_negated
from bluf.analysis.attribution.statement import Candidate, Statement
from bluf.analysis.attribution.syntax import Range, child, has_that, own_subject, subtract, tidy
from bluf.analysis.attribution.turns import find_turns
from bluf.analysis.attribution.units import Unit, content_units, cutting_features, cuttings, unit_features
from bluf.analysis.nlp import Parse
from bluf.model import Stance

RULED_KINDS = frozenset(("preposition", "adverb", "noun"))
CUE_THRESHOLD = 0.3  # log-odds
PLAIN_THRESHOLD = 0.3  # for verbs that only state, of which there are many, and many of them do more than speak
UNKNOWN_THRESHOLD = 2.0  # for words of no list
RARE_BONUS = {Stance.DENIES: 1.0, Stance.ALLEGES: 0.75, Stance.CONFIRMS: 0.75}
"""Log-odds that these stances are given, as the training texts have few of them (tuned by cross-validation on them)."""
FICKLE_THRESHOLD = 1.2  # for verbs that oftener do something than say it
NOUN_BONUS = 0.75  # likewise, for nouns with source and content by rule
FARTHEST = 500  # tokens of one sentence that content may reach from its cue; bounds the work on endless sentences
_CLEAR = 9.0  # log-odds of what nothing speaks against
NO_SOURCE_MALUS = 1.0  # log-odds taken from "no source" where the verb has a subject
_SPOKEN = frozenset((Stance.STATES, Stance.DEMANDS, Stance.ASKS, Stance.PROMISES))
_SAYING = frozenset(
    "say add argue note insist call describe cite accuse warn state tell claim post tweet write express urge explain "
    "promise".split()
)
_FICKLE = frozenset(
    "find point list challenge record observe hold recount beg mention put issue release discuss signal read teach learn "
    "hear identify appreciate imagine".split()
)
_WEAK = frozenset(
    "see find know plan intend seek begin hold support oppose challenge back interpret rate put figure".split()
)


def find_statements(view: View, scorers: Scorers | None) -> list[Statement]:
    """All statements, in order of their cues; by rules alone where there are no `scorers`."""
    parse, quotations = view.parse, view.quotations
    out = []
    for candidate in find_candidates(parse, quotations):
        if scorers is None:
            accepted = bool(candidate.content) and _attributes(parse, candidate)
        else:
            accepted = _accept(view, candidate, scorers)
        statement = _statement(parse, candidate, quotations) if accepted else None
        if accepted and statement is None and candidate.ruled not in ([], candidate.content):
            candidate.content = candidate.ruled  # what the scorers chose is no statement; what the rules chose may be
            statement = _statement(parse, candidate, quotations)
        if statement is not None:
            out.append(statement)
    interview = find_interview(parse)
    taken = {s.source for s in interview}
    out += [*(s for s in find_turns(parse, quotations) if s.source not in taken), *interview]
    clip_tags(parse, out)
    clip_enclosing(parse, out)
    clip_relays(parse, out)
    part_quotations(parse, quotations, out)
    add_left_quotations(parse, quotations, out)
    link_relays(parse, out)
    for s in out:
        s.spoken = [(quotations.items[q].start, quotations.items[q].end) for q in s.quoted]
    return out


def _accept(view: View, found: Candidate, scorers: Scorers) -> bool:
    """Whether the scorers take the candidate for a cue; then its source and content are rewritten as they see them."""
    if says_nothing(view.parse, found) or (found.kind == "noun" and not found.content):
        return False
    clear = found.sure or claims_responsibility(view.parse, found) or _says_that(view.parse, found)
    cue = scorers.cue.score(cue_features(view, found))
    if not clear and cue <= _threshold(view.parse, found):
        return False
    found.doubts = (cue, *_rescore(view, found, scorers))
    return True


def _says_that(parse: Parse, found: Candidate) -> bool:
    """True for "Wilkins observed that ...": whoever has a name and a clause with "that" speaks, whatever else the verb may do."""
    v = found.head
    named = found.source >= 0 and parse.ent[found.source] in ("PERSON", "ORG", "GPE", "NORP") and found.source < v
    if not named or found.kind != "verb" or found.passive or "c" not in found.frame or is_negated(parse, v):
        return False
    return any(parse.dep[c] == "ccomp" and has_that(parse, c) and c > v for c in parse.children[v])


def _threshold(parse: Parse, found: Candidate) -> float:
    """Log-odds that a candidate needs: more for words of no list, less for denials and the like with all their parts."""
    if not found.known:
        return UNKNOWN_THRESHOLD
    if found.kind == "noun":
        return CUE_THRESHOLD - (NOUN_BONUS if found.content and found.source >= 0 else 0.0)
    if found.kind == "verb" and parse.lemma[found.head] in _FICKLE:
        return FICKLE_THRESHOLD
    known = VERBS.get(parse.lemma[found.head])
    base = PLAIN_THRESHOLD if known is not None and known.stance is Stance.STATES else CUE_THRESHOLD
    whole = found.kind == "verb" and bool(found.content) and (found.source >= 0 or found.passive)
    return base - (RARE_BONUS.get(known.stance, 0.0) if whole and known else 0.0)


def _rescore(view: View, found: Candidate, scorers: Scorers) -> tuple[float, ...]:
    """Source and content as the scorers see them; the rules' content where they see none.

    Returns:
        The lead of the source over the next one, and the closest decision on content (log-odds); nothing where rules decided.
    """
    if found.sure:
        return ()
    options = source_options(view, found)
    scores = [scorers.source.score(source_features(view, found, option)) for option in options]
    if found.kind == "verb" and found.source >= 0:
        scores[0] -= NO_SOURCE_MALUS
    if found.kind != "preposition" or found.source < 0:
        found.source = options[scores.index(max(scores))]
    others = [s for option, s in zip(options, scores, strict=True) if option != found.source]
    lead = max(scores) - max(others, default=max(scores) - _CLEAR)
    if found.kind in RULED_KINDS and found.content:
        return lead, _CLEAR
    found.ruled = list(found.content)
    content: list[Range] = []
    closest = _CLEAR
    for unit in content_units(view, found):
        if unit.kind == "kid0" and view.parse.dep[unit.head] in ("conj", "cc"):
            continue
        score = scorers.content.score(unit_features(view, found, found.source, unit))
        closest = min(closest, abs(score))
        if score > 0:
            part, cut = _cut(view, found, unit, scorers)
            content.append(part)
            closest = min(closest, cut)
    content = with_receiver(view.parse, found, without_left_clause(view, found, content or found.content))
    found.content = with_infinitive(view.parse, found, content)
    return lead, closest


def _cut(view: View, found: Candidate, unit: Unit, scorers: Scorers) -> tuple[Range, float]:
    """The unit without the longest part at its end that the scorer calls too much, and the closest decision on that."""
    i, j = unit.ranges[0]
    closest = _CLEAR
    for cut in cuttings(view, unit):
        a = cut.ranges[0][0]
        if a >= j or _opens_predicate(view.parse, a):
            continue
        score = scorers.cutting.score(cutting_features(view, found, unit, cut))
        closest = min(closest, abs(score))
        if (
            score > 0
            or _answers(view.parse, cut)
            or _speaks_itself(view.parse, unit, cut)
            or _goes_on(view.parse, found, unit, cut)
        ):
            j = a
            while j > i + 1 and view.parse.pos[j - 1] == "CCONJ":
                j -= 1
    return (i, j), closest


def _opens_predicate(parse: Parse, a: int) -> bool:
    """True for the mark of 'the ex-player "seemed angry"': what is quoted there tells of the noun before it."""
    return parse.text[a] in ('"', "“", "``") and parse.pos[a - 1] in ("NOUN", "PROPN", "PRON") and a > 0


def _answers(parse: Parse, cut: Unit) -> bool:
    """True for ", which Zarif denied" and ", which is why he lost": another's word on what is said, or the writer's."""
    c, a = cut.head, cut.ranges[0][0]
    known = VERBS.get(parse.lemma[c])
    if known is not None and parse.dep[c] == "conj" and parse.tag[c] == "VBG":
        return own_subject(parse, c) >= 0  # "claiming that it was weak and AQAP declaring that ..."
    if parse.dep[c] != "relcl" or parse.lower[a] != "which" or parse.text[a - 1] != ",":
        return False
    answered = known is not None and parse.dep[a] == "dobj" and own_subject(parse, c) > a
    return answered or (parse.lemma[c] == "be" and "why" in parse.lower[a : a + 4])


def _speaks_itself(parse: Parse, unit: Unit, cut: Unit) -> bool:
    """True for "saying ..." that the parse hangs at the object of "denied the reports, saying ..."."""
    c = cut.head
    return (
        parse.tag[c] == "VBG"
        and parse.lemma[c] in _SAYING
        and parse.dep[c] in ("acl", "advcl")
        and (
            parse.dep[unit.head] == "dobj"
            or (
                parse.dep[unit.head] in ("pobj", "prep")
                and parse.text[max(unit.ranges[0][0], cut.ranges[0][0] - 1)] == ","
            )
        )
    )


def _goes_on(parse: Parse, found: Candidate, unit: Unit, cut: Unit) -> bool:
    """True for "and dismissed the case" of "ruled that she is innocent and dismissed the case": the tense is the cue's."""
    c = cut.head
    bare = parse.dep[c] == "conj" and parse.head[c] == unit.head and own_subject(parse, c) < 0
    if not bare or parse.tag[c] != "VBD" or parse.tag[found.head] != "VBD":
        return False
    finite = [unit.head, *(k for k in parse.children[unit.head] if parse.dep[k] in ("aux", "auxpass"))]
    return any(parse.tag[k] in ("VBZ", "VBP", "MD") for k in finite)


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
    if (
        "d" in found.frame
        and found.source >= 0
        and parse.lemma[found.source] not in DOCUMENTS
        and child(parse, v, "ccomp") < 0
    ):
        return False
    if is_negated(parse, v) and "c" in found.frame and find_stance(parse, found) in _SPOKEN:
        return lemma in ("deny", "confirm", "deny")
    return True


def _is_participle(parse: Parse, v: int) -> bool:
    return parse.tag[v] == "VBN" and parse.dep[v] == "advcl"


def _statement(parse: Parse, found: Candidate, quotations: Quotations) -> Statement | None:
    before = parse.lower[found.head - 1] if found.head > parse.sents[parse.sent[found.head]][0] else "when"
    if parse.lower[found.head] == "asked" and (before == "when" or _is_participle(parse, found.head)):
        found.source = -1  # "Asked whether it was over, he said ...": he is asked, and by whom is not told
    take_preposition(parse, found)
    give_negation(parse, found)
    cue = cue_range(found)
    source = None
    if found.source >= 0:
        source = source_words(parse, found, cue)
    holes = [(k, k + 1) for k in found.cue]
    if source is not None:
        holes.append(source)
        holes += apposed(parse, found)
    low, high = cue[0] - FARTHEST, cue[1] + FARTHEST
    content = subtract([(max(i, low), min(j, high)) for i, j in found.content if i < high and low < j], holes)
    content = without_titles(parse, content, quotations)
    content, quoted = with_quotations(parse, content, cue, found.head, quotations)
    content = tidy(parse, without_opening(parse, subtract(content, [cue]), noun=found.kind == "noun", cue_end=cue[1]))
    mine = quotations.of[found.head]
    if mine >= 0:  # what is quoted cannot attribute what stands outside of the quotation
        item = quotations.items[mine]
        content = tidy(
            parse, [(max(i, item.start), min(j, item.end)) for i, j in content if i < item.end and item.start < j]
        )
    if not content or is_adjunct(parse, found, content) or is_empty(parse, content) or is_label(parse, found, content):
        return None
    content = with_subject(parse, found, without_stray_pronoun(parse, found, content), source)
    content = with_rest(parse, with_gap(parse, found, content, cue), cue)
    content = without_teaser(parse, without_answer(parse, found, content, quotations))
    content = without_next_predicate(parse, found, content)
    content = without_description(parse, found, without_meanwhile(parse, found, content, quotations))
    if is_fragment(parse, found, content) or (source is not None and is_counted(parse, found, source)):
        return None
    content = without_day(parse, without_next_subject(parse, with_antecedent(parse, found, content)), cue[1])
    content = tidy(parse, [*opening_time(parse, found, content), *without_channel(parse, found, content)])
    return Statement(
        head=found.head,
        content=content,
        cue=cue,
        source=source,
        source_head=found.source if source else -1,
        stance=find_stance(parse, found),
        direct=bool(quoted) and is_all_quoted(parse, content, quotations),
        via=told(parse, found, source),
        quoted=quoted,
        tag=found.tag,
        found=found,
    )
