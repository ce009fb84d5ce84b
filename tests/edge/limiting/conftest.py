"""A Redis of its own for each test that asks for one: it may be stopped and ended."""

from collections.abc import Iterator

import pytest

from tests.missing import missing
from tests.redis import Redis, find_binary, running


@pytest.fixture
def redis_server() -> Iterator[Redis]:
    """A Redis that only this test uses."""
    binary = find_binary()
    if binary is None:
        missing("Redis is not installed: on Debian, apt-get install redis-server")
    with running(binary) as server:
        yield server
