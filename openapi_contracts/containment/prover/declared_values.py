"""Decides whether a schema declares every property of a given value; `declared_properties` does so during a search.

The properties of an object are declared by the schemas that apply unconditionally and by every branch of a union that
the object satisfies. A property that one schema marks as unsent is not declared, even if another requires it. A
validator decides separately whether the value is valid.
"""

from collections.abc import Iterable

from openapi_contracts.containment.prover.atoms import DENIED, SENT, Atom, Literal, Shape
from openapi_contracts.containment.prover.declared_properties import Declarations
from openapi_contracts.containment.prover.evaluation import Evaluator, applicable
from openapi_contracts.containment.prover.values import Record, Value


def declares(evaluator: Evaluator, literal: Literal, value: Value) -> bool:
    """Say whether a schema declares every property in a value, at any depth. Raises Undecided."""
    pending: list[tuple[list[Literal], Value]] = [([literal | SENT], value)]
    while pending:
        literals, part = pending.pop()
        if not isinstance(part, Record | tuple):
            continue
        leaves = _applicable_leaves(evaluator, literals, part)
        if leaves is None or (isinstance(part, Record) and not _all_declared(evaluator, leaves, part)):
            return False
        holding = [leaf for leaf in leaves if evaluator.graph.atoms[leaf >> 2] in (Atom.PROPERTIES, Atom.ITEMS)]
        for key, item in part.items() if isinstance(part, Record) else enumerate(part):
            evaluator.steps.spend()
            inner = [found | SENT for leaf in holding for found in _child_literals(evaluator, leaf, key)]
            pending.append((inner, item))
    return True


def _applicable_leaves(evaluator: Evaluator, literals: Iterable[Literal], value: Value) -> list[Literal] | None:
    """List the atoms that apply to a value, also in branches it satisfies; None if a branch cannot be evaluated."""
    graph, pending, found = evaluator.graph, list(literals), dict[Literal, None]()
    seen = set[Literal]()
    while pending:
        literal = pending.pop()
        if literal in seen:
            continue
        seen.add(literal)
        evaluator.steps.spend()
        kind, denied = graph.atoms[literal >> 2], literal & DENIED
        children = [(child ^ denied) | SENT for child in graph.children[literal >> 2]]
        if kind is Atom.ALL_OF and not denied:
            pending += children
        elif kind is Atom.ALL_OF or (kind is Atom.ONE_OF and not denied):
            held = [evaluator.holds(child, value) for child in children]
            if None in held:
                return None
            pending += [child for child, holds in zip(children, held, strict=True) if holds]
        elif not denied:
            found[literal] = None
    return list(found)


def _all_declared(evaluator: Evaluator, leaves: list[Literal], value: Record) -> bool:
    declared = Declarations.gather(evaluator.graph, leaves)
    shapes = [evaluator.graph.payloads[leaf >> 2] for leaf in leaves]
    unsent = {name for shape in shapes if isinstance(shape, Shape) for name in shape.unsent}
    return all(name not in unsent and declared.allows(name) for name in value)


def _child_literals(evaluator: Evaluator, leaf: Literal, key: str | int) -> tuple[Literal, ...]:
    """List the literals of a leaf for the property or item at a key."""
    kind, payload = evaluator.graph.atoms[leaf >> 2], evaluator.graph.payloads[leaf >> 2]
    children = evaluator.graph.children[leaf >> 2]
    if kind is Atom.PROPERTIES and isinstance(payload, Shape) and isinstance(key, str):
        return applicable(payload, children, key) or ()
    if kind is Atom.ITEMS and isinstance(key, int):
        return (children[min(key, len(children) - 1)],)
    return ()
