"""What is counted of requests in one process; tests/serving/test_metrics.py counts over several."""

import re
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from edge.observing import metrics, sharing
from registry.access import Caller
from tests.edge.observing.exchanges import answered


def value(name: str, **labels: str) -> float:
    """The value of a sample that is exposed; 0 where it is not yet."""
    text = metrics.exposition().decode()
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return sum(sample.value for sample in samples if sample.name == name and sample.labels == labels)


def grown(name: str, known: dict[str, Any], **labels: str) -> float:
    """How much a sample grows by observing one request."""
    before = value(name, **labels)
    metrics.observe(answered(**known))
    return value(name, **labels) - before


WHERE = {"base_path": "/v1", "operation_id": "apis.search"}
NOWHERE = {"base_path": "", "operation_id": "other"}


def test_a_request_is_counted_by_operation_method_and_status() -> None:
    assert grown("registry_requests_total", {}, **WHERE, method="GET", status="200") == 1
    assert grown("registry_requests_total", {"status": 404}, **WHERE, method="GET", status="200") == 0


def test_a_request_is_measured() -> None:
    assert grown("registry_request_duration_seconds_count", {}, **WHERE) == 1
    assert grown("registry_request_duration_seconds_bucket", {}, **WHERE, le="+Inf") == 1
    assert grown("registry_request_duration_seconds_bucket", {"began": -1e9}, **WHERE, le="10.0") == 0


@pytest.mark.parametrize("path", ["/a", "/b", "/v9/\ud800"])
def test_every_path_that_is_no_operation_counts_as_one(path: str) -> None:
    known = {"path": path, "operation_id": None, "base_path": None, "status": 404}
    assert grown("registry_requests_total", known, **NOWHERE, method="GET", status="404") == 1


def test_a_method_that_nobody_has_defined_counts_as_other() -> None:
    known = {"method": "BREW", "status": 405}
    assert grown("registry_requests_total", known, **WHERE, method="other", status="405") == 1


def test_a_refusal_is_counted_by_its_code() -> None:
    known = {"operation_id": "versions.publish", "status": 409, "code": "breaking-change"}
    labels = {"base_path": "/v1", "operation_id": "versions.publish", "code": "breaking-change"}
    assert grown("registry_refusals_total", known, **labels) == 1


def test_deprecated_operations_are_counted_by_who_still_uses_them() -> None:
    known = {"deprecated": True, "caller": Caller("petstore CI", frozenset())}
    assert grown("registry_deprecated_requests_total", known, **WHERE, caller="petstore CI") == 1
    assert grown("registry_deprecated_requests_total", {"deprecated": True}, **WHERE, caller="anonymous") == 1
    assert grown("registry_deprecated_requests_total", {}, **WHERE, caller="anonymous") == 0


def test_callers_beyond_the_most_count_as_one() -> None:
    for number in range(metrics.MOST_CALLERS + 10):
        metrics.observe(answered(deprecated=True, caller=Caller(f"caller {number}", frozenset())))
    told = set(re.findall(r'caller="([^"]*)"', metrics.exposition().decode()))
    assert len(told) <= metrics.MOST_CALLERS + 1
    assert "other" in told


def test_the_metrics_of_one_process_are_not_in_files() -> None:
    assert not sharing.shared()


@pytest.mark.parametrize(("taken", "slot"), [(set(), 1), ({1, 2}, 3), ({2, 3}, 1), ({1, 3}, 2)])
def test_a_new_worker_takes_the_slot_that_one_has_left(taken: set[int], slot: int) -> None:
    assert sharing.free_slot(taken) == slot
