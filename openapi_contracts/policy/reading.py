"""Read a policy file; an invalid one raises all its problems at once, each with its place.

severities: {operation-id-changed: off}      # breaking, warning, info or off, by the id of a rule
problems: {default-not-valid: error}         # error, warning or off, by the code of a problem of a document
undecided: warning                           # breaking (the default) or warning
removal-after-sunset: allowed                # forbidden (the default) or allowed
content-model: strict                        # declared or strict
ignore:
  - {fingerprint: 0123456789abcdef, reason: "Nobody calls it.", until: 2027-01-31}
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from openapi_contracts.contracts.places import Node
from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.positions import TextPlace, locate
from openapi_contracts.documents.problems import Problem, Unreadable
from openapi_contracts.documents.reading import read as read_document
from openapi_contracts.documents.rules.catalog import VALIDITY_RULES
from openapi_contracts.policy.model import Exemption, Policy, PolicyError, Removals
from openapi_contracts.rules import RULES
from openapi_contracts.vocabulary import ContentModel, ProblemSeverity, Severity

LIMITS = Limits(bytes=1024 * 1024, depth=16, nodes=100_000)  # enough for ten thousand exemptions with long reasons
_GRADES = tuple(Severity)
_PROBLEM_GRADES = tuple(ProblemSeverity)
_UNDECIDED = (Severity.BREAKING, Severity.WARNING)
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_EXEMPTION = ("fingerprint", "reason", "until")
_MOST_SHOWN = 20
_LISTED = {"rule": "docs/rules.md", "problem": "docs/validity.md"}


def read(content: bytes, *, rules: Iterable[str] = tuple(RULES)) -> Policy:
    """Read a JSON or YAML policy; `rules` are the ids of all rules. Raises PolicyError with every problem."""
    try:
        reading = read_document(content, LIMITS)
    except Unreadable as error:
        if error.problem.code == "empty-document":
            return Policy()
        raise PolicyError((error.problem,)) from None
    reader = _PolicyReader(tuple(rules))
    policy = reader.read(Node(reading.data, "", ""))
    errors = [each for each in reading.problems if each.severity is ProblemSeverity.ERROR]
    problems = [*errors, *reader.problems][:_MOST_SHOWN]
    if not problems:
        return policy
    places = locate(content, reading.syntax, [problem.pointer for problem in problems])
    raise PolicyError(tuple(_placed(problem, places[problem.pointer]) for problem in problems))


def _placed(problem: Problem, place: TextPlace) -> Problem:
    return replace(problem, line=place.line, column=place.column)


class _PolicyReader:
    """Reads one policy; an invalid part is added to `problems` and left out of the policy."""

    def __init__(self, rules: tuple[str, ...]) -> None:
        self.rules = rules
        self.problems: list[Problem] = []
        self.members: Mapping[str, Callable[[Node], Any]] = {
            "severities": self.severities,
            "problems": self.problem_grades,
            "undecided": lambda node: self.word(node, _UNDECIDED),
            "ignore": self.exemptions,
            "removal-after-sunset": lambda node: self.word(node, tuple(Removals)),
            "content-model": lambda node: self.word(node, tuple(ContentModel)),
        }

    def read(self, root: Node) -> Policy:
        members = () if root.raw is None else self.known(root, tuple(self.members))
        found = {name: self.members[name](node) for name, node in members if node.raw is not None}
        return Policy(
            severities=found.get("severities") or {},
            problems=found.get("problems") or {},
            undecided=found.get("undecided") or Severity.BREAKING,
            exemptions=found.get("ignore") or (),
            removal_after_sunset=found.get("removal-after-sunset") or Removals.FORBIDDEN,
            content_model=found.get("content-model"),
        )

    def severities(self, node: Node) -> dict[str, Severity]:
        return self.grades(node, self.rules, "rule", _GRADES)

    def problem_grades(self, node: Node) -> dict[str, ProblemSeverity]:
        return self.grades(node, tuple(VALIDITY_RULES), "problem", _PROBLEM_GRADES)

    def grades(self, node: Node, names: tuple[str, ...], kind: str, allowed: tuple[Any, ...]) -> dict[str, Any]:
        """Read a mapping of known names to grades."""
        grades = {name: self.word(grade, allowed) for name, grade in self.known(node, names, kind)}
        return {name: grade for name, grade in grades.items() if grade is not None}

    def exemptions(self, node: Node) -> tuple[Exemption, ...]:
        if not isinstance(node.raw, list):
            self.wrong(node, f"{_shown(node)} is not a list; list the changes to ignore, one item each.")
            return ()
        read = [self.exemption(node.child(index)) for index in range(len(node.raw))]
        return tuple(exemption for exemption in read if exemption is not None)

    def exemption(self, node: Node) -> Exemption | None:
        members = dict(self.known(node, _EXEMPTION))
        for name in ("fingerprint", "reason"):
            if name not in members and isinstance(node.raw, dict):
                self.wrong(node, f"A change to ignore lacks `{name}`; add it.")
        fingerprint = self.text(
            members.get("fingerprint"), _FINGERPRINT, "a fingerprint of 16 hexadecimal digits, as reports show"
        )
        reason = self.text(members.get("reason"), re.compile(r"(?s).*\S.*"), "a sentence that says why")
        until = self.day(members.get("until"))
        return Exemption(fingerprint, reason, until) if fingerprint and reason else None

    def day(self, node: Node | None) -> date | None:
        text = self.text(node, _DAY, "a date such as 2027-01-31")
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.wrong(node, f"{text!r} is not a date of the calendar; write one such as 2027-01-31.")
            return None

    def text(self, node: Node | None, pattern: re.Pattern[str], wanted: str) -> str | None:
        if node is None:
            return None
        if isinstance(node.raw, str) and pattern.fullmatch(node.raw):
            return node.raw
        self.wrong(node, f"{_shown(node)} is not {wanted}; quote it if it looks like a number.")
        return None

    def word(self, node: Node, allowed: tuple[Any, ...]) -> Any:
        if node.raw in allowed and isinstance(node.raw, str):
            return next(word for word in allowed if word == node.raw)
        self.wrong(node, f"{_shown(node)} is not one of {', '.join(allowed)}.")
        return None

    def known(self, node: Node, names: tuple[str, ...], kind: str = "member") -> Iterator[tuple[str, Node]]:
        """Yield the members of a mapping whose names are in `names`; report each other name as a problem."""
        if not isinstance(node.raw, dict):
            self.wrong(node, f"{_shown(node)} is not a mapping; write `name: value` lines.")
            return
        for name in node.raw:
            if name in names:
                yield name, node.child(name)
            else:
                self.wrong(node.child(name), f"There is no {kind} {name[:80]!r}{self.nearest(name, names, kind)}")

    def nearest(self, name: str, names: tuple[str, ...], kind: str) -> str:
        """Suggest a similar name; only for the first problems, since the search is slow."""
        near = get_close_matches(name[:200], names, n=1) if len(self.problems) < _MOST_SHOWN else []
        if near:
            return f"; did you mean {near[0]!r}?"
        return f"; there are {', '.join(names)}." if len(names) < 10 else f"; {_LISTED[kind]} lists them."

    def wrong(self, node: Node | None, sentence: str) -> None:
        self.problems.append(Problem("policy", sentence, node.pointer if node else ""))


def _shown(node: Node) -> str:
    return f"{json.dumps(node.raw, ensure_ascii=False, default=str):.60}"
