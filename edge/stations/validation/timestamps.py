"""Times in the bodies of requests."""

from datetime import UTC, datetime

from edge.answers.refusals import InvalidRequest


def read(text: str | None, *, pointer: str) -> datetime | None:
    """Read a time as RFC 3339 writes it. Raises InvalidRequest for one that the clock here cannot show."""
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):  # leap seconds, the year 0, and what leaves 1..9999 in UTC
        wrong = {"pointer": pointer, "detail": "must be a time of the years 1 to 9999 in UTC"}
        raise InvalidRequest([wrong]) from None
