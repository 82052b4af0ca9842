"""Which place of a name a text means: candidates → entries.

Evidence, strongest first: what the text itself puts around the name ("Santa Cruz, Bolivia", "the Bolivian city of",
"department of"), the same name settled elsewhere in the document, the countries and divisions the document is about,
the outlet's home, and population last. Deliberately no look beyond the document.

Source: Leidner (2007), one sense per document and containment; Lieberman & Samet (2012), comma groups and adaptive
context.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import hypot

from bluf.analysis.nlp import Parse
from bluf.analysis.places_candidates import Candidate
from bluf.analysis.places_demonyms import DEMONYMS
from bluf.analysis.places_gazetteer import Entry, look_up
from bluf.analysis.places_names import fold
from bluf.model import PlaceLevel

_COUNTRY, _ADM1, _CITY = PlaceLevel.COUNTRY, PlaceLevel.ADM1, PlaceLevel.CITY

# Weights were set on the dev half of GeoVirus.
_IN_COUNTRY = 3.0  # a country's vote for the places in it
_IN_DIVISION = 30.0  # a first-level division's
_BESIDE = 50.0  # words beside the name
_CUE = 60.0
_LISTED = 20.0
_NAMESAKE = 10.0  # for countries of one name, such as the two Congos
_LESSER = 50_000
_DOMINANT = 20  # times larger than its namesakes
_SEAT_SHARE = 0.25  # of a division's people live in the city of its name: texts mean the city
_ALTERNATE = 0.02
_WELL_KNOWN = 1_000_000  # a city whose name needs no country
_DIVISION_MIN = 1_000_000  # texts speak of a division more than of a town of its size
_US_STATE_MIN = 6_000_000
_NEAR_DEGREES = 3.0
_SHARED_NAMES = frozenset(("washington", "new york"))  # the city unless the text says "state"


@dataclass(slots=True)
class Votes:
    """What a document is about."""

    countries: Counter[str] = field(default_factory=Counter)
    divisions: Counter[Entry] = field(default_factory=Counter)


def resolve(parse: Parse, candidates: Sequence[Candidate]) -> list[Entry | None]:
    """The entry that each candidate means, None where the gazetteer has none."""
    votes = _vote(parse, candidates)
    picks = _contained(parse, candidates, votes)
    settled: dict[str, Entry] = {}
    for candidate, pick in zip(candidates, picks, strict=True):
        if pick:
            settled.setdefault(candidate.key, pick)
    for k, candidate in enumerate(candidates):
        if picks[k] is None and candidate.entries:
            known = settled.get(candidate.key)
            picks[k] = (
                known
                if known and not candidate.cue
                else _best(parse, candidate, votes, _neighbors(parse, candidates, k))
            )
    return picks


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
        weight *= 10
    elif entry.level is _ADM1:
        weight = _US_STATE_MIN if entry.country == "US" else _DIVISION_MIN
    return weight * (_ALTERNATE if entry.alternate else 1)


def _vote(parse: Parse, candidates: Sequence[Candidate]) -> Votes:
    votes = Votes()
    for candidate in candidates:
        if not candidate.entries or candidate.key in _SHARED_NAMES or _ambiguous(candidate):
            continue
        first = max(candidate.entries, key=_prior)
        if first.level is _COUNTRY:
            votes.countries[first.country] += 1
        elif first.level is _ADM1:
            votes.countries[first.country] += 0.5  # type: ignore[assignment]
            votes.divisions[first] += 1
        elif first.population > _WELL_KNOWN and first.country:
            votes.countries[first.country] += 0.5  # type: ignore[assignment]
    for word, known in ((word, DEMONYMS.get(word)) for word in parse.lower if word in DEMONYMS):
        if known and word:
            votes.countries[known] += 0.5  # type: ignore[assignment]
    home = _home(parse)
    if home:
        votes.countries[home] += 0.5  # type: ignore[assignment]
    return votes


def _ambiguous(candidate: Candidate) -> bool:
    """True for names of two countries or divisions, such as Congo and Georgia: they cannot tell what a text is about."""
    return len({e.country for e in candidate.entries if e.level in (_COUNTRY, _ADM1)}) > 1


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
        elif words[0] not in (",", "(", "in") or _alike(inner, outer):
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
    for container in sorted(outer.entries, key=lambda e: -_prior(e) * (1 + votes.countries[e.country]))[:4]:
        inside = [entry for entry in inner.entries if _lies_in(entry, container)]
        if inside:
            return max(inside, key=lambda e: _prior(e) * _cue_weight(e, inner.cue)), container
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


def _best(parse: Parse, candidate: Candidate, votes: Votes, neighbors: list[Candidate]) -> Entry | None:
    beside = _beside(parse, candidate)
    entries = candidate.entries
    listed = {(e.level, e.country) for n in neighbors for e in n.entries[:1]}
    if candidate.key in _SHARED_NAMES and candidate.cue != "adm1" and (_ADM1, "US") not in listed:
        entries = tuple(e for e in entries if e.level is _CITY and e.population > 500_000) or entries
    best = max(
        entries, key=lambda e: _weight(e, candidate, votes, beside) * (_LISTED if (e.level, e.country) in listed else 1)
    )
    best = _seat(best, candidate) or best
    return None if _out_of_place(best, candidate, votes, beside) else best


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


def _out_of_place(entry: Entry, candidate: Candidate, votes: Votes, beside: str | None) -> bool:
    """True for a lesser place in a country that the text never speaks of, where it speaks of others: rather none than that one."""
    if (
        entry.level not in (_CITY, _ADM1)
        or not entry.country
        or votes.countries[entry.country]
        or entry.country == beside
    ):
        return False
    if sum(votes.countries.values()) < 1:
        return False
    if entry.level is _CITY and (
        entry.population < _LESSER or (candidate.cue == "adm1" and entry.population < _WELL_KNOWN)
    ):
        return True
    rivals = {e.country for e in candidate.entries if e.population * _DOMINANT > entry.population}
    return len(rivals) >= 4  # "San Pedro" is everywhere


def _weight(entry: Entry, candidate: Candidate, votes: Votes, beside: str | None) -> float:
    weight = _prior(entry) * (1 + _IN_COUNTRY * votes.countries[entry.country]) * _cue_weight(entry, candidate.cue)
    if entry.level is _CITY:
        near = sum(
            n
            for division, n in votes.divisions.items()
            if _lies_in(entry, division) and division not in candidate.entries
        )
        weight *= 1 + _IN_DIVISION * near
    if entry.level is _COUNTRY and sum(e.level is _COUNTRY for e in candidate.entries) > 1:
        weight *= 1 + _NAMESAKE * votes.countries[entry.country]
    if beside and entry.country == beside and entry.level is not _COUNTRY:
        weight *= _BESIDE
    return weight


def _beside(parse: Parse, candidate: Candidate) -> str | None:
    """The country that an adjective before the name gives: "the Bolivian city of Tiquipaya"."""
    for k in range(candidate.i - 1, max(candidate.i - 6, -1), -1):
        if parse.lower[k] in DEMONYMS:
            return DEMONYMS[parse.lower[k]]
        if parse.pos[k] in ("VERB", "PUNCT"):
            return None
    return None
