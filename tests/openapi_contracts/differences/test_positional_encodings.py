"""Parts of multipart bodies that have no names: how they are serialized by their position (OAS 3.2.0)."""

from typing import Any

import pytest

from openapi_contracts.findings import Doubt
from openapi_contracts.vocabulary import Side
from tests.openapi_contracts.differences.small import OK, TEXT, Case, case, document, findings, rules, shown

MIXED = "multipart/mixed"
PNG, JPEG, BOTH = ({"contentType": text} for text in ("image/png", "image/jpeg", "image/png, image/jpeg"))
LIST: dict[str, Any] = {"type": "array", "items": {}}


def sent(version: str = "3.2.0", schema: Any = LIST, **media: Any) -> dict[str, Any]:
    """Write a document whose request has a multipart body."""
    body = {"content": {MIXED: {"schema": schema, **media}}}
    return document({"/a": {"post": {"requestBody": body, "responses": OK}}}, version=version)


def answered(**media: Any) -> dict[str, Any]:
    """Write a document whose answer has a multipart body."""
    responses = {"200": {"description": "done", "content": {MIXED: {"schema": LIST, **media}}}}
    return document({"/a": {"get": {"responses": responses}}}, version="3.2.0")


CHANGED, ALIKE = "multipart-part-changed", "multipart-part-written-alike"
REQUIRED = {"headers": {"X": {"required": True, "schema": TEXT}}}
CASES: dict[str, Case] = {
    "nothing changes": case(sent(itemEncoding=PNG), sent(itemEncoding=PNG)),
    "every part": case(sent(itemEncoding=PNG), sent(itemEncoding=JPEG), CHANGED),
    "every part, more types in a request": case(sent(itemEncoding=PNG), sent(itemEncoding=BOTH), ALIKE),
    "every part, fewer types in a request": case(sent(itemEncoding=BOTH), sent(itemEncoding=PNG), CHANGED),
    "every part, more types in an answer": case(answered(itemEncoding=PNG), answered(itemEncoding=BOTH), CHANGED),
    "every part, fewer types in an answer": case(answered(itemEncoding=BOTH), answered(itemEncoding=PNG), ALIKE),
    "the first part": case(sent(prefixEncoding=[PNG, PNG]), sent(prefixEncoding=[JPEG, PNG]), CHANGED),
    "both parts": case(sent(prefixEncoding=[PNG, PNG]), sent(prefixEncoding=[JPEG, JPEG]), CHANGED, CHANGED),
    "one more part": case(sent(prefixEncoding=[PNG]), sent(prefixEncoding=[PNG, PNG]), CHANGED),
    "a header of a part is asked for": case(sent(itemEncoding=PNG), sent(itemEncoding=PNG | REQUIRED), CHANGED),
    "a header of a part is no longer asked for": case(sent(itemEncoding=PNG | REQUIRED), sent(itemEncoding=PNG), ALIKE),
    "the part that no body has": case(
        sent(schema=LIST | {"maxItems": 1}, prefixEncoding=[PNG, PNG]),
        sent(schema=LIST | {"maxItems": 1}, prefixEncoding=[PNG, JPEG]),
        ALIKE,
    ),
    "before 3.2 it has no meaning": case(sent("3.1.0", itemEncoding=PNG), sent("3.1.0", itemEncoding=JPEG)),
}


@pytest.mark.parametrize("name", CASES)
def test_a_part_that_is_serialized_in_another_way_is_found(name: str) -> None:
    assert rules(CASES[name].old, CASES[name].new) == CASES[name].rules


def test_a_body_with_the_part_is_shown() -> None:
    (finding,) = findings(sent(prefixEncoding=[PNG], itemEncoding=PNG), sent(prefixEncoding=[PNG], itemEncoding=JPEG))
    message = shown(finding)
    assert (message.side, len(message.value)) == (Side.BASE, 2)
    assert finding.base == "/paths/~1a/post/requestBody/content/multipart~1mixed/itemEncoding"


def test_another_style_is_undecided() -> None:
    (finding,) = findings(sent(itemEncoding={"style": "form"}), sent(itemEncoding={"style": "pipeDelimited"}))
    assert isinstance(finding.evidence, Doubt)
