"""JUnit XML, parsed by expat. No standard of it exists: checked is what CI systems read."""

from xml.etree import ElementTree

import pytest

from openapi_contracts.outputs import junit
from openapi_contracts.outputs.visible import one_line, visible
from tests.openapi_contracts.report.reports import HOSTILE, finding, of_every_kind, report, witness


@pytest.mark.parametrize("said", ["plain", HOSTILE])
def test_a_change_is_a_test_and_the_totals_agree(said: str) -> None:
    root = ElementTree.fromstring(junit.write(of_every_kind(said)))
    (suite,) = root
    cases = suite.findall("testcase")
    assert (root.tag, suite.tag) == ("testsuites", "testsuite")
    assert suite.attrib["tests"] == root.attrib["tests"] == str(len(cases)) == "6"
    assert suite.attrib["failures"] == root.attrib["failures"] == str(len(suite.findall("testcase/failure"))) == "2"
    assert suite.attrib["skipped"] == root.attrib["skipped"] == str(len(suite.findall("testcase/skipped"))) == "1"
    assert all({"name", "classname", "time"} <= case.attrib.keys() for case in cases)
    assert len({case.attrib["name"] for case in cases}) == 6


def test_a_failure_says_what_breaks_and_shows_the_message() -> None:
    root = ElementTree.fromstring(junit.write(report(finding("grave", HOSTILE, evidence=witness(HOSTILE)))))
    (failure,) = root.iter("failure")
    assert failure.attrib == {"type": "breaking", "message": f"The field {one_line(HOSTILE)} went."}
    assert (failure.text or "").endswith(visible(HOSTILE) + "\n")


def test_a_report_without_changes_has_a_test_that_passes() -> None:
    root = ElementTree.fromstring(junit.write(report()))
    (case,) = root.iter("testcase")
    assert (list(case), root.attrib["tests"]) == ([], "1")
