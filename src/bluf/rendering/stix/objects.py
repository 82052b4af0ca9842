"""The single STIX objects: an actor, a place, a note, a marking → a plain `dict` of JSON data.

In: values of the model. Out: objects without the fields that all share (`stamp` adds those). No object refers to another here.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from bluf.model import Actor, ActorKind, Document, Place, PlaceLevel
from bluf.rendering.text import is_web_address, one_line, printable
from bluf.rendering.wording import source_name
from bluf.standards import Tlp

Object = dict[str, Any]

_NAMESPACE = uuid.UUID("6f1f4a0e-6c0b-5d0c-9a0e-2b1f5c9d7a31")
_TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
_MARKINGS = {
    Tlp.RED: "e828b379-4e03-4974-9ac4-e53a884c97c1",
    Tlp.AMBER_STRICT: "939a9414-2ddd-4d32-a0cd-375ea402b003",
    Tlp.AMBER: "55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    Tlp.GREEN: "bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    Tlp.CLEAR: "94868c89-83c2-464b-929b-a1a8aa3c8487",
}
"""The published objects of the TLP 2.0 extension."""

_CLASSES = {
    ActorKind.PERSON: "individual",
    ActorKind.ORGANIZATION: "organization",
    ActorKind.GOVERNMENT: "organization",
    ActorKind.GROUP: "group",
    ActorKind.MEDIA: "organization",
    ActorKind.PLACE: "organization",
    ActorKind.UNNAMED: "unknown",
}


def identifier(kind: str, *content: object) -> str:
    """A STIX id that depends on `content` alone."""
    return f"{kind}--{uuid.uuid5(_NAMESPACE, chr(31).join([kind, *map(str, content)]))}"


def timestamp(day: date | None) -> str:
    """Midnight (UTC) of a day; the epoch where there is none, for STIX demands a time."""
    return f"{day.isoformat() if day else '1970-01-01'}T00:00:00.000Z"


def marking(mark: Tlp) -> Object:
    """The published TLP 2.0 marking of a label."""
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": f"marking-definition--{_MARKINGS[mark]}",
        "created": "2022-10-01T00:00:00.000Z",
        "name": mark.value,
        "extensions": {
            _TLP_EXTENSION: {"extension_type": "property-extension", "tlp_2_0": mark.value.partition(":")[2].lower()}
        },
    }


def identity(actor: Actor, briefing_id: str) -> Object:
    """An actor. A nameless one is not the same in another briefing; a named one is."""
    scope = briefing_id if actor.kind is ActorKind.UNNAMED else ""
    roles = [one_line(actor.role)] if actor.role else []
    made: Object = {
        "type": "identity",
        "id": identifier("identity", actor.kind.value, one_line(actor.name), scope),
        "name": one_line(actor.name),
        "identity_class": _CLASSES[actor.kind],
        "roles": roles + [role.value for role in actor.roles],
        "labels": [actor.kind.value],
        "description": "Also called: " + ", ".join(map(one_line, actor.aliases)) if actor.aliases else "",
    }
    if actor.kind is ActorKind.GOVERNMENT:
        made["sectors"] = ["government"]
    return {key: value for key, value in made.items() if value}


def outlet(document: Document) -> Object:
    """Who published a source."""
    name = source_name(document)
    return {
        "type": "identity",
        "id": identifier("identity", "outlet", name),
        "name": name,
        "identity_class": "organization",
    }


def location(place: Place) -> Object:
    """A place. STIX wants a region, a country or coordinates; the name serves as region where none is known."""
    name = one_line(place.name)
    made: Object = {
        "type": "location",
        "id": identifier("location", name, place.country or "", place.level.value),
        "name": name,
    }
    if place.country:
        made["country"] = one_line(place.country)
    if place.level is PlaceLevel.CITY:
        made["city"] = name
    elif place.level is PlaceLevel.ADM1:
        made["administrative_area"] = name
    if place.lat is not None and place.lon is not None:
        made |= {"latitude": place.lat, "longitude": place.lon}
    elif not place.country:
        made["region"] = name.lower().replace(" ", "-")
    return made


def country(code: str, name: str) -> Object:
    """A country as a location."""
    return {"type": "location", "id": identifier("location", name, code, "country"), "name": name, "country": code}


def reference(document: Document, number: int) -> Object:
    """A source as an external reference: what it is called, where it lies, its digest."""
    made: Object = {"source_name": f"[{number}] {source_name(document)}"}
    detail = [
        one_line(document.title or ""),
        document.published_on.isoformat() if document.published_on else "not dated",
    ]
    made["description"] = "; ".join(part for part in detail if part)
    address = next((uri for uri in (document.link or "", document.uri) if is_web_address(uri)), "")
    if address:
        made["url"] = address
        if len(document.sha256) == 64:
            made["hashes"] = {"SHA-256": document.sha256}
    else:
        made["external_id"] = f"sha256:{printable(document.sha256)}"
    return made
