"""The operations of every contract, each with a request that succeeds; and the registry they are asked of."""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote

import orjson
from httpx import Response
from openapi_schema_validator import OAS30Validator
from starlette.testclient import TestClient

from edge.contract.contracts import Contract
from tests.application import ADMIN, JSON

METHODS = ("get", "put", "post", "delete", "patch")
FINGERPRINT = "9f86d081884c7d65"
BOUNDARY = "a-boundary-of-parts"
PROBLEM = "application/problem+json"
UNDECLARED = {"route-not-found", "unknown-major", "method-not-allowed"}  # refusals of no operation
DOCUMENT = b'{"openapi": "3.0.3", "info": {"title": "P", "version": "1.0.0"}, "paths": {}}'


@dataclass(frozen=True)
class Operation:
    """One operation of a contract, or a page that is none: then it has only a path, and GET."""

    path: str
    method: str = "get"
    contract: Contract | None = None

    @property
    def name(self) -> str:
        """Name it as it is read."""
        return f"{self.method.upper()} {self.path}"

    @property
    def _item(self) -> Mapping[str, Any]:
        if self.contract is None:
            return {"get": {"responses": {}}}
        item: Mapping[str, Any] = self.contract.data["paths"][self.path.removeprefix(self.contract.base_path)]
        return item

    @cached_property
    def said(self) -> Mapping[str, Any]:
        """What the contract says of it."""
        said: Mapping[str, Any] = self._item[self.method]
        return said

    @cached_property
    def allowed(self) -> str:
        """The methods of its path, as Allow lists them."""
        methods = {each.upper() for each in self._item if each in METHODS}
        return ", ".join(sorted(methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set())))

    @cached_property
    def parameters(self) -> list[Mapping[str, Any]]:
        """Its parameters, and those of its path."""
        found = [self.resolved(each) for each in (*self.said.get("parameters", ()), *self._item.get("parameters", ()))]
        return [{**each, "schema": self.resolved(each["schema"])} for each in found]

    @cached_property
    def responses(self) -> Mapping[str, Mapping[str, Any]]:
        """Its responses, by status."""
        return {status: self.resolved(each) for status, each in self.said["responses"].items()}

    @cached_property
    def content(self) -> Mapping[str, Any]:
        """The media types of its body; none where it takes none."""
        content: Mapping[str, Any] = self.resolved(self.said.get("requestBody", {})).get("content", {})
        return content

    @property
    def needs_token(self) -> bool:
        """Whether nobody may call it without a token."""
        assert self.contract is not None
        return {} not in self.said.get("security", self.contract.data["security"])

    def resolved(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        """Follow a reference of the contract."""
        if self.contract is None or "$ref" not in node:
            return node
        found: Any = self.contract.data
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        return self.resolved(found)

    def takes(self, name: str) -> bool:
        """Whether it has a parameter of this name."""
        return any(each["name"] == name for each in self.parameters)

    def declares(self, status: int, header: str | None = None) -> bool:
        """Whether it may answer so, with this header field."""
        response = self.responses.get(str(status))
        return response is not None and (header is None or header in response.get("headers", {}))

    def body(self) -> tuple[bytes | None, Mapping[str, str]]:
        """Make a body that it takes, from the examples of the contract; and the header field that goes with it."""
        if not self.content:
            return None, {}
        media_type, said = next(iter(self.content.items()))
        if media_type == "multipart/form-data":
            parts = [
                f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="x"\r\n\r\n'.encode()
                + DOCUMENT
                for name in ("base", "revision")
            ]
            body = b"\r\n".join([*parts, f"--{BOUNDARY}--\r\n".encode()])
            return body, {"Content-Type": f"{media_type}; boundary={BOUNDARY}"}
        schema = self.resolved(said["schema"])
        return orjson.dumps(said.get("example", schema.get("example"))), {"Content-Type": media_type}


def operations(contract: Contract) -> list[Operation]:
    """List every operation of a contract."""
    paths: Mapping[str, Mapping[str, Any]] = contract.data["paths"]
    return [
        Operation(contract.base_path + path, method, contract)
        for path, item in paths.items()
        for method in METHODS
        if method in item
    ]


class Registry:
    """A registry to ask, which looks at every answer; and where things are in it."""

    def __init__(self, client: TestClient, contracts: Sequence[Contract]) -> None:
        self.client = client
        self.contracts = {contract.base_path: contract for contract in contracts}
        publish = Operation("/v1/apis/{api}/versions", "post", self.contracts["/v1"])
        self.document, _ = publish.body()  # the one that operations send, so that it is known
        self.anchors = set(re.findall(r'id="([a-z-]+)"', client.get("/problems").text))
        self.shared = self.seeded()
        issued = client.post("/v1/tokens", json={"name": "reader", "scopes": ["read"]}, headers=ADMIN).json()
        self.reader = {"Authorization": f"Bearer {issued['token']}"}

    def seeded(self) -> dict[str, str]:
        """Put an API with a version and a waiver into it, and a token; give what paths name them by."""
        api = f"api-{uuid.uuid4().hex[:12]}"
        published = self.client.post(f"/v1/apis/{api}/versions", content=self.document, headers={**ADMIN, **JSON})
        assert published.status_code == 201, published.text
        self.client.put(f"/v1/apis/{api}/waivers/{FINGERPRINT}", json={"reason": "none calls it"}, headers=ADMIN)
        issued = self.client.post("/v1/tokens", json={"name": "ci", "scopes": ["read"]}, headers=ADMIN).json()
        return {"api": api, "version": "1.0.0", "fingerprint": FINGERPRINT, "token": issued["id"]}

    def ask(
        self,
        operation: Operation,
        *,
        method: str | None = None,
        at: Mapping[str, str] | None = None,
        suffix: str = "",
        headers: Mapping[str, str] | None = None,
        content: Any = None,
        without: str = "",
    ) -> Response:
        """Ask for an operation, so that it succeeds where nothing else is said; hold its answer to what all keep.

        `at` names what its path is about; `suffix` is put behind the path; `without` is a header field not to send.
        """
        path = operation.path
        for name, value in (at or self.shared).items():
            path = path.replace(f"{{{name}}}", quote(value, safe=""))
        body, about = operation.body()
        sent = {**ADMIN, **about, **({"If-Match": "*"} if operation.takes("If-Match") else {}), **(headers or {})}
        request_id = str(uuid.uuid4())
        response = self.client.request(
            method or operation.method.upper(),
            path + suffix,
            content=body if content is None else content,
            headers={"X-Request-Id": request_id, **{name: sent[name] for name in sent if name != without}},
        )
        self._look(operation, response, request_id)
        return response

    def succeed(self, operation: Operation, **said: Any) -> Response:
        """Ask so that it succeeds: what changes something gets something of its own to change."""
        response = self.ask(operation, at=None if operation.method == "get" else self.seeded(), **said)
        assert response.is_success, response.text[:300]
        return response

    def _look(self, operation: Operation, response: Response, request_id: str) -> None:
        """Hold an answer to what every answer keeps, and a refusal to the form of problems."""
        assert response.headers["x-request-id"] == request_id
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "no-referrer"
        assert response.headers["content-security-policy"].startswith("default-src 'none'")
        assert "cache-control" in response.headers
        assert {"Accept", "Accept-Encoding"} <= {each.strip() for each in response.headers["vary"].split(",")}
        for base_path, contract in self.contracts.items():
            if operation.path.startswith(base_path):
                assert response.headers["api-version"] == contract.version
        if response.status_code >= 400 and response.request.method != "HEAD":
            code = self._code(operation, response, request_id)
            assert code in UNDECLARED or operation.contract is None or operation.declares(response.status_code)

    def _code(self, operation: Operation, response: Response, request_id: str) -> str:
        """Give the code of a refusal, which is a problem by the contract, and explained on a page."""
        assert response.headers["content-type"] == PROBLEM
        assert response.headers["cache-control"] == "no-store"
        body: dict[str, Any] = response.json()
        contract = operation.contract or self.contracts["/v1"]
        schema = {"$ref": "#/components/schemas/Problem", "components": contract.data["components"]}
        OAS30Validator(schema, format_checker=OAS30Validator.FORMAT_CHECKER).validate(body)
        code: str = body["code"]
        assert body["status"] == response.status_code
        assert body["instance"] == f"urn:uuid:{request_id}"
        assert body["type"] == f"/problems#{code}"
        assert code in self.anchors
        return code
