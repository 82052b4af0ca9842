"""Find places and tell which ones they are: parse → toponyms with country, level and coordinates.

"the Bolivian city of Tiquipaya" gives Tiquipaya, BO, a city at -17.3, -66.2. Not a place: "Bolivian" (an adjective),
"Aberdeen University" (an organization), "Holguin" where Maria Angela Holguin was named. Deliberately no map service:
everything comes from the gazetteer in the package, GeoNames' for the most part, and its credit must be printed with
it (`gazetteer.CREDIT`).

Source: GeoVirus (Gritta et al. 2018) for what a toponym is; Leidner (2007) for its resolution.
"""

from __future__ import annotations

from bluf.analysis.nlp import Parse
from bluf.analysis.places.candidates import Candidate, find_candidates, name_of
from bluf.analysis.places.gazetteer import CREDIT, Entry
from bluf.analysis.places.resolver import resolve
from bluf.model import Place, PlaceBasis, PlaceLevel

__all__ = ["CREDIT", "find_places"]


def find_places(parse: Parse) -> tuple[Place, ...]:
    """Places of a document, in text order, disjoint.

    A name that stands where a place stands but is in no gazetteer is a place of level `OTHER` without coordinates.
    """
    candidates = find_candidates(parse)
    return tuple(
        _place(parse, candidate, *(found or (None, None)))
        for candidate, found in zip(candidates, resolve(parse, candidates), strict=True)
        if found or candidate.cue or not candidate.entries  # a namesake of far places, with nothing to say it is one
    )


def _place(parse: Parse, candidate: Candidate, entry: Entry | None, basis: PlaceBasis | None) -> Place:
    span = parse.span(candidate.i, candidate.j)
    if entry is None:
        return Place(
            document_id=span.document_id, start=span.start, end=span.end, text=span.text,
            name=" ".join(name_of(parse, candidate.i, candidate.j).split()), country=None, level=PlaceLevel.OTHER,
        )  # fmt: skip
    return Place(
        document_id=span.document_id, start=span.start, end=span.end, text=span.text,
        name=entry.name, country=entry.country or None, level=entry.level, lat=entry.lat, lon=entry.lon, basis=basis,
    )  # fmt: skip
