import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluf.errors import SourceError
from bluf.model import Document
from bluf.sources import Limits, read_document

from .makers import STORY, check_one_line, make_page

SECOND = "The shipment had left the port of Guarani on 3 March 2024, according to the customs service of the country."


def read(body: str, *, head: str = "<title>Port seizure</title>") -> Document:
    (document,) = read_document(make_page(body, head=head), uri="page.html")
    return document


def article(inside: str) -> str:
    return f"<article><h1>Port seizure</h1><p>{STORY}</p>{inside}<p>{SECOND}</p></article>"


def test_a_page_gives_title_paragraphs_and_metadata() -> None:
    head = (
        "<title>Port seizure | The Wire</title><meta property='og:site_name' content='The Wire'><meta name=author content='Jane Doe'>"
        "<meta property='article:published_time' content='2024-03-05T23:30:00-05:00'><link rel=canonical href='https://wire.example/1'>"
    )
    document = read(f"<nav><a href=/>Home</a></nav>{article('')}<footer>All rights reserved</footer>", head=head)
    assert (document.title, document.publisher, document.authors) == ("Port seizure", "The Wire", ("Jane Doe",))
    assert document.published_on == date(2024, 3, 5)
    assert document.link == "https://wire.example/1"
    assert document.text == f"Port seizure\n\n{STORY}\n\n{SECOND}"


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display:none'>CANARY</p>",
        "<p style='color:red; DISPLAY : NONE !important'>CANARY</p>",
        "<p style='visibility:hidden'>CANARY</p>",
        "<p style='opacity:0'>CANARY</p>",
        "<p style='font-size:0'>CANARY</p>",
        "<p style='font-size:1px'>CANARY</p>",
        "<p style='position:absolute;left:-9999px'>CANARY</p>",
        "<p style='text-indent:-9999em'>CANARY</p>",
        "<p style='color:transparent'>CANARY</p>",
        "<p style='/* x */display:/* y */none'>CANARY</p>",
        "<p hidden>CANARY</p>",
        "<p aria-hidden=true>CANARY</p>",
        "<!-- CANARY -->",
        "<noscript>CANARY</noscript>",
        "<template><p>CANARY</p></template>",
        "<script>CANARY</script>",
        "<style>CANARY</style>",
        "<svg><text>CANARY</text></svg>",
        "<iframe srcdoc='CANARY'>CANARY</iframe>",
        "<style>.gone, #x { color: red; display: none }</style><p class='a gone'>CANARY</p>",
        "<style>@import 'x'; p.gone{visibility:hidden}</style><p class=gone>CANARY</p>",
        "<div style='display:none'><div><p>CANARY</p></div></div>",
    ],
)
def test_what_a_reader_cannot_see_is_no_text(hidden: str) -> None:
    document = read(article(hidden))
    assert "CANARY" not in document.text
    assert STORY in document.text
    assert SECOND in document.text


@pytest.mark.parametrize(
    "shown",
    [
        "<p style='display:block'>SEEN by all readers of the page.</p>",
        "<p style='opacity:0.9'>SEEN by all readers of the page.</p>",
        "<p style='font-size:10px'>SEEN by all readers of the page.</p>",
        "<style>@media print { .x { display:none } }</style><p class=x>SEEN by all readers of the page.</p>",
        "<style>.x .y { display:none }</style><p class=x>SEEN by all readers of the page.</p>",
        "<p aria-hidden=false>SEEN by all readers of the page.</p>",
        "<p>SEEN by all readers: &lt;script&gt; written out.</p>",
    ],
)
def test_what_a_reader_sees_stays(shown: str) -> None:
    assert "SEEN" in read(article(shown)).text


def test_a_style_sheet_that_hides_the_story_until_a_script_runs_hides_nothing() -> None:
    assert STORY in read(f"<style>.js-body{{display:none}}</style><div class=js-body>{article('')}</div>").text


@pytest.mark.parametrize("depth", [100, 300, 9000, 50_000])
def test_deep_nesting_loses_no_text(depth: int) -> None:
    document = read("<div>" * depth + f"<p>{STORY}</p>" + "</div>" * depth)
    assert STORY in document.text


@pytest.mark.parametrize(
    "body", ["", "   ", "<script>x</script>", "<p style='display:none'>x</p>", "<img src=x alt=y>"]
)
def test_a_page_without_text_is_an_error(body: str) -> None:
    with pytest.raises(SourceError, match="no readable text"):
        read(body, head="")


def test_too_many_elements_are_refused() -> None:
    with pytest.raises(SourceError, match="elements"):
        read_document(make_page("<p>x" * 100), limits=Limits(elements=50))


def test_tables_have_one_row_a_line() -> None:
    rows = "<tr><th>Month<th></th><th>kg</tr><tr><td>May<td></td><td>1,240</tr><tr><td>June<td></td><td>535</tr>"
    document = read(article(f"<table>{rows}</table>"))
    assert "Month | kg\nMay | 1,240\nJune | 535" in document.text


@pytest.mark.parametrize(
    "junk",
    [
        "Advertisement",
        "Read more: Ten ways to cook rice",
        "Share this article",
        "Follow us on Twitter",
        "SUBSCRIBE NOW!",
    ],
)
def test_page_furniture_is_no_text(junk: str) -> None:
    assert junk not in read(article(f"<p>{junk}</p>")).text


@pytest.mark.parametrize(
    "sentence",
    [
        "Advertisement sales fell by 5 percent in May.",
        "Search teams found nine people alive.",
        "Share prices fell on Monday.",
        "More than 300 were held: 20 were freed.",
    ],
)
def test_sentences_that_sound_like_furniture_stay(sentence: str) -> None:
    assert sentence in read(article(f"<p>{sentence}</p>")).text


def test_a_title_from_a_script_is_none() -> None:
    document = read(f"<h1></title><script>alert('CANARY')</script></h1><p>{STORY}</p>", head="<title></title>")
    assert document.title is None
    assert "CANARY" not in document.text


def test_a_guessed_author_is_none() -> None:
    assert read(article("<p>The author of the law, Ana Ruiz, said no.</p>")).authors == ()


def test_the_date_line_below_the_headline_counts() -> None:
    body = f"<ul><li><a>Music</a> 2023-11-03</ul><h1>Port seizure</h1><p class=date>Written: 2023-11-07 15:03</p><p>{STORY}</p><p>{SECOND}</p>"
    assert read(body).published_on == date(2023, 11, 7)


def test_footnote_marks_go_and_other_raised_text_stays() -> None:
    text = read(article("<p>They seized 31 km<sup>2</sup> of land<sup>[12]</sup> and nine boats that day.</p>")).text
    assert "31 km2 of land and nine boats" in text


def test_the_declared_charset_is_used() -> None:
    data = (
        make_page(article("<p>Señor Ortíz was there with all of them.</p>"))
        .decode()
        .replace("utf-8", "iso-8859-1")
        .encode("latin-1")
    )
    (document,) = read_document(data)
    assert "Señor Ortíz" in document.text


@given(st.text(alphabet="<>/=\"' &;-!abdiptrv\n{}:.", max_size=300))
@settings(max_examples=60)
def test_any_markup_is_read_or_refused(markup: str) -> None:
    try:
        document = read(markup)
    except SourceError as error:
        check_one_line(error)
        return
    assert document.text


@pytest.mark.parametrize(
    "teaser",
    [
        "<p><a href=/2>TEASER Ten ways to cook rice at home</a></p>",
        "<ul><li>VIDEO: <a href=/2>TEASER The 20-second hand wash</a></li></ul>",
        "<p>TEASER Please subscribe now to get unlimited digital access and our newsletter.</p>",
        "<p>TEASER Follow the paper on Facebook and send us a message please.</p>",
    ],
)
def test_teasers_and_appeals_are_no_text(teaser: str) -> None:
    assert "TEASER" not in read(article(teaser)).text


@pytest.mark.parametrize(
    "kept",
    [
        "<p>The law was <a href=/l>published in the official gazette</a> on Monday.</p>",
        "<ul><li><a href=/p>Lena Ortiz</a></li><li>Ana Ruiz</li></ul>",
        '<p>"Please subscribe now," the minister said to all readers of the newsletter.</p>',
        "<p>The company lost subscribers after it asked all of them to sign up again.</p>",
    ],
)
def test_links_and_subscribers_in_a_story_stay(kept: str) -> None:
    words = re.sub("<[^>]*>", " ", kept).split()
    assert set(words) <= set(read(article(kept)).text.split())


def test_a_page_of_links_keeps_them() -> None:
    links = "".join(f"<li><a href=/{n}>Story number {n} about the port</a></li>" for n in range(9))
    assert "Story number 5" in read(f"<ul>{links}</ul>").text


def test_a_dateline_that_stands_alone_is_put_before_its_sentence() -> None:
    document = read(f"<article><h1>Port seizure</h1><p>VALMORA —</p><p>{STORY}</p><p>{SECOND}</p></article>")
    assert f"VALMORA — {STORY}" in document.text
