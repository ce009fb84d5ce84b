"""Bodies of several parts (RFC 7578): documents and JSON sent together; all are bounded while they stream, and each.

A body is taken apart when it is whole: Werkzeug's decoder gives other bytes where a chunk ends between CR and LF.
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
from edge.worker.bounds import Guest

MEDIA_TYPE = "multipart/form-data"
AROUND = 64 * 1024  # bytes of boundaries and of headers, around the parts
CRLF = b"\r\n"
BOUNDARY_END = re.compile(rb"--|[ \t]*(?=\r\n)")  # the last one ends in --, any other may be padded
LONGEST_BOUNDARY = 70  # characters (RFC 2046, section 5.1.1)


@dataclass(frozen=True, slots=True)
class Part:
    """One part as it came: its bytes, the name of the file it was, and the media type its sender says it has."""

    content: bytes
    filename: str | None
    media_type: str | None


@dataclass(frozen=True, slots=True)
class FormSchema:
    """The parts of the contract, compiled: those with a validator are JSON, all others are documents."""

    limits: Mapping[str, int]  # bytes
    required: tuple[str, ...]
    validators: Mapping[str, jsonschema_rs.Draft4Validator]

    @property
    def limit(self) -> int:
        """How many bytes the whole body has at most."""
        return sum(self.limits.values()) + AROUND


def compile_form(schema: Mapping[str, Any], document_bytes: int) -> FormSchema:
    """Compile the schema of a form; a member of the format `binary` is a document."""
    members: Mapping[str, Mapping[str, Any]] = schema["properties"]
    parsed = [name for name, member in members.items() if member.get("format") != "binary"]
    return FormSchema(
        {name: bodies.JSON_BYTES if name in parsed else document_bytes for name in members},
        tuple(schema.get("required", ())),
        {name: compile_schema(members[name]) for name in parsed},
    )


async def read(form: FormSchema, headers: Mapping[str, str], receive: Receive, guest: Guest) -> Mapping[str, Part]:
    """Read the parts of a body by their names. Raises InvalidRequest, BodyTooLarge, TooManyBodies, BodyIncomplete."""
    boundary = _boundary(headers)
    content = await bodies.read(headers, receive, form.limit, guest)
    parts: dict[str, Part] = {}
    try:
        for begin, end in _blocks(content, boundary):
            name, part = _part(form, content, begin, end)
            if name in parts:
                raise _wrong(f"/{name}", "is given more than once")
            parts[name] = part
    except ValueError:  # no last boundary, a part without headers, a header that is not UTF-8
        raise _wrong("", f"is not {MEDIA_TYPE} as RFC 7578 describes it") from None
    missing = [name for name in form.required if name not in parts]
    if missing:
        raise InvalidRequest([{"pointer": f"/{name}", "detail": "is missing"} for name in missing])
    return parts


def values(form: FormSchema, parts: Mapping[str, Part]) -> Mapping[str, Any]:
    """Read and check the parts that are JSON. Raises InvalidRequest that names all that is wrong in one."""
    return {
        name: bodies.resource(parts[name].content, validator, at=f"/{name}")
        for name, validator in form.validators.items()
        if name in parts
    }


def _boundary(headers: Mapping[str, str]) -> bytes:
    _, options = parse_options_header(headers.get("content-type", ""))
    boundary = options.get("boundary", "")
    if not 0 < len(boundary) <= LONGEST_BOUNDARY or not boundary.isascii():
        raise _wrong("", f"needs a boundary of 1 to {LONGEST_BOUNDARY} characters, in the field Content-Type")
    return boundary.encode()


def _wrong(pointer: str, detail: str) -> InvalidRequest:
    return InvalidRequest([{"pointer": pointer, "detail": detail}])


def _blocks(content: bytes, boundary: bytes) -> Iterator[tuple[int, int]]:
    """Find where each part begins and ends (RFC 2046, section 5.1.1); ValueError where the last boundary is missing."""
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


def _part(form: FormSchema, content: bytes, begin: int, end: int) -> tuple[str, Part]:
    """Read one part: headers, an empty line, and its content. ValueError where there are no such headers."""
    empty_line = content.index(2 * CRLF, begin, end)
    fields = [line.partition(":") for line in content[begin:empty_line].decode().split("\r\n")]
    said = {name.strip().lower(): value.strip() for name, _, value in fields}
    kind, options = parse_options_header(said.get("content-disposition"))
    name = options.get("name", "")
    if kind != "form-data" or name not in form.limits:
        raise _wrong("", f"has a part that is not {' or '.join(form.limits)}")
    begin = empty_line + 2 * len(CRLF)
    if end - begin > form.limits[name]:
        raise BodyTooLarge(form.limits[name], f"part {name}")
    media_type, _ = parse_options_header(said.get("content-type"))
    return name, Part(content[begin:end], options.get("filename") or None, media_type.lower() or None)
