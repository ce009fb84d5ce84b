"""Reasons for people: places in normalized schemas become places in the documents."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from openapi_contracts.containment.containment import Answer
from openapi_contracts.schemas.normalized import NormalizedSchemas

_NORMALIZED_AT = re.compile(r" \(at (/\$defs/[^)]*)\)")


def located(answer: Answer, known: Iterable[NormalizedSchemas]) -> Answer:
    """Replace the places in the reason of an answer by JSON Pointers in the documents; drop all other places."""
    if answer.reason is None or "/$defs/" not in answer.reason:
        return answer
    documents = list(known)

    def written(place: re.Match[str]) -> str:
        for schemas in documents:
            with suppress(KeyError):
                return f" (at {schemas.pointer(place[1])})"
        return ""

    return replace(answer, reason=_NORMALIZED_AT.sub(written, answer.reason))
