"""What the commands do when all is well."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bluf.version import __version__

HERE = Path(__file__).resolve().parent
NOT_FOR_HELP = ("spacy", "weasyprint", "jinja2", "trafilatura", "httpx", "pypdfium2", "feedparser", "numpy")
NOT_FOR_TEXT = (
    "weasyprint",
    "trafilatura",
    "bluf.sources.fetch",
    "pypdfium2",
    "feedparser",
)  # spaCy itself imports httpx
KINDS = {".txt", ".md", ".html", ".pdf", ".docx", ".eml", ".xml"}


def imported(err: str) -> set[str]:
    """Modules in the report of `python -X importtime`."""
    return {line.rpartition("|")[2].strip() for line in err.splitlines() if line.startswith("import time:")}


@pytest.fixture
def python(command):
    """The interpreter that runs bluf."""
    return [str(Path(command[0]).with_name("python"))]


def test_version(bluf):
    done = bluf("--version")
    assert (done.code, done.out, done.err) == (0, f"bluf {__version__}\n".encode(), "")


@pytest.mark.parametrize("words", [(), ("brief",), ("extract",), ("verify",), ("doctor",)])
def test_help_has_an_example(bluf, words):
    done = bluf(*words, "--help")
    assert (done.code, done.err) == (0, "")
    assert b"Example" in done.out


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_loads_nothing_heavy(python, environment, desk, option):
    done = subprocess.run(
        [*python, "-X", "importtime", "-m", "bluf", option],
        cwd=desk,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert imported(done.stderr) & set(NOT_FOR_HELP) == set()


def test_a_text_to_markdown_loads_no_other_reader(python, environment, desk, article):
    done = subprocess.run(
        [*python, "-X", "importtime", "-m", "bluf", "brief", article, "-f", "md", "-o", "-"],
        cwd=desk, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert imported(done.stderr) & set(NOT_FOR_TEXT) == set()


def test_doctor_finds_nothing_missing(bluf):
    done = bluf("doctor")
    assert (done.code, done.err) == (0, "")
    assert b"FAIL" not in done.out


def test_completion_completes(bluf, environment):
    environment.update(_BLUF_COMPLETE="complete_bash", COMP_WORDS="bluf ver", COMP_CWORD="1")
    assert bluf().out.split() == [b"verify"]


# --- brief ------------------------------------------------------------------------------------------------------------


def test_seeds_to_the_three_formats(bluf, desk, seeds):
    assert {p.suffix for p in seeds} >= KINDS
    done = bluf("brief", *seeds)
    assert (done.code, done.out) == (0, b"")
    made = {p.suffix: p for p in (desk / "output").iterdir()}
    assert set(made) == {".md", ".html", ".pdf"}
    assert made[".pdf"].read_bytes().startswith(b"%PDF-")
    assert made[".html"].read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert made[".md"].read_text(encoding="utf-8").startswith(("#", "**", ">", "---"))
    assert all(str(p.name) in done.err for p in made.values())


@pytest.mark.parametrize("kind", ["md", "html", "json", "pdf"])
def test_one_format_to_standard_output_and_nothing_else(bluf, desk, article, kind):
    done = bluf("brief", article, "-f", kind, "-o", "-")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith({"md": b"", "html": b"<!DOCTYPE html>", "json": b"{", "pdf": b"%PDF-"}[kind])
    assert done.out.strip()
    assert list(desk.iterdir()) == []


def test_standard_input(bluf, article):
    done = bluf("brief", "-", "-f", "json", "-o", "-", stdin=article.read_bytes())
    assert done.code == 0
    assert len(json.loads(done.out)["sources"]) == 1


def test_a_file_by_its_name(bluf, desk, article):
    assert bluf("brief", article, "-o", "mine.html").code == 0
    assert [p.name for p in desk.iterdir()] == ["mine.html"]


def test_same_sources_same_bytes(bluf, environment, desk, seeds):
    kinds = ("-f", "md", "-f", "html", "-f", "pdf", "-f", "json")
    for seed, folder in (("1", "first"), ("2", "second")):
        environment["PYTHONHASHSEED"] = seed
        assert bluf("brief", *seeds, *kinds, "-o", folder).code == 0
    first, second = ({p.name: p.read_bytes() for p in (desk / folder).iterdir()} for folder in ("first", "second"))
    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_it_works_without_a_network(bluf, desk, article):
    prefix = ("unshare", "--net", "--map-root-user")
    if not shutil.which("unshare") or subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this user may not make a network namespace")
    assert bluf("brief", article, prefix=prefix).code == 0
    assert len(list((desk / "output").iterdir())) == 3


def test_every_citation_of_the_page_leads_to_its_sentence_and_back(bluf, article):
    page = bluf("brief", article, "-f", "html", "-o", "-").out.decode()
    targets = set(re.findall(r'\bid="([^"]+)"', page))
    links = re.findall(r'href="#([^"]+)"', page)
    assert len(links) > 10
    assert [link for link in links if link not in targets] == []


# --- verify -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def briefing(bluf, desk, seeds):
    assert bluf("brief", *seeds, "-f", "json", "-f", "html", "-o", "made").code == 0
    return {p.suffix: p for p in (desk / "made").iterdir()}


def test_a_briefing_of_all_seeds_verifies_and_a_changed_source_does_not(bluf, desk, seeds, briefing):
    for kind in (".json", ".html"):
        assert bluf("verify", briefing[kind]).code == 0
        assert bluf("verify", briefing[kind], *seeds).code == 0
    changed = desk / "changed"
    changed.mkdir()
    for source in seeds:
        data = source.read_bytes()
        (changed / source.name).write_bytes(
            data.replace(b"Bolivia", b"Bolivja", 1) if source.suffix == ".txt" else data
        )
    done = bluf("verify", briefing[".json"], changed)
    assert done.code == 1
    assert done.out


@pytest.mark.parametrize("what", ["statement", "annex", "offset"])
def test_one_changed_letter_is_found_in_json(bluf, desk, article, what):
    assert bluf("brief", article, "-o", "b.json").code == 0
    subprocess.run([sys.executable, HERE / "tamper.py", desk / "b.json", desk / "t.json", what], check=True)
    done = bluf("verify", "t.json")
    assert (done.code, len(done.lines)) == (1, 1)
    assert done.out or what == "offset"  # a span that cannot hold its text is no briefing at all


def test_one_changed_letter_is_found_in_html(bluf, desk, article):
    page = bluf("brief", article, "-f", "html", "-o", "-").out.decode()
    body = page.index("<body")
    words = [m.start() for m in re.finditer(r"(?<=>)[^<]*\b(Bolivia|Colombia)", page) if m.start() > body]
    place = page.index("ia", words[0])
    (desk / "t.html").write_text(page[:place] + "xa" + page[place + 2 :], encoding="utf-8")
    done = bluf("verify", "t.html")
    assert (done.code, len(done.lines)) == (1, 1)
    assert done.out


# --- extract ----------------------------------------------------------------------------------------------------------

TEXTS = [
    "At least 40 people were hurt in La Paz on Tuesday, the health ministry said.",
    "“We never agreed to this,” Foreign Minister Ana Prado told reporters. 𝒳 She denied that 3,000 men had left.",
    "",
    "Nothing happened.",
]


def lines(texts: list[str]) -> bytes:
    return b"".join(
        json.dumps({"id": str(k), "text": t, "date": "2012-07-19"}).encode() + b"\n" for k, t in enumerate(texts)
    )


def test_extract_answers_each_line_in_order_with_true_offsets(bluf):
    done = bluf("extract", stdin=lines(TEXTS))
    records = [json.loads(line) for line in done.out.splitlines()]
    assert (done.code, done.err) == (0, "")
    assert [r["id"] for r in records] == ["0", "1", "2", "3"]
    assert records[0]["figures"][0]["qualifier"] == ">="

    def check(value: object, text: str) -> int:
        if isinstance(value, list):
            return sum(check(v, text) for v in value)
        if not isinstance(value, dict):
            return 0
        spans = int("start" in value)
        assert not spans or text[value["start"] : value["end"]] == value["text"]
        return spans + sum(check(v, text) for v in value.values())

    assert sum(check(record, TEXTS[int(record["id"])]) for record in records) > 10


def test_extract_goes_on_after_a_bad_line(bluf):
    good = lines(TEXTS[:1])
    done = bluf("extract", stdin=b"{broken\n" + good + b'{"id": "x"}\n[1]\n' + b"\xff\xfe\n" + good)
    records = [json.loads(line) for line in done.out.splitlines()]
    assert (done.code, len(done.lines)) == (1, 1)
    assert ["error" in r for r in records] == [True, False, True, True, True, False]
    assert records[2]["id"] == "x"


def test_extract_only_what_was_asked_for(bluf, desk):
    (desk / "in.jsonl").write_bytes(lines(TEXTS))
    done = bluf("extract", "--input", "in.jsonl", "--output", "out.jsonl", "--only", "figures,dates")
    records = [json.loads(line) for line in (desk / "out.jsonl").read_bytes().splitlines()]
    assert (done.code, done.out) == (0, b"")
    assert all(set(r) == {"id", "figures", "dates"} for r in records)


def test_extract_with_two_processes_gives_the_same_bytes(bluf):
    given = lines(TEXTS * 40)
    assert bluf("extract", "--jobs", "2", stdin=given).out == bluf("extract", stdin=given).out


def test_extract_with_two_processes_as_a_module(python, environment, desk):
    words = [*python, "-m", "bluf", "extract", "--jobs", "2"]
    done = subprocess.run(words, cwd=desk, env=environment, input=lines(TEXTS), capture_output=True, check=False)
    assert (done.returncode, done.stdout.count(b"\n"), done.stderr) == (0, len(TEXTS), b"")


def test_extract_of_nothing_is_nothing(bluf):
    done = bluf("extract", stdin=b"")
    assert (done.code, done.out, done.err) == (0, b"", "")
