"""Matches the media types of a sender with those a receiver accepts, ranges and parameters included."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from openapi_contracts.contracts.media_ranges import MediaRange

MOST_COMPARED = 100  # media types of one body that are matched by ranges

_KNOWN = (
    MediaRange("application", "octet-stream"),
    MediaRange("application", "xml"),
    MediaRange("text", "plain"),
    MediaRange("text", "csv"),
    MediaRange("image", "png"),
)
_OTHER = "x-other"


@dataclass(slots=True)
class MatchedMediaTypes:
    """The matched media types of a sender and a receiver, in order.

    `pairs` have bodies to compare; `unaccepted` are sent and not accepted;
    `partly` are accepted in part, each with an example that is not; `idle` are accepted and not sent; `wider` are
    ranges of the receiver that are sent in part.
    """

    pairs: list[tuple[MediaRange, MediaRange]] = field(default_factory=list)
    unaccepted: list[MediaRange] = field(default_factory=list)
    partly: list[tuple[MediaRange, MediaRange]] = field(default_factory=list)
    idle: list[MediaRange] = field(default_factory=list)
    wider: list[MediaRange] = field(default_factory=list)


def matched(sent: Iterable[MediaRange], understood: Iterable[MediaRange]) -> MatchedMediaTypes:
    """Match media types; the most specific range decides (OAS 3.1.0, 4.8.13.1 `content`)."""
    found = MatchedMediaTypes()
    senders, receivers = sorted(sent), sorted(understood)
    if senders == receivers:
        found.pairs = [(media, media) for media in senders]
        return found
    used: set[MediaRange] = set()
    for media in senders:
        best = most_specific(receivers, media)
        inside = [one for one in receivers if one != best and _within(one, media, senders)]
        used.update(inside, {best} if best else ())
        found.pairs += [(media, one) for one in (*([best] if best else ()), *inside)]
        if best is None and inside:
            found.partly.append((media, _outside(media, receivers)))
        elif best is None:
            found.unaccepted.append(media)
    found.wider = [one for one in receivers if one in used and not any(covers(media, one) for media in senders)]
    found.idle = [one for one in receivers if one not in used]
    return found


def most_specific(ranges: Iterable[MediaRange], media: MediaRange) -> MediaRange | None:
    """Return the entry that decides for a media type: itself, or the narrowest range that covers it."""
    covering = [one for one in ranges if covers(one, media)]
    return max(covering, key=lambda one: (one == media, _narrowness(one), one), default=None)


def covers(wide: MediaRange, narrow: MediaRange) -> bool:
    """Say whether every media type of the narrow range is in the wide one.

    JSON is always UTF-8, so its `charset` parameter is ignored (RFC 8259, 8.1 and 11).
    """
    return _bare(wide).covers(_bare(narrow))


def _within(media: MediaRange, wide: MediaRange, senders: list[MediaRange]) -> bool:
    return media != wide and covers(wide, media) and most_specific(senders, media) == wide


def _narrowness(media: MediaRange) -> tuple[bool, bool, int]:
    return (media.type != "*", media.subtype != "*", len(media.parameters))


def _bare(media: MediaRange) -> MediaRange:
    if not media.parameters or not is_json(media):
        return media
    return replace(media, parameters=tuple(one for one in media.parameters if one[0] != "charset"))


def is_json(media: MediaRange) -> bool:
    """Say whether bodies of a media type are JSON (RFC 8259; RFC 6839, 3.1)."""
    return media.subtype == "json" or media.subtype.endswith("+json")


def _outside(wide: MediaRange, known: list[MediaRange]) -> MediaRange:
    """Return a media type of a range that no other range covers; the argument itself where it is no range."""
    if wide.subtype != "*":
        return wide
    other = MediaRange(_OTHER if wide.type == "*" else wide.type, _OTHER)
    for one in (*_KNOWN, other):
        media = replace(one, parameters=wide.parameters)
        if covers(wide, media) and most_specific(known, media) is None:
            return media
    return wide
