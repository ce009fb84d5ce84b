"""Content codings: who gets which, and of what."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.coding.codings import GZIP, ZSTD, Coding, negotiate
from edge.coding.middleware import CodingMiddleware
from tests.edge.coding.answers import BROWSER, LONG, TAG, Answering, ask
from tests.edge.exchanges import exchange


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        (None, None),
        ("", None),
        (BROWSER, ZSTD),
        ("gzip, deflate, br", GZIP),
        ("gzip", GZIP),
        ("GZip", GZIP),
        ("x-gzip", GZIP),
        ("zstd", ZSTD),
        ("zstd;q=0.5, gzip;q=0.8", GZIP),
        ("zstd;q=0.5, gzip;q=0.5", ZSTD),
        ("zstd;q=0, gzip", GZIP),
        ("gzip;q=0", None),
        ("gzip;q=0.000", None),
        ("gzip ; q=0.5 , identity", None),
        ("gzip, identity", GZIP),
        ("gzip;q=0.5, identity;q=0.4", GZIP),
        ("*", GZIP),
        ("*;q=0.1, gzip;q=0", None),
        ("deflate, br", None),
        ("identity", None),
        ("identity;q=0", None),
        ("*;q=0", None),
        ("gzip, *;q=0", GZIP),
        # what cannot be read is not there
        ("gzip;q=nan", None),
        ("gzip;q=inf, zstd", ZSTD),
        ("gzip;q=1e9", None),
        ("gzip;q=-1", None),
        ("gzip;q=2", None),
        ("gzip;q=", GZIP),
        ("gzip;q=١", GZIP),  # which is no parameter
        (",,;;==,", None),
        (", gzip", GZIP),
        ("gzip zstd", None),
        ("gzipé", None),
        ("\x00", None),
        ("gzip;q=0.5;q=0", None),
        (", ".join(f"x{number}" for number in range(1000)) + ", gzip", None),  # longer than any client's
    ],
)
def test_the_coding_is_the_one_that_the_client_likes_best(accepted: str | None, coding: Coding | None) -> None:
    assert negotiate(accepted.encode("utf-8") if accepted is not None else None) is coding


@given(st.binary(max_size=1100) | st.text("gzipstd;q=*,. \"'0123", max_size=60).map(str.encode))
def test_no_value_of_accept_encoding_is_too_strange(accepted: bytes) -> None:
    assert negotiate(accepted) in (None, GZIP, ZSTD)


def test_several_fields_are_one_list() -> None:
    for accepted in ("br\ngzip", "gzip\nbr"):
        assert ask(Answering(), accept_encoding=accepted).headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_coded_answer_says_how_and_is_what_it_was(coding: str) -> None:
    got = ask(Answering(), accept_encoding=coding)
    assert got.headers["content-encoding"] == coding
    assert got.headers["content-length"] == str(len(got.body))
    assert len(got.body) < len(LONG) // 4
    assert got.decoded == LONG


@pytest.mark.parametrize(
    ("media_type", "coded"),
    [
        ("application/json", True),
        ("Application/JSON", True),
        ("application/problem+json", True),
        ("application/linkset+json", True),
        ("application/yaml", True),
        ("application/openapi+yaml; version=3.1", True),
        ("application/xml", True),
        ("application/atom+xml;charset=utf-8", True),
        ("application/javascript", True),
        ("text/javascript; charset=utf-8", True),
        ("text/css", True),
        ("text/plain; version=0.0.4; charset=utf-8", True),
        ("text/html ; charset=utf-8", True),
        ("image/svg+xml", True),
        ("image/png", False),
        ("application/octet-stream", False),
        ("application/gzip", False),
        ("application/jsonp-not", False),
        ("text/event-stream", False),
        ("font/woff2", False),
        ("", False),
    ],
)
def test_what_is_text_is_coded(media_type: str, coded: bool) -> None:
    got = ask(Answering(headers={"content-type": media_type}), accept_encoding=BROWSER)
    assert ("content-encoding" in got.headers) is coded
    assert got.decoded == LONG


UNCODED = {
    "short": (Answering((LONG[:1023],)), {}),
    "short, in pieces": (Answering((LONG[:500], b"", LONG[500:1023])), {}),
    "short, of no stated length": (Answering((LONG[:1023],), headers={"content-length": ""}), {}),
    "coded already": (Answering(headers={"content-encoding": "br"}), {}),
    "not to be transformed": (Answering(headers={"cache-control": "public, no-transform"}), {}),
    "no content": (Answering((b"",), 204), {}),
    "a part": (Answering(status=206), {}),
    "a part wanted": (Answering(), {"range": "bytes=0-1999"}),
    "not asked for": (Answering(), {"accept_encoding": "identity"}),
}


@pytest.mark.parametrize("case", UNCODED)
def test_other_answers_leave_as_they_are(case: str) -> None:
    app, said = UNCODED[case]
    got = ask(app, **{"accept_encoding": BROWSER, **said})
    assert got.headers.get("content-encoding") == app.headers.get("content-encoding")
    assert got.headers["etag"] == TAG
    assert got.body == b"".join(app.pieces)
    assert got.headers.get("content-length", str(len(got.body))) == str(len(got.body))


@pytest.mark.parametrize(
    ("vary", "told"),
    [
        ("Accept", ["Accept", "Accept-Encoding"]),
        ("Origin, Cookie", ["Origin, Cookie", "Accept-Encoding"]),
        ("Accept, Accept-Encoding", ["Accept, Accept-Encoding"]),
        ("accept-encoding", ["accept-encoding"]),
        ("*", ["*"]),
    ],
)
@pytest.mark.parametrize("accepted", [BROWSER, "identity"])
def test_a_cache_is_told_that_answers_vary_by_coding(vary: str, told: list[str], accepted: str) -> None:
    assert ask(Answering(headers={"vary": vary}), accept_encoding=accepted).headers.getlist("vary") == told


def test_a_body_in_pieces_is_coded_as_a_whole() -> None:
    pieces = (b"", *(LONG[start : start + 100] for start in range(0, len(LONG), 100)), b"")
    got = ask(Answering(pieces), accept_encoding="gzip")
    assert (got.headers["content-length"], got.decoded) == (str(len(got.body)), LONG)
    assert ask(Answering(pieces, headers={"content-length": ""}), accept_encoding="gzip").decoded == LONG


def test_a_body_of_too_many_pieces_is_not_waited_for() -> None:
    pieces = (b" " * 1_000_000,) * 4
    got = ask(Answering(pieces, headers={"content-length": ""}), accept_encoding="gzip")
    assert "content-encoding" not in got.headers
    assert (got.headers["etag"], got.body) == (TAG, b"".join(pieces))


def test_a_large_body_that_is_whole_is_coded_though_its_end_is_told_later() -> None:
    body = LONG * 1000
    got = ask(Answering((body, b"")), accept_encoding="gzip")
    assert (got.headers["content-encoding"], got.decoded) == ("gzip", body)


def test_an_answer_that_fails_before_its_body_has_not_begun() -> None:
    sent: list[object] = []

    async def failing(scope: object, receive: object, send: object) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]}
        await send(start)  # type: ignore[operator]
        raise RuntimeError("no body")

    async def send(message: object) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "headers": [(b"accept-encoding", b"gzip")]}
    exchange(None, headers={"accept-encoding": "gzip"})  # type: ignore[arg-type]
    with pytest.raises(RuntimeError):
        asyncio.run(CodingMiddleware(failing)(scope, None, send))  # type: ignore[arg-type]
    assert not sent
