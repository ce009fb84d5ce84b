"""A Redis of its own for each test that asks for one: it may be stopped and ended."""

import os
from collections.abc import Iterator

import pytest

from tests.redis import Redis, find_binary, running


@pytest.fixture
def redis_server() -> Iterator[Redis]:
    """A Redis that only this test uses."""
    binary = find_binary()
    if binary is None:
        sentence = "Redis is not installed: on Debian, apt-get install redis-server"
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    with running(binary) as server:
        yield server
