"""`bluf.toml` and the environment → one frozen `Config`, or every problem at once, each with its line.

The environment wins over the file: BLUF_MAIL__HOST is `host` in `[mail]`. Passwords come from the file that `password_file` names
or from the environment, and are never shown. Nothing is opened but these files.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import EnvSettingsSource, SettingsError

from bluf.config.lines import Path as Place
from bluf.config.lines import find_lines, line_in, line_of
from bluf.config.schema import Config, Secret
from bluf.errors import ConfigError
from bluf.toml import parse_toml

DEFAULT = "bluf.toml"
PREFIX = "BLUF_"
_LARGEST = 1_000_000
_PASSWORDS = 'passwords do not belong into this file: name a file in "password_file", or set {variable}'
_FIELD = re.compile(r'field "(\w{1,60})"')
_SECRET_PARAMETER = re.compile(r"(?i)([?&][^=&]{0,60}(?:pass|pwd|secret|token)[^=&]{0,60}=)[^&]*")


def read_config(path: Path, environment: Mapping[str, str]) -> Config:
    """The settings in `path`, with what the environment sets.

    Args:
        path: of the file.
        environment: variables; those named BLUF_* count, `__` between the tables.

    Raises:
        ConfigError: with every problem found, each as "bluf.toml, line 12: ...".
    """
    text = _read(path)
    try:
        written = parse_toml(text)
    except tomllib.TOMLDecodeError as error:
        problem = f"{path.name}, line {line_in(str(error)) or '?'}: not TOML: {error}"
        raise ConfigError(problem) from error
    lines = find_lines(text)
    told = _Told(path.name, lines, environment)
    problems = [told(place, _PASSWORDS.format(variable=_variable(place))) for place in _passwords(written)]
    try:
        config = _merged(written, environment)
    except ValidationError as error:
        problems += [
            told(_place(found["loc"]), _message(found["type"], found["msg"], found.get("input")))
            for found in error.errors(include_url=False, include_context=False)
        ]
        raise _failure(problems) from error
    except (
        SettingsError
    ) as error:  # of a whole table in one variable; what stands in it is not repeated, it may be a password
        field = _FIELD.search(str(error))
        variable = _variable((field[1],)) if field else f"{PREFIX}*"
        raise _failure([*problems, f"environment, {variable}: not a table in JSON"]) from error
    config = config.model_copy()
    config._folder = path.resolve().parent  # noqa: SLF001 - set once, here
    problems += [told(place, what) for place, what in config.loose_ends()]
    if problems:
        raise _failure(problems)
    return config


def password(secret: Secret, folder: Path) -> str | None:
    """The password of a table, without the line end of its file; None where there is no user.

    Raises:
        ConfigError: there is a user and no password.
    """
    if not secret.user:
        return None
    if secret.password is not None:
        return secret.password.get_secret_value()
    if secret.password_file is None:
        msg = f'no password for user {secret.user!r}: name a file in "password_file"'
        raise ConfigError(msg)
    try:
        return (folder / secret.password_file).read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise ConfigError(f"{secret.password_file}: the password cannot be read ({reason})") from error


def shown(config: Config) -> dict[str, Any]:
    """The settings as plain data, secrets as asterisks."""
    data: dict[str, Any] = config.model_dump(mode="json", exclude_none=True)
    if config.store.url is not None:
        data["store"]["url"] = without_password(config.store.url.get_secret_value())
    return data


def without_password(url: str) -> str:
    """An address with "***" for its password, before the host or among the parameters."""
    scheme, separator, rest = _SECRET_PARAMETER.sub(r"\1***", url).partition("://")
    credentials, at, host = rest.rpartition("@")
    user = credentials.partition(":")[0]
    return f"{scheme}{separator}{user}:***@{host}" if at and ":" in credentials else f"{scheme}{separator}{rest}"


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:  # no more than needed to refuse it: a device has no end
            data = file.read(_LARGEST + 1)
    except OSError as error:
        what = "there is no such file: make one with `bluf config init`" if not path.exists() else error.strerror
        raise ConfigError(f"{path}: {what}") from error
    if len(data) > _LARGEST:
        raise ConfigError(f"{path}: larger than 1 MB: this is no settings file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path.name}, line {line}: not UTF-8") from error


class _Environment(EnvSettingsSource):
    """The environment that was handed in, instead of the process's own."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given
        super().__init__(Config)

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return {name.lower(): value for name, value in self._given.items() if name.startswith(PREFIX)}


def _merged(written: dict[str, Any], environment: Mapping[str, str]) -> Config:
    return Config.model_validate(_over(written, _Environment(environment)()))


def _over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Tables joined, the values of `above` where both have one."""
    both = {**below, **above}
    for key in below.keys() & above.keys():
        if isinstance(below[key], dict) and isinstance(above[key], dict):
            both[key] = _over(below[key], above[key])
    return both


def _passwords(value: object, place: Place = ()) -> Iterable[Place]:
    """Every key `password` written in the file, and a store's address with a password in it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "password" or (
                (*place, key) == ("store", "url") and isinstance(inner, str) and inner != without_password(inner)
            ):
                yield (*place, key)
            yield from _passwords(inner, (*place, key))


def _place(loc: Sequence[str | int]) -> Place:
    """The place in the file: pydantic adds the chosen kind of a source, which is no table."""
    kinds = {"feed", "pages", "folder", "maildir", "mbox", "imap"}
    return tuple(part for k, part in enumerate(loc) if not (k == 2 and loc[0] == "sources" and part in kinds))


def _message(kind: str, message: str, given: object) -> str:
    if kind == "extra_forbidden":
        return "no such key: check its spelling"
    if kind == "missing":
        return "is missing"
    if kind in ("union_tag_not_found", "union_tag_invalid"):
        return 'needs kind = "feed", "pages", "folder", "maildir", "mbox" or "imap"'
    text = message.removeprefix("Value error, ")
    if kind in ("literal_error", "enum") and isinstance(given, str):
        return f"{given[:60]!r}: {text[0].lower()}{text[1:]}"
    return text[0].lower() + text[1:]


def _variable(place: Sequence[str | int]) -> str:
    return PREFIX + "__".join(str(part) for part in place).upper()


class _Told:
    """A problem as one line: file and line, or the variable that set it; then the path of the key."""

    def __init__(self, name: str, lines: dict[Place, int], environment: Mapping[str, str]) -> None:
        self._name, self._lines = name, lines
        self._set = {name.upper() for name in environment}

    def __call__(self, place: Place, what: str) -> str:
        key = ".".join(str(part) for part in place)
        if _variable(place) in self._set:
            return f"environment, {_variable(place)}: {what}"
        line = line_of(place, self._lines)
        where = f"{self._name}, line {line}" if line else self._name
        return f"{where}: {key}: {what}" if key else f"{where}: {what}"


def _failure(problems: list[str], limit: Callable[[str], str] = lambda line: " ".join(line.split())) -> ConfigError:
    told = tuple(dict.fromkeys(map(limit, problems)))
    more = f" (and {len(told) - 1} more: `bluf config check`)" if len(told) > 1 else ""
    return ConfigError(told[0] + more, told)
