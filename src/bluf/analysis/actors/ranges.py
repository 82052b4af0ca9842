"""Where names stand: parse → token ranges with the model's label, before anything is said of them.

Entities of the model, runs of proper nouns outside of them, and acronyms in brackets; what the model parted is put
together ("Air and" + "Marine Operations (AMO)"), what it ran together is parted ("Grant and Ambersley"). Deliberately no
range is refused here: `named` does that.
"""

from __future__ import annotations

from bluf.analysis.actors.lexicon import Lexicon, fold, singular
from bluf.analysis.actors.names import is_acronym, makes_acronym, words
from bluf.analysis.nlp import Parse
from bluf.analysis.truecase import is_small_word

LABELS = frozenset(("PERSON", "ORG", "NORP", "GPE", "LOC", "FAC"))
LABELS_OR_NONE = LABELS | {""}
_DIVISIONS = frozenset(
    "branch service services office agency department division operations protection bureau command unit committee commission "
    "administration authority directorate secretariat board ministry".split()
)
_LEADING = frozenset((("ORG", "GPE"), ("ORG", "ORG"), ("GPE", "ORG")))  # labels of two ranges that are one name
_COORDINATED = frozenset(("ORG", "FAC"))
_NO_ACRONYMS = frozenset("sic text i ii iii iv".split())
_MISTAKEN = frozenset(("GPE", "ORG", "", "PERSON", "NORP"))
_NUMBERS = frozenset(("CARDINAL", "DATE", "ORDINAL", "QUANTITY", "PERCENT", "MONEY", "TIME"))
_JOINERS = frozenset("and of for the &".split())
_MAX_SPELLED = 7  # tokens that a name can begin before where the model saw it
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov "
    "dec gmt am pm est edt utc et ct pt".split()
)


def name_ranges(parse: Parse, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Ranges of the model's entities, of runs of proper nouns outside of them, and of acronyms the text explains; in order."""
    alone = {parse.words(e.start, e.end).removeprefix("the ") for e in parse.doc.ents if e.label_ in LABELS}
    ranges = [
        part
        for e in parse.doc.ents
        for part in _parted(parse, e.start, e.end, _label(parse, e.start, e.end, e.label_), lexicon, alone)
        if e.label_ not in _NUMBERS or part[2]
    ]
    covered = bytearray(len(parse))
    for i, j, _ in ranges:
        covered[i:j] = b"\x01" * (j - i)
    explained: set[str] = set()
    i, n, text = 0, len(parse), parse.text
    while i < n:
        if text[i] in "([" and i + 2 < n and text[i + 2] in ")]":
            inside = _bracketed(parse, i, covered)
            explained |= {text[i + 1]} if inside or (covered[i + 1] and is_acronym(text[i + 1])) else set()
            ranges += inside
            i += 3
        elif covered[i] or not _is_name_token(parse, i, lexicon):
            i += 1
        else:
            j = i + 1
            while j < n and not covered[j] and _is_name_token(parse, j, lexicon):
                j += 1
            if i and not covered[i - 1] and parse.text[i - 1][:1].isupper() and parse.lower[i - 1] in lexicon.given:
                i -= parse.sent[i - 1] == parse.sent[i]  # "Erich", which the model took for a verb
            ranges.append((i, j, ""))
            covered[i:j] = b"\x01" * (j - i)
            i = j
    if explained:
        ranges += [
            (k, k + 1, "ORG") for k in range(n) if text[k] in explained and not covered[k] and text[k - 1] not in "(["
        ]
    ranges = [(i, _sentence_end(parse, i, j), label) for i, j, label in ranges]
    ranges.sort()
    ranges = _divisions(parse, _counted(parse, ranges))
    return _hyphenated(parse, _with_surnames(parse, _whole(parse, _abbreviated(parse, ranges)), lexicon))


def _sentence_end(parse: Parse, i: int, j: int) -> int:
    """Where a range ends in the sentence in which it begins."""
    return next((k for k in range(i + 1, j) if parse.sent[k] != parse.sent[i]), j)


def _counted(parse: Parse, ranges: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The ranges, with names that begin with a number word in capitals: "the Four Paths Police", "the Big Ten"."""
    out: list[tuple[int, int, str]] = []
    for start, j, label in ranges:
        i, k = start, start - 1
        inside = k > parse.sents[parse.sent[i]][0] and not parse.in_heading(i)
        number = inside and (parse.pos[k] == "NUM" or parse.ent[k] == "CARDINAL") and parse.text[k].isalpha()
        if number and label in LABELS_OR_NONE and parse.text[k].istitle() and parse.dep[k] in ("compound", "nummod"):
            if out and out[-1][1] > k:
                del out[-1]
            i = k
        out.append((i, j, label))
    return out


def _divisions(parse: Parse, ranges: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The ranges, with a body's name that the model parted at its "and" as one: "Caribbean Air and Marine Branch"."""
    out: list[tuple[int, int, str]] = []
    for i, j, label in ranges:
        before = out[-1] if out else None
        partners = (
            before
            and before[1] == i - 1
            and parse.lower[i - 1] == "and"
            and parse.lower[i - 2] in ("bros.", "bros", "sons")
        )
        if partners or (
            before and before[2] in ("ORG", "", "LAW") and label == "GPE" and _is_second_state(parse, before, i, j)
        ):
            out[-1] = (out[-1][0], j, "ORG")
            continue
        if (
            before
            and before[1] == i - 1
            and parse.lower[i - 1] == "and"
            and parse.lower[j - 1] in _DIVISIONS
            and {before[2], label} <= {"ORG", ""}
            and not is_acronym(parse.text[before[1] - 1])
            and is_small_word(parse.lower[before[1] - 1])
            and parse.lower[before[1] - 1] not in _DIVISIONS
        ):
            out[-1] = (before[0], j, "ORG")
        else:
            out.append((i, j, label))
    return out


def _label(parse: Parse, i: int, j: int, label: str) -> str:
    """The model's label; "" for a "number" that is written as a name is ("Nowsch")."""
    if label not in _NUMBERS or any(parse.pos[k] != "PROPN" or not parse.text[k].isalpha() for k in range(i, j)):
        return label
    named = all(parse.text[k][:1].isupper() and parse.lower[k] not in TIMES for k in range(i, j))
    return "" if named and not any(is_small_word(parse.lower[k]) for k in range(i, j)) else label


def _abbreviated(parse: Parse, ranges: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The ranges, with names that begin where the acronym behind them says ("Air and" + "Marine Operations (AMO)")."""
    out: list[tuple[int, int, str]] = []
    for i, j, label in ranges:
        before = out[-1] if out else None
        if before and before[1] == i - 1 and parse.text[i - 1] in "([" and is_acronym(parse.text[i]):
            k = _first_of_acronym(parse, before[0], before[1], parse.lower[i])
            while k < before[0] and len(out) > 1 and out[-2][1] > k:
                del out[-2]
            out[-1] = (k, before[1], before[2])
        out.append((i, j, label))
    return out


def _first_of_acronym(parse: Parse, i: int, j: int, short: str) -> int:
    """Where the name that ends before `j` begins if `short` is made of its initials; `i` where it is not."""
    if makes_acronym(short, words(parse.words(i, j))):
        return i
    for k in range(i - 1, max(i - _MAX_SPELLED, -1), -1):
        if not (parse.text[k][:1].isupper() or parse.lower[k] in _JOINERS) or parse.sent[k] != parse.sent[i]:
            break
        if parse.text[k][:1].isupper() and makes_acronym(short, words(parse.words(k, j))):
            return k
    return i


def _whole(parse: Parse, ranges: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The ranges, with "Customs" and "Border Protection" as one where the text has "US Customs and Border Protection"."""
    known = {words(parse.words(i, j)) for i, j, _ in ranges if j - i > 3 and "and" in parse.lower[i:j]}
    tails = {parts[k:] for parts in known for k in range(len(parts) - 2) if "and" in parts[k + 1 : -1]}
    if not tails:
        return ranges
    out: list[tuple[int, int, str]] = []
    for i, j, label in ranges:
        if out and out[-1][1] == i - 1 and parse.lower[i - 1] == "and" and words(parse.words(out[-1][0], j)) in tails:
            out[-1] = (out[-1][0], j, "ORG")
        else:
            out.append((i, j, label))
    return out


def _is_name_token(parse: Parse, i: int, lexicon: Lexicon) -> bool:
    """True for capitalized proper nouns that name no time, and for capitalized nouns that no list knows ("Wikileaks")."""
    word = parse.lower[i]
    if not parse.text[i][:1].isupper() or word in TIMES:
        return False
    if parse.pos[i] == "NOUN":
        return (
            len(word) > 4
            and not is_small_word(word)
            and not is_small_word(singular(word))
            and singular(word) not in lexicon.heads
        )
    return parse.pos[i] == "PROPN"


def _is_second_state(parse: Parse, body: tuple[int, int, str], i: int, j: int) -> bool:
    """True for the second state of "Food Standards of Australia" + "and New Zealand"."""
    first, last, _ = body
    if last != i - 1 or parse.lower[last] != "and" or "of" not in parse.lower[first + 1 : last]:
        return False
    top = next((k for k in range(i, j) if not i <= parse.head[k] < j), j - 1)
    return parse.dep[top] == "conj" and first < parse.head[top] < last and parse.ent[parse.head[top]] != "PERSON"


def _parted(parse: Parse, i: int, j: int, label: str, lexicon: Lexicon, alone: set[str]) -> list[tuple[int, int, str]]:
    """An entity as its parts, where it runs over brackets ("World Health Organization (WHO") or into another name.

    `alone` are the texts of all entities: "Shining Path and Tupac Amaru Movement" are two where one of them stands alone.
    """
    for k in range(i + 1, j - 1):
        if parse.text[k] in "([":
            return [
                (i, k, label),
                *_parted(parse, k + 1, j, "ORG" if is_acronym(parse.text[k + 1]) else label, lexicon, alone),
            ]
        if (
            parse.lower[k] == "and"
            and label in ("ORG", "PERSON")
            and (_is_known(parse, i, k, lexicon) or (j - i == 3 and _are_persons(parse, i, k + 1, lexicon)))
        ):
            return [(i, k, label), *_parted(parse, k + 1, j, label, lexicon, alone)]
        if parse.lower[k] == "and" and label in _COORDINATED and _are_two(parse, i, k, lexicon, alone):
            return [(i, k, "ORG"), *_parted(parse, k + 1, j, "ORG", lexicon, alone)]
        if parse.lower[k] == "for" and label == "ORG" and fold(parse.text[i]) in lexicon.given and k - i in (2, 3):
            return [(i, k, "PERSON"), *_parted(parse, k + 1, j, label, lexicon, alone)]
        if parse.text[k] == "," and label in ("ORG", "GPE") and fold(parse.text[k + 1]) in lexicon.given:
            return [(i, k, label), *_parted(parse, k + 1, j, "PERSON", lexicon, alone)]
    return [(i, j, label)]


def _are_two(parse: Parse, i: int, k: int, lexicon: Lexicon, alone: set[str]) -> bool:
    """True where what stands before the "and" at `k` stands alone elsewhere, or a plural announces two: "the groups X and Y"."""
    if k - i > 1 and parse.words(i, k).removeprefix("the ") in alone:
        return True
    noun = parse.lower[i - 1] if i else ""
    return noun.endswith("s") and singular(noun) in lexicon.group | lexicon.organization | lexicon.media


def _are_persons(parse: Parse, first: int, second: int, lexicon: Lexicon) -> bool:
    """True for "Grant and Ambersley": each a given name or the end of a person's name elsewhere in the text."""
    surnames = {parse.text[e.end - 1] for e in parse.doc.ents if e.label_ == "PERSON" and e.end - e.start > 1}
    return all(parse.text[k] in surnames or parse.lower[k] in lexicon.given for k in (first, second))


def _is_known(parse: Parse, i: int, j: int, lexicon: Lexicon) -> bool:
    """True where a list of names has the words of the range."""
    form = " ".join(words(parse.words(i, j)))
    return form in lexicon.armed_groups or form in lexicon.companies or form in lexicon.outlets


def _is_given_name(parse: Parse, first: tuple[int, int, str], last: tuple[int, int, str], lexicon: Lexicon) -> bool:
    """True for one word that the model parted from the surname behind it: "Dries" + "Mertens", "Pete" + "Buttigieg"."""
    i, j, label = first
    word = parse.lower[i]
    if j - i != 1 or j != last[0] or last[1] - j != 1 or parse.pos[i] != "PROPN" or parse.sent[i] != parse.sent[j]:
        return False
    if parse.dep[i] != "compound" or parse.head[i] != j or is_acronym(parse.text[i]) or lexicon.country(word):
        return False
    if is_small_word(parse.lower[j]) or any(
        word.rstrip(".") in known for known in (lexicon.companies, lexicon.outlets, lexicon.heads, lexicon.title)
    ):
        return False
    if last[2] == "GPE" and word in lexicon.given:
        return True  # "Valeska" + "Paris"
    return last[2] in ("PERSON", "") and (
        word in lexicon.given or (label in ("ORG", "", "NORP") and last[2] == "PERSON")
    )


def _with_surnames(parse: Parse, ranges: list[tuple[int, int, str]], lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """The ranges, with persons' names joined to surnames that the model took for something else ("Hernan" + "Errazuriz")."""
    out: list[tuple[int, int, str]] = []
    for i, j, label in ranges:
        person = bool(out) and out[-1][2] == "PERSON" and out[-1][1] == i and parse.dep[i - 1] == "compound"
        joined = person and i <= parse.head[i - 1] < j and parse.pos[i] == "PROPN" and label in _MISTAKEN
        if joined or (out and _is_given_name(parse, out[-1], (i, j, label), lexicon)):
            out[-1] = (out[-1][0], j, "PERSON")
        elif out and out[-1][1] == i and (out[-1][2], label) in _LEADING and _leads_to(parse, i, j):
            out[-1] = (out[-1][0], j, "ORG")  # "Food Standards Australia" + "New Zealand"
        else:
            out.append((i, j, label))
    return out


def _leads_to(parse: Parse, i: int, j: int) -> bool:
    """True where the name before token `i` is a part of the one that ends before `j`."""
    return parse.dep[i - 1] == "compound" and i <= parse.head[i - 1] < j and parse.text[i - 1][:1].isupper()


def _bracketed(parse: Parse, i: int, covered: bytearray) -> list[tuple[int, int, str]]:
    """The acronym in the brackets that open at `i`, and the name before them where the model saw none."""
    if not is_acronym(parse.text[i + 1]) or parse.lower[i + 1] in _NO_ACRONYMS:
        return []
    ranges = [(i + 1, i + 2, "ORG")]
    last = i - 1
    if last >= 0 and parse.pos[last] in ("NOUN", "PROPN") and not covered[last]:
        first = last
        while (
            first > 0
            and first - 1 > last - 8
            and parse.pos[first - 1] in ("NOUN", "PROPN", "ADJ")
            and not covered[first - 1]
        ):
            first -= 1
        if makes_acronym(parse.lower[i + 1], words(parse.words(first, last + 1))):
            ranges.insert(0, (first, last + 1, "ORG"))
    return ranges


def _hyphenated(parse: Parse, ranges: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The ranges, with the parts of a hyphenated name ("Acan-Efe") as one."""
    out: list[tuple[int, int, str]] = []
    for i, j, label in ranges:
        if out and out[-1][1] == i - 1 and parse.text[i - 1] == "-" and parse.end[i - 2] + 1 == parse.start[i]:
            out[-1] = (out[-1][0], j, out[-1][2] or label)
        else:
            out.append((i, j, label))
    return out
