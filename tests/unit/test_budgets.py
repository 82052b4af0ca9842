"""Budgets of the house: files and functions that fit a head, and nothing in the repository that belongs to one machine."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "bench").glob("*.py"), *(ROOT / "tools").glob("*.py")])
FILE_LINES = 400
FUNCTION_LINES = 50
GENERATED = {"output", "dist", "build", "__pycache__"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", CODE, ids=name)
def test_file_fits_a_room(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LINES


@pytest.mark.parametrize("path", CODE, ids=name)
def test_functions_fit_a_screen(path):
    functions = [
        n for n in ast.walk(ast.parse(path.read_bytes())) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    long = {}
    for function in functions:
        first = function.body[0]
        documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and len(function.body) > 1
        start = function.body[1].lineno if documented else first.lineno  # a docstring is no code
        lines = (function.end_lineno or start) - start + 1
        if lines > FUNCTION_LINES:
            long[function.name] = lines
    assert long == {}


def kept(path: Path) -> bool:
    """Whether it belongs to the repository: nothing made here, nothing in a hidden folder but CI's."""
    folders = path.relative_to(ROOT).parts[:-1]
    return path.is_file() and not GENERATED & set(folders) and all(f == ".ci" or not f.startswith(".") for f in folders)


def tracked_text() -> list[Path]:
    tops = [top for top in ROOT.iterdir() if top.name == ".ci" or not top.name.startswith(".")]
    files = [p for top in tops for p in (top, *top.rglob("*")) if kept(p) and p != Path(__file__)]
    return [p for p in files if p.suffix in {".py", ".md", ".toml", ".lock", ".sh", ".j2", ".json", ".yaml", ""}]


def test_nothing_belongs_to_one_machine():
    """No path of a machine, no address of a package registry, no name of an internal host."""
    forbidden = re.compile(
        r"(?<![\w/=])/(work|root|farm)/|pypi\.org|pythonhosted|registry\.npmjs|deb\.debian\.org|index-url *[=:]"
    )
    found = [name(p) for p in tracked_text() if forbidden.search(p.read_text(encoding="utf-8", errors="replace"))]
    assert found == []
