"""Media types: of health checks, and of OpenAPI documents with the syntax of each."""

from collections.abc import Mapping

from openapi_contracts import Syntax

HEALTH = "application/health+json"
DOCUMENTS: Mapping[str, Syntax] = {
    "application/json": Syntax.JSON,
    "application/yaml": Syntax.YAML,
    "application/openapi+json": Syntax.JSON,
    "application/openapi+yaml": Syntax.YAML,
    "application/vnd.oai.openapi+json": Syntax.JSON,
    "application/vnd.oai.openapi": Syntax.YAML,
    "application/x-yaml": Syntax.YAML,  # this and the next two are deprecated aliases (RFC 9512, 2.1)
    "text/yaml": Syntax.YAML,
    "text/x-yaml": Syntax.YAML,
}


def offered(stored: Syntax) -> list[str]:
    """List the media types a document is offered in, those of its own syntax first."""
    return sorted(DOCUMENTS, key=lambda media: DOCUMENTS[media] is not stored)
