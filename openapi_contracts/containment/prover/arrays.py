"""Finds an array for which the literals of a goal hold, or proves that there is none.

Some literals constrain the items at given positions; others, the existentials, demand that some item satisfies a
schema. Only finitely many lengths need trying: an array longer than its minimum length, and than its positions and
existentials together, has an item that no literal constrains, and stays a solution without that item.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from openapi_contracts.containment.prover.atoms import DENIED, SENT, Atom, Literal
from openapi_contracts.containment.prover.distinct import distinct, one_each
from openapi_contracts.containment.prover.graph import Graph
from openapi_contracts.containment.prover.results import EMPTY, Found, Goal, Result, Unknown

if TYPE_CHECKING:
    from openapi_contracts.containment.prover.tableau import ModelSearch

_LONGEST = 2_000  # items of the longest array that is built
_CHEAP = 64  # items inspected per step
_MOST_COUNTED = 64  # items for which every assignment of the counted schemas is tried


@dataclass(frozen=True, slots=True)
class _ItemLiterals:
    """The literal for the item at each index; the last one is for all further items."""

    literals: tuple[Literal, ...]

    def at(self, index: int) -> Literal:
        return self.literals[min(index, len(self.literals) - 1)]


@dataclass(slots=True)
class _Items:
    least: int = 0
    most: int | None = None
    positions: list[_ItemLiterals] = field(default_factory=list)
    existentials: list[_ItemLiterals] = field(default_factory=list)
    max_contains: list[tuple[int, Literal]] = field(default_factory=list)  # (n, literal): it holds for at most n items
    min_contains: dict[Literal, int] = field(default_factory=dict)  # it holds for at least n items
    unique: bool = False
    repeated: bool = False

    def prefix(self) -> int:
        return max(
            (len(item_literals.literals) - 1 for item_literals in (*self.positions, *self.existentials)), default=0
        )

    def existential_count(self) -> int:
        return len(self.existentials) + sum(self.min_contains.values()) + 2 * self.repeated

    def every(self, index: int) -> Goal:
        return frozenset([item_literals.at(index) for item_literals in self.positions])


def solve(search: "ModelSearch", leaves: Iterable[Literal]) -> Result:
    """Find an array for which all of `leaves` hold."""
    items = _collect(search.graph, leaves)
    enough = max(items.least, items.prefix() + items.existential_count())
    top = enough if items.most is None else min(items.most, enough)
    least = max(items.least, *items.min_contains.values(), 0)
    if _LONGEST < least <= top:
        return Unknown(f"a counterexample would need an array of at least {least} items")
    unknown: Unknown | None = None
    for length in range(least, top + 1):
        search.steps.spend()
        if length > _LONGEST:
            return Unknown(f"a counterexample would need an array of more than {_LONGEST} items")
        result = _Placement(search, items).fill([items.every(index) for index in range(length)])
        if isinstance(result, Found):
            return result
        unknown = result if isinstance(result, Unknown) else unknown
    return unknown or EMPTY


def _collect(graph: Graph, leaves: Iterable[Literal]) -> _Items:
    items = _Items()
    for literal in leaves:
        number, denied = literal >> 2, bool(literal & DENIED)
        kind, payload = graph.atoms[number], graph.payloads[number]
        children = tuple([child | (literal & SENT) for child in graph.children[number]])
        if kind is Atom.ITEMS:
            if denied:
                items.existentials.append(_ItemLiterals(tuple([child ^ DENIED for child in children])))
            else:
                items.positions.append(_ItemLiterals(children))
        elif kind is Atom.UNIQUE_ITEMS:
            items.unique, items.repeated = items.unique or not denied, items.repeated or denied
        elif isinstance(payload, int):
            _bound(items, kind, payload, children, denied=denied)
    return items


def _bound(items: _Items, kind: Atom, payload: int, children: tuple[Literal, ...], *, denied: bool) -> None:
    if kind in (Atom.MIN_ITEMS, Atom.MAX_ITEMS):
        if (kind is Atom.MIN_ITEMS) is denied:
            limit = payload - denied
            items.most = limit if items.most is None else min(items.most, limit)
        else:
            items.least = max(items.least, payload + denied)
    elif kind in (Atom.MIN_CONTAINS, Atom.MAX_CONTAINS):
        if (kind is Atom.MIN_CONTAINS) is not denied:
            items.min_contains[children[0]] = max(payload + denied, items.min_contains.get(children[0], 0))
        elif payload - denied == 0:
            items.positions.append(_ItemLiterals((children[0] ^ DENIED,)))
        else:
            items.max_contains.append((payload - denied, children[0]))


class _Placement:
    """Assigns existentials to the items of an array of one length, by backtracking over every assignment."""

    def __init__(self, search: "ModelSearch", items: _Items) -> None:
        self.search = search
        self.items = items
        self.prefix = items.prefix()
        self.unknown: Unknown | None = None

    def fill(self, cells: list[Goal]) -> Result:
        """Return an array whose items satisfy `cells` and the existentials."""
        if not all(self._is_satisfiable(goal) for goal in dict.fromkeys(cells)):
            return EMPTY
        existentials = [(existential, False) for existential in self.items.existentials]
        for literal, number in self.items.min_contains.items():
            existentials += [(_ItemLiterals((literal,)), place > 0) for place in range(number)]
        return self._place(cells, tuple(existentials), 0) or self.unknown or EMPTY

    def _is_satisfiable(self, goal: Goal) -> bool:
        return self.search.solve(goal) is not EMPTY

    def _place(
        self, cells: list[Goal], existentials: tuple[tuple[_ItemLiterals, bool], ...], last: int
    ) -> Found | None:
        """Assign the existentials in order; a marked one gets an item to the right of the previous one's.

        The mark avoids trying the permutations of equal existentials.
        """
        self.search.steps.spend(1 + len(cells) // _CHEAP)
        if not existentials:
            return self._assign_counted(cells, 0, [number for number, _ in self.items.max_contains])
        (existential, rightwards), after = existentials[0], existentials[1:]
        for index in self._candidates(cells, last + 1 if rightwards else 0):
            goal = cells[index] | {existential.at(index)}
            if self._is_satisfiable(goal):
                found = self._place([*cells[:index], goal, *cells[index + 1 :]], after, index)
                if found is not None:
                    return found
        return None

    def _candidates(self, cells: list[Goal], first: int) -> Iterator[int]:
        """List the indexes from `first` on; of items with equal goals beyond the positions, only the first."""
        seen: set[Goal] = set()
        for index in range(first, len(cells)):
            if index < self.prefix or cells[index] not in seen:
                yield index
            if index >= self.prefix:
                seen.add(cells[index])

    def _assign_counted(self, cells: list[Goal], index: int, left: list[int]) -> Found | None:
        """Choose for each item which of the counted literals hold for it; denying them is tried first."""
        if not self.items.max_contains or index == len(cells):
            return self._with_repeated_item(cells)
        if index >= _MOST_COUNTED:
            self.unknown = Unknown(
                f"maxContains or a denied minContains is not decided for arrays of more than {_MOST_COUNTED} items"
            )
            return None
        for chosen in self._assignments(cells[index], left):
            goal = cells[index].union(chosen)
            taken = [
                number - (literal in chosen) for number, (_, literal) in zip(left, self.items.max_contains, strict=True)
            ]
            if min(taken) >= 0 and self._is_satisfiable(goal):
                found = self._assign_counted([*cells[:index], goal, *cells[index + 1 :]], index + 1, taken)
                if found is not None:
                    return found
        return None

    def _assignments(self, cell: Goal, left: list[int]) -> Iterator[tuple[Literal, ...]]:
        options = [
            (literal,) if literal in cell else (literal ^ DENIED, literal) for _, literal in self.items.max_contains
        ]
        for chosen in product(*options):
            self.search.steps.spend()
            yield chosen

    def _with_repeated_item(self, cells: list[Goal]) -> Found | None:
        if not self.items.repeated:
            return self._with_values(cells)
        for left in self._candidates(cells, 0):
            for right in self._candidates(cells, left + 1):
                goal = cells[left] | cells[right]
                if self._is_satisfiable(goal):
                    joined = [goal if index in (left, right) else cell for index, cell in enumerate(cells)]
                    found = self._with_values(joined)  # items with equal goals get equal values
                    if found is not None:
                        return found
        return None

    def _with_values(self, cells: list[Goal]) -> Found | None:
        written = distinct(self.search, cells) if self.items.unique else one_each(self.search, cells)
        if isinstance(written, Unknown):
            self.unknown = written
        return Found(self.search.weighed(tuple(written))) if isinstance(written, list) else None
