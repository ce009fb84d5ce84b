"""Finds the changed components that no operation reaches, which no message tells of."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from openapi_contracts.contracts import Contract
from openapi_contracts.contracts.unchanged_text import written
from openapi_contracts.differences import wording
from openapi_contracts.differences.recording import FindingRecorder
from openapi_contracts.differences.same_text import is_equal
from openapi_contracts.documents.pointers import escape, split

_KINDS_2_0 = ("definitions", "parameters", "responses")
_OTHERWISE_TOLD = ("securitySchemes",)
_LED = re.compile(rb'"(#/(?:[^"\\]|\\.)*)"')  # references, and mappings of discriminators
_MAPPING = re.compile(rb'"mapping":\{([^{}]*)\}')
_NAMED = re.compile(rb':"([^"\\]*)"')

Component = tuple[str, str]
"""The kind of a component and its name."""


def compare(base: Contract, revision: Contract, recorder: FindingRecorder) -> None:
    """Record the components that were added, removed or changed and that no operation of either document reaches."""
    old, new = (dict(_components(side.origin.raw)) for side in (base, revision))
    changed = [one for one in sorted(old.keys() | new.keys()) if not is_equal(old.get(one), new.get(one))]
    if not changed:
        return
    reached = _reached(base.origin.raw, old) | _reached(revision.origin.raw, new)
    for kind, name in (one for one in changed if one not in reached):
        was, now = (kind, name) in old, (kind, name) in new
        what = "changed" if was and now else "removed" if was else "added"
        places = [_pointer(side, kind, name) if has else None for side, has in ((base, was), (revision, now))]
        values = {"component": wording.quoted(name), "kind": wording.quoted(kind), "what": what}
        recorder.add("unused-component-changed", values, *places, subject=(kind, name, what))


def _components(document: Mapping[str, Any]) -> Iterator[tuple[Component, Any]]:
    owner = document if "swagger" in document else document.get("components")
    if not isinstance(owner, dict):
        return
    for kind in _KINDS_2_0 if owner is document else owner:
        if kind not in _OTHERWISE_TOLD and isinstance(owner.get(kind), dict):
            yield from (((kind, name), one) for name, one in owner[kind].items())


def _pointer(side: Contract, kind: str, name: str) -> str:
    prefix = "" if "swagger" in side.origin.raw else "/components"
    return f"{prefix}/{escape(kind)}/{escape(name)}"


def _reached(document: Mapping[str, Any], components: Mapping[Component, Any]) -> set[Component]:
    """Return the components that something outside the components refers to, or one of them does."""
    prefix = [] if "swagger" in document else ["components"]
    heirs = _heirs(components, prefix)
    outside = {key: value for key, value in document.items() if key not in ("components", *_KINDS_2_0)}
    pending, found = [outside], set[Component]()
    while pending:
        for one in _named(pending.pop(), prefix):
            for each in (one, *heirs.get(one, ())):
                if each in components and each not in found:
                    found.add(each)
                    pending.append(components[each])
    return found


def _heirs(components: Mapping[Component, Any], prefix: list[str]) -> Mapping[Component, list[Component]]:
    """Return the components that extend one with a discriminator, which stands for them (OAS 3.1.0, 4.8.25)."""
    found: dict[Component, list[Component]] = {}
    for one, raw in components.items():
        for parent in _named(raw.get("allOf"), prefix) if isinstance(raw, dict) and "allOf" in raw else ():
            found.setdefault(parent, []).append(one)
    chosen = [one for one in found if isinstance(components.get(one), dict) and "discriminator" in components[one]]
    below = dict.fromkeys(chosen)
    for one in chosen:  # those that extend an heir are heirs
        grown = [heir for heir in found.get(one, ()) if heir in found and heir not in below]
        below |= dict.fromkeys(grown)
        chosen += grown
    return {one: found[one] for one in below}


def _named(value: Any, prefix: list[str]) -> Iterator[Component]:
    """List the components that a value names."""
    words = written(value) or b""
    for reference in dict.fromkeys(_LED.findall(words)):
        steps = split(unquote(reference.decode("utf-8", "replace")[1:]))
        if steps[: len(prefix)] == prefix and len(steps) > len(prefix) + 1:
            yield steps[len(prefix)], steps[len(prefix) + 1]
    schemas = "definitions" if not prefix else "schemas"
    for mapping in _MAPPING.findall(words):
        yield from ((schemas, name.decode("utf-8", "replace")) for name in _NAMED.findall(mapping))
