"""Lifecycles: what a contract may announce, and what answers say of it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from edge.answers.refusals import ApiGone
from edge.contract import contracts
from edge.contract.contracts import Contract, ContractError
from edge.contract.lifecycle import announce, header_fields
from edge.exchange import Exchange
from edge.services import Services
from openapi_contracts.documents.isolation import Analysts
from openapi_contracts.documents.limits import Limits
from registry.access import Reads
from tests.edge.exchanges import exchange

GUIDE = {"guide": "/guide"}
DAY, LATER = "2027-01-31", "2027-06-30"


def contract(folder: Path, whole: Any = None, own: Any = None, *, marked: bool = False) -> Contract:
    """Load a contract that announces this of all of it, and this of its operation `one` and not of `two`."""
    one = {"operationId": "one", "responses": {}, **({"x-lifecycle": own} if own else {})}
    data = {
        "openapi": "3.0.3",
        "info": {"title": "Any", "version": "1.0.0"},
        "servers": [{"url": "/v1"}],
        "paths": {
            "/one": {"get": {**one, "deprecated": True} if marked else one},
            "/two": {"get": {"operationId": "two", "responses": {}}},
        },
        **({"x-lifecycle": whole} if whole else {}),
    }
    (folder / "v1.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    (loaded,) = contracts.load(folder, open_reads=True)
    return loaded


def said(loaded: Contract, operation: str, prefix: str = "") -> dict[str, str]:
    """Give the fields that answers of an operation carry."""
    lifecycle = loaded.lifecycles.of(operation)
    return {name.decode(): value.decode() for name, value in header_fields(lifecycle, prefix)} if lifecycle else {}


def begun(at: str) -> Exchange:
    """Begin an exchange at a time."""
    parts: dict[str, Any] = {"storage": None, "analysts": Analysts(Limits()), "reads": Reads.OPEN, "randomness": bytes}
    return exchange(Services(now=lambda: datetime.fromisoformat(at).replace(tzinfo=UTC), **parts))


def test_nothing_is_said_where_nothing_is_announced(tmp_path: Path) -> None:
    assert said(contract(tmp_path), "one") == {}


def test_an_operation_announces_its_end_and_no_other(tmp_path: Path) -> None:
    loaded = contract(tmp_path, own={"deprecated": DAY, "sunset": LATER, **GUIDE}, marked=True)
    assert said(loaded, "two") == {}
    assert said(loaded, "one") == {
        "deprecation": "@1801353600",
        "sunset": "Wed, 30 Jun 2027 00:00:00 GMT",
        "link": '</guide>; rel="deprecation"; type="text/html", </guide>; rel="sunset"; type="text/html"',
    }


@pytest.mark.parametrize(
    ("time", "seconds"),
    [
        ("2027-01-31", 1801353600),
        ("2027-01-31T00:00:00Z", 1801353600),
        ("2027-01-31T02:00:00+02:00", 1801353600),
        (datetime(2027, 1, 31, tzinfo=UTC).date(), 1801353600),
        (datetime(2027, 1, 31, 12, tzinfo=UTC), 1801396800),
    ],
    ids=str,
)
def test_a_time_is_a_date_or_has_an_offset(tmp_path: Path, time: object, seconds: int) -> None:
    loaded = contract(tmp_path, own={"deprecated": time, **GUIDE}, marked=True)
    assert said(loaded, "one")["deprecation"] == f"@{seconds}"


def test_the_earliest_counts_where_all_and_one_announce_something(tmp_path: Path) -> None:
    whole = {"deprecated": "2027-02-01", "sunset": "2027-12-31", "guide": "/whole"}
    loaded = contract(tmp_path, whole, {"deprecated": DAY, "sunset": "2028-01-01", "guide": "/own"}, marked=True)
    assert said(loaded, "one")["deprecation"] == "@1801353600"
    assert said(loaded, "one")["sunset"] == said(loaded, "two")["sunset"] == "Fri, 31 Dec 2027 00:00:00 GMT"
    assert "</own>" in said(loaded, "one")["link"]
    assert "</whole>" in said(loaded, "two")["link"]


def test_a_guide_of_ours_is_behind_the_prefix_and_another_is_not(tmp_path: Path) -> None:
    own = contract(tmp_path, {"sunset": DAY, **GUIDE})
    assert said(own, "one", "/registry")["link"].startswith("</registry/guide>;")
    other = contract(tmp_path, {"sunset": DAY, "guide": "https://example.org/v2?a=b"})
    assert said(other, "one", "/registry")["link"].startswith("<https://example.org/v2?a=b>;")


def test_a_deprecated_contract_says_so_of_each_operation_as_the_answers_do(tmp_path: Path) -> None:
    loaded = contract(tmp_path, {"deprecated": DAY, **GUIDE})
    for published in (yaml.safe_load(loaded.as_yaml), yaml.safe_load(loaded.as_json)):
        assert all(published["paths"][path]["get"]["deprecated"] is True for path in ("/one", "/two"))


def test_an_end_alone_deprecates_nothing(tmp_path: Path) -> None:
    loaded = contract(tmp_path, {"sunset": DAY, **GUIDE})
    assert said(loaded, "one").keys() == {"sunset", "link"}
    assert "deprecated" not in loaded.as_yaml.decode()


@pytest.mark.parametrize(
    ("whole", "own", "marked", "wrong"),
    [
        (None, {"deprecated": LATER, "sunset": DAY, **GUIDE}, True, "is before the deprecation"),
        ({"deprecated": LATER, **GUIDE}, {"sunset": DAY, **GUIDE}, False, "is before the deprecation"),
        (None, {"deprecated": DAY, **GUIDE}, False, "lacks `deprecated: true`"),
        (None, None, True, "no x-lifecycle gives the date"),
        ({"sunset": DAY, **GUIDE}, None, True, "no x-lifecycle gives the date"),
        ({"deprecated": "soon", **GUIDE}, None, False, "neither a date nor"),
        ({"deprecated": "2027-02-30", **GUIDE}, None, False, "neither a date nor"),
        ({"deprecated": "2027-01-31T00:00:00", **GUIDE}, None, False, "with an offset"),
        ({"deprecated": True, **GUIDE}, None, False, "neither a date nor"),
        ({"deprecated": DAY, "sunset": None, **GUIDE}, None, False, "sunset None is neither"),
        ({"deprecated": DAY}, None, False, "guide None"),
        ({"deprecated": DAY, "guide": "//example.org"}, None, False, "guide '//example.org'"),
        ({"deprecated": DAY, "guide": '/a>; rel="x"'}, None, False, "guide"),
        ({"deprecated": DAY, "sunest": LATER, **GUIDE}, None, False, "no other member"),
        (GUIDE, None, False, "must have `guide`, `deprecated` or `sunset`"),
        (DAY, None, False, "must have `guide`, `deprecated` or `sunset`"),
    ],
)
def test_what_cannot_be_announced_ends_the_start(
    tmp_path: Path, whole: Any, own: Any, marked: bool, wrong: str
) -> None:
    with pytest.raises(ContractError, match=wrong):
        contract(tmp_path, whole, own, marked=marked)


def test_what_is_announced_of_an_operation_stands_in_place_of_the_rest(tmp_path: Path) -> None:
    loaded = contract(tmp_path, {"deprecated": LATER, **GUIDE}, {"deprecated": DAY, **GUIDE}, marked=True)
    whole, own = loaded.lifecycles.whole, loaded.lifecycles.of("one")
    assert whole is not None
    assert own is not None
    asked = begun("2027-03-01")
    asked.fields += [(b"x-request-id", b"any"), *header_fields(whole, "")]
    announce(asked, own)
    assert asked.fields == [(b"x-request-id", b"any"), *header_fields(own, "")]
    assert asked.deprecated


@pytest.mark.parametrize(("at", "gone"), [("2027-06-29T23:59:59", False), ("2027-06-30", True), ("2030-01-01", True)])
def test_an_operation_is_gone_from_its_end_on_and_says_so_with_its_links(tmp_path: Path, at: str, gone: bool) -> None:
    lifecycle = contract(tmp_path, {"sunset": LATER, **GUIDE}).lifecycles.of("one")
    assert lifecycle is not None
    asked = begun(at)
    if gone:
        with pytest.raises(ApiGone) as refused:
            announce(asked, lifecycle)
        assert refused.value.details() == {"sunset": "2027-06-30T00:00:00Z", "guide": "/guide"}
    else:
        announce(asked, lifecycle)
    assert asked.fields == list(header_fields(lifecycle, ""))


def test_majors_are_ordered_by_number_and_not_by_name(tmp_path: Path) -> None:
    for major in (2, 10, 1):
        said = f"openapi: 3.0.3\ninfo: {{title: A, version: {major}.0.0}}\nservers: [{{url: /v{major}}}]\npaths: {{}}\n"
        (tmp_path / f"v{major}.yaml").write_text(said, encoding="utf-8")
    assert [each.name for each in contracts.load(tmp_path, open_reads=True)] == ["v1", "v2", "v10"]


def test_a_folder_without_a_contract_ends_the_start(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match="there is no contract"):
        contracts.load(tmp_path, open_reads=True)
