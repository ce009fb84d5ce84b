"""Results of a search: a value, a proof that there is none, or the reason why neither was found."""

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
    """The proof that no value satisfies the goal."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """No value and no proof was found, for `reason`; `candidates` satisfy all literals that are modelled."""

    reason: str
    candidates: tuple[Value, ...] = ()


Result: TypeAlias = Found | Empty | Unknown
EMPTY = Empty()
