"""The report as JSON, against its published schema."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from openapi_contracts.outputs.visible import encoded
from openapi_contracts.report.deserialization import from_dict
from openapi_contracts.report.plain import TOO_DEEP, plain
from tests.openapi_contracts.report.reports import HOSTILE, finding, of_every_kind, report, witness

SCHEMA = Path(__file__).parents[3] / "docs" / "report.schema.json"


def published() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json.loads(SCHEMA.read_bytes()), validate_formats=True)


def kept(value: Any) -> Any:
    """Return what is left of a value that is written as JSON and read again."""
    return json.loads(encoded(json.dumps(value, ensure_ascii=False, allow_nan=False)))


@pytest.mark.parametrize("said", ["plain", HOSTILE])
def test_every_report_is_what_the_published_schema_says(said: str) -> None:
    assert [error.message for error in published().iter_errors(kept(of_every_kind(said).to_dict()))] == []


def test_a_report_without_changes_is_what_the_published_schema_says() -> None:
    published().validate(report().to_dict())


def test_the_published_schema_is_a_schema_and_refuses_what_is_none_of_ours() -> None:
    assert jsonschema_rs.meta.is_valid(json.loads(SCHEMA.read_bytes()))
    assert not published().is_valid(report().to_dict() | {"verdict": "fine"})
    assert not published().is_valid(report().to_dict() | {"more": 1})


def test_a_change_says_all_there_is() -> None:
    (change,) = report(finding("grave", "tag", evidence=witness())).to_dict()["changes"]
    assert change.pop("fingerprint")
    assert change == {
        "id": "grave",
        "severity": "breaking",
        "verdict": "breaking",
        "effect": "narrows",
        "direction": "request",
        "bump": "major",
        "message": "The field tag went.",
        "base": {"pointer": "/paths/~1pets", "line": None, "column": None},
        "revision": {"pointer": "/paths/~1pets", "line": None, "column": None},
        "operations": ["POST /pets"],
        "witness": {
            "text": "POST /pets\n\n{}",
            "message": {"method": "POST", "path": "/pets", "body": {}},
            "accepted_by": "base",
            "rejected_by": "revision",
            "failure": '"name" is a required property',
            "confirmed": True,
            "value": {},
        },
    }


def test_null_is_a_value_and_its_absence_another_thing() -> None:
    (with_null,) = report(finding("grave", evidence=witness(value=None))).to_dict()["changes"]
    (without,) = report(finding("grave", evidence=witness(value=None, confirmed=False))).to_dict()["changes"]
    assert with_null["witness"]["value"] is None
    assert "value" not in without["witness"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("0.5"), 0.5),
        (Decimal("3.0"), 3),
        (Decimal("1e400"), str(10**400)),
        (Decimal("1e3000"), "1E+3000"),
        (Decimal("Infinity"), "Infinity"),
        (Fraction(1, 4), 0.25),
        (Fraction(10**400, 3), f"{10**400}/3"),
        (10**300, 10**300),
        (10**1000, str(10**1000)),
        pytest.param(10**10_000, f"{10**10_000:#x}", id="longer than Python prints"),
        (float("inf"), "inf"),
        (True, True),
        ((1, "a"), [1, "a"]),
        ({"a": (None,)}, {"a": [None]}),
    ],
)
def test_a_value_of_any_kind_is_written_as_json(value: Any, written: Any) -> None:
    assert kept(plain(value)) == kept(written)


def test_a_value_that_nests_without_end_is_cut() -> None:
    deep: Any = "bottom"
    for _ in range(50_000):
        deep = [deep]
    assert TOO_DEEP in json.dumps(kept(plain(deep)), indent=1)


@pytest.mark.parametrize("said", ["plain", HOSTILE])
def test_a_report_comes_back_from_its_json_as_it_was(said: str) -> None:
    written = kept(of_every_kind(said).to_dict())
    assert kept(from_dict(written).to_dict()) == written


@pytest.mark.parametrize("spoiled", [{"verdict": "fine"}, {"changes": [{}]}, {"base": None}])
def test_what_is_no_report_is_refused(spoiled: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_dict(report().to_dict() | spoiled)
