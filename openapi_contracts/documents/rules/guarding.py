"""Wraps keyword validators of openapi-spec-validator: they yield problems with places, and contain crashes."""

from collections.abc import Iterable, Iterator
from typing import Any

from openapi_spec_validator.validation.keywords import KeywordValidator

from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.cursor import DocumentCursor

CRASH = "validator-failure"
_TOO_INTRICATE = "The schemas here refer to each other too often to be followed; simplify them."
_MALFORMED = "A part of this has another type than OpenAPI gives it, so that its rules cannot be checked; correct it."


class TooIntricateError(Exception):
    """Raised if the schemas of a document reference each other too often to be followed."""


class Seen(set[Any]):
    """A set with the interface of the list that the original appends to and searches: constant time, not linear."""

    append = set.add


class Guarded(KeywordValidator):
    """Base class that is combined with a keyword validator of the library, and yields Problem for ValidationError.

    An exception that the library raises for malformed structure (KeyError, TypeError, AssertionError, ...) becomes one
    problem with the code CRASH at this place; the other validators continue.
    """

    def __call__(self, *arguments: Any, **options: Any) -> Iterator[Problem]:
        """Run the original validator."""
        try:
            for error in super().__call__(*arguments, **options):  # type: ignore[misc]  # defined by the class it is combined with
                if isinstance(error, Problem):
                    yield error
                else:
                    yield from self.explain(error, *arguments)
        except MemoryError:
            raise  # the limit of the whole analysis, not a problem of one keyword
        except Exception as failure:  # the original may raise anything on malformed structure
            sentence = _TOO_INTRICATE if isinstance(failure, TooIntricateError | RecursionError) else _MALFORMED
            yield Problem(CRASH, sentence, place(arguments).pointer)

    def explain(self, _: Exception, *arguments: Any) -> Iterable[Problem]:
        """Convert an error of the original validator to problems."""
        yield Problem("not-valid", "This violates a rule of the OpenAPI Specification.", place(arguments).pointer)


def place(arguments: Iterable[Any]) -> DocumentCursor:
    """Return the argument of a validator that is a cursor."""
    return next(each for each in arguments if isinstance(each, DocumentCursor))
