"""The documentation is true: its Python runs, its commands exist, its links lead somewhere, its help is the program's."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import bluf

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
CLI = ROOT / "docs" / "reference" / "cli.md"
COMMANDS = (
    "brief",
    "render",
    "templates",
    "templates list",
    "templates show",
    "templates copy",
    "extract",
    "stories",
    "verify",
    "config",
    "config check",
    "config show",
    "config init",
    "digest",
    "digest run",
    "digest preview",
    "digest status",
    "digest resend",
    "digest resolve",
    "digest schedule",
    "store",
    "store status",
    "store prune",
    "store export",
    "store recover",
    "doctor",
)


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def with_blocks(language: str) -> list[Path]:
    return [page for page in PAGES if blocks(page, language)]


@pytest.mark.parametrize("page", with_blocks("python"), ids=name)
def test_python_runs(page, tmp_path, monkeypatch):
    """The blocks of a page run one after another, in a folder where the demonstration sources stand."""
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    space: dict[str, object] = {}
    for code in blocks(page, "python"):
        exec(compile(code, name(page), "exec"), space)


@pytest.mark.parametrize("page", with_blocks("jinja"), ids=name)
def test_templates_fill(page, tmp_path):
    for k, template in enumerate(blocks(page, "jinja")):
        path = tmp_path / f"{k}.md.j2"
        path.write_text(template, encoding="utf-8")
        made = bluf.brief([str(min((ROOT / "seeds").glob("*.txt")))], formats=["md"], template=str(path))
        assert b"[1:" in made.rendered[0].body


def help_of(*command: str) -> str:
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("BLUF_", "_TYPER"))},
        "PYTHONPATH": str(ROOT / "src"),
        "COLUMNS": "100",
        "TERMINAL_WIDTH": "100",
        "NO_COLOR": "1",
    }
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from bluf.cli import main; import sys; sys.argv[0] = 'bluf'; main()",
            *command,
            "--help",
        ],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


@pytest.fixture(scope="module")
def helps() -> dict[str, str]:
    return {"bluf": help_of(), **{f"bluf {command}": help_of(*command.split()) for command in COMMANDS}}


def test_the_reference_of_the_command_line_is_its_help(helps, update_golden):
    pages = "\n\n".join(f"## {title}\n\n```text\n{text}\n```" for title, text in helps.items())
    made = (
        f"# Command line\n\nWhat `--help` prints; `make test ARGS=--update-golden` writes this page anew.\n\n{pages}\n"
    )
    if update_golden:
        CLI.write_text(made, encoding="utf-8")
    assert CLI.read_text(encoding="utf-8") == made


def shell_commands(page: Path) -> list[list[str]]:
    """Every call of `bluf` in the shell blocks of a page."""
    calls = []
    for line in "\n".join(blocks(page, "sh")).splitlines():
        words = shlex.split(line, comments=True)
        while "bluf" in words:
            words = words[words.index("bluf") + 1 :]
            calls.append(words)
    return calls


@pytest.mark.parametrize("page", [page for page in PAGES if shell_commands(page)], ids=name)
def test_commands_and_options_exist(page, helps):
    for words in shell_commands(page):
        command = next((c for c in (" ".join(words[:2]), " ".join(words[:1])) if c in COMMANDS), "")
        if words and not words[0].startswith("-"):
            assert command, f"bluf has no command {words[0]}"
        text = helps.get(f"bluf {command}".strip())
        assert text is not None, f"bluf has no command {command}"
        for word in words[len(command.split()) :]:
            if word.startswith("-") and word != "-":
                assert re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text), f"bluf {command} has no option {word}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target).exists(), target


def test_every_page_can_be_reached():
    listed = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    missing = [
        name(p) for p in PAGES if p.is_relative_to(ROOT / "docs") and p.name != "index.md" and p.name not in listed
    ]
    assert missing == []


def test_the_makefile_names_what_the_documentation_names():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        for block in blocks(page, "sh"):
            for target in re.findall(r"^make ([a-z-]+)", block, re.MULTILINE):
                assert target in targets, f"{name(page)}: make {target}"
