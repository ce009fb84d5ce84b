"""OpenAPI 2.0 to 3.2 in one normal form: a contract, and its schemas as JSON Schema 2020-12 for one direction.

Follows references within the document and fetches nothing; what cannot be understood is `Unclear`, with its place.
"""

from compatibility.lowering.contracts import lower
from compatibility.lowering.directional import Bundle, Schemas, Standalone, standalone
from compatibility.lowering.model import Contract, Operation
from compatibility.lowering.places import Direction, SchemaAt, Unclear
from compatibility.lowering.texts import Texts
from compatibility.lowering.unaltered import Unaltered

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
