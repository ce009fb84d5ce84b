"""Compares servers: whether the addresses that clients use still lead to each operation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from openapi_contracts.contracts import Contract, Direction, Unclear
from openapi_contracts.contracts.model import Server
from openapi_contracts.differences import wording
from openapi_contracts.differences.operation_matching import OperationPair
from openapi_contracts.differences.recording import FindingRecorder, owner, pointer
from openapi_contracts.differences.same_text import is_equal
from openapi_contracts.differences.security.credentials import Matching
from openapi_contracts.differences.servers.addresses import Address, ServerAddresses
from openapi_contracts.findings import Doubt, Kind, Shown
from openapi_contracts.vocabulary import Side

MOST = 4_096  # servers of both sides, multiplied; real contracts have at most 12 on a side

Servers = tuple[Server | Unclear, ...]


@dataclass(frozen=True, slots=True)
class _ServerChange:
    """The change of one server; `shown` is the old server where a request to it proves the removal."""

    rule: str
    values: dict[str, str]
    old: Server | Unclear | None
    new: Server | Unclear | None
    shown: Server | None = None
    subject: tuple[str, ...] = field(default=())


def compare(base: Contract, revision: Contract, shared: Sequence[OperationPair], recorder: FindingRecorder) -> None:
    """Record the changed servers of the operations both contracts have.

    Webhooks and callbacks are not compared: their receivers choose the address.
    """
    matching = Matching(base, revision)
    known: dict[tuple[int, int], list[_ServerChange]] = {}  # most operations share the document's servers
    for pair in shared:
        if pair.is_unaltered or pair.old.direction is not Direction.REQUEST:
            continue
        key = id(pair.old.servers), id(pair.new.servers)
        if key not in known:
            known[key] = list(_changes(pair.old.servers, pair.new.servers, matching))
        for change in known[key]:
            _record(recorder, pair, change)


def _record(recorder: FindingRecorder, pair: OperationPair, change: _ServerChange) -> None:
    places = pointer(change.old), pointer(change.new)
    evidence: Shown | Doubt | None = None
    if change.shown is not None:
        refused = f"the revision serves this operation under {change.values['new']}"
        evidence = Shown(Side.BASE, pair.label, pair.old, Kind.REQUEST, refused, server=change.shown)
    elif "reason" in change.values:
        evidence = Doubt(change.values["reason"])
    subject = (*owner(pair, *places), *change.subject)
    recorder.add(change.rule, change.values, *places, subject=subject, label=pair.label, evidence=evidence)


def _changes(old: Servers, new: Servers, matching: Matching) -> Iterator[_ServerChange]:
    if _is_equal(old, new, matching):
        return
    if len(old) * len(new) > MOST:
        yield _doubt(old[0], new[0], "there are too many servers to compare")
        return
    unclear = [one for one in new if isinstance(one, Unclear)]
    for one in old:
        if isinstance(one, Unclear) and not any(matching.same_unclear(one, other) for other in unclear):
            yield _doubt(one, new[0], one.reason)
    was, now = _places(old), _places(new)
    lost_base_paths: set[str] = set()
    for change in _lost_base_paths(was, now, new):
        lost_base_paths.add(change.subject[0])
        yield change if not unclear else _doubt(change.old, unclear[0], unclear[0].reason)
    yield from _moved(was, now, new, lost_base_paths)


def _places(servers: Servers) -> list[ServerAddresses]:
    return [ServerAddresses(one) for one in servers if isinstance(one, Server)]


def _lost_base_paths(
    was: Sequence[ServerAddresses], now: Sequence[ServerAddresses], new: Servers
) -> Iterator[_ServerChange]:
    """Find base paths that no server covers any more."""
    bases = dict.fromkeys(one.base for place in now for one in place.addresses)
    said = " or ".join(wording.quoted(base or "/") for base in list(bases)[: wording.MOST])
    found: set[str] = set()
    for place in was:
        for one in place.addresses:
            if one.base not in found and not any(other.has_base(one.base) for other in now):
                found.add(one.base)
                values = {"old": wording.quoted(one.base or "/"), "new": said}
                shown = place.at(one)
                yield _ServerChange("server-base-path-changed", values, place.server, new[0], shown, (one.base,))


def _moved(
    was: Sequence[ServerAddresses], now: Sequence[ServerAddresses], new: Servers, lost_base_paths: set[str]
) -> Iterator[_ServerChange]:
    """Find removed and added addresses, except those that differ in a lost base path alone."""
    for place in was:
        for one in place.addresses:
            if one.base not in lost_base_paths and not any(other.is_at(one) for other in now):
                yield _address("server-removed", one, place.server, new[0])
    for place in now:
        for one in place.addresses:
            is_known = any(one in other.addresses for other in was)
            is_instead = bool(lost_base_paths) and not any(other.has_base(one.base) for other in was)
            if not is_known and not is_instead:
                yield _address("server-added", one, None, place.server)


def _address(rule: str, one: Address, old: Server | None, new: Server | Unclear) -> _ServerChange:
    return _ServerChange(rule, {"url": wording.quoted(str(one))}, old, new, subject=(str(one),))


def _doubt(old: Server | Unclear | None, new: Server | Unclear, reason: str) -> _ServerChange:
    return _ServerChange("server-undecided", {"reason": reason}, old, new, subject=(reason,))


def _is_equal(old: Servers, new: Servers, matching: Matching) -> bool:
    """Say whether both have equal servers in the same order, variables included."""
    return old == new and all(_is_same(was, now, matching) for was, now in zip(old, new, strict=True))


def _is_same(old: Server | Unclear, new: Server | Unclear, matching: Matching) -> bool:
    if isinstance(old, Unclear) or isinstance(new, Unclear):
        return isinstance(old, Unclear) and isinstance(new, Unclear) and matching.same_unclear(old, new)
    return is_equal(old.origin.raw.get("variables"), new.origin.raw.get("variables"))
