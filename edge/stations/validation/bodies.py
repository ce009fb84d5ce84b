"""Bodies of requests: of a media type the contract takes, bounded while they stream, and read once."""

from collections.abc import Mapping, Sequence
from typing import Any

import jsonschema_rs
import orjson
from starlette.types import Receive
from werkzeug.http import parse_options_header

from edge.answers.refusals import BodyIncomplete, BodyTooLarge, InvalidRequest, UnsupportedMediaType
from edge.memoization import remembered
from edge.stations.validation.schemas import complaints
from edge.worker.bounds import Guest

JSON_BYTES = 64 * 1024  # of a body that is a resource of ours; documents have a limit of their own
LONGEST = 18  # digits of a length: Python reads no more than 4300
JSON_DEPTH = 64  # what is nested deeper cannot be written again everywhere


def media_type(headers: Mapping[str, str], accepted: Sequence[str]) -> str:
    """Find the media type of a body; a body without one is taken for the first. Raises UnsupportedMediaType."""
    said = headers.get("content-type", accepted[0])
    found, charset = _media_type(said)
    if found not in accepted:
        raise UnsupportedMediaType(f"{found[:100] or 'An empty media type'} is not taken", accepted)
    if charset not in {"utf-8", "utf8"}:
        raise UnsupportedMediaType(f"The charset {charset[:100]} is not taken", accepted)
    coding = headers.get("content-encoding", "identity").lower()
    if coding != "identity":
        raise UnsupportedMediaType(f"The content coding {coding[:100]} is not taken", accepted)
    return found


@remembered(entries=256, shorter_than=100)
def _media_type(said: str) -> tuple[str, str]:
    """Read a media type and its charset, both in lower case."""
    found, options = parse_options_header(said)
    return found.lower(), options.get("charset", "utf-8").lower()


async def read(headers: Mapping[str, str], receive: Receive, limit: int, guest: Guest) -> bytes:
    """Read a body, counting while it streams; one that breaks off is never taken for whole.

    Raises BodyTooLarge before more than `limit` bytes are kept, TooManyBodies, BodyIncomplete.
    """
    said = headers.get("content-length", "").lstrip("0")
    if said.isdecimal() and (len(said) > LONGEST or int(said) > limit):
        raise BodyTooLarge(limit)
    chunks: list[bytes] = []
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise BodyIncomplete
        chunk = message.get("body", b"")
        guest.take(len(chunk))
        if guest.taken > limit:
            raise BodyTooLarge(limit)
        chunks.append(chunk)
        more = message.get("more_body", False)
    return b"".join(chunks)


def resource(content: bytes, validator: jsonschema_rs.Draft4Validator, *, at: str = "") -> Any:
    """Read and check JSON; `at` is where in the body it stands. Raises InvalidRequest that names all that is wrong."""
    try:
        value = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        wrong = {
            "pointer": at,
            "detail": f"is not JSON: {error.msg}",
            "line": error.lineno,
            "column": error.colno,
        }
        raise InvalidRequest([wrong]) from None
    if content.count(b"[") + content.count(b"{") > JSON_DEPTH and _deeper([value], JSON_DEPTH + 1):
        raise InvalidRequest([{"pointer": at, "detail": f"is nested deeper than {JSON_DEPTH} times"}])
    if validator.is_valid(value):
        return value
    wrongs = [{"pointer": at + pointer, "detail": sentence} for pointer, sentence in complaints(validator, value)]
    raise InvalidRequest(wrongs)


def _deeper(value: Any, depth: int) -> bool:
    """Whether more than so many arrays and objects stand in each other."""
    level = [value]
    for _ in range(depth):
        members = (each.values() if isinstance(each, dict) else each for each in level)
        level = [member for each in members for member in each if isinstance(member, dict | list)]
    return bool(level)
