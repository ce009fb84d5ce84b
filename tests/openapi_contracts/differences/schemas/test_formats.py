"""Formats changed for others: breaking where a value of one is none of the other, and a message shows it."""

from typing import Any

import pytest

from openapi_contracts import compare
from openapi_contracts.findings import Witness

JSON = "application/json"


def document(schema: Any) -> dict[str, Any]:
    """Write a document whose one request carries an object with the member `at`."""
    body = {"type": "object", "properties": {"at": schema}, "required": ["at"]}
    put = {"requestBody": {"content": {JSON: {"schema": body}}}, "responses": {"200": {"description": "done"}}}
    return {"openapi": "3.0.3", "info": {"title": "pets", "version": "1"}, "paths": {"/pets": {"put": put}}}


def changes(old: Any, new: Any) -> dict[str, Any]:
    return {change.id: change.evidence for change in compare(document(old), document(new)).changes}


@pytest.mark.parametrize(
    ("kind", "old", "new", "rule"),
    [
        ("string", "date", "date-time", "request-format-incompatible"),
        ("string", "date-time", "date", "request-format-incompatible"),
        ("string", "uuid", "uri", "request-format-incompatible"),
        ("string", "ipv4", "ipv6", "request-format-incompatible"),
        ("integer", "int64", "int32", "request-format-incompatible"),
        ("integer", "int32", "int64", "request-format-changed"),
        ("string", "iban", "bban", "request-format-changed"),
        ("string", "date", "iban", "request-format-changed"),
    ],
)
def test_a_format_breaks_where_a_value_of_one_is_none_of_the_other(kind: str, old: str, new: str, rule: str) -> None:
    found = changes({"type": kind, "format": old}, {"type": kind, "format": new})
    assert found.keys() == {rule}
    witness = found[rule]
    assert isinstance(witness, Witness) is rule.endswith("incompatible")
    assert witness is None or (witness.confirmed and set(witness.message["request"]["body"]) == {"at"})


def test_a_format_that_holds_for_no_value_that_is_sent_breaks_nothing() -> None:
    small = {"type": "integer", "maximum": 100, "format": "int64"}
    assert changes(small, small | {"format": "int32"}).keys() == {"request-format-changed"}
