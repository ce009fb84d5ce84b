"""Migrations lead to the schema that the code expects and may be repeated; readiness says what is missing."""

from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, make_url, text

from registry.model import OwnPolicy
from storage import engines, migrate, migrating, open_storage
from storage.columns import iso
from storage.contents import pack
from storage.tables import metadata
from tests.storage.processes import together
from tests.storage.samples import AT, number, publish, token


def test_the_migrated_schema_is_that_of_the_tables(url: str) -> None:
    migrated = create_engine(url)
    with migrated.connect() as connection:
        context = MigrationContext.configure(connection, opts={"target_metadata": metadata})
        assert compare_metadata(context, metadata) == []
    migrated.dispose()


def test_text_sorts_by_bytes_and_no_document_is_compressed_twice(postgres_url: str, migrated_template: str) -> None:
    migrated = create_engine(make_url(postgres_url).set(database=migrated_template))
    collations = text(
        "SELECT DISTINCT collation_name FROM information_schema.columns WHERE data_type = 'text'"
        " AND table_schema = 'public'"
    )
    stored = text(
        "SELECT attrelid::regclass::text AS name, attstorage::text AS storage FROM pg_attribute"
        " WHERE atttypid = 'bytea'::regtype AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace ="
        " 'public'::regnamespace)"
    )
    with migrated.connect() as connection:
        assert connection.scalars(collations).all() == ["C"]
        found = {row.name: row.storage for row in connection.execute(stored)}
        assert found == dict.fromkeys(("documents", "comparisons", "prepared_documents"), "e")
    migrated.dispose()


def test_migrating_again_changes_nothing(url: str) -> None:
    storage = open_storage(url)
    with storage.writing() as store:
        publish(store, "petstore", "1.0.0")
    migrate(url)
    with storage.reading() as store:
        assert store.api("petstore") is not None
    assert storage.ready() is None
    storage.close()


AS_STORED: dict[str, dict[str, Any]] = {  # by a release of then: what a version and all it refers to were
    "documents": {"sha256": "5a", "size": 4, "content": pack(b"kept")},
    "apis": {"name": "petstore", "title": "Pets", "search": "pets", "created_at": iso(AT), "updated_at": iso(AT)},
    "versions": {
        "api": "petstore",
        "precedence": number("1.0.0").precedence,
        "number": "1.0.0",
        "prerelease": False,
        "verdict": "unchecked",
        "sha256": "5a",
        "content_digest": "5a",
        "syntax": "yaml",
        "size": 4,
        "specification": "3.0.3",
        "operation_count": 1,
        "problem_count": 1,
        "problems": '[["duplicate-tag","The tag is declared twice.","/tags/1",4,3]]',
        "published_at": iso(AT),
        "published_by": "team",
    },
}


@pytest.mark.parametrize("revision", ["0001", "0002", "0003"])
def test_what_an_older_release_stored_is_there_after_the_migration(empty_url: str, revision: str) -> None:
    older = engines.create(empty_url, pool_size=1)
    with older.begin() as connection:
        config = migrating._config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for table, values in AS_STORED.items():
            names = ", ".join(values)
            parameters = ", ".join(f":{name}" for name in values)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({parameters})"), values)
    older.dispose()
    storage = open_storage(empty_url)
    with storage.writing() as store:
        store.add_token(token())
    assert f"of an older release, {revision}" in str(storage.ready())
    migrate(empty_url)
    assert storage.ready() is None
    with storage.writing() as store:
        assert store.content("petstore", number("1.0.0")) == b"kept"
        assert store.token("t1") == token()
        stored = store.version("petstore", number("1.0.0"))
        assert stored is not None
        assert (stored.bump, stored.baseline, stored.published_at) == (None, None, AT)
        assert (stored.problem_count, stored.error_count) == (1, 1)
        (problem,) = store.problems("petstore", number("1.0.0"))
        assert (problem.code, problem.severity, problem.line) == ("duplicate-tag", "error", 4)
        assert store.policy("petstore") == store.policy(None) == OwnPolicy()
        assert store.waivers_in_force("petstore", AT) == ()
        assert store.entries(None, limit=1, after=None).items == ()
        store.remove_api("petstore")
        assert store.api("petstore") is None
    storage.close()


def test_four_processes_may_migrate_at_once(empty_url: str) -> None:
    storage = open_storage(empty_url)
    together("migrate", empty_url, processes=4)
    assert storage.ready() is None
    storage.close()


def test_a_storage_says_what_its_schema_lacks(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = open_storage(empty_url)
    assert storage.ready() == "the database has no schema yet: run the migrations (make migrate)"
    migrate(empty_url)
    assert storage.ready() is None
    monkeypatch.setattr(migrating, "_revisions", lambda: ("0005", "0004"))
    assert "of an older release, 0004: run the migrations" in str(storage.ready())
    storage.close()


def test_an_older_release_stays_ready_on_a_newer_schema(url: str) -> None:
    storage = open_storage(url)
    with storage.writing() as store:
        store._connection.execute(text("UPDATE alembic_version SET version_num = 'newer'"))
    assert storage.ready() is None
    migrate(url)
    assert storage.ready() is None
    storage.close()


def test_a_database_that_does_not_answer_is_named_without_its_password() -> None:
    storage = open_storage("postgresql+psycopg://registry:secret@127.0.0.1:1/registry")
    reason = str(storage.ready())
    assert reason.startswith("the database does not answer: ")
    assert "refused" in reason
    assert "secret" not in reason
    storage.close()


def test_a_file_that_is_no_database_is_named(tmp_path: object) -> None:
    storage = open_storage(f"sqlite:///{tmp_path}")
    assert storage.ready() == "the database does not answer: unable to open database file"
    storage.close()
