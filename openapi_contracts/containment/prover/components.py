"""Strongly connected components (Tarjan 1972), without recursion, since schemas may nest deeper than the stack."""

from collections.abc import Iterator, Sequence

_UNSEEN, _CLOSED = -1, 1 << 60  # index of a node not visited yet; lowest index of a node whose component is complete


def components(targets: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Yield the components of a graph, each after those it has edges to; `targets[n]` lists the successors of n."""
    walk = _ComponentWalk(targets)
    for root in range(len(targets)):
        if walk.index[root] == _UNSEEN:
            yield from walk.start(root)


class _ComponentWalk:
    def __init__(self, targets: Sequence[Sequence[int]]) -> None:
        self.targets = targets
        self.index = [_UNSEEN] * len(targets)
        self.lowest = [0] * len(targets)
        self.open: list[int] = []
        self.clock = 0

    def start(self, root: int) -> Iterator[list[int]]:
        lowest, path = self.lowest, [(root, self._enter(root))]
        while path:
            node, pending = path[-1]
            below = lowest[node]
            for target in pending:
                if self.index[target] == _UNSEEN:
                    if self.targets[target]:
                        lowest[node] = below
                        path.append((target, self._enter(target)))
                        break
                    yield self._alone(target)
                elif lowest[target] < _CLOSED and self.index[target] < below:
                    below = self.index[target]
            else:
                path.pop()
                lowest[node] = below
                if path:
                    above = path[-1][0]
                    lowest[above] = min(lowest[above], below)
                if below == self.index[node]:
                    yield self._close(node)

    def _enter(self, node: int) -> Iterator[int]:
        self.index[node] = self.lowest[node] = self.clock
        self.clock += 1
        self.open.append(node)
        return iter(self.targets[node])

    def _alone(self, node: int) -> list[int]:
        """Return the component of a node without successors."""
        self.index[node], self.lowest[node] = self.clock, _CLOSED
        self.clock += 1
        return [node]

    def _close(self, head: int) -> list[int]:
        group: list[int] = []
        while not group or group[-1] != head:
            group.append(self.open.pop())
            self.lowest[group[-1]] = _CLOSED
        return group
