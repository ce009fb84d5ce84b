"""Two services of two majors each, for all tests of majors."""

from collections.abc import Iterator

import pytest

from tests.majors import services
from tests.service import Service


@pytest.fixture(scope="package")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service whose first major is deprecated, with an API `pets`."""
    with services.deprecated(tmp_path_factory.mktemp("deprecated")) as started:
        yield started


@pytest.fixture(scope="package")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service whose first major has ended."""
    with services.ended(tmp_path_factory.mktemp("ended")) as started:
        yield started
