"""Checks paths, operations and parameters with openapi-spec-validator's rules, and locates the problems."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from openapi_spec_validator.validation.exceptions import DuplicateOperationIDError, ParameterDuplicateError
from openapi_spec_validator.validation.keywords import OperationValidator

from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.cursor import DocumentCursor
from openapi_contracts.documents.rules.guarding import Guarded, Seen
from openapi_contracts.documents.rules.sentences import shortened
from openapi_contracts.documents.syntaxes.parsed import pointer, quoted


class Paths(Guarded):
    """Wraps the original PathValidator."""

    def __call__(self, *arguments: Any, **options: Any) -> Iterator[Problem]:
        """Yield the problems of a path template and its path item."""
        url, item = arguments
        if url.startswith("x-"):
            return  # an extension of `paths` (OAS 3.0.3, 4.7.8.2), which the original reads as a path
        if _balanced(url) is None:
            sentence = f"The braces of the path {quoted(url)} do not match; write each parameter as {{name}}."
            yield Problem("malformed-path-template", shortened(sentence), item.pointer)
        yield from super().__call__(*arguments, **options)


class Operations(Guarded):
    """Wraps the original OperationValidator."""

    def __init__(self, registry: Any) -> None:
        super().__init__(registry)
        self.operation_ids_registry: Any = Seen()

    def _get_path_params_from_url(self, url: str) -> Iterable[str]:
        """Return the parameter names of a path template, which may be malformed."""
        balanced = _balanced(url)
        return re.findall(r"\{([^{}]+)\}", url) if balanced is None else balanced

    def explain(self, error: Exception, *arguments: Any) -> Iterable[Problem]:
        """Convert an error of the original validator to problems."""
        url, method, operation, shared = arguments
        if isinstance(error, DuplicateOperationIDError):
            named = quoted(str(operation.node["operationId"]))
            sentence = f"The operationId {named} is already used by another operation."
            return [Problem("duplicate-operation-id", sentence, pointer((*operation.parts, "operationId")))]
        ending = f"' for '{method}' operation in '{url}' was not resolved"
        name = str(error).partition("\n")[0].removeprefix("Path parameter '").removesuffix(ending)
        if name not in set(self._get_path_params_from_url(url)):
            sentence = f"The path parameter {quoted(name)} of this operation does not occur in the path {quoted(url)}."
            return [Problem("unused-path-parameter", shortened(sentence), operation.pointer)]
        if _incomplete(operation / "parameters" if "parameters" in operation else None) or _incomplete(shared):
            return []  # a broken reference, reported elsewhere, may declare it
        sentence = f"The path {quoted(url)} has a parameter {quoted(name)} that this operation does not declare."
        return [Problem("undeclared-path-parameter", shortened(sentence), operation.pointer)]


class Parameters(Guarded):
    """Wraps the original ParametersValidator."""

    def __call__(self, *arguments: Any, **options: Any) -> Iterator[Problem]:
        """Yield the problems of a list of parameters. The original does not name duplicates; `_repeated` finds them."""
        (parameters,) = arguments
        repeated = _repeated(parameters)
        for problem in super().__call__(*arguments, **options):
            yield next(repeated, problem) if problem.code == "duplicate-parameter" else problem

    def explain(self, error: Exception, *arguments: Any) -> Iterable[Problem]:
        """Convert an error of the original validator to problems."""
        if isinstance(error, ParameterDuplicateError):
            return [Problem("duplicate-parameter", "A parameter is declared twice.", arguments[0].pointer)]
        return super().explain(error, *arguments)


def _repeated(parameters: DocumentCursor) -> Iterator[Problem]:
    """Yield a problem for each parameter with the name and `in` of an earlier one (OAS 3.0.3, 4.7.10)."""
    seen: set[tuple[Any, Any]] = set()
    for index, parameter in parameters.items():
        key = (parameter.node["name"], parameter.node["in"])
        if key in seen:
            sentence = f"The {key[1]} parameter {quoted(key[0])} is already in this list."
            yield Problem("duplicate-parameter", shortened(sentence), pointer((*parameters.parts, str(index))))
        seen.add(key)


def _incomplete(parameters: DocumentCursor | None) -> bool:
    """Say whether a list of parameters has broken references."""
    if parameters is None or not isinstance(parameters.node, list):
        return False
    return parameters.broken or sum(1 for _ in parameters) < len(parameters.node)


def _balanced(url: str) -> list[str] | None:
    """Return the parameter names of a path template; None if its braces do not match."""
    try:
        return list(OperationValidator._get_path_params_from_url(None, url))  # type: ignore[arg-type]  # uses no self
    except ValueError:
        return None
