"""Operations of path items that are the same in both documents: they are normalized once."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from openapi_contracts.contracts.model import Contract, Operation
from openapi_contracts.contracts.unchanged_text import Texts
from openapi_contracts.documents.pointers import split

ByPath: TypeAlias = Mapping[str, list[tuple[str, Operation]]]
ITEMS = ("paths", "webhooks")
# Members of the root that affect every operation, and the security schemes.
_FRAME = ("jsonSchemaDialect", "servers", "host", "basePath", "schemes", "consumes", "produces", "security")
_NAMED = "securityDefinitions", "securitySchemes"


class Unaltered:
    """The operations of a contract whose path items a revision repeats with equal text and equal references.

    Path items with an unclear part are excluded, so that the part is noted in each document.
    """

    def __init__(self, base: Contract, texts: Texts) -> None:
        self._base = base
        self._texts = texts

    def within(self, document: Mapping[str, Any]) -> dict[str, ByPath]:
        """Return the operations of each unchanged path item in `paths` and `webhooks`, by method."""
        before = self._base.origin.raw
        if not all(self._texts.unchanged([(_frame(before), _frame(document))])):
            return {}
        doubted = {item for one in self._base.unclear if (item := _item(one.pointer))}
        return {key: self._kept(key, before.get(key), document.get(key), doubted) for key in ITEMS}

    def accounts_for(self, revision: Contract) -> bool:
        """Say whether a contract that reused operations lists every unclear part they have."""
        noted = {(one.pointer, one.reason) for one in revision.unclear}
        return revision.dialect is self._base.dialect and all(
            (one.pointer, one.reason) in noted for one in self._base.unclear
        )

    def _kept(self, key: str, old: Any, new: Any, doubted: set[tuple[str, str]]) -> ByPath:
        if not isinstance(old, dict) or not isinstance(new, dict):
            return {}
        both = [path for path in new if path in old and (key, path) not in doubted]
        same = self._texts.unchanged([(old[path], new[path]) for path in both])
        kept: dict[str, list[tuple[str, Operation]]] = {
            path: [] for path, is_same in zip(both, same, strict=True) if is_same
        }
        for (_, method), one in (self._base.operations if key == "paths" else self._base.webhooks).items():
            if isinstance(one, Operation) and one.path in kept:
                kept[one.path].append((method, one))
        return kept


def _frame(document: Mapping[str, Any]) -> dict[str, Any]:
    named = document.get("components")
    whole = {**(named if isinstance(named, dict) else {}), **document}
    return {key: whole[key] for key in (*_FRAME, *_NAMED) if key in whole}


def _item(pointer: str) -> tuple[str, str] | None:
    match split(pointer):
        case [key, path, *_] if key in ITEMS:
            return key, path
    return None
