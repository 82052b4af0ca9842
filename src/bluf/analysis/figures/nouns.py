"""English nouns in the singular: "traffickers" → "trafficker".

The lemmas of the small model go wrong on the plurals that news counts ("doses" → "dos"), and its names have none. Deliberately
only what a plural ending can tell; words it does not know stay as they are.

Source: Quirk et al., A Comprehensive Grammar of the English Language (1985), 5.73-5.103.
"""

from __future__ import annotations

_IRREGULAR = {
    "people": "person",
    "persons": "person",
    "others": "person",
    "children": "child",
    "grandchildren": "grandchild",
    "feet": "foot",
    "teeth": "tooth",
    "geese": "goose",
    "mice": "mouse",
    "lice": "louse",
    "oxen": "ox",
    "dice": "die",
    "wives": "wife",
    "midwives": "midwife",
    "knives": "knife",
    "lives": "life",
    "wolves": "wolf",
    "thieves": "thief",
    "halves": "half",
    "leaves": "leaf",
    "shelves": "shelf",
    "loaves": "loaf",
    "calves": "calf",
    "selves": "self",
    "crises": "crisis",
    "analyses": "analysis",
    "theses": "thesis",
    "diagnoses": "diagnosis",
    "hypotheses": "hypothesis",
    "bacteria": "bacterium",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "fungi": "fungus",
    "nuclei": "nucleus",
    "alumni": "alumnus",
    "gases": "gas",
    "uses": "use",
    "movies": "movie",
    "cookies": "cookie",
    "zombies": "zombie",
    "calories": "calorie",
    "prairies": "prairie",
    "selfies": "selfie",
    "rookies": "rookie",
    "ties": "tie",
    "pies": "pie",
    "lies": "lie",
    "shoes": "shoe",
    "toes": "toe",
    "foes": "foe",
    "canoes": "canoe",
    "axes": "axe",
    "aches": "ache",
    "headaches": "headache",
    "caches": "cache",
    "avalanches": "avalanche",
    "niches": "niche",
    "moustaches": "moustache",
    "mustaches": "mustache",
}
_UNCHANGED = frozenset(
    "remains proceeds species series means news headquarters barracks police cattle sheep fish aircraft spacecraft hovercraft "
    "deer staff crew personnel gas bus lens us this business loss "
    "class process press access success focus virus status campus bonus census corps chassis crossroads gallows "
    "premises".split()
)
_OUSES = frozenset(
    "houses warehouses greenhouses causes pauses clauses abuses excuses spouses blouses fuses ruses mouses "
    "accuses refuses muses courthouses powerhouses lighthouses".split()
)


def singular_of(word: str) -> str:
    """The singular of a lower-case plural noun; a singular is returned as it is.

    "viruses" is "virus", "houses" "house", "fishermen" "fisherman", "species" "species".
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _UNCHANGED or len(word) < 3:
        return word
    if word.endswith("men") and word not in ("specimen", "regimen", "abdomen", "omen", "acumen"):
        return word[:-2] + "an"
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return _without_s(word)


def _without_s(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    if word.endswith("uses") and word not in _OUSES:
        return word[:-2]
    return word[:-1]
