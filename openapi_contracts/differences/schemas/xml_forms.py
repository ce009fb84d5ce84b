"""Compares how the parts of an XML body are written: the names and the nodes that a schema's `xml` gives them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from openapi_contracts.contracts.xml_forms import XmlForm, xml_form
from openapi_contracts.differences.schemas.grouping import Group
from openapi_contracts.differences.schemas.message_search import MessageSearch
from openapi_contracts.differences.schemas.model import Difference
from openapi_contracts.differences.schemas.samples import at, sender
from openapi_contracts.differences.schemas.view_pairs import ViewPair
from openapi_contracts.differences.schemas.views import View, ViewPart, viewed
from openapi_contracts.findings import Shown
from openapi_contracts.schemas.carried import is_xml
from openapi_contracts.vocabulary import Side

ROW = "xml-form-changed"


def differences(both: ViewPair) -> Iterator[Difference]:
    """List the properties of an XML element that are written in another way."""
    if not all(is_xml(place) for view in (both.old, both.new) for place in view.places):
        return
    for name in both.old.declared.keys() & both.new.declared.keys():
        was, now = (_described(view, view.declared[name][-1], name) for view in (both.old, both.new))
        yield from _compared(both, was, now, name)


def of_root(both: ViewPair) -> Iterator[Difference]:
    """List the change of the root element, where either side names it; a component may be renamed."""
    places = both.old.places[:1] + both.new.places[:1]
    if len(places) == 2 and all(map(is_xml, places)):
        was, now = (_described(view, view.places[0], "") for view in (both.old, both.new))
        if was[0].name and now[0].name:
            yield from _compared(both, was, now, None)


def _compared(
    both: ViewPair, was: tuple[XmlForm, ViewPart], now: tuple[XmlForm, ViewPart], name: str | None
) -> Iterator[Difference]:
    if was[0] != now[0]:
        says = {"old": str(was[0]), "new": str(now[0])}
        found = both.find(ROW, was[1], now[1], "xml", sentence_values=says)
        yield replace(found, name=name, place=was[1].place)


def _described(view: View, place: str, name: str) -> tuple[XmlForm, ViewPart]:
    """Return how a property is written, and the part of its schema that says so."""
    inside = viewed(view.document, (place,))
    told = [(part, raw) for part in inside.parts if isinstance(raw := view.document.raw(part.place), dict)]
    said = next(((part, raw) for part, raw in told if "xml" in raw), told[0] if told else (inside.parts[0], {}))
    listed = next((part for part in inside.parts if "items" in part.schema), None)
    items: Any = None
    if listed is not None:
        item = viewed(view.document, (f"{listed.place}/items",))
        raws = [raw for part in item.parts if isinstance(raw := view.document.raw(part.place), dict)]
        items = next((raw for raw in raws if "xml" in raw), raws[0] if raws else {})
    return xml_form(name, said[1], items), said[0]


class XmlForms:
    """Builds messages with a property that the receiver looks for under another name, or as another node."""

    def __init__(self, messages: MessageSearch) -> None:
        self._messages = messages

    def shown(self, group: Group) -> Shown | None:
        """Return a message with the property, as the sender writes it."""
        node, one = group.nodes[0], group.difference
        side, direction = sender(node.pair.direction), node.pair.direction
        questions, samples = self._messages.questions, self._messages.samples
        record: Any = samples.record(side, direction, node.pair.sent)
        if one.name is not None:
            places = viewed(questions.normalized(side, direction), node.pair.sent).declared.get(one.name, [])
            record = {**record, one.name: samples.of(side, direction, places[-1]) if places else None}
        for question, _, path, whole in self._messages.holding(node.pair, record):
            if questions.allows(side, question, whole):
                was, now = one.values["old"], one.values["new"]
                sent, read = (was, now) if side is Side.BASE else (now, was)
                place = at(path) + (f"/{one.name}" if one.name else "")
                refused = f"{place or 'the body'} is written as {sent}, and is looked for as {read}"
                given = {question.part: whole}
                return replace(question.shown, given=given, refused=refused, value=whole, confirmed=True)
        return None
