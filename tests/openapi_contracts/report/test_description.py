"""What a document is called, whatever it holds."""

from typing import Any

import pytest

from openapi_contracts.report.description import described


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"openapi": "3.1.0", "info": {"title": "Pets", "version": "1.2.3"}}, ("Pets", "1.2.3", "3.1.0")),
        ({"swagger": 2.0, "info": {"title": "Pets", "version": 1}}, ("Pets", "1", "2.0")),
        ({"openapi": None, "info": []}, ("", "", "")),
        ({"openapi": ["3"], "info": {"title": {}, "version": True}}, ("", "", "")),
        ({"info": {"title": "x" * 500}}, ("x" * 200 + "…", "", "")),
        ({}, ("", "", "")),
    ],
)
def test_a_document_is_described_by_what_it_says_of_itself(document: Any, expected: tuple[str, str, str]) -> None:
    found = described(document)
    assert (found.title, found.version, found.openapi) == expected
