"""`contains`: its answers, and its results on published test suites."""

import json
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from openapi_contracts import Answer, Containment, contains
from openapi_contracts.containment.prover import Dialect
from openapi_contracts.containment.prover.formats import VALIDATORS
from tests.corpus import containment

# Wrong labels of the suites: the prover proves containment where the label denies it. Each with its reason.
OVERRULED_BY_REASON = {
    "test_numeric.TestCompositeNumericSubtype.test_all_all_3#441": "3 is 10 times 0.3, exactly",
    "unsupported_subset_pattern_properties_additional_fallback:ser": "a closed object of U+0003 keys has no key x",
}


@dataclass(frozen=True)
class Floor:
    """The minimum share of a suite that is decided correctly, and the reasons allowed for the rest."""

    decided: float
    reasons: frozenset[str]


SUITES = {
    "ibm-tests": Floor(1.0, frozenset()),
    "describes-subset-tests": Floor(0.99, frozenset({"malformed schema: None is not a number"})),
    "jsoncompat-fixtures": Floor(0.968, frozenset({"a schema references itself without any keyword in between"})),
    "sdbs-2020-12": Floor(
        0.99,
        frozenset(
            {
                "$dynamicRef with several targets",
                "$ref https://json-schema.org/draft/2020-12/schema refers to another document",
                "$ref #/anyOf/0/$defs/inner refers to a place that does not exist",
                "$ref #/allOf/0/$defs/inner refers to a place that does not exist",
            }
        ),
    ),
}


def test_a_contained_schema_is_proved_to_be_contained() -> None:
    assert contains({"type": "integer"}, {"type": "number"}) == Answer(Containment.CONTAINED)


def test_a_schema_that_is_not_contained_has_a_witness() -> None:
    answer = contains({"type": "number"}, {"type": "integer"})
    assert answer == Answer(Containment.NOT_CONTAINED, witness=0.5)


def test_null_can_be_the_witness() -> None:
    answer = contains({}, {"type": "string"})
    assert (answer.verdict, answer.witness, answer.reason) == ("not-contained", None, None)


def test_a_keyword_that_is_not_modelled_is_undecided_and_the_reason_names_its_place() -> None:
    answer = contains(
        {"properties": {"a": {"$ref": "other.json"}}, "required": ["a"], "type": "object"}, {"type": "null"}
    )
    assert answer.verdict is Containment.UNDECIDED
    assert answer.reason == "$ref other.json refers to another document (at /properties/a)"


def test_a_witness_the_validator_does_not_confirm_is_undecided() -> None:
    deep: dict[str, Any] = {"type": "string"}
    for _ in range(250):  # more levels than the validator reads
        deep = {"allOf": [deep, {"minLength": 0}]}
    answer = contains(deep, {"type": "null"})
    assert answer.verdict is Containment.UNDECIDED
    assert answer.reason is not None
    assert answer.reason.startswith("the witness is not confirmed")


def test_a_witness_that_no_float_equals_is_a_decimal() -> None:
    answer = contains({"const": Decimal("0.1234567890123456789")}, {"type": "integer"})
    assert answer.witness == Decimal("0.1234567890123456789")


def test_the_reason_is_the_budget_if_it_is_spent() -> None:
    answer = contains({"type": "string"}, {"type": "string", "pattern": "^a"}, budget=0)
    assert (answer.verdict, answer.reason) == ("undecided", "the comparison took more than 0 steps")


def test_an_unknown_dialect_raises_value_error() -> None:
    with pytest.raises(ValueError, match="draft5"):
        contains({}, {}, dialect="draft5")


def test_a_huge_witness_is_confirmed_in_memory() -> None:
    answer = contains({"type": "string"}, {"type": "string", "maxLength": 10_485_760})
    assert answer.verdict is Containment.NOT_CONTAINED
    assert len(answer.witness) == 10_485_761


@pytest.mark.corpus("containment")
@pytest.mark.parametrize("suite", SUITES)
def test_every_label_is_confirmed_overruled_or_undecided_for_an_allowed_reason(suite: str) -> None:
    outcomes: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    wrong: list[str] = []
    rows = _rows(containment() / f"{suite}.jsonl")
    for row in rows:
        outcome, reason = _judged(row)
        outcomes[outcome] += 1
        if outcome == "wrong":
            wrong.append(row["id"])
        if reason:
            reasons[reason.split(" (at")[0]] += 1
    assert wrong == []
    assert set(reasons) <= SUITES[suite].reasons
    assert 1 - outcomes["undecided"] / len(rows) >= SUITES[suite].decided, (outcomes, reasons)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _judged(row: dict[str, Any]) -> tuple[str, str | None]:
    """Classify an answer: a confirmed witness or an enumeration of the first schema overrules a label."""
    dialect = row["draft"].replace("draft2020-12", "2020-12")
    formats = "/optional" in row["kind"]  # the suite's way to say that formats are asserted
    answer = contains(row["a"], row["b"], dialect=dialect, formats=formats)
    if answer.verdict is Containment.UNDECIDED:
        return "undecided", answer.reason
    if (answer.verdict is Containment.CONTAINED) is row["subset"]:
        return "met", None
    if answer.verdict is Containment.NOT_CONTAINED or row["id"] in OVERRULED_BY_REASON:
        return "overruled", None
    return "overruled" if _enumerated(row, dialect, formats=formats) else "wrong", None


def _enumerated(row: dict[str, Any], dialect: str, *, formats: bool) -> bool:
    if not isinstance(row["a"], dict) or "const" not in row["a"]:
        return False
    validator = VALIDATORS[Dialect(dialect)](
        row["b"], validate_formats=formats, pattern_options=jsonschema_rs.RegexOptions(), offline=True
    )
    return validator.is_valid(row["a"]["const"])
