"""What an instance says: one JSON object a line for the platform's log, and no secret in any of it."""

import json
import time
from typing import Any

import httpx

from tests.rehearsal.bindings import PASSWORD
from tests.rehearsal.launcher import Instance
from tests.rehearsal.router import forwarded
from tests.service import ADMIN_TOKEN, JSON

WRONG_TOKEN = "registry_a-wrong-token-that-a-caller-sent"


def test_every_line_of_the_log_is_a_json_object_and_names_the_request(resident: Instance) -> None:
    fields = forwarded()
    assert httpx.get(f"{resident.url}/v1/apis", headers=fields).status_code == 200
    with resident.client() as client:
        client.get("/v1/nothing")
        client.post("/v1/apis/logged/versions", content=b"{", headers=JSON)
    entries = _entries(resident, fields["X-Vcap-Request-Id"])
    assert all(isinstance(entry, dict) for entry in entries)
    (asked,) = [entry for entry in entries if fields["X-Vcap-Request-Id"] in entry.values()]
    assert "\x1b" not in resident.stdout, "colours are for terminals"
    assert 200 in asked.values()


def test_no_credential_is_ever_logged(resident: Instance) -> None:
    with resident.client() as client:
        made = client.post("/v1/tokens", json={"name": "ci", "scopes": ["publish"], "apis": ["pet*"]})
        token = made.json()["token"]
    with httpx.Client(base_url=resident.url) as client:
        for credential in (token, WRONG_TOKEN):
            client.get("/v1/whoami", headers={**forwarded(), "Authorization": f"Bearer {credential}"})
            client.get(f"/v1/apis?q={credential}&access_token={credential}", headers=forwarded())
        _entries(resident, client.get("/v1/nothing", headers=forwarded()).headers["X-Request-Id"])
    said = resident.stdout + resident.stderr
    assert not [secret for secret in (ADMIN_TOKEN, token, WRONG_TOKEN, PASSWORD, "p%40ss") if secret in said]


def _entries(instance: Instance, request_id: str) -> list[Any]:
    """Read what has been logged, when a request is: the lines of requests wait a moment for each other."""
    deadline = time.monotonic() + 20
    while request_id not in instance.stdout:
        assert time.monotonic() < deadline, "the request was not logged"
        time.sleep(0.05)
    return [json.loads(line) for line in instance.stdout.splitlines()]
