"""Settings: typed, read once, documented, and refused by name where they are wrong."""

import json
import re
from collections.abc import Mapping
from dataclasses import Field, fields
from pathlib import Path

import pytest

from settings import Settings, SettingsError

PAGE = Path(__file__).resolve().parents[1] / "docs/operating.md"
URI = "postgres://user:secret@db.internal:5433/registry?sslmode=require"
ADDRESS = "postgresql+psycopg://user:secret@db.internal:5433/registry?sslmode=require"
PARTS = {"username": "user", "password": "p@ss/word", "hostname": "db.internal", "port": 5433, "name": "registry"}
ADDRESS_OF_PARTS = "postgresql+psycopg://user:p%40ss%2Fword@db.internal:5433/registry"


def services(*bound: Mapping[str, object]) -> str:
    return json.dumps({"any-label": list(bound)})


def test_a_fresh_machine_needs_no_setting() -> None:
    settings = Settings.from_environ({})
    assert (settings.port, settings.database_url, settings.reads) == (8080, "sqlite:///var/registry.db", "open")
    assert settings.embedded


@pytest.mark.parametrize("each", fields(Settings), ids=lambda each: each.name)
def test_every_setting_is_a_line_of_the_page_for_operators(each: Field[object]) -> None:
    default = "none" if each.default in (None, ()) else f"`{each.default}`"
    line = f"| `{each.metadata['variable']}` | {default} | {each.metadata['description']} |"
    assert line in PAGE.read_text(encoding="utf-8").splitlines()


def test_the_page_for_operators_has_no_other_settings() -> None:
    named = set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert named == {each.metadata["variable"] for each in fields(Settings)}


@pytest.mark.parametrize(
    ("variable", "value", "allowed"),
    [
        ("PORT", "http", "a whole number from 1 to 65535"),
        ("PORT", "0", "a whole number from 1 to 65535"),
        ("PORT", "٨٠", "a whole number from 1 to 65535"),
        ("REGISTRY_READS", "Open", "one of open, token"),
        ("REGISTRY_HOST", "example.org", "one of 127.0.0.1, 0.0.0.0"),
        ("DATABASE_URL", "mysql://u:p@h/d", "sqlite:///<file> or postgresql://"),
        ("DATABASE_URL", "registry.db", "sqlite:///<file> or postgresql://"),
        ("REGISTRY_ADMIN_TOKEN", "short", "at least 16 printable ASCII characters"),
        ("REGISTRY_DOCUMENT_BYTES", "16MiB", "a whole number from 1024 to"),
        ("REGISTRY_LIMIT_ADDRESS", "100/minute", "a whole number from 0 to"),
        ("REGISTRY_LIMITS_STORAGE", "redis", "memory, redis://"),
        ("REGISTRY_LIMITS_STORAGE", "redis://", "memory, redis://"),
        ("REGISTRY_LIMITS_STORAGE", "redis://host:port", "memory, redis://"),
        ("REGISTRY_LIMITS_STORAGE", "memcached://host", "memory, redis://"),
    ],
)
def test_a_wrong_value_is_refused_with_its_name_and_what_is_allowed(variable: str, value: str, allowed: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_environ({variable: value})
    assert variable in str(refused.value)
    assert allowed in str(refused.value)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("REGISTRY_ADMIN_TOKEN", "pass word"),
        ("DATABASE_URL", "mysql://user:secret@host/name"),
        ("REGISTRY_LIMITS_STORAGE", "redis://:secret@host:port"),
    ],
)
def test_a_refusal_never_shows_a_secret(variable: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_environ({variable: value})
    assert "word" not in str(refused.value).replace("password", "")
    assert "secret" not in str(refused.value)


def test_an_address_of_postgresql_is_given_its_driver() -> None:
    assert Settings.from_environ({"DATABASE_URL": URI}).database_url == ADDRESS


@pytest.mark.parametrize(
    ("service", "address"),
    [
        ({"name": "db", "tags": ["postgresql"], "credentials": {"uri": URI}}, ADDRESS),
        ({"name": "db", "tags": ["postgres"], "credentials": PARTS}, ADDRESS_OF_PARTS),
        ({"name": "db", "tags": ["aws", "postgresql"], "credentials": {**PARTS, "jdbcUrl": "x"}}, ADDRESS_OF_PARTS),
        ({"name": "mine", "binding_name": "database", "tags": [], "credentials": {"uri": URI}}, ADDRESS),
    ],
)
def test_a_bound_database_is_found_in_the_environment(service: dict[str, object], address: str) -> None:
    environ = {"VCAP_SERVICES": services(service), "DATABASE_URL": "postgres://set-by:the-platform@host/other"}
    assert Settings.from_environ(environ).database_url == address


def test_a_bound_database_is_found_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "services.json"
    file.write_text(services({"name": "db", "tags": ["postgresql"], "credentials": {"uri": URI}}))
    assert Settings.from_environ({"VCAP_SERVICES_FILE_PATH": str(file)}).database_url == ADDRESS


def test_a_bound_database_is_found_in_a_folder_of_files(tmp_path: Path) -> None:
    binding = tmp_path / "db"
    binding.mkdir()
    entries = {"type": "postgresql", "host": "db.internal", "port": "5433", "database": "registry"}
    for name, text in {**entries, "username": "user", "password": "p@ss/word\n"}.items():
        (binding / name).write_text(text)
    assert Settings.from_environ({"SERVICE_BINDING_ROOT": str(tmp_path)}).database_url == ADDRESS_OF_PARTS


def test_a_database_bound_by_name_goes_before_one_known_by_its_tag() -> None:
    tagged = {"name": "a", "tags": ["postgresql"], "credentials": {"uri": "postgres://u:p@tagged/x"}}
    named = {"name": "b", "binding_name": "database", "tags": [], "credentials": {"uri": "postgres://u:p@named/x"}}
    settings = Settings.from_environ({"VCAP_SERVICES": services(tagged, named)})
    assert settings.database_url == "postgresql+psycopg://u:p@named/x"


def test_a_service_of_another_kind_is_not_taken_for_the_database() -> None:
    cache = {"name": "cache", "tags": ["redis"], "credentials": {"uri": "redis://h/0"}}
    assert Settings.from_environ({"VCAP_SERVICES": services(cache)}).embedded


@pytest.mark.parametrize("text", ["{", "[]", '"text"'])
def test_bindings_that_cannot_be_read_stop_the_start(text: str) -> None:
    with pytest.raises(SettingsError, match="VCAP_SERVICES"):
        Settings.from_environ({"VCAP_SERVICES": text})


def test_a_binding_without_an_address_names_what_it_lacks() -> None:
    service = {"name": "db", "tags": ["postgresql"], "credentials": {"hostname": "h"}}
    with pytest.raises(SettingsError, match="name, password, username"):
        Settings.from_environ({"VCAP_SERVICES": services(service)})


REDIS = "redis://:p@cache.internal:6380/0"
LOGIN = {"host": "cache.internal", "password": "p@ss"}


@pytest.mark.parametrize(
    "text",
    ["memory", "redis://cache", "redis://:p@cache:6379/2", "rediss://user:p@[2001:db8::1]:6380?ssl_cert_reqs=none"],
)
def test_requests_are_counted_in_memory_or_in_a_redis(text: str) -> None:
    assert Settings.from_environ({"REGISTRY_LIMITS_STORAGE": text}).limits_storage == text


@pytest.mark.parametrize(
    ("service", "address"),
    [
        ({"name": "cache", "tags": ["redis"], "credentials": {"uri": REDIS}}, REDIS),
        ({"name": "mine", "binding_name": "limits", "credentials": {"uri": REDIS}}, REDIS),
        ({"name": "mine", "binding_name": "redis", "credentials": {"uri": REDIS}}, REDIS),
        ({"name": "c", "tags": ["redis"], "credentials": LOGIN}, "redis://:p%40ss@cache.internal:6379/0"),
        (
            {"name": "c", "tags": ["redis"], "credentials": {**LOGIN, "port": 6380, "tls_port": 6381}},
            "rediss://:p%40ss@cache.internal:6381/0",
        ),
        (
            {"name": "c", "tags": ["redis"], "credentials": {"hostname": "h", "password": "p", "port": "6380"}},
            "redis://:p@h:6380/0",
        ),
        (
            {"name": "c", "tags": ["redis"], "credentials": {"host": "h", "redis": {"username": "u", "password": "p"}}},
            "redis://u:p@h:6379/0",
        ),
    ],
)
def test_a_bound_redis_counts_the_requests(service: dict[str, object], address: str) -> None:
    assert Settings.from_environ({"VCAP_SERVICES": services(service)}).limits_storage == address


def test_a_redis_that_is_named_goes_before_one_that_is_bound() -> None:
    bound = services({"name": "cache", "tags": ["redis"], "credentials": {"uri": REDIS}})
    settings = Settings.from_environ({"VCAP_SERVICES": bound, "REGISTRY_LIMITS_STORAGE": "memory"})
    assert settings.limits_storage == "memory"


@pytest.mark.parametrize(
    ("credentials", "message"),
    [
        ({"host": "h"}, "credentials with `uri`, or else with password as well"),
        ({"uri": "http://:secret@h"}, "memory, redis://"),
    ],
)
def test_a_bound_redis_that_cannot_be_used_is_named_without_its_secrets(
    credentials: dict[str, object], message: str
) -> None:
    service = {"name": "cache", "tags": ["redis"], "credentials": credentials}
    with pytest.raises(SettingsError, match=message) as refused:
        Settings.from_environ({"VCAP_SERVICES": services(service)})
    assert "service binding 'cache'" in str(refused.value)
    assert "secret" not in str(refused.value)
