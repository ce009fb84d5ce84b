"""Reads timestamps in request bodies."""

from datetime import UTC, datetime

from edge.answers.refusals import InvalidRequest


def read(text: str | None, *, pointer: str) -> datetime | None:
    """Parse an RFC 3339 timestamp. Raises InvalidRequest where Python's datetime cannot hold it."""
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):  # leap seconds, the year 0, and times outside of 1..9999 in UTC
        fault = {"pointer": pointer, "detail": "must be a time in the years 1 to 9999 in UTC"}
        raise InvalidRequest([fault]) from None
