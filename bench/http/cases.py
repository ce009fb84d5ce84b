"""What is asked of every stack, and what each must answer."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

HOST = "127.0.0.1"
LINES = 9  # make the order about 1 kB long
RESOURCES = 1900  # make the document about 200 kB long

ORDER: dict[str, Any] = {
    "id": "0f7a3c52-5f0e-4f0a-9a55-3f0c3ad0f6de",
    "created_at": "2026-03-01T09:30:00Z",
    "priority": "normal",
    "customer": {"name": "Ada Lovelace", "account": "CH-004211", "street": "Bahnhofstrasse 1", "country": "CH"},
    "lines": [
        {
            "sku": f"abc-{1000 + index}",
            "title": f"Thing number {index} of the order",
            "quantity": index + 1,
            "cents": 1250,
        }
        for index in range(LINES)
    ],
    "tags": ["first", "paid"],
}
REFUSED: dict[str, Any] = {**ORDER, "lines": [*ORDER["lines"][:-1], {**ORDER["lines"][-1], "quantity": 0}]}
RECEIPT = {
    "id": ORDER["id"],
    "lines": LINES,
    "cents": sum(line["quantity"] * line["cents"] for line in ORDER["lines"]),
}
DOCUMENT = json.dumps(
    {
        "items": [
            {"id": index, "name": f"item-{index}", "digest": f"{index * 2654435761:064x}"} for index in range(RESOURCES)
        ]
    },
    separators=(",", ":"),
).encode()
ETAG = f'"{hashlib.sha256(DOCUMENT).hexdigest()[:32]}"'


@dataclass(frozen=True, slots=True)
class Case:
    """One request, and its answer: a status of those given and, where it succeeds, the body."""

    name: str
    method: str
    path: str
    statuses: frozenset[int]
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    answer: bytes | None = None  # JSON; None where each stack says it in its own words

    def request(self) -> bytes:
        """Write the request as it is sent."""
        fields = [("Host", HOST), ("User-Agent", "bench"), ("Accept", "application/json"), *self.headers]
        if self.body:
            fields += [("Content-Type", "application/json"), ("Content-Length", str(len(self.body)))]
        head = "".join(f"{name}: {value}\r\n" for name, value in fields)
        return f"{self.method} {self.path} HTTP/1.1\r\n{head}\r\n".encode() + self.body


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


REFUSALS = frozenset({400, 422})  # FastAPI and flask-smorest say 422 where the others say 400
CASES = (
    Case(
        "GET",
        "GET",
        "/v1/items/42?limit=50&sort=newest",
        frozenset({200}),
        answer=_json({"id": 42, "limit": 50, "sort": "newest"}),
    ),
    Case("POST 1 kB", "POST", "/v1/items", frozenset({201}), body=_json(ORDER), answer=_json(RECEIPT)),
    Case("GET 200 kB", "GET", "/v1/document", frozenset({200}), answer=DOCUMENT),
    Case("304", "GET", "/v1/document", frozenset({304}), headers=(("If-None-Match", ETAG),)),
    Case("400 parameter", "GET", "/v1/items/42?limit=1000&sort=newest", REFUSALS),
    Case("400 body", "POST", "/v1/items", REFUSALS, body=_json(REFUSED)),
    Case("404", "GET", "/v1/nothing/here", frozenset({404})),
)
