"""What the words of a name say about its bearer: folded words → kind, or nothing.

"Ministry of Defense" is a government's, "Radio Caracol" a medium, "Medellin Cartel" a group. Diseases, laws, events,
weapons and roads have names too: they are no actors. Deliberately no context is looked at here.
"""

from __future__ import annotations

import re

from bluf.analysis.actors.lexicon import Lexicon
from bluf.analysis.actors.names import canonical, head
from bluf.model import ActorKind

_OUTLET_WORDS = frozenset(
    "times post herald news radio television tv tribune gazette journal guardian daily newspaper chronicle "
    "observer telegraph broadcasting broadcaster broadcast press magazine review globe courier bulletin network "
    "channel weekly monthly register inquirer enquirer examiner sentinel dispatch "
    "ledger courant blog shimbun sinbo ilbo zeitung".split()
)
_CHANNELS = frozenset(("network", "channel"))  # "Affiliate Network" is no medium
_BROADCAST = frozenset("news radio tv television broadcasting cable sports".split())
_ARMED_WORDS = frozenset(
    "front cartel militia guerrillas rebels brigade brigades mafia gang jihad squad squads commando commandos "
    "insurgency resistance".split()
)
_GOVERNMENT_LAST = frozenset(
    "army navy police ministry government administration military parliament senate forces cabinet "
    "embassy consulate carabineros regime battalion guard gendarmerie presidency directorate".split()
)
_BODY_WORDS = frozenset(
    "party university bank court company corporation corp inc ltd plc llc group association union federation "
    "committee council commission institute foundation society club league church hospital school college center "
    "organization agency airlines airways motors systems department office bureau authority board fund trust "
    "international industries holdings service services team united fc alliance coalition movement congregation "
    "conference confederation chamber network partners watch laboratory laboratories observatory museum academy forum "
    "campaign project initiative congress rovers wanderers hotspur albion orchestra brothers".split()
)
_OFFICES = frozenset("chief minister president secretary commissioner commander director".split())
_FORCES = frozenset("army forces front command brigade".split())
_INSURGENT = frozenset("liberation revolutionary guerrilla insurgent resistance islamic jihad".split())
DEPARTMENTS = frozenset(
    "justice state treasury defense interior commerce energy labor health police fire education transportation "
    "security agriculture resources sheriff's sheriff war detective affairs".split()
)
_THINGS = frozenset(
    "flu influenza virus disease syndrome hiv aids cancer ebola covid covid-19 sars mers malaria cholera anthrax "
    "h5n1 h1n1 vaccine convention treaty agreement accord act law bill constitution amendment resolution protocol "
    "pact plan program programme operation war battle revolution cup games olympics championship championships "
    "tournament festival award awards prize day night week month year conference summit election elections "
    "referendum hurricane storm typhoon cyclone tsunami earthquake airport street road avenue highway bridge "
    "stadium river island islands mountain mountains lake sea ocean bay valley canal strait desert peninsula "
    "square park plaza station terminal tower building hall base airfield port harbor prison jail internet web "
    "windows software computer missile rifle bomb gun aircraft airliner plane helicopter ship boat truck car "
    "flight report statement speech interview story article book film movie song album show series episode page "
    "als iq adhd ptsd gps gdp dna rna tv dvd gmo suv atm cpr mri faq medicare medicaid obamacare aca "
    "classic prix derby marathon masters wifi "
    "bc ad bce "
    "coast shore lgbt rfra mars jupiter saturn neptune uranus pluto venus mercury "
    "testament bible koran quran torah gospel psalm scripture goddess statue nuke "
    "analysis text note god christmas easter ramadan christianity catholicism marxism communism dollar euro pound "
    "peso ak-47 km kg gmt economy index online north south east west middle region province department "
    "departments canton state county district municipality zone city town village avenue neighborhood "
    "neighbourhood community-center continent republic territory".split()
)


_ASSOCIATIONS = frozenset("union association federation academy league".split())
_THING_FIRST = frozenset(
    "hurricane typhoon cyclone tropical operation mount lake fort cape flight highway route camp uss css hms soyuz apollo".split()
)


_EVENTS = frozenset("classic prix derby marathon masters cup trophy invitational".split())
_FIGURES = frozenset(
    tuple(w.split()) for w in ("jesus", "jesus christ", "prophet mohammed", "prophet muhammad", "allah", "buddha",
    "santa", "santa claus", "jim crow", "uncle sam")
)  # fmt: skip
_AGAINST = frozenset(("v", "vs"))  # court cases
_ALWAYS_THINGS = frozenset("award awards prize poll survey tracker index invitational workshop".split())
_CODE = re.compile(r"[a-z]\d")
_G_GROUPS = frozenset(("g7", "g8"))
_COMPETITIONS = frozenset((("champions", "league"), ("europa", "league"), ("nations", "league")))
_SHUTTLE = ("space", "shuttle")
_SUBTYPE = re.compile(r"[hn]\d{1,2}(?:n\d{1,2})?")  # of influenza viruses


def is_event(parts: tuple[str, ...]) -> bool:
    """True for names of tournaments and storms, also where they begin like a person's: "John Deere Classic"."""
    return len(parts) > 1 and (parts[-1] in _EVENTS or parts[0] == "tropical")


def is_figure(parts: tuple[str, ...]) -> bool:
    """True for figures of belief and legend."""
    return parts in _FIGURES


def is_case(parts: tuple[str, ...]) -> bool:
    """True for court cases: "Brown v. Board of Education"."""
    return not _AGAINST.isdisjoint(parts[1:-1])


def is_thing(parts: tuple[str, ...]) -> bool:
    """True for names of what cannot act: diseases, laws, events, roads, weapons, regions."""
    top = head(parts)
    if len(parts) == 1 and _SUBTYPE.fullmatch(top):
        return True
    if len(parts) > 1 and (parts[0] in _THING_FIRST or parts[-2:] in _COMPETITIONS or parts[:2] == _SHUTTLE):
        return True
    if is_figure(parts) or is_case(parts) or parts[-1] in _ALWAYS_THINGS:
        return True
    if parts in (("west", "bank"), ("gaza", "strip")) or top == "affairs":
        return True
    return (
        top in _THINGS
        or (parts[-1] in _THINGS and "of" not in parts)
        or (len(parts) == 1 and any(c.isdigit() for c in top) and len(top) > 2)
        or (len(parts) == 1 and _CODE.fullmatch(top) is not None and top not in _G_GROUPS)
    )


def kind_by_words(parts: tuple[str, ...], lexicon: Lexicon) -> ActorKind | None:
    """What the words of a name (folded) say about its kind; None where they say nothing."""
    if not parts:
        return None
    return _known(" ".join(parts), lexicon) or _kind_by_head(parts)


def _known(name: str, lexicon: Lexicon) -> ActorKind | None:
    """Kind of a name that a list knows."""
    if name in lexicon.outlets:
        return ActorKind.MEDIA
    if name in lexicon.government_names:
        return ActorKind.GOVERNMENT
    if name in lexicon.armed_groups:
        return ActorKind.GROUP
    return ActorKind.ORGANIZATION if name in lexicon.companies else None


def _kind_by_head(parts: tuple[str, ...]) -> ActorKind | None:
    """Kind by the head word and the words beside it."""
    top = head(parts)
    if parts == ("west", "bank"):
        return None
    if top in _FORCES and not _INSURGENT.isdisjoint(parts):
        return ActorKind.GROUP
    if "news" in parts[:-1] and parts[-1] in ("agency", "service", "network", "channel"):
        return ActorKind.MEDIA
    if _is_government(parts, top):
        return ActorKind.GOVERNMENT
    if len(parts) == 1 or "department" in parts:
        return None
    if top in _CHANNELS and _BROADCAST.isdisjoint(parts):
        return ActorKind.ORGANIZATION
    if top in _OUTLET_WORDS or parts[0] in ("radio", "diario", "revista"):
        return ActorKind.MEDIA
    if top in _ARMED_WORDS:
        return ActorKind.GROUP
    return None if _BODY_WORDS.isdisjoint((top, parts[0], parts[-1])) else ActorKind.ORGANIZATION


def _is_government(parts: tuple[str, ...], top: str) -> bool:
    """True for ministries, forces, police, departments of state and national congresses."""
    if top in _OFFICES:
        return False
    if top in _GOVERNMENT_LAST or parts[0] == "ministry":
        return True
    if "police" in parts:
        return top not in _ASSOCIATIONS
    if top == "department" and len(parts) > 1:
        at = parts.index("department")
        return (parts[-1] if parts[at + 1 :] else parts[at - 1]) in DEPARTMENTS
    national = all(w.startswith("=") or w in ("national", "congress") for w in canonical(parts))
    if parts == ("congress", "of", "republic"):
        return True
    return top == "congress" and len(parts) > 1 and national
