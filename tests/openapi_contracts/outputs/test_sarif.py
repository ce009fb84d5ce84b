"""SARIF, against the schema OASIS publishes (SOURCES.md says where it is from)."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from openapi_contracts.outputs import sarif
from openapi_contracts.outputs.visible import encoded, visible
from openapi_contracts.report.model import Place, Report
from tests.openapi_contracts.report.reports import HOSTILE, RULES, described, finding, of_every_kind, report, witness

SCHEMA = jsonschema_rs.Draft4Validator(
    json.loads(Path(__file__).with_name("sarif-schema-2.1.0.json").read_bytes()), validate_formats=True
)


def run(found: Report) -> Any:
    """Return the one run of a log that the schema allows."""
    log = json.loads(encoded(sarif.write(found, RULES)))
    assert [f"{error.instance_path}: {error.message}" for error in SCHEMA.iter_errors(log)] == []
    (only,) = log["runs"]
    return only


@pytest.mark.parametrize("said", ["plain", HOSTILE])
def test_every_report_is_what_the_schema_says(said: str) -> None:
    assert len(run(of_every_kind(said))["results"]) == 6


@pytest.mark.parametrize("path", ["a b/ü#?.yaml", "../up.yaml", "/srv/x y.yaml", "c:d.yaml", "\udcff.yaml"])
def test_a_file_of_any_name_is_a_reference(path: str) -> None:
    found = replace(report(finding("grave")), revision=described("odd", path))
    (result,) = run(found)["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert not set(uri) & set(" #?ü")


def test_a_result_is_placed_in_the_revision_and_related_to_the_base() -> None:
    found = report(finding("grave", evidence=witness()))
    change = replace(found.changes[0], base=Place("/a", 3, 5), revision=Place("/b", 10, 7))
    (result,) = run(replace(found, changes=(change,)))["results"]
    (location,), (related,) = result["locations"], result["relatedLocations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "new.yaml"},
        "region": {"startLine": 10, "startColumn": 7},
    }
    assert related["physicalLocation"]["artifactLocation"] == {"uri": "old.yaml"}
    assert location["logicalLocations"] == [{"fullyQualifiedName": "POST /pets", "kind": "function"}]
    assert result["partialFingerprints"] == {"change/v1": change.fingerprint}


def test_a_change_of_documents_that_are_no_files_is_placed_by_its_operations() -> None:
    found = replace(report(finding("grave")), base=described(None), revision=described(None))
    (result,) = run(found)["results"]
    assert result["locations"] == [{"logicalLocations": [{"fullyQualifiedName": "POST /pets", "kind": "function"}]}]


def test_levels_say_how_grave_and_suppressions_what_is_ignored() -> None:
    results = run(of_every_kind())["results"]
    assert sorted(result["level"] for result in results) == ["error", "error", "error", "note", "note", "warning"]
    (ignored,) = (result for result in results if "suppressions" in result)
    assert ignored["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "plain (until 2026-12-31)"}
    ]


def test_the_rules_met_are_described_once() -> None:
    found = run(of_every_kind())
    rules = found["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["another-grave", "doubtful", "grave", "noted", "told"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in found["results"])
    assert rules[2]["help"]["text"].startswith("A client that does not send it is refused.")


def test_the_message_holds_the_witness() -> None:
    (result, *_) = run(of_every_kind(HOSTILE))["results"]
    assert result["message"]["text"].endswith(visible(HOSTILE))
