"""Every operation of every contract, and every page, by the checklist of the edge: a new one cannot forget a row."""

from collections.abc import Iterator

import pytest

from app import SPECS
from edge.contract import contracts
from tests import application
from tests.edge.checklist import ROWS, Row, is_operation, refused
from tests.edge.operations import Operation, Registry, operations

CONTRACTS = contracts.load(SPECS, open_reads=True)
OPERATIONS = [each for contract in CONTRACTS for each in operations(contract)]
PAGES = [
    *(Operation(path) for path in ("/", "/problems", "/healthz", "/readyz", "/metrics", "/.well-known/api-catalog")),
    *(
        Operation(contract.base_path + path)
        for contract in CONTRACTS
        for path in ("", "/openapi.json", "/openapi.yaml", "/ui/")
    ),
]
OF_ALL = {"succeeds as declared", "tells its methods", "refuses other methods"}
OF_OPERATIONS = {
    "refuses a wrong token",
    "refuses an unknown parameter",
    "names each wrong parameter",
    "is not there with a slash behind it",
}
CASES = [(row, operation) for operation in (*OPERATIONS, *PAGES) for row in ROWS if row.applies(operation)]


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    """A registry of its own: some operations change how everything is judged."""
    with application.client(tmp_path_factory.mktemp("checklist"), document_bytes=100_000) as client:
        yield Registry(client, CONTRACTS)


@pytest.mark.parametrize(("row", "operation"), CASES, ids=[f"{each.name}: {row.name}" for row, each in CASES])
def test_the_row_holds(registry: Registry, row: Row, operation: Operation) -> None:
    row.check(registry, operation)


@pytest.mark.parametrize("operation", [*OPERATIONS, *PAGES], ids=lambda operation: operation.name)
def test_nothing_is_left_out(operation: Operation) -> None:
    rows = {row.name for row, each in CASES if each is operation}
    assert rows >= (OF_ALL | OF_OPERATIONS if is_operation(operation) else OF_ALL)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_no_row_is_about_nothing(row: Row) -> None:
    assert any(each is row for each, _ in CASES)


@pytest.mark.parametrize("path", ["/nowhere", *(f"{contract.base_path}/nowhere" for contract in CONTRACTS)])
def test_where_nothing_is_a_refusal_is_as_everywhere(registry: Registry, path: str) -> None:
    refused(registry.ask(Operation(path)), 404, "route-not-found")


def test_a_major_that_is_not_there_is_named_as_such(registry: Registry) -> None:
    refused(registry.ask(Operation("/v99/apis")), 404, "unknown-major")
