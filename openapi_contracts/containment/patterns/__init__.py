"""Decides inclusion, emptiness and membership of regular expressions (JSON Schema `pattern`) without backtracking.

* A pattern is parsed (`parser`, `escapes`, `properties`) into a syntax tree (`syntax`).
* Its language, the set of strings in which it finds a match, becomes a term of an algebra with union, intersection and
  complement (`languages`, `terms`, `algebra`, `shapes`), over sets of `characters`.
* Decisions about languages (`decisions`) search the derivatives of terms (`derivatives`, `search`, `runs`, `paths`,
  `matching`), within a budget of steps.

Sources: Brzozowski, Derivatives of Regular Expressions (1964); Antimirov, Partial Derivatives of Regular Expressions
(1996); Owens, Reppy and Turon, Regular-expression derivatives re-examined (2009); ECMA-262, section 22.2.
"""

from openapi_contracts.containment.patterns.decisions import Pattern, Word, compile, find, includes, is_empty, words
from openapi_contracts.containment.patterns.syntax import Unsupported

__all__ = ["Pattern", "Unsupported", "Word", "compile", "find", "includes", "is_empty", "words"]
