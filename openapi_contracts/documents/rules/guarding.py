"""Keyword validators of openapi-spec-validator made to give problems with places and to crash alone."""

from collections.abc import Iterable, Iterator
from typing import Any

from openapi_spec_validator.validation.keywords import KeywordValidator

from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.cursor import DocumentCursor

CRASH = "validator-failure"


class TooIntricateError(Exception):
    """Raised where the schemas of a document refer to each other too often to be followed."""


class Seen(set[Any]):
    """A set where stock has a list that it only appends to and searches: constant time, not linear."""

    append = set.add


class Guarded(KeywordValidator):
    """Wraps a stock keyword validator in a subclass, and yields Problem instead of ValidationError.

    What stock raises on malformed structure (KeyError, TypeError, AssertionError, ...) becomes one problem with
    the code CRASH at this validator's place; validators beside and above it go on.
    """

    def __call__(self, *arguments: Any, **options: Any) -> Iterator[Problem]:
        """Run the stock validator."""
        try:
            for error in super().__call__(*arguments, **options):  # type: ignore[misc]  # defined by the class beside
                if isinstance(error, Problem):
                    yield error
                else:
                    yield from self.explain(error, *arguments)
        except MemoryError:
            raise  # the limit of the whole analysis, not a matter of one keyword
        except Exception as failure:  # stock raises whatever the malformed structure makes Python raise
            said = f"The validator could not check this ({type(failure).__name__}); simplify or correct it."
            yield Problem(CRASH, said, place(arguments).pointer)

    def explain(self, _: Exception, *arguments: Any) -> Iterable[Problem]:
        """Turn an error of the stock validator into a problem."""
        yield Problem("not-valid", "This breaks a rule of the OpenAPI Specification.", place(arguments).pointer)


def place(arguments: Iterable[Any]) -> DocumentCursor:
    """Return the argument of a validator that is a place in the document."""
    return next(each for each in arguments if isinstance(each, DocumentCursor))
