"""What tests of every part share."""

import os
from collections.abc import Iterator

import pytest

from tests.postgres import find_binaries, running


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server started for the whole run: the URL of its `postgres` database."""
    binaries = find_binaries()
    if binaries is None:
        sentence = "PostgreSQL is not installed: on Debian, apt-get install postgresql"
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    with running(binaries) as url:
        yield url
