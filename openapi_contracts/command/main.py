"""The command `contracts`: what it does, and its exit code."""

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
_STDIN, _STDOUT = 0, 1  # descriptors: Python has no sys.stdout where the shell closed it
_REFUSED: dict[FailOn, tuple[Tally, ...]] = {
    FailOn.BREAKING: (Tally.BREAKING, Tally.UNDECIDED),
    FailOn.WARNING: (Tally.BREAKING, Tally.UNDECIDED, Tally.WARNING),
    FailOn.NEVER: (),
}


_PAGES: dict[Page, Callable[[], str]] = {Page.RULES: rules_page.page, Page.PROBLEMS: problems_page.page}


class _Failure(Exception):
    """Why there is no answer, in one sentence."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0 accepted, 1 refused, 2 where there is no answer.

    SystemExit for a wrong command line, `--help` and `--version`.
    """
    asked = parse(arguments, version=VERSION)
    try:
        return _written(_PAGES[asked.page](), asked.output) if isinstance(asked, PageArguments) else _diff(asked)
    except (InputError, _Failure) as error:
        return _failed(str(error))
    except (RecursionError, MemoryError):
        return _failed("The documents nest too deeply or are too large to be compared here; split them.")
    except KeyboardInterrupt:
        return _failed("Interrupted.")


def _diff(asked: DiffArguments) -> int:
    try:
        report = _report(asked)
    except policy.PolicyError as error:
        return _failed(*(f"{asked.policy}:{each.line or 1}: {each.detail}" for each in error.problems))
    _written(_rendered(report, asked), asked.output)
    return REFUSED if any(report.counts[kind] for kind in _REFUSED[asked.fail_on]) else ACCEPTED


def _report(asked: DiffArguments) -> Report:
    options = Options.under(
        _policy(asked.policy),
        content_model=asked.content_model,
        today=asked.today or datetime.now(UTC).date(),
    )
    with Progress(lambda station: _say(f"{station} ...")) as progress:
        progress("reading")
        base, revision = _inputs(asked)
        report = compare(base.document, revision.document, options=options, progress=progress)
        progress("finding lines and columns")
        return located(_named(report, base, revision), base=base.source, revision=revision.source)


def _inputs(asked: DiffArguments) -> tuple[Input, Input]:
    if asked.old == asked.new == STDIN:
        raise InputError("Standard input holds one document; name a file for the other.")
    base, revision = (load(name, stdin=_STDIN, limits=Limits()) for name in (asked.old, asked.new))
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


def _rendered(report: Report, asked: DiffArguments) -> str:
    write: Callable[[Report], str] = FORMATS[asked.format].write
    if asked.format == "text" and _in_colour(asked):
        write = text.coloured
    return write(report)


def _in_colour(asked: DiffArguments) -> bool:
    if asked.colour is Colour.AUTO:
        return asked.output is None and os.isatty(_STDOUT)
    return asked.colour is Colour.ALWAYS


def _written(report: str, output: str | None) -> int:
    try:
        if output is not None:
            Path(output).write_bytes(encoded(report))
        else:
            with open(_STDOUT, "wb", closefd=False) as stream:
                stream.write(encoded(report))
    except BrokenPipeError:
        raise _Failure("Nobody reads the report: the pipe is closed.") from None
    except (OSError, ValueError) as error:
        raise _Failure(f"The report cannot be written: {error}.") from None
    return ACCEPTED


def _failed(*sentences: str) -> int:
    for sentence in sentences:
        _say(sentence)
    return UNREADABLE


def _say(sentence: str) -> None:
    """Say something beside the report, on one line."""
    print(f"contracts: {one_line(sentence)}", file=sys.stderr, flush=True)  # noqa: T201 - this is the command
