"""What one analysis costs, measured inside the child that does it."""

import contextlib
import json
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

import yaml
from openapi_spec_validator import OpenAPIV30SpecValidator

from openapi_contracts.documents.analysis import analyse
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.problems import Refusal


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: processor seconds, and the most memory resident in bytes, that of the bare child included."""

    seconds: float
    memory: int


def ours(content: bytes) -> Cost:
    """Analyse a document as publishing does."""
    return _measured(_analyse, content)


def stock(content: bytes) -> Cost:
    """Parse and validate a document as a straightforward program would."""
    return _measured(_validate, content)


def _measured(task: Callable[[bytes], None], content: bytes) -> Cost:
    start = time.process_time()
    task(content)
    spent = time.process_time() - start
    return Cost(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def _analyse(content: bytes) -> None:
    with contextlib.suppress(Refusal):
        analyse(content, Limits())


def _validate(content: bytes) -> None:
    data = json.loads(content) if content[:1] == b"{" else yaml.load(content, yaml.CSafeLoader)
    for _ in OpenAPIV30SpecValidator(data).iter_errors():
        pass
