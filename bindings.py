"""The services that the platform has bound, in whichever of its three ways they are told, and what address each has."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

Credentials = Mapping[str, Any]


class BindingError(Exception):
    """A binding cannot be used; `source` names it, and the message says what is needed, without its values."""

    def __init__(self, source: str, needed: str) -> None:
        super().__init__(needed)
        self.source = source


@dataclass(frozen=True, slots=True)
class Bound:
    """A service as it is bound."""

    name: str
    tags: frozenset[str]
    credentials: Credentials

    @property
    def source(self) -> str:
        """Name it in a message."""
        return f"service binding {self.name!r}"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of service: the names and tags it is known by, never its label, and how its address is made."""

    names: frozenset[str]
    tags: frozenset[str]
    address: Callable[[Bound], str]


def find(environ: Mapping[str, str], kind: Kind) -> tuple[str, str] | None:
    """Find a service by its name, else by a tag, and give what to call it and its address. Raises BindingError."""
    bound = list(_bound(environ))
    known = [each for each in bound if each.name in kind.names] + [each for each in bound if each.tags & kind.tags]
    return (known[0].source, kind.address(known[0])) if known else None


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
        raise BindingError("VCAP_SERVICES", "a JSON object, as the platform gives it.")
    return parsed


def _in_files(folder: Path) -> Bound:
    """Read a binding delivered as files, one an entry (servicebinding.io)."""
    entries = {path.name: path.read_text(encoding="utf-8").rstrip("\n") for path in folder.iterdir() if path.is_file()}
    tags = frozenset({entries.get("type", ""), *_listed(entries.get("tags", ""))})
    return Bound(entries.get("binding-name", folder.name), tags, entries)


def _listed(text: str) -> list[str]:
    return [str(tag) for tag in json.loads(text)] if text.startswith("[") else text.split(",")


def _needed(bound: Bound, entries: Credentials) -> dict[str, str]:
    """Quote entries for an address. Raises BindingError where one is missing."""
    missing = sorted(key for key, value in entries.items() if not value)
    if missing:
        raise BindingError(bound.source, f"credentials with uri, or with {', '.join(missing)} too.")
    return {key: quote(str(value), safe="") for key, value in entries.items()}


def _postgresql(bound: Bound) -> str:
    """Make an address of credentials: `uri`, else `hostname`, `port`, `name`, `username`, `password`."""
    said = bound.credentials
    if uri := said.get("uri"):
        return str(uri)
    host = said.get("hostname") or said.get("host")
    name = said.get("name") or said.get("database")
    login = {"username": said.get("username"), "password": said.get("password")}
    needed = _needed(bound, {**login, "hostname": host, "name": name})
    port = int(said.get("port") or 5432)
    return f"postgresql://{needed['username']}:{needed['password']}@{host}:{port}/{needed['name']}"


def _redis(bound: Bound) -> str:
    """Make an address of credentials: `uri`, else `host`, `password` and `tls_port` or `port`, some in a `redis`."""
    nested = bound.credentials.get("redis")
    said = {**bound.credentials, **nested} if isinstance(nested, Mapping) else bound.credentials
    if uri := said.get("uri"):
        return str(uri)
    host = said.get("host") or said.get("hostname")
    needed = _needed(bound, {"host": host, "password": said.get("password")})
    user = quote(str(said.get("username") or ""), safe="")
    scheme, port = ("rediss", said["tls_port"]) if said.get("tls_port") else ("redis", said.get("port") or 6379)
    return f"{scheme}://{user}:{needed['password']}@{host}:{int(port)}/0"


POSTGRESQL = Kind(frozenset({"database"}), frozenset({"postgresql", "postgres"}), _postgresql)
REDIS = Kind(frozenset({"limits", "redis"}), frozenset({"redis"}), _redis)
