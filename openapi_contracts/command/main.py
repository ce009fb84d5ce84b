"""Run the command `contracts` and choose its exit code."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from openapi_contracts import policy
from openapi_contracts.command.arguments import Colour, DiffArguments, FailOn, Page, PageArguments, parse
from openapi_contracts.command.inputs import STDIN, Input, InputError, load
from openapi_contracts.command.progress import Progress
from openapi_contracts.comparison import compare
from openapi_contracts.documents.limits import Limits
from openapi_contracts.options import Options
from openapi_contracts.outputs import FORMATS, problems_page, rules_page, text
from openapi_contracts.outputs.visible import encoded, one_line
from openapi_contracts.report.location import located
from openapi_contracts.report.model import Report
from openapi_contracts.report.tallies import Tally
from openapi_contracts.version import VERSION

ACCEPTED, REFUSED, UNREADABLE = 0, 1, 2
_STDIN, _STDOUT = 0, 1  # file descriptors, since sys.stdout is None where the shell closed it
_REFUSED: dict[FailOn, tuple[Tally, ...]] = {
    FailOn.BREAKING: (Tally.BREAKING, Tally.UNDECIDED),
    FailOn.WARNING: (Tally.BREAKING, Tally.UNDECIDED, Tally.WARNING),
    FailOn.NEVER: (),
}


_PAGES: dict[Page, Callable[[], str]] = {Page.RULES: rules_page.page, Page.PROBLEMS: problems_page.page}


class _Failure(Exception):
    """The command produced no output; the message is one sentence that says why."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0 changes accepted, 1 changes refused, 2 no report.

    Raises SystemExit for an invalid command line, `--help` and `--version`.
    """
    parsed = parse(arguments, version=VERSION)
    try:
        if isinstance(parsed, PageArguments):
            return _written(_PAGES[parsed.page](), parsed.output)
        return _diff(parsed)
    except (InputError, _Failure) as error:
        return _failed(str(error))
    except (RecursionError, MemoryError):
        return _failed("The documents are nested too deeply or too large to be compared on this machine; split them.")
    except KeyboardInterrupt:
        return _failed("Interrupted.")


def _diff(arguments: DiffArguments) -> int:
    try:
        report = _report(arguments)
    except policy.PolicyError as error:
        return _failed(*(f"{arguments.policy}:{each.line or 1}: {each.detail}" for each in error.problems))
    _written(_rendered(report, arguments), arguments.output)
    return REFUSED if any(report.counts[kind] for kind in _REFUSED[arguments.fail_on]) else ACCEPTED


def _report(arguments: DiffArguments) -> Report:
    options = Options.under(
        _policy(arguments.policy),
        content_model=arguments.content_model,
        today=arguments.today or datetime.now(UTC).date(),
    )
    with Progress(lambda station: _say(f"{station} ...")) as progress:
        progress("reading")
        base, revision = _inputs(arguments)
        report = compare(base.document, revision.document, options=options, progress=progress)
        progress("finding lines and columns")
        return located(_named(report, base, revision), base=base.source, revision=revision.source)


def _inputs(arguments: DiffArguments) -> tuple[Input, Input]:
    if arguments.old == arguments.new == STDIN:
        raise InputError("Standard input holds one document; name a file for the other.")
    base, revision = (load(name, stdin=_STDIN, limits=Limits()) for name in (arguments.old, arguments.new))
    for each in (base, revision):
        for note in each.notes:
            _say(f"{each.name}:{note.line}:{note.column}: {note.severity}: {note.detail}")
    return base, revision


def _named(report: Report, base: Input, revision: Input) -> Report:
    return replace(
        report,
        base=replace(report.base, name=base.name, path=base.path),
        revision=replace(report.revision, name=revision.name, path=revision.path),
    )


def _policy(name: str | None) -> policy.Policy:
    if name is None:
        return policy.Policy()
    try:
        with Path(name).open("rb") as file:
            content = file.read(policy.LIMITS.bytes + 1)
    except (OSError, ValueError) as error:
        raise _Failure(f"The policy {name} cannot be read: {error}.") from None
    return policy.read(content)


def _rendered(report: Report, arguments: DiffArguments) -> str:
    if arguments.format != "text":
        return FORMATS[arguments.format].write(report)
    write = text.coloured if _in_colour(arguments) else text.write
    return write(report, whole=arguments.whole)


def _in_colour(arguments: DiffArguments) -> bool:
    if arguments.colour is Colour.AUTO:
        return arguments.output is None and os.isatty(_STDOUT)
    return arguments.colour is Colour.ALWAYS


def _written(report: str, output: str | None) -> int:
    try:
        if output is not None:
            Path(output).write_bytes(encoded(report))
        else:
            with open(_STDOUT, "wb", closefd=False) as stream:
                stream.write(encoded(report))
    except BrokenPipeError:
        raise _Failure("The report cannot be written: the pipe is closed.") from None
    except (OSError, ValueError) as error:
        raise _Failure(f"The report cannot be written: {error}.") from None
    return ACCEPTED


def _failed(*sentences: str) -> int:
    for sentence in sentences:
        _say(sentence)
    return UNREADABLE


def _say(sentence: str) -> None:
    """Print one line to standard error, apart from the report."""
    print(f"contracts: {one_line(sentence)}", file=sys.stderr, flush=True)  # noqa: T201 - this is the command
