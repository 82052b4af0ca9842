"""Ceilings that a user sets, and the words that set none."""

from __future__ import annotations

import pytest

from bluf.errors import UsageError
from bluf.sources import Limits, read_limits


def test_named_ceilings_change_and_others_stay():
    limits = read_limits(["pages=500", "seconds=2.5", "file_bytes=1_000"])
    assert (limits.pages, limits.seconds, limits.file_bytes, limits.items) == (500, 2.5, 1000, Limits().items)


def test_no_words_no_change():
    assert read_limits([]) == Limits()


@pytest.mark.parametrize(
    "word",
    [
        "pages",
        "pages=",
        "pages=many",
        "pages=0",
        "pages=-3",
        "pages=1.5",
        "colour=3",
        "=3",
        "seconds=inf",
        "seconds=nan",
        "",
    ],
)
def test_what_is_no_ceiling_is_refused_on_one_line(word):
    with pytest.raises(UsageError) as caught:
        read_limits([word])
    assert "\n" not in str(caught.value)
