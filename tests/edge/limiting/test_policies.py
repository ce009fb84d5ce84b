"""Whom a request is counted for."""

import pytest

from edge.limiting.policies import network, token_key

TOKEN = "registry_0123456789abcdef_a-secret-of-many-characters"


@pytest.mark.parametrize(
    ("address", "counted_for"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:DB8:1:2::", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("::1", "::"),
        ("192.0.2.1:8080", "unknown"),
        ("unknown", "unknown"),
        ("a" * 100, "unknown"),
        ("", "unknown"),
    ],
)
def test_an_address_is_counted_by_its_network(address: str, counted_for: str) -> None:
    assert network(address) == counted_for


def test_two_tokens_of_one_name_are_counted_apart() -> None:
    assert token_key("ci", TOKEN) != token_key("ci", f"{TOKEN}2")
    assert token_key("ci", TOKEN) == token_key("ci", TOKEN)


def test_the_counter_of_a_token_has_its_name_and_two_bytes_of_a_digest() -> None:
    digest, _, name = token_key("petstore CI", TOKEN).partition("/")
    assert name == "petstore CI"
    assert len(bytes.fromhex(digest)) == 2
