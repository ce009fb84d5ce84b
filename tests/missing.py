"""What a test needs and this machine has not: the test is skipped and says so, and on CI it fails."""

import os
from typing import NoReturn

import pytest


def missing(sentence: str) -> NoReturn:
    """End a test for want of something."""
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)
