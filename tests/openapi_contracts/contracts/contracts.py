"""What tests ask of a whole contract: the schemas in it, and a form in which two contracts compare."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from openapi_contracts.contracts import Schemas, normalize
from openapi_contracts.contracts.model import Contract
from openapi_contracts.contracts.places import SchemaAt


def schemas(contract: Contract) -> list[SchemaAt]:
    """List the schemas of a contract, each place and direction once."""
    found = {(at.pointer, at.direction): at for at in _schemas(contract)}
    return list(found.values())


def _schemas(contract: Contract) -> Iterator[SchemaAt]:
    pending: list[Any] = [contract.operations, contract.webhooks]
    seen = set[int]()
    while pending:
        value = pending.pop()
        if isinstance(value, SchemaAt):
            yield value
        elif is_dataclass(value) and id(value) not in seen:
            seen.add(id(value))
            pending += [getattr(value, field.name) for field in fields(value) if field.name != "origin"]
        elif isinstance(value, Mapping):
            pending += value.values()
        elif isinstance(value, tuple):
            pending += value


def comparable(document: Mapping[str, Any]) -> Any:
    """Lower a document to plain values in which places are left out and every schema stands alone."""
    alone = Schemas(document)

    def plain(value: Any) -> Any:
        if isinstance(value, SchemaAt):
            return {**alone.standalone(value).schema, "direction": value.direction}
        if is_dataclass(value):
            return {field.name: plain(getattr(value, field.name)) for field in fields(value) if field.compare}
        if isinstance(value, Mapping):
            return {str(key): plain(item) for key, item in value.items()}
        return (
            [plain(item) for item in value]
            if isinstance(value, list | tuple) and not hasattr(value, "_fields")
            else value
        )

    contract = normalize(document)
    assert not contract.unclear
    return {
        "operations": plain(contract.operations),
        "webhooks": plain(contract.webhooks),
        "servers": plain(contract.servers),
    }
