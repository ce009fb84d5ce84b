"""The command-line arguments of `contracts diff OLD NEW ...`, `contracts rules` and `contracts problems`."""

import argparse
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openapi_contracts.outputs import FORMATS
from openapi_contracts.vocabulary import ContentModel

_DESCRIPTION = "Compare OpenAPI documents (2.0 to 3.2): what changed, what breaks, and a message that proves it."
_DIFF = "Compare two OpenAPI documents, and show each breaking change with a message that proves it."
_EPILOG = (
    "A document is a file, - for standard input, or revision:path in git, such as main:openapi.yaml. "
    "The exit code is 0 if the changes are accepted, 1 if they are refused, and 2 if there is no report."
)


class FailOn(StrEnum):
    """The lowest severity that makes the command exit with 1; an undecided change counts as breaking."""

    BREAKING = "breaking"
    WARNING = "warning"
    NEVER = "never"


class Colour(StrEnum):
    """When text is coloured; AUTO colours text on a terminal only."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Page(StrEnum):
    """The pages that are written from tables, each by a command of its name."""

    RULES = "rules"
    PROBLEMS = "problems"


@dataclass(frozen=True, slots=True)
class PageArguments:
    """The arguments of `contracts rules` and `contracts problems`."""

    page: Page
    output: str | None


@dataclass(frozen=True, slots=True)
class DiffArguments:
    """The arguments of `contracts diff`."""

    old: str
    new: str
    format: str
    output: str | None
    fail_on: FailOn
    content_model: ContentModel | None
    policy: str | None
    colour: Colour
    today: date | None
    whole: bool = False


def parse(arguments: list[str] | None, *, version: str) -> DiffArguments | PageArguments:
    """Parse a command line. An invalid one raises SystemExit(2), after a message on standard error."""
    given = _parser(version).parse_args(arguments)
    if given.command in tuple(Page):
        return PageArguments(Page(given.command), given.output)
    return DiffArguments(
        old=given.old,
        new=given.new,
        format=given.format,
        output=given.output,
        fail_on=FailOn(given.fail_on),
        content_model=ContentModel.STRICT if given.strict else None,
        policy=given.policy,
        colour=Colour(given.color),
        today=given.today,
        whole=given.whole,
    )


def _parser(version: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("contracts", description=_DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"contracts {version}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_diff(commands.add_parser("diff", help="compare two documents", description=_DIFF, epilog=_EPILOG))
    for page, what in ((Page.RULES, "changes"), (Page.PROBLEMS, "problems of documents")):
        command = commands.add_parser(page, help=f"print the page of all {what}, in Markdown")
        command.add_argument("--output", metavar="FILE", help="write the page to FILE instead of standard output")
    return parser


def _add_diff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="the document before the change")
    parser.add_argument("new", metavar="NEW", help="the document after the change")
    parser.add_argument("--format", choices=FORMATS, default="text", help="the form of the report (default: text)")
    parser.add_argument("--output", metavar="FILE", help="write the report to FILE instead of standard output")
    parser.add_argument(
        "--fail-on",
        choices=tuple(FailOn),
        default=FailOn.BREAKING,
        help="the lowest refused severity (default: breaking)",
    )
    parser.add_argument(
        "--strict", action="store_true", help="senders may send any property a schema allows, declared or not"
    )
    parser.add_argument("--policy", metavar="FILE", help="severities of rules and changes to ignore: JSON or YAML")
    parser.add_argument("--color", choices=tuple(Colour), default=Colour.AUTO, help="colour of text (default: auto)")
    parser.add_argument(
        "--all", action="store_true", dest="whole", help="show every change in text, not a page of the gravest"
    )
    today = "the day by which sunsets have passed and exemptions have ended (default: today in UTC)"
    parser.add_argument("--today", type=_day, metavar="DATE", help=today)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2027-01-31") from None
