"""Validates a parsed document: the official schemas, openapi-spec-validator's rules, and those of `object_rules`."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from openapi_contracts.documents.grading import chosen, counted, graded
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.pointers import child, split
from openapi_contracts.documents.problems import NotOpenAPI, Problem
from openapi_contracts.documents.rules import object_rules, semantics, sentences, structure
from openapi_contracts.documents.rules.guarding import CRASH
from openapi_contracts.documents.rules.objects import Objects
from openapi_contracts.documents.rules.references import References
from openapi_contracts.documents.rules.refining import Refiner
from openapi_contracts.documents.syntaxes.parsed import quoted

_KEPT = 10_000  # problems kept and sorted into document order; further ones are only counted
# Codes that count once per place: the official schema and the meta-schema may report a value twice.
_ONCE_PER_PLACE = sentences.codes() - {"missing-field"}
_VERSION = re.compile(r"(\d{1,3}\.\d{1,3})(\.[!-~]{1,32})?", re.ASCII)
_SUPPORTED = {"swagger": ("2.0",), "openapi": ("3.0", "3.1", "3.2")}


@dataclass(frozen=True, slots=True)
class Findings:
    """The problems that are listed of a document, in document order, and the number of all problems of each code."""

    specification: str  # the OpenAPI version in the document, such as "3.0.3"
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]

    @property
    def count(self) -> int:
        """The number of all problems."""
        return sum(self.counts.values())


def problems(data: Any, limits: Limits) -> Findings:
    """Find the problems of a parsed document. Raises NotOpenAPI if it has no supported OpenAPI version."""
    specification = _specification(data)
    version = ".".join(specification.split(".")[:2])
    references = References(data, identifiers=version not in ("2.0", "3.0"))
    found = _Collected()
    objects = Objects(version, references)
    of_objects = list(object_rules.violations(objects))
    refiner = Refiner(objects, of_objects)
    found.add(references.problems)
    found.add(of_objects)
    found.add(refiner.refined(structure.violations_of(version, data)))
    found.add(refiner.refined(semantics.walk(objects)))
    return Findings(specification, found.first(limits.problems, data), found.counts)


class _Collected:
    """Collects distinct problems. A crash of a validator counts only if there is no error."""

    def __init__(self) -> None:
        self._kept: list[Problem] = []
        self._seen: set[int] = set()
        self._counts: Counter[str] = Counter()
        self._crash: Problem | None = None

    @property
    def counts(self) -> Mapping[str, int]:
        return self._counts | {CRASH: 1} if self._is_crashed else self._counts

    @property
    def _is_crashed(self) -> bool:
        return self._crash is not None and counted(self._counts, {})[1] == 0

    def add(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            if problem.code == CRASH:
                self._crash = self._crash or problem
                continue
            sentence = "" if problem.code in _ONCE_PER_PLACE else problem.detail
            identity = hash((problem.code, sentence, problem.pointer))
            if identity not in self._seen:
                self._seen.add(identity)
                self._counts[problem.code] += 1
                if len(self._kept) < _KEPT:
                    self._kept.append(problem)

    def first(self, number: int, document: Any) -> tuple[Problem, ...]:
        order = _Order(document)
        kept = [self._crash, *self._kept] if self._crash is not None and self._is_crashed else self._kept
        in_order = sorted(graded(kept, {}), key=lambda problem: order.of(problem.pointer))
        return tuple(chosen(in_order, number))


class _Order:
    """Orders places in a document; numbers the keys of each mapping once, when first needed."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._numbers: dict[int, dict[str, int]] = {}

    def of(self, pointer: str) -> tuple[int, ...]:
        """Return the positions of the steps of a JSON Pointer, as far as the steps exist."""
        node, numbers = self._document, []
        for step in split(pointer):
            try:
                below = child(node, step)
            except KeyError:
                break
            numbers.append(self._numbered(node)[step] if isinstance(node, dict) else int(step))
            node = below
        return tuple(numbers)

    def _numbered(self, node: dict[str, Any]) -> dict[str, int]:
        if id(node) not in self._numbers:
            self._numbers[id(node)] = {key: number for number, key in enumerate(node)}
        return self._numbers[id(node)]


def _specification(data: Any) -> str:
    """Return the OpenAPI version of a document. Raises NotOpenAPI if it is missing or not supported."""
    if not isinstance(data, dict):
        raise _refusal("not-an-object", "An OpenAPI document must be an object with the field `openapi` or `swagger`.")
    named = [field for field in _SUPPORTED if field in data]
    if not named:
        raise _refusal("no-version", "This is not an OpenAPI document: it has no field `openapi` or `swagger`.")
    if len(named) > 1:
        raise _refusal("two-versions", "The document has both fields `openapi` and `swagger`; remove one of them.")
    field, value = named[0], data[named[0]]
    if not isinstance(value, str):
        full = {"2.0": "2.0"}.get(str(value), f"{value}.0") if isinstance(value, float) else "3.0.3"
        raise _refusal(
            "version-not-text", f"The value of `{field}` must be a string; quote it: {field}: '{full}'.", field
        )
    matched = _VERSION.fullmatch(value)
    if matched is None or matched[1] not in _SUPPORTED[field]:
        sentence = f"The version {quoted(value)} of `{field}` is not supported; use OpenAPI 2.0, 3.0, 3.1 or 3.2."
        raise _refusal("unsupported-version", sentence, field)
    return value


def _refusal(code: str, detail: str, field: str = "") -> NotOpenAPI:
    return NotOpenAPI(Problem(code, detail, f"/{field}" if field else ""))
