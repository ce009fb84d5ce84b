"""What a specimen says of its domain, before it is written in any version of OpenAPI: objects, fields, resources."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One property of an object; its kind is of `KINDS`, an object, `a|b` for an enumeration, `[kind]` or `{kind}`."""

    name: str
    kind: str
    description: str
    required: bool = False
    nullable: bool = False
    read_only: bool = False
    write_only: bool = False
    deprecated: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """An object of the domain, or an enumeration of it, which has `values` and no fields."""

    name: str
    base: str
    description: str
    fields: tuple[Field, ...] = ()
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resource:
    """A collection of objects under a path, such as `Order` under `orders`, and the actions on one of them."""

    segment: str
    entity: str
    tag: str
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Domain:
    """All of it: objects by name, resources in order, and the tags with their descriptions."""

    entities: Mapping[str, Entity]
    resources: tuple[Resource, ...]
    tags: Mapping[str, str]

    def lineage(self, name: str) -> list[Entity]:
        """Return an object and those it inherits from, the most general first."""
        entity = self.entities[name]
        return [*(self.lineage(entity.base) if entity.base else ()), entity]

    def heirs(self, name: str) -> list[str]:
        """Return the names of the objects that inherit from one, however many generations below."""
        return [one for one in self.entities if one != name and name in {each.name for each in self.lineage(one)}]
