"""JUnit XML for CI systems: each change is a test case; breaking and undecided changes are failures.

JUnit XML has no standard; this writes the elements and attributes that Jenkins, GitLab and Azure DevOps read.
"""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from openapi_contracts.findings import Witness
from openapi_contracts.outputs import sentences
from openapi_contracts.outputs.visible import one_line, visible
from openapi_contracts.report.model import Change, Report
from openapi_contracts.report.tallies import Tally, tally
from openapi_contracts.vocabulary import Side

_FAILING = (Tally.BREAKING, Tally.UNDECIDED)
_NAME = "compatibility"


def write(report: Report) -> str:
    """Write a suite with one test case per change; a report without changes has one passing test case."""
    root = Element("testsuites")
    suite = SubElement(root, "testsuite")
    for change in report.changes:
        _case(suite, report, change)
    if not report.changes:
        SubElement(suite, "testcase", classname=_NAME, name="no change", time="0")
    for element in (root, suite):
        element.attrib |= _totals(report)
    _property(suite, "verdict", report.verdict.value)
    _property(suite, "bump", report.bump.value)
    for side in Side:
        _property(suite, side.value, sentences.documented(report, side))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _totals(report: Report) -> dict[str, str]:
    ignored = [change for change in report.changes if change.ignored is not None]
    failures = sum(report.counts[kind] for kind in _FAILING)
    return {
        "name": _NAME,
        "tests": str(max(1, len(report.changes))),
        "failures": str(failures),
        "errors": "0",
        "skipped": str(len(ignored)),
        "time": "0",
    }


def _property(suite: Element, name: str, value: str) -> None:
    properties = suite.find("properties")
    if properties is None:
        properties = Element("properties")
        suite.insert(0, properties)
    SubElement(properties, "property", name=name, value=one_line(value))


def _case(suite: Element, report: Report, change: Change) -> None:
    classname = one_line(change.operations[0]) if change.operations else _NAME
    case = SubElement(suite, "testcase", classname=classname, name=f"{change.id} [{change.fingerprint}]", time="0")
    message = one_line(change.message)
    if report.revision.path is not None:
        case.set("file", one_line(report.revision.path))
    if change.ignored is not None:
        SubElement(case, "skipped", message=one_line(sentences.set_aside(change.ignored)))
    elif tally(change) in _FAILING:
        SubElement(case, "failure", type=tally(change).value, message=message).text = _details(report, change)
        return
    SubElement(case, "system-out").text = f"{tally(change).value}: {message}\n{_details(report, change)}"


def _details(report: Report, change: Change) -> str:
    facts = sentences.places(report, change)
    if change.operations:
        facts.append(("in", sentences.operations(change)))
    if (reason := sentences.reasoned(change.evidence)) is not None:
        facts.append(reason)
    text = "".join(f"{word}: {one_line(sentence)}\n" for word, sentence in facts)
    return text + (visible(change.evidence.text) + "\n" if isinstance(change.evidence, Witness) else "")
