"""Hostile contracts and values: a message stays one message, small, the same every time, and nothing is raised."""

import json
import random
import re
import subprocess
import sys
from decimal import Decimal
from typing import Any

import h11
import pytest

from openapi_contracts.contracts import Schemas
from openapi_contracts.findings import Kind, Shown, Witness
from openapi_contracts.schemas import SampledSchemas
from openapi_contracts.vocabulary import Side
from openapi_contracts.witnesses import write
from tests.depth import share
from tests.openapi_contracts.contracts.test_equivalence import IN_2_0, IN_3_0
from tests.openapi_contracts.contracts.test_robustness import spoiled
from tests.openapi_contracts.witnesses.asking import (
    JSON,
    answer,
    body,
    document,
    operations,
    parameter,
    request,
    response,
)

HOSTILE = [
    *(
        "\r\nX-Evil: 1",
        "a\nb",
        "\x00",
        "\x1b[31m",
        " padded ",
        "ü",
        "日本",
        "\u202e",
        "\ud800",
        '"',
        "%",
        "<b>",
        "\x85",
    ),
    *("#", "?", "&=;,", "..", "//", "{}", "\\", "a" * 5_000, ""),
]


def short(text: str) -> str:
    return ascii(text)[:20]


def parsed(text: str, role: type[h11.SERVER | h11.CLIENT]) -> tuple[Any, bytes]:
    """Read a message with a parser that is not ours; the length of a body is added, as a sender does."""
    head, _, content = text.partition("\n\n")
    data = content.encode()
    connection = h11.Connection(our_role=role)
    if role is h11.CLIENT:
        connection.send(h11.Request(method="GET", target="/", headers=[("Host", "a")]))
    connection.receive_data(f"{head}\ncontent-length: {len(data)}\n\n".encode("ascii") + data)
    first = connection.next_event()
    found = b""
    while isinstance(event := connection.next_event(), h11.Data):
        found += bytes(event.data)
    assert isinstance(event, h11.EndOfMessage)
    return first, found


def names(first: Any) -> list[str]:
    return [name.decode() for name, _ in first.headers]


@pytest.mark.parametrize("text", HOSTILE, ids=short)
def test_a_value_never_leaves_its_place_in_a_request(text: str) -> None:
    described = document(
        {**body({}), "parameters": [parameter(name, name) for name in ("path", "query", "header", "cookie")]},
        path="/pets/{path}",
        method="post",
    )
    given: dict[tuple[str, ...], Any] = {
        ("parameter", place, "0" if place == "path" else place): text for place in ("path", "query", "header", "cookie")
    }
    witness = request(described, {**given, ("request", JSON): {text: text}})
    first, content = parsed(witness.text, h11.SERVER)
    assert names(first) == ["host", "header", "cookie", "content-type", "content-length"]
    assert first.target.startswith(b"/pets/")
    assert b"?query=" in first.target
    if len(text) < 1_000:
        shown = text.encode("utf-8", "backslashreplace").decode()
        assert json.loads(content) == {text: text}
        assert witness.message["request"]["body"] == {shown: shown}


@pytest.mark.parametrize("text", [text for text in HOSTILE if len(text) < 1_000], ids=short)
def test_a_name_never_leaves_its_place(text: str) -> None:
    fields = {"parameters": [parameter(text, place) for place in ("query", "header", "cookie")]}
    schemes = {text: {"type": "apiKey", "in": "header", "name": f"k{text}"}}
    described = document(
        {**fields, **response("200", headers={text: {"required": True, "schema": {}}}), "security": [{text: []}]},
        path=f"/{text}",
        servers=[{"url": f"http://h{text}/b{text}"}, {"url": text}],
        components={"securitySchemes": schemes},
    )
    for witness, role in ((request(described), h11.SERVER), (answer(described), h11.CLIENT)):
        first, content = parsed(witness.text, role)
        assert len(first.headers) <= 5
        assert "x-evil" not in names(first)
        assert content == b""
        json.dumps(witness.message, ensure_ascii=False).encode()


@pytest.mark.parametrize("text", HOSTILE, ids=short)
@pytest.mark.parametrize("media", ["text/plain", "multipart/form-data", "application/x-www-form-urlencoded", "a/b;c=d"])
def test_a_body_ends_no_header_and_shows_what_it_hides(text: str, media: str) -> None:
    value = text if media in ("text/plain", "a/b;c=d") else {text: text, "b": [text]}
    witness = answer(document(response("200", {}, media)), {("response", "200", media.replace(";", "; ")): value})
    first, content = parsed(witness.text, h11.CLIENT)
    assert names(first) == ["content-type", "content-length"]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", content.decode())


def test_what_is_long_is_shown_by_its_start_and_length() -> None:
    value = {"a": "a" * 10_485_760, "b": "xy" * 600, "c": list(range(51)), "d": "ab" + "c" * 99}
    witness = request(document(body({}), method="post"), {("request", JSON): value})
    assert witness.text.partition("\n\n")[2] == (
        '{"a":"aaaa… (10,485,760 characters)","b":"' + "xy" * 30 + '… (1,200 characters)",'
        '"c":[0,1,2,… (51 items)],"d":"abcccc… (101 characters)"}'
    )
    shown = witness.message["request"]["body"]
    assert shown["a"] == {"truncated": {"start": "aaaa", "characters": 10_485_760}}
    assert shown["c"] == {"truncated": {"start": [0, 1, 2], "items": 51}}
    assert witness.value == shown


def test_what_is_long_in_a_query_is_short_and_ascii() -> None:
    described = document({"parameters": [parameter("q", "query")]})
    long = request(described, {("parameter", "query", "q"): "a" * 10_485_760})
    assert long.text.startswith("GET /pets?q=aaaa...(10485760-characters) HTTP/1.1\n")
    many = request(described, {("parameter", "query", "q"): [1] * 99})
    assert many.text.startswith("GET /pets?q=1&q=1&q=1&q=...(99-items) HTTP/1.1\n")


@pytest.mark.parametrize(
    "value",
    [
        {f"k{i}": "x" * 900 for i in range(150)},
        {f"k{i}": i for i in range(10_000)},
        [["x" * 900] * 50] * 50,
        {"k" * 100_000: 1},
    ],
    ids=["long members", "many members", "nested", "long name"],
)
def test_no_message_holds_megabytes(value: Any) -> None:
    fields = {**body({}), "parameters": [parameter("q", "query"), parameter("h", "header")]}
    given = {("request", JSON): value, ("parameter", "query", "q"): value, ("parameter", "header", "h"): value}
    witness = request(document(fields, method="post"), given, security=None)
    assert len(witness.text) < 4_100
    assert len(json.dumps([witness.message, witness.value])) < 60_000


def test_a_value_nested_too_deeply_is_cut() -> None:
    value: Any = []
    for _ in range(5_000):
        value = [value]
    witness = request(document(body({}), method="post"), {("request", JSON): value})
    assert witness.text.endswith("\n\n" + "[" * 60 + '"… (1 items)"' + "]" * 60)


@pytest.mark.parametrize(
    ("value", "text", "said"),
    [
        (Decimal("0.1000000000000000055511151231257827"), "0.1000000000000000055511151231257827", None),
        (Decimal(7), "7", 7),
        (10**40, str(10**40), str(10**40)),
        (10**5_000, "<number>", "<number>"),
        (1.5, "1.5", 1.5),
        (float("inf"), "inf", "inf"),
        (True, "true", True),
    ],
    ids=lambda value: str(value)[:20] if not isinstance(value, int) or value < 10**50 else "huge",
)
def test_numbers_json_cannot_say_are_said_all_the_same(value: Any, text: str, said: Any) -> None:
    witness = request(document(body({}), method="post"), {("request", JSON): value})
    assert witness.text.endswith(f"\n\n{text}")
    assert witness.message["request"]["body"] == (text if said is None else said)


def everything(described: dict[str, Any]) -> list[Witness]:
    """Write a request and every answer of every operation."""
    shown = [
        Shown(Side.BASE, label, operation, kind, "", status=status)
        for label, operation in operations(described)
        for kind, statuses in ((Kind.REQUEST, [None]), (Kind.RESPONSE, [None, *operation.responses]))
        for status in statuses
    ]
    samples = SampledSchemas(described, Schemas(described))
    return [write(one, samples) for one in shown]


@pytest.mark.parametrize("described", [IN_2_0, IN_3_0, IN_3_0 | {"openapi": "3.1.0"}], ids=["2.0", "3.0", "3.1"])
def test_anything_anywhere_is_written(described: dict[str, Any]) -> None:
    chance = random.Random(11)
    for _ in range(share(400)):
        for witness in everything(spoiled(described, chance)):
            json.dumps(witness.message, ensure_ascii=False).encode()
            assert witness.text.partition("\n\n")[0].isascii()


def test_the_same_contract_gives_the_same_bytes_in_any_process() -> None:
    program = (
        "from tests.openapi_contracts.witnesses.test_hostile import everything, IN_3_0\n"
        "import json; print(json.dumps([[w.text, w.message] for w in everything(IN_3_0)]))"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(texts) == 1
    assert len(texts.pop()) > 500
