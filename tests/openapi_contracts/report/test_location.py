"""Where changes stand: lines and columns of both documents."""

import pytest

from openapi_contracts.documents.reading import Syntax
from openapi_contracts.report.location import located
from openapi_contracts.report.model import Place
from tests.openapi_contracts.report.reports import finding, report

YAML = b"openapi: 3.0.3\npaths:\n  /pets:\n    get: {}\n"
JSON = b'{"openapi": "3.0.3",\n "paths": {\n  "/pets": {}}}\n'


def test_every_place_gets_its_line_and_column() -> None:
    found = report(finding("grave", base="/paths/~1pets/get", revision="/paths/~1pets"))
    (change,) = located(found, base=(YAML, Syntax.YAML), revision=(JSON, Syntax.JSON)).changes
    assert change.base == Place("/paths/~1pets/get", 4, 5)
    assert change.revision == Place("/paths/~1pets", 3, 3)


def test_what_is_in_one_document_has_one_place() -> None:
    found = report(finding("grave", base=None, revision=""))
    (change,) = located(found, base=(YAML, Syntax.YAML), revision=(JSON, Syntax.JSON)).changes
    assert (change.base, change.revision) == (None, Place("", 1, 1))


@pytest.mark.parametrize("pointer", ["/nowhere", "/paths/~1pets/get/x/0/y", "no pointer", "/~", "//"])
def test_a_pointer_to_nothing_gets_the_place_of_what_is_around_it(pointer: str) -> None:
    found = report(finding("grave", base=pointer, revision=None))
    (change,) = located(found, base=(YAML, Syntax.YAML), revision=(JSON, Syntax.JSON)).changes
    assert change.base is not None
    assert change.base.line in {1, 4}
