"""Reporting words that stand beside what they report, set off by commas, whatever the parse makes of them; and pleas.

", reports AFP." and ", officials told Reuters." at a sentence's end take all before them as content; ", the minister
said," in its midst all around it; "As Smith suggested, ..." at its start all behind it; "pleaded not guilty to the
charges" has the charges as content. ", he said, and left" and "said on Monday that ..." are no tags.
Source: annotation guidelines of our own sets (content of several stretches where the cue interrupts it).
"""

from __future__ import annotations

from bluf.analysis.attribution.quotations import Quotations
from bluf.analysis.attribution.statement import Candidate
from bluf.analysis.attribution.syntax import Range, own_subject, subject, subtree
from bluf.analysis.nlp import Parse
from bluf.model import BlockKind

_TOKENS = 14  # longest tag
_AFTER = 6  # most tokens between the verb and the comma that closes a tag
_TAGGING = frozenset(
    "say add write note state declare comment remark reply respond recall explain observe continue maintain "
    "contend argue assert reiterate testify tweet post joke quip announce report claim acknowledge tell inform "
    "confirm admit warn insist estimate predict believe think suggest disclose reveal recount emphasize stress "
    "conclude go put exclaim caution complain lament ask".split()
)
_CALLING = frozenset("exclaim shout yell cry scream wonder inquire demand".split())
_MARKS = frozenset((",", '"', "”", "''"))
_CLOSING = frozenset(('"', "”", "''"))
_LONG_TAG = 26
_ANNOUNCED = 400  # tokens
_ISSUING = frozenset(("issue", "release", "publish", "make", "send", "give", "read", "post", "have"))
_LISTED = frozenset(
    "reason cause factor explanation example problem issue motive driver sign point consequence".split()
)
_COUNTING = frozenset("another one other further additional second third main first final last possible".split())
_COMPLEMENTS = frozenset(("attr", "acomp", "ccomp", "xcomp", "prep"))
_LINKING = frozenset(("because", "that", "as", "since", "which", "who", "and", "but"))
_OPENING = frozenset(('"', "“", "``"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_CLAUSAL = frozenset(("VERB", "AUX", "SCONJ"))
_NOMINAL = frozenset(("PROPN", "NOUN", "PRON"))
_CIRCUMSTANCES = frozenset(("npadvmod", "prep", "advmod", "dative", "punct", "prt"))
_NOMINALS = frozenset(("PROPN", "NOUN", "DET", "ADJ", "ADP", "PART", "NUM"))


def set_tag(parse: Parse, found: Candidate) -> bool:
    """Give `found` source and content where its verb stands in a tag; True where it does."""
    v = found.head
    i, j = parse.sents[parse.sent[v]]
    while j > i and (parse.text[j - 1] in (".", "!", "?") or parse.text[j - 1].isspace()):
        j -= 1
    i = _after_quotation(parse, i, v)
    if parse.lemma[v] not in _TAGGING or not _is_finite(parse, v) or not i < v < j:
        return False
    end = _participle_start(parse, v, j)
    if _at_end(parse, found, i, j) or (end > 0 and _at_end(parse, found, i, end)):
        return True
    return _at_start(parse, found, i, j) or _between(parse, found, i, j)


def _after_quotation(parse: Parse, i: int, v: int) -> int:
    """Where the words before a tag begin: behind a sentence that ends in a quotation, which the parser did not end."""
    for k in range(v - 1, max(i + 1, v - _ANNOUNCED), -1):
        ended = parse.text[k] in _CLOSING and parse.text[k - 1] in (".", "!", "?") and parse.text[k + 1][:1].isupper()
        if ended and v - k > 2 and any(parse.text[n] == "," for n in range(k + 1, v)):
            return k + 1
    return i


def _is_finite(parse: Parse, v: int) -> bool:
    """True for "said" and for "have said"."""
    perfect = any(parse.lemma[c] == "have" and parse.dep[c] == "aux" and c < v for c in parse.children[v])
    return parse.tag[v] in _FINITE or (parse.tag[v] == "VBN" and perfect)


def _at_end(parse: Parse, found: Candidate, i: int, j: int) -> bool:
    v = found.head
    if not i + 4 < v or j - v > _TOKENS:
        return False
    if parse.text[v - 1] == "," and "a" in found.frame and own_subject(parse, v) >= 0:
        return False  # ", Ann Lee, the mayor, told the Daily": the Daily is told
    if parse.text[v - 1] in _MARKS:
        comma, phrase, after = v - 1, (v + 1, j), (j, j)
    else:
        comma = _closing_before(parse, v, i)
        phrase, after = (comma + 1, _without_auxiliaries(parse, v)), (v + 1, j)
        if comma < 0 or (after[0] < after[1] and not _may_follow(parse, found, after, beyond=j)):
            return False
    if phrase[0] >= phrase[1]:
        return False
    endorsed = parse.lower[phrase[0]] == "as"
    if endorsed:
        phrase = (phrase[0] + 1, phrase[1])
    source = _speaker(parse, phrase)
    if source < 0 or comma - i < 3 or not _has_verb(parse, i, comma):
        return False
    said = _added_to_a_list(parse, i, comma) if endorsed else []
    if not said and parse.text[comma] in _CLOSING and _says_before(parse, i, comma, source):
        return False  # 'It is hard to know, but Link said they are calm, "so she was relaxed," Link told CNN'
    found.source, found.content, found.tag, found.sure = source, said or [(i, comma)], comma, True
    return True


def _says_before(parse: Parse, i: int, j: int, source: int) -> bool:
    """True where the same speaker has a tag or clause of his own before."""
    return any(
        parse.lemma[k] in _TAGGING
        and parse.tag[k] in _FINITE
        and (s := own_subject(parse, k)) >= 0
        and parse.lower[s] == parse.lower[source]
        for k in range(max(i, j - _ANNOUNCED), j)
    )


def _added_to_a_list(parse: Parse, i: int, j: int) -> list[Range]:
    """What is said in "Another reason for the move is pressure, as Smith suggested": the pressure.

    That it is one more reason is the writer's counting; whom "as" calls to witness vouches for the fact alone.
    """
    copula = next((k for k in range(i, j) if parse.lemma[k] == "be" and not i <= parse.head[k] < j), -1)
    copula = next((k for k in range(i, j) if parse.lemma[k] == "be" and parse.dep[k] == "ROOT"), copula)
    s = own_subject(parse, copula) if copula >= 0 else -1
    if s < 0 or parse.lemma[s] not in _LISTED or not {parse.lower[c] for c in parse.children[s]} & _COUNTING:
        return []
    complement = next((c for c in parse.children[copula] if c > copula and parse.dep[c] in _COMPLEMENTS), -1)
    if complement < 0:
        return []
    a, b = subtree(parse, complement)
    return [(max(a, copula + 1), min(b, j))] if max(a, copula + 1) < min(b, j) else []


def set_inverted(parse: Parse, found: Candidate, quotations: Quotations) -> bool:
    """Give `found` source and content in '"...," said Ann Lee, who lives here. "..."': who stands right behind the cue speaks."""
    v = found.head
    i, j = parse.sents[parse.sent[v]]
    before = quotations.of[v - 1] if v > i else -1
    if before < 0 or parse.lemma[v] not in _TAGGING or parse.tag[v] not in _FINITE or quotations.of[v] >= 0:
        return False
    end = next((k for k in range(v + 1, min(v + _TOKENS, j)) if not _names(parse, k)), min(v + _TOKENS, j))
    source = _speaker(parse, (v + 1, end))
    item = quotations.items[before]
    if source < 0 or not item.speech or parse.pos[source] == "PRON":
        return False
    found.source, found.content, found.sure = source, [(item.start, item.end)], True
    after = next((k for k in range(end, j) if quotations.of[k] >= 0), -1)
    if after > 0 and not any(parse.tag[k] in _FINITE for k in range(end, after) if parse.dep[k] == "conj"):
        item = quotations.items[quotations.of[after]]
        found.content += [(item.start, item.end)] if item.speech and parse.text[after - 1] in (",", ":") else []
    return True


def set_behind(parse: Parse, found: Candidate, quotations: Quotations) -> bool:
    """Give `found` the quotation that ends right before its sentence: '"Why him?" King asked.' True where one does."""
    v = found.head
    i, j = parse.sents[parse.sent[v]]
    last = i - 1
    while last > 0 and parse.text[last].isspace():
        last -= 1
    q = quotations.of[last] if i and quotations.items else -1
    if q < 0 or quotations.items[q].end != last + 1 or parse.block[last] != parse.block[v] or quotations.of[v] >= 0:
        return False
    item, source = quotations.items[q], own_subject(parse, v)
    asks = parse.text[last - 1] in ("?", "!")
    if (
        not (item.speech or asks)
        or parse.lemma[v] not in _TAGGING | _CALLING
        or parse.tag[v] not in _FINITE
        or source < 0
    ):
        return False
    bare = parse.dep[v] == "ROOT" and j - i <= _TOKENS and not any(quotations.of[k] >= 0 for k in range(i, j))
    heard = {"dobj"} if "a" in found.frame else set()
    if not bare or any(parse.dep[c] not in _CIRCUMSTANCES | heard for c in parse.children[v] if c > v and c != source):
        return False
    found.source, found.content, found.sure = source, [(item.start, item.end)], True
    return True


def set_announced(parse: Parse, found: Candidate, quotations: Quotations) -> None:
    """Give `found` what follows its colon: "The front states:" and "issued the following statement:" before a paragraph."""
    v = found.head
    _, j = parse.sents[parse.sent[v]]
    words = [parse.lower[k] for a, b in found.content for k in range(a, b)]
    follows = "following" in words or "following" in parse.lower[v:j]
    empty = (not words or follows) and parse.text[j - 1] == ":" and parse.sent[v] + 1 < len(parse.sents)
    if not empty or found.source < 0 or found.passive or parse.tag[v] not in _FINITE or j - v > _TOKENS:
        return
    if not (parse.lemma[v] in _TAGGING or (follows and parse.lemma[v] in _ISSUING)):
        return
    i = parse.sents[parse.sent[v] + 1][0]
    if quotations.of[i] >= 0:
        end = quotations.items[quotations.of[i]].end
    elif follows or _is_set_out(parse, i, v):
        end = _set_out_end(parse, i)
    else:
        return  # a quotation may be lost there, and what follows be the writer's
    found.content, found.sure = [(i, end)], True


def _is_set_out(parse: Parse, i: int, v: int) -> bool:
    """True where what begins at token `i` looks quoted without marks: a list, an ellipsis, a block quotation."""
    if parse.block[i] == parse.block[v] or parse.text[i] in ("...", "…"):
        return parse.text[i] != "["
    block = parse.block[i]
    quote = 0 <= block < len(parse.blocks) and parse.blocks[block].kind in (BlockKind.QUOTE, BlockKind.LIST_ITEM)
    return quote or parse.text[i].rstrip(".)").isdigit()


def _set_out_end(parse: Parse, i: int) -> int:
    """End of the block of token `i`, and of the blocks of a list that go on it: "1. ..." "2. ..."."""
    end, listed = i, parse.text[i].rstrip(".)").isdigit()
    for k in range(i, min(i + _ANNOUNCED, len(parse))):
        new = parse.block[k] != parse.block[end] and not parse.text[k].isspace()
        if new and not (listed and parse.text[k].rstrip(".)").isdigit()):
            break
        end = end if parse.text[k].isspace() else k
    return end + 1


def _names(parse: Parse, k: int) -> bool:
    """True for a word of a noun phrase without clauses."""
    return parse.pos[k] in _NOMINALS or parse.text[k] in ("-", "&", "'s", "’s")


def _participle_start(parse: Parse, v: int, j: int) -> int:
    """The comma before "contradicting an estimate" in ", an official said on Friday, contradicting an estimate", or 0."""
    comma = next((k for k in range(v + 1, min(v + 1 + _AFTER, j - 1)) if parse.text[k] == ","), 0)
    if not comma or parse.tag[comma + 1] != "VBG" or any(parse.text[k] in _OPENING for k in range(comma, j)):
        return 0
    return 0 if _has_clause(parse, v + 1, comma) else comma


def _at_start(parse: Parse, found: Candidate, i: int, j: int) -> bool:
    """True for "As Smith suggested, ..."."""
    v = found.head
    comma = next((k for k in range(v + 1, min(v + 1 + _AFTER, j)) if parse.text[k] == ","), -1)
    if parse.lower[i] != "as" or v - i > _TOKENS or comma < 0 or _has_clause(parse, v + 1, comma):
        return False
    source = _speaker(parse, (i + 1, v))
    if source < 0 or not _has_verb(parse, comma + 1, j) or parse.text[comma + 1] in _OPENING:
        return False
    found.source, found.content, found.sure = source, [(comma + 1, j)], True
    return True


def _between(parse: Parse, found: Candidate, i: int, j: int) -> bool:
    """True for "The bridge, the minister said, was safe"."""
    v = found.head
    left = _comma_before(parse, v, i)
    right = next((k for k in range(v + 1, min(v + 1 + _AFTER, j)) if parse.text[k] == ","), -1)
    if left < i + 1 or parse.text[left] != "," or right < 0 or right + 2 > j or _has_clause(parse, v + 1, right):
        return False
    goes_on = right + 2 < j and parse.text[right + 2][:1].islower()  # 'Restoration, she writes, "is ..."'
    if (
        (parse.text[right + 1] in _OPENING and not goes_on)
        or parse.pos[right + 1] in ("CCONJ", "SCONJ")
        or parse.tag[right + 1] == "VBG"
    ):
        return False
    endorsed = parse.lower[left + 1] == "as"
    source = _speaker(parse, (left + 1 + endorsed, v))
    if source < 0 or not _has_verb(parse, right + 1, j) or not _may_follow(parse, found, (v + 1, right), beyond=right):
        return False
    said = [(a, b) for a, b in _added_to_a_list(parse, i, j) if a > right] if endorsed else []
    if parse.lower[left - 1] in _LINKING:  # "told him that it was so because, he said, ...": only what follows
        said = [(right + 1, j)]
    found.source, found.content, found.sure = source, said or [(i, left), (right + 1, j)], True
    return True


def _comma_before(parse: Parse, v: int, i: int) -> int:
    """The mark that opens a tag before verb `v`, -1 where none stands near."""
    return next((k for k in range(v - 1, max(i, v - _TOKENS), -1) if parse.text[k] in _MARKS), -1)


def _closing_before(parse: Parse, v: int, i: int) -> int:
    """The mark that opens a tag at a sentence's end: the one that closes the quotation, else the nearest comma.

    "'It is here,' Hassan Bushra, adviser for the region, said": not the comma before "adviser".
    """
    for k in range(v - 1, max(i, v - _LONG_TAG), -1):
        if parse.text[k] in _CLOSING:
            return k
        if parse.pos[k] in _CLAUSAL and parse.head[k] != v:
            break
    return _comma_before(parse, v, i)


def _without_auxiliaries(parse: Parse, v: int) -> int:
    """Where the words end that stand before "has also reported"."""
    while v > 0 and parse.pos[v - 1] in ("AUX", "ADV") and parse.head[v - 1] >= v:
        v -= 1
    return v


def _speaker(parse: Parse, phrase: Range) -> int:
    """Head of a phrase that is nothing but a noun phrase, else -1."""
    i, j = phrase
    if i >= j or any(parse.pos[k] in _CLAUSAL for k in range(i, j)) or parse.pos[i] in ("ADP", "CCONJ", "ADV"):
        return -1
    if parse.lower[i] in ("which", "who", "that", "whom", "what"):
        return -1
    return next((k for k in range(i, j) if parse.pos[k] in _NOMINAL and not i <= parse.head[k] < j), -1)


def _has_verb(parse: Parse, i: int, j: int) -> bool:
    return any(parse.pos[k] in ("VERB", "AUX") for k in range(i, j))


def _has_clause(parse: Parse, i: int, j: int) -> bool:
    return any(parse.pos[k] in _CLAUSAL for k in range(i, j))


def _may_follow(parse: Parse, found: Candidate, after: Range, *, beyond: int = -1) -> bool:
    """True for what may end a tag: whom one told ("told Reuters"), when and where ("said in a statement on Friday").

    Children of the verb from token `beyond` on do not count: they are content.
    """
    i, j = after
    if j - i > _AFTER or any(parse.pos[k] not in _NOMINALS for k in range(i, j)):
        return False
    allowed = _CIRCUMSTANCES | {"dobj"} if "a" in found.frame else _CIRCUMSTANCES
    return all(parse.dep[c] in allowed for c in parse.children[found.head] if found.head < c and not 0 <= beyond <= c)


def set_plea(parse: Parse, found: Candidate) -> bool:
    """Give `found` cue and content where it is a plea: "pleaded not guilty to the charges"; True where it is."""
    v, n = found.head, len(parse)
    guilty = next((k for k in range(v + 1, min(v + 4, n)) if parse.lower[k] in ("guilty", "innocent")), -1)
    if guilty < 0:
        return False
    found.source = subject(parse, v)
    found.cue = sorted({*found.cue, *range(v, guilty + 1)})
    if guilty + 1 < n and parse.lower[guilty + 1] == "to":
        found.cue.append(guilty + 1)
        found.content = [(guilty + 2, max(subtree(parse, guilty + 1)[1], guilty + 2))]
    found.sure = bool(found.content)
    return True
