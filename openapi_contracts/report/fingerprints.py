"""What a change is known by: the same as long as it is the same change, whatever else is edited.

A fingerprint is a digest of the rule, the subject, and the operation or component. A change at a place of a component
is named by the component, however many operations use it.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openapi_contracts.findings import Finding
from openapi_contracts.report.lasting_places import elements, is_in_component, is_in_schema_component, lasting
from openapi_contracts.vocabulary import Side

_DIGITS = 16  # 64 bits: in a report of a million changes, two collide with a chance of 1 in 37 million


@dataclass(frozen=True, slots=True)
class Known:
    """A finding and what it is known by; `members` are the fingerprints of what it stands for, one an operation."""

    finding: Finding
    fingerprint: str
    members: tuple[str, ...] = ()


def fingerprinted(findings: Sequence[Finding], documents: Mapping[Side, Any]) -> list[Known]:
    """Return each finding with its fingerprint, told apart where two have the same."""
    words = [_words(finding, documents) for finding in findings]
    named = _told_apart(findings, words)
    singly = _told_apart(findings, [(finding.rule, *finding.subject) for finding in findings])
    return [
        Known(finding, name, (own,) if _is_of_component(finding) else ())
        for finding, name, own in zip(findings, named, singly, strict=True)
    ]


def of_group(rule: str, members: Sequence[str]) -> str:
    """Return the fingerprint of several changes with one cause."""
    return _digest("group", rule, *sorted(members))


def _words(finding: Finding, documents: Mapping[Side, Any]) -> tuple[str, ...]:
    """Return what tells a change from every other: its rule, its subject, and its operation or component."""
    at = finding.revision if finding.base is None else finding.base
    document = documents.get(Side.REVISION if finding.base is None else Side.BASE)
    if at is None or not finding.operations:
        return (finding.rule, *finding.subject)
    if _is_of_component(finding):
        subject = [word for word in finding.subject if word not in finding.operations]
        return (finding.rule, *subject, *lasting(document, at))
    if _names_its_place(finding, at):
        return (finding.rule, *finding.subject)
    own = elements(document, at) if is_in_schema_component(at) else lasting(document, at)
    return (finding.rule, *finding.subject, *own)


def _names_its_place(finding: Finding, at: str) -> bool:
    """Say whether the subject names the operation or the place."""
    place = "/".join(step for step in at.split("/") if not step.isdigit())
    return any(word in finding.operations or word == place for word in finding.subject)


def _is_of_component(finding: Finding) -> bool:
    """Say whether a change of one operation stands in a component, in every document that has it."""
    places = [at for at in (finding.base, finding.revision) if at is not None]
    return any(word in finding.operations for word in finding.subject) and all(map(is_in_component, places))


def _told_apart(findings: Sequence[Finding], words: Sequence[tuple[str, ...]]) -> list[str]:
    """Digest the words of each; those that stand at other places in spite of the same words are counted."""
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, each in enumerate(words):
        alike[each].append(index)
    named = [""] * len(findings)
    for each, indices in alike.items():
        places: dict[tuple[object, ...], int] = {}
        for index in sorted(indices, key=lambda index: _distinction(findings[index])):
            place = places.setdefault(_distinction(findings[index])[1:], len(places))
            named[index] = _digest(*each, *([place] if place else []))
    return named


def _distinction(finding: Finding) -> tuple[object, ...]:
    return finding.operations, tuple(sorted(finding.values.items())), finding.base or "", finding.revision or ""


def _digest(*words: str | int) -> str:
    """Hash words as JSON, so that different lists of words give different input."""
    return hashlib.sha256(json.dumps(words, separators=(",", ":")).encode("ascii")).hexdigest()[:_DIGITS]
