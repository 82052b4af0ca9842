"""How a store came to its present form: each file in `versions` is one step, run once and in order by Alembic.

There is no `env.py`: `upgrade` hands Alembic the connection in whose transaction the steps run, so a step is done whole or not at
all, on SQLite as well as on PostgreSQL.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.runtime.migration import MigrationContext, RevisionStep
    from alembic.script import ScriptDirectory

HEAD = "0001"
"""The newest step; a test holds it equal to what the folder says."""


def version_of(connection: Connection) -> str | None:
    """The step a store stands at; None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return version


def known_versions() -> tuple[str, ...]:
    """Every step, oldest first."""
    return tuple(sorted(script.revision for script in _scripts().walk_revisions()))


def upgrade(connection: Connection) -> None:
    """Bring the store to `HEAD`, within the transaction of `connection`."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext

    scripts = _scripts()

    def steps(
        revision: Any,  # noqa: ANN401 - what Alembic reads from its own table
        _context: MigrationContext,
    ) -> list[RevisionStep]:
        return list(scripts._upgrade_revs("head", revision))  # noqa: SLF001 - as in the cookbook of Alembic

    with EnvironmentContext(Config(), scripts, fn=steps, as_sql=False, destination_rev="head") as environment:
        environment.configure(connection=connection)
        environment.run_migrations()


def _scripts() -> ScriptDirectory:
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(Path(__file__).parent))
