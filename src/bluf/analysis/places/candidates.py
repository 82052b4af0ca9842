"""Which words of a text name a place: parse → candidates.

In: a parse. Out: `Candidate`s in text order, disjoint, each with the gazetteer's entries for its name. What the tagger calls a
place is one, unless it is part of a larger name. Other capitalized words that the gazetteer knows are one where the text treats
them so: "in X", "the town of X", "X province", beside another place in a list, or named as a place elsewhere. Places inside the
names of persons, organizations and diseases are left out, and so are adjectives of peoples. Deliberately no choice among entries:
see `resolver`.

Source: the annotation rules of GeoVirus (Gritta et al. 2018) and of SpatialML for what counts as a toponym.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bluf.analysis.nlp import Parse
from bluf.analysis.places.cues import (
    ABOUT_WORDS,
    ACRONYMS,
    COMMON_WORDS,
    COUNTY_WORDS,
    DIRECTIONS,
    KIND_WORDS,
    LOCATIVES,
    METONYM_HEADS,
    NOT_AFTER,
    ORG_HEADS,
    SHIP_PREFIXES,
    STRICT_LOCATIVES,
    TITLES,
)
from bluf.analysis.places.demonyms import DEMONYMS
from bluf.analysis.places.gazetteer import Entry, look_up
from bluf.analysis.places.names import fold
from bluf.analysis.places.organizations import in_organization, is_school, opens_name, schools
from bluf.analysis.places.persons import PLACE_ENTS, person_words
from bluf.analysis.places.teams import is_team
from bluf.model import PlaceLevel


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that name a place.

    Attributes:
        i, j: token range, end exclusive.
        key: folded name, as looked up.
        entries: places of that name, largest first; empty where the gazetteer has none.
        cue: what the words beside it call it: "adm1" ("department of"), "city" ("city of"), "county", or "".
        sure: True where the tagger or the words beside it say that it is a place.
    """

    i: int
    j: int
    key: str
    entries: tuple[Entry, ...]
    cue: str = ""
    sure: bool = True


_NAME_ENTS = frozenset(("PERSON", "ORG", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART"))
_LARGE_LEVELS = frozenset((PlaceLevel.CONTINENT, PlaceLevel.COUNTRY))
_METROPOLIS = 1_000_000  # "Hong Kong flu" does not make Hong Kong a disease
_PARTICLES = frozenset("de del la las los el da do dos das di du".split())
_SAME_AS_WORDS = frozenset(("Us",))  # "Us magazine": the country is written in capitals
_SHORTEST = 4  # letters of a name to look up without its kind: not "US District"
_KNOWN_TOWN = 200_000
_ACRONYM = 4  # letters
_SMALL_TOWN = 8_000  # smaller ones are found only where the tagger says so
_LEADING = re.compile(
    r"^(?:greater|downtown|central|northern|southern|eastern|western|north|south|east|west|north ?east(?:ern)?|north ?west(?:ern)?|"
    r"south ?east(?:ern)?|south ?west(?:ern)?|mid|upper|lower|suburban|metropolitan|mainland|modern|city of|"
    r"state of|province of|republic of) "
)
_TRAILING = re.compile(
    r" (?:county|city|province|parish|district|region|state|municipality|prefecture|governorate|metro area|township|"
    r"island)$"
)


def find_candidates(parse: Parse) -> list[Candidate]:
    """Candidates of `parse` in text order, disjoint.

    "in Santa Cruz, Bolivia" gives two; "Bolivian", "Bank of Spain" and "Mr. Morales" give none.
    """
    entities = [(ent.start, ent.end, ent.label_) for ent in parse.doc.ents]
    persons = person_words(parse, entities)
    found: list[Candidate] = []
    taken = bytearray(len(parse))
    for i, j, label in entities:
        if label in PLACE_ENTS:
            found.extend(_tagged(parse, i, j, label, persons))
            taken[i:j] = b"\x01" * (j - i)
        elif label in _NAME_ENTS:
            found.extend(_named(parse, i, j, persons))
            taken[i:j] = b"\x01" * (j - i)
    found.extend(_untagged(parse, taken, persons))
    found.sort(key=lambda c: c.i)
    diseases = _diseases(parse)
    taught = schools(parse)
    found = [c for c in found if c.key not in diseases and not _is_body(parse, c, taught)]
    disjoint = [c for k, c in enumerate(found) if k == 0 or found[k - 1].j <= c.i]
    return _promoted(parse, _joined(parse, disjoint))


def _is_body(parse: Parse, c: Candidate, taught: frozenset[str]) -> bool:
    """True where a town or state stands for its university or its team."""
    level = c.entries[0].level if c.entries and not c.cue else None
    school = c.key in taught and level is PlaceLevel.CITY and is_school(parse, c.i, c.j)
    club = level in (PlaceLevel.CITY, PlaceLevel.ADM1) or c.key == "monaco"
    return school or (club and not _located(parse, c.i, c.j) and is_team(parse, c.i, c.j))


def _diseases(parse: Parse) -> set[str]:
    """Keys of places that the text names a disease after: "Marburg", once "Marburg virus" was said."""
    keys: set[str] = set()
    for k, word in enumerate(parse.lower):
        if word in NOT_AFTER and k and parse.text[k - 1][:1].isupper():
            i = k - 1
            while i and k - i < 4 and parse.text[i - 1][:1].isupper():  # three words at most
                i -= 1
            keys.update(fold(name_of(parse, h, k)) for h in range(i, k))
    return {key for key in keys if all(e.population < _METROPOLIS for e in look_up(key))}


def _joined(parse: Parse, found: list[Candidate]) -> list[Candidate]:
    """With one candidate for a name of two: "Jammu and Kashmir"."""
    joined: list[Candidate] = []
    for candidate in found:
        last = joined[-1] if joined else None
        if last and candidate.i == last.j + 1 and parse.lower[last.j] == "and":
            key = fold(name_of(parse, last.i, candidate.j))
            entries = look_up(key)
            if entries:
                joined[-1] = Candidate(
                    last.i, candidate.j, key, entries, last.cue or candidate.cue, last.sure or candidate.sure
                )
                continue
        joined.append(candidate)
    return joined


def _promoted(parse: Parse, found: list[Candidate]) -> list[Candidate]:
    """The sure candidates, and those that the sure ones vouch for."""
    sure = [c.sure for c in found]
    keys = {c.key for c in found if c.sure}
    for order in (range(len(found)), range(len(found) - 1, -1, -1)):
        before = -1
        for k in order:
            if not sure[k] and (
                found[k].key in keys or (before >= 0 and sure[before] and _listed(parse, found[before], found[k]))
            ):
                sure[k] = True
                keys.add(found[k].key)
            before = k
    return [c for c, kept in zip(found, sure, strict=True) if kept]


_LIST_GAP = frozenset((",", "and", "or", "/", "the"))


def _listed(parse: Parse, a: Candidate, b: Candidate) -> bool:
    """True for neighbors in a list whose entries share a country: "Rogaland, Vestfold and Telemark"."""
    first, second = (a, b) if a.i < b.i else (b, a)
    if not 1 <= second.i - first.j <= 3 or not all(
        w in _LIST_GAP for w in parse.lower[first.j : second.i]
    ):  # ", and the"
        return False
    return not a.entries or bool({e.country for e in a.entries} & {e.country for e in b.entries})


def _trim(parse: Parse, i: int, j: int) -> tuple[int, int]:
    """The range without article, lower-case words and punctuation before the name, and without possessive after it."""
    while i < j and not parse.text[i][:1].isupper():
        i += 1
    while j > i and not parse.text[j - 1][:1].isalnum():
        j -= 1
    if i < j - 1 and parse.lower[i] == "the":
        i += 1
    return i, j


def name_of(parse: Parse, i: int, j: int) -> str:
    """The words of tokens `i` to `j` as the document has them."""
    return parse.document.text[parse.start[i] : parse.end[j - 1]]


def _excluded(parse: Parse, i: int, j: int) -> bool:
    """True where the words are no place whatever the gazetteer says: part of a larger name, an adjective, a disease."""
    if i >= j or parse.lower[j - 1] in ORG_HEADS or parse.lower[j - 1] in DEMONYMS:
        return True
    if in_organization(parse, i, j) or (i and parse.text[i - 1] in SHIP_PREFIXES):
        return True
    if j < len(parse):
        after = parse.lower[j]
        if after in METONYM_HEADS and i and parse.lower[i - 1] in ("the", "a"):  # "the Boston bid"
            return True
        capital = parse.text[j][:1].isupper()
        if after in NOT_AFTER or (after in ORG_HEADS and capital):
            return True
        if capital and opens_name(parse, i, j):
            return True
    return False


def _tagged(parse: Parse, i: int, j: int, label: str, persons: set[str]) -> Iterator[Candidate]:
    i, j = _trim(parse, i, j)
    if j - i > 1 and parse.lower[j - 1] == "district" and j < len(parse) and parse.text[j][:1].isupper():
        j -= 1  # "New Bedford District Court"
    if _excluded(parse, i, j) or (j - i == 1 and parse.lower[i] in COMMON_WORDS):
        return
    if (
        j - i == 1
        and parse.lower[i] in persons
        and (not _located_for_sure(parse, i, j) or parse.ent[i - 1] == "PERSON")
    ):
        return
    i, j = _widened(parse, i, j)
    key = fold(name_of(parse, i, j))
    entries = look_up(key)
    if entries:
        if not _is_short(parse, i, entries):
            yield Candidate(i, j, key, entries, _cue(parse, i, j), _is_sure(parse, i, j, entries[0]))
    elif "," in parse.text[i:j]:
        cut = parse.text.index(",", i, j)
        yield from _tagged(parse, i, cut, label, persons)
        yield from _tagged(parse, cut + 1, j, label, persons)
    else:
        yield from _by_head(parse, i, j, key, label, persons)


def _is_sure(parse: Parse, i: int, j: int, first: Entry) -> bool:
    """False for one word that names a lesser town and stands where a person may stand: "Lillian: Well, it was dark"."""
    if first.level is not PlaceLevel.CITY or j - i > 1 or first.population >= _KNOWN_TOWN:
        return True
    return _located(parse, i, j) or (j + 1 < len(parse) and parse.text[j] in (",", "(") and parse.ent[j + 1] == "GPE")


def _is_short(parse: Parse, i: int, entries: tuple[Entry, ...]) -> bool:
    """True for "Miss" and "Wash", which mean states only after a comma ("Jackson, Miss."), and for "UN", which is no town."""
    first, word = entries[0], parse.text[i]
    if word in _SAME_AS_WORDS:
        return True
    if word.isupper() and len(word) <= _ACRONYM and first.level is not PlaceLevel.COUNTRY and " " not in first.name:
        return parse.lower[i] not in ACRONYMS
    return first.alternate and first.level is PlaceLevel.ADM1 and (i == 0 or parse.text[i - 1] != ",")


def _by_head(parse: Parse, i: int, j: int, key: str, label: str, persons: set[str]) -> Iterator[Candidate]:
    """A name that the gazetteer has only without its kind or direction; else the bare name, not located."""
    if (
        DIRECTIONS.issuperset(key.split()) or parse.text[j - 1] == "City"
    ):  # "North-South"; "Bradford City" plays football
        return
    plain = _TRAILING.sub("", key)
    short = _LEADING.sub("", plain)
    if len(short) < _SHORTEST:
        return
    entries = tuple(e for e in look_up(plain) if e.level not in _LARGE_LEVELS) or tuple(
        e for e in look_up(short) if e.level is not PlaceLevel.CITY or e.population > _SMALL_TOWN * 8
    )
    if key.endswith(" island"):  # "Hart Island" is not the town of Hart
        entries = tuple(e for e in entries if e.level is not PlaceLevel.CITY)
    if entries and (plain != key or short != plain):
        yield Candidate(
            i,
            j,
            plain if look_up(plain) else short,
            entries,
            KIND_WORDS.get(key.rsplit(" ", 1)[-1], "") or _cue(parse, i, j),
        )
    elif (
        label == "FAC"
        or name_of(parse, i, j).isupper()
        or parse.pos[j - 1] != "PROPN"
        or not persons.isdisjoint(parse.lower[i:j])
    ):
        return
    elif _cue(parse, i, j) or _before_container(parse, j) or (i and parse.lower[i - 1] in ("in", "near", "at")):
        yield Candidate(i, j, key, ())


def _widened(parse: Parse, i: int, j: int) -> tuple[int, int]:
    """The range with the rest of a hyphenated name or a kind word that the tagger left out: "Port-au-Prince", "Dallas County"."""
    for k in range(min(len(parse), j + 3), j, -1):  # "Santa Cruz de la" + "Sierra"
        named = parse.text[k - 1][:1].isalpha() and not _PARTICLES.isdisjoint(parse.lower[j - 1 : k - 1])
        if named and look_up(fold(name_of(parse, i, k))):
            return i, k
    k = j
    while (
        k + 1 < len(parse) and parse.text[k] == "-" and parse.end[k] == parse.start[k + 1] and k - j < 6
    ):  # long names
        k += 2
    if k > j and look_up(fold(name_of(parse, i, k))):
        return i, k
    if j < len(parse) and parse.text[j][:1].isupper() and parse.lower[j] in COUNTY_WORDS:
        return i, j + 1
    if j < len(parse) and parse.lower[j] == "city" and look_up(fold(name_of(parse, i, j + 1))):
        return i, j + 1
    return i, j


# --- what the words beside a name say ---------------------------------------------------------------------------------------


def _located(parse: Parse, i: int, j: int) -> bool:
    """True where the words beside the name treat it as a place: "in X", "town of X", "X province"."""
    if _cue(parse, i, j):
        return True
    if j < len(parse) and parse.lower[j] == "'s":  # "in Ibarra's car"
        return False
    k = i
    while k > 0 and i - k < 3 and parse.tag[k - 1] in ("DT", "JJ"):  # "in the northern"
        k -= 1
    if k > 1 and parse.lower[k - 1] == "to" and parse.lower[k - 2] in ("according", "said", "attributed"):
        return False
    if k > 0 and parse.lower[k - 1] in LOCATIVES:
        return True
    return k > 1 and parse.lower[k - 1] == "of" and parse.lower[k - 2] in ABOUT_WORDS


def _located_for_sure(parse: Parse, i: int, j: int) -> bool:
    """The same of a name that a person of the text bears: "in Warren", but not "went to Warren", "between Roy and Carter"."""
    return _located(parse, i, j) and (not i or parse.lower[i - 1] not in LOCATIVES - STRICT_LOCATIVES)


def _before_container(parse: Parse, j: int) -> bool:
    """True for "Balaza, Cameroon", not for "the Carabinieri, Italy's military police"."""
    possessed = j + 2 < len(parse) and parse.lower[j + 2] == "'s"
    return j + 1 < len(parse) and parse.text[j] == "," and parse.ent[j + 1] == "GPE" and not possessed


def _cue(parse: Parse, i: int, j: int) -> str:
    """What the text calls the place: "department of Santa Cruz", "Punjab province"."""
    if j < len(parse) and parse.lower[j] in KIND_WORDS and parse.lower[j] not in ("capital", "port"):
        return KIND_WORDS[parse.lower[j]]
    k = i - 1
    if k >= 0 and parse.lower[k] == "the":
        k -= 1
    if k >= 1 and parse.lower[k] == "of" and parse.lower[k - 1] in KIND_WORDS:
        return KIND_WORDS[parse.lower[k - 1]]
    return KIND_WORDS[parse.lower[k]] if k >= 0 and parse.lower[k] in KIND_WORDS and parse.lower[k] != "capital" else ""


# --- places that the tagger passed over -------------------------------------------------------------------------------------


def _named(parse: Parse, i: int, j: int, persons: set[str]) -> Iterator[Candidate]:
    """A place that the tagger took for a person, an organization or a people."""
    i, j = _trim(parse, i, j)
    if i >= j or (parse.ent[i] == "NORP" and not _cue(parse, i, j)):
        return
    candidate = _known(parse, i, j, persons)
    if candidate:
        yield candidate


def _untagged(parse: Parse, taken: bytearray, persons: set[str]) -> Iterator[Candidate]:
    """Capitalized words that the tagger gave no label, and that the gazetteer knows."""
    i, n = 0, len(parse)
    pos, text = parse.pos, parse.text
    while i < n:
        if pos[i] != "PROPN" or taken[i] or not text[i][0].isupper():
            i += 1
            continue
        j = i + 1
        while j < n and pos[j] == "PROPN" and not taken[j] and text[j][0].isupper():
            j += 1
        candidate = _known(parse, i, j, persons)
        if candidate:
            yield candidate
        i = j


def _known(parse: Parse, i: int, j: int, persons: set[str]) -> Candidate | None:
    """A candidate for words that the gazetteer knows; sure where they are a country or the words beside them say place."""
    if j - i > 4 or _excluded(parse, i, j):  # a longer run is a headline
        return None
    if j - i == 1 and (parse.lower[i] in COMMON_WORDS or len(parse.text[i]) < 2):  # initials
        return None
    i, j = _widened(parse, i, j)
    key = fold(name_of(parse, i, j))
    entries = look_up(key)
    if (
        not entries
        or _is_short(parse, i, entries)
        or (parse.lower[j - 1] in persons and not _located_for_sure(parse, i, j))
        or (i and parse.lower[i - 1] in TITLES)
    ):
        return None
    first = entries[0]
    large = first.level in _LARGE_LEVELS or (first.level is PlaceLevel.REGION and not first.division)
    cue = _cue(parse, i, j)
    town = first.level is PlaceLevel.CITY and first.population < _SMALL_TOWN and not cue
    sure = large or (not town and not first.alternate and _located(parse, i, j))
    return Candidate(i, j, key, entries, cue, sure)
