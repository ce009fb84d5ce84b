"""Request bodies: media type checked, size bounded while receiving, read once."""

from collections.abc import Mapping, Sequence
from typing import Any

import jsonschema_rs
import orjson
from starlette.types import Receive
from werkzeug.http import parse_options_header

from edge.answers.refusals import BodyIncomplete, BodyTooLarge, InvalidRequest, UnsupportedMediaType
from edge.memoization import memoized
from edge.stations.validation.schemas import violations
from edge.worker.bounds import BodyAllowance

JSON_BYTES = 64 * 1024  # of a JSON body; documents have a limit of their own
LENGTH_DIGITS = 18  # digits of Content-Length; int() accepts 4300 at most
JSON_DEPTH = 64  # deeper values cannot be serialized again by every library


def media_type(headers: Mapping[str, str], accepted: Sequence[str]) -> str:
    """Return the media type of a body, the first accepted one by default. Raises UnsupportedMediaType."""
    content_type = headers.get("content-type", accepted[0])
    found, charset = _media_type(content_type)
    if found not in accepted:
        raise UnsupportedMediaType(f"{found[:100] or 'An empty media type'} is not supported", accepted)
    if charset not in {"utf-8", "utf8"}:
        raise UnsupportedMediaType(f"The charset {charset[:100]} is not supported", accepted)
    coding = headers.get("content-encoding", "identity").lower()
    if coding != "identity":
        raise UnsupportedMediaType(f"The content coding {coding[:100]} is not supported", accepted)
    return found


@memoized(entries=256, shorter_than=100)
def _media_type(content_type: str) -> tuple[str, str]:
    """Return a media type and its charset, both in lower case."""
    found, options = parse_options_header(content_type)
    return found.lower(), options.get("charset", "utf-8").lower()


async def read(headers: Mapping[str, str], receive: Receive, limit: int, allowance: BodyAllowance) -> bytes:
    """Receive a body, counting its bytes; a body that breaks off is refused.

    Raises BodyTooLarge before more than `limit` bytes are kept, TooManyBodies, BodyIncomplete.
    """
    length = headers.get("content-length", "").lstrip("0")
    if length.isdecimal() and (len(length) > LENGTH_DIGITS or int(length) > limit):
        raise BodyTooLarge(limit)
    chunks: list[bytes] = []
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise BodyIncomplete
        chunk = message.get("body", b"")
        allowance.take(len(chunk))
        if allowance.taken > limit:
            raise BodyTooLarge(limit)
        chunks.append(chunk)
        more = message.get("more_body", False)
    return b"".join(chunks)


def resource(content: bytes, validator: jsonschema_rs.Draft4Validator, *, at: str = "") -> Any:
    """Parse and validate JSON, which is at the pointer `at` of the body. Raises InvalidRequest with every mismatch."""
    try:
        value = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        fault = {
            "pointer": at,
            "detail": f"is not JSON: {error.msg}",
            "line": error.lineno,
            "column": error.colno,
        }
        raise InvalidRequest([fault]) from None
    if content.count(b"[") + content.count(b"{") > JSON_DEPTH and _is_deeper([value], JSON_DEPTH + 1):
        raise InvalidRequest([{"pointer": at, "detail": f"is nested deeper than {JSON_DEPTH} levels"}])
    if validator.is_valid(value):
        return value
    faults = [{"pointer": at + pointer, "detail": sentence} for pointer, sentence in violations(validator, value)]
    raise InvalidRequest(faults)


def _is_deeper(value: Any, depth: int) -> bool:
    """Whether arrays and objects are nested more than `depth` levels deep."""
    level = [value]
    for _ in range(depth):
        members = (each.values() if isinstance(each, dict) else each for each in level)
        level = [member for each in members for member in each if isinstance(member, dict | list)]
    return bool(level)
