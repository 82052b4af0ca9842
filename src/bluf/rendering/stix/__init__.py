"""A briefing as a STIX 2.1 bundle: `Briefing` → bytes of JSON.

A report that holds identities (actors, outlets), locations, relationships, notes (key points, figures, who says what, gaps) and
the TLP 2.0 marking. Every note names its evidence as an external reference with the source's SHA-256 and the offsets. Identifiers
are UUIDv5 of content, times are the briefing's own date: the same bytes each time.

Nothing is judged here: no confidence is set, and a stance is a word in a label, not an opinion of ours.

Source: STIX 2.1 (OASIS, 2021); extension definition TLP 2.0 (OASIS, cti-stix-common-objects).
"""

from __future__ import annotations

import json

from bluf.model import Briefing
from bluf.rendering.stix.bundle import make_bundle


def dump_stix(briefing: Briefing) -> bytes:
    """The bytes of the bundle, UTF-8."""
    return (json.dumps(make_bundle(briefing), ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
