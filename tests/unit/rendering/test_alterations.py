"""A file that someone has changed is found out; an untouched one is not accused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bluf.model import Briefing
from bluf.rendering import dump_briefing, find_alterations, is_compared_whole, load_briefing, printed_statements, render
from bluf.rendering.citations import numbered_statements
from bluf.rendering.interchange import _digest


def test_printed_statements_are_what_a_reader_sees(briefing: Briefing) -> None:
    expected = {name: statement.text for name, statement in numbered_statements(briefing).items()}
    assert dict(printed_statements(dump_briefing(briefing))) == expected
    assert dict(printed_statements(render(briefing, "html").body)) == expected


def test_an_untouched_file_has_no_alterations(briefing: Briefing) -> None:
    for output in ("json", "html"):
        assert find_alterations(render(briefing, output).body, briefing) == ()


def test_changed_words_are_found(briefing: Briefing) -> None:
    html = render(briefing, "html").body.replace(
        b"The eastern quay remains closed", b"The eastern quay remains open", 1
    )
    (where, what), *_ = find_alterations(html, load_briefing(html))
    assert where == "key-4"
    assert "remains open" in what


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("≤ 300<", "≤ 3,000<"),
        ("<bdi>Insurers</bdi>", "<bdi>Insurer</bdi>"),
        ("#s1-5", "#s1-6"),
        ("Wed 12 Mar 2031", "Wed 5 Mar 2031"),
    ],
)
def test_changed_figures_names_links_and_dates_are_found(briefing: Briefing, was: str, now: str) -> None:
    page = render(briefing, "html").body.decode()
    assert was in page
    html = page.replace(was, now, 1).encode()
    ((where, what),) = find_alterations(html, load_briefing(html))
    assert where == "page"
    assert "shows" in what


def test_a_changed_record_is_found(briefing: Briefing) -> None:
    data = (
        dump_briefing(briefing)
        .replace("≤".encode(), b"?")
        .replace(b'"thin"', b'"strong"')
        .replace(b'"partial"', b'"strong"')
    )
    assert [where for where, _ in find_alterations(data, load_briefing(data))] == ["briefing"]


def test_a_page_of_a_users_template_is_compared_by_its_statements(briefing: Briefing, tmp_path: Path) -> None:
    path = tmp_path / "mine.html.j2"
    path.write_text(
        '<p>{{ briefing.bottom_line[0]|statement("bluf-1") }}</p><data id="bluf-briefing" value="{{ embedded }}" hidden></data>'
    )
    html = render(briefing, "html", template=str(path)).body
    assert find_alterations(html, load_briefing(html)) == ()
    assert [w for w, _ in find_alterations(html.replace(b"Two cargo", b"Six cargo"), briefing)] == ["bluf-1"]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("</style>", "[data-statement]{visibility:hidden}</style>"),
        ("</main>", "<!-- x --></main>"),
        ("</main>", "<p>More.</p></main>"),
        ('id="bluf-1"', 'id="bluf-1" hidden'),
        ("<title>", "<title>Not "),
    ],
)
def test_changed_looks_and_tags_are_found(briefing: Briefing, was: str, now: str) -> None:
    page = render(briefing, "html").body.decode()
    assert was in page
    assert find_alterations(page.replace(was, now, 1).encode(), briefing)


def test_citations_and_fields_that_mean_nothing_are_found(briefing: Briefing) -> None:
    for change in (
        {"remark": "approved"},
        {"title": {**json.loads(dump_briefing(briefing))["title"], "cites": ["1:9"]}},
    ):
        record = {**json.loads(dump_briefing(briefing)), **change}
        record["digest"] = _digest(record)
        assert [where for where, _ in find_alterations(json.dumps(record).encode(), briefing)] == ["briefing"]


def test_a_page_that_says_it_is_of_another_template_is_not_called_compared(briefing: Briefing) -> None:
    page = render(briefing, "html").body
    assert is_compared_whole(page)
    assert is_compared_whole(dump_briefing(briefing))
    assert not is_compared_whole(page.replace(b"data-template=", b"data-x=", 1))
