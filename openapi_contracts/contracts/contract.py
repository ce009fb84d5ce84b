"""Normalizes a whole document into a `Contract`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from openapi_contracts.contracts.model import Contract
from openapi_contracts.contracts.operations import Scope, operations
from openapi_contracts.contracts.places import Direction, OpenApiDialect, distinct
from openapi_contracts.contracts.security import requirements, schemes
from openapi_contracts.contracts.servers import servers
from openapi_contracts.contracts.source_document import Source
from openapi_contracts.contracts.unaltered_operations import ByPath, Unaltered

_MAJORS = ("2.", "3.0", "3.1", "3.2")  # 3.2 is read as 3.1 with a new number


def normalize(document: Mapping[str, Any], *, unaltered: Unaltered | None = None) -> Contract:
    """Normalize an OpenAPI document, 2.0 to 3.2; raises nothing, whatever the document holds.

    Time is linear in the document. The result shares parts of the document, which must not change. Operations that are
    `unaltered` since another contract are taken from that contract.
    """
    kept = unaltered.within(document) if unaltered else {}
    contract = _lowered(document, kept)
    if unaltered and kept and not unaltered.accounts_for(contract):
        return _lowered(document, {})
    return contract


def _lowered(document: Mapping[str, Any], kept: Mapping[str, ByPath]) -> Contract:
    source = Source(document)
    _doubt(source)
    known = schemes(source)
    scope = Scope(known, requirements(source, source.root, known), servers(source, source.root))
    provided = replace(scope, direction=Direction.RESPONSE)
    info, tags = document.get("info"), document.get("tags")
    return Contract(
        origin=source.root,
        version=source.version,
        dialect=source.dialect,
        operations=operations(source, scope, "paths", kept.get("paths", {})),
        webhooks=operations(source, provided, "webhooks", kept.get("webhooks", {})),
        security_schemes=known,
        servers=scope.servers,
        info=info if isinstance(info, dict) else {},
        tags=tuple(tags) if isinstance(tags, list) else (),
        unclear=distinct(source.found),
    )


def _doubt(source: Source) -> None:
    """Note a document version or a schema dialect that is not supported."""
    if not source.version.startswith(_MAJORS):
        source.unclear(source.root, f"{source.version!r:.40} is not a version of OpenAPI from 2.0 to 3.2")
    elif source.dialect is OpenApiDialect.FOREIGN:
        source.unclear(source.root, "`jsonSchemaDialect` names a dialect that is not supported")
