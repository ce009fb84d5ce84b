"""Which messages contain a pair of schemas, and the shortest paths to it."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from openapi_contracts.differences.schemas.model import Into, SchemaPair, Step, VisitedPair

Path: TypeAlias = tuple[tuple[SchemaPair, Step], ...]
"""The way from a root to a pair: each pair passed, with the step taken from it."""

MOST_SEEN = 2_000  # pairs searched for a path


class Reach:
    """The messages that contain each pair, as the bits of an integer; roots are the pairs of whole messages."""

    def __init__(self, nodes: Mapping[SchemaPair, VisitedPair], roots: Mapping[SchemaPair, int]) -> None:
        self._nodes = nodes
        self._roots = roots
        self._masks = dict.fromkeys(nodes, 0) | {pair: mask for pair, mask in roots.items() if pair in nodes}
        self._before: dict[SchemaPair, list[tuple[SchemaPair, Step]]] = {}
        for pair, node in nodes.items():
            for edge in node.edges:
                if edge.to in nodes:
                    self._before.setdefault(edge.to, []).append((pair, edge.step))
        self._spread()

    def _spread(self) -> None:
        pending = deque(self._nodes)
        waiting = set(pending)
        while pending:
            pair = pending.popleft()
            waiting.discard(pair)
            mask = self._masks[pair]
            for edge in self._nodes[pair].edges:
                known = self._masks.get(edge.to)
                if known is not None and known | mask != known:
                    self._masks[edge.to] = known | mask
                    if edge.to not in waiting:
                        waiting.add(edge.to)
                        pending.append(edge.to)

    def mask(self, pairs: Sequence[SchemaPair]) -> int:
        """Return the messages that contain any of some pairs."""
        found = 0
        for pair in pairs:
            found |= self._masks[pair]
        return found

    def before(self, pair: SchemaPair) -> list[SchemaPair]:
        """List the parents of a pair."""
        return [before for before, _ in self._before.get(pair, ())]

    def tops(self, pair: SchemaPair) -> list[SchemaPair]:
        """List the outermost pairs of the same value, where a choice of branches begins."""
        pending, seen, found = [pair], {pair}, []
        for one in pending:
            steps = self._before.get(one, ())
            if self.own(one) or not steps or any(step.into is not Into.SAME for _, step in steps):
                found.append(one)
            above = [before for before, step in steps if step.into is Into.SAME and before not in seen]
            seen.update(above)
            pending += above
        return found

    def own(self, root: SchemaPair) -> int:
        """Return the messages of which a pair is the root."""
        return self._roots.get(root, 0)

    def ways(self, to: SchemaPair, among: int) -> Iterator[tuple[SchemaPair, Path]]:
        """List the roots, of the messages `among`, that contain a pair, nearest first, with the path to it."""
        seen: dict[SchemaPair, Path] = {to: ()}
        pending = deque(seen)
        while pending:
            pair = pending.popleft()
            if self._roots.get(pair, 0) & among:
                yield pair, seen[pair]
            for before, step in self._before.get(pair, ()):
                if before not in seen and len(seen) < MOST_SEEN:
                    seen[before] = ((before, step), *seen[pair])
                    pending.append(before)
