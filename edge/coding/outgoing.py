"""One response on its way out: held until the choice to code it is clear, then sent coded or as it is."""

from collections.abc import Iterable

from starlette.types import Message, Send

from edge.coding import tags
from edge.coding.codable import MIN_BYTES, is_cacheable, is_codable
from edge.coding.coder import MIB, CodedBody, Coder
from edge.coding.codings import Coding
from edge.exchange import Field

MAX_COLLECTED = 2 * MIB  # bytes of a body in pieces; the largest Swagger UI file has 1.5 MB
REPLACED = frozenset({b"content-length", b"etag", b"repr-digest"})


class CodedResponse:
    """Receives the messages of one response. A body in pieces is coded if it is no larger than MAX_COLLECTED.

    `conditions` are the request's If-Match and If-None-Match that name coded ETags.
    """

    __slots__ = ("coder", "coding", "conditions", "fields", "held", "method", "pieces", "send", "size")

    def __init__(self, coder: Coder, coding: Coding | None, send: Send, *, method: str, conditions: bytes) -> None:
        self.coder = coder
        self.coding = coding
        self.send = send
        self.method = method
        self.conditions = conditions
        self.held: tuple[Message, Coding] | None = None

    async def __call__(self, message: Message) -> None:
        """Process one message."""
        if message["type"] == "http.response.start":
            start = self._begin(message)
            if start is not None:
                await self.send(start)
        elif self.held is None or message["type"] != "http.response.body":
            await self.send(message)
        else:
            await self._collect(message, *self.held)

    def _begin(self, message: Message) -> Message | None:
        """Hold the start of a response that may be coded; otherwise return it as it is to be sent."""
        self.held = None
        status, headers = message["status"], message["headers"]
        fields = dict(headers)
        vary = fields.get(b"vary")  # the envelope adds Vary to a response without one
        if vary is not None and vary != b"*" and b"accept-encoding" not in vary.lower():
            message = {**message, "headers": [*headers, (b"vary", b"Accept-Encoding")]}
        if self.coding and is_codable(status, fields):
            self.held = message, self.coding
            self.fields = fields
            self.pieces: list[bytes] = []
            self.size = 0
            return None
        if self.conditions and status == 304 and b"etag" in fields:
            tag = tags.as_named(fields[b"etag"], self.conditions, self.coding)
            return {**message, "headers": [*_without_replaced(message["headers"]), (b"etag", tag)]}
        return message

    async def _collect(self, message: Message, start: Message, coding: Coding) -> None:
        self.pieces.append(message.get("body", b""))
        self.size += len(self.pieces[-1])
        more = message.get("more_body", False)
        declared = int(self.fields.get(b"content-length", 0))
        if more and (self.size <= MAX_COLLECTED or self.size == declared):
            return
        self.held = None
        body = b"".join(self.pieces)
        is_head = self.method == "HEAD" and not body and declared >= MIN_BYTES
        if more or (self.size < MIN_BYTES and not is_head):
            await self.send(start)
            await self.send({**message, "body": body})
            return
        coded = CodedBody(b"", None) if is_head else await self._coded(start["status"], body, coding)
        await self.send({**start, "headers": self._coded_fields(start["headers"], coding, coded)})
        await self.send({"type": "http.response.body", "body": coded.content})

    async def _coded(self, status: int, body: bytes, coding: Coding) -> CodedBody:
        fields, key = self.fields, None
        if is_cacheable(self.method, status, fields):
            key = fields[b"etag"], fields[b"content-type"]
        return await self.coder.body(body, coding, digested=b"repr-digest" in fields, key=key)

    def _coded_fields(self, headers: Iterable[Field], coding: Coding, body: CodedBody) -> list[Field]:
        """Return the fields of the coded response; a HEAD response without a body has no length and digest."""
        fields = [*_without_replaced(headers), (b"content-encoding", coding.name)]
        if b"etag" in self.fields:
            fields.append((b"etag", tags.coded(self.fields[b"etag"], coding)))
        if body.digest:
            fields.append((b"repr-digest", body.digest))
        if body.content:
            fields.append((b"content-length", b"%d" % len(body.content)))
        return fields


def _without_replaced(headers: Iterable[Field]) -> list[Field]:
    return [(name, value) for name, value in headers if name not in REPLACED]
