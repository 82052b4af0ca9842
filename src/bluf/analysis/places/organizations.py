"""Places that are the second half of an organization's name: tokens → yes or no.

"ACLU Foundations of California" and "CNN Chile" name no place; "the people of California" does. The words are in `cues`;
deliberately no gazetteer is asked. A university's town stands for it where it acts: "Syracuse appealed", once its university was
named.

Source: GeoVirus (Gritta et al. 2018): places inside names of organizations are not toponyms.
"""

from __future__ import annotations

from bluf.analysis.nlp import Parse
from bluf.analysis.places.cues import KIND_WORDS, ORG_HEADS, STATE_BODIES
from bluf.analysis.places.names import fold

_ACTS = frozenset(("nsubj", "nsubjpass", "dobj"))
_IN_STATE_NAME = frozenset("of in iraq and the syria levant".split())
_OPEN, _CLOSE = frozenset(('"', "“", "``", "'")), frozenset(('"', "”", "''", "'"))
_TITLE, _SHORTEST_TITLE = 8, 4  # tokens to either side of a name; of the title with its opening quote
_SMALL = frozenset("a an and as at but by for from in is it of on or the to with".split())
_COURTS = frozenset("central northern southern eastern western middle".split())
_SHORT = 4  # code points of "U.S."
_CHANNEL = 3  # letters, as most channels


def in_organization(parse: Parse, i: int, j: int) -> bool:
    """True where the words before token `i` make `i`..`j` part of the name of an organization or a title."""
    if _is_court_district(parse, i, j):
        return True
    return i > 0 and (
        _of_organization(parse, i) or _of_channel(parse, i) or _of_state_in_name(parse, i) or _in_title(parse, i)
    )


def _of_state_in_name(parse: Parse, i: int) -> bool:
    """True in "the Islamic State of Iraq and Syria"."""
    before = parse.lower[max(0, i - 7) : i]
    at = next((k for k in range(len(before) - 1) if before[k : k + 2] == ["islamic", "state"]), None)
    return at is not None and all(word in _IN_STATE_NAME for word in before[at + 2 :])


def _in_title(parse: Parse, i: int) -> bool:
    """True inside a title of several words in quotes: "Leave It to Beaver"."""
    opened = next((k for k in range(i - 1, max(-1, i - _TITLE), -1) if parse.text[k] in _OPEN), None)
    closed = next((k for k in range(i + 1, min(len(parse), i + _TITLE)) if parse.text[k] in _CLOSE), None)
    if opened is None or closed is None or closed - opened < _SHORTEST_TITLE:
        return False
    inside = [parse.text[k] for k in range(opened + 1, closed)]
    return inside[0][0].isupper() and all(not w[0].islower() or w.lower() in _SMALL for w in inside)


def _of_organization(parse: Parse, i: int) -> bool:
    if i < 2 or parse.lower[i - 1] != "of" or not parse.text[i - 2][:1].isupper():
        return False
    head = parse.lower[i - 2]
    return head in ORG_HEADS or head.removesuffix("s") in ORG_HEADS


def _of_channel(parse: Parse, i: int) -> bool:
    word = parse.text[i - 1]
    named = word.isupper() and word.isalpha() and len(word) == _CHANNEL
    return named and parse.ent[i - 1] == "ORG" and parse.head[i - 1] == i


def schools(parse: Parse) -> frozenset[str]:
    """Keys of the names that universities of the text bear: "syracuse", "michigan" of "Michigan State University"."""
    keys: set[str] = set()
    for k, word in enumerate(parse.lower):
        if word != "university" or not parse.text[k][0].isupper():
            continue
        i = k - 1 if k and parse.lower[k - 1] != "state" else k - 2
        if i >= 0 and parse.pos[i] == "PROPN":
            keys.add(fold(parse.text[i]))
        if parse.lower[k + 1 : k + 2] == ["of"] and k + 2 < len(parse):
            keys.add(fold(parse.text[k + 2]))
    return frozenset(keys)


def _is_court_district(parse: Parse, i: int, j: int) -> bool:
    """True for the "Central District" of California: where a federal court sits."""
    return j - i == 2 and parse.lower[i] in _COURTS and parse.lower[i + 1] == "district"


def is_school(parse: Parse, i: int, j: int) -> bool:
    """True where the name of a university's town in tokens `i`..`j` acts, or stands behind "at", as the university does."""
    return parse.dep[j - 1] in _ACTS or (i > 0 and parse.lower[i - 1] == "at")


def _is_state_body(parse: Parse, i: int, j: int) -> bool:
    """True for the country in "U.S. Senate" and "UK Supreme Court"."""
    short = j - i == 1 and parse.text[i].replace(".", "").isupper() and len(parse.text[i]) <= _SHORT
    return short and parse.lower[j].removesuffix(".") in STATE_BODIES


def _is_product(parse: Parse, i: int, j: int) -> bool:
    """True in "a Toyota Starlet": an article before the name, and another name behind it."""
    return i > 0 and parse.lower[i - 1] in ("a", "an") and parse.pos[j] == "PROPN" and parse.lower[j] not in KIND_WORDS


def opens_name(parse: Parse, i: int, j: int) -> bool:
    """True where the capitalized word at token `j` and the name before it are one: "U.S. Senate", "a Toyota Starlet"."""
    return _is_state_body(parse, i, j) or _is_product(parse, i, j)
