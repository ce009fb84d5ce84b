"""The containment prover: is every value of one schema a value of another? A proof, a value that is not, or neither.

A question `sub <= sup` is a search for a value for which `sub` holds and `sup` does not. Schemas are read (`reading`,
by `dialects`, `assertions`, `applicators`) into `atoms`, equal ones get one number (`sketch`, `numbering`, `graph`),
and a goal of literals is searched (`theory`, `tableau`, `expansion`, `tabling`) with one solver for each kind of value
(`numbers`, `strings`, `arrays`, `objects`). What is found is to be confirmed by a validator (`confirmation`).

Sources: Attouche, Baazizi, Colazzo, Ghelli, Sartiani and Scherzinger, Witness Generation for JSON Schema (PVLDB 15(13),
2022); Baazizi et al., JSON Schema Inclusion through Refutational Normalization (2026).
"""

from openapi_contracts.containment.prover.dialects import Dialect
from openapi_contracts.containment.prover.reading import SchemaReading
from openapi_contracts.containment.prover.results import Empty, Found, Result, Unknown
from openapi_contracts.containment.prover.sketch import Sketch
from openapi_contracts.containment.prover.theory import Theory
from openapi_contracts.vocabulary import ContentModel

__all__ = ["ContentModel", "Dialect", "Empty", "Found", "Result", "SchemaReading", "Sketch", "Theory", "Unknown"]
