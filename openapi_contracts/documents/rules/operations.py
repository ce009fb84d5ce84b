"""Paths, operations and parameters by openapi-spec-validator's rules, with the places of what breaks them."""

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
    """Stands before a stock PathValidator."""

    def __call__(self, *arguments: Any, **options: Any) -> Iterator[Problem]:
        """Check a path template and its path item."""
        url, item = arguments
        if url.startswith("x-"):
            return  # an extension of `paths`, which stock takes for a path (OAS 3.0.3, 4.7.8.2)
        if _balanced(url) is None:
            said = f"The braces of the path {quoted(url)} do not pair; each parameter is written as {{name}}."
            yield Problem("malformed-path-template", shortened(said), item.pointer)
        yield from super().__call__(*arguments, **options)


class Operations(Guarded):
    """Stands before the stock OperationValidator."""

    def __init__(self, registry: Any) -> None:
        super().__init__(registry)
        self.operation_ids_registry: Any = Seen()

    def _get_path_params_from_url(self, url: str) -> Iterable[str]:
        """Read the parameters of a template, as far as it can be read."""
        balanced = _balanced(url)
        return re.findall(r"\{([^{}]+)\}", url) if balanced is None else balanced

    def explain(self, error: Exception, *arguments: Any) -> Iterable[Problem]:
        """Turn an error of the stock validator into a problem."""
        url, method, operation, shared = arguments
        if isinstance(error, DuplicateOperationIDError):
            named = quoted(str(operation.node["operationId"]))
            said = f"The operationId {named} already names another operation."
            return [Problem("duplicate-operation-id", said, pointer((*operation.parts, "operationId")))]
        ending = f"' for '{method}' operation in '{url}' was not resolved"
        name = str(error).partition("\n")[0].removeprefix("Path parameter '").removesuffix(ending)
        if name not in set(self._get_path_params_from_url(url)):
            said = f"The path parameter {quoted(name)} of this operation does not occur in the path {quoted(url)}."
            return [Problem("unused-path-parameter", shortened(said), operation.pointer)]
        if _incomplete(operation / "parameters" if "parameters" in operation else None) or _incomplete(shared):
            return []  # it may well be declared behind the broken reference, which was reported
        said = f"The path {quoted(url)} has a parameter {quoted(name)} that this operation does not declare."
        return [Problem("undeclared-path-parameter", shortened(said), operation.pointer)]


class Parameters(Guarded):
    """Stands before the stock ParametersValidator."""

    def __call__(self, *arguments: Any, **options: Any) -> Iterator[Problem]:
        """Check a list of parameters; stock says that one is repeated but not which, so look in step with it."""
        (parameters,) = arguments
        repeated = _repeated(parameters)
        for problem in super().__call__(*arguments, **options):
            yield next(repeated, problem) if problem.code == "duplicate-parameter" else problem

    def explain(self, error: Exception, *arguments: Any) -> Iterable[Problem]:
        """Turn an error of the stock validator into a problem."""
        if isinstance(error, ParameterDuplicateError):
            return [Problem("duplicate-parameter", "A parameter is declared twice.", arguments[0].pointer)]
        return super().explain(error, *arguments)


def _repeated(parameters: DocumentCursor) -> Iterator[Problem]:
    """Give the parameters that another of the same name and place precedes (OAS 3.0.3 4.7.10)."""
    seen: set[tuple[Any, Any]] = set()
    for index, parameter in parameters.items():
        key = (parameter.node["name"], parameter.node["in"])
        if key in seen:
            said = f"The {key[1]} parameter {quoted(key[0])} is already in this list."
            yield Problem("duplicate-parameter", shortened(said), pointer((*parameters.parts, str(index))))
        seen.add(key)


def _incomplete(parameters: DocumentCursor | None) -> bool:
    """Tell whether a list of parameters has broken references, so that it is not known in full."""
    if parameters is None or not isinstance(parameters.node, list):
        return False
    return parameters.broken or sum(1 for _ in parameters) < len(parameters.node)


def _balanced(url: str) -> list[str] | None:
    """Read the parameters of a template by stock's rule, or give None where that rule fails."""
    try:
        return list(OperationValidator._get_path_params_from_url(None, url))  # type: ignore[arg-type]  # uses no self
    except ValueError:
        return None
