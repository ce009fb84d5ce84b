"""Write docs/rules.md, the reference of all rules."""

from collections.abc import Iterator, Sequence
from types import ModuleType

from openapi_contracts.outputs.markdown import fenced
from openapi_contracts.rules.catalog import TABLES
from openapi_contracts.rules.model import Rule

_INTRODUCTION = """# Rules

The kinds of change that a comparison of two documents can report. `make docs` writes this page from the tables in
`openapi_contracts/rules`.

* **severity** is the default: `breaking` if nothing proves the change compatible; a policy may say `breaking`,
  `warning`, `info` or `off` for each id. A change that is proved compatible is `info`, whatever its rule says.
* **effect** is what the change does to the set of valid messages; **direction** says whether these are requests or
  responses.
* **bump** is the part of the version that the change increases if it is not breaking; a breaking change requires a
  major.
"""


def page(tables: Sequence[ModuleType] = TABLES) -> str:
    """Write the page; the same tables always give the same text."""
    return "\n".join([_INTRODUCTION, *(_table(table) for table in tables if table.RULES)])


def _table(table: ModuleType) -> str:
    title = (table.__doc__ or table.__name__).partition("\n")[0].rstrip(".")
    return "\n".join([f"## {title}\n", *(_rule(rule) for rule in table.RULES)])


def _rule(rule: Rule) -> str:
    return "\n".join(_parts(rule))


def _parts(rule: Rule) -> Iterator[str]:
    direction = rule.direction.value if rule.direction else "none"
    yield f"### `{rule.id}`\n"
    yield f"{rule.sentence}.\n"
    severity, effect, bump = rule.severity.value, rule.effect.value, rule.bump.value
    yield f"severity **{severity}**, effect {effect}, direction {direction}, bump {bump}\n"
    yield f"{rule.why}\n"
    yield fenced("\n".join((*_fragment("before", rule.before), *_fragment("after", rule.after))), "yaml")


def _fragment(word: str, fragment: str) -> tuple[str, ...]:
    shown = fragment.strip("\n")
    return (f"# {word}", shown) if shown.strip() else (f"# {word}: nothing",)
