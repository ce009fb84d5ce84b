"""Partially built objects: the keys chosen so far, and the extensions the search tries next."""

from dataclasses import dataclass, replace

from openapi_contracts.containment.prover.key_names import NameClass
from openapi_contracts.containment.prover.results import Goal


@dataclass(frozen=True, slots=True)
class UnnamedKey:
    """A key whose name is not chosen yet: the class of names it comes from, and goals for its name and value."""

    name_class: NameClass
    name: Goal
    value: Goal


@dataclass(frozen=True, slots=True)
class PartialObject:
    """The keys of an object under construction, with a goal for the value of each."""

    named: dict[str, Goal]
    unnamed: tuple[UnnamedKey, ...] = ()

    def size(self) -> int:
        """Count the keys."""
        return len(self.named) + len(self.unnamed)

    def with_named(self, name: str, goal: Goal) -> "PartialObject":
        """Return a copy with this goal for the value of a named key."""
        return replace(self, named={**self.named, name: goal})

    def with_unnamed(self, key: UnnamedKey, place: int) -> "PartialObject":
        """Return a copy with this unnamed key at an index: replaced if the index exists, else appended."""
        return replace(self, unnamed=(*self.unnamed[:place], key, *self.unnamed[place + 1 :]))


@dataclass(frozen=True, slots=True)
class Extension:
    """One change to a partial object: a goal for the key named `at`, or an unnamed key at the index `at`.

    The search lists changes rather than changed objects, since a wide object has many and each copy is as wide.
    """

    at: str | int
    key: Goal | UnnamedKey

    def apply(self, partial: PartialObject) -> PartialObject:
        """Return a changed copy of a partial object."""
        if isinstance(self.key, UnnamedKey):
            return partial.with_unnamed(self.key, int(self.at))
        return partial.with_named(str(self.at), self.key)
