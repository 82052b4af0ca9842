"""Words beside a name that tell a place from other names: plain tables for `candidates`, and no code."""

from __future__ import annotations

LOCATIVES = frozenset(
    "in at near from to around across outside inside throughout into toward towards within off between via reached "
    "visited visiting entered left".split()
)

STRICT_LOCATIVES = frozenset(("in", "near", "inside", "throughout"))
"""Those that hold even for a name that a person of the text bears: "in Warren", but not "support went to Warren"."""

ABOUT_WORDS = frozenset(
    ", resort native mayor governor people residents area areas outskirts suburb suburbs north south east west "
    "northeast northwest southeast southwest parts part island islands city cities town towns village villages "
    "district districts province provinces state states region regions department departments county counties "
    "capital streets center centre coast border rest community resident population".split()
)
"""Nouns whose "of" introduces a place: "the outskirts of X"."""

_ADM1 = (
    "state states province provinces department region regions governorate prefecture oblast canton territory republic "
    "krai"
).split()
_CITY = (
    "city cities town towns village villages capital municipality suburb suburbs neighborhood neighborhoods neighbourhood "
    "neighbourhoods township"
).split()
COUNTY_WORDS = frozenset(("county", "parish", "district"))
_COUNTY = (*COUNTY_WORDS, "counties", "districts")
KIND_WORDS = {**dict.fromkeys(_ADM1, "adm1"), **dict.fromkeys(_CITY, "city"), **dict.fromkeys(_COUNTY, "county")}

ORG_HEADS = frozenset(
    "university college hospital herald times post tribune journal gazette school institute institution airport "
    "airways airlines police department fc united council court bank embassy committee association federation "
    "ministry museum conference convention declaration treaty protocol accord accords agreement open marathon derby "
    "festival stadium exchange commission union party church cathedral prison jail centers center centre laboratory "
    "laboratories news radio television tv daily globe sun mirror guardian observer review inc corp ltd llc co. "
    "company corporation group holdings foundation attorney dean provost academy brigade battalion army navy front movement".split()
)
"""Heads of names of organizations: a place before one of them is part of the name."""

STATE_BODIES = frozenset(
    "senate house navy army marine marines air coast customs treasury congress capitol forces supreme state central secret food "
    "justice border drug immigration forest postal census national agency bureau service office administration district "
    "department attorney secretary sen rep embassy consulate open".split()
)
"""What bears the short name of its country: "U.S. Senate", "U.S. Coast Guard", "U.S. Attorney"."""

SHIP_PREFIXES = frozenset(("CSS", "USS", "HMS", "HMAS", "HMCS", "USNS", "INS", "RMS", "MV", "SS", "USCGC"))

NOT_AFTER = frozenset("virus disease fever flu syndrome hemorrhagic haemorrhagic encephalitis".split())
"""What is named after a place and is none: "West Nile virus"."""

METONYM_HEADS = frozenset(
    "bid offer lineup line-up roster clubhouse dugout coach skipper captain goalkeeper striker fans".split()
)
"""What a club has: the town before it stands for the club."""

COMMON_WORDS = frozenset(
    "congress parliament police senate court earth moon sun spring summer fall autumn winter english internet web "
    "chapter phase part church state states union party army navy god jesus christ islam bible quran university "
    "college hospital school house university gate police reuters xinhua interfax associated bloomberg tass monday "
    "tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december christmas easter ramadan president minister general colonel captain king queen "
    "prince princess lord lady sir pope bishop cardinal mission progress media industry commerce republic "
    "enterprise liberty union independence hope police male best most many nice reading mobile orange bath battle "
    "deal sandy ebola hell police marine marines data none same of central northern southern eastern western north "
    "south east west coast river lake mount bay ocean sea island valley park road street avenue brent branch forest "
    "duma un text temple crown metro mir jupiter venus mars mercury saturn neptune uranus pluto hindi tamil urdu "
    "arabic latin mandarin delta region cantonese pashto farsi swahili russian amazon facebook google twitter".split()
)
"""Single words that are towns somewhere and something else nearly everywhere."""

ACRONYMS = frozenset(("eu", "e.u", "e.u.", "nsw", "nyc", "dc", "d.c.", "drc", "ussr", "nwfp"))
"""Short names in capitals that are places; others are words or bodies: "SWAT", "UN"."""

DIRECTIONS = frozenset("north south east west northern southern eastern western central upper lower".split())

TITLES = frozenset(
    "mr mrs ms dr mr. mrs. ms. dr. president minister senator gen. general sen. rep. gov. col. colonel lt. capt. "
    "captain sir lord judge prince princess king queen pope justice professor prof. secretary chancellor spokesman "
    "spokeswoman".split()
)
