"""Checks operations and parameters with openapi-spec-validator's rules, and locates the problems."""

from collections.abc import Iterable, Iterator
from typing import Any

from openapi_spec_validator.validation.exceptions import DuplicateOperationIDError, ParameterDuplicateError

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
        yield from super().__call__(*arguments, **options)
        if (beside := _beside_reference(url, item)) is not None:
            yield from super().__call__(url, beside, **options)


class Operations(Guarded):
    """Wraps the original OperationValidator."""

    def __init__(self, registry: Any) -> None:
        super().__init__(registry)
        self.operation_ids_registry: Any = Seen()

    def _get_path_params_from_url(self, _: str) -> Iterable[str]:
        """Return nothing: `path_rules` reads the templates of paths."""
        return ()

    def explain(self, error: Exception, *arguments: Any) -> Iterable[Problem]:
        """Convert an error of the original validator to problems."""
        operation = arguments[2]
        if isinstance(error, DuplicateOperationIDError):
            named = quoted(str(operation.node["operationId"]))
            sentence = f"The operationId {named} is already used by another operation."
            return [Problem("duplicate-operation-id", sentence, pointer((*operation.parts, "operationId")))]
        return []  # an unmatched path parameter: `path_rules` finds it, also beside a reference


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


def _beside_reference(url: str, item: DocumentCursor) -> DocumentCursor | None:
    """Return the fields beside the `$ref` of a path item; the original follows the reference only."""
    paths = item.references.document.get("paths")
    written = paths.get(url) if isinstance(paths, dict) else None
    if not isinstance(written, dict) or "$ref" not in written or len(written) == 1:
        return None
    fields = {name: value for name, value in written.items() if name != "$ref"}
    return DocumentCursor(item.references, fields, ("paths", url))
