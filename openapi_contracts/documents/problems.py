"""Problems of documents, and the exceptions that refuse a document.

Refusal
├── Unreadable      the bytes are not JSON or YAML that can be read within the limits
├── NotOpenAPI      readable, but not an OpenAPI document of a supported version
├── TooCostly       the analysis exceeded its time or memory and was stopped
└── Busy            no child process was free to analyse the document in time
"""

from dataclasses import dataclass
from typing import Any

from openapi_contracts.vocabulary import ProblemSeverity


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of a document: a stable code, a sentence for users, its place, and how grave it is.

    `pointer` is a JSON Pointer (RFC 6901; "" is the whole document). `line` and `column` count from 1, and are None if
    the place is unknown.
    """

    code: str
    detail: str
    pointer: str = ""
    line: int | None = None
    column: int | None = None
    severity: ProblemSeverity = ProblemSeverity.ERROR


class Refusal(Exception):
    """Raised for a document that cannot be analysed; `problem` says why, where, and how to correct it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem

    def __reduce__(self) -> tuple[type["Refusal"], tuple[Any, ...]]:
        return type(self), (self.problem,)  # pickled between child process and service


class Unreadable(Refusal):
    """The bytes are not JSON or YAML that can be read within the limits."""


class NotOpenAPI(Refusal):
    """The data is not an OpenAPI document of a supported version (2.0, 3.0, 3.1, 3.2)."""


class TooCostly(Refusal):
    """The work exceeded its time or memory and was stopped; `bound` says which, such as "took more than 10 s"."""

    def __init__(self, problem: Problem, bound: str) -> None:
        super().__init__(problem)
        self.bound = bound

    def __reduce__(self) -> tuple[type["Refusal"], tuple[Any, ...]]:
        return type(self), (self.problem, self.bound)


class Busy(Refusal):
    """No child process was free to analyse the document in time; a later attempt may succeed."""
