"""JSON, as docs/report.schema.json describes it."""

import json

from openapi_contracts.report.model import Report


def write(report: Report) -> str:
    """Write a report as JSON, with members in a fixed order."""
    return json.dumps(report.to_dict(), ensure_ascii=False, allow_nan=False, indent=2) + "\n"
