"""Settings of the service: typed, read once from the environment and from service bindings."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import bindings

EMBEDDED = "sqlite:///var/registry.db"
MEMORY = "memory"
POSTGRESQL_SCHEMES = ("postgres", "postgresql")
DRIVER = "postgresql+psycopg"
LOOPBACK = "127.0.0.1"
EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 - the platform's health check comes from outside the container
MIB = 1024 * 1024
MILLION = 1_000_000
DEFAULT_PORTS = {"http": ":80", "https": ":443"}  # ports an origin leaves out
REDIS = re.compile(r"rediss?://([^/?#]*@)?([^/?#@:\[\]]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?(/[0-9]{0,2})?(\?\S*)?")
ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://([a-z0-9_.-]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?")


class SettingsError(Exception):
    """A setting has an invalid value; the message names the variable, the value and what is allowed."""

    def __init__(self, variable: str, value: str, allowed: str) -> None:
        super().__init__(f"{variable}={value!r} is not allowed: expected {allowed}")


def whole(minimum: int, maximum: int) -> Callable[[str, str], int]:
    """Make a reader of integers in a range."""

    def read(variable: str, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 20 and minimum <= int(text) <= maximum):
            raise SettingsError(variable, text, f"a whole number from {minimum} to {maximum}.")
        return int(text)

    return read


def one_of(*allowed: str) -> Callable[[str, str], str]:
    """Make a reader that accepts one of several words."""

    def read(variable: str, text: str) -> str:
        if text not in allowed:
            raise SettingsError(variable, text, f"one of {', '.join(allowed)}.")
        return text

    return read


def secret(variable: str, text: str) -> str:
    """Read a secret; messages never show it."""
    if len(text) < 16 or not text.isascii() or not text.isprintable() or " " in text:
        raise SettingsError(variable, "***", "at least 16 printable ASCII characters without spaces.")
    return text


def database_url(variable: str, text: str) -> str:
    """Read the database URL; a PostgreSQL URL gets the driver's name."""
    parts = urlsplit(text)
    if parts.scheme == "sqlite" and text.startswith("sqlite:///") and len(text) > len("sqlite:///"):
        return text
    if parts.scheme in (*POSTGRESQL_SCHEMES, DRIVER) and parts.hostname and len(parts.path) > 1:
        return urlunsplit(parts._replace(scheme=DRIVER))
    shown = f"{parts.scheme}://..." if parts.scheme else "..."  # the URL may hold a password
    raise SettingsError(variable, shown, "sqlite:///<file> or postgresql://<user>:<password>@<host>/<name>.")


def origins(variable: str, text: str) -> tuple[str, ...]:
    """Read origins as browsers write them (RFC 6454, section 6.2), or * for every origin."""
    listed = text.lower().replace(",", " ").split()
    if listed == ["*"]:
        return ("*",)
    for origin in listed:
        if not ORIGIN.fullmatch(origin):
            allowed = "*, or origins such as https://example.org:8443, without a path, separated by spaces."
            raise SettingsError(variable, text, allowed)
    return tuple(each.removesuffix(DEFAULT_PORTS.get(each.partition(":")[0], "")) for each in listed)


def limits_storage(variable: str, text: str) -> str:
    """Read where requests are counted: `memory`, or the URL of a Redis."""
    if text == MEMORY or REDIS.fullmatch(text):
        return text
    scheme, address, _ = text.partition("://")
    shown = f"{scheme}://..." if address else "..."  # an address may hold a password
    raise SettingsError(variable, shown, "memory, redis://<user>:<password>@<host>:<port>/<number> or rediss://...")


def setting(variable: str, read: Callable[[str, str], Any], default: Any, description: str) -> Any:
    """Declare a setting: its variable, reader, default and description."""
    return field(default=default, metadata={"variable": variable, "read": read, "description": description})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings; every default works on a fresh machine."""

    port: int = setting("PORT", whole(1, 65535), 8080, "The port to listen on.")
    database_url: str = setting(
        "DATABASE_URL",
        database_url,
        EMBEDDED,
        "The database: a SQLite file, or PostgreSQL 15 or newer.",
    )
    admin_token: str | None = setting(
        "REGISTRY_ADMIN_TOKEN", secret, None, "A token with all rights, at least 16 characters."
    )
    reads: str = setting(
        "REGISTRY_READS",
        one_of("open", "token"),
        "open",
        "Who may read: everyone (`open`), or only callers with a token (`token`).",
    )
    host: str = setting("REGISTRY_HOST", one_of(LOOPBACK, EVERY_ADDRESS), EVERY_ADDRESS, "The address to listen on.")
    proxies: int = setting(
        "REGISTRY_PROXIES",
        whole(0, 9),
        0,
        "How many proxies in front are trusted for X-Forwarded-For, -Prefix and -Proto.",
    )
    cors_origins: tuple[str, ...] = setting(
        "REGISTRY_CORS_ORIGINS", origins, (), "The origins whose web pages may call the service, or `*` for all."
    )
    workers: int = setting("REGISTRY_WORKERS", whole(1, 64), 2, "Worker processes that serve requests.")
    database_connections: int = setting(
        "REGISTRY_DATABASE_CONNECTIONS", whole(1, 100), 5, "PostgreSQL connections per worker."
    )
    document_bytes: int = setting(
        "REGISTRY_DOCUMENT_BYTES", whole(1024, 256 * MIB), 16 * MIB, "The largest document, in bytes."
    )
    document_depth: int = setting("REGISTRY_DOCUMENT_DEPTH", whole(16, 512), 256, "The deepest nesting in a document.")
    document_nodes: int = setting(
        "REGISTRY_DOCUMENT_NODES", whole(1000, 100_000_000), 2_000_000, "The most values in a document."
    )
    alias_expansion: int = setting(
        "REGISTRY_ALIAS_EXPANSION",
        whole(1, 1000),
        10,
        "The most that YAML aliases may enlarge a document, as a multiple of its size.",
    )
    analysis_seconds: int = setting(
        "REGISTRY_ANALYSIS_SECONDS", whole(1, 120), 10, "The time limit for analysing a document, in seconds."
    )
    analysis_memory: int = setting(
        "REGISTRY_ANALYSIS_MEMORY",
        whole(256 * MIB, 64 * 1024 * MIB),
        1024 * MIB,
        "The memory limit for analysing a document, in bytes.",
    )
    analysts: int = setting("REGISTRY_ANALYSTS", whole(1, 64), 2, "Documents each worker analyses at once.")
    analysis_patience: int = setting(
        "REGISTRY_ANALYSIS_PATIENCE",
        whole(0, 60),
        5,
        "How long a document waits for its turn to be analysed, in seconds.",
    )
    logs: str | None = setting(
        "REGISTRY_LOGS",
        one_of("json", "text"),
        None,
        "The log format; by default text on a terminal, otherwise JSON.",
    )
    instance: int | None = setting(
        "CF_INSTANCE_INDEX",
        whole(0, MILLION),
        None,
        "The number of this instance in log lines; set by Cloud Foundry.",
    )

    limit_address: int = setting(
        "REGISTRY_LIMIT_ADDRESS", whole(0, MILLION), 3000, "Requests a minute per address, without a token."
    )
    limit_token: int = setting("REGISTRY_LIMIT_TOKEN", whole(0, MILLION), 6000, "Requests a minute per token.")
    limit_wrong_tokens: int = setting(
        "REGISTRY_LIMIT_WRONG_TOKENS", whole(0, MILLION), 60, "Wrong tokens a minute per address."
    )
    limits_storage: str = setting(
        "REGISTRY_LIMITS_STORAGE",
        limits_storage,
        MEMORY,
        "Where requests are counted: `memory`, per worker, or a shared Redis.",
    )

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the settings; bindings supply the database and Redis URLs. Raises SettingsError."""
        values: dict[str, Any] = {}
        for each in fields(cls):
            variable = each.metadata["variable"]
            text = environ.get(variable, "")
            if text:
                values[each.name] = each.metadata["read"](variable, text)
        bound = _bound(environ)
        values = {**bound, **values}
        if "database_url" in bound:  # the platform also sets DATABASE_URL, from any bound database
            values["database_url"] = bound["database_url"]
        return cls(**values)

    @property
    def embedded(self) -> bool:
        """Whether the database is a SQLite file."""
        return self.database_url.startswith("sqlite:")


_BOUND = (("database_url", bindings.POSTGRESQL, database_url), ("limits_storage", bindings.REDIS, limits_storage))


def _bound(environ: Mapping[str, str]) -> dict[str, str]:
    """Read the settings that service bindings supply. Raises SettingsError."""
    values: dict[str, str] = {}
    for name, kind, read in _BOUND:
        try:
            found = bindings.find(environ, kind)
        except bindings.BindingError as error:
            raise SettingsError(error.source, "***", str(error)) from None
        if found:
            values[name] = read(*found)
    return values
