"""What a quantity with a unit measures: tokens → phrases. "a deficit of 5 %": the phrase "deficit".

Deliberately no phrase where the parse shows none: a guess would be printed as the source's words. What a figure is about where that
is something else stands in `about`, rises and falls in `change`.

Source: MeasEval 2021 (MeasuredEntity, MeasuredProperty).
"""

from __future__ import annotations

from bluf.analysis.figures.bounds import Quantity
from bluf.analysis.figures.change import DOWN, MOST_CHILDREN, UP, change_before, changed, subject_of, verb_of
from bluf.analysis.figures.counted import NOUNS, Phrase, first_noun, is_person, noun_phrase, phrase_of
from bluf.analysis.figures.units import UnitKind, is_unit_word
from bluf.analysis.nlp import Parse
from bluf.model import Qualifier

_LASTS = frozenset("last take be run span continue average remain".split())
WHEN = frozenset("ago before after later earlier since from prior hence away".split())
_VACUOUS = frozenset("total sum amount equivalent average maximum minimum course period span space".split())
_SHARES = frozenset(
    "account make comprise represent constitute come win poll receive get score lead trade close open end yield".split()
)
_TAKES = frozenset(
    "raise add boost gain lose cut reduce lower shave slash hike lift shed need use have hold set hit".split()
)
_TIMES = frozenset("year month week day season".split())
_NO_HEADS = _TIMES | {"%", "$", "£", "€"}
_EXCEEDS = frozenset("exceed surpass top".split())
_EVENTS = ("ing", "tion", "sion", "ment", "ance")
_LASTING = frozenset(
    "ban job prison jail term contract war siege strike stay lease deal sentence custody power office".split()
)
_UNIT_NOUNS = frozenset("percent cent cents % point points hp dollar dollars us".split())
_SIZED = frozenset((UnitKind.MONEY, UnitKind.MEASURE, UnitKind.DURATION))
_WHERE = frozenset("into amid in at from over across to on onto under".split())
_DOERS = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_OF_MEASURE = frozenset("of at to from with by between".split())
_OF_NUMBER = frozenset("of at to from by".split())
_PLURALS = frozenset("dozen hundred thousand million billion score".split())
_OF_MONEY = _OF_MEASURE | frozenset("for in worth".split())
_MODIFIERS = frozenset(("ADJ", "NOUN", "PROPN"))
_SIZE_VERBS = frozenset(
    "last weigh measure extend stretch cover cost total reach span average take exceed amount run range grow "
    "stand hold contain produce live have use need hit set remain".split()
)


def measured_by_unit(parse: Parse, quantity: Quantity, i: int, a: int, b: int) -> Phrase | None:
    """Tokens of what a quantity with a unit (tokens `a`..`b`, its numeral at `i`) measures.

    "75 percent of polio cases", "a 15-year-old girl", "$65 million in revenue", "fines of up to $44,000", "the deficit is 5 %".
    """
    kind = quantity.unit.kind if quantity.unit is not None else None
    if kind is UnitKind.MEASURE and (other := _other_side(parse, a)) is not None:  # "50 m by 50 m" measures one thing
        a = other
    if kind is UnitKind.AGE and parse.lower[a - 1 : a] == ["as"]:  # "children as young as 12 undergoing training"
        return phrase_of(parse, a - 4) if a > 3 and parse.pos[a - 4] in NOUNS else None
    found = _neighbor(parse, quantity, kind, a, b)
    if (
        found is None and kind is UnitKind.AGE and parse.lower[b - 1] == "old"
    ):  # "the 16-year-old says": the age is the person
        return None
    apart = _is_apart(parse, kind, i, a, b)
    if found is None and not apart and (kind is UnitKind.AGE or _tells_size(parse, kind, i)):
        subject = subject_of(parse, i)
        found = phrase_of(parse, subject) if subject is not None else None
    if found is None and kind is UnitKind.DURATION and parse.lower[b - 2 : b - 1] == ["-"]:
        found = _described(parse, b)
    if found is not None and parse.lower[found[0]] in _UNIT_NOUNS and found[0] + 2 < found[1]:
        found = found[0] + 2, found[1]  # "percent of voice traffic"
    if found is None or parse.lower[found[1] - 1] in _NO_HEADS or (parse.lower[found[0]] in _TIMES and kind is None):
        return None
    if found[1] - found[0] == 1 and (parse.lower[found[0]] in UP or parse.lower[found[0]] in DOWN):
        found = changed(parse, found[1]) or found  # "an 18 percent increase in seizures"
    doer = all(parse.ent[k] in _DOERS or parse.pos[k] == "DET" for k in range(*found))
    if kind is UnitKind.DURATION and doer:  # "Boko Haram has been an issue for the past five years"
        return None
    return without(parse, found, a, b)


def _is_apart(parse: Parse, kind: UnitKind | None, i: int, a: int, b: int) -> bool:
    """True where the quantity cannot be said of the subject: "six months ago", "100% sure", "her husband killed her at age 25"."""
    if b < len(parse) and parse.lower[b] in WHEN:
        return True
    if kind is UnitKind.MEASURE:
        return a > 0 and parse.lower[a - 1] == ","
    if kind in (UnitKind.PERCENT, None) and b < len(parse) and (parse.pos[b] == "ADJ" or parse.tag[b] == "VBN"):
        return True
    if kind is None:
        return parse.head[i] != i and not _is_predicate(parse, i)
    verb = verb_of(parse, i) if kind is UnitKind.AGE else None
    if verb is None:
        return False
    return any(
        parse.dep[c] == "dobj" and parse.pos[c] in ("PRON", "PROPN") for c in parse.children[verb][:MOST_CHILDREN]
    )


def _neighbor(parse: Parse, quantity: Quantity, kind: UnitKind | None, a: int, b: int) -> Phrase | None:
    """The phrase right behind or before the quantity that it measures."""
    if parse.lemma[a] in _EXCEEDS:  # "when revenues exceeded $2 million, the manager answered"
        subject = subject_of(parse, a)
        return phrase_of(parse, subject) if subject is not None else None
    found = _risen(parse, a, b) or (_behind(parse, quantity, b) if kind is not None else None)
    if found is not None and not _is_unit(parse, found[1] - 1):
        return found
    if kind is UnitKind.AGE and parse.lower[b - 1] != "old":
        found = _person_before(parse, a)
        if found is not None:
            return found
    if kind is UnitKind.DURATION and b < len(parse) and parse.lower[b] in WHEN:
        return None
    found = _beside(parse, kind, a) or _before(parse, kind, a)
    sized = kind in (UnitKind.MEASURE, UnitKind.PERCENT, UnitKind.MONEY)
    if found is None and sized and a > 1 and parse.lower[a - 1] == "," and _is_gapped(parse, a - 2):
        return phrase_of(parse, a - 2)
    return found


def _is_gapped(parse: Parse, k: int) -> bool:
    """True for the name at token `k` of a clause without its verb: "Gwangju hitting 14 degrees and Daegu, 15 degrees"."""
    return parse.pos[k] == "PROPN" and k > 0 and parse.lower[k - 1] in ("and", ";", ",") and parse.dep[k] == "conj"


def _is_unit(parse: Parse, k: int) -> bool:
    """True for a noun that is itself a unit: "percent", "points", but not "price point"."""
    return parse.lower[k] in _UNIT_NOUNS and not (parse.lower[k] == "point" and parse.pos[k - 1] == "NOUN")


def is_offset(parse: Parse, end: int) -> bool:
    """True where the words behind a length of time that ends at code point `end` make a date of it: "three days after"."""
    k, _ = parse.tokens_of(end, end + 12)
    return k < len(parse) and parse.lower[k] in WHEN


def _is_for(parse: Parse, i: int) -> bool:
    """True for the length of time in "has been in the nursery for ten days", which is not the child's."""
    return "for" in parse.lower[max(0, i - 6) : i]


def _is_predicate(parse: Parse, i: int) -> bool:
    """True where the bare number at token `i` is what its verb says of the subject: "was 18", "rose to 18"."""
    head = parse.head[i]
    if parse.dep[i] in ("npadvmod", "quantmod"):  # "as many states as the Democrats, 30 to 11"
        return False
    if i > 1 and parse.lower[i - 1] == "at" and parse.lower[i - 2] == ",":  # "that is what he does, at 52"
        return False
    for _ in range(3):
        if parse.pos[head] in ("ADP", "ADV", "NUM", "SCONJ") or parse.lower[head] in ("point", "points"):
            head = parse.head[head]
    return parse.pos[head] in ("VERB", "AUX")


def _described(parse: Parse, b: int) -> Phrase | None:
    """The noun behind a hyphenated length in a row of adjectives: "contract" in "an eight-year, $180 million contract"."""
    noun = parse.head[b - 1]
    apart = any(parse.pos[k] in ("VERB", "AUX", "ADP") or parse.lower[k] in (";", ".") for k in range(b, noun))
    return (noun, noun + 1) if b < noun < b + 8 and parse.pos[noun] == "NOUN" and not apart else None


def _other_side(parse: Parse, a: int) -> int | None:
    """The token of the numeral of the first of two dimensions, the second of which begins at token `a`: "50 m by 20 m"."""
    if a < 3 or parse.lower[a - 1] not in ("by", "x", "×"):
        return None
    return next((k for k in range(a - 2, max(-1, a - 4), -1) if parse.text[k][0].isdigit()), None)


def _risen(parse: Parse, a: int, b: int) -> Phrase | None:
    """What rose or fell: "interest payments" in "an increase of 29% in interest payments"."""
    if change_before(parse, a) is None or b + 1 >= len(parse) or parse.lower[b] not in ("in", "on"):
        return None
    noun = first_noun(parse, b + 1, far=True)
    return noun_phrase(parse, noun, b + 1) if noun is not None and parse.ent[noun] not in ("DATE", "TIME") else None


def without(parse: Parse, phrase: Phrase, a: int, b: int) -> Phrase | None:
    """The part of `phrase` before the quantity in tokens `a`..`b`: "turnover" of "turnover of 1.23 billion shekels"."""
    start, end = phrase
    if start >= b or end <= a:
        return phrase
    end = a
    while end > start and parse.pos[end - 1] in ("ADP", "DET", "PUNCT", "ADV", "SCONJ"):
        end -= 1
    return (start, end) if end > start else None


def _beside(parse: Parse, kind: UnitKind | None, a: int) -> Phrase | None:
    """The noun right before the quantity: "winds up to 175 mph", "base price: $59,995", "a ticket worth £56 million"."""
    k = a - 1
    if k < 1 or parse.sent[k] != parse.sent[a]:
        return phrase_of(parse, 0) if k == 0 and _opens_range(parse, a) and parse.pos[k] in NOUNS else None
    if _opens_range(parse, a):  # "fines from $250,000 to $1 million", "claims, ranging from"
        k -= parse.lower[k] == "ranging"
        k -= parse.lower[k] == ","
        if k >= 0 and parse.pos[k] in NOUNS and parse.ent[k] not in ("DATE", "TIME", "PERSON"):
            return phrase_of(parse, k)
        return None
    if parse.lower[k] in (":", "worth") or (parse.lower[k] == "," and parse.lower[k - 1] == "worth"):
        k -= 1
        while k > 0 and parse.lower[k] in ("reportedly", "worth", ",", ":", "now", "still", "is", "was"):
            if (
                parse.lower[k] in ("is", "was") and (subject := subject_of(parse, k)) is not None
            ):  # "trade over the border was"
                return phrase_of(parse, subject)
            k -= 1
    elif (
        kind not in (UnitKind.MEASURE, UnitKind.PERCENT)
        or parse.lower[k - 1] in ("a", "an")
        or parse.lower[a] == "twice"
    ):
        return None
    elif parse.lower[k] in ("+", "-"):
        k -= 1
    if kind is UnitKind.MEASURE and parse.dep[k] == "pobj" and parse.lower[parse.head[k]] in _WHERE:
        return None  # "into the atmosphere some 30,000 feet"
    return phrase_of(parse, k) if parse.pos[k] in NOUNS and parse.ent[k] not in ("DATE", "TIME") else None


def _opens_range(parse: Parse, a: int) -> bool:
    return parse.lower[a] == "from" and parse.pos[a] == "ADP"


def _tells_size(parse: Parse, kind: UnitKind | None, i: int) -> bool:
    """True where the clause says how large or long its subject is ("lasted three days"), not when or where it acts."""
    verb = verb_of(parse, i)
    if kind is UnitKind.PERCENT and verb is not None and parse.lemma[verb] in _SHARES:
        return True
    if kind is UnitKind.DURATION:
        return verb is not None and parse.lemma[verb] in _LASTS and not (parse.pos[verb] == "AUX" and _is_for(parse, i))
    if kind is UnitKind.MONEY and verb is not None and parse.lemma[verb] in _TAKES:
        return False
    if parse.lower[i] in ("twice", "thrice"):
        return verb is not None and parse.pos[verb] == "AUX"
    return verb is not None and (
        parse.pos[verb] == "AUX"
        or parse.lemma[verb] in _SIZE_VERBS
        or parse.lemma[verb] in UP
        or parse.lemma[verb] in DOWN
    )


def _person_before(parse: Parse, a: int) -> Phrase | None:
    """Whose age it is: "Ann Maguire, 61", "her stepson, now aged 17", "His death at age 73"."""
    k = a - 1
    while (
        k >= 0
        and a - k < 7
        and (
            parse.pos[k] in ("PUNCT", "ADV", "AUX", "ADP", "DET")
            or parse.lower[k] in ("aged", "age", "ages", "who", "turned")
        )
    ):
        k -= 1
    if (
        k >= 0
        and (a - k > 1 or parse.lower[a] in ("between", "aged", "under", "over", "from", "age", "ages"))
        and parse.pos[k] in NOUNS
        and parse.sent[k] == parse.sent[a]
        and parse.ent[k] not in ("DATE", "TIME")
    ):
        thing = parse.dep[k] in ("pobj", "dobj") and parse.ent[k] == "" and not is_person(parse.lower[k])
        subject = subject_of(parse, a) if thing else None
        return phrase_of(parse, k if subject is None else subject)
    return None


def _behind(parse: Parse, quantity: Quantity, b: int) -> Phrase | None:
    if b >= len(parse):
        return None
    k = b
    while k < len(parse) and parse.lower[k] in ("-", "old", ")", "high", "tall", "long", "wide", "deep") and k - b < 4:
        k += 1
    if parse.lower[k : k + 1] == ["("]:  # "475 pounds (215.5 kilos) of cocaine"
        k = next((c + 1 for c in range(k, min(k + 6, len(parse))) if parse.lower[c] == ")"), k)
    word = parse.lower[k] if k < len(parse) else ""
    money = quantity.unit is not None and quantity.unit.kind is UnitKind.MONEY
    percent = quantity.unit is not None and quantity.unit.kind is UnitKind.PERCENT
    if (
        word == "of" and quantity.qualifier is Qualifier.LESS and not percent and not money
    ):  # "within 100 meters of his home"
        return None
    if word == "of" or (word in ("in", "worth") and money):
        k += 1 if not (word == "worth" and k + 1 < len(parse) and parse.lower[k + 1] == "of") else 2
        k = _past_quantity(parse, k)
        if word == "in" and k < len(parse) and parse.pos[k] in ("DET", "PRON"):  # "raised $2 million in the process"
            return None
        noun = first_noun(parse, k, far=True)
        if (
            noun is not None
            and parse.ent[noun] not in ("DATE", "GPE", "TIME")
            and parse.lower[noun] not in ("year", "month", "week", "age")
            and not (percent and parse.lower[noun] in ("average", "normal", "capacity", "total", "gdp"))
        ):
            return noun_phrase(parse, noun, k)
        return None
    k = _past_quantity(parse, k)
    if (
        k < len(parse)
        and (
            parse.pos[k] in _MODIFIERS
            or parse.tag[k] == "VBN"
            or parse.pos[k] == "NUM"
            or (parse.tag[k] == "VBG" and parse.dep[k] in ("amod", "compound"))
        )
        and parse.sent[k] == parse.sent[b - 1]
    ):
        noun = first_noun(parse, k, far=False, numbers=True)
        age = quantity.unit is not None and quantity.unit.kind is UnitKind.AGE
        if (
            noun is not None
            and parse.ent[noun] not in ("DATE", "TIME")
            and not (k == b and parse.pos[k] == "PROPN" and not (money or age) and parse.pos[noun] == "PROPN")
        ):
            return _of_change(parse, noun) or noun_phrase(parse, noun, k)
    return None


def _past_quantity(parse: Parse, k: int) -> int:
    """The token behind another quantity that begins at `k`: "engine" in "a 640 bhp 5.2 litre engine"."""
    if k + 2 >= len(parse) or parse.pos[k] != "NUM":
        return k
    return k + 2 if parse.lower[k + 1] in _UNIT_NOUNS or is_unit_word(parse.lower[k + 1]) else k


def _of_change(parse: Parse, noun: int) -> Phrase | None:
    """What rose or fell: "a 69% reduction in corporate tax receipts"."""
    if (
        (parse.lower[noun] not in UP and parse.lower[noun] not in DOWN)
        or noun + 2 >= len(parse)
        or parse.lower[noun + 1] not in ("in", "of")
    ):
        return None
    changed = first_noun(parse, noun + 2, far=True)
    return noun_phrase(parse, changed, noun + 2) if changed is not None else None


def _before(parse: Parse, kind: UnitKind | None, a: int) -> Phrase | None:
    """The noun that a preposition before the quantity hangs on, or the object of its verb."""
    k = a - 1
    while k >= 0 and k > a - 4 and parse.pos[k] in ("DET", "ADV", "ADJ"):
        k -= 1
    if k < 1 or parse.sent[k] != parse.sent[a] or parse.pos[k] != "ADP" or parse.sent[k] != parse.sent[a]:
        return None
    head, money = parse.head[k], kind is UnitKind.MONEY
    sized = money or kind is UnitKind.PERCENT
    if not _joins(parse, kind, k, head):
        return None
    moved = _moved(parse, k, head)
    if moved is not None:
        return moved
    if head < k and parse.pos[head] in NOUNS and parse.ent[head] not in ("DATE", "TIME"):
        return phrase_of(parse, head)
    if (
        head < k
        and parse.pos[head] == "VERB"
        and (
            (parse.lower[k] in ("by", "to") and (kind is not UnitKind.DURATION or parse.lemma[head] in UP | DOWN))
            or (money and parse.lower[k] == "for")
            or (sized and parse.lower[k] == "at")
        )
    ):
        for c in parse.children[head][:MOST_CHILDREN]:
            if parse.dep[c] == "dobj" and parse.pos[c] in NOUNS:
                return phrase_of(parse, c)
    return None


def _joins(parse: Parse, kind: UnitKind | None, k: int, head: int) -> bool:
    """True where the preposition at token `k` can join a quantity of this kind to the word at `head` that it measures."""
    word = parse.lower[k]
    if kind is None and word == "at" and parse.lower[k - 1] == ",":  # "if that is what he does, at 52"
        return False
    if kind is None:
        owned = word == "of" and (is_person(parse.lower[head]) or parse.ent[head] == "PERSON")  # "a mother of two"
        vague = parse.lower[k + 1].removesuffix("s") in _PLURALS and parse.tag[k + 1] == "NNS"  # "the heads of dozens"
        return word in _OF_NUMBER and not vague and not owned and not (word == "of" and parse.lower[head] in _VACUOUS)
    if word == "of" and parse.lower[head] in _VACUOUS:
        return False
    if kind not in _SIZED or word in (_OF_MONEY if kind is UnitKind.MONEY else _OF_MEASURE):
        return True
    event = parse.lower[head].endswith(_EVENTS) or parse.lower[head] in _LASTING
    return kind is UnitKind.DURATION and word == "for" and parse.tag[head] in ("NN", "NNS") and event


def _moved(parse: Parse, k: int, head: int) -> Phrase | None:
    """What came to a level: "Sony" in "Sony lost 2.7 percent to 5,182"; `k` is the "to", `head` what it hangs on."""
    size = _is_unit(parse, head) or is_unit_word(parse.lower[head])
    moves = parse.pos[head] == "VERB" and (parse.lemma[head] in UP or parse.lemma[head] in DOWN)
    if parse.lower[k] != "to" or not (size or moves):
        return None
    if any(parse.dep[c] == "dobj" and not _is_unit(parse, c) for c in parse.children[head][:MOST_CHILDREN]):
        return None
    subject = subject_of(parse, k)
    return phrase_of(parse, subject) if subject is not None else None
