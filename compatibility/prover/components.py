"""Strongly connected components (Tarjan 1972), without recursion: a schema may nest deeper than the interpreter."""

from collections.abc import Callable, Iterable, Iterator


def components(count: int, targets: Callable[[int], Iterable[int]]) -> Iterator[list[int]]:
    """Yield the components of the nodes 0 to `count` - 1, each after every component it leads to."""
    walk = _Walk(count, targets)
    for root in range(count):
        if walk.index[root] < 0:
            yield from walk.start(root)


class _Walk:
    def __init__(self, count: int, targets: Callable[[int], Iterable[int]]) -> None:
        self.targets = targets
        self.index = [-1] * count
        self.lowest = [0] * count
        self.is_open = bytearray(count)
        self.open: list[int] = []
        self.clock = 0

    def start(self, root: int) -> Iterator[list[int]]:
        path = [(root, self._enter(root))]
        lowest = self.lowest
        while path:
            node, pending = path[-1]
            target = self._unvisited(node, pending)
            if target is not None:
                path.append((target, self._enter(target)))
                continue
            path.pop()
            if path:
                above = path[-1][0]
                lowest[above] = min(lowest[above], lowest[node])
            if lowest[node] == self.index[node]:
                yield self._close(node)

    def _enter(self, node: int) -> Iterator[int]:
        self.index[node] = self.lowest[node] = self.clock
        self.clock += 1
        self.open.append(node)
        self.is_open[node] = 1
        return iter(self.targets(node))

    def _unvisited(self, node: int, pending: Iterator[int]) -> int | None:
        for target in pending:
            if self.index[target] < 0:
                return target
            if self.is_open[target]:
                self.lowest[node] = min(self.lowest[node], self.index[target])
        return None

    def _close(self, head: int) -> list[int]:
        group: list[int] = []
        while not group or group[-1] != head:
            group.append(self.open.pop())
            self.is_open[group[-1]] = 0
        return group
