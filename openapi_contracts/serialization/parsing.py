"""The values a receiver may parse from a serialized value: outside JSON, text carries no type."""

import json
import re
from collections.abc import Iterator
from itertools import islice, product
from typing import Any

from openapi_contracts.contracts.styles import Style, Styled

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,300})(?:\.[0-9]{1,300})?(?:[eE][-+]?[0-9]{1,2})?")
_WORDS = {"true": True, "false": False, "null": None}
_BETWEEN = {Style.SPACE: " ", Style.PIPE: "|", Style.TAB: "\t"}
_MOST = 1_000  # items of a list for which parsings are listed


def text(value: Any) -> str:
    """Serialize a value other than a list as a parameter (OAS 3.1.0, 4.8.12.4)."""
    return value if isinstance(value, str) else json.dumps(value, default=str)


def plain(written: str) -> list[Any]:
    """List the scalars that have this text."""
    if written in _WORDS:
        return [written, _WORDS[written]]
    if not _NUMBER.fullmatch(written):
        return [written]
    return [written, json.loads(written)]


def readings(value: Any, form: Styled) -> Iterator[Any]:
    """List the values that a receiver with the same serialization may parse from a value."""
    yield value
    if isinstance(value, dict):
        ways = product(*(_of_member(one) for one in value.values()))
        yield from (dict(zip(value, each, strict=True)) for each in islice(ways, _MOST))
        return
    if not isinstance(value, list):
        yield from _of_text(text(value), form)
        return
    texts = [text(one) for one in value[:_MOST]]
    yield texts
    yield [plain(one)[-1] for one in texts]
    if texts == [""]:
        yield []
    if len(texts) <= 1 or form.style is Style.SIMPLE or not form.explode:
        yield from plain(_between(form).join(texts))


def _of_member(value: Any) -> list[Any]:
    if isinstance(value, dict | list):
        return [value]
    return plain(text(value))


def _of_text(written: str, form: Styled) -> Iterator[Any]:
    yield from plain(written)
    parts = [written] if form.style is Style.FORM and form.explode else written.split(_between(form))
    for listed in ([written], parts[:_MOST], []):
        if listed or not written:
            yield listed
            yield [plain(one)[-1] for one in listed]


def _between(form: Styled) -> str:
    if form.style is Style.LABEL and form.explode:
        return "."
    return _BETWEEN.get(form.style, ",")
