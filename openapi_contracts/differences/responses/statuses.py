"""Matches the responses of two operations by the status codes they cover: codes, ranges such as `2XX`, and `default`.

A code takes precedence over its range, and a range over `default` (OAS 3.1.0, 4.8.16.1 and 4.8.16.2).
"""

from collections.abc import Collection, Set
from dataclasses import dataclass, field

DEFAULT = "default"
CLASSES = ("1", "2", "3", "4", "5")
_SUCCESS = ("1", "2", "3")


@dataclass(slots=True)
class MatchedStatuses:
    """The matched statuses of base and revision, each once and in order.

    `pairs` share at least one code. `removed` cover codes that no entry of the revision covers, `added` the other
    way round; those of which no code is covered there are also in `gone` and `fresh`.
    """

    pairs: list[tuple[str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)


def matched(old: Set[str], new: Set[str]) -> MatchedStatuses:
    """Match the statuses of two operations by the codes they cover."""
    if old == new:
        return MatchedStatuses([(status, status) for status in sorted(old)])
    pairs, removed, added = dict[tuple[str, str], None](), dict[str, None](), dict[str, None]()
    for one in sorted({*old, *new, *(f"{digit}XX" for digit in CLASSES)} - {DEFAULT}):
        was, now = promised(old, one), promised(new, one)
        if was and now:
            pairs[was, now] = None
        elif was:
            removed[was] = None
        elif now:
            added[now] = None
    gone, fresh = ({*alone} - {pair[index] for pair in pairs} for index, alone in ((0, removed), (1, added)))
    return MatchedStatuses(list(pairs), list(removed), list(added), gone, fresh)


def promised(statuses: Collection[str], status: str) -> str | None:
    """Return the entry that covers a code, or the unlisted codes of a range."""
    for one in (status, f"{status[0]}XX", DEFAULT):
        if one in statuses:
            return one
    return None


def is_success(status: str) -> bool:
    """Say whether a code or range is informational, success or redirection (RFC 9110, 15.2 to 15.4)."""
    return status[0] in _SUCCESS


def has_success(statuses: Collection[str]) -> bool:
    """Say whether any of the statuses is a success; `default` is one where no other entry is."""
    return any(is_success(one) for one in statuses) or DEFAULT in statuses
