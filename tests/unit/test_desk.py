"""The analyst's files and options: what they give, and each problem on one line with its place."""

from __future__ import annotations

import pytest

from bluf.cli.desk import read_desk, read_earlier
from bluf.config.desk import read_note, read_register
from bluf.errors import ConfigError, SourceError, UsageError
from bluf.model import Desk
from bluf.standards import Reliability, Scale, Tlp

GOOD = """
[[source]]
name = "Andes Dispatch"
match = ["andes.example", "wires/*.html"]
reliability = "B"
kind = "news agency"
country = "CO"
owner = "its reporters"
bias = "none known"
type = "OSINT"
tlp = "TLP:GREEN"

[[source]]
name = "Frontera Daily"
"""


def register(tmp_path, text: str):
    path = tmp_path / "outlets.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_register(path)


def problems(tmp_path, text) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        register(tmp_path, text)
    return caught.value.problems


def test_a_register_is_read_in_order(tmp_path):
    andes, frontera = register(tmp_path, GOOD)
    assert (andes.name, andes.reliability, andes.mark, andes.source_type) == (
        "Andes Dispatch", Reliability.B, Tlp.GREEN, "OSINT",
    )  # fmt: skip
    assert andes.match == ("andes.example", "wires/*.html")
    assert (frontera.reliability, frontera.mark) == (Reliability.F, None)


def test_every_problem_is_told_with_file_line_and_key(tmp_path):
    text = '[[source]]\nname = "A"\nreliability = "G"\ncolour = "red"\n\n[[source]]\ntlp = "AMBER"\ncountry = "Peru"\n'
    assert problems(tmp_path, text) == (
        "outlets.toml, line 3: source 1, reliability: write one letter, A to F",
        "outlets.toml, line 4: source 1, colour: no such key: check its spelling",
        "outlets.toml, line 6: source 2, name: is missing",
        'outlets.toml, line 8: source 2, country: write the ISO code in two capitals, "BO"',
        'outlets.toml, line 7: source 2, tlp: write "TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN" or "TLP:CLEAR"',
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "outlets.toml: source: is missing"),
        ("[[source]\n", "outlets.toml, line 1: not TOML"),
        (
            '[[source]]\nname = "A"\n[[source]]\nname = "a"\n',
            "outlets.toml, line 3: source 2: 'a' is claimed by source 1 already",
        ),
        (b'[[source]]\nname = "\xff"\n', "outlets.toml, line 2: not UTF-8: save a source register as UTF-8"),
        ("source = 3\n", "outlets.toml, line 1: source: write one [[source]] table for each outlet"),
    ],
)
def test_what_is_no_register(tmp_path, text, told):
    assert problems(tmp_path, text)[0].startswith(told)


def test_a_missing_register_is_one_line(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read as a source register"):
        read_register(tmp_path / "none.toml")


def test_a_note_keeps_its_words(tmp_path):
    path = tmp_path / "n.md"
    path.write_bytes(b"\xef\xbb\xbf# A\r\n\r\nIt broke [1:2].\r\n")
    note = read_note(path)
    assert (note.text, note.name, note.citations) == ("# A\n\nIt broke [1:2].\n", "n.md", ())


def test_an_empty_note_is_refused(tmp_path):
    (tmp_path / "n.md").write_text(" \n")
    with pytest.raises(ConfigError, match=r"n\.md: the note is empty"):
        read_note(tmp_path / "n.md")


def desk(**more) -> Desk:
    return read_desk(
        **{"register": None, "note": None, "mark": None, "scale": "icd203", "banner": (None, None, None), **more}
    )


def test_nothing_handed_in_is_an_empty_desk():
    assert desk() == Desk()


def test_marks_and_scales_in_any_case():
    assert desk(mark="tlp:amber+strict").mark is Tlp.AMBER_STRICT
    assert desk(mark="green").mark is Tlp.GREEN
    assert desk(scale="PHIA").scale is Scale.PHIA
    assert desk(banner=(" A  title ", "", None)).heading == "A title"


@pytest.mark.parametrize(
    "wrong", [{"mark": "TLP:WHITE"}, {"mark": ""}, {"scale": "kent"}, {"banner": ("x" * 201, None, None)}]
)
def test_words_that_are_none_of_those_to_choose_from(wrong):
    with pytest.raises(UsageError):
        desk(**wrong)


def test_several_problems_stand_on_standard_error(tmp_path, capsys):
    path = tmp_path / "outlets.toml"
    path.write_text('[[source]]\nname = "A"\nreliability = "G"\ncolour = "red"\n')
    with pytest.raises(ConfigError, match="2 problems"):
        desk(register=path)
    assert capsys.readouterr().err.splitlines() == [
        "bluf: outlets.toml, line 3: source 1, reliability: write one letter, A to F",
        "bluf: outlets.toml, line 4: source 1, colour: no such key: check its spelling",
    ]


def test_an_earlier_briefing_that_is_not_there(tmp_path):
    assert read_earlier(None) is None
    with pytest.raises(SourceError, match="--since cannot be read"):
        read_earlier(tmp_path / "none.json")
