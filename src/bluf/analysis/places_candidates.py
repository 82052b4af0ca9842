"""Which words of a text may name a place: parse → candidates.

In: a parse. Out: `Candidate`s in text order, disjoint, each with the gazetteer's entries for its name. Places inside the names of persons,
organizations and works are left out, and so are adjectives of peoples. Deliberately no choice among entries: see `places_resolver`.

Source: the annotation rules of GeoVirus (Gritta et al. 2018) and of SpatialML for what counts as a toponym.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bluf.analysis.nlp import Parse
from bluf.analysis.places_gazetteer import Entry, look_up
from bluf.analysis.places_names import fold
from bluf.model import PlaceLevel


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may name a place.

    Attributes:
        i, j: token range, end exclusive.
        key: folded name, as looked up.
        entries: places of that name, largest first; empty where the gazetteer has none.
        cue: what the words beside it call it: "adm1" ("department of"), "city" ("city of"), "county", or "".
        part: True where a larger name was looked up by its head ("North Dallas").
    """

    i: int
    j: int
    key: str
    entries: tuple[Entry, ...]
    cue: str = ""
    part: bool = False


_PLACE_ENTS = frozenset(("GPE", "LOC", "FAC"))
_OTHER_ENTS = frozenset(("PERSON", "ORG", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"))
_LOCATIVES = frozenset("in at near from to around across outside inside through throughout into toward towards within off between".split())
_SURE_LEVELS = frozenset((PlaceLevel.CONTINENT, PlaceLevel.COUNTRY))
_LARGE = 100_000

_ORG_HEADS = frozenset(
    "university college hospital herald times post tribune journal gazette school institute airport airways airlines police department fc united "
    "city club council court bank embassy committee association federation ministry museum conference convention declaration treaty protocol "
    "accord accords agreement open marathon derby festival stadium exchange commission union party church cathedral prison jail".split()
)
_ADM1_WORDS = frozenset("state province department region governorate prefecture oblast canton territory republic krai".split())
_CITY_WORDS = frozenset("city town village capital municipality suburb port neighborhood neighbourhood township".split())
_COUNTY_WORDS = frozenset("county parish district".split())
_KIND_WORDS = {**dict.fromkeys(_ADM1_WORDS, "adm1"), **dict.fromkeys(_CITY_WORDS, "city"), **dict.fromkeys(_COUNTY_WORDS, "county")}
_LEADING = re.compile(
    r"^(?:greater|downtown|central|northern|southern|eastern|western|north|south|east|west|north ?east(?:ern)?|north ?west(?:ern)?|"
    r"south ?east(?:ern)?|south ?west(?:ern)?|mid|upper|lower|suburban|metropolitan|mainland|modern|city of|state of|province of|republic of) "
)
_TRAILING = re.compile(r" (?:county|city|province|parish|district|region|state|municipality|prefecture|area|governorate|metro area|township|valley)$")
_TITLES = frozenset("mr mrs ms dr mr. mrs. ms. dr. president minister senator gen. general sen. rep. gov. col. colonel lt. capt. sir lord".split())


def find_candidates(parse: Parse) -> list[Candidate]:
    """Candidates of `parse` in text order, disjoint.

    "in Santa Cruz, Bolivia" gives two; "Bolivian", "Bank of Spain" and "Mr. Morales" give none.
    """
    persons = _person_words(parse)
    found: list[Candidate] = []
    taken = bytearray(len(parse))
    for i, j, label in _entities(parse):
        if label in _PLACE_ENTS:
            found.extend(_from_place(parse, i, j, label, persons))
        elif label in ("PERSON", "ORG", "NORP"):
            found.extend(_from_other(parse, i, j, persons))
        taken[i:j] = b"\x01" * (j - i)
    found.extend(_untagged(parse, taken, persons))
    found.sort(key=lambda c: c.i)
    return [c for k, c in enumerate(found) if k == 0 or found[k - 1].j <= c.i]


def _entities(parse: Parse) -> list[tuple[int, int, str]]:
    return [(ent.start, ent.end, ent.label_) for ent in parse.doc.ents]


def _person_words(parse: Parse) -> set[str]:
    """Lower-case words that stand in names of persons: "holguin" once "Maria Angela Holguin" was named."""
    words: set[str] = set()
    for i, j, label in _entities(parse):
        if label == "PERSON" and (j - i > 1 or (i and parse.lower[i - 1] in _TITLES)):
            words.update(parse.lower[i:j])
    return words


def _trim(parse: Parse, i: int, j: int) -> tuple[int, int]:
    """The range without article, lower-case words and punctuation before the name, and without possessive after it."""
    while i < j and not parse.text[i][:1].isupper():
        i += 1
    while j > i and not parse.text[j - 1][:1].isalnum():
        j -= 1
    if i < j and parse.lower[i] == "the" and j - i > 1:
        i += 1
    return i, j


def _words(parse: Parse, i: int, j: int) -> str:
    return parse.doc.text[parse.start[i] : parse.end[j - 1]]


def _from_place(parse: Parse, i: int, j: int, label: str, persons: set[str]) -> Iterator[Candidate]:
    i, j = _trim(parse, i, j)
    if i >= j or _is_org_part(parse, j) or parse.lower[j - 1] in _ORG_HEADS - {"city"}:
        return
    if j - i == 1 and parse.lower[i] in persons and not _after_locative(parse, i):
        return
    i, j = _widen(parse, i, j)
    key = fold(_words(parse, i, j))
    entries = look_up(key)
    if not entries and "," in parse.text[i:j]:
        cut = parse.text.index(",", i, j)
        yield from _from_place(parse, i, cut, label, persons)
        yield from _from_place(parse, cut + 1, j, label, persons)
        return
    if entries:
        yield Candidate(i, j, key, entries, _cue(parse, i, j))
        return
    yield from _by_head(parse, i, j, key, label)


def _by_head(parse: Parse, i: int, j: int, key: str, label: str) -> Iterator[Candidate]:
    """A name that the gazetteer has only without its kind or direction; else the bare name, not located."""
    short = _TRAILING.sub("", _LEADING.sub("", key))
    entries = look_up(short) if short != key else ()
    if entries:
        tail = key.rsplit(" ", 1)[-1]
        yield Candidate(i, j, short, entries, _KIND_WORDS.get(tail, "") or _cue(parse, i, j), part=True)
    elif label != "FAC" and (_after_locative(parse, i) or _before_container(parse, j)):
        yield Candidate(i, j, key, ())


def _is_org_part(parse: Parse, j: int) -> bool:
    """True where the word after a name makes it part of a larger one: "Aberdeen University", "Boston Globe"."""
    return j < len(parse) and parse.text[j][:1].isupper() and parse.lower[j] in _ORG_HEADS and parse.lower[j] not in _KIND_WORDS


def _widen(parse: Parse, i: int, j: int) -> tuple[int, int]:
    """The range with the rest of a hyphenated name or a kind word that the tagger left out: "Port-au-Prince", "Dallas County"."""
    k = j
    while k + 1 < len(parse) and parse.text[k] == "-" and parse.end[k] == parse.start[k + 1] and k - j < 6:  # noqa: PLR2004 - long names
        k += 2
    if k > j and look_up(fold(_words(parse, i, k))):
        return i, k
    if j < len(parse) and parse.text[j][:1].isupper() and parse.lower[j] in _COUNTY_WORDS:
        return i, j + 1
    return i, j


def _after_locative(parse: Parse, i: int) -> bool:
    while i > 0 and parse.tag[i - 1] in ("DT", "JJ"):
        i -= 1
    return i > 0 and parse.lower[i - 1] in _LOCATIVES


def _before_container(parse: Parse, j: int) -> bool:
    return j + 1 < len(parse) and parse.text[j] == "," and parse.ent[j + 1] == "GPE"


def _cue(parse: Parse, i: int, j: int) -> str:
    """What the text calls the place: "department of Santa Cruz", "Punjab province"."""
    if j < len(parse) and parse.lower[j] in _KIND_WORDS and parse.lower[j] not in ("capital", "port"):
        return _KIND_WORDS[parse.lower[j]]
    k = i - 1
    if k >= 0 and parse.lower[k] == "the":
        k -= 1
    if k >= 1 and parse.lower[k] == "of" and parse.lower[k - 1] in _KIND_WORDS:
        return _KIND_WORDS[parse.lower[k - 1]] if parse.lower[k - 1] != "capital" else "city"
    if k >= 0 and parse.lower[k] in ("state", "province", "town", "village", "city"):
        return _KIND_WORDS[parse.lower[k]]
    return ""


def _from_other(parse: Parse, i: int, j: int, persons: set[str]) -> Iterator[Candidate]:
    """A place that the tagger took for a person, an organization or a people."""
    i, j = _trim(parse, i, j)
    if i >= j or _is_org_part(parse, j):
        return
    key = fold(_words(parse, i, j))
    entries = look_up(key)
    if not entries:
        return
    first = entries[0]
    if first.level in _SURE_LEVELS or first.level is PlaceLevel.REGION and first.population >= _LARGE:
        yield Candidate(i, j, key, entries, _cue(parse, i, j))
        return
    alone = key not in persons and (i == 0 or parse.lower[i - 1] not in _TITLES)
    if alone and parse.ent[i] != "NORP" and _after_locative(parse, i) and not first.alternate and _is_large(first):
        yield Candidate(i, j, key, entries, _cue(parse, i, j))


def _is_large(entry: Entry) -> bool:
    return entry.level is not PlaceLevel.CITY or entry.population >= _LARGE


def _untagged(parse: Parse, taken: bytearray, persons: set[str]) -> Iterator[Candidate]:
    """Names of well known places in capitalized words that the tagger passed over."""
    i, n = 0, len(parse)
    while i < n:
        if taken[i] or parse.pos[i] != "PROPN" or not parse.text[i][0].isupper():
            i += 1
            continue
        j = i + 1
        while j < n and not taken[j] and parse.pos[j] == "PROPN" and parse.text[j][0].isupper():
            j += 1
        candidate = _well_known(parse, i, j, persons)
        if candidate:
            yield candidate
        i = j


def _well_known(parse: Parse, i: int, j: int, persons: set[str]) -> Candidate | None:
    if j - i > 4 or _is_org_part(parse, j):  # noqa: PLR2004 - a longer run is a headline
        return None
    key = fold(_words(parse, i, j))
    entries = look_up(key)
    if not entries or entries[0].alternate or key in persons:
        return None
    first = entries[0]
    if first.level in _SURE_LEVELS or (_after_locative(parse, i) and _is_large(first)):
        return Candidate(i, j, key, entries, _cue(parse, i, j))
    return None
