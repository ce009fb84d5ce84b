"""An oracle of its own: does an OpenAPI 3 document, as it is written, allow a message?

It shares no code with the engine: it reads the raw document, takes the message apart as a server or a client would,
and leaves schemas to `openapi-schema-validator`. What it cannot say, it says.
"""

from collections.abc import Mapping
from typing import Any

from tests.openapi_contracts.acceptance import requests, responses
from tests.openapi_contracts.acceptance.declarations import undeclared
from tests.openapi_contracts.acceptance.judging import Judgement, Refused, Unjudged
from tests.openapi_contracts.acceptance.places import Contract

__all__ = ["Contract", "Judgement", "judge", "judge_sent"]

CUT = ("-characters)", "-items)", "-members)")


def judge(contract: Contract, message: Mapping[str, Any]) -> Judgement:
    """Judge the message of a witness, as a report gives it as data, for whoever receives it."""
    return _judged(contract, message, is_sent=False)


def judge_sent(contract: Contract, message: Mapping[str, Any]) -> Judgement:
    """Judge a message for whoever sends it: allowed, and with no property that the contract does not declare."""
    return _judged(contract, message, is_sent=True)


def _judged(contract: Contract, message: Mapping[str, Any], *, is_sent: bool) -> Judgement:
    try:
        _check(contract, message)
        more = undeclared(contract, message) if is_sent else []
    except Refused as refused:
        return Judgement(False, str(refused))
    except Unjudged as unjudged:
        return Judgement(None, str(unjudged))
    return Judgement(not more, f"not declared: {', '.join(more)}" if more else "")


def _check(contract: Contract, message: Mapping[str, Any]) -> None:
    if not str(contract.document.get("openapi", "")).startswith(("3.0", "3.1", "3.2")):
        raise Unjudged("the document is not written in OpenAPI 3")
    if not message["sampled"] or is_cut(message):
        raise Unjudged("the message is not whole")
    if "request" in message:
        requests.check(contract, message)
    else:
        responses.check(contract, message)


def is_cut(value: Any) -> bool:
    """Say whether a part of a message was too long to be written down."""
    if isinstance(value, dict):
        return "truncated" in value or any(map(is_cut, value.values()))
    if isinstance(value, list):
        return any(map(is_cut, value))
    return isinstance(value, str) and value.endswith(CUT)
