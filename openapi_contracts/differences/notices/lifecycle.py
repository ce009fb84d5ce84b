"""Compares operation ids, deprecations and sunsets of operations, parameters and headers."""

import datetime
from collections.abc import Iterator

from openapi_contracts.contracts import Operation, Unclear
from openapi_contracts.contracts.message_parts import Header, Parameter, Response
from openapi_contracts.contracts.model import SecurityScheme
from openapi_contracts.contracts.styles import Styled
from openapi_contracts.contracts.sunsets import after_sunset, sunset_day
from openapi_contracts.differences import wording
from openapi_contracts.differences.operation_matching import OperationPair
from openapi_contracts.differences.recording import FindingRecorder, owner, pointer
from openapi_contracts.differences.responses.headers import written

Change = tuple[str, dict[str, str], str]
"""The end of a rule's id, its values, and the member it is about."""


def compare(recorder: FindingRecorder, pair: OperationPair, *, today: datetime.date | None = None) -> None:
    """Record new announcements of an operation both contracts have; without `today`, no sunset has passed."""
    old, new = pair.old, pair.new
    _record(recorder, pair, "operation", "operation", old, new, _identified(old.operation_id, new.operation_id))
    announced = (*_deprecated(old, new), *_sunset(_sunset_text(old), _sunset_text(new), today))
    _record(recorder, pair, "operation", "operation", old, new, announced)
    for key in sorted(old.parameters.keys() & new.parameters.keys()):
        was, now = old.parameters[key], new.parameters[key]
        if isinstance(was, Parameter) and isinstance(now, Parameter) and pointer(now) != pointer(new):
            called = f"{now.location} parameter {wording.quoted(now.name)}"
            announced = (*_deprecated(was, now), *_sunset(_sunset_text(was), _sunset_text(now), today))
            _record(recorder, pair, "parameter", called, was, now, announced)
            _compare_reserved(recorder, pair, called, was, now)
    for status in sorted(old.responses.keys() & new.responses.keys()):
        _compare_headers(recorder, pair, status)


def _compare_reserved(
    recorder: FindingRecorder, pair: OperationPair, called: str, old: Parameter, new: Parameter
) -> None:
    """Record whether reserved characters are escaped (OAS 3.1.0, 4.8.12.2), unless that is another form altogether."""
    if not isinstance(old.form, Styled) or not isinstance(new.form, Styled):
        return
    places = pointer(old), pointer(new)
    told = any(recorder.is_recorded(f"{kind}parameter-form-changed", *places) for kind in ("", "webhook-"))
    if old.form.allow_reserved is not new.form.allow_reserved and not told:
        values = {"what": called, "how": "may be sent as they are" if new.form.allow_reserved else "are escaped"}
        subject = (*owner(pair, *places), *values.values())
        recorder.add("reserved-characters-changed", values, *places, subject=subject, label=pair.label)


def compare_schemes(
    recorder: FindingRecorder, name: str, old: SecurityScheme | Unclear, new: SecurityScheme | Unclear
) -> None:
    """Record whether a security scheme is deprecated (OAS 3.2.0, 4.27.1)."""
    if isinstance(old, Unclear) or isinstance(new, Unclear):
        return
    was, now = (one.origin.raw.get("deprecated") is True for one in (old, new))
    if was != now:
        called = f"security scheme {wording.quoted(name)}"
        places = _member(old, "deprecated"), _member(new, "deprecated")
        rule = f"security-scheme-{'deprecated' if now else 'undeprecated'}"
        recorder.add(rule, {"what": called}, *places, subject=(called,))


def _compare_headers(recorder: FindingRecorder, pair: OperationPair, status: str) -> None:
    old, new = pair.old.responses[status], pair.new.responses[status]
    if not isinstance(old, Response) or not isinstance(new, Response):
        return
    for name in sorted(old.headers.keys() & new.headers.keys()):
        was, now = old.headers[name], new.headers[name]
        if isinstance(was, Header) and isinstance(now, Header):
            called = f"header {wording.quoted(written(name, now, was))} of response {status}"
            _record(recorder, pair, "header", called, was, now, tuple(_deprecated(was, now)))


Announcing = Operation | Parameter | Header


def _record(
    recorder: FindingRecorder,
    pair: OperationPair,
    kind: str,
    called: str,
    old: Announcing,
    new: Announcing,
    changes: tuple[Change, ...],
) -> None:
    for rule, values, member in changes:
        places = _member(old, member), _member(new, member)
        within = owner(pair, pointer(old), pointer(new))
        subject = (*within, called, *values.values())
        recorder.add(f"{kind}-{rule}", {"what": called, **values}, *places, subject=subject, label=pair.label)


def _member(value: Announcing | SecurityScheme, member: str) -> str | None:
    """Return the pointer of a member; None where it is absent."""
    return f"{value.origin.pointer}/{member}" if member in value.origin.raw else None


def _identified(old: str | None, new: str | None) -> tuple[Change, ...]:
    if old == new:
        return ()
    rule = "id-added" if old is None else "id-removed" if new is None else "id-changed"
    values = {"old": wording.quoted(old or "none"), "new": wording.quoted(new or "none")}
    return ((rule, values, "operationId"),)


def _deprecated(old: Announcing, new: Announcing) -> Iterator[Change]:
    if old.deprecated != new.deprecated:
        yield "deprecated" if new.deprecated else "undeprecated", {}, "deprecated"


def _sunset_text(value: Operation | Parameter) -> str | None:
    """Return the text of a sunset; an empty text for one that is no string."""
    raw = value.origin.raw.get("x-sunset")
    return value.sunset if raw is None or isinstance(raw, str) else f"a value of type {type(raw).__name__}"


def _sunset(old: str | None, new: str | None, today: datetime.date | None) -> Iterator[Change]:
    was, now = sunset_day(old), sunset_day(new)
    values = {"old": wording.quoted(old or "none"), "new": wording.quoted(new or "none")}
    if old == new or (was == now and was is not None):
        return
    if new is None:
        yield "sunset-removed", values, "x-sunset"
    elif now is None:
        yield "sunset-unreadable", values, "x-sunset"
    elif was is None:
        yield "sunset-past" if after_sunset(new, today) else "sunset-added", values, "x-sunset"
    else:
        yield "sunset-earlier" if now < was else "sunset-later", values, "x-sunset"
