"""What an operator may choose: the only reader of the environment and of the platform's service bindings."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

EMBEDDED = "sqlite:///var/registry.db"
POSTGRESQL_SCHEMES = ("postgres", "postgresql")
DRIVER = "postgresql+psycopg"
LOOPBACK = "127.0.0.1"
EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 - the platform's health check comes from outside the container
MIB = 1024 * 1024


class SettingsError(Exception):
    """A setting has a value that is not allowed; the message names the variable, the value and what is allowed."""

    def __init__(self, variable: str, value: str, allowed: str) -> None:
        super().__init__(f"{variable}={value!r} is not allowed: {allowed}")


def whole(minimum: int, maximum: int) -> Callable[[str, str], int]:
    """Make a reader of whole numbers in a range."""

    def read(variable: str, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 20 and minimum <= int(text) <= maximum):
            raise SettingsError(variable, text, f"a whole number from {minimum} to {maximum}.")
        return int(text)

    return read


def one_of(*allowed: str) -> Callable[[str, str], str]:
    """Make a reader of one of several words."""

    def read(variable: str, text: str) -> str:
        if text not in allowed:
            raise SettingsError(variable, text, f"one of {', '.join(allowed)}.")
        return text

    return read


def secret(variable: str, text: str) -> str:
    """Read a secret, which is never shown."""
    if len(text) < 16 or not text.isascii() or not text.isprintable() or " " in text:
        raise SettingsError(variable, "***", "at least 16 printable ASCII characters without spaces.")
    return text


def database_url(variable: str, text: str) -> str:
    """Read the address of the database, as SQLAlchemy takes it."""
    parts = urlsplit(text)
    if parts.scheme == "sqlite" and text.startswith("sqlite:///") and len(text) > len("sqlite:///"):
        return text
    if parts.scheme in (*POSTGRESQL_SCHEMES, DRIVER) and parts.hostname and len(parts.path) > 1:
        return urlunsplit(parts._replace(scheme=DRIVER))
    shown = f"{parts.scheme}://..." if parts.scheme else "..."  # an address may hold a password
    raise SettingsError(variable, shown, "sqlite:///<file> or postgresql://<user>:<password>@<host>/<name>.")


def setting(variable: str, read: Callable[[str, str], Any], default: Any, says: str) -> Any:
    """Declare a setting: its variable, how it is read, its default, and what it is for."""
    return field(default=default, metadata={"variable": variable, "read": read, "says": says})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, typed; every one has a default that works on a fresh machine."""

    port: int = setting("PORT", whole(1, 65535), 8080, "The port to listen on.")
    database_url: str = setting(
        "DATABASE_URL",
        database_url,
        EMBEDDED,
        "Where the registry is kept: SQLite, or PostgreSQL 15 or newer.",
    )
    admin_token: str | None = setting(
        "REGISTRY_ADMIN_TOKEN", secret, None, "A token with every right, at least 16 characters."
    )
    reads: str = setting(
        "REGISTRY_READS", one_of("open", "token"), "open", "Who may read: everyone, or callers with a token."
    )
    host: str = setting("REGISTRY_HOST", one_of(LOOPBACK, EVERY_ADDRESS), EVERY_ADDRESS, "The address to listen on.")
    workers: int = setting("REGISTRY_WORKERS", whole(1, 64), 2, "How many processes serve requests.")
    database_connections: int = setting(
        "REGISTRY_DATABASE_CONNECTIONS", whole(1, 100), 5, "Connections to PostgreSQL, of each worker."
    )
    document_bytes: int = setting(
        "REGISTRY_DOCUMENT_BYTES", whole(1024, 256 * MIB), 16 * MIB, "The largest document, in bytes."
    )
    document_depth: int = setting("REGISTRY_DOCUMENT_DEPTH", whole(16, 512), 256, "How deep a document may nest.")
    document_nodes: int = setting(
        "REGISTRY_DOCUMENT_NODES", whole(1000, 100_000_000), 2_000_000, "How many values a document may hold."
    )
    alias_expansion: int = setting(
        "REGISTRY_ALIAS_EXPANSION",
        whole(1, 1000),
        10,
        "How many times its bytes a document may grow by YAML aliases.",
    )
    analysis_seconds: int = setting(
        "REGISTRY_ANALYSIS_SECONDS", whole(1, 120), 10, "How long one document may be analysed, in seconds."
    )
    analysis_memory: int = setting(
        "REGISTRY_ANALYSIS_MEMORY",
        whole(256 * MIB, 64 * 1024 * MIB),
        1024 * MIB,
        "The memory for that, in bytes.",
    )
    analysts: int = setting("REGISTRY_ANALYSTS", whole(1, 64), 2, "How many documents each worker analyses at once.")
    analysis_patience: int = setting(
        "REGISTRY_ANALYSIS_PATIENCE",
        whole(0, 60),
        5,
        "How long a document waits for its analysis to begin, in seconds.",
    )

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the settings; a service binding gives the database where DATABASE_URL does not. Raises SettingsError."""
        values: dict[str, Any] = {}
        for each in fields(cls):
            variable = each.metadata["variable"]
            text = environ.get(variable, "")
            if text:
                values[each.name] = each.metadata["read"](variable, text)
        bound = next(_bound_databases(environ), None)
        if bound is not None:  # the platform sets DATABASE_URL too, from whichever database it meets first
            values["database_url"] = bound
        return cls(**values)

    @property
    def embedded(self) -> bool:
        """Whether the registry is kept in a file of its own."""
        return self.database_url.startswith("sqlite:")


def _bound_databases(environ: Mapping[str, str]) -> Iterator[str]:
    """Find bound databases: one bound as `database` first, then those tagged `postgresql`; never by label."""
    bindings = list(_bindings(environ))
    named = [binding for binding in bindings if binding["name"] == "database"]
    tagged = [binding for binding in bindings if {"postgresql", "postgres"} & set(binding["tags"])]
    for binding in named + tagged:
        yield _address(binding["name"], binding["credentials"])


def _bindings(environ: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Read the bindings in whichever of the platform's three ways they are delivered."""
    text = environ.get("VCAP_SERVICES", "")
    if path := environ.get("VCAP_SERVICES_FILE_PATH"):
        text = Path(path).read_text(encoding="utf-8")
    for services in _json("VCAP_SERVICES", text).values():
        for service in services:
            name = service.get("binding_name") or service.get("name") or ""
            yield {
                "name": name,
                "tags": service.get("tags", []),
                "credentials": service.get("credentials", {}),
            }
    if root := environ.get("SERVICE_BINDING_ROOT"):
        yield from (_file_binding(folder) for folder in sorted(Path(root).iterdir()) if folder.is_dir())


def _json(variable: str, text: str) -> dict[str, Any]:
    try:
        parsed = json.loads(text or "{}")
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict):
        raise SettingsError(variable, "***", "a JSON object, as the platform gives it.")
    return parsed


def _file_binding(folder: Path) -> dict[str, Any]:
    """Read a binding delivered as files, one an entry (servicebinding.io)."""
    entries = {path.name: path.read_text(encoding="utf-8").rstrip("\n") for path in folder.iterdir() if path.is_file()}
    tags = [entries.get("type", ""), *_listed(entries.get("tags", ""))]
    return {"name": entries.get("binding-name", folder.name), "tags": tags, "credentials": entries}


def _listed(text: str) -> list[str]:
    return [str(tag) for tag in json.loads(text)] if text.startswith("[") else text.split(",")


def _address(name: str, credentials: Mapping[str, Any]) -> str:
    """Make an address of credentials: `uri`, else `hostname`, `port`, `name`, `username`, `password`."""
    variable = f"service binding {name!r}"
    if uri := credentials.get("uri"):
        return database_url(variable, str(uri))
    needed = {
        "username": credentials.get("username"),
        "password": credentials.get("password"),
        "hostname": credentials.get("hostname") or credentials.get("host"),
        "name": credentials.get("name") or credentials.get("database"),
    }
    missing = sorted(key for key, value in needed.items() if not value)
    if missing:
        raise SettingsError(variable, "***", f"credentials with uri, or with {', '.join(missing)} too.")
    quoted = {key: quote(str(value), safe="") for key, value in needed.items()}
    port = int(credentials.get("port") or 5432)
    return f"{DRIVER}://{quoted['username']}:{quoted['password']}@{needed['hostname']}:{port}/{quoted['name']}"
