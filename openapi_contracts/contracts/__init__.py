"""OpenAPI 2.0 to 3.2 in one normal form: a contract, and its schemas as JSON Schema 2020-12 for one direction.

Follows references within the document and fetches nothing; what cannot be understood is `Unclear`, with its place.
"""

from openapi_contracts.contracts.contract import lower
from openapi_contracts.contracts.directional_schemas import Bundle, Schemas, Standalone, standalone
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
    "lower",
    "standalone",
]
