"""Workflow commands, read as the runner reads them."""

from dataclasses import replace

from openapi_contracts.outputs import github
from openapi_contracts.outputs.visible import one_line, visible
from openapi_contracts.report.model import Place, Report
from tests.openapi_contracts.outputs.reading_back import commands
from tests.openapi_contracts.report.reports import HOSTILE, described, finding, of_every_kind, report, witness


def placed(found: Report) -> Report:
    """Give the first change its lines."""
    change = replace(found.changes[0], base=Place("/a", 3, 5), revision=Place("/b", 10, 7))
    return replace(found, changes=(change, *found.changes[1:]))


def test_a_change_is_shown_at_its_line_of_the_revision() -> None:
    found = placed(report(finding("grave", evidence=witness())))
    assert commands(github.write(found)) == [
        (
            "notice",
            {"title": "Compatibility"},
            "Breaking: requires a new major version. 1 breaking, 0 undecided, 0 warning, 0 info",
        ),
        (
            "error",
            {"file": "new.yaml", "line": "10", "col": "7", "title": "breaking: grave"},
            "The field name went.\nbefore: old.yaml:3:5\nin: POST /pets\n"
            'witness: the base allows this message, the revision does not: "name" is a required property\n'
            "POST /pets\n\n{}",
        ),
    ]


def test_what_went_is_shown_at_the_file_it_went_from() -> None:
    found = report(finding("grave", revision=None))
    assert commands(github.write(found))[1][1] == {"file": "new.yaml", "title": "breaking: grave"}


def test_a_revision_that_is_no_file_gets_no_place() -> None:
    found = placed(report(finding("grave")))
    nowhere = replace(found, revision=described(None))
    assert commands(github.write(nowhere))[1][1] == {"title": "breaking: grave"}


def test_every_kind_has_its_command() -> None:
    names = [name for name, _, _ in commands(github.write(of_every_kind()))]
    assert sorted(names[1:]) == ["error", "error", "notice", "notice", "notice", "warning"]


def test_a_document_gives_no_command() -> None:
    written = commands(github.write(of_every_kind(HOSTILE)))
    assert len(written) == 7
    assert f"The field {one_line(HOSTILE)} went." in written[1][2]
    assert written[1][2].endswith(visible(HOSTILE))


def test_a_file_of_any_name_is_named() -> None:
    found = placed(report(finding("grave")))
    odd = replace(found, revision=described("odd", "a,b:c%0A=d::e.yaml"))
    assert commands(github.write(odd))[1][1]["file"] == "a,b:c%0A=d::e.yaml"
