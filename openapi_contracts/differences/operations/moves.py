"""Finds operations that stand at other paths in the revision and are served at the same full paths."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from openapi_contracts.contracts import Operation, Unclear
from openapi_contracts.contracts.message_parts import Parameter, ParameterKey
from openapi_contracts.contracts.model import OperationKey, Server
from openapi_contracts.differences import wording
from openapi_contracts.differences.compared_operation import ComparedOperation
from openapi_contracts.differences.operation_matching import (
    Lone,
    MatchedOperations,
    OperationPair,
    Where,
    match_callbacks,
)
from openapi_contracts.differences.operations.full_paths import FullPath, FullPaths, Meeting, bases
from openapi_contracts.differences.parameters.parameters import at_positions
from openapi_contracts.differences.recording import FindingRecorder
from openapi_contracts.findings import Kind, Part, Shown
from openapi_contracts.schemas.values import SchemaValues
from openapi_contracts.vocabulary import Side


@dataclass(frozen=True, slots=True)
class MovedOperation:
    """An operation at another path of the revision; `lost` are the full paths at which it is no longer served.

    `is_shared` says that another operation of the base has the same full path as the new one.
    """

    label: str
    old: Operation
    new: Operation
    meeting: Meeting
    lost: tuple[FullPath, ...]
    is_shared: bool = False

    @property
    def pair(self) -> OperationPair:
        """The two operations, the new one with the path parameters at the positions of the old one."""
        parameters = at_positions(self.new.parameters, self.meeting.moved)
        return OperationPair(self.label, self.old, replace(self.new, parameters=parameters))

    @property
    def hosted(self) -> OperationPair:
        """The two operations, each with its servers' hosts alone."""
        old, new = (replace(one, servers=tuple(map(_host, one.servers))) for one in (self.old, self.new))
        return OperationPair(self.label, old, new)

    def compared(self, values: SchemaValues, recorder: FindingRecorder) -> ComparedOperation:
        """Return the comparison of the two operations."""
        kept = {place: place for place in self.meeting.moved.values() if place is not None}
        sides = at_positions(self.old.parameters, kept), at_positions(self.new.parameters, self.meeting.moved)
        fixed = {Side.BASE: self.meeting.old_values, Side.REVISION: self.meeting.new_values}
        return ComparedOperation(self.label, self.old, self.new, sides, values, recorder, fixed)


def compare(found: MatchedOperations, values: SchemaValues, recorder: FindingRecorder) -> list[MovedOperation]:
    """Record the operations that moved, and return them; they are no longer among those removed and added."""
    moved: list[MovedOperation] = []
    old, new = _candidates(found)
    for method, several in groupby(old, lambda lone: lone.key[-1]):
        targets = FullPaths([lone.operation for lone in new if lone.key[-1] == method], values)
        moved += _moves(list(several), targets, method)
    _regroup(found, moved)
    for one in moved:
        _record(one, recorder)
    return moved


def _candidates(found: MatchedOperations) -> tuple[list[Lone], list[Lone]]:
    """List the operations that may have moved: those of one side alone, and those that no server serves as before."""
    old, new = ([lone for lone in side if lone.where is Where.PATH] for side in (found.removed, found.added))
    if new:
        for pair in found.pairs:
            if isinstance(pair.key, OperationKey) and _is_elsewhere(pair):
                old.append(Lone(pair.label, Where.PATH, pair.key, pair.old))
                new.append(Lone(pair.label, Where.PATH, pair.key, pair.new))
    return sorted(old, key=lambda lone: (lone.key[-1], lone.key)), new


def _is_elsewhere(pair: OperationPair) -> bool:
    old, new = pair.old, pair.new
    if old.servers == new.servers or old.direction is not new.direction or "/" not in old.path:
        return False
    return bases(old).isdisjoint(bases(new))


def _moves(old: list[Lone], targets: FullPaths, method: str) -> list[MovedOperation]:
    """Match each with the operation that takes its requests: first where no parameter takes a fixed text."""
    chosen = [next(targets.taking(lone.operation), None) for lone in old]
    exact = {id(met[0]) for met in chosen if met and not (met[1].new_values or met[1].old_values)}
    found = []
    for lone, met in zip(old, chosen, strict=True):
        if met is not None:
            new, meeting = met
            lost = tuple(targets.lost(lone.operation, new, meeting))
            shared = bool(meeting.new_values or meeting.old_values) and id(new) in exact
            found.append(MovedOperation(f"{method} {new.path}", lone.operation, new, meeting, lost, shared))
    return found


def _regroup(found: MatchedOperations, moved: Sequence[MovedOperation]) -> None:
    """Take what moved from the lists of removed, added and matched operations, and match its callbacks."""
    gone, come = {id(one.old) for one in moved}, {id(one.new) for one in moved}
    parted = [pair for pair in found.pairs if id(pair.old) in gone]
    within = tuple(f"{pair.label} callback " for pair in parted)
    found.pairs = [one for one in found.pairs if id(one.old) not in gone and not one.label.startswith(within)]
    found.removed = [one for one in found.removed if _stays(one, gone, within)]
    found.added = [one for one in found.added if _stays(one, come, within)]
    for pair in parted:
        if pair.key is not None and id(pair.new) not in come:
            found.added.append(Lone(pair.label, Where.PATH, pair.key, pair.new))
    for one in moved:
        match_callbacks(found, one.pair)


def _stays(lone: Lone, moved: set[int], within: tuple[str, ...]) -> bool:
    return id(lone.operation) not in moved and not lone.label.startswith(within)


def _record(one: MovedOperation, recorder: FindingRecorder) -> None:
    """Record where an operation is now, and where it is no longer."""
    nodes = (one.old.origin, one.new.origin)
    if one.is_shared:
        label = f"{one.label.partition(' ')[0]} {one.old.path}"
        recorder.add_operation("operation-left-to-template", label, *nodes, path=one.new.path)
    else:
        for rule, values in _said(one):
            recorder.add(rule, values, *_places(one, rule), subject=tuple(values.values()), label=one.label)
    for full in one.lost:
        _record_lost(one, full, recorder)


def _places(one: MovedOperation, rule: str) -> tuple[str, str]:
    """Return the servers where a part of the address moved, else the two operations."""
    meeting = one.meeting
    if rule == "operation-moved":
        return meeting.old.server.origin.pointer, meeting.new.server.origin.pointer
    return one.old.origin.used_at, one.new.origin.used_at


def _said(one: MovedOperation) -> Iterator[tuple[str, dict[str, str]]]:
    """List what changed about the address of an operation: the rules, each with the values of its sentence."""
    meeting = one.meeting
    start, end = sorted((meeting.old.segments, meeting.new.segments))
    if start != end:
        into_path = meeting.old.segments > meeting.new.segments
        whole = meeting.old if into_path else meeting.new
        part = "".join(f"/{segment}" for segment in whole.path.split("/")[start + 1 : end + 1])
        server, path = "the server's URL", "the path"
        old, new = (server, path) if into_path else (path, server)
        yield "operation-moved", {"part": wording.quoted(part), "old": old, "new": new}
    for rule, operation, values in (
        ("path-text-became-parameter", one.new, meeting.new_values),
        ("path-parameter-became-text", one.old, meeting.old_values),
    ):
        for part_, text in values.items():
            parameter = operation.parameters.get(ParameterKey(*part_[1:]))
            name = parameter.name if isinstance(parameter, Parameter) else part_[-1]
            yield rule, {"text": wording.quoted(str(text)), "name": wording.quoted(name)}


def _record_lost(one: MovedOperation, full: FullPath, recorder: FindingRecorder) -> None:
    old, new = (wording.quoted(_base(each) or "/") for each in (full, one.meeting.new))
    given: dict[Part, str] = {("parameter", "path", str(at)): text for at, text in full.written.items()}
    refused = f"the revision serves this operation under {new}"
    shown = Shown(Side.BASE, one.label, one.old, Kind.REQUEST, refused, given, server=full.server)
    places = full.server.origin.pointer, one.meeting.new.server.origin.pointer
    values = {"old": old, "new": new}
    subject = (one.label, old)
    recorder.add("server-base-path-changed", values, *places, subject=subject, label=one.label, evidence=shown)


def _base(full: FullPath) -> str:
    """Return the part of a full path that the server says, and the parameters written out after it."""
    end = full.segments + len(full.written)
    return "/".join(full.path.split("/")[: end + 1])


def _host(server: Server | Unclear) -> Server | Unclear:
    """Return a server without the path of its URL."""
    if isinstance(server, Unclear):
        return server
    written = server.origin.raw.get("url")
    url = {"url": _without_path(written)} if isinstance(written, str) else {}
    origin = replace(server.origin, raw={**server.origin.raw, **url})
    return Server(origin, _without_path(server.url), "")


def _without_path(url: str) -> str:
    scheme, separator, rest = url.rpartition("//")
    return f"{scheme}{separator}{rest.partition('/')[0]}" if separator else ""
