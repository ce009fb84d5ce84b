"""Normalizes servers: the addresses of an API, and the base path of its operations."""

import re
from urllib.parse import urlsplit

from openapi_contracts.contracts.model import Server
from openapi_contracts.contracts.places import Node, Unclear
from openapi_contracts.contracts.source_document import Source

_VARIABLE = re.compile(r"\{([^{}]*)\}")

Servers = tuple[Server | Unclear, ...]


def servers(source: Source, owner: Node, inherited: Servers | None = None) -> Servers:
    """Read the servers of the document, a path item or an operation; `/` where no level gives any.

    An empty list means the same as none (OAS 3.1.0, 4.8.1.1 `servers`).
    """
    if source.is_swagger:
        return inherited or _swagger_servers(source)
    found = tuple(_server(source, node) for node in source.listed(owner, "servers"))
    return found or inherited or (Server(owner, "/", ""),)


def _server(source: Source, node: Node) -> Server | Unclear:
    """Read a Server Object with its variables at their defaults (OAS 3.1.0, 4.8.5 and 4.8.6)."""
    if not isinstance(node.raw, dict) or not isinstance(node.raw.get("url"), str):
        return source.unclear(node, "a server is an object with a `url`")
    defaults: dict[str, str] = {}
    for name, variable in source.members(node, "variables"):
        if isinstance(variable.raw, dict) and variable.raw.get("default") is not None:
            defaults[name] = str(variable.raw["default"])
    missing = [name for name in _VARIABLE.findall(node.raw["url"]) if name not in defaults]
    if missing:
        return source.unclear(node, f"the server's variable {missing[0]!r:.80} has no default")
    return _placed(source, node, _VARIABLE.sub(lambda match: defaults[match[1]], node.raw["url"]))


def _swagger_servers(source: Source) -> Servers:
    """Read `schemes`, `host` and `basePath` as servers (OAS 2.0, 4.3.1)."""
    root = source.root
    host, base = source.text(root, "host") or "", source.text(root, "basePath") or "/"
    named = [str(node.raw) for node in source.listed(root, "schemes")] if host else []
    prefixes = [f"{scheme}://{host}" for scheme in named] or [f"//{host}" if host else ""]
    return tuple(_placed(source, root, prefix + (base if base != "/" or not host else "")) for prefix in prefixes)


def _placed(source: Source, node: Node, url: str) -> Server | Unclear:
    try:
        path = urlsplit(url).path
    except ValueError:
        return source.unclear(node, f"{url!r:.80} is not a URL")
    base = path.rstrip("/")
    return Server(node, url, base if not base or base.startswith("/") else f"/{base}")
