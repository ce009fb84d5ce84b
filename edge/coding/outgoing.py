"""One answer on its way out: held until it is known whether it is coded, then sent as it is or coded."""

from collections.abc import Iterable

from starlette.types import Message, Send

from edge.coding import tags
from edge.coding.codable import LEAST, is_codable, may_be_kept
from edge.coding.coder import MIB, Body, Coder
from edge.coding.codings import Coding
from edge.exchange import Field

COLLECTED = 2 * MIB  # of a body that comes in pieces; the files of Swagger UI have 1.5 MB at most
REPLACED = frozenset({b"content-length", b"etag", b"repr-digest"})


class Outgoing:
    """Takes the messages of one answer. A body that comes in more pieces than are collected goes uncoded.

    `named` are the tags in the request's conditions, where some are of coded representations.
    """

    __slots__ = ("coder", "coding", "fields", "held", "method", "named", "pieces", "send", "size")

    def __init__(self, coder: Coder, coding: Coding | None, send: Send, *, method: str, named: bytes) -> None:
        self.coder = coder
        self.coding = coding
        self.send = send
        self.method = method
        self.named = named
        self.held: tuple[Message, Coding] | None = None

    async def __call__(self, message: Message) -> None:
        """Take a message."""
        if message["type"] == "http.response.start":
            begun = self._begin(message)
            if begun is not None:
                await self.send(begun)
        elif self.held is None or message["type"] != "http.response.body":
            await self.send(message)
        else:
            await self._collect(message, *self.held)

    def _begin(self, message: Message) -> Message | None:
        """Hold the start of an answer that may be coded; else give it as it leaves. The last one counts."""
        self.held = None
        status, headers = message["status"], message["headers"]
        fields = dict(headers)
        vary = fields.get(b"vary")  # the envelope gives one to an answer without
        if vary is not None and vary != b"*" and b"accept-encoding" not in vary.lower():
            message = {**message, "headers": [*headers, (b"vary", b"Accept-Encoding")]}
        if self.coding and is_codable(status, fields):
            self.held = message, self.coding
            self.fields = fields
            self.pieces: list[bytes] = []
            self.size = 0
            return None
        if self.named and status == 304 and b"etag" in fields:
            tag = tags.as_named(fields[b"etag"], self.named, self.coding)
            return {**message, "headers": [*_lasting(message["headers"]), (b"etag", tag)]}
        return message

    async def _collect(self, message: Message, start: Message, coding: Coding) -> None:
        self.pieces.append(message.get("body", b""))
        self.size += len(self.pieces[-1])
        more = message.get("more_body", False)
        declared = int(self.fields.get(b"content-length", 0))
        if more and (self.size <= COLLECTED or self.size == declared):
            return
        self.held = None
        body = b"".join(self.pieces)
        described = self.method == "HEAD" and not body and declared >= LEAST
        if more or (self.size < LEAST and not described):
            await self.send(start)
            await self.send({**message, "body": body})
            return
        coded = Body(b"", None) if described else await self._coded(start["status"], body, coding)
        await self.send({**start, "headers": self._coded_fields(start["headers"], coding, coded)})
        await self.send({"type": "http.response.body", "body": coded.content})

    async def _coded(self, status: int, body: bytes, coding: Coding) -> Body:
        fields, key = self.fields, None
        if may_be_kept(self.method, status, fields):
            key = fields[b"etag"], fields[b"content-type"]
        return await self.coder.body(body, coding, digested=b"repr-digest" in fields, key=key)

    def _coded_fields(self, headers: Iterable[Field], coding: Coding, body: Body) -> list[Field]:
        """Describe the coded answer; of one to HEAD whose body nobody has made, length and digest are not known."""
        fields = [*_lasting(headers), (b"content-encoding", coding.name)]
        if b"etag" in self.fields:
            fields.append((b"etag", tags.coded(self.fields[b"etag"], coding)))
        if body.digest:
            fields.append((b"repr-digest", body.digest))
        if body.content:
            fields.append((b"content-length", b"%d" % len(body.content)))
        return fields


def _lasting(headers: Iterable[Field]) -> list[Field]:
    return [(name, value) for name, value in headers if name not in REPLACED]
