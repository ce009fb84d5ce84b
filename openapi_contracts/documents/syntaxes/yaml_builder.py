"""Builds data from the events of a YAML stream, without recursion; scalars have types of the core schema."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from yaml import events

from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.problems import Problem
from openapi_contracts.documents.syntaxes import yaml_merging
from openapi_contracts.documents.syntaxes.parsed import (
    DUPLICATE_KEY,
    MERGE_KEY,
    Parsed,
    duplicate_key,
    merge_key,
    nul_character,
    too_deep,
    too_many_nodes,
    unreadable,
)
from openapi_contracts.documents.syntaxes.places import TextPlace
from openapi_contracts.documents.syntaxes.yaml_anchors import Anchors, OpenAnchor
from openapi_contracts.documents.syntaxes.yaml_scalars import CORE, Scalar, Unrepresentable, foreign, plain, tagged

Handler = Callable[[Any], None]  # takes an event; libyaml always sets the marks that the type declares optional


class _OpenYaml:
    """A collection that is not complete; a mapping expects a key while `key` is None."""

    __slots__ = ("height", "items", "key", "lines", "mapping", "merges", "open_anchor")

    def __init__(self, collection: Any) -> None:
        self.mapping: dict[str, Any] | None = collection if isinstance(collection, dict) else None
        self.items: list[Any] = collection if isinstance(collection, list) else []
        self.key: str | None = None
        self.lines: dict[str, int] = {}  # the line on which each key occurs first
        self.merges = 0  # merge keys
        self.height = 0  # nested levels of collections
        self.open_anchor: OpenAnchor | None = None  # if it has an anchor

    @property
    def step(self) -> str | int:
        """The key or index of the latest value."""
        if self.mapping is None:
            return len(self.items) - 1
        return yaml_merging.KEY if self.merges and self.key == yaml_merging.held(self.merges) else self.key or ""


class Builder:
    """One document under construction."""

    def __init__(self, text: str, limits: Limits, *, may_hold_nul: bool) -> None:
        self.documents = 0
        self._limits = limits
        self._may_hold_nul = may_hold_nul
        self._anchors = Anchors(text, limits)
        self._nodes = 0
        self._here = _OpenYaml([])  # treats the document as a list of one value
        self._around: list[_OpenYaml] = []  # the collections around `_here`, outermost first
        self._problems: list[Problem] = []
        self._counts: Counter[str] = Counter()
        self._keys: dict[str, str] = {}  # shares equal strings: documents repeat few keys thousands of times

    def build(self, next_event: Callable[[], Any]) -> None:
        """Process all events of a stream. Raises Unreadable at a limit, and for values that JSON cannot represent."""
        handlers: dict[type, Handler] = {
            events.ScalarEvent: self._scalar,
            events.MappingStartEvent: lambda event: self._start(event, {}, CORE + "map"),
            events.SequenceStartEvent: lambda event: self._start(event, [], CORE + "seq"),
            events.MappingEndEvent: self._end,
            events.SequenceEndEvent: self._end,
            events.AliasEvent: self._alias,
            events.DocumentStartEvent: self._document,
        }
        event = next_event()
        try:
            while (kind := type(event)) is not events.StreamEndEvent:
                if kind in handlers:  # other events begin a stream or end a document
                    handlers[kind](event)
                event = next_event()
        except Unrepresentable as error:
            where = _place(event)
            raise unreadable(error.code, f"{error}, at {where}.", where) from None

    def parsed(self) -> Parsed:
        """Return the document."""
        return Parsed(self._here.items[0], tuple(self._problems), self._counts)

    def _document(self, _event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise Unrepresentable("multiple-documents", "A second YAML document begins; send each document separately")

    def _scalar(self, event: Any) -> None:
        text: str = event.value
        if self._may_hold_nul and "\0" in text:
            raise nul_character(_place(event))
        here = self._here
        if here.mapping is not None and here.key is None:
            self._key(event)
            return
        self._count(1)
        value = plain(text) if event.tag is None and event.implicit[0] else _value(event)
        if event.anchor is not None:
            self._anchor(event, value)
        if here.mapping is None:  # as `_put`, inlined for speed
            here.items.append(value)
        else:
            here.mapping[here.key or ""] = value
            here.key = None

    def _key(self, event: Any) -> None:
        text: str = event.value
        if text == yaml_merging.KEY and event.implicit[0]:
            self._merge(event)
            return
        if event.tag is not None:
            tagged(event.tag, text)
        if event.anchor is not None:
            self._anchor(event, _value(event))
        self._name(text, event)

    def _name(self, text: str, event: Any) -> None:
        """Set the key of the next value, and report a duplicate."""
        here = self._here
        here.key = key = self._keys.setdefault(text, text)
        if key not in here.lines:
            here.lines[key] = event.start_mark.line + 1
            return
        self._counts[DUPLICATE_KEY] += 1
        if len(self._problems) < self._limits.problems:
            path = [frame.step for frame in (*self._around[1:], here)]
            self._problems.append(duplicate_key(key, path, _place(event), first_line=here.lines[key]))

    def _merge(self, event: Any) -> None:
        """Let the current mapping hold the next value until it ends, and report the merge key."""
        here = self._here
        here.merges += 1
        here.key = yaml_merging.held(here.merges)
        self._counts[MERGE_KEY] += 1
        if len(self._problems) < self._limits.problems:
            self._problems.append(merge_key([frame.step for frame in self._around[1:]], _place(event)))

    def _anchor(self, event: Any, value: Scalar) -> None:
        open_anchor = self._anchors.begin(event.anchor, event.start_mark.index, self._nodes - 1)
        self._anchors.end(open_anchor, event.end_mark.index, self._nodes, value, key=event.value, height=0)

    def _alias(self, event: Any) -> None:
        anchored = self._anchors.use(event.anchor)
        here = self._here
        if here.mapping is not None and here.key is None:
            if anchored.key is None:
                raise _complex_key()
            self._name(anchored.key, event)
            return
        self._count(anchored.nodes)
        self._reach(anchored.height, event)
        here.height = max(here.height, anchored.height)
        self._put(anchored.value)

    def _start(self, event: Any, collection: Any, tag: str) -> None:
        here = self._here
        if here.mapping is not None and here.key is None:
            raise _complex_key()
        if event.tag not in (None, "!", tag):
            raise foreign(event.tag)
        opened = _OpenYaml(collection)
        if event.anchor is not None:
            opened.open_anchor = self._anchors.begin(event.anchor, event.start_mark.index, self._nodes)
        self._count(1)
        self._reach(1, event)
        if here.mapping is None:
            here.items.append(collection)
        else:
            here.mapping[here.key or ""] = collection
        self._around.append(here)
        self._here = opened

    def _end(self, event: Any) -> None:
        ended = self._here
        here = self._here = self._around.pop()
        if ended.merges:
            yaml_merging.expand(ended.mapping or {})
        height = ended.height + 1
        here.height = max(here.height, height)
        if ended.open_anchor is not None:
            value = ended.items if ended.mapping is None else ended.mapping
            self._anchors.end(ended.open_anchor, event.end_mark.index, self._nodes, value, key=None, height=height)
        here.key = None

    def _put(self, value: Any) -> None:
        here = self._here
        if here.mapping is None:
            here.items.append(value)
        else:
            here.mapping[here.key or ""] = value
            here.key = None

    def _count(self, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > self._limits.nodes:
            raise too_many_nodes(self._limits.nodes)

    def _reach(self, levels: int, event: Any) -> None:
        if len(self._around) + levels > self._limits.depth:
            raise too_deep(self._limits.depth, _place(event))


def _value(event: Any) -> Scalar:
    if event.tag is not None:
        return tagged(event.tag, event.value)
    text: str = event.value
    return plain(text) if event.implicit[0] else text


def _complex_key() -> Unrepresentable:
    return Unrepresentable(
        "complex-key", "A key is a list or a mapping, which JSON does not allow; write the key as a string"
    )


def _place(event: Any) -> TextPlace:
    return TextPlace(event.start_mark.line + 1, event.start_mark.column + 1)
