"""Policies: what is read, and what is said of one that cannot be followed."""

import json
from datetime import date
from typing import Any

import pytest

from openapi_contracts.containment.prover import ContentModel
from openapi_contracts.policy import Exemption, Policy, PolicyError, Removals, read
from openapi_contracts.vocabulary import Severity

RULES = ("operation-removed", "request-property-removed", "default-changed")
WHOLE = b"""
severities:
  default-changed: off
  request-property-removed: breaking
undecided: warning
removal-after-sunset: allowed
content-model: strict
ignore:
  - {fingerprint: 0123456789abcdef, reason: Nobody calls it., until: 2027-01-31}
  - fingerprint: "1111111111111111"
    reason: For good.
"""


def test_a_policy_is_read_whole() -> None:
    assert read(WHOLE, rules=RULES) == Policy(
        severities={"default-changed": Severity.OFF, "request-property-removed": Severity.BREAKING},
        undecided=Severity.WARNING,
        exemptions=(
            Exemption("0123456789abcdef", "Nobody calls it.", date(2027, 1, 31)),
            Exemption("1111111111111111", "For good."),
        ),
        removal_after_sunset=Removals.ALLOWED,
        content_model=ContentModel.STRICT,
    )


@pytest.mark.parametrize("content", [b"", b" \n", b"# nothing yet\n", b"{}", b"severities:\nignore:\n", b"ignore: []"])
def test_a_policy_may_say_nothing(content: bytes) -> None:
    assert read(content, rules=RULES) == Policy()


@pytest.mark.parametrize(
    ("policy", "pointer", "sentence"),
    [
        ({"severities": {"operation-remvoed": "off"}}, "/severities/operation-remvoed", "'operation-removed'?"),
        ({"severities": {"zzz": "off"}}, "/severities/zzz", "There is no rule 'zzz'"),
        ({"severities": {"default-changed": "error"}}, "/severities/default-changed", '"error" is not one of breaking'),
        ({"severities": {"default-changed": None}}, "/severities/default-changed", "null is not one of breaking"),
        ({"severities": {"default-changed": False}}, "/severities/default-changed", "false is not one of breaking"),
        ({"severities": {"default-changed": ["off"]}}, "/severities/default-changed", "is not one of breaking"),
        ({"severities": []}, "/severities", "[] is not a mapping"),
        ({"undecided": "info"}, "/undecided", '"info" is not one of breaking, warning'),
        ({"removal-after-sunset": True}, "/removal-after-sunset", "true is not one of forbidden, allowed"),
        ({"content-model": "pure"}, "/content-model", '"pure" is not one of declared, strict'),
        ({"ignored": []}, "/ignored", "did you mean 'ignore'?"),
        ({"ignore": {}}, "/ignore", "is not a list"),
        ({"ignore": ["x"]}, "/ignore/0", '"x" is not a mapping'),
        ({"ignore": [{"fingerprint": "0" * 16}]}, "/ignore/0", "lacks `reason`"),
        ({"ignore": [{"reason": "x"}]}, "/ignore/0", "lacks `fingerprint`"),
        ({"ignore": [{"fingerprint": 10**15, "reason": "x"}]}, "/ignore/0/fingerprint", "quote it"),
        ({"ignore": [{"fingerprint": "0" * 16, "reason": " "}]}, "/ignore/0/reason", "a sentence that says why"),
        (
            {"ignore": [{"fingerprint": "0" * 16, "reason": "x", "until": "2027-02-30"}]},
            "/ignore/0/until",
            "not a date of the calendar",
        ),
        (
            {"ignore": [{"fingerprint": "0" * 16, "reason": "x", "until": "soon"}]},
            "/ignore/0/until",
            "a date such as",
        ),
        ([], "", "[] is not a mapping"),
        ("x", "", '"x" is not a mapping'),
    ],
)
def test_a_mistake_is_named_and_placed(policy: Any, pointer: str, sentence: str) -> None:
    with pytest.raises(PolicyError) as refusal:
        read(json.dumps(policy, indent=1).encode(), rules=RULES)
    (problem,) = refusal.value.problems
    assert problem.pointer == pointer
    assert sentence in problem.detail
    assert problem.line is not None


def test_every_mistake_is_named_at_once_with_its_line() -> None:
    with pytest.raises(PolicyError) as refusal:
        read(b"undecided: no\nseverities:\n  operation-removed: fatal\n  default: off\n", rules=RULES)
    assert [(each.line, each.column) for each in refusal.value.problems] == [(1, 1), (3, 3), (4, 3)]


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"a: b: c",
        b"{",
        b"[" * 5_000,
        b"x" * (2 * 1024 * 1024),
        b"undecided: warning\nundecided: breaking\n",
        b"a: &a [*a]",
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(PolicyError, match=r"\w \w"):
        read(content, rules=RULES)


def test_a_policy_of_a_thousand_mistakes_is_refused_soon_and_briefly() -> None:
    content = json.dumps({"severities": {f"operation-removed-{n}": "off" for n in range(30_000)}}).encode()
    with pytest.raises(PolicyError) as refusal:
        read(content, rules=RULES)
    assert len(refusal.value.problems) == 20
