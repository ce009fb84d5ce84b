"""Locates values in a YAML text, in one pass over libyaml's events."""

from collections.abc import Callable
from typing import Any

import yaml
from yaml import events

from openapi_contracts.documents.syntaxes.pointer_tree import PointerTree

_STARTS = (events.MappingStartEvent, events.SequenceStartEvent)
_ENDS = (events.MappingEndEvent, events.SequenceEndEvent)


class _YamlCollection:
    """An open collection that contains a value to locate; `member` is the tree of the next value, if any."""

    __slots__ = ("awaits_key", "index", "is_mapping", "member", "wanted")

    def __init__(self, wanted: PointerTree, *, is_mapping: bool) -> None:
        self.wanted = wanted
        self.is_mapping = self.awaits_key = is_mapping
        self.index = 0
        self.member: PointerTree | None = None


def find(text: str, wanted: PointerTree) -> None:
    """Record the offsets of all values in `wanted`, in well-formed `text`."""
    loader = yaml.CSafeLoader(text)
    try:
        _walk(loader.get_event, wanted)
    finally:
        loader.dispose()


def _walk(next_event: Callable[[], Any], root: PointerTree) -> None:
    stack = [
        _YamlCollection(PointerTree(inside={"0": root}), is_mapping=False)
    ]  # treats the document as a list of one value
    keys: dict[str, str] = {}  # the text of each anchored scalar: an alias may be a key
    while type(event := next_event()) is not events.StreamEndEvent:
        if isinstance(event, _ENDS):
            stack.pop()
        elif not isinstance(event, events.NodeEvent):
            continue
        elif stack[-1].awaits_key:
            _key(stack[-1], event, keys)
        else:
            value = _value(stack[-1], event, keys)
            if isinstance(event, _STARTS):
                if value is not None and value.inside:
                    stack.append(_YamlCollection(value, is_mapping=isinstance(event, events.MappingStartEvent)))
                else:
                    _skip(next_event, keys)


def _key(here: _YamlCollection, event: Any, keys: dict[str, str]) -> None:
    _keep(event, keys)
    key = event.value if type(event) is events.ScalarEvent else keys[event.anchor]
    here.member = here.wanted.inside.get(key)
    if here.member is not None:
        here.member.found(event.start_mark.index)
    here.awaits_key = False


def _value(here: _YamlCollection, event: Any, keys: dict[str, str]) -> PointerTree | None:
    _keep(event, keys)
    if here.is_mapping:
        here.awaits_key = True
        return here.member
    item = here.wanted.inside.get(str(here.index))
    if item is not None:
        item.found(event.start_mark.index)
    here.index += 1
    return item


def _skip(next_event: Callable[[], Any], keys: dict[str, str]) -> None:
    """Skip the events of a collection whose start event was read."""
    depth = 1
    while depth:
        event = next_event()
        kind = type(event)
        if kind is events.ScalarEvent:
            _keep(event, keys)
        elif kind in _STARTS:
            depth += 1
        elif kind in _ENDS:
            depth -= 1


def _keep(event: Any, keys: dict[str, str]) -> None:
    if event.anchor is not None and isinstance(event, events.ScalarEvent):
        keys[event.anchor] = event.value
