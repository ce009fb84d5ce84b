"""Column types that store domain values in the same way on both databases."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import astuple, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.types import TypeDecorator, TypeEngine

from openapi_contracts import Problem, ProblemSeverity, Severity
from registry.model import Scope
from registry.numbers import Number, parse

_UNWRITABLE = re.compile("[\0\ud800-\udfff]")  # NUL in PostgreSQL text, lone surrogates in UTF-8


def storable(text: str) -> str:
    """Replace characters that a database cannot store by U+FFFD, so that a hostile title fails no transaction."""
    return _UNWRITABLE.sub("\ufffd", text)


class AsText(TypeDecorator[Any]):
    """A value stored as text that sorts by bytes on both databases."""

    impl = Text
    cache_ok = True

    def __init__(self, write: Callable[[Any], str] = storable, read: Callable[[str], Any] = str) -> None:
        super().__init__()
        self.write, self.read = write, read

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Use the collation "C" on PostgreSQL, whatever the locale of the database."""
        return Text(collation="C") if dialect.name == "postgresql" else Text()

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write a value."""
        return None if value is None else self.write(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Read a value."""
        return None if value is None else self.read(value)


class Moment(TypeDecorator[datetime]):
    """A point in time, to the microsecond: `timestamptz` on PostgreSQL, ISO 8601 in UTC on SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Use PostgreSQL's own type."""
        return TIMESTAMP(timezone=True) if dialect.name == "postgresql" else Text()

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Write a time. Raises an error for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"A time without a zone cannot be stored: {value!r}.")
        return value if dialect.name == "postgresql" else iso(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read a time, in UTC."""
        if value is None:
            return None
        return (value if isinstance(value, datetime) else datetime.fromisoformat(value)).astimezone(UTC)


def iso(moment: datetime) -> str:
    """Write a time as text of fixed length, so that texts sort like times."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def read_number(text: str) -> Number:
    """Read the number of a version as `str` writes it."""
    number = parse(text)
    if number is None:
        raise ValueError(f"The database holds {text!r} where the number of a version belongs.")
    return number


def write_scopes(scopes: frozenset[Scope]) -> str:
    """Write the scopes of a token as a JSON list."""
    return json.dumps(sorted(scopes))


def read_scopes(text: str) -> frozenset[Scope]:
    """Read the scopes of a token."""
    return frozenset(map(Scope, json.loads(text)))


def read_names(text: str) -> tuple[str, ...]:
    """Read a JSON list of names."""
    return tuple(json.loads(text))


def read_severities(text: str) -> dict[str, Severity]:
    """Read the severities of a policy, by rule id."""
    return {rule: Severity(grade) for rule, grade in json.loads(text).items()}


def read_problem_severities(text: str) -> dict[str, ProblemSeverity]:
    """Read the severities of problems, by their codes."""
    return {code: ProblemSeverity(grade) for code, grade in json.loads(text).items()}


def write_problems(problems: tuple[Problem, ...]) -> str:
    """Write problems without their severities as a JSON list of lists; JSON escapes what a database could not hold.

    The severities have a column of their own, so that the release before it can read the problems during an update.
    """
    return json.dumps([astuple(problem)[:-1] for problem in problems], separators=(",", ":"))


def read_problems(text: str) -> tuple[Problem, ...]:
    """Read the problems of a version; each is an error."""
    return tuple(Problem(*members) for members in json.loads(text))


def severities_of(problems: tuple[Problem, ...]) -> dict[str, ProblemSeverity]:
    """Return the severities of problems, by their codes."""
    return {problem.code: problem.severity for problem in problems}


def with_severities(
    problems: tuple[Problem, ...], severities: Mapping[str, ProblemSeverity] | None
) -> tuple[Problem, ...]:
    """Return stored problems with their severities; those of a release that graded none are errors."""
    graded = severities or {}
    return tuple(replace(problem, severity=graded.get(problem.code, problem.severity)) for problem in problems)
