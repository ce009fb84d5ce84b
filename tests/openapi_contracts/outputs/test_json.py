"""JSON, parsed by the standard library."""

import json

from openapi_contracts.outputs import json as output
from openapi_contracts.outputs.visible import encoded
from tests.openapi_contracts.report.reports import HOSTILE, of_every_kind


def test_json_says_exactly_what_the_report_says() -> None:
    report = of_every_kind(HOSTILE)
    assert json.loads(encoded(output.write(report))) == report.to_dict()


def test_members_come_in_the_order_of_the_design() -> None:
    members = list(json.loads(output.write(of_every_kind())))
    assert members == ["verdict", "bump", "base", "revision", "engine", "content_model", "counts", "changes"]
