"""Deprecation and end of a major version or of an operation, as announced in the contract and in responses.

A contract announces them in `x-lifecycle`, at its root or in an operation: `deprecated` and `sunset`, each a date (its
first moment in UTC) or a date-time, and `guide`, where to read what to use instead. Responses announce them as
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
NAMES = {b"deprecation", b"sunset", b"link"}  # no station before routing sends any other Link
REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The dates announced; `guide` is a path of this service or a URL."""

    deprecated: datetime | None
    sunset: datetime | None
    guide: str

    def is_deprecated(self, at: datetime) -> bool:
        """Whether it is deprecated already."""
        return self.deprecated is not None and self.deprecated <= at

    def is_gone(self, at: datetime) -> bool:
        """Whether it has ended."""
        return self.sunset is not None and self.sunset <= at


@dataclass(frozen=True, slots=True)
class Lifecycles:
    """What a contract announces: for all of it, and for single operations."""

    whole: Lifecycle | None
    operations: Mapping[str, Lifecycle]

    def of(self, operation_id: str) -> Lifecycle | None:
        """Return the lifecycle of an operation: its own, or else that of the whole contract."""
        return self.operations.get(operation_id, self.whole)

    def are_over(self, at: datetime) -> bool:
        """Whether the whole contract has ended."""
        return self.whole is not None and self.whole.is_gone(at)


def compile_lifecycles(contract: Mapping[str, Any]) -> Lifecycles:
    """Read every `x-lifecycle` of a contract. Raises ValueError where one is malformed or contradicts `deprecated`."""
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
    """Yield the operations of a contract, skipping anything malformed."""
    paths = contract.get("paths")
    for item in paths.values() if isinstance(paths, dict) else ():
        if isinstance(item, dict):
            yield from (each for method, each in item.items() if method in METHODS and isinstance(each, dict))


def announce(exchange: Exchange, lifecycle: Lifecycle) -> None:
    """Announce this lifecycle in the response, in place of the contract-wide one. Raises ApiGone after the end."""
    kept = [each for each in exchange.fields if each[0] not in NAMES]
    exchange.deprecated = lifecycle.deprecated is not None
    exchange.fields[:] = [*kept, *header_fields(lifecycle, exchange.prefix)]
    if lifecycle.sunset is not None and lifecycle.is_gone(exchange.services.now()):
        raise ApiGone(lifecycle.sunset, _guide_url(lifecycle, exchange.prefix))


@lru_cache(maxsize=REMEMBERED)
def header_fields(lifecycle: Lifecycle, prefix: str) -> tuple[Field, ...]:
    """Format a lifecycle as header fields; `prefix` is the path a proxy publishes the service under."""
    fields, links = [], []
    if lifecycle.deprecated is not None:
        fields.append((b"deprecation", b"@%d" % lifecycle.deprecated.timestamp()))
        links.append("deprecation")
    if lifecycle.sunset is not None:
        fields.append((b"sunset", format_datetime(lifecycle.sunset, usegmt=True).encode()))
        links.append("sunset")
    guide = _guide_url(lifecycle, prefix)
    link = ", ".join(f'<{guide}>; rel="{relation}"; type="text/html"' for relation in links)
    return (*fields, (b"link", link.encode()))


def _guide_url(lifecycle: Lifecycle, prefix: str) -> str:
    return prefix + lifecycle.guide if lifecycle.guide.startswith("/") else lifecycle.guide


def _read(declared: Any, where: str) -> Lifecycle:
    if not isinstance(declared, dict) or not declared.keys() <= KNOWN or not declared.keys() & {"deprecated", "sunset"}:
        raise ValueError(
            f"{MEMBER} of {where} must have `guide`, `deprecated` or `sunset` or both, and no other member"
        )
    guide = declared.get("guide")
    if not isinstance(guide, str) or not GUIDE.fullmatch(guide):
        raise ValueError(f"{MEMBER} of {where}: guide {guide!r} is neither a path that begins with / nor an http URL")
    return _checked(Lifecycle(_time(declared, "deprecated", where), _time(declared, "sunset", where), guide), where)


def _time(declared: Mapping[str, Any], member: str, where: str) -> datetime | None:
    """Read an RFC 3339 date or date-time, which the YAML parser may have converted already."""
    value = declared.get(member)
    try:
        if isinstance(value, str):
            value = date.fromisoformat(value) if len(value) == len("2027-01-31") else datetime.fromisoformat(value)
        if type(value) is date:
            value = datetime.combine(value, time(), UTC)
        if isinstance(value, datetime) and value.tzinfo is not None:
            return value.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    if member not in declared:
        return None
    raise ValueError(f"{MEMBER} of {where}: {member} {value!r} is neither a date nor a date-time with an offset")


def _checked(lifecycle: Lifecycle, where: str) -> Lifecycle:
    deprecated, sunset = lifecycle.deprecated, lifecycle.sunset
    if deprecated is not None and sunset is not None and sunset < deprecated:
        raise ValueError(f"{MEMBER} of {where}: the sunset {sunset} is before the deprecation {deprecated}")
    return lifecycle


def _must_agree(name: str, own: Lifecycle | None, whole: Lifecycle | None, *, marked: bool) -> None:
    """Check that `deprecated: true` and `x-lifecycle` agree; a contract-wide deprecation need not be repeated."""
    announced = own is not None and own.deprecated is not None
    if announced and not marked:
        raise ValueError(f"{MEMBER} of {name} announces a deprecation, but the operation lacks `deprecated: true`")
    if marked and not announced and not (whole and whole.deprecated):
        raise ValueError(f"{name} has `deprecated: true`, but no {MEMBER} gives the date")


def _earliest(whole: Lifecycle, own: Lifecycle, name: str) -> Lifecycle:
    deprecated = min((each for each in (whole.deprecated, own.deprecated) if each), default=None)
    sunset = min((each for each in (whole.sunset, own.sunset) if each), default=None)
    return _checked(Lifecycle(deprecated, sunset, own.guide), name)
