"""What a command line may say: `python -m openapi_contracts OLD NEW ...`."""

import argparse
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openapi_contracts.containment.prover import Sender
from openapi_contracts.outputs import FORMATS

_DESCRIPTION = "Compare two OpenAPI documents (2.0 to 3.2), and show what breaks by a message that proves it."
_EPILOG = (
    "A document is a file, - for standard input, or revision:path in git, such as main:openapi.yaml. "
    "Exits with 0 if the change is accepted, 1 if it is refused, and 2 if it cannot be judged."
)


class FailOn(StrEnum):
    """The least grave change that is refused; the undecided are as grave as breaking ones."""

    BREAKING = "breaking"
    WARNING = "warning"
    NEVER = "never"


class Colour(StrEnum):
    """When to write in colour; AUTO is where a terminal reads."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Arguments:
    """A command line, understood; `old` and `new` are there unless the page of all rules is asked for."""

    old: str
    new: str
    format: str
    output: str | None
    fail_on: FailOn
    content_model: Sender | None
    policy: str | None
    colour: Colour
    today: date | None
    rules: bool


def parse(arguments: list[str] | None) -> Arguments:
    """Read a command line; SystemExit with 2 and a sentence on standard error if it cannot be understood."""
    parser = _parser()
    said = parser.parse_args(arguments)
    if said.new is None and not said.rules:
        parser.error("name two documents to compare, the old one and the new one")
    return Arguments(
        old=said.old or "",
        new=said.new or "",
        format=said.format,
        output=said.output,
        fail_on=FailOn(said.fail_on),
        content_model=Sender.STRICT if said.strict else None,
        policy=said.policy,
        colour=Colour(said.color),
        today=said.today,
        rules=said.rules,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m openapi_contracts", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("old", nargs="?", metavar="OLD", help="the document before")
    parser.add_argument("new", nargs="?", metavar="NEW", help="the document after")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to write the report (default: text)")
    parser.add_argument("--output", metavar="FILE", help="write the report there, and not to standard output")
    parser.add_argument(
        "--fail-on", choices=tuple(FailOn), default=FailOn.BREAKING, help="what to refuse (default: breaking)"
    )
    parser.add_argument(
        "--strict", action="store_true", help="senders may send whatever a schema does not forbid, declared or not"
    )
    parser.add_argument("--policy", metavar="FILE", help="how grave each rule is, and what to ignore: JSON or YAML")
    parser.add_argument("--color", choices=tuple(Colour), default=Colour.AUTO, help="colour in text (default: auto)")
    parser.add_argument("--today", type=_day, metavar="DATE", help="the day that sunsets and exemptions end by")
    parser.add_argument("--rules", action="store_true", help="print the page of all rules, in Markdown")
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2027-01-31") from None
