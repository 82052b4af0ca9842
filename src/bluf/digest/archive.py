"""The archive: static pages of every edition, an index, and an Atom feed for each digest.

In: an edition with its renderings. Out: files below one folder, each whole or not there. Index and feeds are made from what the
store knows, so they can be made again at any time. Nothing here is needed to send mail; a web server may show the folder to
whom the marks allow.

Source: RFC 4287 (Atom).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET  # for writing alone

from bluf import delivery
from bluf.model import Rendered
from bluf.store.editions import EditionRow

_ATOM = "http://www.w3.org/2005/Atom"
_LISTED = 400
_IN_FEED = 50
_STYLE = (
    "body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:17px/1.5 system-ui,sans-serif;color:#1c1b19;background:#fff}"
    "h1{font-size:1.4rem}li{margin:.3rem 0}a{color:#0b4f6c}.m{background:#000;color:#fff;font-size:.8rem;padding:.1rem .4rem}"
    "@media(prefers-color-scheme:dark){body{color:#e9e6df;background:#16181a}a{color:#7fc4e3}}"
)


def write_pages(folder: Path, edition_id: str, pages: Sequence[Rendered]) -> None:
    """The files of one edition, into a folder of its own.

    Raises:
        DeliveryError: they cannot be written.
    """
    delivery.write_outputs(pages, folder / edition_id)


def sweep(folder: Path) -> None:
    """Take away what a killed run left half written. For whoever holds the lock."""
    if folder.is_dir():
        for left in (*folder.rglob(".bluf-*.tmp"), *folder.rglob(".bluf-*.old")):
            left.unlink(missing_ok=True)


def write_index(folder: Path, titles: dict[str, str], editions: Sequence[EditionRow], address: str | None) -> None:
    """`index.html`, and `<digest>/feed.atom` for each digest; written only where they would change.

    Args:
        folder: of the archive.
        titles: of the digests, by name.
        editions: newest first, without bodies.
        address: where a web server shows the folder; links are relative without it.

    Raises:
        DeliveryError: they cannot be written.
    """
    _write_changed(folder / "index.html", _index(titles, editions).encode())
    for name, title in titles.items():
        own = [row for row in editions if row.digest == name]
        if own:
            _write_changed(folder / name / "feed.atom", _feed(name, title, own[:_IN_FEED], address))


def _write_changed(path: Path, body: bytes) -> None:
    if path.is_file() and path.read_bytes() == body:
        return
    delivery.write_outputs([Rendered(body=body, media_type="", filename=path.name)], path)


def _index(titles: dict[str, str], editions: Sequence[EditionRow]) -> str:
    parts = ['<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">']
    parts.append(f"<title>Editions</title><style>{_STYLE}</style><h1>Editions</h1>")
    for name, title in titles.items():
        own = [row for row in editions if row.digest == name][:_LISTED]
        if not own:
            continue
        parts.append(f'<h2>{escape(title)} <small><a href="{name}/feed.atom">feed</a></small></h2><ul>')
        parts += [
            f'<li><a href="{escape(row.id)}/index.html">{row.day.isoformat()}</a> <span class="m">{escape(row.mark)}</span> '
            f"{escape(_told(row))}</li>"
            for row in own
        ]
        parts.append("</ul>")
    return "\n".join(parts) + "\n"


def _told(row: EditionRow) -> str:
    """The subject without what stands beside it already."""
    return row.subject.partition(": ")[2] or row.subject


def _feed(name: str, title: str, editions: Sequence[EditionRow], address: str | None) -> bytes:
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    base = f"{address.rstrip('/')}/" if address else ""

    def add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
        child = ET.SubElement(parent, f"{{{_ATOM}}}{tag}", attributes)
        child.text = text or None
        return child

    add(feed, "id", f"urn:bluf:digest:{name}")
    add(feed, "title", title)
    add(feed, "updated", _instant(editions[0]))
    add(add(feed, "author"), "name", "bluf")
    add(feed, "link", rel="self", href=f"{base}{name}/feed.atom" if base else "feed.atom")
    for row in editions:
        entry = add(feed, "entry")
        add(entry, "id", f"urn:bluf:edition:{row.id}")
        add(entry, "title", f"{row.day.isoformat()}: {_told(row)}")
        add(entry, "updated", _instant(row))
        href = f"{base}{row.id}/index.html" if base else f"{row.day.isoformat()}/index.html"
        add(entry, "link", rel="alternate", type="text/html", href=href)
        add(entry, "summary", row.note)
    body: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body


def _instant(row: EditionRow) -> str:
    return row.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
