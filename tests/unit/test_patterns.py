"""No regular expression of the source takes more than linear time: each is tried on strings made from its own parts.

Patterns are found, not listed: those that modules hold, those in their tables, and those written where they are used. Each is
tried as it is used: by scanning where something scans with it, else at one place.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]  # the parser of `re` itself: there is no public one
from re import _parser as parser  # type: ignore[attr-defined]  # the only parser of patterns there is; not in the stubs

import pytest

import bluf

SRC = Path(bluf.__file__).parent
SCANS = {"search", "finditer", "findall", "sub", "subn", "split"}
SMALL, LARGE = 400, 3_200
NOTICED = 0.004  # seconds; a linear pattern takes a fraction of it
MOST_GROWTH = 24  # for eight times the length: 8 for linear time, 64 for quadratic
COMMON = ["a", "1", " ", "A ", "1,", "\n", "-"]
SAMPLES = "a1 A-._,$\"\n'()<>=?#@/:;é–\u00a0\x01\x9d"


def held() -> dict[tuple[str | bytes, int], str]:
    """(pattern, flags) of every compiled pattern that a module holds, and where."""
    found: dict[tuple[str | bytes, int], str] = {}
    for info in pkgutil.walk_packages(bluf.__path__, "bluf."):
        if info.name.endswith(("__main__", "_worker")) or ".migrations." in info.name:
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            for pattern in inside(value):
                found.setdefault((pattern.pattern, pattern.flags), f"{info.name}.{name}")
    return found


def inside(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, tuple | list | set | frozenset):
        for item in value:
            yield from inside(item, depth + 1)
    elif depth < 3 and isinstance(value, dict):
        for item in (*value, *value.values()):
            yield from inside(item, depth + 1)


def written() -> tuple[dict[str, str], dict[str, set[str]]]:
    """Patterns written out in calls of `re.search` and the like, with where; and the methods called on each name."""
    inline: dict[str, str] = {}
    methods: dict[str, set[str]] = {}
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id == "re" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and node.func.attr != "compile":
                    inline.setdefault(first.value, f"{path.stem}:{node.lineno}.{node.func.attr}")
            elif isinstance(owner, ast.Name):
                methods.setdefault(owner.id, set()).add(node.func.attr)
                methods.setdefault(f"{path.stem}.{owner.id}", set()).add(node.func.attr)
    return inline, methods


def sample(tree: object) -> str:
    """A string that a piece of a pattern matches, more or less."""
    out = []
    for op, value in tree:  # type: ignore[attr-defined]  # the parser's own lists
        if op is codes.LITERAL:
            out.append(chr(value))
        elif op is codes.NOT_LITERAL:
            out.append("x" if value != ord("x") else "y")
        elif op is codes.ANY:
            out.append("x")
        elif op is codes.IN:
            out.append(one_of(value))
        elif op in REPEATS:
            out.append(sample(value[2]) * max(value[0], min(value[1], 1)))
        elif op is codes.SUBPATTERN:
            out.append(sample(value[3]))
        elif op is codes.ATOMIC_GROUP:
            out.append(sample(value))
        elif op is codes.BRANCH:
            out.append(sample(value[1][0]))
    return "".join(out)


REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}


def one_of(members: list[tuple[object, object]]) -> str:
    """A character of a class."""

    def has(character: str) -> bool:
        return any(
            (op is codes.LITERAL and value == ord(character))
            or (op is codes.RANGE and value[0] <= ord(character) <= value[1])  # type: ignore[index]  # a pair
            or (op is codes.CATEGORY and re.fullmatch(CATEGORIES[value], character) is not None)
            for op, value in members
        )

    negated = members[0][0] is codes.NEGATE
    firsts = [chr(v if op is codes.LITERAL else v[0]) for op, v in members if op in (codes.LITERAL, codes.RANGE)]
    return next((c for c in SAMPLES if has(c) != negated), firsts[0] if firsts else "a")


def pieces(tree: object) -> Iterator[str]:
    """Samples of what a pattern repeats, and its characters."""
    for op, value in tree:  # type: ignore[attr-defined]  # the parser's own lists
        if op in REPEATS:
            yield sample(value[2])
            yield from pieces(value[2])
        elif op is codes.SUBPATTERN:
            yield from pieces(value[3])
        elif op is codes.ATOMIC_GROUP:
            yield from pieces(value)
        elif op is codes.BRANCH:
            for branch in value[1]:
                yield sample(branch)
                yield from pieces(branch)
        elif op in (codes.ASSERT, codes.ASSERT_NOT):
            yield from pieces(value[1])
        elif op is codes.IN:
            yield one_of(value)


def attacks(pattern: re.Pattern[str], size: int) -> Iterator[str]:
    """Long strings that almost match."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    whole = sample(tree)
    own = sorted({piece for piece in pieces(tree) if piece}, key=lambda piece: (len(piece), piece))[:5]
    pairs = [a + b for a in own[:3] for b in own[:3] if a != b]
    for unit in dict.fromkeys([*own, *COMMON, *pairs, whole, whole[:-1]]):
        if unit:
            yield unit * (size // len(unit) + 1) + "\x00"
    for unit in own[:3]:
        yield whole + unit * (size // len(unit) + 1) + "\x00"


def slowest(pattern: re.Pattern[str], *, scanned: bool) -> tuple[float, str]:
    """How many times longer the worst attack takes when it is eight times as long, and its beginning."""
    worst = (0.0, "")
    for short, long in zip(attacks(pattern, SMALL), attacks(pattern, LARGE), strict=True):
        took = spend(pattern, long, scanned=scanned)
        if took < NOTICED:
            continue
        took = min(took, spend(pattern, long, scanned=scanned), spend(pattern, long, scanned=scanned))
        growth = took / max(min(spend(pattern, short, scanned=scanned) for _ in range(3)), 1e-5)
        worst = max(worst, (growth, long[:40]))
    return worst


def spend(pattern: re.Pattern[str], text: str, *, scanned: bool) -> float:
    begun = time.process_time()
    if scanned:
        for _ in pattern.finditer(text):
            pass
    else:
        pattern.match(text)
        pattern.fullmatch(text)
    return time.process_time() - begun


def test_every_pattern_takes_linear_time():
    inline, methods = written()
    slow = []
    patterns = held()
    assert len(patterns) + len(inline) > 300
    for (source, flags), where in patterns.items():
        if isinstance(source, bytes):
            continue
        module, _, name = where.rpartition(".")
        used = methods.get(f"{module.rpartition('.')[2]}.{name}") or methods.get(name)
        took, text = slowest(re.compile(source, flags), scanned=used is None or bool(used & SCANS))
        if took > MOST_GROWTH:
            slow.append(f"{where}: {took:.0f} times longer for {text!r}...")
    for source, where in inline.items():
        took, text = slowest(re.compile(source), scanned=not where.endswith(("match", "fullmatch")))
        if took > MOST_GROWTH:
            slow.append(f"{where}: {took:.0f} times longer for {text!r}...")
    assert not slow, "\n".join(slow)


@pytest.mark.parametrize("source", [r"\s*x", r"a+b", r"[^{}]{1,9000}\{", r"\d+(?:\.\d+)?\Z"])
def test_a_slow_pattern_is_seen(source):
    assert slowest(re.compile(source), scanned=True)[0] > MOST_GROWTH


@pytest.mark.parametrize("source", [r"(?<!\s)\s*x", r"[^{}]{1,20}\{", r"a|b"])
def test_a_quick_one_is_not(source):
    assert slowest(re.compile(source), scanned=True)[0] < MOST_GROWTH
