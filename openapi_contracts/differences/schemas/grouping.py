"""Groups differences by root cause: one change, however many messages contain it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openapi_contracts.contracts import Direction
from openapi_contracts.differences.schemas.model import Difference, SchemaPair, VisitedPair
from openapi_contracts.findings import Shown
from openapi_contracts.rules import RULES, Rule
from openapi_contracts.rules.schemas import ROWS
from openapi_contracts.vocabulary import Severity


@dataclass(slots=True)
class Group:
    """One change, with every visited pair where it was found; the first difference represents it."""

    rule: Rule
    difference: Difference
    nodes: list[VisitedPair] = field(default_factory=list)
    shown: Shown | None = None  # a message that fails because of the change

    @property
    def may_break(self) -> bool:
        """Say whether the change breaks something if a message shows it."""
        return self.rule.severity is Severity.BREAKING and self.rule.direction is not None

    @property
    def pairs(self) -> list[SchemaPair]:
        """The pairs where the change was found."""
        return [node.pair for node in self.nodes]


NEEDING_WITNESS = frozenset(row.name for row in ROWS if row.needs_witness)


def rule_of(row: str, direction: Direction) -> Rule | None:
    """Return the rule of a row for a direction, or the rule without a direction."""
    return RULES.get(f"{direction.value}-{row}") or RULES.get(row)


def gathered(nodes: Mapping[SchemaPair, VisitedPair]) -> list[Group]:
    """Group the differences of all visited pairs, in order of discovery."""
    found: dict[tuple[object, ...], Group] = {}
    for node in nodes.values():
        for difference in node.differences:
            rule = rule_of(difference.row, node.pair.direction)
            if rule is None:
                continue
            values = tuple(sorted(difference.values.items()))
            key = (rule.id, difference.base, difference.revision, values)
            found.setdefault(key, Group(rule, difference)).nodes.append(node)
    return list(found.values())


class Labels:
    """The operation labels of messages, which are given as bits."""

    def __init__(self, named: Sequence[str]) -> None:
        self._named = named
        self._known: dict[int, tuple[str, ...]] = {}

    def of(self, mask: int) -> tuple[str, ...]:
        """Return the operations of some messages, sorted."""
        if mask not in self._known:
            bits = reversed(f"{mask:b}")
            found = {label for label, bit in zip(self._named, bits, strict=False) if bit == "1"}
            self._known[mask] = tuple(sorted(found))
        return self._known[mask]
