"""What an operator may choose: typed, read once from the environment and the platform's service bindings."""

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
DEFAULT_PORTS = {"http": ":80", "https": ":443"}  # which an origin leaves out
REDIS = re.compile(r"rediss?://([^/?#]*@)?([^/?#@:\[\]]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?(/[0-9]{0,2})?(\?\S*)?")
ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://([a-z0-9_.-]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?")


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


def origins(variable: str, text: str) -> tuple[str, ...]:
    """Read origins as browsers write them (RFC 6454, section 6.2), or * for every one."""
    listed = text.lower().replace(",", " ").split()
    if listed == ["*"]:
        return ("*",)
    for origin in listed:
        if not ORIGIN.fullmatch(origin):
            allowed = "*, or origins such as https://example.org:8443, without a path, separated by blanks."
            raise SettingsError(variable, text, allowed)
    return tuple(each.removesuffix(DEFAULT_PORTS.get(each.partition(":")[0], "")) for each in listed)


def limits_storage(variable: str, text: str) -> str:
    """Read where requests are counted: `memory`, or the address of a Redis."""
    if text == MEMORY or REDIS.fullmatch(text):
        return text
    scheme, address, _ = text.partition("://")
    shown = f"{scheme}://..." if address else "..."  # an address may hold a password
    raise SettingsError(variable, shown, "memory, redis://<user>:<password>@<host>:<port>/<number> or rediss://...")


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
    proxies: int = setting(
        "REGISTRY_PROXIES",
        whole(0, 9),
        0,
        "How many proxies in front are believed: X-Forwarded-For, -Prefix, -Proto.",
    )
    cors_origins: tuple[str, ...] = setting(
        "REGISTRY_CORS_ORIGINS", origins, (), "The origins whose pages may call this with a browser, or `*`."
    )
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
    logs: str | None = setting(
        "REGISTRY_LOGS",
        one_of("json", "text"),
        None,
        "How lines of the log are written; if not said, as text at a terminal, else as JSON.",
    )
    instance: int | None = setting(
        "CF_INSTANCE_INDEX",
        whole(0, MILLION),
        None,
        "Which of several instances this is, for the log; Cloud Foundry says it.",
    )

    limit_address: int = setting(
        "REGISTRY_LIMIT_ADDRESS", whole(0, MILLION), 3000, "Requests a minute from one address, without a token."
    )
    limit_token: int = setting("REGISTRY_LIMIT_TOKEN", whole(0, MILLION), 6000, "Requests a minute with one token.")
    limit_wrong_tokens: int = setting(
        "REGISTRY_LIMIT_WRONG_TOKENS", whole(0, MILLION), 60, "Wrong tokens a minute from one address."
    )
    limits_storage: str = setting(
        "REGISTRY_LIMITS_STORAGE", limits_storage, MEMORY, "Where requests are counted: `memory`, or a Redis for all."
    )

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the settings, and from service bindings where the database and a Redis are. Raises SettingsError."""
        values: dict[str, Any] = {}
        for each in fields(cls):
            variable = each.metadata["variable"]
            text = environ.get(variable, "")
            if text:
                values[each.name] = each.metadata["read"](variable, text)
        bound = _bound(environ)
        values = {**bound, **values}
        if "database_url" in bound:  # the platform sets DATABASE_URL too, from whichever database it meets first
            values["database_url"] = bound["database_url"]
        return cls(**values)

    @property
    def embedded(self) -> bool:
        """Whether the registry is kept in a file of its own."""
        return self.database_url.startswith("sqlite:")


_BOUND = (("database_url", bindings.POSTGRESQL, database_url), ("limits_storage", bindings.REDIS, limits_storage))


def _bound(environ: Mapping[str, str]) -> dict[str, str]:
    """Read the settings that service bindings give. Raises SettingsError."""
    values: dict[str, str] = {}
    for name, kind, read in _BOUND:
        try:
            found = bindings.find(environ, kind)
        except bindings.BindingError as error:
            raise SettingsError(error.source, "***", str(error)) from None
        if found:
            values[name] = read(*found)
    return values
