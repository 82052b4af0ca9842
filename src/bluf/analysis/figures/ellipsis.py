"""What a bare number counts where the noun stands elsewhere: "the number of cases is 18", "and four died", "34 of them".

The noun is taken from "number of ..." in the same clause, else from the figure before it, else it is a person where the number
does or suffers what only people do. Deliberately nothing for numbers that may be levels ("closed at 13,176"): they stay bare.

Source: MeasEval 2021 (MeasuredEntity in another clause); guidelines of the figures set ("person" if no noun).
"""

from __future__ import annotations

from bluf.analysis.figures.change import MOST_CHILDREN, subject_of, verb_of
from bluf.analysis.figures.counted import Phrase, first_noun, noun_phrase, phrase_of, singular
from bluf.analysis.nlp import Parse
from bluf.model import Figure

_COUNTED_IN = {
    "caseload": "case",
    "population": "person",
    "attendance": "person",
    "crowd": "person",
    "audience": "person",
    "workforce": "person",
}
_REACHES = frozenset("number top exceed total reach surpass".split())
_TALLY = frozenset("number numbers total count tally toll".split())
_HARMED = frozenset(
    "kill die injure wound hurt hospitalize arrest detain displace evacuate rescue infect drown perish survive "
    "flee sicken stab shoot abduct kidnap execute jail charge "
    "imprison sentence believe treat trap treat attend lose live work stay dead missing ill sick homeless "
    "affected strand stricken admit test".split()
)
_FATES = frozenset(
    "displace evacuate starve infect hospitalize rescue flee die drown perish kill injure wound arrest detain survive".split()
)
_HARMS = frozenset(
    "kill injure wound hurt arrest detain evacuate rescue shoot kidnap abduct hospitalize infect behead".split()
)
_HARM_WORDS = frozenset(
    "dead missing ill sick homeless affected injured wounded killed unaccounted displaced hospitalized "
    "hospitalised infected aboard without being".split()
)
_COUNTABLE = frozenset(
    "person case patient passenger victim worker student soldier child man woman bird animal".split()
)
_TALKED = frozenset("figure number estimate mark total projection toll".split())
_CITED = frozenset("figure number estimate projection".split())
_POINTING = frozenset("the that this his her their its".split())
_BODIES = frozenset("family group party band crowd team gang couple crew panel delegation".split())
HARMED = frozenset("dead missing injured wounded killed displaced".split())
_BACK = frozenset("them those these whom which".split())
_MORE = frozenset("another further additional other remaining".split())
_NEAR = 14  # tokens
_FAR = 320  # code points: further back the reader, too, has lost the noun


def elliptic(parse: Parse, i: int, j: int, previous: Figure | None) -> tuple[str, Phrase | None] | None:
    """Unit and phrase (tokens) of the bare number in tokens `i`..`j`, None where nothing says what it counts.

    Args:
        parse: the document.
        i: first token of the numerals.
        j: the token behind them.
        previous: the figure before it with a counted noun, None where there is none. Its phrase is the caller's to take: the
            phrase here is None then.
    """
    tally = _tally(parse, i)
    if tally is not None:
        return tally
    near = previous is not None and _is_near(parse, i, previous)
    after = parse.lower[j] if j < len(parse) else ""
    before = parse.lower[i - 1] if i else ""
    back = after == "of" and j + 1 < len(parse) and parse.lower[j + 1] in _BACK
    counts = (
        back
        or before in _MORE
        or after in _HARM_WORDS
        or parse.dep[i] in ("nsubj", "nsubjpass")
        or (before == "of" and after == "")
    )
    if parse.dep[i] == "dobj" and parse.lemma[parse.head[i]] in _HARMS:
        return "person", (parse.head[i], parse.head[i] + 1)  # "killed 12"
    if before == "whom":
        return "person", _fate(parse, i)
    if before == "of" and parse.lower[i - 2] in _BODIES:
        return "person", None
    if after in _HARM_WORDS:
        unit = previous.unit if near and previous is not None and previous.unit in _COUNTABLE else "person"
        said = j + (after == "being")
        return unit or "person", (said, said + 1) if parse.lower[said] in HARMED else None
    if near and previous is not None and previous.unit is not None and (counts or _is_parallel(parse, i, previous)):
        p, _ = parse.tokens_of(previous.start, previous.end)
        if back or before in _MORE or parse.sent[p] == parse.sent[i] or _is_part(parse, i, previous):
            return previous.unit, _fate(parse, i) if previous.unit == "person" else None
    if not counts or not _is_human(parse, i):
        return None
    return "person", _fate(parse, i)


def is_fate(parse: Parse, figure: Figure) -> bool:
    """True where `figure` measures only what befell people ("killed"), which is not what another number counts."""
    span = figure.measured_span
    if span is None or figure.measured in HARMED:
        return span is not None
    i, j = parse.tokens_of(span.start, span.end)
    return j - i == 1 and (parse.pos[i] in ("VERB", "AUX") or parse.lemma[i] in _HARMS | _FATES)


def _fate(parse: Parse, i: int) -> Phrase | None:
    """What befell the people counted at token `i`, a verb behind it: "7,844 have died", "22 were wounded"."""
    verb = parse.head[i]
    return (verb, verb + 1) if verb > i and parse.lemma[verb] in _FATES else None


def is_mention(parse: Parse, i: int, noun: int | None) -> bool:
    """True where the number at token `i` points at a figure told before: "the 3,000 figure", "the figure of 3,000".

    `noun` is what it seems to count. Not in "a death toll of 50", "the number of deaths".
    """
    if noun is not None:
        return parse.lower[noun] in _TALKED
    if i < 3 or parse.lower[i - 1] != "of" or parse.lower[i - 2] not in _CITED:
        return False
    return any(parse.lower[k] in _POINTING for k in range(max(0, i - 5), i - 2))


def shares_unit(parse: Parse, i: int, last: Figure | None) -> bool:
    """True where the bare number at token `i` is a level beside `last`, said in its unit.

    "rose 64 points to 4,577", "from 208 pounds to 193", "460 cars, compared with 63 a year before". Not in "rose 2 % to
    45": a share is of no unit that a level could have.
    """
    if last is None or last.unit is None or i < 2:
        return False
    p, q = parse.tokens_of(last.start, last.end)
    if not 0 < i - q < _NEAR or parse.sent[p] != parse.sent[i]:
        return False
    word, before = parse.lower[i - 1], parse.lower[i - 2]
    if before == "compared" or (word == "from" and before in ("up", "down")):
        return word in ("with", "to", "from")
    if (
        word != "to"
        or parse.pos[i - 2] == "VERB"
        or (i + 1 < len(parse) and parse.pos[i + 1] in ("NOUN", "ADJ", "PROPN"))
    ):
        return False
    was = p > 0 and parse.lower[p - 1] == "from"
    return was or (last.change is not None and last.unit != "%")


def suspended(parse: Parse, j: int) -> tuple[str, None] | None:
    """The noun that a number shares with a later one: "bedroom" for the first of "four- and five-bedroom homes"."""
    if parse.text[j - 1][-1] != "-" and parse.lower[j : j + 1] != ["-"]:
        return None
    for k in range(j, min(len(parse) - 1, j + _NEAR)):
        if parse.lower[k] == "-" and parse.pos[k - 1] == "NUM" and parse.pos[k + 1] == "NOUN":
            return parse.lower[k + 1], None
    return None


def _is_near(parse: Parse, i: int, previous: Figure) -> bool:
    """True where the noun of `previous` can still be meant: in the same sentence, or the one before it in its paragraph."""
    p, _ = parse.tokens_of(previous.start, previous.end)
    same_block = parse.block[p] == parse.block[i]
    return parse.start[i] - previous.end < _FAR and same_block and parse.sent[i] - parse.sent[p] <= 1


def _tally(parse: Parse, i: int) -> tuple[str, Phrase | None] | None:
    """As in "the number of deaths rose to 18", "a death toll of 50", "bringing the number of moons to 46"."""
    verb = verb_of(parse, i)
    reaches = verb is not None and parse.lemma[verb] in _REACHES
    for noun in _candidates(parse, i, verb):
        if parse.lower[noun] in _COUNTED_IN:
            return _COUNTED_IN[parse.lower[noun]], phrase_of(parse, noun)
        if reaches and parse.tag[noun] == "NNS":
            return singular(parse, noun), phrase_of(parse, noun)
        found = _number_of(parse, noun, i) if parse.lower[noun] in _TALLY else None
        if found is not None:
            return found
    return None


def _candidates(parse: Parse, i: int, verb: int | None) -> list[int]:
    """Nouns that the number at token `i` may be the size of: subject, object before it, head of "of"."""
    subject = subject_of(parse, i)
    found = [subject] if subject is not None else []
    if verb is not None:
        found += [c for c in parse.children[verb][:MOST_CHILDREN] if parse.dep[c] == "dobj" and c < i]
    if i > 1 and parse.lower[i - 1] == "of":
        found.append(parse.head[i - 1])
    return found


def _number_of(parse: Parse, noun: int, i: int) -> tuple[str, Phrase | None] | None:
    """What "number", "total" or "toll" at token `noun` counts."""
    if noun + 1 < len(parse) and parse.lower[noun + 1] == "of":
        counted = first_noun(parse, noun + 2, far=True)
        if counted is not None and counted < i:
            return singular(parse, counted), noun_phrase(parse, counted, noun + 2)
    if noun and parse.lower[noun - 1] in ("death", "deaths", "casualty", "body"):
        return "death" if parse.lower[noun] != "toll" else "person", (noun - 1, noun + 1)
    return ("person", (noun, noun + 1)) if parse.lower[noun] == "toll" else None


def _is_part(parse: Parse, i: int, previous: Figure) -> bool:
    """True where the number at token `i`, a subject, can be some of those counted the sentence before: "Three died"."""
    verb = verb_of(parse, i)
    return verb is not None and parse.lemma[verb] in _HARMED and previous.unit in _COUNTABLE


def _is_parallel(parse: Parse, i: int, previous: Figure) -> bool:
    """True where the number stands in a list with the figure before it: "10 died in Cuba and 22 in Haiti"."""
    p, _ = parse.tokens_of(previous.start, previous.end)
    if parse.sent[p] != parse.sent[i] or i - p > 14:
        return False
    after = parse.lower[i + 1] if i + 1 < len(parse) else ""
    return (
        parse.dep[i] in ("conj", "dobj")
        and parse.pos[i] == "NUM"
        and (after in ("in", "on", ",", ".", "by", "at", "from", "and") or not after)
    )


def _is_human(parse: Parse, i: int) -> bool:
    verb = verb_of(parse, i)
    if verb is None:
        return False
    if parse.lemma[verb] in _HARMED:
        return True
    return any(parse.lower[c] in _HARM_WORDS for c in parse.children[verb][:MOST_CHILDREN])
