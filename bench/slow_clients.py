"""What slow clients cost the others: 300 connections with half-sent fields, and 50 bodies that come byte by byte.

    python -m bench.slow_clients [half-open connections] [trickled bodies]

One client asks again and again while they are connected, for 8 s: it reads, checks the health on a new connection, and
validates a small document. `files` and `memory` are those of both workers together.
"""

import argparse
import tempfile
import time
from pathlib import Path

from bench.figures import duration, median, percentile, table
from tests.service import Service, running
from tests.serving.processes import resident, workers
from tests.serving.readers import UNLIMITED, Timed, ask
from tests.serving.slow_clients import crowding

QUIET_SECONDS = 8


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("half_open", type=int, nargs="?", default=300)
    parser.add_argument("trickling", type=int, nargs="?", default=50)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), **UNLIMITED) as service:
        held = [("before", *_held(service))]
        until = time.monotonic() + QUIET_SECONDS
        quiet = list(ask(service, lambda: time.monotonic() > until))
        with crowding(service, half_open=chosen.half_open, trickling=chosen.trickling) as crowd:
            held.append(("with slow clients", *_held(service)))
            crowded = list(ask(service, crowd.trickled.is_set))
        held.append(("afterwards", *_held(service)))
    columns = ("asked for", "answers", "other than 200", "p50", "p99", "longest")
    table("one client alone", columns, _rows(quiet))
    table(f"beside {chosen.half_open} half-sent requests and {chosen.trickling} bodies", columns, _rows(crowded))
    table(f"what the workers hold; {crowd.half_open} half-sent requests were still open", ("", "files", "memory"), held)


def _rows(timed: list[Timed]) -> list[tuple[object, ...]]:
    rows = []
    for asked in sorted({says for says, _, _ in timed}):
        times = [seconds for says, _, seconds in timed if says == asked]
        failed = sum(says == asked and status != 200 for says, status, _ in timed)
        figures = (median(times), percentile(times, 0.99), max(times))
        rows.append((asked, len(times), failed, *map(duration, figures)))
    return rows


def _held(service: Service) -> tuple[int, str]:
    serving = workers(service)
    return sum(each.num_fds() for each in serving), f"{sum(map(resident, serving)) / 2**20:.1f} MiB"


if __name__ == "__main__":
    main()
