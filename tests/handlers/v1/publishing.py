"""Publishing in the tests of what is asked of published versions."""

from typing import Any

from starlette.testclient import TestClient

from tests.application import ADMIN, petstore


def publish(client: TestClient, place: str, *documents: dict[str, Any], **query: Any) -> list[str]:
    """Publish documents one after the other, and give their numbers."""
    return [_published(client, place, document, query) for document in documents]


def _published(client: TestClient, place: str, document: dict[str, Any], query: dict[str, Any]) -> str:
    answer = client.post(f"{place}/versions", json=document, params=query, headers=ADMIN)
    assert answer.status_code in {200, 201}, answer.text
    return str(answer.json()["version"])


ONE = petstore(pets="The pets.")
TWO = petstore(pets="The pets.", owners="The owners.")  # adds to one
THREE = petstore(owners="The owners.")  # breaks two, and one
