"""Documents made to hurt, or broken anywhere: a report comes back, in seconds, and says what it could not decide."""

import json
import random
import time
from copy import deepcopy
from pathlib import Path
from typing import Any

import orjson
import pytest

from openapi_contracts.comparison import compare
from openapi_contracts.report.model import Report
from openapi_contracts.vocabulary import Severity, Verdict
from tests.depth import share
from tests.openapi_contracts import rich
from tests.openapi_contracts.contracts.test_equivalence import IN_2_0
from tests.openapi_contracts.contracts.test_robustness import spoiled
from tests.openapi_contracts.real_documents import name, newest, parsed

SECONDS = 20  # of processor time for any of these pairs; the longest takes 5 alone, and whatever is not linear minutes
JSON = "application/json"
TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
RING: dict[str, Any] = {
    "A": {"allOf": [{"$ref": "#/components/schemas/B"}]},
    "B": {"allOf": [{"$ref": "#/components/schemas/A"}]},
}


def document(
    sent: Any = None, back: Any = None, *, version: str = "3.1.0", put: Any = None, **components: Any
) -> dict[str, Any]:
    """Write a document of one operation."""
    written: dict[str, Any] = {"responses": {"200": {"description": "done"}}}
    if sent is not None:
        written["requestBody"] = {"content": {JSON: {"schema": sent}}}
    if back is not None:
        written["responses"]["200"]["content"] = {JSON: {"schema": back}}
    info = {"title": "pets", "version": "1"}
    paths = {"/pets": {"put": written | (put or {})}}
    return {"openapi": version, "info": info, "paths": paths, "components": {"schemas": components}}


def reported(base: Any, revision: Any) -> Report:
    """Compare two documents in time, and write the report."""
    start = time.process_time()
    report = compare(base, revision)
    assert json.dumps(report.to_dict())
    assert time.process_time() - start < SECONDS
    return report


def ref(to: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{to}"}


def nested(levels: int, inside: Any) -> Any:
    for level in range(levels):
        inside = {"properties": {"a": inside}} if level % 2 else {"items": inside}
    return inside


def chained(length: int, last: Any) -> dict[str, Any]:
    chain: dict[str, Any] = {f"S{index}": {"properties": {"a": ref(f"S{index + 1}")}} for index in range(length)}
    return document(ref("S0"), ref("S0"), **chain | {f"S{length}": last})


def branch(index: int, kind: Any) -> dict[str, Any]:
    return {"type": "object", "required": ["kind"], "properties": {"kind": {"const": f"k{index}"}, "value": kind}}


def union(key: str, kind: Any, count: int = 200) -> dict[str, Any]:
    branches: dict[str, Any] = {
        f"K{index}": branch(index, kind if index == count - 1 else TEXT) for index in range(count)
    }
    return document({key: [ref(one) for one in branches]}, {key: [ref(one) for one in branches]}, **branches)


RICH = rich.IN_3_0
NOT_OPENAPI: dict[str, Any] = {
    "nothing": {},
    "a number for a version": {"openapi": 3.1, "paths": {}},
    "null members": {
        "openapi": "3.0.3",
        "info": None,
        "paths": None,
        "components": None,
        "servers": None,
        "tags": None,
    },
    "text everywhere": dict.fromkeys(("openapi", "info", "paths", "components", "servers", "tags", "security"), "x"),
    "lists everywhere": {"openapi": "3.0.3"} | {key: [] for key in ("info", "paths", "components", "security")},
    "null operations": {
        "openapi": "3.1.0",
        "paths": {"/a": None, "/b": {"get": None}, "/c": {"get": {"responses": None}}},
    },
    "paths that are none": {
        "openapi": "3.1.0",
        "paths": {"": {}, "x": {"get": {}}, "/{}{": {"get": {}}, "/{a}{a}": []},
    },
    "another program's file": {"name": "pets", "version": "1.0.0", "dependencies": {"left-pad": "^1"}},
}
UNDECIDED: dict[str, tuple[Any, Any]] = {  # with a change whose place is known
    "a reference that begins to lead nowhere": (document(ref("A"), A=TEXT), document(ref("A"))),
    "a reference that refers to another document": (document(TEXT), document({"$ref": "pets.yaml#/Pet"})),
    "a cycle of compositions": (document(TEXT), document(ref("A"), **RING)),
    "a pattern that does not compile": (document(TEXT), document(TEXT | {"pattern": "(["})),
    "a keyword that is misshapen": (document(WHOLE), document(WHOLE | {"minimum": "three"})),
    "a parameter given twice": (
        document(put={"parameters": [{"in": "query", "name": "q", "schema": WHOLE}]}),
        document(put={"parameters": [{"in": "query", "name": "q", "schema": schema} for schema in (WHOLE, TEXT)]}),
    ),
}
DECIDED: dict[str, tuple[Any, Any, Verdict]] = {
    "400 levels": (
        document(nested(400, WHOLE), nested(400, WHOLE)),
        document(nested(400, TEXT), nested(400, WHOLE)),
        Verdict.BREAKING,
    ),
    "400 levels of alternatives": (
        document({"anyOf": [nested(400, WHOLE), TEXT]}),
        document({"anyOf": [TEXT, nested(400, WHOLE | {"maximum": 3})]}),
        Verdict.BREAKING,
    ),
    "10,000 components in a chain": (chained(10_000, WHOLE), chained(10_000, {}), Verdict.BREAKING),
    "components in a chain that is longer": (
        chained(share(10_000) - 1, WHOLE),
        chained(share(10_000), WHOLE),
        Verdict.BREAKING,
    ),
    "10,000 values in another order": (
        document({"enum": [f"v{index}" for index in range(10_000)]}),
        document({"enum": [f"v{index}" for index in reversed(range(10_000))]}),
        Verdict.COMPATIBLE,
    ),
    "10,000 values, one of them another": (
        document({"enum": [f"v{index}" for index in range(10_000)]}),
        document({"enum": [f"v{index}" for index in range(1, 10_001)]}),
        Verdict.BREAKING,
    ),
    "200 branches, any of them": (union("anyOf", TEXT), union("anyOf", WHOLE), Verdict.BREAKING),
    "200 branches, one of them": (union("oneOf", TEXT), union("oneOf", WHOLE), Verdict.BREAKING),
    "200 branches in another order": (
        document({"oneOf": [branch(index, TEXT) for index in range(200)]}),
        document({"oneOf": [branch(index, TEXT) for index in reversed(range(200))]}),
        Verdict.COMPATIBLE,
    ),
    "a string of ten million characters": (
        document(TEXT | {"maxLength": 10_485_760}),
        document(TEXT | {"maxLength": 10_485_759}),
        Verdict.BREAKING,
    ),
    "numbers beyond every float": (
        document(WHOLE | {"maximum": 10**400}),
        document(WHOLE | {"maximum": 10**399}),
        Verdict.BREAKING,
    ),
}


@pytest.mark.parametrize("other", NOT_OPENAPI)
def test_what_is_no_openapi_is_reported_on_all_the_same(other: str) -> None:
    for base, revision in ((NOT_OPENAPI[other], RICH), (RICH, NOT_OPENAPI[other])):
        reported(base, revision)
    for each_other in NOT_OPENAPI.values():
        reported(NOT_OPENAPI[other], each_other)


@pytest.mark.parametrize("name", UNDECIDED)
def test_what_is_not_understood_is_undecided_where_it_stands(name: str) -> None:
    base, revision = UNDECIDED[name]
    report = reported(base, revision)
    doubts = [change for change in report.changes if change.verdict is Verdict.UNDECIDED]
    assert doubts
    assert all(change.base or change.revision for change in doubts)
    assert all(change.evidence is not None for change in doubts)
    assert report.verdict in (Verdict.UNDECIDED, Verdict.BREAKING)
    reported(revision, base)


@pytest.mark.parametrize("name", DECIDED)
def test_what_is_large_is_decided_in_time(name: str) -> None:
    base, revision, verdict = DECIDED[name]
    report = reported(base, revision)
    assert report.verdict in (verdict, Verdict.UNDECIDED) if verdict is Verdict.BREAKING else report.verdict is verdict


def test_documents_of_two_majors_are_compared() -> None:
    for base, revision in ((IN_2_0, RICH), (RICH, IN_2_0), (IN_2_0, rich.in_3_1())):
        assert reported(base, revision).verdict in (Verdict.BREAKING, Verdict.UNDECIDED)


def test_thousands_of_operations_that_change_are_one_change_or_as_many() -> None:
    def many(schema: Any) -> dict[str, Any]:
        body = {"content": {JSON: {"schema": ref("Pet")}}}
        answers = {"200": {"description": "done"}}
        paths = {f"/p{index}": {"put": {"requestBody": body, "responses": answers}} for index in range(share(10_000))}
        return {"openapi": "3.1.0", "paths": paths, "components": {"schemas": {"Pet": schema}}}

    report = reported(many({"properties": {"age": WHOLE}}), many({"properties": {"age": TEXT}}))
    assert report.verdict is Verdict.BREAKING
    assert len(report.changes) < 10, "one cause, however many operations it reaches"


STATUSES = (
    "2XX",
    "2xx",
    "200",
    "299",
    "default",
    "20X",
    "XX",
    "600",
    "-1",
    "teapot",
    "",
    " 200",
    "٢٠٠",
    "x-200",
    "4XX",
)


def test_odd_status_codes_are_compared() -> None:
    chance = random.Random("statuses")
    for _ in range(share(60)):
        base, revision = (
            document(
                put={
                    "responses": {
                        status: {"description": "", "content": {JSON: {"schema": chance.choice([TEXT, WHOLE])}}}
                        for status in chance.sample(STATUSES, 5)
                    }
                }
            )
            for _ in range(2)
        )
        reported(base, revision)
        assert not reported(base, deepcopy(base)).changes


@pytest.mark.parametrize("version", ["2.0", "3.0", "3.1"])
def test_a_rich_contract_broken_anywhere_is_compared_with_itself_before(version: str) -> None:
    whole = {"2.0": IN_2_0, "3.0": rich.IN_3_0, "3.1": rich.in_3_1()}[version]
    chance, found = random.Random(f"broken {version}"), set()
    for _ in range(share(150)):
        broken = spoiled(whole, chance)
        found.add(reported(whole, broken).verdict)
        reported(broken, whole)
        assert not reported(broken, deepcopy(broken)).changes
    assert found >= {Verdict.BREAKING, Verdict.UNDECIDED}


BROKEN = [path for path in newest() if path.stat().st_size < 150_000]


@pytest.mark.corpus
@pytest.mark.parametrize("path", BROKEN, ids=name)
def test_a_real_contract_broken_anywhere_is_compared_with_itself_before(path: Path) -> None:
    whole, chance = parsed(path), random.Random(path.parent.name)
    for _ in range(20):
        broken = spoiled(orjson.loads(orjson.dumps(whole)), chance)
        report = reported(whole, broken)
        assert report.verdict is not Verdict.UNDECIDED or any(
            change.severity is Severity.BREAKING or change.verdict is Verdict.UNDECIDED for change in report.changes
        )
