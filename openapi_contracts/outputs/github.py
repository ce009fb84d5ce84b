"""Workflow commands for GitHub Actions, which annotate the changed lines of a pull request.

`%`, CR and LF are escaped, and `:` and `,` in properties too, as the runner unescapes them (its command.ts).
"""

from collections.abc import Iterator, Mapping

from openapi_contracts.findings import Witness
from openapi_contracts.outputs import sentences
from openapi_contracts.outputs.visible import one_line, visible
from openapi_contracts.report.model import Change, Report
from openapi_contracts.report.tallies import Tally, tally
from openapi_contracts.vocabulary import Side

_COMMANDS: Mapping[Tally, str] = {
    Tally.BREAKING: "error",
    Tally.UNDECIDED: "error",
    Tally.WARNING: "warning",
    Tally.INFO: "notice",
}
_IGNORED = "notice"


def write(report: Report) -> str:
    """Write a summary command, then a command for each change."""
    summary = f"{sentences.headline(report)} {sentences.counted(report)}"
    lines = [_command(_IGNORED, {"title": "Compatibility"}, summary)]
    lines += [_annotation(report, change) for change in report.changes]
    return "".join(f"{line}\n" for line in lines)


def _annotation(report: Report, change: Change) -> str:
    command = _COMMANDS[tally(change)] if change.ignored is None else _IGNORED
    properties = _at(report, change) | {"title": f"{tally(change).value}: {change.id}"}
    return _command(command, properties, "\n".join(_body(report, change)))


def _at(report: Report, change: Change) -> dict[str, str]:
    """Return the place of an annotation: always in the revision's file, since a pull request shows only that file."""
    if report.revision.path is None:
        return {}
    if change.revision is None or change.revision.line is None:
        return {"file": report.revision.path}
    return {
        "file": report.revision.path,
        "line": str(change.revision.line),
        "col": str(change.revision.column),
    }


def _body(report: Report, change: Change) -> Iterator[str]:
    yield one_line(change.message)
    if change.base is not None:
        yield one_line(f"before: {sentences.placed(report, Side.BASE, change.base)}")
    if change.operations:
        yield one_line(f"in: {sentences.operations(change)}")
    if change.ignored is not None:
        yield one_line(f"ignored: {sentences.set_aside(change.ignored)}")
    if (reason := sentences.reasoned(change.evidence)) is not None:
        yield one_line(f"{reason[0]}: {reason[1]}")
    if isinstance(change.evidence, Witness):
        yield visible(change.evidence.text)


def _command(name: str, properties: Mapping[str, str], message: str) -> str:
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {written}::{_message(message)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(one_line(text)).replace(":", "%3A").replace(",", "%2C")
