"""What can be wrong with a document, as values and as refusals.

Refusal
├── Unreadable      the bytes are not JSON or YAML that can be read within the limits
├── NotOpenAPI      readable, but not an OpenAPI document of a supported version
├── TooCostly       the analysis ran out of its time or memory and was stopped
└── Busy            no child was free to analyse the document within the stated wait
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a document: a stable code, a sentence, and its place.

    `pointer` is a JSON Pointer (RFC 6901, "" is the whole document); `line` and `column` count from 1 and are
    None only where the place cannot be known.
    """

    code: str
    detail: str
    pointer: str = ""
    line: int | None = None
    column: int | None = None


class Refusal(Exception):
    """A document that cannot be analysed at all; `problem` says what, where and how to mend it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem

    def __reduce__(self) -> tuple[type["Refusal"], tuple[Any, ...]]:
        return type(self), (self.problem,)  # crosses the pipe between child and service


class Unreadable(Refusal):
    """The bytes are not JSON or YAML that can be read within the limits."""


class NotOpenAPI(Refusal):
    """The data is not an OpenAPI document of a supported version (2.0, 3.0, 3.1, 3.2)."""


class TooCostly(Refusal):
    """The work ran out of its time or memory and was stopped; `bound` says which, as in "took more than 10 s"."""

    def __init__(self, problem: Problem, bound: str) -> None:
        super().__init__(problem)
        self.bound = bound

    def __reduce__(self) -> tuple[type["Refusal"], tuple[Any, ...]]:
        return type(self), (self.problem, self.bound)


class Busy(Refusal):
    """No child was free to analyse the document within the stated wait; trying again later may succeed."""
