"""The memory of a search: proved results for good, results under an assumption until the assumption is settled.

A goal met again below itself needs no witness of its own: the smallest one would hold a smaller one. So it counts as
empty there, and what was concluded from that is provisional until the goal itself is settled: if it turns out empty,
the conclusions stand; if it has a witness, they are forgotten (tabling, one strongly connected component at a time).
"""

from dataclasses import dataclass

from openapi_contracts.containment.prover.results import EMPTY, Empty, Found, Goal, Result

NEVER = 1 << 30


@dataclass(slots=True)
class _Provisional:
    goal: Goal
    lowest: int  # the highest place on the stack whose assumption it rests on


class Tables:
    """Results by goal. `lowest` is the lowest goal on the stack assumed empty since it was last reset."""

    def __init__(self) -> None:
        self.stack: dict[Goal, int] = {}
        self.lowest = NEVER
        self._proved: dict[Goal, Result] = {}
        self._provisional: dict[Goal, _Provisional] = {}
        self._trail: list[_Provisional] = []

    def known(self, goal: Goal) -> Result | None:
        """Return what is known of a goal, and note the assumption it rests on."""
        proved = self._proved.get(goal)
        if proved is not None:
            return proved
        provisional = self._provisional.get(goal)
        assumed = provisional.lowest if provisional is not None else self.stack.get(goal)
        if assumed is None:
            return None
        self.lowest = min(self.lowest, assumed)
        return EMPTY

    def enter(self, goal: Goal) -> tuple[int, int]:
        """Put a goal on the stack; return what `leave` needs."""
        self.stack[goal] = len(self.stack)
        mark = (self.lowest, len(self._trail))
        self.lowest = NEVER
        return mark

    def leave(self, goal: Goal, result: Result, mark: tuple[int, int]) -> None:
        """Take a goal from the stack and settle what was assumed of it."""
        depth = self.stack.pop(goal)
        outer, start = mark
        if isinstance(result, Found):
            self.lowest = NEVER
        independent = self.lowest >= depth
        if independent:
            self.lowest = NEVER
            self._proved[goal] = result
        if isinstance(result, Empty):
            self._confirm(start, depth if independent else None)
            if not independent:
                self._provide(goal)
        else:
            self._forget(start)
        self.lowest = min(self.lowest, outer)

    def clear(self) -> None:
        """Forget a search that was broken off; what was proved stays."""
        self._forget(0)
        self.stack.clear()
        self.lowest = NEVER

    def _provide(self, goal: Goal) -> None:
        entry = _Provisional(goal, self.lowest)
        self._provisional[goal] = entry
        self._trail.append(entry)

    def _confirm(self, start: int, depth: int | None) -> None:
        """Make proved what rested on the goal alone; or, under an assumption still, pass it on to that one."""
        if depth is None:
            for entry in self._trail[start:]:
                entry.lowest = min(entry.lowest, self.lowest)
            return
        for entry in self._trail[start:]:
            self._proved[entry.goal] = EMPTY
            del self._provisional[entry.goal]
        del self._trail[start:]

    def _forget(self, start: int) -> None:
        for entry in self._trail[start:]:
            del self._provisional[entry.goal]
        del self._trail[start:]
