"""OpenAPI 2.0 to 3.2 normalized into one form: a contract, with its schemas as JSON Schema 2020-12 per direction.

References are followed within the document and nothing is fetched. A part that cannot be interpreted becomes an
`Unclear` with its place.
"""

from openapi_contracts.contracts.bundles import Bundle, Standalone
from openapi_contracts.contracts.contract import normalize
from openapi_contracts.contracts.directional_schemas import Schemas, standalone
from openapi_contracts.contracts.model import Contract, Operation
from openapi_contracts.contracts.places import Direction, SchemaAt, Unclear
from openapi_contracts.contracts.unaltered_operations import Unaltered
from openapi_contracts.contracts.unchanged_text import Texts

__all__ = [
    "Bundle",
    "Contract",
    "Direction",
    "Operation",
    "SchemaAt",
    "Schemas",
    "Standalone",
    "Texts",
    "Unaltered",
    "Unclear",
    "normalize",
    "standalone",
]
