"""Fingerprints of whole comparisons: they name the operation or component, and outlast what else is edited."""

from copy import deepcopy
from typing import Any

import pytest

from openapi_contracts.comparison import compare
from openapi_contracts.options import Options
from openapi_contracts.policy import Exemption, Policy
from openapi_contracts.report.deserialization import from_dict
from openapi_contracts.report.grading import regraded
from openapi_contracts.report.model import Report
from openapi_contracts.vocabulary import Severity, Verdict

OK = {"200": {"description": "done"}}
SCHEMES = {name: {"type": "apiKey", "in": "header", "name": f"X-{name}"} for name in "ab"}


def document(paths: dict[str, Any], **components: Any) -> dict[str, Any]:
    return {"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": paths, "components": components}


def limited(*paths: str, first: int = 0, **limits: int) -> dict[str, Any]:
    """Write a document whose operations have a parameter with a maximum, after some other parameters."""
    others = [{"name": f"p{index}", "in": "query", "schema": {}} for index in range(first)]
    given = {path: {"name": "limit", "in": "query", "schema": {"maximum": limits.get(path[1:], 50)}} for path in paths}
    return document({path: {"get": {"parameters": [*others, given[path]], "responses": OK}} for path in paths})


def secured(scheme: str, *paths: str) -> dict[str, Any]:
    operation = {"security": [{scheme: []}], "responses": OK}
    return document({path: {"get": operation} for path in paths}, securitySchemes=SCHEMES)


def slashed(*paths: str) -> dict[str, Any]:
    return document({path: {"get": {"responses": OK}} for path in paths})


def sharing(*paths: str, **header: Any) -> dict[str, Any]:
    """Write a document whose operations have one response, a component."""
    answer = {"description": "done", "headers": {"X": {"schema": {}} | header}}
    used = {"get": {"responses": {"200": {"$ref": "#/components/responses/Done"}}}}
    return document(dict.fromkeys(paths, used), responses={"Done": answer})


def breaking(base: Any, revision: Any) -> dict[tuple[str, ...], str]:
    """Return the fingerprints of what breaks, by the operations."""
    changes = compare(base, revision).changes
    return {change.operations: change.fingerprint for change in changes if change.severity is Severity.BREAKING}


def waived(report: Report, *fingerprints: str) -> Report:
    """Return a stored report as it is judged with some waivers."""
    exemptions = tuple(Exemption(each, "It is agreed.") for each in fingerprints)
    return regraded(from_dict(report.to_dict()), options=Options(policy=Policy(exemptions=exemptions)))


def test_the_same_change_of_two_operations_has_two_fingerprints_whatever_else_the_report_holds() -> None:
    base = limited("/a", "/b")
    first, second = (breaking(base, limited("/a", "/b", **{name: 10})) for name in "ab")
    assert breaking(base, limited("/a", "/b", a=10, b=10)) == first | second
    assert len({*first.values(), *second.values()}) == 2


def test_a_waiver_of_one_operation_lets_no_other_pass() -> None:
    base = limited("/a", "/b")
    ((fingerprint,),) = (breaking(base, limited("/a", "/b", a=10)).values(),)
    assert waived(compare(base, limited("/a", "/b", a=10)), fingerprint).verdict is Verdict.COMPATIBLE
    assert waived(compare(base, limited("/a", "/b", b=10)), fingerprint).verdict is Verdict.BREAKING


def test_a_fingerprint_differs_where_the_break_differs() -> None:
    base = limited("/a")
    assert breaking(base, limited("/a", a=10)) != breaking(base, limited("/a", a=20))


EDITS: dict[str, Any] = {
    "other parameters before it": (limited("/a", "/b", first=3), limited("/a", "/b", first=3, a=10)),
    "other operations": (limited("/0", "/a", "/b", "/c"), limited("/0", "/a", "/b", "/c", a=10)),
    "an operation removed": (limited("/a", "/b", "/c"), limited("/a", "/b", a=10)),
    "paths in another order": (limited("/b", "/a"), limited("/b", "/a", a=10)),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_fingerprint_outlasts_what_is_edited_elsewhere(name: str) -> None:
    alone = breaking(limited("/a", "/b"), limited("/a", "/b", a=10))
    assert alone.items() <= breaking(*EDITS[name]).items()


def test_branches_of_a_union_are_told_apart_by_what_they_are() -> None:
    def of(*longest: int) -> dict[str, Any]:
        properties = [{name: {}, "text": {"maxLength": one}} for name, one in zip("xy", longest, strict=True)]
        union = {"anyOf": [{"type": "object", "properties": one, "required": [*one]} for one in properties]}
        body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Union"}}}}
        return document({"/a": {"post": {"requestBody": body, "responses": OK}}}, schemas={"Union": union})

    def turned(written: dict[str, Any]) -> dict[str, Any]:
        other = deepcopy(written)
        other["components"]["schemas"]["Union"]["anyOf"].reverse()
        return other

    first, second = (set(breaking(of(5, 5), of(*longest)).values()) for longest in ((3, 5), (5, 3)))
    both = {change.fingerprint for change in compare(of(5, 5), of(3, 3)).changes}
    assert len(first) == len(second) == 1
    assert first.isdisjoint(second)
    assert first | second <= both
    assert set(breaking(turned(of(5, 5)), turned(of(3, 5))).values()) == first


def test_a_change_of_a_component_is_one_whatever_uses_it() -> None:
    found = [compare(sharing(*paths), sharing(*paths, required=True)).changes for paths in (("/a",), ("/a", "/b"))]
    ((one,), (both,)) = found
    assert one.fingerprint == both.fingerprint
    assert both.operations == ("GET /a", "GET /b")
    assert set(one.members) < set(both.members)


def test_one_security_requirement_changed_in_many_operations_is_one_change() -> None:
    paths = [f"/{index}" for index in range(67)]
    report = compare(secured("a", *paths), secured("b", *paths))
    (change,) = (change for change in report.changes if change.severity is Severity.BREAKING)
    assert len(change.operations) == len(change.members) == 67
    ((alone,),) = (breaking(secured("a", "/3"), secured("b", "/3")).values(),)
    assert alone in change.members


def test_a_group_is_waived_by_its_fingerprint_or_by_those_of_all_its_members() -> None:
    report = compare(secured("a", "/a", "/b"), secured("b", "/a", "/b"))
    (change,) = (change for change in report.changes if change.severity is Severity.BREAKING)
    assert waived(report, change.fingerprint).verdict is Verdict.COMPATIBLE
    assert waived(report, *change.members).verdict is Verdict.COMPATIBLE
    assert waived(report, change.members[0]).verdict is Verdict.BREAKING
    larger = compare(secured("a", "/a", "/b", "/c"), secured("b", "/a", "/b", "/c"))
    assert waived(larger, change.fingerprint).verdict is Verdict.BREAKING


RENAMED: dict[str, Any] = {
    "lost the slash at the end": (["/a/", "/b/"], ["/a", "/b"]),
    "gained the slash at the end": (["/a", "/b/{id}"], ["/a/", "/b/{key}/"]),
    "`/v1` at the beginning of their paths became `/v2`": (["/v1", "/v1/a", "/v1/b"], ["/v2", "/v2/a", "/v2/b"]),
    "`/{team}` was put before their paths": (["/a", "/b", "/c/{id}"], ["/{team}/a", "/{team}/b", "/{team}/c/{id}"]),
    "`/api/v1` is gone from the beginning of their paths": ([f"/api/v1/{x}" for x in "abc"], ["/a", "/b", "/c"]),
}


@pytest.mark.parametrize("how", RENAMED)
def test_a_beginning_or_an_end_that_changed_under_many_paths_is_one_change(how: str) -> None:
    old, new = RENAMED[how]
    gone, come = compare(slashed(*old), slashed(*new)).changes
    assert (gone.id, come.id) == ("operation-removed", "operation-added")
    assert gone.message.endswith(how)
    assert len(gone.operations) == len(gone.members) == len(old)


def test_paths_that_have_little_in_common_are_changes_of_their_own() -> None:
    changes = compare(slashed("/v1/a", "/v1/b", "/c"), slashed("/v2/a", "/v2/b", "/d")).changes
    assert [len(change.operations) for change in changes] == [1] * 6


def test_a_waiver_of_a_removed_operation_still_holds_in_a_group() -> None:
    singly = [next(iter(breaking(slashed(path), slashed()).values())) for path in ("/a/", "/b/")]
    assert waived(compare(slashed("/a/", "/b/"), slashed("/a", "/b")), *singly).verdict is Verdict.COMPATIBLE
