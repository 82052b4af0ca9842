"""The fuzz targets for a few seconds with every run of the suite, and every input that once broke one, for ever."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from corpus import starts
from targets import TARGETS

FOUND = Path(__file__).parent / "found"
FOUND_FILES = sorted(path for path in FOUND.rglob("*") if path.is_file() and not path.name.startswith("."))


@pytest.mark.parametrize("target", TARGETS)
def test_the_starting_inputs_hold(target):
    for data in starts(target):
        TARGETS[target](data)


@pytest.mark.parametrize("path", FOUND_FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_found_once_stays_mended(path):
    TARGETS[path.parent.name](path.read_bytes())


@st.composite
def mutated(draw, target):
    """A starting input with pieces cut, repeated, swapped and overwritten."""
    data = bytearray(draw(st.sampled_from(starts_of(target))))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, max(0, len(data) - 1)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        piece = draw(
            st.one_of(st.just(b""), st.binary(max_size=8), st.just(bytes(data[start:end]) * 3), st.sampled_from(TOKENS))
        )
        data[start:end] = piece
    return bytes(data)


TOKENS = [
    b"<",
    b"</p>",
    b"\x00",
    b"\xff\xfe",
    "\u202e".encode(),
    b"=?utf-8?q?=0A?=",
    b"&#0;",
    b"<svg>",
    b"\r\r\n",
    b"1e999",
    b'"',
    b"\\ud800",
    b"- ",
    b"| |",
    b"\n> > >",
]
_STARTS: dict[str, list[bytes]] = {}


def starts_of(target: str) -> list[bytes]:
    if target not in _STARTS:
        _STARTS[target] = starts(target)
    return _STARTS[target]


@pytest.mark.parametrize(
    ("target", "examples"),
    [("read", 150), ("extract", 60), ("analyze", 40), ("brief", 15), ("verify", 60), ("config", 60)],
)
def test_mutations_hold(target, examples):
    @settings(max_examples=examples, suppress_health_check=list(HealthCheck), deadline=None)
    @given(mutated(target))
    def holds(data):
        TARGETS[target](data)

    holds()


def test_the_target_would_see_a_lying_offset(monkeypatch):
    import targets

    monkeypatch.setattr(targets, "spans", lambda _analysis: [targets.Span(document_id="d", start=0, end=1, text="~")])
    with pytest.raises(AssertionError, match="an offset lies"):
        TARGETS["analyze"](b"Text.")
