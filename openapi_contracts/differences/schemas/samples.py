"""Sample values of schemas, and whole message values that embed a given value."""

from collections.abc import Iterator
from typing import Any

from openapi_contracts.containment import patterns
from openapi_contracts.containment.steps import Steps, Undecided
from openapi_contracts.contracts import Direction
from openapi_contracts.differences.schemas.model import Into, SchemaPair, Step
from openapi_contracts.differences.schemas.reachability import Path
from openapi_contracts.differences.schemas.views import viewed
from openapi_contracts.documents.pointers import escape
from openapi_contracts.schemas import NoSample, Questions
from openapi_contracts.vocabulary import Side

_STEPS = 2_000  # steps to find a name that matches a pattern
ANOTHER = "other"  # an undeclared property name


class EmbeddedSamples:
    """Makes sample values of the schemas of two documents."""

    def __init__(self, questions: Questions) -> None:
        self._questions = questions
        self._known: dict[tuple[Side, Direction, str], Any] = {}
        self._records: dict[tuple[Side, Direction, tuple[str, ...]], dict[str, Any]] = {}

    def of(self, side: Side, direction: Direction, place: str) -> Any:
        """Return a small value of a schema; None where none is found."""
        key = (side, direction, place)
        if key not in self._known:
            try:
                self._known[key] = self._questions.sample(side, direction, place)
            except NoSample:
                self._known[key] = None
        return self._known[key]

    def record(self, side: Side, direction: Direction, places: tuple[str, ...]) -> dict[str, Any]:
        """Return a small object for the schemas at some places, on a best-effort basis."""
        key = (side, direction, places)
        if key not in self._records:
            found = self.of(side, direction, places[0]) if len(places) == 1 else None
            self._records[key] = found if isinstance(found, dict) else self._assembled(side, direction, places)
        return self._records[key]

    def _assembled(self, side: Side, direction: Direction, places: tuple[str, ...]) -> dict[str, Any]:
        """Assemble the required properties: for a schema whose smallest value is null, or for several schemas."""
        view = viewed(self._questions.normalized(side, direction), places)
        made = [self.of(side, direction, place) for place in places]
        whole = {name: item for one in made if isinstance(one, dict) for name, item in one.items()}
        for name in view.required:
            if name in view.declared:
                whole[name] = self.of(side, direction, view.declared[name][-1])
        return whole

    def items(self, side: Side, direction: Direction, places: tuple[str, ...]) -> list[Any]:
        """Return a small array; an empty one where no other is found."""
        found = self.of(side, direction, places[0]) if places else None
        return found if isinstance(found, list) else []

    def embedded(self, path: Path, value: Any, side: Side | None = None) -> Iterator[Any]:
        """Embed a value along a path into whole values: first alone, then with the siblings of a branch."""
        found = []
        for together in (False, True):
            whole = value
            for pair, step in reversed(path):
                whole = self._into(pair, step, whole, side or sender(pair.direction), together=together)
            if whole not in found:
                found.append(whole)
                yield whole

    def _into(self, pair: SchemaPair, step: Step, value: Any, side: Side, *, together: bool) -> Any:
        whose = (side, pair.direction, pair.old if side is Side.BASE else pair.new)
        if step.into is Into.SAME:
            return {**self.record(*whose), **value} if together and isinstance(value, dict) else value
        if step.into is Into.ITEM:
            items, index = self.items(*whose), int(step.name or 0)
            return [*items[:index], *[None] * (index - len(items)), value, *items[index + 1 :]]
        record = self.record(*whose)
        return {**record, named(step, record): value}


def sender(direction: Direction) -> Side:
    """Return the side that sends in a direction."""
    return Side.BASE if direction is Direction.REQUEST else Side.REVISION


def named(step: Step, record: dict[str, Any]) -> str:
    """Return the property name of a step."""
    if step.into is Into.PROPERTY:
        return step.name
    if step.into is Into.PATTERN:
        try:
            word = patterns.find(include=[patterns.compile(step.name)], steps=Steps(_STEPS))
        except (patterns.Unsupported, Undecided):
            return ANOTHER
        return word.text if word else ANOTHER
    return next((name for name in record if name.startswith(ANOTHER)), ANOTHER)


def at(path: Path) -> str:
    """Return the place in a message at the end of a path, as a JSON Pointer."""
    return "".join(f"/{_word(step)}" for _, step in path if step.into is not Into.SAME)


def _word(step: Step) -> str:
    return (step.name or "0") if step.into is Into.ITEM else escape(named(step, {}))
