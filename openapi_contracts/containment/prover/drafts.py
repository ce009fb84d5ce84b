"""An object on its way: what is settled of its keys, and the ways to change that."""

from dataclasses import dataclass, replace

from openapi_contracts.containment.prover.names import Class
from openapi_contracts.containment.prover.results import Goal


@dataclass(frozen=True, slots=True)
class Fresh:
    """A key that has no name yet."""

    among: Class
    name: Goal
    value: Goal


@dataclass(frozen=True, slots=True)
class Draft:
    """An object as far as it is settled: a goal for the value of every key it has."""

    named: dict[str, Goal]
    fresh: tuple[Fresh, ...] = ()

    def size(self) -> int:
        """Count the keys."""
        return len(self.named) + len(self.fresh)

    def with_named(self, name: str, goal: Goal) -> "Draft":
        """Return it with another goal for the value under a name."""
        return replace(self, named={**self.named, name: goal})

    def with_fresh(self, key: Fresh, place: int) -> "Draft":
        """Return it with a key at a place among those without a name."""
        return replace(self, fresh=(*self.fresh[:place], key, *self.fresh[place + 1 :]))


@dataclass(frozen=True, slots=True)
class Way:
    """What is changed of a draft: the goal under a name, or the key at a place among the fresh ones.

    It is no draft itself: a wide object has many ways, and each draft is as wide as the object.
    """

    at: str | int
    key: Goal | Fresh

    def of(self, draft: Draft) -> Draft:
        """Return the draft so changed."""
        if isinstance(self.key, Fresh):
            return draft.with_fresh(self.key, int(self.at))
        return draft.with_named(str(self.at), self.key)
