"""Which place of a name a text means: candidates → entries.

Evidence, strongest first: what the text itself puts around the name ("Santa Cruz, Bolivia", "the Bolivian city of",
"department of"), the same name settled elsewhere in the document, the countries and divisions the document is about,
the outlet's home, and population last. Deliberately no look beyond the document.

Source: Leidner (2007), one sense per document and containment; Lieberman & Samet (2012), comma groups and adaptive
context.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import hypot

from bluf.analysis.nlp import Parse
from bluf.analysis.places.candidates import Candidate
from bluf.analysis.places.demonyms import DEMONYM_STARTS, DEMONYMS
from bluf.analysis.places.gazetteer import Entry, look_up
from bluf.analysis.places.names import fold
from bluf.model import PlaceBasis, PlaceLevel

_COUNTRY, _ADM1, _CITY = PlaceLevel.COUNTRY, PlaceLevel.ADM1, PlaceLevel.CITY

# Weights were set on the dev half of GeoVirus.
_IN_COUNTRY = 3.0  # a country's vote for the places in it
_IN_DIVISION = 30.0  # a first-level division's
_BESIDE = 50.0  # words beside the name
_CUE = 60.0
_LISTED = 20.0
_NAMESAKE = 10.0  # for countries of one name, such as the two Congos
_LESSER = 100_000
_LEADING = 40  # divisions that vote
_EVERYWHERE = 3  # countries with places of one name and of a size
_ALIKE = 5  # times larger: no longer of a size
_DOMINANT = 20  # times larger than its namesakes
_SEAT_SHARE = 0.25  # of a division's people live in the city of its name: texts mean the city
_ALTERNATE = 0.02
_WELL_KNOWN = 1_000_000  # a city whose name needs no country
_COUNTRY_MIN = 20_000_000  # even Monaco is the country and not its city
_DIVISION = 1_000_000  # texts speak of a division as of a town of this size, whatever its own
_US_STATE = 6_000_000
_NEAR_DEGREES = 3.0
_ENOUGH_NEIGHBORS = 2
_SHARED_NAMES = frozenset(("washington", "new york"))  # the city unless the text says "state"


@dataclass(slots=True)
class Votes:
    """What a document is about: countries and first-level divisions by how often it speaks of them."""

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: Counter[Entry] = field(default_factory=Counter)

    def leading_divisions(self) -> list[tuple[Entry, int]]:
        """The divisions named most: a bound on the work that a list of all counties would make."""
        return self.divisions.most_common(_LEADING)


def resolve(parse: Parse, candidates: Sequence[Candidate]) -> list[tuple[Entry, PlaceBasis] | None]:
    """The entry that each candidate means and why it is that one, None where the gazetteer has none."""
    named = candidates
    candidates = _among_neighbors(parse, candidates)
    votes = _vote(parse, candidates)
    contained = _contained(parse, candidates, votes)
    settled: dict[str, Entry] = {}
    for candidate, pick in zip(candidates, contained, strict=True):
        if pick:
            settled.setdefault(candidate.key, pick)
    chooser = _Chooser(votes)
    found: list[tuple[Entry, PlaceBasis] | None] = []
    for k, candidate in enumerate(candidates):
        pick, beside = contained[k], None
        basis = PlaceBasis.CONTAINER if pick else None
        if pick is None and candidate.entries:
            pick = settled.get(candidate.key) if not candidate.cue and candidate.key not in _SHARED_NAMES else None
            basis = PlaceBasis.SETTLED if pick else None
            beside = _beside(parse, candidate)
            pick = pick or chooser.best(candidate, beside, _levels(_neighbors(parse, candidates, k)))
        found.append((pick, basis or _basis(pick, named[k], beside, votes)) if pick else None)
    return found


def _basis(entry: Entry, candidate: Candidate, beside: str | None, votes: Votes) -> PlaceBasis:
    """Why the whole text's evidence gives this entry."""
    rivals = [
        e for e in candidate.entries if (e.country, e.level, e.division) != (entry.country, entry.level, entry.division)
    ]
    if not rivals:
        return PlaceBasis.ONLY
    if (beside and entry.country == beside) or _cue_weight(entry, candidate.cue) > 1:
        return PlaceBasis.DESCRIBED
    if all(_prior(entry) >= _prior(e) for e in rivals):
        return PlaceBasis.LARGEST
    return PlaceBasis.CONTEXT if votes.countries.get(entry.country) else PlaceBasis.LARGEST


def _among_neighbors(parse: Parse, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without their namesakes abroad, where the text names no country and its lesser towns lie in one only.

    Wellington beside Cullompton and Yeovil is the one in England; London beside two towns of Ohio stays London.
    """
    own: dict[str, set[str]] = defaultdict(set)
    for candidate in candidates:
        countries = {e.country for e in candidate.entries}
        if any(e.level is _COUNTRY for e in candidate.entries):
            return list(candidates)
        if len(countries) == 1:
            own[next(iter(countries))].add(candidate.key)
    if len(own) != 1 or next(_peoples(parse), None):
        return list(candidates)
    country, names = next(iter(own.items()))
    if len(names) < _ENOUGH_NEIGHBORS:
        return list(candidates)
    kept = []
    for candidate in candidates:
        near = tuple(e for e in candidate.entries if e.country == country)
        lesser = all(e.population < _WELL_KNOWN for e in candidate.entries if e.level is _CITY)
        kept.append(replace(candidate, entries=near) if near and lesser else candidate)
    return kept


def _neighbors(parse: Parse, candidates: Sequence[Candidate], k: int) -> list[Candidate]:
    """Candidates beside the `k`-th in a list: "Utah, Virginia, Washington and Wisconsin"."""
    near = []
    for a, b, other in ((k - 1, k, k - 1), (k, k + 1, k + 1)):
        if a < 0 or b >= len(candidates):
            continue
        words = parse.lower[candidates[a].j : candidates[b].i]
        if 1 <= len(words) <= 2 and all(w in (",", "and", "or") for w in words):  # ", and"
            near.append(candidates[other])
    return near


def _prior(entry: Entry) -> float:
    weight: float = entry.population + 1
    if entry.level is _COUNTRY:
        weight = max(10 * weight, _COUNTRY_MIN)
    elif entry.level is _ADM1:
        weight = _US_STATE if entry.country == "US" else min(_DIVISION, 10 * weight)
    return weight * (_ALTERNATE if entry.alternate else 1)


def _vote(parse: Parse, candidates: Sequence[Candidate]) -> Votes:
    votes = Votes()
    for candidate in candidates:
        if candidate.entries and candidate.key not in _SHARED_NAMES and not _ambiguous(candidate):
            _vote_for(max(candidate.entries, key=_prior), votes)
    for country in _peoples(parse):
        votes.countries[country] += 0.5
    home = _home(parse)
    if home:
        votes.countries[home] += 0.5
    return votes


def _vote_for(entry: Entry, votes: Votes) -> None:
    if entry.level is _COUNTRY:
        votes.countries[entry.country] += 1
    elif entry.level is _ADM1:
        votes.countries[entry.country] += 0.5
        votes.divisions[entry] += 1
    elif entry.country and (
        entry.population > _WELL_KNOWN or (entry.level is PlaceLevel.REGION and not entry.division)
    ):
        votes.countries[entry.country] += 0.5


def _peoples(parse: Parse) -> Iterator[str]:
    """Countries of the adjectives and names of peoples in the text."""
    for k, word in enumerate(parse.lower):
        if word in DEMONYMS:
            yield DEMONYMS[word]
        elif word in DEMONYM_STARTS and k + 1 < len(parse):
            known = DEMONYMS.get(f"{word} {parse.lower[k + 1]}")
            if known:
                yield known


def _ambiguous(candidate: Candidate) -> bool:
    """True for names of two countries, or of places of like size in two: they cannot tell what a text is about."""
    first = max(candidate.entries, key=_prior)
    country = first.level is _COUNTRY
    alike = [e for e in candidate.entries if not country or e.level in (_COUNTRY, _ADM1)]
    factor = _DOMINANT if country else _ALIKE
    return len({e.country for e in alike if e.population * factor > first.population}) > 1


_HOST = re.compile(r"https?://[^/]*\.([a-z]{2})(?:[/:]|$)")
_CODES = {"uk": "GB"}
_NO_HOME = frozenset(("io", "tv", "me", "co", "ai", "eu", "fm", "cc", "ws", "to"))  # sold all over the world


def _home(parse: Parse) -> str | None:
    """Country of the outlet: its name ("The Times of India"), else the end of its address."""
    for word in (parse.document.publisher or "").split():
        entries = look_up(fold(word))
        if word.lower() in DEMONYMS:
            return DEMONYMS[word.lower()]
        if entries and entries[0].level is _COUNTRY:
            return entries[0].country
    match = _HOST.match(parse.document.uri)
    if not match or match[1] in _NO_HOME:
        return None
    return _CODES.get(match[1], match[1].upper())


_CONTAINER_GAP = (
    ",",
    "(",
    "in",
    "the",
    "western",
    "eastern",
    "northern",
    "southern",
    "central",
    "of",
    "'s",
    "state",
    "province",
    "city",
    "town",
    "located",
)


def _gap(parse: Parse, a: Candidate, b: Candidate) -> list[str] | None:
    """Words between two candidates where they are few and such as join a place to what it lies in."""
    if not 0 <= b.i - a.j <= 4:  # ", in the western"
        return None
    words = parse.lower[a.j : b.i]
    return words if all(w in _CONTAINER_GAP for w in words) else None


def _contained(parse: Parse, candidates: Sequence[Candidate], votes: Votes) -> list[Entry | None]:
    """Picks that their neighbors settle: "Paris, Texas", "Bolivia's Santa Cruz"."""
    picks: list[Entry | None] = [None] * len(candidates)
    for k in range(len(candidates) - 1):
        inner, outer = candidates[k], candidates[k + 1]
        words = _gap(parse, inner, outer)
        if not words or not inner.entries or not outer.entries:
            continue
        if words == ["'s"]:
            inner, outer = outer, inner
        elif words[0] not in (",", "(", "in", "located") or _alike(inner, outer):
            continue
        pair = _pair(inner, outer, votes)
        if not pair:
            continue
        a, b = (k, k + 1) if inner is candidates[k] else (k + 1, k)
        picks[a], picks[b] = pair[0], picks[b] or pair[1]
        votes.countries[pair[0].country] += 1
        if pair[1].level is _ADM1:
            votes.divisions[pair[1]] += 1
    return picks


def _alike(a: Candidate, b: Candidate) -> bool:
    """True for two countries or two divisions, which stand in a list: "Virginia, Washington"."""
    first, second = max(a.entries, key=_prior), max(b.entries, key=_prior)
    return first.level is second.level and first.level in (_COUNTRY, _ADM1)


def _pair(inner: Candidate, outer: Candidate, votes: Votes) -> tuple[Entry, Entry] | None:
    """Entries of two candidates of which the first lies in the second."""
    for container in sorted(outer.entries, key=lambda e: -_prior(e) * (1 + votes.countries.get(e.country, 0)))[:4]:
        inside = [entry for entry in inner.entries if _lies_in(entry, container)]
        if inside:
            best = max(inside, key=lambda e: _prior(e) * _cue_weight(e, inner.cue))
            return _seat(best, inner) or best, container
    return None


def _lies_in(entry: Entry, container: Entry) -> bool:
    if entry.country != container.country or not entry.country or entry == container:
        return False
    if container.level is _COUNTRY:
        return entry.level is not _COUNTRY
    if container.level is _ADM1:
        if entry.division and container.division:
            return entry.level is not _ADM1 and entry.division == container.division
        return entry.level is not _ADM1 and hypot(entry.lat - container.lat, entry.lon - container.lon) < _NEAR_DEGREES
    return (
        container.level is PlaceLevel.REGION
        and hypot(entry.lat - container.lat, entry.lon - container.lon) < _NEAR_DEGREES
    )


def _cue_weight(entry: Entry, cue: str) -> float:
    wanted = {
        "adm1": entry.level is _ADM1,
        "city": entry.level is _CITY,
        "county": entry.level is PlaceLevel.REGION,
    }.get(cue, False)
    return _CUE if wanted else 1.0


Levels = frozenset[tuple[PlaceLevel, str]]


def _levels(neighbors: list[Candidate]) -> Levels:
    """Level and country of the neighbors that are countries or divisions; cities of all countries stand in one list."""
    largest = (n.entries[0] for n in neighbors if n.entries and n.key not in _SHARED_NAMES)
    return frozenset((e.level, e.country) for e in largest if e.level in (_COUNTRY, _ADM1))


class _Chooser:
    """Chooses by the whole document's evidence; each combination of evidence once."""

    def __init__(self, votes: Votes) -> None:
        self._votes = votes
        self._divisions = votes.leading_divisions()
        self._known: dict[tuple[str, str, str | None, Levels], Entry | None] = {}

    def best(self, candidate: Candidate, beside: str | None, listed: Levels) -> Entry | None:
        """The likeliest entry, None where none fits this document."""
        evidence = (candidate.key, candidate.cue, beside, listed)
        if evidence not in self._known:
            self._known[evidence] = self._best(candidate, beside, listed)
        return self._known[evidence]

    def _best(self, candidate: Candidate, beside: str | None, listed: Levels) -> Entry | None:
        entries = candidate.entries
        if candidate.key in _SHARED_NAMES and candidate.cue != "adm1" and (_ADM1, "US") not in listed:
            entries = tuple(e for e in entries if e.level is _CITY and e.population > _WELL_KNOWN / 2) or entries
        best = max(entries, key=lambda e: self._weight(e, candidate, beside, listed))
        best = _seat(best, candidate) or best
        return None if _out_of_place(best, candidate, self._votes, beside) else best

    def _weight(self, entry: Entry, candidate: Candidate, beside: str | None, listed: Levels) -> float:
        spoken_of = self._votes.countries.get(entry.country, 0)
        weight = _prior(entry) * (1 + _IN_COUNTRY * spoken_of) * _cue_weight(entry, candidate.cue)
        if entry.level is _CITY or (entry.level is PlaceLevel.REGION and entry.division):
            inside = (n for d, n in self._divisions if _lies_in(entry, d) and d not in candidate.entries)
            weight *= 1 + _IN_DIVISION * sum(inside)
        elif entry.level is _COUNTRY and sum(e.level is _COUNTRY for e in candidate.entries) > 1:
            weight *= 1 + _NAMESAKE * spoken_of
        if beside and entry.country == beside and entry.level is not _COUNTRY:
            weight *= _BESIDE
        return weight * (_LISTED if (entry.level, entry.country) in listed else 1)


def _seat(entry: Entry, candidate: Candidate) -> Entry | None:
    """The city that a division is named after, where it is most of it: "San Salvador"."""
    if entry.level is not _ADM1 or candidate.cue == "adm1":
        return None
    share = _SEAT_SHARE * entry.population
    seats = [e for e in candidate.entries if e.level is _CITY and not e.alternate and e.population > share]
    return next(
        (
            e
            for e in seats
            if e.country == entry.country and hypot(e.lat - entry.lat, e.lon - entry.lon) < _NEAR_DEGREES
        ),
        None,
    )


_GENERIC = frozenset(
    "central northern southern eastern western north south east west upper lower division region district province state capital "
    "plateau coast highlands valley islands".split()
)


def _out_of_place(entry: Entry, candidate: Candidate, votes: Votes, beside: str | None) -> bool:
    """True for a lesser place in a country that the text never speaks of, where it speaks of others: rather none than it."""
    registered = entry.level in (_CITY, _ADM1) or bool(entry.division)
    if not registered or not entry.country or votes.countries.get(entry.country) or entry.country == beside:
        return False
    if not any(votes.countries.values()):
        small = entry.level is _CITY and entry.population < _LESSER and not candidate.cue
        return small and len({(e.country, e.division) for e in candidate.entries if e.level is _CITY}) > 1
    if entry.alternate or _GENERIC.issuperset(candidate.key.split()):
        return True
    if entry.level is not _ADM1 and entry.population < _LESSER:
        return True
    if entry.level is _CITY and candidate.cue == "adm1" and entry.population < _WELL_KNOWN:
        return True
    rivals = {e.country for e in candidate.entries if e.population * _DOMINANT > entry.population}
    return len(rivals) >= _EVERYWHERE  # "San Pedro"


def _beside(parse: Parse, candidate: Candidate) -> str | None:
    """The country that an adjective before the name gives: "the Bolivian city of Tiquipaya".

    "American tourists in Paris" says nothing of the kind.
    """
    if not candidate.cue and (candidate.i == 0 or parse.lower[candidate.i - 1] not in DEMONYMS):
        return None
    for k in range(candidate.i - 1, max(candidate.i - 6, -1), -1):
        if parse.lower[k] in DEMONYMS:
            return DEMONYMS[parse.lower[k]]
        if parse.pos[k] in ("VERB", "PUNCT"):
            return None
    return None
