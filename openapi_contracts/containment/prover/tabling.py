"""Memoizes the results of goals, including goals that depend on themselves (tabling, as in logic programming).

A goal that recurs while it is being searched is assumed to be empty: a smallest value cannot contain a smaller value
for the same goal. Results that rest on such an assumption are provisional. They become proved if the goal is found to
be empty, and are discarded if it has a value.
"""

from dataclasses import dataclass

from openapi_contracts.containment.prover.results import EMPTY, Empty, Found, Goal, Result

NEVER = 1 << 30


@dataclass(slots=True)
class _Provisional:
    goal: Goal
    lowest: int  # the lowest index in the stack of a goal whose emptiness it assumes


class Tables:
    """Results by goal. `lowest` is the lowest index in the stack of a goal assumed empty since the last reset."""

    def __init__(self) -> None:
        self.stack: dict[Goal, int] = {}
        self.lowest = NEVER
        self._proved: dict[Goal, Result] = {}
        self._provisional: dict[Goal, _Provisional] = {}
        self._trail: list[_Provisional] = []

    def known(self, goal: Goal) -> Result | None:
        """Return the result of a goal if it is proved, provisional or assumed; record the assumption it rests on."""
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
        """Push a goal on the stack; return the mark that `leave` needs."""
        self.stack[goal] = len(self.stack)
        mark = (self.lowest, len(self._trail))
        self.lowest = NEVER
        return mark

    def leave(self, goal: Goal, result: Result, mark: tuple[int, int]) -> None:
        """Pop a goal from the stack, store its result, and confirm or discard the results that assumed it empty."""
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
        """Discard an unfinished search; proved results stay."""
        self._forget(0)
        self.stack.clear()
        self.lowest = NEVER

    def _provide(self, goal: Goal) -> None:
        entry = _Provisional(goal, self.lowest)
        self._provisional[goal] = entry
        self._trail.append(entry)

    def _confirm(self, start: int, depth: int | None) -> None:
        """Mark results since `start` as proved, or as still conditional on an outer assumption if `depth` is None."""
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
