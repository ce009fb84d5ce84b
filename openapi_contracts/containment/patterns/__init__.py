"""Decides questions about the patterns of JSON Schema: languages, not backtracking. Knows no schema.

A pattern is read (`parser`, `escapes`, `properties`) into a tree (`syntax`), the tree into a term of an extended
regular expression algebra (`meaning`, `terms`, `algebra`, `shapes`, over sets of `characters`), and `questions` about
terms are answered by `derivatives` (`search`, `runs`, `paths`, `matching`), within a budget of steps.

Sources: Brzozowski, Derivatives of Regular Expressions (1964); Antimirov, Partial Derivatives of Regular Expressions
(1996); Owens, Reppy and Turon, Regular-expression derivatives re-examined (2009); ECMA-262, section 22.2.
"""

from openapi_contracts.containment.patterns.questions import Pattern, Word, compile, find, includes, is_empty, words
from openapi_contracts.containment.patterns.syntax import Unsupported

__all__ = ["Pattern", "Unsupported", "Word", "compile", "find", "includes", "is_empty", "words"]
