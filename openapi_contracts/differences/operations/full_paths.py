"""Matches operations by their full paths: the path of a server, then the path template (OAS 3.1.0, 4.8.5 and 4.8.8)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Any

from openapi_contracts.contracts import Operation
from openapi_contracts.contracts.message_parts import Parameter, ParameterKey
from openapi_contracts.contracts.model import Server
from openapi_contracts.contracts.parameters import EXPRESSION
from openapi_contracts.differences.operations.path_precedence import Taken, Templates, values_taken
from openapi_contracts.differences.servers.addresses import ServerAddresses
from openapi_contracts.findings import Part
from openapi_contracts.schemas.values import SchemaValues
from openapi_contracts.vocabulary import Side

MOST = 64  # full paths of one operation that are looked at; real operations have at most 12
_ONE = "{}"  # a segment that is a parameter, its name erased


@dataclass(frozen=True, slots=True)
class FullPath:
    """A full path of an operation, parameter names erased.

    `written` holds the path parameters, by position, that stand in it as one of their values; `left` maps the positions
    of the others in this path to those in the template. `segments` counts those of the server's path.
    """

    path: str
    server: Server
    segments: int
    written: Mapping[int, str] = field(default_factory=dict)
    left: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Meeting:
    """The full paths at which an operation of the revision takes the requests of one of the base.

    `moved` maps the positions of the new operation's path parameters to those of the old one, None where the old path
    has a fixed value. `old_values` and `new_values` are the parameters that have fixed values, by message part.
    """

    old: FullPath
    new: FullPath
    moved: Mapping[int, int | None]
    old_values: Mapping[Part, Any]
    new_values: Mapping[Part, Any]


class FullPaths:
    """The full paths of operations of the revision that have one method."""

    def __init__(self, operations: Sequence[Operation], values: SchemaValues) -> None:
        self._values = values
        self._known: dict[str, tuple[Operation, FullPath]] = {}
        for operation in operations:
            for one in _full_paths(operation):
                self._known.setdefault(one.path, (operation, one))
        self._templates = Templates(self._known)

    def taking(self, old: Operation) -> Iterator[tuple[Operation, Meeting]]:
        """List the operations that take requests of an operation of the base, the same full path first."""
        own = list(_full_paths(old))
        for one in own:
            if one.path in self._known:
                yield self._met(one, *self._known[one.path], _same_path(one))
        written = [other for one in own for other in _written_out(one, old, self._values)]
        for one in (*own, *written):
            if one.path in self._known and one.written:
                yield self._met(one, *self._known[one.path], _same_path(one))
            taken = self._templates.taking(one.path)
            if taken is None:
                continue
            new, found = self._known[taken.template]
            if values_taken(self._values, Side.REVISION, new, taken) is not None:
                moved = {place: None if at is None else one.left[at] for place, at in taken.moved.items()}
                yield self._met(one, new, found, Taken(taken.template, moved, taken.values))

    def lost(self, old: Operation, new: Operation, meeting: Meeting) -> Iterator[FullPath]:
        """List the full paths of an operation of the base that one of the revision does not take."""
        positions = sorted(meeting.old.written)
        for one in _full_paths(old):
            for each in _written_out(one, old, self._values) if positions else (one,):
                if sorted(each.written) == positions and not self._is_taken(each, new):
                    yield each

    def _is_taken(self, old: FullPath, new: Operation) -> bool:
        if old.path in self._known:
            return self._known[old.path][0] is new
        taken = self._templates.taking(old.path)
        if taken is None or self._known[taken.template][0] is not new:
            return False
        return values_taken(self._values, Side.REVISION, new, taken) is not None

    def _met(self, old: FullPath, new: Operation, found: FullPath, taken: Taken) -> tuple[Operation, Meeting]:
        given = values_taken(self._values, Side.REVISION, new, taken) or {}
        fixed: dict[Part, Any] = {("parameter", "path", str(at)): text for at, text in old.written.items()}
        return new, Meeting(old, found, taken.moved, fixed, given)


def _same_path(one: FullPath) -> Taken:
    """Return a path as the template that takes it, parameter by parameter."""
    return Taken(one.path, dict[int, int | None](one.left), {})


def erased(path: str) -> str:
    """Return a path without the names of its parameters."""
    return EXPRESSION.sub(_ONE, path)


def bases(operation: Operation) -> frozenset[str]:
    """Return the paths of an operation's servers."""
    return frozenset(one.path.removesuffix(erased(operation.path)) for one in _full_paths(operation))


def _full_paths(operation: Operation) -> Iterator[FullPath]:
    template = erased(operation.path)
    left = {index: index for index in range(template.count(_ONE))}
    places = (ServerAddresses(one) for one in operation.servers if isinstance(one, Server))
    known = ((place.at(one), one.base) for place in places for one in place.addresses)
    for server, base in islice(known, MOST):
        yield FullPath(base + template, server, base.count("/"), left=left)


def _written_out(one: FullPath, operation: Operation, values: SchemaValues) -> Iterator[FullPath]:
    """Write the parameters with a few values as each of them, the first segments before the others."""
    texts: dict[int, tuple[str, ...]] = {}
    for position in one.left:
        parameter = operation.parameters.get(ParameterKey("path", str(position)))
        found = listed(values, Side.BASE, parameter if isinstance(parameter, Parameter) else None)
        if found:
            texts[position] = found
    for count in range(1, len(texts) + 1):
        chosen = list(texts)[:count]
        for given in islice(product(*(texts[position] for position in chosen)), MOST):
            yield _with(one, dict(zip(chosen, given, strict=True)))


def _with(one: FullPath, written: Mapping[int, str]) -> FullPath:
    pieces = one.path.split(_ONE)
    filled = "".join(piece + written.get(index, _ONE) for index, piece in enumerate(pieces[:-1])) + pieces[-1]
    left = dict(enumerate(position for position in one.left if position not in written))
    return FullPath(filled, one.server, one.segments, written, left)


def listed(values: SchemaValues, side: Side, parameter: Parameter | None) -> tuple[str, ...]:
    """List the texts that a parameter may be, where its schema lists them."""
    node = values.resolved(side, parameter.schema) if parameter else None
    if node is None:
        return ()
    found = [node.raw["const"]] if "const" in node.raw else node.raw.get("enum")
    if not isinstance(found, list) or len(found) > MOST:
        return ()
    return tuple(one for one in found if isinstance(one, str) and one and "/" not in one and "{" not in one)
