"""Patterns of real OpenAPI documents are supported and compared; a validator confirms the witnesses."""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from itertools import product
from typing import Any

import orjson
import pytest
import yaml
from jsonschema_rs import Draft202012Validator

from openapi_contracts.containment import patterns
from openapi_contracts.containment.steps import Steps
from tests import corpus

pytestmark = pytest.mark.corpus


def asked_for(document: object) -> Iterator[str]:
    """Yield the values of all `pattern` members of a document."""
    waiting: list[Any] = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if isinstance(value.get("pattern"), str):
                yield value["pattern"]
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def written(content: bytes) -> Iterator[str]:
    """Read the `pattern: ...` lines of a YAML document, a hundred times faster than parsing the document."""
    for line in re.findall(rb"^\s*pattern: (.+)$", content, re.MULTILINE):
        with suppress(yaml.YAMLError):
            value = yaml.load(line, yaml.CSafeLoader)
            if isinstance(value, str):
                yield value


@cache
def real_patterns() -> list[str]:
    """Collect the distinct patterns of all documents, in order."""
    found: dict[str, None] = {}
    for path in corpus.specs():
        content = path.read_bytes()
        if b"pattern" in content:
            found |= dict.fromkeys(asked_for(orjson.loads(content)) if path.suffix == ".json" else written(content))
    return list(found)


def readable() -> list[patterns.Pattern]:
    found = []
    for text in real_patterns():
        try:
            found.append(patterns.compile(text))
        except patterns.Unsupported as refusal:
            assert "backreference" in refusal.reason, text  # noqa: PT017 - the only reason that real patterns give
    return found


def test_nearly_every_real_pattern_is_supported() -> None:
    assert len(readable()) >= 0.98 * len(real_patterns())


def test_every_pair_of_real_patterns_is_decided_and_every_witness_is_confirmed() -> None:
    judged = [(one, Draft202012Validator({"pattern": one.source})) for one in readable()]
    judged = judged[::2]  # a quarter of the pairs is enough
    for (one, accepts), (other, refuses) in product(judged, judged):
        word = patterns.find(include=[one], exclude=[other], steps=Steps(20_000))
        assert (word is None) is patterns.includes(one, other, steps=Steps(20_000))
        if word is not None:
            assert accepts.is_valid(word.text), (one, other, word)
            assert not refuses.is_valid(word.text), (one, other, word)
