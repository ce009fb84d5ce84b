"""Text for a terminal."""

import re
from dataclasses import replace

from openapi_contracts.findings import Doubt, Proof
from openapi_contracts.outputs import text
from openapi_contracts.report.model import Place
from tests.openapi_contracts.report.reports import HOSTILE, finding, of_every_kind, report, witness

COLOUR = re.compile("\x1b\\[[0-9;]*m")


def test_a_change_is_told_with_its_places_operations_and_message() -> None:
    found = report(
        finding("grave", evidence=witness(), operations=tuple(f"GET /{n}" for n in range(9))),
        finding("doubtful", evidence=Doubt("out of steps"), base=None),
        finding("told", evidence=Proof("nobody reads it"), operations=()),
    )
    placed = replace(found.changes[0], base=Place("/a", 3, 5), revision=Place("/b", 10, 7))
    prints = [change.fingerprint for change in found.changes]
    assert text.write(replace(found, changes=(placed, *found.changes[1:]))) == (
        "Breaking: requires a new major version.\n"
        "1 breaking, 1 undecided, 0 warning, 1 info\n"
        "  base      old.yaml (Petstore 1.0.0, OpenAPI 3.0.3)\n"
        "  revision  new.yaml (Petstore 1.0.0, OpenAPI 3.0.3)\n"
        "\n"
        f"breaking  grave  {prints[0]}\n"
        "  The field name went.\n"
        "  before    old.yaml:3:5\n"
        "  after     new.yaml:10:7\n"
        "  in        GET /0, GET /1, GET /2, GET /3, GET /4 and 4 more\n"
        '  witness   the base allows this message, the revision does not: "name" is a required property\n'
        "    POST /pets\n"
        "\n"
        "    {}\n"
        "\n"
        f"undecided  doubtful  {prints[1]}\n"
        "  The field name went.\n"
        "  after     new.yaml at /paths/~1pets\n"
        "  in        POST /pets\n"
        "  undecided out of steps\n"
        "\n"
        f"info  told  {prints[2]}\n"
        "  The field name went.\n"
        "  before    old.yaml at /paths/~1pets\n"
        "  after     new.yaml at /paths/~1pets\n"
        "  proof     nobody reads it\n"
    )


def test_an_ignored_change_says_why_and_until_when() -> None:
    assert "  ignored   plain (until 2026-12-31)\n" in text.write(of_every_kind())
    assert ", 1 ignored\n" in text.write(of_every_kind())


def test_colour_changes_no_word() -> None:
    assert COLOUR.sub("", text.coloured(of_every_kind())) == text.write(of_every_kind())
    assert COLOUR.search(text.coloured(of_every_kind()))
    assert not COLOUR.search(text.write(of_every_kind()))


def test_a_document_paints_no_terminal() -> None:
    assert "\x1b[31m" not in text.coloured(of_every_kind(HOSTILE)).replace("\x1b[1;31m", "")


def test_a_long_report_is_a_page_and_the_whole_is_there_on_request() -> None:
    names = [f"n{index:04}" for index in range(5000)]
    found = report(*(finding("grave", name, base=f"/{name}", operations=(f"GET /{name}",)) for name in names))
    page, whole = text.write(found), text.write(found, whole=True)
    assert page.count("\n") < 80
    shown = page.count("\nbreaking  grave")
    assert f"{5000 - shown:,} more changes; `contracts diff --all` shows all of them, and so does JSON:\n" in page
    assert f"  {5000 - shown:>7,}  breaking  grave\n" in page
    assert whole.count("\nbreaking  grave") == 5000
    assert whole.startswith(page.partition(f"\n{5000 - shown:,} more")[0])


def test_one_change_is_shown_however_long_it_is() -> None:
    long = replace(witness(), text="\n".join("x" * 100))
    assert text.write(report(finding("grave", evidence=long))).count("\n    x") == 100
