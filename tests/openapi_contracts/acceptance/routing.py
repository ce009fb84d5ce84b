"""Where the operations of a document are: by the path of a request, or by the label of a message."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.openapi_contracts.acceptance.judging import Refused, Unjudged
from tests.openapi_contracts.acceptance.places import Contract, Place

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
CALLBACK = re.compile(r"(?P<within>.+) callback (?P<name>\S*) (?P<expression>.+) (?P<method>\S+)")


@dataclass(frozen=True)
class Operation:
    """An operation, the path item it is of, and the texts of its path parameters."""

    place: Place
    item: Place
    texts: Mapping[str, str] = field(default_factory=dict)

    def parameters(self) -> list[Place]:
        """List the parameters, those of the path item too where the operation says no other."""
        found: dict[tuple[str, str], Place] = {}
        for owner in (self.item, self.place):
            for _, parameter in (owner.at("parameters") or Place(self.place.contract, "", [])).children():
                where, name = str(parameter.get("in")), str(parameter.get("name"))
                found[where, name.lower() if where == "header" else name] = parameter
        return list(found.values())


def routed(contract: Contract, method: str, path: str) -> Operation:
    """Find the operation that takes a request, the most concrete path first; Refused where there is none."""
    fitting = fits(contract, path)
    if not fitting:
        raise Refused(f"no path is like {path}")
    template = min(fitting, key=concreteness)
    item, texts = fitting[template]
    operation = _of(item, method)
    if operation is None:
        raise Refused(f"{template} has no {method}")
    if not any(path.startswith(base) for base in bases(operation, item, contract)):
        raise Refused(f"{method} {template} is not served there")
    return Operation(operation, item, texts)


def _of(item: Place, method: str) -> Place | None:
    """Return the operation of a method; those without a field of their own have names with capitals (OAS 3.2.0)."""
    return item.at(method.lower()) if method.lower() in METHODS else item.at("additionalOperations", method)


def fits(contract: Contract, path: str) -> dict[str, tuple[Place, dict[str, str]]]:
    """Find the path templates that a path is like, each with the texts of its parameters."""
    found: dict[str, tuple[Place, dict[str, str]]] = {}
    for template, item in paths(contract):
        if "?" in template or "#" in template:
            raise Unjudged("a path holds a query or a fragment")
        pattern, names = compiled(template)
        known = [operation for method in METHODS if (operation := item.at(method))]
        for base in dict.fromkeys(base for operation in known for base in bases(operation, item, contract)):
            match = pattern.fullmatch(path.removeprefix(base)) if path.startswith(base) else None
            if match:
                found[template] = item, dict(zip(names, match.groups(), strict=True))
    return found


def paths(contract: Contract) -> list[tuple[str, Place]]:
    """List the path items, each with its template."""
    found = contract.root.at("paths")
    return [each for each in found.children() if each[0].startswith("/")] if found else []


def compiled(template: str) -> tuple[re.Pattern[str], list[str]]:
    """Return the pattern of a path template, and the names in it."""
    pieces = re.split(r"(\{[^{}]*\})", template)
    pattern = "".join("([^/]+)" if piece.startswith("{") else re.escape(piece) for piece in pieces)
    return re.compile(pattern), [piece[1:-1] for piece in pieces if piece.startswith("{")]


def concreteness(template: str) -> tuple[tuple[bool, int], ...]:
    """Return what is the smaller the more concrete a path is: segment by segment, those without a name first."""
    return tuple(("{" in segment, -len(re.sub(r"\{[^{}]*\}", "", segment))) for segment in template.split("/"))


def bases(operation: Place | None, item: Place, contract: Contract) -> list[str]:
    """List the paths that servers put before every path; variables by their default and all they list."""
    owners = [owner for owner in (operation, item, contract.root) if owner and owner.get("servers")]
    found: list[str] = []
    for _, server in owners[0].at("servers").children() if owners else ():  # type: ignore[union-attr]
        urls = [str(server.get("url", ""))]
        for name, variable in (server.get("variables") or {}).items():
            values = dict.fromkeys([variable.get("default"), *(variable.get("enum") or [])])
            urls = [url.replace(f"{{{name}}}", str(value)) for url in urls for value in values]
        found += [f"/{urlsplit(url).path.strip('/')}".rstrip("/") for url in urls]
    return list(dict.fromkeys(found)) or [""]


def labelled(contract: Contract, label: str) -> Operation:
    """Find the operation of a label such as `POST /pets`; the names in its path may be others."""
    within = CALLBACK.fullmatch(label)
    if within:
        callbacks = labelled(contract, within["within"]).place.at("callbacks", within["name"])
        item = callbacks.at(within["expression"]) if callbacks else None
        return _named(item, within["method"], label)
    if label.startswith("WEBHOOK "):
        name, _, method = label.removeprefix("WEBHOOK ").rpartition(" ")
        return _named(contract.root.at("webhooks", name), method, label)
    method, _, path = label.partition(" ")
    wanted = erased(path)
    for template, item in paths(contract):
        if erased(template) == wanted:
            return _named(item, method, label)
    return routed(contract, method, bases(None, contract.root, contract)[0] + path)


def erased(path: str) -> str:
    return re.sub(r"\{[^{}]*\}", "{}", path)


def _named(item: Place | None, method: str, label: str) -> Operation:
    operation = _of(item, method) if item else None
    if item is None or operation is None:
        raise Refused(f"there is no {label}")
    return Operation(operation, item)
