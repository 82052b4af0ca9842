"""Places that are the second half of an organization's name: tokens → yes or no.

"ACLU Foundations of California" and "CNN Chile" name no place; "the people of California" does. The words are in `places_cues`;
deliberately no gazetteer is asked.

Source: GeoVirus (Gritta et al. 2018): places inside names of organizations are not toponyms.
"""

from __future__ import annotations

from bluf.analysis.nlp import Parse
from bluf.analysis.places_cues import ORG_HEADS

_CHANNEL = 3  # letters, as most channels


def in_organization(parse: Parse, i: int) -> bool:
    """True where the words before token `i` make it part of an organization's name."""
    return i > 0 and (_of_organization(parse, i) or _of_channel(parse, i))


def _of_organization(parse: Parse, i: int) -> bool:
    if i < 2 or parse.lower[i - 1] != "of" or not parse.text[i - 2][:1].isupper():
        return False
    head = parse.lower[i - 2]
    return head in ORG_HEADS or head.removesuffix("s") in ORG_HEADS


def _of_channel(parse: Parse, i: int) -> bool:
    word = parse.text[i - 1]
    named = word.isupper() and word.isalpha() and len(word) == _CHANNEL
    return named and parse.ent[i - 1] == "ORG" and parse.head[i - 1] == i
