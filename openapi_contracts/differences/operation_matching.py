"""Which operations of two contracts are the same one: matched by what is on the wire, not by names in templates."""

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
class Pair:
    """An operation that both contracts have; `label` is its method and the revision's path."""

    label: str
    old: Operation
    new: Operation

    @property
    def is_unaltered(self) -> bool:
        """Say whether both are one: its words, and all they lead to, are the same in both documents."""
        return self.old is self.new


class Where(Enum):
    """Where an operation is described."""

    PATH = auto()
    WEBHOOK = auto()
    CALLBACK = auto()


@dataclass(frozen=True, slots=True)
class Lone:
    """An operation that one contract has alone, and its key there."""

    label: str
    where: Where
    key: OperationKey | CallbackKey
    operation: Operation


@dataclass(frozen=True, slots=True)
class Blurred:
    """An operation, or a whole path item, that is unclear in one contract or in both, and not the same."""

    label: str
    old: Operation | Unclear | None
    new: Operation | Unclear | None


@dataclass(slots=True)
class Matched:
    """The operations of two contracts; each list in the order of their keys."""

    pairs: list[Pair] = field(default_factory=list)
    removed: list[Lone] = field(default_factory=list)
    added: list[Lone] = field(default_factory=list)
    blurred: list[Blurred] = field(default_factory=list)


def pairs(base: Contract, revision: Contract) -> list[Pair]:
    """List the operations, webhooks and callbacks that both contracts have, callbacks after what registers them."""
    return matched(base, revision).pairs


def matched(base: Contract, revision: Contract) -> Matched:
    """Match everything that both contracts have, or one alone."""
    found = Matched()
    _match(found, *_as_written(base.operations, revision.operations), _path_label, Where.PATH)
    _match(found, base.webhooks, revision.webhooks, _webhook_label, Where.WEBHOOK)
    return found


def _path_label(key: OperationKey, operation: Operation | Unclear) -> str:
    return f"{key.method} {operation.path if isinstance(operation, Operation) else key.path}"


def _webhook_label(key: OperationKey, _: Operation | Unclear) -> str:
    return f"WEBHOOK {key.path} {key.method}"


def _match(
    found: Matched,
    old: Mapping[Key, Operation | Unclear],
    new: Mapping[Key, Operation | Unclear],
    label: Callable[[Key, Operation | Unclear], str],
    where: Where,
) -> None:
    vague: set[tuple[str, ...]] = {key[:-1] for side in (old, new) for key in side if key.method == ANY_METHOD}
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        said = label(key, now or was)  # type: ignore[arg-type]  # one of them is there
        if isinstance(was, Operation) and isinstance(now, Operation):
            found.pairs.append(Pair(said, was, now))
            _match(found, *_as_sent(was.callbacks, now.callbacks), _callback_label(said), Where.CALLBACK)
        elif isinstance(was, Unclear) or isinstance(now, Unclear):
            if was != now:
                found.blurred.append(Blurred(said, was, now))
        elif vague.isdisjoint((key[:-1], (key[0], ""))):  # the latter of callbacks that are unclear as a whole
            for lone, side in ((was, found.removed), (now, found.added)):
                if lone is not None:
                    side.append(Lone(said, where, key, lone))


def _as_written(old: Operations, new: Operations) -> tuple[Operations, Operations]:
    """Match paths that differ in names only by those, which no valid document has (OAS 3.1.0, 4.8.8.1)."""
    twins = {_erased(key) for side in (old, new) for key in side if _erased(key) != key}
    if not twins:
        return old, new
    written = [{_written(key, one) for key, one in side.items() if _erased(key) in twins} for side in (old, new)]
    both = written[0] & written[1]
    before, after = (_by_path(side, both) for side in (old, new))
    return before, after


def _by_path(side: Operations, both: set[OperationKey]) -> Operations:
    """Give what both sides write the same its whole path as a key, and what is left over the first erased one."""
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
    """Give a callback of the base the name it has in the revision: names are not on the wire (OAS 3.1.0, 4.8.10.1)."""
    if old.keys() == new.keys():
        return old, new
    lone = [{key: key[1:] for key in side if key not in other} for side, other in ((old, new), (new, old))]
    counts = [Counter(sent.values()) for sent in lone]
    names = {sent: key.name for key, sent in lone[1].items() if counts[0][sent] == counts[1][sent] == 1}
    kept = {key: key.name for key in old} | {key: names[sent] for key, sent in lone[0].items() if sent in names}
    return {key._replace(name=kept[key]): one for key, one in old.items()}, new


def _callback_label(parent: str) -> Callable[[CallbackKey, Operation | Unclear], str]:
    return lambda key, _: f"{parent} callback {key.name} {key.expression} {key.method}"
