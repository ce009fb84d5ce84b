"""Arrays in a goal: positions, existentials, counted items and equality, placed on as few items as they need.

An array longer than its least length, and than its positions and existentials together, has an item that none of them
speaks of, and without that item it satisfies the goal as well: so only shorter arrays are looked at, and to have looked
at all of them is a proof.
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

_LONGEST = 2_000  # items: what is written out
_CHEAP = 64  # items looked at for one step
_MOST_COUNTED = 64  # items that are divided between counts one by one


@dataclass(frozen=True, slots=True)
class _Demand:
    """Some item for which a literal holds: one literal per position, the last one for the rest."""

    literals: tuple[Literal, ...]

    def at(self, index: int) -> Literal:
        return self.literals[min(index, len(self.literals) - 1)]


@dataclass(slots=True)
class _Items:
    least: int = 0
    most: int | None = None
    positions: list[_Demand] = field(default_factory=list)
    demands: list[_Demand] = field(default_factory=list)
    counted: list[tuple[int, Literal]] = field(default_factory=list)  # this literal holds for at most so many items
    several: dict[Literal, int] = field(default_factory=dict)  # and this one for at least so many
    unique: bool = False
    repeated: bool = False

    def prefix(self) -> int:
        return max((len(one.literals) - 1 for one in (*self.positions, *self.demands)), default=0)

    def existentials(self) -> int:
        return len(self.demands) + sum(self.several.values()) + 2 * self.repeated

    def every(self, index: int) -> Goal:
        return frozenset([one.at(index) for one in self.positions])


def solve(search: "ModelSearch", leaves: Iterable[Literal]) -> Result:
    """Find an array for which the leaves hold."""
    items = _collect(search.graph, leaves)
    enough = max(items.least, items.prefix() + items.existentials())
    top = enough if items.most is None else min(items.most, enough)
    least = max(items.least, *items.several.values(), 0)
    if _LONGEST < least <= top:
        return Unknown(f"an array of at least {least} items is not written out")
    doubt: Unknown | None = None
    for length in range(least, top + 1):
        search.steps.spend()
        if length > _LONGEST:
            return Unknown(f"an array of more than {_LONGEST} items is not written out")
        result = _Placement(search, items).fill([items.every(index) for index in range(length)])
        if isinstance(result, Found):
            return result
        doubt = result if isinstance(result, Unknown) else doubt
    return doubt or EMPTY


def _collect(graph: Graph, leaves: Iterable[Literal]) -> _Items:
    items = _Items()
    for literal in leaves:
        number, denied = literal >> 2, bool(literal & DENIED)
        kind, payload = graph.atoms[number], graph.payloads[number]
        children = tuple([child | (literal & SENT) for child in graph.children[number]])
        if kind is Atom.ITEMS:
            if denied:
                items.demands.append(_Demand(tuple([child ^ DENIED for child in children])))
            else:
                items.positions.append(_Demand(children))
        elif kind is Atom.UNIQUE:
            items.unique, items.repeated = items.unique or not denied, items.repeated or denied
        elif isinstance(payload, int):
            _bound(items, kind, payload, children, denied=denied)
    return items


def _bound(items: _Items, kind: Atom, payload: int, children: tuple[Literal, ...], *, denied: bool) -> None:
    if kind in (Atom.FILLED, Atom.CAPPED):
        if (kind is Atom.FILLED) is denied:
            limit = payload - denied
            items.most = limit if items.most is None else min(items.most, limit)
        else:
            items.least = max(items.least, payload + denied)
    elif kind in (Atom.SOME, Atom.FEW):
        if (kind is Atom.SOME) is not denied:
            items.several[children[0]] = max(payload + denied, items.several.get(children[0], 0))
        elif payload - denied == 0:
            items.positions.append(_Demand((children[0] ^ DENIED,)))
        else:
            items.counted.append((payload - denied, children[0]))


class _Placement:
    """Places what must hold somewhere on items that are there; tries every way before it gives up."""

    def __init__(self, search: "ModelSearch", items: _Items) -> None:
        self.search = search
        self.items = items
        self.prefix = items.prefix()
        self.doubt: Unknown | None = None

    def fill(self, cells: list[Goal]) -> Result:
        """Return an array of these items, each with more to hold."""
        if not all(self._may(goal) for goal in dict.fromkeys(cells)):
            return EMPTY
        demands = [(demand, False) for demand in self.items.demands]
        for literal, number in self.items.several.items():
            demands += [(_Demand((literal,)), place > 0) for place in range(number)]
        return self._place(cells, tuple(demands), 0) or self.doubt or EMPTY

    def _may(self, goal: Goal) -> bool:
        return self.search.solve(goal) is not EMPTY

    def _place(self, cells: list[Goal], demands: tuple[tuple[_Demand, bool], ...], last: int) -> Found | None:
        """Place the demands in turn; one that is marked stands to the right of the one before it."""
        self.search.steps.spend(1 + len(cells) // _CHEAP)
        if not demands:
            return self._divide(cells, 0, [number for number, _ in self.items.counted])
        (demand, rightwards), after = demands[0], demands[1:]
        for index in self._choices(cells, last + 1 if rightwards else 0):
            goal = cells[index] | {demand.at(index)}
            if self._may(goal):
                found = self._place([*cells[:index], goal, *cells[index + 1 :]], after, index)
                if found is not None:
                    return found
        return None

    def _choices(self, cells: list[Goal], first: int) -> Iterator[int]:
        """List the items from one on; of those that no position tells apart, the first of each kind."""
        seen: set[Goal] = set()
        for index in range(first, len(cells)):
            if index < self.prefix or cells[index] not in seen:
                yield index
            if index >= self.prefix:
                seen.add(cells[index])

    def _divide(self, cells: list[Goal], index: int, left: list[int]) -> Found | None:
        """Decide for every item which of the counted literals hold for it, denying them where that is possible."""
        if not self.items.counted or index == len(cells):
            return self._equal(cells)
        if index >= _MOST_COUNTED:
            self.doubt = Unknown("more items are counted than are divided one by one")
            return None
        for chosen in self._divisions(cells[index], left):
            goal = cells[index].union(chosen)
            taken = [
                number - (literal in chosen) for number, (_, literal) in zip(left, self.items.counted, strict=True)
            ]
            if min(taken) >= 0 and self._may(goal):
                found = self._divide([*cells[:index], goal, *cells[index + 1 :]], index + 1, taken)
                if found is not None:
                    return found
        return None

    def _divisions(self, cell: Goal, left: list[int]) -> Iterator[tuple[Literal, ...]]:
        ways = [(literal,) if literal in cell else (literal ^ DENIED, literal) for _, literal in self.items.counted]
        for chosen in product(*ways):
            self.search.steps.spend()
            yield chosen

    def _equal(self, cells: list[Goal]) -> Found | None:
        if not self.items.repeated:
            return self._write(cells)
        for left in self._choices(cells, 0):
            for right in self._choices(cells, left + 1):
                goal = cells[left] | cells[right]
                if self._may(goal):
                    joined = [goal if index in (left, right) else cell for index, cell in enumerate(cells)]
                    found = self._write(joined)  # equal goals have equal values
                    if found is not None:
                        return found
        return None

    def _write(self, cells: list[Goal]) -> Found | None:
        written = distinct(self.search, cells) if self.items.unique else one_each(self.search, cells)
        if isinstance(written, Unknown):
            self.doubt = written
        return Found(self.search.weighed(tuple(written))) if isinstance(written, list) else None
