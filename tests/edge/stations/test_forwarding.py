"""What is believed of proxies: nothing where none stands in front, else what those that do have said."""

import pytest

from edge.stations.forwarding import Forwarding

REACHED = {"scheme": "http"}


@pytest.mark.parametrize(
    ("proxies", "said", "scheme"),
    [
        (0, "https", "http"),
        (1, "https", "https"),
        (1, "HTTPS", "https"),
        (1, "", "http"),
        (1, "javascript", "http"),
        (1, "https, http", "http"),
        (2, "https, http", "https"),
        (2, "javascript, https, http", "https"),
        (2, "https", "https"),
    ],
)
def test_the_scheme_is_that_of_the_first_proxy_that_is_believed(proxies: int, said: str, scheme: str) -> None:
    assert Forwarding(proxies).scheme(REACHED, {"x-forwarded-proto": said}) == scheme


def test_the_scheme_is_that_of_the_connection_where_no_proxy_says_it() -> None:
    assert Forwarding(1).scheme({"scheme": "https"}, {}) == "https"
