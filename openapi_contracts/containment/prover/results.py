"""The result of a search: a value, the proof that there is none, or the reason why neither is known."""

from dataclasses import dataclass
from typing import TypeAlias

from openapi_contracts.containment.prover.atoms import Literal
from openapi_contracts.containment.prover.values import Value

Goal: TypeAlias = frozenset[Literal]


@dataclass(frozen=True, slots=True)
class Found:
    """A value for which every literal of the goal holds."""

    value: Value


@dataclass(frozen=True, slots=True)
class Empty:
    """No value satisfies the goal."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Neither is known; `candidates` may satisfy the goal, subject to keywords that are not modelled."""

    reason: str
    candidates: tuple[Value, ...] = ()


Result: TypeAlias = Found | Empty | Unknown
EMPTY = Empty()
