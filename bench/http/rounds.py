"""Interleaved rounds: every stack in turn for every case, so that what disturbs one disturbs all."""

import http.client
import json
import sys
from collections import defaultdict
from collections.abc import Mapping

from bench.http.cases import CASES, HOST, Case
from bench.http.client import Load, LoadError
from bench.http.servers import Running
from bench.http.stacks import Stack

Costs = Mapping[tuple[Stack, Case], list[float]]  # seconds of processor time a request, one for each round


def measured(servers: Mapping[Stack, Running], *, rounds: int, requests: int) -> Costs:
    """Measure every case on every stack. Raises LoadError where one does not answer as the case says."""
    loads = {running.port: Load(running.port) for running in servers.values()}
    costs: dict[tuple[Stack, Case], list[float]] = defaultdict(list)
    try:
        for case in CASES:
            for stack, running in servers.items():
                _check(running, case, stack)
                loads[running.port].run(case, requests)  # warms what is compiled or cached late
        for number in range(rounds):
            print(f"round {number + 1} of {rounds}", file=sys.stderr, flush=True)
            for case in CASES:
                for stack, running in servers.items():
                    before = running.cpu()
                    loads[running.port].run(case, requests)
                    costs[stack, case].append((running.cpu() - before) / requests)
    finally:
        for load in loads.values():
            load.close()
    return costs


def _check(running: Running, case: Case, stack: Stack) -> None:
    """Ask once, and compare the whole answer."""
    connection = http.client.HTTPConnection(HOST, running.port, timeout=10)
    fields = {"Accept": "application/json", **dict(case.headers)}
    if case.body:
        fields["Content-Type"] = "application/json"
    connection.request(case.method, case.path, case.body or None, fields)
    answer = connection.getresponse()
    said = answer.read()
    connection.close()
    if answer.status not in case.statuses:
        raise LoadError(f"{stack.name}, {case.name}: {answer.status} {said[:300]!r}\n{_last(running)}")
    if case.answer is not None and json.loads(said) != json.loads(case.answer):
        raise LoadError(f"{stack.name}, {case.name}: {said[:300]!r} where {case.answer[:300]!r} is expected")


def _last(running: Running) -> str:
    return running.log.read_text()[-2000:]
