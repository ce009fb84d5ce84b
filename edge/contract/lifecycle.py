"""What is announced of a major, or of one of its operations: since when it is deprecated, and when it ends.

A contract says it in `x-lifecycle`, at its root or at an operation: `deprecated` and `sunset`, each a date, which is
its first moment in UTC, or a date-time, and in `guide` where to read what to use in its place. Answers say it as
Deprecation (RFC 9745), Sunset (RFC 8594) and Link.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from functools import lru_cache
from typing import Any

from connexion.http_facts import METHODS

from edge.answers.refusals import ApiGone
from edge.exchange import Exchange, Field

MEMBER = "x-lifecycle"
KNOWN = {"deprecated", "sunset", "guide"}
GUIDE = re.compile(r"(?:/(?!/)|https?://)[0-9A-Za-z._~:/?#\[\]@!$&'()*+,;=%-]*")
NAMES = {b"deprecation", b"sunset", b"link"}  # no station before routing sends a Link of another kind
REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """What is announced; `guide` is a path of ours or a URL."""

    deprecated: datetime | None
    sunset: datetime | None
    guide: str

    def is_deprecated(self, at: datetime) -> bool:
        """Whether its deprecation has come."""
        return self.deprecated is not None and self.deprecated <= at

    def is_gone(self, at: datetime) -> bool:
        """Whether its end has come."""
        return self.sunset is not None and self.sunset <= at


@dataclass(frozen=True, slots=True)
class Lifecycles:
    """What a contract announces: of all of it, and of the operations that say something themselves."""

    whole: Lifecycle | None
    operations: Mapping[str, Lifecycle]

    def of(self, operation_id: str) -> Lifecycle | None:
        """Give what is announced of an operation: the earliest where both announce something."""
        return self.operations.get(operation_id, self.whole)

    def are_over(self, at: datetime) -> bool:
        """Whether the end of all of it has come."""
        return self.whole is not None and self.whole.is_gone(at)


def compile_lifecycles(contract: Mapping[str, Any]) -> Lifecycles:
    """Read all that a contract announces. Raises ValueError for what cannot be, or does not agree with `deprecated`."""
    whole = _read(contract[MEMBER], "the contract") if MEMBER in contract else None
    found: dict[str, Lifecycle] = {}
    for operation in operations(contract):
        name = str(operation.get("operationId"))
        own = _read(operation[MEMBER], name) if MEMBER in operation else None
        _must_agree(name, own, whole, marked=operation.get("deprecated") is True)
        if own is not None:
            found[name] = _earliest(whole, own, name) if whole else own
    return Lifecycles(whole, found)


def operations(contract: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Walk the operations of a contract that may be broken elsewhere."""
    paths = contract.get("paths")
    for item in paths.values() if isinstance(paths, dict) else ():
        if isinstance(item, dict):
            yield from (each for method, each in item.items() if method in METHODS and isinstance(each, dict))


def announce(exchange: Exchange, lifecycle: Lifecycle) -> None:
    """Have the answer say what is announced, in place of what is of the whole major. Raises ApiGone after the end."""
    kept = [each for each in exchange.fields if each[0] not in NAMES]
    exchange.deprecated = lifecycle.deprecated is not None
    exchange.fields[:] = [*kept, *written(lifecycle, exchange.prefix)]
    if lifecycle.sunset is not None and lifecycle.is_gone(exchange.services.now()):
        raise ApiGone(lifecycle.sunset, _located(lifecycle, exchange.prefix))


@lru_cache(maxsize=REMEMBERED)
def written(lifecycle: Lifecycle, prefix: str) -> tuple[Field, ...]:
    """Write what is announced as fields; `prefix` is where a proxy has put the service."""
    fields, links = [], []
    if lifecycle.deprecated is not None:
        fields.append((b"deprecation", b"@%d" % lifecycle.deprecated.timestamp()))
        links.append("deprecation")
    if lifecycle.sunset is not None:
        fields.append((b"sunset", format_datetime(lifecycle.sunset, usegmt=True).encode()))
        links.append("sunset")
    guide = _located(lifecycle, prefix)
    link = ", ".join(f'<{guide}>; rel="{relation}"; type="text/html"' for relation in links)
    return (*fields, (b"link", link.encode()))


def _located(lifecycle: Lifecycle, prefix: str) -> str:
    return prefix + lifecycle.guide if lifecycle.guide.startswith("/") else lifecycle.guide


def _read(said: Any, where: str) -> Lifecycle:
    if not isinstance(said, dict) or not said.keys() <= KNOWN or not said.keys() & {"deprecated", "sunset"}:
        raise ValueError(f"{MEMBER} of {where} has to say deprecated or sunset, and guide, and nothing else")
    guide = said.get("guide")
    if not isinstance(guide, str) or not GUIDE.fullmatch(guide):
        raise ValueError(f"{MEMBER} of {where}: guide {guide!r} is neither a path that begins with / nor an http URL")
    return _checked(Lifecycle(_time(said, "deprecated", where), _time(said, "sunset", where), guide), where)


def _time(said: Mapping[str, Any], member: str, where: str) -> datetime | None:
    """Read a date or date-time of RFC 3339, which YAML may have read already."""
    value = said.get(member)
    try:
        if isinstance(value, str):
            value = date.fromisoformat(value) if len(value) == len("2027-01-31") else datetime.fromisoformat(value)
        if type(value) is date:
            value = datetime.combine(value, time(), UTC)
        if isinstance(value, datetime) and value.tzinfo is not None:
            return value.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    if member not in said:
        return None
    raise ValueError(f"{MEMBER} of {where}: {member} {value!r} is neither a date nor a date-time with an offset")


def _checked(lifecycle: Lifecycle, where: str) -> Lifecycle:
    deprecated, sunset = lifecycle.deprecated, lifecycle.sunset
    if deprecated is not None and sunset is not None and sunset < deprecated:
        raise ValueError(f"{MEMBER} of {where}: the sunset {sunset} is before the deprecation {deprecated}")
    return lifecycle


def _must_agree(name: str, own: Lifecycle | None, whole: Lifecycle | None, *, marked: bool) -> None:
    """See that `deprecated: true` stands where the answers say Deprecation; a whole major need not repeat it."""
    announced = own is not None and own.deprecated is not None
    if announced and not marked:
        raise ValueError(f"{MEMBER} of {name} says deprecated, and the operation does not say `deprecated: true`")
    if marked and not announced and not (whole and whole.deprecated):
        raise ValueError(f"{name} says `deprecated: true`, and no {MEMBER} says since when")


def _earliest(whole: Lifecycle, own: Lifecycle, name: str) -> Lifecycle:
    deprecated = min((each for each in (whole.deprecated, own.deprecated) if each), default=None)
    sunset = min((each for each in (whole.sunset, own.sunset) if each), default=None)
    return _checked(Lifecycle(deprecated, sunset, own.guide), name)
