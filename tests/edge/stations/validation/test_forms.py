"""Bodies of several parts: each bounded while they stream, however they are cut into chunks."""

import asyncio
from typing import Any

import pytest
from starlette.datastructures import Headers
from starlette.types import Message, Receive

from edge.answers.refusals import BodyIncomplete, BodyTooLarge, InvalidRequest, TooManyBodies
from edge.stations.validation import forms
from edge.stations.validation.forms import FormPart
from edge.worker.bounds import BodyMemory

SCHEMA = {
    "type": "object",
    "required": ["old", "new"],
    "properties": {
        "old": {"type": "string", "format": "binary"},
        "new": {"type": "string", "format": "binary"},
        "how": {"type": "object", "additionalProperties": False, "properties": {"mode": {"enum": ["warn"]}}},
    },
}
FORM = forms.compile_form(SCHEMA, 100)
TYPE = {"content-type": "multipart/form-data; boundary=edge"}


def part(name: str, content: bytes, more: str = "") -> bytes:
    disposition = f'--edge\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'
    return disposition.encode() + content + b"\r\n"


def body(*parts: bytes) -> bytes:
    return b"".join(parts) + b"--edge--\r\n"


def sending(content: bytes, size: int, *, breaks_off: bool = False) -> Receive:
    """Stand for a client that sends a body in chunks of a size, and may hang up before the last."""
    cut = [content[at : at + size] for at in range(0, len(content), size)] or [b""]
    waiting: list[Message] = [{"type": "http.request", "body": each, "more_body": True} for each in cut]
    waiting[-1] = {"type": "http.disconnect"} if breaks_off else {**waiting[-1], "more_body": False}

    async def receive() -> Message:
        return waiting.pop(0)

    return receive


def read(
    content: bytes, *, size: int = 10_000, body_memory: BodyMemory | None = None, **fields: str
) -> dict[str, FormPart]:
    async def reading() -> dict[str, FormPart]:
        with (body_memory or BodyMemory(1_000_000)).allowance() as allowance:
            headers = Headers({**TYPE, **fields})
            return dict(await forms.read(FORM, headers, sending(content, size), allowance))

    return asyncio.run(reading())


def refused(content: bytes, **fields: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidRequest) as caught:
        forms.values(FORM, read(content, **fields))
    errors: Any = caught.value.details()["errors"]
    return [(error["pointer"], error["detail"]) for error in errors]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 10_000])
def test_parts_are_the_same_however_they_are_cut(size: int) -> None:
    tricky = b"a\r\n--edg\r\n--edgeX\r\n-"
    file = '; filename="a.yaml"\r\nContent-Type: Text/YAML; a=b'
    assert read(body(part("old", tricky), part("new", b"\r\n", more=file)), size=size) == {
        "old": FormPart(tricky, None, None),
        "new": FormPart(b"\r\n", "a.yaml", "text/yaml"),
    }


def test_what_is_before_the_first_and_after_the_last_part_is_nothing() -> None:
    content = b"Hello\r\n" + body(part("old", b"1"), part("new", b"2")) + b"Bye"
    assert [each.content for each in read(content).values()] == [b"1", b"2"]


def test_a_part_that_is_json_is_read_and_checked() -> None:
    both = part("old", b"1"), part("new", b"2")
    parts = read(body(*both, part("how", b'{"mode": "warn"}')))
    assert forms.values(FORM, parts) == {"how": {"mode": "warn"}}
    assert forms.values(FORM, read(body(*both))) == {}
    assert refused(body(*both, part("how", b'{"mode": "loud"}')))[0][0] == "/how/mode"
    assert refused(body(*both, part("how", b"{")))[0][0] == "/how"


@pytest.mark.parametrize(
    ("content", "pointer", "detail"),
    [
        (b"", "", "is not valid multipart/form-data"),
        (b"no parts", "", "is not valid multipart/form-data"),
        (body(), "/old", "is missing"),
        (body(part("old", b"1")), "/new", "is missing"),
        (body(part("old", b"1"), part("old", b"2")), "/old", "is given more than once"),
        (body(part("other", b"1")), "", "has a part whose name is not old or new or how"),
        (b"--edge\r\nContent-Disposition: form-data\r\n\r\n1\r\n--edge--", "", "has a part whose name is not"),
        (b"--edge\r\nX: y\r\n\r\n1\r\n--edge--", "", "has a part whose name is not"),
        (b"--edge\r\nX: y\r\n--edge--", "", "is not valid multipart/form-data"),
        (b"--edge\r\n--edge--", "", "is not valid multipart/form-data"),
        (part("old", b"1") + b"--edgeX--", "", "is not valid multipart/form-data"),
        (b'--edge\r\nContent-Disposition: form-data; name="\xff"\r\n\r\n', "", "is not valid multipart/form-data"),
        (part("old", b"1") + part("new", b"2"), "", "is not valid multipart/form-data"),
    ],
)
def test_what_is_no_such_form_is_refused_with_its_place(content: bytes, pointer: str, detail: str) -> None:
    assert next((at, said.startswith(detail)) for at, said in refused(content)) == (pointer, True)


@pytest.mark.parametrize("boundary", ["", "; boundary=", "; boundary=" + "x" * 71, '; boundary="\u00e9"'])
def test_a_form_without_a_boundary_is_refused(boundary: str) -> None:
    assert refused(body(), **{"content-type": f"multipart/form-data{boundary}"})[0][1].startswith("needs a boundary")


def test_each_part_has_its_own_bound() -> None:
    assert len(read(body(part("old", b"x" * 100), part("new", b"x" * 100)))["new"].content) == 100
    for size in (1, 10_000):
        with pytest.raises(BodyTooLarge, match="part new has more than 100 bytes"):
            read(body(part("old", b"1"), part("new", b"x" * 101)), size=size)


def test_headers_and_preambles_cannot_grow_without_bound() -> None:
    for endless in (b"x" * FORM.limit, part("old", b"", more="; a=" + "x" * FORM.limit)):
        with pytest.raises(BodyTooLarge):
            read(endless + body(part("old", b"1"), part("new", b"2")), size=1000)


def test_a_form_that_is_said_to_be_too_large_is_refused_before_it_is_read() -> None:
    length: dict[str, Any] = {"content-length": str(FORM.limit + 1)}
    with pytest.raises(BodyTooLarge):
        read(b"", **length)


def test_forms_take_room_while_they_are_read_and_leave_it() -> None:
    body_memory, content = BodyMemory(300), body(part("old", b"1" * 50), part("new", b"2" * 50))
    assert read(content, body_memory=body_memory)
    assert body_memory.held == 0
    with pytest.raises(TooManyBodies):
        read(content, body_memory=BodyMemory(len(content) - 1))


def test_a_form_that_breaks_off_is_not_taken_for_whole() -> None:
    content = body(part("old", b"1"), part("new", b"2")) + b"\r\n"

    async def reading() -> None:
        with BodyMemory(1000).allowance() as allowance:
            await forms.read(FORM, Headers(TYPE), sending(content, len(content) - 1, breaks_off=True), allowance)

    with pytest.raises(BodyIncomplete):
        asyncio.run(reading())


def test_a_form_knows_which_parts_are_documents() -> None:
    assert FORM.limits["old"] == FORM.limits["new"] == 100
    assert set(FORM.validators) == {"how"}
