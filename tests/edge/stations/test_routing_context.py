"""The pair that Connexion's stations tell each other what a request is for by: nothing of it is documented."""

from pathlib import Path

import pytest
from connexion.middleware.abstract import ROUTING_CONTEXT
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.application import ADMIN
from tests.edge.stations import stacks


class Listening:
    """A station that keeps the scope as it was left by those within."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.heard: Scope = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.heard = scope
        await self.app(scope, receive, send)


def told(client: TestClient, path: str) -> dict[str, str | None]:
    """Give what is told of a request."""
    listening = Listening(client.app)
    stacks.client_of(listening).get(path, headers=ADMIN)
    pair: dict[str, str | None] = listening.heard["extensions"]["connexion_routing"]
    return pair


@pytest.mark.filterwarnings("default")  # of Connexion's own code, as it comes
@pytest.mark.parametrize("path", ["/v1/things/a", "/v1/queries", "/v1/queries?limit=0"])
def test_what_a_request_is_for_is_told_as_connexion_tells_it(tmp_path: Path, path: str) -> None:
    with stacks.ours(tmp_path) as ours, stacks.stock(tmp_path) as stock:
        here, there = told(ours, path), told(stock, path)
    assert ROUTING_CONTEXT == "connexion_routing"
    assert set(here) == set(there) == {"api_base_path", "operation_id"}
    assert here["api_base_path"] == there["api_base_path"] == "/v1"
    operation_id = str(there["operation_id"])
    assert operation_id.startswith(f"{stacks.PACKAGE}.stock.v1.echoes.")
    assert here["operation_id"] == operation_id.replace(".stock.", ".handlers.")


def test_what_is_no_operation_is_told_to_be_none(tmp_path: Path) -> None:
    with stacks.ours(tmp_path) as ours:
        assert told(ours, "/problems") == {"api_base_path": None, "operation_id": None}
