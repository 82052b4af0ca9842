from datetime import date

import pytest

from bluf.errors import SourceError
from bluf.sources import Limits, read_document

from .makers import STORY


def rss(*items: str, top: str = "<title>The Wire</title>") -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{top}{"".join(items)}</channel></rss>'.encode()


def item(title: str = "Port seizure", text: str = STORY, more: str = "") -> str:
    return f"<item><title>{title}</title><description>{text}</description>{more}</item>"


def test_each_entry_is_a_document() -> None:
    more = (
        "<link>https://wire.example/1</link><author>Jane Doe</author><pubDate>Thu, 19 Jul 2012 23:30:00 -0500</pubDate>"
    )
    first, second = read_document(
        rss(item(more=more), item("Other news", "<![CDATA[<p>One.</p><ul><li>Two</ul>]]>")), uri="f.xml"
    )
    assert (first.title, first.publisher, first.authors, first.published_on) == (
        "Port seizure",
        "The Wire",
        ("Jane Doe",),
        date(2012, 7, 19),
    )
    assert (first.uri, first.link) == ("f.xml#1", "https://wire.example/1")
    assert first.text == f"Port seizure\n\n{STORY}"
    assert second.text == "Other news\n\nOne.\n\nTwo"
    assert first.id != second.id


def test_atom_is_read() -> None:
    entry = f"<entry><id>1</id><title type='html'>&lt;b&gt;Port&lt;/b&gt; seizure</title><updated>2012-07-19T01:00:00Z</updated><content type='html'>&lt;p&gt;{STORY}&lt;/p&gt;</content></entry>"
    (document,) = read_document(f"<feed xmlns='http://www.w3.org/2005/Atom'><title>W</title>{entry}</feed>".encode())
    assert (document.title, document.published_on) == ("Port seizure", date(2012, 7, 19))


def test_entries_of_one_id_are_one() -> None:
    assert len(read_document(rss(*[item(more="<guid>1</guid>")] * 40))) == 1


@pytest.mark.parametrize("day", ["Tue, 31 Feb 2024 25:61:00 +9900", "soon", ""])
def test_an_impossible_date_is_unknown(day: str) -> None:
    (document,) = read_document(rss(item(more=f"<pubDate>{day}</pubDate>")))
    assert document.published_on is None


def test_active_markup_is_no_text() -> None:
    (document,) = read_document(
        rss(
            item(
                "&lt;script&gt;CANARY&lt;/script&gt;Port seizure",
                f"&lt;script&gt;CANARY&lt;/script&gt;{STORY}",
                "<link>javascript:CANARY</link>",
            )
        )
    )
    assert document.title == "Port seizure"
    assert "CANARY" not in document.text
    assert document.link is None


@pytest.mark.parametrize(
    "declaration",
    ["<!DOCTYPE r [<!ENTITY a 'lol'>]>", "<!DOCTYPE r SYSTEM 'x' [\n<!ENTITY % p SYSTEM 'file:///etc/passwd'>]>"],
)
def test_entities_are_refused(declaration: str) -> None:
    data = rss(item("&a;")).replace(b"<rss", declaration.encode() + b"<rss", 1)
    with pytest.raises(SourceError, match="entities"):
        read_document(data)


def test_a_damaged_feed_says_so() -> None:
    (document,) = read_document(rss(item(more="<guid>1</guid>"), item("Cut"))[:-60])[:1]
    assert "damaged" in " ".join(caveat.message for caveat in document.caveats)


def test_a_teaser_is_marked() -> None:
    (document,) = read_document(rss(item(text="The port of Valmora was closed on Tuesday after...")))
    assert "summary" in document.caveats[0].message


@pytest.mark.parametrize("data", [rss(), rss("<item></item>"), rss("<item><title> </title></item>")])
def test_a_feed_without_text_is_an_error(data: bytes) -> None:
    with pytest.raises(SourceError, match="without any entry"):
        read_document(data)


def test_entries_beyond_the_limit_are_told() -> None:
    documents = read_document(rss(*[item(f"Story {n}") for n in range(5)]), limits=Limits(items=2))
    assert len(documents) == 2
    assert "first 2 entries" in documents[0].caveats[0].message
