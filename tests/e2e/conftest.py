"""The command line as a user has it: from the built wheel, outside the repository, in a folder of its own.

`BLUF_COMMAND` names an installed `bluf` to test instead (CI names one installed from requirements.lock). Otherwise the wheel is built
once a worker and unpacked into a virtual environment that borrows the dependencies of this one.
"""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
LAUNCHER = """#!{python}
import sys
from {entry.module} import {entry.attr}
if __name__ == "__main__":
    sys.exit({entry.attr}())
"""  # what pip writes


@pytest.fixture(scope="session")
def command(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """How to call bluf."""
    if named := os.environ.get("BLUF_COMMAND"):
        return [named]
    home = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", home / "dist"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    venv.create(home / "venv", symlinks=True)
    (packages,) = (home / "venv" / "lib").glob("python*/site-packages")
    with zipfile.ZipFile(next((home / "dist").glob("*.whl"))) as wheel:
        wheel.extractall(packages)
    (packages / "borrowed.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    (installed,) = importlib.metadata.distributions(name="bluf", path=[str(packages)])
    (entry,) = installed.entry_points.select(group="console_scripts", name="bluf")
    script = home / "venv" / "bin" / "bluf"
    script.write_text(LAUNCHER.format(python=script.with_name("python"), entry=entry), encoding="utf-8")
    script.chmod(0o755)
    return [str(script)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A finished run."""

    code: int
    out: bytes
    err: str

    @property
    def lines(self) -> list[str]:
        return self.err.splitlines()


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Nothing of this process's environment but the path."""
    home = tmp_path / "home"
    home.mkdir()
    return {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(home), "LANG": "C.UTF-8"}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The empty folder the command runs in."""
    place = tmp_path / "desk"
    place.mkdir()
    return place


@pytest.fixture
def bluf(command: list[str], environment: dict[str, str], desk: Path) -> Callable[..., Done]:
    """Run bluf in `desk` to its end."""

    def run(*words: str | Path, stdin: bytes = b"", stdout: int = subprocess.PIPE, prefix: Sequence[str] = ()) -> Done:
        done = subprocess.run(
            [*prefix, *command, *map(str, words)],
            cwd=desk,
            env=environment,
            input=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            timeout=300,
            check=False,
        )
        err = done.stderr.decode()
        assert "Traceback" not in err, err
        return Done(code=done.returncode, out=done.stdout or b"", err=err)

    return run


@pytest.fixture
def unchanged(desk: Path) -> Callable[[], AbstractContextManager[None]]:
    """A block after which the folder is as it was before: same names, same bytes."""

    def standing() -> dict[str, bytes | None]:
        return {str(p.relative_to(desk)): p.read_bytes() if p.is_file() else None for p in sorted(desk.rglob("*"))}

    @contextmanager
    def block() -> Iterator[None]:
        before = standing()
        yield
        assert standing() == before

    return block


@pytest.fixture
def fails(bluf: Callable[..., Done], unchanged: Callable[[], AbstractContextManager[None]]) -> Callable[..., str]:
    """Run bluf, which must fail in one line and leave the folder as it was; gives that line."""

    def run(*words: str | Path, code: int = 1, **options: object) -> str:
        with unchanged():
            done = bluf(*words, **options)
        assert (done.code, len(done.lines), done.out) == (code, 1, b""), done
        return done.lines[0]

    return run


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    """The demonstration sources."""
    return sorted(p for p in SEEDS.iterdir() if p.is_file())


@pytest.fixture(scope="session")
def article() -> Path:
    """One of them, as plain text."""
    return min(SEEDS.glob("*.txt"))
