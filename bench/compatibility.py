"""What a comparison costs, over neighbouring versions of real contracts, and beside other provers.

    make bench-compatibility      # or: python -m bench.compatibility [--apis NAME ...] [--without-peers]

The contracts are those of the folder that REGISTRY_CORPUS names. Every pair is compared in a process of its own. All
times are of the processor. The peers, jsonschema-rs and, where it is installed, jsoncompat, are asked the same bodies
in the same run; ratios to them are what holds on another machine.
"""

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bench import growth, peers
from bench.figures import duration, median, percentile, table
from bench.stages import UNCHANGED, Cost, measured
from openapi_contracts.containment.containment import Containment
from tests.openapi_contracts.real_documents import neighbours

MB = 1_000_000
CLASSES = {"up to 0.1 MB": 0.1 * MB, "up to 1 MB": MB, "up to 3.5 MB": 3.5 * MB, "larger": float("inf")}
STATIONS = {  # as `compare` says them -> as a column says them
    "normalizing both documents": "normalize",
    "comparing operations": "surface",
    "reading the schemas that changed": "questions",
    "looking for messages that one contract allows and the other forbids": "solve, explain",
    "writing witnesses": "write, grade",
}
SLOWEST = 8  # pairs that are named
COLUMNS = ("parse", *STATIONS.values(), "whole", "solve alone", "memory")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--apis", nargs="+", help="only these contracts")
    parser.add_argument("--bodies", type=int, default=300, help="bodies that peers are asked")
    parser.add_argument("--without-peers", action="store_true", help="ask no other prover")
    parser.add_argument("--without-growth", action="store_true", help="leave out the documents that are made")
    chosen = parser.parse_args()
    pairs = [pair for pair in neighbours() if not chosen.apis or pair[0].parent.name in chosen.apis]
    if pairs:
        _real(pairs)
    else:
        print("no corpus: set REGISTRY_CORPUS to a folder with specs/<api>/<version>.json or .yaml")
    if not chosen.without_growth:
        _grown("cost by size: one property changed", growth.by_size())
        _grown(f"cost by changes, in a document of {growth.MANY:,} schemas", growth.by_changes())
    if pairs and not chosen.without_peers:
        _beside(peers.questions(pairs, chosen.bodies))


def _real(pairs: list[tuple[Path, Path]]) -> None:
    known: dict[str, Cost] = {}
    for old, new in pairs:
        found = measured(old, new)
        if isinstance(found, Cost):
            known[f"{old.parent.name} {old.stem} {new.stem}"] = found
        else:
            print(f"{old.parent.name} {old.stem} {new.stem}: {found}")
    costs, rows = list(known.values()), list[list[object]]()
    lowest = 0.0
    for label, highest in CLASSES.items():
        here = [cost for cost in costs if lowest < cost.size <= highest]
        lowest = highest
        rows += [[label, len(here), what, *_spread(here, share)] for what, share in _SHARES.items() if here]
    columns = ("newer document", "pairs", "", *COLUMNS)
    table("cost of a pair, by station", columns, rows)
    slowest = sorted(known.items(), key=lambda pair: -pair[1].whole)[:SLOWEST]
    table(
        "the slowest", ("pair", *COLUMNS, "changes"), [[name, *_spread([it], 1.0), it.changes] for name, it in slowest]
    )
    _bodies(costs)


_SHARES = {"median": 0.5, "p95": 0.95, "max": 1.0}


def _spread(costs: list[Cost], share: float) -> list[str]:
    seconds = zip(*(_seconds(cost) for cost in costs), strict=True)
    memory = percentile([cost.memory for cost in costs], share)
    return [*(duration(percentile(station, share)) for station in seconds), f"{memory / 2**20:.0f} MiB"]


def _seconds(cost: Cost) -> list[float]:
    return [cost.parse, *(cost.stations[station] for station in STATIONS), cost.whole, cost.solve]


def _bodies(costs: list[Cost]) -> None:
    counted: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for cost in costs:
        counted.update(cost.bodies)
        reasons.update(cost.reasons)
    changed = counted.total() - counted[UNCHANGED]
    names = {
        UNCHANGED: "unchanged in every word",
        Containment.CONTAINED.value: "changed and proved",
        Containment.NOT_CONTAINED.value: "changed and witnessed",
        Containment.UNDECIDED.value: "changed and undecided",
    }
    rows = [[name, f"{counted[key]:,}", _share(counted[key], counted.total()),
             "-" if key == UNCHANGED else _share(counted[key], changed)] for key, name in names.items()]  # fmt: skip
    rows += [[f"  {reason}", f"{count:,}", "", ""] for reason, count in reasons.most_common()]
    table("schemas both documents have", ("", "bodies", "of all", "of changed"), rows)
    solved = [seconds for cost in costs for seconds in cost.solved]
    spread = [duration(percentile(solved, share)) for share in (0.5, 0.95, 0.99, 1.0)]
    table("a distinct pair that changed", ("pairs", "median", "p95", "p99", "max"), [[f"{len(solved):,}", *spread]])


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "-"


def _grown(title: str, points: Iterable[growth.Grown]) -> None:
    rows: list[list[object]] = []
    for point in points:
        cost = point.cost
        if isinstance(cost, str):
            rows.append([point.label, cost, *[""] * (len(COLUMNS) + 1)])
        else:
            rows.append([point.label, f"{cost.size:,}", *_spread([cost], 1.0), cost.changes])
    table(title, ("", "bytes", *COLUMNS, "changes"), rows)


BESIDE = (
    *("asked alone", "yes", "no", "undecided", "fails", "our yes, its no", "our no, its yes"),
    *("median", "p95", "p99", "all", "median/ours"),
)


def _beside(chosen: list[peers.Question]) -> None:
    ours = peers.asked(peers.ours, chosen)
    rows: list[list[object]] = []
    for name, prover in peers.PROVERS.items():
        if prover is None:
            rows.append([name, "not installed", *[""] * (len(BESIDE) - 2)])
            continue
        tally = ours if prover is peers.ours else peers.asked(prover, chosen)
        said = Counter(tally.answers)
        failed = len(tally.answers) - said[peers.YES] - said[peers.NO] - said[peers.OPEN]
        against = [sum(one == a and other == b for one, other in zip(ours.answers, tally.answers, strict=True))
                   for a, b in ((peers.YES, peers.NO), (peers.NO, peers.YES))]  # fmt: skip
        spread = [duration(percentile(tally.seconds, share)) for share in (0.5, 0.95, 0.99)]
        ratio = f"{median(tally.seconds) / median(ours.seconds):.2f}"
        counts = (said[peers.YES], said[peers.NO], said[peers.OPEN], failed)
        rows.append([name, *counts, *against, *spread, f"{sum(tally.seconds):.2f} s", ratio])
    table(f"{len(chosen):,} bodies that changed", BESIDE, rows)


if __name__ == "__main__":
    main()
