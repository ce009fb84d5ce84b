"""Matches the operations of two contracts by the requests they take, not by parameter names in paths."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TypeAlias, TypeVar

from openapi_contracts.contracts import Contract, Operation, Unclear
from openapi_contracts.contracts.model import ANY_METHOD, CallbackKey, OperationKey
from openapi_contracts.contracts.parameters import EXPRESSION

Operations: TypeAlias = Mapping[OperationKey, Operation | Unclear]
Callbacks: TypeAlias = Mapping[CallbackKey, Operation | Unclear]
Key = TypeVar("Key", OperationKey, CallbackKey)


@dataclass(frozen=True, slots=True)
class OperationPair:
    """An operation that both contracts have; `label` is its method and the revision's path.

    `key` is what both are matched by, None where they stand at different paths.
    """

    label: str
    old: Operation
    new: Operation
    key: OperationKey | CallbackKey | None = None

    @property
    def is_unaltered(self) -> bool:
        """Say whether the operation has the same text in both documents, references included."""
        return self.old is self.new


class Where(Enum):
    """Where a document describes an operation: in paths, webhooks or callbacks."""

    PATH = auto()
    WEBHOOK = auto()
    CALLBACK = auto()


@dataclass(frozen=True, slots=True)
class Lone:
    """An operation that only one contract has, and its key."""

    label: str
    where: Where
    key: OperationKey | CallbackKey
    operation: Operation


@dataclass(frozen=True, slots=True)
class Blurred:
    """An operation or path item that is unclear in either contract, and not equal in both."""

    label: str
    old: Operation | Unclear | None
    new: Operation | Unclear | None


@dataclass(slots=True)
class MatchedOperations:
    """The matched operations of two contracts; each list in the order of keys."""

    pairs: list[OperationPair] = field(default_factory=list)
    removed: list[Lone] = field(default_factory=list)
    added: list[Lone] = field(default_factory=list)
    blurred: list[Blurred] = field(default_factory=list)


def pairs(base: Contract, revision: Contract) -> list[OperationPair]:
    """List the operations, webhooks and callbacks of both contracts, callbacks after what registers them."""
    return matched(base, revision).pairs


def matched(base: Contract, revision: Contract) -> MatchedOperations:
    """Match the operations of two contracts."""
    found = MatchedOperations()
    _match(found, *_as_written(base.operations, revision.operations), _path_label, Where.PATH)
    _match(found, base.webhooks, revision.webhooks, _webhook_label, Where.WEBHOOK)
    return found


def match_callbacks(found: MatchedOperations, pair: OperationPair) -> None:
    """Match the callbacks of two operations, and those of callbacks."""
    callbacks = _as_sent(pair.old.callbacks, pair.new.callbacks)
    _match(found, *callbacks, _callback_label(pair.label), Where.CALLBACK)


def _path_label(key: OperationKey, operation: Operation | Unclear) -> str:
    return f"{key.method} {operation.path if isinstance(operation, Operation) else key.path}"


def _webhook_label(key: OperationKey, _: Operation | Unclear) -> str:
    return f"WEBHOOK {key.path} {key.method}"


def _match(
    found: MatchedOperations,
    old: Mapping[Key, Operation | Unclear],
    new: Mapping[Key, Operation | Unclear],
    label: Callable[[Key, Operation | Unclear], str],
    where: Where,
) -> None:
    vague: set[tuple[str, ...]] = {key[:-1] for side in (old, new) for key in side if key.method == ANY_METHOD}
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        found_label = label(key, now or was)  # type: ignore[arg-type]  # one of them is there
        if isinstance(was, Operation) and isinstance(now, Operation):
            pair = OperationPair(found_label, was, now, key)
            found.pairs.append(pair)
            match_callbacks(found, pair)
        elif isinstance(was, Unclear) or isinstance(now, Unclear):
            if was != now:
                found.blurred.append(Blurred(found_label, was, now))
        elif vague.isdisjoint((key[:-1], (key[0], ""))):  # the latter of callbacks that are unclear as a whole
            for lone, side in ((was, found.removed), (now, found.added)):
                if lone is not None:
                    side.append(Lone(found_label, where, key, lone))


def _as_written(old: Operations, new: Operations) -> tuple[Operations, Operations]:
    """Match by name the paths that differ in parameter names only, which no valid document has (OAS 3.1.0, 4.8.8.1)."""
    twins = {_erased(key) for side in (old, new) for key in side if _erased(key) != key}
    if not twins:
        return old, new
    written = [{_written(key, one) for key, one in side.items() if _erased(key) in twins} for side in (old, new)]
    both = written[0] & written[1]
    before, after = (_by_path(side, both) for side in (old, new))
    return before, after


def _by_path(side: Operations, both: set[OperationKey]) -> Operations:
    """Key equal paths by their full text, and the first remaining one by its erased path."""
    found: dict[OperationKey, Operation | Unclear] = {}
    left: dict[OperationKey, Operation | Unclear] = {}
    for key, one in side.items():
        whole = _written(key, one)
        (found if whole in both else left)[whole if whole in both else key] = one
    for key, one in left.items():
        erased = _erased(key)
        found[key if erased in found else erased] = one
    return found


def _written(key: OperationKey, one: Operation | Unclear) -> OperationKey:
    return key._replace(path=one.path) if isinstance(one, Operation) else key


def _erased(key: OperationKey) -> OperationKey:
    return key._replace(path=EXPRESSION.sub("{}", key.path))


def _as_sent(old: Callbacks, new: Callbacks) -> tuple[Callbacks, Callbacks]:
    """Rename a callback of the base to its name in the revision: no message carries the name (OAS 3.1.0, 4.8.10.1)."""
    if old.keys() == new.keys():
        return old, new
    lone = [{key: key[1:] for key in side if key not in other} for side, other in ((old, new), (new, old))]
    counts = [Counter(sent.values()) for sent in lone]
    names = {sent: key.name for key, sent in lone[1].items() if counts[0][sent] == counts[1][sent] == 1}
    kept = {key: key.name for key in old} | {key: names[sent] for key, sent in lone[0].items() if sent in names}
    return {key._replace(name=kept[key]): one for key, one in old.items()}, new


def _callback_label(parent: str) -> Callable[[CallbackKey, Operation | Unclear], str]:
    return lambda key, _: f"{parent} callback {key.name} {key.expression} {key.method}"
