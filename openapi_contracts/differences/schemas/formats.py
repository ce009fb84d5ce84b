"""Changed formats: the witness is a value of the sender's format that the receiver's format rejects.

For validation a format is an annotation (JSON Schema validation 2020-12, 7.2.1), so containment does not
decide; but a program that names a format parses by it. An added, removed or unknown format is
only a notice.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Any

from openapi_contracts.containment.containment import Containment, contains
from openapi_contracts.containment.prover.formats import FORMATS
from openapi_contracts.differences.schemas.grouping import Group
from openapi_contracts.differences.schemas.reachability import Reach
from openapi_contracts.differences.schemas.samples import EmbeddedSamples, at, sender
from openapi_contracts.findings import SchemaQuestion, Shown
from openapi_contracts.schemas import Questions

CHANGED, INCOMPATIBLE = "format-changed", "format-incompatible"
MOST_WAYS = 3  # messages searched for one format
_STEPS = 5_000
# The ranges of numeric formats (OAS 3.1.0, 4.4).
_ROOM = {"int32": 2**31, "int64": 2**63}


class Formats:
    """Builds messages with a value of one format that is no value of another."""

    def __init__(
        self, questions: Questions, reach: Reach, samples: EmbeddedSamples, schema_questions: Sequence[SchemaQuestion]
    ) -> None:
        self._questions = questions
        self._reach = reach
        self._samples = samples
        self._schema_questions = schema_questions

    def shown(self, group: Group) -> Shown | None:
        """Return a message with a value of the sender's format that the receiver's format rejects."""
        node, direction = group.nodes[0], group.nodes[0].pair.direction
        sent, read = (one.get("format") for one in group.difference.alone(direction))
        for value in refused(sent, read):
            for root, path in islice(self._reach.ways(node.pair, self._reach.mask([node.pair])), MOST_WAYS):
                mask = self._reach.own(root)
                question = self._schema_questions[(mask & -mask).bit_length() - 1]
                for whole in self._samples.embedded(path, value):
                    if self._questions.allows(sender(direction), question, whole):
                        sentence = (
                            f"{value!r} at {at(path) or 'the root'} has the format {sent}, but not the format {read}"
                        )
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
