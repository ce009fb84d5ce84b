"""Sunsets: the day from which a part of the contract may be removed, as `x-sunset` announces it."""

import re
from datetime import date
from email.utils import parsedate_to_datetime

LONGEST = 64  # characters; the longest form there is, of RFC 850, has 33
_DAY = re.compile(r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2})(?:$|[Tt\s].*$)", re.DOTALL)
_NAMED = re.compile(r"\s*[A-Za-z]{3,9},?\s.*[0-9]{2}:[0-9]{2}:[0-9]{2}", re.DOTALL)


def sunset_day(sunset: str | None) -> date | None:
    """Read a date or date-time (RFC 3339, 5.6) or an HTTP-date (RFC 9110, 5.6.7; RFC 8594, 3); None for other text.

    Only the day counts; time and time zone are ignored.
    """
    if sunset is None or len(sunset) > LONGEST:
        return None
    day = _DAY.match(sunset)
    try:
        if day is not None:
            return date.fromisoformat(day[1])
        return parsedate_to_datetime(sunset).date() if _NAMED.match(sunset) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def after_sunset(sunset: str | None, today: date | None) -> bool:
    """Say whether the announced day has come; False where no day is announced or today is unknown."""
    day = sunset_day(sunset)
    return day is not None and today is not None and today >= day


def announcement(sunset: str | None) -> dict[str, str]:
    """Return the values of a finding that quote an announced sunset."""
    return {} if sunset is None else {"sunset": sunset}
