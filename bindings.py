"""Service bindings of the platform, in any of its three forms, and the database and Redis URLs in them."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

Credentials = Mapping[str, Any]


class BindingError(Exception):
    """A binding is unusable; `source` names it, and the message says what it needs, without secret values."""

    def __init__(self, source: str, needed: str) -> None:
        super().__init__(needed)
        self.source = source


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound service."""

    name: str
    tags: frozenset[str]
    credentials: Credentials

    @property
    def source(self) -> str:
        """Its name in a message."""
        return f"service binding {self.name!r}"


@dataclass(frozen=True, slots=True)
class ServiceKind:
    """A kind of service: the binding names and tags that identify it, and how its URL is made."""

    names: frozenset[str]
    tags: frozenset[str]
    url: Callable[[Bound], str]


def find(environ: Mapping[str, str], kind: ServiceKind) -> tuple[str, str] | None:
    """Return the source and the URL of a bound service, by its name or else by a tag. Raises BindingError."""
    bound = list(_bound(environ))
    matching = [each for each in bound if each.name in kind.names] + [each for each in bound if each.tags & kind.tags]
    return (matching[0].source, kind.url(matching[0])) if matching else None


def _bound(environ: Mapping[str, str]) -> Iterator[Bound]:
    text = environ.get("VCAP_SERVICES", "")
    if path := environ.get("VCAP_SERVICES_FILE_PATH"):
        text = Path(path).read_text(encoding="utf-8")
    for services in _json(text).values():
        for service in services:
            name = service.get("binding_name") or service.get("name") or ""
            yield Bound(name, frozenset(service.get("tags", [])), service.get("credentials", {}))
    if root := environ.get("SERVICE_BINDING_ROOT"):
        yield from (_in_files(folder) for folder in sorted(Path(root).iterdir()) if folder.is_dir())


def _json(text: str) -> dict[str, Any]:
    try:
        parsed = json.loads(text or "{}")
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict):
        raise BindingError("VCAP_SERVICES", "a JSON object, as the platform sets it.")
    return parsed


def _in_files(folder: Path) -> Bound:
    """Read a binding stored as files, one per entry (servicebinding.io)."""
    entries = {path.name: path.read_text(encoding="utf-8").rstrip("\n") for path in folder.iterdir() if path.is_file()}
    tags = frozenset({entries.get("type", ""), *_listed(entries.get("tags", ""))})
    return Bound(entries.get("binding-name", folder.name), tags, entries)


def _listed(text: str) -> list[str]:
    return [str(tag) for tag in json.loads(text)] if text.startswith("[") else text.split(",")


def _needed(bound: Bound, entries: Credentials) -> dict[str, str]:
    """Percent-encode entries for a URL. Raises BindingError where one is missing."""
    missing = sorted(key for key, value in entries.items() if not value)
    if missing:
        raise BindingError(bound.source, f"credentials with `uri`, or else with {', '.join(missing)} as well.")
    return {key: quote(str(value), safe="") for key, value in entries.items()}


def _postgresql(bound: Bound) -> str:
    """Make a URL from credentials: `uri`, else `hostname`, `port`, `name`, `username` and `password`."""
    credentials = bound.credentials
    if uri := credentials.get("uri"):
        return str(uri)
    host = credentials.get("hostname") or credentials.get("host")
    name = credentials.get("name") or credentials.get("database")
    login = {"username": credentials.get("username"), "password": credentials.get("password")}
    needed = _needed(bound, {**login, "hostname": host, "name": name})
    port = int(credentials.get("port") or 5432)
    return f"postgresql://{needed['username']}:{needed['password']}@{host}:{port}/{needed['name']}"


def _redis(bound: Bound) -> str:
    """Make a URL from credentials: `uri`, else `host`, `password` and `tls_port` or `port`, perhaps below `redis`."""
    nested = bound.credentials.get("redis")
    credentials = {**bound.credentials, **nested} if isinstance(nested, Mapping) else bound.credentials
    if uri := credentials.get("uri"):
        return str(uri)
    host = credentials.get("host") or credentials.get("hostname")
    needed = _needed(bound, {"host": host, "password": credentials.get("password")})
    user = quote(str(credentials.get("username") or ""), safe="")
    scheme, port = (
        ("rediss", credentials["tls_port"])
        if credentials.get("tls_port")
        else ("redis", credentials.get("port") or 6379)
    )
    return f"{scheme}://{user}:{needed['password']}@{host}:{int(port)}/0"


POSTGRESQL = ServiceKind(frozenset({"database"}), frozenset({"postgresql", "postgres"}), _postgresql)
REDIS = ServiceKind(frozenset({"limits", "redis"}), frozenset({"redis"}), _redis)
