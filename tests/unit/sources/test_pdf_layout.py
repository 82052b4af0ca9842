from collections import Counter

from hypothesis import given as for_all
from hypothesis import strategies as st

from bluf.sources.pdf_layout import to_layout
from bluf.sources.pdf_margins import Line, Page


def page(*rows: tuple[str, float], number: int = 1, left: float = 72, size: float = 11) -> Page:
    made = [Line(text, left, y, left + 5 * len(text), y + size, size, hyphen=text.endswith("-")) for text, y in rows]
    return Page(number=number, left=0, bottom=0, right=612, top=792, lines=made)


def texts(*pages: Page) -> list[str]:
    return [piece.text for piece in to_layout(list(pages)).pieces]


def test_a_hyphen_that_the_document_writes_stays() -> None:
    rows = [
        ("The drug-trafficking groups, all drug-trafficking groups, and a drug-", 500.0),
        ("trafficking ring were found.", 486.0),
    ]
    assert texts(page(*rows))[0].endswith("and a drug-trafficking ring were found.")


def test_a_hyphen_before_a_name_stays() -> None:
    assert texts(page(("The talks between Bogota and the Franco-", 500.0), ("German group went on.", 486.0)))[
        0
    ].endswith("Franco-German group went on.")


def test_a_broken_word_is_joined() -> None:
    assert texts(page(("All of the traf-", 500.0), ("fickers were held.", 486.0))) == [
        "All of the traffickers were held."
    ]


def test_numbers_are_not_joined_over_a_hyphen() -> None:
    assert "2011- 2012" in texts(page(("The harvest of the season 2011-", 500.0), ("2012 was good.", 486.0)))[0]


def test_no_lines_no_pieces() -> None:
    assert to_layout([]).pieces == ()
    assert to_layout([page()]).pieces == ()


_LINES = st.lists(
    st.tuples(st.text(alphabet="ab .-\t1•", min_size=1, max_size=20).filter(str.strip), st.floats(200, 650)),
    max_size=20,
)


@for_all(st.lists(_LINES, max_size=3))
def test_any_lines_are_laid_out_without_losing_letters(rows: list[list[tuple[str, float]]]) -> None:
    pages = [page(*lines, number=number) for number, lines in enumerate(rows, 1)]
    found = Counter(c for c in "".join(texts(*pages)) if c in "ab")
    given = Counter(c for lines in rows for text, _ in lines for c in text if c in "ab")
    assert found <= given
    assert set(found) == set(given)
