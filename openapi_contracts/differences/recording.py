"""Records findings: a change at one place that affects many operations is recorded once."""

from collections.abc import Mapping
from typing import Any, Protocol, TypeAlias

from openapi_contracts.contracts import Unclear
from openapi_contracts.contracts.places import Node
from openapi_contracts.differences.operation_matching import OperationPair
from openapi_contracts.findings import Doubt, Evidence, Finding

_WHOLE = ""  # the label of a change of the whole contract
_Key: TypeAlias = tuple[str, tuple[tuple[str, str], ...], str | None, str | None, tuple[str, ...]]


class Located(Protocol):
    """A normalized value with its place in the document."""

    @property
    def origin(self) -> Node:
        """The place."""


Placed: TypeAlias = Located | Unclear


class FindingRecorder:
    """The findings of one comparison; equal findings at equal places merge, with all their operations."""

    def __init__(self) -> None:
        self._found: dict[_Key, dict[str, Evidence]] = {}
        self._causes: dict[_Key, str] = {}
        self._places: set[tuple[str, str | None, str | None]] = set()

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
        cause: str | None = None,
    ) -> None:
        """Record a change; `label` is its operation, None for a change of the whole contract."""
        key = (rule, tuple(sorted(values.items())), base, revision, subject)
        self._found.setdefault(key, {}).setdefault(label or _WHOLE, evidence)
        self._places.add((rule, base, revision))
        if cause is not None:
            self._causes[key] = cause

    def is_recorded(self, rule: str, base: str | None, revision: str | None) -> bool:
        """Say whether a change of a rule is recorded at two places."""
        return (rule, base, revision) in self._places

    def add_operation(
        self,
        rule: str,
        label: str,
        old: Node | None,
        new: Node | None,
        evidence: Evidence = None,
        cause: str | None = None,
        **values: str,
    ) -> None:
        """Record a change of a whole operation, at the places where it is used."""
        places = (old.used_at if old else None, new.used_at if new else None)
        subject = (label, *values.values())
        said = {"operation": label, **values}
        self.add(rule, said, *places, subject=subject, label=label, evidence=evidence, cause=cause)

    def add_unclear(self, part: str, old: Any, new: Any, *, label: str | None = None) -> None:
        """Record a part that is unclear on either side, unless both are unclear in the same way."""
        unclear = [side for side in (old, new) if isinstance(side, Unclear)]
        if not unclear or old == new:
            return
        reason = unclear[-1].reason
        self.add(
            "part-undecided",
            {"part": part, "reason": reason},
            _pointer(old),
            _pointer(new),
            subject=(label or "", part, reason),
            label=label,
            evidence=Doubt(reason),
        )

    def findings(self) -> list[Finding]:
        """List the findings in order; the evidence of a merged one is that of its first operation by name."""
        found = []
        for key, by_label in self._found.items():
            rule, values, base, revision, subject = key
            labels = tuple(sorted(label for label in by_label if label != _WHOLE))
            evidence = by_label[labels[0] if labels else _WHOLE]
            cause = self._causes.get(key)
            found.append(Finding(rule, dict(values), base, revision, labels, subject, evidence, cause))
        return found


def pointer(value: Placed | None) -> str | None:
    """Return the pointer of a normalized value; None for None."""
    if value is None:
        return None
    return value.pointer if isinstance(value, Unclear) else value.origin.pointer


def _pointer(value: Any) -> str | None:
    """Return the pointer of a value; None for one without a place of its own, such as a style."""
    return pointer(value) if isinstance(value, Unclear) or hasattr(value, "origin") else None


def owner(pair: OperationPair, old: str | None, new: str | None) -> tuple[str, ...]:
    """Return what distinguishes a change from equal ones: the operation it is in, or else its place.

    A place counts without array indexes, which edits elsewhere shift.
    """
    if is_within(pair.old.origin, old) or is_within(pair.new.origin, new):
        return (pair.label,)
    place = new if old is None else old
    return ("/".join(step for step in (place or "").split("/") if not step.isdigit()),)


def is_within(node: Node, at: str | None) -> bool:
    """Say whether a pointer is at a value or inside it."""
    return at is not None and f"{at}/".startswith(f"{node.pointer}/")
