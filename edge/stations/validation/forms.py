"""Multipart bodies (RFC 7578): documents and JSON sent together, each part and the whole bounded in size.

A body is split once it has arrived: werkzeug's streaming decoder corrupts a part when a chunk ends between CR and LF.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jsonschema_rs
from starlette.types import Receive
from werkzeug.http import parse_options_header

from edge.answers.refusals import BodyTooLarge, InvalidRequest
from edge.stations.validation import bodies
from edge.stations.validation.schemas import compile_schema
from edge.worker.bounds import BodyAllowance

MEDIA_TYPE = "multipart/form-data"
OVERHEAD = 64 * 1024  # bytes for the boundaries and headers around the parts
CRLF = b"\r\n"
BOUNDARY_END = re.compile(rb"--|[ \t]*(?=\r\n)")  # the closing boundary ends in --, any other may be padded with blanks
LONGEST_BOUNDARY = 70  # characters (RFC 2046, section 5.1.1)


@dataclass(frozen=True, slots=True)
class FormPart:
    """One part as received: its bytes, its file name, and the media type its sender declares."""

    content: bytes
    filename: str | None
    media_type: str | None


@dataclass(frozen=True, slots=True)
class CompiledForm:
    """The parts the contract declares, compiled: those with a validator are JSON, all others are documents."""

    limits: Mapping[str, int]  # bytes
    required: tuple[str, ...]
    validators: Mapping[str, jsonschema_rs.Draft4Validator]

    @property
    def limit(self) -> int:
        """The largest size of the whole body, in bytes."""
        return sum(self.limits.values()) + OVERHEAD


def compile_form(schema: Mapping[str, Any], document_bytes: int) -> CompiledForm:
    """Compile the schema of a form; a property with format `binary` is a document."""
    members: Mapping[str, Mapping[str, Any]] = schema["properties"]
    parsed = [name for name, member in members.items() if member.get("format") != "binary"]
    return CompiledForm(
        {name: bodies.JSON_BYTES if name in parsed else document_bytes for name in members},
        tuple(schema.get("required", ())),
        {name: compile_schema(members[name]) for name in parsed},
    )


async def read(
    form: CompiledForm, headers: Mapping[str, str], receive: Receive, allowance: BodyAllowance
) -> Mapping[str, FormPart]:
    """Receive the parts of a body, by name. Raises InvalidRequest, BodyTooLarge, TooManyBodies, BodyIncomplete."""
    boundary = _boundary(headers)
    content = await bodies.read(headers, receive, form.limit, allowance)
    parts: dict[str, FormPart] = {}
    try:
        for begin, end in _blocks(content, boundary):
            name, part = _part(form, content, begin, end)
            if name in parts:
                raise _invalid(f"/{name}", "is given more than once")
            parts[name] = part
    except ValueError:  # no closing boundary, a part without headers, a header that is not UTF-8
        raise _invalid("", f"is not valid {MEDIA_TYPE} (RFC 7578)") from None
    missing = [name for name in form.required if name not in parts]
    if missing:
        raise InvalidRequest([{"pointer": f"/{name}", "detail": "is missing"} for name in missing])
    return parts


def values(form: CompiledForm, parts: Mapping[str, FormPart]) -> Mapping[str, Any]:
    """Parse and validate the JSON parts. Raises InvalidRequest with every mismatch of one part."""
    return {
        name: bodies.resource(parts[name].content, validator, at=f"/{name}")
        for name, validator in form.validators.items()
        if name in parts
    }


def _boundary(headers: Mapping[str, str]) -> bytes:
    _, options = parse_options_header(headers.get("content-type", ""))
    boundary = options.get("boundary", "")
    if not 0 < len(boundary) <= LONGEST_BOUNDARY or not boundary.isascii():
        raise _invalid("", f"needs a boundary of 1 to {LONGEST_BOUNDARY} characters in Content-Type")
    return boundary.encode()


def _invalid(pointer: str, detail: str) -> InvalidRequest:
    return InvalidRequest([{"pointer": pointer, "detail": detail}])


def _blocks(content: bytes, boundary: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each part begins and ends (RFC 2046, section 5.1.1). Raises ValueError without a closing boundary."""
    delimiter = b"\r\n--" + boundary
    begin: int | None = None
    at = -len(CRLF) if content.startswith(delimiter[len(CRLF) :]) else content.find(delimiter)
    while at != -1:
        after = BOUNDARY_END.match(content, at + len(delimiter))
        if after and begin is not None:
            yield begin, at
        if after and after[0] == b"--":
            return
        begin = after.end() if after else begin
        at = content.find(delimiter, at + len(delimiter))
    raise ValueError


def _part(form: CompiledForm, content: bytes, begin: int, end: int) -> tuple[str, FormPart]:
    """Split one part into headers and content. Raises ValueError where it has no headers."""
    empty_line = content.index(2 * CRLF, begin, end)
    fields = [line.partition(":") for line in content[begin:empty_line].decode().split("\r\n")]
    fields_by_name = {name.strip().lower(): value.strip() for name, _, value in fields}
    kind, options = parse_options_header(fields_by_name.get("content-disposition"))
    name = options.get("name", "")
    if kind != "form-data" or name not in form.limits:
        raise _invalid("", f"has a part whose name is not {' or '.join(form.limits)}")
    begin = empty_line + 2 * len(CRLF)
    if end - begin > form.limits[name]:
        raise BodyTooLarge(form.limits[name], f"part {name}")
    media_type, _ = parse_options_header(fields_by_name.get("content-type"))
    return name, FormPart(content[begin:end], options.get("filename") or None, media_type.lower() or None)
