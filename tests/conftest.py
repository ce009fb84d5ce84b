"""What tests of every part share."""

import signal
from collections.abc import Iterator

import pytest

from tests.corpus import pytest_collection_modifyitems as pytest_collection_modifyitems  # skips what needs one
from tests.missing import missing
from tests.postgres import find_binaries, running


def pytest_configure() -> None:
    """Handle the signals of a terminal by default, here and so in every process that a test starts.

    A script that runs `make test &` starts it with both ignored, and whoever is started inherits that.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server started for the whole run: the URL of its `postgres` database."""
    binaries = find_binaries()
    if binaries is None:
        missing("PostgreSQL is not installed: on Debian, apt-get install postgresql")
    with running(binaries) as url:
        yield url
