"""The schemas of two documents by their places, each looked up once."""

from typing import Any

from openapi_contracts.contracts import Direction
from openapi_contracts.schemas import Lowered, Questions
from openapi_contracts.vocabulary import Side


class Places:
    """What `questions.Lowered` says of places, remembered: a walk comes back to most of them."""

    def __init__(self, lowered: Lowered) -> None:
        self.lowered = lowered
        self.views: dict[tuple[str, ...], Any] = {}  # those of `views`, kept here
        self._at: dict[str, Any] = {"": lowered.schema}
        self._raw: dict[str, Any] = {"": None, "/$defs": None}
        self._follow: dict[str, str] = {}
        self._pointers: dict[str, str] = {}

    def at(self, place: str) -> Any:
        """Return the schema at a place, as JSON Schema 2020-12; KeyError where there is none."""
        return _step_by_step(self._at, place)

    def raw(self, place: str) -> Any:
        """Return what the document says there, annotations included; None if that cannot be found."""
        root = "/".join(place.split("/", 3)[:3])
        if root not in self._raw:
            self._raw[root] = self.lowered.raw(root)
        try:
            return _step_by_step(self._raw, place)
        except (KeyError, IndexError, TypeError, ValueError):
            return None

    def follow(self, place: str) -> str:
        """Return where a schema that is nothing but references leads in the end."""
        found = self._follow.get(place)
        if found is None:
            schema = self.at(place)
            if not (isinstance(schema, dict) and len(schema) == 1 and "$ref" in schema):
                return place
            found = self._follow[place] = self.lowered.follow(place)
        return found

    def pointer(self, place: str) -> str:
        """Return where in the document the schema at a place stands."""
        if place not in self._pointers:
            self._pointers[place] = self.lowered.pointer(place)
        return self._pointers[place]


def _step_by_step(known: dict[str, Any], place: str) -> Any:
    """Look up a place from the nearest one above it that is known; all those above are, from then on."""
    steps = []
    above = place
    while above not in known:
        above, _, token = above.rpartition("/")
        steps.append(token)
    found = known[above]
    while steps:
        token = steps.pop()
        if isinstance(found, list):
            found = found[int(token)]
        else:
            found = found[token.replace("~1", "/").replace("~0", "~") if "~" in token else token]
        if steps:
            above = f"{above}/{token}"
            known[above] = found
    return found


class Sides:
    """The places of both documents and directions."""

    def __init__(self, questions: Questions) -> None:
        self._known = {
            (side, direction): Places(questions.lowered(side, direction)) for side in Side for direction in Direction
        }

    def of(self, side: Side, direction: Direction) -> Places:
        """Return the places of one document and direction."""
        return self._known[side, direction]
