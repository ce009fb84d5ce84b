"""Findings gathered by their root cause: what one place in the document does to many operations is said once."""

from collections.abc import Mapping
from typing import Protocol

from openapi_contracts.contracts import Unclear
from openapi_contracts.contracts.places import Node
from openapi_contracts.differences.operations.matching import Pair
from openapi_contracts.findings import Evidence, Finding

_Key = tuple[str, tuple[tuple[str, str], ...], str | None, str | None, tuple[str, ...]]


class Located(Protocol):
    """A lowered value that knows where in its document it stands."""

    @property
    def origin(self) -> Node:
        """The place."""


Placed = Located | Unclear


class Gathering:
    """What was found so far; equal findings at equal places become one, with all their operations."""

    def __init__(self) -> None:
        self._found: dict[_Key, dict[str, Evidence]] = {}

    def add(
        self,
        rule: str,
        values: Mapping[str, str],
        base: str | None,
        revision: str | None,
        *,
        subject: tuple[str, ...],
        label: str | None = None,
        evidence: Evidence = None,
    ) -> None:
        """Note a change; `label` is the operation it was met at, None for one of the whole contract."""
        key = (rule, tuple(sorted(values.items())), base, revision, subject)
        known = self._found.setdefault(key, {})
        if label is not None:
            known.setdefault(label, evidence)

    def findings(self) -> list[Finding]:
        """List what was found in order; the evidence is that of the first operation by name."""
        found = []
        for key in sorted(self._found, key=repr):
            rule, values, base, revision, subject = key
            by_label = self._found[key]
            labels = tuple(sorted(by_label))
            evidence = by_label[labels[0]] if labels else None
            found.append(Finding(rule, dict(values), base, revision, labels, subject, evidence))
        return found


def pointer(value: Placed | None) -> str | None:
    """Return where a lowered value stands, None for none."""
    if value is None:
        return None
    return value.pointer if isinstance(value, Unclear) else value.origin.pointer


def owner(pair: Pair, old: str | None, new: str | None) -> tuple[str, ...]:
    """Return what a change is told from its like by: the operation it is written in, or else its place.

    A place counts without indexes, which edits elsewhere move.
    """
    if is_within(pair.old.origin, old) or is_within(pair.new.origin, new):
        return (pair.label,)
    place = new if old is None else old
    return ("/".join(step for step in (place or "").split("/") if not step.isdigit()),)


def is_within(node: Node, at: str | None) -> bool:
    """Say whether a pointer leads to a value or into it."""
    return at is not None and f"{at}/".startswith(f"{node.pointer}/")
