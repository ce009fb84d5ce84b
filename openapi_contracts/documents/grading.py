"""Grades the problems of a document by their codes, counts them, and chooses those that are listed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.rules.catalog import severity_of
from openapi_contracts.vocabulary import ProblemSeverity

Grades = Mapping[str, ProblemSeverity]  # severities that a policy sets, by code; the table has the others


def graded(problems: Iterable[Problem], grades: Grades) -> Iterator[Problem]:
    """Yield the problems with their severities, without those that are off."""
    for problem in problems:
        severity = severity_of(problem.code, grades)
        if severity is not ProblemSeverity.OFF:
            yield problem if problem.severity is severity else replace(problem, severity=severity)


def counted(counts: Mapping[str, int], grades: Grades) -> tuple[int, int]:
    """Return the number of problems and, of these, the number of errors; `counts` has the number of each code."""
    numbers: Counter[ProblemSeverity] = Counter()
    for code, number in counts.items():
        numbers[severity_of(code, grades)] += number
    errors = numbers[ProblemSeverity.ERROR]
    return errors + numbers[ProblemSeverity.WARNING], errors


def chosen(problems: Iterable[Problem], number: int) -> list[Problem]:
    """Return at most `number` problems in their order: the first of each code, then errors, then warnings."""
    several = list(problems)
    if len(several) <= number:
        return several
    seen: set[str] = set()
    ranked: list[tuple[int, int]] = []
    for index, problem in enumerate(several):
        is_first = problem.code not in seen
        seen.add(problem.code)
        rank = 0 if is_first else 1 if problem.severity is ProblemSeverity.ERROR else 2
        ranked.append((rank, index))
    return [several[index] for index in sorted(index for _, index in sorted(ranked)[:number])]
