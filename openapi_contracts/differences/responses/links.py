"""Compares links: whether each still leads to the same operation, with the same arguments."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from openapi_contracts.contracts import Contract, Operation, Unclear
from openapi_contracts.contracts.message_parts import Link, Response
from openapi_contracts.differences import wording
from openapi_contracts.differences.operation_matching import OperationPair
from openapi_contracts.differences.recording import FindingRecorder, owner, pointer
from openapi_contracts.differences.same_text import is_equal, same_unclear
from openapi_contracts.findings import Doubt

Targets = Mapping[str, tuple[str, str]]
"""The operations of a contract as links name them, to what they are matched by and what people read."""


def compare(base: Contract, revision: Contract, shared: Sequence[OperationPair], recorder: FindingRecorder) -> None:
    """Record the changed links of the responses both contracts have."""
    comparison = _LinkComparison(base, revision, recorder)
    for pair in shared:
        for status in sorted(pair.old.responses.keys() & pair.new.responses.keys()):
            comparison.add(pair, pair.old.responses[status], pair.new.responses[status])


class _LinkComparison:
    def __init__(self, base: Contract, revision: Contract, recorder: FindingRecorder) -> None:
        self._recorder = recorder
        self._contracts = base, revision
        self._targets = dict(_targets(base)), dict(_targets(revision))

    def add(self, pair: OperationPair, old: Response | Unclear, new: Response | Unclear) -> None:
        if isinstance(old, Unclear) or isinstance(new, Unclear) or not (old.links or new.links):
            return
        for name in sorted(old.links.keys() | new.links.keys()):
            was, now = old.links.get(name), new.links.get(name)
            for rule, values in self._changes(was, now):
                places = pointer(was), pointer(now)
                subject = (*owner(pair, *places), name, *values.values())
                said = {"link": wording.quoted(name), **values}
                doubt = Doubt(values["reason"]) if "reason" in values else None
                self._recorder.add(rule, said, *places, subject=subject, label=pair.label, evidence=doubt)

    def _changes(self, old: Link | Unclear | None, new: Link | Unclear | None) -> Iterator[tuple[str, dict[str, str]]]:
        if old is None:
            yield "link-added", {}
        elif new is None:
            yield "link-removed", {}
        elif isinstance(old, Unclear) or isinstance(new, Unclear):
            yield from self._unclear(old, new)
        else:
            (was, before), (now, after) = (_target(*each) for each in zip(self._targets, (old, new), strict=True))
            if was != now and not (was == old.target == new.target):  # an unresolvable link has no target to change
                yield "link-target-changed", {"old": wording.quoted(before), "new": wording.quoted(after)}
            if not (is_equal(old.parameters, new.parameters) and is_equal(old.body, new.body)):
                yield "link-parameters-changed", {}
            servers = [link.origin.raw.get("server") for link in (old, new)]
            if not is_equal(*servers):
                before, after = map(_server, servers)
                yield "link-server-changed", {"old": before, "new": after}

    def _unclear(self, old: Link | Unclear, new: Link | Unclear) -> Iterator[tuple[str, dict[str, str]]]:
        base, revision = self._contracts
        both = isinstance(old, Unclear) and isinstance(new, Unclear)
        if not both or not same_unclear(base, old, revision, new):  # type: ignore[arg-type]  # both are unclear
            yield "link-undecided", {"reason": next(one.reason for one in (new, old) if isinstance(one, Unclear))}


def _server(raw: Any) -> str:
    """Name the server of a link, by its URL."""
    url = raw.get("url") if isinstance(raw, dict) else None
    return f"the server {wording.quoted(str(url))}" if url else "the operation's own servers"


def _target(targets: Targets, link: Link) -> tuple[str, str]:
    """Return the operation a link leads to; its own text where that is no operation of the contract."""
    return targets.get(link.target) or targets.get(unquote(link.target)) or (link.target, link.target)


def _targets(contract: Contract) -> Iterator[tuple[str, tuple[str, str]]]:
    for key, operation in contract.operations.items():
        if isinstance(operation, Operation):
            place = f"{key.method} {key.path}", f"{key.method} {operation.path}"
            yield f"#{operation.origin.pointer}", place
            if operation.operation_id is not None:
                yield operation.operation_id, place
