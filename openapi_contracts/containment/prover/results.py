"""What a search comes back with: a value, the proof that there is none, or the reason why it cannot say."""

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
    """Neither is known; `candidates` may be of the goal, if what is not modelled happens to agree."""

    reason: str
    candidates: tuple[Value, ...] = ()


Result: TypeAlias = Found | Empty | Unknown
EMPTY = Empty()
