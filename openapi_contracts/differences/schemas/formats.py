"""Changed formats: the witness is a value of the sender's format that the receiver's format rejects.

For validation a format is an annotation (JSON Schema validation 2020-12, 7.2.1), so containment does not
decide; but a program that names a format parses by it. An added, removed or unknown format is
only a notice.
"""

from dataclasses import replace
from functools import cache
from typing import Any

from openapi_contracts.containment.containment import Containment, contains
from openapi_contracts.containment.prover.formats import FORMATS
from openapi_contracts.differences.schemas.grouping import Group
from openapi_contracts.differences.schemas.message_search import MessageSearch
from openapi_contracts.differences.schemas.samples import at, sender
from openapi_contracts.findings import Shown

CHANGED, INCOMPATIBLE = "format-changed", "format-incompatible"
_STEPS = 5_000
# The ranges of numeric formats (OAS 3.1.0, 4.4).
_ROOM = {"int32": 2**31, "int64": 2**63}


class Formats:
    """Builds messages with a value of one format that is no value of another."""

    def __init__(self, messages: MessageSearch) -> None:
        self._messages = messages

    def shown(self, group: Group) -> Shown | None:
        """Return a message with a value of the sender's format that the receiver's format rejects."""
        node, direction = group.nodes[0], group.nodes[0].pair.direction
        sent, read = (one.get("format") for one in group.difference.alone(direction))
        for value in refused(sent, read):
            for question, _, path, whole in self._messages.holding(node.pair, value):
                if self._messages.questions.allows(sender(direction), question, whole):
                    place = at(path) or "the root"
                    sentence = f"{value!r} at {place} has the format {sent}, but not the format {read}"
                    given = {question.part: whole}
                    return replace(question.shown, given=given, refused=sentence, value=value, confirmed=True)
        return None


@cache
def refused(sent: str, read: str) -> tuple[Any, ...]:
    """Return values of one format that the other rejects, where both formats are known."""
    if sent in _ROOM and read in _ROOM:
        return (_ROOM[read],) if _ROOM[sent] > _ROOM[read] else ()
    if sent not in FORMATS or read not in FORMATS:
        return ()
    schemas = ({"type": "string", "format": name} for name in (sent, read))
    answer = contains(*schemas, formats=True, budget=_STEPS)
    return (answer.witness,) if answer.verdict is Containment.NOT_CONTAINED else ()
