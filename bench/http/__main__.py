"""What a request costs on each stack: ours, FastAPI, Flask with flask-smorest, and stock Connexion.

    make bench-http           # or: python -m bench.http [--quick] [--server uvicorn]

Cost is the processor time of the one worker that serves, in all of its threads, divided by the requests: it does not
depend on how fast the load comes. Servers have one core and the load has another; all stacks are up at once and are
asked in turn, round by round. Every answer's status is checked, and every answer's body once. A ratio is the median of
those of the rounds. `bare` is ours without its log and its rate limits; the floor answers with ready bytes, so it
shows what the server alone costs.
"""

import argparse
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

import psutil

from bench.figures import median, table
from bench.http import memory, servers
from bench.http.cases import CASES
from bench.http.goals import MEGABYTE, ratio, verdicts
from bench.http.memory import Footprint
from bench.http.rounds import Costs, measured
from bench.http.servers import Running
from bench.http.stacks import CONNEXION, FASTAPI_ASYNC, STACKS, Server, Stack

SERVERS = {"asgi": Server.ASGI, "uvicorn": Server.UVICORN}
FULL, QUICK = (11, 800), (3, 300)  # rounds, and requests of each case to each stack in a round


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, for a first impression")
    parser.add_argument("--server", choices=SERVERS, default="asgi", help="what runs the ASGI stacks")
    parser.add_argument("--only", default="", help="a pattern: only stacks so named, beside FastAPI async def")
    chosen = parser.parse_args()
    stacks = tuple(each for each in STACKS if re.search(chosen.only, each.name) or each is FASTAPI_ASYNC)
    rounds, requests = QUICK if chosen.quick else FULL
    os.sched_setaffinity(0, {servers.LOAD_CORE})
    with (
        tempfile.TemporaryDirectory() as folder,
        servers.running(stacks, SERVERS[chosen.server], Path(folder)) as up,
    ):
        costs = measured(up, rounds=rounds, requests=requests)
        _print_costs(costs, stacks, f"{chosen.server}, {rounds} rounds of {requests} requests")
        _print_memory(up)
    footprint = memory.registry()
    _print_registry(footprint)
    table("goals", ("what", "goal", "got", ""), verdicts(costs, footprint))


def _print_costs(costs: Costs, stacks: tuple[Stack, ...], how: str) -> None:
    columns = ("case", *(stack.name for stack in stacks))
    figures = {
        "microseconds of processor time a request": lambda values: f"{median(values) * 1e6:.0f}",
        "the same, least and most of the rounds": lambda values: f"{min(values) * 1e6:.0f}-{max(values) * 1e6:.0f}",
    }
    for title, write in figures.items():
        rows = [(case.name, *(write(costs[stack, case]) for stack in stacks)) for case in CASES]
        table(f"{title}; {how}", columns, rows)
    for peer in (FASTAPI_ASYNC, CONNEXION):
        rows = [(case.name, *(f"{ratio(costs, stack, peer, case.name):.2f}" for stack in stacks)) for case in CASES]
        table(f"as a part of what {peer.name} costs", columns, rows)


def _print_memory(up: Mapping[Stack, Running]) -> None:
    named = {running.process.pid: (stack.name, running) for stack, running in reversed(up.items())}
    rows = []
    for name, running in reversed(named.values()):
        shares = [memory.pss(process) for process in (running.worker, psutil.Process(running.process.pid))]
        sizes = (running.worker.memory_info().rss, *shares)
        rows.append((name, *(f"{size / MEGABYTE:.0f} MB" for size in sizes)))
    columns = ("stack", "worker, resident", "worker, by its share of pages", "master, by its share")
    table("memory after the requests", columns, rows)


def _print_registry(footprint: Footprint) -> None:
    parts = {"master": (footprint.master,), "workers": footprint.workers, "analysts": footprint.analysts}
    rows = [
        (name, len(sizes), " + ".join(f"{size / MEGABYTE:.0f}" for size in sizes), f"{sum(sizes) / MEGABYTE:.0f} MB")
        for name, sizes in parts.items()
    ]
    table("the registry with two workers: memory by its share of pages", ("part", "processes", "MB", "sum"), rows)


if __name__ == "__main__":
    main()
