"""Decides whether a sender declares everything in a given value; `declared` decides the same during a search.

The properties of an object are declared by what applies to it for sure, and by every branch that it satisfies: the
sender chose those. Whether the value is valid is for a validator to say. What one part marks as unsent, and another
requires, is not declared either: what it would have to be is not said any more.
"""

from collections.abc import Iterable

from openapi_contracts.containment.prover.atoms import DENIED, SENT, Atom, Literal, Shape
from openapi_contracts.containment.prover.declared import Declarations
from openapi_contracts.containment.prover.evaluation import Evaluator, applicable
from openapi_contracts.containment.prover.values import Record, Value


def declares(evaluator: Evaluator, literal: Literal, value: Value) -> bool:
    """Say whether a schema declares all that a value holds; Undecided when the steps are spent."""
    pending: list[tuple[list[Literal], Value]] = [([literal | SENT], value)]
    while pending:
        literals, one = pending.pop()
        if not isinstance(one, Record | tuple):
            continue
        leaves = _chosen(evaluator, literals, one)
        if leaves is None or (isinstance(one, Record) and not _admitted(evaluator, leaves, one)):
            return False
        for key, item in one.items() if isinstance(one, Record) else enumerate(one):
            evaluator.steps.spend()
            inner = [found | SENT for leaf in leaves for found in _inside(evaluator, leaf, key)]
            pending.append((inner, item))
    return True


def _chosen(evaluator: Evaluator, literals: Iterable[Literal], value: Value) -> list[Literal] | None:
    """List what applies to a value, branches it satisfies included; None if that cannot be told."""
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
        if kind is Atom.ALL and not denied:
            pending += children
        elif kind is Atom.ALL or (kind is Atom.ONE and not denied):
            held = [evaluator.holds(child, value) for child in children]
            if None in held:
                return None
            pending += [child for child, holds in zip(children, held, strict=True) if holds]
        elif not denied:
            found[literal] = None
    return list(found)


def _admitted(evaluator: Evaluator, leaves: list[Literal], value: Record) -> bool:
    declared = Declarations.gather(evaluator.graph, leaves)
    shapes = [evaluator.graph.payloads[leaf >> 2] for leaf in leaves]
    unsent = {name for shape in shapes if isinstance(shape, Shape) for name in shape.unsent}
    return all(name not in unsent and declared.admit(name) for name in value)


def _inside(evaluator: Evaluator, leaf: Literal, key: str | int) -> tuple[Literal, ...]:
    """List what a leaf says of the value under a name, or at an index."""
    kind, payload = evaluator.graph.atoms[leaf >> 2], evaluator.graph.payloads[leaf >> 2]
    children = evaluator.graph.children[leaf >> 2]
    if kind is Atom.PROPERTIES and isinstance(payload, Shape) and isinstance(key, str):
        return applicable(payload, children, key) or ()
    if kind is Atom.ITEMS and isinstance(key, int):
        return (children[min(key, len(children) - 1)],)
    return ()
