"""What tests of every part share."""

from collections.abc import Iterator

import pytest

from tests.corpus import pytest_collection_modifyitems as pytest_collection_modifyitems  # skips what needs one
from tests.missing import missing
from tests.postgres import find_binaries, running


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server started for the whole run: the URL of its `postgres` database."""
    binaries = find_binaries()
    if binaries is None:
        missing("PostgreSQL is not installed: on Debian, apt-get install postgresql")
    with running(binaries) as url:
        yield url
