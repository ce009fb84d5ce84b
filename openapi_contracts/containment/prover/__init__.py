"""The containment prover: is every instance of one JSON Schema (`sub`) an instance of another (`sup`)?

It searches for a counterexample: a value for which `sub` holds and `sup` does not. It returns that value, the proof
that there is none, or the reason why it knows neither.

* A schema is read (`reading`, `dialects`, `assertions`, `applicators`, `unevaluated`) into atoms, one per keyword
  (`atoms`, `raw_graph`). Equal atoms get one number (`numbering`, `refinement`, `graph`). A literal asserts or denies
  an atom.
* A goal is a set of literals. The search (`theory`, `tableau`, `expansion`, `tabling`) looks for a value for which all
  of them hold, with one solver per JSON type (`numbers`, `strings`, `arrays`, `objects`).
* The caller lets an independent validator confirm each counterexample (`confirmation`, `bundling`).

Sources: Attouche, Baazizi, Colazzo, Ghelli, Sartiani and Scherzinger, Witness Generation for JSON Schema (PVLDB 15(13),
2022); Baazizi et al., JSON Schema Inclusion through Refutational Normalization (2026).
"""

from openapi_contracts.containment.prover.dialects import Dialect
from openapi_contracts.containment.prover.raw_graph import RawGraph
from openapi_contracts.containment.prover.reading import SchemaReading
from openapi_contracts.containment.prover.results import Empty, Found, Result, Unknown
from openapi_contracts.containment.prover.theory import Theory
from openapi_contracts.vocabulary import ContentModel

__all__ = ["ContentModel", "Dialect", "Empty", "Found", "RawGraph", "Result", "SchemaReading", "Theory", "Unknown"]
