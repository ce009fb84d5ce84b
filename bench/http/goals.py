"""What is aimed at, and whether it is reached."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.figures import median
from bench.http.cases import CASES
from bench.http.memory import Footprint
from bench.http.rounds import Costs
from bench.http.stacks import CONNEXION, FASTAPI_ASYNC, OURS, Stack

MEGABYTE = 1_000_000
NAMED = {case.name: case for case in CASES}


@dataclass(frozen=True, slots=True)
class Goal:
    """At most so much of what another stack costs for a case."""

    stack: Stack
    case: str
    peer: Stack
    at_most: float


GOALS = (
    Goal(OURS, "GET", FASTAPI_ASYNC, 1.0),
    Goal(OURS, "POST 1 kB", FASTAPI_ASYNC, 0.75),
    *(Goal(OURS, case.name, CONNEXION, 0.25) for case in CASES),
)
WEIGHTS: tuple[tuple[str, float, str, Callable[[Footprint], float]], ...] = (
    ("registry: two workers and their master", 150, "MB", lambda it: (it.master + sum(it.workers)) / MEGABYTE),
    ("registry: ready on a new database", 2, "s", lambda it: it.first_start),
    ("registry: ready again", 2, "s", lambda it: it.next_start),
)


def ratio(costs: Costs, stack: Stack, peer: Stack, case: str) -> float:
    """Divide what a stack costs by what a peer does, round by round, and give the median; nan without both."""
    pairs = zip(costs.get((stack, NAMED[case]), []), costs.get((peer, NAMED[case]), []), strict=False)
    return median([own / other for own, other in pairs])


def verdicts(costs: Costs, footprint: Footprint | None) -> Iterator[tuple[str, str, str, str]]:
    """Give each goal as a row: what, the goal, what was got, and whether that is reached."""
    for goal in GOALS:
        got = ratio(costs, goal.stack, goal.peer, goal.case)
        yield _row(f"{goal.stack.name}, {goal.case}, of {goal.peer.name}", goal.at_most, got, "")
    for name, at_most, unit, of in WEIGHTS if footprint else ():
        yield _row(name, at_most, of(footprint), f" {unit}")


def _row(name: str, at_most: float, got: float, unit: str) -> tuple[str, str, str, str]:
    reached = "-" if got != got else "reached" if got <= at_most else "missed"
    return name, f"at most {at_most:g}{unit}", f"{got:.2f}{unit}", reached
