"""What is known of each source: the user's register, the marks in the texts → numbered `Source`s and the product's mark.

A source takes the stricter of its own mark and the register's, a product the strictest of its sources. Deliberately no reliability
is worked out: the letter is the user's, or F.

Source: TLP 2.0 (FIRST): the label stands in header and footer; NATO AJP-2.1 for the letters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from bluf.citing import source_citation
from bluf.model import Document, MadeWith, Source, SourceProfile, Span
from bluf.standards import Tlp, find_labels, strictest
from bluf.synthesis.register import Register
from bluf.synthesis.words import fold

_MARGIN = 400  # code points at the head and at the foot of a text where a label is its own
_ALONE = 60  # a line this short with a label in it is a running head


def describe_sources(
    register: Register,
    relays: Mapping[str, tuple[str, ...]],
    profiles: Sequence[SourceProfile],
    made_with: MadeWith,
) -> tuple[Source, ...]:
    """The entries of the source list in printed order."""
    found = []
    for source in register.sources(relays):
        document = source.document
        profile = find_profile(document, profiles)
        label, evidence = _own_mark(document)
        marks = [m for m in (label, profile.mark if profile else None) if m]
        mark = strictest(marks) if marks else None
        found.append(
            replace(
                source,
                origin=register.origin_number(document.id),
                profile=profile,
                mark=mark,
                mark_evidence=evidence if mark is label else None,
                citation=source_citation(document, profile, made_with),
            )
        )
    return tuple(found)


def choose_mark(asked: Tlp | None, sources: Sequence[Source]) -> Tlp:
    """The product's mark: the strictest of what is asked for and of what its sources bear; TLP:CLEAR where nobody marks."""
    marks = [m for m in (asked, *(s.mark for s in sources)) if m is not None]
    return strictest(marks) if marks else Tlp.CLEAR


def find_profile(document: Document, profiles: Sequence[SourceProfile]) -> SourceProfile | None:
    """The register's entry for a document: by the publisher's name, else by host, else by a pattern of its address."""
    publisher = fold(document.publisher or "")
    hosts = [host for address in (document.link, document.uri) if (host := _host(address or ""))]
    for profile in profiles:
        if publisher and publisher in {fold(name) for name in (profile.name, *profile.match)}:
            return profile
    for profile in profiles:
        if any(h == m.casefold() or h.endswith("." + m.casefold()) for m in profile.match for h in hosts if "." in m):
            return profile
    for profile in profiles:
        if any(fnmatchcase(address, m) for m in profile.match for address in (document.uri, document.link) if address):
            return profile
    return None


def _host(address: str) -> str:
    if not address.startswith(("http://", "https://")):
        return ""
    try:
        return (urlsplit(address).hostname or "").casefold()
    except ValueError:
        return ""


def _own_mark(document: Document) -> tuple[Tlp | None, Span | None]:
    """The strictest label that a document bears in its title (the subject of a mail) or its text, and where in the text.

    In the text only at its head, at its foot or on a line by itself: "the report was TLP:AMBER, she said" marks nothing.
    """
    found = [
        (label, document.span(start, end))
        for start, end, label in find_labels(document.text)
        if _is_mark(document, start, end)
    ]
    titled = [label for _, _, label in find_labels(document.title or "")]
    if not found and not titled:
        return None, None
    mark = strictest([*(label for label, _ in found), *titled])
    return mark, next((span for label, span in found if label is mark), None)


def _is_mark(document: Document, start: int, end: int) -> bool:
    text = document.text
    line_start = text.rfind("\n", max(start - _ALONE, 0), start) + 1
    line_end = text.find("\n", end, end + _ALONE)
    alone = (line_start > 0 or start < _ALONE) and line_end >= 0 and line_end - line_start <= _ALONE
    return start < _MARGIN or end > len(text) - _MARGIN or alone
