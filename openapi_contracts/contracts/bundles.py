"""The results of normalization: one schema by itself, or many schemas bundled into one document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openapi_contracts.contracts.places import Unclear


@dataclass(frozen=True, slots=True)
class Standalone:
    """A self-contained schema; parts that cannot be interpreted carry `x-unclear` and are listed in `unclear`.

    While `unclear` is not empty, the answer of a validator proves nothing.
    """

    schema: dict[str, Any]
    unclear: tuple[Unclear, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """Schemas bundled into one JSON Schema document; `pointers` maps a pointer in the contract to one in the bundle.

    `origins` maps the name of each definition back to its pointer in the contract.
    """

    schema: dict[str, Any]
    pointers: Mapping[str, str]
    unclear: tuple[Unclear, ...]
    origins: Mapping[str, str]
