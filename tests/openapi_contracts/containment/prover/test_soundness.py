"""Proofs are never contradicted by sampled instances, by a second prover, or by how the pair was constructed."""

import json
from random import Random
from typing import Any

import jsonschema_rs
import pytest

from openapi_contracts import Containment, contains
from tests.depth import share
from tests.openapi_contracts.containment.prover.schemas import Instances, Schemas

SEED = 2026
PAIRS, CHUNKS, INSTANCES = share(200), 10, 40
MADE = share(75)  # pairs by construction, in each chunk
UNDECIDED_AT_MOST = 0.01  # schemas that are defined by themselves alone, which the generator makes on purpose


def _pair(index: int) -> tuple[Any, Any, Random]:
    rng = Random(f"{SEED}/{index}")
    schemas = Schemas(rng)
    sub = schemas.document()
    sup = schemas.changed(sub) if rng.random() < 0.6 else schemas.document()
    return sub, sup, rng


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_sampled_instance_and_no_second_prover_contradicts_an_answer(chunk: int) -> None:
    undecided = sampled = 0
    for index in range(chunk * PAIRS, (chunk + 1) * PAIRS):
        sub, sup, rng = _pair(index)
        answer = contains(sub, sup)
        covered = _covered(sub, sup)
        if answer.verdict is Containment.CONTAINED:
            assert covered != "no", _told(sub, sup)
            sampled += _none_escapes(sub, sup, rng)
        elif answer.verdict is Containment.NOT_CONTAINED:
            assert covered != "yes", _told(sub, sup)
        else:
            undecided += 1
            assert answer.reason
            assert not answer.reason.startswith("the witness is not confirmed"), _told(sub, sup)
    assert undecided <= PAIRS * UNDECIDED_AT_MOST + 2
    assert sampled > PAIRS


def _none_escapes(sub: Any, sup: Any, rng: Random) -> int:
    inside, outside = jsonschema_rs.Draft202012Validator(sub), jsonschema_rs.Draft202012Validator(sup)
    instances, sampled = Instances(rng, sub), 0
    for _ in range(INSTANCES):
        value = instances.of(sub)
        try:
            valid = inside.is_valid(value)
        except ValueError:  # a schema that only references itself
            return sampled
        if valid:
            sampled += 1
            assert outside.is_valid(value), (value, _told(sub, sup))
    return sampled


def _covered(sub: Any, sup: Any) -> str:
    try:
        return jsonschema_rs.canonicalize(sup).covers(jsonschema_rs.canonicalize(sub)).value.lower()
    except (ValueError, jsonschema_rs.canonical.CanonicalizationError):
        return "unknown"


def _told(sub: Any, sup: Any) -> str:
    return f"{json.dumps(sub)}\n<=\n{json.dumps(sup)}"


@pytest.mark.parametrize("chunk", range(4))
def test_what_is_contained_by_construction_is_never_refuted(chunk: int) -> None:
    made = missed = 0
    for index in range(chunk * MADE, (chunk + 1) * MADE):
        one, other, _ = _pair(index)
        bare, definitions = {key: child for key, child in one.items() if key != "$defs"}, one["$defs"]
        narrow = {key: child for key, child in other.items() if key != "$defs"}
        for sub, sup in (
            (one, one),
            (bare, {"anyOf": [bare, narrow]}),
            ({"allOf": [bare, narrow]}, bare),
            (bare, {"$ref": "#/$defs/extracted"}),
            ({"$ref": "#/$defs/extracted"}, bare),
            (bare, {"not": {"not": bare}}),
            ({"oneOf": [bare, narrow]}, {"anyOf": [narrow, bare]}),
        ):
            beside = {"$defs": {**definitions, "extracted": bare}}
            answer = contains(sub | beside, sup | beside)
            made += 1
            missed += answer.verdict is Containment.UNDECIDED
            assert answer.verdict is not Containment.NOT_CONTAINED, _told(sub | beside, sup | beside)
    assert missed <= made * UNDECIDED_AT_MOST + 4
