"""Tell which sentences can stand alone, and where they may begin and end: sentence → yes or no, token range.

"The army promised to retake the port." can. Not: "They denied it.", "Why did nobody see it?", a byline, half a quotation, a first
person that nobody is named for. "But the army promised ..." can after its "But", and "He took 98 percent." where the name before it
is sure. A long sentence ends before a joined clause with a subject of its own ("..., and the governor called for calm"), never
before what limits it (but, if, although, unless): whoever prints it marks the cut, since it is shorter than its sentence.
Deliberately no pronoun is replaced: what is printed are a source's words, with the name before them.

Source: the ICD 203 demand that a judgment can be read by itself; Paice 1990 (exophora in extracts).
"""

from __future__ import annotations

import re

from bluf.analysis.key_points.anaphora import points_back, tells_nothing
from bluf.analysis.key_points.pronouns import PERSONAL, antecedent
from bluf.analysis.nlp import Parse
from bluf.model import BlockKind

DANGLING = frozenset("he she it they this that these those such his her their its him them".split())
CONNECTIVES = frozenset(
    "but and so however meanwhile also then yet still thus therefore moreover nevertheless or instead".split()
)
OPENINGS = frozenset("after as before in on once since when while with for at".split())
FIRST_PERSON = frozenset("i we my our me us mine ours".split())

_LEAST_TOKENS = 6
_LEAST_WORDS = 5  # that a point must have after its beginning and end were cut
_LONG = 40  # tokens from which a joined clause may be cut off
_LEAST_KEPT = 14
_DROPPED = frozenset("but and yet meanwhile also moreover furthermore additionally".split())  # with or without a comma
_DROPPED_WITH_COMMA = _DROPPED | frozenset(
    "so however still thus therefore nevertheless nonetheless instead besides indeed similarly likewise consequently".split()
)
_DROPPED_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "as a result",
        "in addition",
        "for example",
        "for instance",
        "in fact",
        "of course",
        "at the same time",
        "on the other hand",
        "by contrast",
        "in contrast",
        "in turn",
        "after all",
        "in other words",
    )
)
_LEANING = frozenset("or nor so then thus therefore otherwise here neither hence likewise".split())
_CREDITS = (
    ["photo", ":"],
    ["photograph", ":"],
    ["picture", ":"],
    ["image", ":"],
    ["credit", ":"],
)  # of what is a caption
_STRAY = frozenset({"]", ")", "}", ">", "|", ",", ";", ":", ".", "-", "–", "—", "*", "•", "·"})  # before a sentence
_REPLIES = frozenset("no yes well oh ok okay sure right".split())
SECOND_PERSON = frozenset("you your yours yourself yourselves".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
_PERSONS = frozenset({"he", "she"})
_THINGS = frozenset({"it", "they", "this", "that", "these", "those"})
_TIME_NOUNS = frozenset(
    "week month year morning afternoon evening summer winter spring autumn fall weekend time century".split()
)
_TELLING = frozenset("say tell add ask write explain".split())
_SAYING = frozenset("say tell announce report confirm add state warn argue deny claim ask write show suggest".split())
_NEVER_CUT = frozenset("but or nor yet though although unless if".split())
# where the splitter took the stop of a title or an address for the end of the sentence
_BROKEN = re.compile(
    r"\b(?:Capt|Sgt|Lt|Cpl|Gov|Sen|Rep|Dr|Mr|Mrs|Ms|Gen|Col|Maj|Rev|Prof|Hon|No|vs|https?: ?/ ?/ ?\S*)\.$|https?: ?/ ?/ ?\w+\.$"
)
_FURNITURE = re.compile(
    r"\b(?:contributed to this (?:report|story|article)|click (?:here|on)|(?:on|of) this page|all rights reserved|privacy policy"
    r"|terms of (?:use|service)|follow (?:him|her|us|me|them) on|sign up (?:for|to) (?:our|the)|read more|watch (?:the|this) video"
    r"|subscribe to|\w+ (?:reported|wrote) (?:this (?:story|report) )?from [A-Z]\w+"
    r"|anyone with information|is (?:created|written|produced) by a team of)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…][\"”’')\]]*$")


def is_candidate(parse: Parse, k: int) -> bool:
    """True for a sentence of running text that is long enough to tell something."""
    i, j = parse.sents[k]
    b = parse.block[i]
    kind = parse.blocks[b].kind if b >= 0 else BlockKind.PARAGRAPH
    return j - i >= _LEAST_TOKENS and kind not in (BlockKind.HEADING, BlockKind.TABLE, BlockKind.CAPTION)


def is_whole(parse: Parse, k: int) -> bool:
    """True for a statement with a verb of its own and an end: no question, no byline, no "Click here"."""
    i, j = trim(parse, k)
    text = parse.document.text[parse.start[i] : parse.end[j - 1]]
    words = sum(w[:1].isalnum() for w in parse.text[i:j])
    if words < _LEAST_WORDS or "?" in text[-3:]:
        return False
    after = parse.sents[k][1]
    if j == after and not _END.search(text):
        return False
    if parse.lower[after : after + 2] in _CREDITS or _FURNITURE.search(text) or _BROKEN.search(text):
        return False
    if (text[:1] == "(" and text.rstrip(".!")[-1:] == ")") or text.count(")") > text.count("("):
        return False
    if text.endswith(" ."):  # a headline that a page puts between its paragraphs
        return False
    if _is_number_cut(parse, k) or _only_tells_who(parse, i, j):
        return False
    return _has_verb(parse, i, j)


def _is_number_cut(parse: Parse, k: int) -> bool:
    """True on either side of "up to an i7 2. 7GHz", where the splitter took a decimal point for the end of a sentence."""
    i, j = parse.sents[k]
    after = parse.text[j][:1].isdigit() if j < len(parse) else False
    before = i > 1 and parse.text[i - 1] == "." and parse.text[i - 2][-1:].isdigit()
    glued = i > 0 and parse.text[i - 1][-1:] == "." and parse.text[i - 1][:-1].isdigit()
    ends = parse.text[j - 1] == "." and j - 2 >= i and parse.text[j - 2][-1:].isdigit()
    numbered = parse.text[j - 1][-1:] == "." and parse.text[j - 1][:-1].isdigit()
    return ((before or glued) and parse.text[i][:1].isdigit()) or ((ends or numbered) and after)


def _only_tells_who(parse: Parse, i: int, j: int) -> bool:
    """True for "Ana Cruz said of defendants in court.", whose words stand in the sentence before."""
    root = next((t for t in range(i, j) if parse.head[t] == t), i)
    if parse.lemma[root] not in _TELLING or any(w in ('"', "“", "”", ":") for w in parse.text[i:j]):
        return False
    told = ("ccomp", "dobj", "xcomp", "advcl", "nsubjpass", "parataxis", "oprd", "attr")
    return not any(parse.dep[c] in told for c in parse.children[root])


def stands_alone(parse: Parse, k: int, *, personal: bool = False) -> bool:
    """True where a reader who sees nothing else understands sentence `k`, or does so after the name that `about` gives.

    `personal` allows the first person: in a text that is written in it, no sentence without one may be left.
    """
    i, j = trim(parse, k)
    text = parse.document.text[parse.start[i] : parse.end[j - 1]]
    if text.count("“") != text.count("”") or text.count('"') % 2 or not is_whole(parse, k):
        return False
    quoted = _quoted(parse, i, j)
    spoken = (t for t in range(i, j) if is_first_person(parse, t) or parse.lower[t] in SECOND_PERSON)
    if not personal and any(t not in quoted for t in spoken):
        return False
    if (
        parse.within_quotation[i]
        or _is_all_quotation(parse, i, j, quoted)
        or tells_nothing(parse, i, j)
        or points_back(parse, i, j, quoted)
    ):
        return False
    return not _leans(parse, i, j, quoted) or about(parse, k) is not None


def _is_all_quotation(parse: Parse, i: int, j: int, quoted: frozenset[int]) -> bool:
    """True for a sentence that is nothing but somebody's words, and does not say whose."""
    return parse.text[i] in ('"', "“") and all(t in quoted or not parse.text[t][:1].isalnum() for t in range(i, j))


def about(parse: Parse, k: int) -> tuple[int, int] | None:
    """Token range of the name that sentence `k` needs before it to be understood: "[Kagame]: He took 98 percent".

    None where it needs none, or where that alone would not do: "his brother" may be anybody's of the text.
    """
    i, j = trim(parse, k)
    quoted = _quoted(parse, i, j)
    first = next((t for t in range(i, j) if parse.text[t][:1].isalnum()), i)
    leads = parse.lower[first] in PERSONAL and first not in quoted
    if leads and parse.lower[first] not in _PERSONS:
        return None
    subject = next((t for t in range(i, j) if _is_main_subject(parse, t)), None)
    if subject is None or not (leads or parse.lower[subject] in _PERSONS):
        return None
    if not leads and (not _is_unresolved(parse, i, subject, quoted) or parse.lower[first] in DANGLING | _LEANING):
        return None
    if leads and parse.lower[subject] not in _PERSONS and _is_unresolved(parse, i, subject, quoted):
        return None
    return antecedent(parse, k)


def is_first_person(parse: Parse, t: int) -> bool:
    """True for "we", "my" and their like, not for the US."""
    return parse.lower[t] in FIRST_PERSON and parse.text[t] not in ("US", "U.S.")


def _has_verb(parse: Parse, i: int, j: int) -> bool:
    """True for a clause with a finite verb, and a subject unless the parse missed it."""
    root = next((t for t in range(i, j) if parse.head[t] == t), i)
    if parse.tag[root] in ("VB", "VBG") and not any(
        parse.dep[c] in _SUBJECTS or parse.dep[c].startswith("aux") for c in parse.children[root]
    ):
        return False  # "Click here to read ...", "Explaining why he had left."
    if _SUBJECTS.isdisjoint(parse.dep[i:j]):
        return not _FINITE.isdisjoint(parse.tag[i:j]) and parse.tag[i] not in ("VB", "VBP")  # "Click here ..."
    return any(
        parse.pos[t] in ("VERB", "AUX")
        and (parse.tag[t] not in ("VBG", "VBN") or (parse.head[t] == t and _has_subject(parse, t)))
        for t in range(i, j)
    )


def _has_subject(parse: Parse, verb: int) -> bool:
    return any(parse.dep[c] == "nsubj" for c in parse.children[verb])


def _quoted(parse: Parse, i: int, j: int) -> frozenset[int]:
    """The tokens between quotation marks."""
    inside, found = False, set()
    for t in range(i, j):
        if parse.text[t] in ('"', "“", "”", "``", "''"):
            inside = parse.text[t] == "“" or (parse.text[t] != "”" and not inside)
        elif inside:
            found.add(t)
    return frozenset(found)


def _leans(parse: Parse, i: int, j: int, quoted: frozenset[int]) -> bool:
    """True where the beginning or the subject points at something said before."""
    t = next((t for t in range(i, j) if parse.text[t][:1].isalnum()), i)
    word, then = parse.lower[t], parse.lower[t + 1] if t + 1 < j else ""
    if word in _LEANING or (word in _REPLIES and then == ",") or (word == "the" and then in ("former", "latter")):
        return True
    if word == "both" and "and" not in parse.lower[t + 1 : t + 8]:
        return True
    if word in DANGLING and t not in quoted and not _is_empty(parse, t) and then not in _TIME_NOUNS:
        return True
    return any(_is_unresolved(parse, i, s, quoted) for s in range(i, j) if _is_main_subject(parse, s))


def _is_main_subject(parse: Parse, t: int) -> bool:
    """True for the subject of the sentence, or of what is said in it: "Police say he ..."."""
    head = parse.head[t]
    if parse.dep[t] not in ("nsubj", "nsubjpass"):
        return False
    return parse.head[head] == head or (parse.dep[head] == "ccomp" and parse.head[parse.head[head]] == parse.head[head])


def _is_empty(parse: Parse, t: int) -> bool:
    """True for the "it" of "It is not clear whether ...", which points at nothing."""
    if parse.lower[t] != "it":
        return False
    if parse.dep[t] == "expl":
        return True
    head = parse.head[t]
    if parse.dep[t] == "nsubjpass":  # "It is accepted that ..."
        return any(parse.dep[c] == "ccomp" and c > head for c in parse.children[head])
    clauses = ("ccomp", "xcomp", "csubj", "advcl", "acl", "relcl")
    below = [c for child in (head, *parse.children[head]) for c in parse.children[child]]
    return parse.lemma[head] == "be" and any(parse.dep[c] in clauses and c > head for c in below)


def _is_unresolved(parse: Parse, i: int, subject: int, quoted: frozenset[int]) -> bool:
    """True for a pronoun as the subject whose name does not stand before it in the sentence."""
    word = parse.lower[subject]
    before = [t for t in range(i, subject) if t not in quoted]
    if word in _PERSONS:
        named = any(parse.pos[t] == "PROPN" and parse.ent[t] in ("PERSON", "") for t in before)
        return not named and not any(_is_one_person(parse, t) for t in before)
    if word in _THINGS and parse.tag[subject] in ("PRP", "DT") and not _is_empty(parse, subject):
        many = ("NNS", "NNPS") if word == "it" else ()  # researchers are no "it"
        return not any(
            parse.pos[t] in ("NOUN", "PROPN") and parse.dep[t] in _SUBJECTS and parse.tag[t] not in many for t in before
        )
    return False


def _is_one_person(parse: Parse, t: int) -> bool:
    """True for a subject that a "he" may take up: "the minister", not "police"."""
    return parse.tag[t] == "NN" and parse.dep[t] in _SUBJECTS and parse.lemma[t] != "police"


# --- where a point begins and ends --------------------------------------------------------------------------------------


def trim(parse: Parse, k: int) -> tuple[int, int]:
    """Token range of what sentence `k` tells: without a leading connective, a long one without its last joined clause."""
    i, j = parse.sents[k]
    while i < j - 1 and parse.text[i] in _STRAY:
        i += 1
    begin = _after_connective(parse, i, j)
    end = _before_joined_clause(parse, begin, j) if j - begin > _LONG else j
    return begin, end


def _after_connective(parse: Parse, i: int, j: int) -> int:
    word = parse.lower[i]
    comma = i + 1 < j and parse.text[i + 1] == ","
    begin = i
    if (word in _DROPPED and parse.dep[i] in ("cc", "advmod", "ROOT", "dep")) or (
        word in _DROPPED_WITH_COMMA and comma
    ):
        begin = i + 2 if comma else i + 1
    for phrase in _DROPPED_PHRASES:
        n = len(phrase)
        if tuple(parse.lower[i : i + n]) == phrase and i + n < j and parse.text[i + n] == ",":
            begin = i + n + 1
    return begin if j - begin >= _LEAST_TOKENS else i


def _before_joined_clause(parse: Parse, i: int, j: int) -> int:
    """The end of the main clause where a clause that could be a sentence of its own follows it to the end, else `j`."""
    if '"' in parse.text[i:j] or "“" in parse.text[i:j] or not _NEVER_CUT.isdisjoint(parse.lower[i:j]):
        return j
    root = next((t for t in range(i, j) if parse.head[t] == t), None)
    if root is None:
        return j
    joined = [
        c
        for c in parse.children[root]
        if parse.dep[c] == "conj" and any(parse.dep[g] in ("nsubj", "nsubjpass") for g in parse.children[c])
    ]
    if not joined or parse.edges[joined[-1]][1] < j - 2 or parse.lemma[joined[-1]] in _SAYING:
        return j  # "the academy announced" is no clause to do without: it says whose word it is
    end = parse.edges[joined[-1]][0]
    if end > i and parse.lower[end - 1] == "and":
        end -= 1
    if end - i < _LEAST_KEPT or parse.text[end - 1] not in (",", ";"):
        return j
    return end - 1
