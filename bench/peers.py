"""Bodies that changed between real versions, asked of the prover and of its peers one by one, in the same run.

The question is that of pure JSON Schema, of two schemas that stand alone. A peer is a process of its own: it may fail,
or take too long, and the next question is asked of a new one.
"""

import json
import multiprocessing
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import jsonschema_rs

from openapi_contracts.containment.containment import Containment, contains
from openapi_contracts.containment.prover import Dialect
from openapi_contracts.contracts import Direction, Schemas, normalize
from openapi_contracts.differences import operation_differences as surface
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.reading import read
from openapi_contracts.schemas import ComparedSchemas

try:
    import jsoncompat
except ImportError:
    jsoncompat = None

SECONDS = 10  # so long is a peer waited for
MEMORY = 4 * 2**30  # bytes of address space it may use
YES, NO, OPEN, LATE = "yes", "no", "undecided", f"more than {SECONDS} s"
Question = tuple[Any, Any]


@dataclass
class Tally:
    """What one prover said: seconds of each answer, and each answer in the order of the questions."""

    seconds: list[float] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)


def ours(sub: Any, sup: Any) -> str:
    """Ask the prover, with nothing remembered."""
    answer = contains(sub, sup, dialect=Dialect.NORMALIZED)
    return {Containment.CONTAINED: YES, Containment.NOT_CONTAINED: NO}.get(answer.verdict, OPEN)


def canonical(sub: Any, sup: Any) -> str:
    """Ask jsonschema-rs."""
    said = jsonschema_rs.canonicalize(sup).covers(jsonschema_rs.canonicalize(sub)).value.lower()
    return said if said in (YES, NO) else OPEN


def compat(sub: Any, sup: Any) -> str:
    """Ask jsoncompat whether a reader of the second understands every writer of the first."""
    return YES if jsoncompat.check_compat(json.dumps(sub), json.dumps(sup), "deserializer") else NO


PROVERS: dict[str, Callable[[Any, Any], str] | None] = {
    "this engine": ours,
    "jsonschema-rs": canonical,
    "jsoncompat": compat if jsoncompat else None,
}


def questions(pairs: list[tuple[Path, Path]], count: int) -> list[Question]:
    """Choose so many distinct bodies that changed, over all pairs of documents; the same each time."""
    found: dict[str, Question] = {}
    for old, new in pairs:
        for sub, sup in _changed(*(read(path.read_bytes(), Limits()).data for path in (old, new))):
            found.setdefault(json.dumps([sub, sup], sort_keys=True), (sub, sup))
    chosen = sorted(found)
    return [found[key] for key in random.Random("peers").sample(chosen, min(count, len(chosen)))]


def _changed(old: Any, new: Any) -> Iterator[Question]:
    schemas = ComparedSchemas(old, new)
    asked = surface.compare(normalize(old), normalize(new), schemas).schema_questions
    known, alone, seen = schemas.questions(asked), (Schemas(old), Schemas(new)), set[tuple[object, ...]]()
    for one in asked:
        at = (one.direction, one.old and one.old.pointer, one.new and one.new.pointer)
        if known.is_unchanged(one) or at in seen:
            continue
        seen.add(at)
        before, after = (
            side.standalone(it).schema if it else {} for side, it in zip(alone, (one.old, one.new), strict=True)
        )
        if before != after:
            yield (before, after) if one.direction is Direction.REQUEST else (after, before)


def asked(prover: Callable[[Any, Any], str], chosen: list[Question]) -> Tally:
    """Ask a prover every question, in processes that are ended when they take too long."""
    tally, at = Tally(), 0
    while at < len(chosen):
        receiving, sending = multiprocessing.Pipe(duplex=False)
        child = multiprocessing.Process(target=_answer, args=(prover, chosen[at:], sending), daemon=True)
        child.start()
        sending.close()
        try:
            while at < len(chosen):
                said, seconds = receiving.recv() if receiving.poll(SECONDS) else (LATE, float(SECONDS))
                tally.answers.append(said)
                tally.seconds.append(seconds)
                at += 1
                if said == LATE:
                    break
        except EOFError:
            tally.answers.append("fails")
            at += 1
        child.kill()
        child.join()
    return tally


def _answer(prover: Callable[[Any, Any], str], chosen: list[Question], sending: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # where a peer in Rust says why it gives up
    for sub, sup in chosen:
        start = time.process_time()
        try:
            said = prover(sub, sup)
        except BaseException as error:  # whatever a peer raises is its answer; a panic of Rust is no Exception
            said = f"fails: {type(error).__name__}"
        sending.send((said, time.process_time() - start))
