"""Turns the message of a finding into the witness of a report."""

from typing import Any

from openapi_contracts.findings import Kind, Part, Shown, Witness
from openapi_contracts.schemas.sampling.samples import Samples
from openapi_contracts.serialization.escaping import visible
from openapi_contracts.serialization.json_text import reportable
from openapi_contracts.serialization.truncation import briefly
from openapi_contracts.witnesses.credentials import described as credentials_of
from openapi_contracts.witnesses.credentials import requirement
from openapi_contracts.witnesses.filling import Filling
from openapi_contracts.witnesses.message import Message
from openapi_contracts.witnesses.requests import request
from openapi_contracts.witnesses.responses import answer

_NOWHERE = " (of a parameter that the path does not contain)"


def write(shown: Shown, samples: Samples) -> Witness:
    """Write a message with everything the allowing side requires.

    The data is `{"request": {"method", "target",
    "headers", "media_type", "body"}, "operation", "security", "sampled"}` or, of an answer, `{"response": {"status",
    ...}, ...}`: `sampled` is false where a placeholder stands for a value, and `unsampled` says why. A long value
    is `{"truncated": {"start": ..., "characters": how many}}`.
    """
    filling = Filling(shown, samples)
    message, first = (request if shown.kind is Kind.REQUEST else answer)(filling)
    value = next(iter(shown.given.values())) if shown.value is None and len(shown.given) == 1 else shown.value
    return Witness(
        text=message.text(),
        message=_described(filling, message, first),
        accepted_by=shown.side,
        failure=shown.refused + (_NOWHERE if any(map(_is_nowhere, shown.given)) else ""),
        confirmed=shown.confirmed,
        value=reportable(briefly(value)),
    )


def _is_nowhere(part: Part) -> bool:
    return part[:2] == ("parameter", "path") and part[-1].startswith("{")


def _described(filling: Filling, message: Message, first: dict[str, Any]) -> dict[str, Any]:
    shown, body = filling.shown, message.body
    found: dict[str, Any] = {
        shown.kind.value: {
            **first,
            "headers": [list(pair) for pair in message.fields() if pair[0].lower() != "content-type"],
            "media_type": body.media_type if body else None,
            "body": reportable(body.value) if body else None,
        },
        "operation": visible(shown.label),
    }
    credentials = credentials_of(requirement(shown)) if shown.kind is Kind.REQUEST else []
    found |= {"security": credentials} if credentials else {}
    found["sampled"] = not filling.unsampled
    return found | ({"unsampled": filling.unsampled} if filling.unsampled else {})
