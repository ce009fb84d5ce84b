"""Old and new code share a schema while a deployment rolls: migrations only add, and what they add can be ignored."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from storage import engines, migrating

# Migrations that take something away, each with the release since which no code uses it.
CONTRACTIONS: dict[str, str] = {}
REVISIONS = [each.revision for each in ScriptDirectory.from_config(migrating._config()).walk_revisions()][::-1]


Tables = dict[str, dict[str, "Part"]]


@dataclass(frozen=True, slots=True)
class Part:
    """A column, an index or the keys of a table, and whether code that does not know it can go on without a change."""

    described: str
    optional: bool


@pytest.fixture
def schemas(tmp_path: Path) -> Iterator[dict[str, Tables]]:
    """The schema after each migration, oldest first."""
    engine = engines.create(f"sqlite:///{tmp_path}/registry.db", pool_size=1)
    found = {}
    for revision in REVISIONS:
        with engine.begin() as connection:
            config = migrating._config()
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            found[revision] = {name: parts(connection, name) for name in inspect(connection).get_table_names()}
    yield found
    engine.dispose()


def parts(connection: Connection, table: str) -> dict[str, Part]:
    inspector = inspect(connection)
    found = {}
    for column in inspector.get_columns(table):
        described = f"{column['type']}, nullable: {column['nullable']}, default: {column['default']}"
        found[f"column {column['name']}"] = Part(described, column["nullable"] or column["default"] is not None)
    for index in inspector.get_indexes(table):
        found[f"index {index['name']}"] = Part(f"{index['column_names']}, {index['unique']}", not index["unique"])
    keys = [
        inspector.get_pk_constraint(table)["constrained_columns"],
        *(
            sorted(map(repr, constraints(table)))
            for constraints in (
                inspector.get_foreign_keys,
                inspector.get_unique_constraints,
                inspector.get_check_constraints,
            )
        ),
    ]
    found["keys"] = Part(repr(keys), optional=False)
    return found


def test_a_migration_takes_nothing_away_and_adds_nothing_that_old_code_has_to_know(schemas: dict[str, Tables]) -> None:
    for (before, older), (revision, newer) in pairwise(schemas.items()):
        if revision in CONTRACTIONS:
            continue
        for table, known in older.items():
            kept = newer.get(table, {})
            assert known.items() <= kept.items(), f"{revision} takes from {table} what {before} has"
            assert all(kept[name].optional for name in kept.keys() - known.keys()), f"{revision} binds {table}"


def test_a_contraction_names_a_migration_and_says_since_when_nothing_uses_what_goes(
    schemas: dict[str, Tables],
) -> None:
    assert len(schemas) > 1
    assert set(CONTRACTIONS) <= set(schemas)
    assert all(CONTRACTIONS.values())
