"""What a coded representation is called, and that its names are understood."""

import hashlib
from base64 import b64encode

import pytest

from tests.edge.coding.answers import BROWSER, LONG, TAG, Answering, ask


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_coded_representation_has_a_strong_tag_of_its_own(coding: str) -> None:
    assert ask(Answering(), accept_encoding=coding).headers["etag"] == f'"abc-{coding}"'


def test_a_weak_tag_holds_for_every_coding() -> None:
    got = ask(Answering(headers={"etag": 'W/"abc"'}), accept_encoding="gzip")
    assert (got.headers["content-encoding"], got.headers["etag"]) == ("gzip", 'W/"abc"')


def test_an_answer_without_a_tag_gets_none() -> None:
    got = ask(Answering(headers={"etag": ""}), accept_encoding="gzip")
    assert got.decoded == LONG
    assert "etag" not in got.headers


@pytest.mark.parametrize(
    ("named", "accepted", "tag"),
    [
        ('"abc-gzip"', "gzip", '"abc-gzip"'),
        ('"abc-zstd"', "zstd", '"abc-zstd"'),
        ('"abc-gzip"', BROWSER, '"abc-gzip"'),
        ('"abc-gzip"', "identity", '"abc-gzip"'),
        ('W/"abc-gzip"', "gzip", '"abc-gzip"'),
        ('"other-gzip", "abc-gzip", "abc-zstd"', "gzip", '"abc-gzip"'),
        ('"other-gzip", "abc-gzip", "abc-zstd"', "zstd", '"abc-zstd"'),
        ('"other"\n"abc-zstd"', "gzip", '"abc-zstd"'),
        ('"abc-zstd"\n"other-gzip"', "gzip", '"abc-zstd"'),
        ('"other-gzip", "abc"', "gzip", TAG),
        (TAG, "gzip", TAG),
        ("*", "gzip", TAG),
    ],
)
def test_who_holds_a_coding_is_told_that_it_is_current(named: str, accepted: str, tag: str) -> None:
    got = ask(Answering(), accept_encoding=accepted, if_none_match=named)
    assert (got.status, got.headers["etag"], got.body) == (304, tag, b"")
    assert "content-encoding" not in got.headers


@pytest.mark.parametrize(
    "named", ['"abd-gzip"', '"abc-br"', '"gzip"', '"-gzip"', '"abc-gzip-gzip"', "abc-gzip", "-gzip"]
)
def test_only_tags_given_here_are_understood(named: str) -> None:
    assert ask(Answering(), if_none_match=named).status == 200
    assert ask(Answering(), "PUT", if_match=named).status == 412


@pytest.mark.parametrize("named", ['"abc-gzip"', '"abc-zstd"', '"x-gzip", "abc-gzip"', '"x"\n"abc-zstd"', TAG, "*"])
def test_who_read_a_coding_may_change_the_resource(named: str) -> None:
    assert ask(Answering(), "PUT", if_match=named).status == 200
    assert ask(Answering(), "PUT", if_none_match=named).status == 412


def test_a_weak_tag_names_no_state_to_change() -> None:
    assert ask(Answering(), "PUT", if_match='W/"abc-gzip"').status == 412


def test_the_digest_is_of_the_bytes_that_are_sent() -> None:
    app = Answering(headers={"repr-digest": "sha-256=:of-the-uncoded:"})
    got = ask(app, accept_encoding="gzip")
    assert got.headers.getlist("repr-digest") == [f"sha-256=:{b64encode(hashlib.sha256(got.body).digest()).decode()}:"]
    assert ask(app).headers["repr-digest"] == "sha-256=:of-the-uncoded:"


def test_head_names_the_representation_that_get_gives() -> None:
    app = Answering(headers={"repr-digest": "sha-256=:of-the-uncoded:", "link": "</>"})
    head, get = ask(app, "HEAD", accept_encoding="gzip"), ask(app, accept_encoding="gzip")
    unknown = {"content-length", "repr-digest"}  # nobody has made the body
    assert dict(head.headers) == {name: value for name, value in get.headers.items() if name not in unknown}
    assert head.body == b""


def test_head_of_a_representation_of_no_stated_length_stays_as_it_is() -> None:
    got = ask(Answering(headers={"content-length": ""}), "HEAD", accept_encoding="gzip")
    assert (got.headers["etag"], "content-encoding" in got.headers) == (TAG, False)


def test_head_of_a_short_representation_stays_as_it_is() -> None:
    got = ask(Answering((LONG[:100],)), "HEAD", accept_encoding="gzip")
    assert (got.headers["etag"], got.headers["content-length"]) == (TAG, "100")
