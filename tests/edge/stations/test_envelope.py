"""The outermost layer: a failure inside is answered as any other refusal, with the fields that all answers carry."""

import uuid

from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from edge.stations.envelope import Envelope
from edge.stations.forwarding import Forwarding
from edge.worker.stopping import Stopping


async def broken(scope: Scope, receive: Receive, send: Send) -> None:
    raise RuntimeError("a secret of the inside")


def test_a_failure_of_everything_inside_is_a_problem_that_tells_no_secret(client: TestClient) -> None:
    services = client.app.services  # type: ignore[attr-defined]
    envelope = Envelope(
        broken, services=services, versions={"/v1": "1.2.3"}, forwarding=Forwarding(0), stopping=Stopping()
    )
    response = TestClient(envelope).get("/v1/apis")
    assert (response.status_code, response.json()["code"]) == (500, "internal-error")
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["api-version"] == "1.2.3"
    assert uuid.UUID(response.headers["x-request-id"])
    assert "secret" not in response.text
