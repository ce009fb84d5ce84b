"""Names the subject of what an official schema reports, and grades what only concerns texts as such.

The official schemas know neither which field was meant nor whether a message depends on the place.
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property

from openapi_contracts.documents.pointers import escape
from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.metaschema import Violation
from openapi_contracts.documents.rules.objects import Objects, kind_name
from openapi_contracts.documents.rules.sentences import shortened
from openapi_contracts.documents.syntaxes.parsed import pointer, quoted

_TEXT_KINDS = frozenset({"Info", "Contact", "License", "ExternalDocumentation", "Tag", "Example"})
_TEXT_FIELDS = frozenset(
    {"summary", "description", "title", "example", "examples", "externalDocs", "tags", "termsOfService", "info"}
)
# Keywords of older drafts that the meta-schema of 2020-12 knows only to recommend against them.
_OLD_KEYWORDS = frozenset({"$recursiveAnchor", "$recursiveRef", "dependencies", "definitions"})
_COVERED = frozenset(  # codes that say less than a rule about the same place
    {"unknown-field", "invalid-name", "excluded-combination", "no-single-alternative", "value-not-allowed"}
    | {"pattern-mismatch", "wrong-format", "missing-field", "repeated-items", "wrong-length"}
)
_LIKENESS = 0.75
_MOST_COMPARED = 200  # fields for which a similar one is searched, which is slow


class Refiner:
    """Refines the violations of official schemas, given what the rules for objects found already."""

    def __init__(self, objects: Objects, found: Iterable[Problem]) -> None:
        self._objects = objects
        self._found = {problem.pointer for problem in found}
        self._compared = 0

    def refined(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Yield the problems: violations refined, others unchanged."""
        for problem in problems:
            if not isinstance(problem, Violation):
                yield problem
            elif not self._is_covered(problem):
                yield self._refined(problem)

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {pointer(parts): kind for parts, kind in self._objects.kinds.items()}

    def _is_covered(self, violation: Violation) -> bool:
        if violation.code not in _COVERED:
            return False
        at = violation.pointer
        if (violation.code, at) == ("repeated-items", "/tags"):
            return True  # each is a duplicate tag
        return at in self._found or (
            violation.code == "missing-field" and f"{at}/{escape(violation.field or '')}" in self._found
        )

    def _refined(self, violation: Violation) -> Problem:
        holder, _, last = violation.pointer.rpartition("/")
        if violation.code == "unknown-field" and violation.field is not None:
            return self._unknown(violation, self._kinds.get(holder, ""))
        code = violation.code
        if last in _OLD_KEYWORDS and self._kinds.get(holder) == "Schema":
            code = "keyword-of-older-draft"
        elif code == "wrong-length" and last == "required":
            code = "empty-required"
        elif self._is_text(violation, last):
            code = "invalid-text"
        return Problem(code, violation.detail, violation.pointer)

    def _is_text(self, violation: Violation, last: str) -> bool:
        names = (last, violation.field) if violation.code == "missing-field" else (last,)
        kinds = (self._kinds.get(violation.pointer), self._kinds.get(violation.pointer.rpartition("/")[0]))
        return not _TEXT_KINDS.isdisjoint(kinds) or (
            not _TEXT_FIELDS.isdisjoint(names) and "properties" not in violation.pointer.split("/")[-2:-1]
        )

    def _unknown(self, violation: Violation, kind: str) -> Problem:
        name = violation.field or ""
        if kind == "Paths":
            sentence = f"{quoted(name)} is no path: paths begin with `/`. Write {quoted('/' + name)}."
            return Problem("path-without-slash", shortened(sentence), violation.pointer)
        fields = self._objects.fields_of(kind)
        if not fields or name in fields:
            return Problem("unknown-field", violation.detail, violation.pointer)
        sentence = f"The {kind_name(kind)} has no field {quoted(name)}"
        near = self._nearest(name, fields)
        if near is None:
            return Problem("unknown-field", shortened(f"{sentence}."), violation.pointer)
        is_text = near in _TEXT_FIELDS or kind in _TEXT_KINDS
        code = "unknown-field" if is_text else "misspelt-field"
        return Problem(code, shortened(f"{sentence}; the nearest is `{near}`."), violation.pointer)

    def _nearest(self, name: str, fields: frozenset[str]) -> str | None:
        self._compared += 1
        if self._compared > _MOST_COMPARED:
            return None
        return next(iter(get_close_matches(name[:100], sorted(fields), n=1, cutoff=_LIKENESS)), None)
