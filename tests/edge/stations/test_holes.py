"""The holes of Connexion as it comes: each claim is held here and fails there, so that it would show the hole again."""

import gc
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from connexion.middleware import MiddlewarePosition
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from edge.contract.contracts import ContractError
from edge.stations.envelope import Envelope
from tests.edge.stations import stacks
from tests.edge.stations.claims import CLAIMS, GRANTED, PROBLEM, Claim

pytestmark = [
    pytest.mark.filterwarnings("default"),  # of Connexion's own code, as it comes
    pytest.mark.filterwarnings("ignore:coroutine 'ServerErrorMiddleware.error_response' was never awaited"),
]


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The contracts, served by this service."""
    with stacks.ours(tmp_path_factory.mktemp("ours")) as client:
        yield client


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The contracts, served by Connexion as it comes."""
    with stacks.stock(tmp_path_factory.mktemp("stock")) as client:
        yield client


def check(claim: Claim, client: TestClient) -> None:
    """Send the request of a claim, and ask that its answer is as claimed."""
    claim.holds(client.request(claim.method, claim.path, content=claim.content(), headers=dict(claim.headers)))


@pytest.mark.parametrize("claim", GRANTED, ids=lambda claim: claim.about)
def test_what_is_right_is_served_by_both(claim: Claim, ours: TestClient, stock: TestClient) -> None:
    check(claim, ours)
    check(claim, stock)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.hole}: {claim.about}")
def test_a_hole_is_closed_here_and_open_there(claim: Claim, ours: TestClient, stock: TestClient) -> None:
    check(claim, ours)
    with pytest.raises(AssertionError):
        check(claim, stock)


def test_head_is_answered_also_where_answers_are_checked(ours: TestClient, tmp_path: Path) -> None:
    claim = Claim("7 fields", "HEAD", "HEAD", "/v1/things/a", lambda response: None)
    with stacks.stock(tmp_path, validate_responses=True) as stock:
        for client, status in ((ours, 200), (stock, 500)):
            response = client.request(claim.method, claim.path)
            assert (response.status_code, response.content) == (status, b"")


class Broken:
    """A station that fails."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            raise RuntimeError("a secret of the inside")
        await self.app(scope, receive, send)


def test_what_fails_outermost_is_a_problem_here_and_without_an_answer_there(
    ours: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stations: Iterable[object] = ours.app.middleware_stack  # type: ignore[attr-defined]
    envelope = next(each for each in stations if isinstance(each, Envelope))
    monkeypatch.setattr(envelope, "app", Broken(envelope.app))
    assert ours.get("/v1/things/a").headers["content-type"] == PROBLEM
    with stacks.stock(tmp_path) as stock:
        stock.app.add_middleware(Broken, position=MiddlewarePosition.BEFORE_EXCEPTION)  # type: ignore[attr-defined]
        response = stock.get("/v1/things/a")
        gc.collect()  # here Connexion's answer, which nobody awaited, is thrown away
    assert response.status_code == 500  # as the client puts it: a server would say so in plain text
    assert not response.headers


UNNOTICED = {
    "an operation without a handler": ("operationId: echoes.thing", "operationId: echoes.nowhere"),
    "a pattern that is none": ("{type: integer, format: int32}", "{type: string, pattern: '('}"),
    "a parameter that is not read": ("{type: integer, format: int32}", "{type: array, items: {type: integer}}"),
    "a body of several media types": ("{required: true, content: {", "{required: true, content: {text/plain: {}, "),
    "an argument that two things share": (
        "in: path, required: true, schema: {type: string}",
        "in: path, required: true, schema: {type: string}}\n        - {name: Name, in: query, schema: {type: string}",
    ),
}
"""What Connexion as it comes starts with: the first is then a failure of every request, the others are of some."""
NOTICED = {
    "a contract that is not valid": ("responses: {'200': *given}", "responses: 7"),
    "a reference that leads nowhere": ("schemas/Fields'}", "schemas/Nowhere'}"),
    "a file that is no YAML": ("openapi: 3.0.3", "openapi: ["),
}

UNASKED = {
    "an operation without a module": ("operationId: echoes.thing", "operationId: nowhere.thing"),
    "the address of another major": ("url: /v1", "url: /v2"),
    "the number of another major": ("version: 1.", "version: 2."),
}
"""What is ours to notice: a contract says in three places which major it is, and each operation has a module."""


def changed(folder: Path, old: str, new: str) -> Path:
    """Write the first contract with a change into a folder of its own."""
    spec = (stacks.SPECS / "v1.yaml").read_text()
    assert old in spec
    specs = folder / "specs"
    specs.mkdir()
    (specs / "v1.yaml").write_text(spec.replace(old, new, 1))
    return specs


BROKEN = {**UNNOTICED, **NOTICED, **UNASKED}


@pytest.mark.parametrize(("old", "new"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_served_ends_the_start(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(ContractError), stacks.ours(tmp_path, specs=changed(tmp_path, old, new)):
        pass


@pytest.mark.parametrize(("old", "new"), UNNOTICED.values(), ids=UNNOTICED)
def test_connexion_as_it_comes_starts_with_it(tmp_path: Path, old: str, new: str) -> None:
    with stacks.stock(tmp_path, specs=changed(tmp_path, old, new)):
        pass
